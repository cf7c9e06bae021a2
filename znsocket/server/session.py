"""One client of the server: what it is sent, and what ends with it."""

from __future__ import annotations

import itertools
import logging
import secrets
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

import engineio.packet

from znsocket.server.pending import Pending
from znsocket.wire import (
    PART_SIZE,
    PUSHED,
    TAG_SIZE,
    Assembly,
    Budget,
    Outgoing,
    packed,
)

# Numbers of streams that no request has.
_PUSHED_STREAMS = 1 << 31

logger = logging.getLogger(__name__)


class Host(Protocol):
    """What a session needs of the async mode: see `znsocket.server.hosts`."""

    def hand_over(self, function: Callable[..., Any], *args: Any) -> None:
        """Run a function soon in the server's own thread."""


class _CountedPacket(engineio.packet.Packet):  # type: ignore[misc]
    """A packet that tells when the writer takes it."""

    def __init__(self, data: bytes, taken: Callable[[int], None]) -> None:
        super().__init__(engineio.packet.MESSAGE, data)
        self._taken = taken
        self._size = len(data)

    def encode(self, b64: bool = False) -> Any:
        """Return the packet as it travels."""
        size, self._size = self._size, 0
        self._taken(size)
        return super().encode(b64)


class QueueOutlet:
    """Where a session's messages leave; used in the server's own thread only.

    They go through the queue that Engine.IO has for each connection in any async mode.

    Parameters
    ----------
    socket : engineio.socket.Socket or engineio.async_socket.AsyncSocket
        The connection.
    emit : callable
        Emits a Socket.IO event to the client.
    drop : callable
        Ends the connection.
    most_events : int
        How many messages that were emitted may wait for a client that does not read.
    """

    def __init__(
        self,
        socket: Any,
        emit: Callable[[str, Any], None],
        drop: Callable[[], None],
        most_events: int,
    ) -> None:
        self._socket = socket
        self._most_events = most_events
        self._lock = threading.Lock()
        self._emit = emit
        self.drop = drop
        self._held = 0

    @property
    def held(self) -> int:
        """Bytes that were taken and are not sent yet."""
        return self._held

    def emit(self, event: str, data: Any) -> None:
        """Take a Socket.IO event."""
        self._emit(event, data)
        if self._socket.queue.qsize() > self._most_events:
            logger.warning("%s reads no events and is dropped", self._socket.sid)
            self.drop()

    def put(self, data: bytes) -> None:
        """Take a binary message to send as soon as can be; never waits."""
        with self._lock:
            self._held += len(data)
        self._socket.queue.put_nowait(_CountedPacket(data, self._taken))

    def take(self, taker: Callable[[bytes | bytearray], bool]) -> bool:
        """Have `taker` see binary messages before Engine.IO; tell whether that can be."""
        return False

    def send(self, data: bytes) -> None:
        """Take a binary message to send."""
        self.put(data)

    def _taken(self, size: int) -> None:
        with self._lock:
            self._held -= size


