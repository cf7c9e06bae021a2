"""The embedded data model: keys, typed values and expiry."""

from znsocket.keyspace.channels import Subscriber
from znsocket.keyspace.observed import Waiter, Watch
from znsocket.keyspace.pieces import Piece, Pieces
from znsocket.keyspace.sorted_set import SortedSetValue
from znsocket.keyspace.space import TYPE_NAMES, Keyspace, now_ms
from znsocket.keyspace.statistics import Statistics
from znsocket.keyspace.stream import StreamValue
from znsocket.keyspace.values import HashValue, ListValue, SetValue

__all__ = [
    "TYPE_NAMES",
    "HashValue",
    "Keyspace",
    "ListValue",
    "Piece",
    "Pieces",
    "SetValue",
    "SortedSetValue",
    "Statistics",
    "StreamValue",
    "Subscriber",
    "Waiter",
    "Watch",
    "now_ms",
]
