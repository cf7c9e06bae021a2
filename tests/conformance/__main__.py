"""``scripts/conformance``: compare as many random calls as you like with those of a real Redis."""

from __future__ import annotations

import argparse
import contextlib
import sys
import warnings
from functools import cache

from harness import running_redis, start_server, stop_process

from conformance.pools import GROUPS
from conformance.search import ALL, search
from conformance.surfaces import SURFACES, Servers, opened


def main() -> int:
    """Run the search from a command line; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="scripts/conformance",
        description="Compare random calls with those of a real Redis, with new seeds each time.",
    )
    parser.add_argument("calls", nargs="?", type=int, default=1_000_000, help="how many")
    parser.add_argument(
        "--group", action="append", choices=[ALL, *GROUPS], help="only calls of these"
    )
    parser.add_argument(
        "--surface", action="append", choices=SURFACES, help="of ours; storage by default"
    )
    parser.add_argument("--seed", type=int, help="where a search that found something began")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # redis-py's, of what is deprecated or experimental
    surfaces = options.surface or ["storage"]
    found = 0
    with contextlib.ExitStack() as stack:

        @cache
        def redis_url(purpose: str) -> str:
            return stack.enter_context(running_redis())

        @cache
        def server(*arguments: str) -> str:
            process, url = start_server(*arguments)
            stack.callback(stop_process, process)
            return url

        servers = Servers(
            memory=server,
            stored=lambda: server("--storage", redis_url("stored")),
            redis=lambda: redis_url("stored"),
            expected=lambda: redis_url("expected"),
        )
        for surface in surfaces:
            comparison = stack.enter_context(opened(surface, servers))
            calls = options.calls // len(surfaces)
            found += search(comparison, calls, options.group or [ALL, *GROUPS], options.seed)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
