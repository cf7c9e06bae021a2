"""Writes what is made from entries: stubs, TypeScript and pages of the reference."""

from znsocket.generate.modules import module_files, write_modules
from znsocket.generate.reference import reference_page
from znsocket.generate.stubs import client_stubs, surface_stubs
from znsocket.generate.typescript import typescript_extension, typescript_module

__all__ = [
    "client_stubs",
    "module_files",
    "reference_page",
    "surface_stubs",
    "typescript_extension",
    "typescript_module",
    "write_modules",
]
