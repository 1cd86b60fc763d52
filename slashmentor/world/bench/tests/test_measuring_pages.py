import json

import pytest


@pytest.fixture
def seeded(instance):
    instance.run("bench", "seed", "--questions", "60", "--members", "20")
    return instance


def test_every_page_is_measured_beside_the_empty_one(seeded):
    said = seeded.run("bench", "pages", "--requests", "4", "--json")
    figures = json.loads(said.splitlines()[-1])
    assert set(figures) == {"hello_ms", "pages", "peak_mb"}
    assert set(figures["pages"]["question"]) == {
        "cpu_ms", "p50_ms", "p95_ms", "rps", "queries", "kb", "ratio_to_hello",
    }  # fmt: skip
    queries = {name: page["queries"] for name, page in figures["pages"].items()}
    assert queries == {
        "home cached": 5,
        "home signed in": 10,
        "question cached": 3,
        "question": 3,
        "question signed in": 6,
        "list cached": 3,
        "list": 3,
        "list signed in": 5,
        "topic cached": 4,  # its mentors are the fourth
        "topic": 4,
        "profile": 3,
        "search": 3,
        "for you": 9,
    }


def test_a_running_server_can_be_measured_from_outside(seeded):
    seeded.serve()
    said = seeded.run("bench", "pages", "--requests", "2", "--url", seeded.url)
    assert [line.split("  ")[0] for line in said.splitlines()][:2] == ["page", "hello"]


def test_an_empty_instance_has_nothing_to_measure(instance):
    said = instance.run("bench", "pages", status=1)
    assert said == (
        "slashmentor: Nobody has answered anything here; “slashmentor bench seed” fills a scratch database.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["pages", "--requests", "0"], 2),
        (["pages", "--url", "ftp://example.org"], 1),
        (["pages", "--member", "nobody-here"], 1),
        (["elsewhere"], 2),
        (["seed", "--questions", "-1"], 1),
    ],
)
def test_wrong_calls_end_in_a_sentence(instance, arguments, status):
    assert "Traceback" not in instance.run("bench", *arguments, status=status)
