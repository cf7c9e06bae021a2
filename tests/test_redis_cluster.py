"""The Redis store on a Redis Cluster of three servers: the examples of every entry, and slots."""

from __future__ import annotations

import contextlib
import doctest
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
from harness import Piped, start_server, stop_process
from redises import RedisProcess, redis_cluster, wait_until

import znsocket
from znsocket.commands import registry
from znsocket.exceptions import ConnectionError, ResponseError
from znsocket.registry import Argument, Entry, Parameter

SURFACES = ("storage", "storage-pipeline", "client", "client-pipeline")

#: The entries whose examples cannot be true of a cluster.
OTHERWISE = {
    "info": "it is of one of the servers",
    "sort": "a cluster's servers refuse the patterns of other keys",
    "scan": "there is a page for each server at least",
}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[RedisProcess]]:
    """A Redis Cluster."""
    with redis_cluster(tmp_path_factory.mktemp("cluster")) as servers:
        yield servers


@pytest.fixture(scope="module")
def url(cluster: list[RedisProcess]) -> str:
    """Its URL."""
    return "redis+cluster://" + ",".join(f"127.0.0.1:{server.port}" for server in cluster)


@pytest.fixture(scope="module")
def surfaces(url: str) -> Iterator[dict[str, Any]]:
    """A store, and a client of a server, on the cluster; and their pipelines."""
    process, address = start_server("--storage", url)
    storage = znsocket.RedisStorage(url)
    with contextlib.closing(storage), znsocket.Client(address) as client:
        yield {
            "storage": storage,
            "storage-pipeline": _Piped(storage),
            "client": client,
            "client-pipeline": _Piped(client),
        }
    stop_process(process)


@pytest.fixture
def storage(surfaces: dict[str, Any]) -> Any:
    """A store on the cluster, its keys removed."""
    surfaces["storage"].flushall()
    return surfaces["storage"]


@pytest.mark.parametrize("name", SURFACES)
@pytest.mark.parametrize("entry", list(registry), ids=lambda entry: entry.name)
@pytest.mark.filterwarnings("ignore:Call to deprecated:DeprecationWarning")  # redis-py's, on hmset
def test_examples_with_keys_of_one_slot(
    entry: Entry, name: str, surfaces: dict[str, Any], capsys: Any
) -> None:
    if entry.name in OTHERWISE:
        pytest.skip(OTHERWISE[entry.name])
    surfaces["storage"].flushall()
    examples = doctest.DocTestParser().get_doctest(
        entry.doc, {"r": Tagged(surfaces[name])}, entry.name, None, None
    )
    runner = doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    runner.run(examples)
    assert runner.failures == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", SURFACES)
@pytest.mark.parametrize(
    ("call", "names"),
    [
        (lambda r: r.mget("a", "b"), "'a' and 'b'"),
        (lambda r: r.delete("a", "{a}b", b"\xff"), r"'a' and b'\xff'"),
        (lambda r: r.rename("a", "b"), "'a' and 'b'"),
        (lambda r: r.mset({"a": 1, "b": 2}), "'a' and 'b'"),
        (lambda r: r.zunionstore("a", {"b": 1, "c": 2}), "'a' and 'b'"),
        (lambda r: r.sort("a", store="b"), "'a' and 'b'"),
        (lambda r: r.xread({"a": 0, "b": 0}), "'a' and 'b'"),
        (lambda r: r.lmpop(2, "a", "b", direction="LEFT"), "'a' and 'b'"),
    ],
)
def test_keys_of_different_slots_are_named(
    surfaces: dict[str, Any], name: str, call: Callable[[Any], Any], names: str
) -> None:
    with pytest.raises(ResponseError) as raised:
        call(surfaces[name])
    text = f"CROSSSLOT Keys in request don't hash to the same slot: {names}"
    assert text in str(raised.value)


@pytest.mark.parametrize("name", ["storage", "client"])
def test_a_transaction_over_different_slots_is_refused(surfaces: dict[str, Any], name: str) -> None:
    surface = surfaces[name]
    surface.flushall()
    with pytest.raises(ResponseError, match=r"CROSSSLOT .* 'a' and 'b'"):
        surface.pipeline().set("a", 1).set("b", 2).execute()
    assert (surface.get("a"), surface.get("b")) == (None, None)
    pipeline = surface.pipeline().set("{a}1", 1).echo("between").set("{a}2", 2)
    assert pipeline.execute() == [True, "between", True]
    with pytest.raises(ResponseError, match="dbsize asks every server of a cluster"):
        surface.pipeline().set("a", 1).dbsize().execute()


def test_what_has_no_key_asks_every_server(storage: Any, cluster: list[RedisProcess]) -> None:
    names = {f"key {number}" for number in range(100)}
    for name in names:
        storage.set(name, 1)
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(server.client()) for server in cluster]
        assert all(client.dbsize() for client in clients)
    assert storage.dbsize() == 100
    assert set(storage.keys()) == names
    assert sorted(storage.scan_iter(count=7)) == sorted(names)
    assert {storage.randomkey() for _ in range(200)} <= names
    assert storage.flushall() is True
    assert (storage.dbsize(), storage.keys(), storage.randomkey()) == (0, [], None)
    with pytest.raises(ResponseError, match="invalid cursor"):
        storage.scan("first")


