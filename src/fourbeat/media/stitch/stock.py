"""What renders leave behind: segments and drawings kept for the next one, within bounds, and nothing unfinished."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

KEPT_BYTES = 2_000_000_000
"""What a film no longer uses is kept within this, so that an edit taken back costs nothing."""

_OURS = re.compile(r"(ghost-)?[0-9a-f]{32}\.mp4")


def thin(scratch: Path, used: Collection[Path], most: int = KEPT_BYTES) -> None:
    """Keep what this render used, and of the rest what was used last, `most` bytes in all; other files are left alone.

    One render at a time works in `scratch`, so what is unfinished there belongs to one that was killed.
    """
    with suppress(OSError):
        found = [path for path in scratch.iterdir() if path.is_file() and not path.is_symlink()]
        for path in found:
            if path.suffix == ".part" and _OURS.fullmatch(path.stem):
                _unlink(path)
        _keep([path for path in found if _OURS.fullmatch(path.name)], {path.name for path in used}, most)


def clear_part(target: Path) -> None:
    """Remove the unfinished film of a render that was killed; a link or a device of that name is left alone."""
    part = target.with_name(f"{target.name}.part")
    if part.is_file() and not part.is_symlink():
        _unlink(part)


def _keep(stock: list[Path], used: Collection[str], most: int) -> None:
    room = most
    for path in stock:
        if path.name in used:
            # A file's time says when it was used last.
            os.utime(path)
            room -= path.stat().st_size
    for path in sorted((path for path in stock if path.name not in used), key=_time, reverse=True):
        room -= path.stat().st_size
        if room < 0:
            _unlink(path)


def _time(path: Path) -> float:
    return path.stat().st_mtime


def _unlink(path: Path) -> None:
    # Another program may still read it; a later render tries again.
    with suppress(OSError):
        path.unlink(missing_ok=True)
