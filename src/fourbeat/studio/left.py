"""What the last run of a window's queue left: whether it was paused or cut off, which outlives the program."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from pathlib import Path


class Left(StrEnum):
    """Name how a queue stood when it was last heard of, where it did not end by itself."""

    PAUSED = "paused"
    CUT_OFF = "at work"


class Mark:
    """Keep one word in the project's folder while a queue is at work or paused; a clean end takes it away."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "cache" / "queue"

    def found(self) -> Left | None:
        """Tell how the last run ended; None where it ended by itself."""
        try:
            with self._file.open("rb") as file:
                return Left.PAUSED if file.read(32).strip() == b"paused" else Left.CUT_OFF
        except OSError:
            return None

    def put(self, left: Left) -> None:
        """Write down how the queue stands, for a run after this one."""
        # A disk that refuses this refuses the queue's own writing too, which says so.
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            self._file.write_text(left.value, "utf-8")

    def lift(self) -> None:
        """Say that nothing was left behind."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
