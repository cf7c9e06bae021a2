"""The channels in a Redis that servers use among themselves, which no client reaches."""

from __future__ import annotations

from typing import Annotated, Any

from znsocket.exceptions import ResponseError
from znsocket.registry.kinds import TextParameter
from znsocket.registry.replies import TEXT, SequenceShape
from znsocket.registry.text import Text, text

#: Begins the channel of a database's changes, before its number.
CHANGES = "znsocket:refresh:"
#: Begins the channel of a server, before its name.
NODES = "znsocket:node:"
#: That of Socket.IO's events.
EVENTS = "socketio"


def changes_channel(database: int) -> str:
    """Return the channel for the changes in a database."""
    return f"{CHANGES}{database}"


def is_own_channel(name: Text) -> bool:
    """Tell whether servers use a channel among themselves."""
    return isinstance(name, str) and (name == EVENTS or name.startswith((CHANGES, NODES)))


def check_channel(name: Text) -> Text:
    """Return the name of a channel, or raise `ResponseError` when it is one of the servers'."""
    if is_own_channel(name):
        raise ResponseError(f"NOPERM No permissions to access the channel {name!r}: servers use it")
    return name


class ChannelParameter(TextParameter):
    """The name of a channel."""

    fast = f"{TextParameter.fast} and not {{x}}.startswith(('socketio', 'znsocket:'))"

    def pack(self, value: Any) -> Text:
        """Return the canonical text, or raise `ResponseError` for a channel of the servers."""
        return check_channel(text(value))


class ChannelsShape(SequenceShape):
    """A list of channels."""

    def __init__(self) -> None:
        super().__init__(list, TEXT)

    def from_redis(self, reply: Any, options: dict[str, Any]) -> Any:
        """Return the channels without those of the servers."""
        return [name for name in reply if not is_own_channel(text(name))]


Channel = Annotated[Text, ChannelParameter()]
ChannelList = Annotated[list[Text], ChannelsShape()]
