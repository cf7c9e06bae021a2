"""The classes that command methods stand on; `surfaces.pyi`, which is generated, lists them."""

from __future__ import annotations

from typing import Any, Generic

from typing_extensions import TypeVar

import znsocket.commands  # noqa: F401 - the entries are registered before a class wants methods

T = TypeVar("T", default=str)


class _Items:
    """Keys of text as items: ``r["a"]``, ``r["a"] = 1``, ``del r["a"]`` and ``"a" in r``."""

    def __getitem__(self, name: Any) -> Any:
        """Return the text that a key holds, or raise `KeyError`."""
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __setitem__(self, name: Any, value: Any) -> None:
        """Set the text that a key holds."""
        self.set(name, value)

    def __delitem__(self, name: Any) -> None:
        """Remove a key, if it is there."""
        self.delete(name)

    def __contains__(self, name: Any) -> bool:
        """Tell whether there is a key of that name."""
        return bool(self.exists(name))


class Commands(_Items, Generic[T]):
    """Every command as a method that returns its reply."""


class AsyncCommands(Generic[T]):
    """Every command as a coroutine that returns its reply."""


class PipelineCommands(_Items):
    """Every command as a method that queues it and returns the pipeline."""
