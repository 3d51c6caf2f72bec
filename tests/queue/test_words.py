"""Every code the queue uses has words, and every word is used."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import fourbeat.queue
from fourbeat.model.plan import Role
from fourbeat.model.provider import Cancel
from fourbeat.studio.words.purse import WORDS as PURSE
from fourbeat.studio.words.queue import WORDS as QUEUE
from fourbeat.studio.words.stills import WORDS as STILLS

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(fourbeat.queue.__file__).parent.glob("*.py"))
WORDS = (*QUEUE, *PURSE, *(one for one in STILLS if one.code.startswith(("queue.", "gate."))))
FAMILIES = {
    *(f"queue.cancel.{answer.value}" for answer in Cancel),
    *(f"gate.role.{role.value}" for role in Role),
}
TABLE = {entry.code: entry for entry in WORDS}
USED = set(re.findall(r'"((?:queue|gate|budget)\.[a-z.-]+)"', SOURCE)) | FAMILIES
RAISED = set(re.findall(r'(?:Invalid|Refused|MediaError|ProviderError)\(\s*"([a-z.-]+)"', SOURCE))
FOUND = re.findall(r'_block\(\s*"[a-z]+", ([^,]+),', SOURCE)
FINDINGS = {code for codes in FOUND for code in re.findall(r'"([a-z.-]+)"', codes)}


def test_every_code_has_words_and_every_word_is_used() -> None:
    extra = {f"{code}.title" for code in RAISED} | {f"{code}.fix" for code in FINDINGS}
    assert FINDINGS
    assert RAISED
    assert set(TABLE) == USED | extra
    assert len(TABLE) == len(WORDS)


def test_the_facts_in_braces_are_those_the_code_gives() -> None:
    for code, given in re.findall(r'message\(\s*"([a-z.-]+)"((?:,\s*\w+=[^()]*(?:\([^()]*\))?[^()]*)*)\)', SOURCE):
        facts = set(re.findall(r"(\w+)=", given))
        wanted = {name for _, name, _, _ in Formatter().parse(TABLE[code].text) if name}
        assert wanted <= facts, code
