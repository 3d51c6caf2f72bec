"""How large a picture is, read from its first bytes: nothing is decoded, so any process may ask."""

from __future__ import annotations

import struct
from pathlib import Path

from fourbeat.model.format import Size
from fourbeat.model.picture_kind import kind_of
from fourbeat.writing.lint.case import PictureFile

_MOST = 512 * 1024
_TURNED = range(5, 9)
_ORIENTATION = 0x0112
_NO_SIZE = {0xC4, 0xC8, 0xCC}


def size_of(path: Path) -> Size | None:
    """Give a picture's width and height as it is looked at; None where its beginning does not tell."""
    try:
        with path.open("rb") as file:
            head = file.read(_MOST)
        width, height = _read(head)
    except (OSError, ValueError, struct.error, IndexError):
        return None
    return Size(width=width, height=height) if width > 0 and height > 0 else None


def file_of(path: Path) -> PictureFile | None:
    """Give what a picture's file tells at its beginning; None where it cannot be read."""
    try:
        count = path.stat().st_size
    except OSError:
        return None
    return PictureFile(kind=kind_of(path), size=size_of(path), bytes=count)


def _read(head: bytes) -> tuple[int, int]:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    if head.startswith(b"GIF8"):
        width, height = struct.unpack("<HH", head[6:10])
        return width, height
    if head.startswith(b"BM"):
        width, height = struct.unpack("<ii", head[18:26])
        return width, abs(height)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _webp(head)
    if head.startswith(b"\xff\xd8"):
        return _jpeg(head)
    raise ValueError("not a picture whose size is told at its beginning")


def _webp(head: bytes) -> tuple[int, int]:
    kind = head[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", head[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg(head: bytes) -> tuple[int, int]:
    at, turned = 2, False
    while True:
        while head[at] == 0xFF:
            at += 1
        mark = head[at]
        (length,) = struct.unpack(">H", head[at + 1 : at + 3])
        if mark == 0xE1 and head[at + 3 : at + 9] == b"Exif\0\0":
            turned = _orientation(head[at + 9 : at + 1 + length]) in _TURNED
        if 0xC0 <= mark <= 0xCF and mark not in _NO_SIZE:
            height, width = struct.unpack(">HH", head[at + 4 : at + 8])
            return (height, width) if turned else (width, height)
        at += 1 + length


def _orientation(tiff: bytes) -> int:
    order = "<" if tiff[:2] == b"II" else ">"
    (start,) = struct.unpack(f"{order}I", tiff[4:8])
    (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
    for entry in range(start + 2, start + 2 + 12 * count, 12):
        tag, _kind, _many, value = struct.unpack(f"{order}HHIH", tiff[entry : entry + 10])
        if tag == _ORIENTATION:
            return int(value)
    return 1
