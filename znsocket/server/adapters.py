"""Which client serves which adapter: objects that stay with their owner and are read on demand."""

from __future__ import annotations

from typing import Any

from znsocket.wire import quoted, read_payload


class AdapterDirectory:
    """The owner's session by the adapter's key; an owner that leaves takes its adapters along."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def register(self, payload: Any, sid: str) -> bool:
        """Make the session `sid` the owner of the adapter that a message names.

        Raises
        ------
        KeyError
            The key is taken.
        """
        key = _key("register_adapter", payload)
        if key in self._owners:
            raise KeyError(f"an adapter is already registered under {quoted(key)}")
        self._owners[key] = sid
        return True

    def exists(self, payload: Any) -> bool:
        """Tell whether the adapter that a message names is registered."""
        return _key("adapter_exists", payload) in self._owners

    def owner(self, payload: Any) -> str:
        """Return the session that owns the adapter a message names.

        Raises
        ------
        KeyError
            No such adapter is registered.
        """
        key = _key("adapter:get", payload)
        if key not in self._owners:
            raise KeyError(f"no adapter is registered under {quoted(key)}")
        return self._owners[key]

    def forget(self, sid: str) -> None:
        """Remove the adapters of a session that ended."""
        self._owners = {key: owner for key, owner in self._owners.items() if owner != sid}


def _key(event: str, payload: Any) -> str:
    _, options = read_payload(event, payload)
    key = options.get("key")
    if not isinstance(key, str):
        raise TypeError(f"{event!r} needs key=<text>, got {quoted(key)}")
    return key
