"""Makes methods out of entries: real functions with the entry's signature and docstring.

Their source is generated and compiled once per class, at the first access, in the manner of
`dataclasses`: what can be known from an entry is decided then, and a call pays only for the checks
of its own arguments.
"""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from znsocket.exceptions import wrong_type
from znsocket.registry.entry import Argument, Entry, registry
from znsocket.registry.parameters import KeyParameter
from znsocket.registry.replies import StoredReading
from znsocket.registry.source import RUNNING, SENDING, Source

C = TypeVar("C", bound=type)
Build = Callable[[Entry], Any]

# One method is made at a time: `ast.parse` of CPython 3.11 fails in several threads at once.
_making = threading.RLock()


class Method:
    """Stands on a class for a command's method until the first access, which makes it.

    Parameters
    ----------
    owner : type
        The class that the method is made for.
    entry : Entry
        The command.
    build : callable
        Makes the function from the entry.
    name : str
        The method's name.
    """

    def __init__(self, owner: type, entry: Entry, build: Build, name: str) -> None:
        self.owner = owner
        self.entry = entry
        self.build = build
        self.name = name

    def __get__(self, instance: object, owner: type) -> Any:
        with _making:
            if vars(self.owner).get(self.name) is self:
                setattr(self.owner, self.name, self._made())
        return getattr(owner if instance is None else instance, self.name)

    def _made(self) -> Any:
        function = self.build(self.entry)
        function.__module__ = self.owner.__module__
        function.__qualname__ = f"{self.owner.__qualname__}.{self.name}"
        function.__doc__ = self.entry.doc
        if self.name != self.entry.name:
            function.__doc__ = f"Do what `{self.entry.name}` collects."
        return function


def surface(build: Build, *, iterators: bool = True) -> Callable[[C], C]:
    """Return a class decorator that gives the class a method for every entry.

    Parameters
    ----------
    build : callable
        Makes one method from one entry: `embedded_method`, `request_method`, ...
    iterators : bool
        Whether the class also gets the entries that iterate, such as ``scan_iter``.
    """

    def install(cls: C) -> C:
        registry.add_surface(_Methods(cls, build, iterators))
        return cls

    return install


class _Methods:
    """A class as a surface of the registry."""

    def __init__(self, cls: type, build: Build, iterators: bool) -> None:
        self._cls = cls
        self._build = build
        self._iterators = iterators
        self._made: set[str] = set()

    def check(self, entry: Entry) -> None:
        """Raise `ValueError` when something else of the class has the name of a method."""
        for name in _names(entry):
            if name not in self._made and hasattr(self._cls, name):
                raise ValueError(
                    f"command {entry.name!r} at {entry.place} would hide "
                    f"{self._cls.__qualname__}.{name}"
                )

    def add(self, entry: Entry) -> None:
        """Give the class its methods, which are made at the first access."""
        if entry.iterates and not self._iterators:
            return
        for name in _names(entry):
            build = self._build if name == entry.method else building_method
            self._made.add(name)
            setattr(self._cls, name, Method(self._cls, entry, build, name))

    def remove(self, entry: Entry) -> None:
        """Take the methods from the class."""
        for name in _names(entry) & self._made:
            self._made.remove(name)
            delattr(self._cls, name)


def _names(entry: Entry) -> set[str]:
    """Return the names of the methods that an entry stands for."""
    return {entry.name, entry.method}


def embedded_method(entry: Entry) -> Any:
    """Return the method of the embedded store: arguments, lock, keys, body.

    The instance must have the keyspace as ``_db``.
    """
    if entry.iterates:
        return _iterating_method(entry, "")
    source = Source(entry, RUNNING, count=True)
    db = source.keyspace
    source.add(1, f"{db} = self._db", f"__lock = {db}.lock", *_TAKE, "try:")
    _run_body(source, 2)
    source.add(1, "finally:", *_GIVE_BACK)
    _return_reply(source)
    return source.function()


def unlocked_method(entry: Entry) -> Any:
    """Return a method like `embedded_method` for a caller that holds the lock."""
    source = Source(entry, RUNNING, count=True)
    source.add(1, f"{source.keyspace} = self._db")
    _run_body(source, 1)
    _return_reply(source)
    return source.function()


