"""``scripts/scale``: put nodes on one Redis through their paces, and print the figures."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness import ROOT

from scale import speed, trouble
from scale.fleet import running_fleet
from scale.trouble import Report

PAGE = ROOT / "docs" / "scaling.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"


def main() -> int:
    """Run the parts that a command line asks for; return the exit status."""
    parts = {"trouble": troubles, "speed": speeds}
    parser = argparse.ArgumentParser(
        prog="scripts/scale",
        description="Put several nodes on one Redis through their paces, and print the figures.",
    )
    parser.add_argument("part", nargs="?", choices=parts, help="both by default")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each trial takes")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.relative_to(ROOT)}, too")
    options = parser.parse_args()
    if options.write and options.part:
        parser.error("--write takes both parts")
    lines = [machine()]
    print(lines[0])
    for name, part in parts.items():
        if options.part in (None, name):
            for line in part(options.seconds):
                print(line)
                lines.append(line)
    if options.write:
        before, _, rest = PAGE.read_text().partition(BEGIN)
        _, _, after = rest.partition(END)
        PAGE.write_text(before + BEGIN + "\n".join(["", *lines, ""]) + END + after)
    return 0


def machine() -> str:
    """Return what it is measured on."""
    _, _, version, *_ = subprocess.check_output(["redis-server", "--version"], text=True).split()
    redis = version.removeprefix("v=")
    return (
        f"{os.cpu_count()} processors for clients, nodes, Redis and nginx together; "
        f"load at the beginning {os.getloadavg()[0]:.1f}; "
        f"Python {platform.python_version()}, Redis {redis}."
    )


def troubles(seconds: float) -> Iterator[str]:
    """Give lines with what became of the writes of 30 clients."""
    with tempfile.TemporaryDirectory() as directory, running_fleet(Path(directory)) as fleet:
        rows = [
            _row("nothing", trouble.quiet(fleet, seconds)),
            _row("a node is killed", trouble.killed_node(fleet, seconds)),
            _row("all nodes are restarted", trouble.rolling_restart(fleet, seconds)),
            _row("Redis is killed", trouble.restarted_redis(fleet, seconds)),
            _row("a node is cut off for 10 s", trouble.cut_node(fleet, seconds, 10)),
        ]
    yield ""
    yield (
        f"{trouble.CLIENTS} clients append to a list each, every 10 ms, over nginx and three nodes "
        f"on a Redis with `appendfsync always`. No write that was acknowledged was lost or out of "
        f"order, none was carried out twice, and none that was said not to have been carried out "
        f"was; else there would be no table."
    )
    yield ""
    yield from table(rows)


def _row(name: str, report: Report) -> dict[str, Any]:
    outcome = report.outcome
    return {
        "what happens": name,
        "acknowledged": outcome.acknowledged,
        "a second": report.rate,
        "failed": outcome.failed,
        "in a row": outcome.most,
        "of these perhaps carried out": outcome.doubtful,
        "were carried out": outcome.applied,
        "longest call, s": outcome.longest,
        "longest without acknowledgement, s": outcome.pause,
        "clients of each node at the end": " ".join(map(str, report.clients)),
    }


def speeds(seconds: float) -> Iterator[str]:
    """Give lines with what a node on Redis costs."""
    rows = []
    for name, times in speed.latencies().items():
        ours, embedded, theirs = times["on Redis"], times["embedded"], times["redis-py"]
        rows.append(
            {
                "one client": name,
                **times,
                "on Redis / embedded": ours / embedded,
                "redis-py / on Redis": theirs / ours,
            }
        )
    yield ""
    yield "One client, the fastest tenth of rounds that take turns:"
    yield ""
    yield from table(rows)
    yield ""
    yield "Eight processes that call `set`, and the processor time of a call:"
    yield ""
    yield from table(speed.rates(seconds))


def table(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Give the lines of a table in Markdown."""
    yield "| " + " | ".join(rows[0]) + " |"
    yield "|" + "---|" * len(rows[0])
    for row in rows:
        cells = [_cell(cell) for cell in row.values()]
        yield "| " + " | ".join(cells) + " |"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 1000 else f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


if __name__ == "__main__":
    sys.exit(main())
