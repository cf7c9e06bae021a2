"""Writes what is made from entries in other languages: the commands of the TypeScript client."""

from znsocket.generate.typescript import typescript_extension, typescript_module

__all__ = ["typescript_extension", "typescript_module"]
