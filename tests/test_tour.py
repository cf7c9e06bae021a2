"""The tour of ``scripts/start --tour`` finds that all is as plain Python has it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from harness import ROOT


@pytest.mark.timeout(150)  # it loads every word of the repository
def test_tour() -> None:
    tour = subprocess.run(
        [sys.executable, str(ROOT / "scripts/tour.py")],
        capture_output=True,
        text=True,
        timeout=140,
        check=False,
    )
    assert tour.returncode == 0, tour.stdout + tour.stderr
    assert "all as plain Python has them." in tour.stdout
