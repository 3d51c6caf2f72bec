"""Room tones of the animatic's scratch sound: which words ask for which air, and how each air is made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from ...model.format import SAMPLE_RATE

Sound = NDArray[np.float32]
Curve = tuple[tuple[float, float], ...]
"""A spectrum as (hertz, decibels) points, joined by straight lines over octaves."""


@dataclass(frozen=True)
class Grain:
    """Describe a small sound that returns: a drop, a crackle, a cricket's chirp."""

    per_second: float
    low: float
    high: float
    decay: float
    level: float
    """Peak in decibels below full scale."""
    pulses: int = 1
    gap: float = 0.0
    steady: bool = False


@dataclass(frozen=True)
class Tone:
    """Describe one kind of air: the words that ask for it, its noise, its hum and its small sounds."""

    name: str
    words: str
    """Regular expression of whole English words; endings are added."""
    kana: str
    """Regular expression of Japanese words; these stand without spaces."""
    level: float
    """Loudness of the noise in decibels (RMS) below full scale."""
    curve: Curve
    sway: tuple[float, float] = (0.0, 0.0)
    """How deep the air swells, from 0 to 1, and how often in a second."""
    hum: Curve = ()
    grains: tuple[Grain, ...] = ()


ROOM = Tone(
    "room", "room|interior|indoors?", "室内|部屋", -38, ((30, -14), (80, 0), (250, -7), (1000, -19), (9000, -42))
)

TONES = (
    Tone(
        "rain",
        "rain|downpour|drizzle|storm|thunderstorm",
        "雨|嵐|しずく",
        -35,
        ((40, -20), (200, -12), (900, -8), (3000, 0), (7000, -3), (16000, -16)),
        sway=(0.25, 0.4),
        grains=(Grain(26, 1800, 5200, 0.006, -36), Grain(5, 900, 1700, 0.014, -37)),
    ),
    Tone(
        "wind",
        "wind|breeze|gust|draught|draft",
        "風(?!景|呂|味|邪|格)|そよ風",
        -30,
        ((30, -16), (110, -3), (320, 0), (700, -9), (2500, -24), (9000, -42)),
        sway=(0.75, 0.5),
    ),
    Tone(
        "city",
        "city|cities|street|traffic|town|urban|cars?|rooftop|avenue|horn",
        "街|都会|都市|交通|通り|車|屋上",
        -31,
        ((30, -12), (70, 0), (180, -5), (600, -15), (2000, -22), (8000, -40)),
        sway=(0.45, 0.22),
    ),
    Tone(
        "night",
        "night|cricket|cicada|evening",
        "夜|虫の|コオロギ|こおろぎ|鈴虫|蝉",
        -39,
        ((30, -20), (90, -2), (400, -10), (2000, -20), (9000, -36)),
        grains=(
            Grain(1.7, 4150, 4260, 0.011, -29, pulses=3, gap=0.038, steady=True),
            Grain(1.1, 3600, 3680, 0.012, -35, pulses=5, gap=0.03, steady=True),
        ),
    ),
    Tone(
        "sea",
        "sea|ocean|wave|surf|shore|beach|harbou?r",
        "海(?!外|老)|波|浜|港",
        -30,
        ((30, -16), (90, -2), (400, 0), (1500, -7), (5000, -14), (14000, -28)),
        sway=(0.85, 0.17),
    ),
    Tone(
        "water",
        "river|stream|brook|water|waterfall|fountain",
        "川|水|滝|噴水",
        -35,
        ((60, -22), (300, -6), (800, 0), (2500, -4), (7000, -14), (15000, -30)),
        sway=(0.2, 1.3),
        grains=(Grain(9, 500, 1500, 0.02, -38),),
    ),
    Tone(
        "machine",
        "machine|machinery|motor|engine|servo|gear|robot|fan|factory|train|generator|clockwork|whirr?|whirring",
        "機械|モーター|エンジン|歯車|ロボット|工場|電車|換気扇",
        -37,
        ((30, -12), (90, 0), (400, -6), (1500, -14), (6000, -34)),
        sway=(0.15, 2.1),
        hum=((58, -41), (116, -38), (174, -45), (232, -43), (464, -53), (928, -59)),
    ),
    Tone(
        "hum",
        "hum|hums|humming|buzz|lamp|bulb|workshop|fridge|refrigerator|fluorescent|neon|transformer|office|kitchen",
        "うなり|電球|ランプ|工房|作業場|冷蔵庫|蛍光灯|ネオン|台所",
        -39,
        ((30, -14), (80, 0), (250, -8), (1000, -20), (9000, -44)),
        hum=((50, -45), (100, -39), (150, -50), (200, -44), (300, -51), (400, -55)),
    ),
    Tone(
        "crowd",
        "crowd|cafe|café|market|party|restaurant|chatter|voices",
        "人混み|雑踏|喫茶|カフェ|市場|宴|食堂",
        -33,
        ((60, -24), (180, -4), (450, 0), (1100, -6), (2400, -14), (7000, -36)),
        sway=(0.5, 3.1),
    ),
    Tone(
        "record",
        "record|vinyl|gramophone|phonograph|turntable|needle|crackle|crackling",
        "レコード|蓄音機|針の音",
        -41,
        ((30, -4), (60, 0), (200, -16), (1500, -14), (5000, -8), (12000, -20)),
        sway=(0.2, 0.55),
        grains=(Grain(11, 1400, 4800, 0.0012, -33), Grain(0.55, 300, 600, 0.006, -31, steady=True)),
    ),
    Tone(
        "fire",
        "fire|fireplace|campfire|flame|hearth|embers?",
        "火(?!曜|山)|焚き火|炎|暖炉",
        -35,
        ((30, -10), (90, 0), (300, -6), (1000, -14), (5000, -26)),
        sway=(0.5, 1.1),
        grains=(Grain(7, 900, 3600, 0.003, -30),),
    ),
    Tone(
        "birds",
        "bird|birdsong|dawn|garden|forest|woods|meadow",
        "鳥|夜明け|庭|森|野原|朝",
        -39,
        ((30, -18), (120, -2), (500, -6), (2500, -14), (9000, -34)),
        sway=(0.4, 0.3),
        grains=(Grain(0.9, 2600, 4300, 0.03, -35, pulses=3, gap=0.11),),
    ),
    ROOM,
)
"""Every air the animatic knows. Where two are asked for, the one named first leads."""

