"""The examples of every entry are true on every surface, and of Redis itself where it has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from harness import SURFACES

from znsocket.commands import registry
from znsocket.registry import Entry
from znsocket.testing import run_examples

CASES = [
    pytest.param(entry, name, id=f"{entry.name}-{name}")
    for entry in registry
    for name in SURFACES
    if name != "redis-py" or entry.redis is None
]


@pytest.mark.parametrize(("entry", "name"), CASES)
@pytest.mark.filterwarnings("ignore:Call to deprecated:DeprecationWarning")  # redis-py's, on hmset
def test_examples(entry: Entry, name: str, surface_by_name: Callable[[str], Any]) -> None:
    assert run_examples(entry, surface_by_name(name)) == ""
