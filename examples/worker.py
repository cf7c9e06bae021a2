"""Does the jobs of the arcade and tells everybody; see README.md.

``python worker.py [URL]``. It has not got the commands' module: it learns them from the server, and
what `znsocket generate` wrote has their types.
"""

from __future__ import annotations

import sys
import time

from generated.arcade_client import Client

from znsocket import List


def work(url: str) -> None:
    """Take jobs until the program is ended."""
    with Client(url) as r:
        news = List(r, "news")
        print("works", flush=True)
        while True:
            job = r.job_take("jobs", lease=10)
            if job is None:
                time.sleep(0.1)
                continue
            players = [player for place, player, points in r.leaderboard_top("board", 3)]
            news.append(f"{job}; the best are {', '.join(players)}")
            r.job_done("jobs", job)


if __name__ == "__main__":
    work(*sys.argv[1:] or ["znsocket://localhost:5000"])
