"""Single calls and pipelines."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from typing import Any

from benchmarks.row import ECHO, OLD, OURS, REDIS, Row, at_least, at_most

_CALLS = 400
_TASKS = 100


def one_set(peer: Any) -> float:
    """Return the seconds of a ``set``; of a frame sent back, for the echo."""
    client = peer.client()
    if peer.kind == ECHO:
        return each(lambda: client.send_binary(b"x" * 40) and client.recv())
    return each(lambda: client.set("key", "value"))


def one_get(peer: Any) -> float:
    """Return the seconds of a ``get``; of a frame sent back, for the echo."""
    client = peer.client()
    if peer.kind == ECHO:
        return one_set(peer)
    client.set("key", "value")
    return each(lambda: client.get("key"))


def each(call: Callable[[], Any], calls: int = _CALLS) -> float:
    """Return the median of the seconds that calls take, which a busy machine changes least."""
    for _ in range(max(calls // 10, 1)):
        call()
    return statistics.median(once(call) for _ in range(calls))


def once(call: Callable[[], Any]) -> float:
    """Return the seconds that a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def pipelined_set(peer: Any, length: int = 1000) -> float:
    """Return the rate of ``set`` in pipelines."""

    def run() -> None:
        pipe = peer.client().pipeline()
        for number in range(length):
            pipe.set(f"key:{number}", "value")
        pipe.execute()

    return _rate(run, length)


def pipelined_get(peer: Any, length: int = 1000) -> float:
    """Return the rate of ``get`` in pipelines."""
    pipelined_set(peer, length)

    def run() -> None:
        pipe = peer.client().pipeline()
        for number in range(length):
            pipe.get(f"key:{number}")
        pipe.execute()

    return _rate(run, length)


def _rate(run: Any, length: int) -> float:
    return length / each(run, max(1, 10_000 // length))


def many_tasks(peer: Any) -> float:
    """Return the rate of ``set`` from many asyncio tasks on one client."""
    import znsocket

    async def main() -> float:
        async with znsocket.AsyncClient(peer.address) as client:

            async def work(calls: int) -> None:
                for _ in range(calls):
                    await client.set("key", "value")

            await asyncio.gather(*(work(5) for _ in range(_TASKS)))
            start = time.perf_counter()
            await asyncio.gather(*(work(30) for _ in range(_TASKS)))
            return 30 * _TASKS / (time.perf_counter() - start)

    return asyncio.run(main())


def sync_rate(peer: Any) -> float:
    """Return the rate of ``set`` from one thread."""
    return 1 / one_set(peer)


def _pipeline_of(length: int) -> Row:
    return Row(
        f"set in a pipeline of {length:,}",
        lambda peer: pipelined_set(peer, length),
        "op/s",
        (OURS, REDIS),
        group="pipeline",
        size=length,
    )


_ONE_THREAD = "set, one thread"
_PIPELINED = (at_least(3, OLD), at_least(2.5, REDIS))

ROWS = [
    Row("one set", one_set, "µs", (OURS, ECHO, OLD, REDIS), (at_most(1.5, ECHO),)),
    Row("one get", one_get, "µs", (OURS, ECHO, OLD, REDIS), (at_most(1.5, ECHO),)),
    Row("set in pipelines of 1000", pipelined_set, "op/s", targets=_PIPELINED),
    Row("get in pipelines of 1000", pipelined_get, "op/s", targets=_PIPELINED),
    Row(_ONE_THREAD, sync_rate, "op/s", (OURS,)),
    Row(
        "set, 100 asyncio tasks on one client",
        many_tasks,
        "op/s",
        (OURS,),
        (at_least(2, row=_ONE_THREAD),),
    ),
    *(_pipeline_of(length) for length in (1, 10, 100, 1000, 10_000, 100_000)),
]
