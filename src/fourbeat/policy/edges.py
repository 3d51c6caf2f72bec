"""Where a name may begin and end in a text: words have edges in some scripts, particles and endings in others."""

from __future__ import annotations

import re
import unicodedata

from .letters import CASED, CYRILLIC, DIGIT, HANGUL, HIRAGANA, KATAKANA, Letters, fold

_BEFORE = "はがをにのとでもへやるたていなだよねしか"
_BEFORE_SHORT = "はがをにのとでもへや"
_AFTER = re.compile(
    r"(?:たち|ちやん|さん|くん|さま|どの|みたい|のよう|だつ|でし|です|じや|では|とは|には|にも|から|まで|より|って|つて|という|"
    r"など|だけ|しか|ばかり|そつくり|らし|ごつこ|つぽ|ふう|[はがをにのとでもへやかよねな]|だ)"
)
_WORDS = re.compile(r"\S+")
_KOREAN = _WORDS.findall(
    "가 이 은 는 을 를 의 에 에서 에게 에게서 한테 께 와 과 랑 이랑 도 만 로 으로 부터 까지 처럼 같은 같이 보다 "
    "야 아 여 이여 이다 입니다 이에요 예요 라 이라 라고 이라고 라는 이라는 라면 이라면 인 나 이나 든지 들 씨 님 "
    "군 양 쨩 짱 스러운 스럽게 답게 틱한 조차 마저 밖에 하고 인지 식 풍 편 형 전 용"
)
PARTICLES = re.compile("(?:" + "|".join(sorted((fold(one).folded for one in _KOREAN), key=len, reverse=True)) + ")+$")
LONGEST = 60
"""No word of any language here has more letters: a run of more is no word."""
_ENGLISH = frozenset(("s", "es", "like", "esque", "ish", "verse", "ian"))
_RUSSIAN = {
    "": "а у ом ем ым е ы и ов ев ам ами ах ский ская ское",
    "а": "ы и е у ой ою ей ею ам ами ах",
    "я": "и е ю ей ею ям ями ях",
    "й": "я ю ем е и ев ям ями ях его ему им ом ого ым",
    "ь": "я ю ем е и ью ей ям ями ях",
    "ы": "ов ам ами ах",
    "и": "ов ей ам ами ах ям ями ях",
}
_ENDINGS = {last: frozenset(fold(one).folded for one in _WORDS.findall(given)) for last, given in _RUSSIAN.items()}
_VOWELS = "аеиоуыэюяь"
"""What a Russian name's last letter turns into; foreign names in о, е and у stay as they are."""
_ADJECTIVES = {
    **dict.fromkeys(("ыи", "ии", "ои", "ое", "ее"), "ого его ому ему ым им ом ем"),
    **dict.fromkeys(("ая", "яя"), "ой ей ую юю ою ею"),
    **dict.fromkeys(("ые", "ие"), "ых их ым им ыми ими"),
}
_OF_ADJECTIVES = {
    last: frozenset(fold(one).folded for one in _WORDS.findall(given)) for last, given in _ADJECTIVES.items()
}
"""Endings of adjectives and of family names that are made like them, as they are folded."""
_BREAKS = frozenset(',;:!?()"“”„«»、。，；：！？（）「」『』【】[]{}…<>《》')


def breaks(gap: str) -> bool:
    """Tell whether what stands between two letters parts them: a comma, brackets, a sentence's end, a new paragraph."""
    if gap in ("", " ", "-"):
        return False
    if any(one in _BREAKS for one in gap) or gap.count("\n") > 1 or len(gap) > 12:
        return True
    return "." in gap and len(gap) > 1 and (gap.index(".") < len(gap) - 1 and gap[gap.index(".") + 1].isspace())


def inflected(name: str, its: str) -> bool:
    """Tell whether a folded Russian word is another one in some case: маска of маск, павла of павел."""
    if len(name) < 3 or its[:2] != name[:2]:
        return False
    rest = _OF_ADJECTIVES.get(name[-2:])
    if rest and its[: len(name) - 2] == name[:-2] and its[len(name) - 2 :] in rest:
        return True
    lasts: tuple[str, ...] = ("",)
    stem = name
    if name[-1] in "аяьыи":
        lasts, stem = (("й", "и") if name[-1] == "и" else (name[-1],)), name[:-1]
    elif name[-1] in _VOWELS:
        return False
    stems = [stem]
    if stem == name and len(name) > 3 and name[-2] in "ео":
        stems.append(name[:-2] + name[-1])  # Павел, Павла.
    return any(its.startswith(one) and its[len(one) :] in _ENDINGS[last] for one in stems for last in lasts)


