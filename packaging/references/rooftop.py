"""A picture of "Rooftop, 1974": the roof and the quarter at dusk."""

from __future__ import annotations

import numpy as np
from gouache import HEIGHT, WIDTH, Plane, Point, Sheet, blur, smooth, spline

EVERYWHERE = np.ones((HEIGHT, WIDTH), np.float32)


def dusk() -> Sheet:
    """Paint the roof and the quarter behind it with the sun a hand above the horizon."""
    sheet = Sheet(1974, "#e8a466")
    _sky(sheet)
    _quarter(sheet)
    _roof(sheet)
    _stair(sheet)
    _tank(sheet)
    _lines(sheet)
    _chair(sheet)
    sheet.glow(176, 300, 900, "#f2a65a", 0.24)
    return sheet


def _sky(sheet: Sheet) -> None:
    sheet.paint(EVERYWHERE, "#8fa3b8", "#f0bd86", along=smooth(0, 330, sheet.y), thick=0.018)
    sheet.wash(smooth(500, 1280, sheet.x) * smooth(420, 0, sheet.y), "#75879f", 0.42)
    for number in range(7):
        y = 52 + number * 33
        band = np.clip(sheet.cloud(90, 7) - 0.35, 0, 1) * np.exp(-(((sheet.y - y) / 26) ** 2))
        sheet.add(band, "#ffd9a4", 0.24)
        sheet.wash(np.roll(band, 7, 0), "#b98a86", 0.2)
    sheet.glow(176, 292, 430, "#f5a653", 0.5)
    sheet.paint(sheet.oval(176, 284, 36), "#fff3d6", thick=0.01)
    sheet.glow(176, 284, 120, "#ffd08a", 0.3)
    for x, y, size in ((512, 118, 12), (548, 100, 9), (590, 126, 10), (700, 82, 7)):
        sheet.paint(
            sheet.curve(
                2.2,
                (x - size, y - size * 0.4),
                (x - size * 0.3, y - size * 0.25),
                (x, y),
                (x + size * 0.3, y - size * 0.25),
                (x + size, y - size * 0.5),
            ),
            "#4d4a55",
        )


def _quarter(sheet: Sheet) -> None:
    """Layer the houses: the farther, the paler and the bluer."""
    rows = (
        (306, "#c99a86", "#b48c8b", 44, 60, 92),
        (340, "#a67d7a", "#8f7880", 62, 80, 130),
        (382, "#84616a", "#6d5d6c", 84, 110, 176),
    )
    for base, warm, cool, high, least, most in rows:
        x = -20.0
        while x < WIDTH + 20:
            wide = float(sheet.chance.uniform(least, most))
            top = base - float(sheet.chance.uniform(0.25, 1)) * high
            house = sheet.box(x, top, x + wide - 3, 560)
            sheet.paint(house, warm, cool, along=np.full_like(sheet.x, min(1, max(0, x / WIDTH + 0.15))))
            sheet.add(sheet.line(3.5, (x + 1, top + 2), (x + 1, 540)), "#ffc98c", 0.42)
            sheet.add(sheet.line(2, (x, top), (x + wide - 3, top)), "#ffd9a8", 0.34)
            _openings(sheet, x, top, wide, high)
            _clutter(sheet, x, top, wide, high / 84, cool)
            x += wide
        haze = smooth(base - high, base + 50, sheet.y) * smooth(base + 110, base + 40, sheet.y)
        sheet.wash(haze, "#efb98a", 0.26)


def _openings(sheet: Sheet, x: float, top: float, wide: float, high: float) -> None:
    step = 17 * high / 60 + 6
    for column in np.arange(x + step * 0.8, x + wide - step, step):
        for row in np.arange(top + step, top + step * 5, step * 1.25):
            if sheet.chance.random() < 0.72:
                lit = sheet.chance.random() < 0.07
                pane = sheet.box(column, row, column + step * 0.42, row + step * 0.62)
                sheet.wash(pane, "#ffdf9e" if lit else "#4f4656", 0.9 if lit else 0.42)


