"""The line above the shots: what to filter by, the terms as buttons, and how many are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fourbeat.writing.filter import Term

from ..flow import Flow
from ..labels import Label
from ..room import Room
from .sift import Sift

_BREATH = 90
"""Milliseconds after a key until the shots follow."""

_OFFERED = ("status", "cast", "place", "takes", "has", "framing")


class FilterBar(QWidget):
    """Write the filter; `left` says that the keyboard goes back to the shots."""

    left = Signal()

    def __init__(self, room: Room, sift: Sift, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._room, self._sift = room, sift
        sift.bars.append(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(room.say("filter.hint"))
        self.field.setAccessibleName(room.say("filter.name"))
        self.field.setToolTip(room.say("filter.help"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self._icon = self.field.addAction(
            room.icons.icon("search", "text-soft"), QLineEdit.ActionPosition.LeadingPosition
        )
        for button in self.field.findChildren(QToolButton):
            own = button.defaultAction() is self._icon
            button.setAccessibleName(room.say("filter.name" if own else "act.filter-clear"))
        self.more = QToolButton()
        self.more.setText(room.say("filter.more"))
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.more.menu().aboutToShow.connect(self._offer)
        self.count = Label(room.look, "", "caption", tone="text-soft")
        self.wrong = Label(room.look, "", "caption", tone="warn")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.chips = _Chips(room)
        self._words = QStringListModel(self)
        self.completer = QCompleter(self._words, self)
        self.completer.setWidget(self.field)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.activated[str].connect(self._complete)  # type: ignore[index]
        self._popup = QListView()
        self._popup.setAccessibleName(room.say("filter.suggestions"))
        self.completer.setPopup(self._popup)
        self._top = QHBoxLayout()
        self._top.addWidget(self.field, 1)
        self._top.addWidget(self.more)
        self._top.addWidget(self.count)
        self._lines = QVBoxLayout(self)
        self._lines.addLayout(self._top)
        self._lines.addWidget(self.chips)
        self._lines.addWidget(self.wrong)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_BREATH)
        self._pause.timeout.connect(self.settle)
        self.field.textEdited.connect(self._edited)
        self.field.textChanged.connect(self._cleared)
        sift.told.connect(self.follow)
        room.look.changed.connect(self._dress)
        self._dress()
        self.follow()

    def settle(self) -> None:
        """Filter by what is written, now."""
        self._pause.stop()
        self._sift.ask(self.field.text())

    def follow(self) -> None:
        """Show the filter as it stands."""
        sift, say = self._sift, self._room.say
        if self.field.text() != sift.text and not self._pause.isActive():
            self.field.setText(sift.text)
        self.chips.show_terms(
            [(self._room.studio.filtering.says(term), partial(self._drop, term)) for term in sift.asked.terms]
        )
        odd = [self._room.words(self._room.studio.filtering.problem(one)) for one in sift.asked.odd]
        self.wrong.setText("\n".join(odd))
        self.wrong.setVisible(bool(odd))
        told = []
        if sift.active:
            told.append(say("filter.count", shown=sift.shown(), n=self._room.shots.rowCount()))
        if hidden := sift.hidden_selected():
            told.append(say("filter.hidden", n=hidden))
        self.count.setText(" · ".join(told))
        self.count.setVisible(bool(told))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the field with Escape, which clears it, with Enter or with the arrow down."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Escape:
                    self._pause.stop()
                    self._sift.clear()
                    self.follow()
                    self.left.emit()
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                    self.settle()
                    self.left.emit()
                    return True
        return super().eventFilter(watched, event)

    # Inside

    def _edited(self) -> None:
        self._pause.start()
        offers = self._room.studio.filtering.offers(self._begun()[1])
        self._words.setStringList(offers)
        if offers and self._begun()[1]:
            box = QRect(0, 0, max(self.field.width() // 2, self._room.theme.size("outline")), self.field.height())
            self.completer.complete(box)
        else:
            self._popup.hide()

    def _cleared(self, text: str) -> None:
        # The field's own clear button types nothing.
        if not text and self._sift.text:
            self._pause.start()

    def _begun(self) -> tuple[str, str, str]:
        """Give what stands before the term at the caret, the term up to it, and what follows."""
        text, at = self.field.text(), self.field.cursorPosition()
        start, quote = 0, False
        for place, letter in enumerate(text[:at]):
            quote = quote is not (letter == '"')
            if letter.isspace() and not quote:
                start = place + 1
        return text[:start], text[start:at], text[at:]

    def _complete(self, word: str) -> None:
        before, _, after = self._begun()
        space = "" if word.endswith(":") or after.startswith(" ") else " "
        self.field.setText(f"{before}{word}{space}{after}")
        self.field.setCursorPosition(len(before) + len(word) + len(space))
        self._edited() if word.endswith(":") else self.settle()

    def _drop(self, term: Term) -> None:
        self._sift.drop(term)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        menu, filtering = self.more.menu(), self._room.studio.filtering
        menu.clear()
        for name in _OFFERED:
            part = QMenu(filtering.field(name), menu)
            known = filtering.known.get(name) or (("none", "some") if name == "takes" else filtering.values(name))
            for value in known:
                deed = part.addAction(filtering.word(name, value))
                deed.setCheckable(True)
                deed.setChecked(self._sift.term(name, value) is not None)
                deed.triggered.connect(partial(self._toggle, name, value))
            if known:
                menu.addMenu(part)
        if self._sift.text:
            menu.addSeparator()
            menu.addAction(self._room.say("act.filter-clear"), self._sift.clear)

    def _toggle(self, name: str, value: str, _on: bool = False) -> None:
        self._sift.toggle(name, value)

    def _dress(self) -> None:
        theme = self._room.theme
        side = theme.space("m")
        self._lines.setContentsMargins(side, theme.space("xs"), side, theme.space("xs"))
        self._lines.setSpacing(theme.space("xs"))
        self._top.setSpacing(theme.space("s"))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, theme.colour("canvas"))
        self.setPalette(palette)
        self._icon.setIcon(self._room.icons.icon("search", "text-soft"))
        self.more.setIcon(self._room.icons.icon("down", "text-soft"))


class _Chips(QWidget):
    """Show the filter's terms as buttons that take them out, one beside the other, in as many lines as they need."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._flow = Flow(self, room)
        self._shown: list[str] = []

    def show_terms(self, terms: list[tuple[str, Callable[[], None]]]) -> None:
        """Show one button for each term."""
        while (item := self._flow.takeAt(0)) is not None:
            if (chip := item.widget()) is not None:
                chip.hide()
                chip.deleteLater()
        for words, drop in terms:
            button = QToolButton()
            button.setText(words)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            button.setIcon(self._room.icons.icon("close", "text-soft"))
            button.setAccessibleName(self._room.say("filter.drop", term=words))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(drop)
            self._flow.addWidget(button)
            button.show()
        self.setVisible(bool(terms))
