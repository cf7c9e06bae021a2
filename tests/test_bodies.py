"""Bodies of entries do what Python says, whether they are written into methods or called."""

from __future__ import annotations

import importlib.util
import inspect
import itertools
import sys
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import znsocket
from znsocket.commands import registry
from znsocket.registry.methods import Method, embedded_method

HEADER = """
from functools import wraps
from typing import Any

from znsocket.keyspace import Keyspace, ListValue
from znsocket.registry import First, Flag, Int, Key, Name, Text, Value, Values, command, refused

LIMIT = 3
calls = 0
"""

numbers = itertools.count()


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Callable[[str], ModuleType]]:
    """A function that imports a module with these entries, which are forgotten afterwards."""
    before = {entry.name for entry in registry}

    def load(source: str) -> ModuleType:
        path = tmp_path / f"commands_of_a_test_{next(numbers)}.py"
        path.write_text(HEADER + source)
        loader = SourceFileLoader(path.stem, str(path))
        spec = importlib.util.spec_from_loader(path.stem, loader)
        assert spec is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[path.stem] = module  # where annotations are looked up
        loader.exec_module(module)
        return module

    yield load
    for entry in registry:
        if entry.name not in before:
            registry.remove(entry.name)
            sys.modules.pop(entry.body.__module__, None)


def is_written_in(name: str, cls: type = znsocket.Storage) -> bool:
    """Tell whether the body of an entry is in its method, which does not refer to it then."""
    method = getattr(cls, name)
    return registry[name].body not in [cell.cell_contents for cell in method.__closure__]


def call(name: str, *args: Any, **options: Any) -> Any:
    """Call a command of a store that has a list and a text, and in a pipeline of another one."""
    replies = []
    for pipeline in (False, True):
        storage = znsocket.Storage({"list": ["a", "b", "c"], "text": "x"})
        if pipeline:
            (reply,) = getattr(storage.pipeline(), name)(*args, **options).execute()
        else:
            reply = getattr(storage, name)(*args, **options)
        replies.append((reply, storage.content))
    first, second = replies
    assert first == second
    return first


WRITTEN_IN = {
    "plain": (
        """
        def own(db: Keyspace, name: Key[ListValue], value: Value) -> int:
            name.push_right([value])
            return len(name)
        """,
        4,
    ),
    "another name for the keyspace": (
        """
        def own(space: Keyspace, name: Name, db: Value) -> list[Text]:
            return [space.string("text"), name, db]
        """,
        ["x", "list", "d"],
    ),
    "names of what methods have": (
        """
        def own(db: Keyspace, name: Name, options: Value) -> list[Text]:
            reply = lock = entry = [name, options]
            return reply + lock + entry
        """,
        ["list", "d"] * 3,
    ),
    "comprehensions with names of arguments": (
        """
        def own(db: Keyspace, name: Key[ListValue], value: Value) -> list[Text]:
            return [name for name in name] + [value for value in (value, value)]
        """,
        ["a", "b", "c", "d", "d"],
    ),
    "functions within": (
        """
        def own(db: Keyspace, name: Key[ListValue], value: Value) -> list[Text]:
            add = lambda one, more=value: one + value + more
            return [add(one) for one in name]
        """,
        ["add", "bdd", "cdd"],
    ),
    "another meaning of an argument": (
        """
        def own(db: Keyspace, name: Name, value: Value) -> Text:
            value = value * 2
            return value
        """,
        "dd",
    ),
    "the entry itself and its module": (
        """
        def own(db: Keyspace, name: Name, value: Value) -> Text:
            return value if len(value) > LIMIT else own(db, name, value + "e")
        """,
        "deee",
    ),
    "a decorator with a function": (
        """
        @(lambda function: function)
        def own(db: Keyspace, name: Name, value: Value) -> Text:
            return value
        """,
        "d",
    ),
}

