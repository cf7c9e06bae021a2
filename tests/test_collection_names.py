"""The names, signatures and types of the collections, as programs rely on them."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable, MutableMapping, MutableSequence
from typing import Any, get_args, get_type_hints

import pytest

import znsocket
from znsocket import Dict, DictAdapter, List, ListAdapter, Segments, abc

SIGNATURES: list[tuple[Callable[..., Any], str]] = [
    (
        List,
        "r, key, socket=None, callbacks=None, repr_type='length', converter=None, "
        "convert_nan=False, fallback=None, fallback_policy=None",
    ),
    (
        Dict,
        "r, key, socket=None, callbacks=None, repr_type='keys', converter=None, "
        "convert_nan=False, fallback=None, fallback_policy=None",
    ),
    (Segments, "r, origin, key"),
    (Segments.from_list, "origin, key"),
    (
        ListAdapter,
        "key, socket, object, item_transform_callback=None, converter=None, convert_nan=False, "
        "r=None",
    ),
    (DictAdapter, "key, socket, object, converter=None, convert_nan=False, r=None"),
    (List.copy, "self, key"),
    (Dict.copy, "self, key"),
    (List.on_refresh, "self, callback"),
    (Dict.on_refresh, "self, callback"),
    (Segments.on_refresh, "self, callback"),
    (Segments.get_raw, "self"),
    (ListAdapter.map_callback, "self, data"),
    (DictAdapter.map_callback, "self, data"),
]


@pytest.mark.parametrize(("function", "expected"), SIGNATURES)
def test_signatures(function: Callable[..., Any], expected: str) -> None:
    parameters = inspect.signature(function).parameters.values()
    assert {one.kind for one in parameters} == {inspect.Parameter.POSITIONAL_OR_KEYWORD}
    bare = (one.replace(annotation=inspect.Parameter.empty) for one in parameters)
    assert ", ".join(map(str, bare)) == expected


def methods(kind: type) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")}


def test_they_are_what_python_calls_them() -> None:
    assert issubclass(List, MutableSequence)
    assert issubclass(Segments, MutableSequence)
    assert issubclass(Dict, MutableMapping)
    assert methods(list) <= methods(List)
    assert methods(list) - {"copy", "sort"} <= methods(Segments)
    assert methods(dict) - {"fromkeys"} <= methods(Dict)
    for one in (List, Dict, Segments, ListAdapter, DictAdapter):
        assert issubclass(one, abc.ZnSocketObject)
    with pytest.raises(TypeError, match="abstract"):
        abc.ZnSocketObject()  # type: ignore[abstract]


def test_public_types() -> None:
    assert get_args(abc.ListRepr) == ("length", "minimal", "full")
    assert get_args(abc.DictRepr) == ("keys", "minimal", "full")
    assert get_args(abc.FallbackPolicy) == ("copy", "frozen")
    keys = {
        abc.ListCallbackTypedDict: {"setitem", "delitem", "insert", "append"},
        abc.DictCallbackTypedDict: {"setitem", "delitem"},
        abc.RefreshTypeDict: {"start", "stop", "indices", "keys"},
        abc.RefreshDataTypeDict: {"target", "data"},
    }
    for typed, expected in keys.items():
        assert set(get_type_hints(typed)) == expected
    assert set(abc.__all__) >= {one.__name__ for one in keys}


@pytest.mark.parametrize("name", ["List", "Dict", "Segments", "ListAdapter", "DictAdapter", "abc"])
def test_they_are_imported_at_their_first_use(name: str) -> None:
    assert name in znsocket.__all__
    assert name in dir(znsocket)
    code = (
        "import sys, znsocket\n"
        "assert not {'znsocket.collections', 'znsocket.abc'} & set(sys.modules)\n"
        f"znsocket.{name}\n"
        "assert not {'numpy', 'eventlet', 'znsocket.server'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
