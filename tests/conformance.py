"""The same calls on a real Redis through redis-py and on a surface of ours, compared.

`Comparison.run` makes a list of calls on both, each beginning empty. After every call the replies
are compared: values, Python types, error classes and texts; after every write also all that is
stored. The tables say, in one place, what cannot be compared as it is, and why:

- `NORMALISED`: replies in which Redis leaves something open;
- `LEFT_OUT`: calls that are not made;
- `KNOWN`: differences that we know of and keep.

``scripts/conformance`` runs this module for as many calls as you like.
"""

# ruff: noqa: T201 - a search prints what it finds
from __future__ import annotations

import argparse
import contextlib
import random
import re
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import redis
from harness import free_port, stop_process
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import FlakyFailure
from strategies import GROUPS, Call, programs

import znsocket
from znsocket.registry import octets, text

#: How far apart, in ms, two deadlines may be beyond the time that passed between the two calls.
TOLERANCE = 50

State = dict[Any, tuple[str, Any]]


@dataclass(frozen=True)
class Error:
    """What was raised."""

    name: str
    text: str

    def __repr__(self) -> str:
        return f"{self.name}: {self.text}"


@dataclass(frozen=True)
class Near:
    """A time that is equal to another one within a tolerance."""

    value: Any
    tolerance: float

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Near) or type(self.value) is not type(other.value):
            return False
        if not isinstance(self.value, int) or min(self.value, other.value) < 0:
            return bool(self.value == other.value)
        return bool(abs(self.value - other.value) <= self.tolerance)

    __hash__ = None  # type: ignore[assignment]


class Difference(AssertionError):  # noqa: N818 - it is what is looked for
    """The two sides differ after a program; its last call is where it shows."""

    def __init__(self, program: list[Call], what: str, ours: Any, theirs: Any) -> None:
        calls = "\n".join(f"    {call!r}" for call in program)
        super().__init__(f"{what} differs:\n{calls}\n  ours:  {ours!r}\n  Redis: {theirs!r}")
        self.program = program
        self.call = program[-1]
        self.what = what
        self.ours = ours
        self.theirs = theirs

    @property
    def signature(self) -> tuple[str, str, str, str]:
        """What differences of one cause mostly have in common."""
        return self.call.name, self.what, _kind(self.ours), _kind(self.theirs)


def _kind(outcome: Any) -> str:
    return repr(outcome) if isinstance(outcome, Error) else type(outcome).__name__


def _items(held: tuple[str, Any] | None) -> list[Any]:
    """Return the members, fields or elements of a stored value."""
    return list(held[1]) if held and not isinstance(held[1], (str, bytes)) else []


def _pairs(held: tuple[str, Any] | None) -> list[Any]:
    """Return field and value, or member and score as text, of a stored value."""
    if held is None or not isinstance(held[1], dict):
        return []
    return [
        (one, f"{value:.17g}".encode() if isinstance(value, float) else value)
        for one, value in held[1].items()
    ]


def _sorted(call: Call, reply: Any, state: State) -> Any:
    return sorted(reply, key=repr) if isinstance(reply, list) else reply


def _drawn(call: Call, reply: Any, state: State) -> Any:
    """Return how many were drawn, whether all are of the key, and how many are different."""
    held = state.get(text(call.args[0]))
    if reply is None:
        return None
    drawn = reply if isinstance(reply, list) else [reply]
    pool = _items(held)
    if call.options.get("withscores") or call.options.get("withvalues"):
        drawn, pool = list(zip(drawn[::2], drawn[1::2], strict=True)), _pairs(held)
    distinct = len({repr(one) for one in drawn})
    counts = [value for value in call.options.values() if not isinstance(value, bool)]
    with_repetition = any(str(value).startswith("-") for value in counts)
    return (
        isinstance(reply, list),
        len(drawn),
        all(one in pool for one in drawn),
        with_repetition or distinct == len(drawn),
    )


def _page(call: Call, reply: Any, state: State) -> Any:
    """Return the types of a page, and whether everything on it is there."""
    cursor, page = reply
    pool = list(state) if call.name == "scan" else _items(state.get(text(call.args[0])))
    found = [one[0] if isinstance(one, tuple) else one for one in page]
    return type(reply), type(cursor), type(page), all(one in pool for one in found)


def _unless(pattern: str, option: str) -> Callable[[Call, Any, State], Any]:
    """Return a normalisation that sorts unless `pattern` is in the text of an option."""

    def sort_unless(call: Call, reply: Any, state: State) -> Any:
        by = call.options.get(option)
        open_order = by is not None and pattern not in str(by)
        return _sorted(call, reply, state) if open_order else reply

    return sort_unless


