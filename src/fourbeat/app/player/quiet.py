"""Keeps the video library from writing what it opens to the terminal, with whole paths: Qt has no switch for it."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

import PySide6

_ERRORS = 16
"""The library's number for: say what went wrong, nothing else."""


def hush() -> bool:
    """Ask the library that came with Qt to tell errors only; tell whether it was found."""
    for file in _libraries():
        try:
            _opened(file).av_log_set_level(_ERRORS)
        except (OSError, AttributeError):
            continue
        return True
    return False


def _opened(file: Path) -> ctypes.CDLL:
    if sys.platform == "win32":
        return ctypes.CDLL(str(file))
    # Some of what it links to is found only when it is called: Python would insist on everything at once.
    opens = ctypes.CDLL(None).dlopen
    opens.restype, opens.argtypes = ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_int)
    handle = opens(os.fsencode(file), os.RTLD_LAZY)
    if not handle:
        raise OSError(str(file))
    return ctypes.CDLL(str(file), handle=handle)


def _libraries() -> list[Path]:
    """List where the library may stand: the file must be the very one that Qt loads, or another's level is set."""
    home = Path(PySide6.__file__).parent
    if sys.platform == "win32":
        return sorted(home.glob("avutil-*.dll"))
    # Qt asks for the name with one number, which is the shortest.
    names = "libavutil.*.dylib" if sys.platform == "darwin" else "libavutil.so.*"
    return sorted((home / "Qt" / "lib").glob(names), key=lambda file: len(file.name))
