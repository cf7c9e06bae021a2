"""What ``znsocket generate`` writes for commands of a user's own, and tests of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from harness import ROOT, start_server, stop_process
from own_module import MODULE

EXAMPLES = ROOT / "examples"

PROGRAM = """
import asyncio, json, sys
from limits_client import AsyncClient, Client

async def main(url):
    async with AsyncClient(url) as r:
        piped = await r.pipeline().count_up_to("seats", 9).execute()
        return [*piped, await r.count_up_to("seats", 9)]

with Client(sys.argv[1]) as r:
    replies = [r.count_up_to("seats", 9), *r.pipeline().count_up_to("seats", 9).execute()]
print(json.dumps([*replies, *asyncio.run(main(sys.argv[1]))]))
print("limits" in sys.modules)
"""


def generate(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, as a script is run that is not there."""
    command = [Path(sys.executable).with_name("znsocket"), "generate", *arguments]
    return subprocess.run(command, capture_output=True, check=False, text=True, cwd=folder)


def test_clients_of_a_module(tmp_path: Path) -> None:
    (tmp_path / "limits.py").write_text(MODULE)
    result = generate(tmp_path, "limits", "-o", "out/put")
    assert result.stderr == ""
    files = ["limits_client.py", "limits_client.pyi", "limits.ts", "limits.md"]
    assert result.stdout.split() == [f"out/put/{name}" for name in files]
    sys.path.insert(0, str(tmp_path))
    try:
        process, url = start_server("--commands", "limits")
    finally:
        sys.path.remove(str(tmp_path))
    command = [sys.executable, "-c", PROGRAM, url]
    out = tmp_path / "out" / "put"
    result = subprocess.run(command, capture_output=True, check=False, text=True, cwd=out)
    stop_process(process)
    assert result.stderr == ""
    replies, known = result.stdout.splitlines()
    assert (json.loads(replies), known) == ([1, 2, 3, 4], "False")
    page = (out / "limits.md").read_text()
    assert "count_up_to(name: KeyT, limit: int) -> int" in page
    assert "In TypeScript: `countUpTo`" in page
    assert "def count_up_to(" in (out / "limits_client.pyi").read_text()


def test_what_is_wrong_is_one_line_and_status_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "limits.py").write_text(MODULE)
    for arguments, reason in (
        (["nowhere"], "there is no module 'nowhere' to take commands from"),
        (["json"], "the module 'json' has no commands"),
        (["limits", "-o", "file/out"], "Not a directory: 'file/out'"),
    ):
        result = generate(tmp_path, *arguments)
        assert result.returncode == 1
        assert reason in result.stderr
        assert len(result.stderr.splitlines()) == 1


def run_tests(folder: Path, name: str) -> tuple[int, str]:
    """Run a file of tests as somebody who has znsocket installed does."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", name]
    result = subprocess.run(command, capture_output=True, check=False, text=True, cwd=folder)
    return result.returncode, result.stdout


def test_the_examples_of_the_arcade() -> None:
    status, output = run_tests(EXAMPLES, "test_arcade.py")
    assert (status, output.splitlines()[-1][:9]) == (0, "72 passed"), output


def test_an_example_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "limits.py").write_text(MODULE.replace("(1, -1)", "(1, 2)"))
    (tmp_path / "test_limits.py").write_text(
        "from znsocket.testing import command_tests\n\ntest_limits = command_tests('limits')\n"
    )
    status, output = run_tests(tmp_path, "test_limits.py")
    assert status == 1
    assert "Expected:\n    (1, 2)\nGot:\n    (1, -1)" in output
    assert "count_here at " in output
    assert "has no example" in output
    # One has no example, and says nothing of Redis.
    assert output.splitlines()[-1].startswith("18 failed")
