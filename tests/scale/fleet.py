"""Three nodes on one Redis behind nginx, as the files in ``deploy/`` have them."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness import ROOT
from redises import Cut, RedisProcess, lasting_port, wait_until

import znsocket

DEPLOY = ROOT / "deploy"
NODES = 3


class Node:
    """A node, which is started as the systemd unit says.

    Parameters
    ----------
    storage : str
        Where its Redis is.

    Attributes
    ----------
    port : int
        What it listens on, whenever it is started.
    url : str
        Where its clients connect to.
    """

    def __init__(self, storage: str) -> None:
        self.port = lasting_port()
        self.url = f"znsocket://127.0.0.1:{self.port}"
        unit = (DEPLOY / "znsocket@.service").read_text()
        (command,) = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
        words = [
            word.replace("%i", str(self.port)).replace("${ZNSOCKET_STORAGE}", storage)
            for word in shlex.split(command)
        ]
        self._command = [sys.executable, "-m", "znsocket", *words[1:]]
        self.process: subprocess.Popen[str] | None = None
        self.begin()

    def begin(self) -> None:
        """Begin to start it."""
        self.process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, text=True, cwd=ROOT / "tests"
        )

    def start(self) -> None:
        """Start it, if that was not begun, and return when it is ready."""
        if self.process is None:
            self.begin()
        assert self.process is not None
        assert self.process.stdout is not None
        ready = self.process.stdout.readline()
        assert ready.startswith("znsocket serves "), ready

    def kill(self) -> None:
        """End it without warning."""
        self._end(kill=True)

    def stop(self) -> None:
        """End it as systemd does."""
        self._end(kill=False)

    def terminate(self) -> None:
        """Begin to end it as systemd does."""
        if self.process is not None:
            self.process.terminate()

    def _end(self, *, kill: bool) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.kill() if kill else process.terminate()
            process.wait(timeout=15)
            assert process.stdout is not None
            process.stdout.close()

    def cpu(self) -> float:
        """Return the seconds of processor time that it has used."""
        assert self.process is not None
        return process_cpu(self.process.pid)

    def connections(self) -> int:
        """Return how many TCP connections it has accepted and not closed."""
        established = "01"
        count = 0
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            _, local, _, state, *_ = line.split()
            count += state == established and int(local.partition(":")[2], 16) == self.port
        return count


class Nginx:
    """An nginx with one of the files in ``deploy/``, on other ports.

    Parameters
    ----------
    directory : Path
        Where it keeps its files.
    name : str
        The file in ``deploy/``.
    ports : list of int
        The nodes' ports, in the place of 5001 to 5003.
    """

    def __init__(self, directory: Path, name: str, ports: list[int]) -> None:
        self.port = lasting_port()
        directory.mkdir(exist_ok=True)
        text = (DEPLOY / name).read_text()
        for number, port in enumerate([self.port, *ports]):
            text, found = re.subn(rf"\b{5000 + number}\b", str(port), text)
            assert found == 1, f"{name} has the port {5000 + number} {found} times"
        main = directory / "main.conf"
        user = "user root;" if os.geteuid() == 0 else ""
        main.write_text(
            f"daemon off; worker_processes 1; pid {directory}/nginx.pid; {user}\n"
            f"error_log {directory}/error.log;\n"
            "events { worker_connections 4096; }\n"
            f"http {{ access_log off; client_body_temp_path {directory}/body;\n"
            f"proxy_temp_path {directory}/proxy; fastcgi_temp_path {directory}/fastcgi;\n"
            f"uwsgi_temp_path {directory}/uwsgi; scgi_temp_path {directory}/scgi;\n{text}}}\n"
        )
        # Where Debian has it, which is not on the path of every user.
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        command = [program, "-p", str(directory), "-c", str(main)]
        command += ["-e", str(directory / "error.log")]
        self._process = subprocess.Popen(command)
        wait_until(self._answers)
        self.url = f"znsocket://127.0.0.1:{self.port}"

    @property
    def worker(self) -> int:
        """The id of the process that does the work."""
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return int(children.split()[0])

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            return True
        return False

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(timeout=10)


class Fleet:
    """Redis, three nodes and nginx.

    Attributes
    ----------
    redis : RedisProcess
        It writes each change to its file before it replies.
    cuts : list of Cut
        What leads from each node to Redis.
    nodes : list of Node
    url : str
        Where clients connect to.
    """

    def __init__(self, redis: RedisProcess, cuts: list[Cut], nodes: list[Node], url: str) -> None:
        self.redis = redis
        self.cuts = cuts
        self.nodes = nodes
        self.url = url

    def clients(self) -> list[int]:
        """Return how many connections each node has."""
        return [node.connections() for node in self.nodes]


class Alternating:
    """Clients of several nodes, each call of which is made by the next one.

    Parameters
    ----------
    urls : list of str
        Where the nodes are.
    """

    def __init__(self, urls: list[str]) -> None:
        self._clients = [znsocket.Client(url) for url in urls]
        self._turns = itertools.cycle(self._clients)

    def __getattr__(self, name: str) -> Any:
        return getattr(next(self._turns), name)

    def __enter__(self) -> Alternating:
        return self

    def __exit__(self, *error: object) -> None:
        for client in self._clients:
            client.close()


@contextlib.contextmanager
def running_nodes(storages: list[str]) -> Iterator[list[Node]]:
    """Run a node for each URL of a Redis."""
    with contextlib.ExitStack() as stack:
        nodes = []
        for storage in storages:
            nodes.append(Node(storage))
            stack.callback(nodes[-1].stop)
        for node in nodes:
            node.start()
        yield nodes
        for node in nodes:
            node.terminate()


@contextlib.contextmanager
def running_fleet(directory: Path) -> Iterator[Fleet]:
    """Run a fleet.

    Parameters
    ----------
    directory : Path
        Where its parts keep their files.
    """
    with contextlib.ExitStack() as stack:
        redis = RedisProcess(directory / "redis", "--appendonly", "yes", "--appendfsync", "always")
        stack.callback(redis.stop)
        cuts = [Cut(redis.port) for _ in range(NODES)]
        for cut in cuts:
            stack.callback(cut.close)
        nodes = stack.enter_context(
            running_nodes([f"redis://127.0.0.1:{cut.port}/0" for cut in cuts])
        )
        proxy = Nginx(directory / "nginx", "nginx.conf", [node.port for node in nodes])
        stack.callback(proxy.stop)
        yield Fleet(redis, cuts, nodes, proxy.url)


def process_cpu(pid: int) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
