"""Which client serves which adapter: objects that stay with their owner and are read on demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from znsocket.server.dispatch import Dispatcher
from znsocket.server.pending import Pending
from znsocket.server.session import Session
from znsocket.wire import quoted, read_payload


class AdapterDirectory:
    """The owner's session by the adapter's key; an owner that leaves takes its adapters along.

    Parameters
    ----------
    dispatcher : Dispatcher
        Its messages about adapters are answered from here.
    ask : callable
        Sends a client an event, and returns its acknowledgement for later.
    """

    def __init__(self, dispatcher: Dispatcher, ask: Callable[[Session, str, Any], Pending]) -> None:
        self._owners: dict[str, Session] = {}
        self._ask = ask
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
            The key is taken.
        """
        key = _key("register_adapter", payload)
        if key in self._owners:
            raise KeyError(f"an adapter is already registered under {quoted(key)}")
        self._owners[key] = session
        return True

    def exists(self, session: Session, payload: Any) -> bool:
        """Tell whether the adapter that a message names is registered."""
        return _key("adapter_exists", payload) in self._owners

    def get(self, session: Session, payload: Any) -> Pending:
        """Have the owner of the adapter that a message names answer it.

        Raises
        ------
        KeyError
            No such adapter is registered.
        """
        key = _key("adapter:get", payload)
        if key not in self._owners:
            raise KeyError(f"no adapter is registered under {quoted(key)}")
        return self._ask(self._owners[key], "adapter:get", payload)

    def forget(self, session: Session) -> None:
        """Remove the adapters of a session that ended."""
        self._owners = {key: owner for key, owner in self._owners.items() if owner is not session}


def _key(event: str, payload: Any) -> str:
    _, options = read_payload(event, payload)
    key = options.get("key")
    if not isinstance(key, str):
        raise TypeError(f"{event!r} needs key=<text>, got {quoted(key)}")
    return key
