"""Rules on arguments that exclude or need each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """Arguments that do not go together, and the text of the error for when they are given.

    Attributes
    ----------
    broken : str
        A Python expression over the parameters; ``{name}`` in it tells whether the option `name`
        is given.
    error : str
        The text of the error.
    options : tuple of str
        A call that gives none of these keeps the rule; without any, every call may break it.
    by_redis : bool
        Redis refuses it, with a `ResponseError`, and not redis-py with a `DataError`.
    order : int or None
        When redis-py looks at it: after the arguments of that `Parameter.order`; None for before
        all but those that a call must give.
    drops : tuple of str
        Instead of an error: these options count as not given, as redis-py does not send them.
    """

    broken: str
    error: str
    options: tuple[str, ...] = ()
    by_redis: bool = False
    order: int | None = None
    drops: tuple[str, ...] = ()


def at_most_one(*names: str, error: str) -> Rule:
    """Return the rule that at most one of the options `names` is given."""
    return Rule(" + ".join(f"{{{name}}}" for name in names) + " > 1", error, names)


def both_or_none(first: str, second: str, *, error: str) -> Rule:
    """Return the rule that two options are given together or not at all."""
    return Rule(f"{{{first}}} != {{{second}}}", error, (first, second))


def refused(
    broken: str,
    *,
    error: str,
    options: tuple[str, ...] = (),
    by_redis: bool = False,
    order: int | None = None,
) -> Rule:
    """Return the rule that an expression over the parameters is not true; see `Rule`.

    Examples
    --------
    >>> refused("incr and len(mapping) != 1", error="'incr' takes a single pair").error
    "'incr' takes a single pair"
    """
    return Rule(broken, error, options, by_redis, order)


def unsent(*names: str, when: str) -> Rule:
    """Return the rule that redis-py does not send some options while an expression is true."""
    return Rule(when, "", drops=names)
