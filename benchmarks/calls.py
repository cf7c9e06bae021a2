"""Single calls and pipelines."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from benchmarks.row import ECHO, OLD, OURS, REDIS, Row

_CALLS = 400
_TASKS = 100


def one_set(peer: Any) -> float:
    """Return the seconds of a ``set``; of a frame sent back, for the echo."""
    client = peer.client()
    if peer.kind == ECHO:
        return _each(lambda: client.send_binary(b"x" * 40) and client.recv())
    return _each(lambda: client.set("key", "value"))


def one_get(peer: Any) -> float:
    """Return the seconds of a ``get``."""
    client = peer.client()
    client.set("key", "value")
    return _each(lambda: client.get("key"))


def _each(call: Any) -> float:
    for _ in range(_CALLS // 10):
        call()
    start = time.perf_counter()
    for _ in range(_CALLS):
        call()
    return (time.perf_counter() - start) / _CALLS


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
    run()
    times = max(1, 3000 // length)
    start = time.perf_counter()
    for _ in range(times):
        run()
    return times * length / (time.perf_counter() - start)


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


ROWS = [
    Row("one set", one_set, "µs", (OURS, ECHO, OLD, REDIS), "1.5x the echo"),
    Row("one get", one_get, "µs", (OURS, OLD, REDIS), "1.5x the echo"),
    Row("set in pipelines of 1000", pipelined_set, "op/s", target="3x 0.3.0, 2.5x redis-py"),
    Row("get in pipelines of 1000", pipelined_get, "op/s", target="3x 0.3.0, 2.5x redis-py"),
    Row("set, one thread", sync_rate, "op/s", (OURS,)),
    Row("set, 100 asyncio tasks on one client", many_tasks, "op/s", (OURS,), "2x one thread"),
    *(_pipeline_of(length) for length in (1, 10, 100, 1000, 10_000, 100_000)),
]
