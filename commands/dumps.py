"""Keys as octets, to be kept elsewhere and made again."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.exceptions import DataError, ResponseError
from znsocket.keyspace import Keyspace, now_ms
from znsocket.keyspace.dumped import dumped, undumped
from znsocket.registry import Flag, LateInt, Name, Text, Value, command, octets
from znsocket.registry.numbers import parse_int
from znsocket.registry.parameters import INT_MAX, IntParameter, LateParameter
from znsocket.registry.replies import Reading, Shape


class OctetsShape(Shape):
    """Octets, which nobody decodes."""

    plain = False

    def __init__(self) -> None:
        super().__init__("bytes", bytes, str)

    def keeps(self, kind: type) -> bool:
        """Tell that text becomes octets."""
        return False

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the octets."""
        return octets(data)


class RoundedParameter(IntParameter):
    """An integer that redis-py makes with ``int()``, up to a limit of Redis'."""

    fast = "False"

    def __init__(self, refusal: str, most: int, beyond: str) -> None:
        self.refusal = refusal
        self.most = most
        self.beyond = beyond

    def check(self, value: Any) -> None:
        """Raise `DataError` for a text that is no number."""
        try:
            int(value)
        except ValueError:
            raise DataError(self.refusal) from None

    def pack(self, value: Any) -> Any:
        """Return the int."""
        return super().pack(int(value))

    def parse(self, value: Any) -> int:
        """Return the number."""
        number = super().parse(value)
        if not 0 <= number <= self.most:
            raise ResponseError(self.beyond)
        return number


Dump = Annotated[bytes, OctetsShape()]
IdleTime = Annotated[
    int,
    RoundedParameter("idletimemust be an integer", INT_MAX, "Invalid IDLETIME value, must be >= 0"),
]
_FREQUENCY = RoundedParameter(
    "frequency must be an integer", 255, "Invalid FREQ value, must be >= 0 and <= 255"
)
# Redis asks whether there is another option before it reads this one.
Frequency = Annotated[Any, LateParameter(_FREQUENCY)]


@command(group="key", complexity="O(N) for N members", since="2.6.0")
def dump(db: Keyspace, name: Name) -> Dump | None:
    """Return the value of a key as octets, for `restore`.

    The embedded store has a format of its own; Redis' format is for Redis.

    Parameters
    ----------
    name : str
        The key.

    Returns
    -------
    bytes or None
        None when the key is missing.

    Examples
    --------
    >>> r.rpush("queue", "a", "b")
    2
    >>> kept = r.dump("queue")
    >>> r.restore("copy", 0, kept)
    'OK'
    >>> r.lrange("copy", 0, -1)
    ['a', 'b']
    """
    value = db.lookup(name)
    return None if value is None else dumped(value)


@command(
    group="key",
    writes=True,
    complexity="O(N) for N members",
    since="2.6.0",
)
def restore(
    db: Keyspace,
    name: Name,
    ttl: LateInt,
    value: Value,
    replace: Flag = False,
    absttl: Flag = False,
    idletime: IdleTime | None = None,
    frequency: Frequency | None = None,
) -> Text:
    """Make a key of what `dump` returned.

    Parameters
    ----------
    name : str
        The key.
    ttl : int
        Milliseconds that it has to live, 0 for ever.
    value : bytes
        What `dump` returned for a key of the same kind of store.
    replace : bool
        Replace a key that is there.
    absttl : bool
        `ttl` is a Unix time in milliseconds.
    idletime, frequency : int, optional
        What Redis' eviction goes by; the embedded store evicts nothing.

    Returns
    -------
    str
        ``"OK"``.

    Raises
    ------
    ResponseError
        The key is there already (BUSYKEY), `value` is nothing that `dump` returned, or a number is
        none or out of range.

    Examples
    --------
    >>> r.set("user", "Ada")
    True
    >>> kept = r.dump("user")
    >>> r.restore("user", 60_000, kept, replace=True)
    'OK'
    >>> r.ttl("user")
    60
    """
    if frequency is not None:
        if idletime is not None:
            raise ResponseError("syntax error")
        _FREQUENCY.parse(frequency)
    if db.exists(name) and not replace:
        raise ResponseError("BUSYKEY Target key name already exists.")
    lifetime = parse_int(ttl)
    if lifetime < 0:
        raise ResponseError("Invalid TTL value, must be >= 0")
    try:
        made = undumped(octets(value))
    except ValueError:
        raise ResponseError("DUMP payload version or checksum are wrong") from None
    now = now_ms()
    moment = lifetime if absttl else now + lifetime
    if lifetime and not now < moment <= INT_MAX:
        db.delete(name)
        return "OK"
    db.store(name, made)
    if lifetime:
        db.expire_at(name, moment)
    return "OK"
