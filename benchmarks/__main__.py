"""Runs the benchmarks: ``./scripts/bench [--rounds N] [--only TEXT] [--quick] [--write]``."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Callable, Sequence

from benchmarks import nodes, plot, report, store
from benchmarks.environments import ROOT
from benchmarks.peers import Peers
from benchmarks.row import OURS, PEERS, Row
from benchmarks.rows import ROWS
from benchmarks.store_calls import SIZES

_LARGEST = (32, 100_000, 1_000_000, 500_000_000)  # clients, commands, items, bytes
_STARTED = time.perf_counter()
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


class Run:
    """Figures of rows as they are measured, and why some could not be.

    Parameters
    ----------
    rows : sequence of Row
    peers : sequence of str
        Who is measured, of those that the rows name.
    async_mode : str
        That of our server.
    """

    def __init__(
        self, rows: Sequence[Row], peers: Sequence[str] = PEERS, async_mode: str = "eventlet"
    ) -> None:
        self.rows = rows
        self.peers = peers
        self.figures: dict[str, dict[str, list[float]]] = {}
        self.failures: dict[tuple[str, str], str] = {}
        self._async_mode = async_mode

    def measure(self, rounds: int, minutes: float) -> None:
        """Measure rounds of all rows, the peers taking turns, but none that would take too long."""
        start = time.monotonic()
        with Peers(self._async_mode) as peers:
            for number in range(rounds):
                began = time.monotonic()
                for row in self.rows:
                    if number < row.rounds:
                        turns = [peer for peer in row.peers if peer in self.peers]
                        for peer in turns if number % 2 else reversed(turns):
                            _say(f"round {number + 1}: {row.name}, {peer} ({self._async_mode})")
                            self._measure(peers, row, peer)
                now = time.monotonic()
                if (now - start) + (now - began) > 60 * minutes:
                    break

    def _measure(self, peers: Peers, row: Row, peer: str) -> None:
        try:
            figure = peers.run(peer, "benchmarks.rows", row.name)
        except RuntimeError as error:
            before = self.failures.get((row.name, peer), "")
            self.failures[row.name, peer] = f"{before}\n{error}".strip()
        else:
            self.figures.setdefault(row.name, {}).setdefault(peer, []).append(figure)


def _say(text: str) -> None:
    """Tell where it is: on one line of a terminal, or in a log with the seconds so far."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text}")
    elif text:
        sys.stderr.write(f"{time.perf_counter() - _STARTED:5.0f} s: {text}\n")


def _modes(rounds: int, minutes: float) -> str:
    """Return the table of what each async mode of the server reaches."""
    rows = [
        Row(row.name, row.measure, row.unit, (OURS,), rounds=row.rounds)
        for row in ROWS
        if row.name in _MODE_ROWS
    ]
    runs = {mode: Run(rows, async_mode=mode) for mode in _MODES}
    for run in runs.values():
        run.measure(rounds, minutes / len(_MODES))
    lines = [
        "| work | unit | " + " | ".join(_MODES) + " |",
        "|---|---|" + "---:|" * len(_MODES),
    ]
    for row in rows:
        cells = [
            report.cell(run.figures.get(row.name, {}).get(OURS), row.unit, failed=True)
            for run in runs.values()
        ]
        lines.append(f"| {row.name} | {row.unit} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _plots(run: Run) -> str:
    pictures = plot.draw(ROOT / "docs" / "benchmarks", run.rows, run.figures)
    return "\n".join(f"![{one.stem}]({one.relative_to(ROOT)})" for one in pictures)


def _tried(make: Callable[[], str]) -> str:
    """Return a section's text, or why there is none: one that fails does not lose the others."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001 - it is told
        return f"failed: {type(error).__name__}: {error}"


def main() -> None:
    """Measure, print the table, and write BENCHMARKS.md if asked to."""
    parser = argparse.ArgumentParser(description="Measure znsocket beside its peers.")
    parser.add_argument("--rounds", type=int, help="how often each row is measured; 5, or 1")
    parser.add_argument("--minutes", type=float, default=11, help="no further rounds beyond them")
    parser.add_argument("--only", default="", help="only rows whose name has this text")
    parser.add_argument("--peers", default=",".join(PEERS), help="only these, with commas between")
    parser.add_argument("--async-mode", default="eventlet", help="of the server, where not all")
    parser.add_argument("--write", action="store_true", help="write BENCHMARKS.md and its plots")
    parser.add_argument("--quick", action="store_true", help="leave out what takes long")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # with the servers
    rounds = options.rounds or (1 if options.quick else 5)
    rows = [
        row
        for row in ROWS
        if options.only in row.name and not (options.quick and row.size in _LARGEST)
    ]
    run = Run(rows, options.peers.split(","), options.async_mode)
    run.measure(rounds, options.minutes)
    _say("")
    table = report.table(rows, run.figures, run.failures)
    summary = report.summary(rows, run.figures)
    print(table, summary, sep="\n\n", flush=True)
    if options.only and not options.write:
        return
    sections = [("", f"{table}\n\n{summary}")]
    sections.append(("Servers on a Redis", _tried(lambda: nodes.prediction(run.figures))))
    sizes = tuple(SIZES)[:1] if options.quick else tuple(SIZES)
    sections.append(("The embedded store, called directly", _tried(lambda: store.table(5, sizes))))
    if options.write:
        modes = _tried(lambda: _modes(1 if options.quick else 3, 2))
        _say("")
        sections.append(("Async modes of the server", modes))
        sections.append(("Cost against size", _tried(lambda: _plots(run))))
        (ROOT / "BENCHMARKS.md").write_text(report.page(rounds, sections).rstrip() + "\n")


if __name__ == "__main__":
    main()