_QUIET = re.compile(r"\b(?:silence|silent|quiet|hush(?:ed)?|still)\b|静か|静寂|無音|しんと", re.IGNORECASE)
_ASKED = tuple(
    # "No wind" asks for none, and "window" does not ask for wind.
    (tone, re.compile(rf"(?<!\bno )(?<!without )\b(?:{tone.words})(?:s|es|y|ing)?\b|{tone.kana}", re.IGNORECASE))
    for tone in TONES
)


def chance(*words: object) -> np.random.Generator:
    """Give a source of chance that depends on these words alone, the same on every machine and in every run."""
    digest = blake2b("\x1f".join(str(word) for word in words).encode(), digest_size=16).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))


def gain(decibels: float) -> float:
    """Turn decibels into a factor."""
    return float(10 ** (decibels / 20))


def tones(*fields: str, most: int = 3) -> tuple[Tone, ...]:
    """Choose the airs that the first telling field names, in its order; plain room tone where no field names any."""
    for field in fields:
        hits = sorted(
            (match.start(), place) for place, (_, asked) in enumerate(_ASKED) if (match := asked.search(field))
        )
        if hits:
            # A place may have a water tank that nobody hears: where the sound says what is heard, that is all there is.
            return tuple(TONES[place] for _, place in hits[:most])
    return (ROOM,)


def air(fields: tuple[str, ...], samples: int, seed: int) -> Sound:
    """Make the room tone that the fields' words ask for; gives (samples, 2) at 48 kHz, without fades."""
    out = np.zeros((samples, 2), np.float32)
    if samples:
        quiet = -5.0 if _QUIET.search(" ".join(fields)) else 0.0
        for place, tone in enumerate(tones(*fields)):
            out += _tone(tone, samples, chance("air", tone.name, seed)) * np.float32(gain(quiet - 4 * place))
    return out


