"""Programs that eventlet or gevent has patched, and Socket.IO servers of their own."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import ROOT, start_server, stop_process
from test_large_values import worked
from test_server import MODES, exercise

import znsocket

PATCHES = {
    "nothing": "",
    "eventlet": (
        "import warnings; warnings.simplefilter('ignore')\n"
        "import eventlet; eventlet.monkey_patch()\n"
    ),
    "gevent": "import gevent.monkey; gevent.monkey.patch_all()\n",
}

CLIENT = """
import os, sys, threading
import znsocket
from znsocket.exceptions import TimeoutError

url, server = sys.argv[1], None
if url in ("eventlet", "gevent", "threading"):
    server = znsocket.Server(port=0, async_mode=url)
    server.listen()
    url = server.url
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
client = znsocket.Client(url)

def work(number):
    for step in range(25):
        client.rpush("list", f"{number}:{step}")
        client.pipeline().incr("count").get("count").execute()

threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert client.llen("list") == 100, client.llen("list")
assert client.get("count") == "100"
print("calls")

told = []
large = os.urandom(8 << 20)
moving = znsocket.Client(url, decode_responses=False, on_progress=lambda *at: told.append(at))
transfer = threading.Thread(target=moving.set, args=("large", large))
transfer.start()
while transfer.is_alive():
    assert client.incr("meanwhile") > 0
transfer.join()
assert moving.get("large") == large
assert told[-1][0] == told[-1][1] > len(large)
print("large messages")

heard, done = [], threading.Event()
def changed(notice):
    heard.append((notice, client.llen("znsocket.List:frames")))  # a call of its own
    if len(heard) == 3: done.set()
client.refresh_callbacks["znsocket.List:frames"] = changed
writer = znsocket.Client(url)
frames = znsocket.List(writer, "frames")
for number in range(3): frames.append(number)
assert done.wait(30)
assert [notice["indices"] for notice, _ in heard] == [[0], [1], [2]], heard
print("refresh")

znsocket.ListAdapter(socket=client, key="served", object=[1, 2, 3])
reader = znsocket.Client(url)
assert list(znsocket.List(reader, "served")) == [1, 2, 3]
print("adapters")

waiting = threading.Thread(target=lambda: told.append(client.blpop("queue", 30)))
waiting.start()
client.rpush("queue", "x")
waiting.join()
assert told[-1] == ("queue", "x"), told[-1]
print("calls that wait")
for one in (client, moving, writer, reader): one.close()
if server is not None:
    server.stop()
    serving.join()
"""

SERVERS = {
    "eventlet": """
import warnings; warnings.simplefilter("ignore")
import eventlet, eventlet.wsgi, socketio, znsocket
sio = socketio.Server(async_mode="eventlet")
app = socketio.WSGIApp(znsocket.attach_events(sio))
listener = eventlet.listen(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
eventlet.wsgi.server(listener, app, log_output=False)
""",
    "gevent with gevent-websocket": """
import gevent, gevent.pywsgi, socketio, znsocket
from geventwebsocket.handler import WebSocketHandler
sio = socketio.Server(async_mode="gevent")
app = socketio.WSGIApp(znsocket.attach_events(sio))
server = gevent.pywsgi.WSGIServer(
    ("127.0.0.1", 0), app, log=None, handler_class=WebSocketHandler
)
server.start()
print(server.server_port, flush=True)
server.serve_forever()
""",
    "gevent without": """
import gevent, gevent.pywsgi, socketio, znsocket
sio = socketio.Server(async_mode="gevent")
app = socketio.WSGIApp(znsocket.attach_events(sio))
server = gevent.pywsgi.WSGIServer(("127.0.0.1", 0), app, log=None)
server.start()
print(server.server_port, flush=True)
server.serve_forever()
""",
}


@pytest.mark.parametrize("server", ["elsewhere", "in the same process"])
@pytest.mark.parametrize("patch", PATCHES)
def test_client_in_a_patched_process(patch: str, server: str, memory_server: str) -> None:
    with znsocket.Client(memory_server) as client:
        client.flushall()
    mode = "threading" if patch == "nothing" else patch
    url = memory_server if server == "elsewhere" else mode
    program = [sys.executable, "-c", PATCHES[patch] + CLIENT, url]
    result = subprocess.run(program, capture_output=True, check=False, text=True, timeout=60)
    steps = ["calls", "large messages", "refresh", "adapters", "calls that wait"]
    assert result.stdout.splitlines() == steps, result.stderr
    assert (result.returncode, result.stderr) == (0, "")


@contextlib.contextmanager
def own_server(kind: str) -> Iterator[tuple[int, str]]:
    """Run a program with a Socket.IO server of its own; give its process' number and the URL."""
    program = [sys.executable, "-c", SERVERS[kind]]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield process.pid, f"znsocket://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


@pytest.mark.parametrize("kind", SERVERS)
def test_server_of_ones_own(kind: str) -> None:
    with own_server(kind) as (process, url):
        exercise(url)
        value = "some text " * 1_600_000
        with znsocket.Client(url) as client:
            before = worked(process)
            assert client.set("large", value) is True
            assert client.get("large") == value
            if Path("/proc/self/schedstat").exists():
                assert worked(process) - before < 1  # byte by byte it would be some seconds


@pytest.mark.parametrize("mode", MODES)
def test_frame_that_is_too_large_is_refused_before_it_is_there(mode: str) -> None:
    process, url = start_server("--async-mode", mode, "--max-http-buffer-size", "100000")
    port = int(url.rpartition(":")[2])
    try:
        with (
            znsocket.Client(url) as client,
            socket.create_connection(("127.0.0.1", port), timeout=30) as stream,
        ):
            stream.sendall(
                b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
                b"Host: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Version: 13\r\n"
                b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
            )
            assert b"101 Switching Protocols" in stream.recv(1000)
            with contextlib.suppress(ConnectionError):  # it may end while this sends or reads
                stream.sendall(b"\x82\xff" + (1 << 40).to_bytes(8, "big") + b"mask")
                for _ in range(100):
                    stream.sendall(b"x" * 10_000)
                while stream.recv(1000):
                    pass
            assert client.ping() is True
    finally:
        assert stop_process(process) == 0
