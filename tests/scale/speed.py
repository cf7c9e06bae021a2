"""What a node on Redis costs: time and processor time, beside the embedded store and redis-py."""

from __future__ import annotations

import contextlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import redis
from harness import ROOT
from redises import RedisProcess

import znsocket
from scale.fleet import Nginx, Node, process_cpu, running_nodes

CALLS = 100
PIPELINE = 1000
ROUNDS = 60

#: A process that calls ``set`` for some seconds and prints how often it could.
_CALLER = """
import sys, time, znsocket
with znsocket.Client(sys.argv[1]) as r:
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + float(sys.argv[2])
    count = 0
    while time.monotonic() < end:
        r.set("key", "value")
        count += 1
print(count)
"""


@contextlib.contextmanager
def _redis() -> Iterator[RedisProcess]:
    with tempfile.TemporaryDirectory() as directory:
        process = RedisProcess(Path(directory))
        try:
            yield process
        finally:
            process.stop()


def latencies() -> dict[str, dict[str, float]]:
    """Return microseconds of a ``set`` and milliseconds of a pipeline, by who does it.

    The rounds take turns; each figure is that of the fastest tenth of them, for what else the
    machine does is not meant here.
    """
    with _redis() as server, running_nodes(["memory", server.url]) as (memory, stored):
        callers: dict[str, Any] = {
            "embedded": znsocket.Client(memory.url),
            "on Redis": znsocket.Client(stored.url),
            "redis-py": redis.Redis(port=server.port),
        }
        calls: dict[str, list[float]] = {name: [] for name in callers}
        pipelines: dict[str, list[float]] = {name: [] for name in callers}
        for _ in range(ROUNDS):
            for name, caller in callers.items():
                calls[name].append(_timed(lambda caller=caller: _call(caller)) / CALLS)
                pipelines[name].append(_timed(lambda caller=caller: _pipeline(caller)))
        for caller in callers.values():
            caller.close()
    return {
        "set, µs": {name: _fast(times) * 1e6 for name, times in calls.items()},
        "pipeline of 1000 set, ms": {name: _fast(times) * 1e3 for name, times in pipelines.items()},
    }


def rates(seconds: float = 3.0, callers: int = 8) -> list[dict[str, Any]]:
    """Return the calls a second, and the processor time of each, for one, two and three nodes."""
    rows = []
    with _redis() as server, contextlib.ExitStack() as stack:
        *nodes, memory = stack.enter_context(running_nodes([server.url] * 3 + ["memory"]))
        ports = [node.port for node in nodes]
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        nginx = Nginx(directory, "nginx.conf", ports)
        stack.callback(nginx.stop)
        rows.append(_rate("one embedded", [memory], None, None, seconds, callers))
        for count in (1, 2, 3):
            rows.append(_rate(f"{count} on Redis", nodes[:count], server, None, seconds, callers))
        rows.append(_rate("3 behind nginx", nodes, server, nginx, seconds, callers))
    return rows


def _rate(  # noqa: PLR0913 - one for each column
    name: str,
    nodes: list[Node],
    server: RedisProcess | None,
    nginx: Nginx | None,
    seconds: float,
    callers: int,
) -> dict[str, Any]:
    urls = [nginx.url] if nginx else [node.url for node in nodes]
    processes = []
    for number in range(callers):
        command = [sys.executable, "-c", _CALLER, urls[number % len(urls)], str(seconds)]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT / "tests"
        )
        processes.append(process)
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"

    def cpu() -> list[float]:
        return [
            sum(node.cpu() for node in nodes),
            process_cpu(server.pid) if server else 0.0,
            process_cpu(nginx.worker) if nginx else 0.0,
        ]

    before = cpu()
    start = time.monotonic()
    counts = [int(process.communicate("go\n")[0]) for process in processes]
    took = time.monotonic() - start
    total = sum(counts)
    spent = [(now - then) / total * 1e6 for now, then in zip(cpu(), before, strict=True)]
    return {
        "nodes": name,
        "calls a second": total / took,
        "µs of a node": spent[0],
        "µs of Redis": spent[1],
        "µs of nginx": spent[2],
    }


def _call(caller: Any) -> None:
    for number in range(CALLS):
        caller.set("key", number)


def _pipeline(caller: Any) -> None:
    pipeline = caller.pipeline()
    for number in range(PIPELINE):
        pipeline.set(f"key {number}", number)
    pipeline.execute()


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _fast(times: list[float]) -> float:
    return statistics.quantiles(times, n=10)[0]
