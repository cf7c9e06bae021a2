"""Pipelines as they travel, and what answers them."""

from __future__ import annotations

from typing import Any

from znsocket.registry.pipeline import Call
from znsocket.wire import (
    acknowledged_error,
    call_payload,
    read_acknowledgement,
    reported_error,
)


def pipeline_payload(calls: list[Call], watched: int | None = None) -> list[Any]:
    """Return the payload of a ``pipeline`` event."""
    message = [[entry.name, call_payload(args, options)] for entry, args, options in calls]
    options = {} if watched is None else {"watched": watched}
    return [[], {"message": message, **options}]


def read_pipeline_event(acknowledgement: Any) -> list[Any]:
    """Return the replies, and errors in their places, that acknowledge a ``pipeline`` event."""
    return [
        acknowledged_error(answer) or answer.get("data")
        for answer in read_acknowledgement(acknowledgement)
    ]


def packed_pipeline(calls: list[Call]) -> list[Any]:
    """Return the calls of a pipeline as our own message carries them.

    Those of one command that come one after the other, without options, share its name.
    """
    items: list[Any] = []
    row: list[Any] = []
    last = None
    for entry, args, options in calls:
        if options:
            last = None
            items.append((entry.name, args, options))
        elif entry is last:
            row.append(args)
        else:
            last, row = entry, [args]
            items.append((entry.name, row))
    return items


def read_packed_pipeline(answer: Any) -> list[Any]:
    """Return the replies, and errors in their places, of our own message."""
    replies, errors = answer
    for place, *fields in errors:
        replies[place] = reported_error(fields)
    return list(replies)
