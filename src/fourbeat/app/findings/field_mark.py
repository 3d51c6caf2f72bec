"""A sign beside a field's name, for findings that no word can be underlined for: a number, a choice, a picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QToolButton

from fourbeat.model.finding import GRAVEST, Finding, Where

from ..room import Room
from .row import SHAPES, TONES, shape_icon

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

    def _dress(self) -> None:
        if self.findings:
            worst = min((one.severity for one in self.findings), key=GRAVEST.index)
            self.setIcon(shape_icon(SHAPES[worst], self._room.theme, self._room.theme.colour(TONES[worst])))
            side = self._room.theme.size("icon") + 2 * self._room.theme.space("hair")
            self.setFixedSize(side, side)
