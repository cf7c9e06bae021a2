"""Parameters that are numbers: counts and positions, scores and their bounds, times."""

from __future__ import annotations

import datetime
import math
import re
from typing import Any, Protocol, runtime_checkable

from znsocket.exceptions import ResponseError
from znsocket.registry.kinds import Parameter
from znsocket.registry.text import text

INT_MIN, INT_MAX = -(2**63), 2**63 - 1
# CPython compares ints up to here in a third of the time that others take, and each half of a
# chained comparison faster by itself.
_SMALL = 10**9
EXACT = 2**53  # up to here every int is a float
_INTEGER = re.compile(r"-?[1-9][0-9]{0,18}\Z|0\Z")
PACKED = re.compile(rb"True\Z|False\Z|-?[1-9][0-9]{18,}\Z")
_CURSOR = re.compile(r"(?:[+-]?0*[0-9]{1,20})?\Z")
_FLOAT = re.compile(
    r"[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?|inf(?:inity)?"
    r"|(?P<hex>0x(?:[0-9a-f]+\.?[0-9a-f]*|\.[0-9a-f]+)(?:p[+-]?[0-9]+)?))\Z",
    re.IGNORECASE | re.ASCII,
)
_INFINITE_OR_ZERO = re.compile(r"[+-]?(?:inf|(?:0x)?[0.]+(?:[ep]|\Z))", re.IGNORECASE)


def plain_number(value: Any) -> Any:
    """Return a number as it is and anything else, ints beyond 64 bits included, as text."""
    if type(value) is float or (type(value) is int and INT_MIN <= value <= INT_MAX):
        return value
    return text(value)


def as_given(value: Any) -> Any:
    """Return the int or truth value that a caller gave, where it was packed into octets.

    An int beyond 64 bits is, for JSON and msgpack have none. The octets of digits are of no other
    value: those that are UTF-8 are packed as ``str``.

    Examples
    --------
    >>> as_given(b"18446744073709551616"), as_given("18446744073709551616"), as_given(7)
    (18446744073709551616, '18446744073709551616', 7)
    """
    if value.__class__ is bytes and PACKED.match(value):
        return value == b"True" if value.isalpha() else int(value)
    return value


class IntParameter(Parameter):
    """A signed 64-bit integer, also as text, as Redis parses it."""

    accepts = "int"
    fast = f"{{x}}.__class__ is int and {{x}} > {-_SMALL} and {{x}} < {_SMALL}"
    error = "value is not an integer or out of range"

    def pack(self, value: Any) -> Any:
        """Return an int as it is, or as octets beyond 64 bits, and anything else as text."""
        if type(value) is int:
            return value if INT_MIN <= value <= INT_MAX else str(value).encode()
        return value if as_given(value) is not value else text(value)

    def parse(self, value: Any) -> int:
        """Return the integer that Redis would read."""
        number = value if value.__class__ is int else _plain_int(value)
        if number is None or not INT_MIN <= number <= INT_MAX:
            raise ResponseError(self.error)
        return number


def _plain_int(value: Any) -> int | None:
    """Return the integer that a text spells in the one way that Redis takes, or None."""
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if str(number) == value else None


class AtLeastParameter(IntParameter):
    """An integer with a lower bound; `below` is the error for a lower one."""

    def __init__(self, least: int, below: str, error: str = "") -> None:
        self.least = least
        self.below = below
        self.error = error or below
        self.fast = f"{{x}}.__class__ is int and {{x}} >= {least} and {{x}} < {_SMALL}"

    def parse(self, value: Any) -> int:
        """Return the integer that Redis would read."""
        number = super().parse(value)
        if number < self.least:
            raise ResponseError(self.below)
        return number


class SampleCountParameter(AtLeastParameter):
    """How many random members: so many different ones, or ``-count`` that may repeat.

    A count below ``-most`` is refused before it is sent anywhere: there is no end to the memory
    that repeated members can take.
    """

    def __init__(self, most: int) -> None:
        super().__init__(
            -INT_MAX,
            f"value is out of range, value must between {-INT_MAX} and {INT_MAX}",
            IntParameter.error,
        )
        self.most = most
        self.fast = f"{{x}}.__class__ is int and {{x}} >= {-most} and {{x}} < {_SMALL}"

    def pack(self, value: Any) -> Any:
        """Return an int as it is and anything else as text, or raise `ResponseError`."""
        packed = super().pack(value)
        number = isinstance(packed, int) or (isinstance(packed, str) and _INTEGER.match(packed))
        if number and self.least <= int(packed) < -self.most:
            raise ResponseError("value is out of range")
        return packed


