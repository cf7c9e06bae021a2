"""Which client serves which adapter: objects that stay with their owner and are read on demand."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from znsocket.server.dispatch import Dispatcher
from znsocket.server.pending import Pending
from znsocket.server.relay import Relay
from znsocket.server.session import Session
from znsocket.wire import quoted, read_payload

#: Seconds after which the adapters of a server that does not report are gone.
LEASE = 5.0

logger = logging.getLogger(__name__)


class AdapterDirectory:
    """The owners of adapters by their keys; an owner that leaves takes its adapters along.

    Servers on one store know of each other's adapters, and ask each other.

    Parameters
    ----------
    dispatcher : Dispatcher
        Its messages about adapters are answered from here.
    ask : callable
        Sends a client an event, and returns its acknowledgement for later.
    lease : float
        Seconds after which the adapters of a server that does not report are gone.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        ask: Callable[[Session, str, Any], Pending],
        lease: float = LEASE,
    ) -> None:
        self._owners: dict[str, Session] = {}
        self._ask = ask
        self._relay = Relay(dispatcher.storage, lease, self._ask_owner, self._lose)
        dispatcher.add_message("adapter:get", self.get)
        dispatcher.add_message("register_adapter", self.register)
        dispatcher.add_message("adapter_exists", self.exists)
        dispatcher.add_message("check_adapter", self.exists)
        dispatcher.on_end(self.forget)

    def register(self, session: Session, payload: Any) -> bool:
        """Make `session` the owner of the adapter that a message names.

        Raises
        ------
        KeyError
            The key is taken, on whichever server.
        """
        key = _key("register_adapter", payload)
        if not self._relay.neighbours.claim(key, session.sid):
            raise KeyError(f"an adapter is already registered under {quoted(key)}")
        self._owners[key] = session
        if session.ended:
            self.forget(session)
        return True

    def exists(self, session: Session, payload: Any) -> bool:
        """Tell whether the adapter that a message names is registered."""
        key = _key("adapter_exists", payload)
        return key in self._owners or self._relay.neighbours.owner(key) is not None

    def get(self, session: Session, payload: Any) -> Pending:
        """Have the owner of the adapter that a message names answer it.

        Raises
        ------
        KeyError
            No such adapter is registered.
        """
        key = _key("adapter:get", payload)
        if key in self._owners:
            return self._ask_owner(payload)
        owner = self._relay.neighbours.owner(key)
        if owner is None:
            raise _missing(key)
        return self._relay.ask(owner[0], payload, _missing(key))

    def forget(self, session: Session) -> None:
        """Remove the adapters of a session that ended."""
        keys = [key for key, owner in tuple(self._owners.items()) if owner is session]
        for key in keys:
            self._owners.pop(key, None)
        self._relay.neighbours.release(keys, session.sid)

    def _ask_owner(self, payload: Any) -> Pending:
        """Ask the client of this server that owns an adapter."""
        key = _key("adapter:get", payload)
        owner = self._owners.get(key)
        if owner is None:
            raise _missing(key)
        return self._ask(owner, "adapter:get", payload)

    def _lose(self, keys: list[str]) -> None:
        """Remove adapters that clients of other servers have registered meanwhile."""
        for key in keys:
            logger.warning("the adapter %s is another client's now", quoted(key))
            self._owners.pop(key, None)


def _missing(key: str) -> KeyError:
    return KeyError(f"no adapter is registered under {quoted(key)}")


def _key(event: str, payload: Any) -> str:
    _, options = read_payload(event, payload)
    key = options.get("key")
    if not isinstance(key, str):
        raise TypeError(f"{event!r} needs key=<text>, got {quoted(key)}")
    return key
