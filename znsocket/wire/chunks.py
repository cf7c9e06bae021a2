"""Messages that arrive in pieces, and what is kept of them meanwhile."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from znsocket.exceptions import DataError
from znsocket.wire.compressed import LARGEST_MESSAGE
from znsocket.wire.messages import quoted

#: Most messages of one session that may be incomplete, or complete with a result not fetched.
MOST_PER_SESSION = 16
#: Most bytes of incomplete messages, of one session and of all together.
MOST_BYTES_PER_SESSION = LARGEST_MESSAGE
MOST_BYTES = 4 * LARGEST_MESSAGE
#: Seconds after its last chunk at which an incomplete message, or a result, is given up.
LONGEST_WAIT = 60.0

_MOST_CHUNKS = 1_000_000


def chunk_messages(event: str, data: bytes, size: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the ``chunked_message`` payloads of a message, each after the bytes until its end.

    Parameters
    ----------
    event : str
        What the message is for.
    data : bytes
        The message, as `pack_message` returns it.
    size : int
        Bytes of it in each chunk.
    """
    name, total = secrets.token_hex(8), -(-len(data) // size)
    for index in range(total):
        piece = data[index * size : (index + 1) * size]
        yield (
            index * size + len(piece),
            {
                "chunk_id": name,
                "chunk_index": index,
                "total_chunks": total,
                "event": event,
                "data": piece,
                "size": len(piece),
            },
        )


@dataclass
class _Message:
    """One message in pieces; when it is complete, the acknowledgement of what it asked for."""

    event: str
    total: int
    chunks: dict[int, bytes] = field(default_factory=dict)
    size: int = 0
    result: Any = None
    complete: bool = False
    touched: float = 0.0


class ChunkStore:
    """Puts messages together from their chunks, each session's apart, within limits.

    Every error leaves the other messages as they are and gives back the memory of its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sessions: dict[str, dict[str, _Message]] = {}
        self._bytes = 0

    def add(self, sid: str, chunk: Any) -> tuple[str, bytes] | dict[str, Any]:
        """Take a chunk of the session `sid`.

        Parameters
        ----------
        sid : str
            The session.
        chunk : mapping
            ``chunk_id``, ``chunk_index``, ``total_chunks``, ``event``, ``data``, ``size``.

        Returns
        -------
        tuple or dict
            The event's name and its bytes when this was the last chunk that was missing; until
            then the status that acknowledges the chunk.

        Raises
        ------
        DataError
            The chunk is none, or disagrees with those before, or there are too many.
        """
        with self._lock:
            self._give_up_old()
            name, index, total, event, data = _read(chunk)
            messages = self._sessions.setdefault(sid, {})
            message = messages.get(name)
            if message is None:
                if len(messages) >= MOST_PER_SESSION:
                    raise DataError(f"more than {MOST_PER_SESSION} chunked messages at once")
                message = messages[name] = _Message(event, total)
            try:
                self._put(messages, message, (index, total, event, data))
            except DataError:
                self._forget(sid, name)
                raise
            if len(message.chunks) < total:
                return {"status": "waiting", "received": len(message.chunks), "total": total}
            whole = b"".join(message.chunks[at] for at in range(total))
            self._free(message)
            message.complete = True
            return message.event, whole

    def _put(
        self, messages: dict[str, _Message], message: _Message, chunk: tuple[int, int, str, bytes]
    ) -> None:
        index, total, event, data = chunk
        if message.complete or index in message.chunks:
            raise DataError(f"chunk {index} came twice")
        if (total, event) != (message.total, message.event):
            raise DataError(
                f"chunk {index} is of {total} for {quoted(event)}, the ones before of "
                f"{message.total} for {quoted(message.event)}"
            )
        held = sum(one.size for one in messages.values())
        if held + len(data) > MOST_BYTES_PER_SESSION or self._bytes + len(data) > MOST_BYTES:
            raise DataError(f"more than {MOST_BYTES_PER_SESSION} bytes in incomplete messages")
        message.chunks[index] = data
        message.size += len(data)
        message.touched = time.monotonic()
        self._bytes += len(data)

    def finish(self, sid: str, chunk_id: str, result: Any) -> None:
        """Keep the result of a complete message until it is fetched."""
        with self._lock:
            message = self._sessions.get(sid, {}).get(chunk_id)
            if message is not None:
                message.result = result

    def result(self, sid: str, request: Any) -> Any:
        """Return the result that a ``get_chunked_result`` of the same session asks for, once.

        Raises
        ------
        DataError
            There is no such message of this session, or it is not complete.
        """
        name = request.get("chunk_id") if isinstance(request, Mapping) else None
        with self._lock:
            messages = self._sessions.get(sid, {})
            message = messages.get(name) if isinstance(name, str) else None
            if message is None or not message.complete:
                raise DataError(f"no complete chunked message {quoted(name)} of this connection")
            messages.pop(str(name))
            return message.result

    def forget_session(self, sid: str) -> None:
        """Give back what a session that ended has left."""
        with self._lock:
            for name in tuple(self._sessions.get(sid, ())):
                self._forget(sid, name)
            self._sessions.pop(sid, None)

    def _give_up_old(self) -> None:
        oldest = time.monotonic() - LONGEST_WAIT
        for sid, messages in self._sessions.items():
            for name, message in tuple(messages.items()):
                if message.touched < oldest:
                    self._forget(sid, name)

    def _forget(self, sid: str, name: str) -> None:
        self._free(self._sessions[sid].pop(name))

    def _free(self, message: _Message) -> None:
        self._bytes -= message.size
        message.size = 0
        message.chunks = {}


def _read(chunk: Any) -> tuple[str, int, int, str, bytes]:
    """Return id, index, total, event and data of a chunk, checked each for itself."""
    if not isinstance(chunk, Mapping):
        raise DataError(f"a chunk must be an object, got {quoted(chunk)}")
    name, index, total = (chunk.get(key) for key in ("chunk_id", "chunk_index", "total_chunks"))
    event, data, size = (chunk.get(key) for key in ("event", "data", "size"))
    if not isinstance(name, str) or not isinstance(event, str):
        raise DataError(
            f"a chunk needs chunk_id and event as text, got {quoted(name)} and {quoted(event)}"
        )
    if type(total) is not int or not 1 <= total <= _MOST_CHUNKS:
        raise DataError(f"total_chunks must be from 1 to {_MOST_CHUNKS}, got {quoted(total)}")
    if type(index) is not int or not 0 <= index < total:
        raise DataError(f"chunk_index must be from 0 to {total - 1}, got {quoted(index)}")
    if not isinstance(data, (bytes, bytearray)):
        raise DataError(f"a chunk's data must be bytes, got {quoted(data)}")
    if size is not None and size != len(data):
        raise DataError(f"chunk {index} says it has {quoted(size)} bytes and has {len(data)}")
    return name, index, total, event, bytes(data)
