"""The linter's word lists, read once from the data that ships with the program."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from fourbeat.writing.lint.lexicon import Lexicon

from .resources import resources


@cache
def lexicon() -> Lexicon:
    """Give the word lists of `resources/lint`."""
    return Lexicon.of(_read("weak"), _read("unwanted"), _read("pace"), _read("refused"))


def _read(name: str) -> list[dict[str, Any]]:
    document = tomllib.loads((resources() / "lint" / f"{name}.toml").read_text(encoding="utf-8"))
    entries = document[name]
    assert isinstance(entries, list)
    return entries
