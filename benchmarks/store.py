"""The embedded store called directly, beside the stores that it replaces.

``python -m benchmarks.store`` prints nanoseconds of processor time a call, and how many times as
fast ours is: above 1, ours is faster. Every figure is the median of rounds in which the stores take
turns, so that a busy machine troubles all of them alike.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from benchmarks.environments import python_with
from benchmarks.peers import OLD_RELEASE
from benchmarks.store_calls import CALLS, SIZES

OURS, OLD, FAKEREDIS = "znsocket", "znsocket 0.3.0", "fakeredis 2.40"
PEERS = {OLD: OLD_RELEASE, FAKEREDIS: "fakeredis==2.40.*"}

_TOO_LONG = 300  # seconds; filling a store with a million keys takes a minute at the most

_NO_ELEMENTS = ("set", "get", "incr")


class Store:
    """A store in a process of its own.

    Parameters
    ----------
    name : str
        What the table calls it.
    python : str or Path
        The Python that has it installed.
    """

    def __init__(self, name: str, python: str | Path) -> None:
        self.name = name
        self._python = python
        self._process: subprocess.Popen[str] | None = None

    def time(self, command: str, size: str) -> float:
        """Return the nanoseconds of one call; raise `RuntimeError` if the process ends."""
        if self._process is None:
            # Warnings of one version about its own dependencies are of no use here.
            self._process = subprocess.Popen(
                [self._python, "-W", "ignore", Path(__file__).with_name("store_calls.py")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        end = threading.Timer(_TOO_LONG, process.kill)
        end.start()
        try:
            print(json.dumps([command, size]), file=process.stdin, flush=True)
            return float(process.stdout.readline())
        except (OSError, ValueError):
            self.close()  # it starts anew for the next call
            raise RuntimeError(f"{self.name} has ended") from None
        finally:
            end.cancel()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def measure(stores: list[Store], command: str, size: str, rounds: int) -> list[list[float]]:
    """Return the times of each store, round by round."""
    times: list[list[float]] = [[] for _ in stores]
    for store in stores:
        store.time(command, size)  # fills it
    for number in range(rounds):
        turns = list(zip(stores, times, strict=True))
        for store, measured in turns if number % 2 else reversed(turns):
            measured.append(store.time(command, size))
    return times


def line(command: str, size: str, names: Sequence[str], times: list[list[float]]) -> str:
    """Return a line of the table, with the target: no slower than the last release."""
    ours, *others = times
    cells = [f"{statistics.median(ours):,.0f}"]
    reached = "not measured"
    for name, peer in zip(names, others, strict=True):
        ratio = statistics.median(theirs / own for theirs, own in zip(peer, ours, strict=True))
        cells.append(f"{statistics.median(peer):,.0f} ({ratio:.3g}x)")
        if name == OLD:
            reached = f"{'yes' if ratio >= 1 else '**no**'}: {ratio:.2f}x"
    return f"| {command}, {size} | {' | '.join(cells)} | at least 1x as fast as {OLD} | {reached} |"


def table(
    rounds: int,
    sizes: Sequence[str] = tuple(SIZES),
    commands: Sequence[str] = tuple(CALLS),
    peers: Sequence[str] = tuple(PEERS),
) -> str:
    """Measure, print each line as it comes, and return the table in Markdown."""
    lines = [
        f"| call, ns of the processor | {OURS} | {' | '.join(peers)} | target | reached |",
        "|---|---:|" + "---:|" * len(peers) + "---|---|",
    ]
    print("\n".join(lines), flush=True)
    stores = [Store(OURS, sys.executable)]
    stores += [Store(name, python_with(PEERS[name])) for name in peers]
    try:
        for size in sizes:
            for command in commands:
                if size == "a million elements" and command in _NO_ELEMENTS:
                    continue
                try:
                    made = line(command, size, peers, measure(stores, command, size, rounds))
                except RuntimeError as error:
                    made = f"| {command}, {size} | failed: {error} |" + " |" * (len(peers) + 2)
                lines.append(made)
                print(made, flush=True)
    finally:
        for store in stores:
            store.close()
    return "\n".join(lines)


def main() -> None:
    """Measure what the command line asks for and print it as it comes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15, help="how often each store has its turn")
    parser.add_argument("--command", action="append", choices=CALLS, help="only this one")
    parser.add_argument("--size", action="append", choices=SIZES, help="only this one")
    parser.add_argument("--peer", action="append", choices=PEERS, help="only this one")
    options = parser.parse_args()
    table(
        options.rounds,
        options.size or tuple(SIZES),
        options.command or tuple(CALLS),
        options.peer or tuple(PEERS),
    )


if __name__ == "__main__":
    main()
