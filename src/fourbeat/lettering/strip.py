"""Text as transparent pictures: captions, shot numbers, titles, watermarks."""

import math
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from fourbeat.lettering import script, setter

LIMIT = 16_384
"""The widest and highest a picture gets, in px; a longer text wraps there and ends with an ellipsis."""

# Margins around the em box in em, enough for what letters of the bundled fonts reach beyond it; letters that rise or
# hang further get more (see strip.typ). No bounding box tells of piled marks, nor of the dots under Arabic letters,
# which hang lower as the letters grow heavier.
_RISE, _HANG = 0.24, 0.20
_HANG_ARABIC, _HANG_ARABIC_BLACK = 0.46, 0.58
_RISE_PER_MARK, _HANG_PER_MARK = 0.18, 0.14
_LEAN, _LEAN_SLANTED = 0.16, 0.22

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_COLOUR_AND_ALPHA = re.compile("#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")


@dataclass(frozen=True, kw_only=True)
class Style:
    """Say how letters look; lengths are px, `leading` is the distance of baselines in em.

    `weight` runs from 100 to 900. The bundled CJK fonts have the regular weight only: above 400 they are thickened by
    a rim, below it they stay as they are. `italic` slants Latin, Greek and Cyrillic. `outline_width` lies wholly
    outside the letters. `plate` is a filled ground, '#rrggbb' or '#rrggbbaa', and `corner` its radius; `padding` is
    the space from letters to edges, plate or not. Raises ValueError on a malformed colour or a length that cannot be.
    """

    size: float
    colour: str
    weight: int = 400
    italic: bool = False
    align: Literal["start", "center", "end"] = "start"
    leading: float = 1.3
    tracking: float = 0.0
    outline: str | None = None
    outline_width: float = 0.0
    plate: str | None = None
    padding: float = 0.0
    corner: float = 0.0

    def __post_init__(self) -> None:
        """Refuse values no picture can be drawn with."""
        for name in ("size", "leading"):
            if not 0 < getattr(self, name) < math.inf:
                raise ValueError(f"{name} must be positive")
        for name in ("outline_width", "padding", "corner"):
            if not 0 <= getattr(self, name) < math.inf:
                raise ValueError(f"{name} must not be negative")
        if not math.isfinite(self.tracking):
            raise ValueError("tracking must be finite")
        if not 100 <= self.weight <= 900:
            raise ValueError("weight must be 100 to 900")
        if self.align not in ("start", "center", "end"):
            raise ValueError("align must be start, center or end")
        for name, pattern in (("colour", _COLOUR), ("outline", _COLOUR), ("plate", _COLOUR_AND_ALPHA)):
            value = getattr(self, name)
            if value is not None and not pattern.fullmatch(value):
                raise ValueError(f"{name} must be a hex colour: {value!r}")


@dataclass(frozen=True)
class Picture:
    """Hold a drawn text: width and height in px, and PNG bytes (8-bit RGBA, straight alpha)."""

    width: int
    height: int
    png: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Strip:
    """Ask for one picture: the words, their style, and the room they have.

    `max_width` counts every px of the picture, padding included. `lang` is a BCP 47 tag: it chooses the regional shapes
    of Han characters (Japanese unless told) and the line-breaking rules. `direction` auto goes by each paragraph's
    first letter. Raises ValueError when a limit is not positive.
    """

    text: str
    style: Style
    max_width: int | None = None
    max_lines: int | None = None
    lang: str | None = None
    direction: Literal["auto", "ltr", "rtl"] = "auto"

    def __post_init__(self) -> None:
        """Refuse limits that leave no room at all."""
        for name in ("max_width", "max_lines"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise ValueError(f"{name} must be positive")
        if self.direction not in ("auto", "ltr", "rtl"):
            raise ValueError("direction must be auto, ltr or rtl")


def draw(
    text: str,
    style: Style,
    *,
    max_width: int | None = None,
    max_lines: int | None = None,
    lang: str | None = None,
    direction: Literal["auto", "ltr", "rtl"] = "auto",
) -> Picture:
    """Draw one text as a transparent picture just large enough for it; see `Strip` for the limits."""
    strip = Strip(text=text, style=style, max_width=max_width, max_lines=max_lines, lang=lang, direction=direction)
    return draw_many([strip])[0]


def draw_many(strips: Iterable[Strip]) -> list[Picture]:
    """Draw many texts in one go, which costs little more than drawing the slowest alone; order is kept."""
    sheets = setter.pages("strip.typ", {"strips": [_data(strip) for strip in strips]})
    return [Picture(*_png_size(png), png) for png in sheets]


def _data(strip: Strip) -> dict[str, object]:
    """Spell a strip out for strip.typ, every character already one the fonts have."""
    style = strip.style
    text = script.clean(strip.text)
    tongue = script.tongue(text, strip.lang)
    first = script.way(text)
    marks = script.piled_marks(text)
    hang = _HANG + _HANG_PER_MARK * marks
    if script.has_arabic(text):
        heavy = max(0, style.weight - 400) / 500
        hang = max(hang, _HANG_ARABIC + heavy * (_HANG_ARABIC_BLACK - _HANG_ARABIC))
    edge = style.padding + (style.outline_width if style.outline else 0.0)
    width = min(strip.max_width or LIMIT, LIMIT)
    lean = _LEAN_SLANTED if style.italic else _LEAN
    room = max(width - 2 * (edge + lean * style.size), 1.0)
    most_lines = max(1, int((LIMIT - 2 * edge) / (style.size * style.leading)))
    return {
        "text": text,
        "ways": [
            strip.direction if strip.direction != "auto" else script.way(line, first) for line in text.split("\n")
        ],
        "long": script.long_words(text, room, style.size),
        "lang": tongue.lang,
        "region": tongue.region,
        "faces": tongue.families,
        "cjk_signs": tongue.cjk,
        "size": style.size,
        "colour": style.colour,
        "weight": style.weight,
        "italic": style.italic,
        "align": style.align,
        "leading": style.leading,
        "tracking": style.tracking,
        "outline": style.outline,
        "outline_width": style.outline_width if style.outline else 0.0,
        "plate": style.plate,
        "padding": style.padding,
        "corner": style.corner,
        "max_width": width,
        "max_height": LIMIT,
        "max_lines": min(strip.max_lines or most_lines, most_lines),
        "rise": _RISE + _RISE_PER_MARK * marks,
        "hang": hang,
        "lean": lean,
    }


def _png_size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", png, 16)
    return width, height
