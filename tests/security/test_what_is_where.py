"""quality.md, “Lets no one in”, 1: every address × role × method."""

import pytest
from django.core.cache import cache
from django.db import transaction

from .routes import ADMIN, BEHIND, NONE, ROUTES
from .scene import ROLES, a_picture, read
from .urlconf import patterns

OUTSIDE = {"visitor", "suspended"}


def test_every_address_is_classified_and_nothing_else_is():
    known = {route.pattern for route in ROUTES}
    real = {pattern for pattern in patterns() if not pattern.startswith((*BEHIND, ADMIN))}
    assert (sorted(real - known), sorted(known - real)) == ([], [])


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.address)
def test_who_may_come_where(scene, route):
    wrong = []
    for method, who in (("GET", route.get), ("POST", route.post)):
        for role in ROLES:
            came, told = came_to(request(scene, role, method, route)), expected(who, role)
            if came not in told:
                wrong.append(f"{method} as {role}: {came}, not {' or '.join(sorted(told))}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.address)
def test_no_address_takes_a_method_that_it_was_not_made_for(scene, route):
    address = route.address.format(**scene.ids)
    client = scene.clients["author"]
    for method in (client.put, client.delete, client.patch, client.options, client.trace):
        with transaction.atomic():
            answer = method(address)
            transaction.set_rollback(True)
        if answer.status_code == 200:
            # OPTIONS says which methods there are; Django's form views take PUT as they take POST;
            # allauth says of a wrong link that it is one, whatever the method.
            fine = method == client.options or (method == client.put and route.post != NONE)
            assert fine or address.startswith("/accounts/password/reset/key/")
        else:
            assert answer.status_code in {302, 403, 404, 405}, method


def test_the_admin_is_for_hosts(scene):
    addresses = [
        "/" + pattern.replace("<path:object_id>", "1").replace("<path:content_type_id>", "1")
        for pattern in patterns()
        if pattern.startswith(ADMIN) and "(?P<" not in pattern and "<int" not in pattern
    ]
    assert len(addresses) > 20
    for role in ROLES:
        if role == "host":
            continue
        for address in addresses:
            for method in (scene.clients[role].get, scene.clients[role].post):
                answer = method(address)
                assert (
                    came_to(answer) in {"log-in", "403", "404", "405"} or answer["Location"] == "/admin/"
                ), (role, address)


def test_the_admin_has_no_door_of_its_own(scene):
    """A host with a second factor would come in without it, and a password could be guessed without a limit."""
    sent = scene.clients["visitor"].post("/admin/login/", {"username": "hana", "password": "correct horse"})
    assert (came_to(sent), "slashmentor" in sent.cookies) == ("log-in", False)


def test_figures_are_for_this_machine_only(scene, settings):
    visitor = scene.clients["visitor"]
    assert visitor.get("/metrics", REMOTE_ADDR="198.51.100.7").status_code == 404
    assert visitor.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404


def request(scene, role, method, route):
    ids = {**scene.ids, "handle": scene.members[role].handle if role in scene.members else ""}
    address = route.address.format(**ids)
    sends = {
        name: a_picture() if name == "file" else value.format(**ids) for name, value in route.sends.items()
    }
    client = scene.clients[role]
    cookies = client.cookies.copy()
    cache.clear()  # of what nobody may do too often, each role has all
    with transaction.atomic():
        answer = client.get(address) if method == "GET" else client.post(address, sends)
        read(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def came_to(answer):
    """`log-in`, `again`, or the status."""
    if answer.status_code == 302:
        where = answer["Location"].partition("?")[0]
        return {
            "/accounts/login/": "log-in",
            "/accounts/reauthenticate/": "again",
            "/admin/login/": "log-in",
        }.get(where, "302")
    return str(answer.status_code)


IN = {"200", "201", "204", "301", "302", "304"}


def expected(who, role):
    """The answers that `who` (routes.py) allows for this role."""
    first, *rest = who.split()
    number = {rest.pop()} if rest and rest[-1].isdecimal() else set()
    if first == "nobody":
        # A view may ask who it is before it says that it takes no such thing.
        allowed = number or ({"405", "log-in"} if role in OUTSIDE else {"405"})
    elif first == "everybody":
        allowed = number or IN
    elif first == "members" and role not in OUTSIDE:
        allowed = {"again": {"again"}, "gone": {"404"}}[rest[0]] if rest else IN
    elif role in {first, *rest}:
        allowed = IN
    elif first == "hidden":
        allowed = {"404"}
    elif first == "members":
        allowed = number or {"log-in"}
    else:
        allowed = {"log-in"} if role in OUTSIDE else number or {"403"}
    return allowed
