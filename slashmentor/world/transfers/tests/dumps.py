"""Small dumps for tests, written as the real ones are."""

from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

from slashmentor.world.transfers.stackexchange.importing import bring_in

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = "2018-03-12T17:00:45.567"
SITE = "https://physics.stackexchange.com"


def a_dump(
    folder: Path, head: str = '<?xml version="1.0" encoding="utf-8"?>\n', **tables: list[dict]
) -> Path:
    """Write a dump; each row is a dict of attributes, and gets what every such row has unless it says otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        text = "".join(
            _row(_USUAL.get(table, {}) | {name: str(value) for name, value in row.items()}) for row in rows
        )
        name = table.lower()
        (folder / f"{table}.xml").write_text(f"{head}<{name}>\n{text}</{name}>\n", encoding="utf-8")
    return folder


def _row(attributes: dict[str, str]) -> str:
    # An attribute can be taken away with None.
    shown = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items() if value != "None")
    return f"  <row {shown} />\n"


_USUAL = {
    "Users": {"Reputation": "1", "CreationDate": DAY, "DisplayName": "Somebody"},
    "Posts": {"CreationDate": DAY, "Score": "0", "Body": "<p>Words.</p>"},
    "Comments": {"Score": "0", "CreationDate": DAY, "Text": "A remark."},
    "PostLinks": {"CreationDate": DAY, "LinkTypeId": "1"},
    "Votes": {"CreationDate": "2018-03-13T00:00:00.000", "VoteTypeId": "2"},
    "Badges": {"Date": DAY, "Name": "Teacher", "Class": "3", "TagBased": "False"},
}

QUESTION = {
    "Id": 1,
    "PostTypeId": 1,
    "Title": "Why is the sky blue at noon?",
    "Tags": "<optics><sky>",
    "OwnerUserId": 5,
}
ANSWER = {"Id": 2, "PostTypeId": 2, "ParentId": 1, "OwnerUserId": 6}
PEOPLE = [
    {"Id": 5, "DisplayName": "Ada Whitcombe"},
    {"Id": 6, "DisplayName": "Emmy Brandt", "Reputation": 321},
]


def bring(path: Path, now, **more):
    """Bring a dump in as the physics site's."""
    return bring_in(path, **{"slug": "physics", "site": SITE, "now": now, **more})


def a_site(folder: Path) -> Path:
    """Some 4,500 rows, more than one batch of every large table, where each row hangs on others."""
    people = [{"Id": n, "DisplayName": f"Person {n % 31}", "Reputation": n * 7} for n in range(1, 81)]
    asked = [
        QUESTION | {
            "Id": 2 * n, "Title": f"Question number {n} of many?", "Tags": f"<optics><topic-{n % 9}>", "Score": n % 5 - 1,
            "OwnerUserId": n % 90, "AcceptedAnswerId": 2 * n + 1 if n % 3 else None,
            "Body": f'<p>Compare <a href="{SITE}/q/{2 * n - 2}">that one</a>, number {n}.</p>',
        }
        for n in range(1, 261)
    ]  # fmt: skip
    answers = [
        ANSWER | {"Id": 2 * n + 1, "ParentId": 2 * (n % 275), "Score": n % 4, "OwnerUserId": n % 85}
        for n in range(1, 451)
    ]
    tags = [{"Id": 1, "TagName": "optics", "ExcerptPostId": 5000, "WikiPostId": 5001}]
    wikis = [{"Id": 5000, "PostTypeId": 4, "Body": "About light."}, {"Id": 5001, "PostTypeId": 5}]
    return a_dump(
        folder,
        Users=people,
        Tags=tags,
        Posts=asked + answers + wikis,
        Comments=[
            {"Id": n, "PostId": n % 950, "UserId": n % 95, "Text": f"Remark `{n}`"} for n in range(1, 1151)
        ],
        PostLinks=[{"Id": n, "PostId": 2 * n, "RelatedPostId": 2 * n + 4} for n in range(1, 200)],
        Votes=[{"Id": n, "PostId": n % 950, "VoteTypeId": 1 + n % 5} for n in range(1, 2301)],
        Badges=[{"Id": n, "UserId": n % 95, "Name": f"Badge {n % 12}"} for n in range(1, 201)],
    )
