"""The buttons at the foot of a sheet, as far apart as the text size asks."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox

from .theme import Look


class SheetButtons(QDialogButtonBox):
    """Hold a sheet's buttons in the order of the system; the gap between them grows with the text."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        if (row := self.layout()) is not None:
            row.setSpacing(self._look.theme.space("s"))
