"""The types of value a key may hold besides text, each empty when it is false."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice
from operator import indexOf
from typing import TYPE_CHECKING

from znsocket.keyspace.indexed import Indexed, IndexedDict
from znsocket.registry.text import Text

if TYPE_CHECKING:
    from znsocket.keyspace.pieces import Pieces

    _TextSet = set[Text]
else:
    _TextSet = set


class HashValue(IndexedDict):
    """The fields of a hash, in the order in which they came."""

    __slots__ = ()

    def put_all(self, pairs: Iterable[tuple[Text, Text]]) -> int:
        """Set fields and return how many are new."""
        before = len(self)
        self.update(pairs)
        return len(self) - before


class SetValue(Indexed, _TextSet):
    """The members of a set; change it through the methods of this class only."""

    __slots__ = ("_order", "_place")

    def __init__(self, members: Iterable[Text] = ()) -> None:
        _TextSet.__init__(self, members)
        self._order = None

    def _newest(self, count: int) -> Iterable[Text]:
        return self if count else ()  # `put` keeps up with those that come later

    def put(self, member: Text) -> bool:
        """Add a member and return whether it is new."""
        if member in self:
            return False
        self.add(member)
        if self._order is not None:
            self._place[member] = len(self._order)
            self._order.append(member)
        return True

    def drop(self, member: Text) -> bool:
        """Remove a member and return whether it was there."""
        if member not in self:
            return False
        self.remove(member)
        if self._order is not None:
            self._removed(member)
        return True

    def put_all(self, members: Collection[Text]) -> int:
        """Add members and return how many are new."""
        if self._order is not None:
            return sum(map(self.put, members))
        before = len(self)
        self.update(members)
        return len(self) - before

    def drop_all(self, members: Collection[Text]) -> int:
        """Remove members and return how many were there."""
        if self._order is not None:
            return sum(map(self.drop, members))
        before = len(self)
        self.difference_update(members)
        return before - len(self)

    def take(self) -> Text:
        """Remove and return a random member; there must be one."""
        member = self.pick()
        self.drop(member)
        return member


class ListValue:
    """A list that grows and shrinks at both ends in constant time and is indexed in constant time.

    The elements are those of `front` from its last to its first, then those of `back` in order.
    An end that runs dry takes half of the other, so that a step costs a constant on average.

    Attributes
    ----------
    front : list or tuple
        An empty tuple until something is put there, which `opened` is asked for: most lists grow
        at their end only, and a call that looks for a front then touches no memory of this list's.
    back : list
    pieces : Pieces or None
        What the elements say, if they are a piece table that was looked at. Whatever changes the
        elements forgets it, save what only puts more of them at the ends, which is seen.
    """

    __slots__ = ("back", "front", "pieces")

    #: An expression that is true of a list ``{x}`` with elements; it saves a call of `__bool__`.
    filled = "({x}.back or {x}.front)"

    def __init__(self, items: Iterable[Text] = ()) -> None:
        self.front: list[Text] | tuple[()] = ()
        self.back: list[Text] = list(items)
        self.pieces: Pieces | None = None

    def __len__(self) -> int:
        return len(self.front) + len(self.back)

    def __bool__(self) -> bool:
        return True if self.back or self.front else False  # noqa: SIM210 - faster than bool()

    def __iter__(self) -> Iterator[Text]:
        return chain(reversed(self.front), self.back)

    def __reversed__(self) -> Iterator[Text]:
        return chain(reversed(self.back), self.front)

    def opened(self) -> list[Text]:
        """Return `front` as a list that may be changed."""
        if isinstance(self.front, tuple):
            self.front = []
        return self.front

    def at(self, index: int) -> Text | None:
        """Return the element at `index`, from the end when it is negative, or None."""
        if not self.front:
            try:
                return self.back[index]
            except IndexError:
                return None
        front = len(self.front)
        size = front + len(self.back)
        if index < 0:
            index += size
        if not 0 <= index < size:
            return None
        return self.front[front - 1 - index] if index < front else self.back[index - front]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return Redis' inclusive `start` and `end` as the bounds of a slice within the list."""
        size = len(self.front) + len(self.back)
        if start < 0:
            start = start + size if start + size > 0 else 0
        elif start > size:
            start = size
        stop = (end + size if end < 0 else end) + 1
        if stop > size:  # noqa: PLR1730 - twice as fast as min()
            stop = size
        return start, stop if stop > start else start

    def slice(self, start: int, stop: int) -> list[Text]:
        """Return the elements from `start` to before `stop`, both within the list."""
        size = len(self.front)
        if start >= size:
            return self.back[start - size : stop - size]
        head = self.opened()[max(size - stop, 0) : size - start]
        head.reverse()
        return head + self.back[: stop - size] if stop > size else head

    def places(self, value: Text, backward: bool = False, among: int = 0) -> Iterator[int]:
        """Return the indices of the elements equal to `value`, each found when it is asked for.

        Parameters
        ----------
        value : str or bytes
            What they are compared with.
        backward : bool
            Begin at the last element.
        among : int
            Compare this many elements at most; 0 for all.
        """
        elements = reversed(self) if backward else iter(self)
        found = _matches(islice(elements, among or None), value)
        if not backward:
            return found
        last = len(self) - 1
        return (last - skipped for skipped in found)

    def push_left(self, items: Iterable[Text]) -> int:
        """Put each of `items` before the first element, one by one; return the new length."""
        self.opened().extend(items)
        return len(self.front) + len(self.back)

    def push_right(self, items: Iterable[Text]) -> int:
        """Put `items` behind the last element; return the new length."""
        self.back.extend(items)
        return len(self.front) + len(self.back)

    def pop_left(self) -> Text:
        """Remove and return the first element; there must be one."""
        self.pieces = None
        front = self.front or self.opened()
        if not front:
            _refill(front, self.back)
        return front.pop()

    def pop_right(self) -> Text:
        """Remove and return the last element; there must be one."""
        self.pieces = None
        if not self.back:
            _refill(self.back, self.opened())
        return self.back.pop()

    def take_left(self, count: int) -> list[Text]:
        """Remove and return the first `count` elements, or all when there are fewer."""
        self.pieces = None
        count = min(count, len(self))
        taken = self.slice(0, count)
        _shorten(self.opened(), self.back, count)
        return taken

    def take_right(self, count: int) -> list[Text]:
        """Remove the last `count` elements, or all when there are fewer; the last comes first."""
        self.pieces = None
        size = len(self)
        count = min(count, size)
        taken = self.slice(size - count, size)
        taken.reverse()
        _shorten(self.back, self.opened(), count)
        return taken

    def insert(self, index: int, value: Text) -> None:
        """Put `value` before the element at `index`, which is within the list or its length."""
        self.pieces = None
        front = len(self.front)
        if index < front:
            self.opened().insert(front - index, value)
        else:
            self.back.insert(index - front, value)

    def put(self, index: int, value: Text) -> None:
        """Replace the element at `index`, which is within the list."""
        self.pieces = None
        front = len(self.front)
        if index < front:
            self.opened()[front - 1 - index] = value
        else:
            self.back[index - front] = value

    def splice(self, start: int, stop: int, items: list[Text]) -> None:
        """Put `items` in the place of the elements from `start` to before `stop`, within the list.

        In constant time for `items` when that is at an end.
        """
        self.pieces = None
        if stop == start == 0:
            self.opened().extend(reversed(items))
            return
        front = len(self.front)
        if stop <= front:
            self.opened()[front - stop : front - start] = reversed(items)
            return
        del self.opened()[: max(front - start, 0)]
        self.back[max(start - front, 0) : stop - front] = items

    def reverse(self) -> None:
        """Put the elements into the opposite order, in constant time."""
        self.pieces = None
        self.front, self.back = self.back, self.opened()

    def remove(self, value: Text, count: int) -> int:
        """Remove elements equal to `value` and return how many were removed.

        Parameters
        ----------
        value : str or bytes
            What they are compared with.
        count : int
            The first `count`, the last ``-count``, or all for 0.
        """
        self.pieces = None
        near, far = (self.opened(), self.back) if count >= 0 else (self.back, self.opened())
        size = len(self)
        limit = min(abs(count), size) or size
        removed = _strike(near, value, limit, from_end=True)
        return removed + _strike(far, value, limit - removed, from_end=False)

    def keep(self, start: int, stop: int) -> None:
        """Remove all but the elements from `start` to before `stop`, both within the list."""
        self.pieces = None
        front = self.opened()
        _shorten(self.back, front, len(self) - stop)
        _shorten(front, self.back, start)


