"""Rooms: workshop, kitchen, library, office, classroom, bar, bedroom, corridor, carriage, theatre, living room."""

from __future__ import annotations

import numpy as np

from ..lens import Points
from ..scheme import mix, toned
from ..stage import Stage
from .walls import Shell, boards, hanging_lamp, panel, shell, window


def workshop(stage: Stage) -> None:
    """Build a workshop: bench, tools on their board, jars on shelves, a lamp."""
    room = shell(stage, deep=1.9)
    m, side = stage.metre, _window_side(stage)
    window(stage, room, room.x(0.55 * side), _wide(room, 1.25 * m), 1.15 * m, 1.05 * m, (3, 2))
    left, right = sorted((room.x(-0.85 * side), room.x(0.12 * side)))
    panel(stage, (left, right), (1.2 * m, 2.15 * m), room.wall, -0.09)
    _tools(stage, room, left, right)
    bench = stage.lighter(stage.scheme.mid, 0.02)
    stage.box(stage.far, (-room.half, room.half), (0.0, 0.9 * m), (room.wall - 0.7 * m, room.wall), bench)
    for at in np.linspace(-0.95, 0.95, 9):
        _jar(stage, room.x(at) + stage.some(-0.05, 0.05) * m, 0.9 * m, room.wall - 0.35 * m, stage.some(0.12, 0.3) * m)
    _shelf(stage, room, left, right, 2.3 * m)
    hanging_lamp(stage, room.x(-0.30 * side), _lamp_height(room, 1.95 * m), room.wall - 0.8 * m, 0.2 * m)
    _near_edge(stage, stage.scheme.prop)


def kitchen(stage: Stage) -> None:
    """Build a kitchen: counter, cupboards, a window over the sink, pots."""
    room = shell(stage, deep=1.9)
    m, side = stage.metre, _window_side(stage)
    window(stage, room, room.x(0.35 * side), _wide(room, 1.3 * m), 1.1 * m, 0.95 * m, (2, 2))
    tone = stage.lighter(stage.scheme.mid, 0.08)
    stage.box(stage.far, (-room.half, room.half), (0.0, 0.92 * m), (room.wall - 0.62 * m, room.wall), tone)
    _fronts(stage, room, 0.08 * m, 0.84 * m, room.wall - 0.62 * m, 0.6 * m, stage.lighter(tone, -0.05))
    left, right = sorted((room.x(-0.95 * side), room.x(-0.2 * side)))
    stage.box(stage.far, (left, right), (1.55 * m, 2.25 * m), (room.wall - 0.35 * m, room.wall), tone)
    for at in np.linspace(-0.9, 0.9, 8):
        _jar(stage, room.x(at), 0.92 * m, room.wall - 0.3 * m, stage.some(0.14, 0.34) * m)
    hanging_lamp(stage, room.x(0.1), _lamp_height(room, 1.9 * m), room.wall - 1.1 * m, 0.19 * m)
    _near_edge(stage, stage.scheme.mid)


def library(stage: Stage) -> None:
    """Build a library: books to the ceiling, a tall window, a ladder."""
    room = shell(stage, deep=2.2, high=3.4)
    m, side = stage.metre, _window_side(stage)
    window(stage, room, room.x(0.6 * side), _wide(room, 0.95 * m), 0.8 * m, 1.9 * m, (2, 4))
    for edge in ((-1.0, 0.22),) if side > 0 else ((-0.22, 1.0),):
        left, right = room.x(edge[0]) * 1.3, room.x(edge[1]) * 1.3 if abs(edge[1]) == 1 else room.x(edge[1])
        panel(stage, (left, right), (0.0, 2.9 * m), room.wall, -0.2)
        for row in np.arange(0.1, 2.75, 0.36):
            _books(stage, left, right, row * m, room.wall)
    foot, head = (
        stage.lens.at(room.x(-0.2 * side), 0, room.wall - 0.5 * m),
        stage.lens.at(room.x(-0.32 * side), 2.6 * m, room.wall),
    )
    for shift in (0, 26 * stage.unit):
        stage.far.sheet.line(
            [(foot[0] + shift, foot[1]), (head[0] + shift, head[1])], stage.scheme.prop, 4 * stage.unit
        )
    hanging_lamp(stage, room.x(0.15 * side), _lamp_height(room, 2.0 * m), room.wall - 1.2 * m, 0.17 * m)
    _near_edge(stage, stage.scheme.prop)


