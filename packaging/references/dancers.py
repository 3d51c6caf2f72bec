"""A picture of "Rooftop, 1974": the two dancers in the hold, a plate for build, dress and colour."""

from __future__ import annotations

import numpy as np
from gouache import HEIGHT, WIDTH, Plane, Sheet, blur, smooth
from rooftop import hung

SKIN_HERS, SKIN_HIS = ("#b07d5c", "#74503f"), ("#bf8d69", "#7d5948")


def dancers() -> Sheet:
    """Paint the two of them under the bulbs, she leaning her forehead on his collar."""
    sheet = Sheet(1976, "#4f6079")
    _evening(sheet)
    _hem_and_legs(sheet)
    _teo(sheet)
    _nieves(sheet)
    _hold(sheet)
    sheet.glow(640, 96, 420, "#f0a95a", 0.16)
    return sheet


def _evening(sheet: Sheet) -> None:
    everywhere = np.ones((HEIGHT, WIDTH), np.float32)
    sheet.paint(everywhere, "#54678a", "#232a3e", along=smooth(0, 640, sheet.y), thick=0.02)
    sheet.add(smooth(380, 560, sheet.y) * smooth(640, 560, sheet.y), "#a87a72", 0.22)
    skyline = (
        (0, 520),
        (90, 520),
        (90, 490),
        (190, 490),
        (190, 528),
        (300, 528),
        (300, 470),
        (380, 470),
        (380, 512),
        (520, 512),
        (520, 486),
        (640, 486),
        (640, 524),
        (770, 524),
        (770, 478),
        (860, 478),
        (860, 508),
        (1010, 508),
        (1010, 482),
        (1110, 482),
        (1110, 518),
        (1280, 518),
        (1280, 720),
        (0, 720),
    )
    sheet.paint(sheet.polygon(*skyline), "#38405a", "#2a3046", along=smooth(470, 620, sheet.y))
    for x, y in (
        (112, 512),
        (136, 538),
        (318, 496),
        (346, 520),
        (540, 510),
        (792, 500),
        (826, 526),
        (1032, 506),
        (1060, 532),
        (1184, 546),
    ):
        sheet.paint(sheet.box(x, y, x + 9, y + 13), "#e9b468")
        sheet.glow(x + 4, y + 6, 26, "#e9a04a", 0.3)
    wall = sheet.polygon((0, 560), (WIDTH, 552), (WIDTH, 606), (0, 614))
    sheet.paint(
        sheet.polygon((0, 606), (WIDTH, 598), (WIDTH, 720), (0, 720)),
        "#4a4048",
        "#2b2733",
        along=smooth(600, 720, sheet.y),
    )
    sheet.paint(wall, "#7a463f", "#56363a", along=smooth(556, 614, sheet.y))
    for row in range(1, 4):
        sheet.shade(sheet.line(1.4, (0, 560 + row * 14), (WIDTH, 552 + row * 14)), 0.3)
    sheet.paint(sheet.polygon((0, 552), (WIDTH, 544), (WIDTH, 554), (0, 563)), "#b08a78")
    for left, right in (((62, 172), (372, 186)), ((926, 186), (1236, 170))):
        cloth = hung(sheet, left, right, 316)
        sheet.paint(
            sheet.line(2.2, (left[0] - 120, left[1] - 6), left, right, (right[0] + 120, right[1] + 2)), "#262a3a"
        )
        sheet.paint(cloth, "#e3c79a", "#71718a", along=smooth(150, 500, sheet.y))
        for share in (0.12, 0.3, 0.52, 0.7, 0.9):
            x = left[0] + (right[0] - left[0]) * share
            fold = sheet.curve(15, (x, 182), (x + 14, 320), (x - 6, 500))
            sheet.shade(blur(fold, 11) * cloth, 0.34, "#55506a")
            sheet.add(blur(np.roll(fold, -20, 1), 8) * cloth, "#ffe6ba", 0.22)
        for x, y in (left, ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2), right):
            sheet.paint(sheet.box(x - 2, y - 7, x + 4, y + 12, 1), "#6e4a38")
    string = [(x, 44 + 40 * np.sin(x / WIDTH * np.pi)) for x in range(-64, WIDTH + 65, 64)]
    sheet.paint(sheet.curve(2.6, *string), "#1f2230")
    for x, y in string[1::2]:
        sheet.glow(x, y + 17, 210, "#f0a850", 0.42)
        sheet.paint(sheet.box(x - 4, y, x + 4, y + 10, 1), "#1f2230")
        sheet.paint(sheet.oval(x, y + 18, 9, 10.5), "#fff3d2", thick=0.01)
    sheet.glow(640, 656, 430, "#e0a058", 0.5, squash=0.17)
    sheet.shade(blur(sheet.oval(648, 662, 150, 13), 8), 0.62)


