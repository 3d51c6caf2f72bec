"""Calls left in a project's folder for the process that holds it: another program of ours asks it to do something."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .media import disk
from .places import CACHE

_CALLS = "calls"
_SUFFIX = ".call"
_LONGEST = 65_536
_MOST = 100
_LONGEST_TEXT = 1000
_GLANCE = 0.05


@dataclass(frozen=True)
class Call:
    """Be one thing asked of the holder: the word for it, and the jobs it is about; none means all.

    `text` and `by` say why and who asks, where that is written down.
    """

    word: str
    jobs: tuple[str, ...] = ()
    text: str = ""
    by: str = ""


def leave(folder: Path, call: Call, *, patience: float) -> bool:
    """Leave a call and wait at most `patience` seconds until it is taken; one nobody takes is taken back.

    Raises Storage where it cannot be written.
    """
    home = _home(folder)
    stamp = f"{time.time_ns():020}-{os.getpid()}"
    target = home / f"{stamp}{_SUFFIX}"
    with disk(home):
        home.mkdir(parents=True, exist_ok=True)
        part = home / f"{stamp}.part"
        part.write_text(json.dumps(asdict(call)), encoding="utf-8")
        part.replace(target)
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if not target.exists():
            return True
        time.sleep(_GLANCE)
    try:
        target.unlink()
    except OSError:
        return True  # Taken at the last moment.
    return False


def take(folder: Path, words: frozenset[str]) -> list[Call]:
    """Take the calls with these words, oldest first; the others stay for whoever can answer them."""
    found = []
    for path in _waiting(folder):
        call = _read(path)
        if call is None or call.word in words:
            with suppress(OSError):
                path.unlink()
                if call is not None:
                    found.append(call)
    return found


def clear(folder: Path) -> None:
    """Throw away calls that were left for an earlier holder."""
    for path in _waiting(folder):
        with suppress(OSError):
            path.unlink()


def _home(folder: Path) -> Path:
    return folder / CACHE / _CALLS


def _waiting(folder: Path) -> list[Path]:
    home = _home(folder)
    try:
        if home.is_symlink():
            return []
        return sorted(path for path in home.iterdir() if path.suffix == _SUFFIX)[:_MOST]
    except OSError:
        return []


def _read(path: Path) -> Call | None:
    """Read a call; anything that is none, left by whomever, is None."""
    try:
        if path.is_symlink() or path.stat().st_size > _LONGEST:
            return None
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        said = (str(found.get(name, ""))[:_LONGEST_TEXT] for name in ("text", "by"))
        return Call(str(found["word"]), tuple(str(job) for job in found["jobs"]), *said)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