def office(stage: Stage) -> None:
    """Build an office: wide window, desk with a screen, cabinets."""
    room = shell(stage, deep=2.4)
    m, side = stage.metre, _window_side(stage)
    window(stage, room, room.x(0.25 * side), _wide(room, 2.4 * m), 0.95 * m, 1.3 * m, (5, 1))
    stage.box(
        stage.far,
        _pair(room.x(-0.98 * side), room.x(-0.6 * side)),
        (0, 1.5 * m),
        (room.wall - 0.5 * m, room.wall),
        stage.scheme.mid,
    )
    _table(stage, room.x(0.42 * side), 0.74 * m, room.wall - 1.3 * m, 1.5 * m, 0.7 * m)
    px, py = stage.lens.at(room.x(0.42 * side), 0.78 * m, room.wall - 1.3 * m)
    size = stage.lens.scale(0.8 * m, room.wall - 1.3 * m) * m
    screen = [
        (px - 0.3 * size, py - 0.42 * size),
        (px + 0.3 * size, py - 0.42 * size),
        (px + 0.3 * size, py),
        (px - 0.3 * size, py),
    ]
    stage.far.sheet.fill(screen, stage.scheme.dark)
    stage.far.sheet.fill(
        np.array(screen) * 0.9 + np.array([px, py - 0.21 * size]) * 0.1, toned(stage.scheme.key, 0.85), 0.9
    )
    stage.glow(px, py - 0.2 * size, 1.2 * size, toned(stage.scheme.key, 0.85), 0.35)
    _near_edge(stage, stage.scheme.mid)


def classroom(stage: Stage) -> None:
    """Build a classroom: blackboard, windows along the side, rows of desks."""
    room = shell(stage, deep=3.4, wide=4.2)
    m, side = stage.metre, _window_side(stage)
    board = mix(stage.scheme.cool(0.33), stage.scheme.second, 0.2)
    left, right = sorted((room.x(-0.75 * side), room.x(0.3 * side)))
    quad = [
        (left, 0.95 * m, room.wall),
        (right, 0.95 * m, room.wall),
        (right, 2.15 * m, room.wall),
        (left, 2.15 * m, room.wall),
    ]
    stage.paint(stage.back, quad, board, ink=0.35)
    for row in range(3):
        y = (1.9 - 0.25 * row) * m
        one, two = (
            stage.lens.at(left + 0.2 * (right - left), y, room.wall),
            stage.lens.at(left + stage.some(0.5, 0.85) * (right - left), y, room.wall),
        )
        stage.back.sheet.line([one, two], stage.scheme.paper, 2 * stage.unit, 0.4)
    window(stage, room, room.x(0.72 * side), _wide(room, 1.0 * m), 0.95 * m, 1.5 * m, (2, 3))
    for z in (room.wall - 1.2 * m, room.wall - 2.2 * m):
        for share in (-0.8, -0.27, 0.27, 0.8):
            _table(stage, room.x(share), 0.7 * m, z, 0.7 * m, 0.45 * m)
    _near_edge(stage, stage.scheme.mid)


def bar(stage: Stage) -> None:
    """Build a bar or café: counter, bottles against a lit wall, stools, lamps in a row."""
    room = shell(stage, deep=2.0)
    m, scheme = stage.metre, stage.scheme
    left, right = room.x(-0.9), room.x(0.9)
    panel(stage, (left, right), (1.15 * m, 2.2 * m), room.wall, 0.05 if stage.reading.dark else -0.1)
    middle = stage.lens.at(0, 1.6 * m, room.wall)
    stage.glow(*middle, 0.5 * stage.lens.size.width, mix(scheme.key, scheme.accent, 0.35), 0.35, halo=0.3)
    for level in (1.2, 1.55, 1.9):
        for at in np.linspace(left, right, 22):
            _bottle(stage, at + stage.some(-0.04, 0.04) * m, level * m, room.wall - 0.1 * m, stage.some(0.18, 0.29) * m)
        stage.sketch(
            stage.far, stage.lens.at(left, level * m, room.wall), stage.lens.at(right, level * m, room.wall), 0.5
        )
    stage.box(
        stage.far,
        (-2 * room.half, 2 * room.half),
        (0, 1.05 * m),
        (room.wall - 0.95 * m, room.wall - 0.4 * m),
        scheme.prop,
    )
    for at in np.linspace(-0.75, 0.75, 4):
        _stool(stage, room.x(at), room.wall - 1.35 * m)
    for at in (-0.62, 0.0, 0.62):
        hanging_lamp(stage, room.x(at), _lamp_height(room, 1.95 * m), room.wall - 0.8 * m, 0.15 * m)
    _near_edge(stage, scheme.prop)


