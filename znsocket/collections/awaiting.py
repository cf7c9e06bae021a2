"""Lets the collections' own code wait for an `AsyncClient`, in the event loop.

The code of a collection is written once and calls its runner for what it needs. For the asyncio
collections it runs in a greenlet: where the runner has to wait, it hands what is awaited to the
coroutine that began it, and goes on when the event loop has the result. SQLAlchemy's asyncio
extension works in the same way.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ParamSpec, TypeVar

from greenlet import getcurrent, greenlet

P = ParamSpec("P")
T = TypeVar("T")


class _Awaiting(greenlet):
    """Runs a function that calls `awaited`."""

    def __init__(self, function: Callable[..., Any]) -> None:
        driver = getcurrent()
        super().__init__(function, driver)
        self.gr_context = driver.gr_context


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
    running = _Awaiting(function)
    result: Any = running.switch(*args, **kwargs)
    while not running.dead:
        try:
            value = await result
        except BaseException as error:  # noqa: BLE001 - it is raised there
            result = running.throw(error)
        else:
            result = running.switch(value)
    returned: T = result
    return returned


def awaited(awaitable: Awaitable[T]) -> T:
    """Return the result of an awaitable, in a function that `run_awaiting` calls.

    Raises
    ------
    TypeError
        Nobody could await it here.
    """
    running = getcurrent()
    if not isinstance(running, _Awaiting) or running.parent is None:
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
