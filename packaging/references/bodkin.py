"""A picture of "The Workshop": Bodkin, and Bodkin's design plate."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from gouache import HEIGHT, WIDTH, Point, Sheet, blur, smooth

SAGE, SAGE_DARK = "#8aa68f", "#56705f"
COPPER, COPPER_LIGHT, COPPER_DARK = "#b87945", "#e3b07c", "#6e4427"

At = Callable[[float, float], Point]


def bodkin(sheet: Sheet, x: float, base: float, size: float, asleep: bool = False, turned: float | None = 0.0) -> None:
    """Paint Bodkin standing at a point; `size` 1 is 310 pixels tall.

    `turned` moves the eye from -1 to 1; None turns the back to us.
    """

    def at(dx: float, dy: float) -> Point:
        return x + dx * size, base + dy * size

    sheet.shade(blur(sheet.oval(*at(14, 0), 96 * size, 15 * size), 7 * size), 0.6)
    body = sheet.drawn(
        lambda pen, k: pen.rounded_rectangle([v * k for v in (*at(-76, -232), *at(76, -40))], 20 * size * k, fill=255)
    )
    # The wheel, under a fork, behind the body's rim.
    sheet.paint(sheet.oval(*at(0, -34), 35 * size), "#2b2a2c")
    sheet.paint(
        sheet.oval(*at(0, -34), 21 * size), "#77807c", "#3c4443", along=(sheet.y - base + 60 * size) / (52 * size)
    )
    sheet.paint(sheet.oval(*at(0, -34), 7 * size), COPPER)
    across = (sheet.x - x) / (76 * size)
    _arm(sheet, at, size, -1)
    sheet.paint(body, SAGE, SAGE_DARK, along=0.5 + 0.5 * across)
    sheet.add(body * np.exp(-(((across + 0.5) / 0.2) ** 2)), "#e8f2e2", 0.34)
    sheet.shade(body * smooth(0.5, 1.05, across), 0.4, "#2c3b36")
    dent = sheet.oval(*at(34, -104), 23 * size, 30 * size)
    sheet.shade(blur(dent, 5 * size) * body, 0.34, "#33453d")
    sheet.add(blur(sheet.curve(4 * size, at(16, -84), at(34, -73), at(52, -84)), 1.6 * size) * body, "#dcebd9", 0.14)
    for y, tall in ((-231, 9), (-49, 10)):
        rim = sheet.drawn(
            lambda pen, k, y=y, tall=tall: pen.rounded_rectangle(
                [v * k for v in (*at(-80, y), *at(80, y + tall))], 4 * size * k, fill=255
            )
        )
        sheet.paint(rim, "#b9c0bb", "#59635f", along=0.5 + 0.5 * across)
    dome = sheet.blob(
        at(-74, -234), at(-66, -266), at(-34, -294), at(0, -301), at(34, -294), at(66, -266), at(74, -234), at(0, -229)
    )
    sheet.paint(
        dome, COPPER_LIGHT, COPPER_DARK, along=0.42 + 0.5 * across + 0.18 * (sheet.y - base + 268 * size) / (34 * size)
    )
    sheet.add(blur(sheet.curve(6 * size, at(-54, -262), at(-34, -282), at(-8, -291)), 2 * size) * dome, "#fff0da", 0.5)
    sheet.paint(sheet.oval(*at(0, -303), 7 * size, 5 * size), COPPER_DARK)
    if turned is not None:
        _eye(sheet, at, size, turned, asleep=asleep)
    _arm(sheet, at, size, 1)
    if asleep:
        whole = np.clip(sheet.box(*at(-120, -312), *at(120, 6)), 0, 1)
        sheet.shade(blur(whole, 6 * size), 0.3, "#26343a")


def _eye(sheet: Sheet, at: At, size: float, turned: float, *, asleep: bool) -> None:
    middle = at(-14 + 34 * turned, -172)
    sheet.paint(
        sheet.oval(*middle, 41 * size), "#4b4f4b", "#9aa39c", along=(sheet.y - middle[1] + 40 * size) / (80 * size)
    )
    sheet.paint(sheet.oval(*middle, 33 * size), "#241a14")
    if asleep:
        sheet.paint(
            sheet.oval(*middle, 31 * size), "#54422f", "#2e241c", along=(sheet.y - middle[1] + 31 * size) / (62 * size)
        )
        sheet.paint(
            sheet.line(
                3.4 * size, (middle[0] - 26 * size, middle[1] + 3 * size), (middle[0] + 26 * size, middle[1] + 3 * size)
            ),
            "#c98a3a",
        )
        return
    lens = sheet.oval(*middle, 31 * size)
    far = np.hypot(sheet.x - middle[0], sheet.y - middle[1]) / (31 * size)
    sheet.paint(lens, "#f7c873", "#a85e1c", along=far**1.5)
    sheet.paint(sheet.oval(middle[0] + 4 * turned * size, middle[1], 11.5 * size), "#3a1d0c")
    sheet.add(sheet.oval(middle[0] - 10 * size, middle[1] - 11 * size, 6.5 * size, 5 * size), "#fff6e0", 0.95)
    sheet.add(
        sheet.line(
            1.1 * size, (middle[0] + 6 * size, middle[1] - 24 * size), (middle[0] + 20 * size, middle[1] + 9 * size)
        ),
        "#fff2d8",
        0.5,
    )
    sheet.glow(*middle, 120 * size, "#f0a040", 0.3)


def _arm(sheet: Sheet, at: At, size: float, side: int) -> None:
    bend = ((78, -196), (112, -168), (118, -120), (100, -84))
    points = [at(side * dx, dy) for dx, dy in bend]
    sheet.paint(sheet.oval(*at(side * 78, -196), 13 * size), COPPER_DARK)
    sheet.paint(sheet.curve(10 * size, *points), COPPER if side > 0 else COPPER_DARK)
    sheet.add(sheet.curve(2.6 * size, *[(px - 2 * size, py) for px, py in points]), "#ffdcb0", 0.45)
    for joint in points[1:3]:
        sheet.paint(sheet.oval(*joint, 7.5 * size), COPPER_DARK)
    wrist = points[-1]
    if side < 0:
        sheet.paint(
            sheet.line(
                6 * size, (wrist[0] - 7 * size, wrist[1] - 9 * size), (wrist[0] + 7 * size, wrist[1] - 5 * size)
            ),
            "#b03a34",
        )
    for spread in (-14, 0, 14):
        sheet.paint(
            sheet.curve(
                5.5 * size,
                wrist,
                (wrist[0] + spread * size, wrist[1] + 12 * size),
                (wrist[0] + (spread * 0.7) * size, wrist[1] + 27 * size),
            ),
            COPPER,
        )
    sheet.paint(sheet.oval(*wrist, 7 * size), COPPER)


def plate() -> Sheet:
    """Paint Bodkin's design plate: front, back and a hand, on toned paper under one soft light."""
    sheet = Sheet(1902, "#cfc6b2")
    everywhere = np.ones((HEIGHT, WIDTH), np.float32)
    sheet.paint(everywhere, "#d9d0bb", "#b7ae9c", along=sheet.x / WIDTH * 0.5 + sheet.y / HEIGHT * 0.5)
    floor = smooth(0, 1, (sheet.y - 560) / 90)
    sheet.wash(floor, "#8f8a80", 0.5)
    sheet.glow(380, 180, 700, "#fff4dc", 0.5)
    for x, y, wide, high in ((420, 366, 330, 300), (1000, 216, 190, 150), (1000, 520, 190, 130)):
        sheet.wash(blur(sheet.oval(x, y, wide, high), 24), "#a9b3a4", 0.34)
    bodkin(sheet, 420, 622, 1.62)
    _back(sheet, 890, 372, 0.78)
    bodkin(sheet, 1106, 372, 0.78, turned=1.0)
    _hand(sheet)
    return sheet


