"""An entry: one command, written once; and the registry that holds them all."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import (
    Annotated,
    Any,
    Protocol,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from znsocket.exceptions import ResponseError
from znsocket.registry.changes import ChangeMark
from znsocket.registry.names import Place, names_in, places_of_names
from znsocket.registry.parameters import (
    FIRST,
    KeyParameter,
    OneOrManyParameter,
    Parameter,
    WaitLimit,
)
from znsocket.registry.replies import Shape, shape_of
from znsocket.registry.rules import Rule
from znsocket.registry.text import Text

F = TypeVar("F", bound=Callable[..., Any])

_KINDS = inspect.Parameter

# Where the entries of znsocket itself are.
_BUILT_IN = "znsocket.commands."


@dataclass(frozen=True)
class Argument:
    """A parameter of an entry, resolved from its annotation.

    Attributes
    ----------
    name : str
    parameter : Parameter
        How it is checked and converted.
    kind : type or None
        For ``Key[...]``, the class of the value that the key holds.
    default : object
        ``inspect.Parameter.empty`` when the argument is required.
    variadic : bool
        It is ``*args``.
    keyword : bool
        It is given by name only, as all that follow ``*args`` are.
    optional : bool
        It may be None.
    first : str
        The parameter of the body that receives the first of ``*args``, if there is one.
    """

    name: str
    parameter: Parameter
    kind: type | None
    default: Any
    variadic: bool
    keyword: bool
    optional: bool
    first: str = ""

    @property
    def required(self) -> bool:
        """Whether a call must give it."""
        return self.default is _KINDS.empty and not self.variadic

    @property
    def option(self) -> bool:
        """Whether a call may leave it out."""
        return not (self.required or self.variadic)


@dataclass(eq=False)
class Entry:
    """One command: its function and what a signature cannot say.

    Attributes
    ----------
    name : str
        The method's and the event's name.
    body : callable
        The embedded store's implementation; its first parameter is the keyspace.
    group : str
        The heading it is documented under: ``"string"``, ``"list"``, ...
    writes : bool
        It may change the keyspace.
    complexity : str
        Cost in Redis' notation, as documentation.
    since : str
        The Redis version that brought the command.
    redis_name : str
        The name Redis knows it by, where it differs from `name`.
    rules : tuple of Rule
        Checked by every surface before anything is sent or done.
    may_be_empty : bool
        A call without any of the ``*args`` (or ``Names``) is not an error.
    iterates : str or None
        The name of the SCAN-like entry whose pages this one walks through; such an entry is made
        on the caller's side and has no body of its own.
    redis : callable or None
        For a command that Redis or redis-py lacks: a function over a `redis.Redis` and all
        arguments, the optional ones by name.
    adapter : str or None
        What the owner of an adapter is asked when one serves the key, with the other arguments.
    builder : callable or None
        For a command whose arguments are collected step by step: what the public method is. It is
        called with the method that takes them all at once, and with the public one's arguments.
    method : str
        The name of the method that takes the arguments of `body`: that of the entry, unless it has
        a builder.
    everywhere : callable or None
        For a command without keys that every server of a cluster is asked: makes one reply out of
        the list of theirs.
    blocking : str or None
        The name of the argument that tells how long the call waits; its body ends with
        `Keyspace.wait_for`.
    unchanged : tuple
        Replies of a command that writes which tell that it has changed nothing this time.
    fills : bool
        A command that writes never leaves a key empty, and raises nothing: a key that is missing is
        made before the body runs, and nobody looks at it afterwards.
    """

    name: str
    body: Callable[..., Any]
    group: str
    writes: bool = False
    complexity: str = ""
    since: str = "1.0.0"
    redis_name: str = ""
    rules: tuple[Rule, ...] = ()
    may_be_empty: bool = False
    iterates: str | None = None
    redis: Callable[..., Any] | None = None
    adapter: str | None = None
    builder: Callable[..., Any] | None = None
    everywhere: Callable[[list[Any]], Any] | None = None
    blocking: str | None = None
    unchanged: tuple[Any, ...] = ()
    fills: bool = False
    method: str = field(init=False)
    place: str = field(init=False)

    def __post_init__(self) -> None:
        self.redis_name = self.redis_name or self.name
        self.method = f"_{self.name}" if self.builder else self.name
        code = self.body.__code__
        self.place = f"{code.co_filename}:{code.co_firstlineno}"

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return get_type_hints(self.body, include_extras=True)

    @cached_property
    def signature(self) -> inspect.Signature:
        """The signature of the body."""
        return inspect.signature(self.body)

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """The parameters after the keyspace, in order; a `First` is part of the one behind it."""
        arguments = []
        first = ""
        for parameter in [*self.signature.parameters.values()][1:]:
            if FIRST in get_args(self._hints.get(parameter.name)):
                first = parameter.name
                continue
            arguments.append(self._argument(parameter, first))
            if first and not (arguments[-1].variadic and not self.may_be_empty):
                raise TypeError(f"{self.place}: no *args, of which there is one, follow {first}")
            first = ""
        return tuple(arguments)

    def _argument(self, parameter: inspect.Parameter, first: str) -> Argument:
        annotation = self._hints.get(parameter.name)
        optional = parameter.default is None or type(None) in get_args(annotation)
        if get_origin(annotation) in (Union, types.UnionType):
            options = [one for one in get_args(annotation) if one is not type(None)]
            if len(options) != 1:
                raise TypeError(f"{self.place}: {parameter.name} is a union: {annotation}")
            annotation = options[0]
        if get_origin(annotation) is not Annotated:
            raise TypeError(f"{self.place}: {parameter.name} has no parameter type: {annotation}")
        held, *marks = get_args(annotation)
        type_ = next((mark for mark in marks if isinstance(mark, Parameter)), None)
        if type_ is None:
            raise TypeError(f"{self.place}: {parameter.name} has no parameter type: {annotation}")
        return Argument(
            name=parameter.name,
            parameter=type_,
            kind=held if isinstance(type_, KeyParameter) else None,
            default=parameter.default,
            variadic=parameter.kind is _KINDS.VAR_POSITIONAL,
            keyword=parameter.kind is _KINDS.KEYWORD_ONLY,
            optional=optional,
            first=first,
        )

    @cached_property
    def notifies(self) -> bool:
        """Whether the body returns, beside the reply, what others are told of the change."""
        marks = get_args(self._hints["return"])[1:]
        return any(isinstance(mark, ChangeMark) for mark in marks)

    @cached_property
    def reply(self) -> Shape:
        """The shape of the reply, or of one item for an entry that iterates."""
        annotation = self._hints["return"]
        if self.iterates:
            (annotation,) = get_args(annotation)
        elif self.notifies:
            annotation, _ = get_args(get_args(annotation)[0])
        return shape_of(annotation)

    def method_on(self, client: Any) -> Callable[..., Any]:
        """Return what does the command over a `redis.Redis`: its method, or the entry's own.

        Raises
        ------
        ResponseError
            It is a command of the user's own that says nothing of Redis.
        """
        own = self.redis
        if own is not None:
            return lambda *args, **options: own(client, *args, **{**self.defaults, **options})
        if self.own:
            # It may be called like something of redis-py's without being that.
            raise ResponseError(
                f"{self.name} has neither Lua nor a function for Redis, so it can be called on "
                f"the embedded store only"
            )
        method: Callable[..., Any] = getattr(client, self.name)
        return method

    def names(self, args: list[Any], options: dict[str, Any]) -> list[Text]:
        """Return the names of the keys of a call whose arguments are packed.

        Examples
        --------
        >>> from znsocket.commands import registry
        >>> registry["lmove"].names(["a", "b", "LEFT", "RIGHT"], {})
        ['a', 'b']
        """
        return names_in(self._named, args, options)

    @cached_property
    def _named(self) -> tuple[Place, ...]:
        return places_of_names(self)

    @cached_property
    def kept(self) -> frozenset[type]:
        """The classes of replies that a caller who decodes gets as msgpack brought them."""
        return frozenset(kind for kind in (str, bool, int, float) if self.reply.keeps(kind))

    @cached_property
    def defaults(self) -> dict[str, Any]:
        """The default of each optional argument that is sent."""
        return {
            one.name: one.default
            for one in self.arguments
            if not (one.required or one.variadic or one.parameter.local)
        }

    def wait_limit(self, args: list[Any], options: dict[str, Any]) -> float | None:
        """Return how many seconds a call may wait, 0 for no limit, None when it does not wait.

        Parameters
        ----------
        args : list
            The required arguments, packed, in order.
        options : dict
            The others by name.
        """
        if self.blocking is None:
            return None
        (limit,) = (one for one in self.arguments if one.name == self.blocking)
        if limit.required:
            given = args[self.arguments.index(limit)]
        else:
            given = options.get(limit.name, limit.default)
        parameter = limit.parameter.inner
        assert isinstance(parameter, WaitLimit)  # noqa: S101 - that is what blocking names
        return parameter.seconds(given)

    @property
    def module(self) -> str:
        """The name of the module that the entry was written in."""
        return self.body.__module__

    @property
    def own(self) -> bool:
        """Whether it is a command of the user's own, and none of znsocket's."""
        return not self.module.startswith(_BUILT_IN)

    @property
    def doc(self) -> str:
        """The docstring, without indentation."""
        return inspect.getdoc(self.body) or ""

    @cached_property
    def local(self) -> Argument | None:
        """The argument that shapes the reply and is never sent, if there is one."""
        return next((one for one in self.arguments if one.parameter.local), None)

    @cached_property
    def merged(self) -> Argument | None:
        """The ``*args`` that a one-or-many parameter before them takes in, if there are any."""
        for before, after in pairwise(self.arguments):
            if isinstance(before.parameter, OneOrManyParameter) and after.variadic:
                return after
        return None


class Surface(Protocol):
    """A class that has a method for every entry."""

    def check(self, entry: Entry) -> None:
        """Raise `ValueError` when the class cannot have a method of the entry's name."""

    def add(self, entry: Entry) -> None:
        """Give the class its method."""

    def remove(self, entry: Entry) -> None:
        """Take the method from the class."""


