"""`List` beyond what a list does: keys, converters, references, fallbacks, callbacks, pipelines."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import numpy as np
import pytest
import redis
import znjson

import znsocket
from znsocket import List


@pytest.fixture(params=["client", "redis-nodes", "redis-py", "storage"])
def r(request: pytest.FixtureRequest, surface_by_name: Callable[[str], Any]) -> Any:
    return surface_by_name(request.param)


def test_what_is_stored_is_json(r: Any) -> None:
    one = List(r, "a")
    one.extend([1, "x", 2.5, None, True, {"b": [1, 2]}, (3, 4)])
    assert one.key == "znsocket.List:a"
    assert r.lrange("znsocket.List:a", 0, -1) == [
        "1",
        '"x"',
        "2.5",
        "null",
        "true",
        '{"b": [1, 2]}',
        "[3, 4]",
    ]


def test_what_others_have_written_is_read(r: Any) -> None:
    r.rpush("znsocket.List:a", ' {"a":1}', '"\u00fc"', "[1,2]", "NaN")
    assert repr(List(r, "a")[:]) == "[{'a': 1}, 'ü', [1, 2], nan]"


def test_what_is_no_json_is_an_error(r: Any) -> None:
    r.rpush("znsocket.List:a", "1", "nope", "2, 3")
    one = List(r, "a")
    assert one[0] == 1
    for read in (lambda: one[1], lambda: one[:], lambda: one[2]):
        with pytest.raises(json.JSONDecodeError):
            read()
    assert one.pop(0) == 1


def test_repr(r: Any) -> None:
    List(r, "a").extend([1, "x"])
    assert repr(List(r, "a")) == repr(List(r, "a", repr_type="length")) == "List(len=2)"
    assert repr(List(r, "a", repr_type="full")) == "List([1, 'x'])"
    assert repr(List(r, "a", repr_type="minimal")) == "List(<unknown>)"
    with pytest.raises(ValueError, match="Invalid repr_type: foo"):
        List(r, "a", repr_type="foo")  # type: ignore[arg-type]


def test_several_indices(r: Any) -> None:
    one = List(r, "a")
    one.extend(range(6))
    assert one[[0, -1, 2]] == [0, 5, 2]
    one[[0, -1]] = ["first", "last"]
    assert one[:] == ["first", 1, 2, 3, 4, "last"]
    del one[[1, -2, 1]]
    assert one[:] == ["first", 2, 3, "last"]
    with pytest.raises(IndexError):
        one[[0, 4]]
    with pytest.raises(IndexError):
        one[[0, 4]] = [1, 2]
    with pytest.raises(IndexError):
        del one[[0, 4]]
    with pytest.raises(ValueError, match="attempt to assign sequence of size 1"):
        one[[0, 1]] = [1]
    assert one[:] == ["first", 2, 3, "last"]


def test_numpy_and_converters(r: Any) -> None:
    plain = List(r, "a")
    plain.extend([np.int64(3), np.float32(0.5), [np.bool_(True)]])
    assert plain[:] == [3, 0.5, [True]]
    with pytest.raises(TypeError, match="Object of type ndarray is not JSON serializable"):
        plain.append(np.arange(3))
    one = List(r, "b", converter=[znjson.converter.NumpyConverter])
    one.append({"a": np.arange(3)})
    one.insert(0, np.eye(2))
    assert (one[0] == np.eye(2)).all()
    assert one[1:][0]["a"].tolist() == [0, 1, 2]
    one.append(np.int64(3))
    assert one[-1] == 3


def test_nan(r: Any) -> None:
    strict = List(r, "a")
    for value in (math.nan, [math.inf], {"a": -math.inf}, np.float64("nan")):
        with pytest.raises(ValueError, match="Out of range float values are not JSON compliant"):
            strict.append(value)
    lenient = List(r, "b", convert_nan=True, converter=[znjson.converter.NumpyConverterSmall])
    lenient.extend([math.nan, [math.inf, "NaN"], {"Infinity": -math.inf}, 1.0])
    lenient.append(np.array([1.0, math.nan]))
    assert lenient[:4] == [None, [None, "NaN"], {"Infinity": None}, 1.0]
    assert json.loads(r.lindex(lenient.key, -1))["value"] == [1.0, None]


def test_collections_are_values(r: Any) -> None:
    inner = List(r, "inner", converter=[znjson.converter.NumpyConverter])
    inner.append(np.arange(2))
    outer = List(r, "outer", converter=[znjson.converter.NumpyConverter])
    outer.extend([inner, 1])
    assert r.lindex(outer.key, 0) == '"znsocket.List:inner"'
    assert isinstance(outer[0], List)
    assert outer[0].key == inner.key
    assert outer[:][0][0].tolist() == [0, 1]
    assert next(iter(outer))[0].tolist() == [0, 1]
    with pytest.raises(ValueError, match="circular reference to self"):
        outer.append(outer)
    with pytest.raises(ValueError, match="circular reference to self"):
        outer[0:1] = [List(r, "outer")]
    with pytest.raises(TypeError, match="can be a value of a collection, but not a part"):
        List(r, "plain").append({"a": inner})
    assert len(outer) == 2


def test_copy(r: Any) -> None:
    one = List(r, "a", repr_type="full", convert_nan=True)
    one.extend([1, 2])
    other = one.copy("b")
    other.append(math.nan)
    assert (one[:], other[:]) == ([1, 2], [1, 2, None])
    with pytest.raises(ValueError, match="could not copy"):
        one.copy("b")
    with pytest.raises(ValueError, match="could not copy"):
        List(r, "missing").copy("c")


def test_fallback(r: Any) -> None:
    List(r, "old").extend([1, 2, 3])
    one = List(r, "new", fallback="old")
    assert (len(one), one[0], one[1:], list(one), 3 in one) == (3, 1, [2, 3], [1, 2, 3], True)
    one.append(4)
    assert one[:] == [4]
    assert List(r, "old")[:] == [1, 2, 3]


def test_fallback_that_is_copied(r: Any) -> None:
    List(r, "old").extend([1, 2, 3])
    one = List(r, "new", fallback="old", fallback_policy="copy")
    List(r, "old").append(4)
    assert one[:] == [1, 2, 3]
    one.clear()
    assert one[:] == [1, 2, 3, 4]
    assert List(r, "new")[:] == []


def test_frozen_fallback_is_copied_with_the_first_change(r: Any) -> None:
    old = List(r, "old")
    old.extend([1, 2, 3])
    one = List(r, "new", fallback="old", fallback_policy="frozen")
    old.append(4)
    assert one[:] == [1, 2, 3, 4]
    assert not r.exists(one.key)
    assert one.pop(0) == 1
    one.append(5)
    assert (one[:], old[:]) == ([2, 3, 4, 5], [1, 2, 3, 4])
    with pytest.raises(ValueError, match="fallback_policy must be"):
        List(r, "new", fallback_policy="cold")  # type: ignore[arg-type]


def test_callbacks(r: Any) -> None:
    calls = Mock()
    callbacks: Any = {
        name: getattr(calls, name) for name in ("append", "insert", "setitem", "delitem")
    }
    one = List(r, "a", callbacks=callbacks)
    one.extend([1, 2, 3, 4])
    assert not calls.mock_calls
    one.append(5)
    calls.append.assert_called_once_with(5)
    one.insert(1, 7)
    calls.insert.assert_called_once_with(1, 7)
    one[-1] = 6
    calls.setitem.assert_called_with([5], [6])
    one[0:2] = [8, 9]
    calls.setitem.assert_called_with([0, 1], [8, 9])
    del one[0]
    calls.delitem.assert_called_with([0])
    del one[-2:]
    calls.delitem.assert_called_with([3, 4])
    calls.reset_mock()
    with pytest.raises(IndexError):
        one[100] = 1
    assert not calls.mock_calls


def test_pipeline(r: Any) -> None:
    pipe = r.pipeline()
    one = List(pipe, "a")
    one.append(1)
    one.extend([2, 3])
    one.insert(0, 0)
    one[-1] = "last"
    one.pop(0)
    del one[0:1]
    with pytest.raises(TypeError, match="can only be changed"):
        len(one)
    with pytest.raises(TypeError, match="can only be changed"):
        one[0]
    assert not r.exists(one.key)
    assert pipe.execute() == [1, 3, 0, [3], "0", [0, 1, 3]]
    assert List(r, "a")[:] == [2, "last"]


def test_wrong_type_of_key(r: Any) -> None:
    r.set("znsocket.List:a", "text")
    for call in (len, list, lambda one: one.append(1), lambda one: one.pop()):
        with pytest.raises(redis.ResponseError, match=r"^WRONGTYPE .* wrong kind of value$"):
            call(List(r, "a"))


def test_large_extend_and_slices(r: Any) -> None:
    one = List(r, "a")
    one.extend(range(20_000))
    one[5000:15_000] = range(10_000)
    assert one[4999:5002] == [4999, 0, 1]
    one[::2] = [None] * 10_000
    del one[::2]
    model = [*range(5000), *range(10_000), *range(15_000, 20_000)][1::2]
    assert one[:] == model
    assert list(one) == model
    one.reverse()
    assert one[:3] == model[:-4:-1]


def test_time_to_live_outlasts_changes(r: Any) -> None:
    one = List(r, "a")
    one.extend([3, 1, 2])
    r.expire(one.key, 1000)
    one[:] = [5, 4, 6]
    one.sort()
    one.reverse()
    one[0:3] = [1]
    assert 0 < r.ttl(one.key) <= 1000


def test_bytes_from_the_server(memory_server: str, redis_url: str) -> None:
    with znsocket.Client(memory_server, decode_responses=False) as client:
        client.flushall()
        with redis.Redis.from_url(redis_url) as plain:
            plain.flushall()
            for r in (client, plain):
                one = List(r, "a")
                one.extend(["é", 2, [3]])
                one.sort(key=str)
                assert one[:] == [2, [3], "é"]
                assert (one[0], one.pop(), list(one)) == (2, "é", [2, [3]])


def test_what_r_may_be() -> None:
    with pytest.raises(TypeError, match=r"r must be a Client, .* got None"):
        List(None, "a")
