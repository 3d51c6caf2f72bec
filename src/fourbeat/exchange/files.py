"""Files of strangers before they are read: of a bearable size, and text in whatever encoding it was saved."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from fourbeat.model.errors import Invalid, NotFound

LARGEST_TEXT = 4 * 1024 * 1024
"""Bytes: a script of 120 pages has a quarter of a million."""

LARGEST_XML = 32 * 1024 * 1024
LONGEST_LINE = 100_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATTED = re.compile(
    rb"(?i)(?:\xef\xbb\xbf)?\s*(?:\{\\rtf|%PDF-|%!PS|PK\x03\x04|\xd0\xcf\x11\xe0|<!doctype html|<html[\s>])"
)
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_JIS = (b"\x1b$B", b"\x1b$@")
"""What switches to kanji in Japanese mail and in files of old, which are ASCII to everybody else."""

_LEAST_KANA = 0.15
"""Of what is not ASCII in Japanese, at least this much is kana of full width; in misread Latin text hardly any is."""


def content(path: Path, most: int = LARGEST_TEXT) -> bytes:
    """Read a whole file of at most `most` bytes. Raises NotFound, Invalid."""
    name = path.name
    try:
        if not path.exists():
            raise NotFound("script.no-file", file=str(path))
        if not path.is_file():
            raise Invalid("script.not-a-file", file=name)
        with path.open("rb") as file:
            found = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise Invalid("script.unreadable", file=name, detail=getattr(error, "strerror", "") or "") from error
    if len(found) > most:
        raise Invalid("script.too-large", file=name, most=most // (1024 * 1024))
    if not found.strip():
        raise Invalid("script.empty", file=name)
    return found


def text(path: Path) -> str:
    """Read a text file in whatever encoding it was saved, with line ends of one kind. Raises NotFound, Invalid."""
    found = decoded(content(path), path.name)
    if max(map(len, found.split("\n")), default=0) > LONGEST_LINE:
        raise Invalid("script.not-text", file=path.name)
    return found


def decoded(raw: bytes, name: str) -> str:
    """Decode text by its mark, as UTF-8, as UTF-16, as Japanese of old, or as Western. Raises Invalid for no text."""
    found = None if formatted(raw) else _decoded(raw)
    if found is None or len(_CONTROL.findall(found[:200_000])) > len(found) // 1000:
        raise Invalid("script.not-text", file=name)
    found = _CONTROL.sub("", found).replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\u2028\u2029\x0b\x0c\x85]", "\n", found).replace("\x1b", "")


def formatted(raw: bytes) -> bool:
    """Tell whether a file is a word processor's, a page to print or a web page: letters, but not those one reads."""
    return bool(_FORMATTED.match(raw[:400]))


def _decoded(raw: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _tried(raw, encoding)
    nothing = raw[:4000].count(0)
    if nothing > len(raw[:4000]) // 4:
        # ASCII in UTF-16 has every second byte empty; which one tells the order.
        return _tried(raw, "utf-16-le" if raw[1:4000:2].count(0) > raw[0:4000:2].count(0) else "utf-16-be")
    if any(one in raw for one in _JIS) and (mail := _tried(raw, "iso2022_jp")) is not None:
        return mail
    if (plain := _tried(raw, "utf-8")) is not None:
        return plain
    if nothing:
        return _tried(raw, "utf-16-le") if len(raw) % 2 == 0 and _kana(_tried(raw, "utf-16-le")) else None
    japanese = max((_tried(raw, one) for one in ("cp932", "euc_jp")), key=_kana)
    if _kana(japanese) >= _LEAST_KANA:
        return japanese
    return _tried(raw, "cp1252") or (japanese if _kana(japanese) > 0 else None)


def _tried(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _kana(found: str | None) -> float:
    """Give the share of kana in what is not ASCII."""
    if found is None:
        return -1
    start = found[:100_000]
    return len(_KANA.findall(start)) / max(1, len(_FOREIGN.findall(start)))
