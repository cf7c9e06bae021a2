"""Programs of calls, made on a surface of ours and on a Redis, and compared."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import redis

from conformance.calls import Call
from conformance.normalised import (
    ALONE,
    ARBITRARY,
    LEFT_OUT,
    NORMALISED,
    REFUSALS,
    STUMBLES,
    TIMES,
    TOLERANCE,
    same_refusal,
)
from conformance.outcomes import Error, Near, outcome, outcomes, restored, typed
from conformance.stored import State, dump

#: The most calls that a pipeline is given.
BATCH = 5


class Difference(AssertionError):  # noqa: N818 - it is what is looked for
    """The two sides differ after a program; its last call is where it shows."""

    def __init__(self, where: str, program: list[Call], what: str, ours: Any, theirs: Any) -> None:
        calls = "\n".join(f"    {call!r}" for call in program)
        super().__init__(
            f"on {where}, {what} differs:\n{calls}\n  ours:  {ours!r}\n  Redis: {theirs!r}"
        )
        self.program = program
        self.call = program[-1]
        self.what = what
        self.ours = ours
        self.theirs = theirs

    @property
    def signature(self) -> tuple[str, str, str, str]:
        """What differences of one cause mostly have in common."""
        return self.call.name, self.what, _kind(self.ours), _kind(self.theirs)


def _kind(result: Any) -> str:
    return repr(result) if isinstance(result, Error) else type(result).__name__


class Comparison:
    """A surface of ours and a Redis, on which the same calls are made.

    Parameters
    ----------
    where : str
        What the surface is called.
    ours : object
        The surface.
    redis_url : str
        A Redis server that is emptied for every program.
    texts : {"stored", "str", "bytes"}
        How the surface gives texts: as the store keeps them, only as str, or only as bytes.
    raw : object, optional
        A way to read what `ours` stores that does not decode, if `ours` does.
    pipelines : bool
        Make the calls in pipelines of a few.
    every : int
        After how many writes all that is stored is compared, and again at the end.
    """

    def __init__(  # noqa: PLR0913 - each says one thing about the surface
        self,
        where: str,
        ours: Any,
        redis_url: str,
        *,
        texts: str = "stored",
        raw: Any = None,
        pipelines: bool = False,
        every: int = 1,
    ) -> None:
        self.where = where
        self.ours = ours
        self.raw = raw or ours
        self.texts = texts
        self.pipelines = pipelines
        self.every = every
        # What is not UTF-8 arrives as lone surrogates, and `restored` makes it octets again.
        decoding = {"decode_responses": True, "encoding_errors": "surrogateescape"}
        self.theirs = redis.Redis.from_url(redis_url, **({} if texts == "bytes" else decoding))
        self.calls = 0
        self.left_out: Counter[str] = Counter()
        #: Signatures of differences that are no news any more, with how often they were met.
        self.ignored: Counter[tuple[str, str, str, str]] = Counter()

    def close(self) -> None:
        """Close the connection to Redis."""
        self.theirs.close()

    def run(self, program: list[Call]) -> None:
        """Make the calls on both sides, or raise `Difference` at the first difference."""
        self.ours.flushall()
        self.theirs.flushall()
        self._state: State = {}
        self._slack = 0.0
        self._unseen = 0
        try:
            for first, batch in self._batches(program):
                self._step(first, batch, program)
            self._compare_states(program)
        except Difference as difference:
            if difference.signature not in self.ignored:
                raise
            self.ignored[difference.signature] += 1

    def _batches(self, program: list[Call]) -> Iterator[tuple[int, list[Call]]]:
        """Yield the calls that are made together, each time with the place of the first one."""
        first = 0
        for place, call in enumerate(program):
            alone = not self.pipelines or call.entry.iterates or call.name in ALONE
            if first < place and (alone or place - first > first % BATCH):
                yield first, program[first:place]
                first = place
            if alone:
                yield place, [call]
                first = place + 1
        if first < len(program):
            yield first, program[first:]

    def _left_out(self, call: Call) -> str | None:
        """Return why a call is not made."""
        if self.texts == "str" and call.name in ARBITRARY:
            stored = repr(list(self._state.items()))
            if "b'" in stored or 'b"' in stored:
                return "a reply that may or may not be decodable"
        return next((why for why, left_out in LEFT_OUT if left_out(call, self._state)), None)

    def _step(self, first: int, batch: list[Call], program: list[Call]) -> None:
        begin = time.monotonic()
        made: list[tuple[int, Call, State, Any]] = []
        for place, call in enumerate(batch, first):
            reason = self._left_out(call)
            if reason is not None:
                self.left_out[reason] += 1
                continue
            if call.options.get("gt") or call.options.get("lt"):
                time.sleep(0.002)  # lest two deadlines are in the same millisecond on one side only
            made.append((place, call, self._state, outcome(self.theirs, call)))
            if call.entry.writes:
                self._state, self._deadlines = dump(self.theirs)
                self._unseen += 1
        if not made:
            return
        self.calls += len(made)
        ours = self._ours([call for _, call, _, _ in made])
        self._slack = max(self._slack, 1000 * (time.monotonic() - begin))
        spoiled = len(made) > 1 and any(restored(one[-1]) is not one[-1] for one in made)
        for (place, call, state, theirs), our in zip(made, ours, strict=True):
            expected = restored(theirs)
            same = self._same(call, state, our, theirs, expected)
            if self.texts == "str" and spoiled:
                same = same or (isinstance(our, Error) and our.name == "UnicodeDecodeError")
            if call.name == "spop":
                self._remove_the_same(call, our, expected)
            if not same:
                raise Difference(self.where, program[: place + 1], "the reply", our, expected)
        if self._unseen >= self.every:
            self._compare_states(program[: first + len(batch)])

    def _ours(self, calls: list[Call]) -> list[Any]:
        if self.pipelines and not calls[0].entry.iterates:
            return outcomes(self.ours, calls)
        return [outcome(self.ours, call) for call in calls]

    def _same(self, call: Call, state: State, ours: Any, theirs: Any, expected: Any) -> bool:
        """Tell whether two outcomes are equal where they have to be."""
        if self.texts == "str" and expected is not theirs:
            return isinstance(ours, Error) and ours.name == "UnicodeDecodeError"
        if isinstance(theirs, Error) and isinstance(ours, Error):
            if theirs.name in STUMBLES:
                return ours == theirs or ours.name in REFUSALS
            return ours == theirs or same_refusal(call, ours, theirs)
        view = self._view(call, expected, state)
        return bool(self._view(call, ours, state) == view)

    def _view(self, call: Call, result: Any, state: State) -> Any:
        """Return what is compared of an outcome."""
        if isinstance(result, Error):
            return result
        if call.name in TIMES:
            slack = self._slack if call.name.startswith("p") else self._slack / 1000
            return Near(result, TIMES[call.name] + slack)
        normalise = NORMALISED.get(call.name)
        if normalise is None:
            return typed(result)
        try:
            return typed(normalise(call, result, state))
        except (TypeError, ValueError) as error:  # a reply of another shape
            return "not normal", str(error), typed(result)

    def _remove_the_same(self, call: Call, ours: Any, theirs: Any) -> None:
        """Put back what our SPOP took and take what that of Redis took."""
        name = call.args[0]
        taken = [
            one if isinstance(one, list) else [one]
            for one in (ours, theirs)
            if one is not None and not isinstance(one, Error)
        ]
        if len(taken) == 2 and all(taken) and self.raw.exists(name):
            self.raw.sadd(name, *taken[0])
            self.raw.srem(name, *taken[1])

    def _compare_states(self, program: list[Call]) -> None:
        """Raise `Difference` unless both sides hold the same."""
        if not self._unseen:
            return
        self._unseen = 0
        ours, our_deadlines = dump(self.raw)
        theirs = self._state
        if typed(ours) != typed(theirs):
            names = [
                one for one in {**ours, **theirs} if typed(ours.get(one)) != typed(theirs.get(one))
            ]
            raise Difference(
                self.where,
                program,
                "what is stored",
                {name: ours.get(name) for name in names},
                {name: theirs.get(name) for name in names},
            )
        for name, deadline in self._deadlines.items():
            near = Near(deadline, TOLERANCE + self._slack)
            if near != Near(our_deadlines[name], 0):
                raise Difference(
                    self.where, program, "a deadline", (name, our_deadlines[name]), (name, deadline)
                )
