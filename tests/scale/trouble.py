"""What a fleet goes through under load; each returns what became of the writes meanwhile."""

from __future__ import annotations

import time
from dataclasses import dataclass

from scale.fleet import Fleet
from scale.load import Load, Outcome, check

CLIENTS = 30


@dataclass
class Report:
    """An outcome, and how many clients each node had at the end.

    Attributes
    ----------
    outcome : Outcome
    clients : list of int
    rate : float
        Acknowledged writes a second.
    """

    outcome: Outcome
    clients: list[int]
    rate: float


class Trial:
    """A load on a fleet, which begins with empty lists and ends with a check.

    Parameters
    ----------
    fleet : Fleet
    seconds : float
        How long each part of it takes at least.
    """

    report: Report

    def __init__(self, fleet: Fleet, seconds: float) -> None:
        self._fleet = fleet
        self._seconds = seconds
        with fleet.redis.client() as store:
            store.flushall()
        self._load = Load(fleet.url, CLIENTS, pause=0.01)

    def __enter__(self) -> Trial:
        self._load.__enter__()
        self._start = time.monotonic()
        self.go_on()
        return self

    def go_on(self) -> None:
        """Return after a while, once every client has gone on writing."""
        time.sleep(self._seconds)
        self._load.proceed()

    def fail(self) -> None:
        """Return after a while, once a call has failed."""
        time.sleep(self._seconds)
        self._load.fail()

    def __exit__(self, *error: object) -> None:
        rate = self._load.acknowledged / (time.monotonic() - self._start)
        clients = self._fleet.clients()
        self._load.__exit__(*error)
        if error[0] is None:
            with self._fleet.redis.client() as store:
                self.report = Report(check(self._load, store), clients, rate)


def quiet(fleet: Fleet, seconds: float) -> Report:
    """Nothing happens."""
    with Trial(fleet, seconds) as trial:
        pass
    return trial.report


def killed_node(fleet: Fleet, seconds: float) -> Report:
    """A node is killed, and started again when its clients have gone on with the others."""
    with Trial(fleet, seconds) as trial:
        fleet.nodes[0].kill()
        trial.go_on()
        fleet.nodes[0].start()
        trial.go_on()
    return trial.report


def rolling_restart(fleet: Fleet, seconds: float) -> Report:
    """All nodes are restarted, one after the other."""
    with Trial(fleet, seconds) as trial:
        for node in fleet.nodes:
            node.stop()
            node.start()
            trial.go_on()
    return trial.report


def restarted_redis(fleet: Fleet, seconds: float) -> Report:
    """Redis is killed, and started again with what it has written to its file."""
    with Trial(fleet, seconds) as trial:
        fleet.redis.kill()
        trial.fail()
        fleet.redis.start()
        trial.go_on()
    return trial.report


def cut_node(fleet: Fleet, seconds: float, cut: float) -> Report:
    """A node is cut off its Redis for `cut` seconds."""
    with Trial(fleet, seconds) as trial:
        with fleet.cuts[0].cut():
            time.sleep(cut)
        trial.go_on()
    return trial.report
