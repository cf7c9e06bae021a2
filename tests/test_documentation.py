"""The examples in the README and in the docstrings of public classes and functions are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from harness import ROOT

import znsocket
from znsocket.registry import registry

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(znsocket.__path__, "znsocket.")
    if not module.name.startswith("znsocket.commands.") and module.name != "znsocket.__main__"
)

COLLECTIONS = ("collections", "list", "dict", "segments", "adapters", "asyncio")


@pytest.fixture
def names(memory_server: str) -> Iterator[dict[str, Any]]:
    """What the examples refer to: a client, its server's port, and the public names."""
    with znsocket.Client(memory_server) as client:
        client.flushall()
        yield {
            **{name: getattr(znsocket, name) for name in znsocket.__all__},
            "r": client,
            "port": memory_server.rpartition(":")[2],
        }
    if "hwidth" in registry:  # the example of `command` adds it
        registry.remove("hwidth")


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str, names: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    module = importlib.import_module(name)
    runner = doctest.DocTestRunner()
    for found in doctest.DocTestFinder().find(module, extraglobs=names):
        if found.name.rpartition(".")[2] not in registry:  # test_examples.py has those
            runner.run(found)
    assert runner.failures == 0, capsys.readouterr().out


PAGES = ("README.md", *(f"docs/{name}.md" for name in COLLECTIONS))


@pytest.mark.parametrize("page", PAGES)
def test_page(page: str, memory_server: str, capsys: pytest.CaptureFixture[str]) -> None:
    with znsocket.Client(memory_server) as client:
        client.flushall()
    text = (ROOT / page).read_text().replace("znsocket://127.0.0.1:5000", memory_server)
    blocks = re.findall(r"```python\n(>>> .*?)```", text, re.DOTALL)
    assert blocks
    found = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page, None, None)
    runner = doctest.DocTestRunner()
    runner.run(found, clear_globs=False)
    for one in found.globs.values():
        if isinstance(one, znsocket.Client):
            one.close()
    assert runner.failures == 0, capsys.readouterr().out
    assert runner.tries > 5
