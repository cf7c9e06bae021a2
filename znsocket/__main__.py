"""The entry point of the ``znsocket`` command and of ``python -m znsocket``.

Redis, or a queue, is waited for on sockets. Under eventlet and gevent these let other connections
go on only if the standard library is patched, and that has to come before anything else is
imported.
"""

from __future__ import annotations

import sys
import warnings
from itertools import pairwise


def main() -> None:
    """Run the ``znsocket`` command."""
    if _option("--storage", "memory") != "memory" or _option("--message-queue", ""):
        _patch(_option("--async-mode", "eventlet"))
    from znsocket.cli import app

    app()


def _patch(async_mode: str) -> None:
    if async_mode == "eventlet":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import eventlet
        eventlet.monkey_patch()
    elif async_mode == "gevent":
        import gevent.monkey

        gevent.monkey.patch_all()


def _option(name: str, default: str) -> str:
    """Return the last value that the command line gives an option, without checking it."""
    arguments = sys.argv[1:]
    values = [after for before, after in pairwise(arguments) if before == name]
    values += [one.partition("=")[2] for one in arguments if one.startswith(name + "=")]
    return values[-1] if values else default


if __name__ == "__main__":
    main()
