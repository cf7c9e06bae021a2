"""The refresh callbacks of a client, which are asked of the server as they come and go."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Callback: TypeAlias = Callable[..., Any]


class RefreshCallbacks(UserDict[str, Callback]):
    """Callbacks by the prefixed key of the collection whose changes they are told of.

    Parameters
    ----------
    callbacks : mapping
        Those to begin with, of which `changed` is not told.
    changed : callable
        Called with a key and whether there is a callback for it now.

    Examples
    --------
    >>> callbacks = RefreshCallbacks({}, lambda key, wanted: print(key, wanted))
    >>> callbacks["znsocket.List:a"] = print
    znsocket.List:a True
    >>> del callbacks["znsocket.List:a"]
    znsocket.List:a False
    """

    def __init__(
        self, callbacks: Mapping[str, Callback], changed: Callable[[str, bool], None]
    ) -> None:
        self._changed: Callable[[str, bool], None] = lambda key, wanted: None
        super().__init__(callbacks)
        self._changed = changed

    def __setitem__(self, key: str, callback: Callback) -> None:
        new = key not in self.data
        self.data[key] = callback
        if new:
            self._changed(key, True)

    def __delitem__(self, key: str) -> None:
        del self.data[key]
        self._changed(key, False)
