"""Bitmaps: strings as arrays of bits, bit 0 being the highest of the first octet."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Annotated, Any

from znsocket.exceptions import DataError, ResponseError
from znsocket.keyspace import Keyspace
from znsocket.registry import (
    LateInt,
    Name,
    Text,
    Value,
    both_or_none,
    command,
    octets,
    refused,
    text,
)
from znsocket.registry.parameters import FlagParameter, IntParameter, parse_int

_BITS = 2**32
_CHUNK = 2**16


class BitOffsetParameter(IntParameter):
    """The place of a bit, from 0 to the last that a string of 512 MB has."""

    fast = f"{{x}}.__class__ is int and 0 <= {{x}} < {_BITS}"
    error = "bit offset is not an integer or out of range"

    def parse(self, value: Any) -> int:
        """Return the offset."""
        offset = super().parse(value)
        if not 0 <= offset < _BITS:
            raise ResponseError(self.error)
        return offset


class TruthParameter(FlagParameter):
    """A bit by its truth, which is how redis-py's SETBIT takes it."""

    accepts = "int"


class BitParameter(IntParameter):
    """A bit, 0 or 1."""

    fast = "{x}.__class__ is int and 0 <= {x} <= 1"

    def check(self, value: Any) -> None:
        """Raise `DataError` for anything but 0 and 1."""
        if value not in (0, 1):
            raise DataError("bit must be 0 or 1")

    def pack(self, value: Any) -> Any:
        """Return the bit, or a float for Redis to refuse."""
        return value if isinstance(value, float) else super().pack(value)


BitOffset = Annotated[int, BitOffsetParameter()]
Truth = Annotated[bool, TruthParameter()]
Bit = Annotated[int, BitParameter()]

_INTEGER = IntParameter()
_OPERATIONS: dict[str, Callable[[int, int], int]] = {
    "AND": operator.and_,
    "OR": operator.or_,
    "XOR": operator.xor,
}


def window(db: Keyspace, key: Text, start: int, stop: int) -> int:
    """Return the bits from `start` to before `stop` as one number; beyond the end they are 0."""
    first, last = start >> 3, (stop + 7) >> 3
    found = db.octets(key, first, last).ljust(last - first, b"\0")
    return int.from_bytes(found, "big") >> (8 * last - stop) & ((1 << (stop - start)) - 1)


