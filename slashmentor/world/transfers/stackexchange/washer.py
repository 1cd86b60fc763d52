"""The program of one washing process: `python -m slashmentor.world.transfers.stackexchange.washer`.

It washes what comes on standard input until that ends, which also happens when the import that started it is
killed.
"""

import os
import signal
import sys

from slashmentor.world.transfers.stackexchange.washing import receive, send, wash


def main() -> None:
    """Wash until there is no more; the first thing that comes is the Manner."""
    # Ctrl-C is for the import, which then ends our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    given, taken = sys.stdin.buffer, sys.stdout.buffer
    try:
        manner = receive(given)
        while True:
            send(taken, wash(receive(given), manner))
    except (EOFError, BrokenPipeError):
        # Nobody is there any more who could read what is still to be flushed.
        os._exit(0)


if __name__ == "__main__":
    main()
