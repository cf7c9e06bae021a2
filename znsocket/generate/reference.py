"""Writes pages of the reference, in Markdown: what each command does, takes and gives."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator

from znsocket.generate.docstrings import Docstring, read_docstring
from znsocket.generate.examples import javascript_examples
from znsocket.generate.names import command_name
from znsocket.generate.stubs import signature
from znsocket.registry import Argument, Entry, Lua


def reference_page(title: str, entries: Iterable[Entry], introduction: str = "") -> str:
    """Return a page of the reference.

    Parameters
    ----------
    title : str
        Its heading.
    entries : iterable of Entry
        The commands, in the order of the page.
    introduction : str
        What stands before them.

    Examples
    --------
    >>> from znsocket.commands import registry
    >>> reference_page("Lists", [registry["llen"]]).splitlines()[:3]
    ['# Lists', '', '## llen']
    """
    parts = [f"# {title}", *([introduction] if introduction else [])]
    for entry in entries:
        parts += _section(entry)
    return "\n\n".join(parts) + "\n"


def _section(entry: Entry) -> Iterator[str]:
    doc = read_docstring(entry.doc)
    yield f"## {entry.name}"
    yield _block("python", _signature(entry))
    if doc.text:
        yield _markdown(doc.text)
    if rows := [_row(one, doc) for one in entry.arguments]:
        yield "\n".join(["| argument | type | |", "|---|---|---|", *rows])
    if doc.returns:
        yield f"**Returns** {_markdown(doc.returns)}"
    if doc.raises:
        yield "\n".join(
            [f"**Raises** `{error}`: {_markdown(when)}  " for error, when in doc.raises.items()]
        )
    if doc.examples:
        yield _block("pycon", doc.examples)
    yield f"In TypeScript: `{command_name(entry.name)}`"
    if examples := javascript_examples(doc.examples):
        yield _block("ts", examples)
    yield f"*{', '.join(_facts(entry))}*"


def _signature(entry: Entry) -> str:
    reply = re.sub(r"\bT\b", "str", entry.reply.stub)
    if entry.builder is not None:
        _, *given = inspect.signature(entry.builder).parameters.values()
        return f"{entry.name}({', '.join(map(str, given))})"
    return signature(entry, f"Iterator[{reply}]" if entry.iterates else reply)


def _row(argument: Argument, doc: Docstring) -> str:
    accepts = argument.parameter.accepts + (" | None" if argument.optional else "")
    said = doc.parameters.get(argument.name, "")
    cells = [f"`{'*' * argument.variadic}{argument.name}`", f"`{accepts}`", _markdown(said)]
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _facts(entry: Entry) -> Iterator[str]:
    if entry.complexity:
        yield entry.complexity
    if entry.iterates:
        yield f"walks through the pages of `{entry.iterates}`"
    else:
        yield "writes" if entry.writes else "reads"
    if entry.blocking:
        yield "waits"
    if isinstance(entry.redis, Lua):
        yield "on Redis a script"
    elif entry.redis is not None:
        yield "on Redis a function over redis-py"
    elif entry.own:
        yield "not on Redis"
    else:
        yield f"on Redis `{entry.redis_name.upper().replace('|', ' ')}` since {entry.since}"


def _markdown(text: str) -> str:
    """Return reStructuredText of a docstring as Markdown."""
    text = re.sub(r"``(.+?)``", r"`\1`", text)
    parts = text.split("`")
    parts[::2] = [re.sub(r"([*_<>\[\]])", r"\\\1", part) for part in parts[::2]]
    return "`".join(parts)


def _block(language: str, code: str) -> str:
    return f"```{language}\n{code}\n```"
