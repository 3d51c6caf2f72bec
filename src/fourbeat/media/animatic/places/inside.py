"""Rooms: workshop, kitchen, library, office, classroom, bar, bedroom, corridor, carriage, theatre, living room."""

from __future__ import annotations

import numpy as np

from ..scheme import mix, toned
from ..stage import Stage, along, facing, lying
from . import furniture as put
from .walls import Shell, boards, panel, shell, window


def workshop(stage: Stage) -> None:
    """Build a workshop: bench, tools on their board, jars on shelves, a lamp."""
    room = shell(stage, deep=1.9)
    m, side = stage.metre, _window_side(stage)
    window(stage, room, room.x(0.55 * side), _wide(room, 1.25 * m), 1.15 * m, 1.05 * m, (3, 2))
    left, right = sorted((room.x(-0.85 * side), room.x(0.12 * side)))
    panel(stage, (left, right), (1.2 * m, 2.15 * m), room.wall, -0.09)
    put.tools(stage, room, left, right)
    bench = stage.lighter(stage.scheme.mid, 0.02)
    stage.box(stage.far, (-room.half, room.half), (0.0, 0.9 * m), (room.wall - 0.7 * m, room.wall), bench)
    for at in np.linspace(-0.95, 0.95, 9):
        put.jar(
            stage, room.x(at) + stage.some(-0.05, 0.05) * m, 0.9 * m, room.wall - 0.35 * m, stage.some(0.12, 0.3) * m
        )
    put.shelf(stage, room, left, right, 2.3 * m)
    put.hanging_lamp(stage, room.x(-0.30 * side), _lamp_height(room, 1.95 * m), room.wall - 0.8 * m, 0.2 * m)
    put.foreground(stage)


def kitchen(stage: Stage) -> None:
    """Build a kitchen: counter, cupboards, a window over the sink, pots."""
    room = shell(stage, deep=1.9)
    m, side = stage.metre, _window_side(stage)
    window(stage, room, room.x(0.35 * side), _wide(room, 1.5 * m), 1.1 * m, 1.05 * m, (2, 2))
    tone, front = stage.lighter(stage.scheme.mid, 0.08), room.wall - 0.62 * m
    stage.box(stage.far, (-room.half, room.half), (0.0, 0.92 * m), (front, room.wall), tone)
    put.fronts(stage, room, 0.08 * m, 0.84 * m, front, 0.6 * m, stage.lighter(tone, -0.05))
    left, right = sorted((room.x(-0.95 * side), room.x(-0.2 * side)))
    stage.box(stage.far, (left, right), (1.55 * m, 2.25 * m), (room.wall - 0.35 * m, room.wall), tone)
    for at in np.linspace(-0.9, 0.9, 8):
        put.jar(stage, room.x(at), 0.92 * m, room.wall - 0.3 * m, stage.some(0.14, 0.34) * m)
    put.hanging_lamp(stage, room.x(0.1), _lamp_height(room, 1.9 * m), room.wall - 1.1 * m, 0.19 * m)
    put.foreground(stage)


def library(stage: Stage) -> None:
    """Build a library: books to the ceiling, a tall window, a ladder."""
    room = shell(stage, deep=2.2, high=3.4)
    m, side = stage.metre, _window_side(stage)
    window(stage, room, room.x(0.6 * side), _wide(room, 0.95 * m), 0.8 * m, 1.9 * m, (2, 4))
    left, right = sorted((room.x(-1.3 * side), room.x(0.22 * side)))
    panel(stage, (left, right), (0.0, 2.9 * m), room.wall, -0.2)
    for row in np.arange(0.1, 2.75, 0.36):
        put.books(stage, left, right, row * m, room.wall)
    foot = stage.lens.at(room.x(-0.2 * side), 0, room.wall - 0.5 * m)
    head = stage.lens.at(room.x(-0.32 * side), 2.6 * m, room.wall)
    for shift in (0, 26 * stage.unit):
        rail = [(foot[0] + shift, foot[1]), (head[0] + shift, head[1])]
        stage.far.sheet.line(rail, stage.scheme.prop, 4 * stage.unit)
    put.hanging_lamp(stage, room.x(0.15 * side), _lamp_height(room, 2.0 * m), room.wall - 1.2 * m, 0.17 * m)
    put.foreground(stage)


