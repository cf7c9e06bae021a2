"""Redis servers that tests stop, kill and start again; clusters, sentinels, and cut connections."""

from __future__ import annotations

import contextlib
import secrets
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import redis
from harness import free_port


def wait_until(condition: Callable[[], Any], seconds: float = 10) -> None:
    """Return once `condition` holds; an error of Redis' counts as not yet."""
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(redis.RedisError):
            if condition():
                return
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def lasting_port() -> int:
    """Return a TCP port that nothing listens on, and that nobody is given meanwhile.

    It is below those that systems give to whoever asks for any.
    """
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class RedisProcess:
    """A redis-server on a port that stays the same however often it is started.

    Parameters
    ----------
    directory : Path
        Where it keeps its files.
    *options : str
        As on its command line.
    """

    def __init__(self, directory: Path, *options: str) -> None:
        self.port = lasting_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        directory.mkdir(exist_ok=True)
        self._command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1"]
        self._command += ["--dir", str(directory), "--save", "", *options]
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def pid(self) -> int:
        """Of the process."""
        assert self._process is not None
        return self._process.pid

    def client(self) -> redis.Redis:
        """Return a client that does not decode."""
        return redis.Redis(port=self.port)

    def start(self) -> None:
        """Start it and return once it answers."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        with self.client() as probe:
            try:
                wait_until(probe.ping)
            except AssertionError:
                self.kill()
                raise

    def signal(self, number: int) -> None:
        """Send it a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Let it hang meanwhile."""
        self.signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it without warning."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """End it as a service manager does."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait(timeout=10)


@contextlib.contextmanager
def redis_process(directory: Path, *options: str) -> Iterator[RedisProcess]:
    """Run a redis-server."""
    process = RedisProcess(directory, *options)
    try:
        yield process
    finally:
        process.stop()


@contextlib.contextmanager
def redis_cluster(directory: Path) -> Iterator[list[RedisProcess]]:
    """Run a Redis Cluster of three servers, each with a third of the slots."""
    options = ("--cluster-enabled", "yes", "--cluster-node-timeout", "2000")
    with contextlib.ExitStack() as stack:
        servers = [
            stack.enter_context(
                redis_process(directory / str(number), *options, "--cluster-port", str(free_port()))
            )
            for number in range(3)
        ]
        clients = [stack.enter_context(server.client()) for server in servers]
        for client, (first, last) in zip(
            clients, ((0, 5460), (5461, 10922), (10923, 16383)), strict=True
        ):
            client.execute_command("CLUSTER", "ADDSLOTSRANGE", first, last)
        for client in clients[1:]:
            bus = int(client.config_get("cluster-port")["cluster-port"])
            client_port = client.connection_pool.connection_kwargs["port"]
            clients[0].execute_command("CLUSTER", "MEET", "127.0.0.1", client_port, bus)
        for client in clients:
            wait_until(lambda client=client: _knows_all(client))
        yield servers


def _knows_all(client: redis.Redis) -> bool:
    info = client.execute_command("CLUSTER", "INFO")
    text = (
        info
        if isinstance(info, dict)
        else dict(line.split(":", 1) for line in info.decode().splitlines())
    )
    return text["cluster_state"] == "ok" and text["cluster_known_nodes"] == "3"


class Cut:
    """A TCP proxy that can be cut: what is connected hangs, and so does whoever connects.

    Parameters
    ----------
    port : int
        Where it leads to, on this machine.
    """

    def __init__(self, port: int) -> None:
        self._target = port
        self._open = threading.Event()
        self._open.set()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    @contextlib.contextmanager
    def cut(self) -> Iterator[None]:
        """Let nothing through meanwhile."""
        self._open.clear()
        try:
            yield
        finally:
            self._open.set()

    def close(self) -> None:
        """Accept no more connections."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = self._listener.accept()
                threading.Thread(target=self._connect, args=(here,), daemon=True).start()

    def _connect(self, here: socket.socket) -> None:
        with here, contextlib.suppress(OSError):
            self._open.wait()
            with socket.create_connection(("127.0.0.1", self._target)) as there:
                back = threading.Thread(target=self._pass_on, args=(there, here), daemon=True)
                back.start()
                self._pass_on(here, there)
                back.join()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self._open.wait()
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
