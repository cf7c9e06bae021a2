"""Ids of stream entries as arguments, and what else the stream commands ask for alike."""

from __future__ import annotations

import contextlib
import re
from typing import Annotated, Any

from znsocket.exceptions import DataError, ResponseError
from znsocket.keyspace.stream_id import LAST_ID, NO_ID, StreamId
from znsocket.registry import Text
from znsocket.registry.numbers import as_given
from znsocket.registry.parameters import (
    INT_MAX,
    INT_MIN,
    ChoiceParameter,
    IntParameter,
    MappingParameter,
    TextParameter,
)

HIGHEST = LAST_ID[0]

#: Ids and fields, as a reply has them.
Entries = list[tuple[Text, dict[Text, Text]]]

_NUMBER = re.compile(r"[ \t\n\v\f\r]*\+?[0-9]+\Z")


def invalid_id() -> ResponseError:
    """Return Redis' error for something that is no id."""
    return ResponseError("Invalid stream ID specified as stream command argument")


def _number(digits: str) -> int:
    if not _NUMBER.match(digits) or int(digits) > HIGHEST:
        raise invalid_id()
    return int(digits)


def parse_id(value: Text, sequence: int = 0) -> StreamId:
    """Return the id that is written as ``ms-seq`` or ``ms``; `sequence` is for the latter."""
    if not isinstance(value, str):
        raise invalid_id()
    milliseconds, dash, number = value.partition("-")
    return _number(milliseconds), _number(number) if dash else sequence


def parse_ids(values: tuple[Text, ...] | list[Text]) -> list[StreamId]:
    """Return the ids that are written as texts."""
    return [parse_id(value) for value in values]


class IdTextParameter(TextParameter):
    """An id or one of the signs that stand for one; the body receives the text."""

    accepts = "EncodableT"


class IdParameter(TextParameter):
    """An id."""

    accepts = "EncodableT"
    fast = "False"

    def parse(self, value: Text) -> StreamId:
        """Return the id."""
        return parse_id(value)


class IdBoundParameter(TextParameter):
    """An end of a range of ids: ``-``, ``+``, an id, or ``(id`` for one that is left out."""

    accepts = "EncodableT"
    fast = "False"

    def __init__(self, end: bool) -> None:
        self.end = end

    def parse(self, value: Text) -> StreamId:
        """Return the first or last id of the range."""
        if value in ("-", "+"):
            return NO_ID if value == "-" else LAST_ID
        exclusive = isinstance(value, str) and value.startswith("(")
        bound = parse_id(value[exclusive:], HIGHEST if self.end else 0)
        if not exclusive:
            return bound
        if bound == (NO_ID if self.end else LAST_ID):
            which = "end" if self.end else "start"
            raise ResponseError(f"invalid {which} ID for the interval")
        return before(bound) if self.end else after(bound)


def after(id_: StreamId) -> StreamId:
    """Return the next id; `id_` is not the highest one."""
    milliseconds, sequence = id_
    return (milliseconds, sequence + 1) if sequence < HIGHEST else (milliseconds + 1, 0)


def before(id_: StreamId) -> StreamId:
    """Return the id before; `id_` is not the lowest one."""
    milliseconds, sequence = id_
    return (milliseconds, sequence - 1) if sequence else (milliseconds - 1, HIGHEST)


class CheckedIntParameter(IntParameter):
    """An integer that redis-py itself checks: `refusal` is its text, and `error` that of Redis."""

    def __init__(
        self, least: int | None, refusal: str, error: str = IntParameter.error, order: int = 0
    ) -> None:
        self.least = INT_MIN if least is None else least
        self.unlimited = least is None
        self.refusal = refusal
        self.error = error
        self.order = order
        self.fast = f"{{x}}.__class__ is int and {self.least} <= {{x}} <= {INT_MAX}"

    def check(self, value: Any) -> None:
        """Raise `DataError` unless it is an int that is large enough, or one that was packed."""
        value = as_given(value)
        if not isinstance(value, int) or (value < self.least and not self.unlimited):
            raise DataError(self.refusal)

    def pack(self, value: Any) -> Any:
        """Return the int, or octets for one that Redis refuses: a truth value, or a huge one."""
        return value if type(value) is int and INT_MIN <= value <= INT_MAX else _octets(value)


def _octets(value: int | bytes) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


class LooseIntParameter(IntParameter):
    """An integer that redis-py checks with ``int()``, and sends as it was given."""

    def __init__(self, refusal: str, error: str = IntParameter.error, order: int = 0) -> None:
        self.refusal = refusal
        self.error = error
        self.order = order
        self.fast = f"{{x}}.__class__ is int and 0 <= {{x}} <= {INT_MAX}"

    def check(self, value: Any) -> None:
        """Raise `DataError` for a negative number, and `ValueError` for none."""
        with contextlib.suppress(TypeError):
            if int(value) < 0:
                raise DataError(self.refusal)

    def pack(self, value: Any) -> Any:
        """Return a float as it is, for another `check`, and anything else as `IntParameter`."""
        return value if type(value) is float else super().pack(value)


class OptionalIntParameter(LooseIntParameter):
    """The same for an option, which redis-py leaves out when it is no kind of number."""

    def pack(self, value: Any) -> Any:
        """Return the number, or None."""
        try:
            int(value)
        except TypeError:
            return None
        return super().pack(value)


class FilledMappingParameter(MappingParameter):
    """A mapping that is not empty."""

    order = 9

    def __init__(self, refusal: str) -> None:
        super().__init__(TextParameter(), "Mapping[AnyKeyT, EncodableT]")
        self.refusal = refusal

    def check(self, value: Any) -> None:
        """Raise `DataError` for anything else."""
        if not isinstance(value, (dict, list)) or not value:
            raise DataError(self.refusal)


class PolicyParameter(ChoiceParameter):
    """What happens to references of groups; Redis has it since 8.2."""

    def __init__(self, name: str, refusal: ResponseError) -> None:
        words = ("KEEPREF", "DELREF", "ACKED")
        error = f"{name} ref_policy must be one of: KEEPREF, DELREF, ACKED"
        super().__init__(dict.fromkeys(words, True), error)
        self.refusal = refusal

    def check(self, value: Any) -> None:
        """Raise `DataError` for another word."""
        if not value:
            raise DataError(self.error)
        super().check(value)

    def parse(self, value: str) -> Any:
        """Raise Redis' error for what it does not know."""
        raise ResponseError(*self.refusal.args)


Id = Annotated[StreamId, IdParameter()]
IdText = Annotated[Text, IdTextParameter()]
RangeStart = Annotated[Any, IdBoundParameter(end=False)]
RangeEnd = Annotated[Any, IdBoundParameter(end=True)]
