"""The whole keyspace with its times to live, in one form for both sides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conformance.outcomes import Near, restored, text_of
from znsocket.registry import octets, text

#: What is stored, by key as type and value.
State = dict[Any, tuple[str, Any]]

#: How a value of each type is read.
_READ: dict[str, Callable[[Any, Any], Any]] = {
    "string": lambda pipe, name: pipe.get(name),
    "list": lambda pipe, name: pipe.lrange(name, 0, -1),
    "hash": lambda pipe, name: pipe.hgetall(name),
    "set": lambda pipe, name: pipe.smembers(name),
    "zset": lambda pipe, name: pipe.zrange(name, 0, -1, withscores=True),
    "stream": lambda pipe, name: pipe.xrange(name),
}


def dump(r: Any) -> tuple[State, dict[Any, int]]:
    """Return all that is stored, and the deadlines of keys in Unix ms."""
    # A scan removes keys whose time is over, which DBSIZE would count until Redis comes by.
    names = list(dict.fromkeys(text(restored(name)) for name in r.scan_iter(count=1000)))
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
        state[name] = _plain(type_, restored(value))
        if state[name][0] == "hyperloglog":
            state[name] = ("hyperloglog", r.pfcount(name))
        elif type_ == "stream":
            facts = stream_facts(restored(r.xinfo_stream(name, full=True)))
            state[name] = ("stream", (*state[name][1], facts))
    return state, dict(zip(names, answers[1::2], strict=True))


def stream_facts(info: Any, form: Callable[[Any], Any] = text_of) -> Any:
    """Return what is compared of a reply to XINFO STREAM, its texts in a form of their own.

    The nodes of a radix tree are how Redis keeps streams, and no fact about them. What is a moment
    need not be the same millisecond, and no test makes two that are a minute apart.
    """
    if isinstance(info, dict):
        return {
            form(key): stream_facts(value, form)
            for key, value in info.items()
            if key not in ("radix-tree-keys", "radix-tree-nodes")
        }
    if isinstance(info, (list, tuple)):
        return type(info)(stream_facts(one, form) for one in info)
    if isinstance(info, int) and info > _MOMENTS:
        return Near(info, 60_000)
    return form(info)


#: The lowest number that is a Unix time in ms and no count.
_MOMENTS = 10**12

#: How a value of each type is put into the form of both sides.
_PLAIN: dict[str, Callable[[Any], Any]] = {
    "string": text,
    "list": lambda value: [text(one) for one in value],
    "hash": lambda value: {text(key): text(one) for key, one in value.items()},
    "set": lambda value: {text(one) for one in value},
    "zset": lambda value: {text(member): score for member, score in value},
    "stream": lambda value: [
        (text(id_), [(text(key), text(one)) for key, one in fields.items()])
        for id_, fields in value
    ],
}


def _plain(type_: str, value: Any) -> tuple[str, Any]:
    """Return a type and a value in the form of both sides."""
    plain = _PLAIN[type_](value)
    if type_ == "string" and octets(plain).startswith((b"HYLL", b"HLL\xfe", b"HLL\xff")):
        return "hyperloglog", None
    return type_, plain
