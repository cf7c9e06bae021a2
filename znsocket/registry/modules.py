"""Commands of one's own: the modules that hold them, named by a program or by installed packages.

An entry is registered when its module is imported, for the whole process. What is here imports the
modules that a server is given, and takes their commands back when one of them cannot be had whole.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType

from znsocket.registry.entry import Entry, registry

#: The group of entry points by which installed packages name modules of theirs with commands.
ENTRY_POINTS = "znsocket.commands"


def load_commands(modules: Iterable[str | ModuleType]) -> list[Entry]:
    """Import modules with commands, or packages of such modules, and return the commands.

    Parameters
    ----------
    modules : iterable of str or module
        Names of modules, or modules that are imported already.

    Raises
    ------
    ValueError
        There is no such module, it has no commands, or the name of a command is taken; the text
        names both places then, and none of the module's commands is registered.
    TypeError
        Something else was given, or a command has no parameter types.

    Examples
    --------
    >>> [entry.name for entry in load_commands(["znsocket.commands.hyperloglog"])]
    ['pfadd', 'pfcount', 'pfmerge']
    """
    if isinstance(modules, (str, ModuleType)):
        raise TypeError(f"commands must be a list of modules, got {modules!r}")
    return [entry for module in modules for entry in _load(module)]


def load_installed_commands() -> list[Entry]:
    """Import the modules that installed packages name as entry points; see `load_commands`."""
    found = importlib.metadata.entry_points(group=ENTRY_POINTS)
    return load_commands([point.module for point in found])


def _load(module: str | ModuleType) -> list[Entry]:
    if not isinstance(module, (str, ModuleType)):
        raise TypeError(f"commands must be modules, or names of modules, got {module!r}")
    with _whole():
        name = module if isinstance(module, str) else module.__name__
        if isinstance(module, str):
            _import(module)
        entries = [entry for entry in registry if f"{entry.module}.".startswith(f"{name}.")]
        if not entries:
            raise ValueError(f"the module {name!r} has no commands: functions with @command")
        for entry in entries:
            # A program that starts should not find out at the first call.
            _ = entry.arguments, entry.reply
    return entries


def _import(name: str) -> None:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name}.".startswith(f"{error.name}."):
            raise  # what the module itself imports
        raise ValueError(f"there is no module {name!r} to take commands from") from None


@contextmanager
def _whole() -> Iterator[None]:
    """Forget what was registered if the block fails, so that it can be tried again."""
    before = set(registry)
    try:
        yield
    except BaseException:
        for entry in set(registry) - before:
            registry.remove(entry.name)
            sys.modules.pop(entry.module, None)
        raise
