"""Answers our own messages: unpacked, run and packed without a layer between."""

from __future__ import annotations

from typing import Any

from znsocket.commands import registry
from znsocket.exceptions import DataError
from znsocket.registry import Entry, writer
from znsocket.registry.text import arrived
from znsocket.server.calls import find_entry
from znsocket.server.dispatch import Dispatcher, reported
from znsocket.server.pending import Pending
from znsocket.server.session import Session
from znsocket.wire import (
    CODECS,
    LEAD,
    OVERHEAD,
    PART_SIZE,
    PUSHED,
    TAG_SIZE,
    Arrived,
    Outgoing,
    PartError,
    error_reply,
    is_large,
    pack,
    packed,
    quoted,
    unpack,
)

_LEAD = bytes([LEAD])
_LEAST_LARGEST = 1024  # bytes; less would be all header
_REQUEST = 4  # number, name, arguments, options
_PLAIN = frozenset((str, bytes, int, float, bool, type(None)))  # no errors are among these

# The number of a request, and what answers it.
Answer = tuple[int, "bytes | Outgoing"]


class PackedMessages:
    """Turns a binary message of a client into the binary message that answers it.

    Parameters
    ----------
    dispatcher : Dispatcher
        What answers the requests.

    Attributes
    ----------
    closed : bool
        No message is looked at any more.
    """

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self.closed = False
        self._most = dispatcher.limits.items, dispatcher.limits.values
        dispatcher.add_message("client_config", _client_config)

    def answer(self, session: Session, data: bytes | bytearray) -> Answer | None:
        """Return the number of a request and what answers it.

        It is None when the answer comes later, or when more of the message has to come. Never
        raises.
        """
        if self.closed:
            return None
        session.packed = True
        writer.set(session.sid)
        try:
            if data[TAG_SIZE : TAG_SIZE + 1] == _LEAD:
                whole = session.assembly.add(memoryview(data)[TAG_SIZE:])
                return self._answer_whole(session, whole) if whole.complete else None
            message = unpack(memoryview(data)[TAG_SIZE:], *self._most)
            return self._answer(session, message)
        except PartError as error:
            return error.stream, pack(error_reply(error.stream, DataError(str(error))))
        except DataError as error:
            return PUSHED, pack([PUSHED, None, error_reply(0, error)[2]])

    def _answer_whole(self, session: Session, whole: Arrived) -> Answer | None:
        """Answer a message that came in parts; all text in it was UTF-8."""
        before = arrived.set(whole.size)
        try:
            return self._answer(session, whole.message)
        finally:
            arrived.reset(before)

    def _answer(self, session: Session, message: Any) -> Answer | None:
        if message.__class__ is not list:
            raise DataError(f"a message must be an array, got {quoted(message)}")
        if message and message[0].__class__ is list:
            return self._batch(session, message)
        reply = self._reply(session, message)
        return (reply[0], packed(reply, reply[1])) if reply else None

    def _batch(self, session: Session, message: list[Any]) -> Answer | None:
        """Answer several messages that came as one, in one; what is large goes by itself."""
        replies = []
        for one in message:
            reply = self._reply(session, one)
            if reply is not None and is_large(reply[1]):
                session.put(reply[0], Outgoing(reply))
            elif reply is not None:
                replies.append(reply)
        return (replies[0][0], packed(replies, None)) if replies else None

    def _reply(self, session: Session, message: list[Any]) -> list[Any] | None:
        number, name = 0, None
        try:
            number, name, args, options = _checked(message)
            entry = registry.commands.get(name)
            if entry is not None:
                reply = self._dispatcher.call(session, entry, args, options)
            elif name == "pipeline":
                return self._pipeline(session, number, args, options)
            else:
                handler = self._dispatcher.handler(name)
                if handler is None:
                    find_entry(name)  # raises
                else:
                    reply = handler(session, [args, options])
            if reply.__class__ is Pending:
                self._defer(session, number, (name, entry, reply))
                return None
            return [number, _travelling(entry, reply)]
        except Exception as error:  # noqa: BLE001 - whatever happened, the caller gets an answer
            return error_reply(number, reported(name, error))

    def _pipeline(
        self, session: Session, number: int, calls: list[Any], options: dict[str, Any]
    ) -> list[Any]:
        """Return the replies to several commands; errors stand apart, with their places."""
        errors = []
        watched = self._dispatcher.watches.take(session, options)
        batch = self._dispatcher.batch()
        for item in calls:
            batch.add_packed(item)
        replies = self._dispatcher.run(batch, watched)
        if not (_PLAIN.issuperset(map(type, replies)) and _all_pack(batch.entries)):
            for place, (entry, reply) in enumerate(zip(batch.entries, replies, strict=True)):
                if isinstance(reply, Exception):
                    errors.append([place, *error_reply(0, reported("pipeline", reply))[2]])
                    replies[place] = None
                else:
                    replies[place] = _travelling(entry, reply)
        return [number, [replies, errors]]

    def _defer(
        self, session: Session, number: int, later: tuple[str, Entry | None, Pending]
    ) -> None:
        name, entry, pending = later

        def send() -> None:
            try:
                reply = [number, _travelling(entry, pending.result())]
            except Exception as error:  # noqa: BLE001 - the caller gets it
                reply = error_reply(number, reported(name, error))
            session.put(number, packed(reply, reply[1]))

        session.defer(number, pending, send)


def _client_config(session: Session, payload: Any) -> None:
    """Learn what a client takes: the largest message in bytes, and the codecs by name."""
    options = payload[1] if isinstance(payload, list) and len(payload) == 2 else None  # noqa: PLR2004
    if not isinstance(options, dict):
        raise DataError(f"'client_config' must carry largest and codecs, got {quoted(payload)}")
    largest, codecs = options.get("largest"), options.get("codecs", [])
    if largest is not None:
        if type(largest) is not int or largest < _LEAST_LARGEST:
            raise DataError(
                f"largest must be at least {_LEAST_LARGEST} bytes, got {quoted(largest)}"
            )
        session.part_size = min(PART_SIZE, largest - OVERHEAD)
    session.compress = isinstance(codecs, list) and any(
        isinstance(codec, str) and codec in CODECS for codec in codecs
    )


def _all_pack(entries: list[Entry | None]) -> bool:
    """Tell whether the replies to all commands travel as they are."""
    return all(entry is not None and entry.reply.packs for entry in set(entries))


def _travelling(entry: Entry | None, reply: Any) -> Any:
    """Return a reply as it travels."""
    if reply is None or entry is None or entry.reply.packs:
        return reply
    return entry.reply.wire_form(reply)


def _checked(message: list[Any]) -> list[Any]:
    """Return a request, each part of which has its type."""
    if len(message) == _REQUEST:
        number, name, args, options = message
        if (
            number.__class__ is int
            and name.__class__ is str
            and args.__class__ is list
            and options.__class__ is dict
        ):
            return message
    raise DataError(f"a request must be [number, name, arguments, options], got {quoted(message)}")
