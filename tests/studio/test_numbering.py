"""The film's numbers: given anew by a scheme, locked, and kept apart from what a shot is."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.plan import Numbering
from fourbeat.studio.studio import Studio


@pytest.fixture
def film(studio: Studio, tmp_path: Path) -> Studio:
    """Give a film of four shots, 010 to 040."""
    for _ in range(4):
        studio.shots.add(brief=BriefFile(), folder=tmp_path)
    return studio


def board(studio: Studio) -> str:
    return " ".join(shot.number for shot in studio.plan.shots())


def test_numbers_change_and_shots_stay_the_same(film: Studio) -> None:
    before = [shot.id for shot in film.plan.shots()]
    film.arrange.move(shots=[film.shots.find("040")], before=film.shots.find("010"))
    assert [(shot.number, label) for shot, label in film.numbering.proposed()] == [
        ("040", "010"),
        ("010", "020"),
        ("020", "030"),
        ("030", "040"),
    ]
    film.numbering.renumber()
    assert board(film) == "010 020 030 040"
    assert [shot.id for shot in film.plan.shots()] == [before[3], *before[:3]]
    film.history.undo()
    assert board(film) == "040 010 020 030"


def test_a_scheme_holds_for_shots_that_come_later(film: Studio, tmp_path: Path) -> None:
    film.numbering.renumber(scheme=Numbering.LETTERS)
    assert board(film) == "1A 1B 1C 1D"
    film.shots.add(brief=BriefFile(), folder=tmp_path)
    film.shots.add(brief=BriefFile(), folder=tmp_path, after=film.shots.find("1A"))
    film.arrange.duplicate(shots=[film.shots.find("1D")])
    assert board(film) == "1A A1B 1B 1C 1D A1E 1E"
    film.history.undo()
    film.history.undo()
    film.history.undo()
    film.history.undo()
    assert (board(film), film.plan.project.numbering) == ("010 020 030 040", Numbering.TENS)


def test_a_number_once_used_is_retired(film: Studio, tmp_path: Path) -> None:
    film.numbering.renumber(scheme=Numbering.RUNNING)
    film.bin.put(shots=[film.shots.find("C004")])
    assert film.shots.add(brief=BriefFile(), folder=tmp_path).number == "C005"


def test_locked_numbers_stay(film: Studio, tmp_path: Path) -> None:
    film.numbering.lock()
    with pytest.raises(Invalid) as error:
        film.numbering.renumber()
    assert error.value.code == "numbers.locked"
    with pytest.raises(Invalid) as error:
        film.fields.set(shots=[film.shots.find("010")], fields={"number": "9"})
    assert error.value.code == "numbers.locked-shot"
    film.shots.add(brief=BriefFile(), folder=tmp_path, after=film.shots.find("010"))
    assert board(film) == "010 015 020 030 040"
    film.numbering.lock(locked=False)
    film.numbering.renumber()
    assert board(film) == "010 020 030 040 050"


def test_a_sequence_that_is_not_there_is_named(film: Studio) -> None:
    assert film.numbering.find_sequence("010").number == "010"
    with pytest.raises(NotFound):
        film.numbering.find_sequence("999")


def test_a_film_that_counts_through_never_counts_twice(film: Studio, tmp_path: Path) -> None:
    film.numbering.renumber(scheme=Numbering.RUNNING)
    with pytest.raises(Invalid):
        film.fields.set(shots=[film.shots.find("C001")], fields={"number": "C004"})
    gone = film.shots.find("C004")
    film.bin.put(shots=[gone])
    film.numbering.renumber(scheme=Numbering.RUNNING)
    film.shots.add(brief=BriefFile(number="C004"), folder=tmp_path)
    film.bin.bring_back(shots=[gone])
    labels = board(film).split()
    assert len(labels) == len(set(labels)) == 5
