"""Writes the TypeScript of commands: their types with documentation, and how they travel."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from znsocket.generate.docstrings import Docstring, comment, read_docstring
from znsocket.generate.examples import javascript_examples
from znsocket.generate.names import command_name, parameter_name
from znsocket.generate.notation import accepted_type, reader, received_type
from znsocket.generate.signature import Signature
from znsocket.registry import Argument, Entry
from znsocket.registry.kinds import ChoiceParameter, MappingParameter, WordParameter
from znsocket.registry.numbers import MomentParameter, WaitLimit

#: What takes a command's place among the parameters; as names of parameters they are not allowed.
_RESERVED = {"default", "delete", "in", "new", "with"}


def typescript_module(entries: Iterable[Entry], origin: str) -> str:
    """Return the module of the client's own commands: their types, and how they are called.

    Parameters
    ----------
    entries : iterable of Entry
        The commands, in the order of the module.
    origin : str
        Where they come from and what wrote the file, for its first line.
    """
    commands = [_Command(entry) for entry in entries]
    return "".join(
        [
            f"// Generated from {origin}; changes are lost.\n",
            'import type { Command } from "./command.js";\n',
            'import type { Pipeline } from "./pipeline.js";\n',
            'import * as read from "./replies.js";\n',
            f'import type {{ {_TYPES} }} from "./types.js";\n',
            *_types(commands),
            "\n/** Every command as a method that returns the promise of its reply. */\n",
            f"export {_methods(commands)}",
            "\n/** Every command as a method that queues it and returns the pipeline. */\n",
            f"export {_queueing_methods(commands)}",
            "\n/** How each command is called over the wire, and its reply read. */\n",
            f"export const COMMANDS: Record<string, Command> = {_table(commands)};\n",
        ]
    )


def typescript_extension(entries: Iterable[Entry], origin: str) -> str:
    """Return a module that gives the client further commands; importing it does so.

    Parameters
    ----------
    entries, origin
        See `typescript_module`.
    """
    commands = [_Command(entry) for entry in entries]
    written = "".join(
        [
            *_types(commands),
            '\ndeclare module "znsocket/commands" {\n',
            textwrap.indent(_methods(commands), "  "),
            "\n",
            textwrap.indent(_queueing_methods(commands), "  "),
            "}\n",
            f"\naddCommands({_table(commands)});\n",
        ]
    )
    # Compilers can be told to refuse what is imported and not used.
    names = [one for one in _TYPES.split(", ") if re.search(rf"\b{one}\b", written)]
    types = ", ".join(f"type {one}" for one in sorted([*names, "Pipeline"]))
    return (
        f"// Generated from {origin}; changes are lost.\n"
        f'import {{ addCommands, {types} }} from "znsocket";\n'
        f'import * as read from "znsocket/replies";\n{written}'
    )


_TYPES = "Dictionary, Encodable, Integer, Key, Mapping, Text"


def _types(commands: list[_Command]) -> list[str]:
    """Return the types that the declarations of methods refer to."""
    return [
        *(f"\n{one.options_type}" for one in commands if one.call.options),
        *(f"\n{one.arguments_type}" for one in commands if one.arguments_type),
        *(f"\n{one.reply_type}" for one in commands if one.reply_type),
    ]


def _methods(commands: list[_Command]) -> str:
    methods = "\n".join(one.method for one in commands)
    return f"interface Commands<T extends Text = string> {{\n{methods}}}\n"


def _queueing_methods(commands: list[_Command]) -> str:
    methods = "\n".join(one.queueing_method for one in commands if not one.entry.iterates)
    return f"interface PipelineCommands<T extends Text, R extends unknown[]> {{\n{methods}}}\n"


def _table(commands: list[_Command]) -> str:
    lines = "".join(f"  {one.name}: {one.descriptor},\n" for one in commands)
    return f"{{\n{lines}}}"


@dataclass(frozen=True)
class _Command:
    """One entry as TypeScript."""

    entry: Entry

    @cached_property
    def name(self) -> str:
        return command_name(self.entry.name)

    @cached_property
    def doc(self) -> Docstring:
        return read_docstring(self.entry.doc)

    @cached_property
    def call(self) -> Signature:
        return Signature(self.entry)

    @property
    def _type_stem(self) -> str:
        return self.name[0].upper() + self.name[1:]

    @cached_property
    def _options_parameter(self) -> str:
        mark = "" if any(one.required for one in self.call.options) else "?"
        return f"options{mark}: {self._type_stem}Options"

    @property
    def options_type(self) -> str:
        """The interface of the options."""
        lines = [
            f"/** Options of `{self.name}`. */",
            f"export interface {self._type_stem}Options {{",
        ]
        for one in self.call.options:
            lines += comment(self.doc.parameters.get(one.name, ""), indent="  ")
            mark = "" if one.required else "?"
            lines.append(f"  {parameter_name(one.name)}{mark}: {_accepted(one)};")
        return "\n".join([*lines, "}", ""])

    @cached_property
    def _forms(self) -> list[str]:
        """The lists of parameters that a call may have."""
        required = [_declared(one) for one in self.call.required]
        if self.call.variadic is not None:
            item = _array(_one_or_many(_accepted(self.call.variadic)))
            several = [*required, f"...{_identifier(self.call.variadic)}: {item}"]
            if not self.call.options:
                return [", ".join(several)]
            forms = [", ".join([*several, self._options_parameter.replace("?:", ":")])]
            if "?" in self._options_parameter:
                forms.insert(0, ", ".join(several))
            return forms
        if not self.call.options:
            return [", ".join(required)]
        named = self._options_parameter
        if self.call.mapping is not None:
            named = f"{_identifier(self.call.mapping)}: {_accepted(self.call.mapping)}"
        forms = [", ".join([*required, named])]
        if self.call.positional:
            first, *others = self.call.positional
            by_position = [
                f"{_identifier(first)}: {_accepted(first)}{' | undefined' * bool(others)}",
                *(f"{_identifier(one)}?: {_accepted(one)}" for one in others),
            ]
            rest = (
                []
                if len(self.call.positional) == len(self.call.options)
                else [self._options_parameter]
            )
            forms.append(", ".join([*required, *by_position, *rest]))
        return forms

    @cached_property
    def _one_form(self) -> bool:
        """Whether all calls have one list of parameters that JavaScript can declare."""
        return len(self._forms) == 1 and not (self.call.variadic and self.call.options)

    @property
    def arguments_type(self) -> str:
        """The type of the arguments, where a list of parameters does not do."""
        if self._one_form:
            return ""
        forms = "".join(f"\n  | [{form}]" for form in self._forms)
        return (
            f"/** What `{self.name}` can be called with. */\n"
            f"export type {self._type_stem}Arguments ={forms};\n"
        )

    @property
    def _parameters(self) -> str:
        return self._forms[0] if self._one_form else f"...args: {self._type_stem}Arguments"

    @property
    def reply_type(self) -> str:
        """The type of the reply, where it is a record."""
        if not self._has_record:
            return ""
        return (
            f"/** What `{self.name}` gives. */\n"
            f"export type {self._type_stem}Reply<T extends Text = string> = "
            f"{received_type(self.entry.reply.exact)};\n"
        )

    @property
    def _has_record(self) -> bool:
        return "{" in self.entry.reply.exact

    @property
    def _reply(self) -> str:
        if self._has_record:
            return f"{self._type_stem}Reply<T>"
        return received_type(self.entry.reply.exact)

    @cached_property
    def _comment(self) -> list[str]:
        doc = self.doc
        tags: list[tuple[str, str]] = []
        if self._one_form:
            given = [*self.call.required, *([self.call.variadic] if self.call.variadic else [])]
            tags += [
                (f"@param {_identifier(one)}", doc.parameters[one.name])
                for one in given
                if doc.parameters.get(one.name)
            ]
        if doc.returns:
            tags.append(("@returns", doc.returns))
        tags += [("@throws", f"{error}: {when}") for error, when in doc.raises.items()]
        if examples := javascript_examples(doc.examples):
            tags.append(("@example", f"```ts\n{examples}\n```"))
        return comment(doc.text, tags, "  ")

    @property
    def method(self) -> str:
        """The declaration of the client's method."""
        kind = "AsyncIterableIterator" if self.entry.iterates else "Promise"
        declaration = f"  {self.name}({self._parameters}): {kind}<{self._reply}>;"
        return "\n".join([*self._comment, declaration, ""])

    @property
    def queueing_method(self) -> str:
        """The declaration of the pipeline's method."""
        declaration = f"  {self.name}({self._parameters}): Pipeline<T, [...R, {self._reply}]>;"
        return "\n".join(
            [*comment(self.doc.text.partition("\n\n")[0], indent="  "), declaration, ""]
        )

    @property
    def descriptor(self) -> str:
        """The command's line of the table."""
        parts: dict[str, Any] = {"name": self.entry.name}
        if self.call.required:
            parts["required"] = [one.name for one in self.call.required]
        if self.call.variadic is not None:
            parts["variadic"] = True
        if self.call.options:
            parts["options"] = [one.name for one in self.call.options]
        if self.call.positional:
            parts["positional"] = len(self.call.positional)
        if self.call.mapping is not None:
            parts["mapping"] = self.call.mapping.name
        if kinds := {one.name: kind for one in self.entry.arguments if (kind := _kind(one))}:
            parts["kinds"] = kinds
        if self.entry.blocking:
            parts["waits"] = self._wait_limit
        if self.entry.iterates:
            parts["iterates"] = command_name(self.entry.iterates)
        spelled = [f"{key}: {_literal(value)}" for key, value in parts.items()]
        spelled.append(f"reply: {reader(self.entry.reply.exact)}")
        return f"{{ {', '.join(spelled)} }}"

    @property
    def _wait_limit(self) -> list[Any]:
        """The argument that limits the waiting, its unit in ms, and what its absence is."""
        (limit,) = (one for one in self.entry.arguments if one.name == self.entry.blocking)
        parameter = limit.parameter.inner
        if not isinstance(parameter, WaitLimit):
            raise TypeError(f"{self.entry.place}: {limit.name} is no limit of waiting")
        seconds = parameter.seconds(1000)
        return [limit.name, round(seconds or 0), None if limit.required else limit.default]


