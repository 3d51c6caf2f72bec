"""The pen that writes prompts: it puts words down and remembers which field each stretch came from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fourbeat.model.brief import Brief
from fourbeat.model.dialect import Dialect
from fourbeat.model.ids import Id
from fourbeat.model.plan import Character, Place
from fourbeat.model.take import PromptPart

from .mentions import Named, pieces
from .vocabulary import vocabulary

_ENDS = ".!?。！？…"
_SAID = frozenset(
    {
        *("scene", "lens", "light", "mood", "sound", "look", "filters", "grade", "atmosphere", "blocking", "dressing"),
        *("camera", "finish"),
    }
)


@dataclass(frozen=True)
class Missing:
    """Name a field whose text to send nobody has written in the prompt's language."""

    of: Id
    field: str


@dataclass(frozen=True)
class Prompt:
    """Be the exact text to send, where each part of it came from, and what it lacks in the prompt's language."""

    text: str
    parts: tuple[PromptPart, ...]
    missing: tuple[Missing, ...] = ()


def source(named: Named) -> str:
    """Name one of the cast, a place or a prop as a source of words."""
    kind = "cast" if isinstance(named, Character) else "place" if isinstance(named, Place) else "prop"
    return f"{kind}:{named.id}"


class Pen:
    """Write a brief's words in one dialect; `author` is the language they were written in.

    With `exact` nothing is worded for a reader: mentions stay as they were typed.
    """

    def __init__(self, brief: Brief, dialect: Dialect, author: str, *, exact: bool = False) -> None:
        self.brief, self.dialect, self.exact = brief, dialect, exact
        self.words = vocabulary(dialect.language or author)
        self._language = "" if dialect.language in ("", author) or exact else dialect.language
        self.text = ""
        self.parts: list[PromptPart] = []
        self.missing: list[Missing] = []

    # What is said

    def said(self, of: Id, field: str, own: str) -> str:
        """Give the text to send for a field, and the author's own where nobody has written one."""
        own = own.strip()
        if not own or not self._language:
            return own
        sent = self.brief.to_send(of, field, self._language)
        if sent is None and Missing(of, field) not in self.missing:
            self.missing.append(Missing(of, field))
        return own if sent is None else sent

    def field(self, name: str) -> str:
        """Give the text to send for one of the brief's own fields."""
        return self.said(self.brief.text.id, name, str(getattr(self.brief.text, name)))

    def palette(self) -> str:
        """Give the palette as words; a colour without a name by its value."""
        colours = self.brief.colours
        own = self.words.comma.join(colour.name.strip() or colour.value for colour in colours)
        return self.said(self.brief.text.id, "palette", own) if any(one.name.strip() for one in colours) else own

    def identity(self, named: Named) -> str:
        """Give the words by which someone or something is always described; a costume's instead of the wardrobe's."""
        words = [self.said(named.id, "identity", named.identity)]
        if isinstance(named, Character):
            costume = self.brief.worn(named)
            wears = self.said(costume.id, "words", costume.words) if costume and costume.words.strip() else ""
            words.append(wears or self.said(named.id, "wardrobe", named.wardrobe))
        return "; ".join(one for one in words if one)

    def mentioned(self) -> list[Named]:
        """Give whom and what the brief's words mention beyond what is seen, in the order of mention."""
        brief = self.brief
        texts = [str(getattr(brief.text, name)) for name in type(brief.text).model_fields if name in _SAID]
        texts += [beat.text for beat in brief.beats] + [f"{line.delivery}\n{line.text}" for line in brief.lines]
        there = {one.id for one in (*brief.cast, *brief.props)} | ({brief.place.id} if brief.place else set())
        found = {one.id: one for text in texts for _, one in pieces(text, brief.bible) if one and one.id not in there}
        return list(found.values())

    def label(self, key: str) -> str:
        """Name a part of the prompt."""
        return self.dialect.called.get(key) or self.words.labels[key]

    # Putting it down

    def put(self, words: str, origin: str = "") -> None:
        """Put words down as they are."""
        start = len(self.text)
        self.text += words
        if origin and words:
            self.parts.append(PromptPart(start=start, end=len(self.text), field=origin))

    def say(self, words: str, origin: str) -> None:
        """Put an author's words down; a mention becomes the name it stands for."""
        if self.exact:
            self.put(words, origin)
            return
        for piece, named in pieces(words, self.brief.bible):
            self.put(piece, source(named) if named else origin)

    def head(self, key: str) -> None:
        """Begin a part of the prompt."""
        if self.dialect.labels:
            self.put(f"{self.label(key)}\n")

    def entry(self, label: str, words: str, origin: str, *, named: bool = False) -> None:
        """Put down one part on a line of its own; unlabelled ones, names aside, follow one another as sentences."""
        if not words:
            return
        if self.dialect.labels or named:
            self.put(f"{label}{self.words.colon}")
        self.say(words, origin)
        if self.dialect.labels or named:
            self.put("\n")
        else:
            self.put(("" if words[-1] in _ENDS else self.words.stop) + (self.words.space or ""))

    def line(self, time: str, words: str, origin: str) -> None:
        """Put down one of several things on a line of its own."""
        if self.dialect.labels:
            self.put("- ")
        if time:
            self.put(time, origin)
        self.say(words, origin)
        self.put("\n")

    def gap(self) -> None:
        """End a paragraph."""
        self.text = self.text.rstrip("\n ")
        if self.text:
            self.text += "\n\n"

    def done(self) -> Prompt:
        """Give what was written; neighbouring stretches of one field are one."""
        text = self.text.rstrip("\n ")
        whole: list[PromptPart] = []
        for part in self.parts:
            end = min(part.end, len(text))
            if whole and whole[-1].field == part.field and whole[-1].end == part.start:
                whole[-1] = whole[-1].model_copy(update={"end": end})
            elif part.start < end:
                whole.append(part.model_copy(update={"end": end}))
        return Prompt(text, tuple(whole), tuple(self.missing))


def first_sentence(text: str) -> str:
    """Give the first sentence of a text, without the sign that ends it; one of two letters ends none (Dr., St.)."""
    flat = re.sub(r"\s+", " ", text.strip())
    for found in re.finditer(r"[.!?]+(?=[\s”\"')]|$)|[。！？]+", flat):
        short = re.search(r"(?:^|\s)[^\W\d_]{1,2}$", flat[: found.start()])
        if flat[found.start()] != "." or not short or found.end() == len(flat):
            return flat[: found.start()]
    return flat
