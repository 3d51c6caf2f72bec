"""The outline: sequences, scenes and shots as a tree, and below them the cast and the places."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QVBoxLayout, QWidget

from fourbeat.model.edit import Changes
from fourbeat.model.ids import Id

from .cast.subject import move_beside
from .outline_tree import NAME, NAMED, STATE, Node, OutlineTree
from .panel import Page
from .room import Room

_KEYS = {Qt.Key.Key_N: "new-named", Qt.Key.Key_F2: "rename-named", Qt.Key.Key_Delete: "remove-named"}
"""What keys do on cast, places and props; on shots they are the board's."""

_MOVES = {Qt.Key.Key_Up: "named-earlier", Qt.Key.Key_Down: "named-later"}
"""What they do there with Alt."""

LONG = 2000
"""From so many shots on scenes stay closed until one is there: every open row is laid out anew for each that comes."""

_SHOTS = ("shot", "scene", "sequence")


class _Tree(QTreeView):
    """Give keys to the row they are pressed on; cast, places and props can be dragged within their list."""

    def __init__(self, outline: Outline) -> None:
        super().__init__(outline)
        self._outline = outline
        self._drop_at: tuple[QModelIndex, bool] | None = None
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setDropIndicatorShown(False)

    def event(self, event: QEvent) -> bool:
        """Take keys that mean something else on cast, places and props than on shots."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means on cast, places and props."""
        if deed := self._ours(event):
            self._outline.room.actions[deed].trigger()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._outline.named():
            self._outline.room.stage.show_dock("cast")
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome what stands in one of these lists."""
        if event.mimeData().hasFormat(NAMED):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which rows it would land."""
        place = self._place(event)
        self._point_at(place)
        if place is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the sign away."""
        self._point_at(None)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Move it there."""
        place = self._place(event)
        self._point_at(None)
        if place is None:
            return
        # A copy, as far as the view knows: it must not take the row out itself.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        _kind, identity = _dragged(event)
        node = self._outline.rows.node(place[0])
        if node is not None and node.id != identity:
            move_beside(self._outline.room, node.kind, identity, node.id, after=place[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and the sign where a drop would land."""
        super().paintEvent(event)
        if self._drop_at is None:
            return
        theme = self._outline.room.theme
        box = self.visualRect(self._drop_at[0])
        high = box.bottom() if self._drop_at[1] else box.top()
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.colour("accent"), theme.size("focus")))
        painter.drawLine(box.left(), high, self.viewport().width(), high)
        painter.end()

    def _place(self, event: QDropEvent) -> tuple[QModelIndex, bool] | None:
        """Find beside which row, and whether after it, something dragged would stand; None where it does not belong."""
        kind, _identity = _dragged(event)
        at = event.position().toPoint()
        index = self.indexAt(at).siblingAtColumn(NAME)
        node = self._outline.rows.node(index)
        if node is None or node.kind != kind:
            return None
        return index, at.y() > self.visualRect(index).center().y()

    def _point_at(self, place: tuple[QModelIndex, bool] | None) -> None:
        if place != self._drop_at:
            self._drop_at = place
            self.viewport().update()

    def _ours(self, event: QKeyEvent) -> str:
        if not self._outline.named():
            return ""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = {Qt.KeyboardModifier.NoModifier: _KEYS, Qt.KeyboardModifier.AltModifier: _MOVES}.get(held, {})
        return keys.get(Qt.Key(event.key()), "")


def _dragged(event: QDropEvent) -> tuple[str, str]:
    """Read what is dragged: its kind and id, or nothing."""
    kind, _, identity = bytes(event.mimeData().data(NAMED).data()).decode(errors="replace").partition(" ")
    return kind, identity


class Outline(Page):
    """Show what the film is made of."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.rows = OutlineTree(room, self)
        self.tree = _Tree(self)
        self.tree.setModel(self.rows)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        # Sized by hand: a column that follows its contents asks every row whenever one of them changes.
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Fixed)
        room.name(self.tree, "outline.name")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        self._folds: dict[Id, bool] = {}
        self._busy = False
        self.tree.selectionModel().selectionChanged.connect(self._chosen)
        self.tree.selectionModel().currentChanged.connect(self._chosen)
        self.tree.collapsed.connect(lambda index: self._fold(index, closed=True))
        self.tree.expanded.connect(lambda index: self._fold(index, closed=False))
        self.tree.doubleClicked.connect(self._opened)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._menu)
        room.selection.changed.connect(self.follow)
        room.selection.subject_changed.connect(self._point)
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.timeout.connect(self.fill)
        room.bridge.changed.connect(self.hear)
        for signal in (room.shots.rowsMoved, room.shots.rowsInserted, room.shots.rowsRemoved, room.shots.modelReset):
            signal.connect(self._moved)
        room.shots.dataChanged.connect(self._renew)
        room.look.changed.connect(self._dress)
        self._dress()

    def hear(self, changes: Changes) -> None:
        """Follow a change of the plan."""
        if changes.scenes or changes.sequences or changes.cast or changes.places or changes.props or changes.project:
            self.fill()
        elif changes.shots:
            # Rows that come, go or move are told by the board; the rest is counting, which has a turn of its own.
            self._breath.start(0)

    def _moved(self) -> None:
        """Follow the board's rows at once; uses of cast, places and props are counted in a turn of their own."""
        self.fill(counted=False)
        self._breath.start(0)

    def fill(self, *, counted: bool = True) -> None:
        """Read the plan anew; what was closed stays closed."""
        self._breath.stop()
        self._busy = True
        place = self.tree.verticalScrollBar().value()
        begun = self.rows.fill(counted=counted)
        for node in list(self.rows.nodes()) if begun is None else begun:
            self.tree.setExpanded(self.rows.index_of(node), not self._folded(node))
        if begun is None:
            self.tree.verticalScrollBar().setValue(place)
        self._busy = False
        self._tell()
        self._stay()

    def follow(self) -> None:
        """Show the window's selection."""
        if self._busy:
            return
        self._busy = True
        chosen = QItemSelection()
        # Rows that follow one another are one range: each range is asked again for every row that is drawn.
        for first, last in self.rows.runs(self.room.selection.shots):
            chosen.select(first, last.siblingAtColumn(STATE))
        model = self.tree.selectionModel()
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        now = self.rows.shot(self.room.selection.shot or "")
        scene = self.rows.node(now.parent())
        if scene is not None and scene.id not in self._folds and not self.tree.isExpanded(now.parent()):
            self.tree.setExpanded(now.parent(), True)
        if now.isValid() and self.tree.currentIndex() != now:
            # Scrolling to a row would open what the person has closed.
            self.tree.setAutoScroll(False)
            model.setCurrentIndex(now, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.tree.setAutoScroll(True)
            if self._open(now.parent()):
                self.tree.scrollTo(now)
        self._busy = False

    def _stay(self) -> None:
        """Keep the row that is looked at highlighted, whatever was read anew; a shot's follows the selection."""
        kind, identity = self.room.selection.subject or ("", "")
        index = self.rows.find(kind, identity) if kind not in ("", "shot") else QModelIndex()
        if not index.isValid():
            self.follow()
        elif index != self.tree.currentIndex() or not self.tree.selectionModel().isSelected(index):
            self._busy = True
            self.tree.setAutoScroll(False)
            self.tree.setCurrentIndex(index)
            self.tree.setAutoScroll(True)
            self._busy = False

    def named(self) -> bool:
        """Tell whether the current row is one of cast, places and props, or their heading."""
        node = self.rows.node(self.tree.currentIndex())
        return node is not None and node.kind not in _SHOTS

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write the statuses out while there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def _open(self, index: QModelIndex) -> bool:
        """Tell whether a row and all above it are open."""
        while index.isValid():
            if not self.tree.isExpanded(index):
                return False
            index = index.parent()
        return True

    def _fit(self) -> None:
        theme = self.room.theme
        worded = self.width() >= theme.size("outline") + 3 * theme.size("row")
        self.rows.worded = worded
        width = theme.size("icon") + 2 * theme.space("s")
        if worded:
            widest = max(map(self.fontMetrics().horizontalAdvance, self.room.shots.statuses()))
            width += widest + 2 * theme.space("s")
        self.tree.setColumnWidth(STATE, width)
        self.tree.viewport().update()

    def _dress(self) -> None:
        side = self.room.theme.size("icon")
        self.tree.setIconSize(QSize(side, side))
        self.tree.setIndentation(side)
        self.rows.restyle()
        self.fill()
        self._fit()
        self.tree.doItemsLayout()

    def _tell(self) -> None:
        plan, say = self.room.studio.plan, self.room.say
        shots = plan.cut_shots()
        seconds = round(plan.project.fps.seconds(sum(shot.frames for shot in shots)))
        counted = say("count.shots", n=self.room.shots.rowCount())
        self.noted.emit(say("outline.note", shots=counted, length=f"{seconds // 60}:{seconds % 60:02}"))

    def _renew(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            self.rows.touch(self.room.shots.card(row).shot)

    def _fold(self, index: QModelIndex, *, closed: bool) -> None:
        node = self.rows.node(index)
        if node is not None and not self._busy:
            self._folds[node.id] = closed

    def _folded(self, node: Node) -> bool:
        """Tell whether a row is closed: as the person left it; in a long film the scenes are, until one is there."""
        if (left := self._folds.get(node.id)) is not None:
            return left
        return (
            node.kind == "scene"
            and self.room.shots.rowCount() >= LONG
            and not self.tree.isExpanded(self.rows.index_of(node))
        )

    def _chosen(self) -> None:
        if self._busy:
            return
        self._busy = True
        rows = [self.rows.node(index) for index in self.tree.selectionModel().selectedRows()]
        picked = {node.id for node in rows if node is not None and node.kind == "shot"}
        now = self.rows.node(self.tree.currentIndex())
        if picked:
            shots = [card.shot for card in self.room.shots.cards() if card.shot in picked]
            self.room.selection.choose(shots, now.id if now is not None and now.id in picked else None)
        if now is not None and now.kind != "shot":
            self.room.selection.look_at(now.kind, now.id)
        self._busy = False

    def _point(self) -> None:
        """Show who or what of cast, places and props is looked at, also where it was chosen elsewhere."""
        kind, identity = self.room.selection.subject or ("", "")
        if self._busy or kind in _SHOTS:
            return
        index = self.rows.find(kind, identity)
        if index.isValid() and index != self.tree.currentIndex():
            self._busy = True
            self.tree.setCurrentIndex(index)
            self._busy = False

    def _opened(self, index: QModelIndex) -> None:
        node = self.rows.node(index)
        if node is not None and node.kind == "shot":
            self.room.actions["edit-brief"].trigger()
        elif node is not None and node.kind not in (*_SHOTS, "group"):
            self.room.stage.show_dock("cast")
        else:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _menu(self, point: QPoint) -> None:
        menu = self.room.actions.context("cast" if self.named() else "outline", self.tree)
        menu.exec(self.tree.viewport().mapToGlobal(point))
        menu.deleteLater()
