"""What a row of the table is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: The peers: this tree, the last release before it, redis-py, and frames that are sent back.
OURS, OLD, REDIS, ECHO = "znsocket", "znsocket 0.3.0", "redis-py", "bare echo"


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
    target : str
        What is aimed at, as text for the table.
    group, size : str, float
        The plot that it is a point of, and where.
    line : str
        The line there, where the plot has others than the peers.
    """

    name: str
    measure: Callable[[Any], float]
    unit: str
    peers: tuple[str, ...] = (OURS, OLD, REDIS)
    target: str = ""
    group: str = ""
    size: float = 0
    line: str = ""
