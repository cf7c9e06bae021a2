"""A Redis Cluster: every command goes to the server that has its keys."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import redis
from redis.backoff import NoBackoff
from redis.cluster import ClusterNode
from redis.connection import Connection, SSLConnection
from redis.crc import key_slot
from redis.exceptions import (
    AskError,
    ClusterDownError,
    MovedError,
    RedisClusterException,
    SlotNotCoveredError,
    TryAgainError,
)
from redis.retry import Retry

from znsocket.exceptions import ConnectionError, ResponseError
from znsocket.registry import Argument, Text, octets
from znsocket.registry.parameters import CursorParameter
from znsocket.storage.redis_address import Settings, make_pool
from znsocket.storage.redis_command import RedisCommand
from znsocket.storage.redis_server import RedisServer

T = TypeVar("T")
Address = tuple[str, int]
Send = Callable[[RedisServer, bool], T]

# How often a command may be sent on to another server, and how long one waits for keys that are
# just being moved.
_REDIRECTIONS = 16
_PATIENCE = 0.05

# A cursor over all servers has the number of the server in its lowest bits.
_SERVER_BITS = 14


class RedisCluster:
    """Sends commands to the servers of a Redis Cluster, each to the one that has its keys.

    Which server that is, redis-py finds out. Nothing is sent twice but what a server has refused
    because it does not have the key (any more).

    Parameters
    ----------
    find : callable
        Returns redis-py's client, which connects to the cluster.
    settings : dict
        The arguments of connections.
    name : str
        Where the cluster is, for users to read.
    """

    #: Where the keys are; a cluster has no other.
    database = 0

    #: Each server has some keys, and knows of some who listen.
    whole = False

    def __init__(
        self, find: Callable[[], redis.RedisCluster], settings: Settings, name: str
    ) -> None:
        self.name = name
        self._find = find
        self._settings = settings
        self._connection_class = SSLConnection if settings.pop("ssl", False) else Connection
        self._connection_class = settings.pop("connection_class", self._connection_class)
        self._lock = threading.Lock()
        self._servers: dict[Address, RedisServer] = {}
        self._found: redis.RedisCluster | None = None
        self._outdated = False
        self._failed = 0.0

    @property
    def client(self) -> redis.RedisCluster:
        """redis-py's client of the cluster.

        Raises
        ------
        ConnectionError
            None of its servers can be reached.
        """
        if self._found is not None and not self._outdated:
            return self._found
        asked = time.monotonic()
        with self._lock:
            if self._failed > asked:
                raise ConnectionError(f"{self.name} does not answer")
            try:
                if self._found is None:
                    self._found = self._find()
                elif self._outdated:
                    self._found.nodes_manager.initialize()
            except (redis.RedisError, RedisClusterException, OSError) as error:
                self._failed = time.monotonic()
                raise ConnectionError(f"{self.name}: {error}") from error
            self._outdated = False
            return self._found

    def call(self, command: RedisCommand) -> Any:
        """Send a command to the server that has its keys; see `RedisServer.call`.

        Raises
        ------
        ResponseError
            Its keys have different slots.
        """
        names = command.names
        if names:
            _check_slots(names)
            return self._follow(
                self._owner(names[0]), lambda server, asking: server.call(command, asking)
            )
        entry = command.entry
        if entry.everywhere is not None:
            return entry.everywhere([server.call(command) for server in self._all_servers()])
        cursor = next((one for one in entry.arguments if _is_cursor(one)), None)
        if cursor is not None:
            return self._scan(command, cursor)
        return self.first.call(command)

    def transact(self, commands: Sequence[RedisCommand]) -> list[Any]:
        """Send a transaction to the server that has all of its keys; see `RedisServer.transact`.

        Raises
        ------
        ResponseError
            Its keys have different slots, or a command has to be sent to every server.
        """
        names: list[Text] = []
        for command in commands:
            here = command.names
            names += here
            entry = command.entry
            if not here and (entry.everywhere or any(map(_is_cursor, entry.arguments))):
                raise ResponseError(
                    f"{entry.name} asks every server of a cluster: it cannot be in a pipeline"
                )
        if not names:
            return self.first.transact(commands)
        _check_slots(names)
        return self._follow(
            self._owner(names[0]), lambda server, asking: server.transact(commands, asking)
        )

    def wait(
        self,
        command: RedisCommand,
        began: Callable[[Callable[[], Any]], None] | None = None,
    ) -> Any:
        """Send a command that may wait; see `RedisServer.wait`.

        Raises
        ------
        ResponseError
            Its keys have different slots.
        """
        _check_slots(command.names)
        return self._follow(
            self._owner(command.names[0]),
            lambda server, asking: server.wait(command, began, asking),
        )

    def server_of(self, names: Sequence[Text]) -> RedisServer:
        """Return the server that has some keys.

        Raises
        ------
        ResponseError
            They have different slots.
        """
        _check_slots(names)
        return self._server(self._owner(names[0]))

    @property
    def first(self) -> RedisServer:
        """The server that gets commands without keys.

        Channels are listened to there, too, so that `publish` counts who listens.
        """
        return self._all_servers()[0]

    @property
    def busy(self) -> bool:
        """Whether a call waits for one of the servers just now."""
        return any(server.busy for server in tuple(self._servers.values()))

    @property
    def queue(self) -> tuple[str, dict[str, Any]]:
        """The URL and the options that python-socketio reaches one of the servers by.

        A cluster's servers pass on to each other what is published.
        """
        return self.first.queue

    def check(self) -> None:
        """Raise `ConnectionError` unless a server of the cluster answers."""
        self._all_servers()

    def pubsub(self) -> Any:
        """Return redis-py's `PubSub` over a connection of its own."""
        return self.client.pubsub()

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            for server in self._servers.values():
                server.close()
            if self._found is not None:
                self._found.close()

    def _follow(self, address: Address, send: Send[T]) -> T:
        """Send something to a server, or to the one that it names instead."""
        asking = False
        for _ in range(_REDIRECTIONS):
            try:
                return send(self._server(address), asking)
            except AskError as elsewhere:
                address, asking = (elsewhere.host, elsewhere.port), True
            except MovedError as elsewhere:
                address, asking = (elsewhere.host, elsewhere.port), False
                self._outdated = True
            except TryAgainError:
                time.sleep(_PATIENCE)
            except ClusterDownError as error:
                self._outdated = True
                raise ConnectionError(f"{self.name}: {error}") from error
            except ConnectionError:
                self._outdated = True
                raise
        raise ConnectionError(f"{self.name} moves the keys from server to server")

    def _owner(self, name: Text) -> Address:
        client = self.client
        try:
            node = client.get_node_from_key(octets(name))
        except SlotNotCoveredError as error:
            self._outdated = True
            raise ConnectionError(f"{self.name}: {error}") from error
        return node.host, node.port

    def _server(self, address: Address) -> RedisServer:
        server = self._servers.get(address)
        if server is None:
            with self._lock:
                server = self._servers.get(address)
                if server is None:
                    host, port = address
                    settings = {**self._settings, "host": host, "port": port}
                    pool = make_pool(self._connection_class, settings)
                    server = RedisServer(pool, f"redis at {host}:{port}")
                    self._servers[address] = server
        return server

    def _all_servers(self) -> list[RedisServer]:
        """Return the servers that have slots, in an order that stays."""
        addresses = sorted((node.host, node.port) for node in self.client.get_primaries())
        return [self._server(address) for address in addresses]

    def _scan(self, command: RedisCommand, cursor: Argument) -> Any:
        """Go on through the keys of one server, or begin with the next one's."""
        servers = self._all_servers()
        given = cursor.parameter.parse(command.options.get(cursor.name, 0))
        inner, place = given >> _SERVER_BITS, given & ((1 << _SERVER_BITS) - 1)
        if place >= len(servers):
            return 0, []
        options = {**command.options, cursor.name: inner}
        inner, keys = servers[place].call(RedisCommand(command.entry, command.args, options))
        if inner == 0:
            place += 1
        following = inner << _SERVER_BITS | place if place < len(servers) else 0
        return following, keys


def find_cluster(hosts: Sequence[Address], settings: Settings) -> redis.RedisCluster:
    """Return redis-py's client of a cluster, one of whose servers is among `hosts`.

    Raises
    ------
    redis.RedisError, redis.exceptions.RedisClusterException
        None of them answers.
    """
    return redis.RedisCluster(
        startup_nodes=[ClusterNode(host, port) for host, port in hosts],
        retry=Retry(NoBackoff(), 0),
        **settings,
    )


def _is_cursor(argument: Argument) -> bool:
    return isinstance(argument.parameter, CursorParameter)


def _check_slots(names: Sequence[Text]) -> None:
    """Raise Redis' error, with the names, when keys have different slots."""
    slot = key_slot(octets(names[0]))
    for name in names[1:]:
        if key_slot(octets(name)) != slot:
            raise ResponseError(
                f"CROSSSLOT Keys in request don't hash to the same slot: {names[0]!r} and "
                f"{name!r}; names with the same part in braces, such as {{user}}:name, do"
            )