def _clutter(sheet: Sheet, x: float, top: float, wide: float, size: float, colour: str) -> None:
    kind = sheet.chance.random()
    middle = x + wide * sheet.chance.uniform(0.3, 0.7)
    if kind < 0.3:
        r = 15 * size + 3
        for leg in (-0.8, 0.8):
            sheet.paint(
                sheet.line(2.2 * size + 0.8, (middle + leg * r, top), (middle + leg * r * 0.8, top - r)), colour
            )
        sheet.paint(
            sheet.box(middle - r, top - r * 2.7, middle + r, top - r * 0.9, 2),
            "#7b564e",
            colour,
            along=(sheet.x - middle + r) / (2 * r),
        )
        sheet.paint(
            sheet.polygon(
                (middle - r * 1.15, top - r * 2.65), (middle, top - r * 3.6), (middle + r * 1.15, top - r * 2.65)
            ),
            colour,
        )
    elif kind < 0.62:
        for at in (middle - 9 * size, middle + 8 * size):
            sheet.paint(
                sheet.box(at, top - 22 * size, at + 9 * size + 2, top + 2),
                "#8a5a4e",
                colour,
                along=(sheet.x - at) / (10 * size + 2),
            )
    elif kind < 0.85:
        sheet.paint(sheet.line(1.4, (middle, top), (middle, top - 42 * size)), "#57505c")
        for up in (24, 31, 38):
            sheet.paint(
                sheet.line(1.2, (middle - 11 * size, top - up * size), (middle + 11 * size, top - up * size - 3)),
                "#57505c",
            )


def _roof(sheet: Sheet) -> None:
    wall = sheet.polygon((0, 462), (WIDTH, 424), (WIDTH, 486), (0, 530))
    floor = sheet.polygon((0, 524), (WIDTH, 480), (WIDTH, HEIGHT), (0, HEIGHT))
    sheet.paint(floor, "#8d6a58", "#57474b", along=smooth(100, 1200, sheet.x) * 0.7 + smooth(500, 720, sheet.y) * 0.3)
    sheet.shade(floor * (np.clip(sheet.cloud(60, 5), 0.4, 3) - 0.4), 0.14)
    for a, b in (((0, 610), (WIDTH, 548)), ((0, 690), (WIDTH, 618))):
        sheet.shade(sheet.line(2.4, a, b), 0.3)
        sheet.add(sheet.line(1.4, (a[0], a[1] + 3), (b[0], b[1] + 3)), "#ffcb94", 0.16)
    sheet.paint(wall, "#b5604a", "#7f4a46", along=sheet.x / WIDTH)
    for row in range(4):
        rise = row * 15
        sheet.shade(sheet.line(1.5, (0, 474 + rise), (WIDTH, 436 + rise * 0.93)), 0.28)
        for column in range(34):
            x = column * 40 + (row % 2) * 20
            y = 462 + rise - x * 38 / WIDTH
            sheet.shade(sheet.line(1.4, (x, y + 12), (x, y + 25)), 0.2)
            if sheet.chance.random() < 0.22:
                sheet.wash(sheet.box(x + 2, y + 13, x + 38, y + 25), "#d48560", 0.4)
    sheet.paint(
        sheet.polygon((0, 452), (WIDTH, 414), (WIDTH, 428), (0, 468)), "#e0b48c", "#a58a80", along=sheet.x / WIDTH
    )
    sheet.shade(blur(sheet.polygon((0, 528), (WIDTH, 484), (WIDTH, 500), (0, 552)), 6) * floor, 0.42)


