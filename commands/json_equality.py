"""JSON texts compared as Python compares what they stand for."""

from __future__ import annotations

import json
from typing import Any

from znsocket.registry import Text

# What JSON texts that can be equal to one that begins with the first character begin with.
_NUMBERS = frozenset("-0123456789tfNI")
_KINDS: dict[Text, frozenset[str]] = {
    **dict.fromkeys(_NUMBERS, _NUMBERS),
    **{first: frozenset(first) for first in '"[{n'},
}


class JsonValue:
    """What a JSON text stands for, to compare others with.

    Parameters
    ----------
    text : str or bytes
        What is no JSON equals only what is the same text.

    Examples
    --------
    >>> value = JsonValue("1")
    >>> value.equals("1.0"), value.equals("true"), value.equals("[1]")
    (True, True, False)
    """

    def __init__(self, text: Text) -> None:
        self._text = text
        self._value = _decoded(text)
        self._kind = _KINDS.get(text[:1], frozenset())

    def equals(self, text: Text) -> bool:
        """Tell whether another text stands for something equal."""
        if text == self._text:
            return True
        return text[:1] in self._kind and bool(_decoded(text) == self._value)


def _decoded(text: Text) -> Any:
    """Return what a JSON text stands for; what is none equals nothing."""
    try:
        return json.loads(text)
    except ValueError:
        return object()
