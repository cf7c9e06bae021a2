"""The websocket under a `Client`."""

from __future__ import annotations

import contextlib
import socket

import websocket


class PromptWebSocket(websocket.WebSocket):
    """Closes without waiting for the server's farewell, which the reading thread would take.

    That thread reads the end of the stream then, and closes the socket.
    """

    def recv(self) -> str | bytes:
        """Return the next message; the socket is closed when there can be none."""
        try:
            return super().recv()
        except (OSError, websocket.WebSocketException):
            self.shutdown()  # type: ignore[no-untyped-call]
            raise

    def close(
        self,
        status: int = websocket.STATUS_NORMAL,
        reason: str | bytes = b"",
        timeout: float | None = None,
    ) -> None:
        """Say goodbye and end the stream."""
        with contextlib.suppress(OSError, websocket.WebSocketException):
            if self.connected:
                self.send_close(status, reason)
            if self.sock is not None:
                self.sock.shutdown(socket.SHUT_RDWR)
