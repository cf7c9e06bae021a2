"""What says when a key expires: the options of SET and GETEX, and the limits of all of them."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from znsocket.exceptions import DataError, ResponseError
from znsocket.keyspace import now_ms
from znsocket.registry.numbers import as_given
from znsocket.registry.parameters import (
    INT_MAX,
    INT_MIN,
    DurationParameter,
    LateParameter,
    MomentParameter,
    parse_int,
)


def deadline(command: str, amount: int, unit: int, since: int = 0, least: int = INT_MIN) -> int:
    """Return a point in time as Unix time in milliseconds.

    Parameters
    ----------
    command : str
        The name for the error.
    amount : int
        Time in units of `unit` milliseconds.
    unit : int
        1 or 1000.
    since : int
        What the time counts from, in milliseconds; 0 for Unix time.
    least : int
        The least amount that is allowed.

    Raises
    ------
    ResponseError
        The amount is too low, or the time is not a 64-bit number of milliseconds.
    """
    if amount < least or not INT_MIN <= amount * unit <= INT_MAX - since:
        raise ResponseError(f"invalid expire time in '{command}' command")
    return since + amount * unit


def chosen_deadline(command: str, ex: Any, px: Any, exat: Any, pxat: Any) -> int | None:
    """Return the deadline by the one of the options that is given, or None.

    They are yet to be parsed.
    """
    if ex is not None:
        return deadline(command, parse_int(ex), 1000, now_ms(), least=1)
    if px is not None:
        return deadline(command, parse_int(px), 1, now_ms(), least=1)
    if exat is not None:
        return deadline(command, parse_int(exat), 1000, least=1)
    if pxat is not None:
        return deadline(command, parse_int(pxat), 1, least=1)
    return None


class LifetimeParameter(DurationParameter):
    """A time to live as an option; other types than int and timedelta are named in the error."""

    def __init__(self, name: str, per_second: int) -> None:
        super().__init__(per_second)
        self.name = name

    def check(self, value: Any) -> None:
        """Raise `DataError` for anything but an int, a timedelta or seconds in digits."""
        known = isinstance(as_given(value), (int, datetime.timedelta))
        if not known and not self._digits(value):
            raise DataError(f"{self.name} must be datetime.timedelta or int")

    def pack(self, value: Any) -> Any:
        """Return the whole number of units."""
        return int(value) if self._digits(value) else super().pack(value)

    def _digits(self, value: Any) -> bool:
        return isinstance(value, str) and self.per_second == 1 and value.isdecimal()


#: Redis reads the number behind all other arguments.
LifetimeSeconds = Annotated[Any, LateParameter(LifetimeParameter("ex", 1))]
LifetimeMilliseconds = Annotated[Any, LateParameter(LifetimeParameter("px", 1000))]
LateSeconds = Annotated[Any, LateParameter(DurationParameter(1))]
LateMilliseconds = Annotated[Any, LateParameter(DurationParameter(1000))]
LateUnixSeconds = Annotated[Any, LateParameter(MomentParameter(1))]
LateUnixMilliseconds = Annotated[Any, LateParameter(MomentParameter(1000))]
