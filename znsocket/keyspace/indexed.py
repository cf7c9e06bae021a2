"""Random members and stable cursors for hashed containers, which by themselves have neither."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from znsocket.exceptions import ResponseError
from znsocket.registry.text import Text

if TYPE_CHECKING:
    _Base = Collection[Text]
else:
    _Base = object

# Up to here a scan returns everything at once, as Redis does for its compact encodings.
WHOLE = 128

# The members of a page unless the caller says otherwise.
PAGE = 10

# So many random members, which may repeat, are drawn at the most in one call.
DRAWS = 10_000_000


class Indexed(_Base):
    """Gives a dict or set positions for its members, from the first time that one is asked for.

    Until then it costs one comparison for each member that goes. The class that inherits it calls
    `_removed` then, knows by `_newest` which members came, and has the attributes ``_order``, None
    at first, and ``_place``.
    """

    __slots__ = ()
    _order: list[Text] | None
    _place: dict[Text, int]

    def _positions(self) -> list[Text]:
        """Return the members in an order that changes only where members come or go."""
        if self._order is None:
            self._order = []
            self._place = {}
        order, place = self._order, self._place
        for member in self._newest(len(self) - len(order)):
            place[member] = len(order)
            order.append(member)
        return order

    def _newest(self, count: int) -> Iterable[Text]:
        """Return the members that came last."""
        raise NotImplementedError

    def _removed(self, member: Text) -> None:
        """Fill the place of `member` with the last one."""
        if self._order is not None and member in self._place:
            at = self._place.pop(member)
            last = self._order.pop()
            if at < len(self._order):
                self._order[at] = last
                self._place[last] = at

    def pick(self) -> Text:
        """Return a random member; there must be one."""
        return random.choice(self._positions())  # noqa: S311 - as random as SRANDMEMBER

    def sample(self, count: int) -> list[Text]:
        """Return random members: `count` different ones, or ``-count`` that may repeat."""
        if count >= len(self):
            return list(self)
        if count >= 0:
            return random.sample(self._positions(), count)
        return random.choices(self._positions(), k=-count) if len(self) else []  # noqa: S311

    def page(self, cursor: int, count: int | None = None) -> tuple[int, list[Text]]:
        """Return the next cursor and the members of a page, for SCAN.

        Positions are walked from the last to the first. A removal moves the last member to a
        lower place, so a member that stays throughout a scan is met at least once.
        """
        if count is not None and count < 1:
            raise ResponseError("syntax error")
        if cursor == 0 and len(self) <= WHOLE:
            return 0, list(self)
        order = self._positions()
        stop = min(cursor, len(order)) if cursor > 0 else len(order)
        start = max(0, stop - (count or PAGE))
        return start, order[start:stop]


class IndexedDict(Indexed, dict):  # type: ignore[type-arg]
    """A dict whose keys have positions; keys are removed through `drop` and `clear` only."""

    __slots__ = ("_order", "_place")

    def __init__(self) -> None:
        self._order = None

    def _newest(self, count: int) -> Iterable[Text]:
        return _newest(self, count)

    def put(self, key: Text, value: object) -> bool:
        """Set a key and return whether it is new."""
        before = len(self)
        self[key] = value
        return len(self) != before

    def drop(self, key: Text) -> bool:
        """Remove a key and return whether it was there."""
        if key not in self:
            return False
        del self[key]
        if self._order is not None:
            self._removed(key)
        return True

    def clear(self) -> None:
        """Remove every key."""
        super().clear()
        self._order = None

    # Named here because the base class declares it; dict() copies fast only if it is dict's own.
    __iter__ = dict.__iter__


class Positions(Indexed):
    """The positions of a plain dict's keys, which are looked up faster than an `IndexedDict`'s.

    Parameters
    ----------
    held : dict
        Keys are removed from it through `drop` and `clear` only.
    """

    __slots__ = ("_held", "_order", "_place")

    def __init__(self, held: dict[Text, Any]) -> None:
        self._held = held
        self._order = None

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Text]:
        return iter(self._held)

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def _newest(self, count: int) -> Iterable[Text]:
        return _newest(self._held, count)

    def drop(self, key: Text) -> bool:
        """Remove a key and return whether it was there."""
        if key not in self._held:
            return False
        del self._held[key]
        if self._order is not None:
            self._removed(key)
        return True

    def clear(self) -> None:
        """Remove every key."""
        self._held.clear()
        self._order = None


def _newest(held: dict[Text, Any], count: int) -> Iterable[Text]:
    """Return the keys of a dict that came last, in order."""
    newest = [*islice(reversed(held), count)]
    return reversed(newest)
