"""What a store and the servers before it have done, for INFO to tell."""

from __future__ import annotations

import secrets
import time
from collections import defaultdict
from collections.abc import Callable

_RUN_ID_OCTETS = 20


class Figures:
    """The calls of one command.

    Attributes
    ----------
    calls : int
        How many were carried out.
    nanoseconds : int
        How long they took together.
    failed : int
        How many of them were an error.
    refused : int
        How many more were not carried out, because of their arguments.
    """

    __slots__ = ("calls", "failed", "nanoseconds", "refused")

    def __init__(self) -> None:
        self.calls = 0
        self.nanoseconds = 0
        self.failed = 0
        self.refused = 0


class Statistics:
    """What there is to tell of a store beside its keys; servers add what they know.

    Attributes
    ----------
    commands : dict
        The `Figures` of what servers were asked for, by the name that Redis has for the command.
    clients : list of callable
        A function for each server that returns how many clients are connected to it.
    port : int or None
        Where a server of this process listens.
    run_id : str
        Of this store and no other.
    """

    def __init__(self) -> None:
        self.commands: defaultdict[str, Figures] = defaultdict(Figures)
        self.clients: list[Callable[[], int]] = []
        self.port: int | None = None
        self.run_id = secrets.token_hex(_RUN_ID_OCTETS)
        self._started = time.monotonic()

    @property
    def uptime(self) -> float:
        """Seconds since the store was made."""
        return time.monotonic() - self._started