def _form(sheet: Sheet, mask: Plane, colours: tuple[str, str], left: float, right: float, rim: float = 0.6) -> None:
    """Paint a rounded shape and light its upper edges, as the bulbs above do."""
    sheet.paint(mask, *colours, along=(sheet.x - left) / (right - left))
    edge = np.clip(mask - np.roll(blur(mask, 2.4), (4, 0), (0, 1)), 0, 1) * mask
    sheet.add(blur(edge, 0.7), "#ffcf88", rim)


def _hem_and_legs(sheet: Sheet) -> None:
    """Put the legs first: trousers and shoes, bare calves and feet on tiptoe."""
    rear = sheet.blob((704, 404), (748, 404), (752, 500), (750, 640), (714, 642), (708, 520))
    front = sheet.blob((664, 404), (724, 404), (722, 500), (708, 640), (672, 642), (672, 520))
    for leg, left in ((rear, 706), (front, 664)):
        _form(sheet, leg, ("#7a5a44", "#3d3036"), left, left + 50, 0.25)
    for x in (704, 664):
        shoe = sheet.blob((x - 16, 655), (x - 6, 643), (x + 14, 637), (x + 44, 637), (x + 46, 656), (x + 10, 660))
        _form(sheet, shoe, ("#463238", "#231c24"), x - 16, x + 46, 0.4)
    for x in (574, 612):
        calf = sheet.blob((x - 12, 548), (x + 18, 548), (x + 16, 590), (x + 9, 630), (x - 5, 630), (x - 13, 588))
        _form(sheet, calf, SKIN_HERS, x - 12, x + 20, 0.2)
        foot = sheet.blob(
            (x - 9, 622), (x + 8, 622), (x + 22, 644), (x + 40, 653), (x + 36, 660), (x + 8, 658), (x - 8, 640)
        )
        _form(sheet, foot, SKIN_HERS, x - 10, x + 42, 0.35)


