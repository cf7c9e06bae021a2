"""Live collections: lists and dicts that a server holds and all its clients share."""

from znsocket.collections.dicts import Dict
from znsocket.collections.lists import List

__all__ = ["Dict", "List"]
