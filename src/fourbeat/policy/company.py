"""Whom a name stands with: what makes an ambiguous one sure, and what says that a name means a place instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from .letters import plain
from .subject import Subject

_PLACE = (
    "town|city|village|river|lake|mountain|mount|island|province|district|county|region|municipality|airport|station|strait|bay|"
    "harbour|harbor|port|whirlpools?|bridge|street|avenue|valley|creek|hamlet|suburb|borough|peninsula|cape|parish|commune|canyon|falls"
)
_AFTER = re.compile(
    rf"\s*(?:[,(–—]\s*(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}(?:{_PLACE})\b"
    r"|\s+(?-i:Town|City Hall|River|Lake|Mountain|Mount|Island|Province|District|County|Airport|Station|Strait|Bay|"
    r"Harbou?r|Whirlpools?|Bridge|Street|Avenue|Valley|Falls)\b|\s+(?:whirlpools?|strait|province|municipality)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:{_PLACE})\s+(?:of|called|named)\s+$|(?-i:\b(?:Mount|Lake|Cape|Port|River|Fort)\s+$)", re.IGNORECASE
)
_IN = re.compile(r"\b(?:in|to|from|near|outside|at|of)\s+$", re.IGNORECASE)
_LANDS = (
    "Turkey|Türkiye|Japan|Spain|France|Italy|Germany|Portugal|Greece|England|Scotland|Wales|Ireland|Poland|Austria|"
    "Switzerland|Belgium|Norway|Sweden|Finland|Denmark|Iceland|Russia|Ukraine|Romania|Hungary|Bulgaria|Serbia|Croatia|"
    "India|China|Korea|Vietnam|Thailand|Indonesia|Malaysia|Philippines|Australia|New Zealand|Canada|Mexico|Brazil|"
    "Argentina|Chile|Peru|Colombia|Egypt|Morocco|Kenya|Nigeria|Ghana|Ethiopia|South Africa|Iran|Iraq|Israel|Texas|"
    "California|Ohio|Oregon|Nevada|Florida|Georgia|Alabama|Kansas|Missouri|Illinois|Virginia|Kentucky|Tennessee|"
    "Montana|Idaho|Utah|Maine|Vermont|Tokushima"
)
_LAND = re.compile(rf"\s*,\s*(?:{_LANDS})\b")
_EAST = re.compile(
    r"(?:[市県縣町村区區駅島湾港川河岬]|海峡|海峽|大橋|空港|半島|温泉"
    r"|산맥|해협|대교|공항|시청|역(?![가-힣]))"
)
"""What makes the word before it a place in Japanese, Chinese and Korean."""
_TOWN = r"[ァ-ヶー]{2,}の(?:町|街|都市|村|市|県|州|島|港)"
_JAPANESE_BEFORE, _JAPANESE_AFTER = re.compile(_TOWN + "$"), re.compile("[、（]" + _TOWN)
"""トルコの町バットマン; バットマン、トルコの町."""


def place(source: str, start: int, end: int) -> bool:
    """Tell whether the words around a name say that it is a place: "Batman, a town in Turkey"."""
    after, before = source[end : end + 60], source[max(0, start - 40) : start]
    if after[:1] and not after[:1].isascii() and _EAST.match(after):
        return True
    if _JAPANESE_BEFORE.search(before) or _JAPANESE_AFTER.match(after):
        return True
    if _AFTER.match(after) or _BEFORE.search(before):
        return True
    return bool(_LAND.match(after) and (_IN.search(before) or not before.strip()))


_DOES = re.compile(r"(?:する|すれ|した|して|しな|しま|しよ|され|させ)")


def verb(source: str, start: int, end: int) -> bool:
    """Tell whether a word in katakana is something that is done: リンクする."""
    return "ァ" <= source[start] <= "ヶ" and bool(_DOES.match(source[end : end + 2]))


def compound(source: str, start: int, end: int) -> bool:
    """Tell whether a name's last letter belongs to the next word: "wall-e-commerce"."""
    return bool(re.match(r"-\w{2,}", source[end : end + 4])) and bool(re.search(r"-\w$", source[start:end]))


@lru_cache(maxsize=20_000)
def spoken(text: str) -> str:
    """Give a text's words with a space at both ends, for finding whole words."""
    return f" {plain(text)} "


def near(needs: Iterable[str], texts: Sequence[str]) -> bool:
    """Tell whether one of the words that make a name sure stands in one of the texts."""
    for need in needs:
        wanted = spoken(need)
        inner = wanted.strip()
        if not inner:
            continue
        for text in texts:
            if wanted in (said := spoken(text)) or (not inner.isascii() and inner in said):
                return True
    return False


def related(one: Subject, other: Subject) -> bool:
    """Tell whether two subjects belong together: siblings, or a work and what is in it."""
    if one.id == other.id:
        return False
    mine, its = {*one.above, one.id}, {*other.above, other.id}
    return bool(mine & its)
