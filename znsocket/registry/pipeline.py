"""What every pipeline shares: a queue of checked calls, and errors reported as redis-py does."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any

import redis

from znsocket.registry.entry import Entry
from znsocket.registry.numbers import as_given

Call = tuple[Entry, list[Any], dict[str, Any]]

_ERROR_TEXT_LIMIT = 100


class CommandQueue:
    """Calls that wait to be executed together.

    A subclass is given its command methods by `request_method`, and sends the calls.
    """

    def __init__(self) -> None:
        self._calls: list[Call] = []
        self._casts: list[Callable[[Any], Any]] = []

    def __len__(self) -> int:
        return len(self._calls)

    def __bool__(self) -> bool:
        return True

    def _request(
        self,
        entry: Entry,
        args: list[Any],
        options: dict[str, Any],
        score_cast: Callable[[Any], Any] = float,
    ) -> Any:
        self._calls.append((entry, args, options))
        self._casts.append(score_cast)
        return self

    def reset(self) -> None:
        """Forget all calls that were queued."""
        self._calls = []
        self._casts = []

    def _take(self) -> tuple[list[Call], list[Callable[[Any], Any]]]:
        taken = self._calls, self._casts
        self.reset()
        return taken


def raise_first_error(calls: list[Call], replies: list[Any]) -> None:
    """Raise the first exception among `replies`, its text naming the call as redis-py does."""
    for number, (call, reply) in enumerate(zip(calls, replies, strict=True), 1):
        if isinstance(reply, Exception):
            reason = reply.args[0] if reply.args else ""
            reply.args = (
                f"Command # {number} ({describe(call)}) of pipeline caused error: {reason}",
                *reply.args[1:],
            )
            raise reply


def describe(call: Call) -> str:
    """Return a call as the Redis command it stands for, shortened like redis-py's.

    Examples
    --------
    >>> from znsocket.commands import registry
    >>> describe((registry["set"], ["a", 1], {"ex": 10}))
    'SET a 1 EX 10'
    """
    entry, args, options = call
    words = [entry.redis_name.upper(), *args, *(f"{key}={options[key]}" for key in options)]
    if hasattr(redis.client.Pipeline, entry.name):
        # Never connected: the queue of redis-py's own pipeline has the words it would have sent.
        pipeline = redis.client.Pipeline(redis.ConnectionPool(), {}, False, None)
        try:
            given = {name: as_given(value) for name, value in options.items()}
            entry.method_on(pipeline)(*map(as_given, args), **given)
            words = list(pipeline.command_stack[-1][0])
        except (TypeError, redis.RedisError):
            pass  # the call itself was the error; name it in our words
    spelled = " ".join(
        word.decode(errors="backslashreplace") if isinstance(word, bytes) else str(word)
        for word in words
    )
    if len(spelled) <= _ERROR_TEXT_LIMIT:
        return spelled
    return spelled[: _ERROR_TEXT_LIMIT - 3].rsplit(" ", 1)[0] + "..."


class SyncQueue(CommandQueue):
    """A pipeline that is a context manager, and forgets its calls at the end."""

    def __enter__(self) -> Any:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.reset()
