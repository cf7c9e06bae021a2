"""Calls as they come over the wire: one by one, and in the batches of pipelines."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from znsocket.commands import registry
from znsocket.exceptions import DataError, UnknownEventError
from znsocket.registry import Entry
from znsocket.registry.pipeline import Call
from znsocket.storage import COMMAND_ERRORS
from znsocket.wire import quoted, read_payload

# Returns why a call is refused, or None.
Refused = Callable[[Entry, list[Any], dict[str, Any]], Exception | None]

_ALONE, _ROW = 3, 2  # a call with its options, and calls of one command without any
_NO_OPTIONS: dict[str, Any] = {}


def find_entry(event: Any) -> Entry:
    """Return the entry that a name from the wire stands for.

    Raises
    ------
    UnknownEventError
        There is none.
    """
    entry = registry.commands.get(event) if isinstance(event, str) else None
    if entry is None:
        raise UnknownEventError(f"unknown command or message {quoted(event)}")
    return entry


class Batch:
    """The calls of a pipeline, and what is wrong with those that are none.

    Parameters
    ----------
    served : container of str
        The names of commands that others answer than the store.
    refused : callable
        Returns why a call of one of them is refused, or None.

    Attributes
    ----------
    calls : list of Call
        What is to be run.
    entries : list of Entry or None
        The entry of each item; None for one that is no call.
    """

    def __init__(self, served: Container[str], refused: Refused) -> None:
        self._served = served
        self._refused = refused
        self._faults: dict[int, Exception] = {}
        self.calls: list[Call] = []
        self.entries: list[Entry | None] = []

    def add(self, item: Any) -> None:
        """Take a call: its name, arguments and options."""
        try:
            name, args, options = item
            entry = registry.commands[name]
        except (KeyError, TypeError, ValueError):
            self._add_fault(_item_error(item))
            return
        fault = None
        if args.__class__ is not list or options.__class__ is not dict:
            fault = _item_error(item)
        elif name in self._served:
            fault = self._refused(entry, args, options)
        if fault is None:
            self.calls.append((entry, args, options))
            self.entries.append(entry)
        else:
            self._add_fault(fault)

    def add_packed(self, item: Any) -> None:
        """Take an item of our own message: a call, or a name and the arguments of several."""
        if item.__class__ is not list or len(item) != _ROW or item[1].__class__ is not list:
            self.add(item)
            return
        name, row = item
        entry = registry.commands.get(name) if name.__class__ is str else None
        if entry is None or name in self._served or set(map(type, row)) != {list}:
            for args in row:
                self.add([name, args, _NO_OPTIONS])
        else:
            self.calls += [(entry, args, _NO_OPTIONS) for args in row]
            self.entries += [entry] * len(row)

    def _add_fault(self, fault: Exception) -> None:
        self._faults[len(self.entries)] = fault
        self.entries.append(None)

    def in_place(self, replies: list[Any]) -> list[Any]:
        """Return the replies to the calls, and the errors of items that are none, in order."""
        if not self._faults:
            return replies
        done, faults = iter(replies), self._faults
        return [
            faults[place] if place in faults else next(done) for place in range(len(self.entries))
        ]


def flat(item: Any) -> Any:
    """Return the call that one item of a ``pipeline`` event stands for: name, args, options."""
    if not isinstance(item, list) or len(item) != 2:  # noqa: PLR2004 - name and payload
        return item
    name, payload = item
    try:
        return [name, *read_payload(name, payload)]
    except DataError:
        return item


def _item_error(item: Any) -> Exception:
    """Return what is wrong with an item of a pipeline that is no call."""
    if not isinstance(item, list) or len(item) not in (_ROW, _ALONE):
        return TypeError(
            f"an item of 'pipeline' must be [name, [args, kwargs]], got {quoted(item)}"
        )
    try:
        find_entry(item[0])
        read_payload(item[0], item[1] if len(item) == _ROW else item[1:])
    except COMMAND_ERRORS as error:
        return error
    return TypeError(f"an item of 'pipeline' must be [name, [args, kwargs]], got {quoted(item)}")
