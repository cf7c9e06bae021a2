"""What the sync and the asyncio client share: settings, messages, replies, callbacks."""

from __future__ import annotations

import datetime
import itertools
import json
import logging
import math
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from znsocket.client.address import parse_address
from znsocket.client.learned import Learned, LearningClass
from znsocket.client.listening import Listening
from znsocket.client.packet import own_packet_class
from znsocket.client.refresh import RefreshCallbacks
from znsocket.commands import registry
from znsocket.exceptions import ConnectionError, DataError, TimeoutError
from znsocket.registry import Entry, Reading
from znsocket.registry.pipeline import Call, raise_first_error
from znsocket.wire import (
    LEAD,
    OVERHEAD,
    PART_SIZE,
    TAG_SIZE,
    VERSION,
    Assembly,
    acknowledged_error,
    call_payload,
    chunk_messages,
    is_large,
    pack,
    pack_large,
    pack_message,
    read_acknowledgement,
    read_payload,
    reported_error,
    split,
    unpack,
)

#: Seconds that a server may take to answer a call.
DEFAULT_TIMEOUT = 60.0

#: Seconds before the first attempt to get a lost connection back; later ones wait longer.
RECONNECTION_DELAY = 0.1

# Messages that ask for the changes of some keys, and no more.
_SUBSCRIBE = "refresh_subscribe"
_UNSUBSCRIBE = "refresh_unsubscribe"
# The message that takes the adapters of the connection before.
REGISTER_AGAIN = "register_adapters"
# The message that gives all adapters up, and the seconds to wait for it when closing.
UNREGISTER = "unregister_adapters"
FAREWELL = 1.0
# The message that asks for the descriptions of commands.
DESCRIBE = "describe_commands"
# How often that is tried when another server still has some of them, and seconds in between.
TRIES = 60
PAUSE = 1.0

Callback = Callable[..., Any]
ScoreCast = Callable[[Any], Any]

_PACKED_EVENTS = ("compressed_message", "chunked_message", "get_chunked_result")
_EVENT_OVERHEAD = 1024  # bytes; more than a packet needs beside its payload

logger = logging.getLogger(__name__)


