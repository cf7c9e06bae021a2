"""Writes what is made of a module with commands of one's own."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterable
from pathlib import Path

from znsocket.generate.reference import reference_page
from znsocket.generate.stubs import client_module, client_stubs
from znsocket.generate.typescript import typescript_extension
from znsocket.registry import load_commands


def write_modules(names: Iterable[str], folder: Path) -> list[Path]:
    """Write stubs, TypeScript and a page of the reference for modules with commands.

    Of ``package.board`` these are ``board_client.py`` and ``board_client.pyi``, whose clients have
    the commands as typed methods, ``board.ts``, which gives them to the TypeScript client, and
    ``board.md``.

    Parameters
    ----------
    names : iterable of str
        The modules.
    folder : Path
        Where to; it is made if need be.

    Returns
    -------
    list of Path
        What was written.

    Raises
    ------
    ValueError
        There is no such module, or it has no commands; see `znsocket.registry.load_commands`.
    """
    contents: dict[Path, str] = {}
    for name in names:
        for file, content in module_files(name).items():
            if folder / file in contents:
                raise ValueError(f"two modules are called {name.rpartition('.')[2]!r}")
            contents[folder / file] = content
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in contents.items():
        path.write_text(content)
    return list(contents)


def module_files(name: str) -> dict[str, str]:
    """Return what `write_modules` writes for one module, by the name of the file."""
    entries = load_commands([name])
    stem = name.rpartition(".")[2]
    origin = f"{name} by znsocket generate"
    introduction = inspect.getdoc(importlib.import_module(name)) or ""
    return {
        f"{stem}_client.py": client_module(name),
        f"{stem}_client.pyi": client_stubs(entries, origin),
        f"{stem}.ts": typescript_extension(entries, origin),
        f"{stem}.md": reference_page(f"Commands of {name}", entries, introduction),
    }
