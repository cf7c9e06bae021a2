"""The ``znsocket`` command."""

from __future__ import annotations

import enum
import errno
import gc
import logging
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from znsocket import __version__
from znsocket.exceptions import ZnSocketError
from znsocket.server import Server
from znsocket.server.adapters import LEASE
from znsocket.wire import Limits

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class AsyncMode(str, enum.Enum):
    """What serves the connections."""

    eventlet = "eventlet"
    gevent = "gevent"
    threading = "threading"
    asgi = "asgi"


class LogLevel(str, enum.Enum):
    """The least severe messages that are logged."""

    debug = "debug"
    info = "info"
    warning = "warning"
    error = "error"
    critical = "critical"


def _names_of(choices: type[enum.Enum]) -> str:
    return ", ".join(choice.value for choice in choices)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"znsocket {__version__}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    epilog="Example: znsocket --port 5000 --storage redis://localhost:6379/0",
)
def serve(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(metavar="NUMBER", help="Port; 0 takes a free one.", min=0, max=65535),
    ] = 5000,
    storage: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="'memory', or where Redis is: redis://, rediss://, unix://, redis+sentinel:// or "
            "redis+cluster://.",
        ),
    ] = "memory",
    message_queue: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="The queue by which servers share events; by default --storage's Redis.",
        ),
    ] = None,
    adapter_lease: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            help="How long the adapters of a server on the same Redis stay when it is gone.",
            min=0.1,
        ),
    ] = LEASE,
    commands: Annotated[
        list[str],
        typer.Option(
            metavar="MODULE",
            help="Commands of your own, as in package.module; may be repeated.",
        ),
    ] = [],  # noqa: B006 - typer reads it
    max_http_buffer_size: Annotated[
        int | None,
        typer.Option(metavar="BYTES", help="The largest message; 64 MiB by default.", min=1),
    ] = None,
    limit: Annotated[
        list[str],
        typer.Option(
            metavar="NAME=NUMBER",
            help="What clients may use at the most, such as largest_message=100000000; the names "
            "are those of znsocket.Limits; may be repeated.",
        ),
    ] = [],  # noqa: B006 - typer's way
    async_mode: Annotated[
        AsyncMode, typer.Option(metavar="MODE", help=f"What serves: {_names_of(AsyncMode)}.")
    ] = AsyncMode.eventlet,
    log_level: Annotated[
        LogLevel, typer.Option(metavar="LEVEL", help=f"What is logged: {_names_of(LogLevel)}.")
    ] = LogLevel.warning,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Serve a Redis-compatible store and shared Python collections over websockets."""
    if context.invoked_subcommand is not None:
        return
    logging.basicConfig(level=log_level.value.upper())
    _find_modules_here()
    try:
        server = Server(
            port=port,
            host=host,
            max_http_buffer_size=max_http_buffer_size,
            async_mode=async_mode.value,
            storage=storage,
            message_queue=message_queue,
            adapter_lease=adapter_lease,
            commands=commands,
            limits=Limits.read(limit),
            logger=log_level in (LogLevel.debug, LogLevel.info),
        )
        server.listen()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            _fail(f"port {port} on {host} is taken; --port names another")
        _fail(f"cannot listen on {host}:{port}: {error}")
    except (ZnSocketError, ValueError) as error:
        _fail(str(error))
    ready = f"znsocket serves {server.url} ({async_mode.value}) from {server.storage}"

    def announce() -> None:
        # What was imported stays: the garbage collector need not look at it again and again, which
        # would take as long as answering pipelines does.
        gc.collect()
        gc.freeze()
        typer.echo(ready)

    server.run(on_ready=announce)


@app.command(epilog="Example: znsocket generate package.module -o out/")
def generate(
    modules: Annotated[list[str], typer.Argument(help="Modules with commands of your own.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write to.")] = Path(),
) -> None:
    """Write clients and a reference for your own commands."""
    from znsocket.generate import write_modules

    _find_modules_here()
    try:
        for path in write_modules(modules, out):
            typer.echo(path)
    except (OSError, TypeError, ValueError) as error:
        _fail(str(error))


def _find_modules_here() -> None:
    """Look for modules in the current folder, as Python does; a script has its own there."""
    sys.path.insert(0, os.getcwd())


def _fail(reason: str) -> NoReturn:
    typer.echo(f"znsocket: {reason}", err=True)
    raise typer.Exit(1)
