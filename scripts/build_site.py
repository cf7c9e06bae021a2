"""Builds the site of docs/ in build/site, and fails on whatever is wrong with it.

Beside docs/ the site has pages that are elsewhere, and those of the commands, which are made of
their entries. All are laid out in build/docs, with their links, for Sphinx; see docs/conf.py.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from znsocket.commands import registry
from znsocket.generate import reference_page

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "build" / "docs"
SITE = ROOT / "build" / "site"

#: The pages that are not in docs/, by their place in the site.
ELSEWHERE = {
    "readme.md": "README.md",
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
    "benchmarks.md": "BENCHMARKS.md",
    "arcade.md": "examples/README.md",
    "arcade-reference.md": "examples/generated/arcade.md",
}

_LINK = re.compile(r"\[([^\[\]]*)\]\((?!\w+:)([^)#\s]+)(#[^)\s]*)?\)")
# Sphinx' table of contents of the pages of groups.
_GROUPS = "\n```{toctree}\n:hidden:\n:glob:\n\ncommands/*\n```\n"
_REMOTE = re.compile(r"<(?:script|link|img|iframe)[^>]* (?:src|href)=[\"']?(?:https?:)?//[^>]*>")


def lay_out() -> None:
    """Write the pages of the site to build/docs."""
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.copytree(ROOT / "docs", PAGES)
    (PAGES / "commands").mkdir()
    for place, content in command_pages():
        (PAGES / place).write_text(content)
    sources = {path.name: f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")} | ELSEWHERE
    places = {source: place for place, source in sources.items()} | {"README.md": "index.md"}
    for place, source in sources.items():
        text = (ROOT / source).read_text()
        if place == "commands.md":
            text = re.sub(r"(?m)^\| `(\w+)` \|", _with_link, text) + _GROUPS
        in_site = partial(_in_site, source=source, places=places)
        (PAGES / place).write_text(_LINK.sub(in_site, text))


def command_pages() -> Iterator[tuple[str, str]]:
    """Yield the place of the page of each group of commands, and what it holds."""
    entries = sorted(registry, key=lambda entry: (entry.group, entry.name))
    for group, members in groupby(entries, key=lambda entry: entry.group):
        title = f"{group.replace('_', ' ').capitalize()} commands"
        yield f"commands/{group}.md", reference_page(title, members)


def _with_link(found: re.Match[str]) -> str:
    name = found[1]
    return f"| [`{name}`](commands/{registry[name].group}.md#{name}) |"


def _in_site(found: re.Match[str], source: str, places: dict[str, str]) -> str:
    """Return a link between files of the repository as one between pages of the site."""
    text, link, anchor = found.groups()
    target = os.path.normpath(Path(source).parent / link)
    if target in places:
        return f"[{text}]({places[target]}{anchor or ''})"
    if target.startswith("docs/") or not (ROOT / target).exists():
        return found[0].replace("](docs/", "](")
    return str(text)  # of what the site hasn't got


def remote_parts() -> Iterator[str]:
    """Yield what readers' browsers would fetch from elsewhere."""
    for path in SITE.rglob("*.html"):
        for found in _REMOTE.findall(path.read_text()):
            yield f"{path.relative_to(SITE)} has something from elsewhere: {found}"


def main() -> int:
    """Build the site; return the exit status."""
    lay_out()
    shutil.rmtree(SITE, ignore_errors=True)
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-j", "auto"]
    strict = ["--fail-on-warning", "-c", str(ROOT / "docs")]
    status = subprocess.run([*sphinx, *strict, str(PAGES), str(SITE)], check=False).returncode  # noqa: S603 - this Python
    for problem in remote_parts():
        print(problem, file=sys.stderr)  # noqa: T201
        status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
