"""The part of the tour that shows collections: shared by two clients, an array, an adapter."""

from __future__ import annotations

import queue
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from znsocket import Client, Dict, List, ListAdapter

if TYPE_CHECKING:
    from tour import Questions, Words

#: Numbers of the array: 8 MB.
NUMBERS = 1_000_000


class Files(Sequence[str]):
    """The texts of files, each of which is read when it is asked for.

    Parameters
    ----------
    folder : Path
        Where they are.
    names : list of str
        Their paths in there.
    """

    def __init__(self, folder: Path, names: list[str]) -> None:
        self.folder = folder
        self.names = names

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, index: Any) -> Any:
        return (self.folder / self.names[index]).read_bytes().decode(errors="replace")


def serve_files(r: Client, folder: Path, names: list[str]) -> None:
    """Serve the texts of files to other clients, as long as `r` is connected."""
    ListAdapter("texts", r, Files(folder, names))


def ask_collections(questions: Questions, words: Words) -> None:
    """Share a list and a dict between two clients, and hear of changes."""
    do, ask = questions.do, questions.ask
    changes: queue.Queue[Any] = queue.Queue()
    with Client(questions.r.address) as other:
        questions.names |= {"other": other, "List": List, "Dict": Dict, "changes": changes}
        top = [word for word, _ in words.ranking[:5]]
        do('mine, yours = List(r, "top"), List(other, "top")')
        do("yours.on_refresh(changes.put)")
        do(f"mine.extend({top})")
        ask("changes.get(timeout=5)", {"start": 0, "stop": None}, commands=0)
        ask("yours[1:4]", top[1:4])
        do('mine[1:4] = ["somewhere", "between"]')
        ask("changes.get(timeout=5)", {"start": 1, "stop": None}, commands=0)
        ask("(yours.pop(2), mine[:])", ("between", [top[0], "somewhere", top[4]]), commands=2)
        ask("mine[5]", "list index out of range")

        size = dict(sorted(words.sizes.items())[:2])
        do('sizes, theirs = Dict(r, "sizes"), Dict(other, "sizes")')
        do("theirs.on_refresh(changes.put)")
        do(f"sizes.update({size})")
        ask("changes.get(timeout=5)", {"keys": list(size)}, commands=0)
        ask("theirs == sizes", True)
        ask('theirs.setdefault("total", mine)[0]', top[0], commands=2)
        ask("sizes.popitem()[0]", "total")


def ask_arrays(questions: Questions, words: Words) -> None:
    """Share an array of numpy."""
    import numpy as np
    from znjson.converter import NumpyConverter

    do, ask = questions.do, questions.ask
    questions.names |= {"np": np, "NumpyConverter": NumpyConverter}
    do('arrays = Dict(r, "arrays", converter=[NumpyConverter])')
    do(f'arrays["line"] = np.linspace(0, 1, {NUMBERS})')
    do('line = arrays["line"]')
    ask("(line.nbytes, line.dtype.name)", (8 * NUMBERS, "float64"), commands=0)
    ask(f"bool((line == np.linspace(0, 1, {NUMBERS})).all())", True, commands=0)


def ask_adapters(questions: Questions, words: Words) -> None:
    """Read files of the other process, which reads them when they are asked for."""
    do, ask = questions.do, questions.ask
    names = list(words.files)
    readme = names.index("README.md")
    do('texts = List(r, "texts")')
    ask("len(texts)", len(names))
    ask(f"texts[{readme}].split()[:2]", ["#", "znsocket"])
    ask("[len(text.encode()) for text in texts[:3]]", [words.sizes[name] for name in names[:3]])
    ask(
        'texts.append("more")',
        "'znsocket.List:texts' is frozen and cannot be modified. "
        "Create a copy of the object to modify it.",
    )