def bedroom(stage: Stage) -> None:
    """Build a bedroom: bed, window with its curtains, a lamp beside."""
    room = shell(stage, deep=2.3)
    m, side, scheme = stage.metre, _window_side(stage), stage.scheme
    wide = _wide(room, 1.3 * m)
    x = room.x(0.5 * side)
    window(stage, room, x, wide, 0.95 * m, 1.3 * m, (2, 2))
    for edge in (-1, 1):
        cloth = [(x + edge * wide * 0.72, 2.4 * m, room.wall), (x + edge * wide * 0.42, 2.4 * m, room.wall),
                 (x + edge * wide * 0.52, 0.4 * m, room.wall), (x + edge * wide * 0.75, 0.3 * m, room.wall)]  # fmt: skip
        stage.paint(stage.back, cloth, mix(scheme.wall, scheme.second, 0.4), 0.92, ink=0.3)
    near, head = room.wall - 1.6 * m, room.wall
    one, two = sorted((room.x(-0.95 * side), room.x(-0.15 * side)))
    stage.box(stage.far, (one, two), (0, 0.38 * m), (near, head), mix(scheme.second, scheme.wall, 0.45))
    stage.box(stage.far, (one, two), (0.2 * m, 0.95 * m), (head - 0.1 * m, head), scheme.prop)
    pillow = [
        (one + 0.1 * m, 0.38 * m, head - 0.5 * m),
        (two - 0.1 * m, 0.38 * m, head - 0.5 * m),
        (two - 0.15 * m, 0.58 * m, head - 0.15 * m),
        (one + 0.15 * m, 0.58 * m, head - 0.15 * m),
    ]
    stage.paint(stage.far, pillow, stage.lighter(scheme.wall, 0.18), ink=0.25)
    _standing_lamp(stage, room.x(-0.02 * side), room.wall - 0.4 * m, 1.2 * m)
    _near_edge(stage, scheme.prop)


def corridor(stage: Stage) -> None:
    """Build a corridor that runs straight away, with doors and lights along it."""
    m, scheme = stage.metre, stage.scheme
    half, high, end = 1.25 * m, 2.6 * m, stage.lens.subject + 14 * m
    stage.back.sheet.fill(stage.corners, scheme.wall)
    stage.far.depth, stage.far.haze = stage.lens.subject * 2 + 3, 0.0
    near = 0.1
    finish = [(-half, 0, end), (half, 0, end), (half, high, end), (-half, high, end)]
    for side in (-1, 1):
        wall = [(side * half, 0, near), (side * half, 0, end), (side * half, high, end), (side * half, high, near)]
        tone = stage.lighter(scheme.wall, -0.05 - 0.04 * side * stage.reading.light.side)
        flat = stage.paint(stage.far, wall, tone, ink=0.3)
        stage.far.sheet.wash(
            flat,
            tone,
            stage.hazy(tone, 0.5),
            stage.lens.at(side * half, high / 2, near + 1),
            stage.lens.at(side * half, high / 2, end),
        )
        for z in np.arange(stage.lens.subject - 0.5 * m, end, 3.1 * m):
            door = [
                (side * half, 0, z),
                (side * half, 0, z + 0.95 * m),
                (side * half, 2.05 * m, z + 0.95 * m),
                (side * half, 2.05 * m, z),
            ]
            stage.paint(stage.far, door, stage.lighter(scheme.mid, -0.03), ink=0.3)
    ceiling = [(-half, high, near), (half, high, near), (half, high, end), (-half, high, end)]
    stage.paint(stage.far, ceiling, stage.lighter(scheme.wall, -0.13), ink=0.2)
    stage.paint(stage.far, finish, stage.lighter(mix(scheme.wall, scheme.key, 0.5), 0.2), ink=0.3)
    middle = stage.lens.at(0, high * 0.5, end)
    stage.glow(*middle, 0.35 * stage.lens.size.height, scheme.key, 0.7)
    boards(stage, half, end)
    for z in np.arange(stage.lens.subject - m, end, 2.6 * m):
        lamp = [
            (-0.32 * m, high - 0.01, z),
            (0.32 * m, high - 0.01, z),
            (0.32 * m, high - 0.01, z + 0.9 * m),
            (-0.32 * m, high - 0.01, z + 0.9 * m),
        ]
        flat = stage.paint(stage.far, lamp, toned(scheme.key, 0.95))
        if len(flat):
            x, y = flat.mean(axis=0)
            stage.glow(float(x), float(y), 1.6 * m * stage.lens.scale(high, z), scheme.key, 0.35)