def _time(call: Call, reply: Any, state: State) -> Any:
    return type(reply), [type(part) for part in reply]


def _key(call: Call, reply: Any, state: State) -> Any:
    return reply is None or reply in state


#: Replies in which Redis leaves something open, by command: what of them is compared.
NORMALISED: dict[str, Callable[[Call, Any, State], Any]] = {
    # The order of a hash table is nobody's promise.
    "hkeys": _sorted,
    "hvals": _sorted,
    "keys": _sorted,
    "scan_iter": _sorted,
    "sscan_iter": _sorted,
    "hscan_iter": _sorted,
    "zscan_iter": _sorted,
    # Without a * in BY nothing is sorted, and a set comes in the order of its hash table.
    "sort": _unless("*", "by"),
    "sort_ro": _unless("*", "by"),
    # A page may hold any part, and cursors have no meaning; the *_iter entries show the whole.
    "scan": _page,
    "sscan": _page,
    "hscan": _page,
    "zscan": _page,
    # Random: as many, of the key, and different ones unless asked otherwise.
    "spop": _drawn,
    "srandmember": _drawn,
    "hrandfield": _drawn,
    "zrandmember": _drawn,
    "randomkey": _key,
    # Redis counts keys that are due and that nobody has looked at.
    "dbsize": lambda call, reply, state: type(reply),
    # The clock.
    "time": _time,
}

#: Replies of which nobody can tell what is in them, and so whether it can be decoded.
ARBITRARY = {name for name, view in NORMALISED.items() if view in (_drawn, _page, _key)}

#: Replies that are times, with the tolerance in their unit beside that of the harness.
TIMES = {"ttl": 1.0, "expiretime": 1.0, "pttl": TOLERANCE, "pexpiretime": TOLERANCE}


def _reads_hyperloglog(call: Call, state: State) -> bool:
    if call.entry.group in ("hyperloglog", "key") and not call.name.startswith("sort"):
        return False
    counts = {name for name, (type_, _) in state.items() if type_ == "hyperloglog"}
    if not counts or call.name in ("set", "mset", "msetnx"):
        return bool(counts) and call.name == "set" and bool(call.options.get("get"))
    return call.name.startswith("sort") or any(
        text(one) in counts for one in call.values() if isinstance(one, (str, bytes, bytearray))
    )


def _stores_unsorted(call: Call, state: State) -> bool:
    if call.name != "sort" or call.options.get("store") is None:
        return False
    by = call.options.get("by")
    return by is not None and "*" not in str(by)


def _scores(call: Call, state: State) -> list[float]:
    """Return the scores of the sorted sets that a call names."""
    names = [text(one) for one in call.values() if isinstance(one, (str, bytes, bytearray))]
    held = [state[name][1] for name in names if name in state and state[name][0] == "zset"]
    return [score for scores in held for score in scores.values()]


def _lex_over_scores(call: Call, state: State) -> bool:
    by_lex = "lex" in call.name or call.options.get("bylex")
    return bool(by_lex) and len(set(_scores(call, state))) > 1


def _geo_without_places(call: Call, state: State) -> bool:
    return call.entry.group == "geo" and any(
        not (0 <= score < 2**52 and score == int(score)) for score in _scores(call, state)
    )


#: Calls that are not made, with the reason.
LEFT_OUT: list[tuple[str, Callable[[Call, State], bool]]] = [
    ("the text of a HyperLogLog is our own, and not Redis'", _reads_hyperloglog),
    ("what is stored unsorted has any order", _stores_unsorted),
    ("ranges of members are of one score, by their definition", _lex_over_scores),
    ("a score that is no geohash is no place", _geo_without_places),
]

Predicate = Callable[[Call, Any, Any], bool]


def _two_errors(names: str, theirs: str) -> Predicate:
    """Return a predicate of calls with two errors, of which Redis reports the one that matches."""

    def known(call: Call, ours: Any, expected: Any) -> bool:
        both = isinstance(ours, Error) and isinstance(expected, Error)
        named = call.name in names.split()
        return both and named and ours != expected and bool(re.match(theirs, expected.text))

    return known


