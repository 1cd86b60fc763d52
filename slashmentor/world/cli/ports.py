"""Where to listen."""

import os
import socket

from slashmentor.base.errors import Failed


def from_environment() -> int:
    """What PORT says, else 8000."""
    port = os.environ.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise Failed(f"PORT is “{port}”, but has to be a number from 1 to 65535.")
    return int(port)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens already: who knocks before we are ready waits instead of being turned away."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise Failed(
            f"Can't listen at {host} port {port}: {reason}. For another port: PORT=9000 bin/run, or --port 9000."
        ) from error
