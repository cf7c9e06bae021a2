"""Collections that read another key while their own holds nothing."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar, get_args

from typing_extensions import Self

from znsocket.abc import FallbackPolicy
from znsocket.collections.base import Collection
from znsocket.collections.codec import Converters
from znsocket.collections.operations import Operation, operation

T = TypeVar("T")


class FallbackCollection(Collection):
    """A collection with a fallback, which may be none.

    Parameters
    ----------
    r, key, socket, converter, convert_nan
        See `Collection`.
    fallback : str or None
        The name of a collection of the same kind.
    fallback_policy : {"copy", "frozen"} or None
        ``"copy"`` copies the fallback at once. ``"frozen"`` lets the first change begin with a
        copy. None lets it begin with nothing.

    Raises
    ------
    ValueError
        Another policy.
    """

    #: What the names of its commands begin with.
    _kind: ClassVar[str]

    def __init__(  # noqa: PLR0913 - the published signatures of those that inherit it
        self,
        r: Any,
        key: str,
        socket: Any,
        converter: Converters,
        convert_nan: bool,
        fallback: str | None,
        fallback_policy: FallbackPolicy | None,
    ) -> None:
        super().__init__(r, key, socket, converter, convert_nan)
        if fallback_policy not in (None, *get_args(FallbackPolicy)):
            raise ValueError(
                f"fallback_policy must be 'copy', 'frozen' or None, got {fallback_policy!r}"
            )
        self.fallback = fallback
        self.fallback_policy = fallback_policy
        self._fallback_key = None if fallback is None else f"{self.prefix}{fallback}"
        self._begun = False
        if self._fallback_key is not None and fallback_policy == "copy":
            copying = self._copying(self._fallback_key, self.key)
            self._begin(lambda: self._run(copying))

    def copy(self, key: str) -> Self:
        """Make a collection of what this one holds under another name, and return it.

        Raises
        ------
        ValueError
            This one is empty, or the other one is not.

        Examples
        --------
        >>> from znsocket import List
        >>> frames = List(r, "frames")
        >>> frames.append(1)
        >>> frames.copy("backup")[:]
        [1]
        """
        other, source = self._like(self, key), self._source()
        copied = self._run(self._copying(source, other.key))
        if not copied:
            raise ValueError(
                f"could not copy {self.key!r} to {other.key!r}: "
                f"the one is empty, or the other is not"
            )
        return other

    def _source(self) -> str:
        """Return the key to read: the fallback's while this collection is empty."""
        if self._fallback_key is None or self._run(operation(f"{self._kind}_length", self.key)):
            return self.key
        return self._fallback_key

    def _change(self, change: Operation[T]) -> T:
        """Carry out a change, on a copy of the fallback if there is nothing else yet."""
        if self._fallback_key is not None and self.fallback_policy == "frozen":
            copying = self._copying(self._fallback_key, self.key)
            if self.readable and not self._begun:
                self._begun = True
                self._run(copying)  # what an adapter serves is not copied together with a change
            return self._runner.run_after(copying, change)
        return self._run(change)

    def _copying(self, source: str, destination: str) -> Operation[bool]:
        return operation(f"{self._kind}_copy", destination, source)