def train(stage: Stage) -> None:
    """Build a carriage: a row of windows with the country behind, seats below."""
    room = shell(stage, deep=1.1, high=2.3, wide=6.0)
    m = stage.metre
    step = 1.35 * m
    count = int(min(room.half, 1.4 * room.seen) / step) + 1
    for index in range(-count, count + 1):
        window(stage, room, index * step, 0.98 * m, 0.95 * m, 0.85 * m, (1, 1))
    seat = mix(stage.scheme.second, stage.scheme.prop, 0.35)
    for index in range(-count, count + 1):
        at = (index + 0.5) * step
        stage.box(
            stage.far, (at - 0.34 * m, at + 0.34 * m), (0, 0.98 * m), (room.wall - 0.5 * m, room.wall - 0.1 * m), seat
        )
    stage.paint(
        stage.mid,
        [
            (-9 * m, 1.98 * m, room.wall - 0.7 * m),
            (9 * m, 1.98 * m, room.wall - 0.7 * m),
            (9 * m, 2.02 * m, room.wall - 0.7 * m),
            (-9 * m, 2.02 * m, room.wall - 0.7 * m),
        ],
        stage.scheme.prop,
    )
    for index in range(-2 * count, 2 * count + 1):
        x, y = stage.lens.at(index * 0.6 * m, 2.0 * m, room.wall - 0.7 * m)
        size = stage.lens.scale(2 * m, room.wall) * m
        stage.mid.sheet.line([(x, y), (x + 0.02 * size, y + 0.22 * size)], stage.scheme.prop, 2 * stage.unit)
        stage.mid.sheet.blob(x + 0.02 * size, y + 0.28 * size, 0.055 * size, 0.07 * size, stage.scheme.prop)


def theatre(stage: Stage) -> None:
    """Build a stage: boards, curtains, beams of light from above."""
    room = shell(stage, deep=3.0, high=5.0, wide=5.0)
    m, scheme = stage.metre, stage.scheme
    stage.back.sheet.fill(stage.corners, stage.lighter(scheme.cool(0.2), 0.0))
    cloth = toned(scheme.accent, 0.33 if stage.reading.dark else 0.42)
    for side in (-1, 1):
        for fold in range(7):
            x = side * (room.seen * (0.62 + 0.13 * fold))
            drape = [
                (x - 0.09 * room.seen, -0.1, room.wall),
                (x + 0.09 * room.seen, -0.1, room.wall),
                (x + 0.09 * room.seen, 6 * m, room.wall),
                (x - 0.09 * room.seen, 6 * m, room.wall),
            ]
            stage.paint(stage.far, drape, stage.lighter(cloth, 0.05 * (-1) ** fold), ink=0.25)
    px, py = stage.lens.at(0, 0, stage.lens.subject)
    reach = 1.2 * m * stage.lens.scale(0, stage.lens.subject)
    stage.ground.sheet.blob(
        px, py, 1.2 * reach, 0.28 * reach, toned(scheme.key, 0.85), 0.55, soft=12 * stage.unit, atop=True
    )
    for aside in (-0.9, 0.9):
        top = (px + aside * stage.lens.size.width * 0.42, stage.area.top)
        beam = np.array([top, (top[0] + 14 * stage.unit, top[1]), (px + reach, py), (px - reach, py)], np.float32)
        stage.shafts.append((beam, 0.22))
    stage.glow(px, py - reach, 2.4 * reach, scheme.key, 0.6, halo=0.2)


