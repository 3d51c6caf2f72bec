"""Kinds of picture files, told by the first bytes and not by what a file is called."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """Name a kind of picture file."""

    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    GIF = "gif"
    BMP = "bmp"
    TIFF = "tiff"
    HEIC = "heic"
    AVIF = "avif"

    @property
    def mime(self) -> str:
        """Give what the kind is called on the web."""
        return f"image/{self.value}"


_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF8", Kind.GIF),
    (b"BM", Kind.BMP),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
)


def kind_of(path: Path) -> Kind | None:
    """Name the kind of a picture's file, None for one that nobody knows or that cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError:
        return None
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp":
        return Kind.AVIF if head[8:12] in (b"avif", b"avis") else Kind.HEIC
    return next((kind for sign, kind in _SIGNS if head.startswith(sign)), None)
