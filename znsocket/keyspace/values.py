"""The types of value a key may hold besides text, each empty when it is false."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from znsocket.keyspace.indexed import Indexed, IndexedDict
from znsocket.registry.text import Text

if TYPE_CHECKING:
    _TextSet = set[Text]
else:
    _TextSet = set


class HashValue(IndexedDict):
    """The fields of a hash, in the order in which they came."""

    __slots__ = ()


class SetValue(Indexed, _TextSet):
    """The members of a set; change it through `put`, `drop` and `take` only."""

    __slots__ = ("_order", "_place")

    def __init__(self, members: Iterable[Text] = ()) -> None:
        _TextSet.__init__(self, members)
        self._order = None

    def put(self, member: Text) -> bool:
        """Add a member and return whether it is new."""
        if member in self:
            return False
        self.add(member)
        if self._order is not None:
            self._added(member)
        return True

    def drop(self, member: Text) -> bool:
        """Remove a member and return whether it was there."""
        if member not in self:
            return False
        self.remove(member)
        if self._order is not None:
            self._removed(member)
        return True

    def take(self) -> Text:
        """Remove and return a random member; there must be one."""
        member = self.pick()
        self.drop(member)
        return member


class ListValue:
    """A list that grows and shrinks at both ends in constant time and is indexed in constant time.

    The elements are those of `front` from its last to its first, then those of `back` in order.
    An end that runs dry takes half of the other, so that a step costs a constant on average.
    """

    __slots__ = ("back", "front")

    def __init__(self, items: Iterable[Text] = ()) -> None:
        self.front: list[Text] = []
        self.back: list[Text] = list(items)

    def __len__(self) -> int:
        return len(self.front) + len(self.back)

    def __iter__(self) -> Iterator[Text]:
        return chain(reversed(self.front), self.back)

    def at(self, index: int) -> Text | None:
        """Return the element at `index`, from the end when it is negative, or None."""
        if not self.front:
            try:
                return self.back[index]
            except IndexError:
                return None
        position = self.position(index)
        if position is None:
            return None
        side, at = position
        return side[at]

    def position(self, index: int) -> tuple[list[Text], int] | None:
        """Return the half that holds the element at `index` and the place in it, or None."""
        front = len(self.front)
        size = front + len(self.back)
        if index < 0:
            index += size
        if not 0 <= index < size:
            return None
        return (self.front, front - 1 - index) if index < front else (self.back, index - front)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return Redis' inclusive `start` and `end` as the bounds of a Python slice."""
        size = len(self)
        start = max(start + size, 0) if start < 0 else start
        end = end + size if end < 0 else end
        return start, max(start, min(end + 1, size))

    def slice(self, start: int, stop: int) -> list[Text]:
        """Return the elements from `start` to before `stop`, both within the list."""
        front = self.front
        size = len(front)
        if start >= size:
            return self.back[start - size : stop - size]
        head = front[max(size - stop, 0) : size - start]
        head.reverse()
        return head + self.back[: stop - size] if stop > size else head

    def push_left(self, items: Iterable[Text]) -> None:
        """Put each of `items` before the first element, one after the other."""
        self.front.extend(items)

    def push_right(self, items: Iterable[Text]) -> None:
        """Put `items` behind the last element."""
        self.back.extend(items)

    def pop_left(self) -> Text:
        """Remove and return the first element; there must be one."""
        if not self.front:
            self._refill_front()
        return self.front.pop()

    def pop_right(self) -> Text:
        """Remove and return the last element; there must be one."""
        if not self.back:
            half = (len(self.front) + 1) // 2
            self.back = self.front[:half]
            self.back.reverse()
            del self.front[:half]
        return self.back.pop()

    def _refill_front(self) -> None:
        half = (len(self.back) + 1) // 2
        self.front = self.back[:half]
        self.front.reverse()
        del self.back[:half]

    def insert(self, index: int, value: Text) -> None:
        """Put `value` before the element at `index`, which is within the list or its length."""
        front = len(self.front)
        if index < front:
            self.front.insert(front - index, value)
        else:
            self.back.insert(index - front, value)

    def keep(self, start: int, stop: int) -> None:
        """Remove all but the elements from `start` to before `stop`, both within the list."""
        front = len(self.front)
        del self.back[max(stop - front, 0) :]
        del self.back[: max(start - front, 0)]
        self.front = self.front[max(front - stop, 0) : max(front - start, 0)]

    def replace(self, items: list[Text]) -> None:
        """Make `items` the elements."""
        self.front, self.back = [], items
