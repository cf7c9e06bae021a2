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
    "items": ("items of the collection", "µs an operation", 1e6, False),
}


def draw(path: Path, rows: Sequence[Row], figures: Figures) -> None:
    """Write the plot of every group of rows that has sizes."""
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(3, 2, figsize=(10, 10.5), layout="constrained")
    axes.flat[-1].set_axis_off()
    for place, (group, (across, up, scale, inverse)) in zip(axes.flat, _AXES.items(), strict=False):
        lines: dict[str, list[tuple[float, float]]] = {}
        for peer in (OURS, OLD, REDIS):
            for row in rows:
                if row.group == group and figures.get(row.name, {}).get(peer):
                    taken = scale * statistics.median(figures[row.name][peer])
                    cost = scale * scale / taken if inverse else taken
                    lines.setdefault(row.line or peer, []).append((row.size, cost))
        for line, points in lines.items():
            place.loglog(*zip(*points, strict=True), marker="o", label=line)
        if group == "items":
            place.set_ylim(bottom=10, top=10_000)  # so that noise does not look like growth
        place.set_xlabel(across)
        place.set_ylabel(up)
        place.grid(True, which="major", alpha=0.3)
        place.legend()
    figure.savefig(path, metadata={"Date": None})
