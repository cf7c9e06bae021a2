"""Collections of this tree and of ZnSocket 0.3.0, its real client, on one server."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from old_release import OldError, OldProgram, install
from redises import wait_until

import znsocket
from znsocket import Dict, DictAdapter, List, ListAdapter, Segments
from znsocket.exceptions import FrozenStorageError


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with version 0.3.0."""
    folder = tmp_path_factory.mktemp("release")
    install(folder)
    return folder


@pytest.fixture(scope="module", params=["memory", "redis"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of a server, on either store; such a client begins with polling."""
    url: str = (
        request.getfixturevalue("memory_server")
        if request.param == "memory"
        else request.getfixturevalue("redis_nodes")[0]
    )
    return url


@pytest.fixture(scope="module")
def program(release: Path, url: str) -> Iterator[OldProgram]:
    with OldProgram(release, url) as program:
        assert program("znsocket.__file__").startswith(str(release))
        yield program


@pytest.fixture
def r(url: str) -> Iterator[znsocket.Client]:
    with znsocket.Client(url) as client:
        client.flushall()
        yield client


@pytest.fixture
def old(program: OldProgram, r: znsocket.Client) -> OldProgram:
    """A program with version 0.3.0; there are no keys."""
    return program


def test_lists(old: OldProgram, r: znsocket.Client) -> None:
    old("one = List(c, 'a'); one.extend([1, 'é', {'k': [None, 2.5]}, True])")
    ours = List(r, "a")
    assert ours[:] == [1, "é", {"k": [None, 2.5]}, True]
    ours.insert(1, "inserted")
    ours[0] = {"first": [1]}
    del ours[-1]
    assert old("one[:]") == ours[:] == [{"first": [1]}, "inserted", "é", {"k": [None, 2.5]}]
    old("one.append(List(c, 'b')); List(c, 'b').append('nested')")
    assert ours[-1][0] == "nested"
    ours[-1].append(List(r, "a"))
    assert old("one[-1][1][1]") == "inserted"
    assert old("one.pop(0)") == {"first": [1]}
    assert old("del one[0]") is None
    assert ours[0] == "é"
    old("one[1] = 'set'")
    assert (ours[1], len(ours), old("len(one)")) == ("set", 3, 3)


def test_dicts(old: OldProgram, r: znsocket.Client) -> None:
    old("one = Dict(c, 'a'); one.update({'x': 1, 'y': ['é']}); one[3] = 'three'")
    ours = Dict(r, "a")
    assert ours.items() == [("x", 1), ("y", ["é"]), ("3", "three")]
    assert (ours[3], ours.pop("x")) == ("three", 1)
    ours.update(z=None)
    assert old("list(one.items())") == [("y", ["é"]), ("3", "three"), ("z", None)]
    assert old("(one.pop('y'), 'y' in one, len(one))") == (["é"], False, 2)


def test_segments(old: OldProgram, r: znsocket.Client) -> None:
    origin = List(r, "origin")
    origin.extend(range(6))
    old("one = Segments.from_list(List(c, 'origin'), 'edited'); one[2] = 'two'; one[5] = 'five'")
    ours = Segments(r, origin, "edited")
    assert ours[:] == [0, 1, "two", 3, 4, "five"]
    ours[0] = "zero"
    ours.insert(3, "new")
    expected = ["zero", 1, "two", "new", 3, 4, "five"]
    assert ours[:] == old("list(one)") == expected
    assert old("[tuple(part) for part in one.get_raw()]") == [tuple(p) for p in ours.get_raw()]
    assert origin[:] == list(range(6))


def test_each_hears_of_the_others_changes(old: OldProgram, r: znsocket.Client) -> None:
    heard: queue.Queue[Any] = queue.Queue()
    ours, our_dict = List(r, "a"), Dict(r, "a")
    ours.on_refresh(heard.put)
    our_dict.on_refresh(heard.put)
    old("heard = []; one = List(c, 'a', socket=c); one.on_refresh(heard.append)")
    old("two = Dict(c, 'a', socket=c); two.on_refresh(heard.append)")
    old("one.extend([1, 2])")
    assert heard.get(timeout=20)["start"] == 0
    old("one[0] = 3")
    assert heard.get(timeout=20) == {"indices": [0]}
    old("two['x'] = 1")
    assert heard.get(timeout=20) == {"keys": ["x"]}
    assert old("heard") == []
    ours[1] = 4
    ours.insert(0, 5)
    our_dict.update(y=2)
    wait_until(lambda: len(old("heard")) == 3)
    assert old("heard") == [{"indices": [1]}, {"start": 0, "stop": None}, {"keys": ["y"]}]
    assert heard.empty()


def test_it_reads_our_adapters(old: OldProgram, r: znsocket.Client) -> None:
    def transform(item: Any, key: str, socket: Any, **options: Any) -> Any:
        return DictAdapter(key, socket, item, **options) if isinstance(item, dict) else item

    with znsocket.Client(r.address) as owner:
        ListAdapter("a", owner, [1, "x", {"k": [2]}, 4.5])
        ListAdapter("nested", owner, [{"x": 1}, 5], transform)
        DictAdapter("a", owner, {"x": 1, 3: "three"})
        old("one, two = List(c, 'a'), Dict(c, 'a')")
        assert old("one[:]") == [1, "x", {"k": [2]}, 4.5]
        assert old("(one[-1], one[1:3], list(one), len(one), 4.5 in one, one[[0, 3]])") == (
            (4.5, ["x", {"k": [2]}], [1, "x", {"k": [2]}, 4.5], 4, True, [1, 4.5])
        )
        assert old("(two['x'], two[3], list(two), two.get('z', 7), 'x' in two)") == (
            (1, "three", ["x", 3], 7, True)
        )
        assert old("(list(two.values()), list(two.items()))") == (
            ([1, "three"], [("x", 1), (3, "three")])
        )
        assert old("(List(c, 'nested')[0]['x'], List(c, 'nested')[1])") == (1, 5)
        assert old("one.copy('b')[:]") == [1, "x", {"k": [2]}, 4.5]
        for code, name in (
            ("one[4]", "IndexError"),
            ("two['z']", "KeyError"),
            ("one.append(1)", "FrozenStorageError"),
            ("ListAdapter(key='a', socket=c, object=[])", "KeyError"),
        ):
            with pytest.raises(OldError, match=name):
                old(code)
    with pytest.raises(OldError):
        old("one[0]")


def test_we_read_its_adapters(release: Path, url: str, r: znsocket.Client) -> None:
    with OldProgram(release, url) as owner:
        owner("items = [1, 'x', {'k': [2]}, 4.5]; ListAdapter(key='a', socket=c, object=items)")
        owner("d = DictAdapter(key='a', socket=c, object={'x': 1, 'y': [2], 3: 'three'})")
        owner(
            "def make(item, key, socket, converter=None, convert_nan=False):\n"
            "    return DictAdapter(key=key, socket=socket, object=item)"
        )
        owner(
            "n = ListAdapter(key='nested', socket=c, object=[{'x': 1}], "
            "item_transform_callback=make)"
        )
        items, mapping = List(r, "a"), Dict(r, "a")
        assert items[:] == list(items) == [1, "x", {"k": [2]}, 4.5]
        assert (items[-1], items[2:0:-1], items[[0, 3]], len(items)) == (
            4.5,
            [{"k": [2]}, "x"],
            [1, 4.5],
            4,
        )
        assert mapping.items() == [("x", 1), ("y", [2]), ("3", "three")]
        assert (mapping["x"], mapping[3], 3 in mapping, mapping.get("z", 7)) == (
            1,
            "three",
            True,
            7,
        )
        assert List(r, "nested")[0]["x"] == 1
        assert items.copy("b")[:] == [1, "x", {"k": [2]}, 4.5]
        with pytest.raises(IndexError, match="list index out of range"):
            items[4]
        with pytest.raises(KeyError):
            mapping["z"]
        with pytest.raises(FrozenStorageError):
            items.append(1)
        with pytest.raises(KeyError, match="already registered"):
            ListAdapter("a", r, [])
    with pytest.raises(znsocket.exceptions.ZnSocketError):
        wait_until(lambda: items[:] == [], 10)
    ListAdapter("a", r, [2])
    assert items[:] == [2]
