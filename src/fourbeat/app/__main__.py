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


def read(arguments: Sequence[str]) -> Asked:
    """Read the command line; what is not understood is taken for the project's folder."""
    rest, values = list(arguments), {"--lang": "", "--data": ""}
    folder: Path | None = None
    while rest:
        word = rest.pop(0)
        name, _, value = word.partition("=")
        if name in values:
            values[name] = value or (rest.pop(0) if rest else "")
        else:
            folder = Path(word)
    data = values["--data"]
    return Asked(folder, values["--lang"] or None, Path(data) if data else None)


def main() -> int:
    """Start the window."""
    import multiprocessing

    multiprocessing.freeze_support()
    for name in PIXELS:
        sys.modules[name] = None  # type: ignore[assignment]

    from fourbeat.studio.desk import Desk
    from fourbeat.studio.settings import Home

    from .start import run

    asked = read(sys.argv[1:])
    desk = Desk.usual(home=Home.at(asked.data) if asked.data else None, language=asked.language)
    return run(asked.folder, desk)


if __name__ == "__main__":
    sys.exit(main())
