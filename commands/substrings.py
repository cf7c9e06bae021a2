"""Parts of strings: ranges of octets, and what two strings have in common."""

from __future__ import annotations

import builtins
from typing import Annotated, Any

from znsocket.commands.strings import STRING_LIMIT, too_long
from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace
from znsocket.registry import Flag, Int, Name, Text, Value, command, octets, text
from znsocket.registry.parameters import IntParameter, UnlessEqualParameter, parse_int

LeastLength = Annotated[Any, UnlessEqualParameter(0, IntParameter())]


@command(group="string", writes=True, complexity="O(1) on average", since="2.0.0")
def append(db: Keyspace, key: Name, value: Value) -> int:
    """Put a text behind the one that a key holds.

    Parameters
    ----------
    key : str
        The key; made when missing.
    value : str, bytes, int or float
        What is put behind.

    Returns
    -------
    int
        Length in octets afterwards.

    Raises
    ------
    ResponseError
        The key holds another type, or the text would have more than 512 MB.

    Examples
    --------
    >>> r.append("log", "one;")
    4
    >>> r.append("log", "two;")
    8
    """
    buffer, added = db.buffer(key), octets(value)
    if len(buffer) + len(added) > STRING_LIMIT:
        raise too_long()
    buffer += added
    db.settle(key, buffer)
    return len(buffer)


@command(group="string", complexity="O(1)", since="2.2.0")
def strlen(db: Keyspace, name: Name) -> int:
    """Return the length of a text in octets of UTF-8.

    Parameters
    ----------
    name : str
        The key.

    Returns
    -------
    int
        0 when the key is missing.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.set("word", "naïve")
    True
    >>> r.strlen("word")
    6
    """
    return db.length(name)


def _part(db: Keyspace, name: Text, start: int, end: int) -> Text:
    """Return the octets from `start` to `end`, both included, negative ones from the end."""
    size = db.length(name)
    if start < 0 and end < 0 and start > end:
        return ""
    start = max(start + size, 0) if start < 0 else start
    end = max(end + size, 0) if end < 0 else end
    return text(db.octets(name, start, end + 1))


@command(group="string", complexity="O(N) for N returned octets", since="2.4.0")
def getrange(db: Keyspace, key: Name, start: Int, end: Int) -> Text:
    """Return a part of the text that a key holds.

    Parameters
    ----------
    key : str
        The key; an empty text when missing.
    start, end : int
        The first and the last octet, from 0, or negative from the end.

    Returns
    -------
    str
        The part of the range that exists.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.set("date", "2024-05-17")
    True
    >>> r.getrange("date", 0, 3)
    '2024'
    >>> r.getrange("date", -2, -1)
    '17'
    """
    return _part(db, key, start, end)


@command(group="string", complexity="O(N) for N returned octets")
def substr(db: Keyspace, name: Name, start: Int, end: Int = -1) -> Text:
    """Return a part of the text that a key holds, like `getrange`.

    Parameters
    ----------
    name : str
        The key; an empty text when missing.
    start, end : int
        The first and the last octet, from 0, or negative from the end.

    Returns
    -------
    str
        The part of the range that exists.

    Raises
    ------
    ResponseError
        The key holds another type.

    Examples
    --------
    >>> r.set("date", "2024-05-17")
    True
    >>> r.substr("date", 5)
    '05-17'
    """
    return _part(db, name, start, end)


@command(group="string", writes=True, complexity="O(N) for N written octets", since="2.2.0")
def setrange(db: Keyspace, name: Name, offset: Int, value: Value) -> int:
    """Overwrite a part of the text that a key holds.

    Parameters
    ----------
    name : str
        The key; made when missing.
    offset : int
        Where `value` goes, in octets from 0; a gap before it is filled with zero octets.
    value : str, bytes, int or float
        What is written; nothing happens when it is empty.

    Returns
    -------
    int
        Length in octets afterwards.

    Raises
    ------
    ResponseError
        The key holds another type, the offset is negative, or the text would have more than
        512 MB.

    Examples
    --------
    >>> r.set("greeting", "Hello World")
    True
    >>> r.setrange("greeting", 6, "Redis")
    11
    >>> r.get("greeting")
    'Hello Redis'
    """
    if offset < 0:
        raise ResponseError("offset is out of range")
    length, written = db.length(name), octets(value)
    if not written:
        return length
    end = offset + len(written)
    if end > STRING_LIMIT:
        raise too_long()
    buffer = db.buffer(name)
    buffer.extend(bytes(max(offset - length, 0)))
    buffer[offset:end] = written
    db.settle(name, buffer)
    return len(buffer)


