# Generated from the entries in commands/ by scripts/generate; changes are lost.
import builtins
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Generic, Union

from typing_extensions import Self, TypeAlias, TypeVar

EncodableT: TypeAlias = Union[str, bytes, bytearray, memoryview, int, float]
KeyT: TypeAlias = EncodableT
AnyKeyT = TypeVar("AnyKeyT", str, bytes, int, float)
PatternT: TypeAlias = EncodableT
KeysT: TypeAlias = Union[EncodableT, Iterable[EncodableT]]
ExpiryT: TypeAlias = Union[int, timedelta]
AbsExpiryT: TypeAlias = Union[int, datetime]

T = TypeVar("T", default=str)

class Commands(Generic[T]):
    def lindex(
        self,
        name: KeyT,
        index: int,
    ) -> T | None:
        """Return the element at an index."""

    def lpush(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put values before the first element, one after the other."""

    def lrange(
        self,
        name: KeyT,
        start: int,
        end: int,
    ) -> list[T]:
        """Return the elements between two indices, both included."""

    def rpush(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put values behind the last element, in order."""

class AsyncCommands(Generic[T]):
    async def lindex(
        self,
        name: KeyT,
        index: int,
    ) -> T | None:
        """Return the element at an index."""

    async def lpush(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put values before the first element, one after the other."""

    async def lrange(
        self,
        name: KeyT,
        start: int,
        end: int,
    ) -> list[T]:
        """Return the elements between two indices, both included."""

    async def rpush(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put values behind the last element, in order."""

class PipelineCommands:
    def lindex(
        self,
        name: KeyT,
        index: int,
    ) -> Self:
        """Return the element at an index."""

    def lpush(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Put values before the first element, one after the other."""

    def lrange(
        self,
        name: KeyT,
        start: int,
        end: int,
    ) -> Self:
        """Return the elements between two indices, both included."""

    def rpush(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Put values behind the last element, in order."""
