"""Reads numpydoc docstrings and makes TSDoc comments of them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_HEADING = re.compile(r"^(\w[\w ]*)\n-{3,}$", re.MULTILINE)
_WIDTH = 96
_CONSTANTS = {"None": "null", "True": "true", "False": "false"}
_WHOLE_WORDS: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}


@dataclass
class Docstring:
    """The parts of a docstring.

    Attributes
    ----------
    text : str
        Summary and description.
    parameters : dict
        What is said of each parameter, by its name.
    returns : str
        What is said of the reply.
    raises : dict
        When each error is raised, by its class name.
    examples : str
        The examples as they stand.
    """

    text: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    returns: str = ""
    raises: dict[str, str] = field(default_factory=dict)
    examples: str = ""


def read_docstring(doc: str) -> Docstring:
    """Return the parts of a numpydoc docstring without indentation."""
    text, *rest = _HEADING.split(doc)
    sections = dict(zip(rest[::2], rest[1::2], strict=True))
    return Docstring(
        text=text.strip(),
        parameters={
            name.strip().lstrip("*"): said
            for names, said in _definitions(sections.get("Parameters", ""))
            for name in names.partition(" :")[0].split(",")
        },
        returns=" ".join(said for _, said in _definitions(sections.get("Returns", "")) if said),
        raises=dict(_definitions(sections.get("Raises", ""))),
        examples=sections.get("Examples", "").strip(),
    )


def _definitions(section: str) -> Iterable[tuple[str, str]]:
    """Yield each term of a definition list with its text."""
    for block in re.split(r"\n(?=\S)", section.strip()):
        if block:
            term, _, said = block.partition("\n")
            yield term.strip(), _flat(textwrap.dedent(said))


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def comment(text: str, tags: Iterable[tuple[str, str]] = (), indent: str = "") -> list[str]:
    r"""Return the lines of a TSDoc comment; none when there is nothing to say.

    Parameters
    ----------
    text : str
        Paragraphs in reStructuredText.
    tags : iterable of tuple
        Each tag with its text; one of several lines is code and kept as it is.
    indent : str
        What each line begins with.

    Examples
    --------
    >>> print("\n".join(comment("Return ``x``.", [("@param x", "A number.")])))
    /**
     * Return `x`.
     *
     * @param x - A number.
     */
    """
    width = _WIDTH - len(indent)
    lines: list[str] = []
    for paragraph in filter(None, re.split(r"\n\s*\n", text)):
        lines += ["", *textwrap.wrap(_markdown(_flat(paragraph)), width, **_WHOLE_WORDS)]
    for number, (tag, said) in enumerate(tags):
        lines += [""] if number == 0 else []
        if "\n" in said:
            lines += [tag, *said.split("\n")]
        else:
            separator = " - " if tag.startswith("@param") else " "
            lines += textwrap.wrap(f"{tag}{separator}{_markdown(said)}", width, **_WHOLE_WORDS)
    # What would end the comment is told apart by a space.
    lines = [line.replace("*/", "* /") for line in lines[1:]]
    if len(lines) <= 1:
        return [f"{indent}/** {line} */" for line in lines]
    body = [f"{indent} * {line}".rstrip() for line in lines]
    return [f"{indent}/**", *body, f"{indent} */"]


def _markdown(text: str) -> str:
    """Return a text about Python's code as one about JavaScript's, in Markdown for TSDoc."""
    text = re.sub(r"\b(None|True|False)\b", lambda found: _CONSTANTS[found[1]], text)
    parts = re.sub(r"``(.+?)``", r"`\1`", text).split("`")
    parts[::2] = [re.sub(r"([@{}<>])", r"\\\1", part) for part in parts[::2]]
    return "`".join(parts)
