"""The continuity page: every shot of one of the cast, a place or a prop, with words and picture, side by side."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QStackedLayout, QVBoxLayout, QWidget

from fourbeat.model.edit import Changes
from fourbeat.model.ids import Id
from fourbeat.model.plan import Appearance, Character, Place, Prop

from ..actions import Action
from ..cast.subject import KINDS, Named, subject
from ..check import Check
from ..chooser import Chooser
from ..labels import Label
from ..panel import Empty, Page
from ..references.small import smalls
from ..room import Room
from .card import SaidCard
from .gather import Gathering
from .model import SAID, SaidList

CONTINUITY = "continuity"

_REST = 250
"""Milliseconds after a change until the film is read again."""


class Continuity(Page):
    """Show the shots of one; a click, or the arrows, look at a shot, and Return goes to its brief."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.one: Named | None = None
        self.rows, self.gathering = SaidList(room), Gathering(room)
        self.view = QListView(self)
        self.view.setObjectName("board")
        self.view.setModel(self.rows)
        self.cards = SaidCard(room, self.rows, self.view)
        self.view.setItemDelegate(self.cards)
        self.view.setViewMode(QListView.ViewMode.IconMode)
        self.view.setMovement(QListView.Movement.Static)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setUniformItemSizes(True)
        self.view.setWrapping(True)
        self.view.setMouseTracking(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        room.name(self.view, "continuity.name")
        self.view.setToolTip("")
        self.who = Chooser(room.look, room.icons, room.say("continuity.who"))
        self.only = Check(room, room.say("continuity.only"))
        self.told = Label(room.look, "", "caption", tone="text-soft")
        self.told.setWordWrap(True)
        self.head = Label(room.look, "", tone="text-soft")
        self.head.setWordWrap(True)
        self._head, line = QVBoxLayout(), QHBoxLayout()
        line.addWidget(self.who)
        line.addWidget(self.told, 1)
        line.addWidget(self.only)
        self._head.addLayout(line)
        self._head.addWidget(self.head)
        self.empty = Empty(room, room.say("cast-dock.empty"), "new-character", self)
        shown, lines = QWidget(), QVBoxLayout()
        shown.setLayout(lines)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(self._head)
        lines.addWidget(self.view, 1)
        self._stack = QStackedLayout(self)
        self._shown = shown
        for page in (shown, self.empty):
            self._stack.addWidget(page)
        self._named: list[Id] = []
        self._stale = True
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._read)
        self.gathering.gathered.connect(self._gathered)
        self.who.activated.connect(self._chosen)
        self.only.toggled.connect(lambda _on: self._fill())
        self.view.clicked.connect(self.look_at)
        self.view.selectionModel().currentChanged.connect(lambda now, _before: self.look_at(now))
        self.view.activated.connect(lambda _index: room.actions["said-brief"].trigger())
        self.view.doubleClicked.connect(lambda _index: room.actions["said-brief"].trigger())
        room.selection.subject_changed.connect(self._follow)
        room.bridge.changed.connect(self._hear)
        room.thumbs.ready.connect(lambda _take: self.view.viewport().update())
        smalls(room).ready.connect(lambda _picture: self.view.viewport().update())
        room.look.changed.connect(self._dress)
        self._dress()
        self._offer()

    # The frame

    def enter(self) -> None:
        """Take the keyboard among the cards, or where somebody can be added."""
        here = self.view if self._stack.currentWidget() is self._shown else self.empty
        here.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the film when there is somebody to see it."""
        super().showEvent(event)
        if self._stale:
            self._begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cards fill each line."""
        super().resizeEvent(event)
        self._fit()

    # Whom

    def show_one(self, one: Named | None) -> None:
        """Show the shots of one."""
        if (one and one.id) != (self.one and self.one.id):
            self.rows.show([], only=self.only.isChecked())
            self.head.setText("")
            self.told.setText("")
        self.one = one
        self._offer()
        self._begin()

    def _follow(self) -> None:
        if (one := subject(self.room)) is not None and one.id != (self.one.id if self.one else ""):
            self.show_one(one)

    def _first(self) -> Named | None:
        """Give whoever is seen in the looked-at shot, else the first there is."""
        plan, shot = self.room.studio.plan, self.room.selection.shot
        seen = [plan.find(Character, row.character) for row in plan.of(Appearance, shot)] if shot else []
        there: list[Named | None] = [*seen, *plan.all(Character), *plan.all(Place), *plan.all(Prop)]
        return next((one for one in there if one is not None), None)

    def _offer(self) -> None:
        plan = self.room.studio.plan
        named = [one for kind in (Character, Place, Prop) for one in plan.all(kind)]
        self.who.clear()
        for one in named:
            assert isinstance(one, Character | Place | Prop)
            self.who.addItem(one.name, (one.kind, one.id))
        self._named = [one.id for one in named]
        self._point()
        self.who.setVisible(bool(named))
        self.only.setVisible(bool(named))
        self._stack.setCurrentWidget(self._shown if named else self.empty)

    def _point(self) -> None:
        there = self.one is not None and self.one.id in self._named
        self.who.setCurrentIndex(self._named.index(self.one.id) if self.one is not None and there else -1)

    def _chosen(self, row: int) -> None:
        kind, identity = self.who.itemData(row)
        self.show_one(self.room.studio.plan.find(KINDS[kind], identity))
        # The inspector beside it is about the same one.
        self.room.selection.look_at(kind, identity)

    # What is read

    def _hear(self, changes: Changes) -> None:
        named = changes.cast or changes.places or changes.props
        if named or changes.shots or changes.scenes or changes.sequences or changes.project or changes.rights:
            if named:
                self._offer()
            self._stale = True
            self._rest.start()

    def _read(self) -> None:
        if self.isVisible():
            self._begin()

    def _begin(self) -> None:
        plan = self.room.studio.plan
        self.one = (plan.find(KINDS[self.one.kind], self.one.id) if self.one else None) or self._first()
        self._stale = not self.isVisible()
        if self.one is None or self._stale:
            return
        self._point()
        self.gathering.begin(self.one)

    def _gathered(self, said: object) -> None:
        assert isinstance(said, list)
        self.rows.all = said
        self._fill()

    def _fill(self) -> None:
        one, all_of_them = self.one, self.rows.all
        if one is None:
            return
        if self.rows.show(all_of_them, only=self.only.isChecked()):
            self._fit()
        odd = sum(bool(said.differs) for said in all_of_them)
        words = [one.identity, one.wardrobe if isinstance(one, Character) else ""]
        self.head.setText("; ".join(" ".join(text.split()) for text in words if text.strip()))
        self._fit()
        if not all_of_them:
            self.told.setText(self.room.say("named.unused"))
        elif not odd:
            self.told.setText(self.room.say("continuity.alike"))
        else:
            self.told.setText(self.room.say("continuity.odd", n=odd))
        self.told.tint("warn" if odd else "text-soft")
        self.noted.emit(self.room.say("continuity.shots", n=len(all_of_them)))
        row = self.rows.row_of(self.room.selection.shot)
        if row is not None:
            # Shown as looked at, without looking: the inspector stays with whom it is about.
            index = self.rows.index(row)
            model = self.view.selectionModel()
            model.blockSignals(True)
            model.setCurrentIndex(index, model.SelectionFlag.ClearAndSelect)
            model.blockSignals(False)
            self.view.viewport().update()

    # Going there

    def look_at(self, index: QModelIndex) -> None:
        """Look at a card's shot: its brief stands beside the page."""
        said = index.data(SAID) if index.isValid() else None
        if said is not None:
            self.room.selection.choose([said.shot.id], said.shot.id)
            self.room.stage.front("brief")

    # How it looks

    def _fit(self) -> None:
        bar = self.view.verticalScrollBar().sizeHint().width()
        # With large text the words of the bible would leave no room for the shots.
        high = self.head.heightForWidth(max(1, self.width() - 2 * self.room.theme.space("m")))
        self.head.setVisible(bool(self.head.text()) and high <= self.height() // 6)
        grid = self.cards.fit(max(1, self.width() - bar))
        if grid != self.view.gridSize():
            self.view.setGridSize(grid)
            self.view.verticalScrollBar().setSingleStep(max(1, grid.height() // 6))

    def _dress(self) -> None:
        theme = self.room.theme
        side = theme.space("m")
        self._head.setContentsMargins(side, theme.space("s"), side, theme.space("xs"))
        self._head.setSpacing(theme.space("xs"))
        self._fit()


def _go(room: Room) -> None:
    page = getattr(room.stage, "pages", {}).get(CONTINUITY)
    if isinstance(page, Continuity) and page.view.currentIndex().isValid():
        page.look_at(page.view.currentIndex())
        room.stage.show_dock("brief")


ACTIONS: tuple[Action, ...] = (
    Action("act.edit-brief", _go, ("Return", "Enter"), "edit", where=(CONTINUITY,), id="said-brief"),
)
