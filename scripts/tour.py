#!/usr/bin/env python3
"""A tour: a server, and two client processes, over every word of this repository's own files.

``scripts/start --tour`` runs it. It starts a server, loads the words, and starts a second process
(``tour.py --ask URL``), which asks about them. Each answer is compared with what plain Python
computes from the same texts; the exit status is 1 if one differs.
"""
# ruff: noqa: T201 - printing is what a tour is for

from __future__ import annotations

import argparse
import contextlib
import json
import os
import pprint
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from tour_collections import ask_adapters, ask_arrays, ask_collections, serve_files

from znsocket import Client
from znsocket.exceptions import FrozenStorageError, ResponseError

ROOT = Path(__file__).resolve().parent.parent

#: The files that count as text, and the directories whose files are not the repository's own.
SUFFIXES = {".md", ".py", ".toml", ".txt"}
SKIPPED = {"__pycache__", "build", "dist", "node_modules", "venv"}

#: Commands in one pipeline.
BATCH = 1000

#: Seconds after which the server is killed, so that a tour that hangs ends.
LIMIT = 120

#: Seconds from which on a statement tells how long it took.
LONG = 0.05

#: Characters and lines that a printed reply may take.
WIDTH = 96
LINES = 4


class Words:
    """The words of files, counted by plain Python.

    Parameters
    ----------
    texts : dict
        The texts by the names of the files.
    """

    def __init__(self, texts: dict[str, str]) -> None:
        self.files = {
            name: Counter(re.findall(r"[a-z]+", text.lower())) for name, text in texts.items()
        }
        self.sizes = {name: len(text.encode()) for name, text in texts.items()}

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word occurs."""
        return sum(self.files.values(), Counter())

    @cached_property
    def ranking(self) -> list[tuple[str, float]]:
        """The words and their counts, the most frequent first; equal ones backwards by name."""
        pairs = [(word, float(count)) for word, count in self.counts.items()]
        return sorted(pairs, key=lambda pair: (pair[1], pair[0]), reverse=True)

    def having(self, word: str) -> set[str]:
        """Return the names of the files that have a word."""
        return {name for name, counts in self.files.items() if word in counts}

    def rarest_long_word(self) -> str:
        """Return the longest of the words that only one file has."""
        single = Counter(word for counts in self.files.values() for word in counts)
        rare = [word for word in single if single[word] == 1]
        longest: str = max(rare, key=lambda word: (len(word), word))
        return longest


def own_texts() -> dict[str, str]:
    """Return the repository's text files by name."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes().decode(errors="replace")
        for path in sorted(own_files())
    }


