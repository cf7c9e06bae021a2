"""Answers our own messages: unpacked, run and packed without a layer between."""

from __future__ import annotations

from typing import Any

from znsocket.commands import registry
from znsocket.exceptions import DataError
from znsocket.registry import Entry
from znsocket.server.dispatch import Dispatcher, find_entry, reported
from znsocket.server.pending import Pending
from znsocket.server.session import Session
from znsocket.wire import PUSHED, TAG_SIZE, error_reply, pack, quoted, unpack

_REQUEST = 4  # number, name, arguments, options


class PackedMessages:
    """Turns a binary message of a client into the binary message that answers it.

    Parameters
    ----------
    dispatcher : Dispatcher
        What answers the requests.
    """

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher
        self._storage = dispatcher.storage

    def answer(self, session: Session, data: bytes) -> bytes | None:
        """Return the answer to a message; None when it comes later. Never raises."""
        session.packed = True
        try:
            message = unpack(memoryview(data)[TAG_SIZE:])
            if message.__class__ is not list:
                raise DataError(f"a message must be an array, got {quoted(message)}")
        except DataError as error:
            return session.tag + pack([PUSHED, None, error_reply(0, error)[2]])
        if message and message[0].__class__ is list:
            replies = [reply for one in message if (reply := self._reply(session, one))]
            return session.tag + pack(replies) if replies else None
        reply = self._reply(session, message)
        return session.tag + pack(reply) if reply else None

    def _reply(self, session: Session, message: list[Any]) -> list[Any] | None:
        number, name = 0, None
        try:
            number, name, args, options = _checked(message)
            entry = registry.commands.get(name)
            if entry is not None:
                reply = getattr(self._storage, name)(*args, **options)
            elif name == "pipeline":
                return self._pipeline(number, args)
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

    def _pipeline(self, number: int, calls: list[Any]) -> list[Any]:
        """Return the replies to several commands; errors stand apart, with their places."""
        replies: list[Any] = []
        errors = []
        for place, (entry, reply) in enumerate(self._dispatcher.run(calls)):
            if isinstance(reply, Exception):
                errors.append([place, *error_reply(0, reported("pipeline", reply))[2]])
                replies.append(None)
            else:
                replies.append(_travelling(entry, reply))
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
            session.outlet.put(session.tag + pack(reply))

        session.defer(pending, send)


def _travelling(entry: Entry | None, reply: Any) -> Any:
    """Return a reply as it travels."""
    if reply is None or entry is None or entry.reply.plain:
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
