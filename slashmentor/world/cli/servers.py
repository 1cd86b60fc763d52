"""What a process does that makes pages, or that works: the same for `serve`, `web`, `live` and `worker`."""

import signal
import socket
from types import FrameType

from slashmentor.base.jobs.worker import Loop

# Threads that make pages in one process. A thread waits for the database only: asgi.py reads slow bodies.
THREADS = 16
# What open streams get to end when the process has to.
GRACE = 3


def pages(listening: socket.socket) -> None:
    """Pages and streams, on a socket that listens already, until SIGTERM."""
    # Loaded in the process that needs it: its parent keeps others running and stays small.
    import uvicorn

    from slashmentor.world.live.app import streams

    config = uvicorn.Config(
        "slashmentor.asgi:application",
        timeout_graceful_shutdown=GRACE - 1,
        timeout_keep_alive=30,
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        lifespan="off",
        proxy_headers=False,  # base/addresses does it, for every server alike
    )

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # Open streams would never end by themselves; what is in the midst of an answer may end it.
            streams.end_all()
            await super().shutdown(sockets)

    Server(config).run(sockets=[listening])


def worker(*, threads: int) -> None:
    """Jobs, until SIGTERM; those in the midst are finished first."""
    loop = Loop(threads=threads)

    def stop(_number: int, _frame: FrameType | None) -> None:
        loop.stop()

    signal.signal(signal.SIGTERM, stop)
    loop.run()
