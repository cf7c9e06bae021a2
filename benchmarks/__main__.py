"""Runs the benchmarks: ``./scripts/bench [--rounds N] [--only TEXT] [--write]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import plot, report
from benchmarks.environments import ROOT
from benchmarks.peers import open_peers
from benchmarks.row import OURS, Row
from benchmarks.rows import ROWS

_LARGEST = (32, 100_000, 1_000_000, 500_000_000)  # clients, commands, items, bytes
_MODES = ("eventlet", "gevent", "threading", "asgi")
_MODE_ROWS = (
    "one set",
    "one get",
    "set in pipelines of 1000",
    "set, 100 asyncio tasks on one client",
    "connect",
    "set from 8 client processes",
    "set of a 16 MB text",
    "get of a 16 MB text",
)


def measure(rows: list[Row], rounds: int, async_mode: str = "eventlet") -> report.Figures:
    """Return the figures of some rows, the peers taking turns."""
    figures: report.Figures = {}
    with open_peers({peer for row in rows for peer in row.peers}, async_mode) as workers:
        for number in range(rounds):
            for row in rows:
                for peer in row.peers:
                    _say(f"round {number + 1} of {rounds}: {row.name}, {peer} ({async_mode})")
                    try:
                        (taken,) = workers[peer].run("benchmarks.rows", row.name)
                    except RuntimeError as error:
                        _say(f"{row.name}, {peer}: {error}\n")
                        continue
                    figures.setdefault(row.name, {}).setdefault(peer, []).append(taken)
    return figures


def _say(text: str) -> None:
    sys.stderr.write(f"\r\033[K{text}")


def _modes(rounds: int) -> str:
    """Return the table of what each async mode of the server reaches."""
    rows = [Row(row.name, row.measure, row.unit, (OURS,)) for row in ROWS if row.name in _MODE_ROWS]
    by_mode = {mode: measure(rows, rounds, mode) for mode in _MODES}
    lines = [
        "| work | unit | " + " | ".join(_MODES) + " |",
        "|---|---|" + "---:|" * len(_MODES),
    ]
    for row in rows:
        cells = [
            report.cell(by_mode[mode].get(row.name, {}).get(OURS), row.unit) for mode in _MODES
        ]
        lines.append(f"| {row.name} | {row.unit} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, and write BENCHMARKS.md if asked to."""
    parser = argparse.ArgumentParser(description="Measure znsocket beside its peers.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each row is measured")
    parser.add_argument("--only", default="", help="only rows whose name has this text")
    parser.add_argument("--async-mode", default="eventlet", help="of the server, where not all")
    parser.add_argument("--write", action="store_true", help="write BENCHMARKS.md and its plot")
    parser.add_argument("--quick", action="store_true", help="leave out the largest sizes")
    options = parser.parse_args()
    rows = [
        row
        for row in ROWS
        if options.only in row.name and not (options.quick and row.size in _LARGEST)
    ]
    figures = measure(rows, options.rounds, options.async_mode)
    _say("")
    sys.stdout.write(report.table(rows, figures) + "\n")
    if options.write:
        modes = _modes(1 if options.quick else options.rounds)
        _say("")
        plot.draw(ROOT / "docs" / "benchmarks.svg", rows, figures)
        text = report.page(rows, figures, options.rounds, modes, "\n![cost](docs/benchmarks.svg)\n")
        report.write(Path(ROOT / "BENCHMARKS.md"), text)


if __name__ == "__main__":
    main()
