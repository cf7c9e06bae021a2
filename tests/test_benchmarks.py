"""The benchmarks run; what they measure is for people to read."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from harness import ROOT

import znsocket


@pytest.fixture
def store_calls(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that times calls, with a thousand for a million."""
    spec = importlib.util.spec_from_file_location(
        "store_calls", ROOT / "benchmarks" / "store_calls.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    small = {"MILLION": 1000, "CHUNK": 100, "MOST_CALLS": 100, "LONG_ENOUGH": 1e-4}
    for name, value in small.items():
        monkeypatch.setattr(module, name, value)
    return module


def test_every_call_of_the_store_is_timed(store_calls: ModuleType) -> None:
    bench = store_calls.Bench(znsocket.Storage)
    for size in store_calls.SIZES:
        for command in store_calls.CALLS:
            if not (size == "a million elements" and command in ("set", "get", "incr")):
                assert bench.time(command, size) > 0
