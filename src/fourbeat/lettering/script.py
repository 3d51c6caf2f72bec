"""What a text asks of its setting: clean characters, a direction, a language, a row of font families."""

import re
import unicodedata
from typing import Literal, NamedTuple

from fourbeat.lettering import fonts

Way = Literal["ltr", "rtl"]

_NEWLINES = re.compile("\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\0-\x09\x0e-\x1f\x7f-\x9f]")
# Characters without a shape that the setter understands; the rest of their kind would only get in its way.
_STEERING = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u3164\uffa0]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

_HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_BOPOMOFO = "\u3100-\u312f\u31a0-\u31bf"
_CJK = re.compile(f"[{_HAN}{_KANA}{_HANGUL}{_BOPOMOFO}\u3000-\u303f\uff00-\uffef]")

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")

# Where a line may end anyway, a long run needs no help: at spaces, hyphens, slashes and between ideographs.
_SPACES = "\\s\u200b\\-‐–—/"
_RUN = re.compile(f"[^{_SPACES}{_HAN}{_KANA}{_HANGUL}{_BOPOMOFO}\u3000-\u303f\uff00-\uffef]+")
# Signs that may not begin a line cling to what stands before them, so a row of them is one long word too.
_CLINGING = re.compile(".[ーぁぃぅぇぉっゃゅょァィゥェォッャュョ、。，．！？!?…‥・」』）】〉》〜～]{3,}")

_LETTERS = (fonts.SANS, fonts.ARABIC, fonts.HEBREW)


class Tongue(NamedTuple):
    """Hold the language a text is set in: ISO code, region or None, and its CJK region (a key of `fonts.CJK`)."""

    lang: str
    region: str | None = None
    shapes: str = "JP"
    cjk: bool = False

    @property
    def families(self) -> tuple[str, ...]:
        """Give the families in the order a character is looked for.

        Every face has its own dashes, dots and quotes: in text mostly of ideographs the CJK one goes before Arabic
        and Hebrew, elsewhere last, so that an English apostrophe beside a Japanese name stays narrow.
        """
        face = fonts.CJK[self.shapes]
        return (fonts.SANS, face, fonts.ARABIC, fonts.HEBREW) if self.cjk else (*_LETTERS, face)


def clean(text: str) -> str:
    """Make a text fit to draw: plain newlines, no control characters, a visible substitute for what fonts lack."""
    text = _CONTROLS.sub(lambda m: " " if m[0] == "\t" else "", _NEWLINES.sub("\n", text))
    kept: list[str] = []
    for char in fonts.composed(text):
        if char == "\n" or not fonts.unseen(char):
            kept.append(char if fonts.has(char) else fonts.SUBSTITUTE)
        elif _STEERING.match(char) or (_SELECTORS.match(char) and kept and _CJK.match(kept[-1])):
            kept.append(char)
    return "".join(kept)


def way(line: str, fallback: Way = "ltr") -> Way:
    """Give a paragraph's direction, by its first letter that has one (Unicode's rules P2 and P3)."""
    depth = 0
    for char in line:
        match unicodedata.bidirectional(char):
            case "LRI" | "RLI" | "FSI":
                depth += 1
            case "PDI":
                depth = max(0, depth - 1)
            case "L" if depth == 0:
                return "ltr"
            case "R" | "AL" if depth == 0:
                return "rtl"
    return fallback


def tongue(text: str, lang: str | None = None) -> Tongue:
    """Choose the language and the CJK face, by the given BCP 47 tag where it says so, else by the text's own script.

    Han characters alone do not tell Chinese from Japanese, and are taken for Japanese.
    """
    parts = (lang or "").replace("_", "-").lower().split("-")
    primary, rest = parts[0], set(parts[1:])
    if not re.fullmatch("[a-z]{2,3}", primary):
        primary = ""
    if primary not in ("ja", "zh", "ko") and _CJK.search(text):
        primary, rest = _guessed(text)
    mostly = 2 * len(_CJK.findall(text)) > sum(map(str.isalnum, text))
    match primary:
        case "ja":
            return Tongue("ja", "JP", "JP", cjk=mostly)
        case "ko":
            return Tongue("ko", "KR", "KR", cjk=mostly)
        case "zh" if rest & {"hk", "mo"}:
            return Tongue("zh", "HK", "HK", cjk=mostly)
        case "zh" if rest & {"hant", "tw"}:
            return Tongue("zh", "TW", "TC", cjk=mostly)
        case "zh":
            return Tongue("zh", "CN", "SC", cjk=mostly)
    return Tongue(primary or "en")


def piled_marks(text: str) -> int:
    """Count the marks of the highest pile on one letter, without Hebrew points, which stay within the line."""
    highest = pile = 0
    for char in text:
        if unicodedata.category(char) == "Mn" and not fonts.unseen(char):
            pile += not "\u0591" <= char <= "\u05c7"
            highest = max(highest, pile)
        else:
            pile = 0
    return highest


def has_arabic(text: str) -> bool:
    """Say whether any Arabic letter is in a text."""
    return _ARABIC.search(text) is not None


def long_words(text: str, room: float, size: float) -> list[str]:
    """List the unbreakable words that may be wider than the room, longest first; lengths in px."""
    # No letter is wider than about one and a half em, so shorter words need not be measured.
    least = max(2, int(room / (1.5 * size)))
    words = {m[0] for pattern in (_RUN, _CLINGING) for m in pattern.finditer(text) if len(m[0]) >= least}
    return sorted(words, key=lambda word: (-len(word), word))


def _guessed(text: str) -> tuple[str, set[str]]:
    if re.search(f"[{_KANA}]", text):
        return "ja", set()
    if re.search(f"[{_HANGUL}]", text):
        return "ko", set()
    if re.search(f"[{_BOPOMOFO}]", text):
        return "zh", {"hant"}
    return "ja", set()