def _key_first(names: str) -> Predicate:
    """Return a predicate of calls whose bad argument Redis does not see when there is no key."""

    def known(call: Call, ours: Any, expected: Any) -> bool:
        return (
            call.name in names.split()
            and isinstance(ours, Error)
            and ours.name == "ResponseError"
            and not isinstance(expected, Error)
            and (expected[1] if isinstance(expected, tuple) else expected) in (0, -1, None, [], {})
        )

    return known


def _far_search(call: Call, ours: Any, expected: Any) -> bool:
    if not call.name.startswith(("georadius", "geosearch")) or isinstance(ours, Error):
        return False
    metres = {"km": 1000.0, "mi": 1609.34, "ft": 0.3048}.get(str(call.argument("unit")).lower(), 1)
    sizes = [
        float(call.argument(one.name) or 0) * metres
        for one in call.entry.arguments
        if one.name in ("radius", "width", "height")
    ]
    return max(sizes) >= 5_000_000  # an eighth of the way around


def _equal_to_default(call: Call, ours: Any, expected: Any) -> bool:
    given = call.options.get("count")
    return call.name in ("lmpop", "zmpop") and given == 1 and type(given) is float


def _long_int(call: Call, ours: Any, expected: Any) -> bool:
    return isinstance(ours, Error) and ours.name == "UnknownEventError" and "<malf" in ours.text


def _no_destination(call: Call, ours: Any, expected: Any) -> bool:
    return call.name == "zrangestore" and not call.argument("dest")


def _same_member_twice(call: Call, ours: Any, expected: Any) -> bool:
    mappings = [one for one in (*call.args, *call.options.values()) if isinstance(one, dict)]
    return any(len({text(key) for key in _texts(one)}) < len(_texts(one)) for one in mappings)


def _texts(values: Iterable[Any]) -> list[Any]:
    return [one for one in values if one is not None and not isinstance(one, bool)]


def _not_encodable(call: Call, ours: Any, expected: Any) -> bool:
    both = isinstance(ours, Error) and isinstance(expected, Error)
    return both and expected.name == "DataError" and expected.text.startswith("Invalid input of")


def _hexadecimal(call: Call, ours: Any, expected: Any) -> bool:
    hexadecimal = any(isinstance(one, str) and one.startswith("0x") for one in call.values())
    return call.name in ("incrbyfloat", "hincrbyfloat") and hexadecimal


def _keys_as_text(call: Call, ours: Any, expected: Any) -> bool:
    return call.name in ("sintercard", "zintercard", "zmpop", "zdiff", "zdiffstore") and not (
        isinstance(call.argument("keys"), list) and call.argument("keys")
    )


def _scan_without_values(call: Call, ours: Any, expected: Any) -> bool:
    return bool(call.name.startswith("hscan") and call.options.get("no_values")) and not (
        isinstance(expected, Error) and isinstance(ours, Error)
    )


#: Differences that stay, with the reason: the call, our outcome and Redis'.
KNOWN: list[tuple[str, Predicate]] = [
    (
        "two errors: redis-py checks the whole call before its single arguments",
        _two_errors(
            "zadd geoadd hset hmset sort sort_ro georadius georadiusbymember geosearch "
            "geosearchstore set getex bitpos zmpop zrange zrangestore zrangebyscore "
            "zrevrangebyscore zrangebylex zrevrangebylex",
            r"ZADD|GEO|'hm?set' with|``|when using|(bit|[ep]x|count) must|Only one|Both|$",
        ),
    ),
    (
        "two errors: Redis looks at the key before its options",
        _two_errors(
            "georadius georadiusbymember geosearch geosearchstore sscan zscan hscan sscan_iter "
            "zscan_iter hscan_iter zintercard sintercard lindex lset lcs bitpos bitcount getex",
            "WRONGTYPE|could not decode|The specified keys must contain",
        ),
    ),
    ("two errors: Redis looks for the key before the index", _two_errors("lset", "no such key")),
    (
        "two errors: Redis looks at the combination of options before the time",
        _two_errors("expire pexpire expireat pexpireat", "NX and XX|GT and LT"),
    ),
    (
        "two errors: Redis counts arguments before it reads them",
        _two_errors(
            "lmpop sintercard zintercard zmpop geosearch geosearchstore zrank zrevrank",
            "wrong number of arguments|syntax error|Number of keys can't|at least 1|exactly one of",
        ),
    ),
    (
        "a bad argument beside a key that is missing, which Redis sees first",
        _key_first(
            "getex bitcount bitpos sscan sscan_iter hscan hscan_iter zscan zscan_iter lindex "
            "lmpop zmpop georadius georadiusbymember"
        ),
    ),
    (
        "two errors: Redis reads the numbers of a range before its ends and its key",
        _two_errors(
            "zrange zrangestore zrangebylex zrevrangebylex zrangebyscore zrevrangebyscore",
            "value is not an integer|min or max",
        ),
    ),
    (
        "two errors: Redis reads the centre and COUNT before the area",
        _two_errors(
            "georadius georadiusbymember geosearch geosearchstore",
            "invalid longitude|value is not|COUNT must|need numeric|STORE option",
        ),
    ),
    ("Redis misses places when it searches far around the globe", _far_search),
    ("redis-py does not send what is equal to a default", _equal_to_default),
    ("a bug: an int of hundreds of digits breaks the message of a client", _long_int),
    ("redis-py leaves out a destination without a name", _no_destination),
    ("two names of one member in a mapping: Redis sees both", _same_member_twice),
    ("two errors: redis-py encodes all arguments before it sends any", _not_encodable),
    (
        "two errors: Redis reads all words of SET before their numbers",
        _two_errors("set getex", "syntax error"),
    ),
    ("a bug: hexadecimal floats are refused", _hexadecimal),
    (
        "redis-py takes a single name for its letters, and options for the names that lack",
        _keys_as_text,
    ),
    ("NOVALUES, which Redis 7.0 refuses where it looks at it", _scan_without_values),
]


