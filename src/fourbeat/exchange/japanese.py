"""Japanese screenplays as plain text: headings with a circle, indented action, and a name before 「a line」."""

from __future__ import annotations

import re
from dataclasses import replace

from fourbeat.model.screenplay import Element, ElementKind, Screenplay, ScriptFormat, ScriptScene

from .cues import digits, joined, one_line
from .fountain import Scenes

_DIGITS = "0-9０-９"
_NUMBER = rf"[{_DIGITS}]{{1,5}}[A-Za-zＡ-Ｚａ-ｚ]?"
_CIRCLED = re.compile(rf"(?P<before>{_NUMBER})?[ \t\u3000.．、]*[○〇◯](?P<words>.*)")
_PILLAR = re.compile(r"(?:柱|【柱】|［柱］)[ \t\u3000]*[:：]?(?P<words>.*)")
_SCENE = re.compile(
    rf"(?:シーン|場面|ｼｰﾝ|[SＳ]|#|＃|[SＳ][#＃]|第)[ \t\u3000]*(?P<number>{_NUMBER})[ \t\u3000]*(?:場|景)?"
    r"(?:[ \t\u3000.．、:：]+|$)(?P<words>.*)"
)
_NUMBERED = re.compile(rf"(?P<number>{_NUMBER})[ \t\u3000.．、:：]+(?P<words>[^「『]*)")
_LEADING = re.compile(rf"(?P<number>{_NUMBER})[ \t\u3000.．、:：]+(?P<words>\S.*)")
_ACT = re.compile(r"[■□◆◇]?[ \t\u3000]*(第[一二三四五六七八九十0-9０-９]{1,3}(?:幕|部|章|話)(?:[ \t\u3000].*)?)")
_CUE = re.compile(
    r"(?P<name>[^\s「」『』()（）。、][^「」『』()（）。、\t]{0,23}?)[ \u3000]{0,9}"
    r"(?P<aside>(?:[(（][^()（）「」]{0,60}[)）]){0,3})[ \u3000]{0,9}「"
)
# An N or M behind a name: narrated, or thought.
_HEARD = re.compile(r"(.*[^A-Za-zＡ-Ｚａ-ｚ\s])[ \u3000]?([NMＮＭ])")
_ASIDE = re.compile(r"[(（]([^()（）]*)[)）]")
_ASIDES = re.compile(r"[(（【［\[][^()（）【】［］\[\]]{0,60}[)）】］\]]")
_SAME = re.compile(r"同(?:じ|上|所|場所)?(?P<rest>[・\s\u3000].*)?")
_TIMED = re.compile(r"[・\s\u3000](?:朝|昼|夕|夜|夕方|夜中|深夜|早朝|未明|明け方|夜明け|翌朝|翌日|日中|夕暮れ)$")
_CHANGE = re.compile(r"[×✕＊*☓][ \t\u3000×✕＊*☓]*")
_TRANSITION = re.compile(
    r"[(（]?(?:[FＦ][・.．]?[IＩOＯ]|[OＯ][・.．]?[LＬ]|[WＷ][・.．]?[IＩOＯ]|"
    r"フェードイン|フェードアウト|オーバーラップ|暗転|溶暗|溶明)[)）]?"
)
LONGEST_SPEECH = 100
"""Lines of one speech: a bracket open for longer was never closed."""

_MOST_UNCLOSED = 100


def looks_japanese(text: str) -> bool:
    """Tell whether a text reads as a Japanese screenplay."""
    lines = [line.strip() for line in text.split("\n")[:3000]]
    headings = sum(1 for line in lines if _CIRCLED.fullmatch(line) or _PILLAR.fullmatch(line))
    speeches = sum(1 for line in lines if _cue(line))
    return headings > 0 or speeches >= 2


def read(text: str) -> Screenplay:
    """Read a Japanese screenplay."""
    lines = text.split("\n")
    plain = any(_marked(line.strip()) for line in lines)
    scenes, unclosed = Scenes(), 0
    front, at = _front(lines, plain)
    while at < len(lines):
        line = lines[at].strip()
        at += 1
        if not line or _CHANGE.fullmatch(line):
            continue
        if (found := _heading(line, plain)) is not None:
            scenes.begin(*found)
        elif act := _ACT.fullmatch(line):
            scenes.part(act[1])
        elif _TRANSITION.fullmatch(line):
            scenes.add(Element(ElementKind.TRANSITION, line))
        elif spoken := _spoken(lines, at - 1, LONGEST_SPEECH if unclosed < _MOST_UNCLOSED else 1):
            elements, at = spoken
            scenes.add(*elements)
        else:
            unclosed += _cue(line) is not None
            at = _action(scenes, lines, at - 1, plain)
    return Screenplay(ScriptFormat.JAPANESE, front[0] if front else "", _placed(scenes.done()), _named(front))


