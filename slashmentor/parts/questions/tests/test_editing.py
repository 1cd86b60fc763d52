import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions.actions import edit
from slashmentor.parts.questions.models import Entry, Revision

NEW = "I reran the script twice, and the bars are standard errors both times."


def test_an_edit_keeps_what_was_said(question, ada, now):
    old = question.body
    edit(
        question, by=ada, body=NEW, title="How do I say that the bars are wrong?", summary="Shorter", now=now
    )
    assert list(Revision.objects.order_by("number").values_list("number", "title", "body", "summary")) == [
        (1, "How do I tell my advisor that the error bars are wrong?", old, ""),
        (2, "How do I say that the bars are wrong?", NEW, "Shorter"),
    ]


def test_the_page_shows_the_new_words(question, ada, now):
    entry = edit(question, by=ada, body=NEW, now=now.replace(day=5))
    assert entry.body_html == f"<p>{NEW}</p>\n"
    assert (entry.edited_by, entry.edited_at, entry.active_at) == (
        ada,
        now.replace(day=5),
        now.replace(day=5),
    )
    assert entry.version > question.version


def test_the_same_words_write_nothing(question, ada, now):
    edit(question, by=ada, body=question.body, now=now.replace(day=5))
    assert Revision.objects.count() == 1
    assert Happening.objects.filter(verb="question.edited").count() == 0


def test_an_answer_is_edited_too(answer, emmy, now):
    edit(answer, by=emmy, body=NEW, now=now)
    assert Entry.objects.get(pk=answer.pk).body == NEW
    assert Happening.objects.get(verb="answer.edited").about == answer


def test_the_slower_of_two_editors_loses_nothing_and_is_told(question, ada, mo, now):
    edit(question, by=mo, body=NEW, seen_revision=1, now=now)
    with pytest.raises(Invalid, match="Somebody edited this while you were writing"):
        edit(question, by=ada, body=NEW + " And again.", seen_revision=1, now=now)
    assert Entry.objects.get(pk=question.pk).body == NEW


@pytest.mark.parametrize(("who", "may"), [("ada", True), ("mo", True), ("emmy", False), ("eve", False)])
def test_who_may_edit(request, question, who, may, now):
    _edited(question, request.getfixturevalue(who), now, may=may)


@pytest.mark.parametrize("who", ["ada", "mo", "emmy", "eve"])
def test_everybody_may_edit_a_community_wiki(request, question, who, now):
    Entry.objects.filter(pk=question.pk).update(is_wiki=True)
    _edited(question, request.getfixturevalue(who), now, may=True)


def test_an_imported_entry_keeps_its_first_version(question, mo, now):
    Revision.objects.all().delete()
    Entry.objects.filter(pk=question.pk).update(body="<p>As it came.</p>", body_format="html")
    edit(question, by=mo, body=NEW, now=now)
    assert list(Revision.objects.order_by("number").values_list("body", "body_format")) == [
        ("<p>As it came.</p>", "html"),
        (NEW, "markdown"),
    ]
    assert Entry.objects.get(pk=question.pk).body_format == "markdown"


def test_only_new_mentions_are_told(question, ada, now):
    edit(question, by=ada, body=NEW + " Thank you @emmy.", now=now)
    edit(question, by=ada, body=NEW + " Thank you @emmy and @mo.", now=now)
    mentions = Happening.objects.filter(verb="question.edited").order_by("id").values_list("data", flat=True)
    assert [each["mentions"] for each in mentions] == [["emmy"], ["mo"]]


def _edited(question, by, now, *, may):
    if may:
        assert edit(question, by=by, body=NEW, now=now).body == NEW
    else:
        with pytest.raises(Refused, match="You can edit what you wrote yourself"):
            edit(question, by=by, body=NEW, now=now)