def room(stage: Stage) -> None:
    """Build a living room: window, a picture, a lamp, a sideboard, a plant."""
    room = shell(stage, deep=2.2)
    m, side, scheme = stage.metre, _window_side(stage), stage.scheme
    window(stage, room, room.x(0.5 * side), _wide(room, 1.25 * m), 0.85 * m, 1.4 * m, (2, 3))
    x = room.x(-0.42 * side)
    stage.box(
        stage.far, _pair(x - 0.7 * m, x + 0.7 * m), (0, 0.78 * m), (room.wall - 0.45 * m, room.wall), stage.scheme.mid
    )
    frame = 0.34 * m
    panel(stage, (x - frame, x + frame), (1.25 * m, 1.95 * m), room.wall, -0.25)
    panel(stage, (x - 0.84 * frame, x + 0.84 * frame), (1.31 * m, 1.89 * m), room.wall, 0.12)
    stage.paint(
        stage.back,
        [
            (x - 0.84 * frame, 1.31 * m, room.wall),
            (x + 0.84 * frame, 1.31 * m, room.wall),
            (x + 0.84 * frame, 1.55 * m, room.wall),
            (x - 0.2 * frame, 1.68 * m, room.wall),
            (x - 0.84 * frame, 1.5 * m, room.wall),
        ],
        scheme.second,
        0.7,
    )
    _jar(stage, x - 0.4 * m, 0.78 * m, room.wall - 0.25 * m, 0.3 * m)
    _plant(stage, room.x(-0.93 * side), 0.0, room.wall - 0.4 * m, 1.25 * m)
    _standing_lamp(stage, room.x(0.02 * side), room.wall - 0.35 * m, 1.55 * m)
    _near_edge(stage, scheme.prop)


def _window_side(stage: Stage) -> float:
    return 1.0 if stage.reading.light.side > 0 else -1.0


def _wide(room: Shell, metres: float) -> float:
    return min(metres, 0.75 * min(room.seen, room.half))


def _lamp_height(room: Shell, wanted: float) -> float:
    """Keep a lamp inside what the camera sees, where that can be."""
    return min(wanted, room.bottom + 0.93 * (room.top - room.bottom))


def _pair(one: float, two: float) -> tuple[float, float]:
    return (one, two) if one < two else (two, one)


def _tools(stage: Stage, room: Shell, left: float, right: float) -> None:
    """Hang saws, hammers and spanners on their board as flat shadows."""
    tone, m, lens = stage.lighter(stage.scheme.prop, -0.04), stage.metre, stage.lens
    for at in np.linspace(left + 0.12 * m, right - 0.12 * m, 8):
        x, y = lens.at(at, 2.05 * m, room.wall)
        size = lens.scale(2 * m, room.wall) * m
        long = stage.some(0.25, 0.5) * size
        stage.back.sheet.line([(x, y), (x, y + long)], tone, stage.some(2.5, 5) * stage.unit)
        kind = int(stage.rng.integers(4))
        if kind == 0:
            stage.back.sheet.fill(
                [
                    (x - 0.1 * size, y),
                    (x + 0.1 * size, y),
                    (x + 0.1 * size, y + 0.08 * size),
                    (x - 0.1 * size, y + 0.08 * size),
                ],
                tone,
            )
        elif kind == 1:
            stage.back.sheet.fill(
                [(x, y), (x + 0.13 * size, y + 0.05 * size), (x + 0.03 * size, y + long), (x, y + long)], tone
            )
        elif kind == 2:
            stage.back.sheet.blob(x, y + long, 0.055 * size, 0.055 * size, tone)
        else:
            stage.back.sheet.blob(x, y, 0.05 * size, 0.07 * size, tone)


