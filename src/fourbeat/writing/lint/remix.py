"""A remix is a fine adjustment: one thing changes, everything else stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fourbeat.model.brief import Brief

_ASPECTS = (
    (
        "framing",
        r"\b(?:close[- ]?up|wide shot|wider|tighter|medium shot|two[- ]shot|framing|insert)\b|"
        r"クローズアップ|引きの画|寄りの画|フレーミング|ロングショット",
    ),
    (
        "angle",
        r"\b(?:(?:low|high|dutch|overhead|eye[- ]level)[- ]?angle|from (?:above|below)|overhead)\b|"
        r"ローアングル|ハイアングル|俯瞰|アオリ",
    ),
    (
        "move",
        r"\b(?:push[- ]in|pull[- ]out|pan(?:s|ning)? (?:left|right)|tilt|dolly|crane|orbit|handheld|"
        r"locked[- ]off|camera move)\b|パン|ティルト|ドリー|カメラワーク|フィックス|手持ち",
    ),
    (
        "lens",
        r"\b(?:\d{2,3}\s?mm|lens|depth of field|shallow focus|deep focus|anamorphic|macro)\b|レンズ|"
        r"被写界深度|\d{2,3}\s?ミリ",
    ),
    (
        "palette",
        r"\b(?:palette|colou?rs?|grade|teal|sand|rust|monochrome|black[- ]and[- ]white)\b|配色|色調|"
        r"カラー|パレット|モノクロ",
    ),
    (
        "light",
        r"\b(?:light(?:ing)?|backlit|night|dusk|dawn|noon|golden hour|sunset|sunrise|moonlight|lamp|"
        r"neon)\b|光|照明|夜|夕方|朝|逆光|ネオン",
    ),
    ("weather", r"\b(?:rain(?:ing|y)?|snow(?:ing|y)?|fog(?:gy)?|storm(?:y)?|windy?|weather)\b|雨|雪|霧|嵐|天気"),
    (
        "wardrobe",
        r"\b(?:wears?|wearing|dress|coat|jacket|shirt|hat|costume|wardrobe|outfit|suit)\b|衣装|服|コート|"
        r"ドレス|帽子|シャツ",
    ),
    ("hair", r"\b(?:hair|haircut|beard)\b|髪|ひげ"),
    (
        "action",
        r"\b(?:instead of|walks?|runs?|turns?|looks?|smiles?|sits?|stands?|waves?|jumps?|action)\b|歩|走|"
        r"振り向|笑|座|立|動き|演技",
    ),
    (
        "place",
        r"\b(?:set in|moved? to|relocate|background|location|street|kitchen|forest|beach|office)\b|背景|"
        r"場所|室内|屋外|街|海|森",
    ),
    ("dialogue", r"\b(?:says?|line|dialogue|voice)\b|セリフ|台詞|言う"),
    ("sound", r"\b(?:sound|music|score|ambience|silence)\b|音楽|効果音|環境音|静か"),
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ASPECTS)
_PARTS = re.compile(r"[,;.。、；\n]|\band\b|\bbut\b|\bplus\b|\balso\b|\bthen\b|して(?=[^い])|し、", re.IGNORECASE)
_KEPT = re.compile(
    r"\b(?:same|keep|kept|unchanged|as (?:it is|before)|identical|everything else|otherwise|preserve|"
    r"matching)\b|同じ|そのまま|変えず|変更せず|他は|維持|保つ",
    re.IGNORECASE,
)


def asked(words: str) -> tuple[str, ...]:
    """Name the things a remix asks to change; what it says to keep is none of them."""
    found: list[str] = []
    listing = ""
    for part in _PARTS.split(words):
        if not part or not part.strip():
            continue
        if _KEPT.search(part):
            listing = ""
            continue
        named = [name for name, pattern in _PATTERNS if pattern.search(part)]
        # "New palette: teal, sand, rust": what follows a colon lists one thing.
        if listing and (not named or named == [listing]):
            continue
        if named:
            found.append(named[0])
            listing = named[0] if ":" in part or "：" in part or not found[:-1] else ""
    return tuple(dict.fromkeys(found))


def changed(before: Brief, after: Brief) -> tuple[str, ...]:
    """Name the fields in which one brief is not another: what a remix made from fields would change."""
    return tuple(_changed(before, after))


def _changed(before: Brief, after: Brief) -> Iterator[str]:
    for name in type(before.text).model_fields:
        if name not in ("id", "life", "short", "made_from") and getattr(before.text, name) != getattr(after.text, name):
            yield name
    was, now = _lists(before), _lists(after)
    yield from (name for name in was if was[name] != now[name])


def _lists(brief: Brief) -> dict[str, object]:
    return {
        "beats": [(one.text, one.at) for one in brief.beats],
        "lines": [(one.character, one.speaker, one.delivery, one.text, one.at) for one in brief.lines],
        "palette": [(one.value, one.name) for one in brief.colours],
        "references": [(one.role, one.sha256) for one in brief.references],
        "cast": [one.id for one in brief.cast],
        "place": brief.place.id if brief.place else None,
    }


def changes_several(words: str) -> bool:
    """Tell whether a remix asks for more than one change."""
    return len(asked(words)) > 1
