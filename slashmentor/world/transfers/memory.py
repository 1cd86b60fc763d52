"""How much memory a process has had."""

import re
import resource
import sys
from pathlib import Path


def peak_mb() -> int:
    """The most that this process has had, in megabytes."""
    return round(peak_kb("self") / 1024)


def peak_kb(pid: str) -> int:
    """Of what the process itself has had: `ru_maxrss` also counts what it was forked from. 0 for one that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:  # not Linux, or it has ended
        if pid != "self":
            return 0
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak // 1024 if sys.platform == "darwin" else peak
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) if found else 0
