"""Runs rows in the process, and the Python environment, of one peer.

Started as ``python benchmarks/worker.py '{"kind": ..., "addresses": [...]}'``; each line of the
standard input names a module and a row, and is answered with a line that holds the figure.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
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
    addresses : sequence of str
        Where its servers are.
    nodes : sequence of int
        The processes of these servers.
    redis : int
        The process of the redis-server, if there is one.
    """

    def __init__(
        self, kind: str, addresses: Sequence[str], nodes: Sequence[int] = (), redis: int = 0
    ) -> None:
        self.kind = kind
        self.addresses = addresses
        self.nodes = nodes
        self.redis = redis
        self._client: Any = None

    @property
    def address(self) -> str:
        """Where the first server is."""
        return self.addresses[0]

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
    def others(self, count: int, servers: int = 1) -> Iterator[Workers]:
        """Give further processes of the same kind, spread over so many of the servers."""
        about = [
            {"kind": self.kind, "addresses": [self.addresses[number % servers]]}
            for number in range(count)
        ]
        workers = Workers([sys.executable] * count, about)
        try:
            workers.run("benchmarks.worker", "ready")
            yield workers
        finally:
            workers.stop()


class Workers:
    """Several worker processes that do the same at the same time.

    Parameters
    ----------
    pythons : list of str
        The Python of each.
    about : list of dict
        The arguments of each one's `Peer`.
    """

    def __init__(self, pythons: list[str], about: list[dict[str, Any]]) -> None:
        self._processes = [
            subprocess.Popen(
                [python, "-W", "ignore", __file__, json.dumps(one)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for python, one in zip(pythons, about, strict=True)
        ]

    def run(self, module: str, name: str, timeout: float | None = None) -> list[float]:
        """Return what each process gives for a function, or a row by its name.

        Raises
        ------
        RuntimeError
            With the reason, when one of them fails or ends, or does not answer within `timeout`
            seconds, which ends it.
        """
        end = threading.Timer(timeout or 0, self._kill)
        if timeout:
            end.start()
        try:
            answers = [self._asked(process, [module, name]) for process in self._processes]
            found = [json.loads(answer() or '"the process ended"') for answer in answers]
        except OSError:
            raise RuntimeError("the process ended") from None
        finally:
            end.cancel()
        for answer in found:
            if isinstance(answer, str):
                raise RuntimeError(answer)
        return found

    def _asked(self, process: subprocess.Popen[str], question: list[str]) -> Any:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(question) + "\n")
        process.stdin.flush()
        return process.stdout.readline

    def _kill(self) -> None:
        for process in self._processes:
            process.kill()

    def stop(self) -> None:
        """End the processes."""
        for process in self._processes:
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if stream is not None:
                        stream.close()
        for process in self._processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
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
    peer = Peer(**json.loads(sys.argv[1]))
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