class KnownState(Exception):  # noqa: N818 - it ends a program, and nothing failed
    """What is stored differs for a known reason, and so would all that follows."""


class Comparison:
    """A surface of ours and a Redis, on which the same calls are made.

    Parameters
    ----------
    ours : object
        The surface.
    redis_url : str
        A Redis server that is emptied for every program.
    ours_raw : object, optional
        A way to read what `ours` stores that does not decode, if `ours` does.
    """

    def __init__(self, ours: Any, redis_url: str, ours_raw: Any = None) -> None:
        self.ours = ours
        self.ours_raw = ours_raw or ours
        self.decodes = ours_raw is not None
        # What is not UTF-8 arrives as lone surrogates, and `_restored` makes it octets again.
        self.theirs = redis.Redis.from_url(
            redis_url, decode_responses=True, encoding_errors="surrogateescape"
        )
        self.calls = 0
        self.known: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        #: Signatures of differences that are no news any more.
        self.ignored: set[tuple[str, str, str, str]] = set()

    def close(self) -> None:
        """Close the connection to Redis."""
        self.theirs.close()

    def run(self, program: list[Call]) -> None:
        """Make the calls on both sides, or raise `Difference` at the first difference."""
        self.ours.flushall()
        self.theirs.flushall()
        self._state: State = {}
        self._slack = 0.0
        for place, call in enumerate(program):
            reason = self._left_out(call)
            if reason is not None:
                self.left_out[reason] += 1
            else:
                try:
                    self._step(call, program[: place + 1])
                except KnownState:
                    return
                except Difference as difference:
                    if difference.signature not in self.ignored:
                        raise
                    return

    def _left_out(self, call: Call) -> str | None:
        """Return why a call is not made."""
        if self.decodes and call.name in ARBITRARY:
            stored = repr(list(self._state.items()))
            if "b'" in stored or 'b"' in stored:
                return "a reply that may or may not be decodable"
        return next((why for why, left_out in LEFT_OUT if left_out(call, self._state)), None)

    def _step(self, call: Call, program: list[Call]) -> None:
        self.calls += 1
        if call.options.get("gt") or call.options.get("lt"):
            time.sleep(0.002)  # lest two deadlines are in the same millisecond on one side only
        begin = time.monotonic()
        ours = outcome(self.ours, call)
        theirs = outcome(self.theirs, call)
        self._slack = max(self._slack, 1000 * (time.monotonic() - begin))
        expected = _restored(theirs)
        if self.decodes and expected is not theirs:
            same = isinstance(ours, Error) and ours.name == "UnicodeDecodeError"
        else:
            same = self._view(call, ours) == self._view(call, expected)
        reason = None
        if not same:
            reason = next((why for why, known in KNOWN if known(call, ours, expected)), None)
            if reason is not None:
                self.known[reason] += 1
        if call.name == "spop":
            self._remove_the_same(call, ours, expected)
        if not same and reason is None:
            raise Difference(program, "the reply", ours, expected)
        try:
            self._compare_states(call, program)
        except Difference as difference:
            reason = next((why for why, known in KNOWN if known(call, ours, expected)), None)
            if reason is None or reason.startswith("two errors"):
                raise
            self.known[reason] += 1
            raise KnownState from difference

    def _view(self, call: Call, result: Any) -> Any:
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
            return typed(normalise(call, result, self._state))
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
        if len(taken) == 2 and all(taken) and self.ours_raw.exists(name):
            self.ours_raw.sadd(name, *taken[0])
            self.ours_raw.srem(name, *taken[1])

    def _compare_states(self, call: Call, program: list[Call]) -> None:
        if not call.entry.writes and len(program) % 10:
            return
        ours, our_deadlines = dump(self.ours_raw)
        theirs, deadlines = dump(self.theirs)
        if typed(ours) != typed(theirs):
            names = [
                one for one in {**ours, **theirs} if typed(ours.get(one)) != typed(theirs.get(one))
            ]
            raise Difference(
                program,
                "what is stored",
                {name: ours.get(name) for name in names},
                {name: theirs.get(name) for name in names},
            )
        for name, deadline in deadlines.items():
            near = Near(deadline, TOLERANCE + self._slack)
            if near != Near(our_deadlines[name], 0):
                raise Difference(
                    program, "a deadline", (name, our_deadlines[name]), (name, deadline)
                )
        self._state = theirs


