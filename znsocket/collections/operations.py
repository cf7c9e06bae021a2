"""What an operation of a collection sends, and how its reply is read.

The same for every way of sending it: over a client at once, through a pipeline later, awaited, or
over a `redis.Redis`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from znsocket.commands import registry
from znsocket.registry import Entry

T = TypeVar("T")


@dataclass(frozen=True)
class Operation(Generic[T]):
    """One command on one collection.

    Attributes
    ----------
    entry : Entry
        The command.
    args : tuple
        Its arguments; the first one is the collection's prefixed key.
    read : callable
        Makes the result of the command's reply.
    """

    entry: Entry
    args: tuple[Any, ...]
    read: Callable[[Any], T]


def operation(
    name: str, *args: Any, read: Callable[[Any], T] = lambda reply: reply
) -> Operation[T]:
    """Return the operation that is one call of the command `name`."""
    return Operation(registry[name], args, read)


def nothing(reply: Any) -> None:
    """Read the reply to an operation that returns nothing."""
