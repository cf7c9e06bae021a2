"""What a call gave, a reply or an error, and when two of them are equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conformance.calls import Call
from znsocket.registry import text


@dataclass(frozen=True)
class Error:
    """What was raised."""

    name: str
    text: str

    def __repr__(self) -> str:
        return f"{self.name}: {self.text}"


@dataclass(frozen=True)
class Near:
    """A time that is equal to another one within a tolerance."""

    value: Any
    tolerance: float

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Near) or type(self.value) is not type(other.value):
            return False
        if not isinstance(self.value, int) or min(self.value, other.value) < 0:
            return bool(self.value == other.value)
        return bool(abs(self.value - other.value) <= self.tolerance)

    __hash__ = None  # type: ignore[assignment]


class TextTypes(frozenset[str]):
    """The types of some texts: those of others are equal to none."""

    def __eq__(self, other: object) -> bool:
        return not self or not other or frozenset.__eq__(self, other)

    __hash__ = frozenset.__hash__


def raised(error: Exception) -> Error:
    """Return what is compared of an exception."""
    return Error(type(error).__name__, str(error))


def outcome(r: Any, call: Call) -> Any:
    """Return the reply to a call, or the error it raised."""
    try:
        reply = call.made_on(r, r)
        return list(reply) if call.entry.iterates else reply
    except Exception as error:  # noqa: BLE001 - whatever it is, the other side must raise it too
        return raised(error)


def outcomes(r: Any, batch: list[Call]) -> list[Any]:
    """Return what the calls of one pipeline gave; calls that it refuses are no part of it."""
    results: list[Any] = []
    queued: list[int] = []
    pipeline = r.pipeline()
    for place, call in enumerate(batch):
        try:
            call.made_on(pipeline, r)
            results.append(None)
            queued.append(place)
        except Exception as error:  # noqa: BLE001 - as in `outcome`
            results.append(raised(error))
    try:
        replies = pipeline.execute(raise_on_error=False)
    except UnicodeDecodeError as error:  # one reply that is not decodable spoils them all
        replies = [error] * len(queued)
    for place, reply in zip(queued, replies, strict=True):
        results[place] = raised(reply) if isinstance(reply, Exception) else reply
    return results


def typed(value: Any) -> Any:
    """Return a form of a reply that is equal only to that of the same values and types."""
    if isinstance(value, (Near, TextTypes)):
        return value
    if isinstance(value, dict):
        pairs = sorted((repr(key), key, one) for key, one in value.items())
        return "dict", [(typed(key), typed(one)) for _, key, one in pairs]
    if isinstance(value, (set, frozenset)):
        return type(value).__name__, sorted(map(repr, value))
    if isinstance(value, (list, tuple)):
        return type(value).__name__, [typed(one) for one in value]
    # Redis keeps the sign of a zero only in sorted sets that are no listpack any more.
    return type(value).__name__, repr(0.0 if value.__class__ is float and value == 0 else value)


def restored(value: Any) -> Any:
    """Return a reply with its lone surrogates as octets; the reply itself if it has none."""
    if isinstance(value, str):
        if value.isascii():
            return value
        plain = text(value.encode("utf-8", "surrogateescape"))
        return plain if isinstance(plain, bytes) else value
    if isinstance(value, dict):
        pairs = {restored(key): restored(one) for key, one in value.items()}
        same = all(old is new for old, new in zip(value, pairs, strict=True))
        same = same and all(value[key] is pairs[key] for key in value)
        return value if same else pairs
    if isinstance(value, (list, tuple, set)):
        items = [restored(one) for one in value]
        if all(old is new for old, new in zip(value, items, strict=True)):
            return value
        return type(value)(items)
    return value


def text_of(value: Any) -> Any:
    """Return a text in the form the store keeps, and what is none as it is."""
    try:
        return text(value) if isinstance(value, (str, bytes, bytearray, memoryview)) else value
    except UnicodeEncodeError:
        return value
