"""Counts of different members in 16 KB, however many they are: HyperLogLog, kept as text.

The registers are those of Flajolet, Fusy, Gandouet and Meunier, "HyperLogLog: the analysis of a
near-optimal cardinality estimation algorithm" (2007); 64-bit hashes and an own form for few
members follow Heule, Nunkesser and Hall, "HyperLogLog in practice" (2013). The estimator is that
of Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017), which is unbiased
for every count without a table of corrections.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from hashlib import blake2b

from znsocket.exceptions import ResponseError
from znsocket.registry.text import Text, octets

_REGISTERS = 2**14
_TAIL = 64 - 14  # bits of a hash that do not choose the register
_WIDTH = 8  # octets of a hash

# No UTF-8 begins like this, so text that somebody set is never taken for a HyperLogLog.
_LISTED, _SPREAD = b"HLL\xfe", b"HLL\xff"
_HEADER = 4
_LONGEST = _HEADER + _REGISTERS


class HyperLogLogValue:
    """What a key holds for PFADD, PFCOUNT and PFMERGE; for every other command it is text.

    While they take less room than the registers, the hashes of all members are listed in order,
    and the count is exact. After that its standard error is 0.8 %.

    Parameters
    ----------
    data : bytes or bytearray, optional
        The text of one; a bytearray is changed in place.

    Attributes
    ----------
    data : bytearray
        A header and the hashes, or a header and one octet for each register.

    Raises
    ------
    ResponseError
        `data` is another text.
    """

    __slots__ = ("data",)

    def __init__(self, data: bytes | bytearray = _LISTED) -> None:
        size = len(data)
        listed = data.startswith(_LISTED) and size % _WIDTH == _HEADER and size <= _LONGEST
        if not listed and not (data.startswith(_SPREAD) and size == _LONGEST):
            raise ResponseError("WRONGTYPE Key is not a valid HyperLogLog string value.")
        self.data = data if isinstance(data, bytearray) else bytearray(data)

    @property
    def listed(self) -> bool:
        """Whether the hashes are listed and the count is exact."""
        return self.data.startswith(_LISTED)

    def put(self, member: Text) -> bool:
        """Add a member and return whether that changed anything."""
        return self._put(blake2b(octets(member), digest_size=_WIDTH).digest())

    def merge(self, other: HyperLogLogValue) -> None:
        """Add all members of another one."""
        if other.listed:
            for hashed in other._hashes():
                self._put(hashed)
            return
        if self.listed:
            self._spread()
        self.data[_HEADER:] = bytes(map(max, self.data[_HEADER:], other.data[_HEADER:]))

    def count(self) -> int:
        """Return the number of different members, or an estimate of it."""
        if self.listed:
            return (len(self.data) - _HEADER) // _WIDTH
        ranks = [self.data.count(rank, _HEADER) for rank in range(_TAIL + 2)]
        if sum(ranks) != _REGISTERS or ranks[-1] == _REGISTERS:
            raise ResponseError("INVALIDOBJ Corrupted HLL object detected")
        return _estimate(ranks)

    def _hashes(self) -> list[bytes]:
        starts = range(_HEADER, len(self.data), _WIDTH)
        return [bytes(self.data[start : start + _WIDTH]) for start in starts]

    def _put(self, hashed: bytes) -> bool:
        return self._list(hashed) if self.listed else self._raise(hashed)

    def _list(self, hashed: bytes) -> bool:
        """Insert a hash in its place, unless it is there."""
        data = self.data
        starts = range(_HEADER, len(data), _WIDTH)
        at = bisect_left(starts, hashed, key=lambda start: bytes(data[start : start + _WIDTH]))
        start = _HEADER + at * _WIDTH
        if data[start : start + _WIDTH] == hashed:
            return False
        data[start:start] = hashed
        if len(data) > _LONGEST:
            self._spread()
        return True

    def _raise(self, hashed: bytes) -> bool:
        """Raise the register that the first bits choose to the rank of the others."""
        number = int.from_bytes(hashed, "big")
        register = _HEADER + (number >> _TAIL)
        rank = _TAIL + 1 - (number & (2**_TAIL - 1)).bit_length()
        if self.data[register] >= rank:
            return False
        self.data[register] = rank
        return True

    def _spread(self) -> None:
        """Go over from listed hashes to registers."""
        hashes = self._hashes()
        self.data[:] = _SPREAD + bytes(_REGISTERS)
        for hashed in hashes:
            self._raise(hashed)


def _estimate(ranks: list[int]) -> int:
    """Return Ertl's estimate (his algorithm 6) for the number of registers of each rank."""
    total = _REGISTERS * _tau(1 - ranks[-1] / _REGISTERS)
    for registers in ranks[-2:0:-1]:
        total = (total + registers) / 2
    total += _REGISTERS * _sigma(ranks[0] / _REGISTERS)
    return round(_REGISTERS**2 / (2 * math.log(2) * total))


def _sigma(x: float) -> float:
    """Return the sum of ``x`` and ``x**(2**k) * 2**(k - 1)`` for all k > 0."""
    if x == 1:
        return math.inf
    total, before, weight = x, -1.0, 1.0
    while total != before:
        x *= x
        before = total
        total += x * weight
        weight *= 2
    return total


def _tau(x: float) -> float:
    """Return a third of ``1 - x`` less the sum of ``(1 - x**(2**-k))**2 * 2**-k`` for all k > 0."""
    if x in (0, 1):
        return 0.0
    total, before, weight = 1 - x, -1.0, 1.0
    while total != before:
        x = math.sqrt(x)
        before = total
        weight /= 2
        total -= (1 - x) ** 2 * weight
    return total / 3
