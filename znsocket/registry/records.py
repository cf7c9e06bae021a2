"""Replies with a fixed layout: records, which are dicts, and rows, which are lists."""

from __future__ import annotations

from typing import Any

from znsocket.registry.replies import Reading, Shape, TupleShape, shape_of


class _UnknownShape(Shape):
    """A text or a number."""

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return a text as str or bytes, and anything else as it is."""
        return reading.text(data) if isinstance(data, (str, bytes)) else data


_UNKNOWN = _UnknownShape("Any", object)


class RecordShape(Shape):
    """A dict with given keys, which are ``str`` for every caller, and a type for each value.

    Newer versions of Redis may add keys.

    Parameters
    ----------
    types : dict
        The type of each value by key, annotated as replies are.
    """

    plain = False

    def __init__(self, types: dict[str, Any]) -> None:
        super().__init__("dict[str, Any]", dict)
        self.shapes = {key: shape_of(type_) for key, type_ in types.items()}
        fields = [f"{key!r}: {shape.exact}" for key, shape in self.shapes.items()]
        self.exact = f"{{{', '.join(fields)}}}"

    def fits(self, data: Any) -> bool:
        """Tell whether `data` is a dict with all keys."""
        return super().fits(data) and self.shapes.keys() <= data.keys()

    def wire_form(self, value: Any) -> Any:
        """Return a dict of the values' wire forms."""
        return {key: self._shape(key).wire_form(one) for key, one in value.items()}

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the dict with restored values."""
        return {key: self._shape(key).restore(one, reading) for key, one in data.items()}

    def _shape(self, key: str) -> Shape:
        return self.shapes.get(key, _UNKNOWN)


class RowShape(TupleShape):
    """A list with a given number of items, and a type for each.

    Parameters
    ----------
    *types : type
        The type of each item, annotated as replies are.
    """

    def __init__(self, *types: Any) -> None:
        super().__init__([shape_of(type_) for type_ in types])
        self.stub = "list[Any]"

    def fits(self, data: Any) -> bool:
        """Tell by all items."""
        return super().fits(data) and all(
            shape.fits(item) for shape, item in zip(self.items, data, strict=True)
        )

    def restore(self, data: Any, reading: Reading) -> Any:
        """Return the list."""
        return list(super().restore(data, reading))
