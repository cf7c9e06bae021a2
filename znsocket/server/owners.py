"""Questions to the clients that own adapters.

Owners that are clients of ours are asked by messages of our own, and acknowledge with what was
asked for or with an error. Owners of version 0.3 answer with bare values, and with errors that look
like values; what they say is read here.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import time
from collections.abc import Callable
from typing import Any, TypeGuard

from znsocket.exceptions import ConnectionError, TimeoutError, ZnSocketError
from znsocket.server.dispatch import Dispatcher
from znsocket.server.pending import Pending
from znsocket.server.session import Session
from znsocket.wire import PassedError, quoted, read_payload

Question = dict[str, Any]

_TIMEOUT = 60.0  # seconds that an owner may take to answer

#: What a question has to say for its answer to be an acknowledgement.
ACKNOWLEDGED = "ack"


class Owners:
    """Asks owners, and takes their answers.

    Parameters
    ----------
    dispatcher : Dispatcher
        Answers arrive through it.
    ask : callable
        Sends a client a Socket.IO event, and returns its acknowledgement for later.
    """

    def __init__(self, dispatcher: Dispatcher, ask: Callable[[Session, str, Any], Pending]) -> None:
        self._ask = ask
        self._numbers = itertools.count(1)
        self._asked: dict[int, tuple[Session, float, Pending]] = {}
        dispatcher.add_message("adapter:answer", self._take)
        dispatcher.on_end(self._end)

    def ask(self, owner: Session, payload: Any, acknowledges: bool) -> Pending:
        """Put a question to an owner, and return its answer for later.

        Parameters
        ----------
        owner : Session
            The owner.
        payload : list
            ``[[], question]``, as it came or is to go to a client.
        acknowledges : bool
            The owner answers with acknowledgements when it is asked to.
        """
        _, question = read_payload("adapter:get", payload)
        if acknowledges and owner.packed:
            return self._ask_directly(owner, question)
        if ACKNOWLEDGED not in question or acknowledges:
            return self._ask(owner, "adapter:get", payload)
        question = {name: one for name, one in question.items() if name != ACKNOWLEDGED}
        if question.get("method") == "indices":
            return self._ask_one_by_one(owner, question)
        return self._ask_for_key(owner, question)

    def _ask_directly(self, owner: Session, question: Question) -> Pending:
        now = time.monotonic()
        while self._asked:
            number, (_, since, pending) = next(iter(self._asked.items()))
            if now - since < _TIMEOUT:
                break
            del self._asked[number]
            pending.fail(TimeoutError("the owner of the adapter did not answer in time"))
        number = next(self._numbers)
        pending = Pending(on_cancel=lambda: self._forget(number))
        self._asked[number] = owner, now, pending
        owner.push("adapter:ask", [number, question])
        if owner.ended:
            self._end(owner)
        return pending

    def _ask_for_key(self, owner: Session, question: Question) -> Pending:
        """Ask an owner of version 0.3, which may know a key by its number, and not by its text."""
        number = _number(question.get("dict_key"))

        def read(reply: Any) -> Any:
            answer = _as_acknowledgement(reply, question)
            if number is None or not _is_missing(answer):
                return answer
            return self._ask_for_key(owner, {**question, "dict_key": number})

        return self._ask(owner, "adapter:get", [[], question]).then(read)

    def _ask_one_by_one(self, owner: Session, question: Question) -> Pending:
        """Ask for several items, for which owners of version 0.3 have no question."""
        left = list(question.get("indices") or ())[::-1]
        found: list[Any] = []
        result = Pending()

        def step() -> None:
            if not left:
                result.resolve({"data": found})
                return
            item = {"key": question["key"], "method": "__getitem__", "index": left.pop()}
            asked = self._ask(owner, "adapter:get", [[], item])
            asked.when_done(lambda: take(asked))

        def take(asked: Pending) -> None:
            try:
                answer = _as_acknowledgement(asked.result(), question)
            except Exception as error:  # noqa: BLE001 - who asked gets it
                result.fail(error)
                return
            if "error" in answer:
                result.resolve(answer)
            else:
                found.append(answer["data"])
                step()

        step()
        return result

    def _take(self, session: Session, payload: Any) -> None:
        """Take an answer, if it comes from who was asked."""
        (number, answer), _ = read_payload("adapter:answer", payload)
        asked = self._asked.get(number)
        if asked is not None and asked[0] is session:
            del self._asked[number]
            asked[2].resolve(answer)

    def _forget(self, number: int) -> None:
        self._asked.pop(number, None)

    def _end(self, session: Session) -> None:
        """Answer for an owner that has gone."""
        for number, (owner, _, pending) in tuple(self._asked.items()):
            if owner is session:
                self._asked.pop(number, None)
                pending.fail(ConnectionError("the owner of the adapter has disconnected"))


def _as_acknowledgement(reply: Any, question: Question) -> Any:
    """Return an answer of version 0.3 as an acknowledgement."""
    if isinstance(reply, str) and reply.startswith('{"error": {'):
        try:
            error = json.loads(reply)
        except ValueError:
            error = None
        if isinstance(error, dict) and error.keys() == {"error"} and _is_error(error["error"]):
            return error
    if isinstance(reply, dict) and _is_error(reply.get("error")):
        return reply
    return {"data": reply}


def _is_missing(answer: dict[str, Any]) -> bool:
    """Tell whether an owner has said that it does not have a key."""
    error = answer.get("error")
    return answer.get("data") is False or (error is not None and error["type"] == "KeyError")


def _number(key: Any) -> int | float | None:
    """Return the number that a text is of, if it is of one."""
    for kind in (int, float):
        with contextlib.suppress(TypeError, ValueError):
            if isinstance(key, str) and repr(kind(key)) == key:
                return kind(key)
    return None


def _is_error(fields: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(fields, dict) and fields.keys() == {"msg", "type"}


def data_of(answer: Any) -> Any:
    """Return what an owner acknowledges, or raise the error that it reports."""
    if isinstance(answer, dict):
        error = answer.get("error")
        if _is_error(error):
            raise PassedError(str(error["type"]), str(error["msg"]))
        if "data" in answer:
            return answer["data"]
    raise ZnSocketError(f"the owner of the adapter answered what is no reply: {quoted(answer)}")
