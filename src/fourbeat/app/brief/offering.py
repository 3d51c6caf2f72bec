"""Names that are offered while a text is written: after an `@`, those of the cast, the places and the props."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit

from fourbeat.model.plan import Character, Place, Prop
from fourbeat.writing.mentions import SIGNS, names
from fourbeat.writing.search import joins

from ..room import Room

_LONGEST = 60
_MOST = 12
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)


def beginning(before: str) -> str | None:
    """Give what stands between the last `@` and the caret; None where no name is being written there."""
    at = max(before.rfind(sign) for sign in SIGNS)
    if at < 0 or len(before) - at > _LONGEST or (at > 0 and joins(before[at - 1])):
        return None
    begun = before[at + 1 :]
    return None if "\n" in begun or begun != begun.lstrip() else begun


def offers(room: Room, begun: str) -> list[str]:
    """Give the names that begin so, or of which a later word does; none once a whole name stands there."""
    wanted = _bare(begun)
    first, later = [], []
    bible = room.studio.plan.bible()
    everyone: tuple[Character | Place | Prop, ...] = (*bible.people, *bible.places, *bible.props)
    for one in everyone:
        for name in names(one):
            plain = _bare(name)
            if _plain(name) == _plain(begun):
                return []
            if plain.startswith(wanted):
                first.append(name)
            elif wanted and any(word.startswith(wanted) for word in plain.replace("-", " ").split()):
                later.append(name)
    return list(dict.fromkeys(first + later))[:_MOST]


class Offering(QCompleter):
    """Offer names below the caret of a text; Enter and Tab take the marked one, Esc goes on without."""

    def __init__(self, room: Room, writing: QPlainTextEdit) -> None:
        super().__init__(writing)
        self._room, self._writing = room, writing
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setWidget(writing)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(_MOST)
        self._list = QListView()
        self._list.setAccessibleName(room.say("brief-dock.names"))
        self._list.setObjectName("offers")
        self.setPopup(self._list)
        self.activated[str].connect(self.take)  # type: ignore[index]

    @property
    def shown(self) -> bool:
        """Tell whether names are offered now."""
        return self._list.isVisible()

    def takes(self, event: QKeyEvent) -> bool:
        """Tell whether a key is for the names, and not for the text."""
        return self.shown and event.key() in _KEYS

    def follow(self) -> None:
        """Offer what fits the words before the caret, or nothing."""
        begun = beginning(self._before()) if self._writing.hasFocus() else None
        found = offers(self._room, begun) if begun is not None else []
        if not found:
            self._list.hide()
            return
        if found != self._names.stringList():
            self._names.setStringList(found)
        box = self._writing.cursorRect()
        metrics = self._list.fontMetrics()
        box.setWidth(max(map(metrics.horizontalAdvance, found)) + 4 * self._room.theme.space("l"))
        self.complete(box)
        self._list.setCurrentIndex(self._names.index(0))

    def take(self, name: str) -> None:
        """Write a name where its beginning stands."""
        begun = beginning(self._before())
        if begun is None:
            return
        pen = self._writing.textCursor()
        pen.movePosition(pen.MoveOperation.Left, pen.MoveMode.KeepAnchor, len(begun.encode("utf-16-le")) // 2)
        # Words of a writing without spaces follow one another directly.
        pen.insertText(name + (" " if joins(name[-1]) else ""))
        self._writing.setTextCursor(pen)

    def _before(self) -> str:
        pen = self._writing.textCursor()
        return pen.block().text().encode("utf-16-le")[: 2 * pen.positionInBlock()].decode("utf-16-le", "ignore")


def _bare(text: str) -> str:
    """Write a name as somebody types it whose keyboard lacks its accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(one))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
