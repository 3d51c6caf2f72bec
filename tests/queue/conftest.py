"""A real project in a temporary folder, and a queue whose hours last moments."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# The folder is named like a module of Python itself, so its own modules cannot be imported through it.
sys.path.insert(0, str(Path(__file__).parent))

from backlot import Backlot


@pytest.fixture
def lot(tmp_path: Path) -> Iterator[Backlot]:
    with Backlot(tmp_path / "film") as lot:
        yield lot
