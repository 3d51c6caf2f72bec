"""The people of a film look the same in every shot: one set of words each, said once, not where a picture shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fourbeat.model.brief import Brief
from fourbeat.model.finding import Fix
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Role

from .case import Case, Passage, Spot, passages
from .text import asian, count, replaced, sentence, without

_HUES = {
    "black": "black jet raven ebony",
    "white": "white cream ivory oatmeal",
    "grey": "grey gray silver",
    "red": "red crimson scarlet rust-red rust maroon burgundy",
    "ginger": "ginger copper orange",
    "blond": "blond blonde golden straw-coloured",
    "brown": "brown auburn chestnut hazel tan",
    "blue": "blue navy indigo teal",
    "green": "green olive emerald sage",
    "yellow": "yellow mustard",
    "pink": "pink rose",
    "purple": "purple violet lilac",
}
_HUE = {word: hue for hue, words in _HUES.items() for word in words.split()}
_THINGS = (
    "hair|beard|moustache|mustache|eyes|coat|raincoat|overcoat|jacket|dress|shirt|blouse|cardigan|sweater|"
    "jumper|hoodie|scarf|hat|cap|beanie|trousers|jeans|skirt|boots|shoes|suit|uniform|apron|kimono|vest|"
    "gloves|tie|braces|dungarees"
)

_J_HUE = {
    "黒": "black",
    "白": "white",
    "灰": "grey",
    "グレー": "grey",
    "銀": "grey",
    "赤": "red",
    "茶": "brown",
    "金": "blond",
    "青": "blue",
    "紺": "blue",
    "緑": "green",
    "黄": "yellow",
    "ピンク": "pink",
    "桃": "pink",
    "紫": "purple",
    "オレンジ": "ginger",
}
_J_THINGS = (
    "髪|目|瞳|ひげ|髭|コート|レインコート|上着|ジャケット|ドレス|ワンピース|シャツ|ブラウス|カーディガン|"
    "セーター|パーカー|マフラー|帽子|ズボン|スカート|ブーツ|靴|スーツ|制服|エプロン|着物|浴衣|ベスト|手袋|"
    "ネクタイ"
)


_LOOKS = re.compile(
    rf"\b(?P<hue>{'|'.join(sorted(_HUE, key=len, reverse=True))})(?P<gap>(?:[-\s,]+(?!and\b|on\b|in\b|"
    rf"with\b|over\b|under\b|behind\b|of\b)[a-z]+){{0,2}}?)[-\s]+(?P<thing>{_THINGS})\b",
    re.IGNORECASE,
)
_J_LOOKS = re.compile(
    rf"(?P<hue>{'|'.join(sorted(_J_HUE, key=len, reverse=True))})(?:い|"
    rf"色)?の?(?P<gap>[ぁ-んァ-ヶー一-鿿]{{0,4}}?)(?P<thing>{_J_THINGS})"
)
_MAYBE = re.compile(rf"\b(?:{_THINGS})\b|{_J_THINGS}", re.IGNORECASE)
_REPEATED, _J_REPEATED = 6, 14
"""From how many words, or Japanese letters, on a stretch is the bible's own."""

_OVER, _OVER_LOOKS = 110, 5


@dataclass(frozen=True)
class Look:
    """Be what is said of one thing about a person: whose hue it is and where the word stands."""

    thing: str
    hue: str
    start: int
    end: int
    words: str


def looks(text: str) -> Iterator[Look]:
    """Give the hair, eyes and clothes whose colour a text names."""
    if not _MAYBE.search(text):
        return
    for found in _LOOKS.finditer(text):
        thing = {"mustache": "moustache", "gray": "grey"}.get(found["thing"].lower(), found["thing"].lower())
        yield Look(thing, _HUE[found["hue"].lower()], *found.span("hue"), found[0])
    if asian(text):
        for found in _J_LOOKS.finditer(text):
            yield Look(found["thing"], _J_HUE[found["hue"]], *found.span("hue"), found[0])


def identity_differs(case: Case) -> Iterator[Spot]:
    """Find somebody whose hair, eyes or clothes have another colour than in the bible or the shot before."""
    for passage in case.prose:
        if passage.role not in ("scene", "beat", "blocking", "dressing", "prompt"):
            continue
        for look in looks(passage.text):
            whole = passage.text[slice(*sentence(passage.text, look.start, look.end))]
            person = _whose(case.brief, whole)
            if person is None:
                continue
            said = [one for one in looks(_bible(case.brief, person)) if one.thing == look.thing]
            if said and all(one.hue != look.hue for one in said):
                yield _differs(passage, look, person, _bible(case.brief, person)[said[0].start : said[0].end])
            elif not said and case.before is not None and (earlier := _earlier(case, person, look)):
                yield _differs(passage, look, person, earlier)