def _tone(tone: Tone, samples: int, rng: np.random.Generator) -> Sound:
    common, own = _noise(tone.curve, samples, rng), _noise(tone.curve, samples, rng)
    # Air that is wholly different in each ear sounds like two loudspeakers; a shared part makes it one room. Noise
    # played backwards is as good as other noise, and costs nothing.
    out = np.stack((common + own, common + own[::-1]), axis=1) * np.float32(gain(tone.level) / np.sqrt(2))
    depth, often = tone.sway
    if depth:
        out *= _sway(samples, depth, often, rng)[:, None]
    if tone.hum:
        out += _hum(tone.hum, samples, rng)[:, None]
    for grain in tone.grains:
        _strew(out, grain, rng)
    return out


def _noise(curve: Curve, samples: int, rng: np.random.Generator) -> Sound:
    # A spectrum of the wanted shape with free phases: one transform, and a level that is known beforehand.
    length = 1 << max(10, (samples - 1).bit_length())
    hertz = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
    points, decibels = zip(*curve, strict=True)
    shape = np.interp(np.log2(np.maximum(hertz, 1)), np.log2(points), decibels)
    # Equal power in every hertz would be hiss; the points are meant as the ear hears them, by octaves.
    size = 10 ** (shape / 20) / np.sqrt(np.maximum(hertz, 20))
    size[hertz < 20] = 0
    turns = rng.random(size.size, np.float32) * np.float32(2 * np.pi)
    bins = np.empty(size.size, np.complex64)
    bins.real, bins.imag = size * np.cos(turns), size * np.sin(turns)
    wave = np.fft.irfft(bins, length)[:samples]
    level = np.sqrt(2 * np.sum(size**2)) / length
    noise: Sound = (wave / level).astype(np.float32)
    return noise


def _sway(samples: int, depth: float, often: float, rng: np.random.Generator) -> Sound:
    knots = int(samples / SAMPLE_RATE * often * 2) + 4
    # Smooth steps between chance heights, written a hundred times a second: gusts, waves, passing cars.
    time = np.linspace(0, knots - 3 + rng.random(), samples // 480 + 2)
    heights = rng.random(knots)
    whole = time.astype(int)
    ease = (1 - np.cos(np.pi * (time - whole))) / 2
    curve = heights[whole] * (1 - ease) + heights[whole + 1] * ease
    height: Sound = np.interp(np.arange(samples) / 480, np.arange(time.size), 1 - depth * curve).astype(np.float32)
    return height


def _hum(hum: Curve, samples: int, rng: np.random.Generator) -> Sound:
    time = np.arange(samples, dtype=np.float64) / SAMPLE_RATE
    out = np.zeros(samples, np.float32)
    for hertz, decibels in hum:
        # Whole turns are taken off while the numbers are exact; the sine itself needs no more than single precision.
        turns = ((hertz * time + rng.random()) % 1).astype(np.float32)
        out += np.float32(gain(decibels)) * np.sin(turns * np.float32(2 * np.pi))
    return out


def _strew(out: Sound, grain: Grain, rng: np.random.Generator) -> None:
    samples = out.shape[0]
    seconds = samples / SAMPLE_RATE
    if grain.steady:
        times = np.arange(rng.random() / grain.per_second, seconds, 1 / grain.per_second)
        times = times + rng.normal(0, 0.02, times.size)
    else:
        times = rng.random(rng.poisson(grain.per_second * seconds)) * seconds
    for time in times:
        sound = _grain(grain, rng)
        # Chance may push the last grain past the end.
        start = min(max(0, int(time * SAMPLE_RATE)), samples)
        part = sound[: samples - start]
        side = 0.35 + 0.3 * rng.random()
        out[start : start + part.size] += part[:, None] * np.array([np.sqrt(1 - side), np.sqrt(side)], np.float32)


def _grain(grain: Grain, rng: np.random.Generator) -> Sound:
    length = int(SAMPLE_RATE * min(0.25, grain.decay * 6))
    time = np.arange(length) / SAMPLE_RATE
    hertz = grain.low + (grain.high - grain.low) * rng.random()
    rise = np.minimum(1, time / (grain.decay / 4))
    pulse = rise * np.exp(-time / grain.decay) * np.sin(2 * np.pi * hertz * time)
    pulse *= gain(grain.level - 8 * rng.random())
    if grain.pulses == 1:
        return pulse.astype(np.float32)
    step = int(grain.gap * SAMPLE_RATE)
    train = np.zeros(length + step * (grain.pulses - 1))
    for turn in range(grain.pulses):
        train[turn * step : turn * step + length] += pulse
    return train.astype(np.float32)
