"""One Redis server: a bounded pool of connections, and no command that is sent twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import redis
from redis.client import EMPTY_RESPONSE

from znsocket.exceptions import ConnectionError
from znsocket.registry import Text
from znsocket.storage.redis_address import held_pool, queue_of
from znsocket.storage.redis_command import RedisCommand
from znsocket.storage.redis_pool import RedisPool

_LOST = (redis.ConnectionError, redis.TimeoutError)


class RedisServer:
    """Sends commands to one Redis server and reads their replies as redis-py does.

    Nothing is sent twice: when a connection is lost, whoever waits for a reply on it is told so,
    and the next command takes another connection.

    Parameters
    ----------
    pool : RedisPool
        Connections of `znsocket.storage.redis_address.make_pool`.
    name : str
        Where the server is, for users to read.

    Attributes
    ----------
    client : redis.Redis
        redis-py's client on the same connections.
    database : int
        Where the keys are.
    """

    #: One server has all keys, and knows all who listen.
    whole = True

    def __init__(self, pool: RedisPool, name: str) -> None:
        self.client = redis.Redis(connection_pool=pool)
        self.name = name
        self.database = int(pool.connection_kwargs.get("db") or 0)
        self._pool = pool
        self._held = held_pool(pool)
        pool.expect_prompt_answers()
        self._readers: dict[str, Any] = dict(self.client.response_callbacks)

    def call(self, command: RedisCommand, asking: bool = False) -> Any:
        """Send one command and return redis-py's reply.

        Parameters
        ----------
        command : RedisCommand
            What to send.
        asking : bool
            The server of a cluster is to answer even if it is only about to get the key.

        Raises
        ------
        redis.ResponseError
            Redis refuses the command.
        ConnectionError
            The server cannot be reached, or did not answer in time.
        """
        connection = self._take()
        try:
            if asking:
                _ask(connection)
            connection.send_command(*command.words)
            try:
                return self._reply(connection, command)
            except redis.exceptions.NoScriptError:
                if command.script is None:
                    raise
            if asking:
                _ask(connection)
            connection.send_command(*command.whole)
            return self._reply(connection, command)
        except _LOST as error:
            raise self._lost(error) from error
        finally:
            self._pool.release(connection)

    def _reply(self, connection: Any, command: RedisCommand) -> Any:
        """Read the reply to a command, as redis-py's ``parse_response`` does in more steps."""
        if EMPTY_RESPONSE in command.flags:
            return self.client.parse_response(connection, command.words[0], **command.flags)
        reply = connection.read_response()
        read = self._readers.get(command.words[0])
        return reply if read is None else read(reply, **command.flags)

    def transact(self, commands: Sequence[RedisCommand], asking: bool = False) -> list[Any]:
        """Send commands as one transaction; return replies, and exceptions of those that failed.

        The arguments are those of `call`.

        Raises
        ------
        redis.ResponseError
            The server refused a command before it carried out any.
        ConnectionError
            As for `call`.
        """
        # One that redis-py knows the reply of, such as an MGET of no key, is not sent.
        sent = [one for one in commands if EMPTY_RESPONSE not in one.flags]
        replies = iter(self._transact(sent, asking) if sent else ())
        return [
            one.flags[EMPTY_RESPONSE] if EMPTY_RESPONSE in one.flags else next(replies)
            for one in commands
        ]

    def _transact(self, commands: Sequence[RedisCommand], asking: bool) -> list[Any]:
        connection = self._take()
        try:
            if asking:
                _ask(connection)
            replies = self._exchange(connection, commands)
        except _Refused as refusal:
            refused = refusal.errors
        else:
            assert replies is not None  # noqa: S101 - nothing was watched
            return replies
        finally:
            self._pool.release(connection)
        return self._transact_others(commands, refused, asking)

    def _exchange(self, connection: Any, commands: Sequence[RedisCommand]) -> list[Any] | None:
        """Send a transaction and return its replies; None when a watched key was changed."""
        try:
            words = [("MULTI",), *_known_scripts(commands), ("EXEC",)]
            connection.send_packed_command(connection.pack_commands(words))
            replies = _read_transaction(connection, len(commands))
        except _LOST as error:
            raise self._lost(error) from error
        if replies is None:
            return None
        for at, one in enumerate(commands):
            read = self._readers.get(one.words[0])
            if read is not None and not isinstance(replies[at], Exception):
                replies[at] = read(replies[at], **one.flags)
        return replies

    def _transact_others(
        self, commands: Sequence[RedisCommand], refused: dict[int, Exception], asking: bool
    ) -> list[Any]:
        """Send those commands again that have the right number of arguments; none was carried out.

        A command that fails does not stop the others in any pipeline of ours.
        """
        for error in refused.values():
            if not str(error).startswith("wrong number of arguments"):
                raise error
        others = [one for at, one in enumerate(commands) if at not in refused]
        replies = iter(self._transact(others, asking) if others else ())
        return [refused.get(at) or next(replies) for at in range(len(commands))]

    def wait(
        self,
        command: RedisCommand,
        began: Callable[[Callable[[], Any]], None] | None = None,
        asking: bool = False,
    ) -> Any:
        """Send a command that may wait, on a connection that nothing else uses meanwhile.

        Parameters
        ----------
        command : RedisCommand
            What to send.
        began : callable, optional
            Called just before with a function that has Redis forget the command.
        asking : bool
            See `call`.

        Raises
        ------
        redis.ResponseError, ConnectionError
            As for `call`.
        """
        connection = self.hold()
        try:
            if began is not None:
                connection.send_command("CLIENT ID")
                number = connection.read_response()
                began(lambda: self.client.client_unblock(number))
            if asking:
                _ask(connection)
            connection.send_command(*command.words)
            return self._reply(connection, command)
        except _LOST as error:
            raise self._lost(error) from error
        except BaseException:
            connection.disconnect()  # else the next one to hold it would read this reply
            raise
        finally:
            self._held.release(connection)

    def server_of(self, names: Sequence[Text]) -> RedisServer:
        """Return this server, which has all keys."""
        return self

    @property
    def first(self) -> RedisServer:
        """The server itself, where channels are listened to."""
        return self

    def hold(self) -> Any:
        """Return a connection that nothing else uses until it is given back."""
        try:
            return self._held.get_connection()
        except _LOST as error:
            raise ConnectionError(f"{self.name}: {error}") from error

    def let_go(self, connection: Any) -> None:
        """Give a connection back, on which no key is watched any more."""
        try:
            self.ask(connection, "UNWATCH")
        finally:
            self._held.release(connection)

    def give_back(self, connection: Any) -> None:
        """Give a connection back that does nothing any more."""
        self._held.release(connection)

    def ask(self, connection: Any, *words: Any) -> Any:
        """Send a command on a connection that is held, and return what Redis replies."""
        try:
            connection.send_command(*words)
            return connection.read_response()
        except _LOST as error:
            raise self._lost(error) from error

    def transact_on(self, connection: Any, commands: Sequence[RedisCommand]) -> list[Any] | None:
        """Send a transaction on a connection that is held, and give it back.

        Returns
        -------
        list or None
            None when a key was changed that is watched on the connection, and nothing was done.
        """
        try:
            return self._exchange(connection, commands)
        except _Refused as refusal:
            raise next(iter(refusal.errors.values())) from None
        finally:
            self._held.release(connection)

    @property
    def busy(self) -> bool:
        """Whether a call waits for the server just now."""
        free: int = self._pool.pool.qsize()
        return free < self._pool.max_connections

    @property
    def queue(self) -> tuple[str, dict[str, Any]]:
        """The URL and the options that python-socketio reaches this server by."""
        return queue_of(self._pool)

    def check(self) -> None:
        """Raise `ConnectionError` unless the server answers."""
        try:
            self.client.ping()
        except redis.RedisError as error:
            raise ConnectionError(f"{self.name} does not answer: {error}") from error

    def pubsub(self) -> Any:
        """Return redis-py's `PubSub` over a connection that is not one of the pool's."""
        pool = redis.ConnectionPool(
            connection_class=self._pool.connection_class, **self._pool.connection_kwargs
        )
        return redis.Redis(connection_pool=pool).pubsub()

    def close(self) -> None:
        """Close the connections."""
        self._pool.disconnect()
        self._held.disconnect()

    def _take(self) -> Any:
        """Return a connection that is ready for a command."""
        try:
            return self._pool.get_connection()
        except _LOST as error:
            raise ConnectionError(f"{self.name}: {error}") from error

    def _lost(self, error: Exception) -> ConnectionError:
        """Return the error for a command that was sent."""
        if isinstance(error, redis.TimeoutError):
            self._pool.stalled()
        if isinstance(error, redis.exceptions.BusyLoadingError):
            return ConnectionError(f"{self.name}: {error}")
        return ConnectionError(f"{self.name}: {error} It may have carried the command out.")


def _ask(connection: Any) -> None:
    connection.send_command("ASKING")
    connection.read_response()


def _known_scripts(commands: Sequence[RedisCommand]) -> Iterator[tuple[Any, ...]]:
    """Yield the words of commands; the first of each script has its text, which others name.

    Within a transaction it would be too late to find out that Redis does not know the script.
    """
    sent = set()
    for command in commands:
        known = command.script is None or command.script in sent
        yield command.words if known else command.whole
        sent.add(command.script)


def _read_transaction(connection: Any, length: int) -> list[Any] | None:
    """Return the replies to the commands of a transaction, or None, or raise `_Refused`."""
    refused: dict[int, Exception] = {}
    for at in range(-1, length):  # the first one is the reply to MULTI
        try:
            connection.read_response()
        except redis.ResponseError as error:
            refused[at] = error
    try:
        replies: list[Any] | None = connection.read_response()
    except redis.exceptions.ExecAbortError as error:
        raise _Refused(refused or {-1: error}) from None
    return replies


class _Refused(Exception):  # noqa: N818 - it does not leave this module
    """Redis refused commands, by their places in a transaction, and carried out none of it."""

    def __init__(self, errors: dict[int, Exception]) -> None:
        super().__init__()
        self.errors = errors
