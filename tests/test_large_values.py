"""A value of many megabytes: what it takes in memory, and what others notice of it meanwhile."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from harness import start_server, stop_process

import znsocket

SIZE = 100_000_000

TRANSFER = """
import os, resource, sys
import znsocket

make = {"text": lambda: "some text " * (SIZE // 10), "bytes": lambda: os.urandom(SIZE)}
client = znsocket.Client(sys.argv[1], decode_responses=sys.argv[2] == "text")
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
before = peak()
value = make[sys.argv[2]]()
print("ready", flush=True)
sys.stdin.readline()
for _ in range(2):
    assert client.set("large", value) is True
    assert client.get("large") == value
print(peak() - before, flush=True)
client.close()
"""


def status(process: int, field: str) -> int:
    """Return what Linux says of a process' memory, in bytes."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(field)).split()[1]) * 1024


def worked(process: int) -> float:
    """Return the seconds that a process has been computing."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


def transfer(url: str, server: int, kind: str) -> tuple[list[float], int]:
    """Return how long the server computed before it answered each call of another client.

    That is what it keeps others waiting, however busy the machine is. The other figure is the peak
    of the memory that the transferring client took.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", TRANSFER.replace("SIZE", str(SIZE)), url, kind],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    waits = []
    with znsocket.Client(url) as other:
        other.ping()
        process.stdin.write("go\n")
        process.stdin.flush()
        while process.poll() is None:
            before = worked(server)
            other.incr("calls")
            waits.append(worked(server) - before)
            time.sleep(0.001)
    with process:
        peak = int(process.stdout.read())
    assert process.returncode == 0
    return sorted(waits), peak


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="needs Linux' /proc")
@pytest.mark.parametrize("kind", ["text", "bytes"])
def test_large_value_is_not_noticed(kind: str) -> None:
    process, url = start_server()
    try:
        with znsocket.Client(url) as client:
            client.set("other", "x" * 2_000_000)  # what is imported late has been
            before = status(process.pid, "VmRSS")
            waits, peak = transfer(url, process.pid, kind)
            assert len(waits) > 100
            assert waits[int(0.99 * len(waits))] < 0.02
            assert waits[-1] < 0.05
            assert peak < 3 * SIZE
            assert status(process.pid, "VmHWM") - before < 3 * SIZE
            client.delete("large")
            assert status(process.pid, "VmRSS") - before < SIZE / 4
    finally:
        stop_process(process)
