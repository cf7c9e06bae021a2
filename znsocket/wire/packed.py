"""Our own messages: msgpack in binary Engine.IO messages, beside Socket.IO's in one connection.

Each begins with the tag of its connection, which tells it from an attachment of a Socket.IO packet;
one array follows:

=========  ================================================
request    ``[number, name, args, options]``
reply      ``[number, reply]``, or ``[number, nil, [class name, text]]``
pushed     ``[0, event, data]``
several    an array of the above, in one message
part       of a message that is larger than `PART_SIZE`, or has a large value in it: see
           `znsocket.wire.parts`
=========  ================================================
"""

from __future__ import annotations

from typing import Any

import msgpack

from znsocket.exceptions import DataError
from znsocket.wire.messages import error_fields, known_error

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


def pack(message: Any) -> bytes:
    """Return a message as bytes; sets travel as lists."""
    packed: bytes = msgpack.Packer(default=_listed).pack(message)
    return packed


def pack_small(message: Any, most: int) -> bytes | None:
    """Return a message as bytes; None when it would be more than `most` bytes."""
    packer = msgpack.Packer(autoreset=False, default=_listed)
    packer.pack(message)
    if len(packer.getbuffer()) > most:
        return None
    packed: bytes = packer.bytes()
    return packed


def array_header(size: int) -> bytes:
    """Return what `size` packed messages become one message with, when they follow it."""
    header: bytes = msgpack.Packer().pack_array_header(size)
    return header


def map_header(size: int) -> bytes:
    """Return what `size` packed keys and values in turn become one map with."""
    header: bytes = msgpack.Packer().pack_map_header(size)
    return header


#: What msgpack raises for bytes that are none.
NOT_MSGPACK = (ValueError, TypeError, msgpack.UnpackException, RecursionError, MemoryError)


class Tally:
    """Counts the values of a message while it is unpacked, and stops that when they are too many.

    An empty array takes a byte on its way and sixty in memory.

    Parameters
    ----------
    most : int
        How many there may be.
    """

    def __init__(self, most: int) -> None:
        self._most = self._left = most

    def take(self, values: Any) -> Any:
        """Count an array or a map, and what is in it, and return it."""
        self._left -= 1 + (2 * len(values) if values.__class__ is dict else len(values))
        if self._left < 0:
            raise too_many_values(self._most)
        return values


def too_many_values(most: int) -> DataError:
    """Return the error for a message that has more than `most` of them."""
    return DataError(f"a message has more than {most} values")


def unpack(
    data: bytes | bytearray | memoryview,
    most_items: int | None = None,
    most_values: int | None = None,
) -> Any:
    """Return what msgpack stands for.

    Parameters
    ----------
    data : bytes
        The message.
    most_items : int, optional
        Most items of an array or a map: room is made for as many as it says it has.
    most_values : int, optional
        Most values all in all.

    Raises
    ------
    DataError
        The bytes are not msgpack, or more than one object, or there are too many items or values.
    """
    most = len(data) if most_items is None else min(len(data), most_items)
    take = Tally(most_values).take if most_values is not None and len(data) > most_values else None
    try:
        return msgpack.unpackb(
            data,
            strict_map_key=False,
            max_array_len=most,
            max_map_len=most,
            list_hook=take,
            object_hook=take,
        )
    except NOT_MSGPACK as error:
        raise not_msgpack(error) from None


def not_msgpack(reason: object) -> DataError:
    """Return the error for bytes that are not msgpack."""
    return DataError(f"a message is not msgpack: {str(reason) or type(reason).__name__}")


def error_reply(number: int, error: BaseException) -> list[Any]:
    """Return the reply that reports `error`."""
    fields = error_fields(error)
    return [number, None, [fields["type"], fields["msg"]]]


def reported_error(fields: Any) -> Exception:
    """Return the error that the third item of a reply reports, as its own class."""
    if not isinstance(fields, list) or len(fields) != 2:  # noqa: PLR2004 - class name and text
        return DataError(f"the server reported an error as {fields!r:.80}")
    return known_error(*fields)
