"""Text as the rules cut it: sentences, clauses, words taken out so that what is left still reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOPS = ".!?;。！？；\n"
_BOUNDS = ".!?;,:。！？；、，\n—–("
_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
_JOINTS = re.compile(r"(?:^|\s)(?:and then|and|then|while|but|as|or|with)\s*$", re.IGNORECASE)
_LEADING = re.compile(r"^(?:and then|and|then|but|or)\s+", re.IGNORECASE)
_END = re.compile(r"[.!?。！？\n]\s*$")


_QUOTED = re.compile(r"[“\"][^“”\"\n]{1,300}[”\"]|「[^「」\n]{1,200}」|『[^『』\n]{1,200}』")
_QUOTES = re.compile(r"[“\"「『]")


def quoted(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is written or said within the picture: it stands in quotation marks, but not all does."""
    if not _QUOTES.search(text, 0, start):
        return False
    spans = (one.span() for one in _QUOTED.finditer(text))
    return any(left < start and end < right and text[:left].strip() + text[right:].strip() for left, right in spans)


def asian(text: str) -> bool:
    """Tell whether a text is written in Japanese letters."""
    return bool(_ASIAN.search(text))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give the places of the sentences; a semicolon ends one, too."""
    start = 0
    for place, letter in enumerate(text):
        if letter in _STOPS and not _inside_number(text, place):
            if text[start : place + 1].strip():
                yield start, place + 1
            start = place + 1
    if text[start:].strip():
        yield start, len(text)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the place of the sentence that a stretch stands in."""
    for left, right in sentences(text):
        if left <= start < right:
            return left, max(right, end)
    return 0, len(text)


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the place of the clause that a stretch stands in, from one comma to the next."""
    left = start
    while left > 0 and text[left - 1] not in _BOUNDS:
        left -= 1
    right = end
    while right < len(text) and text[right] not in _BOUNDS:
        right += 1
    while left < start and text[left].isspace():
        left += 1
    return left, right


def without(text: str, start: int, end: int) -> str:
    """Take a stretch out of a text and close the gap: no comma is left hanging, a sentence begins with a capital."""
    left, right = text[:start].rstrip(" \u3000"), text[end:].lstrip(" \u3000")
    opens = not left or bool(_END.search(left))
    if not right or right[0] in ".,;:!?)。、，；：！？）\n":
        while (joint := _JOINTS.search(left)) is not None and not opens:
            left = left[: joint.start()].rstrip()
        left = left.rstrip(",、，;；:—– ") if left else left
        opens = not left or bool(_END.search(left))
    if opens or left[-1:] in ",、，;；(（—–":
        right = right.lstrip(",、，;；: ")
        if opens:
            right = _LEADING.sub("", right).lstrip(".。!！?？ ") if right[:1] not in "\n" else right
            if text[start : start + 1].isupper() or not left:
                right = right[:1].upper() + right[1:] if text[:1].isupper() or left else right
    if not left or not right or right[0] in ".,;:!?)。、，；：！？）\n" or left[-1] in "(（\n":
        return (left + right).strip() if not left or not right else left + right
    joined = "" if asian(left[-1]) or asian(right[0]) else " "
    return left + joined + right


def replaced(text: str, start: int, end: int, new: str) -> str:
    """Put other words in the place of a stretch, with a capital where it had one."""
    if text[start : start + 1].isupper():
        new = new[:1].upper() + new[1:]
    return text[:start] + new + text[end:]


def count(text: str) -> int:
    """Count words; of Japanese, two letters count as one."""
    letters = len(_ASIAN.findall(text))
    return len(re.findall(r"[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’-]\w+)*", text)) + (letters + 1) // 2


def _inside_number(text: str, place: int) -> bool:
    return text[place] == "." and text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
