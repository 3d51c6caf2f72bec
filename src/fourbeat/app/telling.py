"""What the window tells the command that started it, which waits for one word and then ends."""

from __future__ import annotations

import os

SHOWN, RAISED = "fourbeat: shown", "fourbeat: raised"
"""The words cli/window.py waits for, which cannot be imported here."""


def tell(word: str) -> None:
    """Say that the window stands, or that another one comes to the front; nobody reads what is written after that."""
    try:
        os.write(1, f"{word}\n".encode())
    except OSError:
        pass  # It has stopped waiting.
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(null, stream)
    os.close(null)
