"""Commands of a user's own: how servers get them, and what is wrong with some."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import socketio
from harness import serve_in_thread, start_server, stop_process
from own_module import MODULE

import znsocket
from znsocket.commands import registry
from znsocket.exceptions import ResponseError
from znsocket.registry import load_commands


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of modules; the commands in them are forgotten afterwards."""
    before = {entry.name for entry in registry}
    (tmp_path / "limits.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    for entry in registry:
        if entry.name not in before:
            registry.remove(entry.name)
    for path in tmp_path.glob("*.py"):
        sys.modules.pop(path.stem, None)


def run(*options: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, as a script is run that is not in this folder."""
    script = Path(sys.executable).with_name("znsocket")
    return subprocess.run(
        [script, "--port", "0", *options], capture_output=True, check=False, text=True, timeout=20
    )


def test_of_a_server_on_the_embedded_store(folder: Path) -> None:
    with serve_in_thread(commands=["limits"]) as url, znsocket.Client(url) as client:
        assert [client.call("count_up_to", "seats", 2) for _ in range(3)] == [1, 2, -1]
        assert client.pipeline().count_up_to("seats", 3).count_here().execute() == [3, 1]  # type: ignore[attr-defined]


def test_of_a_server_on_redis(folder: Path, redis_url: str) -> None:
    with (
        serve_in_thread(commands=["limits"], storage=redis_url) as url,
        znsocket.Client(url) as client,
    ):
        client.flushall()
        assert [client.call("count_up_to", "seats", 2) for _ in range(3)] == [1, 2, -1]
        missing = "^count_here has neither Lua nor a function for Redis"
        with pytest.raises(ResponseError, match=missing):
            client.call("count_here")
        replies = client.pipeline().count_here().count_up_to("seats", 3).execute(False)  # type: ignore[attr-defined]
        assert (str(replies[0])[:18], replies[1]) == ("count_here has nei", 3)


def test_a_module_that_is_imported_already(folder: Path) -> None:
    import limits  # type: ignore[import-not-found]

    sio = znsocket.attach_events(socketio.Server(async_mode="threading"), commands=[limits])
    assert sio is not None
    assert [entry.name for entry in load_commands([limits])] == ["count_up_to", "count_here"]


def test_option_of_the_command(folder: Path) -> None:
    script = Path(sys.executable).with_name("znsocket")
    process = subprocess.Popen(
        [script, "--port", "0", "--commands", "limits"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    url = process.stdout.readline().split()[2]
    with znsocket.Client(url) as client:
        assert client.call("count_up_to", "seats", 2) == 1
    process.terminate()
    process.communicate(timeout=10)


def test_of_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = tmp_path / "limits-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("limits.py", MODULE)
        metadata = "limits-1.0.dist-info"
        archive.writestr(
            f"{metadata}/METADATA", "Metadata-Version: 2.1\nName: limits\nVersion: 1.0"
        )
        archive.writestr(f"{metadata}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any")
        archive.writestr(f"{metadata}/entry_points.txt", "[znsocket.commands]\ncounter = limits")
        archive.writestr(f"{metadata}/RECORD", "")
    installed = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--disable-pip-version-check", "--target", installed, wheel], check=True)
    monkeypatch.syspath_prepend(installed)  # where `start_server` lets a server find modules
    process, url = start_server()
    with znsocket.Client(url) as client:
        assert client.count_up_to("seats", 2) == 1  # type: ignore[attr-defined]
    assert "limits" not in sys.modules
    stop_process(process)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "the module 'wrong' has no commands"),
        ("count_up_to = lpush", r"command 'lpush' at .*wrong\.py:\d+ is taken by .*list_ends\.py"),
        ("pipeline", r"command 'pipeline' at .*wrong\.py:\d+ would hide .*\.pipeline"),
        ("refresh", r"command 'refresh' at .*wrong\.py:\d+ is called like a message"),
        ("name: Name = self: Name", "no parameter of 'count_up_to' at .* can be called self"),
        ("limit: Int = limit: int", r"wrong\.py:\d+: limit has no parameter type: <class 'int'>"),
        ("Lua = Luna", "cannot import name 'Luna'"),
    ],
)
def test_what_cannot_be_served(source: str, reason: str, folder: Path) -> None:
    before, _, after = source.rpartition(" = ")
    module = MODULE.replace(before or "count_up_to", after) if source else '"""Nothing."""'
    (folder / "wrong.py").write_text(module)
    names = {entry.name for entry in registry}
    with pytest.raises((ValueError, TypeError, ImportError), match=reason):
        znsocket.attach_events(socketio.Server(async_mode="threading"), commands=["wrong"])
    if source != "refresh":  # which no module can know of
        assert {entry.name for entry in registry} == names
    sys.modules.pop("wrong", None)
    (folder / "wrong.py").write_text(MODULE.replace("count_", "counting_"))
    assert len(load_commands(["wrong"])) >= 2


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        ("limits", "commands must be a list of modules, got 'limits'"),
        ([3], "commands must be modules, or names of modules, got 3"),
        (["nowhere.limits"], r"there is no module 'nowhere\.limits' to take commands from"),
        ([ModuleType("empty")], "the module 'empty' has no commands"),
    ],
)
def test_what_is_no_module_of_commands(commands: object, reason: str) -> None:
    with pytest.raises((TypeError, ValueError), match=reason):
        znsocket.Server(port=0, commands=commands)  # type: ignore[arg-type]


def test_what_is_wrong_is_one_line_and_status_one(folder: Path) -> None:
    (folder / "wrong.py").write_text(MODULE.replace("count_up_to", "lpush"))
    for name, reason in (("wrong", "'lpush'"), ("nowhere", "no module 'nowhere'")):
        result = run("--commands", name)
        assert result.returncode == 1
        assert reason in result.stderr
        assert len(result.stderr.splitlines()) == 1
