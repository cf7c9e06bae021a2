"""What every pipeline shares: a queue of checked calls, and errors reported as redis-py does."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any

import redis

from znsocket.exceptions import TransactionError, wrong_number_of_arguments
from znsocket.registry.entry import Entry
from znsocket.registry.numbers import as_given
from znsocket.registry.text import Text, text

Call = tuple[Entry, list[Any], dict[str, Any]]
Cast = Callable[[Any], Any]

_ERROR_TEXT_LIMIT = 100


class CommandQueue:
    """Calls that wait to be executed together.

    A subclass is given its command methods by `request_method`, and sends the calls.

    Attributes
    ----------
    watching : bool
        Keys are watched. Until `multi` is called, commands are carried out at once then.
    explicit_transaction : bool
        `multi` was called.
    """

    def __init__(self) -> None:
        self.watching = False
        self.explicit_transaction = False
        self._calls: list[Call] = []
        self._casts: dict[int, Cast] = {}  # by the place of the call, where scores are cast

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
        if self.watching and not self.explicit_transaction:
            return self._call_now(entry, args, options, score_cast)
        if score_cast is not float:
            self._casts[len(self._calls)] = score_cast
        self._calls.append((entry, args, options))
        return self

    def _call_now(
        self,
        entry: Entry,
        args: list[Any],
        options: dict[str, Any],
        score_cast: Callable[[Any], Any],
    ) -> Any:
        """Carry a command out at once, and return its reply."""
        raise NotImplementedError

    def multi(self) -> None:
        """Queue the commands from here on until ``execute``, after some that `watch` let through.

        Raises
        ------
        TransactionError
            It was called before, or commands were queued before.
        """
        if self.explicit_transaction:
            raise TransactionError("Cannot issue nested calls to MULTI")
        if self._calls:
            raise TransactionError("Commands without an initial WATCH have already been issued")
        self.explicit_transaction = True

    def _names_to_watch(self, names: tuple[Any, ...]) -> list[Text]:
        """Return the keys that ``watch`` is given, or raise why it cannot be called."""
        if self.explicit_transaction:
            raise TransactionError("Cannot issue a WATCH after a MULTI")
        if not names:
            raise wrong_number_of_arguments("watch")
        return [text(name) for name in names]

    def _forget(self) -> None:
        """Forget the calls that were queued, and that there is a transaction."""
        self._calls = []
        self._casts = {}
        self.watching = False
        self.explicit_transaction = False

    def _take(self) -> tuple[list[Call], dict[int, Cast]]:
        taken = self._calls, self._casts
        self._forget()
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

    def watch(self, *names: Any) -> bool:
        """Let ``execute`` do nothing when one of these keys was changed before it.

        Until `multi` is called, commands are carried out at once and return their replies.

        Parameters
        ----------
        *names : str
            Keys, one at least; those that were watched before are so still.

        Returns
        -------
        bool
            True.

        Raises
        ------
        TransactionError
            `multi` was called.

        Examples
        --------
        >>> from znsocket import Storage
        >>> r = Storage({"stock": "5"})
        >>> with r.pipeline() as pipe:
        ...     pipe.watch("stock")
        ...     left = int(pipe.get("stock")) - 1
        ...     pipe.multi()
        ...     pipe.set("stock", left).execute()
        True
        [True]
        """
        checked = self._names_to_watch(names)
        self._watch(checked)
        self.watching = True
        return True

    def unwatch(self) -> bool:
        """Watch no key any more, and queue commands again; returns True."""
        if self.watching and not self.explicit_transaction:
            self.watching = False
            self._unwatch()
        return True

    def reset(self) -> None:
        """Forget all calls that were queued, and watch no key any more."""
        watching = self.watching
        self._forget()
        if watching:
            self._unwatch()

    def close(self) -> None:
        """Do what `reset` does."""
        self.reset()

    def _watch(self, names: list[Text]) -> None:
        """Begin to watch keys."""
        raise NotImplementedError

    def _unwatch(self) -> None:
        """Stop watching."""
        raise NotImplementedError

    def __enter__(self) -> Any:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.reset()


class AsyncQueue(CommandQueue):
    """The same in an event loop: queueing is immediate, what reaches the server is awaited."""

    async def watch(self, *names: Any) -> bool:
        """Let ``execute`` do nothing when one of these keys was changed; see `SyncQueue.watch`."""
        checked = self._names_to_watch(names)
        await self._watch(checked)
        self.watching = True
        return True

    async def unwatch(self) -> bool:
        """Watch no key any more, and queue commands again; returns True."""
        if self.watching and not self.explicit_transaction:
            self.watching = False
            await self._unwatch()
        return True

    async def reset(self) -> None:
        """Forget all calls that were queued, and watch no key any more."""
        watching = self.watching
        self._forget()
        if watching:
            await self._unwatch()

    async def aclose(self) -> None:
        """Do what `reset` does."""
        await self.reset()

    async def _watch(self, names: list[Text]) -> None:
        """Begin to watch keys."""
        raise NotImplementedError

    async def _unwatch(self) -> None:
        """Stop watching."""
        raise NotImplementedError

    async def __aenter__(self) -> Any:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.reset()
