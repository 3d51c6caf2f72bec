"""Ways of hiding names, each one function; those that are UNTUNED were never looked at while tuning."""

from __future__ import annotations

import base64
import codecs
import unicodedata
from collections.abc import Callable
from random import Random

Hide = Callable[[str, Random], str | None]

CYRILLIC = dict(zip("aceopxykmtbhi", "асеорхукмтвні", strict=True))
GREEK = dict(zip("aoivkptunxe", "αοινκρτυηχε", strict=True))
LATIN = {cyr: lat for lat, cyr in CYRILLIC.items() if cyr not in "твнмк"}
LEET = dict(zip("aeiost", "431057", strict=True))
SIGNS = {"a": "@", "s": "$", "i": "!", "e": "€", "l": "|", "c": "("}
SMALL_CAPS = dict(zip("abcdefghijklmnoprstuvwz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡᴢ", strict=True))
KANJI = dict(zip("カロニハタトエオチ", "力口二八夕卜工才千", strict=True))
CHEROKEE = dict(zip("abdeghijklmprstvwz", "ᎪᏴᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ", strict=True))


def latin(name: str) -> bool:
    return all(one.isascii() for one in name)


def cyrillic(name: str) -> bool:
    return any("а" <= one.lower() <= "я" for one in name)


def cased(name: str) -> bool:
    return latin(name) or cyrillic(name)


def kana(name: str) -> bool:
    return any("ァ" <= one <= "ヶ" for one in name)


def hangul(name: str) -> bool:
    return any("가" <= one <= "힣" for one in name)


def only(test: Callable[[str], bool], make: Callable[[str], str]) -> Hide:
    """Hide names of one kind, and only where that changes them."""
    return lambda name, _: made if test(name) and (made := make(name)) != name else None


def every(sign: str) -> Hide:
    """Put a sign between every two letters; spaces within a name go."""
    return lambda name, _: sign.join(letters(name))


def letters(name: str) -> list[str]:
    return [one for one in name if one.isalnum() or one == "ー"]


def mapped(table: dict[str, str], most: int = 99) -> Hide:
    def hide(name: str, chance: Random) -> str | None:
        places = [at for at, one in enumerate(name) if one.lower() in table or one in table]
        chosen = set(chance.sample(places, min(most, len(places))))
        given = [table.get(one, table.get(one.lower(), one)) if at in chosen else one for at, one in enumerate(name)]
        return "".join(given) if chosen and sum(map(str.isalnum, given)) > 1 else None

    return hide


def shifted(capital: int, small: int) -> Hide:
    def one(sign: str) -> str:
        if "A" <= sign <= "Z":
            return chr(capital + ord(sign) - 65)
        return chr(small + ord(sign) - 97) if "a" <= sign <= "z" else sign

    return only(latin, lambda name: "".join(map(one, name)))


def inner(name: str) -> list[int]:
    """Give the places of letters that have a letter on both sides."""
    return [at for at in range(1, len(name) - 1) if all(name[at + step].isalpha() for step in (-1, 0, 1))]


def edited(make: Callable[[str, int, Random], str], least: int = 6) -> Hide:
    """Change one inner letter of a name that is long enough; in Hangul and Han four letters are."""

    def hide(name: str, chance: Random) -> str | None:
        long_enough = len(letters(name)) >= (least if cased(name) else 4)
        places = inner(name) if long_enough else []
        made = make(name, chance.choice(places), chance) if places else name
        return made if made != name else None

    return hide


def other(like: str, chance: Random) -> str:
    for first, last in (("a", "z"), ("а", "я"), ("ァ", "ヴ"), ("가", "힣")):
        if first <= like.lower() <= last:
            return chr(chance.randint(ord(first), ord(last)))
    return chr(chance.randint(0x5200, 0x7000))


def halfwidth(name: str) -> str:
    table = {unicodedata.normalize("NFKC", chr(at)): chr(at) for at in range(0xFF66, 0xFF9E)}
    marks = {"\u3099": "ﾞ", "\u309a": "ﾟ", "・": "･"}
    given = []
    for one in name:
        parts = unicodedata.normalize("NFD", one) if not hangul(one) else one
        given += [table.get(part, marks.get(part, part)) for part in parts]
    return "".join(given)


def hiragana(name: str) -> str:
    return "".join(chr(ord(one) - 96) if "ァ" <= one <= "ヶ" else one for one in name)