def _teo(sheet: Sheet) -> None:
    """Paint Teo in profile to the left: tall, stooped over her, shirt and braces."""
    shirt = sheet.blob(
        (688, 224),
        (716, 218),
        (742, 240),
        (758, 300),
        (758, 370),
        (750, 420),
        (664, 420),
        (658, 350),
        (656, 280),
        (668, 240),
    )
    _form(sheet, shirt, ("#b9a48c", "#efddb4"), 650, 770, 0.5)
    for crease in (
        ((700, 330), (720, 372), (712, 416)),
        ((736, 280), (744, 340), (738, 410)),
        ((676, 340), (682, 380), (676, 416)),
    ):
        sheet.shade(blur(sheet.curve(9, *crease), 6) * shirt, 0.34, "#5a4e58")
    sheet.paint(sheet.curve(8, (712, 220), (724, 300), (716, 416)), "#5a3b2d")
    sheet.paint(sheet.blob((662, 404), (750, 404), (750, 424), (664, 424)), "#4a342c")
    neck = sheet.blob((676, 186), (712, 180), (726, 228), (690, 240), (676, 220))
    _form(sheet, neck, SKIN_HIS[::-1], 670, 728, 0.2)
    collar = sheet.blob((672, 226), (690, 220), (728, 218), (734, 230), (700, 240), (680, 246))
    _form(sheet, collar, ("#cdb894", "#f6e8c6"), 670, 736, 0.5)
    head = sheet.blob(
        (668, 116),
        (700, 102),
        (728, 116),
        (732, 152),
        (716, 184),
        (688, 198),
        (664, 194),
        (656, 182),
        (658, 170),
        (647, 163),
        (654, 148),
        (658, 132),
    )
    _form(sheet, head, SKIN_HIS[::-1], 646, 742, 0.35)
    hair = sheet.blob(
        (672, 112),
        (690, 96),
        (712, 94),
        (734, 106),
        (744, 130),
        (738, 162),
        (724, 180),
        (716, 164),
        (714, 142),
        (700, 134),
        (690, 120),
    )
    _form(sheet, hair, ("#8a8078", "#514c52"), 670, 746, 0.5)
    for x, y in ((698, 106), (714, 104), (728, 116), (736, 134), (732, 152), (722, 130), (708, 118), (724, 166)):
        sheet.shade(
            sheet.curve(2.2, (x - 5, y + 3), (x - 2, y - 3), (x + 4, y - 2), (x + 5, y + 3), (x + 1, y + 4)), 0.24
        )
    _form(sheet, sheet.blob((706, 146), (716, 142), (718, 160), (710, 168), (704, 158)), SKIN_HIS, 704, 720, 0.3)
    sheet.paint(sheet.blob((651, 174), (662, 168), (674, 171), (680, 179), (668, 177), (655, 180)), "#9b958e")
    sheet.paint(sheet.curve(2.2, (662, 149), (669, 152), (677, 149)), "#4d372f")
    sheet.paint(sheet.curve(3, (658, 138), (668, 133), (680, 136)), "#857c75")


def _nieves(sheet: Sheet) -> None:
    """Paint Nieves in profile to the right, straight-backed, the pencil in her hair."""
    skirt = sheet.blob(
        (584, 384),
        (642, 384),
        (656, 440),
        (668, 520),
        (678, 572),
        (620, 584),
        (560, 586),
        (506, 568),
        (528, 510),
        (562, 440),
    )
    sheet.shade(blur(np.roll(skirt, 8, 1), 8) * smooth(640, 690, sheet.x), 0.4)
    _form(sheet, skirt, ("#d0603f", "#7c3836"), 520, 690, 0.35)
    for fold in (
        ((600, 394), (568, 480), (540, 572)),
        ((616, 394), (606, 490), (590, 582)),
        ((630, 394), (640, 480), (642, 578)),
    ):
        line = sheet.curve(11, *fold)
        sheet.shade(blur(line, 7) * skirt, 0.45, "#54262c")
        sheet.add(blur(np.roll(line, -13, 1), 5) * skirt, "#ffa06c", 0.2)
    top = sheet.blob(
        (586, 274), (606, 258), (632, 258), (652, 280), (656, 330), (642, 384), (586, 386), (580, 340), (578, 300)
    )
    _form(sheet, top, ("#cb5b3e", "#87413a"), 574, 662, 0.45)
    sheet.shade(blur(sheet.curve(10, (640, 330), (622, 360), (600, 376)), 6) * top, 0.3, "#54262c")
    sheet.paint(sheet.blob((583, 376), (643, 374), (643, 389), (583, 391)), "#8d3b34")
    neck = sheet.blob((606, 232), (634, 228), (640, 264), (604, 266))
    _form(sheet, neck, SKIN_HERS, 602, 642, 0.2)
    head = sheet.blob(
        (606, 186),
        (630, 176),
        (652, 186),
        (660, 204),
        (664, 220),
        (656, 226),
        (652, 240),
        (634, 248),
        (612, 236),
        (602, 212),
    )
    _form(sheet, head, SKIN_HERS, 600, 668, 0.3)
    hair = sheet.blob(
        (596, 196),
        (612, 174),
        (636, 168),
        (656, 180),
        (652, 192),
        (636, 200),
        (630, 218),
        (618, 238),
        (602, 228),
        (594, 212),
    )
    _form(sheet, hair, ("#3a3034", "#221d26"), 592, 660, 0.45)
    knot = sheet.blob((576, 190), (590, 174), (608, 178), (612, 196), (600, 212), (582, 208))
    _form(sheet, knot, ("#3a3034", "#221d26"), 574, 614, 0.5)
    sheet.paint(sheet.curve(4.4, (652, 181), (630, 182), (608, 190), (592, 186)), "#d9d4cc")
    sheet.paint(sheet.line(4, (566, 170), (616, 206)), "#d9a441")
    sheet.paint(sheet.polygon((567, 167), (564, 173), (557, 164)), "#3a2c26")
    _form(sheet, sheet.oval(632, 216, 5, 8), SKIN_HERS, 626, 638, 0.3)
    sheet.paint(sheet.oval(633, 227, 2.6), "#e3b868")
    sheet.paint(sheet.curve(2, (646, 205), (651, 208), (656, 206)), "#3f2c28")


