"""Python's side of the tests: servers on both stores, and a client of each that runs Python code.

Prints its own URL when it is ready. ``POST /memory`` or ``POST /redis`` runs the Python code in the
body, beside a client ``r`` of that server; the answer is the last expression's value as JSON. It
ends when its standard input does.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import redis
from harness import free_port, start_server, stop_process
from redis.backoff import ConstantBackoff
from redis.retry import Retry

import znsocket


class Peer:
    """One server, and the Python side of the tests on it.

    Parameters
    ----------
    storage : str
        The server's option ``--storage``.
    """

    def __init__(self, storage: str) -> None:
        self._options = ("--storage", storage, "--port", str(free_port()))
        self._lock = threading.Lock()
        self.start()
        self._names: dict[str, Any] = {
            **{name: getattr(znsocket, name) for name in znsocket.__all__},
            "r": znsocket.Client(self.url),
            "url": self.url,
            "server": self,
            "storage": storage,
        }

    def start(self) -> None:
        """Start the server, where it was before."""
        self.process, self.url = start_server(*self._options)

    def stop(self) -> None:
        """Stop the server; its embedded store is gone then."""
        stop_process(self.process)

    def run(self, code: str) -> Any:
        """Run code and return the value of its last statement, if that is an expression."""
        tree = ast.parse(code)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        with self._lock:
            exec(compile(tree, "<test>", "exec"), self._names)
            if last is None:
                return None
            return eval(compile(ast.Expression(last.value), "<test>", "eval"), self._names)


class Handler(BaseHTTPRequestHandler):
    """Answers requests of the tests, those of a browser's page included."""

    peers: dict[str, Peer]

    def do_POST(self) -> None:
        """Run the code of a request."""
        code = self.rfile.read(int(self.headers["Content-Length"])).decode()
        try:
            status, answer = 200, json.dumps(self.peers[self.path[1:]].run(code))
        except Exception:  # noqa: BLE001 - the test gets it
            status, answer = 500, traceback.format_exc()
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


def main() -> None:
    """Serve until standard input ends."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = ["redis-server", "--port", str(port), "--save", "", "--bind", "127.0.0.1"]
        redis_server = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=folder)
        with redis.Redis(port=port, retry=Retry(ConstantBackoff(0.05), 200)) as probe:
            probe.ping()
        Handler.peers = {
            "memory": Peer("memory"),
            "redis": Peer(f"redis://127.0.0.1:{port}/0"),
        }
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        urls = {name: peer.url for name, peer in Handler.peers.items()}
        print(json.dumps({"peer": f"http://127.0.0.1:{server.server_port}", **urls}), flush=True)
        sys.stdin.read()
        for peer in Handler.peers.values():
            peer.stop()
        stop_process(redis_server)


if __name__ == "__main__":
    main()
