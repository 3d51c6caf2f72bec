"""Scratch sound for the animatic: air, ticks and voices, so that a cut can be timed by ear before anything is made.

Voices stand at about -24 dBFS and the air 8 to 15 dB below them, so a film with dialogue comes to about -26 LUFS and a
shot without any stays quiet beside its neighbours, as it would in the finished mix.
"""

from __future__ import annotations

import numpy as np

from ...model.format import SAMPLE_RATE
from ...model.panel import Caption, Panel
from ...model.time import Rate
from .rooms import Sound, air, gain
from .speaker import Speaker, find_speaker
from .voice import murmur, settle, side

__all__ = ["Speaker", "find_speaker", "make"]

_CEILING = gain(-3.5)
_FADE = SAMPLE_RATE * 8 // 1000
_TICK = gain(-25)


def make(panel: Panel, frames: int, rate: Rate, seed: int, speaker: Speaker | None = None) -> Sound:
    """Make a panel's scratch sound; gives (rate.samples(frames), 2) float32 at 48 kHz, peaks below -3 dBFS.

    Without a speaker voices are murmured and the same call always gives the same samples.
    """
    samples = rate.samples(frames)
    sound = air((panel.sound, panel.place, panel.mood), samples, seed)
    for caption in panel.captions:
        start, end = rate.samples(caption.start), min(samples, rate.samples(caption.end))
        if start >= end:
            continue
        if caption.kind == "beat":
            _mix(sound, _tick(), start, 0.0)
        else:
            _mix(sound, _voice(panel, caption, end - start, seed, speaker), start, side(caption.speaker))
    return _finished(sound)


def _voice(panel: Panel, caption: Caption, samples: int, seed: int, speaker: Speaker | None) -> Sound:
    if speaker:
        seconds = samples / SAMPLE_RATE
        spoken = speaker.say(caption.text, language=panel.language, speaker=caption.speaker, seconds=seconds)
        if spoken is not None:
            return settle(spoken[:samples])
    return murmur(caption.text, caption.speaker, samples, seed)


def _tick() -> Sound:
    # Two short tones of a wooden block: heard under a voice, and never taken for part of the scene.
    time = np.arange(SAMPLE_RATE // 20) / SAMPLE_RATE
    body = np.sin(2 * np.pi * 1150 * time) + 0.5 * np.sin(2 * np.pi * 1890 * time)
    wave = body * np.minimum(1, time / 0.002) * np.exp(-time / 0.008) * (1 - time / time[-1])
    tick: Sound = (wave * (_TICK / np.abs(wave).max())).astype(np.float32)
    return tick


def _mix(sound: Sound, part: Sound, start: int, place: float) -> None:
    part = part[: sound.shape[0] - start]
    angle = np.pi / 4 * (1 + place)
    sound[start : start + part.size] += part[:, None] * np.array(
        [np.cos(angle) * np.sqrt(2), np.sin(angle) * np.sqrt(2)], np.float32
    )


def _finished(sound: Sound) -> Sound:
    peak = float(np.abs(sound).max(initial=0.0))
    if peak > _CEILING:
        sound *= np.float32(_CEILING / peak)
    # Shots are joined end to end: a sound that does not begin and end in silence clicks at every cut.
    fade = min(_FADE, sound.shape[0] // 2)
    slope = ((1 - np.cos(np.pi * np.arange(fade) / max(1, fade))) / 2).astype(np.float32)[:, None]
    sound[:fade] *= slope
    sound[sound.shape[0] - fade :] *= slope[::-1]
    return sound
