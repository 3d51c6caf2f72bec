"""Numbers given anew, shots split and joined, from the board."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from fourbeat.app.board.numbers_sheet import NumbersSheet
from fourbeat.app.statusbar import StatusBar
from fourbeat.app.window import StudioWindow
from fourbeat.model.message import message
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
    assert (window.room.selection.shots, second.frames) == ((first.id,), first.frames - first.frames // 2)
    assert said(window) == f"Shot {first.number} is split, {second.number} is its second half"
    window.room.actions["join"].trigger()
    assert (numbers(), studio.plan.shots()[0].frames) == (before, first.frames)
    assert said(window) == f"Shots {first.number} and {second.number} are joined"


def test_a_split_and_its_undo_say_what_they_did(window: StudioWindow, studio: Studio) -> None:
    first = studio.plan.shots()[0]
    studio.store.write(
        lambda writer: writer.edit(message("step.split-shot", shot="010"), writer.plan.change(first, take="t"))
    )
    window.room.bridge.flush()
    choose(window, first.number)
    window.room.actions["split"].trigger()
    assert said(window) == f"Shot {first.number} is split: its takes stay with {first.number}, none is chosen now"
    window.room.actions["undo"].trigger()
    assert said(window) == f"Undone: Split shot {first.number}"
    window.room.bridge.flush()
    window.room.actions["redo"].trigger()
    assert said(window) == f"Done again: Split shot {first.number}"
    assert studio.plan.shots()[0].take is None


def said(window: StudioWindow) -> str:
    bar = window.statusBar()
    assert isinstance(bar, StatusBar)
    return bar.saved.accessibleName() or bar.saved.text()


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
