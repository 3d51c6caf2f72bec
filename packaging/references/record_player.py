"""A picture of "Rooftop, 1974": the record player on its chair."""

from __future__ import annotations

import numpy as np
from gouache import HEIGHT, WIDTH, Point, Sheet, blur, smooth

EVERYWHERE = np.ones((HEIGHT, WIDTH), np.float32)


def player() -> Sheet:
    """Paint the record player from above, the low sun raking over the grooves."""
    sheet = Sheet(1975, "#8d6a58")
    sheet.paint(EVERYWHERE, "#a87a5c", "#4c4048", along=sheet.x / WIDTH * 0.8 + sheet.y / HEIGHT * 0.2)
    sheet.shade(np.clip(sheet.cloud(40, 8), 0.3, 3) - 0.3, 0.14)
    seat = sheet.polygon((116, 96), (1178, 60), (1240, 700), (60, 716))
    sheet.shade(blur(np.roll(seat, (14, 30), (0, 1)), 14), 0.5)
    sheet.paint(seat, "#b27a4c", "#6b4634", along=sheet.x / WIDTH)
    sheet.shade(seat * (np.clip(sheet.cloud(120, 2), 0.2, 3) - 0.2), 0.16)
    case = sheet.polygon((196, 132), (1092, 104), (1140, 660), (150, 676), hand=0.4)
    sheet.shade(blur(np.roll(case, (16, 34), (0, 1)), 12), 0.62)
    sheet.paint(case, "#b9503e", "#74353a", along=sheet.x / WIDTH * 0.9)
    deck = sheet.polygon((222, 156), (1068, 130), (1112, 636), (180, 650), hand=0.4)
    sheet.paint(deck, "#ecd6ae", "#a78d7c", along=(sheet.x - 150) / 1000)
    sheet.add(sheet.line(4, (198, 134), (1090, 106)), "#ffe2b8", 0.4)
    sheet.add(sheet.line(4, (196, 136), (152, 674)), "#ffe2b8", 0.55)
    _platter(sheet, 560, 394)
    _tonearm(sheet)
    _knobs(sheet)
    warm = smooth(1150, 100, sheet.x + 0.5 * (sheet.y - 360))
    sheet.add(warm, "#f2a65a", 0.13)
    # The lid's shadow falls across the far corner, and the bars of the parapet rail with it.
    shade = blur(sheet.polygon((780, 0), (1280, 0), (1280, 520), (1010, 300)), 26)
    sheet.shade(shade, 0.42, "#2c3348")
    return sheet


def _platter(sheet: Sheet, x: float, y: float) -> None:
    rx, ry = 318.0, 234.0
    sheet.shade(blur(sheet.oval(x + 16, y + 15, rx, ry), 9), 0.6)
    sheet.paint(
        sheet.oval(x, y + 5, rx + 5, ry + 4, hand=0.2), "#c9c2b4", "#5d565a", along=(sheet.x - x + rx) / (2 * rx)
    )
    disc = sheet.oval(x, y, rx, ry, hand=0.2)
    sheet.paint(disc, "#2a2322", "#1d1a1e", along=(sheet.x - x + rx) / (2 * rx), thick=0.02)
    far = np.hypot((sheet.x - x) / rx, (sheet.y - y) / ry)
    turn = np.arctan2((sheet.y - y) / ry, (sheet.x - x) / rx)
    # Grooves: chance that depends on the distance from the middle alone.
    rings = np.interp(far * 400, np.arange(600), sheet.chance.random(600)).astype(np.float32)
    band = smooth(0.36, 0.4, far) * smooth(0.985, 0.955, far)
    sheet.add(disc * band * rings, "#8a7568", 0.22)
    for gap in (0.56, 0.74, 0.9):
        sheet.shade(disc * np.exp(-(((far - gap) / 0.006) ** 2)), 0.75)
    for middle, wide, strength in ((np.pi * 0.86, 0.2, 0.95), (-np.pi * 0.14, 0.16, 0.5), (np.pi * 0.68, 0.07, 0.3)):
        off = np.angle(np.exp(1j * (turn - middle)))
        wedge = np.exp(-((off / wide) ** 2)) * band * (0.55 + 0.45 * rings)
        sheet.add((disc * wedge).astype(np.float32), "#ffc98a", strength)
    label = sheet.oval(x, y, rx * 0.335, ry * 0.335, hand=0.2)
    sheet.paint(label, "#d9863f", "#a8532f", along=(sheet.x - x + 100) / 200)
    sheet.paint(sheet.oval(x, y, rx * 0.24, ry * 0.24, hand=0.2), "#f0d9a8", "#cfa271", along=(sheet.x - x + 70) / 140)
    for row, wide in ((-26, 46), (-16, 30), (22, 40), (31, 24)):
        sheet.wash(sheet.line(3.4, (x - wide, y + row), (x + wide, y + row)), "#7d4a34", 0.7)
    sheet.add(
        sheet.curve(2, *[(x + rx * 0.335 * np.cos(a), y + ry * 0.335 * np.sin(a)) for a in np.linspace(2.2, 4.6, 7)]),
        "#ffe0b0",
        0.6,
    )
    sheet.paint(sheet.oval(x, y, 8, 6.4), "#6b635e")
    sheet.add(sheet.oval(x - 2, y - 2, 3, 2.4), "#fff4dd", 0.95)


