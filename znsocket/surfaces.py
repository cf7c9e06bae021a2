"""The classes that command methods stand on; `surfaces.pyi`, which is generated, lists them."""

from __future__ import annotations

from typing import Generic

from typing_extensions import TypeVar

import znsocket.commands  # noqa: F401 - the entries are registered before a class wants methods

T = TypeVar("T", default=str)


class Commands(Generic[T]):
    """Every command as a method that returns its reply."""


class AsyncCommands(Generic[T]):
    """Every command as a coroutine that returns its reply."""


class PipelineCommands:
    """Every command as a method that queues it and returns the pipeline."""
