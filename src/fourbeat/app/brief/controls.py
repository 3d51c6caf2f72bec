"""The controls of a brief: a line of text, lines of text, a choice, a check; and how they read and write."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from functools import cached_property

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from ..room import Room
from ..theme import Theme
from .offering import Offering

LONGEST = 4000
"""The most characters one field of a brief takes."""

_MOST_LINES = 12


def said(seconds: str | Fraction | None) -> str:
    """Write a length in seconds as people do: "4", "1.8", "0.04"; empty for none.

    A hundredth of a second is less than half a frame at every rate of a film: read again, it is the same frame.
    """
    if seconds is None:
        return ""
    return f"{float(Fraction(seconds)):.2f}".rstrip("0").rstrip(".")


def high(theme: Theme, metrics: QFontMetrics, lines: int) -> int:
    """Give the height of a field for so many lines, whose frame is thicker with the keyboard in it."""
    edges = 2 * (theme.space("xs") + theme.size("focus")) + theme.size("focus")
    return lines * metrics.lineSpacing() + edges


def plain(text: str) -> str:
    """Read digits of any width as plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def stay_left(text: QPlainTextEdit) -> None:
    """Never let wrapped lines be scrolled sideways: a caret behind the last letter would cut the first ones off."""
    bar = text.horizontalScrollBar()
    bar.valueChanged.connect(lambda value: bar.setValue(bar.minimum()) if value != bar.minimum() else None)


def leaves_undo(event: QEvent, undo: bool, redo: bool) -> bool:
    """Tell whether Ctrl+Z belongs to the window: the text itself has nothing to take back."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return (event.matches(QKeySequence.StandardKey.Undo) and not undo) or (
        event.matches(QKeySequence.StandardKey.Redo) and not redo
    )


class Entry(QLineEdit):
    """Be a line of text that leaves Ctrl+Z to the window when it has nothing of its own to take back."""

    def __init__(self, longest: int = LONGEST) -> None:
        super().__init__()
        self.setMaxLength(longest)
        self.setMinimumWidth(1)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window where there is nothing to undo here."""
        if leaves_undo(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def put(self, text: str) -> None:
        """Show a text, the caret where it was; nothing happens where it reads the same."""
        if text != self.text().strip():
            caret = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(caret, len(text)) if self.hasFocus() else 0)


class Writing(QPlainTextEdit):
    """Be lines of text as high as they need; Tab goes on to the next field."""

    written = Signal()
    returned = Signal()

    def __init__(self, room: Room, least: int, *, single: bool = False) -> None:
        super().__init__()
        self._room, self._least, self._single = room, least, single
        self._busy = False
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        stay_left(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.fit())
        room.look.changed.connect(self.fit)
        self.fit()

    @cached_property
    def offering(self) -> Offering:
        """Give the names below the caret; most fields are never written in, and have none."""
        return Offering(self._room, self)

    @property
    def _offers(self) -> bool:
        return "offering" in self.__dict__

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window where there is nothing to undo here, and offered names their keys."""
        paper = self.document()
        offered = (
            self._offers
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self.offering.takes(event)
        )
        if offered or leaves_undo(event, paper.isUndoAvailable(), paper.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def put(self, text: str) -> None:
        """Show a text, changing only what differs, so that the caret keeps its place."""
        now = self.toPlainText()
        if text == self.words():
            return
        self._busy = True
        start = 0
        while start < min(len(now), len(text)) and now[start] == text[start]:
            start += 1
        end = 0
        while end < min(len(now), len(text)) - start and now[-1 - end] == text[-1 - end]:
            end += 1
        pen = QTextCursor(self.document())
        pen.setPosition(units(now[:start]))
        pen.setPosition(units(now[: len(now) - end]), QTextCursor.MoveMode.KeepAnchor)
        pen.insertText(text[start : len(text) - end])
        self.document().clearUndoRedoStacks()
        self._busy = False

    def fit(self) -> None:
        """Be as high as the text."""
        count = max(self._least, min(_MOST_LINES, round(self.document().size().height())))
        wanted = high(self._room.theme, self.fontMetrics(), count)
        full = self.document().size().height() > _MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        if wanted != self.height() or self.maximumHeight() != wanted:
            self.setFixedHeight(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for the end of what is one sentence."""
        if self._single and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returned.emit()
        else:
            super().keyPressEvent(event)

    def words(self) -> str:
        """Give the text without the space around it; a single sentence has no line breaks either."""
        text = self.toPlainText()
        return " ".join(text.split()) if self._single else text.strip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Wrap as the window has it."""
        super().showEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Be narrow if need be."""
        return QSize(1, super().minimumSizeHint().height())

    def _changed(self) -> None:
        if self._busy:
            return
        text = self.toPlainText()
        if (over := units(text) - LONGEST) > 0:
            self._busy = True
            # What was there stays: as much is taken away again before the caret as is too much.
            pen = self.textCursor()
            kept = shortened(text[: characters(text, pen.position())], pen.position() - over)
            pen.setPosition(units(kept), QTextCursor.MoveMode.KeepAnchor)
            pen.removeSelectedText()
            self._busy = False
            self._room.stage.announce(self._room.say("brief-dock.full", most=LONGEST))
        self.written.emit()
        if self._offers or self.hasFocus():
            self.offering.follow()


def characters(text: str, position: int) -> int:
    """Count the characters before a place that Qt counted."""
    return len(text.encode("utf-16-le")[: 2 * max(0, position)].decode("utf-16-le", "ignore"))


def shortened(text: str, most: int) -> str:
    """Keep as much of a text's beginning as Qt counts `most` for, no character halved."""
    return text[: characters(text, most)]


def units(text: str) -> int:
    """Count as Qt does: a character outside the first plane is two."""
    return len(text.encode("utf-16-le")) // 2


class Choice(QComboBox):
    """Be a list to choose from that a turning wheel passes over unless it has the keyboard."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)
        self.setMinimumWidth(1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the brief, not the choice."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the choice, shortened where it does not fit."""
        painter, look = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(look)
        box = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, look, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = look.currentText or self.placeholderText()
        look.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        look.subControls = QStyle.SubControl.SC_ComboBoxFrame | QStyle.SubControl.SC_ComboBoxEditField
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, look)
        if not self.isEditable():
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, look)
        side = self._room.theme.size("icon")
        arrow = QRect(0, 0, side, side)
        arrow.moveCenter(QPoint(self.width() - side + self._room.theme.size("focus"), self.rect().center().y()))
        self._room.icons.icon("down", "text-soft").paint(painter, arrow)

    def showPopup(self) -> None:
        """Open as wide as the longest choice."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + self.iconSize().width())
        super().showPopup()
