"""Name tags for the cast: small labels that hang over their heads and move with them."""

from __future__ import annotations

from ...lettering.strip import Strip, Style, draw_many
from ...model.format import Size
from ...model.panel import Panel
from .figures.cast import Player
from .light import Cel
from .overlay import LEAST
from .planes import lettered
from .scheme import luminance, toned

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in frame pixels."""


def tags(players: list[Player], panel: Panel, size: Size) -> list[Cel]:
    """Draw a name tag for everyone who has a name and is not too small or too many to be told apart."""
    named = [player for player in players if player.being.name.strip()]
    if not named or min(size.width, size.height) < LEAST:
        return []
    base = min(size.height, 1.25 * size.width) / 720
    strips = [_strip(player, base, size, panel.language) for player in named]
    cels = []
    taken = [player.face for player in players]
    for player, picture in zip(named, draw_many(strips), strict=True):
        pixels = lettered(picture)
        written = 0.18 if panel.slate or panel.captions else 0.035
        left, top = _spot(player, picture.width, picture.height, size, base, written, taken)
        taken.append((left, top, left + picture.width, top + picture.height))
        cels.append(Cel(pixels, left, top, player.layer.depth))
    return cels


def _strip(player: Player, base: float, size: Size, language: str) -> Strip:
    plate = toned(player.colour, min(0.5, luminance(player.colour)))
    code = "#" + "".join(f"{round(float(part) * 255):02x}" for part in plate)
    style = Style(
        size=max(8.0, 15.5 * base), colour="#fff8ea", weight=600, plate=code + "d8", padding=4 * base, corner=9 * base
    )
    return Strip(
        text=player.being.name, style=style, max_width=max(40, round(0.3 * size.width)), max_lines=1, lang=language
    )


def _spot(
    player: Player, wide: int, tall: int, size: Size, base: float, written: float, taken: list[Box]
) -> tuple[int, int]:
    """Find the place over the head or beside it that lies least over faces and other tags."""
    x, room = player.foot[0], 0.03 * size.width
    left, y, right, chin = player.face
    gap = 9 * base
    outer = (right + gap, left - gap - wide)
    outer = outer if x >= size.width / 2 else outer[::-1]
    level, below = y + 0.5 * (chin - y) - tall / 2, chin + gap
    wanted = [(x - wide / 2, y - tall - gap), *((side, level) for side in outer), *((side, below) for side in outer)]
    wanted += [(x - wide / 2, below), (room, 0.7 * size.height), (size.width, 0.7 * size.height)]
    best, least = (0, 0), float("inf")
    for want_x, want_y in wanted:
        at = min(max(want_x, room), size.width - wide - room)
        under = written if at < 0.64 * size.width else 0.035
        top = min(max(want_y, under * size.height), 0.80 * size.height - tall)
        over = sum(_shared((at, top, at + wide, top + tall), box) for box in taken)
        if over < least - 1:
            best, least = (round(at), round(top)), over
    return best


def _shared(one: Box, other: Box) -> float:
    """Give the area two boxes share, in pixels."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, tall)
