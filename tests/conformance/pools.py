"""What arguments are drawn from: small pools, so that keys, fields and members meet again.

Some of what is in them is wrong on purpose.
"""

from __future__ import annotations

import datetime
import math
from typing import Any

from znsocket.commands import registry

#: Kinds of values; a key is named after the kind it mostly holds.
KINDS = ("string", "list", "hash", "set", "sorted_set", "stream")

#: Of no accepted type; for an option, None is that it is left out.
ODD_OPTIONS: list[Any] = [True, ["a"], {"a": 1}, datetime.timedelta(1), "\ud800"]
ODD: list[Any] = [None, *ODD_OPTIONS]
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
ENDS: list[Any] = [*INTEGERS[:40], *SCORE_BOUNDS, *LEX_BOUNDS]
PATTERNS: list[Any] = [
    *["*", "a*", "?", "*1", "list*", "[a-c]", "[^a]*"] * 3,
    *["", "\\*", "x\\*", "*é*", b"\xff*", "[", "a\\", "[c-a]", "[]", "s*[12]", "**a", "h?sh1", 1],
]
FLAGS: list[Any] = [True, True, True, True, False, 1, 0, "x", ""]
CURSORS: list[Any] = [*[0, "0"] * 5, 1, -1, "", "a", 1.5, b"\xff", 2**64 - 1, 2**64, " 1"]
CASTS: list[Any] = [float, int, str, repr, bool]
LONGITUDES: list[Any] = [
    *[13.361389, 15.087269, 0, 2, -179.9, 179.9] * 4,
    180,
    181,
    "13",
    "a",
    "nan",
]
LATITUDES: list[Any] = [*[38.115556, 37.502669, 0, 1, -85, 85] * 4, 86, "38", "", "inf"]
LENGTHS: list[Any] = [*[100, 200, 5000, 1, 20000, 0.5] * 4, 0, -1, "50", "a", math.nan, "1e3", 1e9]
STREAM_IDS: list[Any] = [
    *["1-1", "1-2", "2-1", "2", "3-*", "5-0", "5-*", "7", "9-9"] * 4,
    *["0-0", "0", "0-1", "-", "+", "(1-1", "(2", "a", "", "1-", "-1", "1-a", 3, b"4", 2.5],
    *["1-1-1", " 1-1", "18446744073709551615-18446744073709551615", "99999999999999999999", "$"],
]
#: Redis' own of the time is never drawn: the two sides would not write the same.
NEW_IDS: list[Any] = [one for one in STREAM_IDS if one not in ("-", "+")]

#: Milliseconds that no test waits for, or none.
IDLE_TIMES: list[Any] = [*[0, 0, 10**6] * 4, -1, 2**63 - 1, 2**63, "0", "a", 1.5, True]

#: What an argument of a text type means, by the name of the argument.
WORDS: dict[str, list[Any]] = {
    "operation": [*["AND", "OR", "XOR", "NOT", "and", "not"] * 3, "nand", "", "é"],
    "mode": [*["BYTE", "BIT", "byte", "bit"] * 3, "x", "", 1],
    "encoding": [*["u8", "i8", "u1", "i5", "u63", "i64"] * 3, "u64", "i65", "u0", "x8", "", "U8"],
    "overflow": [*["WRAP", "SAT", "FAIL", "sat"] * 3, "", "x"],
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
    # How long to wait: never without end.
    "timeout": [*[0.01, "0.01", 0.001] * 4, -1, -0.5, "a", "", math.nan, math.inf, 1e300, 10**400],
    "block": [*[1, 2] * 4, -1, "1", "a", 1.5],
    "groupname": [*["g1", "g1", "g1", "g2"] * 4, "é", "", b"\xff"],
    "consumername": [*["c1", "c2", "c3"] * 4, "é", "", b"\xff", 0, 1],
    "min_idle_time": IDLE_TIMES,
    "message_ids": [*[["1-1"], ["1-1", "2-1"], ("5-0", "7")] * 4, [], "1-1", ["a"], ["7", ""]],
    "minid": STREAM_IDS,
    "ids": STREAM_IDS,
    "streams": STREAM_IDS,
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
    ("restore", "ttl"): [*[0, 0, 10**6, 2**41] * 4, "0", -1, "a", "", 1.5, 2**63, 2**63 - 1],
    ("xautoclaim", "start_id"): ["-", "+", *STREAM_IDS],
    ("xclaim", "idle"): IDLE_TIMES,
    ("xclaim", "time"): [*IDLE_TIMES, 2**50, 2**40],
    ("xgroup_create", "id"): ["0", "$", *STREAM_IDS],
    ("xgroup_setid", "id"): ["0", "$", *STREAM_IDS],
    ("xpending_range", "count"): [*[10, 10, 1, 2] * 4, 0, -1, "1", "a", 1.5, 2**63, None],
    ("xpending_range", "idle"): IDLE_TIMES,
    ("xpending_range", "max"): ["+", "+", *STREAM_IDS],
    ("xpending_range", "min"): ["-", "-", *STREAM_IDS],
    ("xreadgroup", "streams"): [*[">"] * 20, *[0] * 10, *STREAM_IDS],
    ("xadd", "id"): NEW_IDS,
    ("xadd", "idmp"): [("p", "1"), ("p",), "p1", ["p", 1], (1, 2)],
    ("xrange", "min"): ["-", *STREAM_IDS],
    ("xrange", "max"): ["+", *STREAM_IDS],
    ("xrevrange", "min"): ["-", *STREAM_IDS],
    ("xrevrange", "max"): ["+", *STREAM_IDS],
}