class Session:
    """A connected client, from its first message on.

    Parameters
    ----------
    sid : str
        The Socket.IO session in the server's namespace.
    outlet : QueueOutlet
        Where its messages leave.
    host : Host
        The server's async mode.
    send_large : callable
        Sends an own message in parts, beside all else.
    budget : Budget
        What it, and all together, may use at the most.

    Attributes
    ----------
    tag : bytes
        What the own messages of this connection begin with.
    assembly : Assembly
        What has come of its large messages.
    part_size : int
        Largest own message that it is sent whole.
    compress : bool
        Whether it wants parts compressed.
    sending : set of Outgoing
        The messages that are on their way to it in parts.
    packed : bool
        The client has sent an own message, so that it understands them.
    state : dict
        For whoever keeps something about the client that ends with it.
    """

    def __init__(
        self,
        sid: str,
        outlet: QueueOutlet,
        host: Host,
        send_large: Callable[[Session, int, Outgoing], None],
        budget: Budget,
    ) -> None:
        self.sid = sid
        self.limits = budget.limits
        self.assembly = Assembly(budget)
        self.part_size = PART_SIZE
        self.compress = False
        self.sending: set[Outgoing] = set()
        self._send_large = send_large
        self._streams = itertools.count(_PUSHED_STREAMS)
        self.outlet = outlet
        self.tag = secrets.token_bytes(TAG_SIZE)
        self.packed = False
        self.ended = False
        self.state: dict[str, Any] = {}
        self._host = host
        self._pending: set[Pending] = set()
        self._numbered: dict[int, Pending] = {}
        self._order = threading.Lock()
        # Events that wait for a large one to be sent.
        self._behind: deque[bytes | Outgoing] | None = None
        self._behind_size = 0

    def push(self, event: str, data: Any) -> None:
        """Send an event that the client did not ask for; from any thread, and never waiting.

        Events arrive in the order in which one thread pushes them. A client that leaves more than
        `Limits.unread_bytes` unread is disconnected.

        Parameters
        ----------
        event : str
            Its name.
        data : object
            What msgpack and JSON can carry.
        """
        self._host.hand_over(self._push, event, data)

    def _push(self, event: str, data: Any) -> None:
        if self.ended:
            return
        if not self.packed:
            self.outlet.emit(event, data)
            return
        payload = packed([PUSHED, event, data], data)
        with self._order:
            if self._behind is None:
                self._put_event(payload)
            else:
                self._behind.append(payload)
                self._behind_size += _weight(payload)
            unread = self.outlet.held + self._behind_size
        if unread > self.limits.unread_bytes:
            logger.warning("%s leaves %d bytes unread and is dropped", self.sid, unread)
            self.drop()

    def _put_event(self, payload: bytes | Outgoing) -> None:
        if not isinstance(payload, bytes) or len(payload) > self.part_size:
            self._behind = deque()
        self.put(next(self._streams), payload)

    @staticmethod
    def is_event(number: int) -> bool:
        """Tell by the number of its stream whether a message in parts is an event."""
        return number >= _PUSHED_STREAMS

    def sent(self, number: int, message: Outgoing) -> None:
        """Note that a message in parts has left; events that were pushed behind it follow."""
        self.sending.discard(message)
        if not self.is_event(number):
            return
        with self._order:
            behind, self._behind = self._behind or deque(), None
            while behind and self._behind is None:
                self._behind_size -= _weight(behind[0])
                self._put_event(behind.popleft())
            if self._behind is not None:
                self._behind = behind

    def put(self, number: int, payload: bytes | Outgoing) -> None:
        """Send an own message without waiting, in parts if it is large; in the server's thread.

        Parameters
        ----------
        number : int
            That of the request it answers, which names the stream of its parts.
        payload : bytes or Outgoing
            What follows the tag.
        """
        if isinstance(payload, bytes) and len(payload) <= self.part_size:
            self.outlet.put(self.tag + payload)
        else:
            self.put_large(number, payload)

    def put_large(self, number: int, payload: bytes | Outgoing) -> None:
        """Send an own message in parts, without waiting; see `put`."""
        outgoing = payload if isinstance(payload, Outgoing) else Outgoing(None, payload)
        self.sending.add(outgoing)
        self._send_large(self, number, outgoing)

    @property
    def is_behind(self) -> bool:
        """Whether it leaves so much unread that no more of its messages are to be taken."""
        return (
            self.outlet.held > self.limits.unread_bytes
            or len(self.sending) >= self.limits.large_answers
        )

    def drop(self) -> None:
        """End the connection without waiting for the client."""
        if not self.ended:
            self.outlet.drop()

    def defer(self, number: int, pending: Pending, answer: Callable[[], None]) -> None:
        """Call `answer` in the server's thread when `pending` is done; cancel it at the end.

        Parameters
        ----------
        number : int
            The client's number for the message, by which it can be cancelled.
        pending : Pending
            The reply.
        answer : callable
            Sends the answer.
        """
        self.keep(pending)
        self._numbered[number] = pending

        def done() -> None:
            self._pending.discard(pending)
            if self._numbered.get(number) is pending:
                del self._numbered[number]
                if not self.ended:
                    answer()

        pending.when_done(lambda: self._host.hand_over(done))

    @property
    def deferred(self) -> int:
        """How many replies are not there yet."""
        return len(self._pending)

    def cancel(self, number: int) -> bool:
        """Cancel the reply to a message, which nobody waits for; return whether there was one."""
        pending = self._numbered.pop(number, None)
        if pending is None:
            return False
        pending.cancel()
        return True

    def keep(self, pending: Pending) -> None:
        """Cancel `pending` at the end, or now when that has come, in whichever thread it comes."""
        self._pending.add(pending)
        if self.ended:
            self._pending.discard(pending)
            pending.cancel()

    def release(self, pending: Pending) -> None:
        """Forget what `keep` was told of."""
        self._pending.discard(pending)

    def end(self) -> None:
        """Cancel what was to be answered later; called once the client has gone."""
        self.ended = True
        self.assembly.forget_all()
        for pending in tuple(self._pending):
            pending.cancel()
        self._pending.clear()


def _weight(payload: bytes | Outgoing) -> int:
    """Return what a message that waits takes, in bytes, about."""
    return payload.weight if isinstance(payload, Outgoing) else len(payload)
