import pytest
from django.utils import timezone

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.communities.actions import (
    appoint,
    describe_community,
    dismiss,
    open_community,
    open_the_first,
)
from slashmentor.commons.communities.models import Community, Moderator
from slashmentor.commons.happenings.models import Happening
from tests.cast import a_member


@pytest.fixture
def host(db):
    return a_member("host-1", is_staff=True, is_superuser=True)


def test_a_host_opens_a_community(host, now):
    community = open_community(slug="chem", name="Chemistry", about="For *bench* work.", by=host, now=now)
    assert community.about_html == "<p>For <em>bench</em> work.</p>\n"
    assert Happening.objects.get().verb == "community.opened"


def test_nobody_else_does(ada, mo, now):
    for member in (ada, mo):
        with pytest.raises(Refused, match="Only those who run this instance open communities"):
            open_community(slug="chem", name="Chemistry", by=member, now=now)


@pytest.mark.parametrize(
    ("slug", "name", "field"), [("a b", "Chemistry", "slug"), ("", "Chemistry", "slug"), ("chem", "", "name")]
)
def test_what_is_wrong_is_said_beside_the_field(host, now, slug, name, field):
    with pytest.raises(Invalid) as caught:
        open_community(slug=slug, name=name, by=host, now=now)
    assert set(caught.value.errors) == {field}


def test_an_address_is_given_once(host, community, now):
    with pytest.raises(Invalid):
        open_community(slug="ACADEMIA", name="Another", by=host, now=now)


def test_a_moderator_describes_their_own(community, mo, ada, now):
    describe_community(community, name="Academia", tagline="How it is done", about="", by=mo, now=now)
    assert Community.objects.get().tagline == "How it is done"
    with pytest.raises(Refused):
        describe_community(community, name="Mine", tagline="", about="", by=ada, now=now)


def test_a_moderator_is_appointed_once_and_dismissed(host, community, ada, now):
    appoint(ada, community, by=host, now=now)
    appoint(ada, community, by=host, now=now)
    assert Moderator.objects.count() == 1
    dismiss(ada, community, by=host, now=now)
    assert Moderator.objects.count() == 0
    assert list(Happening.objects.order_by("pk").values_list("verb", flat=True)) == [
        "moderator.appointed",
        "moderator.dismissed",
    ]


def test_nobody_appoints_themselves(community, ada, now):
    with pytest.raises(Refused):
        appoint(ada, community, by=ada, now=now)


def test_an_empty_instance_gets_one_to_begin_with(db, now):
    assert open_the_first(now=now).slug == "academia"
    assert open_the_first(now=now) is None
    assert Community.objects.count() == 1


def test_through_the_admin(client, host, ada):
    client.force_login(host)
    client.post(
        "/admin/communities/community/add/",
        {"name": "Chemistry", "slug": "chem", "tagline": "", "about": "For *bench* work."},
    )
    community = Community.objects.get()
    assert community.about_html == "<p>For <em>bench</em> work.</p>\n"
    assert client.get("/c/chem").status_code == 200
    client.post("/admin/communities/moderator/add/", {"member": ada.pk, "community": community.pk})
    moderator = Moderator.objects.get()
    assert (moderator.member, moderator.since.date()) == (ada, timezone.now().date())
    client.post(f"/admin/communities/moderator/{moderator.pk}/delete/", {"post": "yes"})
    assert Moderator.objects.count() == 0