def own_files() -> Iterator[Path]:
    """Yield the paths of the repository's text files."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [one for one in folders if one not in SKIPPED and not one.startswith(".")]
        folders[:] = [one for one in folders if not one.endswith(".egg-info")]
        for name in names:
            if Path(name).suffix in SUFFIXES and not name.startswith("."):
                yield Path(folder, name)


def take_tour() -> int:
    """Start a server, load it, let another process ask it; return the exit status."""
    # Without a handler, SIGTERM would leave the server behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("the tour was ended"))
    start = time.monotonic()
    print("The server, a process of its own:\n\n$ znsocket --port 0")
    with serving() as url, Client(url) as r:
        # The other process gets the texts, for a file may be edited in between.
        texts = own_texts()
        load(r, Words(texts))
        serve_files(r, ROOT, list(texts))
        sys.stdout.flush()
        asked = subprocess.run(  # noqa: S603 - this file
            [sys.executable, __file__, "--ask", url],
            input=json.dumps(texts),
            text=True,
            timeout=LIMIT,
            check=False,
        )
        sent = int(r.get("tour:commands") or 0) + 1
    elapsed = time.monotonic() - start
    print(f"\nThe tour took {elapsed:.1f} s; {sent:,} commands were sent.")
    return asked.returncode


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """Start a server on a free port and give its URL; stop it as a service manager does."""
    server = subprocess.Popen(
        [sys.executable, "-m", "znsocket", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT / "scripts",
    )
    watch = threading.Timer(LIMIT, server.kill)
    watch.daemon = True
    watch.start()
    try:
        ready = server.stdout.readline() if server.stdout else ""
        if not ready.startswith("znsocket serves "):
            raise SystemExit(f"the server did not start: {ready or 'it printed nothing'}")
        print(ready, end="")
        yield ready.split()[2]
    finally:
        server.terminate()
        status = server.wait()
        watch.cancel()
    if status != 0:
        raise SystemExit(f"the server ended with exit status {status}")


def load(r: Client, words: Words) -> None:
    """Send the words and the facts about the files in pipelines."""
    start = time.monotonic()
    pipe = r.pipeline()
    sent = batches = 0
    for name, counts in words.files.items():
        facts = {"words": counts.total(), "bytes": words.sizes[name]}
        pipe.rpush("files", name)
        pipe.hset(f"file:{name}", mapping=facts)
        pipe.zadd("files:bytes", {name: words.sizes[name]})
        pipe.incr("total:files").incrby("total:words", counts.total())
        for word, count in counts.items():
            pipe.zincrby("words:count", count, word)
            pipe.sadd(f"words:files:{word}", name)
            if len(pipe) >= BATCH:
                sent += len(pipe.execute())
                batches += 1
    sent += len(pipe.execute())
    r.incrby("tour:commands", sent + 1)
    print(
        f"\nEvery word of {len(words.files)} files of this repository, loaded by a client: "
        f"{sent:,} commands\nin {batches + 1} pipelines, {time.monotonic() - start:.1f} s. "
        "Another client, another process, asks about them:"
    )


class Questions:
    """Calls that are printed, carried out, and compared with what they have to reply.

    Parameters
    ----------
    r : Client
        What the calls name ``r``.

    Attributes
    ----------
    names : dict
        What the calls may name.
    """

    def __init__(self, r: Client) -> None:
        self.r = r
        self.names: dict[str, Any] = {"r": r}
        self.sent = 0
        self.wrong = 0

    def do(self, statement: str, commands: int = 1) -> None:
        """Print a statement, and carry it out; one that takes long tells how long."""
        self.sent += commands
        start = time.monotonic()
        exec(statement, self.names)  # noqa: S102 - the statements are written in these files
        elapsed = time.monotonic() - start
        print(f">>> {statement}" + (f"  # {elapsed:.2f} s" if elapsed > LONG else ""))

    def ask(self, call: str, expected: Any, commands: int = 1) -> None:
        """Print a call and its reply.

        Parameters
        ----------
        call : str
            Python, as a reader would type it.
        expected : object
            The reply; or a range, which the reply has to be in; or the text of an error.
        commands : int
            How many commands the call sends.
        """
        print(f">>> {call}")
        self.sent += commands
        reply: Any
        try:
            reply = eval(call, self.names)  # noqa: S307 - the calls are written in these files
            print(shortened(reply))
        except (ResponseError, FrozenStorageError, IndexError) as error:
            reply = str(error)
            kind = type(error)
            module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
            print(f"{module}{kind.__name__}: {error}")
        if isinstance(expected, range):
            right = reply in expected
        else:
            right = (type(reply), reply) == (type(expected), expected)
        if not right:
            self.wrong += 1
            print(f"WRONG: plain Python says {shortened(expected)}")


def shortened(reply: Any) -> str:
    """Return a reply as Python shows it, on a few lines."""
    lines = pprint.pformat(reply, width=WIDTH, compact=True).splitlines()
    lines = [line if len(line) <= WIDTH else line[: WIDTH - 4] + " ..." for line in lines]
    return "\n".join(lines if len(lines) <= LINES else [*lines[: LINES - 1], " ..."])


def ask_all(url: str) -> int:
    """Ask a loaded server about the texts on stdin; return the exit status."""
    words = Words(json.load(sys.stdin))
    with Client(url) as r:
        questions = Questions(r)
        for heading, part in PARTS.items():
            print(f"\n{heading}")
            part(questions, words)
        r.incrby("tour:commands", questions.sent + 1)
    verdict = f"{questions.wrong} differ" if questions.wrong else "all as plain Python has them"
    print(f"\n{questions.sent} calls answered, {verdict}.")
    return 1 if questions.wrong else 0


def ask_strings(questions: Questions, words: Words) -> None:
    """Ask for totals, and set a value that expires."""
    ask = questions.ask
    files, total = str(len(words.files)), str(words.counts.total())
    ask('r.get("total:words")', total)
    ask('r.mget("total:files", "total:words", "total:lines")', [files, total, None])
    ask('r.incr("tour:visits")', 1)
    ask('r.set("tour:guest", "you", ex=60)', True)
    ask('r.set("tour:guest", "somebody else", nx=True)', None)
    ask('r.ttl("tour:guest")', range(1, 61))


def ask_hashes(questions: Questions, words: Words) -> None:
    """Ask for the facts about files."""
    ask = questions.ask
    first, last = min(words.files), max(words.files)
    size, length = str(words.sizes[first]), str(words.files[first].total())
    ask(f"r.hgetall({quoted('file:' + first)})", {"words": length, "bytes": size})
    ask(f'r.hget({quoted("file:" + last)}, "bytes")', str(words.sizes[last]))
    ask(f'r.hmget({quoted("file:" + first)}, "words", "author")', [length, None])


def ask_lists(questions: Questions, words: Words) -> None:
    """Ask for the order in which the files were loaded."""
    ask = questions.ask
    order = list(words.files)
    ask('r.lrange("files", 0, 2)', order[:3])
    ask('r.lindex("files", -1)', order[-1])
    ask('r.llen("files")', len(order))


def ask_sets(questions: Questions, words: Words) -> None:
    """Ask which files have which words."""
    ask = questions.ask
    rare = words.rarest_long_word()
    here, there = words.having("websocket"), words.having("pipeline")
    pair = '"words:files:websocket", "words:files:pipeline"'
    ask(f"r.smembers({quoted('words:files:' + rare)})", words.having(rare))
    ask('r.scard("words:files:websocket")', len(here))
    ask(f"r.sinter({pair})", here & there)
    ask(f"len(r.sdiff({pair}))", len(here - there))


def ask_sorted_sets(questions: Questions, words: Words) -> None:
    """Ask for the frequency of words and the size of files."""
    ask = questions.ask
    rank = {word: position for position, (word, _) in enumerate(words.ranking)}
    largest = max((size, name) for name, size in words.sizes.items())
    once = sum(count == 1 for count in words.counts.values())
    ask('r.zrange("words:count", 0, 9, desc=True, withscores=True)', words.ranking[:10])
    ask('r.zcard("words:count")', len(words.counts))
    ask('r.zscore("words:count", "server")', float(words.counts["server"]))
    ask('r.zrevrank("words:count", "server")', rank["server"])
    ask('r.zcount("words:count", 1, 1)', once)
    ask(
        'r.zrange("files:bytes", 0, 0, desc=True, withscores=True)',
        [(largest[1], float(largest[0]))],
    )


def ask_pipelines(questions: Questions, words: Words) -> None:
    """Ask several things at once."""
    questions.ask(
        'r.pipeline().incr("tour:visits").zscore("words:count", "the").llen("files").execute()',
        [2, float(words.counts["the"]), len(words.files)],
        commands=3,
    )


def ask_errors(questions: Questions, words: Words) -> None:
    """Take a sorted set for a list."""
    ask = questions.ask
    wrong = "WRONGTYPE Operation against a key holding the wrong kind of value"
    ask('r.lrange("words:count", 0, -1)', wrong)
    ask('r.type("words:count")', "zset")


def quoted(text: str) -> str:
    """Return a text as a literal in double quotes."""
    return json.dumps(text)


PARTS: dict[str, Callable[[Questions, Words], None]] = {
    "Strings: totals, counters, values that expire": ask_strings,
    "Hashes: the facts about a file": ask_hashes,
    "Lists: the files in the order they were loaded": ask_lists,
    "Sets: the files that have a word": ask_sets,
    "Sorted sets: how often a word occurs, how large a file is": ask_sorted_sets,
    "Pipelines: several commands, one message": ask_pipelines,
    "An error: a sorted set is no list": ask_errors,
    "Collections: a list and a dict that two clients share": ask_collections,
    "An array of numpy, 8 MB": ask_arrays,
    "An adapter: the files stay with the first process, which reads them on demand": ask_adapters,
}


def main() -> int:
    """Take the tour, or be its second process; return the exit status."""
    parser = argparse.ArgumentParser(description="See what znsocket does with this repository.")
    parser.add_argument(
        "--ask", metavar="URL", help="ask a loaded server, about the texts on stdin"
    )
    url = parser.parse_args().ask
    return ask_all(url) if url else take_tour()


if __name__ == "__main__":
    sys.exit(main())
