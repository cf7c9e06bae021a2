"""Streams: entries in the order of their ids."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeAlias

from sortedcontainers import SortedList

from znsocket.registry.text import Text

StreamId: TypeAlias = tuple[int, int]

NO_ID: StreamId = (0, 0)
LAST_ID: StreamId = (2**64 - 1, 2**64 - 1)

# An approximate trim removes whole blocks only; Redis' limits for one of its nodes.
BLOCK_ENTRIES = 100
BLOCK_OCTETS = 4096


class StreamValue:
    """The entries of a stream by id.

    It is true from its first entry on, and stays a key when all of them are removed.

    Parameters
    ----------
    other : StreamValue, optional
        The stream to begin as a copy of.

    Attributes
    ----------
    last : tuple of int
        The highest id it ever had.
    """

    def __init__(self, other: StreamValue | None = None) -> None:
        self.ids: SortedList[StreamId] = SortedList()
        self.last = NO_ID
        self._fields: dict[StreamId, dict[Text, Text]] = {}
        self._blocks: SortedList[StreamId] = SortedList()
        self._block_octets = 0
        if other is not None:
            self._copy(other)

    def _copy(self, other: StreamValue) -> None:
        self.ids.update(other.ids)
        self._fields.update(other._fields)
        self._blocks.update(other._blocks)
        self._block_octets = other._block_octets
        self.last = other.last

    def __bool__(self) -> bool:
        return self.last != NO_ID

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, id_: StreamId) -> dict[Text, Text]:
        return dict(self._fields[id_])

    def append(self, id_: StreamId, fields: dict[Text, Text]) -> None:
        """Add an entry with an id above all that there ever were."""
        full = self._block_octets >= BLOCK_OCTETS
        if not self._blocks or full or self._in_block(-1) >= BLOCK_ENTRIES:
            self._blocks.add(id_)
            self._block_octets = 0
        self._block_octets += sum(len(name) + len(item) + 4 for name, item in fields.items())
        self.ids.add(id_)
        self._fields[id_] = fields
        self.last = id_

    def _in_block(self, at: int) -> int:
        """Return the number of entries in a block."""
        start = self.ids.bisect_left(self._blocks[at])
        last = at in (-1, len(self._blocks) - 1)
        stop = len(self.ids) if last else self.ids.bisect_left(self._blocks[at + 1])
        return int(stop - start)

    def range(
        self, start: StreamId, end: StreamId, count: int | None = None, backward: bool = False
    ) -> Iterator[StreamId]:
        """Return the ids between two, both included; the first or last `count` of them."""
        return islice(self.ids.irange(start, end, reverse=backward), count)

    def delete(self, ids: list[StreamId]) -> int:
        """Remove entries and return how many there were."""
        found = 0
        for id_ in ids:
            if id_ in self._fields:
                found += 1
                del self._fields[id_]
                self.ids.remove(id_)
                at = self._blocks.bisect_right(id_) - 1
                if not self._in_block(at):
                    del self._blocks[at]
        return found

    def trim(self, keep: int | StreamId, block_limit: int | None = None) -> int:
        """Remove the oldest entries and return how many.

        Parameters
        ----------
        keep : int or tuple of int
            How many entries stay, or the lowest id that does.
        block_limit : int, optional
            Remove whole blocks only and not more entries than this, 0 for any number.
        """
        if isinstance(keep, int):
            excess = max(0, len(self.ids) - keep)
        else:
            excess = self.ids.bisect_left(keep)
        removed = 0
        while self._blocks and removed < excess:
            size = self._in_block(0)
            if block_limit and removed + size > block_limit:
                break
            if removed + size > excess:
                if block_limit is None:
                    removed += self._drop_first(excess - removed)
                break
            removed += self._drop_first(size)
            del self._blocks[0]
        return removed

    def _drop_first(self, count: int) -> int:
        for id_ in self.ids[:count]:
            del self._fields[id_]
        del self.ids[:count]
        return count

    def plain(self) -> list[tuple[str, dict[Any, Any]]]:
        """Return ids and fields of all entries."""
        return [(format_id(id_), self[id_]) for id_ in self.ids]


def format_id(id_: StreamId) -> str:
    """Return an id as Redis writes it.

    Examples
    --------
    >>> format_id((1700000000000, 2))
    '1700000000000-2'
    """
    return f"{id_[0]}-{id_[1]}"
