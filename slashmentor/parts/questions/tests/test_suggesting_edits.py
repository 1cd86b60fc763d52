from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.communities.models import Moderator
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.standing.models import Line, Standing
from slashmentor.parts.questions.actions import delete, edit, improve, judge, suggest, withdraw
from slashmentor.parts.questions.models import Entry, Judgement, Revision, Suggestion
from tests.cast import a_member, a_question, an_answer, give_points

NEW = "I reran the script twice, and the bars are standard errors both times."
TITLE = "How do I say that the error bars are wrong?"
WAITING, APPROVED, REJECTED, OVERTAKEN, WITHDRAWN = Suggestion.State


@pytest.fixture
def asked(strict, ada):
    return a_question(strict, ada)


@pytest.fixture
def reviewers(strict):
    """Two who have earned the 350 points of reviewing."""
    people = [a_member("rosa"), a_member("ravi")]
    for one in people:
        give_points(one, strict, 350)
    return people


@pytest.fixture
def suggested(asked, emmy, now):
    return suggest(asked, by=emmy, body=NEW, summary="clearer", now=now)


def test_a_suggestion_waits_and_changes_nothing_yet(suggested, asked, emmy):
    assert (suggested.state, suggested.based_on, suggested.by) == (WAITING, 1, emmy)
    assert Entry.objects.get(pk=asked.pk).body == asked.body
    assert Happening.objects.get(verb="edit.suggested").about == suggested


@pytest.mark.parametrize(
    ("approving", "state"),
    [
        ([], WAITING),
        (["rosa"], WAITING),
        (["rosa", "ravi"], APPROVED),
        (["ada"], APPROVED),
        (["mo"], APPROVED),
    ],
)
def test_it_takes_two_approvals_or_the_authors_or_a_moderators(
    suggested, reviewers, strict, ada, mo, approving, state, now
):
    Moderator.objects.create(community=strict, member=mo, since=now)
    people = {one.handle: one for one in (*reviewers, ada, mo)}
    for handle in approving:
        judge(suggested, by=people[handle], approves=True, now=now)
    assert Suggestion.objects.get().state == state
    assert Entry.objects.get().body == (NEW if state == APPROVED else suggested.entry.body)


@pytest.mark.parametrize(
    ("refusing", "state"), [(["rosa"], WAITING), (["rosa", "ravi"], REJECTED), (["ada"], REJECTED)]
)
def test_two_who_refuse_end_it_or_the_author_alone(suggested, reviewers, ada, refusing, state, now):
    people = {one.handle: one for one in (*reviewers, ada)}
    for handle in refusing:
        judge(suggested, by=people[handle], approves=False, reason="It says something else now.", now=now)
    assert Suggestion.objects.get().state == state
    assert (Entry.objects.get().body, Line.objects.filter(kind="edit").count()) == (suggested.entry.body, 0)


def test_approved_it_is_a_version_of_whoever_suggested_it(suggested, ada, emmy, now):
    judge(suggested, by=ada, approves=True, now=now)
    version = Revision.objects.get(number=2)
    assert (version.body, version.by, version.summary) == (NEW, emmy, "clearer")
    assert Entry.objects.get().edited_by == emmy
    assert Happening.objects.get(verb="edit.approved").about == suggested


def test_an_approved_edit_brings_two_points_once(suggested, strict, ada, emmy, now):
    for _time in range(2):
        judge(suggested, by=ada, approves=True, now=now)
    line = Line.objects.get(kind="edit")
    assert (line.points, line.member, line.about_id) == (2, emmy, suggested.entry_id)
    assert Standing.objects.get(member=emmy, community=strict).reputation == 3
    assert Judgement.objects.count() == 1


def test_edits_bring_a_thousand_at_most_in_all(strict, ada, emmy, now):
    strict.numbers = {"points.edit_in_all": 3, "edits.waiting_each": 9}
    strict.save()
    for number in range(3):
        question = a_question(
            strict, ada, title=f"A question of its own, number {number}?", now=now + timedelta(hours=number)
        )
        judge(suggest(question, by=emmy, body=NEW, now=now), by=ada, approves=True, now=now)
    assert list(Line.objects.filter(kind="edit").order_by("pk").values_list("points", flat=True)) == [2, 1]


@pytest.mark.parametrize(("points", "may"), [(1, False), (349, False), (350, True), (1000, True)])
def test_who_has_the_points_to_judge(suggested, strict, eve, points, may, now):
    if points > 1:
        give_points(eve, strict, points)
    if may:
        judge(suggested, by=eve, approves=True, now=now)
    else:
        with pytest.raises(Refused, match="Its author and reviewers decide"):
            judge(suggested, by=eve, approves=True, now=now)
    assert Judgement.objects.count() == may


def test_nobody_judges_what_they_suggested(suggested, strict, emmy, now):
    give_points(emmy, strict, 5000)
    with pytest.raises(Refused, match="Others judge what you suggested"):
        judge(suggested, by=emmy, approves=True, now=now)


def test_nobody_judges_twice(suggested, reviewers, now):
    judge(suggested, by=reviewers[0], approves=True, now=now)
    with pytest.raises(Refused, match="You have judged this already"):
        judge(suggested, by=reviewers[0], approves=False, reason="Not so good after all.", now=now)


def test_not_this_time_gives_its_reason(suggested, ada, now):
    with pytest.raises(Invalid, match="Please say what kept you"):
        judge(suggested, by=ada, approves=False, reason="  ", now=now)
    assert Suggestion.objects.get().state == WAITING


