"""Who of the bible a script means: names compared as a reader compares them, and found in what happens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .search import folded

_BETWEEN = re.compile(r"[\s.,・＝=\-–—'’`\"“”]+")
_ALIASES = re.compile(r"[\n,;、；，/／|]+")
_ELSEWHERE = re.compile(
    r"(?i)(?:\b(?:v\.?\s?o\.?|o\.?\s?[sc]\.?|off(?:[- ]?(?:screen|camera))?|voice[- ]?over|narration)(?!\w)"
    r"|\bon (?:the )?phone\b"
    r"|^[nmｎｍ]$|ナレーション|モノローグ|の声|^声|画面外|オフ)"
)
_KANJI, _KATAKANA = "\u3400-\u9fff々", "\u30a0-\u30ff"


def key(name: str) -> str:
    """Write a name so that the same person's is the same: of one case and width, without what stands between."""
    return _BETWEEN.sub("", folded(name))


def aliases(text: str) -> list[str]:
    """Read other names as they are written in one field: with commas or line by line."""
    return [one.strip() for one in _ALIASES.split(text) if one.strip()]


def known(names: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Find ids by the key of a name or an alias, from ids with names and aliases; names win over aliases."""
    rows = list(names)
    found = {key(alias): identity for identity, _, more in rows for alias in aliases(more)}
    found |= {key(name): identity for identity, name, _ in rows}
    found.pop("", None)
    return found


def elsewhere(delivery: str) -> bool:
    """Tell whether somebody is heard but not seen, by what stands beside the name."""
    return any(_ELSEWHERE.search(part.strip()) for part in delivery.split(","))


class Spotter:
    """Find people by their names in what happens; a name in small letters is a word like any other."""

    def __init__(self, people: Mapping[str, Iterable[str]]) -> None:
        self._by_name: dict[str, str] = {}
        for person, names in people.items():
            for name in names:
                for form in (name, name.title() if name.isupper() else name.upper()):
                    if form.strip():
                        self._by_name.setdefault(form, person)
        longest_first = sorted(self._by_name, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_alone, longest_first))) if longest_first else None

    def seen(self, text: str) -> list[str]:
        """Give the people a text names, in the order in which it does."""
        if self._pattern is None:
            return []
        return list(dict.fromkeys(self._by_name[one[0]] for one in self._pattern.finditer(text)))


def _alone(name: str) -> str:
    """Let a name not be found as a part of another word."""
    words = re.escape(name)
    for end, look in ((name[0], "(?<![{}])"), (name[-1], "(?![{}])")):
        if re.match(f"[{_KANJI}]", end):
            edge = look.format(_KANJI)
        elif re.match(f"[{_KATAKANA}]", end):
            edge = look.format(_KATAKANA)
        else:
            edge = look.format(r"\w") if re.match(r"[A-Za-z0-9\u00c0-\u1fff]", end) else ""
        words = edge + words if look.startswith("(?<!") else words + edge
    return words
