"""Server processes for the tests, and ways to call every surface like a client."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import redis

import znsocket
from znsocket.registry import registry

ROOT = Path(__file__).resolve().parent.parent

#: The surfaces of the embedded store and those of the Redis store, and redis-py itself.
SURFACES = (
    "storage",
    "storage-pipeline",
    "client",
    "client-pipeline",
    "async-client",
    "async-pipeline",
    "redis-storage",
    "redis-storage-pipeline",
    "redis-client",
    "redis-client-pipeline",
    "redis-async-client",
    "redis-async-pipeline",
    "redis-py",
)


def free_port() -> int:
    """Return a TCP port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def start_server(*options: str) -> tuple[subprocess.Popen[str], str]:
    """Start ``znsocket`` on a free port; return the process and its URL once it is ready."""
    port = () if "--port" in options else ("--port", "0")
    process = subprocess.Popen(
        [sys.executable, "-m", "znsocket", *port, *options],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT / "tests",
    )
    assert process.stdout is not None
    ready = process.stdout.readline()
    assert ready.startswith("znsocket serves "), ready
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
    """Run a redis-server that stays small and give its URL."""
    port = free_port()
    with tempfile.TemporaryDirectory() as directory:
        # Calls that wait give up as many times a second as the highest --hz allows.
        options = ["--save", "", "--bind", "127.0.0.1", "--maxmemory", "2gb", "--hz", "500"]
        process = subprocess.Popen(
            ["redis-server", "--port", str(port), *options],
            stdout=subprocess.DEVNULL,
            cwd=directory,
        )
        try:
            url = f"redis://127.0.0.1:{port}/0"
            with redis.Redis.from_url(url) as probe:
                deadline = time.monotonic() + 10
                while True:
                    try:
                        probe.ping()
                        break
                    except redis.ConnectionError:
                        assert time.monotonic() < deadline, "redis-server does not answer"
                        time.sleep(0.02)
            yield url
        finally:
            stop_process(process)


class RunningLoop:
    """An event loop in a thread of its own, so that idle clients go on answering pings."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, awaitable: Coroutine[Any, Any, Any]) -> Any:
        """Run a coroutine on the loop and return its result."""
        return asyncio.run_coroutine_threadsafe(awaitable, self._loop).result()

    def close(self) -> None:
        """End the loop and its thread."""
        self.run(self._loop.shutdown_asyncgens())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Awaited:
    """An asyncio client whose methods are called like those of a sync one."""

    def __init__(self, url: str, loop: RunningLoop, **options: Any) -> None:
        self._loop = loop
        self._client = znsocket.AsyncClient(url, **options)

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._client, name)
        if name == "pipeline":
            return lambda: AwaitedPipeline(attribute(), self._loop)
        if name in registry and registry[name].builder:
            return partial(registry[name].builder, getattr(self, registry[name].method))
        if name in registry and registry[name].iterates:
            return lambda *args, **kwargs: self._loop.run(_collected(attribute(*args, **kwargs)))
        return lambda *args, **kwargs: self._loop.run(attribute(*args, **kwargs))


class AwaitedPipeline:
    """An asyncio pipeline whose ``execute`` is called like that of a sync one."""

    def __init__(self, pipeline: znsocket.AsyncPipeline, loop: RunningLoop) -> None:
        self._pipeline = pipeline
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pipeline, name)

    def execute(self, raise_on_error: bool = True) -> list[Any]:
        """Await the pipeline's ``execute``."""
        return self._loop.run(self._pipeline.execute(raise_on_error))


async def _collected(items: Any) -> Iterator[Any]:
    return iter([item async for item in items])


class Piped:
    """A client each of whose calls is a pipeline of one command."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        if name in registry and registry[name].iterates:
            return getattr(self._client, name)
        if name in registry and registry[name].builder:
            return partial(registry[name].builder, getattr(self, registry[name].method))

        def call(*args: Any, **kwargs: Any) -> Any:
            pipeline = self._client.pipeline()
            getattr(pipeline, name)(*args, **kwargs)
            (reply,) = pipeline.execute(raise_on_error=False)
            if isinstance(reply, Exception):
                raise reply
            return reply

        return call


@contextlib.contextmanager
def open_surfaces(
    memory_server: str, redis_server: str, redis_url: str, decode_responses: bool = True
) -> Iterator[Callable[[str], Any]]:
    """Give a function from a name in `SURFACES` to that surface, with every key removed."""
    loop = RunningLoop()
    reading = {"decode_responses": decode_responses}
    whole: dict[str, Any] = {
        "storage": znsocket.Storage(),
        "client": znsocket.Client(memory_server, **reading),
        "async-client": Awaited(memory_server, loop, **reading),
        "redis-storage": znsocket.RedisStorage(redis_url),
        "redis-client": znsocket.Client(redis_server, **reading),
        "redis-async-client": Awaited(redis_server, loop, **reading),
        "redis-py": redis.Redis.from_url(redis_url, **reading),
    }

    def get(name: str) -> Any:
        base = name.replace("async-pipeline", "async-client-pipeline")
        surface = whole[base.removesuffix("-pipeline")]
        surface.flushall()
        return Piped(surface) if base.endswith("-pipeline") else surface

    try:
        yield get
    finally:
        for surface in whole.values():
            surface.close()
        loop.close()


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