def _tonearm(sheet: Sheet) -> None:
    base = (962, 248)
    arm: tuple[Point, ...] = ((962, 248), (976, 360), (968, 470), (936, 532))
    sheet.shade(blur(sheet.curve(15, *[(x + 20, y + 17) for x, y in arm]), 5), 0.55)
    sheet.shade(blur(sheet.oval(base[0] + 17, base[1] + 15, 66, 52), 7), 0.5)
    sheet.paint(sheet.oval(*base, 64, 50, hand=0.3), "#d8cdb9", "#7a6f6e", along=(sheet.x - base[0] + 64) / 128)
    sheet.paint(sheet.oval(*base, 42, 33, hand=0.3), "#a79c90", "#5b5358", along=(sheet.x - base[0] + 42) / 84)
    sheet.paint(sheet.line(20, (958, 214), (962, 250)), "#6d6467")
    sheet.paint(sheet.oval(957, 206, 19, 15), "#857a76", "#4c4549", along=(sheet.x - 938) / 38)
    sheet.paint(sheet.curve(13, *arm), "#8d8480")
    sheet.add(sheet.curve(4.5, *[(x - 3, y) for x, y in arm]), "#fff0d6", 0.85)
    sheet.paint(sheet.oval(*base, 18, 15), "#e9dfcb", "#8a7f7b", along=(sheet.x - base[0] + 18) / 36)
    head = sheet.polygon((948, 516), (966, 530), (930, 582), (902, 566))
    sheet.paint(head, "#efe2c4", "#9b8a78", along=(sheet.x - 902) / 64)
    sheet.paint(sheet.curve(4, (950, 566), (966, 580), (962, 592)), "#a99c8c")
    sheet.paint(sheet.box(986, 440, 1012, 476, 5), "#6c6265")
    sheet.paint(sheet.box(976, 444, 1000, 470, 8), "#57494b")


def _knobs(sheet: Sheet) -> None:
    for x, y in ((1030, 566), (1042, 496)):
        sheet.shade(blur(sheet.oval(x + 9, y + 9, 25, 20), 4), 0.6)
        sheet.paint(sheet.oval(x, y, 25, 20), "#7d4a34", "#3f2b2c", along=(sheet.x - x + 25) / 50)
        sheet.paint(sheet.oval(x, y - 3, 18, 14), "#a5683f", "#5a3a33", along=(sheet.x - x + 18) / 36)
        sheet.add(sheet.line(3, (x, y - 3), (x - 9, y - 11)), "#ffe6c0", 0.8)
    for row in range(7):
        for column in range(4):
            x, y = 232 + column * 17 - row * 2, 566 + row * 11
            sheet.paint(sheet.oval(x, y, 3.4, 2.7), "#8a6d58")