#: Options that belong together: most calls of the entry begin with one of these choices.
TOGETHER: dict[str, list[tuple[str, ...]]] = {
    # A call that may wait never goes without a time: it is waited for.
    **{key: [("timeout",)] for key in ("blpop", "brpop", "brpoplpush", "bzpopmin", "bzpopmax")},
    "bitcount": [(), ("start", "end"), ("start", "end", "mode")],
    "bitpos": [(), ("start",), ("start", "end"), ("start", "end", "mode")],
    "geosearch": [
        (*centre, *area, *limit)
        for centre in (("member",), ("longitude", "latitude"))
        for area in (("radius",), ("width", "height"))
        for limit in ((), ("count", "sort"), ("count",), ("sort",))
    ],
    "hset": [("key", "value"), ("mapping",), ("items",), ("key", "value", "mapping")],
    "restore": [(), ("replace",), ("replace", "absttl")],
    "sort": [(), ("alpha",), ("start", "num"), ("by", "get"), ("get", "store"), ("alpha", "get")],
    "sort_ro": [(), ("alpha",), ("start", "num"), ("by", "get"), ("alpha", "get")],
    "xadd": [("id",), ("id", "maxlen", "approximate"), ("id", "minid", "approximate")],
    "xautoclaim": [(), ("count",), ("start_id", "count"), ("justid",)],
    "xclaim": [(), ("force",), ("justid",), ("idle", "retrycount"), ("time", "force")],
    "xgroup_create": [("id", "mkstream"), ("id",), ("mkstream",), ("id", "entries_read")],
    "xtrim": [("maxlen", "approximate"), ("minid", "approximate"), ("maxlen",), ("minid", "limit")],
    "zmpop": [("min",), ("max",)],
    "zrange": [(), ("byscore",), ("bylex",), ("byscore", "offset", "num")],
    "zrangebylex": [(), ("start", "num")],
    "zrangebyscore": [(), ("start", "num"), ("withscores",)],
}
for _name, _like in {
    "bzmpop": "zmpop",
    "geosearchstore": "geosearch",
    "zrangestore": "zrange",
    "zrevrangebylex": "zrangebylex",
    "zrevrangebyscore": "zrangebyscore",
}.items():
    TOGETHER[_name] = TOGETHER[_like]


def durations(per_second: int) -> list[Any]:
    """Return times to live that do not end while a test runs, or have ended."""
    long = 1000 * per_second
    return [
        *[long, 5 * long, 9000 * long, datetime.timedelta(hours=1)] * 4,
        *[0, -1, 2**63 - 1, -(2**63), 2**63, 2**62, str(long), "a", "", 1.5 * long, b"\xff"],
        *[datetime.timedelta(0), datetime.timedelta(days=-1), datetime.timedelta(days=40000.5)],
    ]


def moments(per_second: int) -> list[Any]:
    """Return points in time of another century."""
    far = 2**33 * per_second
    later = datetime.datetime(2250, 1, 2, 3, 4, 5, 678900)
    return [
        *[far, far + 1, 2 * far, later, later.replace(tzinfo=datetime.timezone.utc)] * 4,
        *[0, 1, -1, 2**63 - 1, -(2**63), 2**63, str(far), "a", "", 1.5 * far, b"\xff"],
        datetime.datetime(1999, 12, 31, tzinfo=datetime.timezone.utc),
    ]


def options_of(name: str) -> list[tuple[str, ...]]:
    """Return the choices of options that calls of an entry begin with."""
    return TOGETHER.get(name, [()])


#: The groups that Redis has, too.
GROUPS = sorted({entry.group for entry in registry if entry.redis is None})
