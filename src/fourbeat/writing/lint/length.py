"""What fits into the seconds: beats, spoken words, and times past the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from fourbeat.model.edit import Change
from fourbeat.model.finding import Fix
from fourbeat.model.message import message

from ..timing import spoken_seconds
from .case import Case, Passage, Spot

_DOES = r"(?:he |she |it |they |\w+ly )?(?!(?:a|an|the|his|its|is|was|this|us|as|across|towards|less)\b)[a-z]+s\b"
_THEN = re.compile(
    rf"\b(?:and then|then|after that|next|finally),? (?={_DOES})|それから|そして(?=[^。]*そして)|次に|その後|最後に",
    re.IGNORECASE,
)
_CHAINED = 2
"""From how many times "then" on a beat is several."""


def beats_too_many(case: Case) -> Iterator[Spot]:
    """Find more beats than a second each can hold."""
    beats, seconds = len(case.brief.beats), case.seconds
    if beats > 1 and beats > ceil(seconds):
        what = message("lint.beats-too-many", n=beats, seconds=_said(seconds))
        yield Spot(case.on_shot("beats"), what, fixes=_longer(case, Fraction(beats)))


def beat_crowded(case: Case) -> Iterator[Spot]:
    """Find one beat that is a chain of several."""
    for passage in case.prose:
        if passage.role == "beat" and len(thens := list(_THEN.finditer(passage.text))) >= _CHAINED:
            start, end = thens[1].span()
            yield Spot(passage.at(start, end), message("lint.beat-crowded"), passage.text.strip())


def speech_too_long(case: Case) -> Iterator[Spot]:
    """Find more words than can be said in the seconds, unhurried."""
    said = [spoken_seconds(line.text, line.language, case.lexicon.pace) for line in case.brief.lines]
    spoken = sum(said, Fraction(0))
    if spoken > case.seconds:
        what = message("lint.speech-too-long", spoken=f"{float(spoken):.1f}", seconds=_said(case.seconds))
        longest = case.brief.lines[said.index(max(said))]
        passage = Passage("line", longest.id, "text", longest.text, "line")
        yield Spot(passage.at(0, len(longest.text)), what, longest.text, _longer(case, spoken))


def lines_too_many(case: Case) -> Iterator[Spot]:
    """Find more exchanges than a clip of this length carries: two in four seconds, a few more in eight."""
    lines, most = len(case.brief.lines), 1 + ceil(case.seconds / 2)
    if lines > max(2, most):
        yield Spot(case.on_shot("lines"), message("lint.lines-too-many", n=lines, seconds=_said(case.seconds)))


def past_the_end(case: Case) -> Iterator[Spot]:
    """Find beats and lines that would happen after the shot is over."""
    for kind, rows in (("beat", case.brief.beats), ("line", case.brief.lines)):
        for row in rows:
            if row.at is not None and row.at >= case.shot.frames:
                change = Change(kind=kind, entity=row.id, field="at", before=row.at)
                fix = Fix(label=message("lint.fix.in-turn"), changes=(change,))
                passage = Passage(kind, row.id, "text", row.text, kind)
                at = _said(case.rate.seconds(row.at))
                what = message("lint.past-the-end", at=at, seconds=_said(case.seconds))
                yield Spot(passage.at(0, len(row.text)), what, row.text, (fix,))


def _longer(case: Case, needed: Fraction) -> tuple[Fix, ...]:
    """Offer the next length that holds what is asked, if the model makes one."""
    target = case.target
    grid = sorted(target.seconds) if target else []
    seconds = next((one for one in grid if one >= needed), None) if grid else Fraction(ceil(needed))
    longest = target.longest if target else None
    if seconds is None or (longest is not None and seconds > longest):
        return ()
    return (set_seconds(case, seconds),)


def set_seconds(case: Case, seconds: Fraction) -> Fix:
    """Make the edit that gives the shot another length."""
    after = case.rate.frames(seconds)
    change = Change(kind="shot", entity=case.shot.id, field="frames", before=case.shot.frames, after=after)
    return Fix(label=message("lint.fix.make-seconds", seconds=_said(seconds)), changes=(change,))


def _said(seconds: Fraction) -> str:
    return f"{float(seconds):.2f}".rstrip("0").rstrip(".")
