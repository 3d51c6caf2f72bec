"""How long a prompt is, and how much of it a generator reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fourbeat.model.dialect import Dialect

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:['’]\w+)?"
)


@dataclass(frozen=True)
class Length:
    """Say how long a text is and the most that is read of it, None where nobody knows."""

    words: int
    characters: int
    most_words: int | None = None
    most_characters: int | None = None

    @property
    def over(self) -> bool:
        """Tell whether the text is longer than is read."""
        return (self.most_words is not None and self.words > self.most_words) or (
            self.most_characters is not None and self.characters > self.most_characters
        )


def count_words(text: str) -> int:
    """Count words, and characters where a script writes none apart."""
    return len(_WORD.findall(text))


def length(text: str, dialect: Dialect) -> Length:
    """Measure a prompt against what its generator reads."""
    return Length(count_words(text), len(text), dialect.words, dialect.characters)
