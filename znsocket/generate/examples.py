"""Translates the examples of docstrings, calls on a client ``r``, into JavaScript."""

from __future__ import annotations

import ast
import doctest
import json
import math
from typing import Any

from znsocket.generate.names import command_name, parameter_name
from znsocket.generate.signature import Signature
from znsocket.registry import registry

_PARSER = doctest.DocTestParser()


def javascript_examples(examples: str) -> str:
    """Return the calls that examples make, each with its reply where it is simple.

    Examples
    --------
    >>> print(javascript_examples('''
    ... >>> r.set("user", "Ada", ex=60)
    ... True
    ... '''))
    await client.set("user", "Ada", { ex: 60 }); // true
    """
    lines = []
    for example in _PARSER.get_examples(examples):
        line = _translated(example)
        if line:
            lines.append(line)
    return "\n".join(lines)


def _translated(example: doctest.Example) -> str:
    """Return one example's call, empty when it is no call of a command with literals."""
    try:
        statement = ast.parse(example.source.strip(), mode="eval").body
        absent = isinstance(statement, ast.Compare) and ast.unparse(statement).endswith(" is None")
        call = next(node for node in ast.walk(statement) if _is_command(node))
        spelled = _call(call)
        if example.exc_msg is not None:
            return f"{spelled}; // rejects: {example.exc_msg.strip().rpartition('.')[2]}"
        if absent:
            return f"{spelled}; // null"
        if call is statement and example.want.strip():
            return f"{spelled}; // {_reply(call, ast.literal_eval(example.want.strip()))}"
        return f"{spelled};"
    except (SyntaxError, ValueError, StopIteration):
        return ""


def _reply(call: Any, value: Any) -> str:
    """Return a reply as JavaScript has it."""
    numeric = registry[call.func.attr].reply.exact == "OneOrZero"
    return javascript_literal(int(value) if numeric else value)


def _is_command(node: Any) -> bool:
    """Tell whether a node is the call of a command as a method of ``r``."""
    function = getattr(node, "func", None)
    return (
        isinstance(function, ast.Attribute)
        and ast.unparse(function.value) == "r"
        and function.attr in registry
    )


def _call(call: Any) -> str:
    entry = registry[call.func.attr]
    if entry.builder is not None:
        raise ValueError(f"{entry.name} is called with all arguments at once there")
    args, named = Signature(entry).javascript_call(
        tuple(ast.literal_eval(one) for one in call.args),
        {one.arg: ast.literal_eval(one.value) for one in call.keywords},
    )
    spelled = [javascript_literal(one) for one in args]
    if named:
        spelled.append(javascript_literal({parameter_name(key): one for key, one in named.items()}))
    wait = "" if entry.iterates else "await "
    return f"{wait}client.{command_name(entry.name)}({', '.join(spelled)})"


def javascript_literal(value: Any) -> str:
    """Return a value as JavaScript spells it.

    Raises
    ------
    ValueError
        It has no literal there.

    Examples
    --------
    >>> javascript_literal({"a": [1, None, b"x"]})
    '{ a: [1, null, new Uint8Array([120])] }'
    """
    if isinstance(value, (bytes, list, tuple, set)):
        ordered = sorted(value, key=repr) if isinstance(value, set) else value
        items = f"[{', '.join(map(javascript_literal, ordered))}]"
        made = {bytes: "new Uint8Array({})", set: "new Set({})"}.get(type(value), "{}")
        return made.format(items)
    if isinstance(value, dict):
        fields = [f"{_property(key)}: {javascript_literal(one)}" for key, one in value.items()]
        return f"{{ {', '.join(fields)} }}" if fields else "{}"
    if isinstance(value, float) and not math.isnan(value):
        return f"{value:.17g}".replace("inf", "Infinity") if value % 1 == 0 else repr(value)
    return json.dumps(value, ensure_ascii=False)


def _property(key: Any) -> str:
    name = key if isinstance(key, str) else str(key)
    return name if name.isidentifier() else json.dumps(name)
