"""A picture of "The Workshop": the room by night, the brass lamp still burning."""

from __future__ import annotations

import numpy as np
from bodkin import bodkin
from gouache import HEIGHT, WIDTH, Sheet, blur, smooth


def night() -> Sheet:
    """Paint the workshop after closing, the brass lamp still burning."""
    sheet = Sheet(1901, "#16202e")
    everywhere = np.ones((HEIGHT, WIDTH), np.float32)
    sheet.paint(everywhere, "#1d2b3d", "#141b27", along=sheet.x / WIDTH * 0.7 + sheet.y / HEIGHT * 0.3)
    _boards(sheet)
    _window(sheet)
    _drawers(sheet)
    _rafters(sheet)
    _bench(sheet)
    _jars(sheet)
    _lamp(sheet)
    return sheet


def _boards(sheet: Sheet) -> None:
    for number in range(17):
        x = number * 80 + 14 * np.sin(number * 2.1)
        sheet.shade(sheet.line(2, (x, 0), (x - 6, 470)), 0.35)
    sheet.wash(smooth(120, 480, sheet.y), "#0f1620", 0.35)


def _window(sheet: Sheet) -> None:
    left, top, right, bottom = 96, 40, 392, 438
    frame = sheet.box(left - 18, top - 20, right + 20, bottom + 22, 3)
    sheet.paint(frame, "#33414d", "#222d39")
    glass = sheet.box(left, top, right, bottom)
    sheet.paint(glass, "#6f93b0", "#2f4a63", along=(sheet.y - top) / (bottom - top))
    # The far street: roofs as one soft shape, a moon that the rain has smeared.
    far = sheet.polygon(
        (left, 352),
        (150, 322),
        (186, 346),
        (232, 300),
        (286, 340),
        (330, 318),
        (right, 344),
        (right, bottom),
        (left, bottom),
    )
    sheet.paint(far * glass, "#1f3346", "#16232f", along=(sheet.y - 300) / 140)
    sheet.add(glass * np.exp(-(((sheet.x - 292) / 62) ** 2 + ((sheet.y - 128) / 66) ** 2)), "#cfe2ee", 0.55)
    sheet.paint(sheet.oval(292, 126, 25, 26) * glass, "#dbe7ea", thick=0.03)
    streaks = np.clip(sheet.cloud(1.4, 26), 0.9, 3) - 0.9
    sheet.add(glass * streaks, "#b9d2e2", 0.16)
    for x in (right - left) / 3 * np.array([1, 2]) + left:
        sheet.paint(sheet.line(9, (x, top), (x, bottom)), "#202c38")
    for y in (bottom - top) / 4 * np.array([1, 2, 3]) + top:
        sheet.paint(sheet.line(8, (left, y), (right, y)), "#202c38")
        sheet.add(sheet.line(1.6, (left, y + 4), (right, y + 4)), "#8fb0c6", 0.3)
    sheet.paint(
        sheet.polygon(
            (left - 34, bottom + 16), (right + 34, bottom + 16), (right + 46, bottom + 36), (left - 46, bottom + 36)
        ),
        "#2d3c4a",
    )
    sheet.add(sheet.line(2.5, (left - 30, bottom + 17), (right + 30, bottom + 17)), "#a9c4d6", 0.5)
    sheet.glow(250, 210, 520, "#5f86a6", 0.34)


def _drawers(sheet: Sheet) -> None:
    left, top, wide, high = 500, 128, 62, 46
    sheet.paint(sheet.box(left - 14, top - 14, left + 9 * wide + 14, top + 6 * high + 40, 4), "#2b2624", "#211d1e")
    for row in range(6):
        for column in range(9):
            x, y = left + column * wide, top + row * high
            tint = 0.5 + 0.5 * np.sin(row * 1.7 + column * 2.3)
            sheet.paint(
                sheet.box(x + 3, y + 3, x + wide - 3, y + high - 3, 3),
                "#4a3a2e",
                "#3b3130",
                along=np.full_like(sheet.x, tint),
            )
            sheet.shade(sheet.line(2, (x + 5, y + high - 4), (x + wide - 5, y + high - 4)), 0.5)
            sheet.add(sheet.line(1.2, (x + 5, y + 4), (x + wide - 5, y + 4)), "#a98a63", 0.28)
            sheet.paint(sheet.box(x + 17, y + 10, x + wide - 17, y + 22, 1), "#8d846f")
            sheet.paint(sheet.oval(x + wide / 2, y + 32, 4.2, 3.4), "#94703c")


