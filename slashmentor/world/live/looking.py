"""What the streams ask the database: who opened one, and once a second what is new for all of them at once."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import close_old_connections, connections
from django.http import HttpRequest
from django.utils import timezone

from slashmentor.commons.people.models import Member

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Reader:
    """A member in one browser. Another password is another reader: `password` is a number that tells them apart."""

    member_id: int
    session_key: str
    password: int


def reader_of(session_key: str) -> tuple[Reader, int] | None:
    """Who has this session, and how much is unread; None when it is nobody's (any more) or the account is closed."""
    request = HttpRequest()
    request.session = SessionStore(session_key)
    member = get_user(request)
    if not isinstance(member, Member) or not member.is_active:
        return None
    return Reader(member.pk, session_key, hash(member.password)), member.unread


def look(readers: Collection[Reader]) -> dict[Reader, int]:
    """How much is unread for each of them; who isn't in the answer may not read any more. Two queries."""
    sessions = set(
        Session.objects.filter(
            session_key__in={reader.session_key for reader in readers}, expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    members = {
        pk: (hash(password), unread)
        for pk, password, unread in Member.objects.filter(
            pk__in={reader.member_id for reader in readers}, is_active=True
        ).values_list("pk", "password", "unread")
    }
    found = {}
    for reader in readers:
        password, unread = members.get(reader.member_id, (None, 0))
        if reader.session_key in sessions and reader.password == password:
            found[reader] = unread
    return found


def with_connection(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call it with a database connection that lives, as a request would be."""
    close_old_connections()
    try:
        return function(*args, **kwargs)
    finally:
        close_old_connections()


def let_go() -> None:
    """Close this thread's connections: nobody listens any more."""
    connections.close_all()
