"""Every text has its words: every code in the source is in the table, every entry is used, and both languages hold."""

from __future__ import annotations

import importlib.util
import re
import string
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from fourbeat.model.claim import ClaimKind, ClaimState
from fourbeat.model.clearance import Answer
from fourbeat.model.errors import Invalid
from fourbeat.model.job import Charged, JobState
from fourbeat.model.message import message
from fourbeat.model.plan import Angle, Depth, Framing, Move, Role, Severity
from fourbeat.model.provider import Cancel, Stopping
from fourbeat.model.review import Seen
from fourbeat.model.screenplay import ScriptFormat
from fourbeat.model.status import Shown
from fourbeat.model.still import View
from fourbeat.model.suggestion import SuggestionKind
from fourbeat.model.verdict import Decision
from fourbeat.policy.hit import Reading
from fourbeat.studio.invoices import How
from fourbeat.studio.ledger import Group
from fourbeat.studio.packs import Standing
from fourbeat.studio.refusals import RefusedAt
from fourbeat.studio.script_update import Deed, Fate
from fourbeat.studio.secrets import Place
from fourbeat.studio.wording import LANGUAGES, PSEUDO, Wording
from fourbeat.studio.words import TABLE
from studio.spoken import spoken

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "resources" / "translations"

MEMBERS: dict[str, type[StrEnum]] = {
    "state.{}": JobState,
    "shown.{}": Shown,
    "queue.cancel.{}": Cancel,
    "gate.role.{}": Role,
    "framing.{}": Framing,
    "angle.{}": Angle,
    "move.{}": Move,
    "view.{}": View,
    "depth.{}": Depth,
    "severity.{}": Severity,
    "script.form.{}": ScriptFormat,
    "script.fate.{}": Fate,
    "script.deed.{}": Deed,
    "standing.{}": Standing,
    "decision.{}": Decision,
    "claim.kind.{}": ClaimKind,
    "claim.state.{}": ClaimState,
    "review.seen.{}": Seen,
    "refusal.stage.{}": RefusedAt,
    "refusal.charged.{}": Charged,
    "holder.read.{}": Reading,
    "clearance.kind.{}": Answer,
    "suggestion.kind.{}": SuggestionKind,
    "secret.place.{}": Place,
    "invoice.how.{}": How,
    "ledger.by.{}": Group,
    "provider.stopping-{}": Stopping,
}
"""Codes made from a value of the model: every member has words."""

OF_ANY_ERROR = "{}.title"

SAME_IN_BOTH = {
    "connections.profile-vllm",
    "connections.profile-sglang",
    "connections.profile-litellm",
    "connections.value-json",
    "budget.money",
    "ledger.and",
    "ledger.nothing",
    "job.take",
    "window.title",
    "window.format",
    "board.done",
    "board.t",
    "outline.titled",
    "outline.note",
    "first.window",
    "new.fps",
    "doctor.fourbeat",
    "doctor.python",
    "doctor.ffmpeg",
    "doctor.pyav",
    "doctor.found",
    "filter.odd",
    "findings-dock.tab",
    "bin.shot",
    "template.line",
    "player.speed",
    "player.total",
    "reel.a-take",
    "reel.take",
    "reel.time",
    "connections.head",
    "connections.kind-comfyui",
    "connections.kind-openrouter",
    "connections.row",
    "rights-dock.day-hint",
    "rights-dock.field-source-hint",
    "rights-dock.places-hint",
}
"""Names and bare facts, which Japanese writes as English does."""


