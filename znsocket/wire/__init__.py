"""Messages: what travels between clients and servers, and its limits."""

from znsocket.wire.chunks import ChunkStore, chunk_messages
from znsocket.wire.compressed import pack_message, unpack_message
from znsocket.wire.incoming import Arrived, Assembly
from znsocket.wire.limits import Budget, Limits
from znsocket.wire.messages import (
    PassedError,
    acknowledged_error,
    call_payload,
    check_notice,
    error_acknowledgement,
    quoted,
    read_acknowledgement,
    read_payload,
)
from znsocket.wire.outgoing import Outgoing, is_large, packed
from znsocket.wire.packed import (
    PUSHED,
    TAG_SIZE,
    VERSION,
    array_header,
    error_reply,
    pack,
    reported_error,
    unpack,
)
from znsocket.wire.parts import CODECS, LEAD, OVERHEAD, PART_SIZE, PartError

__all__ = [
    "CODECS",
    "LEAD",
    "OVERHEAD",
    "PART_SIZE",
    "PUSHED",
    "TAG_SIZE",
    "VERSION",
    "Arrived",
    "Assembly",
    "Budget",
    "ChunkStore",
    "Limits",
    "Outgoing",
    "PartError",
    "PassedError",
    "acknowledged_error",
    "array_header",
    "call_payload",
    "check_notice",
    "chunk_messages",
    "error_acknowledgement",
    "error_reply",
    "is_large",
    "pack",
    "pack_message",
    "packed",
    "quoted",
    "read_acknowledgement",
    "read_payload",
    "reported_error",
    "unpack",
    "unpack_message",
]
