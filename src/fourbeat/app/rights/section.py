"""A section: what one tab of the Rights panel shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fourbeat.model.edit import Changes
from fourbeat.model.errors import FourbeatError

from ..errand import Errand
from ..labels import Label
from ..room import Room

T = TypeVar("T")


class Section(QWidget):
    """Be the content of a tab: what its author writes.

    Override `follow` to show what stands now; it is called when the tab comes to the front and while it is there
    whenever something that `concerns` it has changed. Ask what takes long with `ask`. Put widgets into `lines`.
    """

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.lines = QVBoxLayout(self)
        self._asking: Errand | None = None
        room.look.changed.connect(self._dress)
        self._dress()

    def follow(self) -> None:
        """Show what stands now."""

    def concerns(self, changes: Changes) -> bool:
        """Tell whether changes may be seen here."""
        return bool(changes.rights)

    def enter(self) -> None:
        """Take the keyboard."""
        (self.focusProxy() or self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(self, question: Callable[[], T], answered: Callable[[T], None]) -> None:
        """Ask a question beside the window; only the answer to the last one counts."""
        errand = Errand(lambda _tell: (question(),), None, self)
        self._asking = errand

        def hear(ended: tuple[T]) -> None:
            if self._asking is errand:
                self._asking = None
                answered(ended[0])
            errand.deleteLater()

        def refuse(error: FourbeatError) -> None:
            if self._asking is errand:
                self._asking = None
                self.room.refuse(error)
            errand.deleteLater()

        errand.opened.connect(hear)
        errand.refused.connect(refuse)
        errand.start()

    @property
    def asking(self) -> bool:
        """Tell whether a question is still being answered."""
        return self._asking is not None

    def lead(self, code: str) -> Label:
        """Put a sentence that says what belongs here above the rest."""
        label = Label(self.room.look, self.room.say(code), "caption", tone="text-soft")
        label.setWordWrap(True)
        self.lines.addWidget(label)
        return label

    def _dress(self) -> None:
        theme = self.room.theme
        side = theme.space("m")
        self.lines.setContentsMargins(side, theme.space("s"), side, side)
        self.lines.setSpacing(theme.space("m"))
