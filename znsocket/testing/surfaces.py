"""Every surface of the commands, called like a client."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import Any

from znsocket.client import AsyncClient, AsyncPipeline, Client
from znsocket.commands import registry
from znsocket.storage import RedisStorage, Storage

_MEMORY = (
    "storage",
    "storage-pipeline",
    "client",
    "client-pipeline",
    "async-client",
    "async-pipeline",
)

#: The surfaces of the embedded store and those of the Redis store.
SURFACES = (*_MEMORY, *(f"redis-{name}" for name in _MEMORY))

#: Gives the surface of a name, with every key removed.
GetSurface = Callable[[str], Any]


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
        self._client: AsyncClient[Any] = AsyncClient(url, **options)

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._client, name)
        if name == "pipeline":
            return lambda: AwaitedPipeline(attribute(), self._loop)
        if name in registry and (builder := registry[name].builder):
            return partial(builder, getattr(self, registry[name].method))
        if name in registry and registry[name].iterates:
            return lambda *args, **kwargs: self._loop.run(_collected(attribute(*args, **kwargs)))
        return lambda *args, **kwargs: self._loop.run(attribute(*args, **kwargs))


class AwaitedPipeline:
    """An asyncio pipeline whose ``execute`` is called like that of a sync one."""

    def __init__(self, pipeline: AsyncPipeline, loop: RunningLoop) -> None:
        self._pipeline = pipeline
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pipeline, name)

    def execute(self, raise_on_error: bool = True) -> list[Any]:
        """Await the pipeline's ``execute``."""
        replies: list[Any] = self._loop.run(self._pipeline.execute(raise_on_error))
        return replies


async def _collected(items: Any) -> Iterator[Any]:
    return iter([item async for item in items])


class Piped:
    """A client each of whose calls is a pipeline of one command."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        if name in registry and registry[name].iterates:
            return getattr(self._client, name)
        if name in registry and (builder := registry[name].builder):
            return partial(builder, getattr(self, registry[name].method))

        def call(*args: Any, **kwargs: Any) -> Any:
            pipeline = self._client.pipeline()
            getattr(pipeline, name)(*args, **kwargs)
            (reply,) = pipeline.execute(raise_on_error=False)
            if isinstance(reply, Exception):
                raise reply
            return reply

        return call


@contextlib.contextmanager
def memory_surfaces(server: str, decode_responses: bool = True) -> Iterator[GetSurface]:
    """Give what gives the surfaces of the embedded store.

    Parameters
    ----------
    server : str
        URL of a server with that store.
    decode_responses : bool
        See `Client`.
    """
    with _clients(server, "", decode_responses) as clients:
        yield _getter({"storage": Storage(), **clients})


@contextlib.contextmanager
def redis_surfaces(
    server: str, redis_url: str, decode_responses: bool = True
) -> Iterator[GetSurface]:
    """Give what gives the surfaces of the Redis store.

    Parameters
    ----------
    server : str
        URL of a server with that store.
    redis_url : str
        URL of Redis.
    decode_responses : bool
        See `Client`.
    """
    with (
        _clients(server, "redis-", decode_responses) as clients,
        contextlib.closing(RedisStorage(redis_url)) as storage,
    ):
        yield _getter({"redis-storage": storage, **clients})


@contextlib.contextmanager
def _clients(server: str, prefix: str, decode_responses: bool) -> Iterator[dict[str, Any]]:
    loop = RunningLoop()
    client: Client[Any] = Client(server, decode_responses)
    awaited = Awaited(server, loop, decode_responses=decode_responses)
    try:
        yield {f"{prefix}client": client, f"{prefix}async-client": awaited}
    finally:
        client.close()
        awaited.close()
        loop.close()


def _getter(whole: dict[str, Any]) -> GetSurface:
    def get(name: str) -> Any:
        base = name.replace("async-pipeline", "async-client-pipeline")
        surface = whole[base.removesuffix("-pipeline")]
        surface.flushall()
        return Piped(surface) if base.endswith("-pipeline") else surface

    return get
