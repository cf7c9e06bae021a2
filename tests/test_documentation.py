"""The examples in the documentation and in the docstrings of public classes and functions run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import ROOT, free_port

import znsocket
from znsocket.registry import registry

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(znsocket.__path__, "znsocket.")
    if not module.name.startswith("znsocket.commands.") and module.name != "znsocket.__main__"
)


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


OWN_COMMANDS = "docs/own-commands.md"

#: Every page with examples, but for one that has a test of its own, and one with an excerpt.
PAGES = [
    page
    for page in ("README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
    if "```python" in (ROOT / page).read_text() and page not in {OWN_COMMANDS, "docs/design.md"}
]


def python_blocks(page: str, url: str) -> list[str]:
    """Return the Python code of a page, for a server at that URL."""
    text = re.sub(r"znsocket://(127\.0\.0\.1|localhost):5000", url, (ROOT / page).read_text())
    return [textwrap.dedent(code) for code in re.findall(r"(?ms)^ *```python\n(.*?)^ *```$", text)]


def run_sessions(sessions: list[str], page: str, **names: Any) -> int:
    """Run the interactive sessions of a page, one after the other; return how many lines it has."""
    found = doctest.DocTestParser().get_doctest("\n".join(sessions), names, page, None, None)
    runner = doctest.DocTestRunner()
    printed: list[str] = []
    runner.run(found, out=printed.append, clear_globs=False)
    for one in found.globs.values():
        if isinstance(one, znsocket.Client):
            one.close()
    assert not printed, "".join(printed)
    return runner.tries


def run_program(code: str) -> None:
    """Run a program to its end; one that serves is told to end once it does."""
    port = free_port()
    command = [sys.executable, "-c", code.replace("port=5000", f"port={port}")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    if ".run()  # until SIGINT or SIGTERM" in code:
        deadline = time.monotonic() + 30
        while not answers(port) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        process.terminate()
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors


def answers(port: int) -> bool:
    try:
        with znsocket.Client(f"znsocket://127.0.0.1:{port}") as client:
            return client.ping()
    except znsocket.exceptions.ConnectionError:
        return False


def is_session(code: str) -> bool:
    return code.startswith(">>> ")


@pytest.mark.parametrize("page", PAGES)
def test_page(page: str, memory_server: str) -> None:
    with znsocket.Client(memory_server) as client:
        client.flushall()
    blocks = python_blocks(page, memory_server)
    sessions = [code for code in blocks if is_session(code)]
    assert run_sessions(sessions, page) >= len(sessions)
    for program in (code for code in blocks if not is_session(code)):
        run_program(program)


def test_page_about_own_commands(tmp_path: Path) -> None:
    module, session, tests = python_blocks(OWN_COMMANDS, "")
    (tmp_path / "limits.py").write_text(module)
    (tmp_path / "test_limits.py").write_text(tests.replace("package.limits", "limits"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_limits.py"]
    result = subprocess.run(command, capture_output=True, check=False, text=True, cwd=tmp_path)
    assert (result.returncode, result.stdout.splitlines()[-1][:9]) == (0, "12 passed")
    command = [sys.executable, "-m", "znsocket", "--port", "0", "--commands", "limits"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as server:
        assert server.stdout is not None
        with znsocket.Client(server.stdout.readline().split()[2]) as r:
            assert run_sessions([session], OWN_COMMANDS, r=r) == 2
        server.terminate()
