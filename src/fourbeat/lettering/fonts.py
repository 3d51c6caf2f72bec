"""The bundled fonts: where their files lie, what they are called, and which characters they lack."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

SANS = "Noto Sans"
ARABIC = "Noto Sans Arabic"
HEBREW = "Noto Sans Hebrew"
CJK = {region: f"Noto Sans CJK {region}" for region in ("JP", "SC", "TC", "HK", "KR")}

SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
"""Stands in a drawing for a character that no bundled font has."""

# The package that brings each file, and the file inside it. In the order a character is looked for: cheap tables first.
_FILES = (
    ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    ("fontpkg_noto_sans", "files/NotoSans-Italic[wdth,wght].ttf"),
    ("justmytype_intl_rtl", "fonts/ofl/notosansarabic/NotoSansArabic[wdth,wght].ttf"),
    ("justmytype_intl_rtl", "fonts/ofl/notosanshebrew/NotoSansHebrew[wdth,wght].ttf"),
    ("noto_cjk_sans_otc", "NotoSansCJK-Regular.ttc"),
)

# Noto Sans has every letter below this one, so text in Latin opens no font at all.
_PLAIN = "\u0250"

# Unicode's default-ignorable code points: they steer their neighbours and have no shape of their own.
_UNSEEN = (
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)


@cache
def paths() -> tuple[Path, ...]:
    """Find the bundled font files; raises FileNotFoundError when one is missing."""
    found = tuple(_folder(package) / name for package, name in _FILES)
    for path in found:
        if not path.is_file():
            raise FileNotFoundError(path)
    return found


def families() -> tuple[str, ...]:
    """Name the families a text is set in; the CJK ones share their characters and differ in regional shapes."""
    return (SANS, ARABIC, HEBREW, *CJK.values())


def lacking(text: str) -> tuple[str, ...]:
    """List the characters of a text that no bundled font has, each once, in order of appearance.

    Control characters, variation selectors and other characters without a shape never count. A letter followed by
    combining marks counts as the letter they make together where Unicode has one.
    """
    return tuple(dict.fromkeys(c for c in composed(text) if not has(c)))


def has(char: str) -> bool:
    """Say whether some bundled font draws this character, or nothing needs to be drawn for it."""
    if char < _PLAIN or unicodedata.category(char) == "Cc" or unseen(char):
        return True
    code = ord(char)
    return any(code in _characters(path) for path in paths())


def unseen(char: str) -> bool:
    """Say whether a character has no shape of its own (joiners, direction marks, variation selectors…)."""
    code = ord(char)
    return any(first <= code <= last for first, last in _UNSEEN)


def composed(text: str) -> str:
    """Join letters with the combining marks that follow them, leaving every other character as it is.

    Whole-text NFC would also swap compatibility ideographs for their plain forms and so misspell Japanese names.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(unicodedata.normalize("NFC", part) if len(part) > 1 else part for part in _with_marks(text))


def _with_marks(text: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(text)):
        if not _joins(text[at]):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _joins(char: str) -> bool:
    # The vowels and finals of decomposed Hangul are letters, yet compose like marks.
    return unicodedata.category(char) in ("Mn", "Mc", "Me") or "\u1161" <= char <= "\u11ff"


def _folder(package: str) -> Path:
    # The finder knows the folder without running the package.
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(package)
    return Path(spec.submodule_search_locations[0])


@cache
def _characters(path: Path) -> frozenset[int]:
    """Read a font's character table, and nothing else of the file."""
    from fontTools.ttLib import TTFont  # a tenth of a second that Latin text need not pay

    # The faces of the collection cover the same characters, so the first speaks for all.
    with TTFont(path, fontNumber=0, lazy=True) as font:
        return _from_groups(font.reader["cmap"]) or frozenset(font.getBestCmap())


def _from_groups(table: bytes) -> frozenset[int]:
    """Read the format 12 subtable of a `cmap`, many times faster than a general reader; empty when there is none."""
    (count,) = struct.unpack_from(">H", table, 2)
    for _, _, offset in struct.iter_unpack(">HHL", table[4 : 4 + 8 * count]):
        (kind,) = struct.unpack_from(">H", table, offset)
        if kind == 12:
            (groups,) = struct.unpack_from(">L", table, offset + 12)
            spans = struct.iter_unpack(">LLL", table[offset + 16 : offset + 16 + 12 * groups])
            return frozenset(code for first, last, _ in spans for code in range(first, last + 1))
    return frozenset()
