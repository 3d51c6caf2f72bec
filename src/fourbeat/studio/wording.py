"""Turns messages into words: the one place where a code becomes English or Japanese."""

from __future__ import annotations

import gettext
import locale
import os
import re
from collections.abc import Mapping
from pathlib import Path

from fourbeat.model.errors import FourbeatError
from fourbeat.model.message import Message

from .resources import resources
from .words import TABLE
from .words.entry import Entry

LANGUAGES = {"en": "English", "ja": "日本語"}
PSEUDO = "qps"
"""A made-up language that lengthens and marks every text, so that a bare or clipped one is seen."""

_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "åçéîñöšûýÅÇÉÎÑÖŠÛÝ")


class Wording:
    """Speak one language."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    @classmethod
    def of(cls, language: str, folder: Path | None = None) -> Wording:
        """Load the words of a language; English needs no catalogue, an unknown language is English."""
        if language == PSEUDO:
            return cls(PSEUDO, gettext.NullTranslations())
        folder = folder or resources() / "translations"
        known = language if language in LANGUAGES else "en"
        return cls(known, gettext.translation("fourbeat", folder, [known], fallback=True))

    def __call__(self, message: Message) -> str:
        """Say a message."""
        return self.text(message.code, **message.params)

    def text(self, code: str, /, **facts: str | int | Message | tuple[str | Message, ...]) -> str:
        """Say the sentence of a code with its facts. A code without words is a defect: it raises KeyError."""
        sentence = self._sentence(TABLE[code], facts)
        said = {name: self._fact(fact) for name, fact in facts.items()}
        return sentence.format_map(said)

    def title(self, error: FourbeatError) -> str:
        """Name an error in a few words."""
        return self.text(f"{error.code}.title")

    def _sentence(self, entry: Entry, facts: Mapping[str, object]) -> str:
        if entry.plural is None:
            return self._finish(self._catalogue.pgettext(entry.code, entry.text))
        number = facts["n"]
        assert isinstance(number, int)
        return self._finish(self._catalogue.npgettext(entry.code, entry.text, entry.plural, number))

    def _finish(self, sentence: str) -> str:
        if self.language != PSEUDO:
            return sentence
        # Facts in braces and commands in backticks stay as they are; all else is marked and grows by a third.
        pieces = re.split(r"(\{[^}]*\}|`[^`]*`)", sentence)
        marked = "".join(piece if index % 2 else piece.translate(_ACCENTS) for index, piece in enumerate(pieces))
        return f"⟦{marked}{'~' * (len(sentence) // 3)}⟧"

    def _fact(self, fact: object) -> str:
        if isinstance(fact, Message):
            return self(fact)
        if isinstance(fact, tuple):
            return self.listed(fact)
        return str(fact)

    def listed(self, items: tuple[str | Message, ...]) -> str:
        """Join items as the language does, "a, b and c"; whole sentences stand one to a line."""
        words = [self._fact(item) for item in items]
        if any(word.endswith((".", "。", "⟧")) for word in words):
            return "\n".join(words)
        from babel.lists import format_list

        return format_list(words, locale="en" if self.language == PSEUDO else self.language)

    def language_name(self, code: str) -> str:
        """Name a language (BCP 47) in the language that is spoken; one that nobody knows goes by its code."""
        from babel import Locale, UnknownLocaleError

        try:
            name = Locale.parse(code, sep="-").get_display_name("en" if self.language == PSEUDO else self.language)
        except (UnknownLocaleError, ValueError):
            return code
        return self._finish(name) if name else code


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """Read the language the person's system speaks: ja or en."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        if spoken := environment.get(name):
            return "ja" if spoken.lower().startswith("ja") else "en"
    spoken = locale.getlocale()[0] or ""
    return "ja" if spoken.lower().startswith(("ja", "japan")) else "en"
