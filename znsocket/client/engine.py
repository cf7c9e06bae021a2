"""Socket.IO's client with the hops between threads taken out.

python-engineio queues what is sent for a thread that writes, and starts a thread for each message
that arrives. Here a message is sent by the thread that calls, and read by it too while it waits for
the answer: see `Reading`. Events for the application's handlers still get a thread of their own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import engineio
import engineio.base_client
import engineio.packet
import socketio
import socketio.exceptions
import socketio.packet
import websocket

from znsocket.client.websocket import PromptWebSocket
from znsocket.wire.frames import BINARY, TEXT

# Seconds for which the background reader leaves the reading to the callers, once there were some.
_PARKED = 0.005


class Answer:
    """What one caller waits for.

    Attributes
    ----------
    data : object
        The answer, once it is `done`.
    error : Exception or None
        What happened instead.
    """

    __slots__ = ("_gate", "data", "done", "error")

    def __init__(self) -> None:
        self.done = False
        self.data: Any = None
        self.error: Exception | None = None
        self._gate: Any = None

    def receive(self, data: Any = None, *more: Any) -> None:
        """Take the answer."""
        self.data = data
        self.done = True
        self.wake()

    def fail(self, error: Exception) -> None:
        """Take the error that comes in the place of an answer."""
        self.error = error
        self.done = True
        self.wake()

    def prepare(self) -> None:
        """Make it possible to `sleep`."""
        if self._gate is None:
            self._gate = threading.Semaphore(0)

    def sleep(self, seconds: float) -> None:
        """Wait until `wake`, or for some time."""
        self._gate.acquire(timeout=min(max(seconds, 0), threading.TIMEOUT_MAX))

    def wake(self) -> None:
        """Let the caller look again."""
        if self._gate is not None:
            self._gate.release()


class EngineClient(engineio.Client):  # type: ignore[misc]
    """An Engine.IO client that sends in the calling thread, and is read by those who wait.

    One thread reads at a time. A caller that waits for its answer reads until the answer is there,
    and hands all else that arrives to whom it belongs; other callers wait meanwhile, and one of
    them goes on reading. Engine.IO's own reading thread takes over when nobody calls.

    Attributes
    ----------
    on_binary : callable
        Called with each binary message before anything else; tells whether it took it.
    on_lost : callable
        Called once nothing more can be read.
    """

    ws: PromptWebSocket | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on_binary: Callable[[Any], bool] = lambda data: False
        self.on_lost: Callable[[], None] = lambda: None
        self._reading = threading.Lock()
        self._followers: list[Answer] = []
        self._calls = 0
        self._sound = False
        self._telling = threading.Lock()

    @property
    def direct(self) -> bool:
        """Whether callers can send and read themselves: over a websocket."""
        return self._sound and self.ws is not None and self.current_transport == "websocket"

    def send_direct(self, data: bytes) -> None:
        """Send a binary message over the websocket."""
        stream = self.ws
        if stream is None:
            raise websocket.WebSocketConnectionClosedException("the socket is closed")
        stream.send(data, BINARY)

    def wait_for(self, answer: Answer, seconds: float) -> bool:
        """Wait for an answer, reading meanwhile; tell whether it came."""
        deadline = time.monotonic() + seconds
        self._calls += 1
        reading = self._reading
        if self.direct and reading.acquire(blocking=False):
            return self._lead(answer, deadline)
        answer.prepare()
        self._followers.append(answer)
        try:
            while not answer.done:
                if not self._sound and self.current_transport == "websocket":
                    self._tell()
                    if not self._sound:
                        break
                if self.direct and reading.acquire(blocking=False):
                    return self._lead(answer, deadline)
                remaining = deadline - time.monotonic()
                if remaining <= 0:
                    break
                answer.sleep(remaining)
        finally:
            self._followers.remove(answer)
            self._wake_follower()
        return answer.done

    def _lead(self, answer: Answer, deadline: float) -> bool:
        """Read until the answer is there; the lock on reading is held, and given back."""
        try:
            while not answer.done and self._sound:
                remaining = deadline - time.monotonic()
                if remaining <= 0:
                    break
                try:
                    self._read(remaining)
                except TimeoutError:
                    break
        finally:
            self._reading.release()
            if self._followers:
                self._wake_follower()
        if not answer.done:
            self._tell()
        return answer.done

    def _wake_follower(self) -> None:
        for follower in self._followers[:1]:
            follower.wake()

    def _read(self, seconds: float | None = None) -> None:
        """Read one message and hand it to whom it belongs."""
        stream = self.ws
        if stream is None:  # the next one is being opened
            time.sleep(_PARKED)
            return
        try:
            data = stream.receive(seconds)
        except websocket.WebSocketException:
            if stream is self.ws:  # and not one that was opened meanwhile
                self._lose()
            return
        if data.__class__ is not str and self.on_binary(data):
            return
        try:
            packet = engineio.packet.Packet(encoded_packet=data)
        except ValueError:
            self.logger.warning("the server sent what is no packet")
            return
        self._receive_packet(packet)

    def _lose(self) -> None:
        self._sound = False
        self._tell()

    def _tell(self) -> None:
        """Tell that nothing can be read any more, unless that is so no more."""
        with self._telling:
            if not self._sound:
                self.on_lost()

    def _read_loop_websocket(self) -> None:
        """Read while nobody calls, until the connection ends; the thread that Engine.IO starts."""
        calls = self._calls
        while self._sound and self.state == "connected":
            if calls != self._calls:
                calls = self._calls
                time.sleep(_PARKED)
                continue
            with self._reading:
                while self._sound and calls == self._calls and self.state == "connected":
                    self._read()
            self._wake_follower()
        self._lose()
        for follower in tuple(self._followers):
            follower.wake()
        if self.state == "connected":
            self._trigger_event("disconnect", self.reason.TRANSPORT_ERROR, run_async=False)
            if self in engineio.base_client.connected_clients:
                engineio.base_client.connected_clients.remove(self)
            self._reset()

    def _connect_websocket(self, *args: Any) -> Any:
        self.ws = None
        with self._telling:  # of the connection before
            self._sound = True
        connected = super()._connect_websocket(*args)
        while self.ws is not None and not self.queue.empty():  # what was sent while it opened
            packet = self.queue.get_nowait()
            if packet is not None:
                self._send_packet(packet)
        return connected

    def _write_loop(self) -> None:
        if self.current_transport != "websocket":
            super()._write_loop()

    def _send_packet(self, packet: engineio.packet.Packet) -> None:
        if self.current_transport != "websocket" or self.ws is None:
            super()._send_packet(packet)
        elif self.state == "connected":
            try:
                self.ws.send(packet.encode(), BINARY if packet.binary else TEXT)
            except websocket.WebSocketException:
                self.logger.warning("WebSocket connection was closed, aborting")

    def _trigger_event(self, event: str, *args: Any, **options: Any) -> Any:
        if event == "message":  # Socket.IO starts threads for those that need one
            options["run_async"] = False
        return super()._trigger_event(event, *args, **options)


class SocketIOClient(socketio.Client):  # type: ignore[misc]
    """A Socket.IO client over an `EngineClient`.

    Attributes
    ----------
    prompt : dict
        Functions by event, called by whoever reads with a function that acknowledges the event,
        and its data; they must not wait. A handler of the application's own goes before.
    lost : bool
        Whether the connection ended that was tried to be made last.
    """

    _reconnect_task: threading.Thread | None

    def __init__(self, **options: Any) -> None:
        super().__init__(
            websocket_extra_options={"class_": PromptWebSocket}, reconnection=False, **options
        )
        self.prompt: dict[str, Callable[..., None]] = {}
        self._ended = False
        self._changing = threading.RLock()  # what is said below of the connection
        self.lost = False
        self._made = False  # by the thread that gets it back
        self._returning: threading.Thread | None = None

    def connect(self, *args: Any, **options: Any) -> None:
        """Connect, unless the end has come; the connection is not got back before `keep`."""
        self.lost = False
        if not self._ended:
            super().connect(*args, **options)
        if self._ended:
            self.disconnect()
            raise socketio.exceptions.ConnectionError("closed")
        with self._changing:
            self._check()
            self._made = True

    def keep(self) -> None:
        """Get the connection back from now on when it is lost."""
        with self._changing:
            self._check()
            self.reconnection = True

    def _check(self) -> None:
        if self.lost:
            self.connected = False
            raise socketio.exceptions.ConnectionError("the connection was lost")

    def end(self) -> None:
        """Disconnect for good: a client that has lost its connection stops looking for it."""
        self._ended = True
        self.reconnection = False
        self.reconnection_attempts = 1
        self.disconnect()

    def _handle_eio_disconnect(self, reason: str) -> None:
        # Socket.IO's client takes no notice of a connection that is lost while it is made, or
        # before the thread that has made it ends.
        with self._changing:
            self.lost = True
            if self._returning is not None:
                self._reconnect_task = self._returning
            if not self.connected:
                self.connected = bool(self.namespaces)
                self.failed_namespaces = list(self.connection_namespaces)
            super()._handle_eio_disconnect(reason)
        self._connect_event.set()

    def _handle_reconnect(self) -> None:
        self._returning = threading.current_thread()
        while True:
            self._made = False
            super()._handle_reconnect()
            with self._changing:
                if not (self._made and self.lost and self.reconnection):
                    self._reconnect_task = self._returning = None
                    return

    def _engineio_client_class(self) -> type[EngineClient]:
        return EngineClient

    def _handle_eio_message(self, data: Any) -> None:
        # Otherwise this is one of our own messages, from a connection that is lost.
        if data.__class__ is str or self._binary_packet:
            super()._handle_eio_message(data)

    def _handle_connect(self, *args: Any) -> None:
        self.start_background_task(self._meet, self.sid, *args)

    def _meet(self, connection: str, *args: Any) -> None:
        if self.sid == connection:
            super()._handle_connect(*args)

    def _handle_disconnect(self, *args: Any) -> None:
        self.start_background_task(super()._handle_disconnect, *args)

    def _handle_error(self, *args: Any) -> None:
        self.start_background_task(super()._handle_error, *args)

    def _handle_event(self, namespace: str, number: int | None, data: list[Any]) -> None:
        prompt = self.prompt.get(data[0])
        if prompt is None or data[0] in self.handlers.get(namespace or "/", {}):
            self.start_background_task(super()._handle_event, namespace, number, data)
            return

        def acknowledge(reply: Any) -> None:
            if number is not None:
                self._send_packet(
                    self.packet_class(
                        socketio.packet.ACK, namespace=namespace, id=number, data=[reply]
                    )
                )

        prompt(acknowledge, *data[1:])

    def _handle_ack(self, namespace: str, number: int, data: list[Any]) -> None:
        callback = self.callbacks.get(namespace or "/", {}).get(number)
        if isinstance(getattr(callback, "__self__", None), Answer):
            super()._handle_ack(namespace, number, data)
        else:
            self.start_background_task(super()._handle_ack, namespace, number, data)
