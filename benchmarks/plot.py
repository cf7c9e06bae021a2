"""Draws cost against size."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path

from benchmarks.report import Figures
from benchmarks.row import OLD, OURS, REDIS, Row

_AXES = {
    "pipeline": ("commands in a pipeline", "µs a command", 1e6, True),
    "set by size": ("bytes of the value", "ms for a set", 1e3, False),
    "get by size": ("bytes of the value", "ms for a get", 1e3, False),
    "clients": ("client processes", "op/s together", 1.0, False),
}


def draw(path: Path, rows: Sequence[Row], figures: Figures) -> None:
    """Write the plot of every group of rows that has sizes."""
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(2, 2, figsize=(10, 7), layout="constrained")
    for place, (group, (across, up, scale, inverse)) in zip(axes.flat, _AXES.items(), strict=True):
        for peer in (OURS, OLD, REDIS):
            points = [
                (row.size, statistics.median(figures[row.name][peer]))
                for row in rows
                if row.group == group and figures.get(row.name, {}).get(peer)
            ]
            if points:
                sizes, taken = zip(*points, strict=True)
                costs = [scale / one if inverse else scale * one for one in taken]
                place.loglog(sizes, costs, marker="o", label=peer)
        place.set_xlabel(across)
        place.set_ylabel(up)
        place.grid(True, which="major", alpha=0.3)
        place.legend()
    figure.savefig(path, metadata={"Date": None})
