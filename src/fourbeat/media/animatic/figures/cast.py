"""The cast in its places: who stands where for a framing, their shadows, and those seen from above."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from ....model.plan import Angle, Framing
from ..reading import Being
from ..scheme import Colour, mix, parse, toned
from ..sheet import Area, Sheet, blurred
from ..stage import Layer, Stage
from . import people, things
from .heads import Look
from .puppet import Puppet

_FLAT = frozenset({"letter", "book", "phone", "key", "sword"})
"""Things that lie rather than stand, where the camera looks down on them."""

_HEADS = {"person": (0.085, 0.16), "robot": (0.27, 0.4)}
"""Half the width and the whole height of a head with its hair, in parts of the body's height."""


@dataclass
class Player:
    """Be one of the cast on the stage: its layer, where it stands and how high it reaches, in frame pixels."""

    being: Being
    layer: Layer
    foot: tuple[float, float]
    top: tuple[float, float]
    colour: Colour

    @property
    def height(self) -> float:
        """Give how tall it would stand upright, in frame pixels."""
        return (self.foot[1] - self.top[1]) * self.being.metres / self.being.reach

    @property
    def face(self) -> tuple[float, float, float, float]:
        """Give the box that nothing may lie over: left, top, right, bottom of the head, in frame pixels."""
        x, y = self.foot[0], self.top[1]
        wide, deep = _HEADS.get(self.being.kind, (0.3, 0.6))
        return x - wide * self.height, y - 0.01 * self.height, x + wide * self.height, y + deep * self.height


def play(stage: Stage) -> list[Player]:
    """Put the cast on the stage, the farthest first."""
    if stage.reading.angle is Angle.OVERHEAD:
        return _from_above(stage)
    places = _places(stage)
    return [_enter(stage, being, *place, rank) for rank, (being, place) in enumerate(places)]


def _places(stage: Stage) -> list[tuple[Being, tuple[float, float, float]]]:
    """Give everyone a place: metres across, metres away, and which way they look."""
    beings = stage.reading.beings
    framing, d = stage.reading.framing, stage.lens.subject
    half = stage.half_width(d)
    people_here = [being for being in beings if being.kind == "person"]
    if framing is Framing.OVER_SHOULDER and len(people_here) >= 2:
        _shoulder(stage, people_here[0])
        return [(people_here[1], (-0.34 * half, d, 0.35))]
    if stage.reading.couple:
        apart = 0.105 * min(being.metres for being in beings)
        one, two = (replace(being, pose="hold") for being in beings)
        return [(one, (-apart, d, 1.0)), (two, (apart, d, -1.0))]
    if framing is Framing.TWO_SHOT and len(beings) >= 2:
        return [(beings[0], (-0.36 * half, d, 0.9)), (beings[1], (0.36 * half, d, -0.9)), *_rest(stage, beings[2:])]
    if not beings:
        return []
    if len(beings) == 1:
        side = -1 if stage.reading.light.side > 0 else 1
        tight = framing in (Framing.CLOSE_UP, Framing.EXTREME_CLOSE_UP, Framing.INSERT)
        x = side * half * (0.06 if tight else 0.22 if framing is not Framing.FULL else 0.12)
        if beings[0].kind == "person":
            turn = -0.45 * side if not tight else -0.55 * side
            if framing is Framing.CLOSE_UP and stage.reading.light.behind > 0.6:
                turn = -1.0 * side
            return [(beings[0], (x, d, turn))]
        return [(beings[0], (x * 0.6, d, 1.0 if side < 0 else -1.0))]
    return _row(stage, beings)


