"""What a host sets: read from the environment, else from `slashmentor.env` in the data folder, loud on nonsense."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ


class WrongSetting(Exception):
    """A setting that can't be used; its text names the setting and says what would be right."""


class Environment:
    """The host's settings, each read by a method that knows which values make sense.

    `variables` stands in for `os.environ` in tests.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.data = Path(variables.get("SLASHMENTOR_DATA") or "data").expanduser().resolve()
        self._values = {**_read_file(self.data / "slashmentor.env"), **variables}

    def text(self, name: str, default: str = "") -> str:
        return self._values.get(name) or default

    def flag(self, name: str, *, default: bool) -> bool:
        """True for 1/true/yes/on, False for 0/false/no/off; anything else is refused."""
        value = self.text(name).strip().lower()
        if not value:
            return default
        if value in {"1", "true", "yes", "on"}:
            return True
        if value in {"0", "false", "no", "off"}:
            return False
        raise WrongSetting(f"{name} is “{value}”, but has to be on or off.")

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(name, default).strip().lower()
        if value not in choices:
            raise WrongSetting(f"{name} is “{value}”, but has to be one of: {', '.join(choices)}.")
        return value

    def url(self, name: str, default: str, schemes: tuple[str, ...]) -> str:
        """An address without a slash at its end."""
        value = self.text(name, default).strip().rstrip("/")
        try:
            parts = urlsplit(value)
            usable = parts.scheme in schemes and bool(parts.hostname)
        except ValueError:
            usable = False
        if not usable:
            raise WrongSetting(
                f"{name} is “{value}”, but has to be an address that begins with "
                + " or ".join(f"{scheme}://" for scheme in schemes)
                + "."
            )
        return value

    def database(self) -> dict[str, Any]:
        """Django's settings of the database at DATABASE_URL: SQLite in the data folder, or PostgreSQL."""
        url = self.text("DATABASE_URL")
        if not url:
            return _sqlite(self.data / "slashmentor.sqlite3")
        scheme = url.partition(":")[0]
        if scheme == "sqlite":
            return _sqlite(Path(url.partition("://")[2].removeprefix("/") or "slashmentor.sqlite3").resolve()
                           if not url.startswith("sqlite:////") else Path(url[len("sqlite:///"):]))
        if scheme not in {"postgres", "postgresql"}:
            raise WrongSetting(
                f"DATABASE_URL begins with “{scheme}:”, but has to be postgres://… or sqlite:///path/to/file."
            )
        try:
            settings: dict[str, Any] = environ.Env.db_url_config(url)
        except (ValueError, TypeError) as error:
            raise WrongSetting("DATABASE_URL can't be read; it looks like postgres://user:password@host:5432/name.") from error
        settings |= {
            "ENGINE": "django.db.backends.postgresql",
            "CONN_HEALTH_CHECKS": True,
            "CONN_MAX_AGE": 600,
        }
        return settings

    def cache(self) -> dict[str, Any]:
        url = self.text("CACHE_URL")
        if not url:
            return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}
        if url.partition(":")[0] not in {"redis", "rediss", "valkey"}:
            raise WrongSetting(f"CACHE_URL is “{url}”, but has to be redis://host:6379/0 (Valkey too), or empty.")
        return {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": url.replace("valkey://", "redis://", 1),
        }

    def email(self) -> dict[str, Any]:
        """Django's e-mail settings of EMAIL_URL; without it, letters are written to the data folder."""
        url = self.text("EMAIL_URL")
        if not url:
            return {
                "EMAIL_BACKEND": "slashmentor.base.letters.FolderBackend",
                "EMAIL_FILE_PATH": str(self.data / "letters"),
            }
        if url.partition("://")[0] not in {"smtp", "smtp+tls", "smtp+ssl", "smtps"}:
            raise WrongSetting("EMAIL_URL has to look like smtp+tls://user:password@host:587, or be empty.")
        return dict(environ.Env.email_url_config(url))

    def secret_key(self) -> str:
        """SECRET_KEY, else the key kept in the data folder, made on the first start."""
        if key := self.text("SECRET_KEY"):
            if len(key) < 32:
                raise WrongSetting("SECRET_KEY is too short: it has to have at least 32 characters.")
            return key
        file = self.data / "secret.key"
        try:
            # O_EXCL: of two processes that start at once, one makes the key and the other reads it.
            self.data.mkdir(parents=True, exist_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return file.read_text(encoding="ascii").strip()
        except OSError as error:
            raise WrongSetting(f"SLASHMENTOR_DATA: {self.data} can't be written to ({error.strerror}).") from error
        with os.fdopen(handle, "w", encoding="ascii") as out:
            key = secrets.token_urlsafe(48)
            out.write(key + "\n")
        return key


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Writers queue for 20 s instead of failing, and take their lock at the beginning, so that none
            # has to upgrade a read lock half-way (which SQLite refuses without waiting).
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            # FULL: one fsync for each commit, so that what was acknowledged survives a power cut.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;"
                "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
            ),
        },
    }


def _read_file(path: Path) -> dict[str, str]:
    """`NAME=value` lines; `#` begins a comment line, quotes around a value are dropped."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    values = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise WrongSetting(f"Line {number} of {path} has to look like NAME=value.")
        values[name.strip().removeprefix("export ")] = value.strip().strip("\"'")
    return values