def office(stage: Stage) -> None:
    """Build an office: wide window, desk with a screen, cabinets."""
    room = shell(stage, deep=2.4)
    m, side = stage.metre, _window_side(stage)
    window(stage, room, room.x(0.25 * side), _wide(room, 2.4 * m), 0.95 * m, 1.3 * m, (5, 1), blinds=True)
    left, right = sorted((room.x(-0.98 * side), room.x(-0.6 * side)))
    stage.box(stage.far, (left, right), (0, 1.5 * m), (room.wall - 0.5 * m, room.wall), stage.scheme.mid)
    desk = room.x(0.42 * side)
    put.table(stage, desk, 0.74 * m, room.wall - 1.3 * m, 1.5 * m, 0.7 * m)
    put.monitor(stage, desk, 0.78 * m, room.wall - 1.3 * m)
    put.standing_lamp(stage, room.x(-0.45 * side), room.wall - 0.6 * m, 1.6 * m)
    put.foreground(stage)


def classroom(stage: Stage) -> None:
    """Build a classroom: blackboard, a window, rows of desks."""
    room = shell(stage, deep=3.4, wide=4.2)
    m, side = stage.metre, _window_side(stage)
    board = mix(stage.scheme.cool(0.33), stage.scheme.second, 0.2)
    left, right = sorted((room.x(-0.75 * side), room.x(0.3 * side)))
    stage.paint(stage.back, facing(left, right, 0.95 * m, 2.15 * m, room.wall), board, ink=0.35)
    for row in range(3):
        y, start = (1.9 - 0.25 * row) * m, left + 0.15 * (right - left)
        end = start + stage.some(0.35, 0.7) * (right - left)
        chalk = [stage.lens.at(start, y, room.wall), stage.lens.at(end, y, room.wall)]
        stage.back.sheet.line(chalk, stage.scheme.paper, 2 * stage.unit, 0.4)
    window(stage, room, room.x(0.72 * side), _wide(room, 1.0 * m), 0.95 * m, 1.5 * m, (2, 3))
    for z in (room.wall - 1.2 * m, room.wall - 2.2 * m):
        for share in (-0.8, -0.27, 0.27, 0.8):
            put.table(stage, room.x(share), 0.7 * m, z, 0.7 * m, 0.45 * m)
    put.foreground(stage)


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
            place = at + stage.some(-0.04, 0.04) * m
            put.bottle(stage, place, level * m, room.wall - 0.1 * m, stage.some(0.18, 0.29) * m)
        ends = stage.lens.at(left, level * m, room.wall), stage.lens.at(right, level * m, room.wall)
        stage.far.sheet.line(ends, scheme.ink, 2 * stage.unit, 0.45)
    counter = (room.wall - 0.95 * m, room.wall - 0.4 * m)
    stage.box(stage.far, (-2 * room.half, 2 * room.half), (0, 1.05 * m), counter, scheme.prop)
    for at in np.linspace(-0.75, 0.75, 4):
        put.stool(stage, room.x(at), room.wall - 1.35 * m)
    for at in (-0.62, 0.0, 0.62):
        put.hanging_lamp(stage, room.x(at), _lamp_height(room, 1.95 * m), room.wall - 0.8 * m, 0.15 * m)
    put.foreground(stage)


