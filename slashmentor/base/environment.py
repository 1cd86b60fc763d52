"""What a host sets: read from the environment, else from `slashmentor.env` in the data folder, loud on nonsense."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

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

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number from `least` to `most`; anything else is refused."""
        value = self.text(name, str(default)).strip()
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise WrongSetting(f"{name} is “{value}”, but has to be a number from {least} to {most}.")
        return int(value)

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
        scheme, _, rest = url.partition("://")
        if scheme == "sqlite" and len(rest) > 1 and rest.startswith("/"):
            return _sqlite(Path(rest[1:]).expanduser().resolve())
        if scheme in {"postgres", "postgresql"}:
            return _postgres(url)
        # Without the address itself: it may hold a password, and this goes to a log.
        raise WrongSetting(
            "DATABASE_URL has to look like postgres://user:password@host:5432/name "
            "or sqlite:////path/to/file, or be empty."
        )

    def cache(self) -> dict[str, Any]:
        url = self.text("CACHE_URL")
        if not url:
            return {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "OPTIONS": {"MAX_ENTRIES": 2000},
            }
        if url.partition(":")[0] not in {"redis", "rediss", "valkey"}:
            raise WrongSetting(
                f"CACHE_URL is “{url}”, but has to be redis://host:6379/0 (Valkey too), or empty."
            )
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
        scheme, _, rest = url.partition("://")
        if scheme not in {"smtp", "smtp+tls", "smtp+ssl", "smtps"} or not rest:
            raise WrongSetting("EMAIL_URL has to look like smtp+tls://user:password@host:587, or be empty.")
        return dict(environ.Env.email_url_config(url))

    def old_secret_keys(self) -> list[str]:
        """SECRET_KEY_FALLBACKS: keys that were in use before, the newest first, parted by spaces."""
        keys = self.text("SECRET_KEY_FALLBACKS").split()
        if any(len(key) < 32 for key in keys):
            raise WrongSetting(
                "SECRET_KEY_FALLBACKS has a key that is too short: each has at least 32 characters."
            )
        return keys

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
            raise WrongSetting(
                f"SLASHMENTOR_DATA: {self.data} can't be written to ({error.strerror})."
            ) from error
        with os.fdopen(handle, "w", encoding="ascii") as out:
            key = secrets.token_urlsafe(48)
            out.write(key + "\n")
        return key


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "slashmentor.base.sqlite",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Writers queue for 20 s instead of failing, and take their lock at the beginning, so that none
            # has to upgrade a read lock half-way (which SQLite refuses without waiting).
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            # FULL: one fsync for each commit, so that what was acknowledged survives a power cut.
            # 4 MB of pages for each of a process's threads; the system's own cache, which all share, does the rest
            # as fast, and mapping the file made a process look like 800 MB (bench pages, 50,000 questions).
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-4000;"
                "PRAGMA temp_store=MEMORY;"
            ),
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    """What stands behind a `?` goes to libpq (`sslmode`, …); `?host=/folder` is a Unix socket."""
    try:
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        port = str(parts.port or options.pop("port", ""))
    except ValueError:
        parts, options, port = urlsplit(""), {}, ""
    name = unquote(parts.path[1:])
    if not name:
        raise WrongSetting(
            "DATABASE_URL can't be read; it has to look like postgres://user:password@host:5432/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": port,
        # Compiling a query takes longer than any of ours runs.
        "OPTIONS": {"options": "-c jit=off", **options},
        # A connection is kept, and tried before it is used again: after a restart nobody sees an error.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _read_file(path: Path) -> dict[str, str]:
    """`NAME=value` lines; `#` begins a comment line, quotes around a value are dropped."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting(f"{path} can't be read: {error}.") from error
    values = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise WrongSetting(f"Line {number} of {path} has to look like NAME=value.")
        values[name.strip().removeprefix("export ")] = value.strip().strip("\"'")
    return values
