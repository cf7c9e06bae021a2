"""Live collections: lists and dicts that a server holds and all its clients share."""

from znsocket.collections.adapters import DictAdapter, ListAdapter
from znsocket.collections.async_adapters import AsyncDictAdapter, AsyncListAdapter
from znsocket.collections.async_dicts import AsyncDict
from znsocket.collections.async_lists import AsyncList
from znsocket.collections.async_segments import AsyncSegments
from znsocket.collections.dicts import Dict
from znsocket.collections.lists import List
from znsocket.collections.segments import Segments

__all__ = [
    "AsyncDict",
    "AsyncDictAdapter",
    "AsyncList",
    "AsyncListAdapter",
    "AsyncSegments",
    "Dict",
    "DictAdapter",
    "List",
    "ListAdapter",
    "Segments",
]
