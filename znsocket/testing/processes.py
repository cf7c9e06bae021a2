"""Servers for tests: ``znsocket`` and ``redis-server`` processes."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

import redis


def free_port() -> int:
    """Return a TCP port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def start_server(*options: str) -> tuple[subprocess.Popen[str], str]:
    """Start ``znsocket`` on a free port; return the process and its URL once it is ready.

    Parameters
    ----------
    *options : str
        Of the command. The modules that ``--commands`` names are found where this program finds
        modules.

    Raises
    ------
    RuntimeError
        It ended at once.
    """
    port = () if "--port" in options else ("--port", "0")
    process = subprocess.Popen(  # noqa: S603 - this Python
        [sys.executable, "-m", "znsocket", *port, *options],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    ready = process.stdout.readline() if process.stdout is not None else ""
    if not ready.startswith("znsocket serves "):
        raise RuntimeError(f"znsocket {' '.join(options)} did not start: {ready!r}")
    return process, ready.split()[2]


def stop_process(process: subprocess.Popen[Any]) -> int:
    """End a process as a service manager does and return its exit status."""
    process.terminate()
    status = process.wait(timeout=10)
    if process.stdout is not None:
        process.stdout.close()
    return status


@contextlib.contextmanager
def running_redis() -> Iterator[str]:
    """Run a redis-server that stays small and give its URL.

    Raises
    ------
    TimeoutError
        It does not answer within 10 s.
    """
    port = free_port()
    with tempfile.TemporaryDirectory() as directory:
        # Calls that wait give up as many times a second as the highest --hz allows.
        options = ["--save", "", "--bind", "127.0.0.1", "--maxmemory", "2gb", "--hz", "500"]
        process = subprocess.Popen(  # noqa: S603
            ["redis-server", "--port", str(port), *options],  # noqa: S607 - where it is installed
            stdout=subprocess.DEVNULL,
            cwd=directory,
        )
        try:
            url = f"redis://127.0.0.1:{port}/0"
            with redis.Redis.from_url(url) as probe:
                _wait_for(probe)
            yield url
        finally:
            stop_process(process)


def _wait_for(probe: redis.Redis) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            probe.ping()
        except redis.ConnectionError:
            if time.monotonic() > deadline:
                raise TimeoutError("redis-server does not answer") from None
            time.sleep(0.02)
        else:
            return
