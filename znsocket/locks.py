"""Locks: redis-py's own, with the steps that have to be atomic done by entries."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, Literal

import redis.asyncio.lock
import redis.exceptions
import redis.lock
from typing_extensions import Self

from znsocket.exceptions import LockError, LockNotOwnedError
from znsocket.registry import Reading
from znsocket.registry.encoder import TextEncoder


class _Caller:
    """A store or a client, with what redis-py's locks ask of one beside its commands."""

    def __init__(self, commands: Any) -> None:
        self._commands = commands

    def __getattr__(self, name: str) -> Any:
        return getattr(self._commands, name)

    def get_encoder(self) -> TextEncoder:
        """Return what makes octets of a token."""
        return TextEncoder(Reading(decode=False))


def _use_entries(lock: Any) -> None:
    """Let entries do what a lock of redis-py's has scripts for."""

    def release(keys: list[Any], args: list[Any], client: Any) -> Any:
        return client.lock_release(*keys, *args)

    def extend(keys: list[Any], args: list[Any], client: Any) -> Any:
        token, milliseconds, replace_ttl = args
        return client.lock_extend(*keys, token, milliseconds, replace_ttl == "1")

    def reacquire(keys: list[Any], args: list[Any], client: Any) -> Any:
        return client.lock_reacquire(*keys, *args)

    lock.lua_release, lock.lua_extend, lock.lua_reacquire = release, extend, reacquire


@contextlib.contextmanager
def _own_errors() -> Iterator[None]:
    """Raise redis-py's errors as ours."""
    try:
        yield
    except (LockError, LockNotOwnedError):
        raise
    except redis.exceptions.LockNotOwnedError as error:
        raise LockNotOwnedError(error.message, error.lock_name) from None
    except redis.exceptions.LockError as error:
        raise LockError(error.message, error.lock_name) from None


class Lock(redis.lock.Lock):
    """redis-py's lock over a store or a client; see `Locks.lock`."""

    def __init__(self, redis: Any, name: Any, *args: Any, **options: Any) -> None:
        super().__init__(_Caller(redis), name, *args, **options)

    def register_scripts(self) -> None:
        """Let entries do what redis-py has scripts for."""
        _use_entries(self)

    def __enter__(self) -> Self:
        with _own_errors():
            super().__enter__()
        return self

    def release(self) -> None:
        """Give the lock back.

        Raises
        ------
        LockNotOwnedError
            It is not held any more.
        LockError
            It was not acquired.
        """
        with _own_errors():
            super().release()

    def extend(self, additional_time: float, replace_ttl: bool = False) -> Literal[True]:
        """Hold the lock longer.

        Parameters
        ----------
        additional_time : float
            Seconds to add to those that are left.
        replace_ttl : bool
            Hold it for that many seconds from now instead.

        Raises
        ------
        LockNotOwnedError
            It is not held any more.
        LockError
            It was not acquired, or has no timeout.
        """
        with _own_errors():
            return super().extend(additional_time, replace_ttl)

    def reacquire(self) -> Literal[True]:
        """Hold the lock for the whole of its timeout from now on.

        Raises
        ------
        LockNotOwnedError
            It is not held any more.
        LockError
            It was not acquired, or has no timeout.
        """
        with _own_errors():
            return super().reacquire()


class AsyncLock(redis.asyncio.lock.Lock):
    """The lock of redis-py's asyncio client; see `Locks.lock`."""

    def __init__(self, redis: Any, name: Any, *args: Any, **options: Any) -> None:
        caller: Any = _Caller(redis)
        super().__init__(caller, name, *args, **options)

    def register_scripts(self) -> None:
        """Let entries do what redis-py has scripts for."""
        _use_entries(self)

    async def __aenter__(self) -> Self:
        with _own_errors():
            await super().__aenter__()  # type: ignore[no-untyped-call]  # redis-py's
        return self

    async def release(self) -> None:
        """Give the lock back; see `Lock.release`."""
        with _own_errors():
            await super().release()

    async def extend(self, additional_time: float, replace_ttl: bool = False) -> Literal[True]:
        """Hold the lock longer; see `Lock.extend`."""
        with _own_errors():
            return await super().extend(additional_time, replace_ttl)

    async def reacquire(self) -> Literal[True]:
        """Hold the lock for the whole of its timeout from now on; see `Lock.reacquire`."""
        with _own_errors():
            return await super().reacquire()


class Locks:
    """A store or a client that makes locks."""

    _lock_class: type[Any] = Lock

    def lock(  # noqa: PLR0913 - redis-py's signature
        self,
        name: Any,
        timeout: float | None = None,
        sleep: float = 0.1,
        blocking: bool = True,
        blocking_timeout: float | None = None,
        lock_class: type[Any] | None = None,
        thread_local: bool = True,
        raise_on_release_error: bool = True,
    ) -> Any:
        """Return a lock that everybody who uses the same store respects.

        It is a key that holds a token of whoever has acquired the lock.

        Parameters
        ----------
        name : str
            The key.
        timeout : float, optional
            Seconds after which it is given back by itself.
        sleep : float
            Seconds between two attempts to acquire it.
        blocking : bool
            Let ``acquire`` wait for it; else it returns False when somebody has the lock.
        blocking_timeout : float, optional
            Seconds that ``acquire`` waits at most.
        lock_class : type, optional
            What to make instead; called with this object, the name and the other arguments.
        thread_local : bool
            Only the thread that has acquired the lock can give it back.
        raise_on_release_error : bool
            Raise an error at the end of a ``with`` block whose lock is not held any more; else it
            is logged.

        Returns
        -------
        Lock
            With ``acquire``, ``release``, ``extend``, ``reacquire``, ``owned`` and ``locked``; of
            an asyncio client they are awaited.

        Examples
        --------
        >>> from znsocket import Storage
        >>> r = Storage()
        >>> with r.lock("stock", timeout=10) as lock:
        ...     lock.owned(), r.lock("stock", blocking=False).acquire()
        (True, False)
        >>> lock.locked()
        False
        """
        return (lock_class or self._lock_class)(
            self,
            name,
            timeout=timeout,
            sleep=sleep,
            blocking=blocking,
            blocking_timeout=blocking_timeout,
            thread_local=thread_local,
            raise_on_release_error=raise_on_release_error,
        )


class AsyncLocks(Locks):
    """An asyncio client that makes locks."""

    _lock_class = AsyncLock
