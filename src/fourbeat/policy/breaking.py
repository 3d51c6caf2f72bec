"""Words broken by what a reader does not see or looks past: tags, entities, percent-escapes, brackets, voicing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from .letters import HIRAGANA, KATAKANA, Letters, fold
from .lookalikes import SKELETON

_MARKUP = re.compile(
    r"(?P<tag></?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>]{0,80})?/?>|<!--[^<>]{0,80}-->)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,12});)"
    r"|(?P<escape>(?:%[0-9A-Fa-f]{2})+)"
)
_APART = frozenset(("br", "p", "div", "li", "tr", "td", "th", "hr", "ul", "ol", "table", "img"))
"""Tags that part words."""
_JOINT = re.compile(r"(?<=\w)(?:[()（）\[\]［］{}\"“”‘’「」『』]{1,2}|…{1,2}|\.{3})(?=\w)")
_VOICES = (("ばびぶべぼ", "ぱぴぷぺぽ"), ("ぱぴぷぺぽ", "ばびぶべぼ"))
LEAST = 4
"""How many letters a name must have to be read across what breaks it, or with another voicing."""


def unbroken(text: str) -> Iterator[Letters]:
    """Give a text's letters with markup undone, and with what joins the pieces of broken words left out."""
    if _MARKUP.search(text):
        yield _without(text, _MARKUP)
    if _JOINT.search(text):
        yield _without(text, _JOINT)


def voiced(letters: Letters) -> Iterator[Letters]:
    """Give letters with ぴ for び, and the other way round, which look alike in small print."""
    for given, wanted in _VOICES:
        table = dict(zip(given, wanted, strict=True))
        changed = [
            at for at, one in enumerate(letters.folded) if one in table and letters.scripts[at] in (KATAKANA, HIRAGANA)
        ]
        if not changed:
            continue
        made = Letters(letters.source, scripts=letters.scripts)
        made.starts, made.ends, made.gaps, made.long = letters.starts, letters.ends, letters.gaps, letters.long
        folded, bones = list(letters.folded), list(letters.bones)
        for at in changed:
            folded[at] = table[folded[at]]
            bones[at] = SKELETON.get(folded[at], folded[at])
            made.odd[at] = "look-alike"
        made.folded, made.bones = "".join(folded), "".join(bones)
        yield made


def _without(text: str, broken: re.Pattern[str]) -> Letters:
    """Fold a text with its breaks undone; each letter keeps its place in the text as it is."""
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    after: set[int] = set()
    at = 0
    for found in (*broken.finditer(text), None):
        upto = found.start() if found else len(text)
        plain += text[at:upto]
        starts += range(at, upto)
        ends += range(at + 1, upto + 1)
        if found is None:
            break
        at = found.end()
        undone = _undone(found)
        for sign in undone:
            plain.append(sign)
            starts.append(found.start())
            ends.append(found.end())
        if not (found.lastgroup == "tag" and undone):
            after.add(at)
    whole = fold("".join(plain))
    made = Letters(text, whole.folded, whole.bones, whole.scripts, gaps=whole.gaps, long=whole.long)
    made.starts = [starts[one] for one in whole.starts]
    made.ends = [ends[one - 1] for one in whole.ends]
    for one in range(len(made)):
        # Whatever is read across a break was hidden by it.
        touched = made.starts[one] in after
        if touched or (made.ends[one] - made.starts[one] > 1 and made.ends[one] in after):
            made.odd[one] = "hidden"
    return made


def _undone(found: re.Match[str]) -> str:
    """Give what is read where a break stands."""
    kind, said = found.lastgroup, found[0]
    if kind == "tag":
        name = re.sub(r"\W", " ", said).split()
        return " " if name and name[0].lower() in _APART else ""
    made = unescape(said) if kind == "entity" else unquote(said, errors="replace") if kind == "escape" else ""
    return " " if any(unicodedata.category(one) in ("Zs", "Cc", "So") for one in made) else made
