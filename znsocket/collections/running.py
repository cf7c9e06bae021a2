"""How operations are carried out on what a collection was given as ``r``."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import redis
import redis.asyncio

from znsocket.collections.awaiting import awaited
from znsocket.collections.operations import Operation
from znsocket.exceptions import frozen
from znsocket.registry import Entry, Reading, frozen_key, writer
from znsocket.registry.pipeline import CommandQueue
from znsocket.surfaces import AsyncCommands

T = TypeVar("T")

#: Tells other clients of a change, where the server does not do it: a key and what changed of it.
Tell = Callable[[str, dict[str, Any]], None]

_READING = Reading(decode=True)


class Runner(Protocol):
    """Carries out operations.

    Attributes
    ----------
    reads : bool
        The result of an operation is there when it was carried out.
    """

    reads: bool

    def run(self, operation: Operation[T]) -> T:
        """Carry out an operation and return its result."""

    def run_after(self, first: Operation[Any], operation: Operation[T]) -> T:
        """Carry out two operations with nothing between them; return the second one's result."""


def runner_for(r: Any, tell: Tell | None) -> Runner:
    """Return what carries out operations on `r`.

    Parameters
    ----------
    r : Client, Pipeline or redis.Redis
        Also `Storage` and `RedisStorage`, which have the same methods; and what is awaited: an
        `AsyncClient`, its pipeline, or a `redis.asyncio.Redis`, for what `run_awaiting` calls.
    tell : callable or None
        How other clients are told of changes over a `redis.Redis`; None to leave it to the servers
        that use the same Redis.

    Raises
    ------
    TypeError
        `r` is something else.
    """
    if isinstance(r, (redis.client.Pipeline, redis.asyncio.client.Pipeline)):
        return QueueRunner(lambda entry: entry.method_on(r))
    if isinstance(r, redis.Redis):
        return RedisRunner(r, tell, _itself)
    if isinstance(r, redis.asyncio.Redis):
        return RedisRunner(r, tell, awaited)
    if isinstance(r, CommandQueue):
        return QueueRunner(lambda entry: getattr(r, entry.name))
    if not hasattr(r, "list_length"):
        raise TypeError(f"r must be a Client, a Pipeline or a redis.Redis, got {r!r}")
    return ClientRunner(r, awaited if isinstance(r, AsyncCommands) else _itself)


class ClientRunner:
    """Carries out operations on a client, one message each.

    Parameters
    ----------
    r : Client, Storage, RedisStorage or AsyncClient
    result : callable
        Makes the reply of what a method of `r` returns.
    """

    reads = True

    def __init__(self, r: Any, result: Callable[[Any], Any]) -> None:
        self._r = r
        self._result = result

    def run(self, operation: Operation[T]) -> T:
        """Carry out an operation and return its result."""
        returned = getattr(self._r, operation.entry.name)(*operation.args)
        return operation.read(self._result(returned))

    def run_after(self, first: Operation[Any], operation: Operation[T]) -> T:
        """Carry out two operations as one message."""
        pipeline = self._r.pipeline()
        for one in (first, operation):
            getattr(pipeline, one.entry.name)(*one.args)
        return operation.read(_last(self._result(pipeline.execute(raise_on_error=False))))


class QueueRunner:
    """Queues changes on a pipeline, which tells nothing until it is executed.

    Parameters
    ----------
    method : callable
        Gives the pipeline's method for an entry.
    """

    reads = False

    def __init__(self, method: Callable[[Entry], Callable[..., Any]]) -> None:
        self._method = method

    def run(self, operation: Operation[Any]) -> Any:
        """Queue an operation; what its result will be is not known yet, so it is None."""
        if not operation.entry.writes:
            raise TypeError(
                f"a collection over a pipeline can only be changed, and {operation.entry.name!r} "
                f"reads it: use one over the client"
            )
        self._method(operation.entry)(*operation.args)

    def run_after(self, first: Operation[Any], operation: Operation[Any]) -> Any:
        """Queue two operations."""
        self.run(first)
        return self.run(operation)


class RedisRunner:
    """Carries out operations on a `redis.Redis`, in one step each.

    Parameters
    ----------
    client : redis.Redis or redis.asyncio.Redis
    tell : callable or None
        See `runner_for`.
    result : callable
        Makes the reply of what a method of `client` returns.
    """

    reads = True

    def __init__(self, client: Any, tell: Tell | None, result: Callable[[Any], Any]) -> None:
        self._client = client
        self._tell = tell
        self._result = result

    def run(self, operation: Operation[T]) -> T:
        """Carry out an operation and return its result."""
        entry = operation.entry
        try:
            if entry.notifies and self._tell is not None:
                (reply,) = self._untold(lambda: [self._call(operation)], operation)
            else:
                reply = self._call(operation)
        except redis.ResponseError as error:
            raise _ours(error) from None
        return operation.read(_restored(entry, reply))

    def run_after(self, first: Operation[Any], operation: Operation[T]) -> T:
        """Carry out two operations as one transaction."""

        def execute() -> list[Any]:
            pipeline = self._client.pipeline(transaction=True)
            for one in (first, operation):
                one.entry.method_on(pipeline)(*one.args)
            return list(self._result(pipeline.execute(raise_on_error=False)))

        replies = execute() if self._tell is None else self._untold(execute, first, operation)
        return operation.read(_restored(operation.entry, _last(replies)))

    def _call(self, operation: Operation[Any]) -> Any:
        return self._result(operation.entry.method_on(self._client)(*operation.args))

    def _untold(self, execute: Callable[[], list[Any]], *operations: Operation[Any]) -> list[Any]:
        """Carry out operations of which no server tells; tell of them and return the replies."""
        assert self._tell is not None  # noqa: S101 - the callers have looked
        token = writer.set(None)
        try:
            answers = execute()
        finally:
            writer.reset(token)
        replies = []
        for operation, answer in zip(operations, answers, strict=True):
            if isinstance(answer, Exception):
                replies.append(answer)
                continue
            reply, notice = answer
            replies.append(reply)
            if notice:
                self._tell(operation.args[0], json.loads(notice))
        return replies


def _itself(reply: Any) -> Any:
    return reply


def _restored(entry: Entry, reply: Any) -> Any:
    """Return a reply of redis-py as a client of ours gives it."""
    return None if reply is None else entry.reply.restore(reply, _READING)


def _last(replies: list[Any]) -> Any:
    """Return the last of some replies, or raise the first error among them."""
    for reply in replies:
        if isinstance(reply, Exception):
            raise _ours(reply)
    return replies[-1]


def _ours(error: Exception) -> Exception:
    """Return the error for what an adapter serves, and every other one as it is."""
    key = frozen_key(error)
    return error if key is None else frozen(key)
