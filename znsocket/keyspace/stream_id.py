"""Ids of stream entries: a time in milliseconds and a number, which sort as they come."""

from __future__ import annotations

from typing import TypeAlias

StreamId: TypeAlias = tuple[int, int]

NO_ID: StreamId = (0, 0)
LAST_ID: StreamId = (2**64 - 1, 2**64 - 1)


def format_id(id_: StreamId) -> str:
    """Return an id as Redis writes it.

    Examples
    --------
    >>> format_id((1700000000000, 2))
    '1700000000000-2'
    """
    return f"{id_[0]}-{id_[1]}"