def _hold(sheet: Sheet) -> None:
    """Join them: a hand on his nape, a hand on her back, and the near hands clasped between."""
    _form(
        sheet,
        sheet.blob((706, 208), (722, 200), (738, 206), (744, 216), (730, 226), (712, 222)),
        SKIN_HERS,
        704,
        746,
        0.4,
    )
    for x in (722, 730, 738):
        sheet.shade(sheet.line(1.3, (x, 206), (x + 4, 219)), 0.3)
    _form(
        sheet,
        sheet.blob((572, 322), (588, 314), (600, 322), (604, 344), (590, 352), (574, 344)),
        SKIN_HIS,
        570,
        606,
        0.4,
    )
    for y in (326, 334, 342):
        sheet.shade(sheet.line(1.3, (574, y), (592, y - 2)), 0.3)
    upper = sheet.curve(30, (706, 254), (712, 300), (700, 338))
    fore = sheet.curve(26, (700, 338), (672, 332), (646, 312))
    sheet.shade(blur(np.roll(np.maximum(upper, fore), (8, 6), (0, 1)), 7), 0.34)
    _form(sheet, upper, ("#cdb894", "#f4e4bc"), 684, 732, 0.4)
    _form(sheet, fore, ("#d8c49c", "#f0deb4"), 640, 712, 0.5)
    sheet.paint(sheet.line(6, (664, 342), (674, 318)), "#c3ac86")
    _form(sheet, sheet.curve(20, (664, 328), (648, 314), (640, 304)), SKIN_HIS, 630, 668, 0.4)
    arm = sheet.curve(21, (602, 278), (598, 316), (612, 338))
    lower = sheet.curve(18, (612, 338), (626, 322), (636, 304))
    sheet.shade(blur(np.roll(np.maximum(arm, lower), (6, 4), (0, 1)), 5), 0.32)
    _form(sheet, np.maximum(arm, lower), SKIN_HERS, 588, 646, 0.4)
    sleeve = sheet.blob((590, 268), (612, 264), (618, 290), (604, 300), (588, 294))
    _form(sheet, sleeve, ("#d0603f", "#93453a"), 586, 620, 0.5)
    _form(
        sheet,
        sheet.blob((624, 298), (632, 284), (648, 282), (656, 294), (650, 310), (634, 314)),
        SKIN_HIS,
        622,
        658,
        0.5,
    )
    _form(sheet, sheet.blob((626, 304), (630, 292), (642, 290), (646, 300), (638, 312)), SKIN_HERS, 624, 648, 0.4)
    for dx in (0, 5, 10):
        sheet.shade(sheet.line(1.2, (634 + dx, 288 + dx * 0.3), (638 + dx, 297 + dx * 0.4)), 0.3)
