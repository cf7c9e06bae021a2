"""Writes what is made from entries in other languages: the commands of the TypeScript client."""

from znsocket.generate.typescript import typescript_module

__all__ = ["typescript_module"]
