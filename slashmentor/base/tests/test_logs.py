import json
import logging
import sys

from django.test import RequestFactory

from slashmentor.base.logs import JsonFormatter


def line(message="Hello %s", *args, exc_info=None, **more):
    record = logging.LogRecord("pages", logging.INFO, "file.py", 1, message, args, exc_info)
    record.created = 1_795_348_800.25
    vars(record).update(more)
    return json.loads(JsonFormatter().format(record))


def test_a_line_is_an_object():
    assert line("Hello %s", "Ngātai") == {
        "time": "2026-11-22T12:00:00.250+00:00",
        "level": "INFO",
        "logger": "pages",
        "message": "Hello Ngātai",
    }


def test_a_failed_request_names_its_path_and_status():
    said = line("Not found", request=RequestFactory().get("/nowhere?secret=1"), status_code=404)
    assert (said["path"], said["status"]) == ("/nowhere", 404)


def test_an_error_brings_its_traceback_in_the_same_line():
    try:
        int("wrong")
    except ValueError:
        said = line("Failed", exc_info=sys.exc_info())
    assert said["traceback"].endswith("ValueError: invalid literal for int() with base 10: 'wrong'")