def _accepted(argument: Argument) -> str:
    """Return the type of an argument; of one that is a word, the words."""
    parameter = argument.parameter.inner
    words: Iterable[str] = ()
    if isinstance(parameter, WordParameter):
        words = parameter.words
    elif isinstance(parameter, ChoiceParameter):
        words = parameter.choices
    if not words:
        absent = " | null" if argument.required and argument.optional else ""
        return accepted_type(parameter.accepts) + absent
    spellings = [spelling for word in words for spelling in (word.upper(), word.lower())]
    return " | ".join(json.dumps(one) for one in dict.fromkeys(spellings))


def _kind(argument: Argument) -> str:
    """Return what the client has to do with an argument beyond what every value needs."""
    parameter = argument.parameter.inner
    if isinstance(parameter, MappingParameter):
        return "pairs"
    if isinstance(parameter, MomentParameter):
        return "seconds" if parameter.per_second == 1 else "milliseconds"
    return "nullable" if argument.required and argument.optional else ""


def _declared(argument: Argument) -> str:
    return f"{_identifier(argument)}: {_accepted(argument)}"


def _identifier(argument: Argument) -> str:
    name = parameter_name(argument.name)
    return f"{name}_" if name in _RESERVED else name


def _one_or_many(item: str) -> str:
    return f"{item} | readonly {_array(item)}"


def _array(item: str) -> str:
    return f"({item})[]" if " | " in item else f"{item}[]"


def _literal(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key}: {_literal(one)}' for key, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    return json.dumps(value)
