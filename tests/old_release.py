"""Programs that use ZnSocket 0.3.0 itself, in processes of their own."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_RELEASE = "znsocket==0.3.0"

_PROGRAM = """
import json, sys, warnings
warnings.simplefilter("ignore")
import znsocket
from znsocket import Dict, DictAdapter, List, ListAdapter, Segments
names = {**globals(), "c": znsocket.Client(sys.argv[1])}
answers, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    code = json.loads(line)
    try:
        try:
            expression = compile(code, "program", "eval")
        except SyntaxError:
            answer = [None, repr(exec(code, names))]
        else:
            answer = [None, repr(eval(expression, names))]
    except Exception as error:
        answer = [type(error).__name__, str(error)]
    print(json.dumps(answer), file=answers, flush=True)
"""


def install(folder: Path) -> None:
    """Put the release into a folder; what it needs is here already."""
    install = (sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    target = ("--no-deps", "--target", str(folder), _RELEASE)
    subprocess.run([*install, *target], check=True)


class OldError(Exception):
    """What the program has raised: the name of the class, and the text."""


class OldProgram:
    """A program whose statements a test gives it one by one; ``c`` is its client.

    Parameters
    ----------
    folder : Path
        Where the release is.
    url : str
        What the client connects to.
    """

    def __init__(self, folder: Path, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(folder)},
        )

    def __call__(self, code: str) -> Any:
        """Run statements, or return the value of an expression, as Python writes it."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(code) + "\n")
        stdin.flush()
        name, text = json.loads(stdout.readline())
        if name is not None:
            raise OldError(name, text)
        return ast.literal_eval(text)

    def __enter__(self) -> OldProgram:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()
