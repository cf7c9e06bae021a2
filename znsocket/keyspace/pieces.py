"""Piece tables: which parts of which lists, one after the other, make a sequence.

A table is a Redis list of JSON triples ``[start, stop, key]``. To find the piece that has an item
without walking through all of them, they are kept in blocks with known numbers of items.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from znsocket.registry.text import Text

if TYPE_CHECKING:
    from znsocket.keyspace.values import ListValue

#: First item, the one behind the last, and the key of the list they are in.
Piece = tuple[int, int, str]

# Pieces in a block when it is made, and those from which on it is parted.
_BLOCK = 128
_LARGE = 2 * _BLOCK


class Pieces:
    """A piece table, as its elements say; what is changed here is changed in the list, too.

    Parameters
    ----------
    table : ListValue
        The list of JSON triples.

    Attributes
    ----------
    size : int
        The number of items.
    """

    __slots__ = ("_blocks", "_ends", "_sizes", "_table", "size")

    def __init__(self, table: ListValue) -> None:
        self._table = table
        pieces = [_read(text) for text in table]
        self._blocks = [pieces[at : at + _BLOCK] for at in range(0, len(pieces), _BLOCK)] or [[]]
        self._sizes = [_items(block) for block in self._blocks]
        self.size = sum(self._sizes)
        self._ends = (len(table.front), len(table.back))

    @classmethod
    def of(cls, table: ListValue) -> Pieces:
        """Return the pieces of a table, which are worked out only if it was changed elsewhere."""
        pieces = table.pieces
        if pieces is None or pieces._ends != (len(table.front), len(table.back)):
            pieces = table.pieces = cls(table)
        return pieces

    def parts(self, start: int, stop: int) -> Iterator[Piece]:
        """Yield the parts of pieces that have the items from `start` to before `stop`."""
        if stop <= start:
            return
        number, at, offset = self._find(start)
        left = stop - start
        while left > 0:
            for first, last, key in self._blocks[number][at:]:
                count = min(last - first - offset, left)
                if count > 0:
                    yield first + offset, first + offset + count, key
                left -= count
                offset = 0
                if left <= 0:
                    return
            number, at = number + 1, 0

    def replace(self, start: int, stop: int, new: Piece | None) -> None:
        """Put a new piece, if any, in the place of the items from `start` to before `stop`."""
        block, at, cut = self._find(start)
        other, end, rest = self._find(stop)
        pieces: list[Piece] = []
        if cut:
            first, _, key = self._blocks[block][at]
            pieces.append((first, first + cut, key))
        elif at and new and self._continued(self._blocks[block][at - 1], new):
            at -= 1
            pieces.append(self._blocks[block][at])
        if new is not None:
            if pieces and self._continued(pieces[-1], new):
                pieces[-1] = (pieces[-1][0], new[1], new[2])
            else:
                pieces.append(new)
        if rest:
            first, last, key = self._blocks[other][end]
            pieces.append((first + rest, last, key))
            end += 1
        position = sum(map(len, self._blocks[:block])) + at
        count = sum(map(len, self._blocks[block:other])) + end - at
        if not pieces and count == len(self._table) > 0:
            # A table without a piece would be none, and made anew from its origin.
            pieces.append((0, 0, self._blocks[0][0][2]))
        self._table.splice(position, position + count, [_text(piece) for piece in pieces])
        self._table.pieces = self
        self._ends = (len(self._table.front), len(self._table.back))
        joined = [*self._blocks[block][:at], *pieces, *self._blocks[other][end:]]
        self._settle(block, other, joined)
        self.size += (new[1] - new[0] if new else 0) - (stop - start)

    def _settle(self, block: int, other: int, joined: list[Piece]) -> None:
        """Put pieces in the place of the blocks from `block` to `other`."""
        parts = [joined]
        if len(joined) > _LARGE:
            parts = [joined[at : at + _BLOCK] for at in range(0, len(joined), _BLOCK)]
        if not joined and len(self._blocks) > other - block + 1:
            parts = []
        self._blocks[block : other + 1] = parts
        self._sizes[block : other + 1] = [_items(part) for part in parts]

    def _find(self, index: int) -> tuple[int, int, int]:
        """Return the block of an item, its piece in there, and its place in that.

        The place behind the last item is behind the last piece of the last block.
        """
        ends = list(accumulate(self._sizes))
        number = bisect_right(ends, index)
        if number == len(ends):
            return number - 1, len(self._blocks[-1]), 0
        offset = index - (ends[number] - self._sizes[number])
        for at, (first, last, _) in enumerate(self._blocks[number]):
            if offset < last - first:
                return number, at, offset
            offset -= last - first
        raise AssertionError("the sizes of blocks are those of their pieces")

    @staticmethod
    def _continued(piece: Piece, new: Piece) -> bool:
        return piece[2] == new[2] and piece[1] == new[0]


def _items(pieces: list[Piece]) -> int:
    return sum([last - first for first, last, _ in pieces])


def _read(text: Text) -> Piece:
    """Return a piece; what cannot be read has no items.

    Programs of earlier versions put such things in their tables while they change them.
    """
    try:
        piece: Any = json.loads(text)
        first, last, key = piece
        return (first, max(first, last), key) if isinstance(key, str) else (0, 0, "")
    except (TypeError, ValueError):
        return 0, 0, ""


def _text(piece: Piece) -> str:
    first, last, key = piece
    return f"[{first}, {last}, {json.dumps(key)}]"
