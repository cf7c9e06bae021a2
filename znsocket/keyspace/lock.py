"""The lock of a keyspace, which costs next to nothing while no two threads want it at once."""

from __future__ import annotations

import threading
import time

# What a thread needs to wake up, in seconds.
_MOMENT = 50e-6


class Lock:
    """Lets one thread at a time change a keyspace.

    It is not reentrant: what holds it calls nothing that takes it. ``with lock:`` does for what is
    rarely called. Methods that are called a million times a second take it without a call, for
    that is a third of the time of `threading.RLock`'s ``with``::

        while True:
            try:
                del lock.free
                break
            except AttributeError:
                lock.wait()
        try:
            ...
        finally:
            lock.free = True
            if lock.waiting:
                lock.wake()

    Of several threads that delete an attribute, one finds it there. No signal comes between the
    deletion and the ``try``, because CPython looks for signals at calls and at jumps backwards.

    Attributes
    ----------
    free : bool
        True, and there, while nobody holds the lock.
    waiting : bool
        A thread sleeps until it is free.
    """

    __slots__ = ("_first", "_freed", "free", "waiting")

    def __init__(self) -> None:
        self.free = True
        self.waiting = False
        self._first = threading.Lock()
        self._freed = threading.Event()

    def wait(self) -> None:
        """Sleep until the lock was free for a moment."""
        with self._first:  # the others sleep here
            self._freed.clear()
            self.waiting = True
            if not hasattr(self, "free"):
                self._freed.wait()

    def wake(self) -> None:
        """Wake the thread that sleeps, and let it go first."""
        self.waiting = False
        self._freed.set()
        # Else this thread, which the interpreter lets run for some milliseconds, would hold the
        # lock most of that time and again when the other one comes to look.
        time.sleep(_MOMENT)

    def __enter__(self) -> None:
        while True:
            try:
                del self.free
                break
            except AttributeError:
                self.wait()

    def __exit__(self, *error: object) -> None:
        self.free = True
        if self.waiting:
            self.wake()
