"""Starting the studio window from a command: as a process of its own, without waiting for it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path


def possible() -> bool:
    """Tell whether the window's toolkit is installed and there is a screen to show it on."""
    if find_spec("PySide6") is None:
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"))


def open_window(*words: str | Path) -> None:
    """Start the window; it lives on when this command ends."""
    # -P: a folder called fourbeat where the person stands must not be taken for the program.
    command = [sys.executable, "-Pm", "fourbeat.app", *map(str, words)]
    if sys.platform == "win32":
        subprocess.Popen(command, creationflags=subprocess.DETACHED_PROCESS, close_fds=True)
    else:
        subprocess.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
