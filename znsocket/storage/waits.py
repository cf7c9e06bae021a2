"""What a store gives for a call that has to wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class Waits(Protocol):
    """A call that waits for its reply."""

    def then(self, done: Callable[[Any], None]) -> None:
        """Have `done` called with the reply, or the exception in its place.

        That may be in any thread, and while the store is locked: `done` must neither wait nor
        call the store.
        """

    def cancel(self) -> bool:
        """Wait no longer, and take nothing; return whether it still waited."""
