"""What the main pages cost: CPU of the web processes and the database, time, SQL, weight."""

import http.client
import itertools
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from slashmentor.base.errors import Failed
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.questions.models import Entry, Question
from slashmentor.world.bench.server import Server

HELLO = "/healthz"
CLIENTS = 2  # at once, as many as workers


@dataclass(frozen=True)
class Page:
    """A page to be measured: its name, the addresses asked in turn, and whether a member asks."""

    name: str
    paths: Sequence[str]
    signed_in: bool = False


@dataclass(frozen=True)
class Figures:
    """For one page: milliseconds of CPU a request, its median and 95th percentile, requests a second, SQL
    queries when nothing is cached, kilobytes sent (compressed), and the CPU beside that of the empty page.
    """

    cpu_ms: float
    p50_ms: float
    p95_ms: float
    rps: float
    queries: int | None
    kb: float
    ratio_to_hello: float


def measure(
    server: Server, *, member: Member, requests: int, told: Callable[[str, Figures], None]
) -> dict[str, Any]:
    """Each main page, one after the other. Returns `{"hello_ms", "pages": {name: figures}, "peak_mb"}`.

    `told` hears each as it comes. Raises Failed when there is nothing to read, or a page doesn't answer 200.
    """
    cookie = _log_in(member)
    try:
        hello = _run(server, Page("hello", [HELLO]), requests, cookie, hello_ms=None)
        told("hello", hello)
        found: dict[str, Figures] = {}
        for page in pages(requests):
            found[page.name] = _run(server, page, requests, cookie, hello_ms=hello.cpu_ms)
            told(page.name, found[page.name])
    finally:
        SessionStore(cookie).delete()
    return {
        "hello_ms": hello.cpu_ms,
        "pages": {name: asdict(figures) for name, figures in found.items()},
        "peak_mb": round(server.peak_mb(), 1),
    }


def pages(requests: int) -> Iterator[Page]:
    """The pages that quality.md names. “cached” asks one address again and again, the others a new one each time."""
    questions = [
        f"/questions/{pk}/{slug}"
        for pk, slug in Question.objects.listed()
        .filter(answer_count__gte=1)
        .order_by("-created_at", "-id")
        .values_list("pk", "slug")[: requests * 2]
    ]
    topics = [
        f"/topics/{name}"
        for name in Topic.objects.order_by("-question_count").values_list("name", flat=True)[:20]
    ]
    if not questions or not topics:
        raise Failed(
            "There is too little to measure here; “slashmentor bench seed” fills a scratch database."
        )
    people = [
        f"/@{handle}"
        for handle in Member.objects.filter(is_active=True)
        .order_by("-id")
        .values_list("handle", flat=True)[:requests]
    ]
    lists = [
        f"/questions?sort={sort}&page={number}"
        for number in range(1, 40)
        for sort in ("new", "active", "votes")
    ]
    words = _words()
    searches = [
        f"/search?q={one}+{other}"
        for one, other in itertools.islice(itertools.permutations(words, 2), requests)
    ]
    yield Page("home cached", ["/"])
    yield Page("home signed in", ["/"], signed_in=True)
    yield Page("question cached", questions[:1])
    yield Page("question", questions[:requests])
    yield Page("question signed in", questions[requests:] or questions, signed_in=True)
    yield Page("list cached", ["/questions"])
    yield Page("list", lists)
    yield Page("list signed in", lists, signed_in=True)
    yield Page("topic cached", topics[:1])
    yield Page("topic", [f"{path}?sort={sort}" for sort in ("new", "active", "votes") for path in topics])
    yield Page("profile", people)
    yield Page("search", searches)
    yield Page("for you", ["/for-you"], signed_in=True)


def busiest() -> Member:
    """The member who answered most: the signed-in pages are measured as theirs."""
    found = (
        Entry.objects.filter(kind=Entry.Kind.ANSWER, author__is_active=True)
        .values("author")
        .annotate(written=Count("pk"))
        .order_by("-written", "author")
        .first()
    )
    if found is None:
        raise Failed("Nobody has answered anything here; “slashmentor bench seed” fills a scratch database.")
    member: Member = Member.objects.get(pk=found["author"])
    return member


def _run(server: Server, page: Page, requests: int, cookie: str, *, hello_ms: float | None) -> Figures:
    headers = {"Accept-Encoding": "gzip", "Accept-Language": "en"}
    if page.signed_in:
        headers["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={cookie}"
    _ask(server, [page.paths[0]] * (4 * CLIENTS), headers)  # every worker has loaded what the page needs
    before, started = server.cpu_seconds(), time.perf_counter()
    asked = list(itertools.islice(itertools.cycle(page.paths), requests))
    times, sizes = _ask(server, asked, headers)
    took, cpu = time.perf_counter() - started, server.cpu_seconds() - before
    ordered = sorted(times)
    cpu_ms = cpu * 1000 / len(times)
    return Figures(
        cpu_ms=round(cpu_ms, 3),
        p50_ms=round(statistics.median(ordered) * 1000, 2),
        p95_ms=round(ordered[int(len(ordered) * 0.95)] * 1000, 2),
        rps=round(len(times) / took, 1),
        queries=_queries(page, cookie),
        kb=round(statistics.mean(sizes) / 1000, 1),
        ratio_to_hello=round(cpu_ms / hello_ms, 1) if hello_ms else 1.0,
    )


def _ask(server: Server, paths: Sequence[str], headers: dict[str, str]) -> tuple[list[float], list[int]]:
    """Ask for these, with as many clients as CLIENTS. Seconds and bytes of each."""
    times: list[float] = []
    sizes: list[int] = []
    wrong: list[str] = []

    def client(mine: Sequence[str]) -> None:
        line = server.connect()
        for path in mine:
            started = time.perf_counter()
            try:
                line.request("GET", path, headers=headers)
                answer = line.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException) as error:
                wrong.append(f"{path}: {error}")
                return
            times.append(time.perf_counter() - started)
            sizes.append(len(body))
            if answer.status != 200:
                wrong.append(f"{path} answered {answer.status}")
                return

    threads = [threading.Thread(target=client, args=(paths[number::CLIENTS],)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise Failed(f"A page can’t be measured: {wrong[0]}.")
    return times, sizes


def _queries(page: Page, cookie: str) -> int | None:
    """SQL queries of one request with an empty cache, made in this process."""
    cache.clear()
    client = Client(HTTP_HOST="127.0.0.1")
    if page.signed_in:
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    with CaptureQueriesContext(connection) as queries:
        client.get(page.paths[-1], secure=settings.HTTPS)
    return len(queries)


def _log_in(member: Member) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _words() -> list[str]:
    """Words of titles here, from common to rare, for searches of two."""
    counted: dict[str, int] = {}
    for title in Question.objects.order_by("-id").values_list("title", flat=True)[:2000]:
        for word in {word.strip("?,.:;!()").lower() for word in title.split()}:
            if word.isalpha() and len(word) > 3:
                counted[word] = counted.get(word, 0) + 1
    common = sorted(counted, key=lambda word: (-counted[word], word))
    return common[:200:8] or ["question", "answer"]
