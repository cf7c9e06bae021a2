"""A value of 500 MB: what it takes of both processes, and what others notice of it meanwhile.

What is transferred, and what calls meanwhile, are processes of their own.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.row import OURS, REDIS, Row, Target, at_most

SIZE = 500_000_000
_PAUSE = 0.002


def transfer(peer: Any) -> float:
    """Set the value and get it; return the most memory it took, beside what it took before."""
    client = peer.client()
    before = _peak_from_here("self")
    value = "some text, " * (SIZE // 11 + 1)
    client.set("large", value)
    if len(client.get("large")) != len(value):
        raise ValueError("another value came back")
    return (_status("self", "VmHWM") - before) / SIZE


def client_peak(peer: Any) -> float:
    """Return the memory that the client takes, in sizes of the value."""
    with peer.others(1) as others:
        return float(others.run("benchmarks.large", "transfer")[0])


def server_peak(peer: Any) -> float:
    """Return the memory that the server takes, in sizes of the value."""
    client = peer.client()
    client.delete("large")
    server = client.info()["process_id"]
    before = _peak_from_here(server)
    client_peak(peer)
    return (_status(server, "VmHWM") - before) / SIZE


def wait_of_others(peer: Any, share: float) -> float:
    """Return the seconds that a share of another client's calls take at the most meanwhile."""
    client = peer.client()
    with peer.others(1) as others:
        work = threading.Thread(target=others.run, args=("benchmarks.large", "transfer"))
        work.start()
        taken = []
        while work.is_alive():
            start = time.perf_counter()
            client.incr("calls")
            taken.append(time.perf_counter() - start)
            time.sleep(_PAUSE)
        work.join()
    return sorted(taken)[int(share * (len(taken) - 1))]


def _status(process: int | str, field: str) -> int:
    """Return what Linux says of a process' memory, in bytes."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(field)).split()[1]) * 1024


def _peak_from_here(process: int | str) -> int:
    """Let the peak of a process' memory begin at what it takes now, and return that."""
    Path(f"/proc/{process}/clear_refs").write_text("5")
    return _status(process, "VmRSS")


def _row(name: str, measure: Any, unit: str, *targets: Target) -> Row:
    name = f"500 MB set and get, {name}"
    return Row(name, measure, unit, (OURS, REDIS), targets, size=SIZE, rounds=2)


ROWS = [
    _row("most memory of the client", client_peak, "sizes", at_most(3)),
    _row("most memory of the server", server_peak, "sizes", at_most(3)),
    _row(
        "99 of 100 calls of others", lambda peer: wait_of_others(peer, 0.99), "ms", at_most(50e-3)
    ),
    _row("slowest call of others", lambda peer: wait_of_others(peer, 1), "ms"),
]
