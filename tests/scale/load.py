"""Clients that write all the time, each in a thread, and know what they were told."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import redis
from redises import wait_until

import znsocket
from znsocket.exceptions import ConnectionError, TimeoutError

#: What an error says when the call may have been carried out.
DOUBT = "may have carried the c"

#: How long a client tries to get a connection back.
PATIENCE = 15.0


@dataclass
class Record:
    """What a client was told of each element that it has appended to its list.

    Attributes
    ----------
    name : str
        The key of the list.
    told : list of int
        The elements that were acknowledged.
    failed : list of int
        Those whose call raised an error.
    doubtful : list of int
        Those of them whose error said that they may have been appended nevertheless.
    longest : float
        Seconds that the longest call took.
    errors : dict
        How often each kind of error came.
    pause : float
        The longest time between two acknowledgements.
    """

    name: str
    told: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    longest: float = 0.0
    pause: float = 0.0
    errors: dict[str, int] = field(default_factory=dict)


class Load:
    """Clients that append to a list each until they are stopped.

    Parameters
    ----------
    url : str
        Where they connect to.
    clients : int
        How many.
    pause : float
        Seconds between two calls of a client.
    """

    def __init__(self, url: str, clients: int, pause: float = 0.0) -> None:
        self.records = [Record(f"log {number}") for number in range(clients)]
        self._url = url
        self._pause = pause
        self._stopped = threading.Event()
        self._ready = threading.Barrier(clients + 1)
        self._threads = [
            threading.Thread(target=self._run, args=(record,), daemon=True)
            for record in self.records
        ]

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        self._ready.wait(30)
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive(), "a client hangs"

    def proceed(self, writes: int = 3) -> None:
        """Return once every client had some more writes acknowledged."""
        goals = [len(record.told) + writes for record in self.records]
        wait_until(
            lambda: all(
                len(record.told) >= goal for record, goal in zip(self.records, goals, strict=True)
            ),
            30,
        )

    def fail(self) -> None:
        """Return once a call of some client has failed."""
        failed = self.failed
        wait_until(lambda: self.failed > failed)

    @property
    def failed(self) -> int:
        """How many calls failed so far."""
        return sum(len(record.failed) for record in self.records)

    @property
    def acknowledged(self) -> int:
        """How many writes were acknowledged so far."""
        return sum(len(record.told) for record in self.records)

    def _run(self, record: Record) -> None:
        with znsocket.Client(self._url, connect_wait_timeout=PATIENCE) as client:
            client.ping()
            self._ready.wait(30)
            number = 0
            last = time.monotonic()
            while not self._stopped.wait(self._pause):
                number += 1
                start = time.monotonic()
                try:
                    client.rpush(record.name, number)
                    record.told.append(number)
                    now = time.monotonic()
                    record.pause, last = max(record.pause, now - last), now
                except (ConnectionError, TimeoutError) as error:
                    record.failed.append(number)
                    if DOUBT in str(error):
                        record.doubtful.append(number)
                    kind = f"{type(error).__name__}: {str(error)[:60]}"
                    record.errors[kind] = record.errors.get(kind, 0) + 1
                    time.sleep(0.05)
                record.longest = max(record.longest, time.monotonic() - start)


@dataclass
class Outcome:
    """What became of all writes.

    Attributes
    ----------
    acknowledged, failed : int
        What clients were told.
    doubtful : int
        How many of those that failed were said to have been carried out, perhaps.
    applied : int
        How many of those that failed were carried out nevertheless, once each.
    pause : float
        Seconds that the client which waited longest was without an acknowledgement.
    longest : float
        Seconds that the longest call took.
    most : int
        Failures in a row of the client with most.
    errors : dict
        How often each kind of error came.
    """

    acknowledged: int
    failed: int
    doubtful: int
    applied: int
    pause: float
    longest: float
    most: int
    errors: dict[str, int]


def check(load: Load, store: redis.Redis) -> Outcome:
    """Compare what clients were told with what is stored.

    Raises
    ------
    AssertionError
        A write is there twice, one that was acknowledged is missing or out of order, or one is
        there whose error did not say that it may be.
    """
    applied = 0
    for record in load.records:
        stored = [int(one) for one in store.lrange(record.name, 0, -1)]
        assert len(set(stored)) == len(stored), f"{record.name}: something was applied twice"
        told = set(record.told)
        missing = told - set(stored)
        assert not missing, f"{record.name}: {len(missing)} acknowledged writes are lost"
        # One that failed may have been on its way for long, and arrive after later ones.
        acknowledged = [one for one in stored if one in told]
        assert acknowledged == record.told, f"{record.name}: out of order"
        extra = set(stored) - told
        assert extra <= set(record.doubtful), f"{record.name}: applied what was said not to be"
        applied += len(extra)
    errors: dict[str, int] = {}
    for record in load.records:
        for kind, count in record.errors.items():
            errors[kind] = errors.get(kind, 0) + count
    return Outcome(
        acknowledged=load.acknowledged,
        failed=load.failed,
        doubtful=sum(len(record.doubtful) for record in load.records),
        applied=applied,
        pause=max(record.pause for record in load.records),
        longest=max(record.longest for record in load.records),
        most=max(_in_a_row(record.failed) for record in load.records),
        errors=errors,
    )


def _in_a_row(numbers: list[int]) -> int:
    longest = run = 0
    before = None
    for number in numbers:
        run = run + 1 if before is not None and number == before + 1 else 1
        longest, before = max(longest, run), number
    return longest
