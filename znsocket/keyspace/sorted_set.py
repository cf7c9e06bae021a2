"""The value of a sorted set: members with scores, in order of score and then of octets."""

from __future__ import annotations

from collections.abc import Iterator

from sortedcontainers import SortedList

from znsocket.keyspace.indexed import IndexedDict
from znsocket.registry.text import Text, octets

Entry = tuple[float, Text]


class _Octets(bytes):
    """A member that is not UTF-8, comparable with those that are, by octets."""

    __slots__ = ()

    def __lt__(self, other: object) -> bool:
        return bytes.__lt__(self, other.encode() if isinstance(other, str) else other)  # type: ignore[operator]

    def __gt__(self, other: object) -> bool:
        return bytes.__gt__(self, other.encode() if isinstance(other, str) else other)  # type: ignore[operator]

    __hash__ = bytes.__hash__


class _AfterAll:
    """Sorts behind every member."""

    def __lt__(self, other: object) -> bool:
        return False

    def __gt__(self, other: object) -> bool:
        return True


_AFTER_ALL = _AfterAll()


def _sortable(member: Text) -> Text:
    return member if member.__class__ is str else _Octets(octets(member))


class SortedSetValue:
    """Members by score: score of a member in O(1), ranks and ranges in O(log n)."""

    __slots__ = ("_sorted", "scores")

    def __init__(self, scores: dict[Text, float] | None = None) -> None:
        self.scores = IndexedDict()
        self._sorted: SortedList[Entry] = SortedList()
        if scores:
            for member, score in scores.items():
                self.scores.put(member, score)
            self._sorted.update((score, _sortable(member)) for member, score in scores.items())

    def __len__(self) -> int:
        return len(self.scores)

    def __iter__(self) -> Iterator[Text]:
        return iter(self.scores)

    def score(self, member: Text) -> float | None:
        """Return the score of a member, or None."""
        score: float | None = self.scores.get(member)
        return score

    def put(self, member: Text, score: float) -> bool:
        """Set the score of a member and return whether the member is new."""
        old = self.scores.get(member)
        if old == score:
            return False
        key = _sortable(member)
        if old is not None:
            self._sorted.remove((old, key))
        self._sorted.add((score, key))
        return self.scores.put(member, score)

    def drop(self, member: Text) -> bool:
        """Remove a member and return whether it was there."""
        score = self.scores.get(member)
        if score is None:
            return False
        self._sorted.remove((score, _sortable(member)))
        return self.scores.drop(member)

    def rank(self, member: Text) -> int | None:
        """Return the number of members before this one, or None."""
        score = self.scores.get(member)
        if score is None:
            return None
        return self._sorted.index((score, _sortable(member)))

    def slice(self, start: int, stop: int, reverse: bool = False) -> list[tuple[Text, float]]:
        """Return ``(member, score)`` for the ranks from `start` to before `stop`.

        With `reverse` ranks are counted, and members returned, from the highest score.
        """
        size = len(self)
        start, stop = max(start, 0), min(stop, size)
        if start >= stop:
            return []
        if reverse:
            entries = self._sorted[size - stop : size - start]
            entries.reverse()
        else:
            entries = self._sorted[start:stop]
        return [
            (member if member.__class__ is str else bytes(member), score)  # type: ignore[arg-type]
            for score, member in entries
        ]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return Redis' inclusive ranks `start` and `end` as the bounds of a Python slice."""
        size = len(self)
        start = max(start + size, 0) if start < 0 else start
        end = end + size if end < 0 else end
        return start, max(start, min(end + 1, size))

    def score_span(
        self, low: tuple[float, bool], high: tuple[float, bool]
    ) -> tuple[int, int]:
        """Return the ranks of the scores between two bounds ``(score, exclusive)``."""
        start = self._before(low[0]) if not low[1] else self._behind(low[0])
        stop = self._behind(high[0]) if not high[1] else self._before(high[0])
        return start, max(start, stop)

    def lex_span(
        self, low: tuple[Text | bool | None, bool], high: tuple[Text | bool | None, bool]
    ) -> tuple[int, int]:
        """Return the ranks of the members between two bounds ``(member, exclusive)``.

        All members have one score, as with Redis' BYLEX; None is the least member, True the
        greatest.
        """
        start = self._member_bound(low[0], behind=low[1])
        stop = self._member_bound(high[0], behind=not high[1])
        return start, max(start, stop)

    def _before(self, score: float) -> int:
        return int(self._sorted.bisect_left((score, "")))

    def _behind(self, score: float) -> int:
        return int(self._sorted.bisect_left((score, _AFTER_ALL)))  # type: ignore[arg-type]

    def _member_bound(self, member: Text | bool | None, behind: bool) -> int:
        if member is None or member is True or not self._sorted:
            return len(self) if member else 0
        key = (self._sorted[0][0], _sortable(member))  # type: ignore[arg-type]
        return int(self._sorted.bisect_right(key) if behind else self._sorted.bisect_left(key))
