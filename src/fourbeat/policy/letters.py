"""Text as the letters a reader sees: no case, width, marks or hidden characters; every letter keeps its source span."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from .lookalikes import DRAWN, SIGNS, SKELETON, named

LONG = "ー"
DASHES = frozenset("-‐‑‒–—―−─━〜～~ー")
"""What is written for the mark of a long vowel among kana."""

LATIN, CYRILLIC, GREEK, KATAKANA, HIRAGANA, HAN, HANGUL, DIGIT, OTHER = "LCGKHXUDO"
CASED = frozenset((LATIN, CYRILLIC, GREEK))
RUNNING = frozenset((KATAKANA, HIRAGANA, HAN))
"""Scripts that put no space between words."""

_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0")
_FOREIGN = dict(zip("ぁぃぇぉ", "ばびべぼ", strict=True))
_VOICED = {"\u3099", "\u309a"}
_APART = {"゛": "\u3099", "゜": "\u309a"}
"""The marks of voiced kana, written as signs of their own."""
_BELOW = "ᆨᆩᆪᆫᆬᆭᆮᆯᆰᆱᆲᆳᆴᆵᆶᆷᆸᆹᆺᆻᆼᆽᆾᆿᇀᇁᇂ"
_ABOVE = re.findall(
    r"\S+", "ᄀ ᄁ ᄀᄉ ᄂ ᄂᄌ ᄂᄒ ᄃ ᄅ ᄅᄀ ᄅᄆ ᄅᄇ ᄅᄉ ᄅᄐ ᄅᄑ ᄅᄒ ᄆ ᄇ ᄇᄉ ᄉ ᄊ ᄋ ᄌ ᄎ ᄏ ᄐ ᄑ ᄒ"
)
_FINAL = dict(zip(_BELOW, _ABOVE, strict=True))
"""A consonant below is the same key as one above: 각 typed key by key comes out as 가ㄱ."""

Letter = tuple[str, str, str]
"""A folded letter, what stands for it in a skeleton, and its script."""


def script(letter: str) -> str:
    """Name the script of a folded or written letter."""
    code = ord(letter)
    if code < 0x250:
        return DIGIT if letter.isdecimal() else LATIN
    if 0x400 <= code < 0x530:
        return CYRILLIC
    if 0x370 <= code < 0x400 or 0x1F00 <= code < 0x2000:
        return GREEK
    if 0x30A0 <= code < 0x3100 or 0x31F0 <= code < 0x3200 or 0xFF66 <= code < 0xFFA0:
        return KATAKANA
    if 0x3040 <= code < 0x30A0:
        return HIRAGANA
    if 0x3400 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or code >= 0x20000 or letter in "々〆〇":
        return HAN
    if 0xAC00 <= code < 0xD7B0 or 0x1100 <= code < 0x1200 or 0x3130 <= code < 0x3190:
        return HANGUL
    return DIGIT if letter.isdecimal() else OTHER


def _parts(sign: str) -> Iterator[Letter | None]:
    """Fold one written character; None is a sign between words, nothing at all is a hidden one."""
    if unicodedata.category(sign) in ("Cf", "Me") or sign in _FILLERS or 0xFE00 <= ord(sign) <= 0xFE0F:
        return
    if sign in _APART:
        yield (_APART[sign], _APART[sign], OTHER)
        return
    base = named(sign) if ord(sign) > 0x7F else ""
    flat = unicodedata.normalize("NFKC", base or sign).casefold()
    for whole in flat:
        for one in unicodedata.normalize("NFD", whole) if script(whole) not in RUNNING else whole:
            kind = unicodedata.category(one)
            if kind == "Mn" and (one in _VOICED or not unicodedata.name(one, "").startswith("COMBINING")):
                # Vowels of Indian scripts and Thai are letters; points of Hebrew and Arabic are not.
                if one in _VOICED or not ("\u0591" <= one <= "\u06ed"):
                    yield (one, one, OTHER)
            elif kind in ("Cf", "Me", "Mn"):
                continue
            elif kind[0] in "LN" or kind == "Mc":
                yield from _letter(one, sign)
            else:
                yield None


def _letter(one: str, sign: str) -> Iterator[Letter]:
    for part in _FINAL.get(one, one):
        kind = script(part)
        if kind == KATAKANA and "ァ" <= part <= "ヶ":
            part = chr(ord(part) - 0x60)
        latin = named(part) if kind in (LATIN, OTHER) and ord(part) > 0x7F else ""
        part, kind = (latin, LATIN) if latin else (part, kind)
        yield (
            part,
            SKELETON.get(unicodedata.normalize("NFD", sign)[0] if kind == GREEK else part, SKELETON.get(part, part)),
            kind,
        )


class _Folds(dict[str, tuple[Letter | None, ...]]):
    """Remember how each character folds."""

    def __missing__(self, sign: str) -> tuple[Letter | None, ...]:
        if len(self) > 50_000:
            self.clear()
        found = self[sign] = tuple(_parts(sign))
        return found


FOLDS = _Folds()


@dataclass(slots=True)
class Letters:
    """Be the letters of a text in order, without what stands between them.

    `folded`, `bones` (the skeleton) and `scripts` have one character a letter, `starts` and `ends` its place in the
    source; `gaps` is what stands before a letter since the one before it; `long` counts long-vowel marks after it.
    """

    source: str
    folded: str = ""
    bones: str = ""
    scripts: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    long: dict[int, int] = field(default_factory=dict)
    odd: dict[int, str] = field(default_factory=dict)
    """Letters that another view of the text made of its signs, and what was undone for it."""

    def __len__(self) -> int:
        return len(self.starts)

    def capital(self, at: int) -> bool:
        """Tell whether the letter is written as a capital."""
        return self.source[self.starts[at]].isupper()


def fold(text: str, *, signs: bool = False, drawn: bool = False, holes: str = "") -> Letters:
    """Fold a text; `signs` reads @, $, ! and their like as letters, `drawn` also letters drawn with several signs.

    Signs in `holes` are letters nobody can read: each is the character 0.
    """
    made = Letters(text)
    folded: list[str] = []
    bones: list[str] = []
    scripts: list[str] = []
    starts, ends, gaps = made.starts, made.ends, made.gaps
    gap, skip = "", 0
    for at, sign in enumerate(text):
        if at < skip:
            continue
        parts = FOLDS[sign]
        if drawn and parts == (None,) and (found := _drawn(text, at)):
            letter, skip = found
            parts, upto = ((letter, SKELETON.get(letter, letter), LATIN),), skip
            made.odd[len(starts)] = "leet"
        elif holes and sign in holes:
            parts, upto = (("\0", "\0", scripts[-1] if scripts else DIGIT),), at + 1
        elif signs and sign in SIGNS:
            parts, upto = ((sign, SKELETON.get(sign, sign), DIGIT),), at + 1
        else:
            upto = at + 1
        if not parts and starts and not gap:
            # A mark or a hidden character belongs to the letter before it only as far as evidence goes.
            if unicodedata.category(sign)[0] == "M":
                ends[-1] = upto
            continue
        for part in parts:
            if part is None:
                gap += sign
            elif part[0] == LONG:
                if starts and scripts[-1] in RUNNING and not gap:
                    made.long[len(starts) - 1] = made.long.get(len(starts) - 1, 0) + 1
                    ends[-1] = upto
                else:
                    gap += sign
            elif part[0] in _FOREIGN and starts and len(gap) < 4 and folded[-1] == "ゔ":
                # ヴァ and バ are one sound, written either way; a small vowel begins no word, so a gap is spacing.
                gap = ""
                folded[-1] = bones[-1] = _FOREIGN[part[0]]
                ends[-1] = upto
            elif part[0] in _VOICED:
                if starts and not gap:
                    folded[-1] = unicodedata.normalize("NFC", folded[-1] + part[0])[0]
                    bones[-1] = SKELETON.get(folded[-1], folded[-1])
                    ends[-1] = upto
            else:
                folded.append(part[0])
                bones.append(part[1])
                scripts.append(part[2])
                starts.append(at)
                ends.append(upto)
                gaps.append(gap)
                gap = ""
    made.folded, made.bones, made.scripts = "".join(folded), "".join(bones), "".join(scripts)
    return made


def _drawn(text: str, at: int) -> tuple[str, int] | None:
    for shape, letter in DRAWN:
        if text.startswith(shape, at):
            return letter, at + len(shape)
    return None


def plain(text: str) -> str:
    """Give the folded letters of a text with one space for whatever stands between two words."""
    made = fold(text)
    return "".join(
        (" " if gap and at else "") + one for at, (gap, one) in enumerate(zip(made.gaps, made.folded, strict=True))
    )
