"""Who is it? Handle or e-mail address, and a password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email
from django.http import HttpRequest

from slashmentor.commons.people.models import Member


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's backend, hashing once for everybody.

    The original looks an address up in several ways and hashes in each, so that its time tells whether the
    account exists. What it adds otherwise stays: a suspended member with the right password is told so, and
    `get_user` gives nobody for them, which ends their sessions at once.
    """

    def get_user(self, user_id: int) -> Member | None:
        """Whose session it is, with their picture, since every page shows it; nobody when they are suspended."""
        member = Member.objects.select_related("picture").filter(pk=user_id).first()
        return member if member is not None and self.user_can_authenticate(member) else None

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> Member | None:  # noqa: ARG002
        login = str(credentials.get("email") or credentials.get("username") or "").strip()
        password = str(credentials.get("password") or "")
        for member in _called(login):
            if found := self._check_password(member, password):
                return found  # type: ignore[no-any-return]
        return None


def _called(login: str) -> list[Member]:
    """Nearly always one: several only while none of them has confirmed the address they share."""
    if "@" in login:
        found: list[Member] = filter_users_by_email(login, prefer_verified=True, for_login=True)
        return sorted(found, key=lambda member: member.pk)[:3]
    return list(Member.objects.filter(handle=login.lower(), is_claimed=True)[:1])
