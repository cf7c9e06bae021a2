"""The stores: one interface, made from the registry, over this process' memory or over Redis."""

from znsocket.storage.embedded import COMMAND_ERRORS, Storage
from znsocket.storage.pipeline import StoragePipeline

__all__ = ["COMMAND_ERRORS", "Storage", "StoragePipeline"]