def _row(stage: Stage, beings: tuple[Being, ...]) -> list[tuple[Being, tuple[float, float, float]]]:
    d, half = stage.lens.subject, stage.half_width(stage.lens.subject)
    tall = max(being.metres for being in beings)
    wide = {"car": 1.5, "horse": 0.6, "dog": 0.8, "bicycle": 0.9}
    room = [max(0.42 * being.metres, wide.get(being.kind, 0.35) * being.metres, 0.16 * tall) for being in beings]
    total = sum(room) * 2
    spread = min(1.0, 1.6 * half / total) if total else 1.0
    gap = max(0.0, (1.25 * half - total * spread) / (len(beings) + 1)) * 0.8
    placed, at = [], -(total * spread + gap * (len(beings) - 1)) / 2
    for index, (being, own) in enumerate(zip(beings, room, strict=True)):
        x = at + own * spread
        at += 2 * own * spread + gap
        turn = 0.5 if x < 0 else -0.5
        placed.append((being, (x, d * (1 + 0.06 * (index % 2)), turn)))
    return sorted(placed, key=lambda entry: -entry[1][1])


def _rest(stage: Stage, beings: tuple[Being, ...]) -> list[tuple[Being, tuple[float, float, float]]]:
    d, half = stage.lens.subject, stage.half_width(stage.lens.subject)
    return [(being, ((0.05 + 0.25 * index) * half, 1.5 * d, 0.3)) for index, being in enumerate(beings)]


def _enter(stage: Stage, being: Being, x: float, z: float, turn: float, rank: int) -> Player:
    lens = stage.lens
    floats = 0.9 * being.metres if being.kind == "balloon" else 0.0
    foot = lens.at(x, floats, z)
    head = lens.at(x, floats + being.metres, z)
    height = foot[1] - head[1]
    layer = Layer(f"figure {rank}", Sheet(stage.area), lens.depth(being.metres / 2, z))
    own = parse(being.colour) if being.colour else stage.scheme.accent
    facing = 1.0 if turn >= 0 else -1.0
    puppet = Puppet(stage.area, stage.scheme, stage.reading.light, foot, height, facing)
    if being.kind in _FLAT and lens.pitch < -0.2:
        layer.sheet = _laid(stage, being, x, z, rank)
        return Player(being, layer, foot, head, own)
    if being.kind == "person":
        people.person(puppet, being, abs(turn), rank)
    else:
        for lx, ly, reach in things.thing(puppet, being, rank):
            at, strength = puppet.at([(lx, ly)])[0], 0.9 if being.kind in ("bulb", "lantern") else 0.3
            stage.glow(float(at[0]), float(at[1]), reach * height, stage.scheme.key, strength)
    layer.sheet = puppet.sheet
    _rim(stage, layer, height)
    _cast_shadow(stage, layer, foot, height, being)
    return Player(being, layer, foot, lens.at(x, floats + being.reach, z), own)


def _laid(stage: Stage, being: Being, x: float, z: float, rank: int) -> Sheet:
    """Paint a flat thing as it lies on the table or the ground, with the shadow under its edge."""
    side = round(min(1400, 1.2 * stage.lens.size.height))
    square = Area(0, 0, side, side, stage.unit)
    puppet = Puppet(square, stage.scheme, stage.reading.light, (side / 2, 0.82 * side), 0.56 * side)
    things.thing(puppet, being, rank)
    half = 1.55 * being.metres
    turn = stage.some(-0.28, 0.28)
    cos, sin = np.cos(turn), np.sin(turn)
    ring = [(-half, half), (half, half), (half, -half), (-half, -half)]
    ground = [(x + a * cos - b * sin, 0.0, z + a * sin + b * cos) for a, b in ring]
    corners = stage.lens.project(ground) - [stage.area.left, stage.area.top]
    sheet = Sheet(stage.area)
    if len(corners) != 4:
        return sheet
    page = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32)
    matrix = cv2.getPerspectiveTransform(page, corners.astype(np.float32))
    size = (stage.area.width, stage.area.height)
    sheet.pixels = np.asarray(cv2.warpPerspective(puppet.sheet.pixels, matrix, size, flags=cv2.INTER_AREA), np.uint8)
    away = np.array([-(stage.reading.light.side or 0.6) * 5, 6]) * stage.unit
    fallen = cv2.warpAffine(sheet.pixels[..., 3], np.array([[1, 0, away[0]], [0, 1, away[1]]], np.float32), size)
    soft = blurred(np.asarray(fallen, np.uint8), 5 * stage.unit)
    stage.ground.sheet.cover(soft.astype(np.float32) / 255, stage.scheme.dark, 0.6, atop=True)
    return sheet


