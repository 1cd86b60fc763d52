"""Run as a program in a real instance: an import that is killed at a certain statement, and what it left behind.

python -m slashmentor.world.transfers.tests.driver import DUMP [STATEMENT]
python -m slashmentor.world.transfers.tests.driver tell
"""

import hashlib
import json
import os
import signal
import sys
from pathlib import Path

import django


def main() -> None:
    django.setup()
    what, *more = sys.argv[1:]
    if what == "import":
        bring(Path(more[0]), int(more[1]) if len(more) > 1 else 0)
    else:
        tell()


def bring(dump: Path, killed_at: int) -> None:
    """Bring the dump in; before that many statements of SQL were done, the process is killed as by kill -9."""
    # Django has to be set up before its models are imported.
    from django.db import connection

    from slashmentor.world.transfers.tests.dumps import NOW, bring

    done = 0

    def count(execute, sql, params, many, context):
        nonlocal done
        done += 1
        if done == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        result = bring(dump, NOW).as_dict()
    for varying in ("seconds", "rows_per_second", "peak_mb"):
        del result[varying]
    sys.stdout.write(json.dumps({"result": result, "statements": done}) + "\n")


def tell() -> None:
    """Print everything that an import writes, in terms of the dump instead of our ids: a hash for each table."""
    from slashmentor.commons.communities.models import Community
    from slashmentor.commons.happenings.models import Happening
    from slashmentor.commons.people.models import BroughtAccount
    from slashmentor.commons.standing.models import Standing
    from slashmentor.commons.topics.models import TopicHere
    from slashmentor.parts.questions.models import BroughtVote, Comment, Entry, Link, Tagging
    from slashmentor.together.badges.models import BroughtBadge
    from slashmentor.together.search.models import Card, Document

    own = [
        field.name for field in Entry._meta.concrete_fields if not field.is_relation and field.name != "id"
    ]
    asked = {
        "people": (
            BroughtAccount,
            ("origin_id", "name", "member__handle", "member__name", "member__joined_at"),
        ),
        "standing": (Standing, ("member__handle", "reputation")),
        "communities": (Community, ("slug", "question_count", "answer_count", "created_at", "origin_url")),
        "topics": (
            TopicHere,
            ("topic__name", "topic__question_count", "question_count", "summary", "wiki_html", "origin_id"),
        ),
        "entries": (Entry, (*own, "author__handle", "question__origin_id", "accepted__origin_id")),
        "taggings": (
            Tagging,
            ("question__origin_id", "topic__name", "score", "is_answered", "is_open", "active_at"),
        ),
        "comments": (
            Comment,
            ("origin_id", "entry__origin_id", "author__handle", "author_name", "body_html", "score"),
        ),
        "links": (Link, ("source__origin_id", "target__origin_id", "kind", "origin_id")),
        "votes": (BroughtVote, ("origin_id", "entry__origin_id", "kind", "cast_on")),
        "badges": (BroughtBadge, ("origin_id", "member__handle", "name", "tier")),
        "documents": (Document, ("entry__origin_id", "title", "topics", "body")),
        "cards": (Card, ("title", "body")),
        "happenings": (Happening, ("verb", "about_kind", "data")),
    }
    told = {}
    for name, (model, fields) in asked.items():
        rows = sorted(map(str, model.objects.values_list(*fields)))
        told[name] = f"{len(rows)} rows, {hashlib.sha256(''.join(rows).encode()).hexdigest()[:16]}"
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
