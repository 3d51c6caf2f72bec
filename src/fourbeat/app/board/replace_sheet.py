"""Find and replace: every place in context, with what would stand there, ticked or not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from fourbeat.model.plan import Shot
from fourbeat.studio.text import Hit
from fourbeat.writing.search import Wanted

from ..check import Check
from ..chooser import Chooser
from ..flow import Flow
from ..labels import Label
from ..room import Room
from .asking import Asking
from .moves import chosen, in_sight, writable

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_BREATH = 150
"""Milliseconds after a key until the places follow."""

HIT = Qt.ItemDataRole.UserRole + 1


class Hits(QAbstractListModel):
    """Hold the places, each ticked until it is left out."""

    def __init__(self, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self.hits: list[Hit] = []
        self._out: set[int] = set()
        self.new = ""

    def lay(self, hits: Sequence[Hit]) -> None:
        """Show other places, all ticked."""
        self.beginResetModel()
        self.hits, self._out = list(hits), set()
        self.endResetModel()

    def ticked(self) -> list[Hit]:
        """Give the places that are to change."""
        return [hit for row, hit in enumerate(self.hits) if row not in self._out]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the places."""
        return 0 if parent.isValid() else len(self.hits)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let places be ticked."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what the view draws or a screen reader reads."""
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        match role:
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Unchecked if index.row() in self._out else Qt.CheckState.Checked
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                place = self._room.say(hit.place.code)
                return f"{hit.owner} {place}: {hit.before}{hit.found}{hit.after}"
        return hit if role == HIT else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a place or leave it out."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        (self._out.discard if Qt.CheckState(value) == Qt.CheckState.Checked else self._out.add)(index.row())
        self.dataChanged.emit(index, index)
        return True