CALLED = {
    "several returns": (
        """
        def own(db: Keyspace, name: Name, value: Value) -> Text:
            if value == "d":
                return "early"
            return "late"
        """,
        "early",
    ),
    "a return of a function within": (
        """
        def own(db: Keyspace, name: Name, value: Value) -> Text:
            def twice() -> str:
                return value * 2
            return twice()
        """,
        "dd",
    ),
    "no return": (
        """
        def own(db: Keyspace, name: Name, value: Value) -> None:
            db.store("text", value)
        """,
        None,
    ),
    "another meaning of a key": (
        """
        def own(db: Keyspace, name: Key[ListValue], value: Value) -> int:
            name = [*name, value]
            return len(name)
        """,
        4,
    ),
    "another meaning of the keyspace": (
        """
        def own(db: Keyspace, name: Key[ListValue], value: Value) -> int:
            db = name
            return len(db)
        """,
        3,
    ),
    "a key that is deleted": (
        """
        def own(db: Keyspace, name: Key[ListValue], value: Value) -> int:
            size = len(name)
            del name
            return size
        """,
        3,
    ),
    "a name of the methods": (
        """
        def own(db: Keyspace, name: Name, value: Value) -> Text:
            __lock = self = value
            return __lock + self
        """,
        "dd",
    ),
    "a name of the methods that the module has": (
        """
        __reply = "e"

        def own(db: Keyspace, name: Name, value: Value) -> Text:
            return value + __reply
        """,
        "de",
    ),
    "a builtin that the module has its own of": (
        """
        def str(value: object) -> list[object]:
            return [value]

        def own(db: Keyspace, name: Name, value: Value) -> list[Text]:
            return str(value)
        """,
        ["d"],
    ),
    "all of its variables": (
        """
        def own(db: Keyspace, name: Name, value: Value) -> list[Text]:
            return sorted(locals())
        """,
        ["db", "name", "value"],
    ),
    "a variable of a function around it": (
        """
        def make(more: str) -> Any:
            def own(db: Keyspace, name: Name, value: Value) -> Text:
                return value + more
            return own
        own = make("e")
        """,
        "de",
    ),
    "a decorator that changes what it does": (
        """
        def shouting(function: Any) -> Any:
            @wraps(function)
            def shout(*args: Any) -> Any:
                return function(*args).upper()
            return shout

        @shouting
        def own(db: Keyspace, name: Name, value: Value) -> Text:
            return value
        """,
        "D",
    ),
    "a decorator that puts another function there": (
        """
        def other(space: Any, key: Any, text: Any) -> Any:
            return key + text

        @wraps(lambda db, name, value: None)
        def unused() -> None: ...

        def replaced(function: Any) -> Any:
            return wraps(function)(other)

        @replaced
        def own(db: Keyspace, name: Name, value: Value) -> Text:
            return value
        """,
        "listd",
    ),
}


def dedented(source: str) -> str:
    """Return the source of a module whose last function becomes an entry."""
    lines = [line[8:] for line in source.splitlines()]
    register = "\ncommand(group='list', writes=True, redis=lambda r, *args: args)(own)\n"
    return "\n".join(lines) + register


@pytest.mark.parametrize("case", WRITTEN_IN)
def test_body_is_written_into_its_method(case: str, load: Callable[[str], ModuleType]) -> None:
    source, expected = WRITTEN_IN[case]
    load(dedented(source))
    assert is_written_in("own")
    assert call("own", "list", "d")[0] == expected


@pytest.mark.parametrize("case", CALLED)
def test_body_that_cannot_be_written_in_is_called(
    case: str, load: Callable[[str], ModuleType]
) -> None:
    source, expected = CALLED[case]
    load(dedented(source))
    assert not is_written_in("own")
    reply, content = call("own", "list", "d")
    assert reply == expected
    assert content["list"] == ["a", "b", "c"]


def test_arguments_of_every_kind_arrive(load: Callable[[str], ModuleType]) -> None:
    load("""
@command(group="list", may_be_empty=True)
def own(
    db: Keyspace, first: Value, second: Value = "s", *rest: Value, flag: Flag = False,
    last: Int = 7, more: Values = ("m",),
) -> list[Any]:
    assert rest.__class__ is tuple
    return [first, second, *rest, flag, last, *more]
""")
    assert is_written_in("own")
    assert call("own", "f")[0] == ["f", "s", False, 7, "m"]
    assert call("own", b"f", 2, 3, b"\xff", last=0)[0] == ["f", "2", "3", b"\xff", False, 0, "m"]
    assert call("own", "f", "t", "u", flag=1, more=["n"])[0] == ["f", "t", "u", True, 7, "n"]


@pytest.mark.parametrize("returns", ["return", "if not more: return [first]\n    return"])
def test_first_of_several_arguments_may_be_apart(
    returns: str, load: Callable[[str], ModuleType]
) -> None:
    load(f"""
@command(group="list")
def own(db: Keyspace, name: Key[ListValue], first: First[Value], *more: Value) -> list[Text]:
    {returns} [first, *more, str(len(more))]
""")
    assert is_written_in("own") == (returns == "return")
    assert call("own", "list", "f")[0] in (["f", "0"], ["f"])
    assert call("own", "list", b"f", 2)[0] == ["f", "2", "1"]
    with pytest.raises(znsocket.exceptions.ResponseError, match="wrong number of arguments"):
        call("own", "list")
    with pytest.raises(TypeError, match="unexpected keyword argument 'first'"):
        call("own", "list", first="f")
    parameters = inspect.signature(znsocket.Storage.own).parameters  # type: ignore[attr-defined]
    assert [str(one) for one in parameters.values()] == [
        "self",
        "name: 'KeyT'",
        "*more: 'EncodableT'",
    ]


