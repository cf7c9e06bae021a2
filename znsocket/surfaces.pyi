# Generated from the entries in commands/ by scripts/generate; changes are lost.
import builtins
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Generic, Union

from redis.commands.core import BitFieldOperation
from typing_extensions import Self, TypeAlias, TypeVar

EncodableT: TypeAlias = Union[str, bytes, bytearray, memoryview, int, float]
KeyT: TypeAlias = EncodableT
FieldT: TypeAlias = EncodableT
BitfieldOffsetT: TypeAlias = Union[int, str]
AnyKeyT = TypeVar("AnyKeyT", str, bytes, int, float)
PatternT: TypeAlias = EncodableT
KeysT: TypeAlias = Union[EncodableT, Iterable[EncodableT]]
ExpiryT: TypeAlias = Union[int, timedelta]
AbsExpiryT: TypeAlias = Union[int, datetime]

T = TypeVar("T", default=str)

class Commands(Generic[T]):
    def __getitem__(self, name: KeyT) -> T: ...
    def __setitem__(self, name: KeyT, value: EncodableT) -> None: ...
    def __delitem__(self, name: KeyT) -> None: ...
    def __contains__(self, name: KeyT) -> bool: ...

    def dict_clear(
        self,
        name: KeyT,
    ) -> int:
        """Remove all keys of a dict collection."""

    def dict_contains(
        self,
        name: KeyT,
        dict_key: EncodableT,
    ) -> bool:
        """Tell whether a dict collection has a key."""

    def dict_copy(
        self,
        destination: KeyT,
        source: KeyT,
    ) -> bool:
        """Make a dict collection of what another one holds, save its time to live."""

    def dict_create(
        self,
        name: KeyT,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> bool:
        """Make a dict collection, unless it has keys."""

    def dict_delete(
        self,
        name: KeyT,
        dict_keys: Iterable[EncodableT],
    ) -> int:
        """Remove keys of a dict collection."""

    def dict_item(
        self,
        name: KeyT,
        dict_key: EncodableT,
    ) -> T | None:
        """Return the value of a key of a dict collection."""

    def dict_items(
        self,
        name: KeyT,
    ) -> list[T]:
        """Return keys and values of a dict collection in the order in which they came."""

    def dict_keys(
        self,
        name: KeyT,
    ) -> list[T]:
        """Return the keys of a dict collection in the order in which they came."""

    def dict_length(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of keys of a dict collection, or of what an adapter serves."""

    def dict_pop(
        self,
        name: KeyT,
        dict_key: EncodableT,
    ) -> T | None:
        """Remove a key of a dict collection and return its value."""

    def dict_popitem(
        self,
        name: KeyT,
    ) -> list[T]:
        """Remove the key of a dict collection that came last."""

    def dict_set(
        self,
        name: KeyT,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> int:
        """Set keys of a dict collection."""

    def dict_setdefault(
        self,
        name: KeyT,
        dict_key: EncodableT,
        value: EncodableT,
    ) -> T:
        """Set a key of a dict collection that is not there yet."""

    def dict_values(
        self,
        name: KeyT,
    ) -> list[T]:
        """Return the values of a dict collection in the order in which their keys came."""

    def geoadd(
        self,
        name: KeyT,
        values: Sequence[EncodableT],
        nx: bool = False,
        xx: bool = False,
        ch: bool = False,
    ) -> int:
        """Add places, or move those that are there."""

    def geodist(
        self,
        name: KeyT,
        place1: EncodableT,
        place2: EncodableT,
        unit: str | None = None,
    ) -> float | None:
        """Return the distance between two places."""

    def geohash(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> list[str | None]:
        """Return the standard geohashes of places."""

    def geopos(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> list[tuple[float, float] | None]:
        """Return the positions of places."""

    def georadius(
        self,
        name: KeyT,
        longitude: float,
        latitude: float,
        radius: float,
        unit: str | None = None,
        withdist: bool = False,
        withcoord: bool = False,
        withhash: bool = False,
        count: int | None = None,
        sort: str | None = None,
        store: KeyT | None = None,
        store_dist: KeyT | None = None,
        any: bool = False,
    ) -> int | list[T] | list[list[Any]]:
        """Return or store the places within a radius around a position."""

    def georadiusbymember(
        self,
        name: KeyT,
        member: EncodableT,
        radius: float,
        unit: str | None = None,
        withdist: bool = False,
        withcoord: bool = False,
        withhash: bool = False,
        count: int | None = None,
        sort: str | None = None,
        store: KeyT | None = None,
        store_dist: KeyT | None = None,
        any: bool = False,
    ) -> int | list[T] | list[list[Any]]:
        """Return or store the places within a radius around a place."""

    def geosearch(
        self,
        name: KeyT,
        member: EncodableT | None = None,
        longitude: float | None = None,
        latitude: float | None = None,
        unit: str = 'm',
        radius: float | None = None,
        width: float | None = None,
        height: float | None = None,
        sort: str | None = None,
        count: int | None = None,
        any: bool = False,
        withcoord: bool = False,
        withdist: bool = False,
        withhash: bool = False,
    ) -> list[T] | list[list[Any]]:
        """Return the places in a circle or a rectangle around a centre."""

    def geosearchstore(
        self,
        dest: KeyT,
        name: KeyT,
        member: EncodableT | None = None,
        longitude: float | None = None,
        latitude: float | None = None,
        unit: str = 'm',
        radius: float | None = None,
        width: float | None = None,
        height: float | None = None,
        sort: str | None = None,
        count: int | None = None,
        any: bool = False,
        storedist: bool = False,
    ) -> int:
        """Store the places in a circle or a rectangle around a centre."""

    def hdel(
        self,
        name: KeyT,
        *keys: EncodableT,
    ) -> int:
        """Remove fields."""

    def hexists(
        self,
        name: KeyT,
        key: EncodableT,
    ) -> bool:
        """Tell whether a field exists."""

    def hget(
        self,
        name: KeyT,
        key: EncodableT,
    ) -> T | None:
        """Return the value of a field."""

    def hgetall(
        self,
        name: KeyT,
    ) -> dict[T, T]:
        """Return all fields with their values."""

    def hincrby(
        self,
        name: KeyT,
        key: EncodableT,
        amount: int = 1,
    ) -> int:
        """Add to the integer that a field holds."""

    def hincrbyfloat(
        self,
        name: KeyT,
        key: EncodableT,
        amount: float = 1.0,
    ) -> float:
        """Add to the number that a field holds."""

    def hkeys(
        self,
        name: KeyT,
    ) -> list[T]:
        """Return all fields."""

    def hlen(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of fields."""

    def hmget(
        self,
        name: KeyT,
        keys: FieldT | Iterable[FieldT],
        *args: EncodableT,
    ) -> list[T | None]:
        """Return the values of several fields."""

    def hmset(
        self,
        name: KeyT,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> bool:
        """Set several fields; `hset` with a mapping does the same and counts the new ones."""

    def hrandfield(
        self,
        key: KeyT,
        count: int | None = None,
        withvalues: bool = False,
    ) -> T | list[T] | None:
        """Return a random field, or several."""

    def hscan(
        self,
        name: KeyT,
        cursor: int = 0,
        match: PatternT | None = None,
        count: int | None = None,
        no_values: bool | None = None,
    ) -> tuple[int, dict[T, T]]:
        """Return one page of fields with their values."""

    def hscan_iter(
        self,
        name: KeyT,
        match: PatternT | None = None,
        count: int | None = None,
        no_values: bool | None = None,
    ) -> Iterator[tuple[T, T]]:
        """Iterate over fields and their values, a page at a time."""

    def hset(
        self,
        name: KeyT,
        key: EncodableT | None = None,
        value: EncodableT | None = None,
        mapping: Mapping[AnyKeyT, EncodableT] | None = None,
        items: Iterable[EncodableT] | None = None,
    ) -> int:
        """Set fields to values."""

    def hsetnx(
        self,
        name: KeyT,
        key: EncodableT,
        value: EncodableT,
    ) -> int:
        """Set a field that does not exist yet."""

    def hstrlen(
        self,
        name: KeyT,
        key: EncodableT,
    ) -> int:
        """Return the length of the value of a field."""

    def hvals(
        self,
        name: KeyT,
    ) -> list[T]:
        """Return the values of all fields."""

    def pfadd(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Add members to a HyperLogLog."""

    def pfcount(
        self,
        *sources: KeyT,
    ) -> int:
        """Return how many different members were added to one or any of several HyperLogLogs."""

    def pfmerge(
        self,
        dest: KeyT,
        *sources: KeyT,
    ) -> bool:
        """Add all members of several HyperLogLogs to another one."""

    def copy(
        self,
        source: KeyT,
        destination: KeyT,
        destination_db: int | str | None = None,
        replace: bool = False,
    ) -> bool:
        """Copy a key with its time to live."""

    def delete(
        self,
        *names: KeyT,
    ) -> int:
        """Remove keys."""

    def dump(
        self,
        name: KeyT,
    ) -> bytes | None:
        """Return the value of a key as octets, for `restore`."""

    def exists(
        self,
        *names: KeyT,
    ) -> int:
        """Return how many of several keys there are."""

    def expire(
        self,
        name: KeyT,
        time: ExpiryT,
        nx: bool = False,
        xx: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> bool:
        """Let a key expire after some seconds."""

    def expireat(
        self,
        name: KeyT,
        when: AbsExpiryT,
        nx: bool = False,
        xx: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> bool:
        """Let a key expire at a Unix time in seconds."""

    def expiretime(
        self,
        key: KeyT,
    ) -> int:
        """Return when a key expires, as Unix time in seconds."""

    def keys(
        self,
        pattern: PatternT = '*',
    ) -> list[T]:
        """Return the keys that match a pattern."""

    def persist(
        self,
        name: KeyT,
    ) -> bool:
        """Take the time to live of a key away."""

    def pexpire(
        self,
        name: KeyT,
        time: ExpiryT,
        nx: bool = False,
        xx: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> bool:
        """Let a key expire after some milliseconds."""

    def pexpireat(
        self,
        name: KeyT,
        when: AbsExpiryT,
        nx: bool = False,
        xx: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> bool:
        """Let a key expire at a Unix time in milliseconds."""

    def pexpiretime(
        self,
        key: KeyT,
    ) -> int:
        """Return when a key expires, as Unix time in milliseconds."""

    def pttl(
        self,
        name: KeyT,
    ) -> int:
        """Return the time to live of a key in milliseconds."""

    def randomkey(
        self,
    ) -> T | None:
        """Return a random key."""

    def rename(
        self,
        src: KeyT,
        dst: KeyT,
    ) -> bool:
        """Give a key another name, with its time to live."""

    def renamenx(
        self,
        src: KeyT,
        dst: KeyT,
    ) -> bool:
        """Give a key another name, with its time to live, only if no key has that name."""

    def restore(
        self,
        name: KeyT,
        ttl: int,
        value: EncodableT,
        replace: bool = False,
        absttl: bool = False,
        idletime: int | None = None,
        frequency: int | None = None,
    ) -> T:
        """Make a key of what `dump` returned."""

    def scan(
        self,
        cursor: int = 0,
        match: PatternT | None = None,
        count: int | None = None,
        _type: EncodableT | None = None,
    ) -> tuple[int, list[T]]:
        """Return some of all keys, and where to go on."""

    def scan_iter(
        self,
        match: PatternT | None = None,
        count: int | None = None,
        _type: EncodableT | None = None,
    ) -> Iterator[T]:
        """Go through all keys, with one `scan` after the other."""

    def sort(
        self,
        name: KeyT,
        start: int | None = None,
        num: int | None = None,
        by: EncodableT | None = None,
        get: str | list[str] | None = None,
        desc: bool = False,
        alpha: bool = False,
        store: KeyT | None = None,
        groups: bool | None = False,
    ) -> list[T | None] | list[tuple[T | None, ...]] | int:
        """Return the elements of a list, a set or a sorted set in order, or store them."""

    def sort_ro(
        self,
        key: KeyT,
        start: int | None = None,
        num: int | None = None,
        by: EncodableT | None = None,
        get: str | list[str] | None = None,
        desc: bool = False,
        alpha: bool = False,
    ) -> list[T | None]:
        """Return the elements of a list, a set or a sorted set in order, like `sort`."""

    def touch(
        self,
        *args: KeyT,
    ) -> int:
        """Return how many of several keys there are, like `exists`."""

    def ttl(
        self,
        name: KeyT,
    ) -> int:
        """Return the time to live of a key in seconds."""

    def type(
        self,
        name: KeyT,
    ) -> T:
        """Return the type of the value that a key holds."""

    def unlink(
        self,
        *names: KeyT,
    ) -> int:
        """Remove keys, like `delete`."""

    def blmove(
        self,
        first_list: KeyT,
        second_list: KeyT,
        timeout: float,
        src: str = 'LEFT',
        dest: str = 'RIGHT',
    ) -> T | None:
        """Pop an element from one list and put it at an end of another, or wait for one."""

    def blmpop(
        self,
        timeout: float,
        numkeys: int,
        *args: KeyT,
        direction: str,
        count: int = 1,
    ) -> list[T | list[T]] | None:
        """Pop elements from the first of several lists that has any, or wait for some."""

    def blpop(
        self,
        keys: KeysT,
        timeout: float | None = 0,
    ) -> tuple[T, T] | None:
        """Pop the first element of the first of several lists that has any, or wait for one."""

    def brpop(
        self,
        keys: KeysT,
        timeout: float | None = 0,
    ) -> tuple[T, T] | None:
        """Pop the last element of the first of several lists that has any, or wait for one."""

    def brpoplpush(
        self,
        src: KeyT,
        dst: KeyT,
        timeout: float | None = 0,
    ) -> T | None:
        """Pop the last element of one list and put it before the first of another, or wait for one."""

    def lindex(
        self,
        name: KeyT,
        index: int,
    ) -> T | None:
        """Return the element at an index."""

    def linsert(
        self,
        name: KeyT,
        where: str,
        refvalue: EncodableT,
        value: EncodableT,
    ) -> int:
        """Put a value before or after the first element that equals another."""

    def llen(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of elements."""

    def lmove(
        self,
        first_list: KeyT,
        second_list: KeyT,
        src: str = 'LEFT',
        dest: str = 'RIGHT',
    ) -> T | None:
        """Pop an element from one list and put it at an end of another, or of the same."""

    def lmpop(
        self,
        num_keys: int,
        *args: KeyT,
        direction: str,
        count: int = 1,
    ) -> list[T | list[T]] | None:
        """Pop elements from the first of several lists that is not empty."""

    def lpop(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> T | list[T] | None:
        """Remove and return the first element, or the first few."""

    def lpos(
        self,
        name: KeyT,
        value: EncodableT,
        rank: int | None = None,
        count: int | None = None,
        maxlen: int | None = None,
    ) -> int | list[int] | None:
        """Return where a value stands in the list."""

    def lpush(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put values before the first element, one after the other."""

    def lpushx(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put values before the first element of a list that exists."""

    def lrange(
        self,
        name: KeyT,
        start: int,
        end: int,
    ) -> list[T]:
        """Return the elements between two indices, both included."""

    def lrem(
        self,
        name: KeyT,
        count: int,
        value: EncodableT,
    ) -> int:
        """Remove elements that equal a value."""

    def lset(
        self,
        name: KeyT,
        index: int,
        value: EncodableT,
    ) -> bool:
        """Replace the element at an index."""

    def ltrim(
        self,
        name: KeyT,
        start: int,
        end: int,
    ) -> bool:
        """Keep the elements between two indices, both included, and remove the others."""

    def rpop(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> T | list[T] | None:
        """Remove and return the last element, or the last few."""

    def rpoplpush(
        self,
        src: KeyT,
        dst: KeyT,
    ) -> T | None:
        """Pop the last element of one list and put it before the first of another, or of the same."""

    def rpush(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put values behind the last element, in order."""

    def rpushx(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put values behind the last element of a list that exists."""

    def list_copy(
        self,
        destination: KeyT,
        source: KeyT,
    ) -> bool:
        """Make a list collection of what another one holds, save its time to live."""

    def list_create(
        self,
        name: KeyT,
        values: Iterable[EncodableT],
    ) -> bool:
        """Make a list collection, unless it has items."""

    def list_cut(
        self,
        name: KeyT,
        start: int | None = None,
        stop: int | None = None,
        step: int | None = None,
    ) -> list[int]:
        """Remove a slice of a list collection, as Python deletes one."""

    def list_delete(
        self,
        name: KeyT,
        indices: Iterable[int],
    ) -> list[int]:
        """Remove items of a list collection, or none when an index is outside."""

    def list_extend(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put items behind the last one of a list collection."""

    def list_insert(
        self,
        name: KeyT,
        index: int,
        value: EncodableT,
    ) -> int:
        """Put an item before the one at an index of a list collection."""

    def list_item(
        self,
        name: KeyT,
        index: int,
    ) -> T | None:
        """Return an item of a list collection."""

    def list_items(
        self,
        name: KeyT,
        indices: Iterable[int],
    ) -> list[T | None]:
        """Return several items of a list collection."""

    def list_length(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of items of a list collection, or of what an adapter serves."""

    def list_pop(
        self,
        name: KeyT,
        index: int = -1,
    ) -> T | int:
        """Remove and return an item of a list collection."""

    def list_rearrange(
        self,
        name: KeyT,
        seen: EncodableT,
        order: Iterable[int],
    ) -> bool:
        """Put the items of a list collection into another order, if they are those that were seen."""

    def list_remove(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> int:
        """Remove the first item of a list collection that equals a value."""

    def list_repeat(
        self,
        name: KeyT,
        count: int,
    ) -> int:
        """Let the items of a list collection follow each other several times."""

    def list_reverse(
        self,
        name: KeyT,
    ) -> int:
        """Put the items of a list collection into the opposite order."""

    def list_set(
        self,
        name: KeyT,
        indices: Iterable[int],
        values: Iterable[EncodableT],
    ) -> list[int]:
        """Replace items of a list collection, or none when an index is outside."""

    def list_slice(
        self,
        name: KeyT,
        start: int | None = None,
        stop: int | None = None,
        step: int | None = None,
    ) -> list[T]:
        """Return a slice of a list collection, as Python slices a list."""

    def list_sort(
        self,
        name: KeyT,
        reverse: bool = False,
    ) -> T | None:
        """Sort the items of a list collection; equal ones stay in order."""

    def list_splice(
        self,
        name: KeyT,
        start: int | None,
        stop: int | None,
        step: int | None,
        values: Iterable[EncodableT],
    ) -> list[int]:
        """Replace a slice of a list collection, as Python assigns to a slice."""

    def lock_extend(
        self,
        name: KeyT,
        token: EncodableT,
        milliseconds: int,
        replace_ttl: bool = False,
    ) -> bool:
        """Let a key that holds a text expire later: extend a lock that is held with that token."""

    def lock_reacquire(
        self,
        name: KeyT,
        token: EncodableT,
        milliseconds: int,
    ) -> bool:
        """Give a key that holds a text a new time to live: hold a lock with that token anew."""

    def lock_release(
        self,
        name: KeyT,
        token: EncodableT,
    ) -> bool:
        """Remove a key if it holds a text: give back a lock that is held with that token."""

    def publish(
        self,
        channel: EncodableT,
        message: EncodableT,
    ) -> int:
        """Send a message to everybody who listens to a channel."""

    def pubsub_channels(
        self,
        pattern: PatternT = '*',
    ) -> list[T]:
        """Return the channels that somebody has subscribed to by name."""

    def pubsub_numpat(
        self,
    ) -> int:
        """Return how many patterns somebody has subscribed to."""

    def pubsub_numsub(
        self,
        *args: EncodableT,
    ) -> list[tuple[T, int]]:
        """Return how many have subscribed to some channels by name."""

    def segments_cut(
        self,
        name: KeyT,
        start: int | None = None,
        stop: int | None = None,
        step: int | None = None,
    ) -> list[int]:
        """Remove a slice of a segments collection, as Python deletes one."""

    def segments_extend(
        self,
        name: KeyT,
        own: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put items behind the last one of a segments collection."""

    def segments_insert(
        self,
        name: KeyT,
        own: KeyT,
        index: int,
        value: EncodableT,
    ) -> int:
        """Put an item before the one at an index of a segments collection."""

    def segments_item(
        self,
        name: KeyT,
        index: int,
    ) -> list[T | int]:
        """Return an item of a segments collection."""

    def segments_length(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of items of a segments collection."""

    def segments_open(
        self,
        name: KeyT,
        origin: KeyT,
        size: int | None = None,
    ) -> bool:
        """Make a segments collection of all items of a list, unless it is there."""

    def segments_pieces(
        self,
        name: KeyT,
    ) -> list[T]:
        """Return the pieces that a segments collection is made of."""

    def segments_pop(
        self,
        name: KeyT,
        index: int = -1,
    ) -> list[T | int]:
        """Remove and return an item of a segments collection."""

    def segments_remove(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> int:
        """Remove the first item of a segments collection that equals a value."""

    def segments_reverse(
        self,
        name: KeyT,
        own: KeyT,
    ) -> bool:
        """Put the items of a segments collection into the opposite order; all become its own."""

    def segments_set(
        self,
        name: KeyT,
        own: KeyT,
        index: int,
        value: EncodableT,
    ) -> int:
        """Replace an item of a segments collection."""

    def segments_slice(
        self,
        name: KeyT,
        start: int | None = None,
        stop: int | None = None,
        step: int | None = None,
    ) -> list[T | None]:
        """Return a slice of a segments collection, as Python slices a list."""

    def segments_splice(
        self,
        name: KeyT,
        own: KeyT,
        start: int | None,
        stop: int | None,
        step: int | None,
        values: Iterable[EncodableT],
    ) -> list[int]:
        """Replace a slice of a segments collection, as Python assigns to a slice."""

    def dbsize(
        self,
    ) -> int:
        """Return how many keys there are."""

    def echo(
        self,
        value: EncodableT,
    ) -> T:
        """Return what was sent."""

    def flushall(
        self,
        asynchronous: bool = False,
    ) -> bool:
        """Remove every key of every database; the embedded store has one."""

    def flushdb(
        self,
        asynchronous: bool = False,
    ) -> bool:
        """Remove every key of the database."""

    def info(
        self,
        section: EncodableT | None = None,
        *args: EncodableT,
    ) -> dict[str, Any]:
        """Return facts and figures about the server."""

    def ping(
        self,
    ) -> bool:
        """Tell that the store answers."""

    def time(
        self,
    ) -> tuple[int, int]:
        """Return the time of the server's clock."""

    def sadd(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Add members."""

    def scard(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of members."""

    def sdiff(
        self,
        keys: KeysT,
        *args: KeyT,
    ) -> builtins.set[T]:
        """Return the members that the first of several sets has and no other."""

    def sdiffstore(
        self,
        dest: KeyT,
        keys: KeysT,
        *args: KeyT,
    ) -> int:
        """Store the members that the first of several sets has and no other."""

    def sinter(
        self,
        keys: KeysT,
        *args: KeyT,
    ) -> builtins.set[T]:
        """Return the members that all of several sets have."""

    def sintercard(
        self,
        numkeys: int,
        keys: KeysT,
        limit: int = 0,
    ) -> int:
        """Return how many members all of several sets have."""

    def sinterstore(
        self,
        dest: KeyT,
        keys: KeysT,
        *args: KeyT,
    ) -> int:
        """Store the members that all of several sets have."""

    def sismember(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> int:
        """Tell whether a value is a member."""

    def smembers(
        self,
        name: KeyT,
    ) -> builtins.set[T]:
        """Return all members."""

    def smismember(
        self,
        name: KeyT,
        values: EncodableT | Iterable[EncodableT],
        *args: EncodableT,
    ) -> list[int]:
        """Tell for each of several values whether it is a member."""

    def smove(
        self,
        src: KeyT,
        dst: KeyT,
        value: EncodableT,
    ) -> bool:
        """Move a member from one set to another."""

    def spop(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> T | list[T] | None:
        """Remove and return random members."""

    def srandmember(
        self,
        name: KeyT,
        number: int | None = None,
    ) -> T | list[T] | None:
        """Return random members."""

    def srem(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Remove members."""

    def sscan(
        self,
        name: KeyT,
        cursor: int = 0,
        match: PatternT | None = None,
        count: int | None = None,
    ) -> tuple[int, list[T]]:
        """Return one page of the members, and where the next begins."""

    def sscan_iter(
        self,
        name: KeyT,
        match: PatternT | None = None,
        count: int | None = None,
    ) -> Iterator[T]:
        """Iterate over the members, page by page."""

    def sunion(
        self,
        keys: KeysT,
        *args: KeyT,
    ) -> builtins.set[T]:
        """Return the members that any of several sets has."""

    def sunionstore(
        self,
        dest: KeyT,
        keys: KeysT,
        *args: KeyT,
    ) -> int:
        """Store the members that any of several sets has."""

    def bzmpop(
        self,
        timeout: float,
        numkeys: int,
        keys: KeysT,
        min: bool = False,
        max: bool = False,
        count: int = 1,
    ) -> list[Any] | None:
        """Remove and return members of the first sorted set that has any, or wait for some."""

    def bzpopmax(
        self,
        keys: KeysT,
        timeout: float | None = 0,
    ) -> tuple[T, T, float] | None:
        """Remove and return the highest member of the first of several sorted sets, or wait for one."""

    def bzpopmin(
        self,
        keys: KeysT,
        timeout: float | None = 0,
    ) -> tuple[T, T, float] | None:
        """Remove and return the lowest member of the first of several sorted sets, or wait for one."""

    def zadd(
        self,
        name: KeyT,
        mapping: Mapping[AnyKeyT, float],
        nx: bool = False,
        xx: bool = False,
        ch: bool = False,
        incr: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> int | float | None:
        """Set the scores of members."""

    def zcard(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of members."""

    def zcount(
        self,
        name: KeyT,
        min: float | str,
        max: float | str,
    ) -> int:
        """Return the number of members with scores between two bounds."""

    def zdiff(
        self,
        keys: KeysT,
        withscores: bool = False,
    ) -> list[T | bytes] | list[T]:
        """Return the members that only the first of several sorted sets has."""

    def zdiffstore(
        self,
        dest: KeyT,
        keys: KeysT,
    ) -> int:
        """Store the members that `zdiff` returns, with their scores, as a sorted set."""

    def zincrby(
        self,
        name: KeyT,
        amount: float,
        value: EncodableT,
    ) -> float:
        """Add to the score of a member."""

    def zinter(
        self,
        keys: Iterable[KeyT] | Mapping[AnyKeyT, float],
        aggregate: str | None = None,
        withscores: bool = False,
    ) -> list[T] | list[tuple[T, Any]]:
        """Return the members that all of several sorted sets have."""

    def zintercard(
        self,
        numkeys: int,
        keys: KeysT,
        limit: int = 0,
    ) -> int:
        """Return the number of members that all of several sorted sets have."""

    def zinterstore(
        self,
        dest: KeyT,
        keys: Iterable[KeyT] | Mapping[AnyKeyT, float],
        aggregate: str | None = None,
    ) -> int:
        """Store what `zinter` returns as a sorted set."""

    def zlexcount(
        self,
        name: KeyT,
        min: EncodableT,
        max: EncodableT,
    ) -> int:
        """Return the number of members between two others, where all have one score."""

    def zmpop(
        self,
        num_keys: int,
        keys: KeysT,
        min: bool = False,
        max: bool = False,
        count: int = 1,
    ) -> list[Any] | None:
        """Remove and return members of the first sorted set that has any."""

    def zmscore(
        self,
        key: KeyT,
        members: Iterable[EncodableT],
    ) -> list[float | None]:
        """Return the scores of several members."""

    def zpopmax(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> list[tuple[T, float]]:
        """Remove and return the members with the highest scores."""

    def zpopmin(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> list[tuple[T, float]]:
        """Remove and return the members with the lowest scores."""

    def zrandmember(
        self,
        key: KeyT,
        count: int | None = None,
        withscores: bool = False,
    ) -> T | list[T | bytes] | list[T] | None:
        """Return random members."""

    def zrange(
        self,
        name: KeyT,
        start: EncodableT,
        end: EncodableT,
        desc: bool = False,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
        byscore: bool = False,
        bylex: bool = False,
        offset: int | None = None,
        num: int | None = None,
    ) -> list[T] | list[tuple[T, Any]]:
        """Return the members between two ranks, scores or names."""

    def zrangebylex(
        self,
        name: KeyT,
        min: EncodableT,
        max: EncodableT,
        start: int | None = None,
        num: int | None = None,
    ) -> list[T]:
        """Return the members between two others in order of octets, where all have one score."""

    def zrangebyscore(
        self,
        name: KeyT,
        min: float | str,
        max: float | str,
        start: int | None = None,
        num: int | None = None,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> list[T] | list[tuple[T, Any]]:
        """Return the members with scores between two bounds."""

    def zrangestore(
        self,
        dest: KeyT,
        name: KeyT,
        start: EncodableT,
        end: EncodableT,
        byscore: bool = False,
        bylex: bool = False,
        desc: bool = False,
        offset: int | None = None,
        num: int | None = None,
    ) -> int:
        """Store the members that `zrange` returns as a sorted set."""

    def zrank(
        self,
        name: KeyT,
        value: EncodableT,
        withscore: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> int | None:
        """Return the rank of a member, from 0 for the lowest score."""

    def zrem(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Remove members."""

    def zremrangebylex(
        self,
        name: KeyT,
        min: EncodableT,
        max: EncodableT,
    ) -> int:
        """Remove the members between two others, where all have one score."""

    def zremrangebyrank(
        self,
        name: KeyT,
        min: int,
        max: int,
    ) -> int:
        """Remove the members between two ranks."""

    def zremrangebyscore(
        self,
        name: KeyT,
        min: float | str,
        max: float | str,
    ) -> int:
        """Remove the members with scores between two bounds."""

    def zrevrange(
        self,
        name: KeyT,
        start: int,
        end: int,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> list[T] | list[tuple[T, Any]]:
        """Return the members between two ranks, counted from the highest score."""

    def zrevrangebylex(
        self,
        name: KeyT,
        max: EncodableT,
        min: EncodableT,
        start: int | None = None,
        num: int | None = None,
    ) -> list[T]:
        """Return the members between two others, the last first, where all have one score."""

    def zrevrangebyscore(
        self,
        name: KeyT,
        max: float | str,
        min: float | str,
        start: int | None = None,
        num: int | None = None,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> list[T] | list[tuple[T, Any]]:
        """Return the members with scores between two bounds, the highest score first."""

    def zrevrank(
        self,
        name: KeyT,
        value: EncodableT,
        withscore: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> int | None:
        """Return the rank of a member, from 0 for the highest score."""

    def zscan(
        self,
        name: KeyT,
        cursor: int = 0,
        match: PatternT | None = None,
        count: int | None = None,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> tuple[int, list[tuple[T, Any]]]:
        """Return a page of members and scores, and where the next page begins."""

    def zscan_iter(
        self,
        name: KeyT,
        match: PatternT | None = None,
        count: int | None = None,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> Iterator[tuple[T, Any]]:
        """Yield all members and scores, a page at a time."""

    def zscore(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> float | None:
        """Return the score of a member."""

    def zunion(
        self,
        keys: Iterable[KeyT] | Mapping[AnyKeyT, float],
        aggregate: str | None = None,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> list[T] | list[tuple[T, Any]]:
        """Return the members that any of several sorted sets has."""

    def zunionstore(
        self,
        dest: KeyT,
        keys: Iterable[KeyT] | Mapping[AnyKeyT, float],
        aggregate: str | None = None,
    ) -> int:
        """Store what `zunion` returns as a sorted set."""

    def xack(
        self,
        name: KeyT,
        groupname: EncodableT,
        *ids: EncodableT,
    ) -> int:
        """Acknowledge entries, which their consumers no longer have then."""

    def xadd(
        self,
        name: KeyT,
        fields: Mapping[AnyKeyT, EncodableT],
        id: EncodableT = '*',
        maxlen: int | None = None,
        approximate: bool = True,
        nomkstream: bool = False,
        minid: EncodableT | None = None,
        limit: int | None = None,
        ref_policy: str | None = None,
        idmpauto: EncodableT | None = None,
        idmp: tuple[str, bytes] | None = None,
    ) -> T | None:
        """Append an entry."""

    def xautoclaim(
        self,
        name: KeyT,
        groupname: EncodableT,
        consumername: EncodableT,
        min_idle_time: int,
        start_id: EncodableT = '0-0',
        count: int | None = None,
        justid: bool = False,
    ) -> list[Any] | list[T]:
        """Give those entries to a consumer of a group that others have had for long."""

    def xclaim(
        self,
        name: KeyT,
        groupname: EncodableT,
        consumername: EncodableT,
        min_idle_time: int,
        message_ids: Sequence[EncodableT],
        idle: int | None = None,
        time: int | None = None,
        retrycount: int | None = None,
        force: bool = False,
        justid: bool = False,
    ) -> list[tuple[T, dict[T, T]]] | list[T]:
        """Give entries that some consumer of a group has not acknowledged to another consumer."""

    def xdel(
        self,
        name: KeyT,
        *ids: EncodableT,
    ) -> int:
        """Remove entries; the stream stays even when none is left."""

    def xgroup_create(
        self,
        name: KeyT,
        groupname: EncodableT,
        id: EncodableT = '$',
        mkstream: bool = False,
        entries_read: int | None = None,
    ) -> bool:
        """Make a consumer group of a stream."""

    def xgroup_createconsumer(
        self,
        name: KeyT,
        groupname: EncodableT,
        consumername: EncodableT,
    ) -> int:
        """Make a consumer of a group; one that reads or claims is made by that."""

    def xgroup_delconsumer(
        self,
        name: KeyT,
        groupname: EncodableT,
        consumername: EncodableT,
    ) -> int:
        """Remove a consumer of a group with all that it has not acknowledged."""

    def xgroup_destroy(
        self,
        name: KeyT,
        groupname: EncodableT,
    ) -> bool:
        """Remove a consumer group with all that it has not acknowledged."""

    def xgroup_setid(
        self,
        name: KeyT,
        groupname: EncodableT,
        id: EncodableT,
        entries_read: int | None = None,
    ) -> bool:
        """Set the id behind which the new entries of a group begin."""

    def xinfo_consumers(
        self,
        name: KeyT,
        groupname: EncodableT,
    ) -> list[dict[str, Any]]:
        """Return facts about the consumers of a group."""

    def xinfo_groups(
        self,
        name: KeyT,
    ) -> list[dict[str, Any]]:
        """Return facts about the consumer groups of a stream."""

    def xinfo_stream(
        self,
        name: KeyT,
        full: bool = False,
    ) -> dict[str, Any] | dict[str, Any]:
        """Return facts about a stream."""

    def xlen(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of entries."""

    def xpending(
        self,
        name: KeyT,
        groupname: EncodableT,
    ) -> dict[str, Any]:
        """Return how many entries the consumers of a group have not acknowledged."""

    def xpending_range(
        self,
        name: KeyT,
        groupname: EncodableT,
        min: EncodableT | None,
        max: EncodableT | None,
        count: int | None,
        consumername: EncodableT | None = None,
        idle: int | None = None,
    ) -> list[dict[str, Any]] | dict[str, Any]:
        """Return the entries that the consumers of a group have not acknowledged."""

    def xrange(
        self,
        name: KeyT,
        min: EncodableT = '-',
        max: EncodableT = '+',
        count: int | None = None,
    ) -> list[tuple[T, dict[T, T]]]:
        """Return the entries between two ids, the oldest first."""

    def xread(
        self,
        streams: Mapping[AnyKeyT, EncodableT],
        count: int | None = None,
        block: int | None = None,
        max_count: int | None = None,
        max_size: int | None = None,
    ) -> list[list[Any]]:
        """Return the entries of several streams behind an id each."""

    def xreadgroup(
        self,
        groupname: EncodableT,
        consumername: EncodableT,
        streams: Mapping[AnyKeyT, EncodableT],
        count: int | None = None,
        block: int | None = None,
        noack: bool = False,
        claim_min_idle_time: int | None = None,
        max_count: int | None = None,
        max_size: int | None = None,
    ) -> list[list[Any]]:
        """Return entries of several streams as a consumer of a group."""

    def xrevrange(
        self,
        name: KeyT,
        max: EncodableT = '+',
        min: EncodableT = '-',
        count: int | None = None,
    ) -> list[tuple[T, dict[T, T]]]:
        """Return the entries between two ids, the newest first."""

    def xtrim(
        self,
        name: KeyT,
        maxlen: int | None = None,
        approximate: bool = True,
        minid: EncodableT | None = None,
        limit: int | None = None,
        ref_policy: str | None = None,
    ) -> int:
        """Remove the oldest entries."""

    def append(
        self,
        key: KeyT,
        value: EncodableT,
    ) -> int:
        """Put a text behind the one that a key holds."""

    def bitcount(
        self,
        key: KeyT,
        start: int | None = None,
        end: int | None = None,
        mode: EncodableT | None = None,
    ) -> int:
        """Return how many bits of a bitmap, or of a part of it, are 1."""

    def bitfield(
        self,
        key: 'KeyT',
        default_overflow: 'str | None' = None,
    ) -> BitFieldOperation:
        """Read and change integers that are packed in a bitmap."""

    def bitfield_ro(
        self,
        key: KeyT,
        encoding: EncodableT,
        offset: EncodableT,
        items: list[tuple[str, BitfieldOffsetT]] | None = None,
    ) -> list[int]:
        """Return integers that are packed in a bitmap."""

    def bitop(
        self,
        operation: EncodableT,
        dest: KeyT,
        *keys: KeyT,
    ) -> int:
        """Combine bitmaps bit by bit and store the result."""

    def bitpos(
        self,
        key: KeyT,
        bit: int,
        start: int | None = None,
        end: int | None = None,
        mode: EncodableT | None = None,
    ) -> int:
        """Return the place of the first bit that is 1, or that is 0."""

    def decr(
        self,
        name: KeyT,
        amount: int = 1,
    ) -> int:
        """Subtract an integer from the one that a key holds."""

    def decrby(
        self,
        name: KeyT,
        amount: int = 1,
    ) -> int:
        """Subtract an integer from the one that a key holds, like `decr`."""

    def get(
        self,
        name: KeyT,
    ) -> T | None:
        """Return the text that a key holds."""

    def getbit(
        self,
        name: KeyT,
        offset: int,
    ) -> int:
        """Return one bit of a bitmap."""

    def getdel(
        self,
        name: KeyT,
    ) -> T | None:
        """Remove a key and return what it held."""

    def getex(
        self,
        name: KeyT,
        ex: ExpiryT | None = None,
        px: ExpiryT | None = None,
        exat: AbsExpiryT | None = None,
        pxat: AbsExpiryT | None = None,
        persist: bool = False,
    ) -> T | None:
        """Return the text that a key holds and change when the key expires."""

    def getrange(
        self,
        key: KeyT,
        start: int,
        end: int,
    ) -> T:
        """Return a part of the text that a key holds."""

    def getset(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> T | None:
        """Set a key and return what it held."""

    def incr(
        self,
        name: KeyT,
        amount: int = 1,
    ) -> int:
        """Add an integer to the one that a key holds."""

    def incrby(
        self,
        name: KeyT,
        amount: int = 1,
    ) -> int:
        """Add an integer to the one that a key holds, like `incr`."""

    def incrbyfloat(
        self,
        name: KeyT,
        amount: float = 1.0,
    ) -> float:
        """Add a number to the one that a key holds."""

    def lcs(
        self,
        key1: KeyT,
        key2: KeyT,
        len: bool | None = False,
        idx: bool | None = False,
        minmatchlen: int | None = 0,
        withmatchlen: bool | None = False,
    ) -> T | int | list[T | list[list[list[int] | int]] | int]:
        """Return the longest text that two texts both have, not necessarily in one piece."""

    def mget(
        self,
        keys: KeysT,
        *args: KeyT,
    ) -> list[T | None]:
        """Return the texts that several keys hold."""

    def mset(
        self,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> bool:
        """Set several keys at once."""

    def msetnx(
        self,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> bool:
        """Set several keys at once, but only if all of them are missing."""

    def psetex(
        self,
        name: KeyT,
        time_ms: ExpiryT,
        value: EncodableT,
    ) -> bool:
        """Set a key that expires after some milliseconds."""

    def set(
        self,
        name: KeyT,
        value: EncodableT,
        ex: ExpiryT | None = None,
        px: ExpiryT | None = None,
        nx: bool = False,
        xx: bool = False,
        keepttl: bool = False,
        get: bool = False,
        exat: AbsExpiryT | None = None,
        pxat: AbsExpiryT | None = None,
        ifeq: EncodableT | None = None,
        ifne: EncodableT | None = None,
        ifdeq: EncodableT | None = None,
        ifdne: EncodableT | None = None,
    ) -> T | bool | None:
        """Make a text the value of a key, whatever type the key was before."""

    def setbit(
        self,
        name: KeyT,
        offset: int,
        value: int,
    ) -> int:
        """Set one bit of a bitmap."""

    def setex(
        self,
        name: KeyT,
        time: ExpiryT,
        value: EncodableT,
    ) -> bool:
        """Set a key that expires after some seconds."""

    def setnx(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> bool:
        """Set a key only if it is missing."""

    def setrange(
        self,
        name: KeyT,
        offset: int,
        value: EncodableT,
    ) -> int:
        """Overwrite a part of the text that a key holds."""

    def strlen(
        self,
        name: KeyT,
    ) -> int:
        """Return the length of a text in octets of UTF-8."""

    def substr(
        self,
        name: KeyT,
        start: int,
        end: int = -1,
    ) -> T:
        """Return a part of the text that a key holds, like `getrange`."""

class AsyncCommands(Generic[T]):
    async def dict_clear(
        self,
        name: KeyT,
    ) -> int:
        """Remove all keys of a dict collection."""

    async def dict_contains(
        self,
        name: KeyT,
        dict_key: EncodableT,
    ) -> bool:
        """Tell whether a dict collection has a key."""

    async def dict_copy(
        self,
        destination: KeyT,
        source: KeyT,
    ) -> bool:
        """Make a dict collection of what another one holds, save its time to live."""

    async def dict_create(
        self,
        name: KeyT,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> bool:
        """Make a dict collection, unless it has keys."""

    async def dict_delete(
        self,
        name: KeyT,
        dict_keys: Iterable[EncodableT],
    ) -> int:
        """Remove keys of a dict collection."""

    async def dict_item(
        self,
        name: KeyT,
        dict_key: EncodableT,
    ) -> T | None:
        """Return the value of a key of a dict collection."""

    async def dict_items(
        self,
        name: KeyT,
    ) -> list[T]:
        """Return keys and values of a dict collection in the order in which they came."""

    async def dict_keys(
        self,
        name: KeyT,
    ) -> list[T]:
        """Return the keys of a dict collection in the order in which they came."""

    async def dict_length(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of keys of a dict collection, or of what an adapter serves."""

    async def dict_pop(
        self,
        name: KeyT,
        dict_key: EncodableT,
    ) -> T | None:
        """Remove a key of a dict collection and return its value."""

    async def dict_popitem(
        self,
        name: KeyT,
    ) -> list[T]:
        """Remove the key of a dict collection that came last."""

    async def dict_set(
        self,
        name: KeyT,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> int:
        """Set keys of a dict collection."""

    async def dict_setdefault(
        self,
        name: KeyT,
        dict_key: EncodableT,
        value: EncodableT,
    ) -> T:
        """Set a key of a dict collection that is not there yet."""

    async def dict_values(
        self,
        name: KeyT,
    ) -> list[T]:
        """Return the values of a dict collection in the order in which their keys came."""

    async def geoadd(
        self,
        name: KeyT,
        values: Sequence[EncodableT],
        nx: bool = False,
        xx: bool = False,
        ch: bool = False,
    ) -> int:
        """Add places, or move those that are there."""

    async def geodist(
        self,
        name: KeyT,
        place1: EncodableT,
        place2: EncodableT,
        unit: str | None = None,
    ) -> float | None:
        """Return the distance between two places."""

    async def geohash(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> list[str | None]:
        """Return the standard geohashes of places."""

    async def geopos(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> list[tuple[float, float] | None]:
        """Return the positions of places."""

    async def georadius(
        self,
        name: KeyT,
        longitude: float,
        latitude: float,
        radius: float,
        unit: str | None = None,
        withdist: bool = False,
        withcoord: bool = False,
        withhash: bool = False,
        count: int | None = None,
        sort: str | None = None,
        store: KeyT | None = None,
        store_dist: KeyT | None = None,
        any: bool = False,
    ) -> int | list[T] | list[list[Any]]:
        """Return or store the places within a radius around a position."""

    async def georadiusbymember(
        self,
        name: KeyT,
        member: EncodableT,
        radius: float,
        unit: str | None = None,
        withdist: bool = False,
        withcoord: bool = False,
        withhash: bool = False,
        count: int | None = None,
        sort: str | None = None,
        store: KeyT | None = None,
        store_dist: KeyT | None = None,
        any: bool = False,
    ) -> int | list[T] | list[list[Any]]:
        """Return or store the places within a radius around a place."""

    async def geosearch(
        self,
        name: KeyT,
        member: EncodableT | None = None,
        longitude: float | None = None,
        latitude: float | None = None,
        unit: str = 'm',
        radius: float | None = None,
        width: float | None = None,
        height: float | None = None,
        sort: str | None = None,
        count: int | None = None,
        any: bool = False,
        withcoord: bool = False,
        withdist: bool = False,
        withhash: bool = False,
    ) -> list[T] | list[list[Any]]:
        """Return the places in a circle or a rectangle around a centre."""

    async def geosearchstore(
        self,
        dest: KeyT,
        name: KeyT,
        member: EncodableT | None = None,
        longitude: float | None = None,
        latitude: float | None = None,
        unit: str = 'm',
        radius: float | None = None,
        width: float | None = None,
        height: float | None = None,
        sort: str | None = None,
        count: int | None = None,
        any: bool = False,
        storedist: bool = False,
    ) -> int:
        """Store the places in a circle or a rectangle around a centre."""

    async def hdel(
        self,
        name: KeyT,
        *keys: EncodableT,
    ) -> int:
        """Remove fields."""

    async def hexists(
        self,
        name: KeyT,
        key: EncodableT,
    ) -> bool:
        """Tell whether a field exists."""

    async def hget(
        self,
        name: KeyT,
        key: EncodableT,
    ) -> T | None:
        """Return the value of a field."""

    async def hgetall(
        self,
        name: KeyT,
    ) -> dict[T, T]:
        """Return all fields with their values."""

    async def hincrby(
        self,
        name: KeyT,
        key: EncodableT,
        amount: int = 1,
    ) -> int:
        """Add to the integer that a field holds."""

    async def hincrbyfloat(
        self,
        name: KeyT,
        key: EncodableT,
        amount: float = 1.0,
    ) -> float:
        """Add to the number that a field holds."""

    async def hkeys(
        self,
        name: KeyT,
    ) -> list[T]:
        """Return all fields."""

    async def hlen(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of fields."""

    async def hmget(
        self,
        name: KeyT,
        keys: FieldT | Iterable[FieldT],
        *args: EncodableT,
    ) -> list[T | None]:
        """Return the values of several fields."""

    async def hmset(
        self,
        name: KeyT,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> bool:
        """Set several fields; `hset` with a mapping does the same and counts the new ones."""

    async def hrandfield(
        self,
        key: KeyT,
        count: int | None = None,
        withvalues: bool = False,
    ) -> T | list[T] | None:
        """Return a random field, or several."""

    async def hscan(
        self,
        name: KeyT,
        cursor: int = 0,
        match: PatternT | None = None,
        count: int | None = None,
        no_values: bool | None = None,
    ) -> tuple[int, dict[T, T]]:
        """Return one page of fields with their values."""

    def hscan_iter(
        self,
        name: KeyT,
        match: PatternT | None = None,
        count: int | None = None,
        no_values: bool | None = None,
    ) -> AsyncIterator[tuple[T, T]]:
        """Iterate over fields and their values, a page at a time."""

    async def hset(
        self,
        name: KeyT,
        key: EncodableT | None = None,
        value: EncodableT | None = None,
        mapping: Mapping[AnyKeyT, EncodableT] | None = None,
        items: Iterable[EncodableT] | None = None,
    ) -> int:
        """Set fields to values."""

    async def hsetnx(
        self,
        name: KeyT,
        key: EncodableT,
        value: EncodableT,
    ) -> int:
        """Set a field that does not exist yet."""

    async def hstrlen(
        self,
        name: KeyT,
        key: EncodableT,
    ) -> int:
        """Return the length of the value of a field."""

    async def hvals(
        self,
        name: KeyT,
    ) -> list[T]:
        """Return the values of all fields."""

    async def pfadd(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Add members to a HyperLogLog."""

    async def pfcount(
        self,
        *sources: KeyT,
    ) -> int:
        """Return how many different members were added to one or any of several HyperLogLogs."""

    async def pfmerge(
        self,
        dest: KeyT,
        *sources: KeyT,
    ) -> bool:
        """Add all members of several HyperLogLogs to another one."""

    async def copy(
        self,
        source: KeyT,
        destination: KeyT,
        destination_db: int | str | None = None,
        replace: bool = False,
    ) -> bool:
        """Copy a key with its time to live."""

    async def delete(
        self,
        *names: KeyT,
    ) -> int:
        """Remove keys."""

    async def dump(
        self,
        name: KeyT,
    ) -> bytes | None:
        """Return the value of a key as octets, for `restore`."""

    async def exists(
        self,
        *names: KeyT,
    ) -> int:
        """Return how many of several keys there are."""

    async def expire(
        self,
        name: KeyT,
        time: ExpiryT,
        nx: bool = False,
        xx: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> bool:
        """Let a key expire after some seconds."""

    async def expireat(
        self,
        name: KeyT,
        when: AbsExpiryT,
        nx: bool = False,
        xx: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> bool:
        """Let a key expire at a Unix time in seconds."""

    async def expiretime(
        self,
        key: KeyT,
    ) -> int:
        """Return when a key expires, as Unix time in seconds."""

    async def keys(
        self,
        pattern: PatternT = '*',
    ) -> list[T]:
        """Return the keys that match a pattern."""

    async def persist(
        self,
        name: KeyT,
    ) -> bool:
        """Take the time to live of a key away."""

    async def pexpire(
        self,
        name: KeyT,
        time: ExpiryT,
        nx: bool = False,
        xx: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> bool:
        """Let a key expire after some milliseconds."""

    async def pexpireat(
        self,
        name: KeyT,
        when: AbsExpiryT,
        nx: bool = False,
        xx: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> bool:
        """Let a key expire at a Unix time in milliseconds."""

    async def pexpiretime(
        self,
        key: KeyT,
    ) -> int:
        """Return when a key expires, as Unix time in milliseconds."""

    async def pttl(
        self,
        name: KeyT,
    ) -> int:
        """Return the time to live of a key in milliseconds."""

    async def randomkey(
        self,
    ) -> T | None:
        """Return a random key."""

    async def rename(
        self,
        src: KeyT,
        dst: KeyT,
    ) -> bool:
        """Give a key another name, with its time to live."""

    async def renamenx(
        self,
        src: KeyT,
        dst: KeyT,
    ) -> bool:
        """Give a key another name, with its time to live, only if no key has that name."""

    async def restore(
        self,
        name: KeyT,
        ttl: int,
        value: EncodableT,
        replace: bool = False,
        absttl: bool = False,
        idletime: int | None = None,
        frequency: int | None = None,
    ) -> T:
        """Make a key of what `dump` returned."""

    async def scan(
        self,
        cursor: int = 0,
        match: PatternT | None = None,
        count: int | None = None,
        _type: EncodableT | None = None,
    ) -> tuple[int, list[T]]:
        """Return some of all keys, and where to go on."""

    def scan_iter(
        self,
        match: PatternT | None = None,
        count: int | None = None,
        _type: EncodableT | None = None,
    ) -> AsyncIterator[T]:
        """Go through all keys, with one `scan` after the other."""

    async def sort(
        self,
        name: KeyT,
        start: int | None = None,
        num: int | None = None,
        by: EncodableT | None = None,
        get: str | list[str] | None = None,
        desc: bool = False,
        alpha: bool = False,
        store: KeyT | None = None,
        groups: bool | None = False,
    ) -> list[T | None] | list[tuple[T | None, ...]] | int:
        """Return the elements of a list, a set or a sorted set in order, or store them."""

    async def sort_ro(
        self,
        key: KeyT,
        start: int | None = None,
        num: int | None = None,
        by: EncodableT | None = None,
        get: str | list[str] | None = None,
        desc: bool = False,
        alpha: bool = False,
    ) -> list[T | None]:
        """Return the elements of a list, a set or a sorted set in order, like `sort`."""

    async def touch(
        self,
        *args: KeyT,
    ) -> int:
        """Return how many of several keys there are, like `exists`."""

    async def ttl(
        self,
        name: KeyT,
    ) -> int:
        """Return the time to live of a key in seconds."""

    async def type(
        self,
        name: KeyT,
    ) -> T:
        """Return the type of the value that a key holds."""

    async def unlink(
        self,
        *names: KeyT,
    ) -> int:
        """Remove keys, like `delete`."""

    async def blmove(
        self,
        first_list: KeyT,
        second_list: KeyT,
        timeout: float,
        src: str = 'LEFT',
        dest: str = 'RIGHT',
    ) -> T | None:
        """Pop an element from one list and put it at an end of another, or wait for one."""

    async def blmpop(
        self,
        timeout: float,
        numkeys: int,
        *args: KeyT,
        direction: str,
        count: int = 1,
    ) -> list[T | list[T]] | None:
        """Pop elements from the first of several lists that has any, or wait for some."""

    async def blpop(
        self,
        keys: KeysT,
        timeout: float | None = 0,
    ) -> tuple[T, T] | None:
        """Pop the first element of the first of several lists that has any, or wait for one."""

    async def brpop(
        self,
        keys: KeysT,
        timeout: float | None = 0,
    ) -> tuple[T, T] | None:
        """Pop the last element of the first of several lists that has any, or wait for one."""

    async def brpoplpush(
        self,
        src: KeyT,
        dst: KeyT,
        timeout: float | None = 0,
    ) -> T | None:
        """Pop the last element of one list and put it before the first of another, or wait for one."""

    async def lindex(
        self,
        name: KeyT,
        index: int,
    ) -> T | None:
        """Return the element at an index."""

    async def linsert(
        self,
        name: KeyT,
        where: str,
        refvalue: EncodableT,
        value: EncodableT,
    ) -> int:
        """Put a value before or after the first element that equals another."""

    async def llen(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of elements."""

    async def lmove(
        self,
        first_list: KeyT,
        second_list: KeyT,
        src: str = 'LEFT',
        dest: str = 'RIGHT',
    ) -> T | None:
        """Pop an element from one list and put it at an end of another, or of the same."""

    async def lmpop(
        self,
        num_keys: int,
        *args: KeyT,
        direction: str,
        count: int = 1,
    ) -> list[T | list[T]] | None:
        """Pop elements from the first of several lists that is not empty."""

    async def lpop(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> T | list[T] | None:
        """Remove and return the first element, or the first few."""

    async def lpos(
        self,
        name: KeyT,
        value: EncodableT,
        rank: int | None = None,
        count: int | None = None,
        maxlen: int | None = None,
    ) -> int | list[int] | None:
        """Return where a value stands in the list."""

    async def lpush(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put values before the first element, one after the other."""

    async def lpushx(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put values before the first element of a list that exists."""

    async def lrange(
        self,
        name: KeyT,
        start: int,
        end: int,
    ) -> list[T]:
        """Return the elements between two indices, both included."""

    async def lrem(
        self,
        name: KeyT,
        count: int,
        value: EncodableT,
    ) -> int:
        """Remove elements that equal a value."""

    async def lset(
        self,
        name: KeyT,
        index: int,
        value: EncodableT,
    ) -> bool:
        """Replace the element at an index."""

    async def ltrim(
        self,
        name: KeyT,
        start: int,
        end: int,
    ) -> bool:
        """Keep the elements between two indices, both included, and remove the others."""

    async def rpop(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> T | list[T] | None:
        """Remove and return the last element, or the last few."""

    async def rpoplpush(
        self,
        src: KeyT,
        dst: KeyT,
    ) -> T | None:
        """Pop the last element of one list and put it before the first of another, or of the same."""

    async def rpush(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put values behind the last element, in order."""

    async def rpushx(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put values behind the last element of a list that exists."""

    async def list_copy(
        self,
        destination: KeyT,
        source: KeyT,
    ) -> bool:
        """Make a list collection of what another one holds, save its time to live."""

    async def list_create(
        self,
        name: KeyT,
        values: Iterable[EncodableT],
    ) -> bool:
        """Make a list collection, unless it has items."""

    async def list_cut(
        self,
        name: KeyT,
        start: int | None = None,
        stop: int | None = None,
        step: int | None = None,
    ) -> list[int]:
        """Remove a slice of a list collection, as Python deletes one."""

    async def list_delete(
        self,
        name: KeyT,
        indices: Iterable[int],
    ) -> list[int]:
        """Remove items of a list collection, or none when an index is outside."""

    async def list_extend(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put items behind the last one of a list collection."""

    async def list_insert(
        self,
        name: KeyT,
        index: int,
        value: EncodableT,
    ) -> int:
        """Put an item before the one at an index of a list collection."""

    async def list_item(
        self,
        name: KeyT,
        index: int,
    ) -> T | None:
        """Return an item of a list collection."""

    async def list_items(
        self,
        name: KeyT,
        indices: Iterable[int],
    ) -> list[T | None]:
        """Return several items of a list collection."""

    async def list_length(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of items of a list collection, or of what an adapter serves."""

    async def list_pop(
        self,
        name: KeyT,
        index: int = -1,
    ) -> T | int:
        """Remove and return an item of a list collection."""

    async def list_rearrange(
        self,
        name: KeyT,
        seen: EncodableT,
        order: Iterable[int],
    ) -> bool:
        """Put the items of a list collection into another order, if they are those that were seen."""

    async def list_remove(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> int:
        """Remove the first item of a list collection that equals a value."""

    async def list_repeat(
        self,
        name: KeyT,
        count: int,
    ) -> int:
        """Let the items of a list collection follow each other several times."""

    async def list_reverse(
        self,
        name: KeyT,
    ) -> int:
        """Put the items of a list collection into the opposite order."""

    async def list_set(
        self,
        name: KeyT,
        indices: Iterable[int],
        values: Iterable[EncodableT],
    ) -> list[int]:
        """Replace items of a list collection, or none when an index is outside."""

    async def list_slice(
        self,
        name: KeyT,
        start: int | None = None,
        stop: int | None = None,
        step: int | None = None,
    ) -> list[T]:
        """Return a slice of a list collection, as Python slices a list."""

    async def list_sort(
        self,
        name: KeyT,
        reverse: bool = False,
    ) -> T | None:
        """Sort the items of a list collection; equal ones stay in order."""

    async def list_splice(
        self,
        name: KeyT,
        start: int | None,
        stop: int | None,
        step: int | None,
        values: Iterable[EncodableT],
    ) -> list[int]:
        """Replace a slice of a list collection, as Python assigns to a slice."""

    async def lock_extend(
        self,
        name: KeyT,
        token: EncodableT,
        milliseconds: int,
        replace_ttl: bool = False,
    ) -> bool:
        """Let a key that holds a text expire later: extend a lock that is held with that token."""

    async def lock_reacquire(
        self,
        name: KeyT,
        token: EncodableT,
        milliseconds: int,
    ) -> bool:
        """Give a key that holds a text a new time to live: hold a lock with that token anew."""

    async def lock_release(
        self,
        name: KeyT,
        token: EncodableT,
    ) -> bool:
        """Remove a key if it holds a text: give back a lock that is held with that token."""

    async def publish(
        self,
        channel: EncodableT,
        message: EncodableT,
    ) -> int:
        """Send a message to everybody who listens to a channel."""

    async def pubsub_channels(
        self,
        pattern: PatternT = '*',
    ) -> list[T]:
        """Return the channels that somebody has subscribed to by name."""

    async def pubsub_numpat(
        self,
    ) -> int:
        """Return how many patterns somebody has subscribed to."""

    async def pubsub_numsub(
        self,
        *args: EncodableT,
    ) -> list[tuple[T, int]]:
        """Return how many have subscribed to some channels by name."""

    async def segments_cut(
        self,
        name: KeyT,
        start: int | None = None,
        stop: int | None = None,
        step: int | None = None,
    ) -> list[int]:
        """Remove a slice of a segments collection, as Python deletes one."""

    async def segments_extend(
        self,
        name: KeyT,
        own: KeyT,
        *values: EncodableT,
    ) -> int:
        """Put items behind the last one of a segments collection."""

    async def segments_insert(
        self,
        name: KeyT,
        own: KeyT,
        index: int,
        value: EncodableT,
    ) -> int:
        """Put an item before the one at an index of a segments collection."""

    async def segments_item(
        self,
        name: KeyT,
        index: int,
    ) -> list[T | int]:
        """Return an item of a segments collection."""

    async def segments_length(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of items of a segments collection."""

    async def segments_open(
        self,
        name: KeyT,
        origin: KeyT,
        size: int | None = None,
    ) -> bool:
        """Make a segments collection of all items of a list, unless it is there."""

    async def segments_pieces(
        self,
        name: KeyT,
    ) -> list[T]:
        """Return the pieces that a segments collection is made of."""

    async def segments_pop(
        self,
        name: KeyT,
        index: int = -1,
    ) -> list[T | int]:
        """Remove and return an item of a segments collection."""

    async def segments_remove(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> int:
        """Remove the first item of a segments collection that equals a value."""

    async def segments_reverse(
        self,
        name: KeyT,
        own: KeyT,
    ) -> bool:
        """Put the items of a segments collection into the opposite order; all become its own."""

    async def segments_set(
        self,
        name: KeyT,
        own: KeyT,
        index: int,
        value: EncodableT,
    ) -> int:
        """Replace an item of a segments collection."""

    async def segments_slice(
        self,
        name: KeyT,
        start: int | None = None,
        stop: int | None = None,
        step: int | None = None,
    ) -> list[T | None]:
        """Return a slice of a segments collection, as Python slices a list."""

    async def segments_splice(
        self,
        name: KeyT,
        own: KeyT,
        start: int | None,
        stop: int | None,
        step: int | None,
        values: Iterable[EncodableT],
    ) -> list[int]:
        """Replace a slice of a segments collection, as Python assigns to a slice."""

    async def dbsize(
        self,
    ) -> int:
        """Return how many keys there are."""

    async def echo(
        self,
        value: EncodableT,
    ) -> T:
        """Return what was sent."""

    async def flushall(
        self,
        asynchronous: bool = False,
    ) -> bool:
        """Remove every key of every database; the embedded store has one."""

    async def flushdb(
        self,
        asynchronous: bool = False,
    ) -> bool:
        """Remove every key of the database."""

    async def info(
        self,
        section: EncodableT | None = None,
        *args: EncodableT,
    ) -> dict[str, Any]:
        """Return facts and figures about the server."""

    async def ping(
        self,
    ) -> bool:
        """Tell that the store answers."""

    async def time(
        self,
    ) -> tuple[int, int]:
        """Return the time of the server's clock."""

    async def sadd(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Add members."""

    async def scard(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of members."""

    async def sdiff(
        self,
        keys: KeysT,
        *args: KeyT,
    ) -> builtins.set[T]:
        """Return the members that the first of several sets has and no other."""

    async def sdiffstore(
        self,
        dest: KeyT,
        keys: KeysT,
        *args: KeyT,
    ) -> int:
        """Store the members that the first of several sets has and no other."""

    async def sinter(
        self,
        keys: KeysT,
        *args: KeyT,
    ) -> builtins.set[T]:
        """Return the members that all of several sets have."""

    async def sintercard(
        self,
        numkeys: int,
        keys: KeysT,
        limit: int = 0,
    ) -> int:
        """Return how many members all of several sets have."""

    async def sinterstore(
        self,
        dest: KeyT,
        keys: KeysT,
        *args: KeyT,
    ) -> int:
        """Store the members that all of several sets have."""

    async def sismember(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> int:
        """Tell whether a value is a member."""

    async def smembers(
        self,
        name: KeyT,
    ) -> builtins.set[T]:
        """Return all members."""

    async def smismember(
        self,
        name: KeyT,
        values: EncodableT | Iterable[EncodableT],
        *args: EncodableT,
    ) -> list[int]:
        """Tell for each of several values whether it is a member."""

    async def smove(
        self,
        src: KeyT,
        dst: KeyT,
        value: EncodableT,
    ) -> bool:
        """Move a member from one set to another."""

    async def spop(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> T | list[T] | None:
        """Remove and return random members."""

    async def srandmember(
        self,
        name: KeyT,
        number: int | None = None,
    ) -> T | list[T] | None:
        """Return random members."""

    async def srem(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Remove members."""

    async def sscan(
        self,
        name: KeyT,
        cursor: int = 0,
        match: PatternT | None = None,
        count: int | None = None,
    ) -> tuple[int, list[T]]:
        """Return one page of the members, and where the next begins."""

    def sscan_iter(
        self,
        name: KeyT,
        match: PatternT | None = None,
        count: int | None = None,
    ) -> AsyncIterator[T]:
        """Iterate over the members, page by page."""

    async def sunion(
        self,
        keys: KeysT,
        *args: KeyT,
    ) -> builtins.set[T]:
        """Return the members that any of several sets has."""

    async def sunionstore(
        self,
        dest: KeyT,
        keys: KeysT,
        *args: KeyT,
    ) -> int:
        """Store the members that any of several sets has."""

    async def bzmpop(
        self,
        timeout: float,
        numkeys: int,
        keys: KeysT,
        min: bool = False,
        max: bool = False,
        count: int = 1,
    ) -> list[Any] | None:
        """Remove and return members of the first sorted set that has any, or wait for some."""

    async def bzpopmax(
        self,
        keys: KeysT,
        timeout: float | None = 0,
    ) -> tuple[T, T, float] | None:
        """Remove and return the highest member of the first of several sorted sets, or wait for one."""

    async def bzpopmin(
        self,
        keys: KeysT,
        timeout: float | None = 0,
    ) -> tuple[T, T, float] | None:
        """Remove and return the lowest member of the first of several sorted sets, or wait for one."""

    async def zadd(
        self,
        name: KeyT,
        mapping: Mapping[AnyKeyT, float],
        nx: bool = False,
        xx: bool = False,
        ch: bool = False,
        incr: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> int | float | None:
        """Set the scores of members."""

    async def zcard(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of members."""

    async def zcount(
        self,
        name: KeyT,
        min: float | str,
        max: float | str,
    ) -> int:
        """Return the number of members with scores between two bounds."""

    async def zdiff(
        self,
        keys: KeysT,
        withscores: bool = False,
    ) -> list[T | bytes] | list[T]:
        """Return the members that only the first of several sorted sets has."""

    async def zdiffstore(
        self,
        dest: KeyT,
        keys: KeysT,
    ) -> int:
        """Store the members that `zdiff` returns, with their scores, as a sorted set."""

    async def zincrby(
        self,
        name: KeyT,
        amount: float,
        value: EncodableT,
    ) -> float:
        """Add to the score of a member."""

    async def zinter(
        self,
        keys: Iterable[KeyT] | Mapping[AnyKeyT, float],
        aggregate: str | None = None,
        withscores: bool = False,
    ) -> list[T] | list[tuple[T, Any]]:
        """Return the members that all of several sorted sets have."""

    async def zintercard(
        self,
        numkeys: int,
        keys: KeysT,
        limit: int = 0,
    ) -> int:
        """Return the number of members that all of several sorted sets have."""

    async def zinterstore(
        self,
        dest: KeyT,
        keys: Iterable[KeyT] | Mapping[AnyKeyT, float],
        aggregate: str | None = None,
    ) -> int:
        """Store what `zinter` returns as a sorted set."""

    async def zlexcount(
        self,
        name: KeyT,
        min: EncodableT,
        max: EncodableT,
    ) -> int:
        """Return the number of members between two others, where all have one score."""

    async def zmpop(
        self,
        num_keys: int,
        keys: KeysT,
        min: bool = False,
        max: bool = False,
        count: int = 1,
    ) -> list[Any] | None:
        """Remove and return members of the first sorted set that has any."""

    async def zmscore(
        self,
        key: KeyT,
        members: Iterable[EncodableT],
    ) -> list[float | None]:
        """Return the scores of several members."""

    async def zpopmax(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> list[tuple[T, float]]:
        """Remove and return the members with the highest scores."""

    async def zpopmin(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> list[tuple[T, float]]:
        """Remove and return the members with the lowest scores."""

    async def zrandmember(
        self,
        key: KeyT,
        count: int | None = None,
        withscores: bool = False,
    ) -> T | list[T | bytes] | list[T] | None:
        """Return random members."""

    async def zrange(
        self,
        name: KeyT,
        start: EncodableT,
        end: EncodableT,
        desc: bool = False,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
        byscore: bool = False,
        bylex: bool = False,
        offset: int | None = None,
        num: int | None = None,
    ) -> list[T] | list[tuple[T, Any]]:
        """Return the members between two ranks, scores or names."""

    async def zrangebylex(
        self,
        name: KeyT,
        min: EncodableT,
        max: EncodableT,
        start: int | None = None,
        num: int | None = None,
    ) -> list[T]:
        """Return the members between two others in order of octets, where all have one score."""

    async def zrangebyscore(
        self,
        name: KeyT,
        min: float | str,
        max: float | str,
        start: int | None = None,
        num: int | None = None,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> list[T] | list[tuple[T, Any]]:
        """Return the members with scores between two bounds."""

    async def zrangestore(
        self,
        dest: KeyT,
        name: KeyT,
        start: EncodableT,
        end: EncodableT,
        byscore: bool = False,
        bylex: bool = False,
        desc: bool = False,
        offset: int | None = None,
        num: int | None = None,
    ) -> int:
        """Store the members that `zrange` returns as a sorted set."""

    async def zrank(
        self,
        name: KeyT,
        value: EncodableT,
        withscore: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> int | None:
        """Return the rank of a member, from 0 for the lowest score."""

    async def zrem(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> int:
        """Remove members."""

    async def zremrangebylex(
        self,
        name: KeyT,
        min: EncodableT,
        max: EncodableT,
    ) -> int:
        """Remove the members between two others, where all have one score."""

    async def zremrangebyrank(
        self,
        name: KeyT,
        min: int,
        max: int,
    ) -> int:
        """Remove the members between two ranks."""

    async def zremrangebyscore(
        self,
        name: KeyT,
        min: float | str,
        max: float | str,
    ) -> int:
        """Remove the members with scores between two bounds."""

    async def zrevrange(
        self,
        name: KeyT,
        start: int,
        end: int,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> list[T] | list[tuple[T, Any]]:
        """Return the members between two ranks, counted from the highest score."""

    async def zrevrangebylex(
        self,
        name: KeyT,
        max: EncodableT,
        min: EncodableT,
        start: int | None = None,
        num: int | None = None,
    ) -> list[T]:
        """Return the members between two others, the last first, where all have one score."""

    async def zrevrangebyscore(
        self,
        name: KeyT,
        max: float | str,
        min: float | str,
        start: int | None = None,
        num: int | None = None,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> list[T] | list[tuple[T, Any]]:
        """Return the members with scores between two bounds, the highest score first."""

    async def zrevrank(
        self,
        name: KeyT,
        value: EncodableT,
        withscore: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> int | None:
        """Return the rank of a member, from 0 for the highest score."""

    async def zscan(
        self,
        name: KeyT,
        cursor: int = 0,
        match: PatternT | None = None,
        count: int | None = None,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> tuple[int, list[tuple[T, Any]]]:
        """Return a page of members and scores, and where the next page begins."""

    def zscan_iter(
        self,
        name: KeyT,
        match: PatternT | None = None,
        count: int | None = None,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> AsyncIterator[tuple[T, Any]]:
        """Yield all members and scores, a page at a time."""

    async def zscore(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> float | None:
        """Return the score of a member."""

    async def zunion(
        self,
        keys: Iterable[KeyT] | Mapping[AnyKeyT, float],
        aggregate: str | None = None,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> list[T] | list[tuple[T, Any]]:
        """Return the members that any of several sorted sets has."""

    async def zunionstore(
        self,
        dest: KeyT,
        keys: Iterable[KeyT] | Mapping[AnyKeyT, float],
        aggregate: str | None = None,
    ) -> int:
        """Store what `zunion` returns as a sorted set."""

    async def xack(
        self,
        name: KeyT,
        groupname: EncodableT,
        *ids: EncodableT,
    ) -> int:
        """Acknowledge entries, which their consumers no longer have then."""

    async def xadd(
        self,
        name: KeyT,
        fields: Mapping[AnyKeyT, EncodableT],
        id: EncodableT = '*',
        maxlen: int | None = None,
        approximate: bool = True,
        nomkstream: bool = False,
        minid: EncodableT | None = None,
        limit: int | None = None,
        ref_policy: str | None = None,
        idmpauto: EncodableT | None = None,
        idmp: tuple[str, bytes] | None = None,
    ) -> T | None:
        """Append an entry."""

    async def xautoclaim(
        self,
        name: KeyT,
        groupname: EncodableT,
        consumername: EncodableT,
        min_idle_time: int,
        start_id: EncodableT = '0-0',
        count: int | None = None,
        justid: bool = False,
    ) -> list[Any] | list[T]:
        """Give those entries to a consumer of a group that others have had for long."""

    async def xclaim(
        self,
        name: KeyT,
        groupname: EncodableT,
        consumername: EncodableT,
        min_idle_time: int,
        message_ids: Sequence[EncodableT],
        idle: int | None = None,
        time: int | None = None,
        retrycount: int | None = None,
        force: bool = False,
        justid: bool = False,
    ) -> list[tuple[T, dict[T, T]]] | list[T]:
        """Give entries that some consumer of a group has not acknowledged to another consumer."""

    async def xdel(
        self,
        name: KeyT,
        *ids: EncodableT,
    ) -> int:
        """Remove entries; the stream stays even when none is left."""

    async def xgroup_create(
        self,
        name: KeyT,
        groupname: EncodableT,
        id: EncodableT = '$',
        mkstream: bool = False,
        entries_read: int | None = None,
    ) -> bool:
        """Make a consumer group of a stream."""

    async def xgroup_createconsumer(
        self,
        name: KeyT,
        groupname: EncodableT,
        consumername: EncodableT,
    ) -> int:
        """Make a consumer of a group; one that reads or claims is made by that."""

    async def xgroup_delconsumer(
        self,
        name: KeyT,
        groupname: EncodableT,
        consumername: EncodableT,
    ) -> int:
        """Remove a consumer of a group with all that it has not acknowledged."""

    async def xgroup_destroy(
        self,
        name: KeyT,
        groupname: EncodableT,
    ) -> bool:
        """Remove a consumer group with all that it has not acknowledged."""

    async def xgroup_setid(
        self,
        name: KeyT,
        groupname: EncodableT,
        id: EncodableT,
        entries_read: int | None = None,
    ) -> bool:
        """Set the id behind which the new entries of a group begin."""

    async def xinfo_consumers(
        self,
        name: KeyT,
        groupname: EncodableT,
    ) -> list[dict[str, Any]]:
        """Return facts about the consumers of a group."""

    async def xinfo_groups(
        self,
        name: KeyT,
    ) -> list[dict[str, Any]]:
        """Return facts about the consumer groups of a stream."""

    async def xinfo_stream(
        self,
        name: KeyT,
        full: bool = False,
    ) -> dict[str, Any] | dict[str, Any]:
        """Return facts about a stream."""

    async def xlen(
        self,
        name: KeyT,
    ) -> int:
        """Return the number of entries."""

    async def xpending(
        self,
        name: KeyT,
        groupname: EncodableT,
    ) -> dict[str, Any]:
        """Return how many entries the consumers of a group have not acknowledged."""

    async def xpending_range(
        self,
        name: KeyT,
        groupname: EncodableT,
        min: EncodableT | None,
        max: EncodableT | None,
        count: int | None,
        consumername: EncodableT | None = None,
        idle: int | None = None,
    ) -> list[dict[str, Any]] | dict[str, Any]:
        """Return the entries that the consumers of a group have not acknowledged."""

    async def xrange(
        self,
        name: KeyT,
        min: EncodableT = '-',
        max: EncodableT = '+',
        count: int | None = None,
    ) -> list[tuple[T, dict[T, T]]]:
        """Return the entries between two ids, the oldest first."""

    async def xread(
        self,
        streams: Mapping[AnyKeyT, EncodableT],
        count: int | None = None,
        block: int | None = None,
        max_count: int | None = None,
        max_size: int | None = None,
    ) -> list[list[Any]]:
        """Return the entries of several streams behind an id each."""

    async def xreadgroup(
        self,
        groupname: EncodableT,
        consumername: EncodableT,
        streams: Mapping[AnyKeyT, EncodableT],
        count: int | None = None,
        block: int | None = None,
        noack: bool = False,
        claim_min_idle_time: int | None = None,
        max_count: int | None = None,
        max_size: int | None = None,
    ) -> list[list[Any]]:
        """Return entries of several streams as a consumer of a group."""

    async def xrevrange(
        self,
        name: KeyT,
        max: EncodableT = '+',
        min: EncodableT = '-',
        count: int | None = None,
    ) -> list[tuple[T, dict[T, T]]]:
        """Return the entries between two ids, the newest first."""

    async def xtrim(
        self,
        name: KeyT,
        maxlen: int | None = None,
        approximate: bool = True,
        minid: EncodableT | None = None,
        limit: int | None = None,
        ref_policy: str | None = None,
    ) -> int:
        """Remove the oldest entries."""

    async def append(
        self,
        key: KeyT,
        value: EncodableT,
    ) -> int:
        """Put a text behind the one that a key holds."""

    async def bitcount(
        self,
        key: KeyT,
        start: int | None = None,
        end: int | None = None,
        mode: EncodableT | None = None,
    ) -> int:
        """Return how many bits of a bitmap, or of a part of it, are 1."""

    def bitfield(
        self,
        key: 'KeyT',
        default_overflow: 'str | None' = None,
    ) -> BitFieldOperation:
        """Read and change integers that are packed in a bitmap."""

    async def bitfield_ro(
        self,
        key: KeyT,
        encoding: EncodableT,
        offset: EncodableT,
        items: list[tuple[str, BitfieldOffsetT]] | None = None,
    ) -> list[int]:
        """Return integers that are packed in a bitmap."""

    async def bitop(
        self,
        operation: EncodableT,
        dest: KeyT,
        *keys: KeyT,
    ) -> int:
        """Combine bitmaps bit by bit and store the result."""

    async def bitpos(
        self,
        key: KeyT,
        bit: int,
        start: int | None = None,
        end: int | None = None,
        mode: EncodableT | None = None,
    ) -> int:
        """Return the place of the first bit that is 1, or that is 0."""

    async def decr(
        self,
        name: KeyT,
        amount: int = 1,
    ) -> int:
        """Subtract an integer from the one that a key holds."""

    async def decrby(
        self,
        name: KeyT,
        amount: int = 1,
    ) -> int:
        """Subtract an integer from the one that a key holds, like `decr`."""

    async def get(
        self,
        name: KeyT,
    ) -> T | None:
        """Return the text that a key holds."""

    async def getbit(
        self,
        name: KeyT,
        offset: int,
    ) -> int:
        """Return one bit of a bitmap."""

    async def getdel(
        self,
        name: KeyT,
    ) -> T | None:
        """Remove a key and return what it held."""

    async def getex(
        self,
        name: KeyT,
        ex: ExpiryT | None = None,
        px: ExpiryT | None = None,
        exat: AbsExpiryT | None = None,
        pxat: AbsExpiryT | None = None,
        persist: bool = False,
    ) -> T | None:
        """Return the text that a key holds and change when the key expires."""

    async def getrange(
        self,
        key: KeyT,
        start: int,
        end: int,
    ) -> T:
        """Return a part of the text that a key holds."""

    async def getset(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> T | None:
        """Set a key and return what it held."""

    async def incr(
        self,
        name: KeyT,
        amount: int = 1,
    ) -> int:
        """Add an integer to the one that a key holds."""

    async def incrby(
        self,
        name: KeyT,
        amount: int = 1,
    ) -> int:
        """Add an integer to the one that a key holds, like `incr`."""

    async def incrbyfloat(
        self,
        name: KeyT,
        amount: float = 1.0,
    ) -> float:
        """Add a number to the one that a key holds."""

    async def lcs(
        self,
        key1: KeyT,
        key2: KeyT,
        len: bool | None = False,
        idx: bool | None = False,
        minmatchlen: int | None = 0,
        withmatchlen: bool | None = False,
    ) -> T | int | list[T | list[list[list[int] | int]] | int]:
        """Return the longest text that two texts both have, not necessarily in one piece."""

    async def mget(
        self,
        keys: KeysT,
        *args: KeyT,
    ) -> list[T | None]:
        """Return the texts that several keys hold."""

    async def mset(
        self,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> bool:
        """Set several keys at once."""

    async def msetnx(
        self,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> bool:
        """Set several keys at once, but only if all of them are missing."""

    async def psetex(
        self,
        name: KeyT,
        time_ms: ExpiryT,
        value: EncodableT,
    ) -> bool:
        """Set a key that expires after some milliseconds."""

    async def set(
        self,
        name: KeyT,
        value: EncodableT,
        ex: ExpiryT | None = None,
        px: ExpiryT | None = None,
        nx: bool = False,
        xx: bool = False,
        keepttl: bool = False,
        get: bool = False,
        exat: AbsExpiryT | None = None,
        pxat: AbsExpiryT | None = None,
        ifeq: EncodableT | None = None,
        ifne: EncodableT | None = None,
        ifdeq: EncodableT | None = None,
        ifdne: EncodableT | None = None,
    ) -> T | bool | None:
        """Make a text the value of a key, whatever type the key was before."""

    async def setbit(
        self,
        name: KeyT,
        offset: int,
        value: int,
    ) -> int:
        """Set one bit of a bitmap."""

    async def setex(
        self,
        name: KeyT,
        time: ExpiryT,
        value: EncodableT,
    ) -> bool:
        """Set a key that expires after some seconds."""

    async def setnx(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> bool:
        """Set a key only if it is missing."""

    async def setrange(
        self,
        name: KeyT,
        offset: int,
        value: EncodableT,
    ) -> int:
        """Overwrite a part of the text that a key holds."""

    async def strlen(
        self,
        name: KeyT,
    ) -> int:
        """Return the length of a text in octets of UTF-8."""

    async def substr(
        self,
        name: KeyT,
        start: int,
        end: int = -1,
    ) -> T:
        """Return a part of the text that a key holds, like `getrange`."""

class PipelineCommands:
    def __getitem__(self, name: KeyT) -> Self: ...
    def __setitem__(self, name: KeyT, value: EncodableT) -> None: ...
    def __delitem__(self, name: KeyT) -> None: ...
    def __contains__(self, name: KeyT) -> bool: ...

    def dict_clear(
        self,
        name: KeyT,
    ) -> Self:
        """Remove all keys of a dict collection."""

    def dict_contains(
        self,
        name: KeyT,
        dict_key: EncodableT,
    ) -> Self:
        """Tell whether a dict collection has a key."""

    def dict_copy(
        self,
        destination: KeyT,
        source: KeyT,
    ) -> Self:
        """Make a dict collection of what another one holds, save its time to live."""

    def dict_create(
        self,
        name: KeyT,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> Self:
        """Make a dict collection, unless it has keys."""

    def dict_delete(
        self,
        name: KeyT,
        dict_keys: Iterable[EncodableT],
    ) -> Self:
        """Remove keys of a dict collection."""

    def dict_item(
        self,
        name: KeyT,
        dict_key: EncodableT,
    ) -> Self:
        """Return the value of a key of a dict collection."""

    def dict_items(
        self,
        name: KeyT,
    ) -> Self:
        """Return keys and values of a dict collection in the order in which they came."""

    def dict_keys(
        self,
        name: KeyT,
    ) -> Self:
        """Return the keys of a dict collection in the order in which they came."""

    def dict_length(
        self,
        name: KeyT,
    ) -> Self:
        """Return the number of keys of a dict collection, or of what an adapter serves."""

    def dict_pop(
        self,
        name: KeyT,
        dict_key: EncodableT,
    ) -> Self:
        """Remove a key of a dict collection and return its value."""

    def dict_popitem(
        self,
        name: KeyT,
    ) -> Self:
        """Remove the key of a dict collection that came last."""

    def dict_set(
        self,
        name: KeyT,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> Self:
        """Set keys of a dict collection."""

    def dict_setdefault(
        self,
        name: KeyT,
        dict_key: EncodableT,
        value: EncodableT,
    ) -> Self:
        """Set a key of a dict collection that is not there yet."""

    def dict_values(
        self,
        name: KeyT,
    ) -> Self:
        """Return the values of a dict collection in the order in which their keys came."""

    def geoadd(
        self,
        name: KeyT,
        values: Sequence[EncodableT],
        nx: bool = False,
        xx: bool = False,
        ch: bool = False,
    ) -> Self:
        """Add places, or move those that are there."""

    def geodist(
        self,
        name: KeyT,
        place1: EncodableT,
        place2: EncodableT,
        unit: str | None = None,
    ) -> Self:
        """Return the distance between two places."""

    def geohash(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Return the standard geohashes of places."""

    def geopos(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Return the positions of places."""

    def georadius(
        self,
        name: KeyT,
        longitude: float,
        latitude: float,
        radius: float,
        unit: str | None = None,
        withdist: bool = False,
        withcoord: bool = False,
        withhash: bool = False,
        count: int | None = None,
        sort: str | None = None,
        store: KeyT | None = None,
        store_dist: KeyT | None = None,
        any: bool = False,
    ) -> Self:
        """Return or store the places within a radius around a position."""

    def georadiusbymember(
        self,
        name: KeyT,
        member: EncodableT,
        radius: float,
        unit: str | None = None,
        withdist: bool = False,
        withcoord: bool = False,
        withhash: bool = False,
        count: int | None = None,
        sort: str | None = None,
        store: KeyT | None = None,
        store_dist: KeyT | None = None,
        any: bool = False,
    ) -> Self:
        """Return or store the places within a radius around a place."""

    def geosearch(
        self,
        name: KeyT,
        member: EncodableT | None = None,
        longitude: float | None = None,
        latitude: float | None = None,
        unit: str = 'm',
        radius: float | None = None,
        width: float | None = None,
        height: float | None = None,
        sort: str | None = None,
        count: int | None = None,
        any: bool = False,
        withcoord: bool = False,
        withdist: bool = False,
        withhash: bool = False,
    ) -> Self:
        """Return the places in a circle or a rectangle around a centre."""

    def geosearchstore(
        self,
        dest: KeyT,
        name: KeyT,
        member: EncodableT | None = None,
        longitude: float | None = None,
        latitude: float | None = None,
        unit: str = 'm',
        radius: float | None = None,
        width: float | None = None,
        height: float | None = None,
        sort: str | None = None,
        count: int | None = None,
        any: bool = False,
        storedist: bool = False,
    ) -> Self:
        """Store the places in a circle or a rectangle around a centre."""

    def hdel(
        self,
        name: KeyT,
        *keys: EncodableT,
    ) -> Self:
        """Remove fields."""

    def hexists(
        self,
        name: KeyT,
        key: EncodableT,
    ) -> Self:
        """Tell whether a field exists."""

    def hget(
        self,
        name: KeyT,
        key: EncodableT,
    ) -> Self:
        """Return the value of a field."""

    def hgetall(
        self,
        name: KeyT,
    ) -> Self:
        """Return all fields with their values."""

    def hincrby(
        self,
        name: KeyT,
        key: EncodableT,
        amount: int = 1,
    ) -> Self:
        """Add to the integer that a field holds."""

    def hincrbyfloat(
        self,
        name: KeyT,
        key: EncodableT,
        amount: float = 1.0,
    ) -> Self:
        """Add to the number that a field holds."""

    def hkeys(
        self,
        name: KeyT,
    ) -> Self:
        """Return all fields."""

    def hlen(
        self,
        name: KeyT,
    ) -> Self:
        """Return the number of fields."""

    def hmget(
        self,
        name: KeyT,
        keys: FieldT | Iterable[FieldT],
        *args: EncodableT,
    ) -> Self:
        """Return the values of several fields."""

    def hmset(
        self,
        name: KeyT,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> Self:
        """Set several fields; `hset` with a mapping does the same and counts the new ones."""

    def hrandfield(
        self,
        key: KeyT,
        count: int | None = None,
        withvalues: bool = False,
    ) -> Self:
        """Return a random field, or several."""

    def hscan(
        self,
        name: KeyT,
        cursor: int = 0,
        match: PatternT | None = None,
        count: int | None = None,
        no_values: bool | None = None,
    ) -> Self:
        """Return one page of fields with their values."""

    def hset(
        self,
        name: KeyT,
        key: EncodableT | None = None,
        value: EncodableT | None = None,
        mapping: Mapping[AnyKeyT, EncodableT] | None = None,
        items: Iterable[EncodableT] | None = None,
    ) -> Self:
        """Set fields to values."""

    def hsetnx(
        self,
        name: KeyT,
        key: EncodableT,
        value: EncodableT,
    ) -> Self:
        """Set a field that does not exist yet."""

    def hstrlen(
        self,
        name: KeyT,
        key: EncodableT,
    ) -> Self:
        """Return the length of the value of a field."""

    def hvals(
        self,
        name: KeyT,
    ) -> Self:
        """Return the values of all fields."""

    def pfadd(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Add members to a HyperLogLog."""

    def pfcount(
        self,
        *sources: KeyT,
    ) -> Self:
        """Return how many different members were added to one or any of several HyperLogLogs."""

    def pfmerge(
        self,
        dest: KeyT,
        *sources: KeyT,
    ) -> Self:
        """Add all members of several HyperLogLogs to another one."""

    def copy(
        self,
        source: KeyT,
        destination: KeyT,
        destination_db: int | str | None = None,
        replace: bool = False,
    ) -> Self:
        """Copy a key with its time to live."""

    def delete(
        self,
        *names: KeyT,
    ) -> Self:
        """Remove keys."""

    def dump(
        self,
        name: KeyT,
    ) -> Self:
        """Return the value of a key as octets, for `restore`."""

    def exists(
        self,
        *names: KeyT,
    ) -> Self:
        """Return how many of several keys there are."""

    def expire(
        self,
        name: KeyT,
        time: ExpiryT,
        nx: bool = False,
        xx: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> Self:
        """Let a key expire after some seconds."""

    def expireat(
        self,
        name: KeyT,
        when: AbsExpiryT,
        nx: bool = False,
        xx: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> Self:
        """Let a key expire at a Unix time in seconds."""

    def expiretime(
        self,
        key: KeyT,
    ) -> Self:
        """Return when a key expires, as Unix time in seconds."""

    def keys(
        self,
        pattern: PatternT = '*',
    ) -> Self:
        """Return the keys that match a pattern."""

    def persist(
        self,
        name: KeyT,
    ) -> Self:
        """Take the time to live of a key away."""

    def pexpire(
        self,
        name: KeyT,
        time: ExpiryT,
        nx: bool = False,
        xx: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> Self:
        """Let a key expire after some milliseconds."""

    def pexpireat(
        self,
        name: KeyT,
        when: AbsExpiryT,
        nx: bool = False,
        xx: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> Self:
        """Let a key expire at a Unix time in milliseconds."""

    def pexpiretime(
        self,
        key: KeyT,
    ) -> Self:
        """Return when a key expires, as Unix time in milliseconds."""

    def pttl(
        self,
        name: KeyT,
    ) -> Self:
        """Return the time to live of a key in milliseconds."""

    def randomkey(
        self,
    ) -> Self:
        """Return a random key."""

    def rename(
        self,
        src: KeyT,
        dst: KeyT,
    ) -> Self:
        """Give a key another name, with its time to live."""

    def renamenx(
        self,
        src: KeyT,
        dst: KeyT,
    ) -> Self:
        """Give a key another name, with its time to live, only if no key has that name."""

    def restore(
        self,
        name: KeyT,
        ttl: int,
        value: EncodableT,
        replace: bool = False,
        absttl: bool = False,
        idletime: int | None = None,
        frequency: int | None = None,
    ) -> Self:
        """Make a key of what `dump` returned."""

    def scan(
        self,
        cursor: int = 0,
        match: PatternT | None = None,
        count: int | None = None,
        _type: EncodableT | None = None,
    ) -> Self:
        """Return some of all keys, and where to go on."""

    def sort(
        self,
        name: KeyT,
        start: int | None = None,
        num: int | None = None,
        by: EncodableT | None = None,
        get: str | list[str] | None = None,
        desc: bool = False,
        alpha: bool = False,
        store: KeyT | None = None,
        groups: bool | None = False,
    ) -> Self:
        """Return the elements of a list, a set or a sorted set in order, or store them."""

    def sort_ro(
        self,
        key: KeyT,
        start: int | None = None,
        num: int | None = None,
        by: EncodableT | None = None,
        get: str | list[str] | None = None,
        desc: bool = False,
        alpha: bool = False,
    ) -> Self:
        """Return the elements of a list, a set or a sorted set in order, like `sort`."""

    def touch(
        self,
        *args: KeyT,
    ) -> Self:
        """Return how many of several keys there are, like `exists`."""

    def ttl(
        self,
        name: KeyT,
    ) -> Self:
        """Return the time to live of a key in seconds."""

    def type(
        self,
        name: KeyT,
    ) -> Self:
        """Return the type of the value that a key holds."""

    def unlink(
        self,
        *names: KeyT,
    ) -> Self:
        """Remove keys, like `delete`."""

    def blmove(
        self,
        first_list: KeyT,
        second_list: KeyT,
        timeout: float,
        src: str = 'LEFT',
        dest: str = 'RIGHT',
    ) -> Self:
        """Pop an element from one list and put it at an end of another, or wait for one."""

    def blmpop(
        self,
        timeout: float,
        numkeys: int,
        *args: KeyT,
        direction: str,
        count: int = 1,
    ) -> Self:
        """Pop elements from the first of several lists that has any, or wait for some."""

    def blpop(
        self,
        keys: KeysT,
        timeout: float | None = 0,
    ) -> Self:
        """Pop the first element of the first of several lists that has any, or wait for one."""

    def brpop(
        self,
        keys: KeysT,
        timeout: float | None = 0,
    ) -> Self:
        """Pop the last element of the first of several lists that has any, or wait for one."""

    def brpoplpush(
        self,
        src: KeyT,
        dst: KeyT,
        timeout: float | None = 0,
    ) -> Self:
        """Pop the last element of one list and put it before the first of another, or wait for one."""

    def lindex(
        self,
        name: KeyT,
        index: int,
    ) -> Self:
        """Return the element at an index."""

    def linsert(
        self,
        name: KeyT,
        where: str,
        refvalue: EncodableT,
        value: EncodableT,
    ) -> Self:
        """Put a value before or after the first element that equals another."""

    def llen(
        self,
        name: KeyT,
    ) -> Self:
        """Return the number of elements."""

    def lmove(
        self,
        first_list: KeyT,
        second_list: KeyT,
        src: str = 'LEFT',
        dest: str = 'RIGHT',
    ) -> Self:
        """Pop an element from one list and put it at an end of another, or of the same."""

    def lmpop(
        self,
        num_keys: int,
        *args: KeyT,
        direction: str,
        count: int = 1,
    ) -> Self:
        """Pop elements from the first of several lists that is not empty."""

    def lpop(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> Self:
        """Remove and return the first element, or the first few."""

    def lpos(
        self,
        name: KeyT,
        value: EncodableT,
        rank: int | None = None,
        count: int | None = None,
        maxlen: int | None = None,
    ) -> Self:
        """Return where a value stands in the list."""

    def lpush(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Put values before the first element, one after the other."""

    def lpushx(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Put values before the first element of a list that exists."""

    def lrange(
        self,
        name: KeyT,
        start: int,
        end: int,
    ) -> Self:
        """Return the elements between two indices, both included."""

    def lrem(
        self,
        name: KeyT,
        count: int,
        value: EncodableT,
    ) -> Self:
        """Remove elements that equal a value."""

    def lset(
        self,
        name: KeyT,
        index: int,
        value: EncodableT,
    ) -> Self:
        """Replace the element at an index."""

    def ltrim(
        self,
        name: KeyT,
        start: int,
        end: int,
    ) -> Self:
        """Keep the elements between two indices, both included, and remove the others."""

    def rpop(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> Self:
        """Remove and return the last element, or the last few."""

    def rpoplpush(
        self,
        src: KeyT,
        dst: KeyT,
    ) -> Self:
        """Pop the last element of one list and put it before the first of another, or of the same."""

    def rpush(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Put values behind the last element, in order."""

    def rpushx(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Put values behind the last element of a list that exists."""

    def list_copy(
        self,
        destination: KeyT,
        source: KeyT,
    ) -> Self:
        """Make a list collection of what another one holds, save its time to live."""

    def list_create(
        self,
        name: KeyT,
        values: Iterable[EncodableT],
    ) -> Self:
        """Make a list collection, unless it has items."""

    def list_cut(
        self,
        name: KeyT,
        start: int | None = None,
        stop: int | None = None,
        step: int | None = None,
    ) -> Self:
        """Remove a slice of a list collection, as Python deletes one."""

    def list_delete(
        self,
        name: KeyT,
        indices: Iterable[int],
    ) -> Self:
        """Remove items of a list collection, or none when an index is outside."""

    def list_extend(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Put items behind the last one of a list collection."""

    def list_insert(
        self,
        name: KeyT,
        index: int,
        value: EncodableT,
    ) -> Self:
        """Put an item before the one at an index of a list collection."""

    def list_item(
        self,
        name: KeyT,
        index: int,
    ) -> Self:
        """Return an item of a list collection."""

    def list_items(
        self,
        name: KeyT,
        indices: Iterable[int],
    ) -> Self:
        """Return several items of a list collection."""

    def list_length(
        self,
        name: KeyT,
    ) -> Self:
        """Return the number of items of a list collection, or of what an adapter serves."""

    def list_pop(
        self,
        name: KeyT,
        index: int = -1,
    ) -> Self:
        """Remove and return an item of a list collection."""

    def list_rearrange(
        self,
        name: KeyT,
        seen: EncodableT,
        order: Iterable[int],
    ) -> Self:
        """Put the items of a list collection into another order, if they are those that were seen."""

    def list_remove(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> Self:
        """Remove the first item of a list collection that equals a value."""

    def list_repeat(
        self,
        name: KeyT,
        count: int,
    ) -> Self:
        """Let the items of a list collection follow each other several times."""

    def list_reverse(
        self,
        name: KeyT,
    ) -> Self:
        """Put the items of a list collection into the opposite order."""

    def list_set(
        self,
        name: KeyT,
        indices: Iterable[int],
        values: Iterable[EncodableT],
    ) -> Self:
        """Replace items of a list collection, or none when an index is outside."""

    def list_slice(
        self,
        name: KeyT,
        start: int | None = None,
        stop: int | None = None,
        step: int | None = None,
    ) -> Self:
        """Return a slice of a list collection, as Python slices a list."""

    def list_sort(
        self,
        name: KeyT,
        reverse: bool = False,
    ) -> Self:
        """Sort the items of a list collection; equal ones stay in order."""

    def list_splice(
        self,
        name: KeyT,
        start: int | None,
        stop: int | None,
        step: int | None,
        values: Iterable[EncodableT],
    ) -> Self:
        """Replace a slice of a list collection, as Python assigns to a slice."""

    def lock_extend(
        self,
        name: KeyT,
        token: EncodableT,
        milliseconds: int,
        replace_ttl: bool = False,
    ) -> Self:
        """Let a key that holds a text expire later: extend a lock that is held with that token."""

    def lock_reacquire(
        self,
        name: KeyT,
        token: EncodableT,
        milliseconds: int,
    ) -> Self:
        """Give a key that holds a text a new time to live: hold a lock with that token anew."""

    def lock_release(
        self,
        name: KeyT,
        token: EncodableT,
    ) -> Self:
        """Remove a key if it holds a text: give back a lock that is held with that token."""

    def publish(
        self,
        channel: EncodableT,
        message: EncodableT,
    ) -> Self:
        """Send a message to everybody who listens to a channel."""

    def pubsub_channels(
        self,
        pattern: PatternT = '*',
    ) -> Self:
        """Return the channels that somebody has subscribed to by name."""

    def pubsub_numpat(
        self,
    ) -> Self:
        """Return how many patterns somebody has subscribed to."""

    def pubsub_numsub(
        self,
        *args: EncodableT,
    ) -> Self:
        """Return how many have subscribed to some channels by name."""

    def segments_cut(
        self,
        name: KeyT,
        start: int | None = None,
        stop: int | None = None,
        step: int | None = None,
    ) -> Self:
        """Remove a slice of a segments collection, as Python deletes one."""

    def segments_extend(
        self,
        name: KeyT,
        own: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Put items behind the last one of a segments collection."""

    def segments_insert(
        self,
        name: KeyT,
        own: KeyT,
        index: int,
        value: EncodableT,
    ) -> Self:
        """Put an item before the one at an index of a segments collection."""

    def segments_item(
        self,
        name: KeyT,
        index: int,
    ) -> Self:
        """Return an item of a segments collection."""

    def segments_length(
        self,
        name: KeyT,
    ) -> Self:
        """Return the number of items of a segments collection."""

    def segments_open(
        self,
        name: KeyT,
        origin: KeyT,
        size: int | None = None,
    ) -> Self:
        """Make a segments collection of all items of a list, unless it is there."""

    def segments_pieces(
        self,
        name: KeyT,
    ) -> Self:
        """Return the pieces that a segments collection is made of."""

    def segments_pop(
        self,
        name: KeyT,
        index: int = -1,
    ) -> Self:
        """Remove and return an item of a segments collection."""

    def segments_remove(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> Self:
        """Remove the first item of a segments collection that equals a value."""

    def segments_reverse(
        self,
        name: KeyT,
        own: KeyT,
    ) -> Self:
        """Put the items of a segments collection into the opposite order; all become its own."""

    def segments_set(
        self,
        name: KeyT,
        own: KeyT,
        index: int,
        value: EncodableT,
    ) -> Self:
        """Replace an item of a segments collection."""

    def segments_slice(
        self,
        name: KeyT,
        start: int | None = None,
        stop: int | None = None,
        step: int | None = None,
    ) -> Self:
        """Return a slice of a segments collection, as Python slices a list."""

    def segments_splice(
        self,
        name: KeyT,
        own: KeyT,
        start: int | None,
        stop: int | None,
        step: int | None,
        values: Iterable[EncodableT],
    ) -> Self:
        """Replace a slice of a segments collection, as Python assigns to a slice."""

    def dbsize(
        self,
    ) -> Self:
        """Return how many keys there are."""

    def echo(
        self,
        value: EncodableT,
    ) -> Self:
        """Return what was sent."""

    def flushall(
        self,
        asynchronous: bool = False,
    ) -> Self:
        """Remove every key of every database; the embedded store has one."""

    def flushdb(
        self,
        asynchronous: bool = False,
    ) -> Self:
        """Remove every key of the database."""

    def info(
        self,
        section: EncodableT | None = None,
        *args: EncodableT,
    ) -> Self:
        """Return facts and figures about the server."""

    def ping(
        self,
    ) -> Self:
        """Tell that the store answers."""

    def time(
        self,
    ) -> Self:
        """Return the time of the server's clock."""

    def sadd(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Add members."""

    def scard(
        self,
        name: KeyT,
    ) -> Self:
        """Return the number of members."""

    def sdiff(
        self,
        keys: KeysT,
        *args: KeyT,
    ) -> Self:
        """Return the members that the first of several sets has and no other."""

    def sdiffstore(
        self,
        dest: KeyT,
        keys: KeysT,
        *args: KeyT,
    ) -> Self:
        """Store the members that the first of several sets has and no other."""

    def sinter(
        self,
        keys: KeysT,
        *args: KeyT,
    ) -> Self:
        """Return the members that all of several sets have."""

    def sintercard(
        self,
        numkeys: int,
        keys: KeysT,
        limit: int = 0,
    ) -> Self:
        """Return how many members all of several sets have."""

    def sinterstore(
        self,
        dest: KeyT,
        keys: KeysT,
        *args: KeyT,
    ) -> Self:
        """Store the members that all of several sets have."""

    def sismember(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> Self:
        """Tell whether a value is a member."""

    def smembers(
        self,
        name: KeyT,
    ) -> Self:
        """Return all members."""

    def smismember(
        self,
        name: KeyT,
        values: EncodableT | Iterable[EncodableT],
        *args: EncodableT,
    ) -> Self:
        """Tell for each of several values whether it is a member."""

    def smove(
        self,
        src: KeyT,
        dst: KeyT,
        value: EncodableT,
    ) -> Self:
        """Move a member from one set to another."""

    def spop(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> Self:
        """Remove and return random members."""

    def srandmember(
        self,
        name: KeyT,
        number: int | None = None,
    ) -> Self:
        """Return random members."""

    def srem(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Remove members."""

    def sscan(
        self,
        name: KeyT,
        cursor: int = 0,
        match: PatternT | None = None,
        count: int | None = None,
    ) -> Self:
        """Return one page of the members, and where the next begins."""

    def sunion(
        self,
        keys: KeysT,
        *args: KeyT,
    ) -> Self:
        """Return the members that any of several sets has."""

    def sunionstore(
        self,
        dest: KeyT,
        keys: KeysT,
        *args: KeyT,
    ) -> Self:
        """Store the members that any of several sets has."""

    def bzmpop(
        self,
        timeout: float,
        numkeys: int,
        keys: KeysT,
        min: bool = False,
        max: bool = False,
        count: int = 1,
    ) -> Self:
        """Remove and return members of the first sorted set that has any, or wait for some."""

    def bzpopmax(
        self,
        keys: KeysT,
        timeout: float | None = 0,
    ) -> Self:
        """Remove and return the highest member of the first of several sorted sets, or wait for one."""

    def bzpopmin(
        self,
        keys: KeysT,
        timeout: float | None = 0,
    ) -> Self:
        """Remove and return the lowest member of the first of several sorted sets, or wait for one."""

    def zadd(
        self,
        name: KeyT,
        mapping: Mapping[AnyKeyT, float],
        nx: bool = False,
        xx: bool = False,
        ch: bool = False,
        incr: bool = False,
        gt: bool = False,
        lt: bool = False,
    ) -> Self:
        """Set the scores of members."""

    def zcard(
        self,
        name: KeyT,
    ) -> Self:
        """Return the number of members."""

    def zcount(
        self,
        name: KeyT,
        min: float | str,
        max: float | str,
    ) -> Self:
        """Return the number of members with scores between two bounds."""

    def zdiff(
        self,
        keys: KeysT,
        withscores: bool = False,
    ) -> Self:
        """Return the members that only the first of several sorted sets has."""

    def zdiffstore(
        self,
        dest: KeyT,
        keys: KeysT,
    ) -> Self:
        """Store the members that `zdiff` returns, with their scores, as a sorted set."""

    def zincrby(
        self,
        name: KeyT,
        amount: float,
        value: EncodableT,
    ) -> Self:
        """Add to the score of a member."""

    def zinter(
        self,
        keys: Iterable[KeyT] | Mapping[AnyKeyT, float],
        aggregate: str | None = None,
        withscores: bool = False,
    ) -> Self:
        """Return the members that all of several sorted sets have."""

    def zintercard(
        self,
        numkeys: int,
        keys: KeysT,
        limit: int = 0,
    ) -> Self:
        """Return the number of members that all of several sorted sets have."""

    def zinterstore(
        self,
        dest: KeyT,
        keys: Iterable[KeyT] | Mapping[AnyKeyT, float],
        aggregate: str | None = None,
    ) -> Self:
        """Store what `zinter` returns as a sorted set."""

    def zlexcount(
        self,
        name: KeyT,
        min: EncodableT,
        max: EncodableT,
    ) -> Self:
        """Return the number of members between two others, where all have one score."""

    def zmpop(
        self,
        num_keys: int,
        keys: KeysT,
        min: bool = False,
        max: bool = False,
        count: int = 1,
    ) -> Self:
        """Remove and return members of the first sorted set that has any."""

    def zmscore(
        self,
        key: KeyT,
        members: Iterable[EncodableT],
    ) -> Self:
        """Return the scores of several members."""

    def zpopmax(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> Self:
        """Remove and return the members with the highest scores."""

    def zpopmin(
        self,
        name: KeyT,
        count: int | None = None,
    ) -> Self:
        """Remove and return the members with the lowest scores."""

    def zrandmember(
        self,
        key: KeyT,
        count: int | None = None,
        withscores: bool = False,
    ) -> Self:
        """Return random members."""

    def zrange(
        self,
        name: KeyT,
        start: EncodableT,
        end: EncodableT,
        desc: bool = False,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
        byscore: bool = False,
        bylex: bool = False,
        offset: int | None = None,
        num: int | None = None,
    ) -> Self:
        """Return the members between two ranks, scores or names."""

    def zrangebylex(
        self,
        name: KeyT,
        min: EncodableT,
        max: EncodableT,
        start: int | None = None,
        num: int | None = None,
    ) -> Self:
        """Return the members between two others in order of octets, where all have one score."""

    def zrangebyscore(
        self,
        name: KeyT,
        min: float | str,
        max: float | str,
        start: int | None = None,
        num: int | None = None,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> Self:
        """Return the members with scores between two bounds."""

    def zrangestore(
        self,
        dest: KeyT,
        name: KeyT,
        start: EncodableT,
        end: EncodableT,
        byscore: bool = False,
        bylex: bool = False,
        desc: bool = False,
        offset: int | None = None,
        num: int | None = None,
    ) -> Self:
        """Store the members that `zrange` returns as a sorted set."""

    def zrank(
        self,
        name: KeyT,
        value: EncodableT,
        withscore: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> Self:
        """Return the rank of a member, from 0 for the lowest score."""

    def zrem(
        self,
        name: KeyT,
        *values: EncodableT,
    ) -> Self:
        """Remove members."""

    def zremrangebylex(
        self,
        name: KeyT,
        min: EncodableT,
        max: EncodableT,
    ) -> Self:
        """Remove the members between two others, where all have one score."""

    def zremrangebyrank(
        self,
        name: KeyT,
        min: int,
        max: int,
    ) -> Self:
        """Remove the members between two ranks."""

    def zremrangebyscore(
        self,
        name: KeyT,
        min: float | str,
        max: float | str,
    ) -> Self:
        """Remove the members with scores between two bounds."""

    def zrevrange(
        self,
        name: KeyT,
        start: int,
        end: int,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> Self:
        """Return the members between two ranks, counted from the highest score."""

    def zrevrangebylex(
        self,
        name: KeyT,
        max: EncodableT,
        min: EncodableT,
        start: int | None = None,
        num: int | None = None,
    ) -> Self:
        """Return the members between two others, the last first, where all have one score."""

    def zrevrangebyscore(
        self,
        name: KeyT,
        max: float | str,
        min: float | str,
        start: int | None = None,
        num: int | None = None,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> Self:
        """Return the members with scores between two bounds, the highest score first."""

    def zrevrank(
        self,
        name: KeyT,
        value: EncodableT,
        withscore: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> Self:
        """Return the rank of a member, from 0 for the highest score."""

    def zscan(
        self,
        name: KeyT,
        cursor: int = 0,
        match: PatternT | None = None,
        count: int | None = None,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> Self:
        """Return a page of members and scores, and where the next page begins."""

    def zscore(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> Self:
        """Return the score of a member."""

    def zunion(
        self,
        keys: Iterable[KeyT] | Mapping[AnyKeyT, float],
        aggregate: str | None = None,
        withscores: bool = False,
        score_cast_func: Callable[[Any], Any] = ...,
    ) -> Self:
        """Return the members that any of several sorted sets has."""

    def zunionstore(
        self,
        dest: KeyT,
        keys: Iterable[KeyT] | Mapping[AnyKeyT, float],
        aggregate: str | None = None,
    ) -> Self:
        """Store what `zunion` returns as a sorted set."""

    def xack(
        self,
        name: KeyT,
        groupname: EncodableT,
        *ids: EncodableT,
    ) -> Self:
        """Acknowledge entries, which their consumers no longer have then."""

    def xadd(
        self,
        name: KeyT,
        fields: Mapping[AnyKeyT, EncodableT],
        id: EncodableT = '*',
        maxlen: int | None = None,
        approximate: bool = True,
        nomkstream: bool = False,
        minid: EncodableT | None = None,
        limit: int | None = None,
        ref_policy: str | None = None,
        idmpauto: EncodableT | None = None,
        idmp: tuple[str, bytes] | None = None,
    ) -> Self:
        """Append an entry."""

    def xautoclaim(
        self,
        name: KeyT,
        groupname: EncodableT,
        consumername: EncodableT,
        min_idle_time: int,
        start_id: EncodableT = '0-0',
        count: int | None = None,
        justid: bool = False,
    ) -> Self:
        """Give those entries to a consumer of a group that others have had for long."""

    def xclaim(
        self,
        name: KeyT,
        groupname: EncodableT,
        consumername: EncodableT,
        min_idle_time: int,
        message_ids: Sequence[EncodableT],
        idle: int | None = None,
        time: int | None = None,
        retrycount: int | None = None,
        force: bool = False,
        justid: bool = False,
    ) -> Self:
        """Give entries that some consumer of a group has not acknowledged to another consumer."""

    def xdel(
        self,
        name: KeyT,
        *ids: EncodableT,
    ) -> Self:
        """Remove entries; the stream stays even when none is left."""

    def xgroup_create(
        self,
        name: KeyT,
        groupname: EncodableT,
        id: EncodableT = '$',
        mkstream: bool = False,
        entries_read: int | None = None,
    ) -> Self:
        """Make a consumer group of a stream."""

    def xgroup_createconsumer(
        self,
        name: KeyT,
        groupname: EncodableT,
        consumername: EncodableT,
    ) -> Self:
        """Make a consumer of a group; one that reads or claims is made by that."""

    def xgroup_delconsumer(
        self,
        name: KeyT,
        groupname: EncodableT,
        consumername: EncodableT,
    ) -> Self:
        """Remove a consumer of a group with all that it has not acknowledged."""

    def xgroup_destroy(
        self,
        name: KeyT,
        groupname: EncodableT,
    ) -> Self:
        """Remove a consumer group with all that it has not acknowledged."""

    def xgroup_setid(
        self,
        name: KeyT,
        groupname: EncodableT,
        id: EncodableT,
        entries_read: int | None = None,
    ) -> Self:
        """Set the id behind which the new entries of a group begin."""

    def xinfo_consumers(
        self,
        name: KeyT,
        groupname: EncodableT,
    ) -> Self:
        """Return facts about the consumers of a group."""

    def xinfo_groups(
        self,
        name: KeyT,
    ) -> Self:
        """Return facts about the consumer groups of a stream."""

    def xinfo_stream(
        self,
        name: KeyT,
        full: bool = False,
    ) -> Self:
        """Return facts about a stream."""

    def xlen(
        self,
        name: KeyT,
    ) -> Self:
        """Return the number of entries."""

    def xpending(
        self,
        name: KeyT,
        groupname: EncodableT,
    ) -> Self:
        """Return how many entries the consumers of a group have not acknowledged."""

    def xpending_range(
        self,
        name: KeyT,
        groupname: EncodableT,
        min: EncodableT | None,
        max: EncodableT | None,
        count: int | None,
        consumername: EncodableT | None = None,
        idle: int | None = None,
    ) -> Self:
        """Return the entries that the consumers of a group have not acknowledged."""

    def xrange(
        self,
        name: KeyT,
        min: EncodableT = '-',
        max: EncodableT = '+',
        count: int | None = None,
    ) -> Self:
        """Return the entries between two ids, the oldest first."""

    def xread(
        self,
        streams: Mapping[AnyKeyT, EncodableT],
        count: int | None = None,
        block: int | None = None,
        max_count: int | None = None,
        max_size: int | None = None,
    ) -> Self:
        """Return the entries of several streams behind an id each."""

    def xreadgroup(
        self,
        groupname: EncodableT,
        consumername: EncodableT,
        streams: Mapping[AnyKeyT, EncodableT],
        count: int | None = None,
        block: int | None = None,
        noack: bool = False,
        claim_min_idle_time: int | None = None,
        max_count: int | None = None,
        max_size: int | None = None,
    ) -> Self:
        """Return entries of several streams as a consumer of a group."""

    def xrevrange(
        self,
        name: KeyT,
        max: EncodableT = '+',
        min: EncodableT = '-',
        count: int | None = None,
    ) -> Self:
        """Return the entries between two ids, the newest first."""

    def xtrim(
        self,
        name: KeyT,
        maxlen: int | None = None,
        approximate: bool = True,
        minid: EncodableT | None = None,
        limit: int | None = None,
        ref_policy: str | None = None,
    ) -> Self:
        """Remove the oldest entries."""

    def append(
        self,
        key: KeyT,
        value: EncodableT,
    ) -> Self:
        """Put a text behind the one that a key holds."""

    def bitcount(
        self,
        key: KeyT,
        start: int | None = None,
        end: int | None = None,
        mode: EncodableT | None = None,
    ) -> Self:
        """Return how many bits of a bitmap, or of a part of it, are 1."""

    def bitfield(
        self,
        key: 'KeyT',
        default_overflow: 'str | None' = None,
    ) -> BitFieldOperation:
        """Read and change integers that are packed in a bitmap."""

    def bitfield_ro(
        self,
        key: KeyT,
        encoding: EncodableT,
        offset: EncodableT,
        items: list[tuple[str, BitfieldOffsetT]] | None = None,
    ) -> Self:
        """Return integers that are packed in a bitmap."""

    def bitop(
        self,
        operation: EncodableT,
        dest: KeyT,
        *keys: KeyT,
    ) -> Self:
        """Combine bitmaps bit by bit and store the result."""

    def bitpos(
        self,
        key: KeyT,
        bit: int,
        start: int | None = None,
        end: int | None = None,
        mode: EncodableT | None = None,
    ) -> Self:
        """Return the place of the first bit that is 1, or that is 0."""

    def decr(
        self,
        name: KeyT,
        amount: int = 1,
    ) -> Self:
        """Subtract an integer from the one that a key holds."""

    def decrby(
        self,
        name: KeyT,
        amount: int = 1,
    ) -> Self:
        """Subtract an integer from the one that a key holds, like `decr`."""

    def get(
        self,
        name: KeyT,
    ) -> Self:
        """Return the text that a key holds."""

    def getbit(
        self,
        name: KeyT,
        offset: int,
    ) -> Self:
        """Return one bit of a bitmap."""

    def getdel(
        self,
        name: KeyT,
    ) -> Self:
        """Remove a key and return what it held."""

    def getex(
        self,
        name: KeyT,
        ex: ExpiryT | None = None,
        px: ExpiryT | None = None,
        exat: AbsExpiryT | None = None,
        pxat: AbsExpiryT | None = None,
        persist: bool = False,
    ) -> Self:
        """Return the text that a key holds and change when the key expires."""

    def getrange(
        self,
        key: KeyT,
        start: int,
        end: int,
    ) -> Self:
        """Return a part of the text that a key holds."""

    def getset(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> Self:
        """Set a key and return what it held."""

    def incr(
        self,
        name: KeyT,
        amount: int = 1,
    ) -> Self:
        """Add an integer to the one that a key holds."""

    def incrby(
        self,
        name: KeyT,
        amount: int = 1,
    ) -> Self:
        """Add an integer to the one that a key holds, like `incr`."""

    def incrbyfloat(
        self,
        name: KeyT,
        amount: float = 1.0,
    ) -> Self:
        """Add a number to the one that a key holds."""

    def lcs(
        self,
        key1: KeyT,
        key2: KeyT,
        len: bool | None = False,
        idx: bool | None = False,
        minmatchlen: int | None = 0,
        withmatchlen: bool | None = False,
    ) -> Self:
        """Return the longest text that two texts both have, not necessarily in one piece."""

    def mget(
        self,
        keys: KeysT,
        *args: KeyT,
    ) -> Self:
        """Return the texts that several keys hold."""

    def mset(
        self,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> Self:
        """Set several keys at once."""

    def msetnx(
        self,
        mapping: Mapping[AnyKeyT, EncodableT],
    ) -> Self:
        """Set several keys at once, but only if all of them are missing."""

    def psetex(
        self,
        name: KeyT,
        time_ms: ExpiryT,
        value: EncodableT,
    ) -> Self:
        """Set a key that expires after some milliseconds."""

    def set(
        self,
        name: KeyT,
        value: EncodableT,
        ex: ExpiryT | None = None,
        px: ExpiryT | None = None,
        nx: bool = False,
        xx: bool = False,
        keepttl: bool = False,
        get: bool = False,
        exat: AbsExpiryT | None = None,
        pxat: AbsExpiryT | None = None,
        ifeq: EncodableT | None = None,
        ifne: EncodableT | None = None,
        ifdeq: EncodableT | None = None,
        ifdne: EncodableT | None = None,
    ) -> Self:
        """Make a text the value of a key, whatever type the key was before."""

    def setbit(
        self,
        name: KeyT,
        offset: int,
        value: int,
    ) -> Self:
        """Set one bit of a bitmap."""

    def setex(
        self,
        name: KeyT,
        time: ExpiryT,
        value: EncodableT,
    ) -> Self:
        """Set a key that expires after some seconds."""

    def setnx(
        self,
        name: KeyT,
        value: EncodableT,
    ) -> Self:
        """Set a key only if it is missing."""

    def setrange(
        self,
        name: KeyT,
        offset: int,
        value: EncodableT,
    ) -> Self:
        """Overwrite a part of the text that a key holds."""

    def strlen(
        self,
        name: KeyT,
    ) -> Self:
        """Return the length of a text in octets of UTF-8."""

    def substr(
        self,
        name: KeyT,
        start: int,
        end: int = -1,
    ) -> Self:
        """Return a part of the text that a key holds, like `getrange`."""
