"""The frame around a page settles, its bar goes when not needed, and the title line leaves out what does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fourbeat.app.panel import Frame, Heading, Page
from fourbeat.app.window import StudioWindow

WIDE, HIGH = 360, 400


class Wavering(Page):
    """Be higher than its frame without a scroll bar, and lower beside one."""

    sizes = 0
    most = HIGH + 5

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.sizes += 1
        self.setMinimumHeight(self.most if self.width() >= WIDE else self.most - 10)


def test_a_page_that_is_lower_where_it_is_narrower_settles(window: StudioWindow, qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    page = Wavering(window.room)
    frame = Frame(window.room, outer)
    frame.hold(page)
    lines = QVBoxLayout(outer)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.addWidget(frame)
    outer.resize(WIDE, HIGH)
    outer.show()
    always = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
    qtbot.waitUntil(lambda: frame.verticalScrollBarPolicy() == always, timeout=1000)
    qtbot.wait(50)
    assert page.width() < WIDE
    settled = page.sizes
    qtbot.wait(100)
    assert page.sizes == settled
    page.most = HIGH // 2
    page.setMinimumHeight(page.most)
    qtbot.waitUntil(lambda: page.width() == WIDE, timeout=1000)
    assert frame.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_a_note_goes_when_the_title_comes_back_beside_it(window: StudioWindow, qtbot: QtBot) -> None:
    heading = Heading(window.room, "A rather long title", window)
    page = Page(window.room)
    heading.speak_of(page)
    page.noted.emit("2 takes")
    heading.title.hide()
    heading.resize(heading.title.sizeHint().width() + heading.note.sizeHint().width(), heading.sizeHint().height())
    heading.show()
    qtbot.waitUntil(heading.note.isVisible)
    heading.title.show()
    qtbot.waitUntil(lambda: not heading.note.isVisible())