def _rim(stage: Stage, layer: Layer, height: float) -> None:
    """Draw the bright edge that light from behind leaves on a figure."""
    light = stage.reading.light
    strength = 0.25 + 0.7 * max(0.0, light.behind)
    if stage.reading.dark:
        strength = min(0.95, strength + 0.15)
    alpha = layer.sheet.pixels[..., 3]
    reach = np.clip(0.011 * height, 1.5 * stage.unit, 7 * stage.unit)
    way = np.array([light.side or 0.55, -(0.45 + 0.5 * light.height)])
    way = way / np.linalg.norm(way) * reach
    moved = cv2.warpAffine(
        alpha, np.array([[1, 0, -way[0]], [0, 1, -way[1]]], np.float32), (alpha.shape[1], alpha.shape[0])
    )
    edge = cv2.subtract(alpha, moved).astype(np.float32) / 255
    layer.sheet.cover(edge, mix(toned(stage.scheme.key, 0.93), stage.scheme.paper, 0.15), strength, atop=True)


def _cast_shadow(stage: Stage, layer: Layer, foot: tuple[float, float], height: float, being: Being) -> None:
    """Lay a figure's shadow on the ground, away from the light, and a darker one under its feet."""
    area, light = stage.area, stage.reading.light
    if foot[1] > area.bottom + 0.4 * height or being.kind in ("balloon", "bird"):
        return
    alpha = layer.sheet.pixels[..., 3]
    squash = 0.30 if not light.sources & {"sun"} else 0.38
    steep = max(0.04, min(0.5, (foot[1] - stage.lens.horizon) / stage.lens.size.height))
    down = squash * steep * 2.2 * (1 if light.behind > 0 else -1)
    lean = -(light.side or 0.4) * (0.55 + 0.5 * (1 - light.height))
    y = foot[1] - area.top
    # A point h above the feet falls to (lean * h, down * h) beside them.
    matrix = np.array([[1, -lean, lean * y], [0, -down, y + down * y]], np.float32)
    shadow = cv2.warpAffine(alpha, matrix, (alpha.shape[1], alpha.shape[0]))
    shadow = blurred(np.asarray(shadow, np.uint8), (1.5 + 7 * light.soft) * stage.unit)
    stage.ground.sheet.cover(shadow.astype(np.float32) / 255, stage.scheme.dark, 0.30 + 0.28 * light.depth, atop=True)
    wide = (
        0.17 * height
        if being.kind == "person"
        else 0.3 * height * (1.6 if being.kind in ("car", "dog", "horse") else 1)
    )
    stage.ground.sheet.blob(
        foot[0],
        foot[1],
        wide,
        max(2.0, wide * steep * 1.1),
        stage.scheme.dark,
        0.55,
        soft=0.25 * wide * min(1.0, steep * 3) + 1,
        atop=True,
    )


def _shoulder(stage: Stage, being: Being) -> None:
    """Put somebody's dark head and shoulders at the right of the frame, running off its foot."""
    size = stage.lens.size
    stage.fore.depth = 0.65 * stage.lens.subject
    height = min(2.3 * size.height, 1.6 * size.width)
    crown = max(0.13 * size.height, size.height - 0.38 * height)
    foot = (0.885 * size.width, crown + height)
    puppet = Puppet(stage.area, stage.scheme, stage.reading.light, foot, height, -1.0)
    people.dark_back(puppet, being, 0, toned(mix(stage.scheme.dark, stage.scheme.prop, 0.5), 0.24))
    stage.fore.sheet = puppet.sheet
    _rim(stage, stage.fore, 0.6 * puppet.height)


