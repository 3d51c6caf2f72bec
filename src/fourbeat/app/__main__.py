"""The window's door: `python -m fourbeat.app [FOLDER] [--lang en|ja] [--data DIR]`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fourbeat.studio.desk import Desk

PIXELS = ("av", "cv2", "numpy", "PIL")
"""Libraries that only worker processes may load: here, nothing finds them, and an optional import does without."""


@dataclass(frozen=True)
class Asked:
    """Hold what the command line says."""

    folder: Path | None = None
    language: str | None = None
    data: Path | None = None
    told: bool = False
    """Somebody waits to be told that the window stands (cli/window.py)."""


def read(arguments: Sequence[str]) -> Asked:
    """Read the command line; what is not understood is taken for the project's folder."""
    rest, values = list(arguments), {"--lang": "", "--data": ""}
    folder: Path | None = None
    told = False
    while rest:
        word = rest.pop(0)
        if word == "--told":
            told = True
            continue
        name, _, value = word.partition("=")
        if name in values:
            values[name] = value or (rest.pop(0) if rest else "")
        else:
            folder = Path(word)
    data = values["--data"]
    return Asked(folder, values["--lang"] or None, Path(data) if data else None, told)


def main() -> int:
    """Start the window."""
    import multiprocessing

    multiprocessing.freeze_support()
    for name in PIXELS:
        sys.modules[name] = None  # type: ignore[assignment]

    from fourbeat.model.errors import FourbeatError
    from fourbeat.studio import calls
    from fourbeat.studio.desk import Desk
    from fourbeat.studio.faults import keep_faults
    from fourbeat.studio.settings import Home, Settings
    from fourbeat.studio.wording import Wording, system_language

    from .telling import RAISED, tell

    asked = read(sys.argv[1:])
    home = Home.at(asked.data) if asked.data else Home.usual()
    trouble: FourbeatError | None = None
    try:
        desk = Desk.usual(home=home, language=asked.language)
    except FourbeatError as error:
        # A slip in the settings must not keep anybody from their films.
        desk, trouble = Desk(home, Settings(), Wording.of(asked.language or system_language())), error
    folder = asked.folder or _last(desk)
    if folder is not None and calls.show(folder):
        # Another window has it open; none of Qt is needed to say so.
        if asked.told:
            tell(RAISED)
        return 0
    try:
        from .start import run
    except ImportError as error:
        sys.stderr.write(desk.say("window.no-toolkit", detail=str(error)[:200]) + "\n")
        return 1
    keep_faults(home)
    return run(folder, desk, trouble, told=asked.told)


def _last(desk: Desk) -> Path | None:
    """Find the project that was open last and is still there."""
    from fourbeat.studio.opening import looks_like_project

    from .memory import Memory

    recent = Memory(desk.home).now.recent
    found = Path(recent[0]) if recent else None
    return found if found is not None and looks_like_project(found) else None


if __name__ == "__main__":
    sys.exit(main())
