"""`Dict` beyond what a dict does: keys, order, converters, fallbacks, callbacks, pipelines."""

from __future__ import annotations

import math
from collections.abc import Callable, ItemsView, KeysView
from typing import Any
from unittest.mock import Mock

import numpy as np
import pytest
import redis
import znjson

import znsocket
from znsocket import Dict, List


@pytest.fixture(params=["client", "redis-nodes", "redis-py", "storage"])
def r(request: pytest.FixtureRequest, surface_by_name: Callable[[str], Any]) -> Any:
    return surface_by_name(request.param)


def test_what_is_stored_is_json(r: Any) -> None:
    one = Dict(r, "a")
    one.update({"x": 1, "y": [None]}, z="é")
    assert one.key == "znsocket.Dict:a"
    assert r.hgetall("znsocket.Dict:a") == {"x": "1", "y": "[null]", "z": '"\\u00e9"'}


def test_keys_are_text(r: Any) -> None:
    one = Dict(r, "a")
    one.update({1: "int", 2.5: "float", np.float64(0.5): "numpy"})
    assert one.keys() == ["1", "2.5", "0.5"]
    assert (one[np.int64(1)], one[np.float32(2.5)]) == ("int", "float")
    assert one[1] == one["1"] == one.pop(1) == "int"
    assert (2.5 in one, one.get(2.5), one.setdefault(0.5, 0)) == (True, "float", "numpy")
    del one[2.5]
    for key in (None, True, np.bool_(True), b"a", (1, 2)):
        for use in (
            lambda key: one[key],
            lambda key: one.__setitem__(key, 1),
            lambda key: key in one,
            one.get,
            lambda key: one.update({key: 1}),
            lambda key: one.pop(key, None),
        ):
            with pytest.raises(TypeError, match="keys must be text, int or float"):
                use(key)
    with pytest.raises(KeyError, match=r"^7$"):
        one[7]
    assert one.keys() == ["0.5"]


def test_order_of_insertion_in_large_dicts(r: Any) -> None:
    model = {f"key {(at * 7919) % 1000}": at for at in range(1000)}
    one = Dict(r, "a")
    one.update(dict(list(model.items())[:100]))
    one.update(model)
    one["key 7"] = model["key 7"] = "changed"
    for name in ("key 1", "key 500"):
        del one[name], model[name]
    one["key 1"] = model["key 1"] = "back"
    assert list(one.items()) == list(model.items())
    other = one.copy("b")
    assert list(other) == list(model)
    assert [one.popitem() for _ in range(5)] == [model.popitem() for _ in range(5)]
    assert one.values() == list(model.values())
    one.clear()
    assert (one.items(), other.popitem()) == ([], ("key 1", "back"))
    other.clear()
    assert r.keys("*") == []


def test_fields_that_others_have_set_or_removed(r: Any) -> None:
    one = Dict(r, "a")
    one.update({f"{at}": at for at in range(300)})
    r.hset(one.key, "other", '"value"')
    r.hdel(one.key, "10")
    expected = {**{f"{at}": at for at in range(300) if at != 10}, "other": "value"}
    assert list(one.items()) == list(expected.items())
    assert one.popitem() == ("other", "value")
    assert one.popitem() == ("299", 299)
    r.delete(one.key)
    one["new"] = 1
    assert one.items() == [("new", 1)]


def test_views(r: Any) -> None:
    one = Dict(r, "a")
    one.update(x=1, y=2)
    assert isinstance(one.keys(), KeysView)
    assert isinstance(one.items(), ItemsView)
    assert one.keys() == ["x", "y"] == list(one)
    assert one.keys() == {"y", "x"}
    assert one.keys() != {"y"}
    assert one.items() == [("x", 1), ("y", 2)]
    assert one.items() & {("x", 1), ("z", 3)} == {("x", 1)}
    assert {"x", "z"} - one.keys() == {"z"}
    assert {"x", "z"} ^ one.keys() == {"y", "z"}
    assert one.keys().isdisjoint({"z"})
    assert {"x"} < one.keys() <= {"y", "x"} <= one.keys() == Dict(r, "a").keys()
    assert one.keys() == {"y": 1, "x": 2}.keys()
    one["z"] = [1]
    assert one.items() == {"z": [1], "x": 1, "y": 2}.items() >= Dict(r, "a").items()
    assert one.items() & {("y", 2), ("z", 3)} == {("y", 2)}
    del one["z"]
    assert {**one} == dict(one) == {"x": 1, "y": 2}