def bedroom(stage: Stage) -> None:
    """Build a bedroom: bed, window with its curtains, a lamp beside."""
    room = shell(stage, deep=2.3)
    m, side, scheme = stage.metre, _window_side(stage), stage.scheme
    wide, x, wall = _wide(room, 1.3 * m), room.x(0.5 * side), room.wall
    window(stage, room, x, wide, 0.95 * m, 1.3 * m, (2, 2))
    for edge in (-1, 1):
        hem = [(0.72, 2.4), (0.42, 2.4), (0.52, 0.4), (0.75, 0.3)]
        cloth = [(x + edge * wide * dx, y * m, wall) for dx, y in hem]
        stage.paint(stage.back, cloth, mix(scheme.wall, scheme.second, 0.4), 0.92, ink=0.3)
    left, right = sorted((room.x(-0.95 * side), room.x(-0.15 * side)))
    sheets = mix(scheme.second, scheme.wall, 0.45)
    stage.box(stage.far, (left, right), (0.2 * m, 0.95 * m), (wall - 0.1 * m, wall), scheme.prop)
    stage.box(stage.far, (left, right), (0, 0.42 * m), (wall - 1.6 * m, wall - 0.1 * m), sheets)
    inner = 0.12 * (right - left)
    pillow = facing(left + inner, right - inner, 0.42 * m, 0.62 * m, wall - 0.3 * m)
    stage.paint(stage.far, pillow, stage.lighter(scheme.wall, 0.18), ink=0.25)
    put.standing_lamp(stage, room.x(-0.02 * side), wall - 0.4 * m, 1.2 * m)
    put.foreground(stage)


def corridor(stage: Stage) -> None:
    """Build a corridor that runs straight away, with doors and lights along it."""
    m, scheme = stage.metre, stage.scheme
    half, high, near = 1.25 * m, 2.6 * m, 0.1
    start, end = stage.lens.subject, stage.lens.subject + 14 * m
    stage.back.sheet.fill(stage.corners, scheme.wall)
    stage.far.depth, stage.far.haze = stage.lens.subject * 2 + 3, 0.0
    for side in (-1, 1):
        tone = stage.lighter(scheme.wall, -0.05 - 0.04 * side * stage.reading.light.side)
        flat = stage.paint(stage.far, along(side * half, near, end, 0, high), tone, ink=0.3)
        one, two = stage.lens.at(side * half, high / 2, near + 1), stage.lens.at(side * half, high / 2, end)
        stage.far.sheet.wash(flat, tone, stage.hazy(tone, 0.5), one, two)
        for z in np.arange(start - 0.5 * m, end, 3.1 * m):
            door = along(side * half, max(near, z), z + 0.95 * m, 0, 2.05 * m)
            stage.paint(stage.far, door, stage.lighter(scheme.mid, -0.03), ink=0.3)
    stage.paint(stage.far, lying(-half, half, near, end, high), stage.lighter(scheme.wall, -0.13), ink=0.2)
    finish = stage.lighter(mix(scheme.wall, scheme.key, 0.5), 0.2)
    stage.paint(stage.far, facing(-half, half, 0, high, end), finish, ink=0.3)
    stage.glow(*stage.lens.at(0, high * 0.5, end), 0.35 * stage.lens.size.height, scheme.key, 0.7)
    boards(stage, half, end)
    for z in np.arange(max(near, start - m), end, 2.6 * m):
        flat = stage.paint(stage.far, lying(-0.32 * m, 0.32 * m, z, z + 0.9 * m, high), toned(scheme.key, 0.95))
        if len(flat):
            x, y = flat.mean(axis=0)
            stage.glow(float(x), float(y), 1.6 * m * stage.lens.scale(high, z), scheme.key, 0.35)


def train(stage: Stage) -> None:
    """Build a carriage: a row of windows with the country behind, seats below, straps above."""
    room = shell(stage, deep=1.1, high=2.3, wide=6.0)
    m, scheme = stage.metre, stage.scheme
    step, wall = 1.35 * m, room.wall
    count = int(min(room.half, 1.4 * room.seen) / step) + 1
    for index in range(-count, count + 1):
        window(stage, room, index * step, 0.98 * m, 0.95 * m, 0.85 * m, (1, 1))
    seat = mix(scheme.second, scheme.prop, 0.35)
    for index in range(-count, count + 1):
        at = (index + 0.5) * step
        stage.box(stage.far, (at - 0.34 * m, at + 0.34 * m), (0, 0.98 * m), (wall - 0.5 * m, wall - 0.1 * m), seat)
    stage.paint(stage.mid, facing(-9 * m, 9 * m, 1.98 * m, 2.02 * m, wall - 0.7 * m), scheme.prop)
    size = stage.lens.scale(2 * m, wall) * m
    for index in range(-2 * count, 2 * count + 1):
        x, y = stage.lens.at(index * 0.6 * m, 2.0 * m, wall - 0.7 * m)
        stage.mid.sheet.line([(x, y), (x + 0.02 * size, y + 0.22 * size)], scheme.prop, 2 * stage.unit)
        stage.mid.sheet.blob(x + 0.02 * size, y + 0.28 * size, 0.055 * size, 0.07 * size, scheme.prop)