class Registry:
    """All entries by name, and the classes that have a method for each of them.

    Attributes
    ----------
    commands : dict
        The entries that a message can name, by name: all but those that iterate.
    """

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self.commands: dict[str, Entry] = {}
        self._surfaces: list[Surface] = []

    def add(self, entry: Entry) -> None:
        """Register an entry and give every surface its method.

        Raises
        ------
        ValueError
            The name is taken or cannot be a command's name; nothing was registered then.
        """
        taken = self._entries.get(entry.name)
        if taken is not None:
            raise ValueError(
                f"command {entry.name!r} at {entry.place} is taken by the one at {taken.place}"
            )
        if entry.name.startswith("_"):
            raise ValueError(
                f"{entry.name!r} at {entry.place} cannot be a command's name: it is private"
            )
        for name in entry.signature.parameters:
            # Methods have variables of their own, which begin with two underscores.
            if name == "self" or name.startswith("__"):
                raise ValueError(
                    f"no parameter of {entry.name!r} at {entry.place} can be called {name}"
                )
        for surface in self._surfaces:
            surface.check(entry)
        self._entries[entry.name] = entry
        if not entry.iterates:
            self.commands[entry.name] = entry
        for surface in self._surfaces:
            surface.add(entry)

    def remove(self, name: str) -> None:
        """Forget the entry `name`, and take its methods from their classes."""
        entry = self._entries.pop(name)
        self.commands.pop(name, None)
        for surface in self._surfaces:
            surface.remove(entry)

    def add_surface(self, surface: Surface) -> None:
        """Give a class the methods of all entries, those that are registered later included."""
        for entry in self:
            surface.check(entry)
            surface.add(entry)
        self._surfaces.append(surface)

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries.values()))

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name]

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __len__(self) -> int:
        return len(self._entries)


