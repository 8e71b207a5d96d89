"""Takes from a process what answering a query does not need: new files and sockets, memory and time without end.

The guard refuses queries that reach out; here the kernel does, should the guard miss one. On systems without POSIX
limits nothing happens, and the guard and the killing of the process stand alone.
"""

import sys
from pathlib import Path

_GRACE_SECONDS = 5


def once(megabytes: int) -> None:
    """No file or socket more than are open now, and that much more memory."""
    if sys.platform == "win32":
        return
    import resource

    used = _address_space()
    if used is not None:
        _lower(resource.RLIMIT_AS, used + megabytes * 2**20)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def processor(seconds: float) -> None:
    """No more processor time than one query may take on two cores: stops a process whose parent was killed, too."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + 2 * seconds) + _GRACE_SECONDS)


def _lower(which: int, limit: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _address_space() -> int | None:
    """Bytes of address space in use, where the system tells."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    except OSError:
        return None
    import resource

    return int(pages) * resource.getpagesize()
