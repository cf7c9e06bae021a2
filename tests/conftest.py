"""Real servers, real sockets and a real Redis for the tests, and every surface by one name."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
from harness import SURFACES, free_port, open_surfaces, start_server, stop_process

import znsocket


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a redis-server of these tests' own."""
    port = free_port()
    process = subprocess.Popen(
        ["redis-server", "--port", str(port), "--save", "", "--bind", "127.0.0.1"],
        stdout=subprocess.DEVNULL,
        cwd=tmp_path_factory.mktemp("redis"),
    )
    url = f"redis://127.0.0.1:{port}/0"
    with redis.Redis.from_url(url) as probe:
        deadline = time.monotonic() + 10
        while True:
            try:
                probe.ping()
                break
            except redis.ConnectionError:
                assert time.monotonic() < deadline, "redis-server does not answer"
                time.sleep(0.02)
    yield url
    stop_process(process)


@pytest.fixture(scope="session")
def memory_server() -> Iterator[str]:
    """The URL of a server with the embedded store."""
    process, url = start_server()
    yield url
    stop_process(process)


@pytest.fixture(scope="session")
def redis_server(redis_url: str) -> Iterator[str]:
    """The URL of a server with the Redis store."""
    process, url = start_server("--storage", redis_url)
    yield url
    stop_process(process)


@pytest.fixture(params=["memory", "redis"])
def server(request: pytest.FixtureRequest) -> str:
    """The URL of a server, on either store, its keys removed."""
    url: str = request.getfixturevalue(f"{request.param}_server")
    with znsocket.Client(url) as client:
        client.flushall()
    return url


@pytest.fixture
def client(server: str) -> Iterator[znsocket.Client]:
    """A client of `server`."""
    with znsocket.Client(server) as client:
        yield client


@pytest.fixture(scope="session")
def surface_by_name(
    redis_url: str, memory_server: str, redis_server: str
) -> Iterator[Callable[[str], Any]]:
    """A function from a name in `SURFACES` to that surface, with every key removed."""
    with open_surfaces(memory_server, redis_server, redis_url) as get:
        yield get


@pytest.fixture(params=SURFACES)
def surface(request: pytest.FixtureRequest, surface_by_name: Callable[[str], Any]) -> Any:
    """Every surface in turn, with every key removed."""
    return surface_by_name(request.param)
