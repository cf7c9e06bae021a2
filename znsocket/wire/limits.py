"""What the clients of a server may use of it at the most."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Protocol

from znsocket.exceptions import DataError

_MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What a server takes from its clients, and keeps for them, at the most.

    Attributes
    ----------
    largest_message : int
        Bytes of a message after it was put together and decompressed.
    incomplete_messages : int
        Large messages of one client that are not complete, or whose result it has not fetched.
    incomplete_bytes : int
        Bytes of the incomplete messages of all clients together; one client may have the half.
    incomplete_seconds : float
        How long an incomplete message is kept after its last part.
    items : int
        Items of an array or a map in a request, and so commands in a pipeline.
    values : int
        Values in a request all in all, those of arrays and maps inside others included.
    large_answers : int
        Answers in parts that are on their way to one client at once.
    unread_bytes : int
        Bytes of answers and events that a client leaves unread.
    unread_events : int
        Events that a client which does not speak our own messages leaves unread.
    unread_seconds : float
        How long a client with too much unread is waited for.
    waiting_calls : int
        Calls of one client that wait, as ``blpop`` does.
    watches : int
        Pipelines of one client that watch keys.
    listeners : int
        Objects of one client that listen to channels.
    channels : int
        Channels and patterns that they listen to together.

    Examples
    --------
    >>> Limits(largest_message=1_000_000).items
    1000000
    """

    largest_message: int = 512 * _MIB
    incomplete_messages: int = 16
    incomplete_bytes: int = 2048 * _MIB
    incomplete_seconds: float = 60.0
    items: int = 1_000_000
    values: int = 10_000_000
    large_answers: int = 4
    unread_bytes: int = 64 * _MIB
    unread_events: int = 10_000
    unread_seconds: float = 60.0
    waiting_calls: int = 10_000
    watches: int = 1_000
    listeners: int = 1_000
    channels: int = 100_000

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if not isinstance(value, (int, float)) or value <= 0:
                raise ValueError(f"the limit {name} must be a positive number, got {value!r}")

    @classmethod
    def read(cls, words: Iterable[str]) -> Limits:
        """Return the limits that some words change.

        Parameters
        ----------
        words : iterable of str
            ``NAME=NUMBER`` each.

        Raises
        ------
        ValueError
            There is no such limit, or it is no positive number.

        Examples
        --------
        >>> Limits.read(["items=5", "unread_seconds=2.5"]).items
        5
        """
        kinds = {one.name: float if one.type == "float" else int for one in fields(cls)}
        values: dict[str, Any] = {}
        for word in words:
            name, _, number = word.partition("=")
            if name not in kinds:
                raise ValueError(f"a limit is NAME=NUMBER, got {word!r}; NAME: {', '.join(kinds)}")
            try:
                values[name] = kinds[name](number)
            except ValueError:
                raise ValueError(f"the limit {name} must be a number, got {number!r}") from None
        return cls(**values)


class Holder(Protocol):
    """What holds bytes of a budget."""

    def give_up_old(self) -> None:
        """Give back what nothing has been heard of for too long."""


class Budget:
    """Bytes that the incomplete messages of all clients may take together, and of each the half.

    Parameters
    ----------
    limits : Limits
        How many, and what else is limited.

    Attributes
    ----------
    limits : Limits
        The same.
    held : int
        How many they take now.
    holders : set of Holder
        Who is asked to give back what is old before more bytes are refused.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.held = 0
        self.holders: weakref.WeakSet[Holder] = weakref.WeakSet()
        self._lock = threading.Lock()

    def account(self) -> Account:
        """Return what counts the bytes of one client."""
        return Account(self)

    def take(self, size: int) -> bool:
        """Reserve bytes, or return False where there are not as many left."""
        if self._take(size):
            return True
        for holder in tuple(self.holders):
            holder.give_up_old()
        return self._take(size)

    def _take(self, size: int) -> bool:
        with self._lock:
            fits = self.held + size <= self.limits.incomplete_bytes
            if fits:
                self.held += size
        return fits

    def give(self, size: int) -> None:
        """Give bytes back."""
        with self._lock:
            self.held -= size


class Account:
    """The bytes of one client.

    Parameters
    ----------
    budget : Budget
        What they are a part of.
    """

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.held = 0

    def take(self, size: int) -> None:
        """Reserve bytes.

        Raises
        ------
        DataError
            There are not as many left.
        """
        most = self._budget.limits.incomplete_bytes
        if self.held + size > most // 2:
            raise DataError(f"more than {most // 2} bytes in incomplete messages of one client")
        if not self._budget.take(size):
            raise DataError(f"more than {most} bytes in incomplete messages")
        self.held += size

    def give(self, size: int) -> None:
        """Give bytes back."""
        self.held -= size
        self._budget.give(size)
