"""Calls left in a project's folder for the process that holds it: another program of ours asks it to do something."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from .media import disk
from .places import CACHE

_CALLS = "calls"
_SUFFIX = ".call"
_ANSWER = ".answer"
_MOST_FACTS = 20
_LONGEST = 65_536
_MOST = 100
_LONGEST_TEXT = 1000
_GLANCE = 0.05


@dataclass(frozen=True)
class Call:
    """Be one thing asked of the holder: the word for it, and the jobs it is about; none means all.

    `text` and `by` say why and who asks, where that is written down. `facts` are what a verb is given, `seal` proves
    to the holder who has left it, and `stamp` names one call among all.
    """

    word: str
    jobs: tuple[str, ...] = ()
    text: str = ""
    by: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    seal: str = ""
    stamp: str = field(default="", compare=False)


def stamped(call: Call) -> Call:
    """Give a call the name it is left under."""
    return replace(call, stamp=f"{time.time_ns():020}-{os.getpid()}")


def leave(folder: Path, call: Call, *, patience: float) -> bool:
    """Leave a call and wait at most `patience` seconds until it is taken; one nobody takes is taken back.

    Raises Storage where it cannot be written.
    """
    home = _home(folder)
    stamp = call.stamp or stamped(call).stamp
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


def answer(folder: Path, call: Call, content: str) -> None:
    """Leave an answer to a call. Raises Storage where it cannot be written."""
    home = _home(folder)
    with disk(home):
        part = home / f"{call.stamp}.part"
        part.write_text(content, encoding="utf-8")
        part.replace(home / f"{call.stamp}{_ANSWER}")


def answered(folder: Path, call: Call, *, patience: float) -> str | None:
    """Wait at most `patience` seconds for the answer to a call, and take it; None where none came."""
    target = _home(folder) / f"{call.stamp}{_ANSWER}"
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            if not target.is_symlink() and target.stat().st_size <= _LONGEST:
                content = target.read_text(encoding="utf-8")
                target.unlink()
                return content
        except (OSError, ValueError):
            pass
        time.sleep(_GLANCE)
    return None


def clear(folder: Path) -> None:
    """Throw away calls that were left for an earlier holder."""
    for path in (*_waiting(folder), *_waiting(folder, _ANSWER)):
        with suppress(OSError):
            path.unlink()


def _home(folder: Path) -> Path:
    return folder / CACHE / _CALLS


def _waiting(folder: Path, suffix: str = _SUFFIX) -> list[Path]:
    home = _home(folder)
    try:
        if home.is_symlink():
            return []
        return sorted(path for path in home.iterdir() if path.suffix == suffix)[:_MOST]
    except OSError:
        return []


def _read(path: Path) -> Call | None:
    """Read a call; anything that is none, left by whomever, is None."""
    try:
        if path.is_symlink() or path.stat().st_size > _LONGEST:
            return None
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        text, by, seal = (str(found.get(name, ""))[:_LONGEST_TEXT] for name in ("text", "by", "seal"))
        given = list(found.get("facts", {}).items())[:_MOST_FACTS]
        facts = {str(name): str(value)[:_LONGEST_TEXT] for name, value in given}
        jobs = tuple(str(job) for job in found["jobs"])
        return Call(str(found["word"]), jobs, text, by, facts, seal, path.stem)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
