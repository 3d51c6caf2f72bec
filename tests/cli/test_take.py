"""`fourbeat take`: takes are shown, judged one by one or together, noted and compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import shelf
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import open_studio
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.wording import Wording

from .conftest import Call


@pytest.fixture
def there(film: Path, tmp_path: Path) -> tuple[str, ...]:
    """Put three takes on the first shot's shelf."""
    studio = open_studio(film, Desk(Home.at(tmp_path / "home"), Settings(author="tester"), Wording.of("en")))
    shot = studio.plan.shots()[0]
    first = shelf.put(studio, shot, seed=7, prompt="A red lamp in fog.")
    shelf.put(studio, shot, seed=8, prompt="A blue lamp in fog.")
    shelf.put(studio, shot, seed=7, prompt="A red lamp in fog.", parent=first.id, delta="warmer")
    studio.close()
    return "--project", str(film)


def test_takes_are_judged_together_and_undone_as_one(call: Call, there: tuple[str, ...]) -> None:
    told = call("take", "rate", "010", "1", "t3", "4", *there)
    assert told.code == 0
    assert told.out == "010 t1: candidate · ★★★★\n010 t3: candidate · ★★★★\n"
    assert call("take", "approve", "010", "t1", *there).code == 0
    assert call("take", "reject", "010", "t2", "t3", *there).code == 0

    def marks() -> list[tuple[int, str]]:
        return [(one["rating"], one["status"]) for one in call("take", "list", "--json", *there).document["takes"]]

    assert marks() == [(4, "approved"), (0, "rejected"), (4, "rejected")]
    call("undo", *there)
    assert marks() == [(4, "approved"), (0, "candidate"), (4, "candidate")]
    call("take", "candidate", "010", "1", *there)
    assert marks()[0] == (4, "candidate")
    assert call("take", "select", "010", "2", *there).out == "010 t2: select\n"
    assert marks()[1] == (0, "select")


def test_a_note_is_written_and_cleared(call: Call, there: tuple[str, ...]) -> None:
    call("take", "note", "010", "2", "look at the hands", *there)
    assert "look at the hands" in call("take", "show", "010", "2", *there).out
    assert "look at the hands" in call("take", "list", *there).out
    call("take", "note", "010", "2", "", *there)
    assert call("take", "show", "010", "2", "--json", *there).document["note"] == ""


def test_a_take_says_how_it_was_made(call: Call, there: tuple[str, ...]) -> None:
    told = call("take", "show", "010", "t3", *there).out
    for line in ("Made from: t1", "Asked to change: warmer", "Seed: 7", "A red lamp in fog."):
        assert line in told, line


def test_two_takes_are_compared(call: Call, there: tuple[str, ...]) -> None:
    told = call("take", "compare", "010", "1", "2", *there)
    assert "A [-red-]{+blue+} lamp in fog." in told.out
    assert "Seed: 7 → 8" in told.out
    found = call("take", "compare", "010", "1", "2", "--json", *there).document
    assert found["settings"] == [{"name": "seed", "before": "7", "after": "8"}]
    assert [one["text"] for one in found["words"] if one["kind"] != "same"] == ["red", "blue"]
    assert "Both prompts read the same." in call("take", "compare", "010", "3", "1", *there).out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("rate", "010", "1", "6"), 2, "can be 0 to 5"),
        (("rate", "010", "9", "3"), 3, "no take 9"),
        (("approve", "010"), 2, "needs"),
        (("compare", "010", "1", "t1"), 2, "named twice"),
        (("note", "010", "1", "x" * 501), 2, "500"),
    ],
)
def test_what_cannot_be_is_told(
    call: Call, there: tuple[str, ...], words: tuple[str, ...], code: int, said: str
) -> None:
    told = call("take", *words, *there)
    assert told.code == code
    assert said in told.err
