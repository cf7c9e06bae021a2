"""All rows, by topic: a new topic is a new module here with a list ``ROWS``."""

from __future__ import annotations

from benchmarks import calls, clients, collection_calls, collection_growth, large, nodes, values
from benchmarks.row import Row

ROWS: list[Row] = [
    *calls.ROWS,
    *clients.ROWS,
    *nodes.ROWS,
    *values.ROWS,
    *large.ROWS,
    *collection_calls.ROWS,
    *collection_growth.ROWS,
]
