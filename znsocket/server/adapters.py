"""Which client serves which adapter: objects that stay with their owner and are read on demand."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, NamedTuple

from znsocket.commands import registry
from znsocket.exceptions import FrozenStorageError, ZnSocketError, frozen
from znsocket.registry import Entry
from znsocket.server.dispatch import Dispatcher
from znsocket.server.owners import ACKNOWLEDGED, Owners, data_of
from znsocket.server.pending import Pending
from znsocket.server.relay import Relay
from znsocket.server.session import Session
from znsocket.wire import quoted, read_payload

#: Seconds after which the adapters of a server that does not report are gone.
LEASE = 5.0

_READ = "adapters"  # where a session has the keys of adapters that it has read
_MOST_READ = 100_000

logger = logging.getLogger(__name__)


class AdapterDirectory:
    """The owners of adapters by their keys; an owner that leaves takes its adapters along.

    Commands that read collections are answered by the owner of the key's adapter, if there is one,
    and those that change them are refused. Servers on one store know of each other's adapters, and
    ask each other.

    Parameters
    ----------
    dispatcher : Dispatcher
        Its messages about adapters are answered from here.
    ask : callable
        Sends a client an event, and returns its acknowledgement for later.
    lease : float
        Seconds after which the adapters of a server that does not report are gone.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        ask: Callable[[Session, str, Any], Pending],
        lease: float = LEASE,
    ) -> None:
        self._adapters: dict[str, _Adapter] = {}
        self._storage = dispatcher.storage
        self._execute = dispatcher.execute
        self._owners = Owners(dispatcher, ask)
        self._relay = Relay(dispatcher.storage, lease, self._ask_owner, self._lose)
        dispatcher.add_message("adapter:get", self.get)
        dispatcher.add_message("register_adapter", self.register)
        dispatcher.add_message("register_adapters", self.register_again)
        dispatcher.add_message("unregister_adapters", self.unregister)
        dispatcher.add_message("adapter_exists", self.exists)
        dispatcher.add_message("check_adapter", self.exists)
        dispatcher.on_end(self.forget)
        dispatcher.refused = self.refused
        for entry in registry:
            if entry.notifies:
                dispatcher.served[entry.name] = self.change
            elif entry.adapter is not None:
                dispatcher.served[entry.name] = self.read

    def register(self, session: Session, payload: Any) -> bool:
        """Make `session` the owner of the adapter that a message names.

        Raises
        ------
        KeyError
            The key is taken, on whichever server, or holds something in the store.
        """
        key = _key("register_adapter", payload)
        _, options = read_payload("register_adapter", payload)
        if self._storage.exists(key):
            raise KeyError(f"there is something stored under {quoted(key)} already")
        if not self._enter(session, key, options.get("owner")):
            raise KeyError(f"an adapter is already registered under {quoted(key)}")
        return True

    def register_again(self, session: Session, payload: Any) -> list[str]:
        """Make `session` the owner of what its client has owned on another connection.

        Returns
        -------
        list of str
            The keys that are taken by others.
        """
        args, options = read_payload("register_adapters", payload)
        keys = args[0] if args else None
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            raise TypeError(f"'register_adapters' needs a list of keys, got {quoted(keys)}")
        return [key for key in keys if not self._enter(session, key, options.get("owner"))]

    def unregister(self, session: Session, payload: Any) -> bool:
        """Remove the adapters of `session`, whose client is about to leave."""
        self.forget(session)
        return True

    def exists(self, session: Session, payload: Any) -> bool:
        """Tell whether the adapter that a message names is registered."""
        key = _key("adapter_exists", payload)
        return key in self._adapters or self._relay.neighbours.owner(key) is not None

    def get(self, session: Session, payload: Any) -> Pending:
        """Have the owner of the adapter that a message names answer it.

        Raises
        ------
        KeyError
            No such adapter is registered.
        """
        key = _key("adapter:get", payload)
        answer = self._question(key, payload, _missing(key))
        if answer is None:
            raise _missing(key)
        return answer

    def read(self, session: Session, entry: Entry, args: list[Any], options: dict[str, Any]) -> Any:
        """Answer a command that reads a collection."""
        key = args[0] if args else None
        served = isinstance(key, str) and key in self._adapters
        answer = self._read(session, entry, args, options) if served else None
        if answer is not None:
            return answer
        reply = self._execute(session, entry, args, options)
        if not (_says_nothing(reply) and isinstance(key, str)):
            return reply
        # Nothing is stored there: it may be another server's adapter, or one that has gone.
        if self._storage.waits:
            answer = self._read(session, entry, args, options)
        if answer is None and key in session.state.get(_READ, ()):
            raise _gone(key)
        return reply if answer is None else answer

    def change(
        self, session: Session, entry: Entry, args: list[Any], options: dict[str, Any]
    ) -> Any:
        """Carry out a command that changes a collection, unless an adapter serves it."""
        error = self.refused(entry, args, options)
        if error is not None:
            raise error
        reply = self._execute(session, entry, args, options)
        if entry.adapter is not None and reply is False:
            return self._copy(*args, **options)
        return reply

    def refused(
        self, entry: Entry, args: list[Any], options: dict[str, Any]
    ) -> FrozenStorageError | None:
        """Return why a command cannot be carried out: it would change what an adapter serves."""
        if not (entry.notifies and args):
            return None
        key, neighbours = args[0], self._relay.neighbours
        served = key in self._adapters or (
            not neighbours.seen_by_scripts
            and isinstance(key, str)
            and neighbours.owner(key) is not None
        )
        return frozen(key) if served else None

    def forget(self, session: Session) -> None:
        """Remove the adapters of a session that ended."""
        keys = [key for key, one in tuple(self._adapters.items()) if one.owner is session]
        for key in keys:
            self._adapters.pop(key, None)
        self._relay.neighbours.release(keys, session.sid)

    def _enter(self, session: Session, key: str, token: Any) -> bool:
        """Make a session the owner of an adapter, and return whether the key was free."""
        neighbours = self._relay.neighbours
        before = self._adapters.get(key)
        if before is not None and token is not None and before.token == token:
            # A connection of the same client, which is not known yet to have ended.
            neighbours.release([key], before.owner.sid)
        if not neighbours.claim(key, session.sid):
            return False
        self._adapters[key] = _Adapter(session, token)
        if session.ended:
            self.forget(session)
        return True

    def _read(
        self, session: Session, entry: Entry, args: list[Any], options: dict[str, Any]
    ) -> Pending | None:
        """Have an adapter answer a command; None when there is none."""
        key = args[0]
        names = [argument.name for argument in entry.arguments]
        question = {**dict(zip(names, args, strict=False)), **options}
        del question[names[0]]
        question.update(key=key, method=entry.adapter, **{ACKNOWLEDGED: True})
        answer = self._question(key, [[], question], _gone(key))
        if answer is None:
            return None
        known = session.state.setdefault(_READ, set())
        if len(known) < _MOST_READ:
            known.add(key)

        def reply(acknowledgement: Any) -> Any:
            data = data_of(acknowledgement)
            if isinstance(data, list) and data and isinstance(data[0], (list, tuple)):
                data = [part for pair in data for part in pair]  # version 0.3's pairs
            if entry.adapter in ("keys", "items"):
                data = [one if isinstance(one, str) else str(one) for one in data]
            if data is not None and not entry.reply.fits(data):
                raise ZnSocketError(f"the adapter of {quoted(key)} answered {quoted(data)}")
            return data

        return answer.then(reply)

    def _copy(self, destination: Any, source: Any) -> Any:
        """Have the owner of an adapter copy what it serves, if the key to copy is one's."""
        prefix = f"{str(source).partition(':')[0]}:"
        if not (isinstance(source, str) and str(destination).startswith(prefix)):
            return False
        target = destination.removeprefix(prefix)
        question = {"key": source, "method": "copy", "target": target, ACKNOWLEDGED: True}
        answer = self._question(source, [[], question], _gone(source))
        return False if answer is None else answer.then(lambda one: bool(data_of(one)))

    def _question(self, key: str, payload: Any, otherwise: Exception) -> Pending | None:
        """Have the owner of an adapter asked, on whichever server; None when there is none.

        The answer is the error `otherwise` when the other server has gone.
        """
        if key in self._adapters:
            return self._ask_owner(payload)
        neighbours = self._relay.neighbours
        owner = neighbours.owner(key)
        # What only Redis knows as this server's is being registered, or removed.
        if owner is None or owner[0] == neighbours.node:
            return None
        return self._relay.ask(owner[0], payload, otherwise)

    def _ask_owner(self, payload: Any) -> Pending:
        """Ask the client of this server that owns an adapter."""
        key = _key("adapter:get", payload)
        adapter = self._adapters.get(key)
        if adapter is None:  # it has gone while another server asked
            _, question = read_payload("adapter:get", payload)
            raise _gone(key) if ACKNOWLEDGED in question else _missing(key)
        return self._owners.ask(adapter.owner, payload, adapter.token is not None)

    def _lose(self, keys: list[str]) -> None:
        """Remove adapters that clients of other servers have registered meanwhile."""
        for key in keys:
            logger.warning("the adapter %s is another client's now", quoted(key))
            self._adapters.pop(key, None)


class _Adapter(NamedTuple):
    """Who serves a key.

    Attributes
    ----------
    owner : Session
    token : object
        What the owner's client is known by on every connection; None for one of version 0.3.
    """

    owner: Session
    token: Any


def _says_nothing(reply: Any) -> bool:
    """Tell whether a reply could be that to a command on a key that holds nothing."""
    return not reply or (isinstance(reply, list) and all(one is None for one in reply))


def _gone(key: str) -> ZnSocketError:
    return ZnSocketError(f"the adapter of {quoted(key)} is gone: its owner has disconnected")


def _missing(key: str) -> KeyError:
    return KeyError(f"no adapter is registered under {quoted(key)}")


def _key(event: str, payload: Any) -> str:
    _, options = read_payload(event, payload)
    key = options.get("key")
    if not isinstance(key, str):
        raise TypeError(f"{event!r} needs key=<text>, got {quoted(key)}")
    return key
