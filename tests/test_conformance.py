"""Random calls give on every surface what they give through redis-py on a real Redis.

The calls are the same in every run. ``scripts/conformance`` makes as many others as you like.
"""

from __future__ import annotations

import itertools

import pytest
from conformance.comparison import Difference
from conformance.pools import GROUPS
from conformance.search import ALL, again, check
from conformance.surfaces import SURFACES, Servers, opened

#: Calls of each group, and of all groups mixed, on the embedded store: 20,000 at least.
EMBEDDED = 2_000
#: Calls on each other surface.
ELSEWHERE = 500

pytestmark = [
    # redis-py's, of what is deprecated or experimental
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
    # Threads of clients and servers draw random numbers while a strategy does.
    pytest.mark.filterwarnings("ignore:Do not use the `random` module:FutureWarning"),
    pytest.mark.timeout(180),
]


@pytest.fixture(scope="module")
def servers(request: pytest.FixtureRequest) -> Servers:
    """The servers that surfaces are reached at."""
    return Servers(
        memory=lambda: request.getfixturevalue("memory_server"),
        stored=lambda: request.getfixturevalue("redis_server"),
        redis=lambda: request.getfixturevalue("redis_url"),
        expected=lambda: request.getfixturevalue("expected_redis_url"),
    )


def compare(surface: str, group: str, calls: int, servers: Servers) -> None:
    """Make at least that many calls; fail with the smallest program that differs."""
    found = ""
    with opened(surface, servers) as comparison:
        seeds = itertools.count()
        while comparison.calls < calls and not found:
            begin = next(seeds)
            try:
                check(comparison, group, begin)
            except Difference as difference:
                found = f"{difference}\n{again(surface, group, begin)}"
    if found:
        pytest.fail(found, pytrace=False)


@pytest.mark.parametrize("group", [ALL, *GROUPS])
def test_embedded_store(group: str, servers: Servers) -> None:
    compare("storage", group, EMBEDDED, servers)


@pytest.mark.parametrize("surface", SURFACES[1:])
def test_surface(surface: str, servers: Servers) -> None:
    compare(surface, ALL, ELSEWHERE, servers)