def outcome(r: Any, call: Call) -> Any:
    """Return the reply to a call, or the error it raised."""
    try:
        reply = getattr(r, call.name)(*call.args, **call.options)
        return list(reply) if call.entry.iterates else reply
    except Exception as error:  # noqa: BLE001 - whatever it is, the other side must raise it too
        return Error(type(error).__name__, str(error))


def typed(value: Any) -> Any:
    """Return a form of a reply that is equal only to that of the same values and types."""
    if isinstance(value, dict):
        pairs = sorted((repr(key), key, one) for key, one in value.items())
        return "dict", [(typed(key), typed(one)) for _, key, one in pairs]
    if isinstance(value, (set, frozenset)):
        return type(value).__name__, sorted(map(repr, value))
    if isinstance(value, (list, tuple)):
        return type(value).__name__, [typed(one) for one in value]
    if isinstance(value, Near):
        return value
    # Redis keeps the sign of a zero only in sorted sets that are no listpack any more.
    return type(value).__name__, repr(0.0 if value.__class__ is float and value == 0 else value)


def _restored(value: Any) -> Any:
    """Return a reply with its lone surrogates as octets; the reply itself if it has none."""
    if isinstance(value, str):
        if value.isascii():
            return value
        plain = text(value.encode("utf-8", "surrogateescape"))
        return plain if isinstance(plain, bytes) else value
    if isinstance(value, dict):
        pairs = {_restored(key): _restored(one) for key, one in value.items()}
        same = all(old is new for old, new in zip(value, pairs, strict=True))
        same = same and all(value[key] is pairs[key] for key in value)
        return value if same else pairs
    if isinstance(value, (list, tuple, set)):
        restored = [_restored(one) for one in value]
        if all(old is new for old, new in zip(value, restored, strict=True)):
            return value
        return type(value)(restored)
    return value


#: How a value of each type is read.
_READ: dict[str, Callable[[Any, Any], Any]] = {
    "string": lambda pipe, name: pipe.get(name),
    "list": lambda pipe, name: pipe.lrange(name, 0, -1),
    "hash": lambda pipe, name: pipe.hgetall(name),
    "set": lambda pipe, name: pipe.smembers(name),
    "zset": lambda pipe, name: pipe.zrange(name, 0, -1, withscores=True),
}


def dump(r: Any) -> tuple[State, dict[Any, int]]:
    """Return all that is stored, by key as type and value, and the deadlines in Unix ms."""
    names = [text(_restored(name)) for name in r.keys("*")]
    if not names:
        return {}, {}
    pipe = r.pipeline(transaction=False)
    for name in names:
        pipe.type(name)
        pipe.pexpiretime(name)
    answers = pipe.execute()
    kinds = [one.decode() if isinstance(one, bytes) else one for one in answers[::2]]
    for name, type_ in zip(names, kinds, strict=True):
        _READ[type_](pipe, name)
    state: State = {}
    for name, type_, value in zip(names, kinds, pipe.execute(), strict=True):
        state[name] = _stored(type_, _restored(value))
        if state[name][0] == "hyperloglog":
            state[name] = ("hyperloglog", r.pfcount(name))
    return state, dict(zip(names, answers[1::2], strict=True))