def test_repr(r: Any) -> None:
    Dict(r, "a").update(x=[1])
    assert repr(Dict(r, "a")) == repr(Dict(r, "a", repr_type="keys")) == "Dict(keys=['x'])"
    assert repr(Dict(r, "a", repr_type="full")) == "Dict({'x': [1]})"
    assert repr(Dict(r, "a", repr_type="minimal")) == "Dict(<unknown>)"
    with pytest.raises(ValueError, match="Invalid repr_type: length"):
        Dict(r, "a", repr_type="length")  # type: ignore[arg-type]


def test_values(r: Any) -> None:
    one = Dict(r, "a", converter=[znjson.converter.NumpyConverter], convert_nan=True)
    one["array"] = np.eye(2)
    one["nan"] = [math.nan]
    one["list"] = List(r, "inner")
    one["list"].append(np.arange(2))
    assert (one["array"] == np.eye(2)).all()
    assert one["nan"] == [None]
    assert one["list"][0].tolist() == [0, 1]
    assert one.items()[2][1].key == "znsocket.List:inner"
    with pytest.raises(ValueError, match="circular reference to self"):
        one["self"] = one
    with pytest.raises(ValueError, match="circular reference to self"):
        one.update({"self": Dict(r, "a")})
    with pytest.raises(ValueError, match="Out of range float"):
        Dict(r, "b").setdefault("nan", math.nan)
    assert len(one) == 3


def test_fallback(r: Any) -> None:
    old = Dict(r, "old")
    old.update(x=1)
    plain = Dict(r, "plain", fallback="old")
    copied = Dict(r, "copied", fallback="old", fallback_policy="copy")
    frozen = Dict(r, "frozen", fallback="old", fallback_policy="frozen")
    old["y"] = 2
    assert (plain.items(), copied.items(), frozen["y"]) == ([("x", 1), ("y", 2)], [("x", 1)], 2)
    plain["z"] = copied["z"] = frozen["z"] = 3
    assert plain == {"z": 3}
    assert copied == {"x": 1, "z": 3}
    assert frozen == {"x": 1, "y": 2, "z": 3}
    assert old == {"x": 1, "y": 2}


def test_callbacks(r: Any) -> None:
    calls = Mock()
    callbacks: Any = {"setitem": calls.setitem, "delitem": calls.delitem}
    one = Dict(r, "a", callbacks=callbacks)
    one["x"] = 1
    calls.setitem.assert_called_once_with("x", 1)
    one.setdefault("x", 2)
    calls.setitem.assert_called_once_with("x", 1)
    one.setdefault("y", 3)
    calls.setitem.assert_called_with("y", 3)
    del one["x"]
    calls.delitem.assert_called_with("x")
    one.popitem()
    calls.delitem.assert_called_with("y")
    calls.reset_mock()
    for failing in (lambda: one.__delitem__("x"), lambda: one.pop("x"), one.popitem):
        with pytest.raises(KeyError):
            failing()
    assert one.pop("x", 7) == 7
    assert not calls.mock_calls


def test_pipeline(r: Any) -> None:
    pipe = r.pipeline()
    one = Dict(pipe, "a")
    one["x"] = 1
    one.update(y=2, z=3)
    one.setdefault("x", 9)
    one.pop("y")
    one.popitem()
    with pytest.raises(TypeError, match="can only be changed"):
        one.keys()
    assert not r.exists(one.key)
    assert pipe.execute() == [1, 2, "1", "2", ["z", "3"]]
    assert Dict(r, "a") == {"x": 1}


def test_wrong_type_of_key(r: Any) -> None:
    r.sadd("znsocket.Dict:a", *range(1000), "text")
    for call in (len, list, lambda one: one.update(a=1), lambda one: one.popitem()):
        with pytest.raises(redis.ResponseError, match=r"^WRONGTYPE .* wrong kind of value$"):
            call(Dict(r, "a"))


def test_bytes_from_the_server(memory_server: str, redis_url: str) -> None:
    with znsocket.Client(memory_server, decode_responses=False) as client:
        client.flushall()
        with redis.Redis.from_url(redis_url) as plain:
            plain.flushall()
            for r in (client, plain):
                one = Dict(r, "a")
                one.update({"é": ["é"], "b": 1})
                assert one.items() == [("é", ["é"]), ("b", 1)]
                assert (list(one), one.values(), one["é"]) == (["é", "b"], [["é"], 1], ["é"])
                assert (one.setdefault("b", 3), one.popitem()) == (1, ("b", 1))