class CursorParameter(Parameter):
    """Where a scan goes on, as C's strtoul reads it: 0 at first, then what the last page gave."""

    accepts = "int"
    fast = "{x}.__class__ is int and 0 <= {x} < 1 << 64"

    def pack(self, value: Any) -> Any:
        """Return an int as it is and anything else as text."""
        return value if type(value) is int and INT_MIN <= value <= INT_MAX else text(value)

    def parse(self, value: Any) -> int:
        """Return the position as an unsigned number."""
        if type(value) is not int:
            if not isinstance(value, str) or not _CURSOR.match(value):
                raise ResponseError("invalid cursor")
            value = int(value or "0")
        if abs(value) >= 1 << 64:
            raise ResponseError("invalid cursor")
        return int(value % (1 << 64))


#: Reads a `LateInt`.
parse_int = IntParameter().parse


def read_float(value: Any) -> float:
    """Return the number that C's strtod makes of packed data, NaN where it makes none."""
    try:
        if isinstance(value, str):
            match = _FLOAT.match(value)
            if not match:
                return math.nan
            return float.fromhex(value) if match["hex"] else float(value)
        return float(value) if isinstance(value, (int, float)) else math.nan
    except OverflowError:
        negative = value.startswith("-") if isinstance(value, str) else value < 0
        return -math.inf if negative else math.inf


def parse_float(value: Any, error: str) -> float:
    """Return the float Redis would read from packed data, or raise `ResponseError`."""
    number = read_float(value)
    exact = _INFINITE_OR_ZERO.match(value) if isinstance(value, str) else value == number
    if math.isnan(number) or (number in (0, math.inf, -math.inf) and not exact):
        raise ResponseError(error)
    return number


class FloatParameter(Parameter):
    """A double, also as text; NaN is refused."""

    accepts = "float"
    fast = "{x}.__class__ is float and {x} == {x}"
    error = "value is not a valid float"

    def pack(self, value: Any) -> Any:
        """Return a number as it is and anything else as text."""
        return plain_number(value)

    def parse(self, value: Any) -> float:
        """Return the float that Redis would read."""
        if value.__class__ is int and -EXACT <= value <= EXACT:
            return float(value)
        return parse_float(value, self.error)


class ScoreBoundParameter(Parameter):
    """An end of a range of scores: a number, ``-inf``, ``+inf`` or ``(number`` for exclusive.

    The body receives ``(score, exclusive)``.
    """

    accepts = "float | str"

    def pack(self, value: Any) -> Any:
        """Return a number as it is and anything else as text."""
        return plain_number(value)

    def parse(self, value: Any) -> tuple[float, bool]:
        """Return the score and whether it is excluded."""
        exclusive = isinstance(value, str) and value.startswith("(")
        if isinstance(value, str):
            # Redis reads a C string here: up to a NUL, behind white space, and none at all as 0.
            digits = value[exclusive:].partition("\0")[0]
            value = digits.lstrip(" \t\n\v\f\r") if digits else 0
        score = read_float(value)
        if math.isnan(score):
            raise ResponseError("min or max is not a float")
        return score, exclusive


class DurationParameter(IntParameter):
    """A time to live: an int, or a timedelta that is made into one of this unit."""

    accepts = "ExpiryT"

    def __init__(self, per_second: int) -> None:
        self.per_second = per_second

    def pack(self, value: Any) -> Any:
        """Return the whole number of units."""
        if isinstance(value, datetime.timedelta):
            return int(value.total_seconds() * self.per_second)
        return super().pack(value)


@runtime_checkable
class WaitLimit(Protocol):
    """The type of the argument that tells how long a call may wait."""

    def seconds(self, value: Any) -> float | None:
        """Return how long a packed value lets a call wait: 0 for ever, None for not at all."""


class TimeoutParameter(FloatParameter):
    """How long a call may wait: seconds, of which the body receives milliseconds; 0 for ever."""

    accepts = "float"
    fast = "False"
    error = "timeout is not a float or out of range"

    def parse(self, value: Any) -> int:
        """Return the whole milliseconds, rounded up as Redis does."""
        seconds = read_float(value)
        if math.isnan(seconds):
            raise ResponseError(self.error)
        if math.isinf(seconds) or not 0 <= math.ceil(seconds * 1000) < INT_MAX:
            raise ResponseError("timeout is negative")  # Redis' error for what is too long, too
        return math.ceil(seconds * 1000)

    def convert(self, value: Any) -> int:
        """Return what `parse` makes of the packed value."""
        return self.parse(self.pack(value))

    def seconds(self, value: Any) -> float:
        """Return how long a packed value lets a call wait, 0 for ever and for what is refused."""
        number = read_float(value)
        return number if 0 < number < math.inf else 0.0


class MomentParameter(IntParameter):
    """A point in time: a Unix time as int, or a datetime that is made into one of this unit."""

    accepts = "AbsExpiryT"

    def __init__(self, per_second: int) -> None:
        self.per_second = per_second

    def pack(self, value: Any) -> Any:
        """Return the Unix time in whole units."""
        if isinstance(value, datetime.datetime):
            return int(value.timestamp() * self.per_second)
        return super().pack(value)