def _stored(type_: str, value: Any) -> tuple[str, Any]:
    """Return a type and a value in the form of both sides."""
    if isinstance(value, dict):
        return type_, {text(key): text(one) for key, one in value.items()}
    if isinstance(value, set):
        return type_, {text(one) for one in value}
    if type_ == "zset":
        return type_, {text(member): score for member, score in value}
    if isinstance(value, list):
        return type_, [text(one) for one in value]
    if octets(text(value)).startswith((b"HYLL", b"HLL\xfe", b"HLL\xff")):
        return "hyperloglog", None
    return type_, text(value)


def check(
    comparison: Comparison,
    group: str | None,
    *,
    runs: int,
    size: int = 40,
    random_seed: int | None = None,
) -> None:
    """Run programs of a group, or of all, and raise the smallest `Difference` that is found.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    group : str or None
        The group whose entries are called; None for all of them.
    runs : int
        The number of programs.
    size : int
        The most calls of one program.
    random_seed : int, optional
        Where to begin; the same programs every time without it.
    """

    @settings(
        max_examples=runs,
        derandomize=random_seed is None,
        database=None,
        deadline=None,
        print_blob=False,
        phases=[Phase.generate, Phase.shrink],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(programs(group, size))
    def sides_agree(program: list[Call]) -> None:
        comparison.run(program)

    if random_seed is not None:
        sides_agree = seed(random_seed)(sides_agree)
    try:
        sides_agree()
    except (Difference, FlakyFailure) as error:
        # What is random on one side may not happen again, and is a difference all the same.
        found = error.exceptions[0] if isinstance(error, FlakyFailure) else error
        if not isinstance(found, Difference):
            raise
        raise _shortest(comparison, found) from None


def _shortest(comparison: Comparison, difference: Difference) -> Difference:
    """Return the difference after as few calls as can be; the arguments are small already."""
    place = len(difference.program) - 2
    while place >= 0:
        shorter = difference.program[:place] + difference.program[place + 1 :]
        try:
            comparison.run(shorter)
        except Difference as same:
            if same.signature == difference.signature:
                difference = same
        place = min(place, len(difference.program) - 1) - 1
    return difference


@contextlib.contextmanager
def redis_server() -> Iterator[str]:
    """Start a redis-server that stays small and give its URL."""
    port = free_port()
    with tempfile.TemporaryDirectory() as directory:
        options = ["--save", "", "--bind", "127.0.0.1", "--maxmemory", "2gb"]
        process = subprocess.Popen(
            ["redis-server", "--port", str(port), *options],
            stdout=subprocess.DEVNULL,
            cwd=directory,
        )
        try:
            url = f"redis://127.0.0.1:{port}/0"
            with redis.Redis.from_url(url) as probe:
                for _ in range(500):
                    with contextlib.suppress(redis.ConnectionError):
                        probe.ping()
                        break
                    time.sleep(0.02)
            yield url
        finally:
            stop_process(process)


def search(calls: int, groups: list[str | None]) -> int:
    """Make that many calls, print what differs, and return the number of differences."""
    start = time.monotonic()
    with redis_server() as url:
        storage = znsocket.Storage()
        comparison = Comparison(storage, url)
        found: list[Difference] = []
        turn = 0
        while comparison.calls < calls:
            left = calls - comparison.calls
            group = groups[turn % len(groups)]
            turn += 1
            try:
                check(
                    comparison,
                    group,
                    runs=max(1, min(500, left // 30)),
                    random_seed=random.SystemRandom().getrandbits(64),
                )
            except Difference as difference:
                found.append(difference)
                comparison.ignored.add(difference.signature)
                print(f"{difference}\n", flush=True)
        comparison.close()
    seconds = time.monotonic() - start
    print(f"{comparison.calls} calls in {seconds:.0f} s, {len(found)} differences")
    for title, counts in (("known", comparison.known), ("left out", comparison.left_out)):
        for reason, count in counts.most_common():
            print(f"  {title}, {count} times: {reason}")
    return len(found)


def main() -> int:
    """Run the search from a command line; return the exit status."""
    parser = argparse.ArgumentParser(description="Compare random calls with those of a Redis.")
    parser.add_argument("calls", nargs="?", type=int, default=1_000_000, help="how many")
    parser.add_argument("--group", action="append", choices=GROUPS, help="only calls of these")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # redis-py's, of what is deprecated or experimental
    return 1 if search(options.calls, options.group or [None, *GROUPS]) else 0


if __name__ == "__main__":
    sys.exit(main())
