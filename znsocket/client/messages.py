"""What a client sends and receives, as bytes, in the way that it agreed on with the server."""

from __future__ import annotations

import itertools
import json
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from znsocket.client.address import parse_address
from znsocket.client.learned import Learned
from znsocket.client.packet import own_packet_class
from znsocket.commands import registry
from znsocket.exceptions import DataError
from znsocket.wire import (
    LEAD,
    OVERHEAD,
    PART_SIZE,
    TAG_SIZE,
    VERSION,
    Assembly,
    Outgoing,
    chunk_messages,
    pack_message,
    packed,
    unpack,
)

_PACKED_EVENTS = ("compressed_message", "chunked_message", "get_chunked_result")
_EVENT_OVERHEAD = 1024  # bytes; more than a packet needs beside its payload
_LEAST_PART = 64  # bytes of a message in a part, however small messages are to be

logger = logging.getLogger(__name__)


class Messages:
    """Turns requests into bytes, and the server's bytes into replies and events.

    Parameters
    ----------
    address : str
        Where the server is.
    max_message_size_bytes : int, optional
        Largest message in bytes.
    enable_compression : bool
        Whether large requests may be compressed.
    compression_threshold : int
        Size in bytes from which on they are.
    on_progress : callable, optional
        Told of long transfers.
    """

    def __init__(
        self,
        address: str,
        max_message_size_bytes: int | None,
        enable_compression: bool,
        compression_threshold: int,
        on_progress: Callable[[int, int], object] | None,
    ) -> None:
        self.address = address
        self.max_message_size_bytes = max_message_size_bytes
        self.enable_compression = enable_compression
        self.compression_threshold = compression_threshold
        self.on_progress = on_progress
        self.decode_responses = True
        self._address = parse_address(address)
        self._packet_class = own_packet_class()
        self._assembly = Assembly()
        self._compress = False
        self._part_size = self._largest_whole = PART_SIZE
        self._largest_message: int | None = None
        self._tag: bytes | None = None  # what own messages begin with while connected,
        self._heard_tag: bytes | None = None  # and what they began with when they could come
        self._messages: frozenset[str] = frozenset()
        self._learned = Learned()
        self._unknown: list[str] = []
        self._numbers = itertools.count(1)

    def _learn(self, config: Any) -> None:
        """Keep to what the server said of itself when connecting."""
        if not isinstance(config, dict):
            return
        commands = config.get("commands")
        if isinstance(commands, list):
            named = [one for one in commands if isinstance(one, str)]
            self._unknown = [one for one in named if one not in registry]
        limit = config.get("max_http_buffer_size")
        limits = [one for one in (limit, self.max_message_size_bytes) if one is not None]
        self.max_message_size_bytes = limit = min(limits, default=None)
        if limit is not None:
            self._packet_class.limit = limit
        wire = config.get("wire")
        if isinstance(wire, dict) and wire.get("version") == VERSION:
            self._messages = frozenset(wire["messages"])
            self._largest_message = wire.get("largest_message")
            self._compress = (
                self.enable_compression
                and not self._address.local
                and "zstd" in wire.get("codecs", ())
            )
            part_size = PART_SIZE if limit is None else min(PART_SIZE, limit - OVERHEAD)
            self._part_size = self._largest_whole = max(part_size, _LEAST_PART)
            if self._compress:
                self._largest_whole = min(self._part_size, self.compression_threshold - 1)
            self._assembly = Assembly()
            self._tag = self._heard_tag = bytes.fromhex(wire["tag"])

    def _client_config(self) -> dict[str, Any]:
        """Return what the server is told of this client: what it takes."""
        limit = self.max_message_size_bytes
        return {
            "largest": None if limit is None else max(limit, 1024),
            "codecs": ["zstd"] if self._compress else [],
        }

    def _is_packed(self, event: str) -> bool:
        """Tell whether the server takes a message as one of our own."""
        return event in registry.commands or event in self._messages or event in self._learned

    def _messages_of(self, request: list[Any]) -> Iterable[bytes]:
        """Return what a request travels as: one message, or its parts."""
        _, name, args, options = request
        payload = packed(request, None if name == "pipeline" else [*args, *options.values()])
        if isinstance(payload, bytes) and len(payload) <= self._largest_whole:
            return ((self._tag or b"") + payload,)
        message = payload if isinstance(payload, Outgoing) else Outgoing(request, payload)
        return self._parts_of(request[0], message)

    def _parts_of(self, number: int, message: Outgoing) -> Iterator[bytes]:
        most = self._largest_message
        tag, part_size = self._tag or b"", self._part_size
        for sent, size, part in message.parts(tag, number, part_size, self._compress):
            if most is not None and size > most:
                raise DataError(
                    f"the request has {size} bytes, more than the {most} that {self.address} takes"
                )
            if part:
                yield part
                if size > part_size:
                    self._progress(sent, size)

    def _packed_event(self, event: str, payload: Any) -> bytes | None:
        """Return the payload of a Socket.IO event as bytes, if it is too large to send as it is.

        That is for servers that do not take our own messages.
        """
        if payload is None or event in _PACKED_EVENTS:
            return None
        try:
            text = json.dumps(payload, separators=(",", ":")).encode()
        except (TypeError, ValueError):
            return None  # bytes travel as attachments
        limit = self.max_message_size_bytes or sys.maxsize
        compress = self.enable_compression and len(text) >= self.compression_threshold
        if len(text) + _EVENT_OVERHEAD <= limit and not (compress and not self._address.local):
            return None
        return pack_message(text, compress)

    def _chunks_of(self, event: str, data: bytes) -> list[tuple[int, dict[str, Any]]] | None:
        """Return the chunks of a packed payload; None when one message can hold it."""
        limit = self.max_message_size_bytes or sys.maxsize
        if len(data) + _EVENT_OVERHEAD <= limit:
            return None
        return list(chunk_messages(event, data, max(limit - _EVENT_OVERHEAD, 1)))

    def _progress(self, done: int, total: int) -> None:
        """Tell whoever wants to know of a long transfer."""
        if self.on_progress is not None:
            try:
                self.on_progress(done, total)
            except Exception:
                logger.exception("on_progress failed")

    def _received(self, data: Any) -> list[list[Any]]:
        """Return the replies and pushed events that an own message of the server's carries."""
        try:
            return self._unpacked(data)
        except DataError:
            logger.exception("%s sent what is no message", self.address)
            return []

    def _unpacked(self, data: Any) -> list[list[Any]]:
        payload = memoryview(data)[TAG_SIZE:]
        if payload[0] != LEAD:
            message = unpack(payload)
        else:
            self._assembly.octets = not self.decode_responses
            arrived = self._assembly.add(payload)
            if arrived.size > PART_SIZE:
                self._progress(arrived.done, arrived.size)
            if not arrived.complete:
                return []
            message = arrived.message
        return message if message and message[0].__class__ is list else [message]
