"""Integers of any number of bits, packed in strings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from redis.commands.core import BitFieldOperation
from redis.typing import KeyT

from znsocket.commands.bitmaps import BitOffsetParameter, window
from znsocket.exceptions import DataError, ResponseError
from znsocket.keyspace import Keyspace
from znsocket.registry import Name, Text, Value, command, text
from znsocket.registry.parameters import IntParameter, Parameter

_INTEGER = IntParameter()
_OFFSET = BitOffsetParameter()
_ENCODING = re.compile(r"([iu])([1-9][0-9]?)\Z")

# How many words follow the name of an operation.
_WORDS = {"GET": 2, "SET": 3, "INCRBY": 3, "OVERFLOW": 1}


@dataclass(frozen=True)
class Field:
    """Where an integer is: its sign, how many bits it has, and the first of them."""

    signed: bool
    bits: int
    start: int

    @property
    def lowest(self) -> int:
        """The lowest integer that it can hold."""
        return -(1 << (self.bits - 1)) if self.signed else 0

    @property
    def highest(self) -> int:
        """The highest integer that it can hold."""
        return (1 << (self.bits - self.signed)) - 1


@dataclass(frozen=True)
class Operation:
    """What is done to one integer.

    Attributes
    ----------
    name : str
        ``"GET"``, ``"SET"`` or ``"INCRBY"``.
    field : Field
    number : int
        What is set or added.
    overflow : str
        ``"WRAP"``, ``"SAT"`` or ``"FAIL"``.
    """

    name: str
    field: Field
    number: int
    overflow: str


class FieldsParameter(Parameter):
    """Integers within a bitmap, as pairs of an encoding and an offset."""

    accepts = "list[tuple[str, BitfieldOffsetT]]"

    def pack(self, value: Any) -> list[list[Text]]:
        """Return the pairs as texts."""
        if not isinstance(value, Iterable):
            raise DataError(f"expected pairs of an encoding and an offset, got {value!r}")
        fields = [[text(item) for item in field] for field in value]
        for field in fields:
            if len(field) != 2:  # noqa: PLR2004 - a pair
                raise DataError(f"expected an encoding and an offset, got {field!r}")
        return fields


class OperationsParameter(Parameter):
    """The operations of BITFIELD, each as a list of words."""

    accepts = "Sequence[Sequence[EncodableT]]"

    def pack(self, value: Any) -> list[list[Text]]:
        """Return the words as texts."""
        if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
            raise DataError(f"expected a list of operations, got {value!r}")
        return [self._words(one) for one in value]

    def _words(self, operation: Any) -> list[Text]:
        if not isinstance(operation, (list, tuple)):
            raise DataError(f"expected an operation as a list of words, got {operation!r}")
        return [text(word) for word in operation]

    def parse(self, value: list[list[Text]]) -> list[Operation]:
        """Return the operations."""
        words = [word for operation in value for word in operation]
        overflow = "WRAP"
        operations: list[Operation] = []
        while words:
            name = words.pop(0)
            name = name.upper() if isinstance(name, str) and name.isascii() else ""
            given, words = words[: _WORDS.get(name, 0)], words[_WORDS.get(name, 0) :]
            if len(given) != _WORDS.get(name):
                raise ResponseError("syntax error")
            if name == "OVERFLOW":
                overflow = _overflow(given[0])
            else:
                field = _field(*given[:2])
                number = _INTEGER.parse(given[2]) if given[2:] else 0
                operations.append(Operation(name, field, number, overflow))
        return operations


class BitFieldCollector(BitFieldOperation):
    """redis-py's collector of operations, which does them by a function.

    Parameters
    ----------
    run : callable
        Called with the key and the operations.
    """

    def __init__(self, run: Callable[..., Any], key: Any, default_overflow: str | None) -> None:
        self._run = run
        super().__init__(None, key, default_overflow)  # type: ignore[arg-type]  # no client

    def execute(self) -> Any:
        """Do what was collected and forget it."""
        operations = self.operations
        self.reset()  # type: ignore[no-untyped-call]  # redis-py's
        return self._run(self.key, operations)


Fields = Annotated[list[list[Text]], FieldsParameter()]
Operations = Annotated[list[Operation], OperationsParameter()]


def _collector(
    run: Callable[..., Any],
    key: KeyT,
    default_overflow: str | None = None,
) -> BitFieldOperation:
    """Return what collects operations; `run` takes the key and all of them."""
    return BitFieldCollector(run, key, default_overflow)


def _on_redis(r: Any, key: Text, operations: list[list[Text]]) -> Any:
    return r.execute_command("BITFIELD", key, *(word for one in operations for word in one))


@command(
    group="string",
    writes=True,
    complexity="O(N) for N operations",
    since="3.2.0",
    builder=_collector,
    redis=_on_redis,
)
def bitfield(db: Keyspace, key: Name, operations: Operations) -> list[int | None]:
    """Read and change integers that are packed in a bitmap.

    The operations are collected, and done by ``execute()`` as one command; in a pipeline that
    queues it. ``get(fmt, offset)`` reads an integer, ``set(fmt, offset, value)`` sets one and
    gives the one before, and ``incrby(fmt, offset, increment, overflow=None)`` adds to one and
    gives the sum. ``overflow(kind)`` says what becomes of integers that are too large or too
    small from there on: ``"WRAP"`` around, stay at the end (``"SAT"``), or ``"FAIL"`` and give
    None. A format is ``i`` for a signed or ``u`` for an unsigned integer and its bits, ``i1`` to
    ``i64`` and ``u1`` to ``u63``; an offset is that of the first bit, or ``#n`` for n times the
    integer's bits. In TypeScript and on the wire the operations are given all at once, as
    ``[["SET", "u8", 0, 255], ["GET", "i8", 0]]``.

    Parameters
    ----------
    key : str
        The key; made by the first change.
    default_overflow : str, optional
        What `overflow` says at the beginning; ``"WRAP"`` by default.

    Returns
    -------
    redis.commands.core.BitFieldOperation
        Its ``execute()`` returns a list with an integer or None for each operation.

    Raises
    ------
    ResponseError
        The key holds another type, or a format, an offset or a number is none.

    Examples
    --------
    >>> r.bitfield("pixels").set("u8", 0, 255).get("i8", 0).execute()
    [0, -1]
    >>> r.bitfield("pixels", "SAT").incrby("u8", 0, 10).incrby("u8", 0, 1, "FAIL").execute()
    [255, None]
    """
    replies: list[int | None] = []
    changes = [one for one in operations if one.name != "GET"]
    if not changes:
        db.length(key)  # another type is an error even when nothing is read
        return [_read(db, key, one.field) for one in operations]
    bits = max(one.field.start + one.field.bits for one in changes)
    buffer = db.buffer(key)
    buffer.extend(bytes(max((bits + 7) // 8 - len(buffer), 0)))
    for one in operations:
        before = _number(buffer, one.field)
        after = before
        if one.name != "GET":
            given = one.number + before if one.name == "INCRBY" else one.number
            fitting = _fitting(given, one)
            if fitting is None:
                replies.append(None)
                continue
            after = fitting
            _put(buffer, one.field, after)
        replies.append(after if one.name == "INCRBY" else before)
    db.settle(key, buffer)
    return replies


@command(group="string", complexity="O(N) for N fields", since="6.0.0")
def bitfield_ro(
    db: Keyspace, key: Name, encoding: Value, offset: Value, items: Fields | None = None
) -> list[int]:
    r"""Return integers that are packed in a bitmap.

    Parameters
    ----------
    key : str
        The key; only zeros when missing.
    encoding : str
        ``i`` for a signed or ``u`` for an unsigned integer, and its bits: ``i1`` to ``i64``,
        ``u1`` to ``u63``.
    offset : int or str
        Place of its first bit; ``#n`` is n times the integer's bits.
    items : list of (str, int or str), optional
        Encodings and offsets of more integers.

    Returns
    -------
    list of int

    Raises
    ------
    ResponseError
        The key holds another type, or an encoding or an offset is none.

    Examples
    --------
    >>> r.set("pixels", b"\x01\x7f\x03")
    True
    >>> r.bitfield_ro("pixels", "u8", 0, [("u8", "#1"), ("i4", 12)])
    [1, 127, -1]
    """
    fields = [_field(*one) for one in [(encoding, offset), *(items or ())]]
    return [_read(db, key, field) for field in fields]


def _field(encoding: Text, offset: Text) -> Field:
    """Return the place of an integer that is written as an encoding and an offset."""
    match = _ENCODING.match(encoding) if isinstance(encoding, str) else None
    signed, bits = (match[1] == "i", int(match[2])) if match else (False, 0)
    if not 1 <= bits <= 63 + signed:
        raise ResponseError(
            "Invalid bitfield type. Use something like i16 u8. "
            "Note that u64 is not supported but i64 is."
        )
    if isinstance(offset, str) and offset.startswith("#"):
        return Field(signed, bits, _OFFSET.parse(bits * _OFFSET.parse(offset[1:])))
    return Field(signed, bits, _OFFSET.parse(offset))


def _overflow(word: Text) -> str:
    """Return what becomes of integers that do not fit."""
    kind = word.upper() if isinstance(word, str) and word.isascii() else ""
    if kind not in ("WRAP", "SAT", "FAIL"):
        raise ResponseError("Invalid OVERFLOW type specified")
    return kind


def _read(db: Keyspace, key: Text, field: Field) -> int:
    """Return an integer of the text that a key holds."""
    return _signed(window(db, key, field.start, field.start + field.bits), field)


def _signed(number: int, field: Field) -> int:
    """Return the integer that some bits stand for."""
    return number - (1 << field.bits) if number > field.highest else number


def _octets(field: Field) -> tuple[int, int, int]:
    """Return the octets that an integer lies in, and how many bits of them are behind it."""
    stop = field.start + field.bits
    last = (stop + 7) >> 3
    return field.start >> 3, last, 8 * last - stop


def _number(buffer: bytearray, field: Field) -> int:
    """Return an integer of a buffer, beyond whose end there are only zeros."""
    first, last, behind = _octets(field)
    octets = buffer[first:last].ljust(last - first, b"\0")
    return _signed(int.from_bytes(octets, "big") >> behind & ((1 << field.bits) - 1), field)


def _put(buffer: bytearray, field: Field, number: int) -> None:
    """Set an integer that lies within a buffer."""
    first, last, behind = _octets(field)
    mask = (1 << field.bits) - 1
    octets = int.from_bytes(buffer[first:last], "big") & ~(mask << behind)
    octets |= (number & mask) << behind
    buffer[first:last] = octets.to_bytes(last - first, "big")


def _fitting(number: int, operation: Operation) -> int | None:
    """Return the integer that is stored for a number, or None when it must fit and does not."""
    field = operation.field
    if operation.name == "SET" and not field.signed:
        number %= 1 << 64  # Redis takes what is set as an unsigned number then
    if field.lowest <= number <= field.highest:
        return number
    if operation.overflow == "FAIL":
        return None
    if operation.overflow == "SAT":
        return field.lowest if number < field.lowest else field.highest
    return _signed(number & ((1 << field.bits) - 1), field)