def _shelf(stage: Stage, room: Shell, left: float, right: float, y: float) -> None:
    m = stage.metre
    stage.box(stage.far, (left, right), (y, y + 0.05 * m), (room.wall - 0.28 * m, room.wall), stage.scheme.mid)
    for at in np.arange(left + 0.1 * m, right - 0.05 * m, 0.24 * m):
        _jar(stage, at, y + 0.05 * m, room.wall - 0.15 * m, stage.some(0.14, 0.3) * m)


def _jar(stage: Stage, x: float, y: float, z: float, tall: float) -> None:
    px, py = stage.lens.at(x, y, z)
    size = tall * stage.lens.scale(y, z)
    wide = size * stage.some(0.25, 0.45)
    tone = stage.tint(mix(stage.scheme.prop, stage.scheme.second, stage.some(0, 0.7)), by=0.09)
    stage.far.sheet.fill(
        [
            (px - wide, py),
            (px + wide, py),
            (px + wide, py - 0.75 * size),
            (px + 0.6 * wide, py - size),
            (px - 0.6 * wide, py - size),
            (px - wide, py - 0.75 * size),
        ],
        tone,
    )
    light = -0.5 if stage.reading.light.side < 0 else 0.4
    stage.far.sheet.line(
        [(px + light * wide, py - 0.15 * size), (px + light * wide, py - 0.7 * size)],
        stage.scheme.key,
        1.6 * stage.unit,
        0.35,
    )


def _bottle(stage: Stage, x: float, y: float, z: float, tall: float) -> None:
    px, py = stage.lens.at(x, y, z)
    size = tall * stage.lens.scale(y, z)
    wide = 0.17 * size
    tone = stage.tint(
        mix(
            stage.scheme.cool(0.4),
            (stage.scheme.accent, stage.scheme.second, stage.scheme.warm(0.6))[int(stage.rng.integers(3))],
            0.6,
        ),
        by=0.08,
    )
    body = [
        (px - wide, py),
        (px + wide, py),
        (px + wide, py - 0.6 * size),
        (px + 0.35 * wide, py - 0.75 * size),
        (px + 0.35 * wide, py - size),
        (px - 0.35 * wide, py - size),
        (px - 0.35 * wide, py - 0.75 * size),
        (px - wide, py - 0.6 * size),
    ]
    stage.far.sheet.fill(body, tone)
    stage.far.sheet.line(
        [(px - 0.4 * wide, py - 0.1 * size), (px - 0.4 * wide, py - 0.55 * size)],
        stage.scheme.key,
        1.2 * stage.unit,
        0.5,
    )


def _books(stage: Stage, left: float, right: float, y: float, z: float) -> None:
    at, m, lens = left + 0.03 * stage.metre, stage.metre, stage.lens
    scale = lens.scale(y, z)
    while at < right - 0.05 * m:
        wide, tall = stage.some(0.03, 0.07) * m, stage.some(0.2, 0.29) * m
        px, py = lens.at(at, y, z)
        tone = stage.tint(
            mix(
                stage.scheme.prop,
                (stage.scheme.second, stage.scheme.accent, stage.scheme.wall)[int(stage.rng.integers(3))],
                stage.some(0.1, 0.6),
            ),
            by=0.07,
        )
        stage.back.sheet.fill(
            [(px, py), (px + wide * scale, py), (px + wide * scale, py - tall * scale), (px, py - tall * scale)], tone
        )
        at += wide * (1 if stage.rng.random() < 0.93 else 2.2)


def _fronts(stage: Stage, room: Shell, low: float, high: float, z: float, step: float, colour: Points) -> None:
    for at in np.arange(-room.half, room.half, step):
        door = [
            (at + 0.04 * step, low, z),
            (at + 0.96 * step, low, z),
            (at + 0.96 * step, high, z),
            (at + 0.04 * step, high, z),
        ]
        stage.paint(stage.far, door, colour, ink=0.25)
        x, y = stage.lens.at(at + 0.5 * step, high - 0.1 * stage.metre, z)
        stage.far.sheet.blob(x, y, 5 * stage.unit, 1.8 * stage.unit, stage.scheme.dark, 0.6)


