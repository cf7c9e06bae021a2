"""Ties a dispatcher to a Socket.IO server: where its messages come from and its answers go to.

Socket.IO's events arrive through handlers of the namespace. Our own messages are binary messages of
Engine.IO, which are looked at before Socket.IO sees them: those that begin with the tag of a
session are ours, all others are passed on.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import time
from collections.abc import Callable, Collection
from typing import Any

import socketio

from znsocket.server.dispatch import Dispatcher
from znsocket.server.hosts import AsyncHost, ThreadedHost, host_of
from znsocket.server.own_commands import own_commands
from znsocket.server.packed import PackedMessages
from znsocket.server.pending import Pending
from znsocket.server.session import MOST_UNREAD_BYTES, QueueOutlet, Session
from znsocket.wire import CODECS, LARGEST_MESSAGE, VERSION, split

_ASK_TIMEOUT = 60  # seconds that a client may take to answer the server
_READ_TIMEOUT = 60.0  # and to read the answers that it has asked for
_READ_PAUSE = 0.002
_FINISH_TIMEOUT = 5.0  # seconds that calls under way have when the server ends
_FINISH_PAUSE = 0.02
_MOST_SENDING = 8 * 1024 * 1024  # bytes of large messages that are handed to Engine.IO at once


class _Binding:
    """What is the same for sync and asyncio servers."""

    def __init__(self, server: Any, namespace: str, dispatcher: Dispatcher) -> None:
        self._server = server
        self._namespace = namespace
        self._dispatcher = dispatcher
        self._packed = PackedMessages(dispatcher)
        self._sessions: dict[str, Session] = {}  # by Socket.IO's sid
        self._by_connection: dict[str, Session] = {}  # by Engine.IO's
        self._host: Any = None
        dispatcher.add_message("server_config", lambda session, payload: self._config(session))

    def _config(self, session: Session) -> dict[str, Any]:
        return {
            "max_http_buffer_size": self._server.eio.max_http_buffer_size,
            "async_mode": self._server.async_mode,
            "namespace": self._namespace,
            "commands": own_commands(),
            "wire": {
                "version": VERSION,
                "tag": session.tag.hex(),
                "messages": self._dispatcher.messages,
                "codecs": list(CODECS),
                "largest_message": LARGEST_MESSAGE,
            },
        }

    def _session(self, sid: str) -> Session:
        """Return the session of a client, made at its first message."""
        session = self._sessions.get(sid)
        if session is None:
            self._host.enter()
            eio_sid = self._server.manager.eio_sid_from_sid(sid, self._namespace)
            connection = self._server.eio.sockets[eio_sid]
            outlet = self._outlet(sid, connection)
            session = Session(sid, outlet, self._host, self._send_large)
            session = self._sessions.setdefault(sid, session)
            self._by_connection[eio_sid] = session
        return session

    def count(self) -> int:
        """Return how many clients are connected."""
        return len(self._clients())

    def _clients(self) -> Collection[str]:
        clients: Collection[str] = self._server.manager.rooms.get(self._namespace, {}).get(None, ())
        return clients

    def sessions(self) -> list[Session]:
        """Return all clients that are connected, those that have sent nothing yet included."""
        sessions = []
        for sid in tuple(self._clients()):
            with contextlib.suppress(KeyError):  # it is just leaving
                sessions.append(self._session(sid))
        return sessions

    def hand_over(self, function: Callable[..., Any], *args: Any) -> None:
        """Run a function in the thread that the connections belong to, at once if this is it."""
        self._host.hand_over(function, *args)

    def finish(self, sleep: Callable[[float], None]) -> None:
        """Take no more own messages, and return when those under way are answered."""
        self._packed.closed = True
        deadline = time.monotonic() + _FINISH_TIMEOUT
        while self._dispatcher.storage.busy and time.monotonic() < deadline:
            sleep(_FINISH_PAUSE)
        sleep(_FINISH_PAUSE)  # for the last answers to leave

    def _outlet(self, sid: str, connection: Any) -> QueueOutlet:
        raise NotImplementedError

    def _send_large(self, session: Session, number: int, payload: bytes | memoryview) -> None:
        """Send a message in parts beside all else; never waits."""
        self._host.hand_over(self._host.start, self._send_parts, session, number, payload)

    def _send_parts(self, session: Session, number: int, payload: bytes | memoryview) -> Any:
        raise NotImplementedError

    def _end(self, sid: str) -> None:
        session = self._sessions.pop(sid, None)
        if session is not None:
            for eio_sid, other in tuple(self._by_connection.items()):
                if other is session:
                    del self._by_connection[eio_sid]
            self._dispatcher.end(session)

    def _end_connection(self, eio_sid: str) -> None:
        """End the session of a connection that ended, where no handler was told of it."""
        session = self._by_connection.get(eio_sid)
        if session is not None:
            self._end(session.sid)

    def _own(self, eio_sid: str, data: Any) -> Session | None:
        """Return the session that a message of Engine.IO is an own message of."""
        if data.__class__ is not bytes:
            return None
        session = self._by_connection.get(eio_sid)
        return session if session is not None and data.startswith(session.tag) else None

    def _handler(self, event: str) -> Callable[..., Any] | None:
        """Return the handler that the application has for an event of the namespace."""
        handler: Callable[..., Any] | None = self._server.handlers.get(self._namespace, {}).get(
            event
        )
        return handler


class SyncBinding(_Binding):
    """Ties a dispatcher to a `socketio.Server`.

    Parameters
    ----------
    server : socketio.Server
    namespace : str
    dispatcher : Dispatcher
    """

    def __init__(self, server: socketio.Server, namespace: str, dispatcher: Dispatcher) -> None:
        super().__init__(server, namespace, dispatcher)
        self._host: ThreadedHost = host_of(server)

    def attach(self) -> None:
        """Take the messages of the namespace from now on."""
        eio = self._server.eio
        met, pass_on, gone = (eio.handlers[one] for one in ("connect", "message", "disconnect"))
        leave = self._handler("disconnect")

        def meet(eio_sid: str, environ: Any) -> Any:
            self._host.enter()
            return met(eio_sid, environ)

        def take(eio_sid: str, data: Any) -> None:
            session = self._own(eio_sid, data)
            if session is None:
                pass_on(eio_sid, data)
            else:
                self._take(session, data)

        def answer(event: Any, sid: str, *data: Any) -> Any:
            reply = self._dispatcher.answer(event, self._session(sid), *data)
            return self._await(event, sid, reply) if isinstance(reply, Pending) else reply

        def disconnect(sid: str, *reason: Any) -> Any:
            self._end(sid)
            return leave(sid, *reason) if leave is not None else None

        def lost(eio_sid: str, *reason: Any) -> None:
            gone(eio_sid, *reason)
            self._end_connection(eio_sid)

        eio.on("connect", meet)
        eio.on("message", take)
        eio.on("disconnect", lost)
        self._server.on("disconnect", disconnect, self._namespace)
        self._server.on("*", answer, self._namespace)

    def ask(self, session: Session, event: str, payload: Any) -> Pending:
        """Send a client an event and return its acknowledgement for later."""
        pending = Pending()
        session.keep(pending)

        def run() -> None:
            try:
                pending.resolve(
                    self._server.call(
                        event,
                        payload,
                        to=session.sid,
                        namespace=self._namespace,
                        timeout=_ASK_TIMEOUT,
                        ignore_queue=True,
                    )
                )
            except Exception as error:  # noqa: BLE001 - who waits for the reply gets it
                pending.fail(error)
            session.release(pending)

        self._host.hand_over(self._host.start, run)
        return pending

    def _take(self, session: Session, data: bytes | bytearray) -> None:
        """Answer an own message."""
        answer = self._packed.answer(session, data)
        if answer is None:
            return
        number, payload = answer
        if len(payload) > session.part_size:
            self._send_large(session, number, payload)
            return
        session.outlet.send(session.tag + payload)
        if session.outlet.held > MOST_UNREAD_BYTES:
            self._wait_for(session)

    def _session(self, sid: str) -> Session:
        known = sid in self._sessions
        session = super()._session(sid)
        if not known:
            tag, take = session.tag, self._take

            def take_own(data: bytes | bytearray) -> bool:
                if not data.startswith(tag) or session.ended:
                    return False
                take(session, data)
                return True

            session.outlet.take(take_own)
        return session

    def _outlet(self, sid: str, connection: Any) -> QueueOutlet:
        def emit(event: str, data: Any) -> None:
            self._server.emit(event, data, to=sid, namespace=self._namespace, ignore_queue=True)

        def drop() -> None:
            self._host.start(connection.close, False, True, self._server.reason.SERVER_DISCONNECT)

        outlet: type[QueueOutlet] = getattr(self._server.eio, "outlet", QueueOutlet)
        return outlet(connection, emit, drop)

    def _send_parts(self, session: Session, number: int, payload: bytes | memoryview) -> None:
        for _, part in split(payload, number, session.part_size, session.compress):
            if session.ended:
                return
            session.outlet.send(session.tag + part)
            if session.outlet.held > _MOST_SENDING:
                self._wait_for(session, _MOST_SENDING)
            else:
                self._host.sleep(0)
        session.parts_sent(number)

    def _wait_for(self, session: Session, least: int = MOST_UNREAD_BYTES) -> None:
        """Take no more of a client's messages until it has read most of the answers."""
        deadline = time.monotonic() + _READ_TIMEOUT
        while session.outlet.held > least and not session.ended:
            if time.monotonic() > deadline:
                session.drop()
                return
            self._host.sleep(_READ_PAUSE)

    def _await(self, event: Any, sid: str, pending: Pending) -> Any:
        session = self._session(sid)
        session.keep(pending)
        self._host.wait(pending)
        session.release(pending)
        return self._dispatcher.finish(event, pending)


