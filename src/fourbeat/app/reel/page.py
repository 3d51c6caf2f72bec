"""The reel's page: the strip, its timecode, and the film that is rendered from it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from fourbeat.model.plan import Shot

from ..actions import Action
from ..panel import Page
from ..player.transport import transport
from ..room import Room
from .film import can_render, render_film
from .model import Blocks
from .strip import Strip

REEL = "reel"


class ReelStrip(Page):
    """Show the cut as a row of blocks."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.transport = transport(room)
        self.blocks = Blocks(room, self.transport, self)
        self.strip = Strip(room, self.transport, self.blocks, self)
        room.name(self.strip, "reel.name")
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.strip)
        self._empty = QLabel(room.say("reel.none"))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("quiet", True)
        self._box = QVBoxLayout(self)
        self._stack = QStackedLayout()
        self._box.addLayout(self._stack)
        self._stack.addWidget(self.strip)
        self._stack.addWidget(self._empty)
        self.strip.picked.connect(self.go)
        self.strip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.strip.customContextMenuRequested.connect(self._menu)
        self.transport.moved.connect(self._tell)
        self.transport.relaid.connect(self._lay)
        room.selection.changed.connect(self._follow)
        room.look.changed.connect(self._dress)
        self._dress()
        self._lay()

    def tools(self) -> QWidget | None:
        """Give the buttons that play and render."""
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.room.theme.space("xs"))
        self.play = self._button("play")
        self.render_ = self._button("render-film")
        self.render_.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        line.addWidget(self.play)
        line.addWidget(self.render_)
        self.transport.speed_changed.connect(self._wear)
        self.room.look.changed.connect(self._wear)
        self._wear()
        return box

    def go(self, row: int) -> None:
        """Stand still at the beginning of a block, and select its shot."""
        block = self.blocks.block(row)
        self.transport.run(0)
        self.transport.seek(block.start)
        self.room.selection.choose((block.shot,), block.shot)

    def showEvent(self, event: QShowEvent) -> None:
        """Say where the film is once the title can show it."""
        super().showEvent(event)
        self._tell()

    def _button(self, action: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("flat", True)
        button.setDefaultAction(self.room.actions[action])
        button.setAccessibleName(self.room.actions[action].text())
        return button

    def _wear(self) -> None:
        self.room.actions["play"].setIcon(self.room.icons.icon("pause" if self.transport.plays else "play"))
        self.play.setAccessibleName(self.room.actions["play"].text())
        side = self.room.theme.size("icon")
        for button in (self.play, self.render_):
            button.setIconSize(QSize(side, side))

    def _menu(self, point: QPoint) -> None:
        index = self.strip.indexAt(point)
        if not index.isValid():
            return
        self.go(index.row())
        menu = QMenu(self.strip)
        menu.addMenu(takes_menu(self.room, menu, index.row()))
        menu.addAction(self.room.actions["edit-brief"])
        menu.addSeparator()
        for name in ("mark-in", "mark-out", "unmark", "render-film"):
            menu.addAction(self.room.actions[name])
        menu.exec(self.strip.viewport().mapToGlobal(point))
        menu.deleteLater()

    def _lay(self) -> None:
        self._stack.setCurrentWidget(self.strip if self.blocks.rowCount() else self._empty)
        self.room.actions.refresh()
        self._tell()

    def _tell(self) -> None:
        moves = self.transport
        self.noted.emit(
            self.room.say("reel.time", now=moves.timecode(), total=moves.timecode(moves.timeline.frames))
            if moves.timeline.frames
            else ""
        )

    def _follow(self) -> None:
        shot = self.room.selection.shot
        place = self.transport.timeline.place(shot) if shot else None
        if place is not None:
            model = self.strip.selectionModel()
            model.setCurrentIndex(self.blocks.index(place), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.strip.scrollTo(self.blocks.index(place))

    def _dress(self) -> None:
        theme = self.room.theme
        self._box.setContentsMargins(theme.space("m"), 0, theme.space("m"), theme.space("s"))


def takes_menu(room: Room, parent: QWidget, row: int) -> QMenu:
    """Make the menu of a block's takes: the chosen one is ticked, the last entry is the ghost."""
    block = transport(room).timeline.blocks[row]
    menu = QMenu(room.say("reel.choose-take"), parent)
    shot = room.studio.plan.find(Shot, block.shot)
    if shot is None:
        return menu
    for listed in room.studio.takes.list(shot):
        entry = menu.addAction(room.say("reel.a-take", number=listed.take.number, model=listed.take.model))
        entry.setCheckable(True)
        entry.setChecked(listed.take.id == block.take)
        entry.triggered.connect(
            lambda _on=False, take=listed.take: room.attempt(lambda: room.studio.takes.choose(shot=shot, take=take))
        )
    none = menu.addAction(room.say("reel.no-take"))
    none.setCheckable(True)
    none.setChecked(block.take is None)
    none.triggered.connect(
        lambda _on=False: room.attempt(lambda: room.studio.takes.choose(shot=shot, take=None)) if shot else None
    )
    menu.setEnabled(not room.studio.store.read_only)
    return menu


def _choose_take(room: Room) -> None:
    moves = transport(room)
    window = room.stage
    page = getattr(window, "pages", {}).get(REEL)
    if not isinstance(page, ReelStrip) or moves.place is None:
        return
    row = page.strip.current_row()
    menu = takes_menu(room, page.strip, row)
    box = page.strip.visualRect(page.blocks.index(row))
    menu.exec(page.strip.viewport().mapToGlobal(box.center()))
    menu.deleteLater()


def _has_block(room: Room) -> bool:
    return transport(room).place is not None


ACTIONS = (
    Action("act.choose-take", _choose_take, ("T",), "film", "take", (REEL,), _has_block),
    Action("act.render-film", render_film, ("Ctrl+R",), "film", "project", (), can_render),
)
"""What can be done with the reel beside playing it."""
