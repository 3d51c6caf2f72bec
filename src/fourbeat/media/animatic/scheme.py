"""The colours a card is painted with: the brief's own anchors, arranged by lightness, or a quiet set for the hour.

Mixing happens in OKLab, where equal steps look equal. Source: Björn Ottosson, "A perceptual color space" (2020).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .reading import Reading

Colour = NDArray[Any]
"""Red, green and blue, 0 to 1, as they stand in a picture file (sRGB)."""

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)

# Five anchors for each hour, dark to light; the most colourful of them is the accent.
_TOWN = {
    "night": ("#101a30", "#1f3a5a", "#3f6a80", "#e39a45", "#f7e2b2"),
    "dusk": ("#2a2145", "#7b3c68", "#d8644c", "#f1a259", "#fce4b4"),
    "dawn": ("#39456a", "#8688b0", "#e3a19a", "#f5cfa6", "#fdf0da"),
    "day": ("#24445c", "#5b8ea3", "#a5c3c4", "#e5b567", "#fbf3df"),
    "overcast": ("#2b343e", "#566570", "#8b999d", "#c0a98a", "#ebe6da"),
    "indoors": ("#2a2a34", "#5d4a45", "#a8754a", "#d9b98a", "#f6ebd4"),
    "unsaid": ("#2c2f38", "#66635e", "#c06a48", "#d8c29c", "#f4ebd9"),
}

_OPEN_SKY = ("#2c4a5e", "#6f9bb0", "#b5ccd0", "#e8cfa4", "#fbf4e4")
"""The sky over a place without an hour."""

_GREEN = {
    "night": ("#0f1c26", "#1f4340", "#446a5c", "#e3b162", "#f2ecc9"),
    "dusk": ("#2a2738", "#4f5a4c", "#9a6a55", "#f0a355", "#fce4b4"),
    "dawn": ("#31443f", "#5f8470", "#a9b285", "#f2bd8c", "#fdf1dc"),
    "day": ("#1f4038", "#4f8260", "#9dbf7d", "#e8b45c", "#fbf5df"),
    "overcast": ("#2b3a37", "#566b60", "#8d9b83", "#c2a988", "#ebe8da"),
    "unsaid": ("#22403a", "#53795f", "#9cb383", "#e0a860", "#f8f1dc"),
}
_WATER = {
    "night": ("#0c1a2e", "#1c3f5f", "#3f7089", "#e6b268", "#f0ead0"),
    "dusk": ("#272547", "#6b4672", "#d0685c", "#f3a964", "#fde6bd"),
    "dawn": ("#2f4a66", "#7094ae", "#cfa9a0", "#f5cfa3", "#fff2df"),
    "day": ("#173d55", "#3f8aa6", "#8fc4c4", "#eccb90", "#fdf6e4"),
    "overcast": ("#27343f", "#506a78", "#8fa2a8", "#bfae95", "#eceae2"),
    "unsaid": ("#1f4258", "#4f8aa0", "#9bc0bd", "#e8c08a", "#fbf3e0"),
}
_SNOW = {
    "night": ("#111d33", "#27456b", "#6f93b5", "#e9b878", "#f4f2ea"),
    "day": ("#22384f", "#5a83a6", "#a9c6d9", "#e5a878", "#ffffff"),
    "unsaid": ("#263d54", "#6389a8", "#b1cad9", "#e0a67c", "#fdfcf8"),
}
_SAND = {
    "dusk": ("#3a1f3f", "#8b3f4f", "#dd7a4a", "#f4b066", "#fde6bb"),
    "day": ("#4a3345", "#a8593f", "#dd9552", "#f3cb8b", "#fdf1d8"),
    "unsaid": ("#4a3345", "#a5603f", "#d99a58", "#f0cd94", "#fbf0da"),
}
_INSIDE = {
    "dawn": ("#2f3947", "#6b7780", "#c29468", "#edcfa0", "#fcf2de"),
    "day": ("#2b3a44", "#5f7f85", "#bd8f62", "#ecd0a0", "#fcf3e0"),
    "dusk": ("#2a2233", "#6a4450", "#c0693f", "#eeb06a", "#fbe6bf"),
}
_PLACES = {
    **dict.fromkeys(("forest", "garden", "field"), _GREEN),
    **dict.fromkeys(("sea", "beach", "bridge"), _WATER),
    **dict.fromkeys(("mountain", "snowfield"), _SNOW),
    "desert": _SAND,
}

# Lightness of each part of the picture, by hour. Rain and indoors shift them below.
_TONES = {
    "night": {"top": 0.26, "low": 0.46, "far": 0.30, "wall": 0.42, "mid": 0.38, "ground": 0.40, "prop": 0.30},
    "dusk": {"top": 0.46, "low": 0.84, "far": 0.45, "wall": 0.52, "mid": 0.40, "ground": 0.42, "prop": 0.31},
    "dawn": {"top": 0.66, "low": 0.91, "far": 0.66, "wall": 0.66, "mid": 0.54, "ground": 0.58, "prop": 0.42},
    "day": {"top": 0.70, "low": 0.92, "far": 0.68, "wall": 0.74, "mid": 0.60, "ground": 0.72, "prop": 0.44},
    "overcast": {"top": 0.66, "low": 0.84, "far": 0.62, "wall": 0.64, "mid": 0.52, "ground": 0.57, "prop": 0.38},
    "indoors": {"top": 0.80, "low": 0.92, "far": 0.60, "wall": 0.64, "mid": 0.48, "ground": 0.52, "prop": 0.37},
    "unsaid": {"top": 0.80, "low": 0.92, "far": 0.70, "wall": 0.74, "mid": 0.58, "ground": 0.72, "prop": 0.42},
}

_KEYS = {
    "lamp": (1.0, 0.76, 0.46),
    "fire": (1.0, 0.62, 0.32),
    "moon": (0.66, 0.80, 1.0),
    "screen": (0.62, 0.86, 1.0),
    "streetlamp": (1.0, 0.80, 0.50),
}
_HOUR_KEYS = {
    "night": (0.70, 0.82, 1.0),
    "dusk": (1.0, 0.64, 0.36),
    "dawn": (1.0, 0.80, 0.66),
    "day": (1.0, 0.95, 0.82),
    "overcast": (0.93, 0.97, 1.0),
    "indoors": (1.0, 0.92, 0.76),
    "unsaid": (1.0, 0.93, 0.80),
}
_FILLS = {
    "night": (0.62, 0.72, 0.96),
    "dusk": (0.82, 0.74, 0.90),
    "dawn": (0.90, 0.90, 1.0),
    "day": (0.90, 0.96, 1.0),
    "overcast": (0.94, 0.97, 1.0),
    "indoors": (0.92, 0.92, 0.98),
    "unsaid": (0.96, 0.95, 0.95),
}


def parse(text: str) -> Colour:
    """Read "#rrggbb"; words after it do not matter."""
    digits = text.strip()[1:7]
    return np.array([int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)], np.float32)


def to_lab(colour: Colour) -> Colour:
    """Turn sRGB into OKLab; any shape ending in 3."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((np.maximum(colour, 0) + 0.055) / 1.055) ** 2.4)
    lab: Colour = (np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T).astype(np.float32)
    return lab