@cache
def tool() -> ModuleType:
    """Load packaging/words.py, which is a script and in no package."""
    spec = importlib.util.spec_from_file_location("packaging_words", ROOT / "packaging" / "words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def japanese() -> dict[str, str]:
    """Give the Japanese of every entry of the table that has it."""
    wording = Wording.of("ja", TRANSLATIONS)
    assert wording.language == "ja"
    catalogue = tool().read(tool().languages()["ja"], "ja")
    said = {one.context: one.string for one in catalogue if one.id and one.string}
    return {code: text if isinstance(text, str) else text[0] for code, text in said.items() if code in TABLE}


def facts_of(text: str) -> set[str]:
    """Name the facts that stand in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def told(wrong: Iterable[str]) -> str:
    """Write one line for each thing that is wrong."""
    return "\n" + "\n".join(sorted(wrong))


def test_every_language_is_complete_and_compiled() -> None:
    assert set(tool().languages()) == set(LANGUAGES) - {"en"}
    assert not tool().check(), told(tool().check())


def test_babel_reads_the_same_table_as_the_program() -> None:
    texts = {one.context: one.id for one in tool().template() if one.id}
    assert texts == {code: (one.text, one.plural) if one.plural else one.text for code, one in TABLE.items()}


def test_bringing_up_to_date_again_changes_nothing() -> None:
    for language, po in tool().languages().items():
        book = tool().renewed(tool().read(po, language), tool().template(), language)
        assert tool().written(book).decode() == po.read_text(encoding="utf-8")


def test_what_is_missing_or_outdated_is_told(tmp_path: Path) -> None:
    po = tmp_path / "fourbeat.po"
    page = tool().languages()["ja"].read_text(encoding="utf-8")
    page = page.replace('msgid "Show the version."', 'msgid "Show the old version."')
    page = page.replace('msgstr "この説明を表示します。"', 'msgstr ""').replace("`fourbeat undo`", "`undo`")
    page = page.replace('msgctxt "shot.added"', 'msgctxt "shot.gone"').replace("「{line}」", "「{lines}」")
    po.write_text(page, encoding="utf-8")
    wrong = tool().faults(tool().read(po, "ja"), tool().template())
    assert {
        "outdated, the English has changed: help.version",
        "untranslated: help.this-page",
        "untranslated: shot.added",
        "stale: shot.gone",
        "other facts: brief.line-needs-speaker",
        "other commands: shot.removed",
    } <= set(wrong)
    renewed = tool().renewed(tool().read(po, "ja"), tool().template(), "ja")
    again = renewed.get(TABLE["help.version"].text, "help.version")
    assert again.fuzzy
    assert again.string == japanese()["help.version"]


def test_every_code_in_the_source_has_words() -> None:
    codes = dict(spoken().codes)
    for pattern, kind in MEMBERS.items():
        codes |= {pattern.format(member.value): spoken().patterns.get(pattern, "") for member in kind}
    missing = [f"{where}: {code}" for code, where in codes.items() if code not in TABLE]
    assert not missing, told(missing)


def test_every_code_made_of_parts_leads_to_words() -> None:
    patterns, known = spoken().patterns, {OF_ANY_ERROR, *MEMBERS}
    nowhere = [f"{where}: {one}" for one, where in patterns.items() if one not in known and not spoken().made[one]]
    assert not nowhere, told(nowhere)
    assert not known - patterns.keys(), told(known - patterns.keys())


def test_every_error_has_a_title() -> None:
    missing = [f"{where}: {code}.title" for code, where in spoken().errors.items() if f"{code}.title" not in TABLE]
    assert not missing, told(missing)


def test_every_entry_is_used() -> None:
    alive = set(spoken().codes) | {f"{code}.title" for code in spoken().errors}
    alive |= {pattern.format(member.value) for pattern, kind in MEMBERS.items() for member in kind}
    alive = alive.union(*spoken().made.values())
    dead = [code for code in TABLE if code not in alive]
    assert not dead, told(dead)


def test_every_fact_of_a_sentence_is_given_where_it_is_said() -> None:
    missing = []
    for code, where, facts in spoken().given:
        needed = facts_of(TABLE[code].text) | ({"n"} if TABLE[code].plural else set())
        missing += [f"{where}: {code} needs {fact}" for fact in needed - facts]
    assert not missing, told(missing)


@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO])
def test_every_entry_can_be_said(language: str) -> None:
    wording = Wording.of(language, TRANSLATIONS)
    for code, entry in TABLE.items():
        facts: dict[str, Any] = {name: f"<{name}>" for name in facts_of(entry.text) | facts_of(entry.plural or "")}
        if entry.plural:
            facts["n"] = 7
        said = wording.text(code, **facts)
        assert said
        assert all(str(fact) in said for fact in facts.values()), code
        assert "{" not in said, code


def test_english_counts_one_and_many() -> None:
    english = Wording.of("en", TRANSLATIONS)
    for code, entry in TABLE.items():
        if entry.plural is not None:
            facts: dict[str, Any] = {name: f"<{name}>" for name in facts_of(entry.plural)}
            for number, sentence in ((1, entry.text), (2, entry.plural), (0, entry.plural)):
                facts["n"] = number
                assert english.text(code, **facts) == sentence.format(**facts)
    assert [english.text("count.shots", n=n) for n in (0, 1, 2)] == ["0 shots", "1 shot", "2 shots"]


def test_japanese_counts_in_one_form() -> None:
    ours = Wording.of("ja", TRANSLATIONS)
    assert [ours.text("count.shots", n=n) for n in (0, 1, 2)] == ["0 カット", "1 カット", "2 カット"]


def test_an_error_with_a_list_is_said_in_both_languages() -> None:
    error = Invalid("brief.wrong", file="a.toml", problems=(message("brief.missing-field", field="scene"),) * 2)
    english, ours = Wording.of("en", TRANSLATIONS), Wording.of("ja", TRANSLATIONS)
    assert english.title(error) == "The brief has mistakes"
    assert "“scene” is missing and “scene” is missing" in english(error.message)
    assert ours.title(error) == "指示書の誤り"
    assert "「scene」が書かれていない、「scene」が書かれていない。" in ours(error.message)


def test_japanese_keeps_to_the_glossary() -> None:
    wrong = []
    for term in tomllib.loads((TRANSLATIONS / "glossary.toml").read_text(encoding="utf-8"))["term"]:
        means = re.compile(term.get("match", rf"\b{term['en']}s?\b"), re.IGNORECASE)
        excepted = term.get("except", {})
        for code, text in japanese().items():
            english = re.sub(r"`[^`]*`|\{\w+\}|\bproject\.fourbeat\b", " ", TABLE[code].text)
            broken = bool(means.search(english)) and term.get("stem", term["ja"]) not in text
            if broken and code not in excepted:
                wrong.append(f"{code}: {term['en']} is {term['ja']}: {text}")
            elif code in excepted and not broken:
                wrong.append(f"{code}: needs no exception for {term['en']}")
        wrong += [f"{code}: is excepted, but there is no such entry" for code in excepted if code not in TABLE]
    assert not wrong, told(wrong)


def test_kinds_of_files_keep_the_brackets_that_file_dialogs_read() -> None:
    kinds = r"\((\{endings\}|\*\..*)\)$"
    named = {code: text for code, text in japanese().items() if re.search(kinds, TABLE[code].text)}
    assert named
    assert not [f"{code}: {text}" for code, text in named.items() if not re.search(rf" {kinds}", text)]


def test_japanese_is_set_as_japanese() -> None:
    letter = r"[\u3040-\u30ff\u3400-\u9fff]"
    wrong = []
    for code, text in japanese().items():
        english, title = TABLE[code].text[-1], code.endswith(".title")
        plain = re.sub("「[^」]*」", "「x」", re.sub(r"`[^`]*`|\{\w+\}", "x", text))
        # Facts that are Japanese words or sentences themselves join without a space.
        facts = r"\{(state|reason|role|hint|why|fix|findings|dock|reads)\}"
        joined = re.sub(facts, "", re.sub(r"`[^`]*`", "{x}", text))
        rules = {
            "ends as the English does": not title and english != "}" and (english in ".?") != (plain[-1] == "。"),
            "a title is no sentence": title and plain[-1] == "。",
            "Japanese punctuation": re.search(rf"{letter}[,.:;!?()\"](?!$)|[“”！？]", plain),
            "half-width letters and digits": re.search(r"[\uff10-\uff5a\u3000]", plain.replace("：", "")),
            "a space between scripts": re.search(rf"{letter}[0-9A-Za-z{{]|[0-9A-Za-z}}]{letter}", joined),
            "no space beside punctuation": re.search("[、。：「（] | [、。」：）]", plain),
        }
        wrong += [f"{code}: {rule}: {text}" for rule, broken in rules.items() if broken]
    assert not wrong, told(wrong)


def test_nothing_is_left_in_english() -> None:
    assert {code for code, text in japanese().items() if text == TABLE[code].text} == SAME_IN_BOTH
