"""The value of a sorted set: members with scores, in order of score and then of octets."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from znsocket.keyspace.indexed import IndexedDict
from znsocket.registry.text import Text, octets

Bound = tuple[float, bool]
LexLimit = tuple[Text | bool | None, bool]

# Entries of a run after a split; a run is split at twice as many.
_RUN = 500


class SortedSetValue:
    """Members by score: score of a member in O(1), ranks and ranges in O(log n).

    Parameters
    ----------
    scores : mapping, optional
        Score by member, to begin with.

    Attributes
    ----------
    scores : IndexedDict
        Score by member, in no particular order; to be read only.
    """

    __slots__ = ("_ranking", "scores")

    #: An expression that is true of a set ``{x}`` with members; it saves a call of `__len__`.
    filled = "{x}.scores"

    def __init__(self, scores: Mapping[Text, float] | None = None) -> None:
        self.scores = IndexedDict()
        self._ranking = _Ranking({})
        if scores:
            self.update(scores)

    def __len__(self) -> int:
        return len(self.scores)

    def __bool__(self) -> bool:
        return True if self.scores else False  # noqa: SIM210 - faster than bool()

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
        self._move(member, old, score)
        return old is None

    def _move(self, member: Text, old: float | None, score: float) -> None:
        """Give a member another score than the one it has, None for a new one."""
        score += 0.0  # Redis knows no negative zero in a small set
        key = member if member.__class__ is str else _sortable(member)
        if old is not None:
            self._ranking.remove(old, key)
        self._ranking.add(score, key)
        self.scores[member] = score

    def update(self, scores: Mapping[Text, float]) -> int:
        """Set the scores of many members and return how many of them are new."""
        held = self.scores
        before = len(held)
        if len(scores) <= (before or 1):
            for member, score in scores.items():
                old = held.get(member)
                if old != score:
                    self._move(member, old, score)
        else:
            for member, score in scores.items():
                self.scores[member] = score + 0.0
            self._ranking = _Ranking(self.scores)
        return len(held) - before

    def drop(self, member: Text) -> bool:
        """Remove a member and return whether it was there."""
        score = self.scores.get(member)
        if score is None:
            return False
        self._ranking.remove(score, _sortable(member))
        return self.scores.drop(member)

    def rank(self, member: Text) -> int | None:
        """Return the number of members before this one, or None."""
        score = self.scores.get(member)
        if score is None:
            return None
        return self._ranking.before(score, _sortable(member))

    def slice(self, start: int, stop: int, reverse: bool = False) -> list[tuple[Text, float]]:
        """Return ``(member, score)`` for the ranks from `start` to before `stop`.

        With `reverse` ranks are counted, and members returned, from the highest score.
        """
        start, stop = self._forward(start, stop, reverse)
        if start >= stop:
            return []
        members, scores = self._ranking.members(start, stop), self._ranking.scores(start, stop)
        pairs = list(zip(self._plain(members), scores, strict=True))
        if reverse:
            pairs.reverse()
        return pairs

    def members(self, start: int, stop: int, reverse: bool = False) -> list[Text]:
        """Return the members that `slice` returns, without their scores."""
        start, stop = self._forward(start, stop, reverse)
        if start >= stop:
            return []
        members = self._plain(self._ranking.members(start, stop))
        if reverse:
            members.reverse()
        return members

    def take(self, start: int, stop: int, reverse: bool = False) -> list[tuple[Text, float]]:
        """Remove the members that `slice` returns, and return them in the same way."""
        taken = self.slice(start, stop, reverse)
        if taken:
            self._ranking.cut(*self._forward(start, stop, reverse))
            for member, _ in taken:
                self.scores.drop(member)
        return taken

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return Redis' inclusive ranks `start` and `end` as the bounds of a Python slice."""
        size = len(self.scores)
        if start < 0:
            start = start + size if start + size > 0 else 0
        stop = (end + size if end < 0 else end) + 1
        if stop > size:  # noqa: PLR1730 - twice as fast as min()
            stop = size
        return start, stop if stop > start else start

    def score_span(self, low: Bound, high: Bound) -> tuple[int, int]:
        """Return the ranks of the scores between two bounds ``(score, exclusive)``."""
        start = self._score_limit(low[0], behind=low[1])
        return start, max(start, self._score_limit(high[0], behind=not high[1]))

    def lex_span(self, low: LexLimit, high: LexLimit) -> tuple[int, int]:
        """Return the ranks of the members between two bounds ``(member, exclusive)``.

        None is the least member, True the greatest. As with Redis' BYLEX all members have one
        score, or else their scores put them into the same order.
        """
        start = self._lex_limit(low[0], behind=low[1])
        return start, max(start, self._lex_limit(high[0], behind=not high[1]))

    def _score_limit(self, score: float, behind: bool) -> int:
        """Return the number of members before `score`, or those of that score included."""
        if behind:
            if score == math.inf:
                return len(self)
            score = math.nextafter(score, math.inf)
        return self._ranking.before(score, "")

    def _lex_limit(self, member: Text | bool | None, behind: bool) -> int:
        """Return the number of members before `member`, or itself included."""
        if member is None or member is True or not self.scores:
            return len(self) if member else 0
        key = _sortable(member)  # type: ignore[arg-type]
        if behind:  # the next member in the order is this one and a NUL
            key = _sortable(octets(key) + b"\0") if isinstance(key, bytes) else key + "\0"
        return self._ranking.below(key)

    def _forward(self, start: int, stop: int, reverse: bool) -> tuple[int, int]:
        """Return ranks as they are counted from the lowest score, within the set."""
        size = len(self.scores)
        start = max(start, 0)
        if stop > size:  # noqa: PLR1730 - twice as fast as min()
            stop = size
        return (size - stop, size - start) if reverse else (start, stop)

    def _plain(self, members: list[Text]) -> list[Text]:
        """Return members as others see them."""
        if _Octets not in map(type, members):
            return members
        return [bytes(one) if isinstance(one, bytes) else one for one in members]


