"""The TypeScript client as a surface: a Node process that makes the calls.

Its replies come with their types in JavaScript, which are held against those that the entry has.
"""

from __future__ import annotations

import ast
import datetime
import functools
import json
import math
import subprocess
from collections.abc import Callable
from functools import partial
from typing import Any

from harness import ROOT, stop_process

import znsocket.exceptions
from znsocket.generate.names import command_name, parameter_name
from znsocket.generate.signature import Signature
from znsocket.registry import Entry, Reading, registry

JS = ROOT / "js"


def build() -> None:
    """Build what the Node process runs."""
    subprocess.run(["npm", "run", "--silent", "build"], cwd=JS, check=True)


class TypeScriptClient:
    """A client in a Node process, called like one of ours.

    Parameters
    ----------
    url : str
        The server.
    mode : str
        ``client``, or ``pipeline`` to make each call a pipeline of one command.
    """

    def __init__(self, url: str, mode: str) -> None:
        self._process = subprocess.Popen(
            ["node", "test/driver.mjs", url, mode],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=JS,
        )

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        stop_process(self._process)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        entry = registry[name]

        def call(*args: Any, **options: Any) -> Any:
            return self._call(entry, args, options)

        return call if entry.builder is None else partial(entry.builder, call)

    def _call(self, entry: Entry, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        cast = options.pop(entry.local.name, float) if entry.local else float
        positional, named = Signature(entry).javascript_call(args, options)
        sent = [_encoded(one) for one in positional]
        if named:
            sent.append(
                {"object": [[parameter_name(key), _encoded(one)] for key, one in named.items()]}
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps([command_name(entry.name), sent]), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            name, message = answer["error"]
            raise getattr(znsocket.exceptions, name, AssertionError)(message)
        notation = _parsed(entry.reply.exact)
        if entry.iterates:
            items = [_checked(notation, one) for one in answer["reply"]["list"]]
            return iter([entry.reply.restore(one, Reading(True, cast)) for one in items])
        data = _checked(notation, answer["reply"])
        return data if data is None else entry.reply.restore(data, Reading(True, cast))


@functools.cache
def _parsed(notation: str) -> ast.expr:
    return ast.parse(notation, mode="eval").body


_FORMS: list[tuple[Any, Callable[[Any], Any]]] = [
    ((list, tuple), lambda value: {"list": [_encoded(one) for one in value]}),
    (dict, lambda value: {"map": [[_encoded(key), _encoded(value[key])] for key in value]}),
    ((bytes, bytearray, memoryview), lambda value: {"bytes": list(bytes(value))}),
    (datetime.datetime, lambda value: {"date": value.timestamp() * 1000}),
    (datetime.timedelta, lambda value: value.total_seconds()),
]


def _encoded(value: Any) -> Any:
    """Return an argument as the Node process reads it."""
    for types, form in _FORMS:
        if isinstance(value, types):
            return form(value)
    if isinstance(value, float) and not math.isfinite(value):
        return {"number": "NaN" if math.isnan(value) else f"{value}inity".capitalize()}
    return value


class _OtherTypeError(AssertionError):
    """A reply has not the type that it should have in JavaScript."""


def _checked(notation: ast.expr, value: Any) -> Any:
    """Return a reply of the Node process as the wire has it, if it has the type it should."""
    options = [notation]
    while isinstance(options[0], ast.BinOp):
        options[:1] = [options[0].left, options[0].right]
    for option in options:
        try:
            if isinstance(option, ast.Dict):
                return _checked_fields(option, value["object"])
            if isinstance(option, ast.Subscript):
                return _checked_items(option, *next(iter(value.items())))
            return _LEAVES[ast.unparse(option)](value)
        except (_OtherTypeError, AttributeError, KeyError, TypeError):
            continue
    raise _OtherTypeError(f"{ast.unparse(notation)} was expected, got {value!r}")


def _checked_items(notation: ast.Subscript, kind: str, held: Any) -> Any:
    name = ast.unparse(notation.value)
    parts = notation.slice.elts if isinstance(notation.slice, ast.Tuple) else [notation.slice]
    if name == "dict" and kind == "object":
        return {_checked(parts[0], key): _checked(parts[1], one) for key, one in held}
    if ast.unparse(parts[-1]) == "..." or (name, kind) in (("list", "list"), ("set", "set")):
        return [_checked(parts[0], one) for one in held]
    if (name, kind, len(parts)) == ("tuple", "list", len(held)):
        return [_checked(part, one) for part, one in zip(parts, held, strict=True)]
    raise _OtherTypeError


def _checked_fields(notation: ast.Dict, fields: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [ast.literal_eval(key) for key in notation.keys if key is not None]
    types = dict(zip(keys, notation.values, strict=True))
    return {key: _checked(types[key], one) for key, one in fields}


def _exactly(*types: type) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if type(value) not in types:
            raise _OtherTypeError
        return value

    return check


def _float(value: Any) -> float:
    if isinstance(value, dict):
        return float(value["number"].replace("Infinity", "inf"))
    return float(_exactly(int, float)(value))


def _anything(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, held),) = value.items()
    if kind == "object":
        return {key: _anything(one) for key, one in held}
    return [_anything(one) for one in held]


_LEAVES: dict[str, Callable[[Any], Any]] = {
    "Any": _anything,
    "None": _exactly(type(None)),
    "bytes": lambda value: bytes(value["bytes"]),
    "T": _exactly(str),
    "str": _exactly(str),
    "bool": _exactly(bool),
    "OneOrZero": _exactly(int),
    "int": _exactly(int),
    "float": _float,
}
