"""Real servers, real sockets and a real Redis for the tests, and every surface by one name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
import redis.asyncio
from harness import (
    SURFACES,
    open_surfaces,
    running_redis,
    serve_in_thread,
    start_server,
    stop_process,
)
from peers import (
    AWAITED_KINDS,
    KINDS,
    Peers,
    awaited_peers,
    client_peers,
    redis_peers,
    redis_py_peers,
    storage_peers,
)
from scale.fleet import Alternating, Nginx, running_nodes

import znsocket


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The URL of a redis-server of these tests' own."""
    with running_redis() as url:
        yield url


@pytest.fixture(scope="session")
def expected_redis_url() -> Iterator[str]:
    """The URL of another redis-server, for what redis-py itself does."""
    with running_redis() as url:
        yield url


@pytest.fixture(scope="session")
def memory_server() -> Iterator[str]:
    """The URL of a server with the embedded store."""
    process, url = start_server()
    yield url
    stop_process(process)


@pytest.fixture(scope="session")
def redis_nodes(redis_url: str) -> Iterator[list[str]]:
    """The URLs of three servers on the same Redis."""
    with running_nodes([redis_url] * 3) as nodes:
        yield [node.url for node in nodes]


@pytest.fixture(scope="session")
def redis_server(redis_nodes: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the nginx before `redis_nodes`, which gives each client another one of them."""
    ports = [int(url.rpartition(":")[2]) for url in redis_nodes]
    nginx = Nginx(tmp_path_factory.mktemp("nginx"), "nginx.conf", ports)
    yield nginx.url
    nginx.stop()


@pytest.fixture(scope="session")
def served_storage() -> Iterator[tuple[znsocket.Storage, str]]:
    """An embedded store of this process, and the URL of a server of it."""
    storage = znsocket.Storage()
    with serve_in_thread(storage=storage) as url:
        yield storage, url


def open_peers(request: pytest.FixtureRequest, redis_url: str) -> Iterator[Peers]:
    """Give stores or clients of one kind, with every key removed."""
    make: dict[str, Callable[[], Peers]] = {
        "storage": storage_peers,
        "client": lambda: client_peers(request.getfixturevalue("served_storage")),
        "redis-storage": lambda: redis_peers(redis_url, lambda: znsocket.RedisStorage(redis_url)),
        "redis-client": lambda: redis_peers(
            redis_url, lambda: znsocket.Client(request.getfixturevalue("redis_server"))
        ),
        "redis-py": lambda: redis_py_peers(request.getfixturevalue("expected_redis_url")),
    }
    made = make[request.param]()
    made.one().flushall()
    yield made
    made.close()


def open_awaited_peers(request: pytest.FixtureRequest) -> Iterator[Peers]:
    """Give asyncio clients of one kind, with every key removed."""
    make: dict[str, Callable[[], Any]] = {
        "async-client": lambda: znsocket.AsyncClient(request.getfixturevalue("memory_server")),
        "redis-async-client": lambda: znsocket.AsyncClient(request.getfixturevalue("redis_server")),
        "redis-py-asyncio": lambda: redis.asyncio.Redis.from_url(
            request.getfixturevalue("expected_redis_url"), decode_responses=True
        ),
    }
    for made in awaited_peers(make[request.param]):
        made.one().flushall()
        yield made


@pytest.fixture(params=KINDS)
def peers(request: pytest.FixtureRequest, redis_url: str) -> Iterator[Peers]:
    """Stores and clients of every kind that is not awaited in turn, with every key removed."""
    yield from open_peers(request, redis_url)


@pytest.fixture(params=[*KINDS, *AWAITED_KINDS])
def all_peers(request: pytest.FixtureRequest, redis_url: str) -> Iterator[Peers]:
    """Stores and clients of every kind in turn, with every key removed."""
    awaited = request.param in AWAITED_KINDS
    yield from open_awaited_peers(request) if awaited else open_peers(request, redis_url)


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
    redis_url: str, memory_server: str, redis_server: str, redis_nodes: list[str]
) -> Iterator[Callable[[str], Any]]:
    """A function from a name in `SURFACES`, or "redis-nodes", to that, with every key removed."""
    with (
        open_surfaces(memory_server, redis_server, redis_url) as get,
        Alternating(redis_nodes) as nodes,
    ):

        def get_more(name: str) -> Any:
            if name != "redis-nodes":
                return get(name)
            nodes.flushall()
            return nodes

        yield get_more


@pytest.fixture(params=SURFACES)
def surface(request: pytest.FixtureRequest, surface_by_name: Callable[[str], Any]) -> Any:
    """Every surface in turn, with every key removed."""
    return surface_by_name(request.param)
