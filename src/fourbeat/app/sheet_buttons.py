"""The buttons at the foot of a sheet, as far apart as the text size asks."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from .theme import Look


class SheetButtons(QDialogButtonBox):
    """Hold a sheet's buttons in the order of the system; the gap between them grows with the text."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.changed.connect(self._space)
        self._space()

    def event(self, event: QEvent) -> bool:
        """Let Return press nothing where the sheet says so: Qt would choose its first button as it is shown."""
        meant = [one for one in self.findChildren(QPushButton) if one.isDefault()]
        done = super().event(event)
        if event.type() is QEvent.Type.Show and not meant:
            for one in self.findChildren(QPushButton):
                one.setDefault(False)
        return done

    def _space(self) -> None:
        if (row := self.layout()) is not None:
            row.setSpacing(self._look.theme.space("s"))