def _differs(passage: Passage, look: Look, person: Character, word: str) -> Spot:
    words = passage.text[look.start : look.end]
    label = message("lint.fix.say-instead", words=word)
    fix = Fix(label=label, changes=passage.reworded(replaced(passage.text, look.start, look.end, word)))
    what = message("lint.identity-differs", words=look.words, name=person.name, before=word)
    return Spot(passage.at(look.start, look.end), what, words, (fix,))


def _earlier(case: Case, person: Character, look: Look) -> str:
    """Give the hue the shot before gives the same thing of the same person, if it is another."""
    assert case.before is not None
    brief = case.before.brief
    for passage in passages(brief):
        if passage.role in ("scene", "beat", "blocking", "prompt"):
            for one in looks(passage.text):
                whole = passage.text[slice(*sentence(passage.text, one.start, one.end))]
                if one.thing == look.thing and one.hue != look.hue and _whose(brief, whole) == person:
                    return passage.text[one.start : one.end]
    return ""


def _whose(brief: Brief, words: str) -> Character | None:
    """Tell whom a sentence is about: the one of the cast it names, if it names just one."""
    named = [one for one in brief.cast if _named(one, words)]
    return named[0] if len(named) == 1 else None


def _named(person: Character, words: str) -> bool:
    names = [person.name, *re.split(r"[,、;\n]\s*", person.aliases)]
    return any(
        name and (name in words if asian(name) else re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE))
        for name in names
    )


def _bible(brief: Brief, person: Character) -> str:
    """Give the words that stand for a person in this shot."""
    worn = brief.worn(person)
    return "; ".join((person.identity, worn.words if worn else person.wardrobe))


def identity_repeated(case: Case) -> Iterator[Spot]:
    """Find the bible's own words in the prose: they go into the prompt by themselves."""
    sources = [(one.name, text) for one in case.brief.cast for text in (one.identity, one.wardrobe)]
    if case.brief.place:
        sources.append((case.brief.place.name, case.brief.place.identity))
    for passage in case.prose:
        if passage.role not in ("scene", "beat", "dressing"):
            continue
        for name, bible in sources:
            if (place := _shared(passage.text, bible)) is not None:
                words = passage.text[slice(*place)]
                label = message("lint.fix.leave-out", words=words)
                fix = Fix(label=label, changes=passage.reworded(without(passage.text, *place)))
                yield Spot(passage.at(*place), message("lint.identity-repeated", name=name), words, (fix,))


def _shared(text: str, bible: str) -> tuple[int, int] | None:
    """Give the longest stretch of a text that the bible says in the same words, if it is long enough."""
    pattern = r"[^\W_]" if asian(bible) else r"[^\W_]+(?:['’-][^\W_]+)*"
    least = _J_REPEATED if asian(bible) else _REPEATED
    theirs = [one[0].casefold() for one in re.finditer(pattern, bible)]
    mine = [(one[0].casefold(), one.start(), one.end()) for one in re.finditer(pattern, text)]
    if len(theirs) < least or len(mine) < least:
        return None
    runs = {tuple(theirs[at : at + least]): at for at in range(len(theirs) - least + 1)}
    for at in range(len(mine) - least + 1):
        begun = runs.get(tuple(word for word, _start, _end in mine[at : at + least]))
        if begun is None:
            continue
        length = least
        while (
            at + length < len(mine) and begun + length < len(theirs) and mine[at + length][0] == theirs[begun + length]
        ):
            length += 1
        return mine[at][1], mine[at + length - 1][2]
    return None


def over_described(case: Case) -> Iterator[Spot]:
    """Find a scene told at length though its first frame, or a picture of the one it tells of, shows it already."""
    first = next((one for one in case.brief.references if one.role is Role.FIRST_FRAME), None)
    pictured = [one for one in case.brief.cast if one.id in case.pictured]
    for passage in case.prose:
        if passage.role != "scene":
            continue
        told = list(looks(passage.text))
        if first is not None and (count(passage.text) > _OVER or len(told) >= _OVER_LOOKS):
            yield Spot(passage.at(0, len(passage.text)), message("lint.over-described", name=first.name), passage.text)
        elif first is None and pictured and len(told) >= _OVER_LOOKS - 1:
            name = pictured[0].name
            yield Spot(passage.at(0, len(passage.text)), message("lint.over-described", name=name), passage.text)
