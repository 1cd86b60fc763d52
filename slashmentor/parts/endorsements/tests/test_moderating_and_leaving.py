"""Flags about endorsements, and what becomes of them when accounts and topics become one, or go."""

import json

import pytest

from slashmentor.base.errors import Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.people import actions as people
from slashmentor.commons.people.data import everything, merge_everywhere
from slashmentor.commons.safety import actions as safety
from slashmentor.commons.topics import actions as topics
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.endorsements.actions import decline, hide, take_back
from slashmentor.parts.endorsements.models import Declined, Endorsement
from tests.cast import NOON, a_member, a_question, an_answer

from .conftest import WORDS, an_endorsement

REASON = "Somebody else's name stands in it"


def test_whoever_it_is_about_flags_it_and_moderators_remove_it_on_all_topics(answer, ada, emmy, mo):
    first, _second = an_endorsement(answer, ada, topics=["statistics", "co-authors"])
    flag = safety.raise_flag(first, by=emmy, harm="abuse", now=NOON)
    assert (flag.member, flag.community) == (ada, answer.community)
    decision = safety.act(first, "post.deleted", by=mo, reason=REASON, now=NOON)
    assert not Endorsement.objects.all().in_sight().exists()
    flag.refresh_from_db()
    assert (flag.outcome, decision.member) == ("helpful", ada)


def test_what_was_removed_is_neither_given_again_nor_taken_back(answer, ada, mo, endorsed):
    safety.act(endorsed, "post.removed", by=mo, reason=REASON, now=NOON)
    with pytest.raises(Refused, match="Moderators took"):
        an_endorsement(answer, ada, words="Something else that is long enough.")
    take_back(answer, by=ada, now=NOON)
    assert Endorsement.objects.get().removed_at == NOON


def test_an_appeal_that_is_heard_brings_it_back(community, ada, emmy, mo, endorsed):
    host = a_member("host", is_staff=True)
    decision = safety.act(endorsed, "post.deleted", by=mo, reason=REASON, now=NOON)
    appeal = safety.appeal(decision, by=ada, words="It names nobody but Emmy, who agreed.", now=NOON)
    safety.decide_appeal(appeal, by=host, upheld=True, answer="Right, it is there again.", now=NOON)
    assert Endorsement.objects.all().standing().get() == endorsed


@pytest.mark.parametrize("who", ["ada", "eve"])
def test_ones_own_and_what_is_hidden_takes_no_flag(request, endorsed, emmy, who):
    hide(endorsed, by=emmy, now=NOON)
    with pytest.raises(Refused):
        safety.raise_flag(endorsed, by=request.getfixturevalue(who), harm="spam", now=NOON)


def test_the_pages_of_flags_and_moderators(client, endorsed, emmy, mo):
    client.force_login(emmy)
    address = f"endorsements.endorsement:{endorsed.pk}"
    assert WORDS in client.get(f"/flags/new?about={address}").content.decode()
    safety.raise_flag(endorsed, by=emmy, harm="spam", now=NOON)
    client.force_login(mo)
    assert WORDS in client.get(f"/moderation/things/{address}").content.decode()


def test_an_export_has_what_was_said_and_never_what_another_hides(answer, ada, emmy, endorsed, question):
    decline(question, by=ada, now=NOON)
    hide(endorsed, by=emmy, now=NOON)
    given = everything(ada)["endorsements"]
    assert [(row["words"], "hidden_at" in row) for row in given["given"]] == [(WORDS, False)]
    assert len(given["not_asked_again"]) == 1
    received = everything(emmy)["endorsements"]["received"]
    assert [(row["by__handle"], row["hidden_at"]) for row in received] == [("ada", NOON)]
    assert json.dumps(given, default=str)


@pytest.mark.parametrize("keep_words", [True, False])
@pytest.mark.parametrize("who", ["ada", "emmy"])
def test_it_goes_with_either_account(request, endorsed, question, ada, who, keep_words):
    decline(question, by=ada, now=NOON)
    member = request.getfixturevalue(who)
    people.leave(member, by=member, keep_words=keep_words, now=NOON)
    assert (Endorsement.objects.count(), Declined.objects.filter(member__handle=who).count()) == (0, 0)


def test_merged_accounts_say_it_once_and_not_of_themselves(community, question, answer, ada, emmy, eve):
    an_endorsement(answer, ada)
    an_endorsement(answer, eve, words="Said by the one who goes.")
    elsewhere = an_answer(question, eve, body="Bring the figure along, and let it speak.")
    an_endorsement(elsewhere, ada)
    an_endorsement(an_answer(a_question(community, emmy), ada), eve)
    merge_everywhere(eve, ada, now=NOON)
    kept = Endorsement.objects.values_list("by__handle", "member__handle", "words")
    assert list(kept) == [("ada", "emmy", WORDS)]


def test_what_is_said_of_the_account_that_goes_is_said_of_the_other(endorsed, emmy, eve):
    merge_everywhere(emmy, eve, now=NOON)
    assert Endorsement.objects.all().standing().get().member == eve


def test_topics_that_become_one_keep_each_endorsement_once(answer, ada, eve, mo):
    an_endorsement(answer, ada, topics=["statistics", "co-authors"])
    an_endorsement(answer, eve, topics=["co-authors"])
    host = a_member("host", is_staff=True)
    kept = Topic.objects.get(name="statistics")
    topics.merge(Topic.objects.get(name="co-authors"), into=kept, by=host, now=NOON)
    run_waiting(now=NOON)
    assert sorted(Endorsement.objects.values_list("by__handle", "topic__name")) == [
        ("ada", "statistics"), ("eve", "statistics"),
    ]  # fmt: skip