class _Octets(bytes):
    """A member that is not UTF-8, comparable with those that are, by octets."""

    __slots__ = ()

    def __lt__(self, other: object) -> bool:
        return bytes.__lt__(self, other.encode() if isinstance(other, str) else other)  # type: ignore[operator]

    def __gt__(self, other: object) -> bool:
        return bytes.__gt__(self, other.encode() if isinstance(other, str) else other)  # type: ignore[operator]

    __hash__ = bytes.__hash__


def _sortable(member: Text) -> Text:
    return member if member.__class__ is str else _Octets(member)  # type: ignore[arg-type]


class _Ranking:
    """Entries of a score and a member in order, and their ranks.

    They lie in runs, short enough that an entry is put into the middle of one at little cost. A
    run is an array of scores, which a search reads without a detour through memory to each float,
    and a list of the members beside it. No run is empty unless it is the only one.

    Parameters
    ----------
    scores : mapping
        Score by member, to begin with.
    """

    __slots__ = ("_counts", "_least_members", "_least_scores", "_members", "_scores")

    def __init__(self, scores: Mapping[Text, float]) -> None:
        ordered = sorted(map(_sortable, scores))
        ordered.sort(key=scores.__getitem__)
        runs = [ordered[at : at + _RUN] for at in range(0, len(ordered), _RUN)] or [[]]
        self._members = runs
        self._scores = [array("d", map(scores.__getitem__, run)) for run in runs]
        # The least entry that belongs into a run: anything, for the first one.
        self._least_members: list[Text] = ["", *(run[0] for run in runs[1:])]
        self._least_scores = array("d", [-math.inf, *(run[0] for run in self._scores[1:])])
        # The numbers of entries as a Fenwick tree: made when a rank is asked for, kept up to date
        # by single entries, and empty again when a run comes or goes.
        self._counts: list[int] = []

    def below(self, member: Text) -> int:
        """Return the number of entries before a member, where members are in order by themselves.

        There must be an entry.
        """
        least = self._scores[0][0]
        if least == self._scores[-1][-1]:
            return self.before(least, member)
        run = bisect_left(self._members, member, key=lambda run: run[-1])
        if run == len(self._members):
            return sum(map(len, self._members))
        return sum(map(len, self._members[:run])) + bisect_left(self._members[run], member)

    def add(self, score: float, member: Text) -> None:
        """Put in an entry that is not there."""
        run, at = self._find(score, member)
        members = self._members[run]
        members.insert(at, member)
        self._scores[run].insert(at, score)
        if len(members) >= 2 * _RUN:
            self._split(run)
        elif self._counts:
            self._count(run, 1)

    def remove(self, score: float, member: Text) -> None:
        """Remove an entry that is there."""
        run, at = self._find(score, member)
        self._cut_run(run, at, at + 1)

    def before(self, score: float, member: Text) -> int:
        """Return the number of entries before this one, whether it is there or not."""
        run, rank = self._find(score, member)
        if run:
            counts = self._counts or self._make_counts()
            while run:
                rank += counts[run]
                run &= run - 1
        return rank

    def members(self, start: int, stop: int) -> list[Text]:
        """Return the members of the ranks from `start` to before `stop`."""
        run, at = self._at_rank(start)
        found = self._members[run][at : at + stop - start]
        while len(found) < stop - start:
            run += 1
            found += self._members[run][: stop - start - len(found)]
        return found

    def scores(self, start: int, stop: int) -> list[float]:
        """Return the scores of the ranks from `start` to before `stop`."""
        run, at = self._at_rank(start)
        found = self._scores[run][at : at + stop - start]
        while len(found) < stop - start:
            run += 1
            found += self._scores[run][: stop - start - len(found)]
        return found.tolist()

    def cut(self, start: int, stop: int) -> None:
        """Remove the entries of the ranks from `start` to before `stop`."""
        run, at = self._at_rank(start)
        left = stop - start
        while left:
            runs, size = len(self._members), len(self._members[run])
            end = min(at + left, size)
            self._cut_run(run, at, end)
            left -= end - at
            at = 0
            run += len(self._members) == runs

    def _find(self, score: float, member: Text) -> tuple[int, int]:
        """Return the run that an entry belongs into and its place there."""
        run = 0
        if len(self._members) > 1:
            run = bisect_left(self._least_scores, score)
            if run < len(self._least_scores) and self._least_scores[run] == score:
                stop = bisect_right(self._least_scores, score, run)
                run = bisect_right(self._least_members, member, run, stop)
            run -= 1
        scores = self._scores[run]
        at = bisect_left(scores, score)
        if at < len(scores) and scores[at] == score:
            stop = bisect_right(scores, score, at)
            at = bisect_left(self._members[run], member, at, stop)
        return run, at

    def _at_rank(self, rank: int) -> tuple[int, int]:
        """Return the run of the entry of a rank, which must be there, and its place there."""
        if rank < len(self._members[0]):
            return 0, rank
        counts = self._counts or self._make_counts()
        run = 0
        step = 1 << len(counts).bit_length()
        while step := step >> 1:
            if run + step < len(counts) and counts[run + step] <= rank:
                run += step
                rank -= counts[run]
        return run, rank

    def _make_counts(self) -> list[int]:
        self._counts = counts = [0, *map(len, self._members)]
        for at in range(1, len(counts)):
            above = at + (at & -at)
            if above < len(counts):
                counts[above] += counts[at]
        return counts

    def _count(self, run: int, change: int) -> None:
        counts = self._counts
        at = run + 1
        while at < len(counts):
            counts[at] += change
            at += at & -at

    def _split(self, run: int) -> None:
        """Move the entries of a run's second half to a new run behind it."""
        members, scores = self._members[run], self._scores[run]
        self._members.insert(run + 1, members[_RUN:])
        self._scores.insert(run + 1, scores[_RUN:])
        del members[_RUN:], scores[_RUN:]
        self._least_members.insert(run + 1, self._members[run + 1][0])
        self._least_scores.insert(run + 1, self._scores[run + 1][0])
        self._counts = []

    def _cut_run(self, run: int, start: int, stop: int) -> None:
        """Remove entries of a run, and the run itself when nothing remains of it."""
        members, scores = self._members[run], self._scores[run]
        del members[start:stop], scores[start:stop]
        if members or len(self._members) == 1:
            if self._counts:
                self._count(run, start - stop)
            return
        for column in (self._members, self._scores, self._least_members, self._least_scores):
            del column[run]
        self._least_members[0], self._least_scores[0] = "", -math.inf
        self._counts = []
