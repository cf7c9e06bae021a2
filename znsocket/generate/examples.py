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
    replies_known = True
    for example in _PARSER.get_examples(examples):
        calls = _calls(example)
        for call, reply in calls:
            lines.append(f"{call}; // {reply}" if reply and replies_known else f"{call};")
        # What is left out may have changed what follows.
        replies_known = replies_known and len(calls) == _count_of_commands(example)
    return "\n".join(lines)


def _calls(example: doctest.Example) -> list[tuple[str, str]]:
    """Return the calls of an example that are written with literals, and what they reply."""
    try:
        statement = ast.parse(example.source.strip(), mode="eval").body
    except SyntaxError:
        return []
    if example.exc_msg is not None:
        return _translated(statement, f"rejects: {example.exc_msg.strip().rpartition('.')[2]}")
    values = _literal(example.want)
    if not isinstance(statement, ast.Tuple) or not isinstance(values, tuple):
        return _translated(statement, values)
    parts = zip(statement.elts, values, strict=True)
    return [call for part, value in parts for call in _translated(part, value)]


_UNKNOWN = object()


def _literal(printed: str) -> Any:
    try:
        return ast.literal_eval(printed.strip())
    except (SyntaxError, ValueError):
        return _UNKNOWN


def _translated(expression: ast.expr, value: Any) -> list[tuple[str, str]]:
    """Return the call in an expression with what is said of its reply, if it has one to show."""
    call = next((node for node in ast.walk(expression) if _is_command(node)), None)
    if call is None:
        return []
    try:
        spelled = _call(call)
    except ValueError:
        return []
    if isinstance(value, str) and value.startswith("rejects: "):
        return [(spelled, value)]
    if isinstance(expression, ast.Compare) and ast.unparse(expression).endswith(" is None"):
        return [(spelled, "null")]
    if call is not expression or value is _UNKNOWN:
        return [(spelled, "")]
    return [(spelled, _reply(call, value))]


def _count_of_commands(example: doctest.Example) -> int:
    return sum(map(_is_command, ast.walk(ast.parse(example.source.strip()))))


def _reply(call: Any, value: Any) -> str:
    """Return a reply as JavaScript has it, or nothing where that can't be told from Python's."""
    if isinstance(value, (list, tuple)) and any(map(_has_octets, value)):
        return ""  # numbers that redis-py leaves as they come
    numeric = registry[call.func.attr].reply.exact == "OneOrZero"
    return javascript_literal(int(value) if numeric else value)


def _has_octets(value: Any) -> bool:
    nested = isinstance(value, (list, tuple)) and any(map(_has_octets, value))
    return isinstance(value, bytes) or nested


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
