import json
import os
import signal
import socket
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest


def children(process) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def until(holds):
    """Wait for it; the test's own time limit is the instance's."""
    deadline = threading.Event()
    for _ in range(600):
        if holds():
            return
        deadline.wait(0.05)
    raise AssertionError("waited for half a minute")


@pytest.fixture
def served(instance):
    instance.process = instance.serve()
    return instance


def ask(instance, raw: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", instance.port), timeout=20) as connection:
        connection.sendall(raw)
        return connection.recv(10_000)


def test_it_says_where_it_is_and_ends_when_told(served):
    served.wait_for("/readyz")
    assert f"is at http://127.0.0.1:{served.port}\n" in served.said()
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(30) == 0
    assert children_of_nobody(served)


def children_of_nobody(instance) -> bool:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", instance.port), timeout=5)
    return True


def test_a_part_that_dies_is_started_again(served):
    before = children(served.process)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    until(lambda: len(set(children(served.process)) - set(before)) == 2)
    served.wait_for("/readyz")


def test_when_its_parent_is_killed_nothing_is_left(served):
    parts = children(served.process)
    served.process.kill()
    served.process.wait()
    until(lambda: not any(Path(f"/proc/{pid}/stat").exists() and running(pid) for pid in parts))


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_port_that_is_taken_is_one_line(served):
    said = served.run("serve", status=1)
    assert said == (
        f"slashmentor: Can't listen at 127.0.0.1 port {served.port}: Address already in use. "
        "For another port: PORT=9000 bin/run, or --port 9000.\n"
    )


def test_raw_requests_that_would_trouble_the_bridge(served):
    host = b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    assert b" 400 " in ask(served, b"GET /healthz?q=\xc3\xa4\xff" + host + b"\r\n").splitlines()[0]
    forged = b"GET /metrics" + host + b"X_Forwarded_For: 1.2.3.4\r\n\r\n"
    assert b" 200 " in ask(served, forged).splitlines()[0]


def test_twenty_clients_that_send_half_a_form_hold_nobody_up(served):
    slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(20)]
    for connection in slow:
        connection.sendall(b"POST /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nhalf")
    with urllib.request.urlopen(served.url + "/healthz", timeout=20) as answer:
        assert answer.status == 200
    for connection in slow:
        connection.close()


def test_two_starts_at_once_make_one_schema(instance, tmp_path):
    (instance.data / "slashmentor.sqlite3").unlink(missing_ok=True)
    both = [instance.start("migrate") for _ in range(2)]
    assert [process.wait(120) for process in both] == [0, 0]


def test_pages_for_many_come_from_granian(instance):
    process = instance.start("web", "--workers", "1")
    instance.wait_for("/healthz")
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(instance.url + "/readyz", timeout=20)
    assert json.load(answer.value) == {"database": "ok", "cache": "ok", "worker": "away"}
    answer.value.close()
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def test_a_worker_that_is_told_to_stop_stops(instance):
    process = instance.start("worker")
    code = "from slashmentor.base.jobs.models import Worker; print(Worker.objects.count())"
    until(lambda: instance.run("manage", "shell", "--no-imports", "-c", code).strip() == "1")
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert instance.run("manage", "shell", "--no-imports", "-c", code).strip() == "0"
