"""The list: everything the board shows and does, as a table with columns of one's own choice."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QMenu, QToolButton, QVBoxLayout, QWidget

from ..hands.drops import ClipDrops
from ..hands.whose import Aim
from ..panel import Page
from ..references.taking import give
from ..room import Room
from .columns import ALWAYS, AT_FIRST, COLUMNS, Column
from .filterbar import FilterBar
from .linked import Linked
from .moves import place
from .page import LIST
from .rows import STOPS
from .showing import Showing
from .table import ShotTable

_BREATH = 400
"""Milliseconds after a column was drawn wider until its width is remembered."""


class List(Page):
    """Show the film as a table."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.shots = Showing(room, room.shots, room.shots.sift, self)
        self.view = ShotTable(room, self.shots, self)
        room.name(self.view, "board.list-name")
        self.filter = FilterBar(room, room.shots.sift, self)
        self.filter.left.connect(self.enter)
        header = self.header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self._columns_menu().exec(header.mapToGlobal(at)))
        header.sectionClicked.connect(self._clicked)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(lambda *_: self._remember())
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.filter)
        lines.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self._link = Linked(room, self.view, self.shots)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.doubleClicked.connect(self._opened)
        self.view.given.connect(partial(give, room))
        ClipDrops(room, self.view.viewport(), self._aimed)
        self.view.dropped.connect(lambda ids, before: place(room, ids.split("\n"), before, self.shots))
        self.view.refused.connect(lambda: room.stage.announce(room.say("list.sorted-stays")))
        self.shots.sorted_anew.connect(self._sorted)
        self._busy = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_BREATH)
        self._pause.timeout.connect(self._remember)
        room.look.changed.connect(self._dress)
        room.shots.withdrawn_turned.connect(self._dress)
        self._lay_columns()
        self._sorted()
        self._dress()

    def tools(self) -> QWidget | None:
        """Give the menus for columns and order."""
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        for word, made in (("list.order", self._order_menu), ("list.columns", self._columns_menu)):
            button = QToolButton()
            button.setText(self.room.say(word))
            button.setProperty("flat", True)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            menu = QMenu(button)
            menu.aboutToShow.connect(partial(self._refill, menu, made))
            button.setMenu(menu)
            self.room.icons.dress(button, "down")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            line.addWidget(button)
        return box

    def shown(self) -> list[Column]:
        """Give the columns that are shown, from left to right."""
        places = sorted(Column, key=self.header.visualIndex)
        return [column for column in places if not self.header.isSectionHidden(column)]

    def show_column(self, column: Column, *, on: bool) -> None:
        """Show a column or put it away."""
        self.header.setSectionHidden(column, not on)
        self._fit()
        self._remember()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is left to what happens in the shots."""
        super().resizeEvent(event)
        self._fit()

    # Inside

    def _aimed(self, point: QPoint) -> Aim:
        """Say on whose line clips are dropped."""
        row = self.view.rowAt(point.y())
        return Aim(shot=self.shots.card(row).shot) if row >= 0 else Aim()

    def _opened(self, index: QModelIndex) -> None:
        if index.column() == Column.FINDINGS and self.shots.stopped(self.shots.card(index.row())) is not None:
            self.room.actions["why-stopped"].trigger()
        elif not self.shots.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.room.actions["edit-brief"].trigger()

    def _clicked(self, section: int) -> None:
        """Sort rising, then falling, then as the film is."""
        column = Column(section)
        if self.shots.by is not column:
            self.shots.order_by(column)
        else:
            self.shots.order_by(None if self.shots.falling else column, falling=not self.shots.falling)

    def _sorted(self) -> None:
        by, say = self.shots.by, self.room.say
        self.header.setSortIndicatorShown(by is not None)
        if by is None:
            self.noted.emit("")
            return
        order = Qt.SortOrder.DescendingOrder if self.shots.falling else Qt.SortOrder.AscendingOrder
        self.header.setSortIndicator(by, order)
        self.noted.emit(say("list.sorted", column=say(COLUMNS[by].word)))
        self.room.stage.announce(self.note)

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.room.say("list.film-order"), partial(self.shots.order_by, None))
        menu.addSeparator()
        for column in self.shown():
            menu.addAction(self.room.say(COLUMNS[column].word), partial(self._clicked, int(column)))
        for deed, by in zip(menu.actions(), (None, None, *self.shown()), strict=True):
            deed.setCheckable(not deed.isSeparator())
            deed.setChecked(by is self.shots.by)
        return menu

    def _columns_menu(self) -> QMenu:
        menu = QMenu(self)
        for column in COLUMNS:
            deed = menu.addAction(self.room.say(COLUMNS[column].word))
            deed.setCheckable(True)
            deed.setChecked(not self.header.isSectionHidden(column))
            deed.setEnabled(column not in ALWAYS)
            deed.toggled.connect(lambda on, one=column: self.show_column(one, on=on))
        menu.addSeparator()
        menu.addAction(self.room.say("list.usual-columns"), self._usual)
        return menu

    def _refill(self, menu: QMenu, made: object) -> None:
        menu.clear()
        assert callable(made)
        fresh = made()
        for deed in fresh.actions():
            deed.setParent(menu)
            menu.addAction(deed)
        fresh.deleteLater()

    def _usual(self) -> None:
        self.room.memory.keep(columns=(), widths=None)
        self._lay_columns()
        self._dress()

    def _lay_columns(self) -> None:
        names = {column.name.lower(): column for column in Column}
        wanted = [names[name] for name in self.room.memory.now.columns if name in names]
        wanted = wanted if set(ALWAYS) <= set(wanted) else [*AT_FIRST]
        self._busy = True
        for place_, column in enumerate([*wanted, *(one for one in Column if one not in wanted)]):
            self.header.moveSection(self.header.visualIndex(column), place_)
            self.header.setSectionHidden(column, column not in wanted)
        self._busy = False

    def _resized(self, section: int, _old: int, _new: int) -> None:
        if not self._busy:
            self._fit(section)
            self._pause.start()

    def _remember(self) -> None:
        if self._busy:
            return
        scale = self.room.theme.percent
        widths = {one.name.lower(): self.header.sectionSize(one) * 100 // scale for one in self.shown()}
        widths.pop(Column.LINE.name.lower())
        self.room.memory.keep(columns=tuple(one.name.lower() for one in self.shown()), widths=widths)

    def _fit(self, fixed: int | None = None) -> None:
        """Let what happens take the room that is left."""
        if fixed == Column.LINE:
            return
        others = sum(self.header.sectionSize(one) for one in self.shown() if one is not Column.LINE)
        self._busy = True
        least = self.room.theme.size("card-least")
        self.header.resizeSection(Column.LINE, max(least, self.view.viewport().width() - others))
        self._busy = False

    def _dress(self) -> None:
        theme = self.room.theme
        self.view.verticalHeader().setDefaultSectionSize(theme.size("row"))
        self.header.setMinimumSectionSize(theme.size("row"))
        known = self.room.memory.now.widths or {}
        room = 2 * theme.space("m")
        self._busy = True
        for column in Column:
            if (kept := known.get(column.name.lower())) is not None:
                self.header.resizeSection(column, kept * theme.percent // 100)
            elif column is not Column.LINE:
                title = self.header.fontMetrics().horizontalAdvance(self.room.say(COLUMNS[column].word)) + room
                self.header.resizeSection(column, max(title, self._wide(column) + room))
        self._busy = False
        self._fit()

    def _wide(self, column: Column) -> int:
        """Measure the widest of the first rows: asking all of a long film would take seconds."""
        metrics, theme = self.view.fontMetrics(), self.room.theme
        rows = range(min(40, self.shots.rowCount()))
        words = [str(self.shots.index(row, column).data() or "") for row in rows]
        widest = max((metrics.horizontalAdvance(one) for one in words), default=0)
        if column is Column.STATUS:
            statuses = map(metrics.horizontalAdvance, self.shots.statuses())
            widest = max(widest, *statuses) + theme.size("icon") + theme.space("s")
        if column is Column.FINDINGS:
            stops = (metrics.horizontalAdvance(f"9 · {self.room.say(word)}") for word in STOPS.values())
            widest = max(widest, *stops) + theme.size("icon")
        if column is Column.TAKE and any(card.withdrawn for card in self.shots.cards()):
            word = self.room.say("list.take-withdrawn", number=99)
            widest = max(widest, metrics.horizontalAdvance(word)) + theme.size("icon") + theme.space("s")
        return min(widest, theme.size("card-least"))

    def _menu(self, point: QPoint) -> None:
        menu = self.room.actions.context(LIST, self.view)
        menu.exec(self.view.viewport().mapToGlobal(point))
        menu.deleteLater()
