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


def tags(players: list[Player], panel: Panel, size: Size) -> list[Cel]:
    """Draw a name tag for everyone who has a name and is not too small or too many to be told apart."""
    named = [player for player in players if player.being.name.strip()]
    if not named or min(size.width, size.height) < LEAST:
        return []
    base = min(size.height, 1.25 * size.width) / 720
    strips = [_strip(player, base, size, panel.language) for player in named]
    cels = []
    for player, picture in zip(named, draw_many(strips), strict=True):
        pixels = lettered(picture)
        written = 0.18 if panel.slate or panel.captions else 0.035
        left, top = _spot(player, picture.width, picture.height, size, base, written)
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


def _spot(player: Player, wide: int, tall: int, size: Size, base: float, written: float) -> tuple[int, int]:
    """Find the place over the head; close to the camera, beside the neck on the side that is free."""
    x, y = player.top
    height = player.foot[1] - y
    top = y - tall - 9 * base
    under = written if x - wide / 2 < 0.64 * size.width else 0.035
    if top < under * size.height or height > 0.9 * size.height:
        person = player.being.kind == "person"
        side = 1 if x >= size.width / 2 else -1
        x += side * ((0.15 if person else 0.30) * height * player.being.metres / player.being.reach + wide / 2)
        top = y + (0.10 if person else 0.06) * height - tall / 2
    room = 0.03 * size.width
    left = min(max(x - wide / 2, room), size.width - wide - room)
    return round(left), round(min(max(top, 0.03 * size.height), 0.80 * size.height - tall))
