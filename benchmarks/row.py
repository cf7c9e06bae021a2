"""What a row of the table is, and what it aims at."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

#: The peers: this tree, its server on a Redis, the last release before it, redis-py, and frames
#: that are sent back.
OURS, ON_REDIS = "znsocket", "znsocket on Redis"
OLD, REDIS, ECHO = "znsocket 0.3.0", "redis-py", "bare echo"

PEERS = (OURS, ON_REDIS, ECHO, OLD, REDIS)

#: By row, then by peer: the figures of all rounds.
Figures = Mapping[str, Mapping[str, list[float]]]

#: How a unit shows figures, which are seconds, operations a second, or multiples of a size.
SCALE = {"µs": 1e6, "ms": 1e3, "op/s": 1.0, "sizes": 1.0}


@dataclass(frozen=True)
class Target:
    """How one figure is to compare with another one, or with a limit.

    Attributes
    ----------
    factor : float
        How many times as fast it is at the least, or as slow at the most; in the row's unit where
        there is nothing to compare with.
    most : bool
        Which of the two.
    peer : str
        Whose figure it is compared with; empty for the same peer's.
    row : str
        The row of that figure, if it is another one.
    who : str
        Whose figure is meant.
    """

    factor: float
    most: bool = False
    peer: str = ""
    row: str = ""
    who: str = OURS

    def text(self, unit: str) -> str:
        """Return what is aimed at, for the table."""
        sign = "at most" if self.most else "at least"
        if not (self.peer or self.row):
            return f"{sign} {self.factor * SCALE[unit]:g} {unit}"
        whose = " of ".join(filter(None, (self.row and f'"{self.row}"', self.peer)))
        return f"{sign} {self.factor:g}x {'as slow' if self.most else 'as fast'} as {whose}"

    def judge(self, row: Row, figures: Figures) -> tuple[float, bool] | None:
        """Return what it came to, and whether that is enough; None when it was not measured."""
        found = figures.get(row.name, {}).get(self.who)
        if not found:
            return None
        mine = statistics.median(found)
        if not (self.peer or self.row):
            return mine * SCALE[row.unit], (mine <= self.factor) == self.most
        theirs = figures.get(self.row or row.name, {}).get(self.peer or self.who)
        if not theirs:
            return None
        faster = times_as_fast(row.unit, found, theirs)
        came_to = 1 / faster if self.most else faster
        return came_to, (came_to <= self.factor) if self.most else (came_to >= self.factor)


def at_least(factor: float, peer: str = "", row: str = "", who: str = OURS) -> Target:
    """Return the target to be so many times as fast as a peer, or as in another row."""
    return Target(factor, most=False, peer=peer, row=row, who=who)


def at_most(factor: float, peer: str = "", row: str = "", who: str = OURS) -> Target:
    """Return the target to be as slow at the most, or a limit without a peer and a row."""
    return Target(factor, most=True, peer=peer, row=row, who=who)


def times_as_fast(unit: str, ours: list[float], theirs: list[float]) -> float:
    """Return how many times as fast one is as the other; their medians count."""
    mine, other = statistics.median(ours), statistics.median(theirs)
    return mine / other if unit == "op/s" else other / mine


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes
    ----------
    name : str
    measure : callable
        Takes a `benchmarks.worker.Peer`, returns the figure. It runs in the peer's process.
    unit : str
        Of the figure: seconds are given as ``"µs"`` or ``"ms"``; ``"op/s"`` is better when higher.
    peers : tuple of str
        Who it is measured with.
    targets : tuple of Target
        What is aimed at.
    group, size : str, float
        The plot that it is a point of, and where.
    line : str
        The line there, where the plot has others than the peers.
    rounds : int
        How often it is measured at the most: less often what takes long.
    """

    name: str
    measure: Callable[[Any], float]
    unit: str
    peers: tuple[str, ...] = (OURS, OLD, REDIS)
    targets: tuple[Target, ...] = ()
    group: str = ""
    size: float = 0
    line: str = ""
    rounds: int = 100
