"""Notices of changes, which clients pass on to each other through the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from znsocket.server.dispatch import Dispatcher
from znsocket.server.session import Session
from znsocket.wire import check_notice


def add_refresh(
    dispatcher: Dispatcher, emit_to_others: Callable[[Session, str, Any], None]
) -> None:
    """Have a ``refresh`` message reach every other client of the namespace."""

    def refresh(session: Session, notice: Any) -> None:
        check_notice(notice)
        emit_to_others(session, "refresh", notice)

    dispatcher.add_message("refresh", refresh)