def _stair(sheet: Sheet) -> None:
    sheet.shade(blur(sheet.polygon((1010, 560), (1240, 548), (1280, 600), (1280, 660), (1130, 612)), 10), 0.42)
    front = sheet.polygon((884, 268), (1096, 258), (1096, 556), (884, 578))
    side = sheet.polygon((1096, 258), (1222, 276), (1222, 542), (1096, 556))
    sheet.paint(front, "#cf9a72", "#b07a62", along=(sheet.y - 260) / 300)
    sheet.paint(side, "#735a5e", "#5d4c55", along=(sheet.y - 260) / 300)
    sheet.add(front * np.clip(sheet.cloud(5, 12) - 0.6, 0, 1), "#ffd8a8", 0.14)
    for y in range(286, 560, 22):
        sheet.shade(sheet.line(1.3, (886, y), (1094, y - 9)), 0.1)
    sheet.paint(
        sheet.polygon((872, 254), (1100, 243), (1236, 264), (1236, 280), (1100, 261), (872, 273)),
        "#e8c096",
        "#7d6668",
        along=(sheet.x - 980) / 230,
    )
    sheet.paint(
        sheet.polygon((938, 352), (1034, 346), (1034, 562), (938, 572)),
        "#2d2530",
        "#4a3532",
        along=(sheet.x - 938) / 96,
    )
    sheet.add(sheet.polygon((944, 560), (1030, 552), (1030, 562), (944, 571)), "#ffbe7c", 0.3)
    # The open door stands against the wall, its edge to the sun.
    sheet.paint(
        sheet.polygon((934, 352), (900, 366), (900, 588), (934, 572)), "#5f7f79", "#4a6664", along=(sheet.y - 350) / 230
    )
    sheet.add(sheet.line(2.4, (901, 368), (901, 586)), "#ffe0b0", 0.6)
    sheet.paint(sheet.oval(907, 478, 3.6), "#e3b878")
    sheet.paint(sheet.oval(1008, 300, 9, 7), "#ffe7b5")
    sheet.glow(1008, 302, 60, "#ffd79a", 0.5)


def _tank(sheet: Sheet) -> None:
    for a, b in (
        ((372, 300), (360, 540)),
        ((476, 300), (492, 532)),
        ((396, 300), (392, 506)),
        ((456, 300), (462, 500)),
    ):
        sheet.paint(sheet.line(6, a, b), "#54454a")
        sheet.add(sheet.line(1.6, (a[0] - 2, a[1]), (b[0] - 2, b[1])), "#ffc78c", 0.5)
    for a, b in (((366, 420), (484, 330)), ((368, 330), (486, 430))):
        sheet.paint(sheet.line(3, a, b), "#5d4c4e")
    barrel = sheet.blob((358, 170), (424, 160), (490, 170), (493, 236), (488, 302), (424, 312), (360, 302), (355, 236))
    sheet.paint(barrel, "#c68a5c", "#5c4346", along=smooth(340, 500, sheet.x))
    for x in np.linspace(364, 486, 12):
        sheet.shade(sheet.line(1.6, (x, 168), (x + (x - 425) * 0.01, 306)), 0.3)
    for y in (192, 236, 284):
        sheet.paint(sheet.curve(3, (356, y), (424, y + 9), (492, y)), "#4a3b40")
    sheet.paint(
        sheet.polygon((346, 174), (424, 112), (502, 174), (424, 184)),
        "#8d6a5e",
        "#493d49",
        along=smooth(350, 500, sheet.x),
    )
    sheet.add(sheet.line(2, (348, 173), (424, 113)), "#ffdcae", 0.6)


def _lines(sheet: Sheet) -> None:
    wire = ((60, 596), (62, 352))
    sheet.paint(sheet.line(6, *wire), "#5a4546")
    sheet.add(sheet.line(1.8, (58, 596), (60, 352)), "#ffd09a", 0.6)
    rope = ((61, 364), (210, 392), (368, 400))
    sheet.paint(sheet.curve(1.8, *rope), "#5c4a4a")
    sheets: tuple[tuple[tuple[Point, ...], str, str], ...] = (
        (((88, 370), (204, 391)), "#fbe7c6", "#d9b494"),
        (((222, 393), (336, 399)), "#f2dcc0", "#c09a88"),
    )
    for shape, bright, dim in sheets:
        cloth = hung(sheet, *shape, 168)
        sheet.shade(blur(np.roll(cloth, (34, 46), (0, 1)), 9) * smooth(520, 560, sheet.y), 0.4)
        sheet.paint(cloth, bright, dim, along=(sheet.y - 370) / 190)
        left = shape[0][0]
        for fold in (24, 52, 80):
            crease = sheet.curve(9, (left + fold, 380), (left + fold + 7, 460), (left + fold - 3, 548))
            sheet.shade(blur(crease, 6) * cloth, 0.22, "#7a5a5a")
            sheet.add(blur(np.roll(crease, -9, 1), 4) * cloth, "#fff3da", 0.3)
        for x, y in (shape[0], ((shape[0][0] + shape[1][0]) / 2, (shape[0][1] + shape[1][1]) / 2), shape[1]):
            sheet.paint(sheet.box(x - 2, y - 5, x + 3, y + 12, 1), "#8d5f45")
    # Bulbs from the stair-head to the tank: strung, not yet lit, each with the sun in it.
    string = ((884, 270), (760, 318), (630, 318), (492, 214))
    sheet.paint(sheet.curve(2.2, *string), "#463c46")
    for share in np.linspace(0.06, 0.94, 9):
        x = 884 + (492 - 884) * share
        y = float(np.interp(x, (492, 560, 630, 695, 760, 822, 884), (214, 277, 318, 327, 318, 299, 270)))
        sheet.paint(sheet.box(x - 3, y, x + 3, y + 8, 1), "#463c46")
        sheet.paint(sheet.oval(x, y + 14, 7, 8), "#f5d9a8", "#b98c70", along=(sheet.x - x + 7) / 14)
        sheet.add(sheet.oval(x - 2.5, y + 12, 2.2), "#fff6e0", 0.9)


