"""Messages: what travels between clients and servers, and its limits."""

from znsocket.wire.chunks import ChunkStore
from znsocket.wire.compressed import LARGEST_MESSAGE, unpack_message
from znsocket.wire.messages import (
    acknowledged_error,
    call_payload,
    check_notice,
    error_acknowledgement,
    quoted,
    read_acknowledgement,
    read_payload,
)

__all__ = [
    "LARGEST_MESSAGE",
    "ChunkStore",
    "acknowledged_error",
    "call_payload",
    "check_notice",
    "error_acknowledgement",
    "quoted",
    "read_acknowledgement",
    "read_payload",
    "unpack_message",
]
