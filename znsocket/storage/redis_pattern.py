"""What redis-py sends for a call, found once for all calls that differ in their values only.

redis-py's method of a command puts the words together anew for each call, and mostly they are the
name of the command and the arguments as they were given. So its method is called with some values
that tell: where each comes out as it went in, so do others of its class.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from znsocket.registry import Entry

#: What redis-py's method of a command sends, and what it has to know to read the reply.
Recorded = tuple[tuple[Any, ...], dict[str, Any]]
Record = Callable[[Entry, list[Any], dict[str, Any]], Recorded]

# Values that methods tell apart, such as the falsy ones. Octets are left out: they may be packed
# numbers or truth values.
_TELLING: dict[type, tuple[Any, ...]] = {
    str: ("", "0", "Some text", "-1"),
    int: (0, 1, -1, 2**40),
    float: (0.0, 1.0, -1.0, 1e300),
}
# More arguments have too many combinations of classes to remember.
_MOST = 4


class Pattern:
    """The words of a call as some that are always the same, and the call's arguments.

    Parameters
    ----------
    constants : tuple
        The former.
    places : tuple of int
        Where each word is in the constants and the arguments behind them.
    flags : dict
        What redis-py has to know to read the reply.
    """

    __slots__ = ("_constants", "_pick", "flags")

    def __init__(
        self, constants: tuple[Any, ...], places: tuple[int, ...], flags: dict[str, Any]
    ) -> None:
        self._constants = constants
        self._pick = itemgetter(*places)
        self.flags = flags

    def words(self, args: list[Any], options: dict[str, Any]) -> tuple[Any, ...]:
        """Return the words of a call."""
        words: tuple[Any, ...] = self._pick((*self._constants, *args, *options.values()))
        return words


class Patterns:
    """The patterns of calls that were made.

    Parameters
    ----------
    record : callable
        Returns what redis-py's method gives for an entry, its arguments and options.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._known: dict[tuple[Any, ...], Pattern | None] = {}

    def find(self, entry: Entry, args: list[Any], options: dict[str, Any]) -> Pattern | None:
        """Return the pattern of a call, or None if redis-py has to be asked each time."""
        if not 0 < len(args) + len(options) <= _MOST:
            return None
        shape = (entry, *map(type, args), *options, *map(type, options.values()))
        try:
            return self._known[shape]
        except KeyError:
            pattern = self._known[shape] = self._found(entry, args, options)
            return pattern

    def _found(self, entry: Entry, args: list[Any], options: dict[str, Any]) -> Pattern | None:
        given = [*args, *options.values()]
        if any(one.__class__ not in _TELLING for one in given):
            return None

        def split(values: list[Any]) -> tuple[list[Any], dict[str, Any]]:
            named = values[len(args) :]
            return values[: len(args)], dict(zip(options, named, strict=True))

        marks = [one.__class__(31_000 + place) for place, one in enumerate(given)]
        try:
            words, flags = self._record(entry, *split(marks))
            constants = tuple(word for word in words if word not in marks)
            places = tuple(
                len(constants) + marks.index(word) if word in marks else constants.index(word)
                for word in words
            )
            pattern = Pattern(constants, places, flags)
            for turn in range(len(_TELLING[str])):
                values = [
                    _TELLING[one.__class__][(turn + place) % len(_TELLING[str])]
                    for place, one in enumerate(given)
                ]
                told = self._record(entry, *split(values))
                if (_exact(pattern.words(*split(values))), flags) != (_exact(told[0]), told[1]):
                    return None
        except Exception:  # noqa: BLE001 - the values that tell may be none that redis-py takes
            return None
        return pattern


def _exact(words: tuple[Any, ...]) -> list[tuple[type, Any]]:
    return [(word.__class__, word) for word in words]
