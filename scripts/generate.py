"""Write what is made from the registry: the stubs, the table, the TypeScript of commands.

``scripts/generate`` writes the files; ``scripts/generate --check`` writes nothing and exits with 1
when one of them is not current.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from znsocket.commands import registry
from znsocket.commands.left_out import LEFT_OUT
from znsocket.generate import module_files, surface_stubs, typescript_module
from znsocket.generate.names import command_name
from znsocket.registry import Entry

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
ORIGIN = "the entries in commands/ by scripts/generate"


def entries() -> list[Entry]:
    """Return the entries of this repository by group and name."""
    return sorted(registry, key=lambda entry: (entry.group, entry.name))


def stubs() -> str:
    """Return the stubs of the classes that command methods stand on."""
    return surface_stubs(entries(), ORIGIN)


def row(entry: Entry) -> str:
    """Return the line of the table that describes one command."""
    summary = re.sub(r"\s+", " ", entry.doc.partition("\n\n")[0]).replace("|", "\\|")
    if entry.iterates:
        embedded, python = "walks", "not in pipelines"
        in_redis = registry[entry.iterates].redis_name.upper()
    else:
        embedded, python = "writes" if entry.writes else "reads", "yes"
        in_redis = "script" if entry.redis else entry.redis_name.upper().replace("|", " ")
    cells = [f"`{entry.name}`", summary, entry.group.replace("_", " "), entry.since]
    cells += [entry.complexity, embedded, in_redis, python, f"`{command_name(entry.name)}`"]
    return f"| {' | '.join(cells)} |"


def table() -> str:
    """Return the page that lists all commands, and what of redis-py is none."""
    lines = [
        "# Commands",
        "",
        "Generated from the entries in `commands/` by `scripts/generate`. Every command is a",
        "method of `Client`, `AsyncClient`, their pipelines, `Storage` and `RedisStorage`, with",
        "redis-py's signature and reply; `help(Client.hset)` has the details.",
        "",
        "*Since* is the Redis version that brought the command. *Embedded* tells what it does to",
        "the embedded store. *Redis* is the command that the Redis store sends, or `script` where",
        "Redis has none and several are carried out as one. The `*_iter` methods are walks over",
        "the pages of a scan, made by the caller, and no commands of their own: pipelines don't",
        "have them. *TypeScript* is what the command is called there.",
        "",
        "| command | what it does | group | since | complexity | embedded | Redis | Python | "
        "TypeScript |",
        "|---|---|---|---|---|---|---|---|---|",
        *map(row, entries()),
        "",
        "## Left out",
        "",
        "What else `redis.Redis` 8 has a method for is no command here: calling it is an",
        "`AttributeError` on a client and an `UnknownEventError` on the wire.",
        "",
        "| why | methods of redis-py |",
        "|---|---|",
        *(
            f"| {reason} | {', '.join(f'`{name}`' for name in names.split())} |"
            for reason, names in LEFT_OUT.items()
        ),
    ]
    return "\n".join([*lines, ""])


def outputs() -> Iterator[tuple[Path, str]]:
    """Yield each generated file and what it has to hold."""
    yield ROOT / "znsocket" / "surfaces.pyi", stubs()
    yield ROOT / "docs" / "commands.md", table()
    yield ROOT / "js" / "src" / "commands.generated.ts", typescript_module(entries(), ORIGIN)
    # The last, for its commands are registered with all others.
    sys.path.insert(0, str(EXAMPLES))
    for file, content in module_files("arcade").items():
        yield EXAMPLES / "generated" / file, content


def main() -> int:
    """Write or check the generated files; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only tell whether they are current")
    check = parser.parse_args().check
    stale = []
    for path, content in outputs():
        if check and (not path.exists() or path.read_text() != content):
            stale.append(str(path.relative_to(ROOT)))
        elif not check:
            path.write_text(content)
    if stale:
        print(f"not current: {', '.join(stale)}; run scripts/generate", file=sys.stderr)  # noqa: T201
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