def _rafters(sheet: Sheet) -> None:
    sheet.paint(sheet.polygon((0, 0), (WIDTH, 0), (WIDTH, 34), (0, 18)), "#1a1c22")
    shades = (
        (470, 104, 34, "#5c7a72"),
        (612, 86, 27, "#7a5a4c"),
        (760, 112, 38, "#6c7d86"),
        (936, 78, 29, "#7b7458"),
        (1190, 92, 36, "#5a6a7c"),
    )
    for x, y, size, colour in shades:
        sheet.paint(sheet.line(2, (x, 12), (x, y - size)), "#0f141b")
        sheet.paint(sheet.oval(x, y - size * 0.86, size * 0.22, size * 0.2), "#3a3328")
        bell = sheet.blob(
            (x - size * 0.24, y - size * 0.8),
            (x + size * 0.24, y - size * 0.8),
            (x + size * 0.62, y - size * 0.2),
            (x + size, y + size * 0.3),
            (x, y + size * 0.42),
            (x - size, y + size * 0.3),
            (x - size * 0.62, y - size * 0.2),
        )
        sheet.paint(bell, colour, "#2a3440", along=(sheet.y - y + size) / (2.4 * size))
        sheet.add(bell * smooth(0.2, -1, (sheet.x - x) / size), "#9dbbcf", 0.3)
        sheet.paint(sheet.oval(x, y + size * 0.32, size * 0.86, size * 0.13), "#1b2129")


def _bench(sheet: Sheet) -> None:
    top = sheet.polygon((0, 512), (WIDTH, 476), (WIDTH, 720), (0, 720))
    sheet.paint(top, "#3a3331", "#241f22", along=(sheet.y - 480) / 240)
    grain = np.clip(sheet.cloud(70, 1.6), 0.4, 3) - 0.4
    sheet.shade(top * grain, 0.22)
    sheet.add(sheet.line(2.5, (0, 512), (WIDTH, 476)), "#7d95a8", 0.22)
    sheet.shade(blur(sheet.polygon((0, 505), (WIDTH, 469), (WIDTH, 482), (0, 520)), 6), 0.6)
    # Moonlight through the window lies on the near end of the bench, faint while the lamp burns.
    for row in range(2):
        for column in range(3):
            x, y = 60 + column * 96 - row * 46, 556 + row * 62 - column * 3
            pane = sheet.polygon((x, y), (x + 78, y - 3), (x + 50, y + 48), (x - 32, y + 51))
            sheet.add(blur(pane, 2.2), "#6f93b0", 0.26)


def _jars(sheet: Sheet) -> None:
    for x, base, wide, high, colour in (
        (438, 520, 54, 86, "#5b7684"),
        (504, 516, 46, 66, "#6b7f76"),
        (640, 514, 50, 74, "#7a705a"),
        (700, 510, 42, 100, "#596f80"),
    ):
        jar = sheet.box(x, base - high, x + wide, base, 8)
        sheet.wash(jar, colour, 0.55)
        fill = sheet.box(x + 4, base - high * 0.55, x + wide - 4, base - 4, 5)
        sheet.paint(fill, "#3d3a3a", "#2a2a2e", along=(sheet.y - base + high) / high)
        sheet.add(fill * (np.clip(sheet.cloud(2.2), 1.0, 3) - 1.0), "#b0a48c", 0.5)
        sheet.paint(sheet.box(x - 2, base - high - 9, x + wide + 2, base - high + 3, 3), "#59503f")
        sheet.add(sheet.line(2.2, (x + 7, base - high + 10), (x + 7, base - 10)), "#cfe2ee", 0.55)
        sheet.add(sheet.line(2, (x + wide - 6, base - high + 10), (x + wide - 6, base - 12)), "#f0b868", 0.4)
    bodkin(sheet, 592, 516, 0.36, asleep=True)