def request_method(entry: Entry) -> Any:
    """Return a method that hands the checked call to ``self._request``.

    Called as ``_request(entry, args, options, score_cast)``; what it returns is the reply. `args`
    are the required arguments in order, `options` the others by name where they were given.
    """
    return _requesting_method(entry, "")


def counted_request_method(entry: Entry) -> Any:
    """Return a method like `request_method` that also refuses a call without its ``*args``."""
    return _requesting_method(entry, "", count=True)


def async_request_method(entry: Entry) -> Any:
    """Return the coroutine function that awaits ``self._request``; see `request_method`."""
    return _requesting_method(entry, "async")


# How the lock of a keyspace is taken and given back; `Lock` explains why it is done in this way.
_TAKE = (
    "while True:",
    "    try:",
    "        del __lock.free",
    "        break",
    "    except __rare.AttributeError:",
    "        __lock.wait()",
)
_GIVE_BACK = ("    __lock.free = True", "    if __lock.waiting: __lock.wake()")


def _run_body(source: Source, depth: int) -> None:
    """Generate what opens the keys, makes the reply and closes the keys."""
    entry, db = source.entry, source.keyspace
    received, closing, changed = [db], [], []
    by_name = False
    for argument in entry.arguments:
        by_name = by_name or argument.keyword or argument.parameter.local
        if argument.parameter.local or argument is entry.merged:
            continue
        if isinstance(argument.parameter, KeyParameter):
            closing += _open_key(source, depth, argument)
            changed.append(argument)
        if argument.first:
            received.append(argument.first)
        given = f"*{argument.name}" if argument.variadic else argument.name
        # The body does not get a local argument, so what stands behind it has another position.
        received.append(f"{argument.name}={given}" if by_name else given)
    if entry.notifies:
        told = next(one.name for one in entry.arguments if isinstance(one.parameter, KeyParameter))
        closing.insert(0, "__reply, __notice = __reply")
        closing.append(
            f"if __notice and {db}.on_change: {db}.on_change(__name_of_{told}, __notice)"
        )
    source.add_body(depth, f"__body({', '.join(received)})")
    source.add(depth, *closing)
    if entry.writes:
        _tell_observers(source, depth, changed)


def _return_reply(source: Source) -> None:
    local = source.entry.local
    if source.entry.blocking:
        source.add(1, "__reply = self._answer(__reply)")
    if local is not None:
        source.rare.update(restore=source.entry.reply.restore, Reading=StoredReading)
        source.add(1, f"if {local.name} is not float:")
        source.add(2, f"return __rare.restore(__reply, __rare.Reading({local.name}))")
    source.add(1, "return __reply")


def _open_key(source: Source, depth: int, argument: Argument) -> list[str]:
    """Generate what replaces a key by the value behind it; return the lines that put it back."""
    held, name, kind = argument.name, f"__name_of_{argument.name}", argument.kind or object
    db = source.keyspace
    source.rare["wrong_type"] = wrong_type
    source.given[f"__kind_of_{held}"] = kind
    source.add(
        depth,
        f"{name} = {held}",
        f"if {db}.expiring and {name} in {db}.expires: {db}.forget_if_due({name})",
    )
    if source.entry.fills:  # mostly there: finding it costs less than with `get`, missing it more
        source.rare["KeyError"] = KeyError
        source.add(
            depth,
            f"try: {held} = {db}.data[{name}]",
            f"except __rare.KeyError: {held} = None",
        )
    else:
        source.add(depth, f"{held} = {db}.data.get({name})")
    # The name of a key that is there was looked at when the key was made.
    missing = (
        f"    if {held} is not None: raise __rare.wrong_type()",
        f"    if not {name}.isascii(): {name} = {source.step('pack', argument)}({name})",
    )
    if not source.entry.writes:
        source.given[f"__empty_{held}"] = kind()
        source.add(
            depth,
            f"if {held}.__class__ is not __kind_of_{held}:",
            *missing,
            f"    {held} = __empty_{held}",
        )
        return []
    if source.entry.fills:
        source.add(
            depth,
            f"if {held}.__class__ is not __kind_of_{held}:",
            *missing,
            f"    {held} = __kind_of_{held}()",
            f"    {db}.put({name}, {held})",
        )
        return []
    source.add(
        depth,
        f"__new_{held} = {held}.__class__ is not __kind_of_{held}",
        f"if __new_{held}:",
        *missing,
        f"    {held} = __kind_of_{held}()",
    )
    filled = getattr(kind, "filled", "{x}").format(x=held)
    return [
        f"if __new_{held}:",
        f"    if {filled}: {db}.put({name}, {held})",
        f"elif not ({filled}): {db}.delete({name})",
    ]


