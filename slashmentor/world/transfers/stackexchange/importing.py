"""Bringing a dump in: table by table, batch by batch, each batch one transaction.

A batch looks up which of its rows are here and writes the others, and every counter with them. So an import that
was broken off at any moment is simply done again, and what is here stays as it is: later edits and votes too.
"""

import os
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from slashmentor.base.errors import ForPeople
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import BroughtAccount
from slashmentor.parts.questions.models import BroughtVote, Comment, Entry, Link
from slashmentor.together.badges.models import BroughtBadge
from slashmentor.world.transfers.alone import alone
from slashmentor.world.transfers.models import ImportRun
from slashmentor.world.transfers.stackexchange.badges import bring_badges
from slashmentor.world.transfers.stackexchange.comments import bring_comments
from slashmentor.world.transfers.stackexchange.errors import Unusable
from slashmentor.world.transfers.stackexchange.links import bring_links
from slashmentor.world.transfers.stackexchange.naming import Site, has_formulas, site_of
from slashmentor.world.transfers.stackexchange.opening import opened
from slashmentor.world.transfers.stackexchange.people import bring_people
from slashmentor.world.transfers.stackexchange.posts import bring_answers, bring_questions
from slashmentor.world.transfers.stackexchange.topics import bring_topics
from slashmentor.world.transfers.stackexchange.transfer import Phase, Progress, Transfer
from slashmentor.world.transfers.stackexchange.votes import bring_votes
from slashmentor.world.transfers.stackexchange.washers import Washers
from slashmentor.world.transfers.stackexchange.washing import Manner

PHASES: tuple[Phase, ...] = (
    bring_people, bring_topics, bring_questions, bring_answers, bring_comments, bring_links, bring_votes, bring_badges,
)  # fmt: skip
# Below this, starting processes takes longer than they save.
_WORTH_PROCESSES = 1_000_000


class Stopped(ForPeople):
    """Somebody pressed Ctrl-C."""


@dataclass
class Result:
    """The closing figures: what the community holds from this dump (so a repeat gives the same), and what not."""

    questions: int
    answers: int
    comments: int
    topics: int
    members: int
    votes: int
    badges: int
    links: int
    left_out: dict[str, int]
    seconds: float
    rows_per_second: int
    peak_mb: int

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def quiet(phase: str, rows: int, share: float) -> None:
    """Tell nobody."""


def bring_in(
    path: Path,
    *,
    slug: str | None = None,
    name: str | None = None,
    site: str | None = None,
    progress: Progress = quiet,
    now: datetime,
) -> Result:
    """Bring the Stack Exchange dump at `path` (a folder or an archive) into a community, which is made when needed.

    What isn't said is taken from the archive's name. Raises Unusable when it isn't a dump or is built to do harm,
    Stopped after Ctrl-C. After either, and after kill -9, the same call goes on where this one ended.
    """
    begun = time.perf_counter()
    wanted = site_of(path.resolve(), slug=slug, name=name, url=site)
    with alone(), opened(path, settings.DATA / "tmp") as tables:
        run = _run(wanted, path, may_join=slug is not None, now=now)
        manner = Manner(url=wanted.url, slug=run.community.slug, formulas=has_formulas(wanted))
        with Washers(manner, _processes(tables)) as washers:
            transfer = Transfer(
                community=run.community, run=run, tables=tables, washers=washers, now=now, progress=progress
            )
            was_whole = run.state == ImportRun.State.ENDED
            try:
                for phase in PHASES:
                    phase(transfer)
            except KeyboardInterrupt as error:
                ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.STOPPED)
                raise Stopped("Stopped. The same command goes on from here.") from error
            result = _result(transfer, time.perf_counter() - begun)
        _end(transfer, result, tell=transfer.added > 0 or not was_whole)
    return result


def _run(site: Site, path: Path, *, may_join: bool, now: datetime) -> ImportRun:
    """The row of this import, and its community."""
    source = str(path.resolve())[-500:]
    with transaction.atomic():
        community = Community.objects.filter(slug=site.slug).first()
        if community is None:
            community = Community.objects.create(
                slug=site.slug,
                name=site.name,
                created_at=now,
                origin_url=site.url,
                origin_name=site.origin_name,
                # Its people are used to it.
                shows_reputation=True,
            )
        elif not community.origin_name and not may_join:
            raise Unusable(
                f"There is a community called {site.slug} already. Say --community {site.slug} to put these questions"
                " among its own, or --community with another short name."
            )
        elif community.origin_url and site.url and community.origin_url != site.url:
            raise Unusable(
                f"The community {site.slug} has the questions of {community.origin_url}. Take another --community."
            )
        elif not community.origin_name or not community.origin_url:
            community.origin_name, community.origin_url = site.origin_name, site.url or community.origin_url
            community.save(update_fields=["origin_name", "origin_url"])
        run, _ = ImportRun.objects.get_or_create(
            community=community, defaults={"source": source, "began_at": now}
        )
        if run.source != source or run.state == ImportRun.State.STOPPED:
            run.source, run.state, run.began_at = source, ImportRun.State.RUNNING, now
            run.save(update_fields=["source", "state", "began_at"])
    return run


def _end(transfer: Transfer, result: Result, *, tell: bool) -> None:
    run = transfer.run
    run.state, run.ended_at, run.phase, run.rows = ImportRun.State.ENDED, transfer.now, "", transfer.seen
    run.counts = result.as_dict()
    with transaction.atomic():
        run.save()
        if tell:
            happened(
                "community.imported", by=None, about=transfer.community, now=transfer.now,
                questions=result.questions, answers=result.answers,
            )  # fmt: skip


def _result(transfer: Transfer, seconds: float) -> Result:
    here = {"community": transfer.community}
    entries = Entry.objects.filter(**here).exclude(origin_id=None)
    return Result(
        questions=entries.filter(kind=Entry.Kind.QUESTION).count(),
        answers=entries.filter(kind=Entry.Kind.ANSWER).count(),
        comments=Comment.objects.filter(**here).exclude(origin_id=None).count(),
        topics=len(transfer.names),
        members=BroughtAccount.objects.filter(**here).count(),
        votes=BroughtVote.objects.filter(**here).count(),
        badges=BroughtBadge.objects.filter(**here).count(),
        links=Link.objects.filter(source__community=transfer.community).exclude(origin_id=None).count(),
        left_out={reason: many for reason, many in sorted(transfer.left_out.items()) if many},
        seconds=round(seconds, 2),
        rows_per_second=round(transfer.seen / max(seconds, 0.001)),
        peak_mb=transfer.washers.peak_mb(),
    )


def _processes(tables: dict[str, Path]) -> int:
    if tables["Posts"].stat().st_size < _WORTH_PROCESSES:
        return 0
    # The machine may have more cores; what then limits is this process, which writes.
    return 2 if (os.cpu_count() or 1) > 1 else 0
