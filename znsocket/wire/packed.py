"""Our own messages: msgpack in binary Engine.IO messages, beside Socket.IO's in one connection.

Each begins with the tag of its connection, which tells it from an attachment of a Socket.IO packet;
one array follows:

=========  ================================================
request    ``[number, name, args, options]``
reply      ``[number, reply]``, or ``[number, nil, [class name, text]]``
pushed     ``[0, event, data]``
several    an array of the above, in one message
part       of a message that is larger than `PART_SIZE`: see `znsocket.wire.parts`
=========  ================================================
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import msgpack

from znsocket.exceptions import DataError
from znsocket.wire.messages import error_fields, known_error
from znsocket.wire.parts import PART_SIZE

#: What ``server_config`` says of these messages under the key ``wire``.
VERSION = 1
#: Random bytes that every own message of one connection begins with.
TAG_SIZE = 8

#: The number of a message that no reply belongs to.
PUSHED = 0


def _listed(value: Any) -> list[Any]:
    if isinstance(value, (set, frozenset)):
        return list(value)
    raise TypeError(f"{value!r:.80} cannot be sent: it is a {type(value).__name__}")


#: Returns a message as bytes; sets travel as lists.
pack: Callable[[Any], bytes] = functools.partial(msgpack.packb, default=_listed)


def array_header(size: int) -> bytes:
    """Return what `size` packed messages become one message with, when they follow it."""
    header: bytes = msgpack.Packer().pack_array_header(size)
    return header


def pack_large(message: Any) -> memoryview:
    """Return a message as `pack` does, without the copy that costs most where a value is large."""
    packer = msgpack.Packer(autoreset=False, buf_size=PART_SIZE, default=_listed)
    packer.pack(message)
    return memoryview(packer.getbuffer())


def is_large(value: Any) -> bool:
    """Tell whether a value alone is more than a part carries."""
    return value.__class__ in (str, bytes) and len(value) > PART_SIZE


def error_reply(number: int, error: BaseException) -> list[Any]:
    """Return the reply that reports `error`."""
    fields = error_fields(error)
    return [number, None, [fields["type"], fields["msg"]]]


def reported_error(fields: Any) -> Exception:
    """Return the error that the third item of a reply reports, as its own class."""
    if not isinstance(fields, list) or len(fields) != 2:  # noqa: PLR2004 - class name and text
        return DataError(f"the server reported an error as {fields!r:.80}")
    return known_error(*fields)
