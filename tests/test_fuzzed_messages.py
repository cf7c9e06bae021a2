"""Mutated real messages: only its own errors leave a decoder, and memory stays in its limits."""

from __future__ import annotations

import contextlib
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import znsocket
from znsocket.exceptions import DataError
from znsocket.server.dispatch import Dispatcher
from znsocket.server.packed import PackedMessages
from znsocket.server.session import Session
from znsocket.wire import (
    TAG_SIZE,
    Assembly,
    Budget,
    ChunkStore,
    Limits,
    Outgoing,
    PartError,
    chunk_messages,
    pack,
    pack_message,
    unpack,
    unpack_message,
)
from znsocket.wire.frames import BINARY, FrameError, FrameReader, StreamEndedError, client_frame

LIMIT = 100_000
REQUESTS = [
    [1, "set", ["key", "value"], {"ex": 10}],
    [2, "hset", ["hash"], {"mapping": {"a": b"\xff", "b": "ä"}}],
    [3, "pipeline", [["set", ["a", "1"], {}], ["incr", [["a"], ["b"]]]], {}],
    [4, "zadd", ["z", {"a": 1.5, "b": 2**40}], {}],
    [5, "client_config", [], {"largest": 5000, "codecs": ["zstd"]}],
    [[6, "get", ["a"], {}], [7, "mget", [["a", "b"]], {}]],
]
FUZZ = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def mutated(draw: st.DrawFn, real: list[bytes]) -> bytes:
    """Return a real message with some bytes changed, removed, repeated or put in."""
    data = bytearray(draw(st.sampled_from(real)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.sampled_from(("change", "remove", "insert", "repeat")))
        some = draw(st.binary(min_size=1, max_size=9))
        if kind == "change":
            data[at : at + len(some)] = some
        elif kind == "remove":
            del data[at : at + draw(st.integers(1, 20))]
        elif kind == "insert":
            data[at:at] = some
        else:
            data[at:at] = data[at : at + 20] * draw(st.integers(1, 50))
    return bytes(data)


@contextlib.contextmanager
def bounded(size: int) -> Any:
    """Fail when more than `size` bytes are allocated meanwhile."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < size
    finally:
        tracemalloc.stop()


@FUZZ
@given(mutated([pack(request) for request in REQUESTS]))
def test_packed_message(data: bytes) -> None:
    messages = PackedMessages(Dispatcher(znsocket.Storage()))
    # Nothing is sent here, so that neither a connection nor a server is needed.
    session = Session("sid", None, None, print, Budget(Limits()))  # type: ignore[arg-type]
    answer = messages.answer(session, bytes(TAG_SIZE) + data)
    if answer is not None and isinstance(answer[1], bytes):
        unpack(answer[1])


@FUZZ
@given(mutated([pack(request) for request in REQUESTS]))
def test_msgpack(data: bytes) -> None:
    with bounded(50 * LIMIT), contextlib.suppress(DataError):
        unpack(data)


_TEXT = json.dumps([["a", "x" * 500], {}]).encode()


@FUZZ
@given(mutated([_TEXT, pack_message(_TEXT, False), pack_message(_TEXT)]))
def test_compressed_message(data: bytes) -> None:
    with bounded(20 * LIMIT), contextlib.suppress(DataError):
        unpack_message(data, Limits(largest_message=LIMIT))


def parts_of(message: Any, compress: bool) -> list[bytes]:
    """Return the parts of a message, after the tag."""
    return [part for _, _, part in Outgoing(message).parts(b"", 3, 200, compress) if part]


@pytest.fixture(scope="module", autouse=True)
def small_values_have_sections() -> Iterator[None]:
    """So that the parts that are mutated are short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("znsocket.wire.outgoing.LARGE", 100)
        for compress in (False, True):
            for value in ("some text " * 50, "äあ" * 50, b"\xff" * 300):
                _PARTS.extend(parts_of([1, "set", ["a", value], {"b": [value]}], compress))
        yield


_PARTS: list[bytes] = []


@FUZZ
@given(st.lists(st.deferred(lambda: mutated(_PARTS)), max_size=6), st.integers(0, 20))
def test_parts(data: list[bytes], start: int) -> None:
    budget = Budget(Limits(largest_message=LIMIT, incomplete_bytes=LIMIT, items=LIMIT))
    assembly = Assembly(budget)
    with bounded(40 * LIMIT):
        for part in (*_PARTS[: start % len(_PARTS)], *data):
            with contextlib.suppress(PartError):
                assembly.add(memoryview(part))
    assert 0 <= budget.held <= LIMIT
    assembly.forget_all()
    assert budget.held == 0


_ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 5), st.text(max_size=5), st.binary(max_size=20)
)
_CHUNKS = [chunk for _, chunk in chunk_messages("set", pack_message(_TEXT, False), 100)]


@FUZZ
@given(
    st.lists(
        st.tuples(
            st.sampled_from(_CHUNKS),
            st.dictionaries(st.sampled_from(list(_CHUNKS[0])), _ANYTHING, max_size=2),
        ),
        max_size=12,
    )
)
def test_chunks(changed: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    budget = Budget(Limits())
    store = ChunkStore(budget)
    for chunk, changes in changed:
        with contextlib.suppress(DataError):
            store.add("a", {**chunk, **changes})
        with contextlib.suppress(DataError):
            store.result("a", changes)
    store.forget_session("a")
    assert budget.held == 0


class _Stream:
    """Gives bytes in pieces, as a socket does."""

    def __init__(self, data: bytes, step: int) -> None:
        self._data = memoryview(data)
        self._step = step

    def recv(self, size: int) -> bytes:
        """Return some bytes; none at the end."""
        step = min(size, self._step)
        piece, self._data = self._data[:step], self._data[step:]
        return bytes(piece)

    def recv_into(self, buffer: Any) -> int:
        """Put some bytes into a buffer."""
        piece = self.recv(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


_FRAMES = [client_frame(BINARY, b"x" * size) for size in (0, 5, 125, 126, 300, 70_000)]


@FUZZ
@given(st.lists(mutated(_FRAMES), max_size=3), st.sampled_from((1, 7, 1000, 100_000)))
def test_websocket_frames(data: list[bytes], step: int) -> None:
    reader = FrameReader(_Stream(b"".join(data), step), LIMIT, masked=True)
    with bounded(20 * LIMIT), contextlib.suppress(FrameError, StreamEndedError):
        for _ in range(100):
            _, payload = reader.message()
            assert len(payload) <= LIMIT
