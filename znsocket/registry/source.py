"""The source of a method that is made from an entry: its signature and what it does to arguments.

A call whose arguments are all as they should be pays for the expression that tells so, and for
nothing else. Any other call takes the steps of `znsocket.registry.kinds`, each for all arguments.
The first of ``*args`` is a parameter of its own, which saves much of the usual call with one.
"""

from __future__ import annotations

import inspect
import linecache
from collections.abc import Iterator
from itertools import groupby
from types import CodeType, SimpleNamespace
from typing import Any

from znsocket.exceptions import DataError, ResponseError, wrong_number_of_arguments
from znsocket.registry.entry import Argument, Entry
from znsocket.registry.inline import PLACE, NotWritable, Statements
from znsocket.registry.parameters import KeyParameter, OneOrManyParameter
from znsocket.registry.rules import Rule

#: What clients do before they send, and what the embedded store does before it runs the body.
SENDING = ("check", "pack")
RUNNING = ("check", "pack", "parse")

_NEVER = "False"
_ABSENT = object()


def _first(argument: Argument) -> str:
    """Return what the first of ``*args`` is called."""
    return f"__first_of_{argument.name}"


class Source:
    """The source of one method while it is written, and what it refers to.

    It calls the keyspace by the name that the body has for it. What it adds to the names of
    arguments, and to ``self``, begins with two underscores.

    Parameters
    ----------
    entry : Entry
        The command.
    steps : tuple of str
        The steps that arguments go through: `SENDING`, `RUNNING` or none.
    prefix : str
        What stands before ``def``.
    count : bool
        Refuse a call without the ``*args`` that it needs.

    Attributes
    ----------
    keyspace : str
        What the keyspace is called.
    given : dict
        What the method refers to, by name. Each costs every call a little.
    rare : dict
        What it refers to only when something is not as usual, as attributes of ``__rare``.
    """

    def __init__(
        self, entry: Entry, steps: tuple[str, ...] = (), prefix: str = "", count: bool = False
    ) -> None:
        self.entry = entry
        self.given: dict[str, Any] = {}
        self.rare: dict[str, Any] = {"AttributeError": AttributeError}
        self.keyspace = next(iter(entry.signature.parameters))
        self.lines = [f"{prefix} def __method({self._parameters()}):".strip()]
        self._call = ""
        # What a call goes through that is not as it should be; True for what concerns options.
        self._pending: list[tuple[bool, str]] = []
        self._steps = steps
        self._count = count
        if steps:
            self._check_arguments()

    def add_body(self, depth: int, call: str) -> None:
        """Append what makes the ``__reply``: the body's own statements, or else a `call` of it."""
        self._call = call
        self.add(depth, PLACE)

    def add(self, depth: int, *lines: str) -> None:
        """Append lines at a depth of indentation."""
        self.lines += ["    " * depth + line for line in lines]

    def function(self) -> Any:
        """Compile what was written and return the function with its annotations."""
        code, seen = self._compiled()
        made: dict[str, Any] = {}
        exec(code, seen, made)  # noqa: S102 - written here, of what an entry says
        function = made["__make"](*self.given.values(), SimpleNamespace(**self.rare))
        function.__name__ = self.entry.name
        function.__code__ = function.__code__.replace(co_name=self.entry.name)
        types = {
            argument.name: argument.parameter.accepts + (" | None" if argument.optional else "")
            for argument in self.entry.arguments
        }
        function.__annotations__ = types | {"return": self.entry.reply.stub}
        shown = inspect.signature(function)
        function.__signature__ = shown.replace(
            parameters=[one for one in shown.parameters.values() if one.default is not _ABSENT]
        )
        return function

    def _compiled(self) -> tuple[CodeType, dict[str, Any]]:
        """Return the code of what makes the method, and the global names that it sees."""
        if self._call:
            body, names = self.entry.body, list(self.entry.signature.parameters)
            try:
                statements = Statements(body, names, "__reply")
                return statements.written_into(self._text(), self._kept()), body.__globals__
            except (NotWritable, SystemError):  # the latter when other threads parse: gh-106905
                self.given["__body"] = body
                call = f"__reply = {self._call}"
                self.lines = [line.replace(PLACE, call) for line in self.lines]
        source = self._text()
        filename = f"<command {self.entry.name}>"
        # Where tracebacks look for lines.
        linecache.cache[filename] = len(source), None, source.splitlines(keepends=True), filename
        return compile(source, filename, "exec"), {}

    def _text(self) -> str:
        """Return the source of a function that takes what the method refers to and makes it."""
        return "\n".join(
            [
                f"def __make({', '.join([*self.given, '__rare'])}):",
                *(f"    {line}" for line in self.lines),
                "    return __method",
                "",
            ]
        )

    def _kept(self) -> set[str]:
        """Return the parameters of the body that are of use behind it, too."""
        return {self.keyspace} | {
            one.name
            for one in self.entry.arguments
            if one.parameter.local or isinstance(one.parameter, KeyParameter)
        }

    def default(self, argument: Argument) -> str:
        """Return an expression for an argument's default."""
        if argument.default is None or type(argument.default) in (bool, int, float, str):
            return repr(argument.default)
        self.given[f"__default_of_{argument.name}"] = argument.default
        return f"__default_of_{argument.name}"

    def _parameters(self) -> str:
        parameters = ["self"]
        for argument in self.entry.arguments:
            if argument.variadic:
                if argument is not self.entry.merged:
                    self.given["__absent"] = _ABSENT
                    parameters.append(f"{_first(argument)}=__absent")
                parameters.append(f"*{argument.name}")
            elif argument.required:
                parameters.append(argument.name)
            else:
                parameters.append(f"{argument.name}={self.default(argument)}")
        return ", ".join(parameters)

    def _check_arguments(self) -> None:
        """Write the test that arguments are as they should be, and the steps for when not."""
        arguments = [one for one in self.entry.arguments if one is not self.entry.merged]
        conditions = list(self._conditions([one for one in arguments if not one.option]))
        conditions += self._unbroken()
        options = list(self._conditions([one for one in arguments if one.option]))
        if options and _NEVER not in options:
            self._add_all(options, "__plain = ({})")
            conditions.append("__plain")
        else:
            conditions += options
        if not conditions:
            return
        depth = 1
        if _NEVER not in conditions:
            self._add_all(conditions, "if not ({}):")
            depth = 2
        several = next((one for one in arguments if one.variadic), None)
        if several is not None:
            self.rare["absent"] = _ABSENT
            head, others = _first(several), several.name
            self.add(depth, f"if {head} is not __rare.absent: {others} = ({head}, *{others})")
        self._write_steps(arguments)
        for plain, lines in groupby(self._pending, key=lambda one: one[0]):
            if plain and "__plain" in conditions:
                self.add(depth, "if not __plain:")
                self.add(depth + 1, *(line for _, line in lines))
            else:
                self.add(depth, *(line for _, line in lines))
        if several is None:
            return
        apart = several.first if "parse" in self._steps else ""
        if apart:
            self.add(depth, f"{apart}, {others} = {others}[0], {others}[1:]")
        if depth > 1:
            self.add(1, f"else: {apart} = {head}" if apart else f"else: {others} = ({head},)")

    def _add_all(self, conditions: list[str], around: str) -> None:
        """Append what is made of conditions that all are true, a line each."""
        before, after = around.split("{}")
        self.add(1, before + conditions[0], *(f"    and {one}" for one in conditions[1:]))
        self.lines[-1] += after

    def _write_steps(self, arguments: list[Argument]) -> None:
        """Write the steps and the rules in their order."""
        ordered = sorted(arguments, key=lambda one: one.parameter.order)
        first = {one.name for one in ordered if one.required and not one.parameter.order}
        self._take_step("check", [one for one in ordered if one.name in first])
        self._keep_rules(by_redis=False)
        others = [one for one in ordered if one.name not in first]
        for order, several in groupby(others, key=lambda one: one.parameter.order):
            self._take_step("check", list(several))
            self._keep_rules(by_redis=False, order=order)
        self._take_step("pack", arguments)
        self._count_arguments(arguments)
        if "parse" in self._steps:
            self._take_step("parse", ordered)
            self._keep_rules(by_redis=True)

    def _keep_rules(self, by_redis: bool, order: int | None = None) -> None:
        """Write what raises an error where a rule is broken."""
        error = ResponseError if by_redis else DataError
        for rule in self.entry.rules:
            if rule.by_redis == by_redis and rule.order == order:
                self.rare[error.__name__] = error
                then = f"raise __rare.{error.__name__}({rule.error!r})"
                if rule.drops:
                    then = "; ".join(f"{name} = None" for name in rule.drops)
                line = f"if {self._broken(rule)}: {then}"
                self._pending.append((bool(rule.options), line))

    def _conditions(self, arguments: list[Argument]) -> Iterator[str]:
        """Yield the expressions that are all true of a call that needs no step for any argument."""
        ruled = {name for rule in self.entry.rules for name in rule.options}
        for argument in arguments:
            name = argument.name
            if name in ruled:
                yield f"{name} is {argument.default!r}"
            elif argument.variadic:
                yield f"not {name}"
                yield self._fast(argument, _first(argument))
            elif argument.optional:
                fast = self._fast(argument, name)
                yield f"{name} is None" if fast == _NEVER else f"({name} is None or {fast})"
            elif isinstance(argument.parameter, KeyParameter) and "parse" in self._steps:
                yield argument.parameter.found.format(x=name)  # `open_key` looks at one that is not
            else:
                fast = self._fast(argument, name)
                yield f"({fast})" if " or " in fast else fast

    def _unbroken(self) -> Iterator[str]:
        """Yield the expressions that are true while rules are kept that any call may break."""
        for rule in self.entry.rules:
            if not (rule.options or rule.drops):
                yield f"not ({self._broken(rule)})"

    def _fast(self, argument: Argument, given: str) -> str:
        """Return the expression that is true of what is given when it needs no step."""
        parameter = argument.parameter
        ready = f"__ready_{argument.name}"
        if "{ready}" in parameter.fast:
            self.given[ready] = parameter.ready
        return parameter.fast.format(x=given, ready=ready)

    def _broken(self, rule: Rule) -> str:
        given = {  # each is True or False
            one.name: f"({one.name} is not None)"
            if one.default is None
            else f"(not not {one.name})"
            for one in self.entry.arguments
        }
        return rule.broken.format(**given)

    def _take_step(self, step: str, arguments: list[Argument]) -> None:
        """Write one step for those of the arguments that have it."""
        for argument in arguments:
            if not argument.parameter.does(step):
                continue
            name, call = argument.name, self.step(step, argument)
            if argument.variadic:
                line = self._step_of_each(step, argument)
            else:
                line = f"{call}({name})" if step == "check" else f"{name} = {call}({name})"
                fast = self._fast(argument, name)
                tests = [f"{name} is not None"] if argument.optional else []
                tests += [f"not ({fast})"] if fast != _NEVER else []
                if tests:
                    line = f"if {' and '.join(tests)}: {line}"
            self._pending.append((argument.option, line))
            others = self.entry.merged
            if step == "pack" and others and isinstance(argument.parameter, OneOrManyParameter):
                line = f"{name} += [{self.step(step, others)}(__one) for __one in {others.name}]"
                self._pending.append((False, line))

    def step(self, step: str, argument: Argument) -> str:
        """Return an expression for the function that takes a step."""
        name = f"{step}_{argument.name}"
        self.rare[name] = getattr(argument.parameter, step)
        return f"__rare.{name}"

    def _step_of_each(self, step: str, argument: Argument) -> str:
        name, call = argument.name, self.step(step, argument)
        if step == "check":
            return f"for __one in {name}: {call}(__one)"
        fast = self._fast(argument, "__one")
        each = f"{call}(__one)" if fast == _NEVER else f"__one if {fast} else {call}(__one)"
        return f"{name} = (*[{each} for __one in {name}],)"

    def _count_arguments(self, arguments: list[Argument]) -> None:
        if not self._count or self.entry.may_be_empty:
            return
        for argument in arguments:
            several = isinstance(argument.parameter, OneOrManyParameter) and argument.required
            if argument.variadic or several:
                self.rare["too_few"] = wrong_number_of_arguments
                line = f"if not {argument.name}: raise __rare.too_few({self.entry.redis_name!r})"
                self._pending.append((False, line))
