"""Listening to channels: redis-py's `PubSub`, with messages that come from elsewhere."""

from znsocket.pubsub.aio import AsyncPubSub, AsyncSubscriber
from znsocket.pubsub.inbox import ERROR, AsyncInbox, Inbox, wait_for
from znsocket.pubsub.threads import PubSub, PubSubs, Subscriber

__all__ = [
    "ERROR",
    "AsyncInbox",
    "AsyncPubSub",
    "AsyncSubscriber",
    "Inbox",
    "PubSub",
    "PubSubs",
    "Subscriber",
    "wait_for",
]
