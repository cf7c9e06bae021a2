"""Every error a user can catch.

An error that redis-py or python-socketio has a class for is a subclass of that class, so that a
program written for either keeps its ``except`` clauses.
"""

from __future__ import annotations

import redis.exceptions
import socketio.exceptions

__all__ = [
    "ConnectionError",
    "DataError",
    "FrozenStorageError",
    "LockError",
    "LockNotOwnedError",
    "ResponseError",
    "TimeoutError",
    "TransactionError",
    "UnknownEventError",
    "WatchError",
    "ZnSocketError",
    "frozen",
    "wrong_number_of_arguments",
    "wrong_type",
]


class ZnSocketError(Exception):
    """Base of all errors of this package, and what an unnamed server error is raised as."""


class ResponseError(ZnSocketError, redis.exceptions.ResponseError):
    """The server refused a command: wrong type of key, value out of range, syntax."""


class DataError(ZnSocketError, redis.exceptions.DataError):
    """An argument has a type or a combination that no command can be made from."""


class TransactionError(ZnSocketError, redis.exceptions.RedisError):
    """``watch`` and ``multi`` were called in an order that makes no transaction."""


class WatchError(ZnSocketError, redis.exceptions.WatchError):
    """A key changed while a pipeline watched it, so nothing was carried out; try again."""


class ConnectionError(  # noqa: A001 - redis-py's and socketio's name
    ZnSocketError,
    redis.exceptions.ConnectionError,
    socketio.exceptions.ConnectionError,  # type: ignore[misc]
):
    """The server, or the Redis behind it, cannot be reached."""


class TimeoutError(  # noqa: A001 - redis-py's and socketio's name
    ZnSocketError,
    redis.exceptions.TimeoutError,
    socketio.exceptions.TimeoutError,  # type: ignore[misc]
):
    """The server did not answer a call in time, however often it was tried."""


class LockError(ZnSocketError, redis.exceptions.LockError):
    """A lock could not be acquired in time, or is not held where it would have to be."""


class LockNotOwnedError(LockError, redis.exceptions.LockNotOwnedError):
    """A lock that was acquired is not held any more: its time was over, or it was removed."""


class UnknownEventError(ZnSocketError):
    """The server knows no command or message of that name."""


class FrozenStorageError(ZnSocketError):
    """A write to something that can only be read, such as an adapter."""


def wrong_type() -> ResponseError:
    """Return Redis' error for a command on a key of another type."""
    return ResponseError("WRONGTYPE Operation against a key holding the wrong kind of value")


def frozen(key: object) -> FrozenStorageError:
    """Return the error for a change of what an adapter serves."""
    return FrozenStorageError(
        f"{key!r} is frozen and cannot be modified. Create a copy of the object to modify it."
    )


def wrong_number_of_arguments(command: str) -> ResponseError:
    """Return Redis' error for a call that lacks arguments.

    Parameters
    ----------
    command : str
        The name Redis knows the command by, in lower case.
    """
    return ResponseError(f"wrong number of arguments for '{command}' command")