def theatre(stage: Stage) -> None:
    """Build a stage: boards, curtains, beams of light from above."""
    room = shell(stage, deep=3.0, high=5.0, wide=5.0)
    m, scheme, size = stage.metre, stage.scheme, stage.lens.size
    stage.back.sheet.fill(stage.corners, scheme.cool(0.2))
    cloth = toned(scheme.accent, 0.33 if stage.reading.dark else 0.42)
    for side in (-1, 1):
        for fold in range(7):
            x, wide = side * room.seen * (0.62 + 0.13 * fold), 0.09 * room.seen
            drape = facing(x - wide, x + wide, -0.1, 6 * m, room.wall)
            stage.paint(stage.far, drape, stage.lighter(cloth, 0.05 * (-1) ** fold), ink=0.25)
    px, py = stage.lens.at(0, 0, stage.lens.subject)
    reach = 1.2 * m * stage.lens.scale(0, stage.lens.subject)
    pool = toned(scheme.key, 0.85)
    stage.ground.sheet.blob(px, py, 1.2 * reach, 0.28 * reach, pool, 0.55, soft=12 * stage.unit, atop=True)
    for aside in (-0.38, 0.38):
        x, y = px + aside * size.width, stage.area.top
        beam = [(x, y), (x + 14 * stage.unit, y), (px + reach, py), (px - reach, py)]
        stage.shafts.append((np.array(beam, np.float32), 0.22))
    stage.glow(px, py - reach, 2.4 * reach, scheme.key, 0.6, halo=0.2)


def room(stage: Stage) -> None:
    """Build a living room: window, a picture, a lamp, a sideboard, a plant."""
    room = shell(stage, deep=2.2)
    m, side, scheme, wall = stage.metre, _window_side(stage), stage.scheme, room.wall
    window(stage, room, room.x(0.5 * side), _wide(room, 1.25 * m), 0.85 * m, 1.4 * m, (2, 3))
    x, half = room.x(-0.42 * side), 0.34 * m
    stage.box(stage.far, (x - 0.7 * m, x + 0.7 * m), (0, 0.78 * m), (wall - 0.45 * m, wall), scheme.mid)
    panel(stage, (x - half, x + half), (1.25 * m, 1.95 * m), wall, -0.25)
    half *= 0.84
    panel(stage, (x - half, x + half), (1.31 * m, 1.89 * m), wall, 0.12)
    hills = [(-1.0, 1.31), (1.0, 1.31), (1.0, 1.55), (-0.2, 1.68), (-1.0, 1.5)]
    stage.paint(stage.back, [(x + dx * half, y * m, wall) for dx, y in hills], scheme.second, 0.7)
    put.jar(stage, x - 0.4 * m, 0.78 * m, wall - 0.25 * m, 0.3 * m)
    put.plant(stage, room.x(-0.93 * side), wall - 0.4 * m, 1.25 * m)
    put.standing_lamp(stage, room.x(0.02 * side), wall - 0.35 * m, 1.55 * m)
    put.foreground(stage)


def _window_side(stage: Stage) -> float:
    return 1.0 if stage.reading.light.side > 0 else -1.0


def _wide(room: Shell, metres: float) -> float:
    return min(metres, 0.75 * min(room.seen, room.half))


def _lamp_height(room: Shell, wanted: float) -> float:
    """Keep a lamp inside what the camera sees, where that can be."""
    return min(wanted, room.bottom + 0.93 * (room.top - room.bottom))