Matches = list[list[list[int] | int]]


@command(group="string", complexity="O(N*M) for lengths N and M", since="7.0.0")
def lcs(
    db: Keyspace,
    key1: Name,
    key2: Name,
    len: Flag | None = False,
    idx: Flag | None = False,
    minmatchlen: LeastLength | None = 0,
    withmatchlen: Flag | None = False,
) -> Text | int | list[Text | Matches | int]:
    """Return the longest text that two texts both have, not necessarily in one piece.

    Parameters
    ----------
    key1, key2 : str
        The keys; an empty text when missing.
    len : bool
        Return the length only.
    idx : bool
        Return where its pieces are, from the last to the first.
    minmatchlen : int
        With `idx`, leave shorter pieces out.
    withmatchlen : bool
        With `idx`, give the length of each piece as well.

    Returns
    -------
    str, int or list
        The text or its length in octets; with `idx` ``["matches", pieces, "len", length]``, a
        piece being the first and last index in each of the two texts.

    Raises
    ------
    ResponseError
        A key holds another type, `len` and `idx` are both given, or the product of the lengths
        is too large.

    Examples
    --------
    >>> r.mset({"a": "ohmytext", "b": "mynewtext"})
    True
    >>> r.lcs("a", "b")
    'mytext'
    >>> r.lcs("a", "b", idx=True)
    ['matches', [[[4, 7], [5, 8]], [[2, 3], [0, 1]]], 'len', 6]
    """
    try:
        one, other = db.octets(key1), db.octets(key2)
    except ResponseError:
        raise ResponseError("The specified keys must contain string values") from None
    least = 0 if minmatchlen is None else parse_int(minmatchlen)
    if len and idx:
        raise ResponseError("If you want both the length and indexes, please just use IDX.")
    pairs = _common(one, other)
    if idx:
        pieces = _pieces(pairs, least, bool(withmatchlen))
        return ["matches", pieces, "len", builtins.len(pairs)]
    return builtins.len(pairs) if len else text(bytes(one[at] for at, _ in reversed(pairs)))


def _common(one: bytes, other: bytes) -> list[tuple[int, int]]:
    """Return the places of the longest common subsequence in both texts, from the last.

    A row of bits for each octet of `one` has a 0 where the length of what is common grows by the
    octet of `other` at that place; rows are made from each other as in Hyyrö's bit-vector
    algorithm. Redis' way back through the table needs no more than these bits.
    """
    if 4 * (len(one) + 1) * (len(other) + 1) > STRING_LIMIT:
        raise ResponseError(
            "Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len"
        )
    places: dict[int, int] = {}
    for at, octet in enumerate(other):
        places[octet] = places.get(octet, 0) | 1 << at
    row = full = (1 << len(other)) - 1
    rows = []
    for octet in one:
        found = row & places.get(octet, 0)
        row = (row + found | row - found) & full
        rows.append(row)
    pairs = []
    left, right = len(one) - 1, len(other) - 1
    while left >= 0 and right >= 0:
        if one[left] == other[right]:
            pairs.append((left, right))
            left, right = left - 1, right - 1
        elif rows[left] >> right & 1:
            right -= 1
        else:
            left -= 1
    return pairs


def _pieces(pairs: list[tuple[int, int]], shortest: int, lengths: bool) -> Matches:
    """Return the runs of places that follow each other in both texts."""
    runs: list[tuple[list[int], list[int]]] = []
    for left, right in pairs:
        if runs and (left + 1, right + 1) == (runs[-1][0][0], runs[-1][1][0]):
            runs[-1][0][0], runs[-1][1][0] = left, right
        else:
            runs.append(([left, left], [right, right]))
    return [
        [one, other, one[1] - one[0] + 1] if lengths else [one, other]
        for one, other in runs
        if one[1] - one[0] + 1 >= shortest
    ]
