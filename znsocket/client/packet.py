"""Socket.IO packets that refuse to grow beyond what the other side takes."""

from __future__ import annotations

from typing import Any

from socketio.packet import Packet

from znsocket.exceptions import DataError


def limited_packet(limit: int) -> type[Packet]:
    """Return a packet class that raises `DataError` instead of sending more than `limit` bytes.

    A server drops a connection that sends more than it takes, and with it the calls of all other
    threads; so the one call fails before anything is sent.
    """

    class LimitedPacket(Packet):  # type: ignore[misc]
        def encode(self) -> Any:
            encoded = super().encode()
            for part in encoded if isinstance(encoded, list) else (encoded,):
                if len(part) > limit:
                    raise DataError(
                        f"the request has a message of {len(part)} bytes, more than the "
                        f"{limit} that max_message_size_bytes allows"
                    )
            return encoded

    return LimitedPacket