def from_lab(lab: Colour) -> Colour:
    """Turn OKLab into sRGB, clipped to what a screen shows."""
    lms = (lab @ np.linalg.inv(_TO_LAB).T) ** 3
    linear = np.clip(lms @ np.linalg.inv(_TO_LMS).T, 0, 1)
    encoded = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    colour: Colour = np.clip(encoded, 0, 1).astype(np.float32)
    return colour


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Mix two colours; share 1 is all of the other."""
    return from_lab(to_lab(one) * (1 - share) + to_lab(other) * share)


def toned(colour: Colour, lightness: float, chroma: float = 1.0) -> Colour:
    """Give a colour another lightness (0 to 1) and, where asked, a part of its colourfulness."""
    lab = to_lab(colour).copy()
    lab[..., 0] = lightness
    lab[..., 1:] *= chroma
    return from_lab(lab)


def luminance(colour: Colour) -> float:
    """Give the perceived lightness, 0 to 1."""
    return float(to_lab(colour)[0])


class Ramp:
    """Give a colour for every lightness, passing through anchors."""

    def __init__(self, anchors: list[Colour]) -> None:
        labs = sorted((to_lab(anchor) for anchor in anchors), key=lambda lab: float(lab[0]))
        darkest, lightest = labs[0], labs[-1]
        ends = [darkest * [0, 0.55, 0.55] + [0.06, 0, 0], lightest * [0, 0.35, 0.35] + [0.985, 0, 0]]
        labs = [lab for lab in labs if 0.08 < lab[0] < 0.97]
        self._labs = np.array([ends[0], *labs, ends[1]], np.float32)

    def __call__(self, lightness: float) -> Colour:
        """Give the colour of one lightness."""
        steps = self._labs[:, 0]
        lab = [lightness, *(np.interp(lightness, steps, self._labs[:, axis]) for axis in (1, 2))]
        return from_lab(np.array(lab, np.float32))


@dataclass(frozen=True)
class Scheme:
    """Be every colour of one card."""

    top: Colour
    low: Colour
    far: Colour
    wall: Colour
    mid: Colour
    ground: Colour
    prop: Colour
    dark: Colour
    paper: Colour
    ink: Colour
    accent: Colour
    second: Colour
    key: Colour
    fill: Colour
    haze: Colour
    cool: Ramp = field(repr=False)
    warm: Ramp = field(repr=False)


def scheme(colours: tuple[str, ...], reading: Reading) -> Scheme:
    """Arrange a palette for one card: the brief's anchors by lightness, or the hour's own."""
    anchors = [parse(text) for text in colours or _own(reading)]
    if len(anchors) == 1:
        anchors += [toned(anchors[0], level, 0.6) for level in (0.25, 0.85)]
    cool, warm = _ramps(anchors)
    tones = _tones(reading)
    by_colour = sorted(anchors, key=_chroma, reverse=True)
    accent = by_colour[0] if _chroma(by_colour[0]) > 0.03 else mix(by_colour[0], parse("#c8553d"), 0.7)
    key = _key(reading, accent, warm(0.9))
    # Where the brief leaves colours to us, the sky keeps its own over green or sandy ground.
    sky = _OPEN_SKY if reading.time == "unsaid" and reading.place else _TOWN[reading.time]
    high, deep = (cool, warm) if colours else _ramps([parse(text) for text in sky])
    low = (high if reading.time in ("night", "overcast", "day", "unsaid") else deep)(tones["low"])
    haze = mix(low, key, 0.25)
    if reading.dark:
        haze = mix(cool(0.34), key, 0.12)
    return Scheme(
        top=high(tones["top"]),
        low=low,
        far=mix(cool(tones["far"]), warm(tones["far"]), 0.35),
        wall=mix(cool(tones["wall"]), warm(tones["wall"]), 0.3 if reading.dark else 0.6),
        mid=mix(cool(tones["mid"]), warm(tones["mid"]), 0.5),
        ground=mix(cool(tones["ground"]), warm(tones["ground"]), 0.35 if reading.dark else 0.75),
        prop=mix(cool(tones["prop"]), warm(tones["prop"]), 0.6),
        dark=cool(0.17),
        paper=warm(0.94),
        ink=cool(0.2),
        accent=accent,
        second=by_colour[1] if len(by_colour) > 1 else accent,
        key=key,
        fill=np.array(_FILLS[reading.time], np.float32),
        haze=haze,
        cool=cool,
        warm=warm,
    )


def _own(reading: Reading) -> tuple[str, ...]:
    """Choose a palette for an hour and a place where the brief names no colours."""
    sets = _INSIDE if reading.inside else _PLACES.get(reading.place, _TOWN)
    if reading.place == "mountain" and not reading.weather & {"snow"} and reading.time not in ("night", "day"):
        sets = _TOWN
    return sets.get(reading.time) or _TOWN[reading.time]


def _ramps(anchors: list[Colour]) -> tuple[Ramp, Ramp]:
    """Split anchors into a cool and a warm ramp, both with the darkest and the lightest."""
    ordered = sorted(anchors, key=lambda colour: float(to_lab(colour) @ [0, 0.6, 1.0]))
    half = (len(ordered) + 1) // 2
    ends = [min(anchors, key=luminance), max(anchors, key=luminance)]
    return Ramp([*ordered[:half], *ends]), Ramp([*ordered[-half:], *ends])


def _tones(reading: Reading) -> dict[str, float]:
    tones = dict(_TONES[reading.time])
    if reading.weather & {"rain", "fog"} and reading.time != "night":
        tones = {part: tone * 0.82 + 0.1 for part, tone in tones.items()}
    if "snow" in reading.weather or reading.place == "snowfield":
        tones["ground"] = min(0.93, tones["ground"] + (0.22 if not reading.dark else 0.3))
    if reading.inside and reading.dark:
        tones |= {"wall": 0.41, "ground": 0.36, "mid": 0.35, "prop": 0.28}
    return tones


def _key(reading: Reading, accent: Colour, palest: Colour) -> Colour:
    sources = reading.light.sources
    named = next((name for name in ("fire", "lamp", "streetlamp", "moon", "screen") if name in sources), None)
    if reading.time in ("dusk", "dawn", "day") and "sun" in sources:
        named = None
    if "neon" in sources and named is None:
        return toned(accent, 0.78)
    colour = np.array(_KEYS[named] if named else _HOUR_KEYS[reading.time], np.float32)
    return mix(colour, palest, 0.25)


def _chroma(colour: Colour) -> float:
    return float(np.hypot(*to_lab(colour)[1:]))
