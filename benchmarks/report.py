"""The tables, as text for people: on the terminal, and in BENCHMARKS.md."""

from __future__ import annotations

import datetime
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.row import OURS, PEERS, SCALE, Figures, Row, Target, times_as_fast

#: By row and peer: why there is no figure.
Failures = Mapping[tuple[str, str], str]


def table(rows: Sequence[Row], figures: Figures, failures: Failures) -> str:
    """Return the table in Markdown: medians, how they compare, and whether that is enough."""
    shown = [peer for peer in PEERS if any(peer in row.peers for row in rows)]
    lines = [
        f"| work | unit | {' | '.join(shown)} | times as fast as | target | reached |",
        "|---|---|" + "---:|" * len(shown) + "---|---|---|",
    ]
    for row in rows:
        found = figures.get(row.name, {})
        cells = [
            cell(found.get(peer), row.unit, failed=(row.name, peer) in failures) for peer in shown
        ]
        targets = "; ".join(target.text(row.unit) for target in row.targets)
        reached = "; ".join(verdict(row, target, figures) for target in row.targets)
        lines.append(
            f"| {row.name} | {row.unit} | {' | '.join(cells)} "
            f"| {_ratios(row, figures)} | {targets} | {reached} |"
        )
    lines += [
        f"\n{name}, {peer}: failed {why.count(chr(10)) + 1} time(s): {why.splitlines()[0]}"
        for (name, peer), why in failures.items()
    ]
    return "\n".join(lines)


def cell(taken: list[float] | None, unit: str, failed: bool = False) -> str:
    """Return the median as the table shows it."""
    if not taken:
        return "failed" if failed else ""
    figure = statistics.median(taken) * SCALE[unit]
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"  # noqa: PLR2004 - digits


def _ratios(row: Row, figures: Figures) -> str:
    found = figures.get(row.name, {})
    ours = found.get(OURS)
    return ", ".join(
        f"{peer} {times_as_fast(row.unit, ours, found[peer]):.3g}"
        for peer in PEERS
        if ours and peer != OURS and found.get(peer)
    )


def verdict(row: Row, target: Target, figures: Figures) -> str:
    """Return whether a target is reached, and what it came to."""
    judged = target.judge(row, figures)
    if judged is None:
        return "not measured"
    came_to, reached = judged
    compared = "x" if target.peer or target.row else f" {row.unit}"
    return f"{'yes' if reached else '**no**'}: {came_to:.3g}{compared}"


def summary(rows: Sequence[Row], figures: Figures) -> str:
    """Return how many targets are reached, and which are not."""
    verdicts = [
        (f"{row.name} ({target.text(row.unit)})", verdict(row, target, figures))
        for row in rows
        for target in row.targets
    ]
    missed = [f"{name}: {found}" for name, found in verdicts if not found.startswith("yes")]
    head = f"{len(verdicts) - len(missed)} of {len(verdicts)} targets are reached."
    return "\n".join([head, *(f"- {one}" for one in missed)])


def page(rounds: int, sections: Sequence[tuple[str, str]]) -> str:
    """Return the text of BENCHMARKS.md: what was measured how, and each section."""
    now = datetime.datetime.now(datetime.timezone.utc)
    texts = [f"## {title}\n\n{text}" if title else text for title, text in sections]
    return "\n\n".join([_HEAD.format(**_circumstances(), now=now, rounds=rounds), *texts])


_HEAD = """# Benchmarks

Written by `./scripts/bench --write` on {now:%Y-%m-%d}; no figure here is from hand. Each row was
measured up to {rounds} times with every peer, all in turn in one run, those that take long less
often; these are the medians. Beside this tree on eventlet stand its server on a Redis, the release
0.3.0 from PyPI with its own server, redis-py with a redis-server, and a bare websocket echo
(websocket-client and eventlet). Machine: {processors} processors ({model}), {system}, Python
{python}, redis-py {redis}, eventlet {eventlet}."""


def _circumstances() -> dict[str, object]:
    model = "unknown"
    known = Path("/proc/cpuinfo")
    if known.exists():
        names = [line for line in known.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    return {
        "processors": os.cpu_count(),
        "model": model,
        "system": platform.system(),
        "python": platform.python_version(),
        "redis": version("redis"),
        "eventlet": version("eventlet"),
    }