def _placed(scenes: tuple[ScriptScene, ...]) -> tuple[ScriptScene, ...]:
    """Say where "the same" is: 同・内 after 灯台・外観 plays at 灯台・内."""
    made: list[ScriptScene] = []
    where = ""
    for scene in scenes:
        bare = _ASIDES.sub("", scene.heading).strip()
        if (same := _SAME.fullmatch(bare)) is None:
            where = re.split(r"[・\s]", bare, maxsplit=1)[0]
            made.append(scene)
        else:
            rest = _TIMED.sub("", same["rest"] or "").strip("・ \t\u3000")
            place = f"{where}・{rest}" if rest and where else where
            made.append(replace(scene, place=place))
    return tuple(made)


def _cue(line: str) -> re.Match[str] | None:
    """Find a name before an opening bracket at a line's beginning."""
    return _CUE.match(line) if "「" in line[:250] else None


def _named(front: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(("title" if place == 0 else "", words) for place, words in enumerate(front))


def _marked(line: str) -> bool:
    """Tell whether a line is a heading by a mark that nothing else has."""
    return bool(_CIRCLED.fullmatch(line) or _PILLAR.fullmatch(line) or _SCENE.fullmatch(line))


def _heading(line: str, plain: bool) -> tuple[str, str] | None:
    """Read a heading as its words and number; bare numbers count where the script has no marks (`plain`)."""
    if found := _CIRCLED.fullmatch(line):
        words, number = found["words"].strip(), found["before"] or ""
        if not number and (led := _LEADING.fullmatch(words)):
            words, number = led["words"], led["number"]
        return one_line(words), digits(number)
    if found := _PILLAR.fullmatch(line):
        words = found["words"].strip()
        if led := _LEADING.fullmatch(words):
            return one_line(led["words"]), digits(led["number"])
        return one_line(words), ""
    found = _SCENE.fullmatch(line) or (None if plain else _NUMBERED.fullmatch(line))
    return (one_line(found["words"]), digits(found["number"])) if found else None


def _front(lines: list[str], plain: bool) -> tuple[list[str], int]:
    """Take the lines before the first heading for the title page: where they are few, not indented and say nothing."""
    found: list[str] = []
    for at, line in enumerate(line.strip() for line in lines[:60]):
        if _heading(line, plain) is not None or _ACT.fullmatch(line):
            return found, at
        if not line:
            continue
        if len(found) == 12 or _cue(line) or "。" in line or _TRANSITION.fullmatch(line):
            return [], 0
        found.append(one_line(line))
    return [], 0


def _spoken(lines: list[str], at: int, most: int) -> tuple[list[Element], int] | None:
    """Read one or more speeches that begin in a line; None where words stand beside them, as in prose."""
    made: list[Element] = []
    rest = lines[at].strip()
    while rest:
        found = _cue(rest)
        if found is None:
            return None
        said, after, at = _to_the_end(lines, at, rest[found.end() :], most)
        if said is None:
            return None
        asides = [one_line(one) for one in _ASIDE.findall(found["aside"])]
        name = one_line(found["name"])
        if heard := _HEARD.fullmatch(name):
            name, asides = heard[1], [heard[2], *asides]
        made += _speech(name, asides, said)
        rest = after.strip()
    return (made, at + 1) if made else None


def _speech(name: str, asides: list[str], said: str) -> list[Element]:
    """Make the elements of one speech; parentheses that stand at its beginning say how it is said."""
    words = one_line(said)
    while (found := _ASIDE.match(words)) is not None and words[found.end() :].strip():
        asides.append(found[1].strip())
        words = words[found.end() :].strip()
    if words:
        return [Element(ElementKind.DIALOGUE, words, name, joined(asides))]
    return [Element(ElementKind.ACTION, f"{name} ({joined(asides)})" if asides else name)]


def _to_the_end(lines: list[str], at: int, rest: str, most: int) -> tuple[str | None, str, int]:
    """Read what is said up to its closing bracket, over several lines; brackets within it are its own."""
    depth, said = 1, list[str]()
    for place in range(at, min(len(lines), at + most)):
        line = rest if place == at else lines[place]
        if place > at and (not line.strip() or _marked(line.strip())):
            break
        for spot, letter in enumerate(line):
            depth += (letter == "「") - (letter == "」")
            if depth == 0:
                said.append(line[:spot])
                return "\n".join(said), line[spot + 1 :], place
        said.append(line)
    return None, "", at


def _action(scenes: Scenes, lines: list[str], at: int, plain: bool) -> int:
    """Read a paragraph of action: a line, and those below it that are not indented anew."""
    taken = [lines[at]]
    for place in range(at + 1, len(lines)):
        line = lines[place].rstrip()
        fresh = not line or line[:1] in " \t\u3000" or _CHANGE.fullmatch(line) or _cue(line)
        if fresh or _heading(line, plain) is not None or _ACT.fullmatch(line) or _TRANSITION.fullmatch(line):
            break
        taken.append(line)
    scenes.add(Element(ElementKind.ACTION, "\n".join(taken)))
    return at + len(taken)