class _Line(QStyledItemDelegate):
    """Draw a place: whose it is, then the words with what goes struck out and what comes beside it."""

    def __init__(self, room: Room, hits: Hits, parent: QWidget) -> None:
        super().__init__(parent)
        self._room, self._hits = room, hits

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every line the same height."""
        return QSize(0, self._room.theme.size("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        theme, hit = self._room.theme, index.data(HIT)
        option = QStyleOptionViewItem(option)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        tick = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, option.widget)
        box = option.rect.adjusted(tick.right() - option.rect.left() + theme.space("s"), 0, -theme.space("s"), 0)
        painter.save()
        painter.setClipRect(box)
        metrics = QFontMetrics(theme.font())
        head = metrics.horizontalAdvance("0" * 6)
        field = min(theme.size("card-least"), box.width() // 4)
        self._write(painter, QRect(box.left(), box.top(), head, box.height()), hit.owner, theme.font(bold=True), "text")
        side = QRect(box.left() + head, box.top(), field, box.height())
        self._write(painter, side, self._room.say(hit.place.code), theme.font("caption"), "text-soft")
        left = box.left() + head + field + theme.space("s")
        struck = QFont(theme.font())
        struck.setStrikeOut(True)
        room = box.right() - left
        before = metrics.elidedText(hit.before, Qt.TextElideMode.ElideLeft, max(0, room // 3))
        for text, font, tone in (
            (before, theme.font(), "text"),
            (hit.found, struck, "bad"),
            (self._hits.new, theme.font(bold=True), "good"),
            (hit.after, theme.font(), "text"),
        ):
            wide = QFontMetrics(font).horizontalAdvance(text)
            self._write(
                painter, QRect(left, box.top(), min(wide + 2, box.right() - left), box.height()), text, font, tone
            )
            left += wide
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, text: str, font: QFont, tone: str) -> None:
        if box.width() <= 0:
            return
        painter.setFont(font)
        painter.setPen(self._room.theme.colour(tone))
        words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(box, flags, words)


class ReplaceSheet(Asking):
    """Ask what is looked for and what comes in its place."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "replace.title", "replace.go")
        say = room.say
        self.old, self.new = QLineEdit(), QLineEdit()
        grid = QGridLayout()
        for row, (word, field) in enumerate((("replace.find", self.old), ("replace.with", self.new))):
            label = Label(room.look, say(word), tone="text-soft")
            label.setBuddy(field)
            field.setAccessibleName(say(word))
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self.where = Chooser(room.look, room.icons, say("replace.where"))
        self.where.addItem(say("replace.everywhere"), "all")
        if room.shots.sift.active:
            self.where.addItem(say("replace.shown"), "shown")
        if len(room.selection.shots) > 1:
            self.where.addItem(say("replace.selected"), "selected")
        self.case = Check(room, say("replace.match-case"))
        self.whole = Check(room, say("replace.whole-word"))
        self.identity = Check(room, say("replace.identity"))
        options = QWidget()
        flow = Flow(options, room, line=True)
        for widget in (self.where, self.case, self.whole, self.identity):
            flow.addWidget(widget)
        self.hits = Hits(room, self)
        self.places = QListView()
        self.places.setModel(self.hits)
        self.places.setItemDelegate(_Line(room, self.hits, self.places))
        self.places.setUniformItemSizes(True)
        self.places.setAccessibleName(say("replace.places"))
        self.places.setMinimumHeight(room.theme.size("row") * 3)
        self.roomy = True
        self.places.setMinimumWidth(min(room.theme.size("palette"), (self.parentWidget() or self).width() * 3 // 4))
        self.told = Label(room.look, say("replace.hint"), "caption", tone="text-soft")
        self.told.setWordWrap(True)
        self.lines.addLayout(grid)
        self.lines.addWidget(options)
        self.lines.addWidget(self.places, 1)
        self.lines.addWidget(self.told)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_BREATH)
        self._pause.timeout.connect(self.look)
        self.old.textChanged.connect(lambda _text: self._pause.start())
        self.new.textChanged.connect(self._promise)
        for box in (self.case, self.whole, self.identity):
            box.toggled.connect(lambda _on: self._pause.start())
        self.where.currentIndexChanged.connect(lambda _row: self._pause.start())
        self.hits.dataChanged.connect(lambda *_: self._tell())
        room.bridge.changed.connect(self._pause.start)
        self._tell()

    def look(self) -> None:
        """Find the places, now."""
        self._pause.stop()
        wanted = Wanted(self.old.text(), self.case.isChecked(), self.whole.isChecked())
        found: list[Hit] = []
        if wanted.text:
            find = self.room.studio.text.find
            found = find(wanted, shots=self._shots(), cast=self.identity.isChecked())
        self.hits.lay(found)
        self._tell()

    def done_asking(self) -> None:
        """Replace what is ticked; the sheet stays for the next words."""
        if self._pause.isActive():
            self.look()
        ticked = self.hits.ticked()
        if not ticked or not writable(self.room):
            return
        changes = self.room.carry_out(partial(self.room.studio.text.replace, hits=ticked, new=self.new.text()))
        if changes is not None:
            self.room.bridge.flush()
            self.look()
            self.told.setText(self.room.say("replace.done", n=len(ticked)))
            self.room.stage.announce(self.told.text())
            self.old.setFocus()
            self.old.selectAll()

    def _shots(self) -> list[Shot] | None:
        plan = self.room.studio.plan
        match self.where.currentData():
            case "shown":
                return [plan.get(Shot, one) for one in in_sight(self.room)]
            case "selected":
                return chosen(self.room)
        return None

    def _promise(self, text: str) -> None:
        self.hits.new = text
        self.places.viewport().update()

    def _tell(self) -> None:
        ticked = len(self.hits.ticked())
        say = self.room.say
        if not self.old.text():
            self.told.setText(say("replace.hint"))
        elif self.hits.hits:
            self.told.setText(say("replace.would", n=ticked))
        else:
            self.told.setText(say("replace.none", text=self.old.text()))
        self.go.setEnabled(bool(ticked) and writable(self.room))


def show_replace(room: Room) -> None:
    """Open the sheet."""
    sheet = ReplaceSheet(room)
    sheet.present()
    sheet.old.setFocus()