def hung(sheet: Sheet, left: Point, right: Point, drop: float) -> Plane:
    """Mask a bed sheet pegged at three points: the line's sag above, a hem that the air lifts below."""
    wide = right[0] - left[0]
    middle = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
    top = [
        left,
        (left[0] + wide / 4, (left[1] + middle[1]) / 2 + 5),
        middle,
        (right[0] - wide / 4, (right[1] + middle[1]) / 2 + 5),
        right,
    ]
    hem = [
        (right[0] + 0.05 * wide, right[1] + drop),
        (right[0] - 0.2 * wide, right[1] + drop * 0.94),
        (middle[0] + 0.04 * wide, middle[1] + drop * 1.01),
    ]
    hem += [(left[0] + 0.26 * wide, left[1] + drop * 0.97), (left[0] - 0.02 * wide, left[1] + drop * 1.03)]
    return sheet.polygon(*spline(top), *spline(hem))


def _chair(sheet: Sheet) -> None:
    sheet.shade(blur(sheet.polygon((640, 654), (752, 640), (900, 676), (860, 692), (700, 672)), 8), 0.46)
    for a, b in (
        ((652, 574), (660, 446)),
        ((738, 568), (748, 438)),
        ((659, 452), (748, 444)),
        ((657, 476), (747, 468)),
    ):
        sheet.paint(sheet.line(7, a, b), "#6e4632")
        sheet.add(sheet.line(2, (a[0] - 2, a[1] - 1), (b[0] - 2, b[1] - 1)), "#ffc890", 0.5)
    for a, b in (
        ((640, 582), (634, 662)),
        ((736, 574), (744, 652)),
        ((668, 566), (666, 622)),
        ((722, 562), (726, 616)),
    ):
        sheet.paint(sheet.line(7, a, b), "#6e4632")
        sheet.add(sheet.line(2, (a[0] - 2, a[1]), (b[0] - 2, b[1])), "#ffc890", 0.6)
    sheet.paint(
        sheet.polygon((628, 576), (738, 566), (748, 584), (636, 594)), "#9a6642", "#6b4534", along=(sheet.x - 628) / 120
    )
    sheet.paint(
        sheet.polygon((638, 544), (734, 536), (738, 570), (640, 580)), "#a4473a", "#6c3434", along=(sheet.x - 638) / 100
    )
    sheet.paint(sheet.polygon((638, 546), (662, 532), (746, 526), (734, 538)), "#c98a68")
    sheet.paint(sheet.oval(690, 537, 36, 7), "#2b2426")
    sheet.add(sheet.curve(1.6, (660, 537), (676, 532), (700, 532)), "#ffd6a0", 0.6)
    sheet.paint(
        sheet.polygon((662, 532), (668, 484), (750, 478), (746, 526)), "#8f3f36", "#5d2f32", along=(sheet.x - 662) / 90
    )
    sheet.add(sheet.line(2.4, (661, 531), (667, 485)), "#ffd0a0", 0.7)
