"""Socket.IO packets that cannot be read still become a message, so that they get an answer."""

from __future__ import annotations

from typing import Any

from socketio.packet import BINARY_EVENT, EVENT, Packet

#: The name under which the dispatcher meets an event that is none, and refuses it.
MALFORMED = "<malformed>"


class LenientPacket(Packet):  # type: ignore[misc]
    """A packet whose payload, when it is no event at all, is replaced by `MALFORMED`."""

    packet_type: int
    data: Any

    def decode(self, encoded_packet: Any) -> int:
        """Read a packet; return the number of attachments that follow."""
        try:
            attachments: int = super().decode(encoded_packet)
        except (ValueError, RecursionError):  # no JSON, or JSON that is nested too deep
            if self.packet_type not in (EVENT, BINARY_EVENT):
                raise
            attachments = -1
        if self.packet_type in (EVENT, BINARY_EVENT):
            named = isinstance(self.data, list) and self.data and isinstance(self.data[0], str)
            if attachments < 0 or not named:
                self.packet_type, self.data = EVENT, [MALFORMED]
                return 0
        return attachments
