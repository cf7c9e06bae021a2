"""Ties a dispatcher to a Socket.IO server on eventlet, gevent and threads."""

from __future__ import annotations

import time
from typing import Any

import socketio

from znsocket.server.bindings import ASK_TIMEOUT, MOST_SENDING, READ_PAUSE, Binding
from znsocket.server.dispatch import Dispatcher
from znsocket.server.hosts import ThreadedHost, host_of
from znsocket.server.pending import Pending
from znsocket.server.session import QueueOutlet, Session
from znsocket.wire import Outgoing


class SyncBinding(Binding):
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
            session = self._present(sid)
            if session is None:
                return None
            reply = self._dispatcher.answer(event, session, *data)
            return self._await(event, session, reply) if isinstance(reply, Pending) else reply

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
                        timeout=ASK_TIMEOUT,
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
        if isinstance(payload, bytes) and len(payload) <= session.part_size:
            session.outlet.send(session.tag + payload)
        else:
            session.put_large(number, payload)
        if session.is_behind:
            self._let_read(session)

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
        return outlet(connection, emit, drop, self._dispatcher.limits.unread_events)

    def _send_parts(self, session: Session, number: int, message: Outgoing) -> None:
        parts = message.parts(session.tag, number, session.part_size, session.compress)
        # An event stays behind those that wait to be sent.
        send = session.outlet.put if session.is_event(number) else session.outlet.send
        try:
            for _, _, part in parts:
                if session.ended:
                    break
                if part:
                    send(part)
                if session.outlet.held > MOST_SENDING:
                    self._wait_for(session, MOST_SENDING)
                else:
                    self._host.sleep(0)
        finally:
            session.sent(number, message)

    def _wait_for(self, session: Session, least: int) -> None:
        """Wait until a client has read all but some bytes of its answers, or is dropped."""
        deadline = time.monotonic() + session.limits.unread_seconds
        while session.outlet.held > least and not session.ended:
            if time.monotonic() > deadline:
                session.drop()
                return
            self._host.sleep(READ_PAUSE)

    def _let_read(self, session: Session) -> None:
        """Take no more of a client's messages until it has read some of the answers."""
        limits = session.limits
        self._wait_for(session, limits.unread_bytes)
        while len(session.sending) >= limits.large_answers and not session.ended:
            self._host.sleep(READ_PAUSE)

    def _await(self, event: Any, session: Session, pending: Pending) -> Any:
        session.keep(pending)
        self._host.wait(pending)
        session.release(pending)
        return self._dispatcher.finish(event, pending)
