"""Keys whose number the caller gives: what follows them begins where that number says."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.exceptions import ResponseError, wrong_number_of_arguments
from znsocket.registry import Text, text
from znsocket.registry.parameters import AtLeastParameter, IntParameter, UnlessEqualParameter

_KEYS = AtLeastParameter(1, "numkeys should be greater than 0")
_POPPED = AtLeastParameter(1, "count should be greater than 0")
_LIMIT = AtLeastParameter(0, "LIMIT can't be negative")


PopCount = Annotated[Any, UnlessEqualParameter(1, IntParameter())]


def given_count(count: Any) -> list[Any]:
    """Return the words that redis-py sends for the count of LMPOP or ZMPOP: none for 1."""
    return [] if count == 1 else ["COUNT", count]


def keys_to_pop(
    command: str, number: Any, words: list[Any], ends: tuple[str, str]
) -> tuple[list[Text], str, int]:
    """Return the keys of LMPOP, ZMPOP, BLMPOP or BZMPOP, the end to pop from, and how much.

    Parameters
    ----------
    command : str
        The name for an error.
    number : int or str
        How many keys; yet to be parsed.
    words : list
        The keys that were given, the end, and ``"COUNT"`` with a number that is yet to be parsed.
    ends : tuple of str
        What may stand there, in upper case.

    Raises
    ------
    ResponseError
        A number is none or too low, or something else than an end stands behind the keys.
    """
    if len(words) < 2:  # noqa: PLR2004 - one key and the end
        raise wrong_number_of_arguments(command)
    number = _KEYS.parse(number)
    names, words = words[:number], words[number:]
    if not words or _upper(words[0]) not in ends:
        raise ResponseError("syntax error")
    if words[1:] and (len(words) == 2 or _upper(words[1]) != "COUNT"):  # noqa: PLR2004
        raise ResponseError("syntax error")
    most = _POPPED.parse(words[2]) if words[1:] else 1
    if words[3:]:
        raise ResponseError("syntax error")
    return [text(name) for name in names], _upper(words[0]), most


def keys_to_count(
    number: int, keys: list[Text], limit: Any, too_many: str
) -> tuple[list[Text], list[Any]]:
    """Return the keys of SINTERCARD or ZINTERCARD, and what stands behind them.

    Parameters
    ----------
    number : int
        How many keys.
    keys : list of str
        The keys that were given.
    limit : int or str
        The LIMIT that stands behind them, yet to be parsed.
    too_many : str
        The error for a number that is too large.
    """
    words: list[Any] = [*keys, "LIMIT", limit]
    if number > len(words):
        raise ResponseError(too_many)
    return [text(name) for name in words[:number]], words[number:]


def limit_of(options: list[Any]) -> int:
    """Return the LIMIT that options tell, 0 for none."""
    limit = 0
    for place in range(0, len(options), 2):
        if _upper(options[place]) != "LIMIT" or place + 1 == len(options):
            raise ResponseError("syntax error")
        limit = _LIMIT.parse(options[place + 1])
    return limit


def _upper(word: Any) -> str:
    return word.upper() if isinstance(word, str) else ""