def test_first_argument_is_one_of_several(load: Callable[[str], ModuleType]) -> None:
    load("""
@command(group="list")
def own(db: Keyspace, first: First[Value], more: Value) -> Text:
    return first + more
""")
    with pytest.raises(TypeError, match=r"commands_of_a_test.* follow first"):
        call("own", "f", "g")


def test_globals_are_those_of_the_module(load: Callable[[str], ModuleType]) -> None:
    module = load("""
@command(group="list")
def own(db: Keyspace, value: Value) -> int:
    global calls
    calls += 1
    return len(value) * LIMIT
""")
    assert is_written_in("own")
    storage = znsocket.Storage()
    assert storage.own("ab") == 6  # type: ignore[attr-defined]
    vars(module)["LIMIT"] = 5
    assert storage.own("ab") == 10  # type: ignore[attr-defined]
    assert vars(module)["calls"] == 2


def test_command_may_have_the_name_of_a_builtin_that_methods_use(
    load: Callable[[str], ModuleType],
) -> None:
    load("""
@command(group="list", rules=(refused("len(value) > 3", error="too long"),))
def len(db: Keyspace, name: Key[ListValue], value: Value) -> int:
    return 10 * name.__len__()
""")
    assert call("len", "list", "abc")[0] == 30
    with pytest.raises(znsocket.exceptions.DataError, match="too long"):
        znsocket.Storage().len("list", "abcd")  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["self", "__lock"])
def test_parameter_that_methods_have_no_place_for_is_refused(
    name: str, load: Callable[[str], ModuleType]
) -> None:
    with pytest.raises(ValueError, match=rf"'own' at .*commands_of_a_test.* can be called {name}"):
        load(f"""
@command(group="list")
def own(db: Keyspace, {name}: Value) -> Text:
    return {name}
""")


PLAIN = """
@command(group="list")
def own(db: Keyspace, value: Value) -> Text:
    return value + "e"
"""


@pytest.mark.parametrize("now", ["def own(db, value):\n    return 1\n", "no Python", "", "\0"])
def test_source_that_has_changed_is_not_used(now: str, load: Callable[[str], ModuleType]) -> None:
    path = Path(str(load(PLAIN).__file__))
    path.write_text(now * 100)
    assert call("own", "d")[0] == "de"
    assert not is_written_in("own")


@pytest.mark.usefixtures("load")
def test_body_without_a_source_is_called() -> None:
    exec(HEADER + PLAIN, {"__name__": __name__})  # noqa: S102 - Python has no source of it
    assert call("own", "d")[0] == "de"
    assert not is_written_in("own")


@pytest.mark.usefixtures("load")
def test_body_in_a_zip_file_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w") as bundle:
        bundle.writestr("commands_in_a_zip_file.py", HEADER + PLAIN)
    monkeypatch.syspath_prepend(tmp_path / "bundle.zip")
    importlib.import_module("commands_in_a_zip_file")
    assert call("own", "d")[0] == "de"
    assert not is_written_in("own")


def test_methods_can_be_made_in_several_threads() -> None:
    class Store:
        """Has no methods made yet."""

    entries = [entry for entry in registry if entry.group in ("hash", "list", "string")]
    entries = [entry for entry in entries if not (entry.iterates or entry.builder)]
    for entry in entries:
        setattr(Store, entry.name, Method(Store, entry, embedded_method, entry.name))

    def make_all(number: int) -> None:
        for entry in entries[number:] + entries[:number]:
            getattr(Store, entry.name)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(make_all, range(4)))
    sys.setswitchinterval(interval)
    for entry in entries:
        assert is_written_in(entry.name, Store) == is_written_in(entry.name)


def failing_line(call: Callable[[], object]) -> tuple[str, str]:
    """Return the file and the line of source that a failing call's traceback ends in or near."""
    with pytest.raises(znsocket.exceptions.ResponseError) as caught:
        call()
    frames = [frame for frame in caught.traceback if "keyspace" not in str(frame.path)]
    return Path(frames[-1].path).name, str(frames[-1].statement).strip()


def test_tracebacks_show_the_line_of_the_entry() -> None:
    storage = znsocket.Storage({"list": ["a"], "text": "x"})
    file, line = failing_line(lambda: storage.lset("list", 7, "b"))
    assert (file, line) == ("lists.py", 'raise ResponseError("index out of range")')
    file, line = failing_line(lambda: storage.llen("text"))
    assert file == "lists.py"
    assert line.startswith("def llen(")
    method = znsocket.Storage.llen
    assert (method.__name__, method.__code__.co_name) == ("llen", "llen")