def _back(sheet: Sheet, x: float, base: float, size: float) -> None:
    bodkin(sheet, x, base, size, turned=None)
    door = sheet.box(x - 34 * size, base - 186 * size, x + 34 * size, base - 84 * size, 9 * size)
    sheet.paint(door, "#7d9a83", "#4e6757", along=(sheet.x - x + 40 * size) / (80 * size))
    for dx, dy in ((-26, -178), (26, -178), (-26, -92), (26, -92)):
        sheet.paint(sheet.oval(x + dx * size, base + dy * size, 4 * size), "#3f5147")
    key = (x, base - 136 * size)
    sheet.paint(sheet.line(7 * size, (key[0] - 17 * size, key[1]), (key[0] + 17 * size, key[1])), COPPER)
    for side in (-1, 1):
        sheet.paint(sheet.oval(key[0] + side * 22 * size, key[1], 12 * size), COPPER)
        sheet.paint(sheet.oval(key[0] + side * 22 * size, key[1], 5.5 * size), "#54705f")


def _hand(sheet: Sheet) -> None:
    sheet.shade(blur(sheet.oval(1010, 632, 210, 13), 8), 0.3, "#4a4438")
    forearm = ((790, 604), (868, 566), (930, 548))
    sheet.paint(sheet.curve(30, *forearm), COPPER)
    sheet.add(sheet.curve(7, (790, 596), (868, 557), (926, 540)), "#ffe4c0", 0.5)
    for x, y in ((846, 577), (862, 569)):
        sheet.paint(sheet.line(11, (x - 4, y - 20), (x + 9, y + 19)), "#b03a34")
    sheet.paint(sheet.curve(4, (866, 588), (880, 612), (874, 634), (890, 646)), "#b03a34")
    fingers = (
        ((944, 546), (1000, 500), (1062, 496), (1108, 520)),
        ((948, 552), (1016, 544), (1072, 552), (1112, 570)),
        ((942, 560), (984, 606), (1044, 620), (1092, 604)),
    )
    for finger in fingers:
        sheet.paint(sheet.curve(21, *finger), COPPER_DARK)
        sheet.paint(sheet.curve(17, *finger), COPPER)
        sheet.add(sheet.curve(4, *[(x, y - 4) for x, y in finger]), "#ffe0b4", 0.5)
        for x, y in finger[1:3]:
            sheet.paint(sheet.oval(x, y, 12.5), "#8d5b35")
            sheet.paint(sheet.oval(x, y, 4.5), "#e3b07c")
        sheet.paint(sheet.oval(*finger[-1], 11, 11), "#4a4a48")
    sheet.paint(sheet.oval(940, 552, 24), "#9a6338")
    sheet.add(sheet.oval(934, 545, 9, 7), "#ffe4c0", 0.4)
