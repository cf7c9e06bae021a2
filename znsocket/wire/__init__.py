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
from znsocket.wire.packed import (
    PUSHED,
    TAG_SIZE,
    VERSION,
    error_reply,
    pack,
    reported_error,
    unpack,
)

__all__ = [
    "LARGEST_MESSAGE",
    "PUSHED",
    "TAG_SIZE",
    "VERSION",
    "ChunkStore",
    "acknowledged_error",
    "call_payload",
    "check_notice",
    "error_acknowledgement",
    "error_reply",
    "pack",
    "quoted",
    "read_acknowledgement",
    "read_payload",
    "reported_error",
    "unpack",
    "unpack_message",
]