def test_what_was_decided_is_not_judged_again(suggested, ada, mo, reviewers, now):
    judge(suggested, by=ada, approves=True, now=now)
    with pytest.raises(Invalid, match="decided already"):
        judge(suggested, by=reviewers[0], approves=True, now=now)


def test_whoever_is_suspended_neither_suggests_nor_judges(suggested, asked, ada, eve, now):
    for one in (ada, eve):
        one.suspended_until = now + timedelta(days=1)
        one.save()
    with pytest.raises(Refused, match="suspended"):
        judge(suggested, by=ada, approves=True, now=now)
    with pytest.raises(Refused, match="suspended"):
        suggest(asked, by=eve, body=NEW, now=now)


def test_one_waits_at_a_time_for_each_entry(suggested, asked, eve, now):
    with pytest.raises(Invalid, match="Somebody else’s edit of this waits"):
        suggest(asked, by=eve, body=NEW + " Thrice.", now=now)
    judge(suggested, by=asked.author, approves=True, now=now)
    assert suggest(asked, by=eve, body=NEW + " Thrice.", now=now).state == WAITING


def test_somebody_has_so_many_waiting_at_once(asked, ada, emmy, now):
    answers = [
        an_answer(asked, ada, body=f"What I found, the part with the number {number}.") for number in range(6)
    ]
    for one in answers[:5]:
        suggest(one, by=emmy, body=NEW, now=now)
    with pytest.raises(Refused, match="5 edits of yours wait"):
        suggest(answers[5], by=emmy, body=NEW, now=now)


@pytest.mark.parametrize("who", ["ada", "mo"])
def test_who_edits_directly_suggests_nothing(request, question, who, now):
    with pytest.raises(Refused, match="You can edit this yourself"):
        suggest(question, by=request.getfixturevalue(who), body=NEW, now=now)


def test_what_says_the_same_is_no_suggestion(asked, emmy, now):
    with pytest.raises(Invalid, match="Nothing is changed yet"):
        suggest(asked, by=emmy, body=asked.body, now=now)


@pytest.mark.parametrize(
    "more",
    [
        {"body": f"{NEW} ![A plot](/media/{'0' * 40}.webp)"},
        {"body": f"{NEW} https://a.example https://b.example https://c.example"},
        {"body": NEW, "topics": ["statistics", "error-bars"]},
    ],
)
@pytest.mark.parametrize("way", [suggest, edit])
def test_a_newcomers_edit_brings_no_pictures_nor_many_links_nor_new_topics(
    asked, strict, emmy, ada, way, more, now
):
    strict.numbers = {"topics.open_below": 1}
    strict.save()
    with pytest.raises(Invalid, match="opens at"):
        way(asked, by=ada if way is edit else emmy, now=now, **more)


def test_what_was_there_before_is_not_what_a_newcomer_adds(strict, ada, now):
    give_points(ada, strict, 150)
    links = "https://a.example https://b.example https://c.example"
    question = a_question(strict, ada, body=f"{NEW} {links} ![A plot](/media/{'0' * 40}.webp)")
    give_points(ada, strict, 1)
    edit(question, by=ada, body=f"{question.body} Thank you.", now=now)
    assert Entry.objects.get().body.endswith("Thank you.")


def test_what_was_edited_in_another_part_meanwhile_is_joined(suggested, asked, ada, now):
    edit(asked, by=ada, body=asked.body, title=TITLE, now=now)
    judge(suggested, by=ada, approves=True, now=now)
    assert Entry.objects.values_list("title", "body", "revision_count").get() == (TITLE, NEW, 3)


def test_what_was_edited_in_the_same_part_meanwhile_overtakes_it(suggested, asked, ada, now):
    mine = NEW + " And the caption is theirs."
    edit(asked, by=ada, body=mine, now=now)
    assert judge(suggested, by=ada, approves=True, now=now).state == OVERTAKEN
    assert (Entry.objects.get().body, Line.objects.filter(kind="edit").count()) == (mine, 0)


def test_what_was_deleted_is_not_judged(suggested, asked, ada, now):
    delete(asked, by=ada, now=now)
    with pytest.raises(Refused, match="This was deleted"):
        judge(suggested, by=ada, approves=True, now=now)


def test_improving_writes_both_versions(suggested, asked, ada, emmy, now):
    improve(suggested, by=ada, body=NEW + " And once more.", summary="and more", now=now)
    assert list(Revision.objects.order_by("number").values_list("by", "body")[1:]) == [
        (emmy.pk, NEW),
        (ada.pk, NEW + " And once more."),
    ]
    assert (Suggestion.objects.get().state, Line.objects.get(kind="edit").points) == (APPROVED, 2)


def test_a_reviewer_without_the_right_to_edit_improves_nothing(suggested, reviewers, now):
    with pytest.raises(Refused, match="takes a suggestion"):
        improve(suggested, by=reviewers[0], body=NEW + " And once more.", now=now)
    assert (Suggestion.objects.get().state, Judgement.objects.count()) == (WAITING, 0)


def test_a_suggestion_is_taken_back_by_who_made_it(suggested, emmy, ada, now):
    with pytest.raises(Refused, match="Only who suggested it"):
        withdraw(suggested, by=ada, now=now)
    for _time in range(2):
        assert withdraw(suggested, by=emmy, now=now).state == WITHDRAWN
    with pytest.raises(Invalid, match="decided already"):
        judge(suggested, by=ada, approves=True, now=now)


def test_an_answers_edit_is_suggested_too(asked, emmy, eve, now):
    given = an_answer(asked, emmy)
    judge(suggest(given, by=eve, body=NEW, now=now), by=emmy, approves=True, now=now)
    assert Entry.objects.get(pk=given.pk).body == NEW
