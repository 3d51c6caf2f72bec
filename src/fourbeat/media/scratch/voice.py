"""A murmured voice for the animatic: syllables with the text's own vowels and rhythm, and no words."""

from __future__ import annotations

import math
import re
import unicodedata

import numpy as np
from numpy.typing import NDArray

from ...model.format import SAMPLE_RATE
from .rooms import Sound, chance, gain

LEVEL = -24.0
"""Loudness of a voice while it speaks, in decibels (RMS) below full scale."""

_INNER = 16_000
# A voice behind a door has nothing above 4 kHz, so it is made at a third of the rate and costs a third of the time.
_STEP = 80
_PACE = 0.185
"""Seconds of a syllable at an easy pace."""
_HASTE = 0.115
_PAUSE = 0.16

_VOWELS = {"a": (720, 1150), "e": (500, 1750), "i": (310, 2150), "o": (480, 880), "u": (330, 950), "-": (480, 1400)}
_PLAIN = "-aeo"

Frames = NDArray[np.float64]


def pitch(speaker: str) -> float:
    """Give a speaker's pitch in hertz, from 98 to 205: always the same for the same name."""
    return 98.0 * 2 ** (chance("pitch", _folded(speaker)).random() * 1.065)


def side(speaker: str) -> float:
    """Give where a speaker stands, from -0.25 (left) to 0.25 (right): always the same for the same name."""
    return float(chance("side", _folded(speaker)).random() - 0.5) / 2


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def phrases(text: str) -> list[str]:
    """Read a text as phrases of vowels, one letter a syllable: "Light, please" is ["i", "e"]."""
    text = unicodedata.normalize("NFKD", text)
    parts = (_vowels(part) for part in re.split(r"[.,;:!?…—–、。!?,\n]+", text))
    return [part for part in parts if part] or ["-"]


def _vowels(phrase: str) -> str:
    found = ""
    last = ""
    # What English writes and does not say: the y that opens a word, the e that ends one.
    for letter in re.sub(r"\by(?=[aeiou])|(?<=[^aeiouy\W])(?<!\b[^aeiouy\W])(?<!\bth)e\b", "'", phrase.casefold()):
        name = unicodedata.name(letter, "")
        vowel = ""
        if name.startswith(("HIRAGANA LETTER", "KATAKANA LETTER")):
            vowel = name[-1].lower() if name[-1].lower() in "aeiou" else "-"
        elif name.startswith("CJK UNIFIED"):
            vowel = "a-" if ord(letter) % 2 else "o"
        elif letter in "aeiouy":
            vowel = "" if last == "v" else letter.replace("y", "i")
        elif letter.isalpha() and not name.startswith("LATIN"):
            # Scripts whose vowels are not told apart here: about every second letter opens the mouth.
            vowel = "" if last == "v" else "-"
        last = "v" if vowel else letter
        found += vowel
    return found


def length(text: str) -> float:
    """Say how many seconds a text takes at an easy pace."""
    read = phrases(text)
    return sum(map(len, read)) * _PACE + (len(read) - 1) * _PAUSE


def murmur(text: str, speaker: str, samples: int, seed: int) -> Sound:
    """Murmur a text in a speaker's pitch; gives at most `samples` mono samples at 48 kHz, with soft ends.

    It takes an easy pace where there is room and hurries where there is not; what still does not fit is left out.
    """
    room = samples / SAMPLE_RATE
    if room < 0.08:
        return np.zeros(0, np.float32)
    rng = chance("murmur", seed, speaker, text)
    tempo = min(1.0, max(_HASTE / _PACE, (room - 0.05) / length(text)))
    rises = text.rstrip(" \"'”’」』)").endswith(("?", "?", "か。", "か"))
    pitches, loud, first, second = _score(phrases(text), pitch(speaker), tempo, rng, rises=rises)
    count = min(pitches.size - 1, int(room * _INNER / _STEP))
    voice = _sing(pitches[: count + 1], loud[: count + 1], first[: count + 1], second[: count + 1])
    return settle(resampled(voice, _INNER)[:samples])


