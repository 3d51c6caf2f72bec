"""Where and with what a picture was taken, left out of a copy; the picture itself stays as it is, byte for byte."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from fourbeat.model.errors import Invalid

_PNG = b"\x89PNG\r\n\x1a\n"
_TELLING = (b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME")
_ORIENTATION = 0x0112
_EXIF, _XMP = 0x08, 0x04


def stripped(content: bytes, name: str) -> bytes:
    """Give a JPEG, PNG or WebP without Exif, XMP, IPTC, comments and whatever follows its end.

    How it is turned is kept. What tells nothing is given back as it is. Raises Invalid for another kind, or a broken
    file.
    """
    try:
        if content.startswith(b"\xff\xd8\xff"):
            return _jpeg(content)
        if content.startswith(_PNG):
            return _png(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError, ValueError) as error:
        raise Invalid("ref.broken-picture", file=name) from error
    raise Invalid("ref.not-strippable", file=name)


def strip_file(path: Path, target: Path) -> bool:
    """Write a stripped copy; tell whether it differs."""
    content = path.read_bytes()
    clean = stripped(content, path.name)
    target.write_bytes(clean)
    return clean != content


def _jpeg(content: bytes) -> bytes:
    made = bytearray(content[:2])
    at, turned = 2, 1
    body = bytearray()
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker")
        while content[at + 1] == 0xFF:
            at += 1
        mark = content[at + 1]
        if mark == 0xD9:
            body += b"\xff\xd9"
            break
        if mark == 0x01 or 0xD0 <= mark <= 0xD7:
            body += content[at : at + 2]
            at += 2
            continue
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        end = at + 2 + length
        if length < 2 or end > len(content):
            raise ValueError("cut off")
        segment = content[at:end]
        if mark == 0xE1 and segment[4:10] == b"Exif\0\0":
            turned = _turned(segment[10:])
        elif _kept(mark, segment):
            body += segment
        at = end
        if mark == 0xDA:
            end = _scan(content, at)
            body += content[at:end]
            at = end
    if turned != 1:
        exif = b"Exif\0\0" + _only_turned(turned)
        made += b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    return bytes(made + body)


def _kept(mark: int, segment: bytes) -> bool:
    """Tell whether a segment is needed to show the picture: colours are, words and places are not."""
    if mark == 0xE0 or mark == 0xEE:
        return True
    if mark == 0xE2:
        return segment[4:16] == b"ICC_PROFILE\0"
    return not (0xE1 <= mark <= 0xEF or mark == 0xFE)


def _scan(content: bytes, at: int) -> int:
    """Find the end of the picture data that begin at a place: the next marker that is none of theirs."""
    while True:
        at = content.index(b"\xff", at)
        follows = content[at + 1]
        if follows != 0x00 and not 0xD0 <= follows <= 0xD7:
            return at
        at += 2


def _png(content: bytes) -> bytes:
    made, at = bytearray(_PNG), len(_PNG)
    while True:
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        end = at + 12 + length
        if end > len(content):
            raise ValueError("cut off")
        if kind == b"eXIf" and (turned := _turned(content[at + 8 : end - 4])) != 1:
            exif = _only_turned(turned)
            made += struct.pack(">I", len(exif)) + kind + exif + struct.pack(">I", zlib.crc32(kind + exif))
        elif kind not in _TELLING:
            made += content[at:end]
        at = end
        if kind == b"IEND":
            return bytes(made)


def _webp(content: bytes) -> bytes:
    (whole,) = struct.unpack("<I", content[4:8])
    pieces, at, turned = [], 12, 1
    while at < min(len(content), 8 + whole):
        kind, (length,) = content[at : at + 4], struct.unpack("<I", content[at + 4 : at + 8])
        end = at + 8 + length + length % 2
        if at + 8 + length > len(content):
            raise ValueError("cut off")
        if kind == b"EXIF":
            turned = _turned(content[at + 8 : at + 8 + length].removeprefix(b"Exif\0\0"))
        elif kind != b"XMP ":
            pieces.append(content[at:end])
        at = end
    if turned != 1:
        exif = _only_turned(turned)
        pieces.append(b"EXIF" + struct.pack("<I", len(exif)) + exif + b"\0" * (len(exif) % 2))
    keeps = _EXIF if turned != 1 else 0
    if pieces and pieces[0][:4] == b"VP8X":
        flags = pieces[0][8] & ~(_EXIF | _XMP) | keeps
        pieces[0] = pieces[0][:8] + bytes([flags]) + pieces[0][9:]
    body = b"WEBP" + b"".join(pieces)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _turned(tiff: bytes) -> int:
    """Read how a picture is to be turned; a broken note turns nothing."""
    try:
        order = "<" if tiff[:2] == b"II" else ">"
        (start,) = struct.unpack(f"{order}I", tiff[4:8])
        (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
        for entry in range(start + 2, start + 2 + 12 * count, 12):
            tag, _kind, _many, value = struct.unpack(f"{order}HHIH", tiff[entry : entry + 10])
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _only_turned(turned: int) -> bytes:
    return b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
