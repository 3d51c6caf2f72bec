"""What every widget of the window is handed: the open studio, its words, the look, the news, the selection."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from fourbeat.model.edit import Step
from fourbeat.model.errors import FourbeatError
from fourbeat.model.message import Message
from fourbeat.studio.studio import Studio

from .beside import Beside
from .bridge import Bridge
from .icons import Icons
from .memory import Memory
from .selection import Selection
from .standing import Standing
from .theme import Look, Theme
from .thumbs import Thumbs

if TYPE_CHECKING:
    from .actions import Actions
    from .board.model import Shots

T = TypeVar("T")


class Stage(Protocol):
    """Be the window as docks and actions see it."""

    def has_dock(self, dock: str) -> bool:
        """Tell whether there is such a dock or page."""

    def show_dock(self, dock: str) -> None:
        """Bring a dock to the front and give it the keyboard."""

    def front(self, dock: str) -> bool:
        """Bring a dock to the front and leave the keyboard where it is; tell whether it is to be seen now."""

    def focused(self) -> str:
        """Name the dock that has the keyboard, or had it before a sheet took it; nothing where none has."""

    def workspace(self, name: str) -> None:
        """Change to another workspace."""

    def announce(self, text: str) -> None:
        """Say something short in the status bar, and to a screen reader."""

    def reset(self) -> None:
        """Put every dock back where its workspace had it at first."""

    ending: bool
    """Whether it was last asked to close for good, and not to open another project."""

    def may_close(self, *, ending: bool = False) -> bool:
        """Ask once whether the window may close."""

    def close(self) -> bool:
        """Close the window."""


class Room(QObject):
    """Hold one open project as the window's widgets share it. Nothing in the window is global.

    Words: `say(code, **facts)`, or `words(message)`. Colours and sizes: `theme` (ask it when you paint; `look.changed`
    tells when it is another). News: `bridge.changed`, `bridge.progress`, `bridge.paused`. What is selected:
    `selection`. The shots as a model: `shots`. Pictures of takes: `thumbs`. What undo and redo would do: `undo`,
    `redo`. Whether the disk takes what is written: `standing`. Keys, menus and buttons: `actions[id]`. Verbs:
    `attempt(verb)`, or `carry_out(verb)` where it may reach every shot. The window itself: `stage`.
    """

    language_wanted = Signal(str)
    """Somebody chose another language: the program answers with a new window."""

    left = Signal()
    """Somebody closed the project to go back to the first screen."""

    def __init__(
        self, studio: Studio, *, look: Look, icons: Icons, memory: Memory, show_error: Callable[[FourbeatError], None]
    ) -> None:
        super().__init__()
        self.studio = studio
        self.desk = studio.desk
        self.look = look
        self.icons = icons
        self.memory = memory
        self._beside = Beside(self)
        self.bridge = Bridge(studio, self)
        self.selection = Selection(self)
        self.thumbs = Thumbs(studio.posters, self)
        self._show_error = show_error
        self.undo: Step | None = None
        self.redo: Step | None = None
        self.standing = Standing(studio, self.bridge, self)
        self._ask_history()
        self.bridge.changed.connect(self._ask_history)
        self.shots: Shots
        self.actions: Actions
        self.stage: Stage

    @property
    def theme(self) -> Theme:
        """Give the theme in use."""
        return self.look.theme

    def say(self, code: str, /, **facts: str | int | Message | tuple[str | Message, ...]) -> str:
        """Say the words of a code."""
        return self.desk.say(code, **facts)

    def title(self, code: str, /) -> str:
        """Say the words of a code as a sheet's title: the dots that promise a sheet have been kept by then."""
        return self.say(code).removesuffix("…")

    def words(self, message: Message) -> str:
        """Say a message."""
        return self.desk.wording(message)

    def attempt(self, verb: Callable[[], T]) -> T | None:
        """Call a verb of the studio; if it refuses, say so on one calm sheet and give None.

        What the disk refuses is said by the banner over the window instead (`standing`).
        """
        try:
            return verb()
        except FourbeatError as error:
            self._show_error(error)
            return None

    def refuse(self, error: FourbeatError) -> None:
        """Say on one calm sheet what was refused beside the window."""
        self._show_error(error)

    def carry_out(self, verb: Callable[[], T]) -> T | None:
        """Attempt a verb that may reach every shot: the window goes on drawing until it has ended."""
        return self.attempt(lambda: self._beside.do(verb))

    @property
    def busy(self) -> bool:
        """Tell whether a verb is being carried out: what can wait gives it the time."""
        return self._beside.busy

    def name(self, widget: QWidget, code: str, /, **facts: str | int) -> None:
        """Give a widget its accessible name, and a tooltip where it shows no text of its own."""
        words = self.say(code, **facts)
        widget.setAccessibleName(words)
        if not getattr(widget, "text", str)():
            widget.setToolTip(words)

    def _ask_history(self) -> None:
        """Find what undo and redo would do, once for each change: menus ask far more often."""
        if not self.studio.store.read_only:
            self.undo, self.redo = self.studio.store.undoable(), self.studio.store.redoable()

    def close(self) -> None:
        """Stop hearing news, and whatever waits for its turn; the studio is closed by whoever opened it."""
        for timer in self.findChildren(QTimer):
            timer.stop()
        gc.unfreeze()
        self._beside.close()
        self.standing.close()
        self.bridge.close()
        self.thumbs.close()
