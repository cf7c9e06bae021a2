"""Live collections: lists and dicts that a server holds and all its clients share."""

from znsocket.collections.adapters import DictAdapter, ListAdapter
from znsocket.collections.dicts import Dict
from znsocket.collections.lists import List
from znsocket.collections.segments import Segments

__all__ = ["Dict", "DictAdapter", "List", "ListAdapter", "Segments"]
