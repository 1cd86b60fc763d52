"""A mentor page as schema.org has it: for search engines, and for whatever else reads JSON-LD."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.conf import settings

from ..queries.page import MentorPage
from ..week import DAY, Span, zone_of
from ..words import State

# There is no word for a person's time among those for goods on a shelf; these are the nearest that readers know.
AVAILABILITY = {
    State.OPEN: "InStock",
    State.WAITING: "BackOrder",
    State.FULL: "SoldOut",
    State.AWAY: "OutOfStock",
    State.PAUSED: "OutOfStock",
    State.ENDED: "Discontinued",
    State.DRAFT: "OutOfStock",
    State.UNKNOWN: "LimitedAvailability",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def described(page: MentorPage) -> dict[str, Any]:
    """A ProfilePage of a Person who knowsAbout topics and makesOffer of mentoring; only what the page shows."""
    offer = page.offer
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "@id": page.address,
        "url": page.address,
        "name": f"{page.member.shown_name} /mentor",
        "dateModified": offer.changed_at.isoformat(timespec="seconds"),
        "mainEntity": _person(page),
    }
    if offer.published_at is not None:
        said["dateCreated"] = offer.published_at.isoformat(timespec="seconds")
    return said


def _person(page: MentorPage) -> dict[str, Any]:
    member, offer = page.member, page.offer
    return _without_empty(
        {
            "@type": "Person",
            "@id": settings.SITE_URL + member.get_absolute_url(),
            "name": member.shown_name,
            "alternateName": f"@{member.handle}",
            "url": page.address,
            "pronouns": member.pronouns,
            "jobTitle": member.position or (member.get_stage_display() if member.stage else ""),
            "affiliation": {"@type": "Organization", "name": member.affiliation}
            if member.affiliation
            else None,
            "image": settings.SITE_URL + member.picture.url if member.picture else "",
            "description": offer.lede,
            "knowsAbout": [_topic(name) for name in page.topics],
            "knowsLanguage": list(offer.languages),
            "makesOffer": _offer(page),
            "seeks": [{"@type": "Demand", "itemOffered": _topic(name, "Service")} for name in page.seeks],
        }
    )


def _offer(page: MentorPage) -> dict[str, Any]:
    """Free of charge, and with as many places as are open now."""
    offer, state = page.offer, page.state
    return _without_empty(
        {
            "@type": "Offer",
            "url": page.address,
            "price": "0",
            "priceCurrency": "USD",  # readers refuse a price without one; nought is nought in any
            "availability": f"https://schema.org/{AVAILABILITY[state]}",
            "inventoryLevel": {
                "@type": "QuantitativeValue",
                "value": offer.free if state == State.OPEN else 0,
                "maxValue": offer.places,
            },
            "availabilityStarts": (offer.away_until + timedelta(days=1)).isoformat()
            if state == State.AWAY and offer.away_until
            else "",
            "availabilityEnds": offer.until.isoformat() if offer.until else "",
            "itemOffered": _service(page),
        }
    )


def _service(page: MentorPage) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": "Service",
            "name": f"Mentoring by {page.member.shown_name}",
            "serviceType": "Mentoring",
            "description": page.offer.lede,
            "category": [one.label for one in page.offered],
            "audience": [{"@type": "Audience", "audienceType": str(stage.label)} for stage in page.stages],
            "about": [_topic(name) for name in page.fields],
            "hoursAvailable": [_hours(span, page) for span in page.hours],
            "provider": {"@id": settings.SITE_URL + page.member.get_absolute_url()},
        }
    )


def _topic(name: str, kind: str = "DefinedTerm") -> dict[str, str]:
    return {"@type": kind, "name": name, "url": f"{settings.SITE_URL}/topics/{quote(name)}"}


def _hours(span: Span, page: MentorPage) -> dict[str, str]:
    """With the clock's distance to UTC as it is today, since there is no place for a time zone's name."""
    clock = zone_of(page.member.time_zone)
    ahead = datetime.combine(page.today, datetime.min.time(), tzinfo=clock).strftime("%z")
    ends = span.clock[1] if span.ends < DAY else "23:59"
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"https://schema.org/{_DAYS[span.weekday]}",
        "opens": f"{span.clock[0]}:00{ahead[:3]}:{ahead[3:5]}",
        "closes": f"{ends}:00{ahead[:3]}:{ahead[3:5]}",
    }


def _without_empty(said: dict[str, Any]) -> dict[str, Any]:
    """Only what is said: a reader takes an empty text for one."""
    return {key: value for key, value in said.items() if value not in (None, "", [])}
