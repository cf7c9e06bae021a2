"""The websocket under a `Client`: opened by websocket-client, then with frames of our own."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import Any

import websocket

from znsocket.wire.frames import (
    BINARY,
    CLOSE,
    PING,
    PONG,
    TEXT,
    FrameError,
    FrameReader,
    StreamEndedError,
    client_frame,
)

_SHORTEST_WAIT = 0.001  # seconds; a socket takes 0 for "do not wait at all"


class PromptWebSocket(websocket.WebSocket):
    """Sends in the calling thread, and reads with a deadline that the next read can go on after.

    It closes without waiting for the server's farewell: whoever reads meets the end of the stream,
    and closes the socket.
    """

    def connect(self, url: str, **options: Any) -> None:
        """Open the connection."""
        super().connect(url, **options)  # type: ignore[no-untyped-call]
        self._sending = threading.Lock()
        self._reader = FrameReader(self.sock, None, masked=False)  # type: ignore[arg-type]

    def recv(self) -> str | bytes:
        """Return the next message; the socket is closed when there can be none."""
        message = self.receive()
        return message if isinstance(message, str) else bytes(message)

    def receive(self, seconds: float | None = None) -> str | bytes | bytearray:
        """Return the next message.

        Parameters
        ----------
        seconds : float, optional
            How long to wait for it; by default as long as the server may be silent.

        Raises
        ------
        TimeoutError
            Nothing came in `seconds`; a message of which a part came is not lost.
        websocket.WebSocketException
            The stream ended, or makes no sense, or the server has been silent for too long.
        """
        stream, patience = self.sock, self.sock_opt.timeout
        if stream is None:
            raise websocket.WebSocketConnectionClosedException("the socket is closed")
        short = seconds is not None and (patience is None or seconds < patience)
        if short:
            stream.settimeout(max(seconds or 0, _SHORTEST_WAIT))
        try:
            while True:
                opcode, payload = self._reader.message()
                if opcode == BINARY:
                    return payload
                if opcode == TEXT:
                    return payload.decode()
                if opcode == PING:
                    self._write(client_frame(PONG, payload))
                elif opcode == CLOSE:
                    raise StreamEndedError
        except TimeoutError:
            if short:
                raise TimeoutError from None
            self.shutdown()  # type: ignore[no-untyped-call]
            raise websocket.WebSocketTimeoutException("the server has gone silent") from None
        except (OSError, StreamEndedError, FrameError, UnicodeDecodeError) as error:
            self.shutdown()  # type: ignore[no-untyped-call]
            raise websocket.WebSocketConnectionClosedException(str(error)) from error
        finally:
            if short and self.sock is not None:
                self.sock.settimeout(patience)

    def send(self, payload: bytes | str, opcode: int = TEXT) -> int:
        """Send a message, or a control frame."""
        data = payload.encode() if isinstance(payload, str) else payload
        self._write(client_frame(opcode, data))
        return len(data)

    def _write(self, frame: bytes) -> None:
        """Send a whole frame, whatever timeout a reader has set meanwhile."""
        with self._sending:
            try:
                stream = self.sock
                if stream is None:
                    raise websocket.WebSocketConnectionClosedException("the socket is closed")
                sent = stream.send(frame)
                if sent < len(frame):
                    self._write_rest(stream, memoryview(frame)[sent:])
            except OSError as error:
                raise websocket.WebSocketConnectionClosedException(str(error)) from error

    def _write_rest(self, stream: socket.socket, rest: memoryview) -> None:
        patience = self.sock_opt.timeout
        deadline = time.monotonic() + (patience or 0)
        while rest:
            try:
                rest = rest[stream.send(rest) :]
                deadline = time.monotonic() + (patience or 0)
            except TimeoutError:
                if patience is not None and time.monotonic() > deadline:
                    raise

    def close(
        self,
        status: int = websocket.STATUS_NORMAL,
        reason: str | bytes = b"",
        timeout: float | None = None,
    ) -> None:
        """Say goodbye and end the stream."""
        stream = self.sock
        with contextlib.suppress(OSError, websocket.WebSocketException):
            if self.connected:
                self.send(status.to_bytes(2, "big"), CLOSE)
        with contextlib.suppress(OSError):
            if stream is not None:
                stream.shutdown(socket.SHUT_RDWR)
