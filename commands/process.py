"""What the operating system tells of this process; what it does not tell is None."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

VERSION = version("znsocket")

_STATM = Path("/proc/self/statm")


def resident_octets() -> int | None:
    """Return how much memory the process has now."""
    try:
        pages = int(_STATM.read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return None


def peak_octets() -> int | None:
    """Return the most memory that the process ever had."""
    if resource is None:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak


def system_octets() -> int | None:
    """Return how much memory the machine has."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None
