"""`Segments` beyond what a list does: the table, its origin, and what version 0.3 does to it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
import redis
import znjson

import znsocket
from znsocket import List, Segments

TABLE = "znsocket.Segments:edited"


@pytest.fixture(params=["client", "redis-nodes", "redis-py", "storage"])
def r(request: pytest.FixtureRequest, surface_by_name: Callable[[str], Any]) -> Any:
    return surface_by_name(request.param)


@pytest.fixture
def origin(r: Any) -> List:
    origin = List(r, "origin")
    origin.extend([0, 1, 2, 3, 4])
    return origin


def test_what_is_stored(r: Any, origin: List) -> None:
    one = Segments(r, origin, "edited")
    assert one.key == TABLE
    assert r.lrange(TABLE, 0, -1) == ['[0, 5, "znsocket.List:origin"]']
    one[2] = "two"
    one.insert(1, "new")
    del one[0]
    one.extend(["end", "of", "it"])
    assert r.lrange(TABLE, 0, -1) == [
        '[1, 2, "znsocket.List:edited"]',
        '[1, 2, "znsocket.List:origin"]',
        '[0, 1, "znsocket.List:edited"]',
        '[3, 5, "znsocket.List:origin"]',
        '[2, 5, "znsocket.List:edited"]',
    ]
    assert List(r, "edited")[:] == ["two", "new", "end", "of", "it"]
    assert one[:] == ["new", 1, "two", 3, 4, "end", "of", "it"]
    assert origin[:] == [0, 1, 2, 3, 4]
    assert one.get_raw()[0] == (1, 2, "znsocket.List:edited") == one.get_raw()[0][:]
    assert one.get_raw()[1] == [1, 2, "znsocket.List:origin"]
    assert (one.get_raw()[3].start, one.get_raw()[3].end) == (3, 5)
    assert repr(one) == "Segments(len=8)"


def test_what_is_its_own_is_replaced_in_place(r: Any, origin: List) -> None:
    one = Segments(r, origin, "edited")
    for number in range(10):
        one[2] = number
    assert List(r, "edited")[:] == [9]
    assert len(one.get_raw()) == 3


def test_opening_a_key_that_is_there_adds_nothing(r: Any, origin: List) -> None:
    one = Segments(r, origin, "edited")
    one.append(5)
    before = r.lrange(TABLE, 0, -1)
    for other in (Segments(r, origin, "edited"), Segments.from_list(origin, "edited")):
        assert r.lrange(TABLE, 0, -1) == before
        assert other == one == [0, 1, 2, 3, 4, 5]
    one.clear()
    assert (len(one), one[:]) == (0, [])
    assert Segments(r, origin, "edited") == []
    one.append("again")
    assert Segments(r, origin, "edited")[:] == ["again"]


def test_empty_origin(r: Any) -> None:
    one = Segments(r, List(r, "empty"), "edited")
    assert one[:] == []
    assert r.lrange(TABLE, 0, -1) == ['[0, 0, "znsocket.List:empty"]']
    one.insert(0, "x")
    assert one[:] == ["x"]


def test_origin_must_be_a_list(r: Any) -> None:
    for origin in ([1], None, znsocket.Dict(r, "a")):
        with pytest.raises(TypeError, match="origin must be a List"):
            Segments(r, origin, "edited")  # type: ignore[arg-type]


def test_origin_must_have_another_name(r: Any, origin: List) -> None:
    with pytest.raises(ValueError, match="need another name than their origin's"):
        Segments(r, origin, "origin")


def test_converters_are_those_of_the_origin(r: Any) -> None:
    import numpy as np

    origin = List(r, "arrays", converter=[znjson.converter.NumpyConverter], convert_nan=True)
    origin.append(np.arange(2))
    one = Segments(r, origin, "edited")
    one.append({"a": np.arange(3), "b": [float("nan")]})
    assert one[0].tolist() == [0, 1]
    assert one[1]["a"].tolist() == [0, 1, 2]
    assert one[1]["b"] == [None]
    outer = List(r, "outer", converter=[znjson.converter.NumpyConverter])
    outer.append(one)
    assert isinstance(outer[0], Segments)
    assert outer[0][0].tolist() == [0, 1]
    with pytest.raises(ValueError, match="circular reference to self"):
        one.append(Segments(r, origin, "edited"))


def test_tables_of_version_0_3(r: Any, origin: List) -> None:
    List(r, "edited").extend(["two", "new"])
    r.rpush(
        TABLE,
        '[0,1,"znsocket.List:origin"]',
        ' [1, 2, "znsocket.List:edited"]',
        '[1, 2, "znsocket.List:origin"]',
        '[0, 1, "znsocket.List:edited"]',
        "__SETITEM_IDENTIFIER__",
        '[3, 5, "znsocket.List:origin"]',
    )
    one = Segments(r, origin, "edited")
    assert one[:] == [0, "new", 1, "two", 3, 4]
    r.lrem(TABLE, 0, "__SETITEM_IDENTIFIER__")
    r.lset(TABLE, -1, '[4, 5, "znsocket.List:origin"]')
    assert (one[-1], len(one)) == (4, 5)
    one[0] = "zero"
    r.linsert(TABLE, "BEFORE", ' [1, 2, "znsocket.List:edited"]', '[4, 5, "znsocket.List:origin"]')
    assert one[:] == ["zero", 4, "new", 1, "two", 4]


def test_many_pieces(r: Any) -> None:
    model = list(range(2000))
    origin = List(r, "origin")
    origin.extend(model)
    one = Segments(r, origin, "edited")
    draw = random.Random(0)  # noqa: S311 - the same each time
    for number in range(600):
        at = draw.randrange(len(model))
        if number % 3 == 0:
            one[at] = model[at] = -number
        elif number % 3 == 1:
            one.insert(at, number)
            model.insert(at, number)
        elif number % 31 == 0:
            del one[at : at + 50 : 7]
            del model[at : at + 50 : 7]
        else:
            assert one.pop(at) == model.pop(at)
        if number % 100 == 0:
            assert one[:] == model
        at = draw.randrange(len(model))
        assert one[at] == model[at]
    assert one[:] == list(one) == model
    assert len(one.get_raw()) > 300
    one[100:-100] = model[100:-100] = ["few"]
    one.append("last")
    assert one == [*model, "last"]
    # What others do to a table of many pieces is seen, too.
    r.rpush("znsocket.List:edited", '"by others"')
    size = r.llen("znsocket.List:edited")
    r.rpush(TABLE, f'[{size - 1}, {size}, "znsocket.List:edited"]')
    assert one == [*model, "last", "by others"]


def test_keys_of_any_letters(r: Any) -> None:
    name = 'a "quoted" \\ path/é \U0001f600 {x}'
    origin = List(r, f"{name}'")
    origin.extend([1, 2, 3])
    one = Segments(r, origin, name)
    one[1] = "two"
    one.append(4)
    assert one[:] == [1, "two", 3, 4]
    assert [segment.data for segment in one.get_raw()] == [origin.key, f"znsocket.List:{name}"] * 2


def test_pipeline(r: Any, origin: List) -> None:
    pipe = r.pipeline()
    one = Segments(pipe, origin, "edited")
    one[0] = "zero"
    one.append("end")
    one.pop(1)
    one.remove(2)
    one.reverse()
    with pytest.raises(TypeError, match="can only be changed"):
        one[0]
    pipe.execute()
    assert Segments(r, origin, "edited")[:] == ["end", 4, 3, "zero"]


def test_refresh(redis_url: str, redis_server: str, memory_server: str) -> None:
    import queue

    for url in (memory_server, redis_server):
        with znsocket.Client(url) as writer, znsocket.Client(url) as listener:
            writer.flushall()
            heard: queue.Queue[Any] = queue.Queue()
            origin = List(writer, "origin")
            origin.extend([1, 2, 3, 4])
            one = Segments(writer, origin, "edited")
            Segments(listener, List(listener, "origin"), "edited").on_refresh(heard.put)
            one[1] = 2
            one.append(5)
            one.insert(1, 0)
            one.pop(-2)
            one[2:4] = [7, 8]
            del one[1:]
            expected = [
                {"indices": [1]},
                {"indices": [4]},
                {"start": 1, "stop": None},
                {"start": 4, "stop": None},
                {"indices": [2, 3]},
                {"start": 1, "stop": None},
            ]
            assert [heard.get(timeout=20) for _ in expected] == expected


def test_wrong_type_of_key(r: Any, origin: List) -> None:
    r.set(TABLE, "text")
    with pytest.raises(redis.ResponseError, match=r"^WRONGTYPE .* wrong kind of value$"):
        Segments(r, origin, "edited")
