"""Our surfaces by name, each beside a Redis of its own that the same calls are made on."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import redis
from harness import Awaited, RunningLoop

import znsocket
from conformance.comparison import Comparison

#: The surfaces; "redis-" is on a Redis, "-bytes" does not decode, "-pipeline" makes pipelines.
SURFACES = (
    "storage",
    "storage-pipeline",
    "client",
    "client-bytes",
    "client-pipeline",
    "client-bytes-pipeline",
    "async-client",
    "async-client-bytes",
    "async-client-pipeline",
    "redis-storage",
    "redis-storage-pipeline",
    "redis-client",
    "redis-client-bytes",
    "redis-client-pipeline",
    "redis-async-client",
)


class Servers:
    """The addresses that surfaces are reached at; each is called for when it is needed.

    Parameters
    ----------
    memory, stored : callable
        Return the URL of a server with the embedded store, and of one with the Redis store.
    redis, expected : callable
        Return the URL of the Redis of that store, and of another one for redis-py's own calls.
    """

    def __init__(
        self,
        memory: Callable[[], str],
        stored: Callable[[], str],
        redis: Callable[[], str],
        expected: Callable[[], str],
    ) -> None:
        self.memory = memory
        self.stored = stored
        self.redis = redis
        self.expected = expected


@contextlib.contextmanager
def opened(name: str, servers: Servers) -> Iterator[Comparison]:
    """Give the comparison of a surface with a Redis, and close what it stands on."""
    on_redis, base = name.startswith("redis-"), name.removeprefix("redis-")
    pipelines, base = base.endswith("-pipeline"), base.removesuffix("-pipeline")
    decode, base = not base.endswith("-bytes"), base.removesuffix("-bytes")
    with contextlib.ExitStack() as stack:

        def closed(surface: Any) -> Any:
            stack.callback(surface.close)
            return surface

        raw: Any = None
        if base == "storage":
            ours: Any = (
                closed(znsocket.RedisStorage(servers.redis())) if on_redis else znsocket.Storage()
            )
        else:
            url = servers.stored() if on_redis else servers.memory()
            raw = closed(znsocket.Client(url, decode_responses=False))
            if base == "async-client":
                loop = RunningLoop()
                stack.callback(loop.close)
                ours = closed(Awaited(url, loop, decode_responses=decode))
            else:
                ours = closed(znsocket.Client(url)) if decode else raw
        if on_redis:
            raw = closed(redis.Redis.from_url(servers.redis()))
        yield closed(
            Comparison(
                name,
                ours,
                servers.expected(),
                texts="stored" if base == "storage" else "str" if decode else "bytes",
                raw=raw,
                pipelines=pipelines,
                every=1 if name == "storage" else 4,
            )
        )
