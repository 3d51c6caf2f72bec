"""Every code this room raises has its words, every error a title, and no word is left over."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import fourbeat.store
from fourbeat.studio.words.store import WORDS

SOURCE = "\n".join(file.read_text(encoding="utf-8") for file in Path(fourbeat.store.__file__).parent.glob("*.py"))
CODES = set(re.findall(r'"((?:store|history|job)\.[a-z][a-z-]*)"', SOURCE))
ERRORS = set(re.findall(r'(?:Invalid|NotFound|Busy|Storage)\(\s*"([a-z.-]+)"', SOURCE))
TABLE = {entry.code: entry.text for entry in WORDS}


def test_every_code_has_its_words_and_every_word_its_code():
    assert {code.removesuffix(".title") for code in TABLE} == CODES


def test_every_error_has_a_short_title():
    for code in (ERRORS & CODES) | {code for code in CODES if code.startswith("store.no-")}:
        assert 2 <= len(TABLE[f"{code}.title"].split()) <= 6, code


def test_the_facts_in_the_words_are_those_that_are_given():
    given = {
        code: set(re.findall(r"(\w+)=", facts))
        for code, facts in re.findall(r'"((?:store|job)\.[a-z-]+)",([^"]*?)\)(?: from|\n)', SOURCE)
    }
    checked = 0
    for code, facts in given.items():
        wanted = {name for _, name, _, _ in Formatter().parse(TABLE[code]) if name}
        assert wanted <= facts, code
        checked += 1
    assert checked > 20
