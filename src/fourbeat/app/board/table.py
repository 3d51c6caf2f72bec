"""The list's table: rows that can be dragged between others, and cells written in place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from fourbeat.model.plan import Severity, Shot
from fourbeat.model.status import Shown

from ..chooser import Chooser
from ..findings.row import SHAPES, TONES, shape_icon
from ..marks import mark_icon
from ..references.taking import pictures_in
from ..room import Room
from .columns import COLUMNS, Column
from .rows import CARD, ICONS, SHOTS, Stopped
from .showing import Showing

Index = QModelIndex | QPersistentModelIndex


class _Choices(Chooser):
    """Be a list in a cell: putting it away leaves the cell."""

    put_away = Signal()

    def hidePopup(self) -> None:
        """Put the list away."""
        super().hidePopup()
        self.put_away.emit()


class Cell(QStyledItemDelegate):
    """Write a field where it is shown: words in a line, choices in a list."""

    def __init__(self, room: Room, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self._room, self._column, self._said = room, column, COLUMNS[column]

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor."""
        editor: QWidget
        name = self._room.say(self._said.word)
        if self._said.choices is None:
            editor = QLineEdit(parent)
            editor.setFrame(False)
        else:
            editor = _Choices(self._room.look, self._room.icons, name)
            editor.setParent(parent)
            editor.addItems([self._room.say(code) for code in self._said.choices.values()])
            editor.activated.connect(partial(self._done, editor))
            # Later: what was chosen is told after the list is away.
            editor.put_away.connect(partial(self.closeEditor.emit, editor), Qt.ConnectionType.QueuedConnection)
        editor.setAutoFillBackground(True)
        editor.setAccessibleName(name)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what is written."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox) and self._said.choices is not None:
            editor.setCurrentIndex([*self._said.choices].index(value))
            editor.showPopup()
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Keep what was written, through the studio."""
        value: object = None
        if isinstance(editor, QComboBox) and self._said.choices is not None:
            value = [*self._said.choices][editor.currentIndex()]
        elif isinstance(editor, QLineEdit):
            value = editor.text().strip()
        was = index.data(Qt.ItemDataRole.EditRole)
        if value == was or (value == "" and self._column in (Column.NUMBER, Column.LENGTH)):
            return
        shot = self._room.studio.plan.find(Shot, index.data(CARD).shot)
        if shot is None:
            return
        given = str(value).replace(",", ".") if self._column is Column.LENGTH else value
        # Later: a sheet about what cannot be must not open while the table still closes its editor.
        write = partial(self._room.studio.fields.set, shots=[shot], fields={self._said.field: given})
        self._room.attempt(write)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, framed where the keyboard is: that is the one F2 writes in."""
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            theme = self._room.theme
            painter.save()
            painter.setPen(QPen(theme.colour("accent"), theme.space("hair")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
            painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Give a list room for its words."""
        box = option.rect
        if isinstance(editor, QComboBox):
            box.setWidth(max(box.width(), editor.sizeHint().width()))
        editor.setGeometry(box)

    def _done(self, editor: QWidget, _row: int) -> None:
        self.commitData.emit(editor)


class StatusCell(Cell):
    """Show a status's shape before its word, both in its colour."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(room, Column.STATUS, parent)
        self._icons: dict[Shown, QIcon] = {}
        room.look.changed.connect(self._icons.clear)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Give the cell its shape and colour."""
        super().initStyleOption(option, index)
        status = index.data(CARD).status
        theme = self._room.theme
        if status not in self._icons:
            self._icons[status] = mark_icon(status, theme)
        _mark(option, self._icons[status], theme.status(status))


class FindingsCell(Cell):
    """Show how much is found in a shot, after the shape of the gravest, both in its colour."""

    def __init__(self, room: Room, rows: Showing, parent: QWidget) -> None:
        super().__init__(room, Column.FINDINGS, parent)
        self._shots = rows
        self._icons: dict[Severity, QIcon] = {}
        room.look.changed.connect(self._icons.clear)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Give the cell its shape and colour."""
        super().initStyleOption(option, index)
        card = index.data(CARD)
        tally, stopped = self._shots.tally(card), self._shots.stopped(card)
        if stopped is not None:
            tone = "bad" if stopped is Stopped.BLOCKED else "warn"
            _mark(option, self._room.icons.icon(ICONS[stopped], tone), self._room.theme.colour(tone))
            return
        if tally is None or not tally.all:
            return
        worst = Severity.ERROR if tally.errors else Severity.WARNING if tally.warnings else Severity.NOTE
        colour = self._room.theme.colour(TONES[worst])
        if worst not in self._icons:
            self._icons[worst] = shape_icon(SHAPES[worst], self._room.theme, colour)
        _mark(option, self._icons[worst], colour)


class TakeCell(Cell):
    """Show of a take that may not be shown that it is withdrawn, with a shape."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Give the cell its shape and colour."""
        super().initStyleOption(option, index)
        if index.data(CARD).withdrawn:
            _mark(option, self._room.icons.icon("warning", "bad"), self._room.theme.colour("bad"))


def _mark(option: QStyleOptionViewItem, icon: QIcon, colour: QColor) -> None:
    """Put a shape before a cell's words, both in one colour."""
    option.icon = icon
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
    for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
        option.palette.setColor(role, colour)


class ShotTable(QTableView):
    """Show shots as lines; `dropped` says which shots, line by line, were dropped before which row.

    `given` carries a line's shot and the files of pictures that were dropped onto it.
    """

    dropped = Signal(str, int)
    given = Signal(str, object)
    refused = Signal()

    def __init__(self, room: Room, rows: Showing, parent: QWidget) -> None:
        super().__init__(parent)
        self._room, self._rows = room, rows
        self.setModel(rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for column in Column:
            self.setItemDelegateForColumn(column, self._cell(column))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setWordWrap(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self._drop_at: int | None = None

    def _cell(self, column: Column) -> Cell:
        if column is Column.STATUS:
            return StatusCell(self._room, self)
        if column is Column.FINDINGS:
            return FindingsCell(self._room, self._rows, self)
        return (TakeCell if column is Column.TAKE else Cell)(self._room, column, self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome shots, and pictures."""
        if event.mimeData().hasFormat(SHOTS) or pictures_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which lines the shots would land; pictures land on the line they are over."""
        if pictures_in(event.mimeData()) and self.rowAt(event.position().toPoint().y()) >= 0:
            event.acceptProposedAction()
            return
        if not event.mimeData().hasFormat(SHOTS):
            event.ignore()
            return
        self._point_at(None if self._rows.by is not None else self.row_before(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the sign away."""
        self._point_at(None)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the shots were dropped; whoever hears moves them. A sorted list has no such places."""
        self._point_at(None)
        row = self.rowAt(event.position().toPoint().y())
        if (files := pictures_in(event.mimeData())) and row >= 0:
            event.acceptProposedAction()
            self.given.emit(self._rows.card(row).shot, files)
            return
        if not event.mimeData().hasFormat(SHOTS):
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        if self._rows.by is not None:
            self.refused.emit()
            return
        shots = bytes(event.mimeData().data(SHOTS).data()).decode()
        self.dropped.emit(shots, self.row_before(event.position().toPoint()))

    def row_before(self, point: QPoint) -> int:
        """Give the row before which something dropped at a point belongs; one past the last at the end."""
        row = self.rowAt(point.y())
        if row < 0:
            return self._rows.rowCount()
        box = self.visualRect(self._rows.index(row, Column.NUMBER))
        return row + (point.y() > box.center().y())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, and the sign where a drop would land."""
        super().paintEvent(event)
        if self._drop_at is None:
            return
        theme = self._room.theme
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.colour("accent"), theme.size("focus")))
        high = self.rowViewportPosition(self._drop_at) if self._drop_at < self._rows.rowCount() else self._end()
        painter.drawLine(0, high, self.viewport().width(), high)
        painter.end()

    def _end(self) -> int:
        last = self._rows.rowCount() - 1
        return self.rowViewportPosition(last) + self.rowHeight(last) - 1 if last >= 0 else 0

    def _point_at(self, row: int | None) -> None:
        if row != self._drop_at:
            self._drop_at = row
            self.viewport().update()
