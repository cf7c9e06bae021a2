"""Translates types from the notation of the stubs into TypeScript's, and into code that reads them.

The notation is Python's: ``list[tuple[T, float]] | None``, and a dict display for a record.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable

#: What a caller may give, by the names that the stubs have for it.
_ACCEPTED = {
    "AbsExpiryT": "Integer | Date",
    "Any": "unknown",
    "BitfieldOffsetT": "Integer | string",
    "EncodableT": "Encodable",
    "ExpiryT": "Integer",
    "FieldT": "Encodable",
    "KeyT": "Key",
    "KeysT": "Key | readonly Key[]",
    "PatternT": "Encodable",
    "bool": "boolean",
    "bytes": "Uint8Array",
    "float": "number",
    "int": "Integer",
    "str": "string",
}

#: What a caller receives, and the name of what reads it, for the types without parts.
_RECEIVED = {
    "Any": ("unknown", "anything"),
    "None": ("null", "plain"),
    "OneOrZero": ("0 | 1", "oneOrZero"),
    "T": ("T", "text"),
    "bool": ("boolean", "bool"),
    "bytes": ("Uint8Array", "bytes"),
    "float": ("number", "float"),
    "int": ("number", "plain"),
    "str": ("string", "plain"),
}


def accepted_type(notation: str) -> str:
    """Return the TypeScript type of an argument.

    Examples
    --------
    >>> accepted_type("EncodableT | Iterable[EncodableT]")
    'Encodable | readonly Encodable[]'
    >>> accepted_type("Mapping[AnyKeyT, float]")
    'Mapping<number>'
    """
    return _accepted(_parse(notation))


def received_type(notation: str) -> str:
    """Return the TypeScript type of a reply, with ``T`` for the caller's kind of text.

    Examples
    --------
    >>> received_type("list[tuple[T, float]] | None")
    '[T, number][] | null'
    >>> received_type("dict[T, T]")
    'Dictionary<T, T>'
    >>> received_type("{'name': T, 'last-id': T | None}")
    '{ name: T; "last-id": T | null }'
    """
    return _received(_parse(notation))


def reader(notation: str) -> str:
    """Return the TypeScript expression of what makes a reply out of the wire's data.

    ``read`` is the module of these.

    Examples
    --------
    >>> reader("list[tuple[T, float]] | None")
    'read.list(read.tuple(read.text, read.float))'
    >>> reader("list[T] | int")
    'read.anyOf(read.list(read.text), read.plain)'
    """
    return _reader(_parse(notation))


def _parse(notation: str) -> ast.expr:
    return ast.parse(notation, mode="eval").body


def _name(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


def _union(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_union(node.left), *_union(node.right)]
    return [node]


def _parts(node: ast.Subscript) -> list[ast.expr]:
    return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


def _unknown(node: ast.expr) -> TypeError:
    return TypeError(f"{ast.unparse(node)!r} has no translation into TypeScript")


def _array(item: str) -> str:
    return f"({item})[]" if " | " in item or item.startswith("readonly ") else f"{item}[]"


def _joined(types: list[str]) -> str:
    return " | ".join(dict.fromkeys(types))


def _accepted(node: ast.expr) -> str:
    if len(_union(node)) > 1:
        return _joined([_accepted(one) for one in _union(node)])
    if isinstance(node, ast.Subscript):
        parts = _parts(node)
        name = _name(node.value)
        if name in ("Iterable", "Sequence", "list"):
            return f"readonly {_array(_accepted(parts[0]))}"
        if name == "Mapping":
            return f"Mapping<{_accepted(parts[1])}>"
        if name == "tuple":
            return f"readonly [{', '.join(map(_accepted, parts))}]"
    elif _name(node) in _ACCEPTED:
        return _ACCEPTED[_name(node)]
    raise _unknown(node)


def _received(node: ast.expr) -> str:
    options = _union(node)
    if len(options) > 1:
        return _joined([_received(one) for one in options])
    if isinstance(node, ast.Dict):
        fields = [f"{key}: {_received(one)}" for key, one in _fields(node)]
        return f"{{ {'; '.join(fields)} }}"
    if isinstance(node, ast.Subscript):
        return _container(
            node,
            {
                "list": lambda parts: _array(_received(parts[0])),
                "rest": lambda parts: _array(_received(parts[0])),
                "set": lambda parts: f"Set<{_received(parts[0])}>",
                "tuple": lambda parts: f"[{', '.join(map(_received, parts))}]",
                "dict": lambda parts: (
                    f"Dictionary<{_received(parts[0])}, {_received(parts[1])}>"
                    if _name(parts[0]) == "T"
                    else f"Record<string, {_received(parts[1])}>"
                ),
            },
        )
    if _name(node) in _RECEIVED:
        return _RECEIVED[_name(node)][0]
    raise _unknown(node)


def _reader(node: ast.expr) -> str:
    options = [one for one in _union(node) if _name(one) != "None"]
    if not options:
        return "read.plain"
    if len(options) > 1:
        readers = list(dict.fromkeys(map(_reader, options)))
        return readers[0] if len(readers) == 1 else f"read.anyOf({', '.join(readers)})"
    (node,) = options
    if isinstance(node, ast.Dict):
        fields = [f"{key}: {_reader(one)}" for key, one in _fields(node)]
        return f"read.record({{ {', '.join(fields)} }})"
    if isinstance(node, ast.Subscript):
        return _container(
            node,
            {
                "list": lambda parts: f"read.list({_reader(parts[0])})",
                "rest": lambda parts: f"read.list({_reader(parts[0])})",
                "set": lambda parts: f"read.set({_reader(parts[0])})",
                "tuple": lambda parts: f"read.tuple({', '.join(map(_reader, parts))})",
                "dict": lambda parts: (
                    f"read.dictionary({_reader(parts[1])})"
                    if _name(parts[0]) == "T"
                    else f"read.mapped({_reader(parts[1])})"
                ),
            },
        )
    if _name(node) in _RECEIVED:
        return f"read.{_RECEIVED[_name(node)][1]}"
    raise _unknown(node)


def _fields(node: ast.Dict) -> list[tuple[str, ast.expr]]:
    """Return the keys of a record, as JavaScript spells them, and their types."""
    keys = [ast.literal_eval(key) for key in node.keys if key is not None]
    spelled = [key if key.isidentifier() else json.dumps(key) for key in keys]
    return list(zip(spelled, node.values, strict=True))


def _container(node: ast.Subscript, forms: dict[str, Callable[[list[ast.expr]], str]]) -> str:
    """Return what the form of the container's name makes of its parts."""
    parts = _parts(node)
    name = _name(node.value)
    if name == "tuple" and ast.unparse(parts[-1]) in ("...", "Ellipsis"):
        name = "rest"
    if name not in forms:
        raise _unknown(node)
    return forms[name](parts)
