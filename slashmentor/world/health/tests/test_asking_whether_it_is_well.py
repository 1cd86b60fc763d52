from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from slashmentor.base.jobs.models import Job, Worker
from slashmentor.world.health import findings
from slashmentor.world.movement.models import Instance
from slashmentor.world.transfers.models import ImportRun

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return Worker.objects.create(name="w", seen_at=timezone.now())


def test_it_lives(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_it_is_ready_with_database_cache_and_worker(client, worker):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "cache": "ok", "worker": "ok"})


def test_without_a_worker_it_is_not_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (
        503,
        {"database": "ok", "cache": "ok", "worker": "away"},
    )


def test_only_reading_is_answered(client):
    assert [client.post(path).status_code for path in ("/healthz", "/readyz", "/metrics")] == [405, 405, 405]


def test_figures_for_this_machine(client, worker):
    Job.objects.create(name="x", run_at=NOW, set_at=NOW)
    lines = client.get("/metrics").content.decode().splitlines()
    assert 'slashmentor_jobs{state="waiting"} 1' in lines
    assert "slashmentor_workers 1" in lines
    assert "slashmentor_database_up 1" in lines


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "Via"])
def test_no_figures_for_others_behind_a_proxy_on_this_machine(client, header):
    assert client.get("/metrics", headers={header: "1.2.3.4"}).status_code == 404


def test_no_figures_for_other_machines(client):
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.1").status_code == 404


def test_figures_for_who_has_the_token(client, settings):
    settings.METRICS_TOKEN = "tökén"
    right, wrong = "Bearer tökén".encode().decode("latin1"), "Bearer wrong"
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.1", HTTP_AUTHORIZATION=wrong).status_code == 404
    settings.METRICS_TOKEN = "token"
    assert (
        client.get("/metrics", REMOTE_ADDR="192.0.2.1", HTTP_AUTHORIZATION="Bearer token").status_code == 200
    )
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.1", HTTP_AUTHORIZATION=right).status_code == 404


# --- What the doctor finds ---


def found(title, now=NOW):
    return next(finding for finding in findings.everything(now=now) if finding.title == title)


def test_a_worker_that_was_silent_for_a_minute(db):
    Worker.objects.create(name="w", seen_at=NOW - timedelta(seconds=61))
    assert found("Worker").sentence.startswith("the last worker was heard of at 2026-11-02 11:58 UTC")


def test_a_worker_that_lives(db):
    Worker.objects.create(name="w", seen_at=NOW - timedelta(seconds=30))
    assert found("Worker").sentence == "heard of 30 s ago"


def test_jobs_that_were_given_up(db):
    Job.objects.create(name="a.job", state="failed", error="ValueError: no", run_at=NOW, set_at=NOW)
    assert found("Failed jobs").sentence == "1 were given up, the last: a.job: ValueError: no"


def test_jobs_that_wait_for_long(db):
    Job.objects.create(name="a.job", run_at=NOW - timedelta(minutes=6), set_at=NOW)
    assert found("Jobs").mark is findings.Mark.WRONG


def test_jobs_that_fail_again_and_again(db):
    Job.objects.create(name="a.job", attempts=4, error="ValueError: no", run_at=NOW, set_at=NOW)
    assert found("Jobs").sentence == "a.job failed 4 times and will be tried again (ValueError: no)."


def test_a_key_that_others_can_read(settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "secret.key").touch(mode=0o644)
    assert found("Secret key").advice == f"Run: chmod 600 {tmp_path}/secret.key"
    (tmp_path / "secret.key").chmod(0o600)
    assert found("Secret key").mark is findings.Mark.WELL


def test_a_data_folder_that_is_not_there(settings, tmp_path):
    settings.DATA = tmp_path / "gone"
    assert found("Data folder").mark is findings.Mark.WRONG
    assert found("Disk").mark is findings.Mark.WRONG


def test_a_cache_that_is_away(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1",
        }
    }
    assert found("Cache").mark is findings.Mark.WRONG


def test_letters_that_stay_in_a_folder(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = (
        "slashmentor.base.letters.FolderBackend",
        "/data/letters",
    )
    assert found("E-mail").sentence == "letters are only written to /data/letters."
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = (
        "django.core.mail.backends.smtp.EmailBackend",
        "mail.example.org",
    )
    assert found("E-mail").sentence == "by mail.example.org"


def test_an_address_without_https(settings):
    settings.HTTPS = True
    assert found("Address").mark is findings.Mark.WELL
    settings.HTTPS = False
    assert found("Address").mark is findings.Mark.BETTER


def test_an_import_that_was_broken_off(community):
    run = ImportRun.objects.create(community=community, source="/srv/a.7z", phase="Votes", began_at=NOW)
    assert found("Imports").sentence == "/srv/a.7z isn't in as a whole: it was read as far as Votes."
    assert found("Imports").advice.endswith("slashmentor import stackexchange /srv/a.7z --community academia")
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.ENDED)
    assert found("Imports").sentence == "none was broken off"


def test_an_instance_that_fell_silent():
    assert found("Other instances").sentence == "0 are read"
    other = Instance.objects.create(address="https://old.example", added_at=NOW, next_at=NOW)
    assert found("Other instances").sentence == "1 are read"
    Instance.objects.filter(pk=other.pk).update(state=Instance.State.SILENT)
    assert found("Other instances").mark is findings.Mark.BETTER
    assert found("Other instances").sentence.startswith("old.example: silent for two weeks")
