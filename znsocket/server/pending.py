"""Replies that come later, without a thread or a greenlet that waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from znsocket.exceptions import ConnectionError


class Pending:
    """A reply that is not there yet.

    A handler returns it in the place of a reply. It is then sent when somebody calls `resolve` or
    `fail`, from whichever thread, and cancelled when the connection ends before.

    Parameters
    ----------
    on_cancel : callable, optional
        Called when nobody waits for the reply any more.

    Examples
    --------
    >>> pending = Pending()
    >>> pending.when_done(lambda: print(pending.result()))
    >>> pending.resolve(5)
    5
    """

    def __init__(self, on_cancel: Callable[[], object] | None = None) -> None:
        self._lock = threading.Lock()
        self._on_cancel = on_cancel
        self._callback: Callable[[], None] | None = None
        self._reply: Any = None
        self._error: BaseException | None = None
        self.done = False

    def resolve(self, reply: Any = None) -> None:
        """Give the reply; without effect when it was given, or cancelled, before."""
        self._finish(reply, None)

    def fail(self, error: BaseException) -> None:
        """Give an error in the place of the reply."""
        self._finish(None, error)

    def _finish(
        self,
        reply: Any,
        error: BaseException | None,
        first: Callable[[], object] | None = None,
    ) -> None:
        with self._lock:
            if self.done:
                return
            self.done = True
            self._reply, self._error = reply, error
            callback = self._callback
        if first is not None:
            first()
        if callback is not None:
            callback()

    def result(self) -> Any:
        """Return the reply, or raise the error."""
        if self._error is not None:
            raise self._error
        return self._reply

    def when_done(self, callback: Callable[[], None]) -> None:
        """Call `callback` once, in the thread that gives the reply; at once if it is there."""
        with self._lock:
            if not self.done:
                self._callback = callback
                return
        callback()

    def then(self, function: Callable[[Any], Any]) -> Pending:
        """Return what `function` makes of the reply, for later; what it raises is the error.

        What it makes may come later, too.
        """
        later = Pending(on_cancel=self.cancel)

        def done(pending: Pending, function: Callable[[Any], Any]) -> None:
            try:
                reply = function(pending.result())
            except Exception as error:  # noqa: BLE001 - who waits for the reply gets it
                later.fail(error)
                return
            if isinstance(reply, Pending):
                reply.when_done(lambda: done(reply, lambda reply: reply))
            else:
                later.resolve(reply)

        self.when_done(lambda: done(self, function))
        return later

    def cancel(self) -> None:
        """Tell whoever works on the reply that nobody waits for it any more."""
        self._finish(None, ConnectionError("the client has gone"), self._on_cancel)
