"""Tells clients of the changes that others make to collections.

Clients ask for the keys that they want to hear of. Those of earlier versions cannot ask, and hear
of all keys; and they tell of their own changes, for the commands that they make them with do not.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from znsocket.exceptions import DataError
from znsocket.registry import Notice, writer
from znsocket.server.dispatch import Dispatcher
from znsocket.server.pending import Pending
from znsocket.server.session import Session
from znsocket.wire import check_notice, quoted, read_payload

#: Keys that one client may ask for.
MOST_KEYS = 100_000

_ASKED = "refresh"  # where a session has the keys that it asked for

logger = logging.getLogger(__name__)


class Clients(Protocol):
    """What is needed of whoever knows all clients: see `znsocket.server.bindings`."""

    def sids(self) -> Iterable[str]:
        """Return the Socket.IO sessions of all that are connected."""

    def sessions(self) -> Iterable[Session]:
        """Return all that are connected."""

    def hand_over(self, function: Callable[..., Any], *args: Any) -> None:
        """Run a function in the server's own thread."""


class Refresh:
    """Who asked for which key.

    Parameters
    ----------
    dispatcher : Dispatcher
        Its messages about notices are answered from here.
    clients : Clients
        All that may be told.
    """

    def __init__(self, dispatcher: Dispatcher, clients: Clients) -> None:
        self._asking: dict[str, dict[Session, None]] = {}
        self._clients = clients
        self._able: set[str] = set()  # the sessions of those who are known to be able to ask
        self._storage = dispatcher.storage
        dispatcher.add_message("refresh", self.relay)
        dispatcher.add_message("refresh_subscribe", self.subscribe)
        dispatcher.add_message("refresh_unsubscribe", self.unsubscribe)
        dispatcher.on_end(self.forget)
        self._storage.on_change(self.tell)

    def relay(self, session: Session, notice: Any) -> None:
        """Tell of a change that a client made by commands which don't."""
        if isinstance(notice, list):  # as one of our own messages
            (notice,), _ = read_payload("refresh", notice)
        check_notice(notice)
        writer.set(session.sid)
        self._storage.announce(notice["target"], notice["data"])

    def subscribe(self, session: Session, payload: Any) -> Pending:
        """Tell a client of the changes of some keys from now on, and of none that were before."""
        asked = session.state.setdefault(_ASKED, set())
        keys = _keys("refresh_subscribe", payload)
        if len(asked) + len(keys) > MOST_KEYS:
            raise DataError(f"a client can ask for the changes of {MOST_KEYS} keys")
        asked.update(keys)
        pending = Pending()

        def begin() -> None:
            still_asked = session.state.get(_ASKED, ())
            for key in keys:
                if key in still_asked:
                    self._asking.setdefault(key, {})[session] = None
            pending.resolve(True)

        # Notices that are on their way are handed over before this is.
        self._storage.after_changes(lambda: self._clients.hand_over(begin))
        return pending

    def unsubscribe(self, session: Session, payload: Any) -> bool:
        """Tell a client of the changes of some keys no more."""
        keys = _keys("refresh_unsubscribe", payload)
        self._drop(session, keys)
        session.state.setdefault(_ASKED, set()).difference_update(keys)
        return True

    def forget(self, session: Session) -> None:
        """Forget a client that has gone."""
        self._able.discard(session.sid)
        self._drop(session, session.state.pop(_ASKED, ()))

    def tell(self, key: str, data: Notice, who: str) -> None:
        """Tell all but the session `who` of a change; from any thread, and never waiting."""
        try:
            self._clients.hand_over(self._tell, key, data, who)
        except Exception:
            logger.exception("telling of a change of %s failed", quoted(key))

    def _tell(self, key: str, data: Notice, who: str) -> None:
        notice = {"target": key, "data": data}
        asking = self._asking.get(key, {})
        for session in tuple(asking):
            if session.sid != who:
                session.push("refresh", notice)
        # This is done for every change, and with many clients looking at each takes most of it.
        if self._able.issuperset(self._clients.sids()):
            return
        for session in self._clients.sessions():
            if session.packed or _ASKED in session.state:
                self._able.add(session.sid)
            elif session.sid != who:
                session.push("refresh", notice)

    def _drop(self, session: Session, keys: Iterable[str]) -> None:
        for key in keys:
            asking = self._asking.get(key)
            if asking is not None:
                asking.pop(session, None)
                if not asking:
                    del self._asking[key]


def _keys(event: str, payload: Any) -> list[str]:
    args, _ = read_payload(event, payload)
    keys = args[0] if args else None
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise TypeError(f"{event!r} needs a list of keys, got {quoted(keys)}")
    return keys
