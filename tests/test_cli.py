"""The ``znsocket`` command, as a user runs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest
from harness import free_port, start_server, stop_process

import znsocket


def run(*options: str, columns: int = 100) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, in a terminal of that width."""
    return subprocess.run(
        [sys.executable, "-m", "znsocket", *options],
        capture_output=True,
        check=False,
        env=os.environ | {"COLUMNS": str(columns)},
        text=True,
        timeout=20,
    )


def test_version() -> None:
    result = run("--version")
    assert (result.returncode, result.stdout) == (0, f"znsocket {znsocket.__version__}\n")


def test_help_is_short_and_has_an_example() -> None:
    result = run("--help", columns=80)
    assert result.returncode == 0
    assert "Example: znsocket --port 5000" in result.stdout
    assert len(result.stdout.splitlines()) < 40


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading", "asgi"])
def test_one_line_when_it_is_ready(mode: str) -> None:
    process, url = start_server("--async-mode", mode)
    with znsocket.Client(url) as client:
        assert client.ping()
    process.terminate()
    output, _ = process.communicate(timeout=10)
    assert (process.returncode, output) == (0, "")


def test_ready_line_names_the_store_without_its_password(redis_url: str) -> None:
    url = redis_url.replace("redis://", "redis://default:secret@")
    process = subprocess.Popen(
        [sys.executable, "-m", "znsocket", "--port", "0", "--storage", url],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    # The password is wrong, for none is set: what is printed must not repeat it either way.
    assert process.stdout is not None
    ready = process.stdout.readline()
    process.terminate()
    output, errors = process.communicate(timeout=10)
    assert ready + errors
    assert "secret" not in ready + output + errors


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading", "asgi"])
def test_nothing_on_stderr(mode: str, redis_url: str) -> None:
    options = ("--port", "0", "--async-mode", mode, "--storage", redis_url)
    process = subprocess.Popen(
        [sys.executable, "-m", "znsocket", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    ready = process.stdout.readline()
    assert f"({mode}) from redis at " in ready
    with znsocket.Client(ready.split()[2]) as client:
        assert client.ping()
        process.terminate()
        _, errors = process.communicate(timeout=10)
    assert errors == ""


def test_taken_port_is_one_line_and_status_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("--port", str(port))
    assert result.returncode == 1
    assert result.stderr == (f"znsocket: port {port} on 127.0.0.1 is taken; --port names another\n")


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("redis://127.0.0.1:{}", "redis at 127.0.0.1:{}"),
        ("redis+sentinel://127.0.0.1:{}/main", "redis master 'main'"),
        ("redis+cluster://127.0.0.1:{}", "redis cluster at 127.0.0.1:{}"),
    ],
)
def test_absent_redis_is_one_line_and_status_one(url: str, place: str, mode: str) -> None:
    port = free_port()
    result = run("--storage", url.format(port), "--async-mode", mode)
    assert result.returncode == 1
    assert result.stderr.startswith(f"znsocket: {place.format(port)}")
    assert len(result.stderr.splitlines()) == 1


def test_unknown_storage_is_one_line_and_status_one() -> None:
    result = run("--storage", "postgres://x")
    assert result.returncode == 1
    assert "'postgres://x'" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_options_reach_the_server() -> None:
    process, url = start_server("--max-http-buffer-size", "100000", "--host", "127.0.0.1")
    with znsocket.Client(url) as client:
        assert client.call("server_config")["max_http_buffer_size"] == 100_000
    assert stop_process(process) == 0
