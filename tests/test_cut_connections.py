"""Connections that end while they are being made: what comes of the client."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest
from redises import wait_until

import znsocket
from znsocket.exceptions import ConnectionError, TimeoutError

#: Pieces that a server sends while a client connects and tells what it wants to hear, and one more.
PIECES = 7


class Relay:
    """Passes connections on to a server, and ends one after some pieces from the server.

    Attributes
    ----------
    url : str
        Where it listens.
    cuts : list of int
        After how many pieces each of the next connections ends.
    ended : int
        How many have ended so.
    """

    def __init__(self, server: str) -> None:
        host, _, port = server.removeprefix("znsocket://").rpartition(":")
        self._target = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"znsocket://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cuts: list[int] = []
        self.ended = 0
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._target)
                self._open |= {client, server}
                limit = self.cuts.pop(0) if self.cuts else None
                if limit == 0:
                    self.ended += 1
                    self._end(client, server)
                for pair in ((client, server, None), (server, client, limit)):
                    threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, limit: int | None) -> None:
        pieces = 0
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
                pieces += 1
                if pieces == limit:
                    self.ended += 1
                    break
        self._end(source, target)

    def _end(self, *ends: socket.socket) -> None:
        for one in ends:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
            self._open.discard(one)

    def cut(self, *cuts: int) -> None:
        """End all connections, and each of the next ones after so many pieces."""
        self.cuts = [*cuts]
        self._end(*self._open.copy())

    def close(self) -> None:
        """End all connections and take no more."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()


@pytest.fixture
def relay(memory_server: str) -> Iterator[Relay]:
    """A relay to a server."""
    relay = Relay(memory_server)
    yield relay
    relay.close()


def test_connections_that_break_while_they_come_back(relay: Relay, memory_server: str) -> None:
    callbacks = {"znsocket.List:a": lambda notice: None}
    with (
        znsocket.Client(memory_server) as other,
        znsocket.Client(relay.url, refresh_callbacks=callbacks, connect_wait_timeout=30) as client,
    ):
        client.sio.randomization_factor = 0
        other.delete("cut:count")
        pubsub = client.pubsub(ignore_subscribe_messages=True)
        pubsub.subscribe("news")
        for pieces in range(PIECES):
            relay.cut(pieces)
            while relay.ended <= pieces:
                other.publish("news", "before")
                pubsub.get_message(timeout=0.02)
            message = None
            while message is None or message["data"] == "before":
                other.publish("news", "after")
                message = pubsub.get_message(timeout=0.02)
            assert client.incr("cut:count") == pieces + 1


def test_awaited_connections_that_break_while_they_come_back(
    relay: Relay, memory_server: str
) -> None:
    async def run() -> None:
        callbacks = {"znsocket.List:a": lambda notice: None}
        client = znsocket.AsyncClient(
            relay.url, refresh_callbacks=callbacks, connect_wait_timeout=30
        )
        client.sio.randomization_factor = 0
        async with znsocket.AsyncClient(memory_server) as other, client:
            await other.delete("cut:count")
            pubsub = client.pubsub(ignore_subscribe_messages=True)
            await pubsub.subscribe("news")
            for pieces in range(PIECES):
                relay.cut(pieces)
                while relay.ended <= pieces:
                    await other.publish("news", "before")
                    await pubsub.get_message(timeout=0.02)
                message = None
                while message is None or message["data"] == "before":
                    await other.publish("news", "after")
                    message = await pubsub.get_message(timeout=0.02)
                assert await client.incr("cut:count") == pieces + 1

    asyncio.run(asyncio.wait_for(run(), 50))


def test_connections_that_break_while_they_are_made(relay: Relay) -> None:
    before = threading.active_count()
    for pieces in range(PIECES):
        relay.cut(pieces, pieces)
        try:
            client = znsocket.Client(relay.url, connect_wait_timeout=5)
        except ConnectionError:
            continue
        client.close()
    relay.cut()
    wait_until(lambda: threading.active_count() <= before, 30)


def test_awaited_connections_that_break_while_they_are_made(relay: Relay) -> None:
    async def run() -> None:
        before = len(asyncio.all_tasks())
        for pieces in range(PIECES):
            relay.cut(pieces, pieces)
            client = znsocket.AsyncClient(relay.url, connect_wait_timeout=5)
            client.timeout = 2  # what travels by long polling can be lost
            ended = relay.ended
            while relay.ended == ended:  # a connection is made, or a call made, until it breaks
                with contextlib.suppress(ConnectionError, TimeoutError):
                    await client.ping()
            relay.cut()
            while True:
                with contextlib.suppress(ConnectionError, TimeoutError):
                    assert await client.ping() is True
                    break
            await client.close()
            while len(asyncio.all_tasks()) > before:
                await asyncio.sleep(0.02)

    asyncio.run(asyncio.wait_for(run(), 50))
