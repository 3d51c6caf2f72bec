"""The light's direction from shot to shot: where a sun changes sides between two shots, the cut does not join."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fourbeat.model.brief import Brief
from fourbeat.model.finding import Fix
from fourbeat.model.message import message
from fourbeat.model.plan import Framing

from .case import Case, Passage, Spot, passages
from .text import sentences

_SIDE = re.compile(
    r"\b(?:camera|frame|screen|stage|picture|hard|low|high|upper|lower|far)[- ](?P<a>left|right)\b"
    r"|\b(?:from|at|on|to|off)\s+(?:the\s+|her\s+|his\s+|camera\s+|frame\s+|screen\s+|upper\s+|lower\s+|"
    r"far\s+)?(?P<b>left|right)\b"
    r"|\b(?P<c>left|right)(?=\s+of\s+(?:the\s+)?(?:frame|camera|picture|screen)\b|[- ]hand\s+side|\s+side\b)"
    r"|(?:画面|カメラ|フレーム)の?(?P<d>左|右)|(?P<e>左|右)(?=手?側?(?:上|下|奥|手前|横|"
    r"斜め[上下前後]?)?(?:から|より|の窓|に))|(?P<f>上手|下手)(?=側?(?:から|の窓))",
    re.IGNORECASE,
)
_SOURCES = (
    ("sun", r"\bsun(?:light|set|rise|beams?)?\b|太陽|陽(?:光|射|ざ|が|の)|日(?:差|射|の光)|朝日|夕日|西日"),
    ("moon", r"\bmoon(?:light)?\b|月(?:光|明かり|の光|が|は)"),
    ("fill", r"\bfill\b|\bbounced?\b|フィル|抑え|補助光|照り返し"),
    ("rim", r"\brim\b|\bback ?light\b|\bbacklit\b|リム|逆光"),
    ("window", r"\bwindows?\b|窓"),
    ("lamp", r"\b(?:lamps?|lanterns?|bulbs?|lamplight)\b|ランプ|電球|スタンド|行灯|提灯"),
    ("neon", r"\b(?:neon|signs?)\b|ネオン|看板"),
    ("fire", r"\b(?:fire|firelight|candles?|candlelight|flames?)\b|炎|火|ろうそく|蝋燭"),
    ("screen", r"\b(?:tv|television|monitor|laptop)\b|テレビ|モニター?"),
    ("sky", r"\bsky\b|空"),
    ("key", r"\bkey\b|キーライト|主光"),
    ("light", r"\b(?:lights?|daylight|lit)\b|光|照明|明かり"),
)
_SOURCE = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _SOURCES)
_OTHER = {"left": "right", "right": "left", "左": "右", "右": "左", "上手": "下手", "下手": "上手"}
_MEANS = {"左": "left", "右": "right", "上手": "right", "下手": "left"}
_REVERSED = re.compile(
    r"\b(?:reverse(?: angle| shot)?|opposite side|other side|turns? round)\b|切り返し|反対側|逆側", re.IGNORECASE
)


def light_flips(case: Case) -> Iterator[Spot]:
    """Find a light that stands on the other side than in the shot before it in the same scene."""
    before = case.before
    if before is None or _crossed(case.brief, before.brief):
        return
    theirs = {source: side for source, side, _passage, _span in _sides(before.brief)}
    for source, side, passage, (start, end) in _sides(case.brief):
        if source in theirs and theirs[source] != side:
            word = passage.text[start:end]
            said = _OTHER[word.lower()]
            said = said.capitalize() if word[:1].isupper() else said
            label = message("lint.fix.say-instead", words=said)
            fix = Fix(label=label, changes=passage.reworded(passage.text[:start] + said + passage.text[end:]))
            what = message("lint.light-flips", words=word, shot=before.shot.number)
            yield Spot(passage.at(start, end), what, word, (fix,))


def _crossed(mine: Brief, theirs: Brief) -> bool:
    """Tell whether the camera looks from the other side by intent: a reverse, or one shoulder after another."""
    if mine.text.framing is Framing.OVER_SHOULDER and theirs.text.framing is Framing.OVER_SHOULDER:
        return True
    return any(_REVERSED.search(text) for text in (mine.text.scene, mine.text.camera, mine.text.light))


def _sides(brief: Brief) -> list[tuple[str, str, Passage, tuple[int, int]]]:
    """Give each source that stands on one side only; one told on both sides is left out."""
    found: dict[str, list[tuple[str, Passage, tuple[int, int]]]] = {}
    for passage in passages(brief):
        if passage.role != "light" or passage.kind == "translation":
            continue
        for left, right in sentences(passage.text):
            for one in _SIDE.finditer(passage.text, left, right):
                name = next(group for group, value in one.groupdict().items() if value)
                source = (
                    _source(passage.text[left : one.start()]) or _source(passage.text[one.end() : right]) or "light"
                )
                side = one[name].lower()
                found.setdefault(source, []).append((_MEANS.get(side, side), passage, one.span(name)))
    return [
        (source, *places[0]) for source, places in found.items() if len({side for side, _passage, _span in places}) == 1
    ]


def _source(text: str) -> str:
    """Give the source named nearest to the end of a text."""
    ends = ((max((one.end() for one in pattern.finditer(text)), default=-1), name) for name, pattern in _SOURCE)
    end, name = max(ends)
    return name if end >= 0 else ""