def settle(voice: Sound) -> Sound:
    """Bring a voice to its level, measured while it speaks, and give it soft ends."""
    if not voice.size:
        return voice
    size = np.abs(voice)
    speaking = voice[size > 0.06 * float(size.max())]
    rms = float(np.sqrt(np.mean(speaking.astype(np.float64) ** 2))) if speaking.size else 0.0
    if not rms:
        return np.zeros(0, np.float32)
    voice = voice * np.float32(gain(LEVEL - 1) / rms)
    fade = min(voice.size // 2, SAMPLE_RATE * 15 // 1000)
    slope = ((1 - np.cos(np.pi * np.arange(fade) / max(1, fade))) / 2).astype(np.float32)
    voice[:fade] *= slope
    voice[voice.size - fade :] *= slope[::-1]
    return voice


def _score(
    read: list[str], base: float, tempo: float, rng: np.random.Generator, *, rises: bool
) -> tuple[Frames, Frames, Frames, Frames]:
    """Write pitch, loudness and the two lower formants, a value every 5 ms."""
    pitches, loud, first, second = [], [], [], []
    for number, phrase in enumerate(read):
        for place, vowel in enumerate(phrase):
            along = place / max(1, len(phrase) - 1)
            last = place == len(phrase) - 1
            steps = max(8, int(_PACE * tempo * (0.8 + 0.4 * rng.random() + 0.3 * last) * _INNER / _STEP))
            time = np.linspace(0, 1, steps, endpoint=False)
            # A phrase falls by about a fifth from its first syllable to its last; a question lifts its end.
            height = base * (1.14 - 0.26 * along) * (1 + 0.045 * rng.normal())
            bend = 0.35 if rises and last and number == len(read) - 1 else -0.04
            pitches.append(height * (1 + bend * time**2))
            strength = (0.75 + 0.25 * rng.random()) * (1 - 0.3 * along)
            loud.append(strength * np.sin(np.pi * (0.04 + 0.92 * time)) ** 0.9)
            low, high = _VOWELS[vowel if vowel in _VOWELS else _PLAIN[int(rng.integers(len(_PLAIN)))]]
            # Every consonant closes the mouth for a moment, which the ear takes for speech rather than song.
            open_ = 0.6 + 0.4 * np.sin(np.pi * np.minimum(1, time * 2.2 + 0.1)) ** 2
            first.append(low * open_)
            second.append(high * (1 + 0.05 * rng.normal()) + 0 * time)
        pause = int(_PAUSE * tempo * _INNER / _STEP) if number < len(read) - 1 else 4
        pitches.append(np.full(pause, pitches[-1][-1]))
        loud.append(np.zeros(pause))
        first.append(np.full(pause, 400.0))
        second.append(np.full(pause, 1300.0))
    p, v, f, s = (np.concatenate(part) for part in (pitches, loud, first, second))
    return _smooth(p, 9), _smooth(v, 5), _smooth(f, 7), _smooth(s, 11)


def _smooth(values: Frames, width: int) -> Frames:
    window = np.hanning(width + 2)[1:-1]
    padded = np.pad(values, width // 2, mode="edge")
    return np.convolve(padded, window / window.sum(), mode="valid")


def _sing(pitches: Frames, loud: Frames, first: Frames, second: Frames) -> Sound:
    """Add the harmonics of a pitch that glides, each as loud as the mouth's two resonances let it through."""
    steps = pitches.size - 1
    ramp = np.arange(_STEP) / _STEP
    hertz = (pitches[:-1, None] * (1 - ramp) + pitches[1:, None] * ramp).ravel()
    turns = np.exp(2j * np.pi * np.cumsum(hertz) / _INNER).astype(np.complex64).reshape(steps, _STEP)
    wave = np.ones_like(turns)
    out = np.zeros((steps, _STEP), np.float32)
    slope = ramp.astype(np.float32)
    for harmonic in range(1, int(3600 / float(pitches.min())) + 1):
        wave *= turns
        tone = harmonic * pitches
        resonance = 1 / (1 + ((tone - first) / 110) ** 2) + 0.5 / (1 + ((tone - second) / 170) ** 2) + 0.05
        heard = (loud * resonance * harmonic**-0.55 / (1 + (tone / 2400) ** 4)).astype(np.float32)
        out += wave.imag * (heard[:-1, None] + (heard[1:] - heard[:-1])[:, None] * slope)
    return out.ravel()


def resampled(voice: Sound, rate: int) -> Sound:
    """Bring a mono sound of any rate to 48 kHz."""
    if rate == SAMPLE_RATE or not voice.size:
        return voice
    step = math.gcd(rate, SAMPLE_RATE)
    down, up = rate // step, SAMPLE_RATE // step
    # Whole periods of both rates, and a silent rest: no length is rounded, and the end does not ring into the start.
    blocks = -(-(voice.size + 256) // down)
    # A round number of them, since a transform of a prime length takes ten times as long.
    coarse = 1 << max(0, blocks.bit_length() - 4)
    blocks = -(-blocks // coarse) * coarse
    size = np.fft.rfft(np.pad(voice, (0, blocks * down - voice.size)))
    wave: Sound = np.fft.irfft(_cut(size, blocks * up // 2 + 1), blocks * up).astype(np.float32)
    return wave[: round(voice.size * SAMPLE_RATE / rate)] * np.float32(up / down)


def _cut(size: NDArray[np.complex128], bins: int) -> NDArray[np.complex128]:
    return size[:bins] if size.size >= bins else np.pad(size, (0, bins - size.size))
