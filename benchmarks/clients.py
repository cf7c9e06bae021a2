"""Connecting, and many client processes on one server."""

from __future__ import annotations

import time
from typing import Any

from benchmarks.row import OLD, OURS, REDIS, Row, Target, at_least

SECONDS = 1.0


def connect(peer: Any) -> float:
    """Return the seconds to connect and be ready for calls."""
    taken = []
    for _ in range(8):
        start = time.perf_counter()
        client = peer.connect()
        client.exists("key")
        taken.append(time.perf_counter() - start)
        peer.close(client)
    return sorted(taken)[len(taken) // 2]


def set_from_processes(peer: Any, count: int) -> float:
    """Return the rate of ``set`` from `count` client processes together."""
    with peer.others(count) as others:
        return float(sum(others.run("benchmarks.clients", "set_for_a_while")))


def set_for_a_while(peer: Any) -> float:
    """Return the rate of ``set`` from this process alone."""
    client = peer.client()
    client.set("key", "value")
    done = 0
    start = time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        for _ in range(20):
            client.set("key", "value")
        done += 20
    return done / (time.perf_counter() - start)


def _processes(count: int, *targets: Target, peers: tuple[str, ...] = (OURS, OLD, REDIS)) -> Row:
    return Row(
        f"set from {count} client processes",
        lambda peer: set_from_processes(peer, count),
        "op/s",
        peers,
        targets,
        group="clients",
        size=count,
        rounds=2,
    )


ROWS = [
    Row("connect", connect, "ms", targets=(at_least(1, OLD),)),
    _processes(1),
    _processes(2),
    _processes(8, at_least(2.5, OLD)),
    _processes(32, peers=(OURS, REDIS)),  # the old release takes minutes to start them
]
