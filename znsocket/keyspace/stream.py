"""Streams: entries in the order of their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sortedcontainers import SortedList

from znsocket.keyspace.consumer_group import Group
from znsocket.keyspace.stream_blocks import Block, Blocks
from znsocket.keyspace.stream_id import NO_ID, StreamId, format_id
from znsocket.registry.text import Text


class StreamValue:
    """The entries of a stream by id, and its consumer groups.

    It is true once it was made, and stays a key when all entries are removed.

    Parameters
    ----------
    other : StreamValue, optional
        The stream to begin as a copy of.

    Attributes
    ----------
    last : tuple of int
        The highest id it ever had.
    added : int
        How many entries were ever added.
    deleted : tuple of int
        The highest id that was removed by itself, and not by a trim.
    groups : dict
        The consumer groups by name.
    """

    def __init__(self, other: StreamValue | None = None) -> None:
        self.ids: SortedList[StreamId] = SortedList()
        self.last = NO_ID
        self.added = 0
        self.deleted = NO_ID
        self.groups: dict[Text, Group] = {}
        self._made = False
        self._fields: dict[StreamId, dict[Text, Text]] = {}
        self._blocks = Blocks()
        if other is not None:
            self._copy(other)

    def _copy(self, other: StreamValue) -> None:
        self.ids.update(other.ids)
        self._fields.update(other._fields)
        self._blocks = other._blocks.copy()
        self.last, self.added, self.deleted = other.last, other.added, other.deleted
        self.groups = {name: group.copy() for name, group in other.groups.items()}
        self._made = other._made

    def __bool__(self) -> bool:
        return self._made

    def make(self) -> None:
        """Let it be a key from now on, without an entry."""
        self._made = True

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, id_: StreamId) -> dict[Text, Text]:
        return dict(self._fields[id_])

    def __contains__(self, id_: StreamId) -> bool:
        return id_ in self._fields

    def append(self, id_: StreamId, fields: dict[Text, Text]) -> None:
        """Add an entry with an id above all that there ever were."""
        self._blocks.append(id_, fields)
        self.ids.add(id_)
        self._fields[id_] = fields
        self.last = id_
        self.added += 1
        self._made = True

    @property
    def first(self) -> StreamId:
        """The lowest id there is, `NO_ID` without entries."""
        return self.ids[0] if self.ids else NO_ID

    @property
    def blocks(self) -> int:
        """How many blocks of entries there are; an approximate trim removes whole ones."""
        return len(self._blocks)

    def position(self, id_: StreamId) -> int | None:
        """Return how many entries were added up to an id, None where that cannot be told.

        It is known of the ends of the stream only, and of the first end only as long as nothing
        behind it was removed.
        """
        if id_ == self.last or (id_ < self.last and not self.ids):
            return self.added
        if id_ > self.first or self.deleted >= self.first:
            return None
        return self.added - len(self.ids) + (id_ == self.first)

    def is_whole(self, start: StreamId) -> bool:
        """Tell whether of the entries from an id on only the first ones may have been removed."""
        return not self.ids or self.deleted < max(start, self.first)

    def range(
        self, start: StreamId, end: StreamId, count: int | None = None, backward: bool = False
    ) -> Iterator[StreamId]:
        """Return the ids between two, both included; the first or last `count` of them."""
        return islice(self.ids.irange(start, end, reverse=backward), count)

    def entries(self, ids: Iterable[StreamId]) -> list[tuple[Text, dict[Text, Text]]]:
        """Return ids as Redis writes them with the fields of each entry."""
        return [(format_id(id_), dict(self._fields[id_])) for id_ in ids]

    def delete(self, ids: list[StreamId]) -> int:
        """Remove entries and return how many there were."""
        found = 0
        for id_ in ids:
            if id_ in self._fields:
                found += 1
                del self._fields[id_]
                self.ids.remove(id_)
                self.deleted = max(self.deleted, id_)
                self._blocks.remove(id_)
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
        while (block := self._blocks.first) is not None:
            if isinstance(keep, int):
                whole, done = removed + block.entries <= excess, removed >= excess
            else:
                whole = block.last < keep
                done = removed >= excess and not whole
            if done or (block_limit and removed + block.entries > block_limit):
                break
            if whole:
                removed += self._drop_first(block, block.entries)
                self._blocks.remove_first()
                continue
            if block_limit is None:
                removed += self._drop_first(block, excess - removed)
            break
        return removed

    def _drop_first(self, block: Block, count: int) -> int:
        """Remove the first entries, which are of the first block."""
        for id_ in self.ids[:count]:
            del self._fields[id_]
        del self.ids[:count]
        block.entries -= count
        return count

    def plain(self) -> list[tuple[Any, dict[Any, Any]]]:
        """Return ids and fields of all entries."""
        return self.entries(self.ids)
