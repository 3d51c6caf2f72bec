"""Headings of scenes taken apart: where it plays, less the marks of inside and outside and the time of day."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"(?i)(?:(?:int\.?\s?/\s?ext|ext\.?\s?/\s?int|int|ext|est|i/e)[. ]+|(?:屋内|屋外|室内|屋内外)[・:：\s　]+)"
)
_DASH = re.compile(r"\s+[-–—]+\s*|\s*[–—]\s*|\s+\|\s+")
_TIMES = (
    "day|night|morning|evening|dawn|dusk|noon|midday|midnight|afternoon|sunset|sunrise|twilight|later|continuous|"
    "same|same time|moments later|early morning|late night|late afternoon|magic hour|golden hour|present|flashback|"
    "朝|昼|夕|夜|夕方|夜中|深夜|早朝|未明|明け方|昼間|夜明け|翌朝|翌日|同日|同|数日後|回想|現在|日中|夕暮れ"
)
_TIME = re.compile(rf"(?i)(?:the (?:next|following) |next |early |late )?(?:{_TIMES})(?: \(.*\))?")
_ASIDE = re.compile(r"\s*[(（【［\[][^()（）【】［］\[\]]{0,60}[)）】］\]]\s*$")
_TAIL = re.compile(r"(.*\S)[・／/、\s　]+([^・／/、\s　]+)")


def is_slug(heading: str) -> bool:
    """Tell whether a heading says inside or outside, as those of screenplays do."""
    return bool(_BEFORE.match(heading.strip()))


def place_of(heading: str) -> str:
    """Give the place a heading names; empty where it names none."""
    words = _BEFORE.sub("", heading.strip(), count=1) if _BEFORE.match(heading.strip()) else heading.strip()
    while (shorter := _ASIDE.sub("", words)) != words and shorter:
        words = shorter
    parts = [part.strip() for part in _DASH.split(words)]
    while len(parts) > 1 and _TIME.fullmatch(parts[-1]):
        parts.pop()
    words = " - ".join(part for part in parts if part)
    found = _TAIL.fullmatch(words)
    if found and _TIME.fullmatch(found[2]) and not found[2].isascii():
        words = found[1]
    return "" if _TIME.fullmatch(words) else words.strip(" .-–—・")
