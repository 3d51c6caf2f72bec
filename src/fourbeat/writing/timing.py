"""When words happen: how long a line takes to say, and from which frame to which beats and lines are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from fourbeat.model.brief import Brief
from fourbeat.model.panel import Caption
from fourbeat.model.time import Rate

_SHORTEST = Fraction(1, 2)

# A small kana sounds together with the one before it; っ, ん and ー are beats of their own.
_SMALL = re.compile(r"[ぁぃぅぇぉゃゅょゎァィゥェォャュョヮｧｨｩｪｫｬｭｮ゛゜]")
_KANA = re.compile(r"[\u3040-\u30fa\u30fc-\u30ff\uff66-\uff9d]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々〆]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_DIGIT = re.compile(r"\d")
_COMMA = re.compile(r"[,;:、，；：—–]")
_STOP = re.compile(r"[.!?…。！？]+")


@dataclass(frozen=True)
class Pace:
    """Say how fast is spoken, in sounds a second, and how long the pauses are, in seconds.

    A word written with Latin or Cyrillic letters takes as long as its letters, so long words count for more. A kanji is
    `kanji` beats; in Chinese it is one syllable. A digit is read as a word: so many letters, or beats.
    """

    letter: Fraction = Fraction(14)
    mora: Fraction = Fraction(7)
    syllable_zh: Fraction = Fraction(5)
    syllable_ko: Fraction = Fraction(5)
    kanji: Fraction = Fraction(2)
    digit_letters: Fraction = Fraction(4)
    digit_morae: Fraction = Fraction(2)
    comma: Fraction = Fraction(1, 5)
    stop: Fraction = Fraction(2, 5)


USUAL = Pace()
"""Unhurried film speech; where the figures come from stands with them in the linter's data."""


def spoken_seconds(text: str, language: str = "", pace: Pace = USUAL) -> Fraction:
    """Estimate how long a line takes to say, in seconds; at least half a second for any words at all.

    Its `language` is only asked for where the writing does not tell: kanji without kana may be Chinese.
    """
    text = text.strip()
    if not text:
        return Fraction(0)
    han, digits = len(_HAN.findall(text)), len(_DIGIT.findall(text))
    kana, hangul = len(_KANA.findall(text)), len(_HANGUL.findall(text))
    letters = sum(map(str.isalnum, text)) - han - digits - kana - hangul
    length = max(0, letters) / pace.letter + hangul / pace.syllable_ko
    if kana or (han and not language.startswith("zh")):
        length += (kana - len(_SMALL.findall(text)) + han * pace.kanji + digits * pace.digit_morae) / pace.mora
    else:
        length += han / pace.syllable_zh + digits * pace.digit_letters / pace.letter
    length += len(_COMMA.findall(text)) * pace.comma
    # The pause after the last sentence is not part of the line.
    length += max(0, len(_STOP.findall(text)) - 1) * pace.stop
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
    return [rate.frames(spoken_seconds(line.text, line.language)) for line in brief.lines]


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
