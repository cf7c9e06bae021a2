"""Sets up the peers: their environments, their servers, and a worker process for each."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

from benchmarks.environments import FOLDER, python_with
from benchmarks.row import ECHO, OLD, ON_REDIS, OURS, REDIS
from benchmarks.worker import Workers

#: As pip names it.
OLD_RELEASE = "znsocket==0.3.0"

# A row that takes so many seconds has failed.
_TOO_LONG = 120

_OLD_SERVER = """
import sys, znsocket
znsocket.Server(port=int(sys.argv[1]), max_http_buffer_size=1 << 30).run()
"""
_ECHO_SERVER = """
import sys, socket, warnings
warnings.simplefilter("ignore")
import eventlet, eventlet.wsgi
from eventlet import websocket

@websocket.WebSocketWSGI
def echo(ws):
    while (message := ws.wait()) is not None:
        ws.send(message)

listener = eventlet.listen(("127.0.0.1", int(sys.argv[1])))
listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
eventlet.wsgi.server(listener, echo, log_output=False)
"""


def old_environment() -> str:
    """Return the Python of an environment with the last release."""
    return python_with(OLD_RELEASE, "eventlet", "websocket-client", "numpy")


class Peers:
    """A worker process, beside its servers, for each of the peers, started when one is asked for.

    Whoever fails is started anew, so that the next row finds all as it should be.

    Parameters
    ----------
    async_mode : str
        That of our server.
    """

    def __init__(self, async_mode: str = "eventlet") -> None:
        FOLDER.mkdir(exist_ok=True)
        self._async_mode = async_mode
        self._open: dict[str, tuple[Workers, contextlib.ExitStack]] = {}
        self._unavailable: dict[str, str] = {}

    def __enter__(self) -> Peers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for peer in tuple(self._open):
            self._stop(peer)

    def run(self, peer: str, module: str, row: str) -> float:
        """Return the figure of a row; raise `RuntimeError` with the reason if there is none."""
        if peer in self._unavailable:
            raise RuntimeError(self._unavailable[peer])
        if peer not in self._open:
            try:
                self._start(peer)
            except Exception as error:
                self._unavailable[peer] = f"cannot be set up: {error}".splitlines()[0]
                raise RuntimeError(self._unavailable[peer]) from error
        try:
            (figure,) = self._open[peer][0].run(module, row, timeout=_TOO_LONG)
        except RuntimeError:
            self._stop(peer)
            raise
        return figure

    def _start(self, peer: str) -> None:
        with contextlib.ExitStack() as stack:
            python, about = _SERVERS[peer](stack, self._async_mode)
            workers = Workers([python], [{"kind": peer, **about}])
            stack.callback(workers.stop)
            workers.run("benchmarks.worker", "ready", timeout=_TOO_LONG)
            self._open[peer] = workers, stack.pop_all()

    def _stop(self, peer: str) -> None:
        _, stack = self._open.pop(peer)
        stack.close()


# Each starts its servers, and returns the Python and what the worker is told.
Started = tuple[str, dict[str, Any]]


def _ours(stack: contextlib.ExitStack, async_mode: str) -> Started:
    port, process = _serve(stack, "-m", "znsocket", "--port", "{}", "--async-mode", async_mode)
    return sys.executable, {"addresses": [f"znsocket://127.0.0.1:{port}"], "nodes": [process]}


def _on_redis(stack: contextlib.ExitStack, async_mode: str) -> Started:
    redis_port, redis = _redis_server(stack)
    storage = ("--storage", f"redis://127.0.0.1:{redis_port}/0")
    nodes = [_serve(stack, "-m", "znsocket", "--port", "{}", *storage) for _ in range(2)]
    return sys.executable, {
        "addresses": [f"znsocket://127.0.0.1:{port}" for port, _ in nodes],
        "nodes": [process for _, process in nodes],
        "redis": redis,
    }


def _old(stack: contextlib.ExitStack, async_mode: str) -> Started:
    python = old_environment()
    port, process = _serve(stack, "-c", _OLD_SERVER, "{}", python=python)
    return python, {"addresses": [f"znsocket://127.0.0.1:{port}"], "nodes": [process]}


def _redis(stack: contextlib.ExitStack, async_mode: str) -> Started:
    port, process = _redis_server(stack)
    return sys.executable, {"addresses": [f"redis://127.0.0.1:{port}/0"], "redis": process}


def _echo(stack: contextlib.ExitStack, async_mode: str) -> Started:
    port, _ = _serve(stack, "-c", _ECHO_SERVER, "{}")
    return sys.executable, {"addresses": [f"ws://127.0.0.1:{port}/"]}


_SERVERS: dict[str, Callable[[contextlib.ExitStack, str], Started]] = {
    OURS: _ours,
    ON_REDIS: _on_redis,
    OLD: _old,
    REDIS: _redis,
    ECHO: _echo,
}


def _redis_server(stack: contextlib.ExitStack) -> tuple[int, int]:
    return _serve(stack, "--port", "{}", "--save", "", python="redis-server")


def _serve(
    stack: contextlib.ExitStack, *words: str, python: str = sys.executable
) -> tuple[int, int]:
    """Start a server that listens on the port that ``{}`` stands for; return port and process."""
    port = _free_port()
    # Not in this tree, whose znsocket would be found before that of the environment.
    process = subprocess.Popen(
        [python, *(str(port) if word == "{}" else word for word in words)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=FOLDER,
    )
    stack.callback(_end, process)
    _wait_for(port, process)
    return port, process.pid


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{process.args!r:.200} does not listen") from None
            time.sleep(0.05)
