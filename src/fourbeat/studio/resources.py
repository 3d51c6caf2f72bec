"""Where the data that ships with the program lies: in the wheel, or beside `src` in a checkout."""

from __future__ import annotations

from pathlib import Path

import fourbeat


def resources() -> Path:
    """Give the folder of icons, translations, providers and examples."""
    package = Path(fourbeat.__file__).parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parents[1] / "resources"
