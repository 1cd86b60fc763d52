"""The directory: finding the right mentor among pages here, outside, and on other instances.

`asked` is what an address asks for, `me` who asks, `shelf` all live listings in the memory of a process, `finding` the
answer: who, in which order, and how many each choice would leave. What needs numpy is imported within functions, so that
a process that never opens the directory does without.
"""

import sys


def forget() -> None:
    """Drop what this process has in memory; the next search reads it anew. For tests, whose databases begin anew."""
    if (held := sys.modules.get(f"{__name__}.held")) is not None:  # who never used it hasn't loaded it
        held.forget()
