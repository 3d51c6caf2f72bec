"""What the readers of written scripts share: who speaks, how, and words on one line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from fourbeat.model.screenplay import Element, ElementKind

LONGEST_NAME = 60
"""Letters of a speaker's name: a longer line in capitals is not one."""

_LONGEST_CUE = 200
_LONGEST_ASIDE = 300

# Marks of the page, not words: that a speech goes on over a page or after an action.
_GOES_ON = re.compile(r"(?i)\(\s*(?:cont(?:inued|['’`]?d)?\.?|more|続き|つづき)\s*\)")
_ASIDE = re.compile(r"[(（]([^()（）]*)[)）]")
_WIDE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]")


@dataclass(frozen=True)
class Cue:
    """Say who speaks, and what stands in parentheses beside the name."""

    speaker: str
    aside: str = ""
    dual: bool = False


def cue(line: str, *, forced: bool = False) -> Cue | None:
    """Read a line as a speaker's name: in capitals of any script that has them, or `forced`. None where it is none."""
    words = line.strip()
    if len(words) > _LONGEST_CUE:
        return None
    dual = words.endswith("^")
    words = _GOES_ON.sub("", words.removesuffix("^")).strip()
    asides = [one.strip() for one in _ASIDE.findall(words)]
    name = one_line(_ASIDE.sub(" ", words))
    if not name or len(name) > LONGEST_NAME or (not forced and not _capitals(name)):
        return None
    return Cue(name, joined(asides), dual)


def _capitals(name: str) -> bool:
    """Tell whether a name is in capitals: no small letter, and at least one that could have been small."""
    if name.endswith((":", "：", "!", "?", ",", ";")) or name.startswith(("(", "（")):
        return False
    return any(letter.isupper() for letter in name) and not any(letter.islower() for letter in name)


# Letters of a name where no letter is large or small: kanji, katakana, hangul, Arabic, Thai and their marks.
_HIRAGANA = re.compile(r"[\u3041-\u3096]+")
_POLITE = re.compile(r"(?:さん|ちゃん|くん|さま|たち)$")
_NO_NAMES = re.compile(
    "夕方|夜明け|早朝|深夜|翌朝|翌日|翌晩|数日後|数年後|回想|現在|過去|暗転|明転|沈黙|静寂|字幕|題名|タイトル"
)
_LONGEST_CASELESS = 8


def caseless(blocks: Iterable[list[str]]) -> frozenset[str]:
    """Find the names over speeches that are in letters neither large nor small; `blocks` are runs of lines.

    One that stands there several times is a name; of those that stand there once, what looks like no other word.
    """
    found = Counter(name for block in blocks if len(block) > 1 and (name := _caseless(block[0])))
    return frozenset(name for name, times in found.items() if times > 1 or not _HIRAGANA.fullmatch(name))


def _caseless(line: str) -> str:
    """Give the name in a line that is nothing else; empty where the line is words."""
    name = one_line(_ASIDE.sub(" ", _GOES_ON.sub("", line.strip().removesuffix("^"))))
    if (
        not 2 <= len(name) <= _LONGEST_CASELESS
        or _NO_NAMES.fullmatch(name)
        or name != name.lower()
        or name != name.upper()
    ):
        return ""
    kinds = {unicodedata.category(letter) for letter in name if letter not in " ・ー0123456789"}
    if "Lo" not in kinds or not kinds <= {"Lo", "Lm", "Mn", "Mc"}:
        return ""
    plain = _POLITE.sub("", name)
    words = _HIRAGANA.search(plain) and not _HIRAGANA.fullmatch(plain)
    return "" if words else name


def cue_of(line: str, people: Collection[str]) -> Cue | None:
    """Read a line as a speaker's name: in capitals, or one of `people` whose letters have none."""
    return cue(line) or (cue(line, forced=True) if people and _caseless(line) in people else None)


def without_going_on(line: str) -> str:
    """Take the marks of the page out of a line."""
    return _GOES_ON.sub("", line).strip()


def joined(asides: Iterable[str]) -> str:
    """Write several asides as one."""
    return ", ".join(one for one in asides if one)


def one_line(text: str) -> str:
    """Put words on one line; between letters of writing without spaces no space is made of a line's end."""
    if "\n" in text:
        lines = [line.strip() for line in text.split("\n")]
        text = ""
        for line in lines:
            tight = text and line and _WIDE.match(text[-1]) and _WIDE.match(line[0])
            text += line if tight or not text else f" {line}"
    return " ".join(text.replace("\u3000", " ").split())


def speech(who: Cue, lines: Iterable[str]) -> list[Element]:
    """Make the elements of what one person says; an aside begins a new one, and is how it is said."""
    made: list[Element] = []
    asides, said, dual = [who.aside] if who.aside else [], list[str](), who.dual

    def end() -> None:
        nonlocal asides, said, dual
        if words := one_line("\n".join(said)):
            made.append(Element(ElementKind.DIALOGUE, words, who.speaker, joined(asides), dual))
            asides, dual = [], False
        said = []

    for line in lines:
        line = line.strip()
        if 2 < len(line) <= _LONGEST_ASIDE and line[0] in "(（" and line[-1] in ")）":
            end()
            if kept := without_going_on(line):
                asides.append(one_line(kept[1:-1]))
            continue
        said.append(line)
    end()
    if asides and (made or asides != [who.aside]):
        # An aside after the last words, or before none: something is done, not said.
        made.append(Element(ElementKind.ACTION, f"{who.speaker} ({joined(asides)})" if not made else joined(asides)))
    elif not made:
        made.append(Element(ElementKind.ACTION, who.speaker + (f" ({who.aside})" if who.aside else "")))
    return made


def digits(text: str) -> str:
    """Write full-width letters and digits of a number in their plain form."""
    return unicodedata.normalize("NFKC", text).strip()
