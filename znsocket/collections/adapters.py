"""Adapters: objects that stay with their owner, and that others read as a `List` or a `Dict`."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from znsocket.abc import ItemTransformCallback, ZnSocketObject
from znsocket.collections.base import Collection
from znsocket.collections.codec import Codec, Converters
from znsocket.collections.dict_operations import name_of
from znsocket.collections.dicts import Dict
from znsocket.collections.lists import List
from znsocket.collections.operations import operation
from znsocket.wire import error_acknowledgement

#: What an adapter is asked: its key, the method, and the method's arguments.
Question = dict[str, Any]


class Adapter(ZnSocketObject):
    """An object that is served under a key.

    Parameters
    ----------
    key : str
        Its name.
    socket : Client
        The client that answers for it.
    object : object
        What is served.
    converter, convert_nan
        See `List`.
    r : Client, optional
        Where copies are made; `socket` by default.

    Raises
    ------
    KeyError
        The key is taken.
    """

    #: The collection that others read it as.
    reads_as: ClassVar[type[Collection]]

    #: The command that makes one.
    creation: ClassVar[str]

    #: The names of the methods that answer, by what is asked for.
    answers: ClassVar[dict[str, str]]

    def __init__(  # noqa: PLR0913 - the published signatures of those that inherit it
        self,
        key: str,
        socket: Any,
        object: Any,  # noqa: A002 - the published name
        converter: Converters,
        convert_nan: bool,
        r: Any,
    ) -> None:
        self._key = f"{self.reads_as.prefix}{key}"
        self.socket = socket
        self.object = object
        self.converter = converter
        self.convert_nan = convert_nan
        self.r = r
        self._codec = Codec(converter, convert_nan)
        self._register()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.key!r}, {type(self.object).__name__})"

    @property
    def key(self) -> str:
        """The prefixed key, as in ``znsocket.List:frames``."""
        return self._key

    def map_callback(self, data: Any) -> Any:
        """Answer a question as clients of version 0.3 ask it.

        Parameters
        ----------
        data : tuple or list
            ``[[], question]``; the question has ``method`` and the method's arguments.

        Returns
        -------
        object
            The answer; values are JSON text, and so is the error where one is asked for.

        Raises
        ------
        NotImplementedError
            There is no such method.
        """
        question = data if isinstance(data, dict) else data[1]
        try:
            return self._reply(question)
        except NotImplementedError:
            raise
        except Exception as error:  # noqa: BLE001 - the reader gets it
            answer = error_acknowledgement(error)
            single = question.get("method") == "__getitem__"
            return json.dumps(answer) if single else answer

    def _register(self) -> None:
        """Let the client answer from now on."""
        self.socket.register_adapter(self.key, self._answer)

    def _answer(self, question: Question) -> Any:
        """Answer a question with an acknowledgement if it is asked for."""
        if "ack" not in question:
            return self.map_callback(question)
        return {"data": self._reply(question)}

    def _reply(self, question: Question) -> Any:
        name = question.get("method")
        if not isinstance(name, str) or name not in self.answers:
            raise NotImplementedError(f"Method {name} not implemented")
        return getattr(self, self.answers[name])(question)

    def _length(self, question: Question) -> int:
        return len(self.object)

    def _copy(self, question: Question) -> bool:
        """Make a real collection of what is served, under another name."""
        target = self.reads_as(self.r or self.socket, question["target"])
        return bool(target._run(operation(self.creation, target.key, self._plain())))

    def _plain(self) -> Any:
        """Return the JSON texts of all that is served, with none that refers to an adapter."""
        raise NotImplementedError

    def _plain_text(self) -> str:
        """Return all that is served as one JSON text."""
        raise NotImplementedError


class ListAdapter(Adapter):
    """Serves a sequence to others, who read it as a `List` of the same name.

    Nothing is copied: the owner is asked for each item, slice or page that somebody reads. What
    reads it cannot change it. It is served as long as the client is connected.

    Parameters
    ----------
    key : str
        Its name.
    socket : Client
        The client that answers for it.
    object : Sequence
        What is served: anything with a length and items, such as a list, an array of numpy, a
        dataset of h5py, or something that reads its items from files.
    item_transform_callback : callable, optional
        Called with an item, the key for it, the client, and ``converter`` and ``convert_nan``.
        What it returns is served in the item's place: a value, or a `ListAdapter` or `DictAdapter`
        that it makes with that key, which others read as a `List` or a `Dict`. Of an item for
        which it has returned an adapter, it is not asked again.
    converter : class or list of class, optional
        Converters of znjson for items that JSON has no word for.
    convert_nan : bool
        Serve NaN and infinities as None; else they are a `ValueError`.
    r : Client, optional
        Where copies are made; `socket` by default.

    Raises
    ------
    KeyError
        The key is taken.

    Examples
    --------
    >>> from znsocket import Client, List
    >>> with Client(f"znsocket://127.0.0.1:{port}") as owner:
    ...     adapter = ListAdapter("squares", owner, [n * n for n in range(1000)])
    ...     squares = List(r, "squares")
    ...     len(squares), squares[12], squares[-3:]
    (1000, 144, [994009, 996004, 998001])
    """

    reads_as = List
    creation = "list_create"
    answers: ClassVar = {
        "__len__": "_length",
        "__getitem__": "_item",
        "indices": "_items",
        "slice": "_slice",
        "copy": "_copy",
    }

    def __init__(  # noqa: PLR0913 - the published signature
        self,
        key: str,
        socket: Any,
        object: Sequence[Any],  # noqa: A002 - the published name
        item_transform_callback: ItemTransformCallback | None = None,
        converter: Converters = None,
        convert_nan: bool = False,
        r: Any = None,
    ) -> None:
        self.item_transform_callback = item_transform_callback
        self._made: dict[int, Adapter] = {}
        self._making = threading.RLock()
        super().__init__(key, socket, object, converter, convert_nan, r)

    def _item(self, question: Question) -> str:
        return self._text(question["index"])

    def _items(self, question: Question) -> list[str]:
        return [self._text(index) for index in question["indices"]]

    def _slice(self, question: Question) -> list[str]:
        bounds = slice(question.get("start"), question.get("stop"), question.get("step"))
        places = range(*bounds.indices(len(self.object)))
        if self.item_transform_callback is not None:
            return [self._text(index) for index in places]
        return self._codec.encode_all(self._part(bounds, places))

    def _part(self, bounds: slice, places: range) -> Iterable[Any]:
        """Return the items of a slice, by one call where the object has slices."""
        part: Any = None
        # Not all that have slices have those that go backward.
        forward = places if places.step > 0 else places[::-1]
        try:
            part = self.object[forward.start : forward.stop : forward.step]
            if forward is not places:
                part = part[::-1]
        except Exception:  # noqa: BLE001 - many sequences have no slices; items are asked then
            part = None
        if part is None or len(part) != len(places):
            return [self.object[index] for index in places]
        if getattr(part, "ndim", None) == 1 and part.dtype.kind in "biuf":
            part = part.tolist()  # an array's items as plain numbers
        items: Iterable[Any] = part
        return items

    def _text(self, index: int) -> str:
        """Return an item as it is served."""
        return self._codec.encode(self._transformed(self._place(index)))

    def _transformed(self, place: int) -> Any:
        """Return what is served in the place of an item."""
        transform = self.item_transform_callback
        if transform is None:
            return self._at(place)
        with self._making:
            if place in self._made:
                return self._made[place]
            result = transform(
                self._at(place),
                f"{self.key}:{place}",
                self.socket,
                converter=self.converter,
                convert_nan=self.convert_nan,
            )
            if isinstance(result, Adapter):
                self._made[place] = result
            return result

    def _place(self, index: int) -> int:
        """Return an index from 0, which is all that many sequences know."""
        place = index + len(self.object) if index < 0 else index
        if place < 0:
            raise IndexError("list index out of range")
        return place

    def _at(self, place: int) -> Any:
        """Return an item of the object; outside, h5py and others raise what is no IndexError."""
        try:
            return self.object[place]
        except IndexError:
            raise
        except Exception:
            if place < len(self.object):
                raise
            raise IndexError("list index out of range") from None

    def _plain(self) -> list[str]:
        if self.item_transform_callback is None:
            return self._slice({})
        items = map(self._transformed, range(len(self.object)))
        return [_plain_text(self._codec, item) for item in items]

    def _plain_text(self) -> str:
        return f"[{', '.join(self._plain())}]"


class DictAdapter(Adapter):
    """Serves a mapping to others, who read it as a `Dict` of the same name.

    Nothing is copied: the owner is asked for what somebody reads. What reads it cannot change it.
    It is served as long as the client is connected.

    Parameters
    ----------
    key : str
        Its name.
    socket : Client
        The client that answers for it.
    object : Mapping
        What is served. Others read keys that are numbers as text.
    converter : class or list of class, optional
        Converters of znjson for values that JSON has no word for.
    convert_nan : bool
        Serve NaN and infinities as None; else they are a `ValueError`.
    r : Client, optional
        Where copies are made; `socket` by default.

    Raises
    ------
    KeyError
        The key is taken.

    Examples
    --------
    >>> from znsocket import Client, Dict
    >>> with Client(f"znsocket://127.0.0.1:{port}") as owner:
    ...     adapter = DictAdapter("settings", owner, {"colour": "red", "size": 3})
    ...     settings = Dict(r, "settings")
    ...     settings["size"], settings.keys()
    (3, ['colour', 'size'])
    """

    reads_as = Dict
    creation = "dict_create"
    answers: ClassVar = {
        "__len__": "_length",
        "__getitem__": "_item",
        "__contains__": "_contains",
        "get": "_get",
        "keys": "_keys",
        "values": "_values",
        "items": "_items",
        "copy": "_copy",
    }

    def __init__(  # noqa: PLR0913 - the published signature
        self,
        key: str,
        socket: Any,
        object: Mapping[Any, Any],  # noqa: A002 - the published name
        converter: Converters = None,
        convert_nan: bool = False,
        r: Any = None,
    ) -> None:
        super().__init__(key, socket, object, converter, convert_nan, r)

    def _item(self, question: Question) -> str:
        return self._codec.encode(self.object[self._held(question)])

    def _get(self, question: Question) -> str:
        key = self._held(question)
        found = key in self.object
        return self._codec.encode(self.object[key] if found else question.get("default"))

    def _contains(self, question: Question) -> bool:
        return self._held(question) in self.object

    def _keys(self, question: Question) -> list[Any]:
        # Version 0.3 knows keys that are numbers.
        return list(self.object) if "ack" not in question else list(map(name_of, self.object))

    def _values(self, question: Question) -> list[str]:
        return self._codec.encode_all(self.object.values())

    def _items(self, question: Question) -> list[Any]:
        pairs = [(key, self._codec.encode(value)) for key, value in self.object.items()]
        if "ack" not in question:
            return pairs
        return [part for key, text in pairs for part in (name_of(key), text)]

    def _held(self, question: Question) -> Any:
        """Return the key of the object that is asked for, which others may know by its text."""
        name = question["dict_key"]
        if isinstance(name, str) and name not in self.object:
            for kind in (int, float):
                with contextlib.suppress(ValueError):
                    if kind(name) in self.object:
                        return kind(name)
        return name

    def _plain(self) -> dict[str, str]:
        pairs = self.object.items()
        return {name_of(key): _plain_text(self._codec, value) for key, value in pairs}

    def _plain_text(self) -> str:
        pairs = self._plain().items()
        return f"{{{', '.join(f'{self._codec.encode(key)}: {text}' for key, text in pairs)}}}"


def _plain_text(codec: Codec, value: Any) -> str:
    """Return a value as JSON text; an adapter as what it serves."""
    return value._plain_text() if isinstance(value, Adapter) else codec.encode(value)
