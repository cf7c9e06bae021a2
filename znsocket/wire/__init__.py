"""Messages: what travels between clients and servers, and its limits."""

from znsocket.wire.chunks import ChunkStore, chunk_messages
from znsocket.wire.compressed import (
    LARGEST_MESSAGE,
    MOST_ITEMS,
    pack_message,
    unpack,
    unpack_message,
)
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
    array_header,
    error_reply,
    is_large,
    pack,
    pack_large,
    reported_error,
)
from znsocket.wire.parts import (
    CODECS,
    LEAD,
    OVERHEAD,
    PART_SIZE,
    Assembly,
    Budget,
    PartError,
    split,
)

__all__ = [
    "CODECS",
    "LARGEST_MESSAGE",
    "LEAD",
    "MOST_ITEMS",
    "OVERHEAD",
    "PART_SIZE",
    "PUSHED",
    "TAG_SIZE",
    "VERSION",
    "Assembly",
    "Budget",
    "ChunkStore",
    "PartError",
    "acknowledged_error",
    "array_header",
    "call_payload",
    "check_notice",
    "chunk_messages",
    "error_acknowledgement",
    "error_reply",
    "is_large",
    "pack",
    "pack_large",
    "pack_message",
    "quoted",
    "read_acknowledgement",
    "read_payload",
    "reported_error",
    "split",
    "unpack",
    "unpack_message",
]