class AsyncBinding(_Binding):
    """Ties a dispatcher to a `socketio.AsyncServer`.

    Parameters
    ----------
    server : socketio.AsyncServer
    namespace : str
    dispatcher : Dispatcher
    """

    def __init__(
        self, server: socketio.AsyncServer, namespace: str, dispatcher: Dispatcher
    ) -> None:
        super().__init__(server, namespace, dispatcher)
        self._host: AsyncHost = AsyncHost(server)

    def attach(self) -> None:
        """Take the messages of the namespace from now on."""
        eio = self._server.eio
        met, pass_on, gone = (eio.handlers[one] for one in ("connect", "message", "disconnect"))
        leave = self._handler("disconnect")
        waits = self._dispatcher.storage.waits

        async def run(function: Callable[..., Any], *args: Any) -> Any:
            return await asyncio.to_thread(function, *args) if waits else function(*args)

        async def meet(eio_sid: str, environ: Any) -> Any:
            self._host.enter()
            return await met(eio_sid, environ)

        async def take(eio_sid: str, data: Any) -> None:
            session = self._own(eio_sid, data)
            if session is None:
                await pass_on(eio_sid, data)
                return
            answer = await run(self._packed.answer, session, data)
            if answer is None:
                return
            number, payload = answer
            if len(payload) > session.part_size:
                self._send_large(session, number, payload)
                return
            session.outlet.send(session.tag + payload)
            if session.outlet.held > MOST_UNREAD_BYTES:
                await self._wait_for(session)

        async def answer(event: Any, sid: str, *data: Any) -> Any:
            reply = await run(self._dispatcher.answer, event, self._session(sid), *data)
            return await self._await(event, sid, reply) if isinstance(reply, Pending) else reply

        async def disconnect(sid: str, *reason: Any) -> Any:
            self._end(sid)
            left = leave(sid, *reason) if leave is not None else None
            return await left if inspect.isawaitable(left) else left

        async def lost(eio_sid: str, *reason: Any) -> None:
            await gone(eio_sid, *reason)
            self._end_connection(eio_sid)

        eio.on("connect", meet)
        eio.on("message", take)
        eio.on("disconnect", lost)
        self._server.on("disconnect", disconnect, self._namespace)
        self._server.on("*", answer, self._namespace)

    def ask(self, session: Session, event: str, payload: Any) -> Pending:
        """Send a client an event and return its acknowledgement for later."""
        pending = Pending()
        session.keep(pending)

        async def run() -> None:
            try:
                pending.resolve(
                    await self._server.call(
                        event,
                        payload,
                        to=session.sid,
                        namespace=self._namespace,
                        timeout=_ASK_TIMEOUT,
                        ignore_queue=True,
                    )
                )
            except Exception as error:  # noqa: BLE001 - who waits for the reply gets it
                pending.fail(error)
            session.release(pending)

        self._host.hand_over(self._host.start, run)
        return pending

    def _emit(self, event: str, data: Any, **whom: Any) -> None:
        async def run() -> None:
            await self._server.emit(event, data, namespace=self._namespace, **whom)

        self._host.hand_over(self._host.start, run)

    def _outlet(self, sid: str, connection: Any) -> QueueOutlet:
        def drop() -> None:
            self._host.start(connection.close, False, True, self._server.reason.SERVER_DISCONNECT)

        def emit(event: str, data: Any) -> None:
            self._emit(event, data, to=sid, ignore_queue=True)

        return QueueOutlet(connection, emit, drop)

    async def _send_parts(self, session: Session, number: int, payload: bytes | memoryview) -> None:
        for _, part in split(payload, number, session.part_size, session.compress):
            if session.ended:
                return
            session.outlet.send(session.tag + part)
            if session.outlet.held > _MOST_SENDING:
                await self._wait_for(session, _MOST_SENDING)
            else:
                await self._host.sleep(0)
        session.parts_sent(number)

    async def _wait_for(self, session: Session, least: int = MOST_UNREAD_BYTES) -> None:
        """Take no more of a client's messages until it has read most of the answers."""
        deadline = time.monotonic() + _READ_TIMEOUT
        while session.outlet.held > least and not session.ended:
            if time.monotonic() > deadline:
                session.drop()
                return
            await self._host.sleep(_READ_PAUSE)

    async def _await(self, event: Any, sid: str, pending: Pending) -> Any:
        session = self._session(sid)
        session.keep(pending)
        await self._host.wait(pending)
        session.release(pending)
        return self._dispatcher.finish(event, pending)
