"""The outline: sequences, scenes and shots as a tree, and below them the cast and the places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from fourbeat.model.edit import Changes
from fourbeat.model.ids import Id
from fourbeat.model.plan import Appearance, Character, Place, Scene, Shot
from fourbeat.studio.board import Card

from .marks import mark_icon
from .panel import Page
from .room import Room

_KIND = Qt.ItemDataRole.UserRole + 1
_ID = Qt.ItemDataRole.UserRole + 2
_NAME, _STATE = 0, 1


class Outline(Page):
    """Show what the film is made of."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.tree = QTreeWidget(self)
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_STATE, QHeaderView.ResizeMode.ResizeToContents)
        room.name(self.tree, "outline.name")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        self._shots: dict[Id, QTreeWidgetItem] = {}
        self._closed: set[Id] = set()
        self._busy = False
        self._worded = False
        self.tree.itemSelectionChanged.connect(self._chosen)
        self.tree.currentItemChanged.connect(lambda _now, _was: self._chosen())
        self.tree.itemCollapsed.connect(lambda item: self._closed.add(item.data(_NAME, _ID)))
        self.tree.itemExpanded.connect(lambda item: self._closed.discard(item.data(_NAME, _ID)))
        self.tree.itemDoubleClicked.connect(lambda item, _column: self._opened(item))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._menu)
        room.selection.changed.connect(self.follow)
        room.bridge.changed.connect(self.hear)
        room.shots.dataChanged.connect(self._renew)
        room.look.changed.connect(self.fill)
        self.fill()

    def hear(self, changes: Changes) -> None:
        """Follow a change of the plan."""
        if changes.shots or changes.scenes or changes.sequences or changes.cast or changes.places:
            self.fill()

    def fill(self) -> None:
        """Build the tree anew; what was closed stays closed."""
        self._busy = True
        side = self.room.theme.size("icon")
        self.tree.setIconSize(QSize(side, side))
        self.tree.setIndentation(side)
        place = self.tree.verticalScrollBar().value()
        closed = set(self._closed)
        self.tree.clear()
        self._shots.clear()
        plan, say = self.room.studio.plan, self.room.say
        cards: dict[Id, list[Card]] = {}
        for card in self.room.shots.cards():
            cards.setdefault(card.scene, []).append(card)
        for sequence in plan.sequences():
            top = self._row(self.tree, "sequence", sequence.id, self._titled("outline.sequence", sequence))
            for scene in plan.scenes(sequence.id):
                middle = self._row(top, "scene", scene.id, self._titled("outline.scene", scene))
                for card in cards.get(scene.id, []):
                    self._shots[card.shot] = item = self._row(middle, "shot", card.shot, "")
                    self._show(item, card)
        seen = Counter(row.character for shot in plan.shots() for row in plan.of(Appearance, shot.id))
        people = self._row(self.tree, "group", "cast", say("outline.cast"))
        for person in plan.all(Character):
            self._row(people, "character", person.id, person.name, "person", seen[person.id])
        used = Counter(plan.get(Scene, shot.scene).place for shot in plan.shots())
        places = self._row(self.tree, "group", "places", say("outline.places"))
        for one in plan.all(Place):
            self._row(places, "place", one.id, one.name, "place", used[one.id])
        self._fold(closed)
        self.tree.verticalScrollBar().setValue(place)
        frames = sum(shot.frames for shot in plan.cut_shots())
        seconds = round(plan.project.fps.seconds(frames))
        shots = say("count.shots", n=len(plan.shots()))
        self.noted.emit(say("outline.note", shots=shots, length=f"{seconds // 60}:{seconds % 60:02}"))
        self._busy = False
        self.follow()

    def follow(self) -> None:
        """Show the window's selection."""
        if self._busy:
            return
        self._busy = True
        wanted = set(self.room.selection.shots)
        for shot, item in self._shots.items():
            if item.isSelected() != (shot in wanted):
                item.setSelected(shot in wanted)
        if (now := self._shots.get(self.room.selection.shot or "")) is not None:
            if self.tree.currentItem() is not now:
                self.tree.setCurrentItem(now, _NAME, self.tree.selectionModel().SelectionFlag.NoUpdate)
            self.tree.scrollToItem(now)
        self._busy = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the words of the statuses while there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = self.room.theme
        worded = self.width() >= theme.size("outline") + 3 * theme.size("row")
        if worded != self._worded:
            self._worded = worded
            self._renew()

    def _row(
        self, parent: QTreeWidget | QTreeWidgetItem, kind: str, identity: Id, text: str, icon: str = "", count: int = 0
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent)
        item.setText(_NAME, text)
        item.setToolTip(_NAME, text)
        item.setData(_NAME, _KIND, kind)
        item.setData(_NAME, _ID, identity)
        if kind == "group":
            item.setForeground(_NAME, self.room.theme.colour("text-faint"))
        if icon:
            item.setIcon(_NAME, self.room.icons.icon(icon, "text-soft"))
            item.setText(_STATE, str(count))
            item.setTextAlignment(_STATE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(_STATE, self.room.theme.colour("text-faint"))
        return item

    def _show(self, item: QTreeWidgetItem, card: Card) -> None:
        theme, status = self.room.theme, self.room.shots.status(card)
        item.setText(_NAME, f"{card.number}   {card.line}")
        item.setToolTip(_NAME, card.line)
        item.setIcon(_STATE, mark_icon(card.status, theme))
        item.setText(_STATE, status if self._worded else "")
        item.setForeground(_STATE, theme.status(card.status))
        item.setToolTip(_STATE, status)
        spoken = self.room.say("board.card", number=card.number, line=card.line, status=status)
        item.setData(_NAME, Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setData(_STATE, Qt.ItemDataRole.AccessibleTextRole, status)

    def _titled(self, code: str, row: object) -> str:
        number, title = getattr(row, "number", ""), getattr(row, "title", "")
        named = self.room.say(code, number=number)
        return self.room.say("outline.titled", name=named, title=title) if title else named

    def _fold(self, closed: set[Id]) -> None:
        self.tree.expandAll()
        for item in self._items():
            if item.data(_NAME, _ID) in closed:
                item.setExpanded(False)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        line = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        while line:
            item = line.pop()
            if item is not None:
                yield item
                line += [item.child(row) for row in range(item.childCount())]

    def _renew(self) -> None:
        for card in self.room.shots.cards():
            if (item := self._shots.get(card.shot)) is not None:
                self._show(item, card)

    def _chosen(self) -> None:
        if self._busy:
            return
        self._busy = True
        picked = {item.data(_NAME, _ID) for item in self.tree.selectedItems()}
        shots = [card.shot for card in self.room.shots.cards() if card.shot in picked]
        now = self.tree.currentItem()
        kind = now.data(_NAME, _KIND) if now else None
        if shots and now is not None:
            self.room.selection.choose(shots, now.data(_NAME, _ID) if kind == "shot" and now.isSelected() else None)
        if now is not None and kind not in ("shot", "group", None):
            self.room.selection.look_at(kind, now.data(_NAME, _ID))
        self._busy = False

    def _opened(self, item: QTreeWidgetItem) -> None:
        if item.data(_NAME, _KIND) == Shot.kind:
            self.room.actions["edit-brief"].trigger()
        else:
            item.setExpanded(not item.isExpanded())

    def _menu(self, point: QPoint) -> None:
        menu = self.room.actions.context("outline", self.tree)
        menu.exec(self.tree.viewport().mapToGlobal(point))
        menu.deleteLater()
