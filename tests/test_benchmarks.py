"""The benchmarks run; what they measure is for people to read."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
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


def test_rows_are_measured_beside_a_peer_and_judged() -> None:
    options = ("--quick", "--only", "one set", "--peers", "znsocket,bare echo,redis-py")
    command = [sys.executable, "-m", "benchmarks", *options]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figure = r"[\d.,]+"
    row = rf"\| one set \| µs \| {figure} \|.*\| (yes|\*\*no\*\*): {figure}x \|"
    assert re.search(row, run.stdout)
    assert re.search(r"\n[012] of 2 targets are reached", run.stdout)


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the package be imported, which is not installed."""
    monkeypatch.syspath_prepend(ROOT)


@pytest.mark.usefixtures("benchmarks")
def test_a_row_that_fails_does_not_lose_the_others() -> None:
    from benchmarks.peers import Peers
    from benchmarks.row import REDIS

    with Peers() as peers:
        for module, fault, reason in (
            ("benchmarks.calls", "no_such_row", "no attribute 'no_such_row'"),
            ("sys", "exit", "the process ended"),
        ):
            with pytest.raises(RuntimeError, match=reason):
                peers.run(REDIS, module, fault)
            assert peers.run(REDIS, "benchmarks.calls", "one_get") > 0


@pytest.mark.usefixtures("benchmarks")
def test_targets_compare_times_and_rates() -> None:
    from benchmarks.row import ECHO, OLD, OURS, Row, at_least, at_most
    from benchmarks.worker import ready

    latency = Row("latency", ready, "ms")
    rate = Row("rate", ready, "op/s")
    figures = {
        "latency": {OURS: [0.002, 0.001, 0.9], OLD: [0.006], ECHO: [0.001]},
        "rate": {OURS: [300.0], OLD: [100.0]},
        "slower": {OURS: [100.0]},
    }
    for row, target, came_to, reached in (
        (latency, at_least(3, OLD), 3, True),
        (latency, at_least(3.1, OLD), 3, False),
        (latency, at_most(2, ECHO), 2, True),
        (latency, at_most(1.9, ECHO), 2, False),
        (latency, at_most(0.003), 2, True),
        (latency, at_most(0.001), 2, False),
        (rate, at_least(3, OLD), 3, True),
        (rate, at_most(1.5, row="slower"), 1 / 3, True),
    ):
        judged = target.judge(row, figures)
        assert judged is not None
        assert judged[0] == pytest.approx(came_to)
        assert judged[1] == reached
    assert at_most(1.5, row="missing").judge(rate, figures) is None


@pytest.mark.usefixtures("benchmarks")
def test_every_group_of_sizes_is_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from benchmarks.plot import draw
    from benchmarks.row import OURS
    from benchmarks.rows import ROWS

    figures = {row.name: {OURS: [0.001 * row.size]} for row in ROWS if row.group}
    written = {path.stem for path in draw(tmp_path, ROWS, figures)}
    assert written == {"clients", "collections", "get", "pipelines", "set"}
    assert all((tmp_path / f"{name}.svg").stat().st_size for name in written)