def _table(stage: Stage, x: float, high: float, z: float, wide: float, deep: float) -> None:
    tone = stage.lighter(stage.scheme.mid, 0.05)
    m = stage.metre
    for edge in (-1, 1):
        leg = x + edge * wide * 0.45
        stage.paint(
            stage.far,
            [(leg - 0.03 * m, 0, z), (leg + 0.03 * m, 0, z), (leg + 0.03 * m, high, z), (leg - 0.03 * m, high, z)],
            stage.lighter(tone, -0.12),
        )
    stage.box(stage.far, (x - wide / 2, x + wide / 2), (high - 0.05 * m, high), (z, z + deep), tone)


def _stool(stage: Stage, x: float, z: float) -> None:
    px, py = stage.lens.at(x, 0.72 * stage.metre, z)
    size = stage.lens.scale(0.7 * stage.metre, z) * stage.metre
    stage.mid.sheet.line([(px, py), (px - 0.13 * size, py + 0.72 * size)], stage.scheme.dark, 3 * stage.unit)
    stage.mid.sheet.line([(px, py), (px + 0.13 * size, py + 0.72 * size)], stage.scheme.dark, 3 * stage.unit)
    stage.mid.sheet.blob(px, py, 0.19 * size, 0.06 * size, stage.lighter(stage.scheme.prop, 0.03))


def _standing_lamp(stage: Stage, x: float, z: float, tall: float) -> None:
    scheme, lens = stage.scheme, stage.lens
    foot, head = lens.at(x, 0, z), lens.at(x, tall, z)
    size = lens.scale(tall, z) * stage.metre
    stage.far.sheet.line([foot, head], scheme.dark, 2.6 * stage.unit)
    lit = stage.reading.dark or "lamp" in stage.reading.light.sources
    tone = toned(scheme.key, 0.93) if lit else stage.lighter(scheme.wall, 0.1)
    shade = [
        (head[0] - 0.12 * size, head[1] - 0.14 * size),
        (head[0] + 0.12 * size, head[1] - 0.14 * size),
        (head[0] + 0.2 * size, head[1] + 0.14 * size),
        (head[0] - 0.2 * size, head[1] + 0.14 * size),
    ]
    stage.far.sheet.fill(shade, tone)
    if lit:
        stage.glow(head[0], head[1], 1.9 * size, scheme.key, 0.75)


def _plant(stage: Stage, x: float, y: float, z: float, tall: float) -> None:
    px, py = stage.lens.at(x, y, z)
    size = tall * stage.lens.scale(y, z)
    stage.far.sheet.fill(
        [
            (px - 0.12 * size, py - 0.25 * size),
            (px + 0.12 * size, py - 0.25 * size),
            (px + 0.09 * size, py),
            (px - 0.09 * size, py),
        ],
        stage.scheme.accent,
    )
    leaf = mix(stage.scheme.cool(0.4), stage.scheme.second, 0.3)
    for turn in np.linspace(-1.2, 1.2, 9):
        reach = size * stage.some(0.45, 0.75)
        tip = (px + np.sin(turn) * reach, py - 0.25 * size - np.cos(turn) * reach)
        bend = (px + np.sin(turn) * reach * 0.35 + 0.05 * size, py - 0.25 * size - np.cos(turn) * reach * 0.6)
        stage.far.sheet.fill(
            [
                (px, py - 0.25 * size),
                bend,
                tip,
                (2 * px / 2 + np.sin(turn) * reach * 0.5, py - 0.3 * size - np.cos(turn) * reach * 0.42),
            ],
            stage.tint(leaf),
        )


def _near_edge(stage: Stage, colour: Points) -> None:
    """Let something close to the camera frame one side: a shelf's edge, a door."""
    if stage.metre < 0.5 or stage.half_width(stage.fore.depth) < 0.35:
        return
    side = 1.0 if stage.reading.light.side <= 0 else -1.0
    z = stage.fore.depth
    edge = side * stage.half_width(z)
    inner = edge - side * 0.13 * stage.half_width(z)
    quad = [(inner, -1, z), (edge + side * 3, -1, z), (edge + side * 3, 6, z), (inner, 6, z)]
    stage.paint(stage.fore, quad, toned(mix(colour, stage.scheme.dark, 0.6), 0.19), 1.0)