def _tell_observers(source: Source, depth: int, changed: list[Argument]) -> None:
    """Generate what calls that wait and watches need, after a command that writes.

    While nobody waits or watches, which is nearly always, it costs one test. What the body changed
    through the keyspace's methods needs no telling, but values that it changed in place do.
    """
    db = source.keyspace
    touching = []
    for argument in changed:
        touch = f"{db}.observed.touch(__name_of_{argument.name})"
        if not source.entry.fills:
            touch = f"if not __new_{argument.name} or {argument.name}: {touch}"
        touching.append(touch)
    if touching and source.entry.unchanged:
        source.rare["unchanged"] = source.entry.unchanged
        touching = ["if __reply not in __rare.unchanged:", *(f"    {line}" for line in touching)]
    source.add(depth, f"if {db}.attended:")
    source.add(depth + 1, *touching, f"{db}.observed.serve({db})")


def _requesting_method(entry: Entry, prefix: str, count: bool = False) -> Any:
    if entry.iterates:
        return _iterating_method(entry, prefix)
    source = Source(entry, SENDING, prefix=prefix, count=count)
    args = []
    options = []
    # What stands before *args that are given cannot be given by name.
    followed = any(one.variadic and one is not entry.merged for one in entry.arguments)
    for argument in entry.arguments:
        if argument.parameter.local or argument is entry.merged:
            continue
        if argument.variadic:
            args.append(f"*{argument.name}")
        elif (argument.required or followed) and not argument.keyword:
            args.append(argument.name)
        else:
            options.append(argument)
    source.given["__entry"] = entry
    always = [f"{one.name!r}: {one.name}" for one in options if one.required]
    if options:
        source.add(1, f"__options = {{{', '.join(always)}}}")
    else:
        source.given["__options"] = {}  # always the same: nobody changes it
    for argument in options:
        if argument.required:
            continue
        operator = "is not" if argument.default is None or argument.default is False else "!="
        source.add(1, f"if {argument.name} {operator} {source.default(argument)}:")
        source.add(2, f"__options[{argument.name!r}] = {argument.name}")
    cast = f", {entry.local.name}" if entry.local else ""
    wait = "await " if prefix else ""
    source.add(1, f"return {wait}self._request(__entry, [{', '.join(args)}], __options{cast})")
    return source.function()


def building_method(entry: Entry) -> Any:
    """Return the method that collects the arguments of another one step by step."""
    builder = entry.builder
    assert builder is not None  # noqa: S101 - only such an entry has two methods

    def method(self: object, *args: Any, **options: Any) -> Any:
        return builder(getattr(self, entry.method), *args, **options)

    signature = inspect.signature(builder)
    _, *given = signature.parameters.values()
    myself = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    vars(method)["__signature__"] = signature.replace(parameters=[myself, *given])
    method.__name__ = entry.name
    return method


def _iterating_method(entry: Entry, prefix: str) -> Any:
    """Return the generator function that walks through the pages of ``entry.iterates``."""
    source = Source(entry, prefix=prefix)
    source.rare["dict"] = dict
    given = ", ".join(f"{argument.name}={argument.name}" for argument in entry.arguments)
    wait = "await " if prefix else ""
    source.add(1, "__cursor = 0", "while True:")
    source.add(
        2,
        f"__cursor, __page = {wait}self.{entry.iterates}(cursor=__cursor, {given})",
        "for __item in __page.items() if __page.__class__ is __rare.dict else __page:",
        "    yield __item",
        "if not __cursor:",
        "    return",
    )
    return source.function()