registry = Registry()


def command(  # noqa: PLR0913 - each says one thing that a signature cannot
    *,
    group: str,
    writes: bool = False,
    complexity: str = "",
    since: str = "1.0.0",
    redis_name: str = "",
    rules: tuple[Rule, ...] = (),
    may_be_empty: bool = False,
    iterates: str | None = None,
    redis: Callable[..., Any] | None = None,
    adapter: str | None = None,
    builder: Callable[..., Any] | None = None,
    everywhere: Callable[[list[Any]], Any] | None = None,
    blocking: str | None = None,
    unchanged: tuple[Any, ...] = (),
    fills: bool = False,
) -> Callable[[F], F]:
    """Register the decorated function as an entry; see `Entry` for the arguments.

    Examples
    --------
    >>> from znsocket.registry import Key, command
    >>> from znsocket.keyspace import HashValue, Keyspace
    >>> @command(group="hash", complexity="O(1)")
    ... def hwidth(db: Keyspace, name: Key[HashValue]) -> int:
    ...     \"\"\"Return the number of fields.\"\"\"
    ...     return len(name)
    >>> from znsocket import Storage
    >>> Storage({"h": {"a": "1"}}).hwidth("h")
    1
    """

    def register(body: F) -> F:
        registry.add(
            Entry(
                name=body.__name__,
                body=body,
                group=group,
                writes=writes,
                complexity=complexity,
                since=since,
                redis_name=redis_name,
                rules=rules,
                may_be_empty=may_be_empty,
                iterates=iterates,
                redis=redis,
                adapter=adapter,
                builder=builder,
                everywhere=everywhere,
                blocking=blocking,
                unchanged=unchanged,
                fills=fills,
            )
        )
        return body

    return register
