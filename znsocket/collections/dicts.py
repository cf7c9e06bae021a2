"""`Dict`: a Python dict that is held by a server and shared by all its clients."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any, get_args

from typing_extensions import Self

from znsocket.abc import DictCallbackTypedDict, DictRepr, FallbackPolicy
from znsocket.collections import dict_operations as ops
from znsocket.collections.codec import Converters
from znsocket.collections.fallback import FallbackCollection
from znsocket.collections.views import DictItems, DictKeys


class Dict(FallbackCollection, MutableMapping[str, Any]):
    """A dict that behaves as Python's own, held under a key and shared by all clients.

    Every change is one step on the server, and every operation one round trip. Keys are text; an
    int or a float is taken for its text. Values are what JSON can say, other collections, and
    whatever the converters know.

    Parameters
    ----------
    r : Client, Pipeline or redis.Redis
        Where it is held. Over a pipeline it can only be changed.
    key : str
        Its name.
    socket : Client, optional
        The client that tells and is told of changes; `r` by default, when it is one.
    callbacks : dict, optional
        What to call after a change by this object: ``setitem`` with key and value, ``delitem``
        with the key.
    repr_type : {"keys", "minimal", "full"}
        What ``repr`` shows.
    converter : class or list of class, optional
        Converters of znjson for values that JSON has no word for.
    convert_nan : bool
        Write NaN and infinities as None; else they are a `ValueError`.
    fallback : str, optional
        The name of a dict that is read while this one is empty.
    fallback_policy : {"copy", "frozen"}, optional
        ``"copy"`` copies the fallback at once, if this dict is empty. ``"frozen"`` reads it until
        the first change, which begins with a copy. By default a change begins with an empty dict.

    Raises
    ------
    TypeError
        `r` is none of these.
    ValueError
        Another `repr_type` or `fallback_policy`.

    Examples
    --------
    >>> user = Dict(r, "user")
    >>> user.update({"name": "Ada", "born": 1815})
    >>> user["name"], user.get("email"), user.setdefault("born", 0)
    ('Ada', None, 1815)
    >>> user.pop("born")
    1815
    >>> user
    Dict(keys=['name'])
    """

    prefix = "znsocket.Dict:"
    _kind = "dict"

    def __init__(  # noqa: PLR0913 - the published signature
        self,
        r: Any,
        key: str,
        socket: Any = None,
        callbacks: DictCallbackTypedDict | None = None,
        repr_type: DictRepr = "keys",
        converter: Converters = None,
        convert_nan: bool = False,
        fallback: str | None = None,
        fallback_policy: FallbackPolicy | None = None,
    ) -> None:
        super().__init__(r, key, socket, converter, convert_nan, fallback, fallback_policy)
        if repr_type not in get_args(DictRepr):
            raise ValueError(f"Invalid repr_type: {repr_type}")
        self.repr_type = repr_type
        self._callbacks: DictCallbackTypedDict = callbacks or {}

    def __len__(self) -> int:
        return self._run(ops.length(self._source()))

    def __getitem__(self, key: Any) -> Any:
        value = self._run(ops.item(self._source(), self._codec, ops.name_of(key)))
        if value is ops.MISSING:
            raise KeyError(key)
        return value

    def __setitem__(self, key: Any, value: Any) -> None:
        name = ops.name_of(key)
        self._change(ops.put(self.key, {name: self._encode(value)}))
        if "setitem" in self._callbacks:
            self._callbacks["setitem"](name, value)

    def __delitem__(self, key: Any) -> None:
        name = ops.name_of(key)
        if self._change(ops.delete(self.key, name)) == 0:
            raise KeyError(key)
        self._deleted(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __reversed__(self) -> Iterator[str]:
        return reversed(self.keys())

    def __contains__(self, key: object) -> bool:
        return self._run(ops.contains(self._source(), ops.name_of(key)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Dict):
            return self.key == other.key or self._all() == other._all()
        return self._all() == other if isinstance(other, dict) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as that of dict

    def __or__(self, other: Any) -> dict[str, Any]:
        if not isinstance(other, (dict, Dict)):
            return NotImplemented
        return {**self._all(), **_mapping(other)}

    def __ror__(self, other: Any) -> dict[str, Any]:
        return {**_mapping(other), **self._all()} if isinstance(other, dict) else NotImplemented

    def __ior__(self, other: Any) -> Self:
        self.update(other)
        return self

    def __repr__(self) -> str:
        if self.repr_type == "minimal":
            return "Dict(<unknown>)"
        if self.repr_type == "keys":
            return f"Dict(keys={self.keys()})"
        return f"Dict({self._all()})"

    def keys(self) -> DictKeys:  # type: ignore[override]  # a list with the abilities of the view
        """Return the keys as of now, in the order in which they came."""
        return self._run(ops.keys(self._source()))

    def values(self) -> list[Any]:  # type: ignore[override]  # a list is what others expect
        """Return the values as of now, in the order in which their keys came."""
        return self._run(ops.values(self._source(), self._codec))

    def items(self) -> DictItems:  # type: ignore[override]  # a list with the abilities of the view
        """Return keys and values as of now, in the order in which they came."""
        return self._run(ops.items(self._source(), self._codec))

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the value of a key, or `default`."""
        operation = ops.item(self._source(), self._codec, ops.name_of(key))
        try:
            value = self._run(operation)
        except KeyError:  # an adapter's owner has raised it
            return default
        return default if value is ops.MISSING else value

    def pop(self, key: Any, default: Any = ops.MISSING) -> Any:
        """Remove a key and return its value; None over a pipeline, whose reply is its JSON text.

        Raises
        ------
        KeyError
            There is no such key, and no `default`.
        """
        name = ops.name_of(key)
        value = self._change(ops.pop(self.key, self._codec, name))
        if value is not ops.MISSING:
            self._deleted(name)
        elif default is ops.MISSING:
            raise KeyError(key)
        return default if value is ops.MISSING else value

    def popitem(self) -> tuple[str, Any]:
        """Remove the key that came last and return it with its value.

        Raises
        ------
        KeyError
            There is none.
        """
        pair = self._change(ops.popitem(self.key, self._codec))
        if pair is not None:  # as it is over a pipeline
            self._deleted(pair[0])
        return pair

    def setdefault(self, key: Any, default: Any = None) -> Any:
        """Return the value of a key, which is `default` from now on if it was not there."""
        name, text = ops.name_of(key), self._encode(default)
        held = self._change(ops.setdefault(self.key, name, text))
        if held is None:  # as it is over a pipeline
            return None
        value = self._codec.decode(held)
        if "setitem" in self._callbacks and held in (text, text.encode()):
            self._callbacks["setitem"](name, value)
        return value

    def update(self, /, *args: Any, **kwargs: Any) -> None:
        """Set the keys of a mapping, or of pairs, and of named arguments, all in one step."""
        if len(args) > 1:
            raise TypeError(f"update expected at most 1 argument, got {len(args)}")
        changes = {**_mapping(args[0] if args else {}), **kwargs}
        texts = {ops.name_of(key): self._encode(value) for key, value in changes.items()}
        if texts:
            self._change(ops.put(self.key, texts))

    def clear(self) -> None:
        """Remove all keys."""
        self._change(ops.clear(self.key))

    def _all(self) -> dict[str, Any]:
        return dict(self.items())

    def _deleted(self, name: str) -> None:
        if "delitem" in self._callbacks:
            self._callbacks["delitem"](name)


def _mapping(pairs: Mapping[Any, Any] | Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    """Return a mapping, or pairs, as a dict; a `Dict` is read in one round trip."""
    return pairs._all() if isinstance(pairs, Dict) else dict(pairs)
