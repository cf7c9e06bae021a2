"""Servers on a Redis, and what of the processor they take."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.calls import one_get, one_set, pipelined_get, pipelined_set
from benchmarks.clients import SECONDS
from benchmarks.row import ON_REDIS, OURS, REDIS, Figures, Row, Target, at_least, at_most

_PROCESSES = 3  # on each node
_ALL = (ON_REDIS, OURS, REDIS)

#: Two nodes carry so many times the load of one where they have processors of their own.
_TWO_NODES = 1.6


def rate(peer: Any, nodes: int) -> float:
    """Return the rate of ``set`` from several client processes on each of so many nodes."""
    with peer.others(_PROCESSES * nodes, servers=nodes) as others:
        return float(sum(others.run("benchmarks.clients", "set_for_a_while")))


def processor_time(peer: Any, nodes: int, processes: Sequence[int]) -> float:
    """Return the processor's seconds that some processes take for one of these calls."""
    with peer.others(_PROCESSES * nodes, servers=nodes) as others:
        before = _taken(processes)
        done = SECONDS * sum(others.run("benchmarks.clients", "set_for_a_while"))
        return float((_taken(processes) - before) / done)


def _taken(processes: Sequence[int]) -> float:
    """Return the processor's seconds that processes have taken so far."""
    ticks = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # in user mode, and in the kernel for it
    return ticks / os.sysconf("SC_CLK_TCK")


def prediction(figures: Figures) -> str:
    """Return what the processor time of a call says of machines with more processors."""
    taken = [figures.get(row.name, {}).get(ON_REDIS) for row in (_ONE, _TWO, _REDIS)]
    if not all(taken):
        return "Not all of the processor times were measured."
    one, two, redis = (statistics.median(one) for one in taken if one)
    return (
        f"A node takes {one * 1e6:.0f} µs of a processor for a `set`, so one that has a processor "
        f"for itself carries about {1 / one:,.0f} of them a second. Of two nodes, each call takes "
        f"{two * 1e6:.0f} µs: with a processor each they carry {2 * one / two:.2f} times as many "
        f"as one node. The redis-server takes {redis * 1e6:.0f} µs for each, which is enough for "
        f"about {one / redis:.1f} nodes on processors of their own. On a machine with fewer "
        f"processors than nodes, clients and the Redis, as this one may be, they share what there "
        f"is, and a second node adds nothing."
    )


def _row(
    name: str, measure: Callable[[Any], float], unit: str, targets: tuple[Target, ...] = ()
) -> Row:
    return Row(name, measure, unit, (ON_REDIS,), targets, rounds=3)


_ONE = _row(
    "processor time of one node a set", lambda peer: processor_time(peer, 1, peer.nodes[:1]), "µs"
)
_TWO = _row(
    "processor time of two nodes a set",
    lambda peer: processor_time(peer, 2, peer.nodes),
    "µs",
    (at_most(2 / _TWO_NODES, row=_ONE.name, who=ON_REDIS),),
)
_REDIS = _row(
    "processor time of the redis-server a set",
    lambda peer: processor_time(peer, 1, [peer.redis]),
    "µs",
)

ROWS = [
    Row(
        "one set, through a node on Redis",
        one_set,
        "µs",
        _ALL,
        (at_most(1.6, OURS, who=ON_REDIS),),
    ),
    Row("one get, through a node on Redis", one_get, "µs", _ALL),
    Row(
        "set in pipelines of 1000, through a node on Redis",
        pipelined_set,
        "op/s",
        _ALL,
        (at_least(0.6, REDIS, who=ON_REDIS),),
    ),
    Row(
        "get in pipelines of 1000, through a node on Redis",
        pipelined_get,
        "op/s",
        _ALL,
        (at_least(0.6, REDIS, who=ON_REDIS),),
    ),
    *(
        _row(
            f"set from {_PROCESSES * count} client processes, {nodes} on Redis",
            lambda peer, count=count: rate(peer, count),  # type: ignore[misc]
            "op/s",
        )
        for count, nodes in ((1, "one node"), (2, "two nodes"))
    ),
    _ONE,
    _TWO,
    _REDIS,
]
