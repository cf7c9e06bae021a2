"""Removes expired keys that nobody looks at."""

from __future__ import annotations

import threading
import weakref

from znsocket.keyspace import Keyspace

# Keys removed while the lock is held once, so that commands wait a millisecond at most.
_BATCH = 1000


class Sweeper:
    """A daemon thread that sleeps until the next key of a keyspace is due.

    It starts with the first deadline and ends with the keyspace.

    Parameters
    ----------
    db : Keyspace
        Its ``on_deadline`` is set to wake the thread.
    """

    def __init__(self, db: Keyspace) -> None:
        self._db = weakref.ref(db)
        self._changed: threading.Event | None = None
        db.on_deadline = self._wake

    def _wake(self) -> None:
        if self._changed is None:
            self._changed = threading.Event()
            db = self._db()
            if db is not None:
                weakref.finalize(db, self._changed.set)
            threading.Thread(target=self._run, name="znsocket-expiry", daemon=True).start()
        self._changed.set()

    def _run(self) -> None:
        changed = self._changed
        while changed is not None:
            db = self._db()
            if db is None:
                return
            with db.lock:
                wait = db.forget_due(_BATCH)
            del db
            if wait != 0:
                changed.wait(None if wait is None else min(wait / 1000, threading.TIMEOUT_MAX))
            changed.clear()
