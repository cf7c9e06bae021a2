"""Socket.IO packets that refuse to grow beyond what the other side takes."""

from __future__ import annotations

from typing import Any

from socketio.packet import Packet

from znsocket.exceptions import DataError


class LimitedPacket(Packet):  # type: ignore[misc]
    """Raises `DataError` instead of sending a message of more than `limit` bytes.

    A server drops a connection that sends more than it takes, and with it the calls of all other
    threads; so the one call fails before anything is sent.
    """

    limit: float = float("inf")

    def encode(self) -> Any:
        """Return the packet as a text, or as a list of a text and its attachments."""
        encoded = super().encode()
        for part in encoded if isinstance(encoded, list) else (encoded,):
            if len(part) > self.limit:
                raise DataError(
                    f"the request has a message of {len(part)} bytes, more than the {self.limit} "
                    f"that the server, or max_message_size_bytes, allows"
                )
        return encoded


def own_packet_class() -> type[LimitedPacket]:
    """Return a class whose `limit` is of one client alone."""

    class OwnPacket(LimitedPacket):
        pass

    return OwnPacket
