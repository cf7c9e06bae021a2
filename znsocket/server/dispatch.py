"""Answers messages: finds the entry that a message names and runs it on the store."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import socketio.exceptions

from znsocket.commands import registry
from znsocket.exceptions import DataError, TimeoutError, UnknownEventError, ZnSocketError
from znsocket.registry import Entry
from znsocket.server.adapters import AdapterDirectory
from znsocket.storage import COMMAND_ERRORS, Store
from znsocket.wire import (
    ChunkStore,
    error_acknowledgement,
    quoted,
    read_payload,
    unpack_message,
)

Acknowledgement = dict[str, Any]

_PACKED = ("compressed_message", "chunked_message", "get_chunked_result")

logger = logging.getLogger(__name__)


class Dispatcher:
    """Turns the name and payload of a message into its acknowledgement.

    Only the names of registered entries and of the messages below reach anything.

    Parameters
    ----------
    storage : Storage or RedisStorage
        What commands run on.
    config : dict
        The reply to ``server_config``.
    """

    def __init__(self, storage: Store, config: dict[str, Any]) -> None:
        self._storage = storage
        self._adapters = AdapterDirectory()
        self._chunks = ChunkStore()
        self._messages: dict[str, Callable[[str, Any], Any]] = {
            "pipeline": lambda sid, payload: self._pipeline(payload),
            "compressed_message": self._compressed,
            "chunked_message": self._chunk,
            "get_chunked_result": self._chunks.result,
            "server_config": lambda sid, payload: config,
            "register_adapter": lambda sid, payload: self._adapters.register(payload, sid),
            "adapter_exists": lambda sid, payload: self._adapters.exists(payload),
            "check_adapter": lambda sid, payload: self._adapters.exists(payload),
        }

    def answer(self, event: Any, sid: str, payload: Any = None, *more: Any) -> Any:
        """Return the acknowledgement of a message; never raises.

        Parameters
        ----------
        event : object
            The name of the message, as it came.
        sid : str
            The session it came from.
        payload : object
            ``[args, kwargs]``, or None for a message without any.
        *more : object
            Refused: a message has one payload.
        """
        try:
            if more:
                raise TypeError(f"{quoted(event)} takes one payload, got {1 + len(more)}")
            message = self._messages.get(event) if isinstance(event, str) else None
            if message is not None:
                return message(sid, payload)
            return self._command(event, payload)
        except Exception as error:  # noqa: BLE001 - whatever happened, the caller gets an answer
            return refusal(event, error)

    def owner(self, payload: Any) -> str:
        """Return the session that owns the adapter which a message names."""
        return self._adapters.owner(payload)

    def forget(self, sid: str) -> None:
        """Give back what a session that ended has left."""
        self._adapters.forget(sid)
        self._chunks.forget_session(sid)

    def _compressed(self, sid: str, message: Any) -> Any:
        """Answer the message that is packed into this one."""
        if not isinstance(message, dict):
            raise DataError(f"'compressed_message' must be an object, got {quoted(message)}")
        return self._packed(sid, message.get("event"), message.get("data"))

    def _chunk(self, sid: str, chunk: Any) -> Any:
        """Take a chunk; the last one has the message answered, and the answer kept."""
        added = self._chunks.add(sid, chunk)
        if isinstance(added, dict):
            return added
        try:
            answer = self._packed(sid, *added)
        except COMMAND_ERRORS as error:
            answer = error_acknowledgement(error)
        self._chunks.finish(sid, chunk["chunk_id"], answer)
        return {"status": "complete"}

    def _packed(self, sid: str, event: Any, data: Any) -> Any:
        """Answer a message whose payload came as bytes; no such message is in another."""
        if isinstance(event, str) and event in _PACKED:
            raise UnknownEventError(f"{quoted(event)} cannot be inside another message")
        return self.answer(event, sid, unpack_message(data))

    def _command(self, event: Any, payload: Any) -> Acknowledgement:
        entry = _entry(event)
        args, options = read_payload(event, payload)
        return _acknowledge(entry, getattr(self._storage, entry.name)(*args, **options))

    def _pipeline(self, payload: Any) -> Acknowledgement:
        _, options = read_payload("pipeline", payload)
        message = options.get("message")
        if not isinstance(message, list):
            raise TypeError(
                f"'pipeline' needs message=[[name, [args, kwargs]], ...], got {quoted(message)}"
            )
        answers: list[Acknowledgement] = []
        calls = []
        places = []
        for place, item in enumerate(message):
            answers.append({})
            try:
                calls.append(_item(item))
                places.append(place)
            except COMMAND_ERRORS as error:
                answers[place] = error_acknowledgement(error)
        replies = self._storage.run(calls)
        for place, (entry, _, _), reply in zip(places, calls, replies, strict=True):
            if isinstance(reply, Exception):
                answers[place] = error_acknowledgement(reply)
            else:
                answers[place] = _acknowledge(entry, reply)
        return {"data": answers}


def refusal(event: Any, error: Exception) -> Acknowledgement:
    """Return the acknowledgement for a message that could not be answered.

    What the caller could not have caused is logged, and told without its details.
    """
    if isinstance(error, COMMAND_ERRORS):
        return error_acknowledgement(error)
    if isinstance(error, socketio.exceptions.TimeoutError):
        return error_acknowledgement(TimeoutError(f"no answer to {quoted(event)} in time"))
    logger.error("answering %s failed", quoted(event), exc_info=error)
    return error_acknowledgement(
        ZnSocketError(f"the server failed on {quoted(event)}; its log says why")
    )


def _item(item: Any) -> tuple[Entry, list[Any], dict[str, Any]]:
    """Return the call that one item of a ``pipeline`` message stands for."""
    if not isinstance(item, list) or len(item) != 2:  # noqa: PLR2004 - name and payload
        raise TypeError(f"an item of 'pipeline' must be [name, [args, kwargs]], got {quoted(item)}")
    name, payload = item
    entry = _entry(name)
    return entry, *read_payload(name, payload)


def _entry(event: Any) -> Entry:
    """Return the entry that a name from the wire stands for."""
    if isinstance(event, str) and event in registry:
        entry = registry[event]
        if not entry.iterates:
            return entry
    raise UnknownEventError(f"unknown command or message {quoted(event)}")


def _acknowledge(entry: Entry, reply: Any) -> Acknowledgement:
    """Return the acknowledgement that carries a reply."""
    if reply is None:
        return {"data": None}
    shape = entry.reply
    data = reply if shape.plain else shape.wire_form(reply)
    if isinstance(reply, set):
        return {"data": data, "type": "set"}
    return {"data": data}