def _windows(db: Keyspace, key: Text, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Return windows in turn from `start` to before `stop`, as their bounds and their bits."""
    for first in range(start, stop, _CHUNK):
        last = min(first + _CHUNK, stop)
        yield first, last, window(db, key, first, last)


def _unit(mode: Text | None) -> int:
    """Return the number of bits that places are counted in."""
    unit = {b"BYTE": 8, b"BIT": 1}.get(octets("BYTE" if mode is None else mode).upper())
    if unit is None:
        raise ResponseError("syntax error")
    return unit


def _span(size: int, start: int, end: int, unit: int) -> tuple[int, int]:
    """Return the bits from `start` to `end`, in bits or octets, as the bounds of a `_window`."""
    length = size * 8 // unit
    start = max(start + length, 0) if start < 0 else start
    end = max(end + length, 0) if end < 0 else end
    return unit * start, unit * min(end + 1, length)


@command(group="string", complexity="O(1)", since="2.2.0")
def getbit(db: Keyspace, name: Name, offset: BitOffset) -> int:
    """Return one bit of a bitmap.

    Parameters
    ----------
    name : str
        The key.
    offset : int
        The bit's place, from 0.

    Returns
    -------
    int
        0 also beyond the end and when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type, or the offset is negative or too large.

    Examples
    --------
    >>> r.setbit("seen", 7, 1)
    0
    >>> r.getbit("seen", 7)
    1
    """
    return window(db, name, offset, offset + 1)


@command(group="string", writes=True, complexity="O(1)", since="2.2.0")
def setbit(db: Keyspace, name: Name, offset: BitOffset, value: Truth) -> int:
    """Set one bit of a bitmap.

    Parameters
    ----------
    name : str
        The key; made when missing, and filled with 0 up to the bit.
    offset : int
        The bit's place, from 0.
    value : int
        0, or anything that is true for 1.

    Returns
    -------
    int
        The bit before.

    Raises
    ------
    ResponseError
        The key holds another type, or the offset is negative or too large.

    Examples
    --------
    >>> r.setbit("seen", 7, 1)
    0
    >>> r.setbit("seen", 7, 0)
    1
    """
    buffer = db.buffer(name)
    at, bit = offset >> 3, 128 >> (offset & 7)
    grows = at >= len(buffer)
    buffer.extend(bytes(max(at + 1 - len(buffer), 0)))
    before = bool(buffer[at] & bit)
    if grows or before != value:
        buffer[at] = buffer[at] | bit if value else buffer[at] & ~bit
        db.settle(name, buffer)
    return 1 if before else 0


@command(
    group="string",
    complexity="O(N) for N octets",
    since="2.6.0",
    rules=(both_or_none("start", "end", error="Both start and end must be specified"),),
)
def bitcount(
    db: Keyspace,
    key: Name,
    start: LateInt | None = None,
    end: LateInt | None = None,
    mode: Value | None = None,
) -> int:
    """Return how many bits of a bitmap, or of a part of it, are 1.

    Parameters
    ----------
    key : str
        The key; 0 when missing.
    start, end : int, optional
        The first and the last octet, from 0, or negative from the end; both or neither.
    mode : str, optional
        ``"BIT"`` to give `start` and `end` in bits, else ``"BYTE"``.

    Returns
    -------
    int

    Raises
    ------
    DataError
        Only one of `start` and `end` is given.
    ResponseError
        The key holds another type, or the mode is unknown.

    Examples
    --------
    >>> r.set("word", "foobar")
    True
    >>> r.bitcount("word")
    26
    >>> r.bitcount("word", 0, 0)
    4
    """
    size = db.length(key)
    if not db.exists(key):
        return 0
    if start is None or end is None:
        if mode is not None:
            raise ResponseError("syntax error")
        start, end = 0, -1
    start, end = parse_int(start), parse_int(end)
    if end < start < 0:
        return 0
    first, stop = _span(size, start, end, _unit(mode))
    return sum(bits.bit_count() for _, _, bits in _windows(db, key, first, stop))


@command(
    group="string",
    complexity="O(N) for N octets",
    since="2.8.7",
    rules=(
        refused(
            "start is None and end is not None",
            error="start argument is not set, when end is specified",
        ),
    ),
)
def bitpos(
    db: Keyspace,
    key: Name,
    bit: Bit,
    start: LateInt | None = None,
    end: LateInt | None = None,
    mode: Value | None = None,
) -> int:
    r"""Return the place of the first bit that is 1, or that is 0.

    Parameters
    ----------
    key : str
        The key; only zeros when missing.
    bit : int
        What to look for, 0 or 1.
    start, end : int, optional
        The first and the last octet to look at, from 0, or negative from the end.
    mode : str, optional
        ``"BIT"`` to give `start` and `end` in bits, else ``"BYTE"``; only with both of them.

    Returns
    -------
    int
        Counted from the beginning of the text; -1 when there is none. Without `end`, a 0 is found
        behind the last octet.

    Raises
    ------
    DataError
        `bit` is neither 0 nor 1, or `end` is given without `start`.
    ResponseError
        The key holds another type, or the mode is unknown.

    Examples
    --------
    >>> r.set("map", b"\x00\x0f")
    True
    >>> r.bitpos("map", 1)
    12
    >>> r.bitpos("map", 1, 0, 0)
    -1
    """
    size = db.length(key)
    if not db.exists(key):
        return -bit
    # Redis knows them by their places alone.
    given = [one for one in (start, end, mode) if one is not None]
    start, end, mode = [*given, None, None, None][:3]
    start = 0 if start is None else parse_int(start)
    unit = _unit(mode)
    first, stop = _span(size, start, -1 if end is None else parse_int(end), unit)
    for at, behind, bits in _windows(db, key, first, stop):
        found = bits if bit else bits ^ ((1 << (behind - at)) - 1)
        if found:
            return behind - found.bit_length()
    return -1 if bit or end is not None or first >= stop else 8 * size


@command(group="string", writes=True, complexity="O(N) for N octets", since="2.6.0")
def bitop(db: Keyspace, operation: Value, dest: Name, *keys: Name) -> int:
    """Combine bitmaps bit by bit and store the result.

    Parameters
    ----------
    operation : str
        ``"AND"``, ``"OR"``, ``"XOR"``, or ``"NOT"`` of one bitmap.
    dest : str
        The key of the result; whatever it held is lost.
    *keys : str
        The bitmaps; shorter ones are filled with 0 at the end.

    Returns
    -------
    int
        Length of the result in octets; a result of none removes the key.

    Raises
    ------
    ResponseError
        A key holds another type, the operation is unknown, or NOT has several keys.

    Examples
    --------
    >>> r.mset({"a": "abc", "b": "ABC"})
    True
    >>> r.bitop("AND", "both", "a", "b")
    3
    >>> r.get("both")
    'ABC'
    """
    name = octets(operation).upper().decode(errors="replace")
    if name != "NOT" and name not in _OPERATIONS:
        raise ResponseError("syntax error")
    if name == "NOT" and len(keys) > 1:
        raise ResponseError("BITOP NOT must be called with a single source key.")
    sources = [db.octets(key) for key in keys]
    size = max(map(len, sources))
    numbers = [int.from_bytes(source.ljust(size, b"\0"), "big") for source in sources]
    if name == "NOT":
        result = numbers[0] ^ (1 << 8 * size) - 1
    else:
        result = reduce(_OPERATIONS[name], numbers)
    if size:
        db.store(dest, text(result.to_bytes(size, "big")))
    else:
        db.delete(dest)
    return size
