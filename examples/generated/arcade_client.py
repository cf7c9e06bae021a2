"""Clients with the commands of arcade, for type checkers and editors.

Generated from arcade by znsocket generate; changes are lost.
"""

import znsocket


class Pipeline(znsocket.Pipeline):
    """See `znsocket.Pipeline`."""


class Client(znsocket.Client):
    """See `znsocket.Client`."""

    def pipeline(self, transaction=True, shard_hint=None):
        """Return a pipeline; see `znsocket.Client.pipeline`."""
        return Pipeline(self)


class AsyncPipeline(znsocket.AsyncPipeline):
    """See `znsocket.AsyncPipeline`."""


class AsyncClient(znsocket.AsyncClient):
    """See `znsocket.AsyncClient`."""

    def pipeline(self, transaction=True, shard_hint=None):
        """Return a pipeline; see `znsocket.Client.pipeline`."""
        return AsyncPipeline(self)
