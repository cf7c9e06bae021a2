"""The clients: redis-py's methods over a websocket, for threads and for asyncio."""

from znsocket.client.aio import AsyncClient
from znsocket.client.client import Client
from znsocket.client.pipeline import AsyncPipeline, Pipeline

__all__ = ["AsyncClient", "AsyncPipeline", "Client", "Pipeline"]
