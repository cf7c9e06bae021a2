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
from pathlib import Path

from benchmarks.environments import python_with
from benchmarks.peers import OLD_RELEASE
from benchmarks.store_calls import CALLS, SIZES

OURS = "znsocket"
PEERS = {"znsocket 0.3.0": OLD_RELEASE, "fakeredis 2.40": "fakeredis==2.40.*"}

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
        # Warnings of one version about its own dependencies are of no use here.
        self._process = subprocess.Popen(
            [python, "-W", "ignore", Path(__file__).with_name("store_calls.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def time(self, command: str, size: str) -> float:
        """Return the nanoseconds of one call."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps([command, size]), file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


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


def row(command: str, times: list[list[float]]) -> str:
    """Return a line of the table."""
    ours, *others = times
    cells = [f"{command:<8}{statistics.median(ours):>12,.0f}"]
    for peer in others:
        ratio = statistics.median(theirs / own for theirs, own in zip(peer, ours, strict=True))
        cells.append(f"{statistics.median(peer):>12,.0f} {ratio:>7.2f}")
    return "".join(cells)


def main() -> None:
    """Measure what the command line asks for and print it as it comes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15, help="how often each store has its turn")
    parser.add_argument("--command", action="append", choices=CALLS, help="only this one")
    parser.add_argument("--size", action="append", choices=SIZES, help="only this one")
    parser.add_argument("--peer", action="append", choices=PEERS, help="only this one")
    options = parser.parse_args()

    stores = [Store(OURS, sys.executable)]
    stores += [Store(name, python_with(PEERS[name])) for name in options.peer or PEERS]
    for size in options.size or SIZES:
        print(f"{size}, ns a call; times as fast as the peer")
        print(" " * 8 + f"{OURS:>12}" + "".join(f"{one.name:>20}" for one in stores[1:]))
        for command in options.command or CALLS:
            if size != "a million elements" or command not in _NO_ELEMENTS:
                print(row(command, measure(stores, command, size, options.rounds)), flush=True)
    for store in stores:
        store.close()


if __name__ == "__main__":
    main()
