"""A sign beside a field's name, for findings that no word can be underlined for: a number, a choice, a picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton

from fourbeat.model.finding import GRAVEST, Finding, Where

from ..marks import draw_mark
from ..room import Room
from .row import SHAPES, TONES

_OF_ROW = {"reference": "references", "colour": "palette", "beat": "beats", "line": "lines"}
_OF_FIELD = {"frames": "seconds", "wardrobe": "cast", "identity": "cast", "characters": "cast"}
_OF_KIND = {"character": "cast", "costume": "wearing", "prop": "props"}
LAST = "scene"
"""Where what belongs to no field of the brief is told: where one begins to write."""


def field_of(where: Where) -> str:
    """Name the field of the brief that a finding is about."""
    if where.kind in _OF_ROW:
        return _OF_ROW[where.kind]
    return _OF_KIND.get(where.kind) or _OF_FIELD.get(where.field, where.field)


class FieldMark(QToolButton):
    """Be the sign of the gravest finding about a field; a click shows it in the list of findings."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.findings: tuple[Finding, ...] = ()
        self.setProperty("flat", True)
        # The keyboard goes from finding to finding with its own keys; Tab stays with what is written.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(room.say("findings-dock.name"))
        room.look.changed.connect(self._dress)
        self.hide()

    def show_findings(self, findings: Sequence[Finding], tip: str) -> None:
        """Show the sign with its reasons, or nothing."""
        self.findings = tuple(findings)
        self.setVisible(bool(findings))
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self._dress()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shape of the gravest: a button's own edges would leave it no room beside a name."""
        if not self.findings:
            return
        theme = self._room.theme
        worst = min((one.severity for one in self.findings), key=GRAVEST.index)
        side = theme.size("mark")
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        draw_mark(painter, box, SHAPES[worst], theme.colour(TONES[worst]))
        painter.end()

    def _dress(self) -> None:
        side = self._room.theme.size("icon")
        self.setFixedSize(side, side)
        self.update()
