"""What importing costs, who may import whom, and what the type checker sees."""

from __future__ import annotations

import ast
import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest
from harness import ROOT

import znsocket

# Each room of the design, and the rooms it may import besides itself.
ROOMS: dict[str, set[str]] = {
    "exceptions": set(),
    "abc": set(),
    "registry": {"exceptions"},
    "keyspace": {"exceptions", "registry"},
    "commands": {"exceptions", "registry", "keyspace"},
    "surfaces": {"exceptions", "registry", "keyspace", "commands"},
    "generate": {"registry"},
    "wire": {"exceptions"},
    "locks": {"exceptions", "registry"},
    "pubsub": {"exceptions", "registry"},
    "storage": {"exceptions", "registry", "keyspace", "commands", "surfaces", "locks", "pubsub"},
    "server": {"exceptions", "registry", "keyspace", "commands", "surfaces", "storage", "wire"},
    "client": {"exceptions", "registry", "keyspace", "commands", "surfaces", "wire"}
    | {"locks", "pubsub"},
    "collections": {"abc", "exceptions", "registry", "keyspace", "commands", "surfaces", "wire"}
    | {"client"},
    "testing": {"exceptions", "registry", "keyspace", "commands", "surfaces", "wire", "storage"}
    | {"client"},
}


def python_files(room: str) -> list[Path]:
    """Return the modules of a room."""
    folder = ROOT / "commands" if room == "commands" else ROOT / "znsocket" / room
    return sorted(folder.glob("**/*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


@pytest.mark.parametrize("room", ROOMS)
def test_arrows_point_down(room: str) -> None:
    files = python_files(room)
    assert files
    for path in files:
        imported = set()
        for node in ast.walk(ast.parse(path.read_text())):
            names = []
            if isinstance(node, ast.Import):
                names = [one.name for one in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path} imports relatively"
                names = [f"{node.module}.{one.name}" for one in node.names]
            imported |= {name.split(".")[1] for name in names if name.startswith("znsocket.")}
        assert imported <= ROOMS[room] | {room}, path


def run(code: str) -> str:
    """Run Python code in a new process and return what it printed."""
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stderr == ""
    return result.stdout


@pytest.mark.parametrize("what", ["import znsocket", "from znsocket import Client, Storage"])
def test_import_is_quiet_and_brings_no_server(what: str) -> None:
    listing = run(f"{what}\nimport sys\nprint(*sys.modules)").split()
    for module in ("eventlet", "gevent", "znsocket.server", "uvicorn", "werkzeug", "typer"):
        assert module not in listing


def test_import_takes_less_than_a_quarter_of_a_second() -> None:
    code = "import time; t = time.perf_counter(); import znsocket; print(time.perf_counter() - t)"
    assert min(float(run(code)) for _ in range(3)) < 0.25


def test_public_names() -> None:
    for name in znsocket.__all__:
        assert getattr(znsocket, name) is not None
    assert set(znsocket.__all__) <= set(dir(znsocket))
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        znsocket.nope  # noqa: B018


def test_version_is_the_distributions() -> None:
    assert importlib.metadata.version("znsocket") == znsocket.__version__ == "1.0.0a1"


def test_library_does_not_print() -> None:
    for path in (ROOT / "znsocket").glob("**/*.py"):
        nodes = ast.walk(ast.parse(path.read_text()))
        called = [node.func for node in nodes if isinstance(node, ast.Call)]
        assert not [one for one in called if getattr(one, "id", "") == "print"], path
