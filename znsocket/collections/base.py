"""What the collections share: their key, their way to the server, and who is told of changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from typing_extensions import Self

from znsocket.abc import RefreshTypeDict, ZnSocketObject
from znsocket.collections.codec import Codec, Converters
from znsocket.collections.operations import Operation
from znsocket.collections.running import runner_for

T = TypeVar("T")

#: The classes of collections by the prefix of their keys.
_KINDS: dict[str, type[Collection]] = {}

_NAMESPACE = "/znsocket"


class Collection(ZnSocketObject):
    """A collection that is held under a key.

    Parameters
    ----------
    r : Client, Pipeline or redis.Redis
        Where it is held.
    key : str
        Its name.
    socket : Client, optional
        The client that tells and is told of changes; `r` by default, when it is one. An object
        with ``sio``, a Socket.IO client, and ``refresh_callbacks``, a dict, will do.
    converter, convert_nan
        See `Codec`.
    """

    #: What stands before the name in the key.
    prefix: ClassVar[str]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "prefix" in vars(cls):
            _KINDS[cls.prefix] = cls

    def __init__(
        self,
        r: Any,
        key: str,
        socket: Any = None,
        converter: Converters = None,
        convert_nan: bool = False,
    ) -> None:
        self.redis = r
        self._key = f"{self.prefix}{key}"
        self.socket = r if socket is None and hasattr(r, "refresh_callbacks") else socket
        self._codec = Codec(converter, convert_nan, self._resolve)
        self._runner = runner_for(r, None if self.socket is None else self._tell)

    @property
    def key(self) -> str:
        """The prefixed key, as in ``znsocket.List:frames``."""
        return self._key

    @property
    def readable(self) -> bool:
        """Whether it can be read, which it cannot over a pipeline."""
        return self._runner.reads

    @property
    def converter(self) -> Converters:
        """The converters of its values."""
        return self._codec.converter

    @property
    def convert_nan(self) -> bool:
        """Whether NaN and infinities are written as null."""
        return self._codec.convert_nan

    def on_refresh(self, callback: Callable[[RefreshTypeDict], Any]) -> None:
        """Have `callback` called when another client changes the collection.

        Parameters
        ----------
        callback : callable
            Called with ``{"indices": [...]}``, ``{"start": i, "stop": j or None}`` or
            ``{"keys": [...]}``, in place of the callback before.

        Raises
        ------
        TypeError
            There is no client that could be told.
        """
        if self.socket is None:
            raise TypeError(f"on_refresh needs a client: give socket= to {self.key!r}")
        self.socket.refresh_callbacks[self.key] = callback

    def _begin(self, begin: Callable[[], object]) -> None:
        """Do what comes before the first operation."""
        begin()

    def _run(self, operation: Operation[T]) -> T:
        return self._runner.run(operation)

    def _tell(self, key: str, data: dict[str, Any]) -> Any:
        """Tell the other clients of a change that the server does not know of."""
        namespace = getattr(self.socket, "namespace", _NAMESPACE)
        return self.socket.sio.emit("refresh", {"target": key, "data": data}, namespace=namespace)

    def _encode(self, value: Any) -> str:
        """Return the JSON text of a value."""
        if isinstance(value, ZnSocketObject) and value.key == self.key:
            raise ValueError("Can not set circular reference to self")
        return self._codec.encode(value)

    def _encode_all(self, values: Any) -> list[str]:
        """Return the JSON texts of values."""
        return [self._encode(value) for value in values]

    def _resolve(self, key: str) -> Collection | None:
        """Return the collection of a prefixed key, with what this one has been given."""
        prefix, _, name = key.partition(":")
        kind = _KINDS.get(f"{prefix}:")
        return None if kind is None else kind._like(self, name)

    @classmethod
    def _like(cls, other: Collection, name: str) -> Self:
        """Return the collection `name`, with what `other` has been given."""
        return cls(
            other.redis,
            name,
            socket=other.socket,
            converter=other.converter,
            convert_nan=other.convert_nan,
        )
