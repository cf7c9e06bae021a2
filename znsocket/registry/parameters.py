"""The types of an entry's parameters: what a caller may give, and what the body receives.

A type is an ``Annotated`` alias, so that a type checker sees what the body works with, and carries
a `Parameter` that says how to get there, in two steps. `pack` makes what a caller gave into plain
data (``str``, ``bytes``, ``int``, ``float``, lists and dicts of them) or raises redis-py's
`DataError`; clients do it before they send. `parse` makes plain data into what the body works with
or raises Redis' `ResponseError`; only the embedded store does it, after another `pack`, because
what comes over a wire may be anything.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, TypeVar, Union

from znsocket.exceptions import DataError, ResponseError
from znsocket.registry.glob import compile_glob
from znsocket.registry.text import Text, octets, text

INT_MIN, INT_MAX = -(2**63), 2**63 - 1
EXACT = 2**53  # up to here every int is a float
_INTEGER = re.compile(r"-?[1-9][0-9]{0,18}\Z|0\Z")
_FLOAT = re.compile(
    r"[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?|inf(?:inity)?"
    r"|(?P<hex>0x(?:[0-9a-f]+\.?[0-9a-f]*|\.[0-9a-f]+)(?:p[+-]?[0-9]+)?))\Z",
    re.IGNORECASE | re.ASCII,
)
_INFINITE_OR_ZERO = re.compile(r"[+-]?(?:inf|(?:0x)?[0.]+(?:[ep]|\Z))", re.IGNORECASE)

T = TypeVar("T")


class Parameter:
    """How one kind of argument is checked and converted; the base accepts anything.

    Attributes
    ----------
    accepts : str
        The type of the public method's argument, as the stubs print it.
    fast : str
        An expression over ``{x}`` that is true of a value which needs neither `pack` nor `parse`.
    local : bool
        The argument stays with the caller: it shapes the reply and is never sent.
    """

    accepts = "Any"
    fast = "False"
    local = False

    def pack(self, value: Any) -> Any:
        """Return `value` as plain data, or raise `DataError`."""
        return value

    def parse(self, value: Any) -> Any:
        """Return packed data as the body expects it, or raise `ResponseError`."""
        return value

    def convert(self, value: Any) -> Any:
        """Return what the body expects for an argument that may be anything."""
        return self.parse(self.pack(value))


class TextParameter(Parameter):
    """A key name, a field, a member or a value: any octets."""

    accepts = "EncodableT"
    fast = "{x}.__class__ is str and {x}.isascii()"

    def pack(self, value: Any) -> Text:
        """Return the canonical text."""
        return text(value)


class NameParameter(TextParameter):
    """The name of a key."""

    accepts = "KeyT"


class KeyParameter(NameParameter):
    """A key that holds a value of one type; the body receives that value.

    A missing key is received as an empty value. After the body of an entry that writes, a value
    that was missing is stored unless it is empty, and one that became empty is removed.
    """


class IntParameter(Parameter):
    """A signed 64-bit integer, also as text, as Redis parses it."""

    accepts = "int"
    fast = f"{{x}}.__class__ is int and {INT_MIN} <= {{x}} <= {INT_MAX}"
    error = "value is not an integer or out of range"

    def pack(self, value: Any) -> Any:
        """Return an int as it is and anything else as text."""
        return value if type(value) is int else text(value)

    def parse(self, value: Any) -> int:
        """Return the integer that Redis would read."""
        if type(value) is not int:
            if not isinstance(value, str) or not _INTEGER.match(value):
                raise ResponseError(self.error)
            value = int(value)
        if not INT_MIN <= value <= INT_MAX:
            raise ResponseError(self.error)
        return int(value)


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
        return value if type(value) in (int, float) else text(value)

    def parse(self, value: Any) -> float:
        """Return the float that Redis would read."""
        return parse_float(value, self.error)

    def convert(self, value: Any) -> float:
        """Return what `parse` makes of the packed value; an int that is a float needs neither."""
        if value.__class__ is int and -EXACT <= value <= EXACT:
            return float(value)
        return self.parse(self.pack(value))


class ScoreBoundParameter(Parameter):
    """An end of a range of scores: a number, ``-inf``, ``+inf`` or ``(number`` for exclusive.

    The body receives ``(score, exclusive)``.
    """

    accepts = "float | str"

    def pack(self, value: Any) -> Any:
        """Return a number as it is and anything else as text."""
        return value if type(value) in (int, float) else text(value)

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


class LexBoundParameter(Parameter):
    """An end of a range of members: ``-``, ``+``, ``[member`` or ``(member``.

    The body receives ``(member, exclusive)``, the member being None for ``-`` and True for ``+``.
    """

    accepts = "EncodableT"

    def pack(self, value: Any) -> Text:
        """Return the canonical text."""
        return text(value)

    def parse(self, value: Text) -> tuple[Text | bool | None, bool]:
        """Return the member and whether it is excluded."""
        if value in ("-", "+"):
            return (None if value == "-" else True), False
        raw = octets(value)
        if raw[:1] not in (b"[", b"("):
            raise ResponseError("min or max not valid string range item")
        return text(raw[1:]), raw[:1] == b"("


class FlagParameter(Parameter):
    """An option that is there or not; any truth value."""

    accepts = "bool"
    fast = "({x} is False or {x} is True)"

    def pack(self, value: Any) -> bool:
        """Return the truth of `value`."""
        return bool(value)


class PatternParameter(Parameter):
    """A glob pattern as Redis has it; the body receives a function that tells a match."""

    accepts = "PatternT"

    def pack(self, value: Any) -> Text:
        """Return the canonical text."""
        return text(value)

    def parse(self, value: Text) -> Callable[[Text], bool]:
        """Return the compiled pattern."""
        return compile_glob(value)


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


class NamesParameter(Parameter):
    """Keys as one list or as the first of several arguments; the body receives one list of all.

    The ``*args`` that follow such a parameter in the signature are merged into it.
    """

    accepts = "KeysT"

    def pack(self, value: Any) -> list[Text]:
        """Return the list of names; a single name is a list of one."""
        single = isinstance(value, (str, bytes, bytearray, memoryview))
        if single or not isinstance(value, Iterable):
            return [text(value)]
        return [text(item) for item in value]


class ListParameter(Parameter):
    """A list whose items are of one parameter type."""

    def __init__(self, item: Parameter, accepts: str) -> None:
        self.item = item
        self.accepts = accepts

    def pack(self, value: Any) -> list[Any]:
        """Return the items packed."""
        if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
            raise DataError(f"expected a list, got {value!r}")
        return [self.item.pack(item) for item in value]

    def parse(self, value: list[Any]) -> list[Any]:
        """Return the items parsed."""
        return [self.item.parse(item) for item in value]


class MappingParameter(Parameter):
    """A mapping, or a list of pairs, which is how it travels where JSON has no such keys."""

    def __init__(self, value: Parameter, accepts: str) -> None:
        self.value = value
        self.accepts = accepts

    def pack(self, value: Any) -> dict[Text, Any]:
        """Return a dict of packed keys and values."""
        if isinstance(value, list):
            try:
                value = dict(value)
            except (TypeError, ValueError):
                raise DataError(f"expected a mapping, got {value!r}") from None
        if not isinstance(value, Mapping):
            raise DataError(f"expected a mapping, got {value!r}")
        return {text(key): self.value.pack(item) for key, item in value.items()}

    def parse(self, value: dict[Text, Any]) -> dict[Text, Any]:
        """Return the dict with its values parsed."""
        return {key: self.value.parse(item) for key, item in value.items()}


class ScoreCastParameter(Parameter):
    """A function from a score's text to what the caller wants; stays with the caller."""

    accepts = "Callable[[Any], Any]"
    fast = "callable({x})"
    local = True

    def pack(self, value: Any) -> Any:
        """Return the function."""
        if not callable(value):
            raise DataError(f"expected a function of a score, got {value!r}")
        return value


Key = Annotated[T, KeyParameter()]
Name = Annotated[Text, NameParameter()]
Names = Annotated[list[Text], NamesParameter()]
Field = Annotated[Text, TextParameter()]
Value = Annotated[Text, TextParameter()]
Values = Annotated[list[Text], ListParameter(TextParameter(), "Iterable[EncodableT]")]
Int = Annotated[int, IntParameter()]
Float = Annotated[float, FloatParameter()]
Score = Annotated[float, FloatParameter()]
ScoreBound = Annotated[tuple[float, bool], ScoreBoundParameter()]
LexBound = Annotated[tuple[Union[Text, bool, None], bool], LexBoundParameter()]
Flag = Annotated[bool, FlagParameter()]
Pattern = Annotated[Callable[[Text], bool], PatternParameter()]
Seconds = Annotated[int, DurationParameter(1)]
Milliseconds = Annotated[int, DurationParameter(1000)]
UnixSeconds = Annotated[int, MomentParameter(1)]
UnixMilliseconds = Annotated[int, MomentParameter(1000)]
ValueMapping = Annotated[
    dict[Text, Text], MappingParameter(TextParameter(), "Mapping[AnyKeyT, EncodableT]")
]
ScoreMapping = Annotated[
    dict[Text, float], MappingParameter(FloatParameter(), "Mapping[AnyKeyT, float]")
]
ScoreCast = Annotated[Callable[[Any], Any], ScoreCastParameter()]
