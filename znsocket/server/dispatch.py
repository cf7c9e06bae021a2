"""Answers messages: finds the entry that a message names and runs it on the store."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from time import perf_counter_ns as clock
from typing import Any

import redis
import socketio.exceptions

from znsocket.exceptions import (
    DataError,
    ResponseError,
    TimeoutError,
    UnknownEventError,
    ZnSocketError,
)
from znsocket.registry import Entry, writer
from znsocket.registry.pipeline import Call
from znsocket.server.calls import Batch, Refused, find_entry, flat
from znsocket.server.pending import Pending
from znsocket.server.session import Session
from znsocket.server.subscriptions import MESSAGE, Subscriptions
from znsocket.server.watching import Watches
from znsocket.storage import COMMAND_ERRORS, Store, Waits
from znsocket.wire import (
    Budget,
    ChunkStore,
    Limits,
    error_acknowledgement,
    quoted,
    read_payload,
    unpack_message,
)

Acknowledgement = dict[str, Any]
Handler = Callable[[Session, Any], Any]
Serve = Callable[[Session, Entry, list[Any], dict[str, Any]], Any]

_PACKED = ("compressed_message", "chunked_message", "get_chunked_result")

logger = logging.getLogger(__name__)


class Dispatcher:
    """Turns the name and payload of a message into its answer.

    Only the names of registered entries and of added messages reach anything.

    Parameters
    ----------
    storage : Storage or RedisStorage
        What commands run on.
    limits : Limits
        What clients may use at the most.

    Attributes
    ----------
    budget : Budget
        What is used of it by incomplete messages.
    watches : Watches
        The keys that pipelines of clients watch.
    """

    def __init__(self, storage: Store, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
        self.storage = storage
        self.limits = limits
        self.budget = Budget(limits)
        self._figures = storage.statistics.commands
        self._chunks = ChunkStore(self.budget)
        self._messages: dict[str, Handler] = {}
        self._end_hooks: list[Callable[[Session], None]] = []
        #: What answers the commands of a name in the place of the store.
        self.served: dict[str, Serve] = {}
        #: Returns why one of these is refused in a pipeline, or None.
        self.refused: Refused = _nothing
        self.add_message("pipeline", self._pipeline)
        self.add_message("compressed_message", self._compressed)
        self.add_message("chunked_message", self._chunk)
        self.add_message(
            "get_chunked_result",
            lambda session, payload: self._chunks.result(session.sid, payload),
        )
        self.add_message("cancel", _cancel)
        self.watches = Watches(storage)
        self.add_message("watch", self.watches.watch)
        self.add_message("unwatch", self.watches.unwatch)
        self.on_end(self.watches.forget)
        subscriptions = Subscriptions(storage)
        self.add_message(MESSAGE, subscriptions.ask)
        self.add_message("pubsub_end", subscriptions.end)
        self.on_end(subscriptions.forget)
        self.on_end(lambda session: self._chunks.forget_session(session.sid))

    def add_message(self, name: str, handler: Handler) -> None:
        """Have a handler answer the messages of a name.

        Parameters
        ----------
        name : str
            The event.
        handler : callable
            Called with the `Session` it came from and the payload; what it returns is the
            acknowledgement, a `Pending` one for later. What it raises is reported to the client.
        """
        self._messages[name] = handler

    @property
    def messages(self) -> list[str]:
        """The names of the messages that are no commands."""
        return sorted(self._messages)

    def on_end(self, hook: Callable[[Session], None]) -> None:
        """Call `hook` with each session that ends."""
        self._end_hooks.append(hook)

    def end(self, session: Session) -> None:
        """Give back what a session that ended has left."""
        session.end()
        for hook in self._end_hooks:
            try:
                hook(session)
            except Exception:
                logger.exception("ending the session %s failed", session.sid)

    def handler(self, event: Any) -> Handler | None:
        """Return the handler of a message that is no command."""
        return self._messages.get(event) if isinstance(event, str) else None

    def answer(self, event: Any, session: Session, payload: Any = None, *more: Any) -> Any:
        """Return the acknowledgement of a Socket.IO event, or one for later; never raises.

        Parameters
        ----------
        event : object
            The name of the message, as it came.
        session : Session
            Where it came from.
        payload : object
            ``[args, kwargs]``, or None for a message without any.
        *more : object
            Refused: a message has one payload.
        """
        try:
            if more:
                raise TypeError(f"{quoted(event)} takes one payload, got {1 + len(more)}")
            message = self.handler(event)
            if message is not None:
                return message(session, payload)
            entry = find_entry(event)
            writer.set(session.sid)
            args, options = read_payload(event, payload)
            reply = self.call(session, entry, args, options)
            return reply if isinstance(reply, Pending) else acknowledge(entry, reply)
        except Exception as error:  # noqa: BLE001 - whatever happened, the caller gets an answer
            return refusal(event, error)

    def call(self, session: Session, entry: Entry, args: list[Any], options: dict[str, Any]) -> Any:
        """Have a command answered, by the store mostly; the reply may be a `Pending`."""
        serve = self.served.get(entry.name)
        return (serve or self.execute)(session, entry, args, options)

    def execute(
        self, session: Session, entry: Entry, args: list[Any], options: dict[str, Any]
    ) -> Any:
        """Run a command on the store, and count it; the reply is a `Pending` if it has to wait."""
        figures = self._figures[entry.redis_name]
        begin = clock()
        try:
            if entry.blocking is None:
                reply = getattr(self.storage, entry.method)(*args, **options)
            else:
                reply = self._begin(session, entry, args, options)
        except Exception as error:
            if isinstance(error, redis.ResponseError):
                figures.calls += 1
                figures.failed += 1
                figures.nanoseconds += clock() - begin
            else:
                figures.refused += 1
            raise
        figures.calls += 1
        figures.nanoseconds += clock() - begin
        return reply

    def _begin(
        self, session: Session, entry: Entry, args: list[Any], options: dict[str, Any]
    ) -> Any:
        """Call a command that may wait."""
        most = self.limits.waiting_calls
        if session.deferred >= most:
            raise ResponseError(f"more than {most} calls of this client wait already")
        return self.storage.begin(entry, args, options, _pending)

    def finish(self, event: Any, pending: Pending) -> Any:
        """Return the acknowledgement of a Socket.IO event whose `Pending` answer is done."""
        try:
            reply = pending.result()
        except Exception as error:  # noqa: BLE001 - the caller gets it
            return refusal(event, error)
        return reply if event in self._messages else acknowledge(find_entry(event), reply)

    def batch(self) -> Batch:
        """Return what collects the calls of a pipeline, for `run`."""
        return Batch(self.served, self.refused)

    def run(self, batch: Batch, watched: Any = None) -> list[Any]:
        """Run the commands of a pipeline with nothing between them.

        Parameters
        ----------
        batch : Batch
            The commands.
        watched : object, optional
            Keys that the store watches: nothing is run when one of them was changed.

        Returns
        -------
        list
            The reply to each, or an error.

        Raises
        ------
        DataError
            They are too many.
        """
        count, most = len(batch.entries), self.limits.items
        if count > most:
            raise DataError(f"a pipeline of {count} commands, more than {most}")
        begin = clock()
        replies = self.storage.run(batch.calls, watched)
        self._count(batch.calls, replies, clock() - begin)
        return batch.in_place(replies)

    def _count(self, calls: list[Call], replies: list[Any], nanoseconds: int) -> None:
        """Count the commands of a pipeline, each with the same share of its time."""
        share = nanoseconds // max(len(calls), 1)
        for entry, times in Counter([call[0] for call in calls]).items():
            figures = self._figures[entry.redis_name]
            figures.calls += times
            figures.nanoseconds += times * share
        for place in [place for place, one in enumerate(replies) if isinstance(one, Exception)]:
            self._figures[calls[place][0].redis_name].failed += 1

    def _compressed(self, session: Session, message: Any) -> Any:
        """Answer the message that is packed into this one."""
        if not isinstance(message, dict):
            raise DataError(f"'compressed_message' must be an object, got {quoted(message)}")
        return self._packed(session, message.get("event"), message.get("data"))

    def _chunk(self, session: Session, chunk: Any) -> Any:
        """Take a chunk; the last one has the message answered, and the answer kept."""
        added = self._chunks.add(session.sid, chunk)
        if isinstance(added, dict):
            return added
        try:
            answer = self._packed(session, *added)
        except COMMAND_ERRORS as error:
            answer = error_acknowledgement(error)
        self._chunks.finish(session.sid, chunk["chunk_id"], answer)
        return {"status": "complete"}

    def _packed(self, session: Session, event: Any, data: Any) -> Any:
        """Answer a message whose payload came as bytes; no such message is in another."""
        if isinstance(event, str) and event in _PACKED:
            raise UnknownEventError(f"{quoted(event)} cannot be inside another message")
        return self.answer(event, session, unpack_message(data, self.limits))

    def _pipeline(self, session: Session, payload: Any) -> Acknowledgement:
        writer.set(session.sid)
        _, options = read_payload("pipeline", payload)
        message = options.get("message")
        if not isinstance(message, list):
            raise TypeError(
                f"'pipeline' needs message=[[name, [args, kwargs]], ...], got {quoted(message)}"
            )
        answers = []
        watched = self.watches.take(session, options)
        batch = self.batch()
        for item in message:
            batch.add(flat(item))
        for entry, reply in zip(batch.entries, self.run(batch, watched), strict=True):
            if entry is None or isinstance(reply, Exception):
                answers.append(error_acknowledgement(reply))
            else:
                answers.append(acknowledge(entry, reply))
        return {"data": answers}


def _nothing(entry: Entry, args: list[Any], options: dict[str, Any]) -> None:
    """Refuse nothing."""


def _cancel(session: Session, payload: Any) -> bool:
    """Answer a client that does not wait for the reply to one of its messages any more."""
    args, _ = read_payload("cancel", payload)
    if len(args) != 1 or args[0].__class__ is not int:
        raise TypeError(f"'cancel' takes the number of a message, got {quoted(args)}")
    session.assembly.forget(args[0])  # all of it may not have been sent
    return session.cancel(args[0])


def _pending(waits: Waits) -> Pending:
    """Return the reply of a call that waits, for later."""
    pending = Pending(waits.cancel)

    def done(outcome: Any) -> None:
        if isinstance(outcome, Exception):
            pending.fail(outcome)
        else:
            pending.resolve(outcome)

    waits.then(done)
    return pending


def reported(event: Any, error: Exception) -> Exception:
    """Return the error that the client is told of.

    What the caller could not have caused is logged, and told without its details.
    """
    if isinstance(error, COMMAND_ERRORS):
        return error
    if isinstance(error, socketio.exceptions.TimeoutError):
        return TimeoutError(f"no answer to {quoted(event)} in time")
    logger.error("answering %s failed", quoted(event), exc_info=error)
    return ZnSocketError(f"the server failed on {quoted(event)}; its log says why")


def refusal(event: Any, error: Exception) -> Acknowledgement:
    """Return the acknowledgement for a message that could not be answered."""
    return error_acknowledgement(reported(event, error))


def acknowledge(entry: Entry, reply: Any) -> Acknowledgement:
    """Return the acknowledgement that carries a reply."""
    if reply is None:
        return {"data": None}
    data = reply if entry.reply.plain else entry.reply.wire_form(reply)
    if isinstance(reply, set):
        return {"data": data, "type": "set"}
    return {"data": data}