def begins(text: Letters, at: int) -> bool:
    """Tell whether a name may begin here."""
    if at == 0:
        return True
    if text.gaps[at]:
        # The s of a possessive begins nothing.
        tail = text.gaps[at] in ("'", "’") and text.folded[at] == "s" and at + 1 < len(text)
        return not (tail and text.gaps[at + 1])
    if text.starts[at - 1] == text.starts[at]:
        # Within one written sign: a syllable, or letters written as one.
        return False
    now, before = text.scripts[at], text.scripts[at - 1]
    if text.long.get(at - 1) and now == KATAKANA:
        return False
    if now in CASED or now == DIGIT:
        if before == DIGIT and now != DIGIT:
            return True
        if before not in CASED:
            return before != DIGIT
        return text.capital(at) and not text.capital(at - 1)
    if now == before == KATAKANA or now == before == HANGUL:
        return False
    if now == before == HIRAGANA:
        return text.folded[at - 1] in _BEFORE
    return True


def ends(text: Letters, at: int, signs: int, *, stem: str) -> str | None:
    """Tell whether a name may end before this letter: "" plainly, "ending", "within" doubtfully, or None.

    `stem` is the letter that was taken off a Russian name, so that another must follow; empty for a whole name.
    """
    if at == len(text) or text.gaps[at]:
        return None if stem else ""
    if text.starts[at - 1] == text.starts[at] or "\u11a8" <= text.source[text.starts[at]] <= "\u11ff":
        return None
    last, then = text.scripts[at - 1], text.scripts[at]
    if last in CASED or last == DIGIT:
        return _cased(text, at, stem=stem)
    if last == then == KATAKANA:
        return None
    if last == then == HANGUL:
        rest = _rest(text, at)
        return "" if PARTICLES.match(rest) else ("within" if signs > 3 else None)
    if last == then == HIRAGANA:
        return "" if _AFTER.match(text.bones[at : at + 4]) else None
    return ""


def _cased(text: Letters, at: int, *, stem: str) -> str | None:
    then = text.scripts[at]
    if then == DIGIT and not stem:
        return ""
    if then not in CASED:
        return None if stem else ""
    if not stem and text.capital(at) and not text.capital(at - 1):
        return ""
    rest = _rest(text, at)
    if text.scripts[at] == CYRILLIC and rest in _ENDINGS[stem] and (stem or text.folded[at - 1] not in _VOWELS):
        return "ending"
    return "ending" if not stem and signs_enough(at) and rest in _ENGLISH else None


def signs_enough(at: int) -> bool:
    """Tell whether enough stands before an ending for it to be one."""
    return at > 3


def _rest(text: Letters, at: int) -> str:
    """Give the letters from here to the end of the word."""
    return text.folded[at : word(text, at)[1]]


def word(text: Letters, at: int) -> tuple[int, int]:
    """Give the first and the last (exclusive) letter of the word a letter stands in."""
    start, end = at, at + 1
    least, most = max(0, at - LONGEST), min(len(text), at + LONGEST)
    while start > least and not text.gaps[start]:
        start -= 1
    while end < most and not text.gaps[end]:
        end += 1
    return start, end


def opens(text: Letters, at: int) -> bool:
    """Tell whether a sentence begins here, where a capital says nothing."""
    if at == 0:
        return True
    gap = text.gaps[at]
    return any(one in '.!?:\n"“”«»()[]—–•*' or unicodedata.category(one) == "Ps" for one in gap)


def shortly(text: Letters, at: int, signs: int) -> bool:
    """Tell whether a short name stands in hiragana behind letters that end a word only perhaps."""
    inside = at > 0 and not text.gaps[at] and text.scripts[at] == text.scripts[at - 1] == HIRAGANA
    return inside and signs < 4 and text.folded[at - 1] not in _BEFORE_SHORT
