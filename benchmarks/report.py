"""The table, as text for people: on the terminal, and in BENCHMARKS.md."""

from __future__ import annotations

import datetime
import os
import platform
import statistics
from collections.abc import Sequence
from pathlib import Path

from benchmarks.row import ECHO, OLD, OURS, REDIS, Row

#: By row, then by peer: the figures of all rounds.
Figures = dict[str, dict[str, list[float]]]

_PEERS = (OURS, ECHO, OLD, REDIS)
_SCALE = {"µs": 1e6, "ms": 1e3, "op/s": 1.0}


def table(rows: Sequence[Row], figures: Figures) -> str:
    """Return the table in Markdown: medians, and what each peer's is to ours."""
    lines = [
        "| work | unit | " + " | ".join(_PEERS) + " | ours to theirs | aim |",
        "|---|---|" + "---:|" * len(_PEERS) + "---|---|",
    ]
    for row in rows:
        found = figures.get(row.name, {})
        cells = [cell(found.get(peer), row.unit) for peer in _PEERS]
        lines.append(
            f"| {row.name} | {row.unit} | {' | '.join(cells)} | {_ratios(found)} | {row.target} |"
        )
    return "\n".join(lines)


def cell(taken: list[float] | None, unit: str) -> str:
    """Return the median as the table shows it."""
    if not taken:
        return ""
    figure = statistics.median(taken) * _SCALE[unit]
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"  # noqa: PLR2004 - digits


def _ratios(found: dict[str, list[float]]) -> str:
    ours = found.get(OURS)
    if not ours:
        return ""
    return ", ".join(
        f"{statistics.median(ours) / statistics.median(theirs):.2f}x {peer}"
        for peer in _PEERS
        if peer != OURS and (theirs := found.get(peer))
    )


def page(rows: Sequence[Row], figures: Figures, rounds: int, modes: str, plot: str) -> str:
    """Return the text of BENCHMARKS.md."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return f"""# Benchmarks

Written by `./scripts/bench --write` on {now:%Y-%m-%d}; no figure here is from hand. Each row was
measured {rounds} times with every peer, all in turn in one run; these are the medians. Beside this
tree on eventlet: the release 0.3.0 from PyPI with its own server, redis-py with a redis-server, and
a bare websocket echo (websocket-client and eventlet). Machine: {os.cpu_count()} processors,
{platform.system()}, Python {platform.python_version()}.

{table(rows, figures)}

The same for every async mode of the server:

{modes}
{plot}"""


def write(path: Path, text: str) -> None:
    """Write a page."""
    path.write_text(text.rstrip() + "\n")
