"""Stores and clients of one kind, as many as a test needs, and calls of theirs that wait."""

from __future__ import annotations

import inspect
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import redis
import redis.asyncio
from harness import RunningLoop

import znsocket

#: Stores and clients that behave as redis-py on a Redis, which is the last of them.
KINDS = ("storage", "redis-storage", "client", "redis-client", "redis-py")

#: And what is awaited.
AWAITED_KINDS = ("async-client", "redis-async-client", "redis-py-asyncio")

#: How long a call is given to do what it is expected not to do, in seconds.
A_WHILE = 0.04
#: And what it is expected to do.
PROMPT = 5.0


class Waiting:
    """A call in a thread of its own.

    Parameters
    ----------
    call : callable
        The call.
    arrived : callable
        Tells whether it waits where it is going to wait.
    """

    def __init__(self, call: Callable[[], Any], arrived: Callable[[], bool]) -> None:
        self._call = call
        self._outcome: Any = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        deadline = time.monotonic() + PROMPT
        while self._thread.is_alive() and not arrived():
            assert time.monotonic() < deadline, "the call neither returns nor waits"
            time.sleep(0.001)

    def _run(self) -> None:
        try:
            self._outcome = self._call()
        except Exception as error:  # noqa: BLE001 - it is looked at by the test
            self._error = error

    @property
    def is_alive(self) -> bool:
        """Whether there is no outcome yet."""
        return self._thread.is_alive()

    @property
    def waits(self) -> bool:
        """Whether there is no outcome after a while."""
        self._thread.join(A_WHILE)
        return self._thread.is_alive()

    def result(self) -> Any:
        """Return the reply, or the text of the `ResponseError` that was raised."""
        self._thread.join(PROMPT)
        assert not self._thread.is_alive(), "the call waits still"
        if self._error is not None:
            assert isinstance(self._error, redis.ResponseError), repr(self._error)
            return str(self._error)
        return self._outcome


class Peers:
    """Stores or clients that share what they store.

    Parameters
    ----------
    make : callable
        Makes one.
    blocked : callable
        Tells how many calls wait.
    """

    def __init__(self, make: Callable[[], Any], blocked: Callable[[], int]) -> None:
        self._make = make
        self.blocked = blocked
        self._made: list[Any] = []

    def one(self) -> Any:
        """Return one more."""
        self._made.append(self._make())
        return self._made[-1]

    def waiting(self, call: Callable[[], Any]) -> Waiting:
        """Make a call in a thread, and return once it waits or has returned."""
        before = self.blocked()
        return Waiting(call, lambda: self.blocked() > before)

    def wait(self, name: str, *args: Any, **options: Any) -> Waiting:
        """Call a command of one more, in a thread; see `waiting`."""
        method = getattr(self.one(), name)
        return self.waiting(lambda: method(*args, **options))

    def close(self) -> None:
        """Close all."""
        for one in self._made:
            one.close()


def storage_peers() -> Peers:
    """Return peers that are all the same embedded store."""
    storage = znsocket.Storage()
    return Peers(lambda: storage, lambda: storage._db.observed.waiting)


def redis_peers(redis_url: str, make: Callable[[], Any]) -> Peers:
    """Return peers that work on a Redis, which nobody else uses."""
    probe = redis.Redis.from_url(redis_url)
    return Peers(make, lambda: int(probe.info("clients")["blocked_clients"]))


def redis_py_peers(url: str) -> Peers:
    """Return peers that are redis-py's clients of a Redis, which nobody else uses."""
    return redis_peers(url, lambda: redis.Redis.from_url(url, decode_responses=True))


def client_peers(served: tuple[znsocket.Storage, str]) -> Peers:
    """Return clients of a server whose embedded store is at hand: the store, and the URL."""
    storage, url = served
    return Peers(lambda: znsocket.Client(url), lambda: storage._db.observed.waiting)


class Awaited:
    """An object whose methods are awaited, called like one whose methods are not.

    Parameters
    ----------
    made : object
        Such as an asyncio client, or a lock of one.
    loop : RunningLoop
        Where its coroutines run.
    """

    def __init__(self, made: Any, loop: RunningLoop) -> None:
        self._made = made
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._made, name)
        if not callable(attribute):
            return attribute
        return lambda *args, **options: self._run(attribute, *args, **options)

    def _run(self, function: Callable[..., Any], *args: Any, **options: Any) -> Any:
        async def call() -> Any:
            result = function(*args, **options)
            return await result if inspect.iscoroutine(result) else result

        result = self._loop.run(call())
        if inspect.isasyncgen(result):
            return self._items(result)
        if type(result).__module__.partition(".")[0] in ("znsocket", "redis"):
            return self if result is self._made else Awaited(result, self._loop)
        return result

    def _items(self, items: Any) -> Iterator[Any]:
        async def following() -> Any:
            return await anext(items)

        while True:
            try:
                yield self._loop.run(following())
            except StopAsyncIteration:
                return

    def __enter__(self) -> Any:
        return self._run(self._made.__aenter__)

    def __exit__(self, *error: Any) -> None:
        self._run(self._made.__aexit__, *error)

    def close(self) -> None:
        """Await what ends it."""
        self._run(getattr(self._made, "aclose", None) or self._made.close)


def awaited_peers(make: Callable[[], Any]) -> Iterator[Peers]:
    """Give peers of asyncio clients."""
    loop = RunningLoop()

    async def made() -> Any:
        return make()

    peers = Peers(lambda: Awaited(loop.run(made()), loop), lambda: 0)
    yield peers
    peers.close()
    loop.close()


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a call returns, and the seconds it took."""
    start = time.monotonic()
    reply = call()
    return reply, time.monotonic() - start
