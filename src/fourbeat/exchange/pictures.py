"""A folder of pictures as a board: one shot each, in the order in which a person would count them."""

from __future__ import annotations

import re
from pathlib import Path

from fourbeat.model.errors import Invalid
from fourbeat.model.screenplay import Screenplay, ScriptFormat, ScriptScene, ScriptShot

from .inside import PICTURES

MOST = 5000


def read(folder: Path) -> Screenplay:
    """Read a folder's pictures; links and hidden files are left out. Raises Invalid where there are none."""
    try:
        files = [one for one in folder.iterdir() if _counts(one)]
    except OSError as error:
        raise Invalid("script.unreadable", file=folder.name, detail=error.strerror or "") from error
    if not files:
        raise Invalid("script.no-pictures", folder=folder.name)
    if len(files) > MOST:
        raise Invalid("script.too-many-rows", file=folder.name, most=MOST)
    shots = tuple(ScriptShot(title=one.stem, picture=one) for one in sorted(files, key=natural))
    name = folder.resolve().name
    return Screenplay(ScriptFormat.PICTURES, name, (ScriptScene(heading=name, shots=shots),))


def natural(path: Path) -> list[tuple[int, int, str]]:
    """Order names as a person counts: 2 before 10."""
    parts = re.findall(r"\d+|\D+", path.name)
    return [(0, int(one), one) if one.isdecimal() and len(one) < 30 else (1, 0, one.casefold()) for one in parts]


def _counts(path: Path) -> bool:
    hidden = path.name.startswith((".", "_"))
    return path.suffix.casefold() in PICTURES and not hidden and not path.is_symlink() and path.is_file()
