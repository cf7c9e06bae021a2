"""The one form in which keys, fields, members and values exist inside the store.

Redis knows octets only. Here octets that are valid UTF-8 are a ``str`` and all others are
``bytes``: a bijection, so equality, and for ``str`` also order (UTF-8 sorts by code point), are
those of the octets, and text needs no encoding or decoding on its way through the store.
"""

from __future__ import annotations

import codecs
from contextvars import ContextVar
from typing import TypeAlias

from znsocket.exceptions import DataError

Text: TypeAlias = str | bytes

#: The octets of the message that a call came in, where all of it was UTF-8; 0 where it was not.
arrived: ContextVar[int] = ContextVar("arrived", default=0)

# Characters, or octets, from which on a text is looked at in pieces: as a whole it would be copied,
# more than once where it is not valid.
_LARGE = 1 << 20


def text(value: object) -> Text:
    r"""Return `value` as the octets redis-py would send, in the form the store keeps.

    Parameters
    ----------
    value : str, bytes, bytearray, memoryview, int or float
        What a caller gave as a key, a field, a member or a value.

    Returns
    -------
    str or bytes
        ``bytes`` only where the octets are not valid UTF-8.

    Raises
    ------
    DataError
        Any other type, with redis-py's text.
    UnicodeEncodeError
        A ``str`` with lone surrogates, which no UTF-8 exists for.

    Examples
    --------
    >>> text(1), text(2.5), text(b"abc"), text(b"\xff")
    ('1', '2.5', 'abc', b'\xff')
    """
    if value.__class__ is int or value.__class__ is float:
        return repr(value)
    if isinstance(value, str):
        if not value.isascii():
            # For its error; it is the fastest way to find one.
            if len(value) < _LARGE:
                value.encode()
            elif not arrived.get():
                octet_count(value)
        # An Enum that is a str, for one, has another __str__.
        return value if value.__class__ is str else str.__str__(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        octets = bytes(value)
        try:
            return octets.decode() if len(octets) < _LARGE else _decoded(octets)
        except UnicodeDecodeError:
            return octets
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise DataError(not_encodable(value))
    return repr(value)


def octet_count(value: Text) -> int:
    """Return how many octets `value` stands for.

    Raises
    ------
    UnicodeEncodeError
        A ``str`` with lone surrogates.
    """
    if value.__class__ is bytes or value.isascii():
        return len(value)
    pieces = (value[start : start + _LARGE] for start in range(0, len(value), _LARGE))
    return sum(len(octets(piece)) for piece in pieces)


def _decoded(octets: bytes) -> str:
    """Return large UTF-8 as text."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    text = ""
    with memoryview(octets) as view:
        for start in range(0, len(octets), _LARGE):
            text += decoder.decode(view[start : start + _LARGE])
    return text + decoder.decode(b"", final=True)


def not_encodable(value: object) -> str:
    """Return redis-py's error for a value that has no octets."""
    return (
        f"Invalid input of type: '{type(value).__name__}'. "
        "Convert to a bytes, string, int or float first."
    )


def octets(value: Text) -> bytes:
    """Return the octets that `value` stands for."""
    return value.encode() if isinstance(value, str) else value