def _refill(half: list[Text], other: list[Text]) -> None:
    """Move to `half`, which is empty, the nearer half of `other`."""
    count = (len(other) + 1) // 2
    half.extend(other[:count])
    half.reverse()
    del other[:count]


def _shorten(half: list[Text], other: list[Text], count: int) -> None:
    """Remove `count` elements from the end of the list that is the end of `half`.

    Like `count` pops, in one step: in time for the elements that go, not for those that stay.
    """
    if count > len(half):
        count -= len(half)
        half.clear()
        _refill(half, other)
    beyond = count - len(half)
    del half[max(-beyond, 0) :]
    if beyond > 0:
        del other[:beyond]


def _matches(elements: Iterator[Text], value: Text) -> Iterator[int]:
    """Yield the places of `value` in `elements`; what lies between is skipped at C's speed."""
    at = -1
    try:
        while True:
            at += 1 + indexOf(elements, value)
            yield at
    except ValueError:
        return


def _strike(half: list[Text], value: Text, limit: int, from_end: bool) -> int:
    """Remove the first or last `limit` elements equal to `value`; return their number."""
    elements = reversed(half) if from_end else iter(half)
    found = list(islice(_matches(elements, value), limit))
    if found:
        start, stop = found[0], found[-1] + 1
        if from_end:
            start, stop = len(half) - stop, len(half) - start
        part = slice(start, stop)
        half[part] = [element for element in half[part] if element != value]
    return len(found)
