"""Who speaks: every line has a speaker who is there, and every name called with @ is somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from fourbeat.model.edit import BORN, Change
from fourbeat.model.finding import Fix
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Line

from ..mentions import mentions
from .case import Case, Passage, Spot

_NOBODY = frozenset({"", "?", "？", "-", "–", "…"})
_UNSEEN = re.compile(
    r"\b(?:v\.?\s?o\.?|o\.?\s?s\.?|o\.?\s?c\.?|off|offscreen|off[- ]screen|off[- ]camera|voice[- ]?over|"
    r"voice|narrat\w*|"
    r"unseen|radio|phone|telephone|intercom|speaker|recording|tape|answering machine|outside|"
    r"through the (?:door|wall)|"
    r"from (?:the )?(?:next|another|behind|below|above|upstairs|downstairs))\b|声のみ|声だけ|オフ|"
    r"ナレーション|電話|無線|ラジオ|"
    r"画面外|モノローグ|心の声|録音|アナウンス|の向こう|外から|背後から|スピーカー",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[“\"](?P<en>[^”\"\n]{4,300})[”\"]|「(?P<ja>[^」\n]{4,200})」")
_LABELLED = re.compile(
    r"(?:\b(?:says?|said|asks?|whispers?|shouts?|murmurs?|mutters?|calls?|answers?|repl(?:y|ies)|yells?|adds?|sings?|"
    r"reads?|reading|titled|called|labell?ed|marked|written|painted|printed|carved|stencill?ed|sign|label|title|"
    r"poster|headline|letters|words?|neon|name|caption|note|book|album|song|scrawled)\b[^.!?]{0,40}|[:：]\s*)$",
    re.IGNORECASE,
)
_J_SIGN = re.compile(
    r"^(?:と(?:書|記|い[うっ]|題|名|言|呼|つぶや|ささや|叫|答|尋|聞)|の(?:看板|文字|札|ポスター|本|表紙|"
    r"貼り紙|張り紙|標識|ラベル|曲|歌|題))"
)
_SPOKEN_END = re.compile(r"[.!?…,。！？]$|(?:です|ます|だよ|だね|ない|よね|のか|かな|よ|ね|わ|ぞ|ぜ)$")
_SAID = re.compile(
    r"\s*,?\s*(?:she|he|they|[A-Z]\w+)?\s*(?:says?|asks?|whispers?|shouts?|murmurs?|answers?|calls?|repl|mutters?)"
)
_MENTION = re.compile(r"(?<![\w@.])[@＠](?P<name>[^\W_][\w'’.-]*)")


def speaker_missing(case: Case) -> Iterator[Spot]:
    """Find lines that nobody says."""
    for line in case.brief.lines:
        if line.character is None and line.speaker.strip() in _NOBODY:
            fixes = tuple(_said_by(line, one) for one in case.brief.cast) if len(case.brief.cast) <= 3 else ()
            passage = Passage("line", line.id, "text", line.text, "line")
            yield Spot(passage.at(0, len(line.text)), message("lint.speaker-missing"), line.text, fixes)


def _said_by(line: Line, character: Character) -> Fix:
    changes = [Change(kind="line", entity=line.id, field="character", before=line.character, after=character.id)]
    if line.speaker:
        changes.append(Change(kind="line", entity=line.id, field="speaker", before=line.speaker, after=""))
    return Fix(label=message("lint.fix.said-by", name=character.name), changes=tuple(changes))


def speaker_unlabelled(case: Case) -> Iterator[Spot]:
    """Find speech in the middle of prose, with nobody named who says it."""
    for passage in case.prose:
        if passage.role not in ("scene", "beat", "blocking", "prompt"):
            continue
        for found in _QUOTE.finditer(passage.text):
            said = found["en"] or found["ja"]
            before, after = passage.text[max(0, found.start() - 60) : found.start()], passage.text[found.end() :]
            if not _SPOKEN_END.search(said.strip()) or _LABELLED.search(before.rstrip(" ,、")):
                continue
            if found["ja"] and (_J_SIGN.match(after) or _ends_with_name(case, before)):
                continue
            if found["en"] and (len(said.split()) < 2 or _SAID.match(after)):
                continue
            yield Spot(passage.at(*found.span()), message("lint.speaker-unlabelled"), found[0])


def _ends_with_name(case: Case, before: str) -> bool:
    stem = before.rstrip("「：: はがもの、")
    return any(stem.endswith(name) for name in names(case) if name)


def speaker_not_seen(case: Case) -> Iterator[Spot]:
    """Find somebody who speaks and is not in the picture, without a word that it is a voice from elsewhere."""
    seen = {one.id for one in case.brief.cast}
    told: set[str] = set()
    for line in case.brief.lines:
        if line.character is None or line.character in seen or line.character in told:
            continue
        if not seen and not case.brief.cast and not _anybody_named(case, line):
            continue
        if _UNSEEN.search(line.delivery) or _UNSEEN.search(case.brief.text.sound):
            continue
        told.add(line.character)
        name = case.brief.speaker(line)
        appearance = {"shot": case.shot.id, "order": "", "character": line.character, "costume": None}
        born = Change(kind="appearance", entity="", field=BORN, after=appearance)
        fix = Fix(label=message("lint.fix.show", name=name), changes=(born,))
        passage = Passage("line", line.id, "text", line.text, "line")
        yield Spot(passage.at(0, len(line.text)), message("lint.speaker-not-seen", name=name), name, (fix,))


def _anybody_named(case: Case, line: Line) -> bool:
    """Tell whether the prose of a shot without a cast speaks of whoever has the line."""
    return case.brief.speaker(line).casefold() in case.described.casefold()


def mention_of_nobody(case: Case) -> Iterator[Spot]:
    """Find @names that are neither in the cast nor among the places and props."""
    known = [name for name in names(case) if name]
    for passage in case.passages:
        if "@" not in passage.text and "＠" not in passage.text:
            continue
        meant = {one.start for one in mentions(passage.text, case.brief.bible)}
        for found in _MENTION.finditer(passage.text):
            if found.start() in meant:
                continue
            name = found["name"].rstrip(".’'-")
            end = found.start() + 1 + len(name)
            yield Spot(
                passage.at(found.start(), end),
                message("lint.mention-of-nobody", name=name),
                f"@{name}",
                tuple(_meant(passage, found.start(), end, name, known)),
            )


def _meant(passage: Passage, start: int, end: int, name: str, known: Iterable[str]) -> Iterator[Fix]:
    by_letters = {one.casefold(): one for one in known}
    for close in get_close_matches(name.casefold(), by_letters, n=2, cutoff=0.6):
        text = f"{passage.text[:start]}@{by_letters[close]}{passage.text[end:]}"
        yield Fix(label=message("lint.fix.mention", name=by_letters[close]), changes=passage.reworded(text))
    plain = passage.text[:start] + name + passage.text[end:]
    yield Fix(label=message("lint.fix.plain-name", name=name), changes=passage.reworded(plain))


def names(case: Case) -> list[str]:
    """Give every name that may be mentioned: cast with their other names, places, props."""
    bible = case.brief.bible
    people = {one.id: one for one in (*bible.people, *case.brief.cast, *case.brief.voices)}.values()
    places = (*bible.places, *((case.brief.place,) if case.brief.place else ()))
    found = [name for one in people for name in (one.name, *_aliases(one.aliases))]
    found += [name for place in places for name in (place.name, *_aliases(place.aliases))]
    return [*found, *(one.name for one in (*bible.props, *case.brief.props))]


def _aliases(text: str) -> list[str]:
    return [name.strip() for name in re.split(r"[,、;\n]", text) if name.strip()]
