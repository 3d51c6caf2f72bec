"""Everything that can be done, in one table: menus, buttons, the palette and the list of keys all read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from .room import Room

MENUS = ("project", "edit", "shot", "take", "play", "queue", "view", "help")
"""The menus, in order; their words are `menu.<name>`."""

TYPED_WITH_SHIFT = {"Ctrl++"}
"""Keys that are another one's with Shift, for keyboards that ask for it: they work and are not written."""


def _always(_room: Room) -> bool:
    return True


@dataclass(frozen=True)
class Action:
    """Be one thing a person can do; `word` is the code of its name, `id` what `room.actions` finds it by.

    Without an id of its own it is found by its word less `act.`: `act.new-after` is `room.actions["new-after"]`.
    `where` names the docks that must have the keyboard for its keys to work; none means everywhere. Keys without a
    modifier never work while text is being written. `text` gives words that change (Undo names what it undoes),
    `checked` makes it a switch, `about` says what it would act on where that may be out of sight.
    """

    word: str
    call: Callable[[Room], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    menu: str = ""
    where: tuple[str, ...] = ()
    enabled: Callable[[Room], bool] = _always
    text: Callable[[Room], str] | None = None
    checked: Callable[[Room], bool] | None = None
    about: Callable[[Room], str] | None = None
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self.word.removeprefix("act."))


class Actions(QObject):
    """Make the table's actions for one window and keep their words and states true."""

    def __init__(self, room: Room, table: Iterable[Action], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.table: dict[str, Action] = {}
        self._made: dict[str, QAction] = {}
        for action in table:
            if action.id in self.table:
                raise ValueError(f"the action {action.id} stands in the table twice")
            self.table[action.id] = action
            self._made[action.id] = self._make(action)
        room.bridge.changed.connect(self.refresh)
        room.bridge.paused.connect(self.refresh)
        room.selection.changed.connect(self.refresh)
        room.selection.take_changed.connect(self.refresh)
        room.selection.subject_changed.connect(self.refresh)
        room.look.changed.connect(self.refresh)

    def __getitem__(self, identity: str) -> QAction:
        return self._made[identity]

    def refresh(self) -> None:
        """Ask every action anew whether it can be done and what it is called."""
        for identity, action in self.table.items():
            made = self._made[identity]
            made.setEnabled(action.enabled(self._room))
            if action.text is not None:
                made.setText(action.text(self._room))
            if action.checked is not None:
                made.setChecked(action.checked(self._room))

    def place(self, widget: QWidget, dock: str = "") -> None:
        """Let a widget's focus bring the keys of its dock to life; the window itself brings those without a dock."""
        for identity, action in self.table.items():
            if (dock in action.where) if dock else not action.where:
                widget.addAction(self._made[identity])

    def menu(self, name: str, parent: QWidget) -> QMenu:
        """Make one menu with its actions."""
        menu = QMenu(self._room.say(f"menu.{name}"), parent)
        menu.addActions([self._made[identity] for identity, action in self.table.items() if action.menu == name])
        return menu

    def context(self, dock: str, parent: QWidget) -> QMenu:
        """Make a dock's context menu."""
        menu = QMenu(parent)
        menu.addActions([self._made[identity] for identity, action in self.table.items() if dock in action.where])
        return menu

    def about(self, identity: str) -> str:
        """Say what an action would act on; nothing where that needs no words."""
        about = self.table[identity].about
        return about(self._room) if about is not None else ""

    def keys(self, identity: str) -> str:
        """Write an action's keys as the system writes them."""
        return "  ".join(
            one.toString(QKeySequence.SequenceFormat.NativeText)
            for one in self._made[identity].shortcuts()
            if one.toString(QKeySequence.SequenceFormat.PortableText) not in TYPED_WITH_SHIFT
        )

    def _make(self, action: Action) -> QAction:
        made = QAction(action.text(self._room) if action.text else self._room.say(action.word), self)
        made.setObjectName(action.id)
        made.setShortcuts([QKeySequence(keys) for keys in action.keys])
        made.setAutoRepeat(True)
        if action.where:
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if action.icon:
            self._room.icons.dress(made, action.icon)
        if action.checked is not None:
            made.setCheckable(True)
            made.setChecked(action.checked(self._room))
        made.setEnabled(action.enabled(self._room))
        made.triggered.connect(lambda _checked=False: action.call(self._room))
        return made
