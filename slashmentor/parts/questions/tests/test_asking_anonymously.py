"""One question as nobody: what the asker can still do with it, and that nothing leads back to them."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.test import override_settings
from django.utils import timezone

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings import happened
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.media.models import Picture
from slashmentor.commons.people.actions import leave
from slashmentor.commons.people.data import everything
from slashmentor.commons.safety.actions import raise_flag
from slashmentor.commons.standing.models import Line, Standing
from slashmentor.parts.questions import actions, rules, seals
from slashmentor.parts.questions.models import Comment, Entry, Persona, SealedAsker, Suggestion
from tests.cast import NOON, a_community, a_member, a_question, an_answer, give_points

LATER = NOON + timedelta(minutes=40)


def an_anonymous_question(community, by, **changes) -> Entry:
    return actions.ask_anonymously(
        community,
        **{
            "by": by,
            "title": "How do I leave a lab where nobody talks to me?",
            "body": "I have been here for two years, and every meeting is cancelled at the last minute.",
            "topics": ["leaving"],
            "now": LATER,
            **changes,
        },
    )


@pytest.fixture
def asked(community, ada):
    return an_anonymous_question(community, ada)


# --- what is written ---


def test_it_bears_a_name_for_it_alone(asked):
    persona = Persona.objects.get()
    assert (asked.author, asked.author_name, asked.persona) == (None, persona.name, persona)
    assert len(persona.name.split("-")) == 2


def test_its_times_are_full_hours(asked):
    assert {asked.created_at, asked.active_at, asked.revisions.get().at} == {NOON}
    assert Happening.objects.get(verb="question.asked").at == NOON


def test_nobody_did_it(asked):
    assert Happening.objects.get(verb="question.asked").by is None
    assert asked.revisions.get().by is None


def test_the_seal_does_not_say_when_it_was_made(asked):
    sealed = SealedAsker.objects.get().sealed
    at = int.from_bytes(base64.urlsafe_b64decode(sealed)[1:9], "big")
    assert datetime.fromtimestamp(at, tz=UTC) == NOON


def test_the_same_form_sent_twice_is_one_question(community, ada, asked):
    assert an_anonymous_question(community, ada, now=LATER + timedelta(minutes=19)).pk == asked.pk
    assert an_anonymous_question(community, ada, now=LATER + timedelta(minutes=21)).pk == asked.pk


def test_the_same_words_of_another_are_another_question(community, emmy, asked):
    assert an_anonymous_question(community, emmy).pk != asked.pk


def test_deleted_and_sent_again_it_is_asked_anew(community, ada, asked):
    actions.delete(asked, by=ada, now=LATER)
    assert an_anonymous_question(community, ada).pk != asked.pk


def test_two_a_day(community, ada):
    """rules.md, "Votes and rates": numbers of ours, "anonymous.a_day"."""
    for number in range(2):
        an_anonymous_question(community, ada, title=f"How do I leave a lab, part number {number}?")
    with pytest.raises(Refused, match="2 anonymous questions"):
        an_anonymous_question(community, ada, title="How do I leave a lab, part number 3?")
    next_day = LATER + timedelta(days=1)
    assert an_anonymous_question(community, ada, title="How do I leave a lab, number 3?", now=next_day)


def test_a_named_question_counts_for_the_newcomers_pause(strict, ada):
    a_question(strict, ada, now=LATER - timedelta(minutes=5))
    with pytest.raises(Refused, match="You asked a moment ago"):
        an_anonymous_question(strict, ada)


def test_the_suspended_do_not_ask_anonymously_either(community, ada):
    ada.suspended_until = NOON + timedelta(days=3)
    with pytest.raises(Refused, match="suspended"):
        an_anonymous_question(community, ada)


def test_words_are_checked_as_everywhere(community, ada):
    with pytest.raises(Invalid):
        an_anonymous_question(community, ada, title="Help")
    assert not Persona.objects.exists()


# --- what the asker can do ---


def test_only_the_asker_is_known_again(asked, ada, emmy):
    assert rules.is_author.test(ada, asked)
    assert not rules.is_author.test(emmy, asked)
    assert not rules.is_author.test(None, asked)


def test_the_asker_edits_and_nobody_did_it(asked, ada):
    edited = actions.edit(asked, by=ada, body=asked.body + " What now?", now=LATER)
    assert (edited.edited_by, edited.edited_at, edited.revision_count) == (None, NOON, 2)
    assert edited.revisions.get(number=2).by is None
    assert Happening.objects.get(verb="question.edited").by is None


def test_the_asker_accepts_and_only_who_answered_earns_points(asked, community, ada, emmy):
    answer = an_answer(asked, emmy, now=LATER)
    question = actions.accept(answer, by=ada, now=LATER)
    assert (question.accepted_id, question.accepted_at) == (answer.pk, NOON)
    assert list(Line.objects.values_list("member", "points")) == [(emmy.pk, 15)]
    assert not Standing.objects.filter(member=ada).exists()
    actions.unaccept(answer, by=ada, now=LATER)
    assert Happening.objects.get(verb="answer.unaccepted").by is None
    assert Standing.objects.get(member=emmy).reputation == 1


def test_others_do_not_accept(asked, emmy, eve):
    answer = an_answer(asked, emmy, now=LATER)
    with pytest.raises(Refused):
        actions.accept(answer, by=eve, now=LATER)


def test_the_asker_deletes_and_brings_back(asked, ada):
    gone = actions.delete(asked, by=ada, now=LATER)
    assert (gone.deleted_by, gone.deleted_at) == (None, NOON)
    assert actions.undelete(asked, by=ada, now=LATER).deleted_at is None


def test_the_asker_does_not_bring_back_what_a_moderator_deleted(asked, ada, mo):
    actions.delete(asked, by=mo, now=LATER)
    with pytest.raises(Refused, match="look after"):
        actions.undelete(asked, by=ada, now=LATER)


def test_the_asker_does_not_bring_back_what_was_deleted_as_abuse(asked, ada, mo):
    raise_flag(asked, by=mo, harm="abuse", now=LATER)
    with pytest.raises(Refused, match="only they can bring it back"):
        actions.undelete(asked, by=ada, now=LATER)


def test_the_asker_makes_it_a_wiki_as_nobody(asked, community, ada):
    give_points(ada, community, 20)
    assert actions.make_wiki(asked, by=ada, now=LATER).is_wiki
    happening = Happening.objects.get(verb="entry.made_wiki")
    assert (happening.by, happening.at) == (None, NOON)


def test_the_asker_decides_of_no_edit_alone(asked, ada, emmy):
    suggestion = Suggestion(entry=asked, by=emmy)
    assert not rules.decides_of_entry.test(ada, suggestion)


def test_the_asker_judges_no_edit_as_a_reviewer(strict, ada, emmy):
    asked = an_anonymous_question(strict, ada)
    give_points(ada, strict, 2000)
    suggestion = actions.suggest(asked, by=emmy, body=f"{asked.body} Or not at all.", now=LATER)
    with pytest.raises(Refused, match="You asked this anonymously, so others judge it"):
        actions.judge(suggestion, by=ada, approves=True, now=LATER)


def test_the_askers_edit_within_the_hour_lets_a_vote_be_changed(asked, ada, eve):
    minutes = timedelta(minutes=1)
    actions.vote(asked, by=eve, value=-1, now=asked.created_at + 20 * minutes)
    actions.edit(asked, by=ada, body=f"{asked.body} It is better now.", now=asked.created_at + 40 * minutes)
    assert actions.vote(asked, by=eve, value=1, now=asked.created_at + 50 * minutes).score == 1


def test_the_askers_edit_takes_it_no_place_down(asked, ada, emmy):
    answered = an_answer(asked, emmy, now=asked.created_at + timedelta(minutes=30)).created_at
    actions.edit(asked, by=ada, body=f"{asked.body} It is better now.", now=answered)
    assert (Entry.objects.get(pk=asked.pk).active_at, asked.taggings.get().active_at) == (answered, answered)


def test_the_asker_does_not_close_it_alone(asked, question, ada):
    with pytest.raises(Refused):
        actions.vote_to_close(asked, by=ada, reason="duplicate", duplicate_of=question, now=LATER)


def test_an_answered_one_stays(asked, ada, emmy):
    an_answer(asked, emmy, now=LATER)
    with pytest.raises(Refused, match="answer would go"):
        actions.delete(asked, by=ada, now=LATER)


def test_the_asker_comments_as_the_persona(asked, ada):
    comment = actions.comment(asked, by=ada, body="It is the second lab this year.", now=LATER)
    assert (comment.author, comment.author_name, comment.persona) == (None, asked.author_name, asked.persona)
    assert comment.created_at == NOON


def test_a_reply_stands_below_what_it_replies_to(asked, ada, emmy):
    an_answer(asked, emmy, now=LATER)
    first = actions.comment(asked, by=emmy, body="Which field is this in, roughly?", now=LATER)
    reply = actions.comment(asked, by=ada, body="I would rather not say that.", now=LATER)
    assert reply.created_at == first.created_at


def test_the_asker_edits_and_deletes_own_comments(asked, ada, emmy):
    comment = actions.comment(asked, by=ada, body="It is the second lab this year.", now=LATER)
    actions.edit_comment(comment, by=ada, body="It is the third lab this year.", now=LATER)
    with pytest.raises(Refused):
        actions.edit_comment(comment, by=emmy, body="It is the fourth lab this year.", now=LATER)
    actions.delete_comment(comment, by=ada, now=LATER)
    comment.refresh_from_db()
    assert (comment.edited_at, comment.deleted_at) == (NOON, NOON)


def test_a_comment_sent_twice_is_one(asked, ada):
    words = {"by": ada, "body": "It is the second lab this year.", "once_within": actions.TWICE}
    assert actions.comment(asked, now=LATER, **words) == actions.comment(asked, now=LATER, **words)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("value", [1, -1])
def test_the_asker_does_not_vote_on_it(asked, ada, value):
    with pytest.raises(Refused, match="you can’t do it yourself"):
        actions.vote(asked, by=ada, value=value, now=LATER)


def test_the_asker_does_not_answer_it(asked, ada):
    with pytest.raises(Refused, match="would bear your name"):
        an_answer(asked, ada, now=LATER)


def test_votes_on_it_bring_points_to_nobody(asked, emmy):
    actions.vote(asked, by=emmy, value=1, now=LATER)
    assert not Line.objects.exists()


# --- nothing leads back ---


def _dumped() -> dict[str, list[str]]:
    """Every row of every table as text."""
    return {
        model._meta.db_table: [repr(sorted(row.items())) for row in model._base_manager.values()]
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
    }


def test_no_row_of_any_table_names_asker_and_question_together(community, emmy, mo):
    """The canary: ids that nothing else has, asked, answered, commented, edited, accepted, closed, told."""
    asker = a_member("canary", pk=987_654_321, name="Canary Whitcombe")
    Persona.objects.create(pk=876_543_210, name="x-y", receipt="x").delete()
    call = {"by": asker, "now": LATER}
    asked = an_anonymous_question(community, asker)
    Entry.objects.filter(pk=asked.pk).update(title="Zebrafinch " + asked.title)
    asked.refresh_from_db()
    answer = an_answer(asked, emmy, now=LATER)
    actions.comment(asked, body="It is the second lab this year.", **call)
    actions.edit(asked, body=asked.body + " What now?", **call)
    actions.accept(answer, **call)
    before = _dumped()
    run_waiting(now=LATER + timedelta(hours=2))
    after = _dumped()
    marks = ("987654321", "canary", "Canary")
    traces = [
        f"'id', {asked.pk})",
        f"_id', {asked.pk})",
        f"'id', {asked.persona_id})",
        asked.author_name,
        "Zebrafinch",
    ]
    for tables in (before, after):
        for table, rows in tables.items():
            for row in rows:
                if any(mark in row for mark in marks):
                    assert table in {"people_member", "notifications_notification"}, (table, row)
                    assert not any(trace in row for trace in traces[3:]), (table, row)
    told = asker.notifications.get()
    assert (told.entry, told.comment, told.happening, told.by, told.data) == (None, None, None, None, {})


def test_a_picture_in_it_is_nobodys(community, ada):
    name = f"{'0' * 40}.webp"
    mine = {"owner": ada, "name": name, "width": 1, "height": 1, "bytes": 1, "added_at": LATER}
    picture = Picture.objects.create(**mine)
    happened("picture.added", by=ada, about=picture, now=LATER)
    give_points(ada, community, 200)
    an_anonymous_question(
        community, ada, body=f"This is the corridor. ![A door](/media/{name}) Is it normal?"
    )
    picture.refresh_from_db()
    assert picture.owner is None
    assert not Happening.objects.filter(by=ada, verb="picture.added").exists()


def test_the_export_of_the_asker_says_nothing_of_it(asked, ada):
    text = repr(everything(ada))
    assert asked.title not in text
    assert asked.author_name not in text


@pytest.mark.parametrize("path", ["/@ada", "/people", "/questions.atom", "/questions", "/sitemap-1.xml"])
def test_no_public_page_names_both(client, asked, path):
    html = client.get(path).content.decode()
    assert not ("Ada Whitcombe" in html and asked.title in html)


def test_the_page_shows_the_persona(client, asked):
    html = client.get(asked.get_absolute_url()).content.decode()
    assert asked.author_name in html
    assert "asked anonymously" in html
    assert "Ada" not in html


# --- hearing of it ---


def test_the_asker_hears_at_the_full_hour_and_once(community, ada, emmy):
    now = timezone.now()
    hour = seals.hour_of(now) + timedelta(hours=1)
    asked = an_anonymous_question(community, ada, now=now)
    an_answer(asked, emmy, now=now)
    actions.comment(asked, by=emmy, body="Which field is this in, roughly?", now=now)
    run_waiting()
    assert not ada.notifications.exists()
    run_waiting(now=hour)
    told = ada.notifications.get()
    assert (told.kind, told.at) == ("persona", hour)
    ada.refresh_from_db()
    assert ada.unread == 1


def test_the_asker_does_not_hear_of_own_deeds(asked, ada):
    actions.comment(asked, by=ada, body="It is the second lab this year.", now=LATER)
    actions.edit(asked, by=ada, body=asked.body + " What now?", now=LATER)
    run_waiting(now=LATER + timedelta(hours=2))
    assert not ada.notifications.exists()


# --- forgetting ---


def test_the_seal_goes_when_its_time_is_over(asked, ada):
    until = SealedAsker.objects.get().until
    assert until == (LATER + timedelta(days=90)).date()
    actions.forget_askers(now=datetime(until.year, until.month, until.day, 3, tzinfo=UTC))
    assert rules.is_author.test(ada, asked)
    actions.forget_askers(now=datetime(until.year, until.month, until.day, 3, tzinfo=UTC) + timedelta(days=1))
    assert not rules.is_author.test(ada, asked)
    assert Entry.objects.get().author_name == asked.author_name


def test_receipts_are_made_meaningless_soon(asked):
    receipt = Persona.objects.get().receipt
    actions.forget_askers(now=LATER + timedelta(hours=1))
    assert Persona.objects.get().receipt == receipt
    actions.forget_askers(now=LATER + timedelta(hours=4))
    assert Persona.objects.get().receipt.startswith("blurred:")


def test_the_days_are_the_communitys(ada, db):
    short = a_community("short", numbers={"anonymous.days": 7, "may.topics": 1})
    an_anonymous_question(short, ada)
    assert SealedAsker.objects.get().until == (LATER + timedelta(days=7)).date()


def test_who_leaves_is_forgotten_and_the_question_stays(asked, ada):
    leave(ada, by=ada, keep_words=False, now=LATER)
    assert not SealedAsker.objects.exists()
    assert Entry.objects.get().title == asked.title
    assert Persona.objects.get().receipt.startswith("blurred:")


@override_settings(SECRET_KEY="another key, of fifty characters or so, for this test")
def test_another_secret_key_forgets_everybody(community, ada, settings):
    asked = an_anonymous_question(community, ada)
    settings.SECRET_KEY = "and yet another one, which nobody kept the first of"
    assert not rules.is_author.test(ada, asked)
    assert seals.open_up(asked.persona) is None


def test_a_key_kept_as_fallback_still_knows_them(community, ada, settings):
    asked = an_anonymous_question(community, ada)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one, and the first is kept among the fallbacks"
    assert rules.is_author.test(ada, asked)
    assert seals.open_up(asked.persona) == ada.pk
    assert seals.personas_of(ada.pk) == [asked.persona_id]


def test_without_the_key_the_tables_hold_no_id(asked, ada):
    row = SealedAsker.objects.values().get()
    assert str(ada.pk) not in (row["sealed"], row["known_by"])
    assert row["known_by"] != seals._digest(b"", f"{asked.persona_id}:{ada.pk}")


def test_two_accounts_that_become_one_keep_it(asked, ada, emmy):
    seals.hand_over(ada.pk, emmy.pk, now=LATER)
    assert rules.is_author.test(emmy, asked)
    assert seals.open_up(asked.persona) == emmy.pk


def test_a_page_costs_a_query_more_when_it_is_anonymous(
    client, community, ada, emmy, django_assert_num_queries
):
    named, unnamed = a_question(community, emmy), an_anonymous_question(community, ada)
    give_points(emmy, community, 200)
    client.force_login(emmy)
    for question in (named, unnamed):
        client.get(question.get_absolute_url())
    with django_assert_num_queries(4):
        client.get(named.get_absolute_url())
    with django_assert_num_queries(5):
        client.get(unnamed.get_absolute_url())
