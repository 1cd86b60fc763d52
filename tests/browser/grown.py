"""A program: puts into an empty instance what the stories and the checks of pages need."""

import io
from datetime import timedelta

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402  Django has to be set up first
from django.core.files.base import ContentFile  # noqa: E402  same
from django.utils import timezone  # noqa: E402  same
from PIL import Image  # noqa: E402  same

from slashmentor.base.jobs import run_waiting  # noqa: E402  same
from slashmentor.commons.communities.models import Community, Moderator  # noqa: E402  same
from slashmentor.commons.media.actions import add_picture  # noqa: E402  same
from slashmentor.commons.people.actions import change_profile  # noqa: E402  same
from slashmentor.commons.people.models import Member  # noqa: E402  same
from slashmentor.commons.topics.actions import describe  # noqa: E402  same
from slashmentor.commons.topics.expertise.actions import list_expertise  # noqa: E402  same
from slashmentor.commons.topics.models import Topic  # noqa: E402  same
from slashmentor.parts.endorsements.actions import endorse  # noqa: E402  same
from slashmentor.parts.questions import actions  # noqa: E402  same
from slashmentor.parts.questions.models import Entry  # noqa: E402  same
from tests.browser.doors import PASSWORD  # noqa: E402  same
from tests.cast import GENEROUS  # noqa: E402  same

EVERYTHING = """I fitted $y = ax + b$ to it, and then found this:

$$\\int_0^1 x^2 \\, dx = \\frac{1}{3}$$

![A plot of the residuals](%s)

> Nobody reads the methods, they said.[^1]

| run | error | what we called it in the first version of the paper |
|---|---:|---|
| 1 | 0.25 | `standard_deviation_of_the_mean_of_all_runs_together` |

```python
def error(values):
    return statistics.stdev(values) / math.sqrt(len(values))  # which is a standard error, and no deviation
```

1. I wrote to [the journal](https://example.org/a-very-long-address-that-nobody-would-ever-type/again/and/again).
2. I told @emmy.

[^1]: This is a footnote.
"""


def member(handle, name, **fields):
    made = Member.objects.create_user(handle, f"{handle}@example.org", PASSWORD, name=name, **fields)
    EmailAddress.objects.create(user=made, email=made.email, primary=True, verified=True)
    return made


def main():
    now = timezone.now() - timedelta(hours=3)
    academia = Community.objects.create(
        numbers=GENEROUS, slug="academia", name="Academia", tagline="Life in research", created_at=now
    )
    Community.objects.create(numbers=GENEROUS, slug="chemistry", name="Chemistry", created_at=now)
    ada = member(
        "ada",
        "Ada Whitcombe",
        stage="phd",
        position="Third-year PhD, plant ecology",
        affiliation="Havnes University",
    )
    emmy = member("emmy", "Emmy Brandt", stage="faculty", position="Professor of statistics")
    mo = member("mo", "Mo Okonjo", stage="librarian")
    member("noor", "")
    member("lise", "Lise Berg", stage="postdoc")
    Moderator.objects.create(community=academia, member=mo, since=now)
    change_profile(
        ada, by=ada, now=now,
        values={"bio": "I grow *ferns*, and count them with $\\sqrt{n}$.", "links": [{"url": "https://example.org", "label": "Field notes"}], "languages": ["en", "de"], "pronouns": "she/her"},
    )  # fmt: skip
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(file, "PNG")
    picture = add_picture(ContentFile(file.getvalue(), "plot.png"), by=ada, alt="A plot", now=now)
    question = actions.ask(
        academia, by=ada, title="How do I tell my advisor that the error bars are wrong?", body=EVERYTHING % picture.url,
        topics=["statistics", "co-authors"], now=now,
    )  # fmt: skip
    answers = [
        actions.answer(question, by=by, body=f"{words}\n\nAnd bring the one page that shows it.", now=now + timedelta(minutes=number))
        for number, (by, words) in enumerate([(emmy, "Write to the **person** alone."), (mo, "The library has a form for that."), (emmy, "I did it wrong the first time, and took this one back.")])
    ]  # fmt: skip
    actions.delete(answers[2], by=emmy, now=now)
    actions.accept(answers[0], by=ada, now=now)
    actions.vote(answers[0], by=mo, value=1, now=now)
    endorse(answers[0], by=mo, topics=["statistics"], words="Our form asks for that page now.", now=now)
    for number in range(7):
        by = (ada, emmy)[number % 2]
        actions.comment(
            question, by=by, body=f"Remark number {number}: which $n$ was it, and in `which` run?", now=now
        )
    actions.comment(answers[0], by=ada, body="Thank you, @emmy.", now=now)
    actions.edit(
        question,
        by=ada,
        title=question.title,
        body=EVERYTHING % picture.url + "\nEdited.",
        topics=["statistics", "co-authors"],
        summary="clearer",
        now=now + timedelta(hours=1),
    )
    for number in range(3):
        actions.ask(
            academia,
            by=mo,
            title=f"What would you ask about the statistics of number {number}?",
            body="I would like to know, and there is nobody here whom I could ask about it.",
            topics=["statistics"],
            now=now,
        )
    describe(
        Topic.objects.get(name="statistics"),
        community=academia,
        by=mo,
        summary="Numbers, and how sure they are.",
        wiki="## What belongs here\n\nDoubt, with $p$.",
        now=now,
    )
    list_expertise(emmy, by=emmy, levels={"statistics": "expert", "co-authors": "can_help"}, now=now)
    closed = actions.ask(
        academia,
        by=emmy,
        title="Is this one closed to new answers, and how is it shown?",
        body="Somebody closed it, since it had been asked before, and that is fine with me.",
        topics=["co-authors"],
        now=now,
    )
    Entry.objects.filter(pk=closed.pk).update(closed_at=now, closed_reason="Asked before")
    run_waiting(now=timezone.now(), raising=False)


if __name__ == "__main__":
    main()
