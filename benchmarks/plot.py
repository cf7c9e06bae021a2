"""Draws cost against size."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path

from benchmarks.row import OLD, OURS, REDIS, Figures, Row

#: By group of rows: the name of the file, the axes, the scale, and whether a figure is a rate
#: that is drawn as a cost.
_PLOTS = {
    "pipeline": ("pipelines", "commands in a pipeline", "µs a command", 1e6, True),
    "set by size": ("set", "bytes of the value", "ms for a set", 1e3, False),
    "get by size": ("get", "bytes of the value", "ms for a get", 1e3, False),
    "clients": ("clients", "client processes", "µs a set, of all together", 1e6, True),
    "items": ("collections", "items of the collection", "µs an operation", 1e6, False),
}


def draw(folder: Path, rows: Sequence[Row], figures: Figures) -> list[Path]:
    """Write a plot for every group of rows that has sizes, and return where they are."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "znsocket", "svg.fonttype": "none"})
    import matplotlib.pyplot as plt

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for group, (name, across, up, scale, inverse) in _PLOTS.items():
        lines = _lines([row for row in rows if row.group == group], figures, scale, inverse)
        if not lines:
            continue
        figure, place = plt.subplots(figsize=(7, 4), layout="constrained")
        for line, points in lines.items():
            place.loglog(*zip(*points, strict=True), marker="o", label=line)
        if group == "items":
            place.set_ylim(bottom=10, top=10_000)  # so that noise does not look like growth
        place.set_xlabel(across)
        place.set_ylabel(up)
        place.grid(True, which="major", alpha=0.3)
        place.legend()
        written.append(folder / f"{name}.svg")
        figure.savefig(written[-1], metadata={"Date": None})
        plt.close(figure)
    return written


def _lines(
    rows: Sequence[Row], figures: Figures, scale: float, inverse: bool
) -> dict[str, list[tuple[float, float]]]:
    """Return the points of each line: one for a peer, or for what rows say."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for peer in (OURS, OLD, REDIS):
        for row in rows:
            found = figures.get(row.name, {}).get(peer)
            if found:
                figure = statistics.median(found)
                cost = scale / figure if inverse else scale * figure
                lines.setdefault(row.line or peer, []).append((row.size, cost))
    return lines