def _from_above(stage: Stage) -> list[Player]:
    """Show the cast from above: shoulders, hair and a long shadow, or the thing laid flat."""
    lens = stage.lens
    scale = 0.85 * lens.scale(0.9 * stage.metre, 0) * stage.metre
    if stage.reading.framing is not Framing.EXTREME_WIDE:
        # From any nearer view a person must be told from a speck.
        scale = max(scale, 0.4 * min(lens.size.height, lens.size.width))
    seats = _seats(stage, scale)
    players = []
    for rank, (being, seat) in enumerate(zip(stage.reading.beings, seats, strict=False)):
        x, y = lens.centre[0] + seat[0] * lens.size.width, lens.centre[1] + seat[1] * lens.size.height
        layer = Layer(f"figure {rank}", Sheet(stage.area), max(0.3 * lens.height, lens.height - 1.2 * stage.metre))
        look = people.dress(being, stage.scheme, rank)
        if being.kind != "person":
            tall = min(0.45 * lens.size.height, being.metres * lens.scale(0.2, 0))
            puppet = Puppet(stage.area, stage.scheme, stage.reading.light, (x, y + tall / 2), tall)
            things.thing(puppet, being, rank)
        else:
            puppet = Puppet(stage.area, stage.scheme, stage.reading.light, (x, y), scale)
            turn = float(np.arctan2(seat[1], -seat[0])) if seat != (0.0, 0.0) else np.pi / 2
            _seen_from_above(puppet, look, turn, reaching="table" in stage.reading.things)
        layer.sheet = puppet.sheet
        shade = blurred(layer.sheet.pixels[..., 3], 6 * stage.unit)
        away = (-(stage.reading.light.side or 0.7) * 0.16 * scale, 0.1 * scale)
        fallen = cv2.warpAffine(
            shade, np.array([[1, 0, away[0]], [0, 1, away[1]]], np.float32), (shade.shape[1], shade.shape[0])
        )
        stage.back.sheet.cover(fallen.astype(np.float32) / 255, stage.scheme.dark, 0.5)
        _rim(stage, layer, scale)
        players.append(
            Player(
                being, layer, (x, y), (x, y - 0.3 * scale), parse(being.colour) if being.colour else stage.scheme.accent
            )
        )
    return players


def _seats(stage: Stage, scale: float) -> list[tuple[float, float]]:
    """Give places round the middle in parts of the frame: at a table, in a circle, or in each other's arms."""
    size = stage.lens.size
    if stage.reading.couple:
        apart = 0.17 * scale / size.width
        return [(-apart, 0.0), (apart, 0.0)]
    if "table" in stage.reading.things:
        return [(-0.33, 0.0), (0.33, 0.0), (0.0, -0.35), (0.0, 0.35)]
    if len(stage.reading.beings) == 1:
        return [(0.0, 0.0)]
    across, down = 0.55 * scale / size.width, 0.5 * scale / size.height
    return [(-across, 0.0), (across, 0.0), (0.0, -down), (0.0, down)]


def _seen_from_above(puppet: Puppet, look: Look, turn: float, *, reaching: bool) -> None:
    cos, sin = np.cos(turn), np.sin(turn)

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x * cos - y * sin, x * sin + y * cos) for x, y in points]

    reach = 0.42 if reaching else 0.24
    for side in (-1, 1):
        arm = at((0.0, 0.19 * side), (0.12, 0.22 * side), (reach, 0.12 * side))
        puppet.limb(arm, (0.062, 0.05, 0.036), look.top)
        hand = at((reach + 0.03, 0.115 * side))[0]
        puppet.oval(*hand, 0.04, 0.036, look.skin)
    puppet.part(
        at((0.08, 0.10), (0.07, 0.23), (-0.06, 0.25), (-0.12, 0.0), (-0.06, -0.25), (0.07, -0.23), (0.08, -0.10)),
        look.top,
    )
    puppet.part(
        at((0.13, 0.0), (0.09, 0.085), (-0.02, 0.11), (-0.11, 0.06), (-0.11, -0.06), (-0.02, -0.11), (0.09, -0.085)),
        look.hair,
    )
    puppet.part(at((0.155, 0.02), (0.15, -0.02), (0.125, -0.025), (0.125, 0.025)), look.skin)
