"""Questions that one server asks another, on behalf of its clients."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from znsocket.exceptions import ConnectionError
from znsocket.server.dispatch import reported
from znsocket.server.pending import Pending
from znsocket.storage import Store
from znsocket.wire import error_reply, pack, reported_error, unpack

_QUESTION, _ANSWER = 0, 1


class Relay:
    """Asks other servers on the same store, and answers them.

    Parameters
    ----------
    store : Storage or RedisStorage
        What the servers share.
    lease : float
        Seconds after which a server that does not report is gone.
    answer : callable
        Called with what another server asks; returns the answer for later.
    taken : callable
        Called with names that others have got while this server could not keep them.

    Attributes
    ----------
    neighbours : Neighbours
        The other servers.
    """

    def __init__(
        self,
        store: Store,
        lease: float,
        answer: Callable[[Any], Pending],
        taken: Callable[[list[str]], None],
    ) -> None:
        self._answer = answer
        self._numbers = itertools.count(1)
        self._asked: dict[int, _Question] = {}
        self._lease = lease
        self.taken = taken
        self.neighbours = store.neighbours(lease, self)

    def ask(self, node: str, question: Any, otherwise: Exception) -> Pending:
        """Ask another server.

        Parameters
        ----------
        node : str
            The server.
        question : object
            What msgpack can carry.
        otherwise : Exception
            What the answer is when the server is not there, or goes.
        """
        number = next(self._numbers)
        pending = Pending(on_cancel=lambda: self._forget(number))
        self._asked[number] = _Question(node, time.monotonic(), pending, otherwise)
        try:
            message = pack([_QUESTION, self.neighbours.node, number, question])
            if not self.neighbours.send(node, message):
                self._fail(number, otherwise)
        except Exception:
            self._forget(number)
            raise
        return pending

    def hear(self, data: bytes) -> None:
        """Take a message that another server has sent."""
        kind, *rest = unpack(data)
        if kind == _QUESTION:
            self._reply(*rest)
            return
        number, answer, *error = rest
        asked = self._asked.pop(number, None)
        if asked is not None and error:
            asked.pending.fail(reported_error(error[0]))
        elif asked is not None:
            asked.pending.resolve(answer)

    def look(self) -> None:
        """Give up what is asked of servers that have gone."""
        long_ago = time.monotonic() - self._lease / 3
        waiting = [one for one in tuple(self._asked.items()) if one[1].since < long_ago]
        nodes = {asked.node for _, asked in waiting}
        gone = {node for node in nodes if not self.neighbours.alive(node)}
        for number, asked in waiting:
            if asked.node in gone:
                self._fail(number, asked.otherwise)

    def lost(self) -> None:
        """Give up all that is asked: answers may have been lost."""
        for number in tuple(self._asked):
            self._fail(number, ConnectionError("the connection to Redis was lost, and the answer"))

    def _reply(self, node: str, number: int, question: Any) -> None:
        def done() -> None:
            try:
                data = pack([_ANSWER, number, pending.result()])
            except Exception as error:  # noqa: BLE001 - who has asked gets it
                data = pack([_ANSWER, *error_reply(number, reported("adapter:get", error))])
            self.neighbours.post(node, data)

        try:
            pending = self._answer(question)
        except Exception as error:  # noqa: BLE001 - who has asked gets it
            pending = Pending()
            pending.fail(error)
        pending.when_done(done)

    def _fail(self, number: int, error: Exception) -> None:
        asked = self._asked.pop(number, None)
        if asked is not None:
            asked.pending.fail(error)

    def _forget(self, number: int) -> None:
        self._asked.pop(number, None)


class _Question(NamedTuple):
    """What another server was asked."""

    node: str
    since: float
    pending: Pending
    otherwise: Exception
