"""Hashes whose fields hold numbers."""

from __future__ import annotations

import math
from typing import Annotated, Any

from znsocket.commands.counters import DecimalParameter, decimal_sum
from znsocket.exceptions import ResponseError
from znsocket.keyspace import HashValue, Keyspace
from znsocket.registry import Field, Int, Key, Text, command
from znsocket.registry.parameters import INT_MAX, INT_MIN, IntParameter, read_float


class HeldIntegerParameter(IntParameter):
    """An integer that a field holds."""

    error = "hash value is not an integer"


class FiniteDecimalParameter(DecimalParameter):
    """A finite number; the body receives its text, which has all digits."""

    def parse(self, value: Any) -> Text:
        """Return the text of the number."""
        number = super().parse(value)
        nearest = read_float(number)
        if math.isnan(nearest):
            raise ResponseError("value is not a valid float")
        # A long double may be beyond all doubles: 1e400 has no n in it, inf has.
        if math.isinf(nearest) and "n" in str(number).lower():
            raise ResponseError("value is NaN or Infinity")
        return number


FiniteDecimal = Annotated[Text, FiniteDecimalParameter()]
_held_integer = HeldIntegerParameter()


@command(group="hash", writes=True, since="2.0.0", complexity="O(1)")
def hincrby(db: Keyspace, name: Key[HashValue], key: Field, amount: Int = 1) -> int:
    """Add to the integer that a field holds.

    Parameters
    ----------
    name : str
        Key of the hash; made when missing.
    key : str
        The field; a missing one counts as 0.
    amount : int
        What to add; negative to subtract.

    Returns
    -------
    int
        The new value.

    Raises
    ------
    ResponseError
        The key holds another type, the field no integer, or the sum needs more than 64 bits.

    Examples
    --------
    >>> r.hincrby("page", "visits")
    1
    >>> r.hincrby("page", "visits", 10)
    11
    """
    total = _held_integer.parse(name.get(key, "0")) + amount
    if not INT_MIN <= total <= INT_MAX:
        raise ResponseError("increment or decrement would overflow")
    name.put(key, str(total))
    return total


@command(group="hash", writes=True, since="2.6.0", complexity="O(1)")
def hincrbyfloat(
    db: Keyspace,
    name: Key[HashValue],
    key: Field,
    amount: FiniteDecimal = 1.0,  # type: ignore[assignment]  # becomes text like any other number
) -> float:
    """Add to the number that a field holds.

    Parameters
    ----------
    name : str
        Key of the hash; made when missing.
    key : str
        The field; a missing one counts as 0.
    amount : float
        What to add; negative to subtract.

    Returns
    -------
    float
        The new value. It is held with 17 digits behind the point.

    Raises
    ------
    ResponseError
        The key holds another type, the field no number, or the sum is not finite.

    Examples
    --------
    >>> r.hset("tank", "litres", "10.5")
    1
    >>> r.hincrbyfloat("tank", "litres", 0.1)
    10.6
    >>> r.hget("tank", "litres")
    '10.6'
    """
    total = decimal_sum(name.get(key, "0"), amount, "hash value is not a float")
    name.put(key, total)
    return float(total)
