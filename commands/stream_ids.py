"""Ids of stream entries as arguments, and what else the stream commands ask for alike."""

from __future__ import annotations

import contextlib
import re
from typing import Annotated, Any

from znsocket.exceptions import DataError, ResponseError
from znsocket.keyspace.stream_id import LAST_ID, NO_ID, StreamId
from znsocket.registry import Text, text
from znsocket.registry.parameters import (
    INT_MAX,
    INT_MIN,
    ChoiceParameter,
    IntParameter,
    MappingParameter,
    Parameter,
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

    def __init__(self, least: int | None, refusal: str, error: str = IntParameter.error) -> None:
        self.least = INT_MIN if least is None else least
        self.unlimited = least is None
        self.refusal = refusal
        self.error = error
        self.fast = f"{{x}}.__class__ is int and {self.least} <= {{x}} <= {INT_MAX}"

    def pack(self, value: Any) -> Any:
        """Return the int, or raise `DataError`."""
        if not isinstance(value, int) or (value < self.least and not self.unlimited):
            raise DataError(self.refusal)
        return super().pack(value) if type(value) is int else str(value)


class LooseIntParameter(IntParameter):
    """An integer that redis-py checks with ``int()``, and sends as it was given."""

    def __init__(self, refusal: str, error: str = IntParameter.error) -> None:
        self.refusal = refusal
        self.error = error
        self.fast = f"{{x}}.__class__ is int and 0 <= {{x}} <= {INT_MAX}"

    def pack(self, value: Any) -> Any:
        """Return the number as plain data, or raise `DataError`; `ValueError` for no number."""
        with contextlib.suppress(TypeError):
            if int(value) < 0:
                raise DataError(self.refusal)
        return super().pack(value)


class FilledMappingParameter(MappingParameter):
    """A mapping that is not empty."""

    def __init__(self, refusal: str, accepts: str) -> None:
        super().__init__(TextParameter(), accepts)
        self.refusal = refusal

    def pack(self, value: Any) -> dict[Text, Any]:
        """Return a dict of packed keys and values, or raise `DataError`."""
        if not isinstance(value, (dict, list)) or not value:
            raise DataError(self.refusal)
        return super().pack(value)


class PolicyParameter(ChoiceParameter):
    """What happens to references of groups; Redis has it since 8.2."""

    def __init__(self, name: str) -> None:
        words = ("KEEPREF", "DELREF", "ACKED")
        error = f"{name} ref_policy must be one of: KEEPREF, DELREF, ACKED"
        super().__init__(dict.fromkeys(words, True), error)

    def pack(self, value: Any) -> str:
        """Return the word."""
        if not value:
            raise DataError(self.error)
        return super().pack(value)


class ProducerParameter(Parameter):
    """A producer's id and one of an entry; Redis has it since 8.6."""

    accepts = "tuple[str, bytes]"

    def pack(self, value: Any) -> Any:
        """Return the pair as a list."""
        if not isinstance(value, (tuple, list)) or len(value) != 2:  # noqa: PLR2004 - a pair
            raise DataError("XADD idmp must be a tuple of (producer_id, idempotent_id)")
        return [text(one) for one in value]


IdText = Annotated[Text, IdTextParameter()]
RangeStart = Annotated[Any, IdBoundParameter(end=False)]
RangeEnd = Annotated[Any, IdBoundParameter(end=True)]
