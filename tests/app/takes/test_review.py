"""Saying what is seen in a take, in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import shelf
from app.reading import clipped, nameless
from fourbeat.app.start import Program
from fourbeat.app.takes.page import Takes
from fourbeat.app.takes.review import ReviewSheet
from fourbeat.app.window import StudioWindow
from fourbeat.model.review import Seen
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import LANGUAGES


def opened(window: StudioWindow) -> ReviewSheet:
    return window.findChildren(ReviewSheet)[-1]


@pytest.fixture
def page(window: StudioWindow, studio: Studio) -> Takes:
    shelf.put(studio, studio.plan.shots()[0])
    window.room.bridge.flush()
    window.show_dock("takes")
    page = window.pages["takes"]
    assert isinstance(page, Takes)
    QApplication.processEvents()
    return page


def test_a_key_asks_three_questions_and_each_wants_an_answer(
    page: Takes, window: StudioWindow, studio: Studio, qtbot: QtBot
) -> None:
    assert "Nobody has said" in page.details.looked.text()
    page.strip.pick(0)
    qtbot.keyClick(page.strip, Qt.Key.Key_V)
    sheet = opened(window)
    qtbot.waitExposed(sheet)
    assert sheet.focusWidget() is sheet.answers["character"].choice
    assert not nameless(sheet)
    assert not clipped(sheet)
    qtbot.keyClick(sheet.answers["character"].choice, Qt.Key.Key_Down)
    assert sheet.answers["character"].value() is Seen.NO
    sheet.go.click()
    assert sheet.isVisible()
    assert studio.reviews.latest() == {}
    qtbot.keyClick(sheet.answers["person"].choice, Qt.Key.Key_Down)
    for _ in range(2):
        qtbot.keyClick(sheet.answers["logo"].choice, Qt.Key.Key_Down)
    assert [field.value() for field in sheet.answers.values()] == [Seen.NO, Seen.NO, Seen.UNSURE]
    sheet.go.click()
    assert not sheet.isVisible()
    (said,) = studio.reviews.latest().values()
    assert (said.character, said.person, said.logo) == (Seen.NO, Seen.NO, Seen.UNSURE)
    window.room.bridge.flush()
    assert "character No, person No, logo Unsure" in page.details.looked.text()


def test_one_button_says_that_nothing_of_it_is_there(page: Takes, window: StudioWindow, studio: Studio) -> None:
    window.room.actions["take-review"].trigger()
    opened(window).nothing.click()
    assert studio.reviews.open() == []
    assert page.takes.current is not None


def test_whose_it_is_is_asked_where_something_was_seen_and_what_follows_is_told(
    page: Takes, window: StudioWindow
) -> None:
    window.room.actions["take-review"].trigger()
    sheet = opened(window)
    assert not sheet.subject.isEnabled()
    for name, field in sheet.answers.items():
        field.show_value(Seen.YES if name == "character" else Seen.NO)
        field.edited.emit()
    assert sheet.subject.isEnabled()
    sheet.subject.show_value("Pikachu")
    sheet.notes.show_value("<b>yellow</b>")
    sheet.go.click()
    window.room.bridge.flush()
    told = page.details.looked.text()
    assert "Somebody saw Pikachu in it." in told
    assert "clear it with a reason" in told
    assert page.details.looked.textFormat() is Qt.TextFormat.PlainText
    window.room.actions["take-review"].trigger()
    again = opened(window)
    assert again.answers["character"].value() is Seen.YES
    assert again.subject.value() == "careful-names:pokemon-company/pokemon/pikachu"
    again.reject()


@pytest.mark.parametrize("language", [*LANGUAGES, "qps"])
def test_the_sheet_fits_at_twice_the_size(
    program: Program, page: Takes, window: StudioWindow, qtbot: QtBot, language: str
) -> None:
    assert page.takes.rowCount() == 1
    program.look.resize(200)
    program.speak(language)
    qtbot.waitUntil(lambda: program.window is not window and program.window is not None)
    assert program.window is not None
    program.window.resize(1366, 768)
    qtbot.waitExposed(program.window)
    program.window.show_dock("takes")
    program.window.room.actions["take-review"].trigger()
    sheet = opened(program.window)
    QApplication.processEvents()
    assert sheet.height() <= program.window.height()
    assert not clipped(sheet)
    assert not nameless(sheet)
    sheet.reject()
