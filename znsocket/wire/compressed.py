"""Payloads as bytes: one flag, then JSON, plain or as gzip, or msgpack."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from typing import Any

from znsocket.exceptions import DataError
from znsocket.wire.limits import Limits
from znsocket.wire.messages import quoted
from znsocket.wire.packed import too_many_values, unpack

_PLAIN, _GZIP, _MSGPACK = b"\x00", b"\x01", b"\x02"
_LENGTH = 4
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_LEVEL = 1  # of gzip: twice as fast as higher ones, for little more bytes
_GZIP_FORMAT = 31  # zlib's number for a gzip header and the largest window


def pack_message(text: bytes, compress: bool = True) -> bytes:
    r"""Return JSON as `unpack_message` takes it, compressed if that makes it smaller.

    Examples
    --------
    >>> pack_message(b'[["a"], {}]')
    b'\x00[["a"], {}]'
    """
    if compress and len(text) < 1 << 8 * _LENGTH:
        packed: bytes = gzip.compress(text, _LEVEL)
        if len(packed) < len(text):
            return b"".join((_GZIP, len(text).to_bytes(_LENGTH, "big"), packed))
    return _PLAIN + text


def unpack_message(data: Any, limits: Limits = Limits()) -> Any:  # noqa: B008 - it cannot be changed
    r"""Return the payload that `data` holds.

    Parameters
    ----------
    data : bytes
        ``00`` and JSON; or ``01``, the JSON's length in 4 bytes, big endian, and gzip of the JSON;
        or ``02`` and msgpack, which has octets; or JSON without a flag.
    limits : Limits
        What would be larger than `largest_message` is not decompressed beyond that, and what has
        too many items or values is not made.

    Raises
    ------
    DataError
        The bytes are none of this, or hold more than the limits.

    Examples
    --------
    >>> unpack_message(b'\x00[["a"], {}]')
    [['a'], {}]
    """
    if not isinstance(data, (bytes, bytearray)):
        raise DataError(f"a compressed or chunked message must be bytes, got {quoted(data)}")
    text, limit = bytes(data), limits.largest_message
    if text[:1] == _GZIP:
        text = _decompress(text[1:], limit)
    elif text[:1] == _PLAIN:
        text = text[1:]
    if len(text) > limit:
        raise DataError(f"a message of {len(text)} bytes is larger than the {limit} allowed")
    if text[:1] == _MSGPACK:
        return unpack(memoryview(text)[1:], limits.items, limits.values)
    _check_values(text, limits.values)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"a compressed or chunked message is not JSON: {error}") from None


def _check_values(text: bytes, most: int) -> None:
    """Raise `DataError` when JSON has too many values, before they are made."""
    if len(text) > most and _values(text) > most and _values(_STRING.sub(b"", text)) > most:
        raise too_many_values(most)


def _values(text: bytes) -> int:
    """Return how many values JSON has at the most, where its strings hold none of these signs."""
    return 1 + sum(map(text.count, (b",", b":", b"[", b"{")))


def _decompress(data: bytes, limit: int) -> bytes:
    """Return the JSON behind its length, never making more than `limit` bytes."""
    size = int.from_bytes(data[:_LENGTH], "big")
    if size > limit:
        raise DataError(f"a message of {size} bytes is larger than the {limit} allowed")
    stream = zlib.decompressobj(_GZIP_FORMAT)
    try:
        text = stream.decompress(data[_LENGTH:], size + 1)
    except zlib.error as error:
        raise DataError(f"a compressed message is no gzip: {error}") from None
    if len(text) != size or not stream.eof:
        found = "more" if len(text) > size else len(text)
        raise DataError(f"a compressed message says it has {size} bytes and has {found}")
    return text
