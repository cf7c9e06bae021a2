"""Hypothesis strategies for calls of any entry, made from the types of its parameters.

A parameter type that nothing here knows is an error that names it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hypothesis import strategies as st

from conformance import pools
from conformance.pools import GROUPS, KINDS, SPECIAL, TEXTS, WORDS
from znsocket.commands import registry
from znsocket.registry import Argument, Entry, Parameter
from znsocket.registry import parameters as types

#: Entries that put a value under a key of every kind, mixed into the calls of every group.
FILLERS = ("set", "rpush", "hset", "sadd", "zadd", "geoadd", "xadd", "xgroup_create")

#: Stands for the number of keys that the call goes on to give.
NUMBER_OF_KEYS = object()


@dataclass(frozen=True)
class Dumped:
    """Stands for what the side that the call is made on returns as the dump of a key."""

    key: str

    def __repr__(self) -> str:
        return f"r.dump({self.key!r})"

    def by(self, client: Any) -> Any:
        """Return what a client returns."""
        return client.dump(self.key)


@dataclass(frozen=True)
class Call:
    """A call of an entry: its name and arguments."""

    name: str
    args: tuple[Any, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        if self.entry.builder:
            key, operations = self.args
            steps = [f".{name}({', '.join(map(_source, words))})" for name, *words in operations]
            return f"r.{self.name}({_source(key)}){''.join(steps)}.execute()"
        options = [f"{name}={_source(value)}" for name, value in self.options.items()]
        return f"r.{self.name}({', '.join([*map(_source, self.args), *options])})"

    def made_on(self, r: Any, client: Any) -> Any:
        """Make the call on a client or on a pipeline of that client, and return what it returns."""
        method = getattr(r, self.name)
        if self.entry.builder:
            key, operations = self.args
            built = method(key)
            for name, *words in operations:
                getattr(built, name)(*words)
            return built.execute()
        args = [one.by(client) if isinstance(one, Dumped) else one for one in self.args]
        return method(*args, **self.options)

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
            for one in value if isinstance(value, (list, tuple, dict)) else (value,):
                yield from one if isinstance(one, tuple) else (one,)


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
    begin = st.sampled_from(pools.options_of(entry.name))
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


@cache
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
    if (entry.name, argument.name) == ("restore", "value"):
        dumped = _names(entry).filter(lambda name: isinstance(name, str)).map(Dumped)
        return st.one_of(dumped, dumped, dumped, _pool(TEXTS))
    if special is not None and not isinstance(parameter, types.FlagParameter):
        one = _pool(special, argument.optional)
        if argument.name == "get":
            return st.one_of(one, st.lists(one, max_size=3))
        if isinstance(parameter, types.MappingParameter):
            return _mappings(_names(entry), one)
        return st.lists(one, max_size=4) if argument.variadic else one
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
        times = pools.moments if moment else pools.durations
        return _pool(times(parameter.per_second), optional)
    if parameter.local:  # a function, which is no matter of the server's
        return st.sampled_from(pools.CASTS)
    for cls, pool in _BY_CLASS:
        if isinstance(parameter, cls):
            return _pool(pool, optional)
    make = _BY_ACCEPTED.get(parameter.accepts)
    if make is None:
        raise TypeError(
            f"tests/conformance/calls.py has no strategy for the parameter type "
            f"{type(parameter).__qualname__} ({parameter.accepts}) of {entry.name}'s "
            f"{argument.name}: add it to _BY_CLASS or _BY_ACCEPTED"
        )
    return make(entry)


def _pool(values: list[Any], optional: bool = True) -> st.SearchStrategy[Any]:
    """Return a strategy for one of the values, and seldom for one of no accepted type."""
    return st.sampled_from([*values * 5, *(pools.ODD_OPTIONS if optional else pools.ODD)])


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
    hashable = hashable.filter(lambda key: not isinstance(key, (dict, list)))
    pairs = st.lists(st.tuples(hashable, values), max_size=4)
    return pairs.map(dict)


def _places(entry: Entry) -> st.SearchStrategy[Any]:
    place = st.tuples(_pool(pools.LONGITUDES), _pool(pools.LATITUDES), _pool(TEXTS))
    places = st.lists(place, min_size=1, max_size=3)
    flat = places.map(lambda many: [item for one in many for item in one])
    return st.one_of(flat, flat, flat, st.just([]), flat.map(lambda one: one[1:]))


def _weighted(entry: Entry) -> st.SearchStrategy[Any]:
    names = _names(entry)
    return st.one_of(
        st.lists(names, min_size=1, max_size=3),
        _mappings(names, _pool(pools.FLOATS)),
        st.lists(names, max_size=3).map(tuple),
    )


def _operations(entry: Entry) -> st.SearchStrategy[Any]:
    encoding, offset = _pool(WORDS["encoding"]), _pool(SPECIAL["bitfield_ro", "offset"])
    number, overflow = _pool(pools.INTEGERS), _pool(WORDS["overflow"])
    change = st.sampled_from(["set", "incrby"])
    one = st.one_of(
        st.tuples(st.just("get"), encoding, offset),
        st.tuples(change, encoding, offset, number),
        st.tuples(change, encoding, offset, number),
        st.tuples(st.just("incrby"), encoding, offset, number, overflow),
        st.tuples(st.just("overflow"), overflow),
    )
    return st.lists(one, max_size=5)


def _bitfields(entry: Entry) -> st.SearchStrategy[Any]:
    one = st.tuples(
        st.sampled_from(WORDS["encoding"]), st.sampled_from(SPECIAL["bitfield_ro", "offset"])
    )
    return st.lists(one, max_size=3)


_BY_CLASS: list[tuple[type[Parameter], list[Any]]] = [
    (types.ScoreBoundParameter, pools.SCORE_BOUNDS),
    (types.LexBoundParameter, pools.LEX_BOUNDS),
    (types.PatternParameter, pools.PATTERNS),
    (types.FlagParameter, pools.FLAGS),
    (types.IntParameter, pools.INTEGERS),
    (types.FloatParameter, pools.FLOATS),
    (types.TextParameter, TEXTS),
]

#: Types that stand alone, by what they accept.
_BY_ACCEPTED: dict[str, Callable[[Entry], st.SearchStrategy[Any]]] = {
    "int": lambda entry: _pool(pools.CURSORS, False),
    "float": lambda entry: _pool(pools.FLOATS, False),
    "EncodableT": lambda entry: _pool(pools.ENDS, False),
    "Sequence[EncodableT]": _places,
    "Iterable[KeyT] | Mapping[AnyKeyT, float]": _weighted,
    "list[tuple[str, BitfieldOffsetT]]": _bitfields,
    "Sequence[Sequence[EncodableT]]": _operations,
}
