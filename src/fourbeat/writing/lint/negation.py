"""What must not be seen or heard, asked for by name: generators, and their filters, read the name and not the "no"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fourbeat.model.finding import Fix
from fourbeat.model.message import message

from .case import Case, Passage, Spot
from .lexicon import Lexicon
from .text import asian, quoted, replaced, without

_NO = (
    r"(?:with\s+no|without(?:\s+any)?|no|never\s+any|free\s+of|"
    r"(?:please\s+)?(?:do\s+not|don['’]t|never)\s+(?:show|include|add|use|have|put(?:\s+in)?|display|"
    r"render|play)(?:\s+any)?|"
    r"(?:avoid|exclude|omit|remove)(?:\s+(?:any|all))?)"
)
_MANNER = r"(?:(?:background|on[- ]screen|visible|human|other|real|spoken|extra|burned[- ]in|added)\s+)?"
_J_NOT = (
    r"(?:は|が|を|も)?(?:一切)?(?:なし(?:で|に|の)?|無し(?:で|に|の)?|ナシ(?:で|の)?|抜き(?:で|の)?|不要|禁止|"
    r"(?:入れ|出さ|写さ|映さ|使わ|付け|つけ|流さ|見せ|含め)(?:ない(?:で(?:ください)?|こと)?|ず(?:に)?)|"
    r"写(?:ら|り込ま)ない(?:で|ように)?|映(?:ら|り込ま)ない(?:で|ように)?)"
)


_BEFORE = re.compile(rf"(?<![\w-]){_NO}\s+(?:[\w'’-]+\s+){{0,2}}$", re.IGNORECASE)
_ALSO = re.compile(
    rf"(?<![\w-]){_NO}\s+(?:[\w'’-]+\s+){{0,2}}[\w'’-]+(?:,\s*[\w'’-]+)*(?:\s*,|,?\s+(?:or|and|nor))\s*$", re.IGNORECASE
)
_AFTER = re.compile(_J_NOT)
_NEAR = 80


def negated(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the stretch that asks for a word not to be seen, the word included; None where it is asked for."""
    near = max(0, start - _NEAR)
    if asian(text[start:end]):
        after = _AFTER.match(text, end)
        return (start, after.end()) if after else None
    before = _BEFORE.search(text[near:start])
    if before is not None:
        return near + before.start(), end
    # “No guns, knives or blood”: the word stands further back in a list that nobody wants.
    return (start, end) if _ALSO.search(text[near:start]) else None


def negated_content(case: Case) -> Iterator[Spot]:
    """Find contents that are named only to be kept out."""
    latin, japanese = _patterns(case.lexicon)
    for passage in case.prose:
        for pattern in (latin, japanese) if asian(passage.text) else (latin,):
            for found in pattern.finditer(passage.text):
                if quoted(passage.text, *found.span()):
                    continue
                yield _spot(case, passage, found)


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    latin, japanese = lexicon.contents
    more = rf"(?:\s*(?:,|,?\s+(?:or|and|nor))\s*(?:no\s+)?{_MANNER}(?:{latin}))*"
    return (
        re.compile(rf"(?<![\w-]){_NO}\s+{_MANNER}(?P<what>{latin}){more}(?![\w-])", re.IGNORECASE)
        if latin
        else re.compile("(?!)"),
        re.compile(rf"(?P<what>{japanese}){_J_NOT}") if japanese else re.compile("(?!)"),
    )


def _spot(case: Case, passage: Passage, found: re.Match[str]) -> Spot:
    words = found[0]
    entry = case.lexicon.unwanted_words[" ".join(found["what"].casefold().split())]
    out = without(passage.text, *found.span())
    fixes = [Fix(label=message("lint.fix.leave-out", words=words), changes=passage.reworded(out))]
    if entry.instead:
        said = replaced(passage.text, *found.span(), entry.instead)
        fixes.append(Fix(label=message("lint.fix.say-instead", words=entry.instead), changes=passage.reworded(said)))
    return Spot(passage.at(*found.span()), message("lint.negated-content", words=words), words, tuple(fixes))
