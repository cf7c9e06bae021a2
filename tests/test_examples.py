"""The examples of every entry are true on every surface, and of Redis itself where it has it."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from typing import Any

import pytest
from harness import SURFACES

from znsocket.commands import registry
from znsocket.registry import Entry

CASES = [
    pytest.param(entry, name, id=f"{entry.name}-{name}")
    for entry in registry
    for name in SURFACES
    if name != "redis-py" or entry.redis is None
]


@pytest.mark.parametrize(("entry", "name"), CASES)
@pytest.mark.filterwarnings("ignore:Call to deprecated:DeprecationWarning")  # redis-py's, on hmset
def test_examples(
    entry: Entry, name: str, surface_by_name: Callable[[str], Any], capsys: Any
) -> None:
    examples = doctest.DocTestParser().get_doctest(
        entry.doc, {"r": surface_by_name(name)}, entry.name, None, None
    )
    runner = doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    runner.run(examples)
    assert runner.tries > 0, f"{entry.name} has no example"
    assert runner.failures == 0, capsys.readouterr().out
