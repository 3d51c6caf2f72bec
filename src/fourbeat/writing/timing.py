"""When words happen: how long a line takes to say, and from which frame to which beats and lines are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from fourbeat.model.brief import Brief
from fourbeat.model.panel import Caption
from fourbeat.model.time import Rate

# Unhurried film speech. Latin and Cyrillic by letters, so long words count for more; kana and hangul by syllable.
# Rules of thumb, not measurements: they place captions and the scratch voice, and decide nothing.
_PER_UNIT = {"kana": Fraction(1, 7), "han": Fraction(2, 7), "hangul": Fraction(1, 5), "letter": Fraction(1, 14)}
_PAUSE = {"short": Fraction(1, 5), "long": Fraction(2, 5)}
_SHORTEST = Fraction(1, 2)

_CLASSES = (
    ("kana", re.compile(r"[\u3040-\u30ff\uff66-\uff9d]")),
    ("han", re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")),
    ("hangul", re.compile(r"[\uac00-\ud7af]")),
)
_COMMA = re.compile(r"[,;:、，；：—–]")
_STOP = re.compile(r"[.!?…。！？]+")


def spoken_seconds(text: str) -> Fraction:
    """Estimate how long a line takes to say, in seconds; at least half a second for any words at all."""
    text = text.strip()
    if not text:
        return Fraction(0)
    length = Fraction(0)
    rest = text
    for name, pattern in _CLASSES:
        length += len(pattern.findall(rest)) * _PER_UNIT[name]
        rest = pattern.sub("", rest)
    length += sum(character.isalnum() for character in rest) * _PER_UNIT["letter"]
    length += len(_COMMA.findall(text)) * _PAUSE["short"]
    # The pause after the last sentence is not part of the line.
    length += max(0, len(_STOP.findall(text)) - 1) * _PAUSE["long"]
    return max(_SHORTEST, length)


def captions(brief: Brief, frames: int, rate: Rate) -> tuple[Caption, ...]:
    """Lay a brief's beats and lines out on its frames; captions of one kind never overlap, none passes the end."""
    beats = _starts([beat.at for beat in brief.beats], frames)
    shown = [
        Caption(start=start, end=end, text=beat.text.strip())
        for beat, start, end in zip(brief.beats, beats, [*beats[1:], frames], strict=False)
        if start < end
    ]
    return (*shown, *_lines(brief, frames, rate))


def beat_frames(brief: Brief, frames: int) -> list[int]:
    """Give the frame at which each beat begins: as asked, or in its even turn."""
    return _starts([beat.at for beat in brief.beats], frames)


def line_frames(brief: Brief, frames: int, rate: Rate) -> list[int]:
    """Give the frame at which each line begins: as asked, or after the one before it."""
    return _spoken_starts([line.at for line in brief.lines], _lengths(brief, rate), frames)


def _lengths(brief: Brief, rate: Rate) -> list[int]:
    return [rate.frames(spoken_seconds(line.text)) for line in brief.lines]


def _lines(brief: Brief, frames: int, rate: Rate) -> list[Caption]:
    lengths, starts = _lengths(brief, rate), line_frames(brief, frames, rate)
    placed = []
    for index, line in enumerate(brief.lines):
        limit = starts[index + 1] if index + 1 < len(starts) else frames
        end = min(starts[index] + max(1, lengths[index]), limit)
        if starts[index] < end:
            placed.append(
                Caption(start=starts[index], end=end, text=line.text.strip(), speaker=brief.speaker(line), kind="line")
            )
    return placed


def _starts(wanted: Sequence[int | None], frames: int) -> list[int]:
    """Give each item its frame: as asked, or evenly between the neighbours that ask."""
    starts: list[int] = []
    for index, at in enumerate(wanted):
        if at is not None:
            starts.append(min(max(at, starts[-1] if starts else 0), frames))
            continue
        before = starts[-1] if starts else 0
        run = 1
        while index + run < len(wanted) and wanted[index + run] is None:
            run += 1
        after = wanted[index + run] if index + run < len(wanted) else frames
        room = max(0, min(after if after is not None else frames, frames) - before)
        shares = run + (1 if index else 0)
        starts.append(before + (room // shares if index else 0))
    return starts


def _spoken_starts(wanted: Sequence[int | None], lengths: Sequence[int], frames: int) -> list[int]:
    """Give each line its frame: as asked, or after the line before it with the silence shared out."""
    silence = max(0, frames - sum(lengths)) // (len(lengths) + 1) if lengths else 0
    starts: list[int] = []
    for index, at in enumerate(wanted):
        earliest = starts[-1] + lengths[index - 1] if starts else 0
        starts.append(min(frames, max(earliest, at) if at is not None else earliest + silence))
    return starts
