"""The Redis store: where Redis may be, how many connections, and what happens when it is away."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import redis
from harness import free_port
from redis.sentinel import Sentinel
from redises import Cut, RedisProcess, redis_process, wait_until

from znsocket import RedisStorage
from znsocket.exceptions import ConnectionError, ResponseError
from znsocket.storage import open_storage


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisProcess]:
    """A Redis that tests may let hang, with a password for one user, on a socket and over TLS."""
    directory = tmp_path_factory.mktemp("redis")
    tls = free_port()
    key, certificate = str(directory / "key.pem"), str(directory / "certificate.pem")
    subject = ("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1")
    made = ("-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *subject)
    subprocess.run(
        ["openssl", "req", *made, "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    options = ["--unixsocket", str(directory / "redis.sock"), "--tls-port", str(tls)]
    options += ["--tls-cert-file", certificate, "--tls-key-file", key, "--tls-auth-clients", "no"]
    options += ["--tls-ca-cert-file", certificate]
    options += ["--user", "ann", "on", ">secret", "~*", "+@all"]
    with redis_process(directory, *options) as process:
        yield process


def test_a_unix_socket(server: RedisProcess) -> None:
    with contextlib.closing(RedisStorage(f"unix://{_socket(server)}?db=1")) as storage:
        storage.flushall()
        storage.set("a", 1)
        assert str(storage) == f"redis at unix://{_socket(server)}"
    with server.client() as client:
        client.select(1)
        assert client.get("a") == b"1"


def test_tls(server: RedisProcess) -> None:
    with server.client() as client:
        port = int(client.config_get("tls-port")["tls-port"])
        directory = Path(client.config_get("dir")["dir"])
    options = f"ssl_ca_certs={directory / 'certificate.pem'}"
    with contextlib.closing(RedisStorage(f"rediss://127.0.0.1:{port}?{options}")) as storage:
        assert storage.ping()
    unknown = RedisStorage(f"rediss://127.0.0.1:{port}")
    with pytest.raises(ConnectionError, match="certificate verify failed"):
        unknown.ping()


def test_the_password_is_used_and_never_shown(server: RedisProcess) -> None:
    url = f"redis://ann:secret@127.0.0.1:{server.port}/0?socket_timeout=3"
    with contextlib.closing(RedisStorage(url)) as storage:
        assert storage.ping()
        assert str(storage) == f"redis at 127.0.0.1:{server.port}"
    refused = RedisStorage(url.replace("secret", "guess"))
    with pytest.raises(ConnectionError, match="invalid username-password pair") as raised:
        refused.check()
    assert "guess" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("postgres://ann:secret@host", "URL that begins with redis://"),
        ("redis", "URL that begins with redis://"),
        ("redis://ann:secret@host:port", "ort could not be cast to integer"),
        ("redis://ann:secret@host?max_connections=many", "max_connections"),
        ("redis://ann:secret@host?max_connections=0", "max_connections must be at least 1"),
        ("redis://ann:secret@host?colour=red", "colour"),
        ("redis+sentinel://ann:secret@host:1,other:2", "the service is missing"),
        ("redis+sentinel://ann:secret@host:1,:2/main", "a host is missing"),
        ("redis+sentinel://ann:secret@host:1/main/first", "'first'"),
        ("redis+cluster://ann:secret@host/2", "no database but 0"),
        ("redis+cluster://ann:secret@host?colour=red", "colour"),
    ],
)
def test_a_wrong_url(url: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint) as raised:
        open_storage(url)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("decode", [False, True])
@pytest.mark.parametrize("protocol", [2, 3])
def test_a_client_of_ones_own(server: RedisProcess, decode: bool, protocol: int) -> None:
    client = redis.Redis(
        port=server.port, db=2, decode_responses=decode, protocol=protocol, client_name="mine"
    )
    storage = RedisStorage(client)
    client.close()
    storage.flushall()
    storage.set("octets", b"\xff")
    storage.set("text", "\xe9")
    assert (storage.get("octets"), storage.get("text")) == (b"\xff", "\xe9")
    storage.zadd("scores", {"ann": 1.5})
    assert storage.zrange("scores", 0, -1, withscores=True) == [("ann", 1.5)]
    with server.client() as watcher:
        mine = [one for one in watcher.client_list() if one["name"] == "mine"]
        assert [one["db"] for one in mine] == ["2"]
    storage.close()


def test_the_master_that_sentinels_name(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        first = stack.enter_context(redis_process(tmp_path / "first"))
        replica = ("--replicaof", f"127.0.0.1 {first.port}")
        second = stack.enter_context(redis_process(tmp_path / "second", *replica))
        sentinel = stack.enter_context(_sentinel(tmp_path, first.port))
        url = f"redis+sentinel://127.0.0.1:{free_port()},127.0.0.1:{sentinel}/main/3"
        storage = RedisStorage(url)
        stack.callback(storage.close)
        assert str(storage) == "redis master 'main'"
        storage.set("a", 1)
        asked = Sentinel([("127.0.0.1", sentinel)])
        own = RedisStorage(asked.master_for("main", db=3, decode_responses=True))
        stack.callback(own.close)
        assert own.get("a") == "1"
        with first.client() as client:
            assert client.wait(1, 10_000) == 1
        first.kill()
        with pytest.raises(ConnectionError):
            storage.incr("a")
        wait_until(lambda: storage.incr("a"), 30)
        assert own.get("a") == "2"
        with redis.Redis(port=second.port, db=3) as client:
            assert client.get("a") == b"2"


def test_connections_are_bounded(server: RedisProcess) -> None:
    url = f"redis://127.0.0.1:{server.port}?max_connections=3&client_name=bounded"
    with contextlib.closing(RedisStorage(url)) as storage, server.client() as client:
        storage.delete("n")
        with ThreadPoolExecutor(20) as threads:
            list(threads.map(lambda _: storage.incr("n"), range(400)))
        assert storage.get("n") == "400"
        assert len([one for one in client.client_list() if one["name"] == "bounded"]) <= 3


def test_redis_away_and_back(tmp_path: Path) -> None:
    with redis_process(tmp_path) as server:
        storage = RedisStorage(server.url)
        assert storage.incr("n") == 1
        server.stop()
        for call in (lambda: storage.incr("n"), storage.pipeline().incr("n").execute):
            start = time.monotonic()
            with pytest.raises(ConnectionError, match=f"{server.port}: Error 111 connecting"):
                call()
            assert time.monotonic() - start < 1
        server.start()
        assert storage.incr("n") == 1
        assert storage.pipeline().incr("n").execute() == [2]
        storage.close()


def test_waiting_for_notices_ends_without_redis(tmp_path: Path) -> None:
    told: list[str] = []
    with redis_process(tmp_path) as server:
        storage = RedisStorage(f"{server.url}?socket_timeout=0.5")
        storage.after_changes(lambda: told.append("nobody listens"))
        storage.on_change(lambda key, notice, who: told.append(str(key)))

        def wait(what: str) -> bool:
            done = threading.Event()
            storage.after_changes(lambda: (told.append(what), done.set()))
            return done.wait(40)

        storage.list_extend("a", "1")
        assert wait("there")
        assert told == ["nobody listens", "a", "there"]
        with server.paused():
            assert wait("hanging")
        server.kill()
        assert wait("away")
        storage.close()


def test_a_hanging_redis_keeps_nobody_waiting_longer_than_the_timeout(server: RedisProcess) -> None:
    url = f"{server.url}?max_connections=2&socket_timeout=0.5"
    with contextlib.closing(RedisStorage(url)) as storage:
        storage.set("n", 0)

        def call(_: int) -> float:
            start = time.monotonic()
            with pytest.raises(ConnectionError):
                storage.incr("n")
            return time.monotonic() - start

        with server.paused(), ThreadPoolExecutor(10) as threads:
            assert max(threads.map(call, range(20))) < 1
        assert storage.ping()
        # What had reached Redis before the time was over, one call on each connection at the most.
        assert int(storage.get("n") or 0) <= 2


def test_a_command_whose_reply_is_lost_is_not_sent_again(server: RedisProcess) -> None:
    with _deaf(server.port) as port, server.client() as client:
        client.delete("n")
        storage = RedisStorage(f"redis://127.0.0.1:{port}")
        for call in (lambda: storage.incr("n"), storage.pipeline().incr("n").execute):
            with pytest.raises(ConnectionError, match="may have carried the command out"):
                call()
        wait_until(lambda: client.get("n") == b"2")
        time.sleep(0.2)
        assert client.get("n") == b"2"
        storage.close()


def test_a_cut_connection(server: RedisProcess) -> None:
    proxy = Cut(server.port)
    with contextlib.closing(
        RedisStorage(f"redis://127.0.0.1:{proxy.port}?socket_timeout=0.3")
    ) as storage:
        storage.set("a", 1)
        with proxy.cut():
            for _ in range(3):
                with pytest.raises(ConnectionError, match="imeout"):
                    storage.get("a")
        wait_until(lambda: storage.get("a") == "1")  # the timeout is short for a busy machine
    proxy.close()


def test_a_transaction_that_redis_refuses_changes_nothing(server: RedisProcess) -> None:
    with server.client() as client, contextlib.closing(RedisStorage(server.url)) as storage:
        client.delete("n")
        client.config_set("maxmemory", 1)
        try:
            with pytest.raises(ResponseError, match="command not allowed when used memory"):
                storage.pipeline().incr("n").get("n").execute()
        finally:
            client.config_set("maxmemory", 0)
        assert storage.pipeline().get("n").mget([]).execute() == [None, []]


def test_a_command_without_its_arguments_does_not_stop_the_others(server: RedisProcess) -> None:
    with contextlib.closing(RedisStorage(server.url)) as storage:
        storage.flushall()
        pipe = storage.pipeline().incr("n").geoadd("places", []).incr("n").zunion([])
        first, places, second, union = pipe.execute(raise_on_error=False)
        assert (first, second) == (1, 2)
        assert str(places) == "wrong number of arguments for 'geoadd' command"
        assert str(union) == "wrong number of arguments for 'zunion' command"
        with pytest.raises(ResponseError, match=r"Command # 1 \(GEOADD places\) of pipeline"):
            storage.pipeline().geoadd("places", []).execute()


def _socket(server: RedisProcess) -> str:
    with server.client() as client:
        path: str = client.config_get("unixsocket")["unixsocket"]
        return path


@contextlib.contextmanager
def _sentinel(directory: Path, master: int) -> Iterator[int]:
    """Run a sentinel that watches a master by itself, and give its port."""
    port = free_port()
    configuration = directory / "sentinel.conf"
    configuration.write_text(
        f"port {port}\n"
        f"sentinel monitor main 127.0.0.1 {master} 1\n"
        "sentinel down-after-milliseconds main 500\n"
    )
    process = subprocess.Popen(
        ["redis-server", str(configuration), "--sentinel"], stdout=subprocess.DEVNULL
    )
    try:
        with redis.Redis(port=port) as client:
            wait_until(lambda: client.sentinel_slaves("main"), 20)
        yield port
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def _deaf(port: int) -> Iterator[int]:
    """Pass on to a Redis what connections send, and end them when a reply to INCR comes back."""

    def serve(here: socket.socket) -> None:
        with here, socket.create_connection(("127.0.0.1", port)) as there:
            while data := here.recv(65536):
                there.sendall(data)
                reply = there.recv(65536)
                if b"INCR" in data:
                    return
                here.sendall(reply)

    def accept(listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, args=(listener,), daemon=True).start()
        yield int(listener.getsockname()[1])
        listener.shutdown(socket.SHUT_RDWR)
