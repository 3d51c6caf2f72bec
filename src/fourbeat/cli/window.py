"""Starting the studio window from a command: as a process of its own, which lives on when the command has ended."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from fourbeat.model.errors import NotFound
from fourbeat.model.message import Message, message

from .session import Session

SHOWN, RAISED = "fourbeat: shown", "fourbeat: raised"
"""What the window's process writes once it stands, or once another one has come to the front instead (app/start.py)."""

_PATIENCE = 20.0
"""Seconds to wait for the window; one that is slower than that is left to come by itself."""
_LONGEST = 300


def obstacle() -> Message | None:
    """Say why no window can be opened here, or None; what only Qt knows is found out by starting it."""
    if find_spec("PySide6") is None:
        return message("window.why.no-toolkit")
    if sys.platform in ("win32", "darwin"):
        return None
    # Somebody who names another platform of Qt's knows what they want.
    named = os.environ.get("QT_QPA_PLATFORM", "xcb").partition(":")[0].partition(";")[0]
    if named not in ("xcb", "wayland", "wayland-egl"):
        return None
    if not (os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")):
        return message("window.why.no-screen")
    return None


def open_window(session: Session, folder: Path | None = None) -> None:
    """Start the window and wait until it stands. Raises NotFound with the reason where it cannot be opened."""
    why = obstacle()
    if why is not None:
        raise NotFound("window.not-possible", why=why)
    process = _start(session.passed_on(folder))
    assert process.stdout is not None
    ear = _Ear(process.stdout)
    ear.join(_PATIENCE)
    if ear.heard == RAISED:
        session.answer.note(session.desk.say("window.raised"))
    elif ear.heard is None and not ear.is_alive():
        process.wait()
        raise NotFound("window.not-possible", why=message("window.why.refused", detail=ear.last_words()))


def _start(words: list[str]) -> subprocess.Popen[str]:
    # -P: a folder called fourbeat where the person stands must not be taken for the program.
    command = [sys.executable, "-Pm", "fourbeat.app", "--told", *words]
    windows = sys.platform == "win32"
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=not windows,
        creationflags=getattr(subprocess, "DETACHED_PROCESS", 0) if windows else 0,
    )


class _Ear(threading.Thread):
    """Listen to a window that starts, until it says that it stands or falls silent."""

    def __init__(self, words: IO[str]) -> None:
        super().__init__(name="window", daemon=True)
        self._words = words
        self._lines: list[str] = []
        self.heard: str | None = None
        self.start()

    def run(self) -> None:
        """Read line by line."""
        with self._words as words:
            for line in words:
                if line.strip() in (SHOWN, RAISED):
                    self.heard = line.strip()
                    return
                self._lines.append(line.strip())

    def last_words(self) -> str:
        """Give what was said before the end, shortened."""
        said = " ".join(line for line in self._lines if line)
        return said if len(said) <= _LONGEST else said[: _LONGEST - 2] + " …"
