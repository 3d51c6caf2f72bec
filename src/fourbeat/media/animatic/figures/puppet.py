"""A puppet of painted parts: every part is a flat shape that catches the light as if it were round."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import ArrayLike

from ..lens import Points
from ..reading import Light
from ..scheme import Colour, Scheme, luminance, mix, toned
from ..sheet import Area, Field, Sheet
from ..stage import rounded

# Shapes are shaded on a copy no larger than this; shading is smooth, only outlines are sharp.
_COARSE = 200


class Puppet:
    """Paint parts given in the puppet's own measures: x to the right, y up, 1 its height, (0, 0) between its feet."""

    def __init__(
        self, area: Area, scheme: Scheme, light: Light, foot: tuple[float, float], height: float, facing: float = 1.0
    ) -> None:
        self.sheet = Sheet(area)
        self.scheme, self.light, self.foot, self.height, self.facing = scheme, light, foot, height, facing
        way = np.array([light.side, -(0.25 + light.height), 0.75 - light.behind])
        self._way = (way / np.linalg.norm(way)).astype(np.float32)

    @property
    def unit(self) -> float:
        """Give the pixels that stand for one of a 720-line picture."""
        return self.sheet.area.unit

    def at(self, points: ArrayLike) -> Points:
        """Turn the puppet's own measures into frame points."""
        own = np.asarray(points, np.float32).reshape(-1, 2)
        flat: Points = own * [self.facing * self.height, -self.height] + np.array(self.foot, np.float32)
        return flat.astype(np.float32)

    def part(
        self, points: ArrayLike, colour: Colour, *, smooth: bool = True, bulge: float = 1.0, dark: float = 0.0
    ) -> None:
        """Paint one part with light and shadow; `bulge` says how round it is, `dark` how much it lies in shadow."""
        outline = self.at(points)
        self.shape(rounded(outline) if smooth else outline, colour, bulge=bulge, dark=dark)

    def limb(self, points: ArrayLike, radii: Sequence[float], colour: Colour, *, dark: float = 0.0) -> None:
        """Paint an arm, a leg, a neck: a bent tube through points, thinner or thicker on its way."""
        self.shape(self.at(tube(points, radii)), colour, dark=dark)

    def oval(
        self,
        x: float,
        y: float,
        wide: float,
        tall: float,
        colour: Colour,
        *,
        turn: float = 0.0,
        bulge: float = 1.0,
        dark: float = 0.0,
    ) -> None:
        """Paint a lit ellipse."""
        angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        ring = np.stack([np.cos(angles) * wide, np.sin(angles) * tall], axis=1)
        cos, sin = np.cos(turn), np.sin(turn)
        self.shape(self.at(ring @ np.array([[cos, sin], [-sin, cos]]) + [x, y]), colour, bulge=bulge, dark=dark)

    def mark(self, points: ArrayLike, colour: Colour, wide: float, alpha: float = 1.0) -> None:
        """Draw a line on what is painted already; `wide` in the puppet's own measure."""
        line = self.at(points)
        if len(line) > 2:
            line = rounded(np.concatenate([line, line[-2:0:-1]]))[: 8 * (len(line) - 1) + 1]
        self.sheet.line(line, colour, max(1.0, wide * self.height), alpha, atop=True)

    def flat(
        self, points: ArrayLike, colour: Colour, alpha: float = 1.0, *, soft: float = 0.0, smooth: bool = True
    ) -> None:
        """Paint a plain patch on what is painted already."""
        outline = self.at(points)
        outline = rounded(outline) if smooth else outline
        if soft:
            self.sheet.veil(outline, colour, alpha, soft=soft * self.height, atop=True)
        else:
            self.sheet.fill(outline, colour, alpha, atop=True)

    def shape(self, outline: Points, colour: Colour, *, bulge: float = 1.0, dark: float = 0.0) -> None:
        """Paint a frame polygon with the light on it."""
        area = self.sheet.area
        local = outline - np.array([area.left, area.top], np.float32)
        low = np.floor(local.min(axis=0)).astype(int) - 2
        high = np.ceil(local.max(axis=0)).astype(int) + 3
        left, top = max(0, low[0]), max(0, low[1])
        right, bottom = min(area.width, high[0]), min(area.height, high[1])
        if right <= left or bottom <= top:
            return
        mask = np.zeros((bottom - top, right - left), np.uint8)
        fixed = np.round((np.clip(local, -20_000, 20_000) - [left, top]) * 16).astype(np.int32)
        cv2.fillPoly(mask, [fixed], 255, cv2.LINE_AA, 4)
        shade = self._shade(local, (left, top, right, bottom), bulge)
        paint = self._painted(colour, shade, dark)
        part = self.sheet.pixels[top:bottom, left:right]
        share = mask.astype(np.float32)[..., None] / 255
        full = np.concatenate([paint * 255, np.full((*paint.shape[:2], 1), 255, np.float32)], axis=2)
        mixed = part * (1 - share) + full * share
        part[:] = np.clip(mixed + 0.5, 0, 255).astype(np.uint8)

    def _shade(self, local: Points, box: tuple[int, int, int, int], bulge: float) -> Field:
        """Work out how much light falls on each pixel of the box, -1 to 1, from the outline swelled to a cushion."""
        left, top, right, bottom = box
        # The whole outline counts, not only what lies on the sheet, or a face at the edge would lose its roundness.
        low, high = local.min(axis=0), local.max(axis=0)
        shrink = max(1.0, float(max(high - low)) / _COARSE)
        size = np.ceil((high - low) / shrink).astype(int) + 5
        small = np.zeros((size[1], size[0]), np.uint8)
        cv2.fillPoly(small, [np.round(((local - low) / shrink + 2) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        inside = cv2.distanceTransform((small > 100).astype(np.uint8), cv2.DIST_L2, 3)
        reach = max(1.5, float(inside.max()))
        swell = np.sqrt(np.clip(1 - (1 - inside / reach) ** 2, 0, 1)) * reach * bulge
        swell = cv2.GaussianBlur(swell, (0, 0), max(0.8, 0.16 * reach))
        across = cv2.Sobel(swell, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
        down = cv2.Sobel(swell, cv2.CV_32F, 0, 1, ksize=3, scale=0.125)
        facing = np.stack([-across, -down, np.ones_like(across)], axis=2)
        facing /= np.linalg.norm(facing, axis=2, keepdims=True)
        lit = (facing @ self._way).astype(np.float32)
        matrix = np.array(
            [[1 / shrink, 0, (left - low[0]) / shrink + 2], [0, 1 / shrink, (top - low[1]) / shrink + 2]], np.float32
        )
        field: Field = cv2.warpAffine(
            lit,
            matrix,
            (right - left, bottom - top),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return field

    def _painted(self, colour: Colour, shade: Field, dark: float) -> Field:
        """Turn light into three flat tones with soft meetings, as gouache is laid."""
        base = luminance(colour)
        deep = 0.35 + 0.4 * self.light.depth
        shadow = mix(toned(colour, base * (1 - 0.42 * deep)), self.scheme.dark, 0.25 * deep + 0.5 * dark)
        half = toned(mix(colour, self.scheme.dark, 0.55 * dark), base * (1 - 0.08 * deep) * (1 - 0.4 * dark))
        bright = mix(toned(colour, min(0.97, base * 1.13 + 0.05)), self.scheme.key, 0.22)
        bright = mix(bright, half, 0.8 * dark)
        edge = 0.06 + 0.16 * self.light.soft
        first = _step(shade, 0.16, edge)[..., None]
        second = _step(shade, 0.72, edge)[..., None]
        painted: Field = shadow + (half - shadow) * first + (bright - half) * second
        return painted


def tube(points: ArrayLike, radii: Sequence[float], steps: int = 7) -> Points:
    """Give the outline of a bent tube through points with a radius at each."""
    knots = np.asarray(points, np.float32)
    ends = np.concatenate([2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]])
    line, wide = [], []
    for index in range(len(knots) - 1):
        p0, p1, p2, p3 = ends[index : index + 4]
        for share in np.linspace(0, 1, steps, endpoint=False):
            line.append(
                0.5
                * (
                    2 * p1
                    + (p2 - p0) * share
                    + (2 * p0 - 5 * p1 + 4 * p2 - p3) * share**2
                    + (3 * p1 - p0 - 3 * p2 + p3) * share**3
                )
            )
            wide.append(radii[index] + (radii[index + 1] - radii[index]) * share)
    line.append(knots[-1])
    wide.append(radii[-1])
    middle, radius = np.array(line), np.array(wide)[:, None]
    way = np.gradient(middle, axis=0)
    way /= np.maximum(1e-6, np.linalg.norm(way, axis=1, keepdims=True))
    side = np.stack([-way[:, 1], way[:, 0]], axis=1)
    caps = []
    for at, direction in ((-1, 1.0), (0, -1.0)):
        turns = np.linspace(0, np.pi, 9)[1:-1, None]
        caps.append(
            middle[at] + radius[at] * (direction * side[at] * np.cos(turns) + direction * way[at] * np.sin(turns))
        )
    return np.concatenate([middle + side * radius, caps[0], (middle - side * radius)[::-1], caps[1]]).astype(np.float32)


def _step(field: Field, at: float, edge: float) -> Field:
    share = np.clip((field - at + edge) / (2 * edge), 0, 1)
    smooth: Field = share * share * (3 - 2 * share)
    return smooth
