"""Server processes for the tests, and ways to call every surface like a client."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import redis

import znsocket
from znsocket.testing import SURFACES as OWN_SURFACES
from znsocket.testing import (
    free_port,
    memory_surfaces,
    redis_surfaces,
    running_redis,
    start_server,
    stop_process,
)
from znsocket.testing.surfaces import Awaited, Piped, RunningLoop

__all__ = [
    "ROOT",
    "SURFACES",
    "Awaited",
    "Piped",
    "RunningLoop",
    "free_port",
    "open_surfaces",
    "running_redis",
    "serve_in_thread",
    "start_server",
    "stop_process",
    "wsgi_server",
]

ROOT = Path(__file__).resolve().parent.parent

#: Those of ours, and redis-py itself.
SURFACES = (*OWN_SURFACES, "redis-py")


@contextlib.contextmanager
def open_surfaces(
    memory_server: str, redis_server: str, redis_url: str, decode_responses: bool = True
) -> Iterator[Callable[[str], Any]]:
    """Give a function from a name in `SURFACES` to that surface, with every key removed."""
    with (
        memory_surfaces(memory_server, decode_responses) as get_memory,
        redis_surfaces(redis_server, redis_url, decode_responses) as get_redis,
        redis.Redis.from_url(redis_url, decode_responses=decode_responses) as redis_py,
    ):

        def get(name: str) -> Any:
            if name == "redis-py":
                redis_py.flushall()
                return redis_py
            return (get_redis if name.startswith("redis-") else get_memory)(name)

        yield get


@contextlib.contextmanager
def serve_in_thread(**options: Any) -> Iterator[str]:
    """Serve in a thread of this process, on a free port, and give the URL."""
    server = znsocket.Server(port=0, **{"async_mode": "threading", **options})
    server.listen()
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.stop()
        thread.join(timeout=10)
    assert not thread.is_alive()


@contextlib.contextmanager
def wsgi_server(app: Any) -> Iterator[str]:
    """Serve a WSGI application in a thread, on a free port, and give the znsocket URL."""
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"znsocket://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()
