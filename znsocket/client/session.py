"""What the sync and the asyncio client share: settings, messages, replies, callbacks."""

from __future__ import annotations

import datetime
import itertools
import math
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from znsocket.client.learned import LearningClass
from znsocket.client.listening import Listening
from znsocket.client.messages import Messages
from znsocket.client.refresh import RefreshCallbacks
from znsocket.exceptions import ConnectionError, TimeoutError
from znsocket.registry import Entry, Reading
from znsocket.registry.pipeline import Call, raise_first_error
from znsocket.wire import read_acknowledgement, read_payload

#: Seconds that a server may take to answer a call.
DEFAULT_TIMEOUT = 60.0

#: Seconds before the first attempt to get a lost connection back; later ones wait longer.
RECONNECTION_DELAY = 0.1

# Messages that ask for the changes of some keys, and no more.
_SUBSCRIBE = "refresh_subscribe"
_UNSUBSCRIBE = "refresh_unsubscribe"
# The first own message on a connection; from then on the server knows what the client takes.
CONFIGURE = "client_config"
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


class Session(Messages, LearningClass):
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
        How often more a call waits for its reply when it timed out. This server is sent a call
        once, whatever happens; one of another make is sent it again then, and may carry it out
        again.
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
        super().__init__(
            address,
            max_message_size_bytes,
            enable_compression,
            compression_threshold,
            on_progress,
        )
        self.decode_responses = decode_responses
        self.namespace = namespace
        self.refresh_callbacks = RefreshCallbacks(refresh_callbacks, self._refresh_changed)
        if isinstance(delay_between_calls, datetime.timedelta):
            delay_between_calls = delay_between_calls.total_seconds()
        self.delay_between_calls = delay_between_calls
        self.retry = retry
        self.connect_wait_timeout = connect_wait_timeout
        self.timeout = DEFAULT_TIMEOUT
        self._adapter_callbacks: dict[str, Callback] = {}
        self._owned: dict[str, None] = {}
        self._identity = secrets.token_hex(16)
        self._next_call = 0.0
        self._pacing = threading.Lock()
        self._push_callbacks: dict[str, Callback] = {}
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

    def _unreachable(self, reason: object) -> ConnectionError:
        port = self._address.port or 5000
        return ConnectionError(
            f"no znsocket server answers at {self.address} ({reason}); "
            f"`znsocket --port {port}` starts one"
        )

    def _lost(self) -> ConnectionError:
        """Return the error of a call that was sent, and whose reply cannot come any more."""
        return ConnectionError(
            f"the connection to {self.address} was lost; the server may have carried the call out"
        )

    def _not_connected(self) -> ConnectionError:
        """Return the error of a call that was not sent."""
        return ConnectionError(f"not connected to {self.address}; the call was not sent")

    def _patience(self, timeout: float | None, tries: int | None) -> tuple[float, int]:
        """Return the seconds that a call waits for its reply, and how often it is sent.

        Nothing is lost on the way to a server that speaks our own messages, so sending it again
        could only have it carried out again.
        """
        timeout, tries = timeout or self.timeout, tries or self.retry + 1
        return (timeout * tries, 1) if self._messages else (timeout, tries)

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
        self,
        calls: list[Call],
        casts: dict[int, ScoreCast],
        replies: list[Any],
        raise_on_error: bool,
    ) -> list[Any]:
        """Return the replies to a pipeline, its errors raised or in their places."""
        if self.decode_responses:
            kinds = set(map(type, replies)) - {type(None)}
            if all(kinds <= entry.kept for entry in {call[0] for call in calls}):
                return replies
        for place, (call, reply) in enumerate(zip(calls, replies, strict=True)):
            if not isinstance(reply, Exception):
                replies[place] = self._restore(call[0], reply, casts.get(place, float))
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