class Session(LearningClass):
    """A client's settings, and how it reads what comes over the wire.

    Parameters
    ----------
    address : str
        ``znsocket://host:port[/path]``, or the same as an http(s) URL.
    decode_responses : bool
        Give texts as ``str``; else as ``bytes``.
    namespace : str
        The Socket.IO namespace of the server's messages.
    refresh_callbacks : mapping
        Called with a notice's data when another client changed the collection of that key.
    delay_between_calls : float or timedelta, optional
        Least time between the starts of two calls, in seconds.
    retry : int
        How often a call that timed out is tried again. A call that was carried out but whose
        reply was lost is carried out again then.
    connect_wait_timeout : float
        Seconds to wait for the connection, at the start and when it was lost.
    max_message_size_bytes : int, optional
        Largest message in bytes; by default, and at most, what the server takes. Larger requests
        and replies travel in parts.
    enable_compression : bool
        Whether large requests may be compressed.
    compression_threshold : int
        Size in bytes from which on they are. Never to a server on the same machine.
    on_progress : callable, optional
        Called with the bytes that were transferred and the total while a large request is sent, or
        a large reply received.

    Attributes
    ----------
    timeout : float
        Seconds that the server may take to answer a call; 60 at first.

    Raises
    ------
    ValueError
        An address of another form.
    """

    def __init__(  # noqa: PLR0913 - the published signature
        self,
        address: str,
        decode_responses: bool = True,
        namespace: str = "/znsocket",
        refresh_callbacks: Mapping[str, Callback] = {},
        delay_between_calls: float | datetime.timedelta | None = None,
        retry: int = 1,
        connect_wait_timeout: float = 1,
        max_message_size_bytes: int | None = None,
        enable_compression: bool = True,
        compression_threshold: int = 1024,
        on_progress: Callable[[int, int], object] | None = None,
    ) -> None:
        self._address = parse_address(address)
        self.address = address
        self.decode_responses = decode_responses
        self.namespace = namespace
        self.refresh_callbacks = RefreshCallbacks(refresh_callbacks, self._refresh_changed)
        if isinstance(delay_between_calls, datetime.timedelta):
            delay_between_calls = delay_between_calls.total_seconds()
        self.delay_between_calls = delay_between_calls
        self.retry = retry
        self.connect_wait_timeout = connect_wait_timeout
        self.max_message_size_bytes = max_message_size_bytes
        self.enable_compression = enable_compression
        self.compression_threshold = compression_threshold
        self.on_progress = on_progress
        self.timeout = DEFAULT_TIMEOUT
        self._adapter_callbacks: dict[str, Callback] = {}
        self._owned: dict[str, None] = {}
        self._identity = secrets.token_hex(16)
        self._next_call = 0.0
        self._pacing = threading.Lock()
        self._packet_class = own_packet_class()
        self._push_callbacks: dict[str, Callback] = {}
        self._assembly = Assembly(limit=sys.maxsize)
        self._compress = False
        self._part_size = self._largest_whole = PART_SIZE
        self._largest_message: int | None = None
        self._tag: bytes | None = None
        self._messages: frozenset[str] = frozenset()
        self._learned = Learned()
        self._unknown: list[str] = []
        self._numbers = itertools.count(1)
        self._watches = itertools.count(1)
        self._listening = Listening(address, connect_wait_timeout)
        self._open()

    def _open(self) -> None:
        """Make the Socket.IO client; called when the settings are made."""
        raise NotImplementedError

    def _refresh_changed(self, key: str, wanted: bool) -> None:
        """Ask the server for the changes of a key, or no more."""
        raise NotImplementedError

    def _standing(self) -> list[tuple[str, list[Any], dict[str, Any]]]:
        """Return the messages that a server has to be sent by each new connection."""
        messages: list[tuple[str, list[Any], dict[str, Any]]] = []
        if self.refresh_callbacks and _SUBSCRIBE in self._messages:
            messages.append((_SUBSCRIBE, [list(self.refresh_callbacks)], {}))
        if self._owned and REGISTER_AGAIN in self._messages:
            messages.append((REGISTER_AGAIN, [list(self._owned)], {"owner": self._identity}))
        return messages

    def register_adapter_callback(self, key: str, callback: Callback) -> None:
        """Answer reads of the adapter `key`, which this client owns, with `callback`.

        Parameters
        ----------
        key : str
            The adapter's prefixed key, as in ``znsocket.List:frames``.
        callback : callable
            Called with a dict of ``key``, ``method`` and the method's arguments; what it returns
            is the answer.
        """
        self._adapter_callbacks[key] = callback

    def on_push(self, event: str, callback: Callback) -> None:
        """Call back when the server pushes an event.

        Parameters
        ----------
        event : str
            Its name.
        callback : callable
            Called with what the event carries; one call at a time for an event, in order, and not
            by whoever reads the connection, so that it may call the server.
        """
        self._push_callbacks[event] = callback

    def _reserve_start(self) -> float:
        """Take the next moment at which a call may start; return the seconds until then."""
        if not self.delay_between_calls:
            return 0.0
        with self._pacing:
            now = time.monotonic()
            start = max(now, self._next_call)
            self._next_call = start + self.delay_between_calls
        return start - now

    def _connect_arguments(self) -> dict[str, Any]:
        return {
            "url": self._address.url,
            "socketio_path": self._address.socketio_path,
            "namespaces": [self.namespace],
            "wait_timeout": self.connect_wait_timeout,
        }

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
        self.max_message_size_bytes = min(limits, default=None)
        if self.max_message_size_bytes is not None:
            self._packet_class.limit = self.max_message_size_bytes
        wire = config.get("wire")
        if isinstance(wire, dict) and wire.get("version") == VERSION:
            self._messages = frozenset(wire["messages"])
            self._largest_message = wire.get("largest_message")
            self._compress = (
                self.enable_compression
                and not self._address.local
                and "zstd" in wire.get("codecs", ())
            )
            limit = self.max_message_size_bytes
            self._part_size = PART_SIZE if limit is None else min(PART_SIZE, limit - OVERHEAD)
            self._part_size = max(self._part_size, 1)
            self._largest_whole = (
                min(self._part_size, self.compression_threshold - 1)
                if self._compress
                else self._part_size
            )
            self._tag = bytes.fromhex(wire["tag"])

    def _client_config(self) -> list[Any]:
        """Return the request that tells the server what this client takes."""
        limit = self.max_message_size_bytes
        options = {
            "largest": None if limit is None else max(limit, 1024),
            "codecs": ["zstd"] if self._compress else [],
        }
        return [next(self._numbers), "client_config", [], options]

    def _is_packed(self, event: str) -> bool:
        """Tell whether the server takes a message as one of our own."""
        return event in registry.commands or event in self._messages or event in self._learned

    def _messages_of(self, request: list[Any]) -> Iterable[bytes]:
        """Return what a request travels as: one message, or its parts."""
        payload = pack_large(request) if any(map(is_large, request[2])) else pack(request)
        if len(payload) <= self._largest_whole:
            return ((self._tag or b"") + payload,)
        return self._parts_of(request, payload)

    def _parts_of(self, request: list[Any], payload: bytes | memoryview) -> Iterator[bytes]:
        tag, part_size, size = self._tag or b"", self._part_size, len(payload)
        if self._largest_message is not None and size > self._largest_message:
            raise DataError(
                f"the request has {size} bytes, more than the {self._largest_message} that "
                f"{self.address} takes"
            )
        for sent, part in split(payload, request[0], part_size, self._compress):
            yield tag + part
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
            _, size, whole = self._assembly.add(payload)
            if size > PART_SIZE:
                self._progress(len(whole), size)
            if len(whole) < size or not whole:
                return []
            message = unpack(whole)
            whole.clear()
        return message if message and message[0].__class__ is list else [message]

    def _unreachable(self, reason: object) -> ConnectionError:
        port = self._address.port or 5000
        return ConnectionError(
            f"no znsocket server answers at {self.address} ({reason}); "
            f"`znsocket --port {port}` starts one"
        )

    def _unanswered(self, event: str, timeout: float, tries: int) -> TimeoutError:
        return TimeoutError(
            f"{self.address} did not answer {event!r} within {timeout} s, tried {tries} times"
        )

    def _limits(
        self, entry: Entry, args: list[Any], options: dict[str, Any]
    ) -> tuple[float, int] | tuple[()]:
        """Return the seconds and the tries that a call has which may wait at the server.

        It is not tried again, for the first try may get something that belongs to the caller.
        """
        wait = entry.wait_limit(args, options)
        if wait is None:
            return ()
        return (wait + self.timeout if wait else math.inf), 1

    def _restore(self, entry: Entry, data: Any, score_cast: ScoreCast) -> Any:
        """Return the reply to one command as the caller expects it."""
        if data is None or entry.reply.plain:
            return data
        if self.decode_responses and data.__class__ in entry.kept:
            return data
        return entry.reply.restore(data, Reading(self.decode_responses, score_cast))

    def _read_message(self, acknowledgement: Any) -> Any:
        """Return the answer to a message that is no command, or raise its error."""
        if isinstance(acknowledgement, dict) and acknowledgement.keys() & {"data", "error"}:
            return read_acknowledgement(acknowledgement)
        return acknowledgement

    def _restore_pipeline(
        self, calls: list[Call], casts: list[ScoreCast], replies: list[Any], raise_on_error: bool
    ) -> list[Any]:
        """Return the replies to a pipeline, its errors raised or in their places."""
        decoded = self.decode_responses
        replies = [
            reply
            if reply is None
            or (decoded and reply.__class__ in call[0].kept)
            or isinstance(reply, Exception)
            else self._restore(call[0], reply, cast)
            for call, cast, reply in zip(calls, casts, replies, strict=True)
        ]
        if raise_on_error:
            raise_first_error(calls, replies)
        return replies

    def _subscription(self, key: str, wanted: bool) -> tuple[str, list[Any]] | None:
        """Return the message that asks for the changes of a key, if the server knows of it."""
        name = _SUBSCRIBE if wanted else _UNSUBSCRIBE
        return (name, [[key]]) if name in self._messages else None

    def _refresh_callback(self, notice: Any) -> tuple[str, Callback, Any] | None:
        """Return the key of a refresh notice, who asked for it, and what it is told."""
        target = notice.get("target") if isinstance(notice, dict) else None
        callback = self.refresh_callbacks.get(target) if isinstance(target, str) else None
        return None if callback is None else (str(target), callback, notice.get("data"))

    def _adapter_call(self, payload: Any) -> tuple[str, Callback, dict[str, Any]]:
        """Return the key of a read of an adapter, the adapter's callback, and its argument.

        Raises
        ------
        KeyError, DataError
            This client owns no such adapter, or the read names none.
        """
        _, options = read_payload("adapter:get", payload)
        key = options.get("key", "")
        callback = self._adapter_callbacks.get(key) if isinstance(key, str) else None
        if callback is None:
            raise KeyError(f"no adapter is registered under {key!r}")
        return key, callback, options


def pipeline_payload(calls: list[Call], watched: int | None = None) -> list[Any]:
    """Return the payload of a ``pipeline`` event."""
    message = [[entry.name, call_payload(args, options)] for entry, args, options in calls]
    options = {} if watched is None else {"watched": watched}
    return [[], {"message": message, **options}]


def read_pipeline_event(acknowledgement: Any) -> list[Any]:
    """Return the replies, and errors in their places, that acknowledge a ``pipeline`` event."""
    return [
        acknowledged_error(answer) or answer.get("data")
        for answer in read_acknowledgement(acknowledgement)
    ]


def packed_pipeline(calls: list[Call]) -> list[Any]:
    """Return the calls of a pipeline as our own message carries them."""
    return [(entry.name, args, options) for entry, args, options in calls]


def read_packed_pipeline(answer: Any) -> list[Any]:
    """Return the replies, and errors in their places, of our own message."""
    replies, errors = answer
    for place, *fields in errors:
        replies[place] = reported_error(fields)
    return list(replies)
