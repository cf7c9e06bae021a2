"""Runs rows in the process, and the Python environment, of one peer.

Started as ``python benchmarks/worker.py KIND ADDRESS``; each line of the standard input names a
module and a row, and is answered with a line that holds the figure.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# This tree comes last: the znsocket that is measured is the one of the environment.
sys.path[:1] = []
sys.path.append(str(Path(__file__).resolve().parent.parent))

from benchmarks.row import ECHO, OLD, REDIS  # noqa: E402 - found by the line before


class Peer:
    """What a row may use of its peer.

    Parameters
    ----------
    kind : str
        One of the names in `benchmarks.row`.
    address : str
        Where its server is.
    """

    def __init__(self, kind: str, address: str) -> None:
        self.kind = kind
        self.address = address
        self._client: Any = None

    def client(self) -> Any:
        """Return a connected client, always the same."""
        if self._client is None:
            self._client = self.connect()
        return self._client

    def connect(self) -> Any:
        """Return a new client."""
        if self.kind == ECHO:
            import websocket

            return websocket.create_connection(self.address)
        if self.kind == REDIS:
            import redis

            return redis.Redis.from_url(self.address, decode_responses=True)
        import znsocket

        return znsocket.Client(self.address)

    def close(self, client: Any) -> None:
        """Close a client that `connect` gave."""
        if self.kind == OLD:
            client.sio.disconnect()
        else:
            client.close()

    @contextlib.contextmanager
    def others(self, count: int) -> Iterator[Workers]:
        """Give further processes of the same kind."""
        workers = Workers([sys.executable] * count, self.kind, self.address)
        try:
            yield workers
        finally:
            workers.stop()


class Workers:
    """Several worker processes that do the same at the same time."""

    def __init__(self, pythons: list[str], kind: str, address: str) -> None:
        self._processes = [
            subprocess.Popen(
                [python, __file__, kind, address],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for python in pythons
        ]
        self.run("benchmarks.worker", "ready")

    def run(self, module: str, name: str) -> list[float]:
        """Return what each process gives for a function, or a row by its name."""
        for process in self._processes:
            assert process.stdin is not None
            process.stdin.write(json.dumps([module, name]) + "\n")
            process.stdin.flush()
        answers = [
            json.loads(process.stdout.readline() or '"the process ended"')
            for process in self._processes
            if process.stdout is not None
        ]
        for answer in answers:
            if isinstance(answer, str):
                raise RuntimeError(answer)
        return answers

    def stop(self) -> None:
        """End the processes."""
        for process in self._processes:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
            process.wait()


def ready(peer: Peer) -> float:
    """Connect, so that this costs the first row nothing."""
    peer.client()
    return 0.0


def _find(module: str, name: str) -> Any:
    loaded = importlib.import_module(module)
    rows = {row.name: row.measure for row in getattr(loaded, "ROWS", [])}
    return rows.get(name) or getattr(loaded, name)


def main() -> None:
    """Answer lines until there are no more."""
    peer = Peer(*sys.argv[1:3])
    out, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        try:
            answer: Any = _find(*json.loads(line))(peer)
        except Exception as error:  # noqa: BLE001 - whoever asked is told
            answer = f"{type(error).__name__}: {error}"[:300]
        out.write(json.dumps(answer) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
