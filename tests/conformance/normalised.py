"""All that cannot be compared as it is, and why; there is no other place for it.

- `NORMALISED`: replies in which Redis leaves something open, and what of them is compared;
- `LEFT_OUT`: calls that are not made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from conformance.calls import Call
from conformance.outcomes import Error, Near, TextTypes, text_of
from conformance.stored import State, stream_facts
from znsocket.keyspace.geohash import LONGITUDE, decode
from znsocket.registry import octets

View = Callable[[Call, Any, State], Any]


def _held(call: Call, state: State) -> tuple[str, Any] | None:
    """Return what the key of a call holds; a key of a wrong type has nothing."""
    key = text_of(call.args[0]) if call.args else None
    return state.get(key) if isinstance(key, (str, bytes)) else None


def _items(held: tuple[str, Any] | None) -> list[Any]:
    """Return the members, fields or elements of a stored value."""
    return list(held[1]) if held and not isinstance(held[1], (str, bytes)) else []


def _pairs(held: tuple[str, Any] | None) -> list[Any]:
    """Return field and value, or member and score as text, of a stored value."""
    if held is None or not isinstance(held[1], dict):
        return []
    return [
        (one, f"{value:.17g}" if isinstance(value, float) else value)
        for one, value in held[1].items()
    ]


def _sorted(call: Call, reply: Any, state: State) -> Any:
    return sorted(reply, key=repr) if isinstance(reply, list) else reply


def _drawn(call: Call, reply: Any, state: State) -> Any:
    """Return how many were drawn, their types, whether all are of the key, and how they differ."""
    if reply is None:
        return None
    given = reply if isinstance(reply, list) else [reply]
    drawn, pool = [text_of(one) for one in given], _items(_held(call, state))
    if call.options.get("withscores") or call.options.get("withvalues"):
        drawn = list(zip(drawn[::2], drawn[1::2], strict=True))
        pool = _pairs(_held(call, state))
    distinct = len({repr(one) for one in drawn})
    counts = [value for value in call.options.values() if not isinstance(value, bool)]
    with_repetition = any(str(value).startswith("-") for value in counts)
    return (
        isinstance(reply, list),
        len(drawn),
        _text_types(given),
        all(one in pool for one in drawn),
        with_repetition or distinct == len(drawn),
    )


def _text_types(items: list[Any]) -> TextTypes:
    """Return the types of texts; what is not UTF-8 is bytes on every surface that gives it."""
    return TextTypes(type(one).__name__ for one in items if not isinstance(text_of(one), bytes))


def _page(call: Call, reply: Any, state: State) -> Any:
    """Return the types of a page, and whether everything on it is there."""
    cursor, page = reply
    pool = list(state) if call.name == "scan" else _items(_held(call, state))
    found = [text_of(one[0] if isinstance(one, tuple) else one) for one in page]
    return type(reply), type(cursor), type(page), all(one in pool for one in found)


def _any_order(call: Call, state: State) -> bool:
    """Tell whether SORT leaves open in which order elements come.

    It does without a * in BY, where nothing is sorted, and between the members of a set or sorted
    set whose texts in BY are equal: they come in the order of a hash table.
    """
    by, held = call.options.get("by"), _held(call, state)
    tied = bool(call.options.get("alpha")) and held is not None and held[0] in ("set", "zset")
    return by is not None and (tied or "*" not in str(by))


def _sort(call: Call, reply: Any, state: State) -> Any:
    return _sorted(call, reply, state) if _any_order(call, state) else reply


def _time(call: Call, reply: Any, state: State) -> Any:
    return type(reply), [type(part) for part in reply]


def _elapsed(key: str) -> View:
    """Return a normalisation of a list of dicts that have milliseconds under `key`."""

    def elapsed(call: Call, reply: Any, state: State) -> Any:
        if not isinstance(reply, list):
            return reply
        return [{**one, key: Near(one[key], 60_000)} for one in reply]

    return elapsed


def _key(call: Call, reply: Any, state: State) -> Any:
    return _text_types([reply]), reply is None or text_of(reply) in state


def _names(call: Call) -> list[Any]:
    """Return all of a call that may be the name of a key."""
    return [one for one in call.values() if isinstance(one, (str, bytes, bytearray))]


def _sorted_sets(call: Call, state: State) -> list[dict[Any, float]]:
    """Return the sorted sets that a call names, their scores by member in order."""
    names = [text_of(one) for one in _names(call)]
    return [state[name][1] for name in names if name in state and state[name][0] == "zset"]


def _over_scores(call: Call, state: State) -> bool:
    """Tell whether a range of members is of a set that scores put into another order."""
    by_lex = "lex" in call.name or call.options.get("bylex")
    return bool(by_lex) and any(
        list(scores) != sorted(scores, key=octets) for scores in _sorted_sets(call, state)
    )


def _in_order(call: Call, reply: Any, state: State) -> Any:
    return type(reply) if _over_scores(call, state) else reply


def _searches(call: Call) -> bool:
    return call.name.startswith(("georadius", "geosearch"))


def _unsorted(call: Call, reply: Any, state: State) -> Any:
    """Return places in an order of their own unless one was asked for; the first ones by number."""
    if not isinstance(reply, list) or call.argument("sort"):
        return reply
    if call.argument("count"):
        return len(reply) if call.argument("any") else reply
    return _sorted(call, reply, state)


#: Replies in which Redis leaves something open, by command: what of them is compared.
NORMALISED: dict[str, View] = {
    # The order of a hash table is nobody's promise.
    "hkeys": _sorted,
    "hvals": _sorted,
    "keys": _sorted,
    "scan_iter": _sorted,
    "sscan_iter": _sorted,
    "hscan_iter": _sorted,
    "zscan_iter": _sorted,
    "sort": _sort,
    "sort_ro": _sort,
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
    # Ranges of members are defined where their scores do not change their order.
    "zrange": _in_order,
    "zrangebylex": _in_order,
    "zrevrangebylex": _in_order,
    "zlexcount": _in_order,
    # Places are found in no order.
    **dict.fromkeys(("georadius", "georadiusbymember", "geosearch"), _unsorted),
    # Each kind of store has a format of its own; what `restore` makes of it is compared.
    "dump": lambda call, reply, state: type(reply),
    # Figures about a process.
    "info": lambda call, reply, state: type(reply),
    # The clock.
    "time": _time,
    "xinfo_consumers": _elapsed("idle"),
    "xinfo_stream": lambda call, reply, state: stream_facts(reply, form=lambda one: one),
    "xpending_range": _elapsed("time_since_delivered"),
}

#: Calls that need what the calls before them have done, and so are the only ones of a pipeline.
ALONE = {"restore", "spop"}

#: Replies of which nobody can tell what is in them, and so whether it can be decoded.
ARBITRARY = {name for name, view in NORMALISED.items() if view in (_drawn, _page, _key)}

#: redis-py stumbles over some arguments of a wrong Python type in code of its own, such as
#: ``keys.upper()`` of a list: ours is an error that names what was given.
STUMBLES = {"AttributeError", "TypeError"}
REFUSALS = {"DataError", "TypeError", "UnicodeEncodeError", "ValueError"}

_NOT_ENCODABLE = re.compile(r"Invalid input of type: '(\w+)'")


def same_refusal(call: Call, ours: Error, theirs: Error) -> bool:
    """Tell whether both errors name one of several arguments of types that cannot be sent.

    Which of them is named depends on the order in which redis-py sends them.
    """
    wrong = _not_encodable(call)
    return len(wrong) > 1 and all(_named(one) in wrong for one in (ours, theirs))


def _named(error: Error) -> str:
    """Return the type of the argument that an error says cannot be sent."""
    if error.name == "UnicodeEncodeError":
        return "str"
    match = _NOT_ENCODABLE.match(error.text)
    return match[1] if match else ""


def _not_encodable(call: Call) -> set[str]:
    """Return the types of arguments that cannot be sent."""
    values = [*call.args, *call.options.values(), *call.values()]
    mappings = [value for value in values if isinstance(value, dict)]
    values += [one for mapping in mappings for pair in mapping.items() for one in pair]
    if call.name == "hset" and call.argument("key") is not None:
        values.append(call.argument("value"))
    return {type(one).__name__ for one in values if not _encodable(one)}


def _encodable(value: Any) -> bool:
    """Tell whether redis-py can send a value."""
    if isinstance(value, str):
        return not re.search("[\ud800-\udfff]", value)
    known = (bytes, bytearray, memoryview, int, float)
    return isinstance(value, known) and not isinstance(value, bool)


#: How far apart, in ms, two deadlines may be beyond the time that passed between the two calls.
TOLERANCE = 50

#: Replies that are times, with the tolerance in their unit beside that of the harness.
TIMES = {"ttl": 1.0, "expiretime": 1.0, "pttl": TOLERANCE, "pexpiretime": TOLERANCE}


def _reads_hyperloglog(call: Call, state: State) -> bool:
    if call.entry.group in ("hyperloglog", "key") and not call.name.startswith("sort"):
        return False
    counts = {name for name, (type_, _) in state.items() if type_ == "hyperloglog"}
    if not counts or call.name in ("set", "mset", "msetnx"):
        return bool(counts) and call.name == "set" and bool(call.options.get("get"))
    return call.name.startswith("sort") or any(text_of(one) in counts for one in _names(call))


def _stores_unsorted(call: Call, state: State) -> bool:
    stores = call.name == "sort" and call.options.get("store") is not None
    return stores and _any_order(call, state)


def _stores_over_scores(call: Call, state: State) -> bool:
    return call.entry.writes and _over_scores(call, state)


def _stores_any(call: Call, state: State) -> bool:
    return call.entry.writes and _searches(call) and bool(call.argument("any"))


def _at_an_edge(call: Call, state: State) -> bool:
    """Tell whether a search reaches over a pole, or is from or for places at the grid's very end.

    Longitude 180 has cells of its own there, and so have scores that are no geohashes.
    """
    if not _searches(call):
        return False
    given = {one.name: _number(call.argument(one.name)) for one in call.entry.arguments}
    metres = {"km": 1000.0, "mi": 1609.34, "ft": 0.3048}.get(str(call.argument("unit")).lower(), 1)
    degrees = max(given["radius"], given.get("height", 0) / 2) * metres / 110_000
    centres = [(given.get("longitude", 0), given.get("latitude", 0))]
    if "member" in given and _encodable(call.argument("name")):
        type_, held = state.get(text_of(call.argument("name")), ("", {}))
        places = held.items() if type_ == "zset" else ()
        centre = text_of(call.argument("member"))
        centres += [decode(score) for member, score in places if member == centre]
    return any(
        longitude >= LONGITUDE or abs(latitude) + degrees >= 90 for longitude, latitude in centres
    ) or any(
        not 0 <= score < 2**52 for scores in _sorted_sets(call, state) for score in scores.values()
    )


def _number(value: Any) -> float:
    try:
        return float(value or 0)
    except (TypeError, ValueError):
        return 0


def _leaves_out(call: Call, state: State) -> bool:
    """Tell whether redis-py leaves out what must be given, and Redis takes the next word for it."""
    if call.name in ("zinterstore", "zunionstore"):
        return call.argument("dest") is None
    if call.name == "info":
        return call.argument("section") is None
    return call.name == "xpending_range" and isinstance(call.argument("count"), timedelta)


def _now(call: Call, state: State) -> bool:
    return call.name == "xadd" and call.argument("id") == "*"


#: Calls that are not made, with the reason.
LEFT_OUT: list[tuple[str, Callable[[Call, State], bool]]] = [
    ("the text of a HyperLogLog is our own, and not Redis'", _reads_hyperloglog),
    ("what is stored unsorted has any order", _stores_unsorted),
    ("ranges of members are of members in order, by their definition", _stores_over_scores),
    ("Redis misses places over a pole, and those at longitude 180 from elsewhere", _at_an_edge),
    ("which places a search finds first is open", _stores_any),
    ("an id that is made of the time", _now),
    ("redis-py leaves out what cannot be sent, where ours says what it is", _leaves_out),
]
