"""The names that commands and parameters have in JavaScript."""

from __future__ import annotations

import re
from functools import cache

#: What a command's name may begin with before its first word; it stays in lower case.
_PREFIXES = "b bl blm br bz bzm geo h hm hp l lm m p pf pub r s sm x z zm"

#: The words that names are made of, as node-redis spells them inside a name.
_WORDS = """
    Ack Add All At Auto Bit By Card Channels Claim Consumer Consumers Count Create Db Decr Del
    Destroy Diff Dist Ex Exists Expire Field Float Flush Get Group Groups Hash Id Incr Index Info
    Insert Inter Is Iterator Key Keys L Len Lex Max Member Members Merge Min Move NX Num Op Pat
    Pending Persist Pop Pos Publish Push Radius Rand Random Range Rank Read Rem Rename Rev Ro Scan
    Score Search Set Size Sort Store Str Stream Sub Substr Time Touch Trim TTL Union
    Unlink Vals X
"""

_SPELLED = {word.lower(): word for word in _WORDS.split()} | {"iter": "Iterator"}


def command_name(name: str) -> str:
    """Return what a command is called in JavaScript: node-redis' name where it has one.

    A name of words that are not known, as a command of one's own may have, is changed at its
    underscores only.

    Examples
    --------
    >>> [command_name(name) for name in ("hgetall", "msetnx", "pttl", "scan_iter", "delete")]
    ['hGetAll', 'mSetNX', 'pTTL', 'scanIterator', 'del']
    >>> command_name("leaderboard_top")
    'leaderboardTop'
    """
    # DEL is called so in Python alone, which has a word of its own by that name.
    head, *rest = ["del"] if name == "delete" else name.split("_")
    words = [*_words(head, True), *(word for part in rest for word in _words(part, False))]
    return words[0].lower() + "".join(words[1:])


def parameter_name(name: str) -> str:
    """Return what a parameter is called in JavaScript.

    Examples
    --------
    >>> parameter_name("store_dist"), parameter_name("_type")
    ('storeDist', 'type')
    """
    return re.sub(r"_+(.)", lambda found: found[1].upper(), name.strip("_"))


def _words(part: str, first: bool) -> list[str]:
    """Return the fewest known words that a part of a name is made of, or the part as one word."""
    found = _split(part, first)
    return list(found) if found else [part.capitalize()]


@cache
def _split(part: str, first: bool) -> tuple[str, ...] | None:
    best: tuple[str, ...] | None = None
    for end in range(len(part), 0, -1):
        head = part[:end]
        word = _SPELLED.get(head) or (head if first and head in _PREFIXES.split() else None)
        if word is None:
            continue
        rest = _split(part[end:], False) if end < len(part) else ()
        if rest is not None and (best is None or len(rest) + 1 < len(best)):
            best = (word, *rest)
    return best