def test_a_slot_moves_while_it_is_used(storage: Any, cluster: list[RedisProcess]) -> None:
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(server.client()) for server in cluster]
        slot = clients[0].execute_command("CLUSTER", "KEYSLOT", "moving")
        storage.set("moving", 1)
        source = next(client for client in clients if client.keys("moving"))
        target = next(client for client in clients if client is not source)
        ids = {client: client.execute_command("CLUSTER", "MYID") for client in clients}

        def assign(client: redis.Redis, *words: Any) -> None:
            client.execute_command("CLUSTER", "SETSLOT", slot, *words)

        assign(target, "IMPORTING", ids[source])
        assign(source, "MIGRATING", ids[target])
        assert storage.incr("moving") == 2
        assert storage.set("{moving}new", 1) is True
        assert storage.pipeline().incr("{moving}new").execute() == [2]
        port = target.connection_pool.connection_kwargs["port"]
        source.migrate("127.0.0.1", port, "moving", 0, 1000)
        assert storage.incr("moving") == 3
        assert storage.pipeline().incr("moving").get("moving").execute() == [4, "4"]
        for client in (target, source):
            assign(client, "NODE", ids[target])
        assert storage.incr("moving") == 5
        assert storage.pipeline().incr("moving").get("{moving}new").execute() == [6, "2"]


def test_a_server_of_the_cluster_away_and_back(storage: Any, cluster: list[RedisProcess]) -> None:
    storage.set("b", 1)
    with contextlib.ExitStack() as stack:
        owner = next(server for server in cluster if stack.enter_context(server.client()).keys("b"))
    owner.stop()
    with pytest.raises(ConnectionError):
        storage.get("b")
    owner.start()
    wait_until(lambda: storage.get("b") is None)
    assert storage.set("b", 2) is True


@pytest.mark.parametrize("decode", [False, True])
def test_a_cluster_client_of_ones_own(cluster: list[RedisProcess], decode: bool) -> None:
    client = redis.RedisCluster(port=cluster[0].port, host="127.0.0.1", decode_responses=decode)
    storage = znsocket.RedisStorage(client)
    storage.set("text", "\xe9")
    storage.set("octets", b"\xff")
    assert (storage.get("text"), storage.get("octets")) == ("\xe9", b"\xff")
    storage.close()


def test_a_cluster_that_is_none(redis_url: str) -> None:
    storage = znsocket.RedisStorage(redis_url.replace("redis://", "redis+cluster://"))
    with pytest.raises(ConnectionError, match="Cluster mode is not enabled"):
        storage.check()


class _Piped(Piped):
    """Pipelines of one command, save for what asks every server."""

    def __getattr__(self, name: str) -> Any:
        if name in registry and (registry[name].everywhere or name == "scan"):
            return getattr(self._client, name)
        return super().__getattr__(name)


class Tagged:
    """A client whose keys all have one slot, by a tag that its user does not see.

    Parameters
    ----------
    client : object
        Whose methods are called.
    """

    TAG = "{t}"

    def __init__(self, client: Any) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        def call(*args: Any, **options: Any) -> Any:
            return self._without(method(*self._args(entry, args), **self._options(entry, options)))

        entry, method = registry[name], getattr(self._client, name)
        return call

    def _args(self, entry: Entry, args: tuple[Any, ...]) -> list[Any]:
        places = [one for one in entry.arguments if not one.keyword]
        if places and places[-1].variadic:
            places += places[-1:] * len(args)
        return [self._with(entry, one, arg) for one, arg in zip(places, args, strict=False)]

    def _options(self, entry: Entry, options: dict[str, Any]) -> dict[str, Any]:
        arguments = {one.name: one for one in entry.arguments}
        return {
            name: self._with(entry, arguments[name], option) for name, option in options.items()
        }

    def _with(self, entry: Entry, argument: Argument, value: Any) -> Any:
        pattern = argument.name in ("pattern", "match") and entry.group == "key"
        if type(argument.parameter).names is Parameter.names and not pattern:
            return value
        if isinstance(value, dict):
            return {self.TAG + name: item for name, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.TAG + name for name in value]
        return value if value is None else self.TAG + value

    def _without(self, reply: Any) -> Any:
        if isinstance(reply, str):
            return reply.replace(self.TAG, "")  # also within texts, as those of pieces
        if isinstance(reply, dict):
            return {self._without(key): self._without(item) for key, item in reply.items()}
        if isinstance(reply, (list, tuple, set)):
            return type(reply)(self._without(item) for item in reply)
        return (self._without(item) for item in reply) if isinstance(reply, Iterator) else reply
