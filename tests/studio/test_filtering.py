"""The filter: one language for board, list and commands, in the person's words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid
from fourbeat.model.message import message
from fourbeat.model.plan import Character
from fourbeat.studio.board import cards
from fourbeat.studio.desk import Desk
from fourbeat.studio.filtering import lets
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording
from fourbeat.writing.filter import without

SHOTS: tuple[dict[str, object], ...] = (
    {"title": "Lamp", "framing": "wide", "seconds": "2"},
    {"scene": "Fog at the harbour", "cast": ["Ada Ito"], "framing": "medium-close-up"},
    {"scene": "INT. kitchen", "lines": [{"speaker": "Ben", "text": "Café?"}], "seconds": "6.5"},
    {"scene": "The lamp again", "framing": "wide", "light": "dusk", "beats": [{"text": "turns"}]},
)


@pytest.fixture
def film(studio: Studio, tmp_path: Path) -> Studio:
    ada = Character(id=studio.desk.ids.new(), order="V", name="Ada Ito")
    studio.store.write(lambda writer: writer.edit(message("step.edit-shot", shot=""), [writer.plan.born(ada)]))
    for fields in SHOTS:
        studio.shots.add(brief=BriefFile.model_validate(fields), folder=tmp_path)
    studio.fields.set(shots=[studio.shots.find("030")], fields={"status": "retake", "note": "redo"})
    return studio


def passing(studio: Studio, text: str) -> str:
    return " ".join(card.number for card in studio.filtering.shots(text))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", "010 020 030 040"),
        ("lamp", "010 040"),
        ("LAMP again", "040"),
        ('"lamp again"', "040"),
        ('"again lamp"', ""),
        ("status:retake", "030"),
        ("status:retake,ready", "030 040"),
        ("-status:retake lamp", "010 040"),
        ("cast:ada", "020"),
        ('cast:"ada ito"', "020"),
        ("ada", "020"),
        ("framing:medium-close-up", "020"),
        ('framing:"medium close-up"', "020"),
        ("number:03", "030"),
        ("scene:1", "010 020 030 040"),
        ("has:line", "030"),
        ("-has:beat,line", "010 020"),
        ("has:note has:line", "030"),
        ("takes:none", "010 020 030 040"),
        ("takes:>0", ""),
        ("seconds:<4", "010"),
        ("seconds:6.5", "030"),
        ("generator:animatic", "010 020 030 040"),
        ("text:cafe", ""),
        ("ＣＡＦÉ", "030"),
        ('"INT. kitchen"', "030"),
        ("status：retake", "030"),
    ],
)
def test_shots_are_let_through(film: Studio, text: str, numbers: str) -> None:
    assert passing(film, text) == numbers


@pytest.mark.parametrize("text", ["statu:idea", "status:nope", "seconds:long", "has:wings", "INT:kitchen"])
def test_what_means_nothing_is_told(film: Studio, text: str) -> None:
    with pytest.raises(Invalid) as caught:
        film.filtering.shots(text)
    assert film.desk.wording(caught.value.message)


def test_takes_are_counted(film: Studio) -> None:
    card = replace(cards(film)[0], takes=2)
    assert lets(film.filtering.read("takes:some takes:>=2 -takes:none"), card, {})
    assert not lets(film.filtering.read("takes:3"), card, {})


def test_a_filter_is_offered_and_understood_in_japanese(film: Studio) -> None:
    japanese = Studio(film.store, Desk(film.desk.home, film.desk.settings, Wording.of("ja")))
    assert passing(japanese, "状態：リテイク") == "030"
    assert passing(japanese, "status:retake") == "030"
    assert "状態:" in japanese.filtering.offers("状")
    assert "状態:リテイク" in japanese.filtering.offers("状態:")
    (term,) = japanese.filtering.read("-status:retake").terms
    assert japanese.filtering.says(term) == "状態：リテイク 以外"


def test_terms_are_suggested(film: Studio) -> None:
    offers = film.filtering.offers
    assert offers("sta") == ["status:"]
    assert 'cast:"Ada Ito"' in offers("ada")
    assert offers("-cast:") == ['-cast:"Ada Ito"']
    assert offers("status:idea,re") == ["status:idea,ready", "status:idea,review", "status:idea,retake"]
    assert offers("zzz") == []


def test_a_term_is_taken_out_and_the_rest_stays(film: Studio) -> None:
    text = 'lamp status:retake  cast:"Ada Ito" fog'
    terms = film.filtering.read(text).terms
    assert [text[one.start : one.end] for one in terms] == ["lamp", "status:retake", 'cast:"Ada Ito"', "fog"]
    assert without(text, terms[1]) == 'lamp cast:"Ada Ito" fog'
    assert without("lamp", film.filtering.read("lamp").terms[0]) == ""


def test_shots_are_found_by_what_the_linter_finds(film: Studio, tmp_path: Path) -> None:
    written = {"scene": "A porch, rain. No music.", "framing": "wide", "angle": "low", "move": "locked"}
    odd = film.shots.add(brief=BriefFile.model_validate(written), folder=tmp_path)
    rule = next(one.rule for one in film.findings.of(odd) if "music" in film.desk.wording(one.what))
    assert odd.number in passing(film, f"finding:{rule}").split()
    assert odd.number in passing(film, "finding:some").split()
    assert odd.number not in passing(film, "finding:none").split()
    film.findings.accept(findings=[one for one in film.findings.of(odd) if one.rule == rule], reason="it is silent")
    assert odd.number not in passing(film, f"finding:{rule}").split()
    with pytest.raises(Invalid):
        film.filtering.shots("finding:nonsense")
