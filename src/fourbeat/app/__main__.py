"""The window's door: `python -m fourbeat.app [FOLDER] [--lang en|ja] [--data DIR]`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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
    from fourbeat.studio.desk import Desk
    from fourbeat.studio.faults import keep_faults
    from fourbeat.studio.settings import Home, Settings
    from fourbeat.studio.wording import Wording, system_language

    asked = read(sys.argv[1:])
    home = Home.at(asked.data) if asked.data else Home.usual()
    trouble: FourbeatError | None = None
    try:
        desk = Desk.usual(home=home, language=asked.language)
    except FourbeatError as error:
        # A slip in the settings must not keep anybody from their films.
        desk, trouble = Desk(home, Settings(), Wording.of(asked.language or system_language())), error
    try:
        from .start import run
    except ImportError as error:
        sys.stderr.write(desk.say("window.no-toolkit", detail=str(error)[:200]) + "\n")
        return 1
    keep_faults(home)
    return run(asked.folder, desk, trouble, told=asked.told)


if __name__ == "__main__":
    sys.exit(main())
