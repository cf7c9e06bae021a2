"""What ties a dispatcher to a Socket.IO server: where its messages come from and its answers go to.

Socket.IO's events arrive through handlers of the namespace. Our own messages are binary messages of
Engine.IO, which are looked at before Socket.IO sees them: those that begin with the tag of a
session are ours, all others are passed on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import Any

from znsocket.server.dispatch import Dispatcher
from znsocket.server.own_commands import own_commands
from znsocket.server.packed import PackedMessages
from znsocket.server.session import QueueOutlet, Session
from znsocket.wire import CODECS, VERSION, Outgoing

#: Seconds that a client may take to answer the server.
ASK_TIMEOUT = 60
#: Seconds between two looks at whether a client has read something.
READ_PAUSE = 0.002
#: Bytes of large messages that are handed to Engine.IO at once.
MOST_SENDING = 8 * 1024 * 1024

_FINISH_TIMEOUT = 5.0  # seconds that calls under way have when the server ends
_FINISH_PAUSE = 0.02


class Binding:
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
                "largest_message": self._dispatcher.limits.largest_message,
            },
        }

    def _session(self, sid: str) -> Session:
        """Return the session of a client, made at its first message.

        Raises
        ------
        KeyError
            The client has gone.
        """
        session = self._sessions.get(sid)
        if session is None:
            self._host.enter()
            eio_sid = self._server.manager.eio_sid_from_sid(sid, self._namespace)
            connection = self._server.eio.sockets[eio_sid]
            outlet = self._outlet(sid, connection)
            session = Session(sid, outlet, self._host, self._send_large, self._dispatcher.budget)
            session = self._sessions.setdefault(sid, session)
            self._by_connection[eio_sid] = session
            if self._server.manager.eio_sid_from_sid(sid, self._namespace) is None:
                self._end(sid)  # it left meanwhile, when there was no session to end yet
                raise KeyError(sid)
        return session

    def _present(self, sid: str) -> Session | None:
        """Return the session of a client, or None when it has gone meanwhile."""
        try:
            return self._session(sid)
        except KeyError:
            return None

    def count(self) -> int:
        """Return how many clients are connected."""
        return len(self.sids())

    def sids(self) -> Collection[str]:
        """Return the Socket.IO sessions of all clients that are connected."""
        clients: Collection[str] = self._server.manager.rooms.get(self._namespace, {}).get(None, ())
        return clients

    def sessions(self) -> list[Session]:
        """Return all clients that are connected, those that have sent nothing yet included."""
        found = [self._present(sid) for sid in tuple(self.sids())]
        return [session for session in found if session is not None]

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

    def _send_large(self, session: Session, number: int, message: Outgoing) -> None:
        """Send a message in parts beside all else; never waits."""
        self._host.hand_over(self._host.start, self._send_parts, session, number, message)

    def _send_parts(self, session: Session, number: int, message: Outgoing) -> Any:
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
