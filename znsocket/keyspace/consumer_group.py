"""Consumer groups of a stream: what each consumer was given and has not acknowledged yet."""

from __future__ import annotations

from sortedcontainers import SortedDict

from znsocket.keyspace.stream_id import StreamId
from znsocket.registry.text import Text


class Delivery:
    """An entry that was given to a consumer, which has not acknowledged it.

    Attributes
    ----------
    consumer : Consumer
        Who has it.
    moment : int
        Unix time in milliseconds at which it was given the last time.
    times : int
        How often it was given.
    """

    __slots__ = ("consumer", "moment", "times")

    def __init__(self, consumer: Consumer, moment: int, times: int = 1) -> None:
        self.consumer = consumer
        self.moment = moment
        self.times = times

    def again(self, now: int) -> None:
        """Note that it was given once more."""
        self.moment = now
        self.times += 1


class Consumer:
    """One reader of a group.

    Attributes
    ----------
    seen : int
        Unix time in milliseconds of the last command that named it.
    pending : SortedDict
        Its deliveries by id.
    """

    __slots__ = ("name", "pending", "seen")

    def __init__(self, name: Text, seen: int) -> None:
        self.name = name
        self.seen = seen
        self.pending: SortedDict[StreamId, Delivery] = SortedDict()


class Group:
    """A consumer group: where it is in the stream, its consumers, and all their deliveries.

    Parameters
    ----------
    last : tuple of int
        The id behind which new entries begin.
    read : int, optional
        How many entries of the stream it is behind the beginning; None when that is not known.

    Attributes
    ----------
    pending : SortedDict
        The deliveries to all consumers by id; change it through the methods only.
    consumers : dict
        By name.
    """

    def __init__(self, last: StreamId, read: int | None = None) -> None:
        self.last = last
        self.read = read
        self.pending: SortedDict[StreamId, Delivery] = SortedDict()
        self.consumers: dict[Text, Consumer] = {}

    def copy(self) -> Group:
        """Return a group that is equal and changes independently."""
        group = Group(self.last, self.read)
        for name, consumer in self.consumers.items():
            group.consumers[name] = Consumer(name, consumer.seen)
        for id_, delivery in self.pending.items():
            consumer = group.consumers[delivery.consumer.name]
            group._put(id_, Delivery(consumer, delivery.moment, delivery.times))
        return group

    def consumer(self, name: Text, now: int) -> Consumer:
        """Return a consumer, which is made when missing, and note that it was heard of."""
        consumer = self.consumers.get(name)
        if consumer is None:
            consumer = self.consumers[name] = Consumer(name, now)
        consumer.seen = now
        return consumer

    def deliver(self, id_: StreamId, consumer: Consumer, now: int) -> None:
        """Give an entry to a consumer for the first time, whoever has it so far."""
        self.acknowledge(id_)
        self._put(id_, Delivery(consumer, now))

    def _put(self, id_: StreamId, delivery: Delivery) -> None:
        self.pending[id_] = delivery
        delivery.consumer.pending[id_] = delivery

    def reassign(self, id_: StreamId, consumer: Consumer) -> Delivery:
        """Move a delivery to a consumer and return it."""
        delivery: Delivery = self.pending[id_]
        if delivery.consumer is not consumer:
            del delivery.consumer.pending[id_]
            delivery.consumer = consumer
            consumer.pending[id_] = delivery
        return delivery

    def acknowledge(self, id_: StreamId) -> bool:
        """Forget a delivery and return whether there was one."""
        delivery = self.pending.pop(id_, None)
        if delivery is None:
            return False
        del delivery.consumer.pending[id_]
        return True

    def remove(self, name: Text) -> int:
        """Remove a consumer with its deliveries and return how many there were."""
        consumer = self.consumers.pop(name, None)
        if consumer is None:
            return 0
        for id_ in consumer.pending:
            del self.pending[id_]
        return len(consumer.pending)
