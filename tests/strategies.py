"""Hypothesis strategies for calls of any entry, made from the types of its parameters.

Texts and numbers come from small pools, so that keys, fields and members meet again, and some are
wrong on purpose. A parameter type that nothing here knows is an error that names it.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from znsocket.commands import registry
from znsocket.registry import Argument, Entry, Parameter
from znsocket.registry import parameters as types

#: Groups whose calls are not generated: nothing below knows the types of their parameters yet.
WITHOUT_STRATEGIES = {"stream"}

GROUPS = sorted({entry.group for entry in registry} - WITHOUT_STRATEGIES)

#: Kinds of values; a key is named after the kind it mostly holds.
KINDS = ("string", "list", "hash", "set", "sorted_set")

#: Entries that put a value under a key of every kind, mixed into the calls of every group.
FILLERS = ("set", "rpush", "hset", "sadd", "zadd", "geoadd")

#: Options that belong together: most calls of the entry begin with one of these choices.
TOGETHER: dict[str, list[tuple[str, ...]]] = {
    "bitcount": [(), ("start", "end"), ("start", "end", "mode")],
    "bitpos": [(), ("start",), ("start", "end"), ("start", "end", "mode")],
    "geosearch": [
        (*centre, *area, *limit)
        for centre in (("member",), ("longitude", "latitude"))
        for area in (("radius",), ("width", "height"))
        for limit in ((), ("count", "sort"), ("count",), ("sort",))
    ],
    "hset": [("key", "value"), ("mapping",), ("items",), ("key", "value", "mapping")],
    "sort": [(), ("alpha",), ("start", "num"), ("by", "get"), ("get", "store"), ("alpha", "get")],
    "sort_ro": [(), ("alpha",), ("start", "num"), ("by", "get"), ("alpha", "get")],
    "zmpop": [("min",), ("max",)],
    "zrange": [(), ("byscore",), ("bylex",), ("byscore", "offset", "num")],
    "zrangebylex": [(), ("start", "num")],
    "zrangebyscore": [(), ("start", "num"), ("withscores",)],
}
for _name, _like in {
    "geosearchstore": "geosearch",
    "zrangestore": "zrange",
    "zrevrangebylex": "zrangebylex",
    "zrevrangebyscore": "zrangebyscore",
}.items():
    TOGETHER[_name] = TOGETHER[_like]

#: Stands for the number of keys that the call goes on to give.
NUMBER_OF_KEYS = object()

ODD: list[Any] = [None, True, ["a"]]
TEXTS: list[Any] = [
    *["a", "b", "c", "", "é", b"\xff\x00", "10", "3", "-1"] * 4,
    *[1, 2.5, "2.5", b"b", "aé", "ab", "ba", "A", "\0", "a b", "x*", "€𝄞", b"\xc3", -1, 10**20],
    *["1e3", "inf", "nan", " 1", "01", "+1", "0x1", str(2**63 - 1), str(-(2**63)), str(2**63)],
    *[bytearray(b"a"), memoryview(b"c"), math.inf, -0.0, 1e16, "x" * 70],
]
INTEGERS: list[Any] = [
    *[0, 1, 2, -1, 3, -2, 5, 10] * 5,
    *[100, -100, 2**31, 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 10**30, "1", "-1", "0", b"2"],
    *["01", "+1", " 1", "1 ", "", "a", "1.0", "é", b"\xff", str(2**63), 1.0, 1.5, math.inf],
]
#: Redis builds the reply to a negative count member by member, so huge ones are never drawn.
DRAWS: list[Any] = [*[1, 2, -1, -3, 0, 5, -10] * 3, 1000, -1000, "2", "-2", "a", "", 1.5, 2**63]
#: Offsets that are cheap to fill up to, and some that are refused.
OFFSETS: list[Any] = [*range(40), 200, 1000, -1, 2**32, 2**63 - 1, 2**63, "7", "a", "", 1.0]
FLOATS: list[Any] = [
    *[0, 1, 2, -1, 0.5, 2.5, -1.5, 3] * 4,
    *[0.1, 1e17, 1e300, 5e-324, math.inf, -math.inf, math.nan, -0.0, 2**53 + 1, 10**400],
    *["1", "2.5", "inf", "-inf", "+inf", "nan", "a", "", "1e5", "0x1p3", " 1", "1 ", ".5", b"\xff"],
]
SCORE_BOUNDS: list[Any] = [
    *["-inf", "+inf", "(1", 0, 1, 2.5, 3, "(2.5", -1] * 4,
    *["inf", "(inf", "(", "", "a", "(a", "nan", "1e1", math.inf, math.nan, " 1", "((1", b"\xff"],
]
LEX_BOUNDS: list[Any] = [
    *["-", "+", "[a", "(a", "[b", "(b", "[c"] * 4,
    *["[", "(", "a", "", "[é", b"[\xff\x00", "--", "++", "-a", 1],
]
PATTERNS: list[Any] = [
    *["*", "a*", "?", "*1", "list*", "[a-c]", "[^a]*"] * 3,
    *["", "\\*", "x\\*", "*é*", b"\xff*", "[", "a\\", "[c-a]", "[]", "s*[12]", "**a", "h?sh1", 1],
]
FLAGS: list[Any] = [True, True, True, True, False, 1, 0, "x", ""]
CURSORS: list[Any] = [*[0, "0"] * 5, 1, -1, "", "a", 1.5, b"\xff", 2**64 - 1, 2**64, " 1"]
CASTS: list[Any] = [float, int, str, repr, bool]
LONGITUDES: list[Any] = [*[13.361389, 15.087269, 0, 2, -179.9, 180] * 4, 181, "13", "a", "nan"]
LATITUDES: list[Any] = [*[38.115556, 37.502669, 0, 1, -85, 85] * 4, 86, "38", "", "inf"]
LENGTHS: list[Any] = [*[100, 200, 5000, 1, 20000, 0.5] * 4, 0, -1, "50", "a", math.nan, "1e3", 1e9]

#: What an argument of a text type means in these entries, by the name of the argument.
WORDS: dict[str, list[Any]] = {
    "operation": [*["AND", "OR", "XOR", "NOT", "and", "not"] * 3, "nand", "", "é"],
    "mode": [*["BYTE", "BIT", "byte", "bit"] * 3, "x", "", 1],
    "encoding": [*["u8", "i8", "u1", "i5", "u63", "i64"] * 3, "u64", "i65", "u0", "x8", "", "U8"],
    "_type": [*KINDS, "zset", "LIST", "stream", "x", ""],
    "by": ["nosort", "string*", "hash*->a", "hash*->b", "*", "x", "", "sorted_set*", "#"],
    "get": ["#", "string*", "hash*->a", "*", "x", "", "list*", "hash1->*"],
    "aggregate": [*["SUM", "MIN", "MAX", "sum", "max"] * 3, "COUNT", "x", "", None],
    "longitude": LONGITUDES,
    "latitude": LATITUDES,
    "radius": LENGTHS,
    "width": LENGTHS,
    "height": LENGTHS,
    "destination_db": [0, 0, 0, "0", 16, -1, "a", 2**31, 2**63],
}
#: The same for single entries, where the type says too little.
SPECIAL: dict[tuple[str, str], list[Any]] = {
    ("bitfield_ro", "offset"): ["0", "#1", 5, "#0", 64, -1, "#-1", "a", "", 2**40, "#"],
    ("setrange", "offset"): OFFSETS,
    ("setbit", "offset"): OFFSETS,
    ("getbit", "offset"): OFFSETS,
    ("srandmember", "number"): DRAWS,
    ("hrandfield", "count"): DRAWS,
    ("zrandmember", "count"): DRAWS,
    ("spop", "count"): DRAWS,
}


@dataclass(frozen=True)
class Call:
    """A call of an entry: its name and arguments."""

    name: str
    args: tuple[Any, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        options = [f"{name}={_source(value)}" for name, value in self.options.items()]
        return f"r.{self.name}({', '.join([*map(_source, self.args), *options])})"

    @property
    def entry(self) -> Entry:
        """The entry that is called."""
        entry: Entry = registry[self.name]
        return entry

    def argument(self, name: str) -> Any:
        """Return what the call gives for a parameter, or its default."""
        for place, argument in enumerate(self.entry.arguments):
            if argument.name == name:
                if argument.variadic:
                    return self.args[place:]
                if not argument.keyword and place < len(self.args):
                    return self.args[place]
                return self.options.get(name, argument.default)
        raise KeyError(name)

    def values(self) -> Iterable[Any]:
        """Yield all arguments, and the items of those that are collections."""
        for value in (*self.args, *self.options.values()):
            yield from value if isinstance(value, (list, tuple, dict)) else (value,)


def _source(value: Any) -> str:
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, memoryview):
        return f"memoryview({bytes(value)!r})"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_source(key)}: {_source(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_source, value))}]"
    endless = isinstance(value, float) and not math.isfinite(value)
    return f"float('{value}')" if endless else repr(value)


def calls(entry: Entry) -> st.SearchStrategy[Call]:
    """Return a strategy for calls of one entry."""
    given = [one for one in entry.arguments if one.required or one.variadic]
    last_variadic = max((i for i, one in enumerate(entry.arguments) if one.variadic), default=-1)
    given += [one for one in entry.arguments[: last_variadic + 1] if one not in given]
    options = [one for one in entry.arguments if one not in given]
    by_argument = {one.name: _argument(entry, one) for one in entry.arguments}
    begin = st.sampled_from(TOGETHER.get(entry.name, [()]))
    more = st.lists(st.sampled_from([one.name for one in options]), max_size=3, unique=True)

    @st.composite
    def call(draw: st.DrawFn) -> Call:
        args: list[Any] = []
        named: dict[str, Any] = {}
        for one in given:
            value = draw(by_argument[one.name])
            if one.keyword:
                named[one.name] = value
            elif one.variadic:
                args += value
            else:
                args.append(value)
        if options:
            chosen = draw(begin)
            extra = draw(more) if not chosen or draw(_SELDOM) else []
            for name in dict.fromkeys((*chosen, *extra)):
                named[name] = draw(by_argument[name])
        counted = _number_of_keys(entry, args)
        return Call(
            entry.name, tuple(counted if one is NUMBER_OF_KEYS else one for one in args), named
        )

    return call()


def programs(group: str | None, size: int) -> st.SearchStrategy[list[Call]]:
    """Return a strategy for lists of up to `size` calls of one group, or of all."""
    groups = GROUPS if group is None else [group]
    chosen = [entry for entry in registry if entry.group in groups]
    # Twice as many writes as reads, lest most reads are of keys that are missing.
    weighted = [entry for entry in chosen for _ in range(2 if entry.writes else 1)]
    names = [entry.name for entry in weighted if entry.name not in ("flushall", "flushdb")]
    names += ["flushall", "flushdb"] if group == "server" else []
    names += [filler for filler in FILLERS for _ in range(1 + len(names) // 30)]
    strategies = {name: calls(registry[name]) for name in names}
    one = st.sampled_from(names).flatmap(strategies.__getitem__)
    return st.lists(one, min_size=size // 2, max_size=size)


_SELDOM = st.sampled_from([False, False, False, True])


def _number_of_keys(entry: Entry, args: list[Any]) -> int:
    keys = args[1:] if len(args) != 2 else args[1]
    return len(keys) if isinstance(keys, (list, tuple)) else 1


def _argument(entry: Entry, argument: Argument) -> st.SearchStrategy[Any]:
    """Return the strategy for one argument of an entry; for ``*args`` one for the list of them."""
    parameter = argument.parameter
    special = SPECIAL.get((entry.name, argument.name)) or WORDS.get(argument.name)
    if special is not None and not argument.variadic:
        one = _pool(special, argument.optional)
        if argument.name == "get" and not isinstance(parameter, types.FlagParameter):
            return st.one_of(one, st.lists(one, max_size=3))
        if not isinstance(parameter, types.FlagParameter):
            return one
    if argument.name in ("numkeys", "num_keys"):
        return st.sampled_from([*[NUMBER_OF_KEYS] * 12, 0, 1, 2, -1, "a", 100])
    if isinstance(parameter, types.NameParameter):
        one = _names(entry, argument.kind, argument.optional)
    elif isinstance(parameter, types.MappingParameter) and not _has_key(entry):
        one = _mappings(_names(entry), _strategy(parameter.value, entry, argument))
    else:
        one = _strategy(parameter, entry, argument)
    return st.lists(one, max_size=4) if argument.variadic else one


def _strategy(  # noqa: PLR0911 - one for each kind of type
    parameter: Parameter, entry: Entry, argument: Argument
) -> st.SearchStrategy[Any]:
    """Return the strategy for a parameter type, from what it is, has or accepts."""
    optional = argument.optional
    for attribute in ("words", "choices"):
        if hasattr(parameter, attribute):
            words = list(getattr(parameter, attribute))
            return _pool([*words * 4, *map(str.lower, words), "x", ""], optional)
    if isinstance(getattr(parameter, "parameter", None), Parameter):
        return _strategy(parameter.parameter, entry, argument)  # type: ignore[attr-defined]
    if isinstance(parameter, types.ListParameter):
        item = _strategy(parameter.item, entry, argument)
        return st.one_of(st.lists(item, max_size=4), st.lists(item, min_size=2, max_size=2))
    if isinstance(parameter, types.MappingParameter):
        return _mappings(_pool(TEXTS), _strategy(parameter.value, entry, argument))
    if parameter.accepts == "KeysT" or " | Iterable[" in parameter.accepts:
        of_keys = parameter.accepts == "KeysT"
        one = _names(entry, None, optional) if of_keys else _pool(TEXTS, optional)
        return st.one_of(st.lists(one, min_size=1, max_size=3), one, st.lists(one, max_size=3))
    if isinstance(parameter, (types.DurationParameter, types.MomentParameter)):
        moment = isinstance(parameter, types.MomentParameter)
        times = _moments if moment else _durations
        return _pool(times(parameter.per_second), optional)
    if parameter.local:  # a function, which is no matter of the server's
        return _pool(CASTS)
    for cls, pool in _BY_CLASS:
        if isinstance(parameter, cls):
            return _pool(pool, optional)
    make = _BY_ACCEPTED.get(parameter.accepts)
    if make is None:
        raise TypeError(
            f"tests/strategies.py has no strategy for the parameter type "
            f"{type(parameter).__qualname__} ({parameter.accepts}) of {entry.name}'s "
            f"{argument.name}: add it to _BY_CLASS or _BY_ACCEPTED"
        )
    return make(entry)


def _pool(values: list[Any], optional: bool = True) -> st.SearchStrategy[Any]:
    """Return a strategy for one of the values, and seldom for one of no accepted type."""
    return st.sampled_from(values if optional else [*values * 5, *ODD])


def _durations(per_second: int) -> list[Any]:
    """Return times to live that do not end while a test runs, or have ended."""
    long = 1000 * per_second
    return [
        *[long, 5 * long, 9000 * long, datetime.timedelta(hours=1)] * 4,
        *[0, -1, 2**63 - 1, -(2**63), 2**63, 2**62, str(long), "a", "", 1.5 * long, b"\xff"],
        *[datetime.timedelta(0), datetime.timedelta(days=-1), datetime.timedelta(days=40000.5)],
    ]


def _moments(per_second: int) -> list[Any]:
    """Return points in time of another century."""
    far = 2**33 * per_second
    later = datetime.datetime(2250, 1, 2, 3, 4, 5, 678900)
    return [
        *[far, far + 1, 2 * far, later, later.replace(tzinfo=datetime.timezone.utc)] * 4,
        *[0, 1, -1, 2**63 - 1, -(2**63), 2**63, str(far), "a", "", 1.5 * far, b"\xff"],
        datetime.datetime(1999, 12, 31, tzinfo=datetime.timezone.utc),
    ]


def _names(entry: Entry, kind: Any = None, optional: bool = False) -> st.SearchStrategy[Any]:
    """Return a strategy for names of keys, mostly of those that hold what the entry expects."""
    expected = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", getattr(kind, "__name__", "")).lower()
    expected = expected.removesuffix("_value") or entry.group
    own = [f"{expected}{number}" for number in (1, 2, 3)]
    others = [f"{word}{number}" for word in KINDS for number in (1, 2)]
    if expected not in (*KINDS, "hyperloglog"):
        own = []
    return _pool([*own * 12, *others * 2, "none", "é", "", b"\xff\x00", b"list1", 1], optional)


def _has_key(entry: Entry) -> bool:
    return any(isinstance(one.parameter, types.NameParameter) for one in entry.arguments)


def _mappings(
    keys: st.SearchStrategy[Any], values: st.SearchStrategy[Any]
) -> st.SearchStrategy[Any]:
    hashable = keys.map(lambda key: bytes(key) if isinstance(key, bytearray) else key)
    hashable = hashable.filter(lambda key: not isinstance(key, list))
    pairs = st.lists(st.tuples(hashable, values), max_size=4)
    return pairs.map(dict)


def _places(entry: Entry) -> st.SearchStrategy[Any]:
    place = st.tuples(_pool(LONGITUDES), _pool(LATITUDES), _pool(TEXTS))
    places = st.lists(place, min_size=1, max_size=3)
    flat = places.map(lambda many: [item for one in many for item in one])
    return st.one_of(flat, flat, flat, st.just([]), flat.map(lambda one: one[1:]))


def _weighted(entry: Entry) -> st.SearchStrategy[Any]:
    names = _names(entry)
    return st.one_of(
        st.lists(names, min_size=1, max_size=3),
        _mappings(names, _pool(FLOATS)),
        st.lists(names, max_size=3).map(tuple),
    )


def _bitfields(entry: Entry) -> st.SearchStrategy[Any]:
    one = st.tuples(
        st.sampled_from(WORDS["encoding"]), st.sampled_from(SPECIAL["bitfield_ro", "offset"])
    )
    return st.lists(one, max_size=3)


_BY_CLASS: list[tuple[type[Parameter], list[Any]]] = [
    (types.ScoreBoundParameter, SCORE_BOUNDS),
    (types.LexBoundParameter, LEX_BOUNDS),
    (types.PatternParameter, PATTERNS),
    (types.FlagParameter, FLAGS),
    (types.IntParameter, INTEGERS),
    (types.FloatParameter, FLOATS),
    (types.TextParameter, TEXTS),
]

#: Types that stand alone, by what they accept.
_BY_ACCEPTED: dict[str, Callable[[Entry], st.SearchStrategy[Any]]] = {
    "int": lambda entry: _pool(CURSORS, False),
    "float": lambda entry: _pool(FLOATS, False),
    "EncodableT": lambda entry: _pool([*INTEGERS[:40], *SCORE_BOUNDS, *LEX_BOUNDS], False),
    "Sequence[EncodableT]": _places,
    "Iterable[KeyT] | Mapping[AnyKeyT, float]": _weighted,
    "list[tuple[str, BitfieldOffsetT]]": _bitfields,
}
