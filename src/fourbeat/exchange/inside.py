"""Files that another file names: only those that truly stand in its own folder."""

from __future__ import annotations

import os
from pathlib import Path

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic")


def inside(folder: Path, name: str) -> Path | None:
    """Find a picture by the name a file of strangers gives it; None where it is not there or would lead elsewhere."""
    plain = name.strip().replace("\\", "/")
    if not plain or "\0" in plain or len(plain) > 400 or ":" in plain or not plain.casefold().endswith(PICTURES):
        return None
    home = Path(os.path.normpath(folder.absolute()))
    path = Path(os.path.normpath(home / plain))
    if not path.is_relative_to(home) or path == home:
        return None
    try:
        # No part of the way below the folder may be a link: it could lead to any file of this machine.
        if any(one.is_symlink() for one in (path, *path.parents) if one != home and one.is_relative_to(home)):
            return None
        return path if path.is_file() else None
    except OSError:
        return None
