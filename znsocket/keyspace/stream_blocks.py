"""The blocks that Redis keeps a stream's entries in: an approximate trim removes whole ones.

Where one block ends and the next begins follows from how many octets each entry takes in a
listpack, whose format Redis documents.
"""

from __future__ import annotations

from copy import copy

from sortedcontainers import SortedDict

from znsocket.keyspace.stream_id import StreamId
from znsocket.registry.text import Text, octets

#: What a block holds at most: Redis' `stream-node-max-entries` and `stream-node-max-bytes`.
BLOCK_ENTRIES = 100
BLOCK_OCTETS = 4096

# A listpack's header and end, and small numbers: of entries, of removed ones, an end of fields.
_EMPTY_BLOCK = 7 + 3 * 2
# The flags of an entry, and how many elements it has.
_EMPTY_ENTRY = 2 * 2


class Block:
    """Some of the entries, from the one that it was made for on."""

    __slots__ = ("added", "entries", "first", "last", "names", "octets")

    def __init__(self, first: StreamId, names: tuple[Text, ...]) -> None:
        #: The first and the last id there ever were.
        self.first = self.last = first
        self.names = names
        #: How many entries there ever were, and are; what is removed still takes its place.
        self.added = self.entries = 0
        self.octets = _EMPTY_BLOCK + _integer(len(names)) + sum(map(_packed, names))

    def has_room(self, fields: dict[Text, Text]) -> bool:
        """Tell whether Redis would put one more entry into this block."""
        if self.added >= BLOCK_ENTRIES:
            return False
        size = sum(len(octets(name)) + len(octets(item)) for name, item in fields.items())
        return self.octets + size < BLOCK_OCTETS

    def add(self, id_: StreamId, fields: dict[Text, Text]) -> None:
        """Add an entry; field names that are those of the first one are not repeated."""
        size = _EMPTY_ENTRY + sum(map(_packed, fields.values()))
        size += _integer(id_[0] - self.first[0]) + _integer(id_[1] - self.first[1])
        if tuple(fields) != self.names:
            size += _integer(len(fields)) + sum(map(_packed, fields))
        self.last = id_
        self.added += 1
        self.entries += 1
        self.octets += size


class Blocks:
    """All blocks of a stream, by the id that each begins with."""

    def __init__(self) -> None:
        self._blocks: SortedDict[StreamId, Block] = SortedDict()
        self._last: Block | None = None

    def __len__(self) -> int:
        return len(self._blocks)

    @property
    def first(self) -> Block | None:
        """The first block."""
        return self._blocks.peekitem(0)[1] if self._blocks else None

    def copy(self) -> Blocks:
        """Return a copy."""
        other = Blocks()
        other._blocks.update((first, copy(block)) for first, block in self._blocks.items())
        other._find_last()
        return other

    def append(self, id_: StreamId, fields: dict[Text, Text]) -> None:
        """Take in an entry with an id above all others."""
        block = self._last
        if block is None or not block.has_room(fields):
            block = self._blocks[id_] = self._last = Block(id_, tuple(fields))
        block.add(id_, fields)

    def remove(self, id_: StreamId) -> None:
        """Take out one entry, and its block when no other is left."""
        at = self._blocks.bisect_right(id_) - 1
        begin, block = self._blocks.peekitem(at)
        block.entries -= 1
        if not block.entries:
            del self._blocks[begin]
            self._find_last()

    def remove_first(self) -> None:
        """Take out the first block."""
        self._blocks.popitem(0)
        self._find_last()

    def _find_last(self) -> None:
        self._last = self._blocks.peekitem(-1)[1] if self._blocks else None


def _packed(text: Text) -> int:
    """Return the octets of a text, or of a number written as one, in a listpack."""
    if text[:1] in _SIGNS and len(text) <= _DIGITS:
        try:
            number = int(text)
        except ValueError:
            pass
        else:
            if -(2**63) <= number < 2**63 and str(number) == text:
                return _integer(number)
    length = len(octets(text))
    header = 1 if length < 2**6 else 2 if length < 2**12 else 5
    return _with_length(header + length)


#: What a number begins with, and how long it may be.
_SIGNS, _DIGITS = frozenset("-0123456789"), 20


def _integer(number: int) -> int:
    """Return the octets of a number in a listpack, which keeps 64 bits of it."""
    number = (number + 2**63) % 2**64 - 2**63
    if 0 <= number <= _SMALL:
        return 2
    bits = 1 + (number if number >= 0 else ~number).bit_length()
    return 1 + next(size for limit, size in _SIZES if bits <= limit)


_SMALL = 2**7 - 1
#: Bits of a larger number with its sign, and how many octets it takes.
_SIZES = ((13, 2), (16, 3), (24, 4), (32, 5), (64, 9))


def _with_length(size: int) -> int:
    """Return a size with that of the number which tells it again, 7 bits an octet, at the end."""
    return size + max(1, -(-size.bit_length() // 7))
