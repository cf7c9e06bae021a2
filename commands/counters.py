"""Strings that are numbers: integers of 64 bits and decimals, counted up and down."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from znsocket.exceptions import ResponseError
from znsocket.keyspace import Keyspace
from znsocket.registry import Int, Name, Text, command, text
from znsocket.registry.numbers import plain_number
from znsocket.registry.parameters import INT_MIN, Parameter


class DecimalParameter(Parameter):
    """A number that reaches the body as its text, to lose nothing."""

    accepts = "float"

    def pack(self, value: Any) -> Any:
        """Return a number as it is and anything else as text."""
        return plain_number(value)

    def parse(self, value: Any) -> Text:
        """Return the text of the number."""
        return text(value)


DecimalText = Annotated[Text, DecimalParameter()]


def _discount(db: Keyspace, name: Text, amount: int) -> int:
    if amount == INT_MIN:
        raise ResponseError("decrement would overflow")
    return db.count(name, -amount)


@command(group="string", writes=True, complexity="O(1)")
def incr(db: Keyspace, name: Name, amount: Int = 1) -> int:
    """Add an integer to the one that a key holds.

    Parameters
    ----------
    name : str
        The key; 0 when missing.
    amount : int
        What is added.

    Returns
    -------
    int
        The sum.

    Raises
    ------
    ResponseError
        The key holds no integer, or the sum has more than 64 bits.

    Examples
    --------
    >>> r.incr("visits")
    1
    >>> r.incr("visits", 10)
    11
    """
    return db.count(name, amount)


@command(group="string", writes=True, complexity="O(1)")
def incrby(db: Keyspace, name: Name, amount: Int = 1) -> int:
    """Add an integer to the one that a key holds, like `incr`.

    Parameters
    ----------
    name : str
        The key; 0 when missing.
    amount : int
        What is added.

    Returns
    -------
    int
        The sum.

    Raises
    ------
    ResponseError
        The key holds no integer, or the sum has more than 64 bits.

    Examples
    --------
    >>> r.incrby("visits", 10)
    10
    """
    return db.count(name, amount)


@command(group="string", writes=True, complexity="O(1)")
def decr(db: Keyspace, name: Name, amount: Int = 1) -> int:
    """Subtract an integer from the one that a key holds.

    Parameters
    ----------
    name : str
        The key; 0 when missing.
    amount : int
        What is subtracted.

    Returns
    -------
    int
        The difference.

    Raises
    ------
    ResponseError
        The key holds no integer, or the difference has more than 64 bits.

    Examples
    --------
    >>> r.set("seats", 10)
    True
    >>> r.decr("seats", 3)
    7
    """
    return _discount(db, name, amount)


@command(group="string", writes=True, complexity="O(1)")
def decrby(db: Keyspace, name: Name, amount: Int = 1) -> int:
    """Subtract an integer from the one that a key holds, like `decr`.

    Parameters
    ----------
    name : str
        The key; 0 when missing.
    amount : int
        What is subtracted.

    Returns
    -------
    int
        The difference.

    Raises
    ------
    ResponseError
        The key holds no integer, or the difference has more than 64 bits.

    Examples
    --------
    >>> r.decrby("seats", 3)
    -3
    """
    return _discount(db, name, amount)


@command(group="string", writes=True, complexity="O(1)", since="2.6.0")
def incrbyfloat(
    db: Keyspace,
    name: Name,
    amount: DecimalText = 1.0,  # type: ignore[assignment]  # becomes text like any other number
) -> float:
    """Add a number to the one that a key holds.

    The key holds the sum with 17 decimals at most and never with an exponent.

    Parameters
    ----------
    name : str
        The key; 0 when missing.
    amount : float
        What is added; a text keeps digits that a float has not.

    Returns
    -------
    float
        The sum.

    Raises
    ------
    ResponseError
        The key or the amount is no number, or the sum is infinite.

    Examples
    --------
    >>> r.incrbyfloat("load", 0.1)
    0.1
    >>> r.incrbyfloat("load", 0.2)
    0.3
    """
    held = db.string(name)
    total = decimal_sum("0" if held is None else held, amount)
    db.put(name, total)
    return float(total)


# Redis counts in the 80-bit long double of x86: 64 significant bits, exact sums rounded to even.
_BITS = 64
_LEAST_EXPONENT = -16445
_LARGEST = (2**_BITS - 1) << (16384 - _BITS)
_LONGEST_TEXT = 5119
_DECIMALS = 17
_NUMBER = re.compile(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))(?:[eE]([+-]?[0-9]+))?\Z")
_HEXADECIMAL = re.compile(
    r"([+-]?)0x(?:([0-9a-f]+)\.?([0-9a-f]*)|\.([0-9a-f]+))(?:p([+-]?[0-9]+))?\Z", re.IGNORECASE
)
_INFINITY = re.compile(r"[+-]?inf(?:inity)?\Z", re.IGNORECASE)


def decimal_sum(number: Text, amount: Text, error: str = "value is not a valid float") -> str:
    """Return the sum of two numbers as Redis writes it.

    Parameters
    ----------
    number : str or bytes
        What a key or a field holds.
    amount : str or bytes
        What is added.
    error : str
        What is wrong when `number` is none.

    Examples
    --------
    >>> decimal_sum("10.50", "0.1"), decimal_sum("5.0e3", "2e2"), decimal_sum("1e-20", "0")
    ('10.6', '5200', '0')
    """
    one, other = _parsed(number, error), _parsed(amount, "value is not a valid float")
    total = None if one is None or other is None else _rounded(one + other)
    if total is None or abs(total) > _LARGEST:
        raise ResponseError("increment would produce NaN or Infinity")
    return _spelled(total)


def _parsed(number: Text, error: str) -> Fraction | None:
    """Return the long double that Redis would read, None for infinity."""
    spelled = number if isinstance(number, str) and len(number) <= _LONGEST_TEXT else ""
    if _INFINITY.match(spelled):
        return None
    value = _exact(spelled)
    if value is None:
        raise ResponseError(error)
    nearest = _rounded(value)
    if abs(nearest) > _LARGEST or (value and not nearest):
        raise ResponseError(error)
    return nearest


def _exact(spelled: str) -> Fraction | None:
    """Return the number that decimal or hexadecimal digits spell; None if they spell none."""
    match = _NUMBER.match(spelled)
    if match is not None:
        return Fraction(Decimal(match[1])) * _power(10, match[2])
    match = _HEXADECIMAL.match(spelled)
    if match is None:
        return None
    sign, whole, part, only_part, exponent = match.groups(default="")
    decimals = part + only_part
    digits = Fraction(int(sign + whole + decimals, 16), 16 ** len(decimals))
    return digits * _power(2, exponent)


def _power(base: int, exponent: str | None) -> Fraction:
    # Beyond these bounds it is 0 or infinite whatever the digits, and the power takes much memory.
    most = Decimal(80000 if base == 2 else 20000)  # noqa: PLR2004 - the base of hexadecimals
    return Fraction(base) ** int(max(-most, min(Decimal(exponent or 0), most)))


def _rounded(value: Fraction) -> Fraction:
    """Return the nearest number that a long double without an upper limit has."""
    exponent = value.numerator.bit_length() - value.denominator.bit_length() - _BITS
    if abs(value) >= Fraction(2) ** (exponent + _BITS):
        exponent += 1
    unit = Fraction(2) ** max(exponent, _LEAST_EXPONENT)
    return round(value / unit) * unit


def _spelled(value: Fraction) -> str:
    """Return the digits, without zeros at the end; Decimal has no limit to how many."""
    scaled = round(abs(value) * 10**_DECIMALS)
    whole, decimals = divmod(scaled, 10**_DECIMALS)
    digits = f"{Decimal(whole)}.{decimals:0{_DECIMALS}d}".rstrip("0").rstrip(".")
    return f"-{digits}" if value < 0 and scaled else digits