def _lamp(sheet: Sheet) -> None:
    foot, elbow, wrist = (1120, 520), (1196, 372), (1030, 300)
    sheet.shade(blur(sheet.oval(1096, 534, 96, 14), 7), 0.7)
    cone = sheet.polygon((968, 352), (1046, 372), (1180, 720), (640, 720))
    beam = blur(cone, 22) * smooth(330, 400, sheet.y)
    sheet.add(beam, "#d98a3a", 0.13)
    pool = np.exp(-((((sheet.x - 920) / 250) ** 2 + ((sheet.y - 588) / 74) ** 2) ** 1.1))
    sheet.add(pool.astype(np.float32), "#f0a94a", 0.72)
    sheet.add((pool**3).astype(np.float32), "#f6dca8", 0.45)
    sheet.glow(994, 374, 640, "#e08a35", 0.52, squash=0.8)
    _shade_in_work(sheet)
    for a, b in ((foot, elbow), (elbow, wrist)):
        sheet.paint(sheet.line(12, a, b), "#7d5a2b")
        sheet.add(sheet.line(2.4, (a[0] - 2, a[1]), (b[0] - 2, b[1])), "#f2cf8d", 0.45)
    sheet.paint(sheet.oval(*foot, 58, 14), "#7a5729", "#3d2c1a", along=(sheet.x - 1062) / 116)
    sheet.paint(sheet.oval(foot[0], foot[1] - 8, 22, 9), "#93692f")
    for joint in (elbow, wrist):
        sheet.paint(sheet.oval(*joint, 10), "#a87f3f")
        sheet.paint(sheet.oval(*joint, 4), "#4d371c")
    hood = sheet.blob((1036, 284), (1056, 312), (1060, 372), (1010, 386), (950, 372), (944, 346), (1004, 300))
    sheet.paint(hood, "#6b4c24", "#b98a45", along=(sheet.x - 950) / 100)
    sheet.add(sheet.curve(3, (952, 342), (1004, 300), (1036, 286)), "#f2d7a0", 0.35)
    sheet.paint(sheet.oval(1003, 374, 52, 13), "#ffe9bd", thick=0.02)
    sheet.glow(1002, 380, 150, "#ffd794", 0.75)


def _shade_in_work(sheet: Sheet) -> None:
    """Put a half-made shade with its wire ribs, a brush and some scraps under the lamp."""
    sheet.shade(blur(sheet.oval(838, 606, 96, 17), 8), 0.6)
    body = sheet.polygon((796, 520), (868, 516), (914, 602), (752, 608))
    sheet.paint(body, "#a8793f", "#e2b672", along=(sheet.x - 760) / 150)
    for share in (0.0, 0.22, 0.45, 0.7, 1.0):
        sheet.paint(
            sheet.line(2.4, (796 + 72 * share, 520 - 4 * share), (752 + 162 * share, 608 - 6 * share)), "#5d4024"
        )
    sheet.paint(sheet.oval(832, 518, 36, 7), "#4a331d")
    sheet.add(sheet.line(3, (752, 607), (914, 601)), "#ffe0a6", 0.5)
    sheet.paint(sheet.line(6, (972, 640), (1058, 620)), "#5f3a20")
    sheet.paint(sheet.line(8, (958, 644), (974, 640)), "#d9c9a0")
    for x, y in ((690, 640), (724, 656), (952, 668), (1010, 664), (880, 660)):
        sheet.shade(blur(sheet.oval(x + 10, y + 5, 14, 4), 2), 0.5)
        sheet.paint(sheet.curve(5, (x, y), (x + 5, y - 10), (x + 15, y - 10), (x + 17, y), (x + 9, y + 2)), "#b08a55")
        sheet.add(sheet.curve(1.6, (x + 1, y - 3), (x + 6, y - 11), (x + 14, y - 11)), "#ffe2a8", 0.5)
