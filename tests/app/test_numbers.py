"""Numbers given anew, shots split and joined, from the board."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from fourbeat.app.board.numbers_sheet import NumbersSheet
from fourbeat.app.window import StudioWindow
from fourbeat.studio.studio import Studio

Numbers = Callable[[], list[str]]


def choose(window: StudioWindow, *numbers: str) -> None:
    window.show_dock("board")
    shots = window.room.studio.plan.shots()
    window.room.selection.choose([shot.id for shot in shots if shot.number in numbers])
    window.room.actions.refresh()


def sheet(window: StudioWindow) -> NumbersSheet:
    window.room.actions["numbers"].trigger()
    found = QApplication.activeModalWidget()
    assert isinstance(found, NumbersSheet)
    return found


def test_a_shot_is_split_and_joined_again(window: StudioWindow, studio: Studio, numbers: Numbers) -> None:
    before, first = numbers(), studio.plan.shots()[0]
    choose(window, first.number)
    window.room.actions["split"].trigger()
    assert len(numbers()) == len(before) + 1
    second = studio.plan.shots()[1]
    assert (window.room.selection.shots, second.frames) == ((second.id,), first.frames - first.frames // 2)
    choose(window, first.number, second.number)
    window.room.actions["join"].trigger()
    assert (numbers(), studio.plan.shots()[0].frames) == (before, first.frames)


def test_only_two_in_a_row_can_be_joined(window: StudioWindow, numbers: Numbers) -> None:
    first, second, third, *_ = numbers()
    choose(window, first, third)
    assert not window.room.actions["join"].isEnabled()
    choose(window, first, second)
    assert window.room.actions["join"].isEnabled()


def test_the_sheet_shows_what_every_number_becomes_and_does_it(
    window: StudioWindow, studio: Studio, numbers: Numbers
) -> None:
    studio.numbering.renumber()
    before = numbers()
    asked = sheet(window)
    assert not asked.go.isEnabled()
    asked.which.setCurrentIndex(3)
    assert asked.numbers.item(0).text().startswith(f"{before[0]} → C001")
    asked.go.click()
    assert numbers() == [f"C{place:03}" for place in range(1, len(before) + 1)]


def test_locked_numbers_cannot_be_given_anew(window: StudioWindow, studio: Studio) -> None:
    asked = sheet(window)
    asked.which.setCurrentIndex(1)
    asked.locked.click()
    assert studio.plan.project.locked
    assert not asked.go.isEnabled()
    asked.locked.click()
    assert asked.go.isEnabled()
    asked.reject()
