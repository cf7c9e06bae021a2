"""What classes of redis-py's ask of a client before they work on one of ours."""

from __future__ import annotations

from typing import Any

from znsocket.registry.replies import Reading
from znsocket.registry.text import octets, text


class TextEncoder:
    """Stands for redis-py's `Encoder`.

    Parameters
    ----------
    reading : Reading
        How the caller wants texts.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.decode_responses = reading.decode

    def encode(self, value: Any) -> bytes:
        """Return the octets of a text or a number, or raise `DataError` for another type."""
        return octets(text(value))

    def decode(self, value: Any) -> Any:
        """Return a text as the caller wants it."""
        return self._reading.text(value)
