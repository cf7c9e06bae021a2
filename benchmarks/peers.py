"""What ours is measured beside, each installed into an environment of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ROOT / ".peers"


def python_with(requirement: str) -> Path:
    """Return the Python of an environment that has one package, which is made when missing.

    Parameters
    ----------
    requirement : str
        The package and its version, as pip takes them: ``"znsocket==0.3.0"``.
    """
    place = ENVIRONMENTS / requirement
    python = place / "bin" / "python"
    installed = place / "installed"
    if not installed.exists():
        print(f"installing {requirement} into {place}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
        options = ("-qq", "--disable-pip-version-check", "--no-input")
        subprocess.run([python, "-m", "pip", "install", *options, requirement], check=True)
        installed.touch()
    return python
