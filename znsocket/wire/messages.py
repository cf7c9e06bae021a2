"""Messages as plain data: calls, acknowledgements and errors, as WIRE-compatible programs use them.

A command travels as ``[args, kwargs]`` and is acknowledged with ``{"data": reply}`` or
``{"error": {"msg": text, "type": class name}}``.
"""

from __future__ import annotations

import reprlib
from typing import Any

from znsocket import exceptions
from znsocket.exceptions import DataError, ZnSocketError

Payload = list[Any]

_BUILT_IN_ERRORS: tuple[type[Exception], ...] = (TypeError, IndexError, KeyError, ValueError)
_ERRORS: dict[str, type[Exception]] = {
    error.__name__: error
    for error in (
        *_BUILT_IN_ERRORS,
        exceptions.ConnectionError,
        exceptions.DataError,
        exceptions.FrozenStorageError,
        exceptions.ResponseError,
        exceptions.TimeoutError,
        exceptions.UnknownEventError,
        exceptions.WatchError,
        exceptions.ZnSocketError,
    )
}


class PassedError(ZnSocketError):
    """An error that another client has reported, and that is passed on as it came.

    Parameters
    ----------
    name : str
        The name of its class.
    message : str
        Its text.
    """

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class _Short(reprlib.Repr):
    def repr_bytes(self, value: bytes, level: int) -> str:
        """Return the repr of bytes; reprlib would make all of it first."""
        return self.repr_instance(value[: self.maxother], level)

    repr_bytearray = repr_bytes


_short = _Short()
_short.maxstring = _short.maxother = 80


def quoted(value: object) -> str:
    """Return `value` for an error's text: its repr, shortened without being made as a whole.

    Examples
    --------
    >>> quoted([1, "a"])
    "[1, 'a']"
    >>> len(quoted("x" * 1_000_000)), len(quoted(b"x" * 1_000_000))
    (80, 80)
    """
    return _short.repr(value)


def call_payload(args: list[Any], options: dict[str, Any]) -> Payload:
    """Return the payload of a call, every part of which JSON with attachments can carry."""
    return [
        [_with_text_keys(arg) for arg in args],
        {name: _with_text_keys(option) for name, option in options.items()},
    ]


def _with_text_keys(value: Any) -> Any:
    """Return a mapping as pairs when one of its keys is bytes, and all else as it is."""
    if value.__class__ is dict and bytes in map(type, value):
        return [list(pair) for pair in value.items()]
    return value


def read_payload(event: str, payload: Any) -> tuple[list[Any], dict[str, Any]]:
    """Return the arguments of a call that came over the wire.

    Parameters
    ----------
    event : str
        The message's name, for the error.
    payload : object
        ``[args, kwargs]``, or None for a call without arguments.

    Raises
    ------
    DataError
        The payload is something else.
    """
    if payload is None:
        return [], {}
    if (
        isinstance(payload, (list, tuple))
        and len(payload) == 2  # noqa: PLR2004 - args and kwargs
        and isinstance(payload[0], (list, tuple))
        and isinstance(payload[1], dict)
        and all(isinstance(name, str) for name in payload[1])
    ):
        return list(payload[0]), payload[1]
    raise DataError(
        f"the payload of {quoted(event)} must be [args, kwargs], a list and an object, "
        f"got {quoted(payload)}"
    )


def check_notice(notice: Any) -> None:
    """Raise `DataError` unless `notice` is what a ``refresh`` message carries."""
    if (
        not isinstance(notice, dict)
        or not isinstance(notice.get("target"), str)
        or not isinstance(notice.get("data"), dict)
    ):
        raise DataError(
            f"'refresh' must carry target, a text, and data, an object, got {quoted(notice)}"
        )


def error_acknowledgement(error: BaseException) -> dict[str, Any]:
    """Return the acknowledgement that reports `error`."""
    return {"error": error_fields(error)}


def error_fields(error: BaseException) -> dict[str, str]:
    """Return the text and the class name of an error as they travel."""
    message = error.args[0] if isinstance(error, KeyError) and error.args else error
    name = error.name if isinstance(error, PassedError) else type(error).__name__
    return {"msg": str(message), "type": name}


def read_acknowledgement(acknowledgement: Any) -> Any:
    """Return the data of an acknowledgement.

    Raises
    ------
    Exception
        What the acknowledgement reports, as its own class where it is one of ours, redis-py's or
        Python's, and as `ZnSocketError` otherwise.
    """
    error = acknowledged_error(acknowledgement)
    if error is not None:
        raise error
    return acknowledgement["data"]


def acknowledged_error(acknowledgement: Any) -> Exception | None:
    """Return the error that an acknowledgement reports, or None."""
    if not isinstance(acknowledgement, dict) or not acknowledgement.keys() & {"data", "error"}:
        return ZnSocketError(f"the server answered what is no reply: {quoted(acknowledgement)}")
    error = acknowledgement.get("error")
    if error is None:
        return None
    return known_error(error.get("type", ""), error.get("msg", ""))


def known_error(name: Any, message: Any) -> Exception:
    """Return the error of class `name`, or a `ZnSocketError` where the class is unknown here."""
    known = _ERRORS.get(name) if isinstance(name, str) else None
    return known(message) if known else ZnSocketError(f"{name}: {message}")
