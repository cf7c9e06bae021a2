"""Large messages in parts through a server, both ways."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from harness import serve_in_thread
from test_assembly import part
from test_own_messages import RawPeer

import znsocket
from znsocket.exceptions import DataError, ResponseError
from znsocket.wire import pack

LARGE = "ä" + "some text " * 300_000


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading", "asgi"])
def test_large_values_both_ways(mode: str) -> None:
    from harness import start_server, stop_process

    process, url = start_server("--async-mode", mode)
    try:
        with znsocket.Client(url) as client:
            assert client.set("text", LARGE) is True
            assert client.get("text") == LARGE
            binary = os.urandom(2_000_000)
            client.hset("h", mapping={"a": binary, "b": 1})
            client.decode_responses = False
            assert client.hgetall("h") == {b"a": binary, b"b": b"1"}
            assert client.pipeline().get("text").hget("h", "a").execute() == [
                LARGE.encode(),
                binary,
            ]
        asyncio.run(both_ways(url))
    finally:
        stop_process(process)


async def both_ways(url: str) -> None:
    """Do the same with an asyncio client, other calls going on."""
    async with znsocket.AsyncClient(url) as client:
        replies = await asyncio.gather(
            client.set("async", LARGE), *(client.incr("n") for _ in range(20)), client.get("text")
        )
        assert replies[0] is True
        assert replies[-1] == LARGE
        assert await client.get("async") == LARGE


def test_progress_is_told(server: str) -> None:
    told: list[tuple[int, int]] = []
    with znsocket.Client(server, on_progress=lambda *done: told.append(done)) as client:
        client.set("a", LARGE)
        assert len(told) > 3
        assert told == sorted(told)
        assert told[-1][0] == told[-1][1] >= len(LARGE)
        told.clear()
        client.get("a")
        assert told[-1][0] == told[-1][1] >= len(LARGE)
        told.clear()
        client.set("a", "small")
        assert told == []


def test_compressed_when_the_server_is_elsewhere(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("znsocket.client.address.Address.local", False)
    with znsocket.Client(server) as client:
        sent: list[int] = []
        send = client._engine.send_direct

        def count(data: bytes) -> None:
            sent.append(len(data))
            send(data)

        client._engine.send_direct = count  # type: ignore[method-assign]
        client.set("a", LARGE)
        client.set("b", "x" * 2000)
        assert client.get("a") == LARGE
        assert client.get("b") == "x" * 2000
    assert sum(sent) < len(LARGE) / 10


def test_other_calls_go_on_meanwhile(server: str) -> None:
    value = "x" * 60_000_000
    with znsocket.Client(server) as client:
        thread = threading.Thread(target=lambda: (client.set("a", value), client.get("a")))
        thread.start()
        done = 0
        while thread.is_alive():
            client.incr("n")  # of the same connection
            done += 1
        thread.join()
    assert done > 5


def test_bad_part_is_an_error_of_its_request(server: str) -> None:
    raw = RawPeer(server)
    number, reply, (kind, text) = raw.ask(part(5, 10**12, 0, b"x"))
    assert (number, reply, kind) == (5, None, "DataError")
    assert "larger than the" in text
    assert raw.ask(pack([1, "dbsize", [], {}])) == [1, 0]
    raw.sio.disconnect()


def test_request_that_the_server_never_takes_is_not_sent(server: str) -> None:
    with znsocket.Client(server) as client:
        client._largest_message = 1_000_000
        with pytest.raises(DataError, match="more than the 1000000 that"):
            client.set("a", LARGE)
        assert client.get("a") is None


def test_replies_keep_to_what_a_client_takes() -> None:
    with serve_in_thread() as url, znsocket.Client(url, max_message_size_bytes=5000) as client:
        sizes: list[int] = []
        take = client._engine.on_binary

        def count(data: Any) -> bool:
            sizes.append(len(data))
            return take(data)

        client._engine.on_binary = count
        client.set("a", "x" * 100_000)
        assert client.get("a") == "x" * 100_000
    assert len(sizes) > 20
    assert max(sizes) <= 5000


class TestServerWithoutOwnMessages:
    """What is sent to a server that knows only of compressed and chunked messages."""

    @pytest.fixture
    def client(self, server: str) -> Iterator[znsocket.Client]:
        """A client that was told nothing of our own messages."""
        with znsocket.Client(server, max_message_size_bytes=20_000) as client:
            client._tag = None
            yield client

    def test_large_request_is_chunked(self, client: znsocket.Client) -> None:
        told: list[tuple[int, int]] = []
        client.on_progress = lambda *done: told.append(done)
        value = os.urandom(100_000).hex()
        assert client.set("a", value) is True
        assert client.get("a") == value
        assert len(told) > 3
        assert told[-1][0] == told[-1][1]

    def test_request_that_gets_small_is_compressed(self, client: znsocket.Client) -> None:
        assert client.pipeline().set("a", "x" * 100_000).strlen("a").execute() == [True, 100_000]

    def test_error_of_a_chunked_request(self, client: znsocket.Client) -> None:
        client.enable_compression = False
        client.rpush("list", "a")
        with pytest.raises(ResponseError, match="WRONGTYPE"):
            client.append("list", "x" * 100_000)

    def test_asyncio(self, server: str) -> None:
        async def main() -> None:
            async with znsocket.AsyncClient(server, max_message_size_bytes=20_000) as client:
                client._tag = None
                value = os.urandom(50_000).hex()
                await client.set("a", value)
                assert await client.get("a") == value

        asyncio.run(main())
