"""Mass assignment: every field of every model, sent along with every form, changes nothing that the form isn't for."""

import pytest
from django.apps import apps
from django.core.cache import cache

from slashmentor.commons.communities.models import Moderator
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.models import Comment, Entry, Vote

from .routes import NONE, ROUTES
from .scene import a_picture

PRIVILEGED = {
    "is_staff": "1", "is_superuser": "1", "is_active": "1", "is_claimed": "1", "score": "999", "ups": "999", "reputation": "9999",
    "author": "1", "author_id": "1", "by": "1", "by_id": "1", "member": "1", "member_id": "1", "voter": "1", "voter_id": "1", "owner": "1",
    "origin_id": "1", "is_wiki": "1", "accepted_id": "1", "is_answered": "1", "views": "99999", "hot": "999", "version": "9", "unread": "0",
    "created_at": "2020-01-01", "joined_at": "2020-01-01", "body_html": "<script>alert(1)</script>", "bio_html": "<script>", "about_html": "<b>",
    "question_count": "999", "answer_count": "999", "licence": "X", "closed_at": "2020-01-01", "deleted_at": "2020-01-01", "groups": "1",
    "user_permissions": "1", "verified": "1", "primary": "1", "granted": "1", "used_at": "", "knows": "[]", "picture_id": "1", "date": "2020-01-01",
}  # fmt: skip
# The words that tell forms apart: with them this would be another request, not more than asked.
SWITCHES = {
    "value",
    "kept",
    "accepted",
    "follows",
    "useful",
    "undo",
    "let_in",
    "turn_away",
    "take_back",
    "remove",
    "password",
}
MINE = {
    Member: {"is_staff", "is_superuser", "is_active", "is_claimed", "joined_at", "unread"},
    Entry: {
        "author_id", "kind", "question_id", "ups", "downs", "score", "is_wiki", "origin_id", "views", "hot", "licence", "closed_at",
        "created_at", "deleted_by_id", "accepted_id", "is_answered", "community_id",
    },
    Comment: {"author_id", "score", "created_at", "entry_id", "origin_id"},
}  # fmt: skip


def every_field():
    names = {
        field.name
        for model in apps.get_models()
        if model.__module__.startswith("slashmentor")
        for field in model._meta.concrete_fields
    }
    return dict.fromkeys(names, "1") | PRIVILEGED


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.post != NONE], ids=lambda route: route.address
)
@pytest.mark.parametrize("role", ["visitor", "stranger"])
def test_more_than_asked_gives_no_more_than_asked(scene, route, role):
    ids = {**scene.ids, "handle": scene.members["stranger"].handle}
    known = {
        name: a_picture() if name == "file" else value.format(**ids) for name, value in route.sends.items()
    }
    more = {
        name: value for name, value in every_field().items() if name not in known and name not in SWITCHES
    }
    before, there = kept(), {model: set(model.objects.values_list("pk", flat=True)) for model in MINE}
    moderators, votes = Moderator.objects.count(), Vote.objects.count()
    cache.clear()
    address = route.address.format(**ids)
    answer = scene.clients[role].post(
        address + ("&" if "?" in address else "?") + "is_staff=1&by=1", {**more, **known}
    )
    assert answer.status_code < 500
    after = kept()
    changed = {
        (label, pk): {
            name: (row[name], after[label, pk][name]) for name in row if row[name] != after[label, pk][name]
        }
        for (label, pk), row in before.items()
        if (label, pk) in after and after[label, pk] != row
    }
    # What this member did in their own right: votes, accepted answers and removed questions change figures too.
    allowed = {"Entry": {"score", "ups"}, "Comment": {"score"}} if role == "stranger" else {}
    if route.pattern.startswith("notifications/") and allowed:
        allowed["Member"] = {"unread"}  # they have seen what was new
    assert {key: fields for key, fields in changed.items() if set(fields) - allowed.get(key[0], set())} == {}
    for model in MINE:
        for made in model.objects.exclude(pk__in=there[model]):
            check_new(made, scene.members["stranger"], role)
    assert Moderator.objects.count() == moderators
    assert Vote.objects.count() <= votes + 1


def kept():
    """Privileged fields of everything, by model and key."""
    return {
        (model.__name__, row["pk"]): row
        for model, names in MINE.items()
        for row in model.objects.values("pk", *names)
    }


def check_new(made, stranger, role):
    if isinstance(made, Member):
        assert (role, made.is_staff, made.is_superuser, made.unread, made.bio_html, made.joined_at.year > 2020) == (
            "visitor", False, False, 0, "", True,
        )  # fmt: skip
    else:
        assert (made.author_id, made.score, made.origin_id, made.created_at.year > 2020) == (
            stranger.pk,
            0,
            None,
            True,
        )
        assert "<script" not in made.body_html


def test_no_view_filters_by_what_was_sent():
    """`filter(**request…)` would let a stranger ask the database anything."""
    from pathlib import Path

    found = [
        path
        for path in Path("slashmentor").rglob("*.py")
        if "tests" not in path.parts and "(**request." in path.read_text(encoding="utf-8")
    ]
    assert found == []
