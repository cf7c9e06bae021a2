"""Sets up the peers: their environments, their servers, and a worker process for each."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks.environments import FOLDER, python_with
from benchmarks.row import ECHO, OLD, OURS, REDIS
from benchmarks.worker import Workers

#: As pip names it.
OLD_RELEASE = "znsocket==0.3.0"

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
    return python_with(OLD_RELEASE, "eventlet", "websocket-client")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def _process(*command: str) -> Iterator[None]:
    # Not in this tree, whose znsocket would be found before that of the environment.
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=FOLDER
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@contextlib.contextmanager
def open_peers(wanted: set[str], async_mode: str = "eventlet") -> Iterator[dict[str, Workers]]:
    """Give a worker process, beside a server, for each of the peers named."""
    FOLDER.mkdir(exist_ok=True)
    port = {kind: _free_port() for kind in (OURS, OLD, REDIS, ECHO)}
    here, python = sys.executable, {OLD: old_environment() if OLD in wanted else ""}
    servers = {
        OURS: [here, "-m", "znsocket", "--port", str(port[OURS]), "--async-mode", async_mode],
        OLD: [python[OLD], "-c", _OLD_SERVER, str(port[OLD])],
        REDIS: ["redis-server", "--port", str(port[REDIS]), "--save", ""],
        ECHO: [here, "-c", _ECHO_SERVER, str(port[ECHO])],
    }
    address = {
        OURS: f"znsocket://127.0.0.1:{port[OURS]}",
        OLD: f"znsocket://127.0.0.1:{port[OLD]}",
        REDIS: f"redis://127.0.0.1:{port[REDIS]}/0",
        ECHO: f"ws://127.0.0.1:{port[ECHO]}/",
    }
    with contextlib.ExitStack() as stack:
        workers = {}
        for kind in (OURS, OLD, REDIS, ECHO):
            if kind in wanted:
                stack.enter_context(_process(*servers[kind]))
                _wait_for(port[kind])
                workers[kind] = Workers([python.get(kind) or here], kind, address[kind])
                stack.callback(workers[kind].stop)
        yield workers
