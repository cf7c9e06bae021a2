"""Sphinx builds the site by this; scripts/build_site.py lays the pages out for it."""

from __future__ import annotations

from sphinx.application import Sphinx

import znsocket
from znsocket.commands import registry

project = "znsocket"
copyright = "the authors of znsocket"  # noqa: A001 - as Sphinx calls it
version = release = znsocket.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["readme.md"]  # which is included in index.md
html_theme = "furo"
html_title = f"znsocket {version}"
html_copy_source = False
html_show_sphinx = False

myst_heading_anchors = 4  # whose links are checked then
# Names of docstrings are links where there is a page for them.
default_role = "py:obj"
napoleon_google_docstring = False
napoleon_use_rtype = False
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_class_signature = "mixed"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80


def _is_a_command(_app: Sphinx, _what: str, name: str, *_: object) -> bool | None:
    """Leave out of classes what has a page of its own."""
    return True if name in registry else None


def setup(app: Sphinx) -> None:
    """Tell Sphinx what is done here."""
    app.connect("autodoc-skip-member", _is_a_command)
