"""Python environments of the peers, each with the packages of one of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Where they are; nothing of this tree is in it.
FOLDER = ROOT / "build-bench"


def python_with(*requirements: str) -> str:
    """Return the Python of an environment with some packages, which is made if need be.

    Parameters
    ----------
    *requirements : str
        Packages as pip takes them, the one that is measured first: ``"znsocket==0.3.0"``.
    """
    folder = FOLDER / requirements[0].replace("==", "-")
    python = folder / "bin" / "python"
    done = folder / "done"
    if not done.exists() or done.read_text() != "\n".join(requirements):
        sys.stderr.write(f"installing {requirements[0]}\n")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install = (str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check")
        subprocess.run([*install, *requirements], check=True)
        done.write_text("\n".join(requirements))
    return str(python)
