"""What the servers on one store know of each other: who has which name, and how to reach them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

#: Who has a name: the server, and the session of it.
Owner = tuple[str, str]


class NeighbourEvents(Protocol):
    """What a server is told of; from other threads, and never for long."""

    def hear(self, data: bytes) -> None:
        """Take a message that another server has sent."""

    def look(self) -> None:
        """Look whether the servers that are waited for are still there; called time and again."""

    def lost(self) -> None:
        """Note that messages of others may have been lost just now."""

    def taken(self, names: list[str]) -> None:
        """Note that others have got these names while this server could not keep them."""


class Neighbours:
    """The neighbours of a server with a store of its own: none.

    Attributes
    ----------
    node : str
        What others know this server by.
    """

    node = ""

    #: Whether a script, and so a change of a collection, can look who has the name of its key.
    seen_by_scripts = True

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def claim(self, name: str, session: str) -> bool:
        """Take a name for a session of this server, and return whether it was free."""
        if name in self._owners:
            return False
        self._owners[name] = session
        return True

    def owner(self, name: str) -> Owner | None:
        """Return who has a name."""
        session = self._owners.get(name)
        return None if session is None else (self.node, session)

    def release(self, names: Iterable[str], session: str) -> None:
        """Give back the names that a session had; done soon."""
        for name in names:
            if self._owners.get(name) == session:
                del self._owners[name]

    def send(self, node: str, data: bytes) -> bool:
        """Send another server a message; return False when there surely is no such server."""
        return False

    def post(self, node: str, data: bytes) -> None:
        """Send another server a message soon, without waiting for it."""

    def alive(self, node: str) -> bool:
        """Tell whether a server is there."""
        return node == self.node

    def close(self) -> None:
        """Give back everything."""
        self._owners.clear()
