"""Any Django command."""

from django.core.management import execute_from_command_line


def run(rest: list[str]) -> None:
    execute_from_command_line(["slashmentor manage", *rest])
