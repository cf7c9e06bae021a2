"""Redis' glob patterns (``KEYS``, ``SCAN ... MATCH``) as functions over the store's text.

The grammar is the one documented for the KEYS command: ``?``, ``*``, ``[ae]``, ``[^e]``, ``[a-b]``
and a backslash that takes the next octet literally. Octets are matched, not characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from znsocket.registry.text import Text, octets


@lru_cache(maxsize=512)
def compile_glob(pattern: Text) -> Callable[[Text], bool]:
    """Return a function that tells whether a text matches `pattern`.

    Examples
    --------
    >>> compile_glob("user:[0-9]*")("user:17")
    True
    """
    if pattern == "*":
        return lambda _: True
    match = re.compile(_expression(octets(pattern)), re.DOTALL).match
    return lambda value: match(octets(value)) is not None


def _expression(glob: bytes) -> bytes:
    """Return the regular expression that matches what `glob` matches.

    What stands between two stars is matched once, at its first place (a look-ahead and a back
    reference do what an atomic group would), so that no pattern takes more than quadratic time.
    """
    first, *others = _segments(glob)
    if not others:
        return first + rb"\Z"
    *middle, last = others
    found = (b"(?=(.*?" + part + rb"))\%d" % number for number, part in enumerate(middle, 1))
    return first + b"".join(found) + b".*" + last + rb"\Z"


def _segments(glob: bytes) -> list[bytes]:
    """Return the expressions of the parts of `glob` that stars separate."""
    segments = [b""]
    at = 0
    while at < len(glob):
        one = glob[at : at + 1]
        at += 1
        if one == b"*":
            if len(segments) == 1 or segments[-1]:
                segments.append(b"")
        elif one == b"?":
            segments[-1] += b"."
        elif one == b"[":
            group, at = _character_class(glob, at)
            segments[-1] += group
        else:
            if one == b"\\" and at < len(glob):
                one = glob[at : at + 1]
                at += 1
            segments[-1] += re.escape(one)
    return segments


def _character_class(glob: bytes, at: int) -> tuple[bytes, int]:
    """Return the expression for the class that opens before `at`, and where it ends.

    A class that is never closed ends with the pattern.
    """
    negated = glob[at : at + 1] == b"^"
    at += negated
    members: set[int] = set()
    while at < len(glob) and glob[at : at + 1] != b"]":
        if glob[at : at + 1] == b"\\" and at + 1 < len(glob):
            members.add(glob[at + 1])
            at += 2
        elif glob[at + 1 : at + 2] == b"-" and at + 2 < len(glob):
            low, high = sorted((glob[at], glob[at + 2]))
            members.update(range(low, high + 1))
            at += 3
        else:
            members.add(glob[at])
            at += 1
    if negated:
        members = set(range(256)) - members
    if not members:
        return b"(?!)", at + 1
    return b"[" + b"".join(b"\\x%02x" % member for member in sorted(members)) + b"]", at + 1
