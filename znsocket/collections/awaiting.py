"""Lets the collections' own code wait for an `AsyncClient`, in the event loop.

The code of a collection is written once and calls its runner for what it needs. For the asyncio
collections it runs in a greenlet: where the runner has to wait, it hands what is awaited to the
coroutine that began it, and goes on when the event loop has the result. SQLAlchemy's asyncio
extension works in the same way.
"""

from __future__ import annotations

import inspect
import threading
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ParamSpec, TypeVar

from greenlet import getcurrent, greenlet

P = ParamSpec("P")
T = TypeVar("T")


#: How many idle greenlets a thread keeps. One that is used again takes a tenth of the time of a new
#: one, whose stack has to be mapped.
_KEPT = 64


class _Worker(greenlet):
    """Runs functions that call `awaited`, one after the other.

    Attributes
    ----------
    call : tuple
        What to run: a function, its arguments, and those by name.
    outcome : tuple or None
        What it has returned and raised; None while it runs.
    """

    call: tuple[Callable[..., Any], Any, Any] | None = None
    outcome: tuple[Any, BaseException | None] | None = None

    def run(self) -> None:
        """Run what there is to be run each time that somebody switches here."""
        while True:
            self.outcome = self._carried_out()
            assert self.parent is not None  # noqa: S101 - the one that has switched here
            self.parent.switch()

    def _carried_out(self) -> tuple[Any, BaseException | None]:
        assert self.call is not None  # noqa: S101 - it has just been set
        function, args, kwargs = self.call
        try:
            return function(*args, **kwargs), None
        except BaseException as error:  # noqa: BLE001 - it is raised where it is awaited
            return None, error


class _Idle(threading.local):
    """The greenlets of this thread that wait for work."""

    def __init__(self) -> None:
        self.workers: list[_Worker] = []


_idle = _Idle()


async def run_awaiting(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function, and await what it gives to `awaited`.

    Examples
    --------
    >>> import asyncio
    >>> def add(one, other):
    ...     return awaited(one) + other
    >>> asyncio.run(run_awaiting(add, asyncio.sleep(0, 3), 4))
    7
    """
    worker = _idle.workers.pop() if _idle.workers else _Worker()
    worker.parent = driver = getcurrent()
    worker.gr_context = driver.gr_context
    worker.call = function, args, kwargs
    handed: Any = worker.switch()
    while worker.outcome is None:
        try:
            value = await handed
        except BaseException as error:  # noqa: BLE001 - it is raised there
            handed = worker.throw(error)
        else:
            handed = worker.switch(value)
    result, failure = worker.outcome
    worker.outcome = worker.call = worker.gr_context = None
    if len(_idle.workers) < _KEPT:
        _idle.workers.append(worker)
    if failure is None:
        returned: T = result
        return returned
    try:
        raise failure
    finally:
        del failure  # whose traceback refers to this frame


def awaited(awaitable: Awaitable[T]) -> T:
    """Return the result of an awaitable, in a function that `run_awaiting` calls.

    Raises
    ------
    TypeError
        Nobody could await it here.
    """
    running = getcurrent()
    if not isinstance(running, _Worker) or running.parent is None:
        if inspect.iscoroutine(awaitable):
            awaitable.close()  # or Python warns that nobody has awaited it
        raise TypeError(
            "over an AsyncClient, collections are awaited: "
            "use AsyncList, AsyncDict, AsyncSegments and their adapters"
        )
    result: T = running.parent.switch(awaitable)
    return result


def awaiting(callback: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function or a coroutine function as a function that `run_awaiting` can call."""

    def call(*args: Any, **kwargs: Any) -> Any:
        result = callback(*args, **kwargs)
        return awaited(result) if inspect.isawaitable(result) else result

    return call


def all_awaiting(callbacks: Mapping[str, Any] | None) -> Any:
    """Return callbacks by name, each as `awaiting` makes it."""
    return {name: awaiting(callback) for name, callback in (callbacks or {}).items()}