def loose_jamo(name: str) -> str:
    """Write Hangul as separate letters of the keyboard."""
    first, vowel = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
    last = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
    given = ""
    for one in name:
        if not hangul(one):
            given += one
            continue
        at = ord(one) - 0xAC00
        given += first[at // 588] + vowel[at % 588 // 28] + last[at % 28].strip()
    return given


def after(name: str, at: int, put: str) -> str:
    return name[:at] + put + name[at:]


def run(name: str, at: int, times: int) -> str:
    return name[:at] + name[at] * times + name[at + 1 :]


def file_name(name: str) -> str:
    return name.lower().replace(" ", "_") + "_v02.mp4"


def mask(sign: str, width: int = 1) -> Hide:
    return edited(lambda name, at, _: name[:at] + sign * width + name[at + width :] if at + width < len(name) else name)


TUNED: dict[str, Hide] = {
    "plain": lambda name, _: name,
    "capitals": only(cased, str.upper),
    "small letters": only(cased, str.lower),
    "turning case": only(
        cased, lambda name: "".join(one.upper() if at % 2 else one.lower() for at, one in enumerate(name))
    ),
    "full width": only(latin, lambda name: "".join(chr(ord(one) + 0xFEE0) if one.isalnum() else one for one in name)),
    "half width": only(kana, halfwidth),
    "hiragana": only(kana, hiragana),
    "mathematical bold": shifted(0x1D400, 0x1D41A),
    "circled": shifted(0x24B6, 0x24D0),
    "small capitals": lambda name, chance: mapped(SMALL_CAPS)(name, chance) if latin(name) else None,
    "accents": only(latin, lambda name: name.translate(str.maketrans("aeiounc", "äéîöûñç"))),
    "one Cyrillic letter": lambda name, chance: mapped(CYRILLIC, 1)(name, chance) if latin(name) else None,
    "all Cyrillic letters": lambda name, chance: mapped(CYRILLIC)(name, chance) if latin(name) else None,
    "two Greek letters": lambda name, chance: mapped(GREEK, 2)(name, chance) if latin(name) else None,
    "Latin in Cyrillic": lambda name, chance: mapped(LATIN, 2)(name, chance) if cyrillic(name) else None,
    "kanji for kana": lambda name, chance: mapped(KANJI, 1)(name, chance) if kana(name) else None,
    "zero width between": every("\u200b"),
    "one word joiner": lambda name, chance: after(name, chance.randint(1, len(name) - 1), "\u2060"),
    "soft hyphen": lambda name, chance: after(name, chance.randint(1, len(name) - 1), "\u00ad"),
    "marks on top": only(cased, lambda name: "".join(one + "\u0301" if one.isalpha() else one for one in name)),
    "decomposed": only(lambda name: not latin(name), lambda name: unicodedata.normalize("NFD", name)),
    "loose jamo": only(hangul, loose_jamo),
    "digits, all": lambda name, chance: mapped(LEET)(name, chance) if latin(name) else None,
    "digits, one": lambda name, chance: mapped(LEET, 1)(name, chance) if latin(name) else None,
    "signs": lambda name, chance: mapped(SIGNS)(name, chance) if latin(name) else None,
    "letters spaced": every(" "),
    "letters dotted": every("."),
    "letters hyphened": every("-"),
    "letters underlined": every("_"),
    "letters with emoji": every("🔥"),
    "split by a space": edited(lambda name, at, _: after(name, at + 1, " "), 5),
    "split by a hyphen": edited(lambda name, at, _: after(name, at + 1, "-"), 5),
    "words joined": only(lambda name: " " in name or "-" in name, lambda name: name.replace(" ", "").replace("-", "")),
    "words underlined": only(lambda name: " " in name, lambda name: name.replace(" ", "_")),
    "words on two lines": only(lambda name: " " in name, lambda name: name.replace(" ", "\n", 1)),
    "one letter thrice": edited(lambda name, at, _: run(name, at, 3), 4),
    "last letter long": only(lambda name: name[-1].isalpha(), lambda name: name + name[-1] * 4),
    "every letter twice": lambda name, _: "".join(one * 2 if one.isalnum() or one == "ー" else one for one in name),
    "two letters swapped": edited(lambda name, at, _: name[:at] + name[at + 1] + name[at] + name[at + 2 :]),
    "one letter left out": edited(lambda name, at, _: name[:at] + name[at + 1 :]),
    "one letter replaced": edited(lambda name, at, chance: name[:at] + other(name[at], chance) + name[at + 1 :]),
    "one letter added": edited(lambda name, at, chance: after(name, at, other(name[at], chance))),
    "one star": mask("*"),
    "two stars": mask("*", 2),
    "hash tag": lambda name, _: "#" + "".join(letters(name)),
    "file name": only(cased, file_name),
    "in brackets": lambda name, _: f"[{name}]",
}
UNTUNED: dict[str, Hide] = {
    "struck through": only(cased, lambda name: "".join(one + "\u0336" for one in name)),
    "braille blanks": every("\u2800"),
    "letters in brackets": lambda name, _: "".join(f"({one})" for one in letters(name)),
    "letters with tildes": every("~"),
    "hair spaces": every("\u200a"),
    "negative squares": shifted(0x1F170, 0x1F170),
    "fraktur": shifted(0x1D56C, 0x1D586),
    "Cherokee": lambda name, chance: mapped(CHEROKEE, 3)(name, chance) if latin(name) else None,
    "rn for m": only(lambda name: latin(name) and "m" in name, lambda name: name.replace("m", "rn")),
    "vowel selectors": every("\ufe0f"),
    "digits and spaces": lambda name, chance: (
        " ".join(made) if latin(name) and (made := mapped(LEET, 2)(name, chance)) else None
    ),
    "Cyrillic, zero width, capitals": lambda name, chance: (
        "\u200c".join(made).upper() if latin(name) and (made := mapped(CYRILLIC, 1)(name, chance)) else None
    ),
    "bullet for a letter": mask("•"),
    "underscore for a letter": mask("_"),
    "capital I for l": only(lambda name: latin(name) and "l" in name, lambda name: name.replace("l", "I", 1)),
    "ideographic spaces": every("\u3000"),
    "run with a number": lambda name, _: "".join(letters(name)) + "2049",
    "camel case": only(lambda name: latin(name) and " " in name, lambda name: "my" + name.replace(" ", "") + "Film"),
}
BEYOND: dict[str, Hide] = {
    "reversed": only(cased, lambda name: name[::-1]),
    "rot13": only(latin, lambda name: codecs.encode(name, "rot13")),
    "base64": only(latin, lambda name: base64.b64encode(name.encode()).decode()),
    "without vowels": only(latin, lambda name: name[0] + "".join(one for one in name[1:] if one not in "aeiou")),
}
"""What is declared out of reach; counted all the same."""
