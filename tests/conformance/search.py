"""Looking for differences: random programs, and the smallest one that shows a difference."""

# ruff: noqa: T201 - a search prints what it finds
from __future__ import annotations

import itertools
import random
import time

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import FlakyFailure

from conformance.calls import programs
from conformance.comparison import Comparison, Difference

#: Programs that are run from one seed on, each of up to so many calls.
RUNS, SIZE = 20, 40

#: After how many calls a search tells how far it is.
EVERY = 100_000

#: What calls of all groups mixed are called.
ALL = "all"


def check(comparison: Comparison, group: str, begin: int) -> None:
    """Run the programs of a group that follow from a seed, and raise the smallest `Difference`.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    group : str
        The group whose entries are called; `ALL` for all of them.
    begin : int
        The seed.
    """

    @seed(begin)
    @settings(
        max_examples=RUNS,
        database=None,
        deadline=None,
        print_blob=False,
        phases=[Phase.generate, Phase.shrink],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(programs(None if group == ALL else group, SIZE))
    def sides_agree(program: list) -> None:  # type: ignore[type-arg]
        comparison.run(program)

    try:
        sides_agree()
    except (Difference, FlakyFailure) as error:
        # What is random on one side may not happen again, and is a difference all the same.
        several = error.exceptions if isinstance(error, FlakyFailure) else [error]
        found = next((one for one in several if isinstance(one, Difference)), None)
        if found is None:
            raise
        raise shortest(comparison, found) from None


def shortest(comparison: Comparison, difference: Difference) -> Difference:
    """Return the difference after as few calls as can be; the arguments are small already."""
    place = len(difference.program) - 2
    while place >= 0:
        shorter = difference.program[:place] + difference.program[place + 1 :]
        try:
            comparison.run(shorter)
        except Difference as same:
            if same.signature == difference.signature:
                difference = same
        place = min(place, len(difference.program) - 1) - 1
    return difference


def search(comparison: Comparison, calls: int, groups: list[str], begin: int | None = None) -> int:
    """Make that many calls, print what differs, and return the number of differences.

    With a seed to `begin` at, the calls are those of the first group that follow from it.
    """
    start = time.monotonic()
    turns = itertools.cycle(groups)
    told = 0
    while comparison.calls < calls:
        if comparison.calls >= told + EVERY:
            told = comparison.calls
            print(f"{told} calls so far", flush=True)
        group, number = next(turns), begin
        if number is None:
            number = random.SystemRandom().getrandbits(64)
        try:
            check(comparison, group, number)
        except Difference as difference:
            comparison.ignored[difference.signature] += 0
            print(f"{difference}\n{again(comparison.where, group, number)}\n", flush=True)
        if begin is not None:
            break
    seconds = time.monotonic() - start
    differences = len(comparison.ignored)
    print(
        f"{comparison.where}: {comparison.calls} calls in {seconds:.0f} s, "
        f"{differences} differences"
    )
    for reason, count in comparison.left_out.most_common():
        print(f"  left out, {count} times: {reason}")
    return differences


def again(surface: str, group: str, begin: int) -> str:
    """Return the command that makes the same calls again."""
    return f"again: scripts/conformance --surface {surface} --group {group} --seed {begin}"
