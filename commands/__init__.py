"""Every command, written once: one module per group, all of them found here by themselves."""

import importlib
import pkgutil

from znsocket.registry import registry

__all__ = ["registry"]

for _module in pkgutil.iter_modules(__path__, __name__ + "."):
    importlib.import_module(_module.name)
