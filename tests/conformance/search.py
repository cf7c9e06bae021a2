"""Looking for differences: random programs, and the smallest one that shows a difference."""

# ruff: noqa: T201 - a search prints what it finds
from __future__ import annotations

import random
import time

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import FlakyFailure

from conformance.calls import programs
from conformance.comparison import Comparison, Difference


def check(
    comparison: Comparison,
    group: str | None,
    *,
    runs: int,
    size: int = 40,
    random_seed: int | None = None,
) -> None:
    """Run programs of a group, or of all, and raise the smallest `Difference` that is found.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    group : str or None
        The group whose entries are called; None for all of them.
    runs : int
        The number of programs.
    size : int
        The most calls of one program.
    random_seed : int, optional
        Where to begin; the same programs every time without it.
    """

    @settings(
        max_examples=runs,
        derandomize=random_seed is None,
        database=None,
        deadline=None,
        print_blob=False,
        phases=[Phase.generate, Phase.shrink],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(programs(group, size))
    def sides_agree(program: list) -> None:  # type: ignore[type-arg]
        comparison.run(program)

    if random_seed is not None:
        sides_agree = seed(random_seed)(sides_agree)
    try:
        sides_agree()
    except (Difference, FlakyFailure) as error:
        # What is random on one side may not happen again, and is a difference all the same.
        found = error.exceptions[0] if isinstance(error, FlakyFailure) else error
        if not isinstance(found, Difference):
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


def search(comparison: Comparison, calls: int, groups: list[str | None], size: int = 40) -> int:
    """Make that many calls, print what differs, and return the number of differences."""
    start = time.monotonic()
    turn = 0
    while comparison.calls < calls:
        left = calls - comparison.calls
        group = groups[turn % len(groups)]
        turn += 1
        try:
            check(
                comparison,
                group,
                runs=max(1, min(500, left // 30)),
                size=size,
                random_seed=random.SystemRandom().getrandbits(64),
            )
        except Difference as difference:
            comparison.ignored[difference.signature] += 0
            print(f"{difference}\n", flush=True)
    seconds = time.monotonic() - start
    differences = len(comparison.ignored)
    print(
        f"{comparison.where}: {comparison.calls} calls in {seconds:.0f} s, "
        f"{differences} differences"
    )
    for reason, count in comparison.left_out.most_common():
        print(f"  left out, {count} times: {reason}")
    return differences
