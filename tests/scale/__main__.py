"""``scripts/scale``: put nodes on one Redis through their paces, and print the figures."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from scale import speed, trouble
from scale.fleet import running_fleet
from scale.trouble import Report

PARTS = ("trouble", "speed")


def main() -> int:
    """Run the parts that a command line asks for; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="scripts/scale",
        description="Put several nodes on one Redis through their paces, and print the figures.",
    )
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each trial takes")
    options = parser.parse_args()
    wrong = set(options.parts) - set(PARTS)
    if wrong:
        parser.error(f"there is no part {wrong.pop()!r}")
    parts = options.parts or PARTS
    if "trouble" in parts:
        show_trouble(options.seconds)
    if "speed" in parts:
        show_speed(options.seconds)
    return 0


def show_trouble(seconds: float) -> None:
    """Print what became of the writes of 30 clients."""
    print(f"\n{trouble.CLIENTS} clients append to lists, three nodes on one Redis behind nginx:\n")
    rows = []
    with tempfile.TemporaryDirectory() as directory, running_fleet(Path(directory)) as fleet:
        rows.append(_row("nothing happens", trouble.quiet(fleet, seconds)))
        rows.append(_row("a node is killed", trouble.killed_node(fleet, seconds)))
        rows.append(_row("all nodes are restarted", trouble.rolling_restart(fleet, seconds)))
        rows.append(_row("Redis is killed, with AOF", trouble.restarted_redis(fleet, seconds)))
        rows.append(_row("a node is cut off for 10 s", trouble.cut_node(fleet, seconds, 10)))
    show_table(rows)
    print("\nNo acknowledged write was lost, none was carried out twice, all were in order.")


def _row(name: str, report: Report) -> dict[str, Any]:
    outcome = report.outcome
    return {
        "what happens": name,
        "acknowledged": outcome.acknowledged,
        "a second": report.rate,
        "failed": outcome.failed,
        "in a row": outcome.most,
        "in doubt": outcome.doubtful,
        "yet carried out": outcome.applied,
        "longest call, s": outcome.longest,
        "longest gap, s": outcome.pause,
        "clients of each node": " ".join(map(str, report.clients)),
    }


def show_speed(seconds: float) -> None:
    """Print what a node on Redis costs."""
    print("\nFastest tenth of rounds that take turns:\n")
    rows = []
    for name, times in speed.latencies().items():
        ours, embedded, theirs = times["on Redis"], times["embedded"], times["redis-py"]
        rows.append(
            {
                "": name,
                **times,
                "on Redis / embedded": ours / embedded,
                "redis-py / on Redis": theirs / ours,
            }
        )
    show_table(rows)
    print("\nEight processes that call set, and the processor time of a call:\n")
    show_table(speed.rates(seconds))


def show_table(rows: list[dict[str, Any]]) -> None:
    """Print rows as a table in Markdown."""
    names = list(rows[0])
    print("| " + " | ".join(names) + " |")
    print("|" + "---|" * len(names))
    for row in rows:
        cells = [f"{cell:,.2f}" if isinstance(cell, float) else str(cell) for cell in row.values()]
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    sys.exit(main())
