"""Findings as rows: a heading for each severity, beneath it what was found."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from fourbeat.model.finding import GRAVEST, Finding
from fourbeat.model.plan import Severity, Shot
from fourbeat.studio.checking import place

from ..room import Room

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class Role(IntEnum):
    """Name what the rows' drawing asks for."""

    FINDING = Qt.ItemDataRole.UserRole + 1
    PLACE = Qt.ItemDataRole.UserRole + 2
    SEVERITY = Qt.ItemDataRole.UserRole + 3


HEADS = {
    Severity.ERROR: "findings-dock.errors",
    Severity.WARNING: "findings-dock.warnings",
    Severity.NOTE: "findings-dock.notes",
}
"""The headings, each counting what stands beneath it."""


class FindingList(QAbstractListModel):
    """Hold findings in the order they are told."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._rows: list[Finding | tuple[Severity, int]] = []

    def show(self, findings: Sequence[Finding]) -> None:
        """Show findings, unless they are shown already."""
        rows: list[Finding | tuple[Severity, int]] = []
        for severity in GRAVEST:
            here = [one for one in findings if one.severity is severity]
            if here and severity in HEADS:
                rows += [(severity, len(here)), *here]
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def finding(self, row: int) -> Finding | None:
        """Give the finding of a row; None for a heading."""
        one = self._rows[row] if 0 <= row < len(self._rows) else None
        return one if isinstance(one, Finding) else None

    def row_of(self, finding: Finding | None) -> int | None:
        """Find the row of a finding as it stood before an edit: the same one, else the next in its place."""
        if finding is None:
            return None
        same = [row for row, one in enumerate(self._rows) if isinstance(one, Finding) and _alike(one, finding)]
        return same[0] if same else None

    def findings(self) -> list[tuple[int, Finding]]:
        """Give the rows that hold findings."""
        return [(row, one) for row, one in enumerate(self._rows) if isinstance(one, Finding)]

    def place(self, finding: Finding) -> str:
        """Say where a finding stands: its shot and field."""
        shot = self._room.studio.plan.find(Shot, finding.shot)
        return self._room.say("lint.of-shot", shot=shot.number if shot else "", place=place(finding.where))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be read and passed over."""
        if self.finding(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a view shows or a screen reader reads."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        one = self._rows[index.row()]
        if not isinstance(one, Finding):
            severity, count = one
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return self._room.say(HEADS[severity], n=count)
            return severity if role == Role.SEVERITY else None
        match role:
            case Role.FINDING:
                return one
            case Role.SEVERITY:
                return one.severity
            case Role.PLACE | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.place(one)
            case Qt.ItemDataRole.DisplayRole:
                return self._room.words(one.what)
            case Qt.ItemDataRole.AccessibleTextRole:
                grave = self._room.say(f"severity.{one.severity}")
                return self._room.say("lint.head", severity=grave, what=one.what)
        return None


def _alike(one: Finding, other: Finding) -> bool:
    return (one.shot, one.rule, one.fingerprint, one.where.row) == (
        other.shot,
        other.rule,
        other.fingerprint,
        other.where.row,
    )
