"""A program: stores every attack of the renderer's corpus wherever people can write."""

import django

django.setup()

from django.utils import timezone  # noqa: E402  Django has to be set up first

from slashmentor.base.jobs import run_waiting  # noqa: E402  same
from slashmentor.base.text.tests.test_attacking import XSS  # noqa: E402  same
from slashmentor.commons.communities.models import Community  # noqa: E402  same
from slashmentor.commons.people.actions import change_profile  # noqa: E402  same
from slashmentor.commons.people.models import Member  # noqa: E402  same
from slashmentor.commons.topics.actions import describe  # noqa: E402  same
from slashmentor.commons.topics.models import Topic  # noqa: E402  same
from slashmentor.parts.endorsements.actions import endorse  # noqa: E402  same
from slashmentor.parts.questions import actions  # noqa: E402  same
from tests.browser.grown import member  # noqa: E402  same
from tests.cast import GENEROUS  # noqa: E402  same

LONG = "This is long enough to be taken for a question, an answer or a remark."


def main():
    now = timezone.now()
    community = Community.objects.create(
        numbers={**GENEROUS, "may.approve_wikis": 1, "endorse.a_day": 1000},
        slug="battle",
        name=XSS[3][:80],
        tagline=XSS[0],
        about_html="",
        created_at=now,
    )
    ada = member("ada", "Ada Whitcombe")
    question = actions.ask(
        community,
        by=ada,
        title=f"Does any of it run: {XSS[0]}?"[:150],
        body=LONG,
        topics=["attacks"],
        now=now,
    )
    for number, attack in enumerate(XSS):
        flat = " ".join(attack.split())
        by = Member.objects.create_user(f"m{number}", f"m{number}@example.org", name=flat[:80])
        values = {
            "bio": attack, "pronouns": flat[:40], "position": flat[:120], "affiliation": flat[:120],
            "links": [{"url": f"https://a.example/{number}", "label": flat[:60]}],
        }  # fmt: skip
        change_profile(by, by=by, values=values, now=now)
        answer = actions.answer(question, by=by, body=f"{attack}\n\n{LONG}", now=now)
        endorse(answer, by=ada, topics=["attacks"], words=f"{flat[:220]} {LONG}", now=now)
        actions.comment(answer, by=ada, body=f"{flat[:400]} {LONG}", now=now)
        actions.comment(question, by=by, body=f"@ada {flat[:400]}", now=now)
        if number % 3 == 0:
            asked = actions.ask(
                community,
                by=by,
                title=f"{flat[:110]} {LONG}"[:150],
                body=f"{attack}\n\n{LONG}",
                topics=["attacks"],
                now=now,
            )
            actions.edit(
                asked,
                by=by,
                title=asked.title,
                body=f"{attack}\n\n{LONG} {attack}",
                topics=["attacks"],
                summary=flat[:200],
                now=now,
            )
    describe(
        Topic.objects.get(name="attacks"),
        community=community,
        by=ada,
        summary=XSS[3],
        wiki="\n\n".join(XSS[:60]),
        now=now,
    )
    run_waiting(now=timezone.now(), raising=False)


if __name__ == "__main__":
    main()
