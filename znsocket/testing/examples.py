"""The examples of commands as tests."""

from __future__ import annotations

import contextlib
import doctest
import shutil
from types import ModuleType
from typing import Any

import pytest

from znsocket.registry import Entry, load_commands
from znsocket.testing.processes import running_redis, start_server, stop_process
from znsocket.testing.surfaces import (
    SURFACES,
    GetSurface,
    memory_surfaces,
    redis_surfaces,
)

_OPENED = pytest.StashKey[dict[tuple[str, bool], GetSurface]]()


def command_tests(module: str | ModuleType) -> Any:
    """Return the test that the examples of a module's commands are true on every surface.

    Those are the embedded store, a client and an asyncio client of a real server, and the
    pipelines of all three; and the same on a real Redis, for commands that say what they do there.

    Parameters
    ----------
    module : str or module
        What has the commands.

    Raises
    ------
    ValueError
        There is no such module, or it has no commands; see `znsocket.registry.load_commands`.

    Examples
    --------
    >>> test_commands = command_tests("znsocket.commands.hyperloglog")
    """
    entries = load_commands([module])
    module_name = module if isinstance(module, str) else module.__name__
    cases = [
        pytest.param(entry, name, id=f"{entry.name}-{name}")
        for entry in entries
        for name in SURFACES
        if not name.startswith("redis-") or entry.redis is not None or not entry.own
    ]

    @pytest.mark.parametrize(("entry", "name"), cases)
    def test(entry: Entry, name: str, request: pytest.FixtureRequest) -> None:
        get = _opened(request.config, module_name, name.startswith("redis-"))
        failure = run_examples(entry, get(name))
        if failure:
            pytest.fail(failure, pytrace=False)

    return test


def run_examples(entry: Entry, surface: Any) -> str:
    """Run the examples of a command, whose ``r`` is a surface; return what was wrong, if anything.

    Examples
    --------
    >>> from znsocket import Storage
    >>> from znsocket.commands import registry
    >>> run_examples(registry["llen"], Storage())
    ''
    """
    examples = doctest.DocTestParser().get_doctest(
        entry.doc, {"r": surface}, entry.name, None, None
    )
    printed: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    runner.run(examples, out=printed.append)
    if runner.tries == 0:
        return f"{entry.name} at {entry.place} has no example"
    return "".join(printed)


def _opened(config: pytest.Config, module: str, on_redis: bool) -> GetSurface:
    """Return what gives the surfaces; they are opened once and stay so to the end of the run."""
    opened = config.stash.setdefault(_OPENED, {})
    if (module, on_redis) not in opened:
        if on_redis and shutil.which("redis-server") is None:
            pytest.skip("redis-server is not installed")
        stack = contextlib.ExitStack()
        config.add_cleanup(stack.close)
        opened[module, on_redis] = _open(stack, module, on_redis)
    return opened[module, on_redis]


def _open(stack: contextlib.ExitStack, module: str, on_redis: bool) -> GetSurface:
    # Commands of znsocket itself need not be named to it.
    options = [] if module.startswith("znsocket.commands.") else ["--commands", module]
    redis_url = stack.enter_context(running_redis()) if on_redis else ""
    if on_redis:
        options += ["--storage", redis_url]
    process, url = start_server(*options)
    stack.callback(stop_process, process)
    surfaces = redis_surfaces(url, redis_url) if on_redis else memory_surfaces(url)
    return stack.enter_context(surfaces)
