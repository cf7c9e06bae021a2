"""Messages that arrive in pieces, and what is kept of them meanwhile."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from znsocket.exceptions import DataError
from znsocket.wire.limits import Account, Budget
from znsocket.wire.messages import quoted

_MOST_CHUNKS = 1_000_000
_CHUNK = 256  # bytes that a chunk takes beside its data


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
    account: Account
    chunks: dict[int, bytes] = field(default_factory=dict)
    size: int = 0
    result: Any = None
    complete: bool = False
    touched: float = field(default_factory=time.monotonic)


class ChunkStore:
    """Puts messages together from their chunks, each session's apart, within limits.

    Every error leaves the other messages as they are and gives back the memory of its own.

    Parameters
    ----------
    budget : Budget
        What there may be of them.
    """

    def __init__(self, budget: Budget) -> None:
        self._limits = budget.limits
        self._budget = budget
        self._lock = threading.RLock()  # the budget asks for what is old
        self._sessions: dict[str, dict[str, _Message]] = {}
        self._accounts: dict[str, Account] = {}
        budget.holders.add(self)

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
            self.give_up_old()
            name, index, total, event, data = _read(chunk)
            messages = self._sessions.setdefault(sid, {})
            message = messages.get(name)
            if message is None:
                most = self._limits.incomplete_messages
                if len(messages) >= most:
                    raise DataError(f"more than {most} chunked messages at once")
                account = self._accounts.setdefault(sid, self._budget.account())
                message = messages[name] = _Message(event, total, account)
            try:
                self._put(message, (index, total, event, data))
            except DataError:
                self._forget(sid, name)
                raise
            if len(message.chunks) < total:
                return {"status": "waiting", "received": len(message.chunks), "total": total}
            whole = b"".join(message.chunks[at] for at in range(total))
            self._free(message)
            message.complete = True
            return message.event, whole

    def _put(self, message: _Message, chunk: tuple[int, int, str, bytes]) -> None:
        index, total, event, data = chunk
        if message.complete or index in message.chunks:
            raise DataError(f"chunk {index} came twice")
        if (total, event) != (message.total, message.event):
            raise DataError(
                f"chunk {index} is of {total} for {quoted(event)}, the ones before of "
                f"{message.total} for {quoted(message.event)}"
            )
        size, most = len(data) + _CHUNK, self._limits.largest_message
        if message.size + size > most:
            raise DataError(f"a chunked message is larger than the {most} bytes allowed")
        message.account.take(size)
        message.chunks[index] = data
        message.size += size
        message.touched = time.monotonic()

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
            self._accounts.pop(sid, None)

    def give_up_old(self) -> None:
        """Give up messages, and results, that nobody has asked for for long."""
        oldest = time.monotonic() - self._limits.incomplete_seconds
        with self._lock:
            for sid, messages in self._sessions.items():
                for name, message in tuple(messages.items()):
                    if message.touched < oldest:
                        self._forget(sid, name)

    def _forget(self, sid: str, name: str) -> None:
        message = self._sessions[sid].pop(name, None)
        if message is not None:
            self._free(message)

    def _free(self, message: _Message) -> None:
        message.account.give(message.size)
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
