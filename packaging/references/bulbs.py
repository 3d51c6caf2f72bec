"""A picture of "The Workshop": the drawer of bulbs from straight above."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from gouache import HEIGHT, WIDTH, Plane, Point, Sheet, blur

At = Callable[[float, float], Point]


def bulbs() -> Sheet:
    """Paint the drawer from straight above: straw, three dull bulbs, and the last good one."""
    sheet = Sheet(1903, "#1b2533")
    everywhere = np.ones((HEIGHT, WIDTH), np.float32)
    sheet.paint(everywhere, "#2a3340", "#161c26", along=sheet.x / WIDTH)
    sheet.shade(np.clip(sheet.cloud(70, 2), 0.3, 3) - 0.3, 0.2)
    sheet.paint(sheet.box(118, 52, 1162, 668, 10), "#4a4038", "#2b2727", along=sheet.x / WIDTH)
    sheet.add(sheet.line(3, (124, 57), (1156, 57)), "#9db6c8", 0.3)
    sheet.add(sheet.line(3, (123, 58), (123, 662)), "#9db6c8", 0.45)
    inside = sheet.box(152, 86, 1128, 634, 6)
    sheet.paint(inside, "#6a5e44", "#40382c", along=sheet.x / WIDTH * 0.8 + sheet.y / HEIGHT * 0.2)
    _straw(sheet, inside)
    sheet.shade(blur(sheet.line(40, (160, 92), (160, 630)), 16) * inside, 0.7)
    sheet.shade(blur(sheet.line(26, (160, 92), (1120, 92)), 14) * inside, 0.5)
    for x, y, turn, whole in (
        (330, 330, -0.16, False),
        (546, 384, 0.1, False),
        (968, 340, -0.08, False),
        (756, 372, 0.04, True),
    ):
        _bulb(sheet, x, y, turn, whole=whole)
    # Two panes of moonlight cross the drawer, with the bar of the window between them.
    panes = np.maximum(
        sheet.polygon((560, 0), (860, 0), (690, HEIGHT), (390, HEIGHT)),
        sheet.polygon((900, 0), (1060, 0), (890, HEIGHT), (730, HEIGHT)),
    )
    sheet.add(blur(panes, 7), "#8fb2cc", 0.25)
    sheet.shade(blur(1 - panes, 26), 0.3, "#1b2a3c")
    return sheet


def _straw(sheet: Sheet, inside: Plane) -> None:
    tints = ("#7b6d4a", "#93825a", "#5f563f", "#a8966a", "#6c6a5a")
    for number in range(460):
        x, y = sheet.chance.uniform(160, 1120), sheet.chance.uniform(92, 628)
        turn, long = sheet.chance.normal(0.5, 0.9), sheet.chance.uniform(50, 150)
        dx, dy = np.cos(turn) * long / 2, np.sin(turn) * long / 2
        bow = sheet.chance.normal(0, 12)
        stalk = (
            sheet.curve(sheet.chance.uniform(2.4, 5), (x - dx, y - dy), (x + bow, y - bow), (x + dx, y + dy)) * inside
        )
        if number % 3 == 0:
            sheet.shade(np.roll(stalk, (4, 3), (0, 1)) * inside, 0.45)
        sheet.paint(stalk, tints[number % len(tints)])


def _bulb(sheet: Sheet, x: float, y: float, turn: float, *, whole: bool) -> None:
    def at(dx: float, dy: float) -> Point:
        return x + dx * np.cos(turn) - dy * np.sin(turn), y + dx * np.sin(turn) + dy * np.cos(turn)

    shape = (
        (0, -150),
        (62, -128),
        (92, -70),
        (80, -8),
        (48, 42),
        (36, 82),
        (-36, 82),
        (-48, 42),
        (-80, -8),
        (-92, -70),
        (-62, -128),
    )
    glass = sheet.blob(*[at(*point) for point in shape])
    sheet.shade(blur(np.roll(glass, (12, 16), (0, 1)), 9), 0.62)
    sheet.wash(glass, "#6f8799" if whole else "#3f4a52", 0.5 if whole else 0.72)
    edge = np.clip(glass - blur(glass, 9), 0, 1)
    sheet.add(edge, "#dfeaf0" if whole else "#8fa3b0", 0.9 if whole else 0.5)
    if not whole:
        smoke = blur(sheet.oval(*at(12, -82), 56, 40), 20) * glass
        sheet.shade(smoke, 0.62, "#1a1614")
    # The stem, its two wires, and the thread between them: unbroken in one of the four.
    sheet.wash(sheet.polygon(at(-15, 84), at(15, 84), at(8, 10), at(-8, 10)) * glass, "#a9bac4", 0.5 if whole else 0.3)
    for side in (-1, 1):
        sheet.paint(
            sheet.curve(3, at(side * 5, 14), at(side * 14, -24), at(side * 30, -62)), "#8f8a7c" if whole else "#6b6a64"
        )
    if whole:
        thread = [at(dx, -62 + (9 if number % 2 else -7)) for number, dx in enumerate(range(-30, 31, 6))]
        sheet.paint(sheet.curve(2.6, *thread), "#d9a25a")
        sheet.glow(*at(0, -62), 74, "#e6b670", 0.3)
    else:
        sheet.paint(sheet.curve(2.2, at(-30, -62), at(-20, -52), at(-14, -34)), "#57534c")
        sheet.paint(sheet.curve(2.2, at(30, -62), at(24, -46)), "#57534c")
    shine = blur(sheet.curve(10, at(-58, -98), at(-70, -60), at(-62, -14)), 3) * glass
    sheet.add(shine, "#eaf4fa", 0.95 if whole else 0.5)
    sheet.add(blur(sheet.oval(*at(34, -116), 12, 7), 3) * glass, "#eaf4fa", 0.6 if whole else 0.25)
    _cap(sheet, at, whole=whole)


def _cap(sheet: Sheet, at: At, *, whole: bool) -> None:
    bright, dark = ("#c79a55", "#5e4220") if whole else ("#857a62", "#3d362c")
    left, right = at(-38, 100)[0], at(38, 100)[0]
    along = (sheet.x - left) / (right - left)
    sheet.paint(sheet.polygon(at(-38, 78), at(38, 78), at(36, 142), at(-36, 142)), bright, dark, along=along)
    for turn in range(4):
        down = 84 + turn * 15
        sheet.shade(sheet.line(3.4, at(-38, down + 5), at(38, down)), 0.5)
        sheet.add(sheet.line(2.2, at(-36, down + 9), at(6, down + 6)), "#fff0d0", 0.4 if whole else 0.2)
    sheet.paint(sheet.polygon(at(-36, 142), at(36, 142), at(16, 158), at(-16, 158)), "#2a2724")
    sheet.paint(sheet.oval(*at(0, 159), 12, 6), bright)
