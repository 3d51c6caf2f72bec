"""Reference pictures before they come in: a file that is there and begins as a picture does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.errors import Invalid, NotFound

if TYPE_CHECKING:
    from fourbeat.store import MediaFolder

_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_BOXES = (b"avif", b"heic", b"heix", b"mif1")


def found_picture(path: Path) -> Path:
    """Give a picture's path. Raises NotFound for a missing file, Invalid for one that is no picture.

    Only its first bytes are read: a brief from a stranger must not bring any file of this machine into a project, and
    whether it decodes is found out by the worker that draws it.
    """
    if path.is_dir():
        raise Invalid("reference.a-folder", folder=str(path))
    if not path.is_file():
        raise NotFound("reference.missing", file=str(path))
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise Invalid("reference.unreadable", file=str(path), detail=error.strerror or "") from error
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    boxed = head[4:8] == b"ftyp" and head[8:12] in _BOXES
    if not (webp or boxed or head.startswith(_BEGINNINGS)):
        raise Invalid("reference.not-a-picture", file=str(path))
    return path


def picture(media: MediaFolder, sha256: str) -> Path | None:
    """Find a picture in the project by its content, or None where it has gone."""
    try:
        return media.picture(sha256)
    except NotFound:
        return None
