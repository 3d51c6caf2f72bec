"""The takes of one shot as rows, and which of them is looked at."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from fourbeat.model.edit import Changes
from fourbeat.model.ids import Id
from fourbeat.model.plan import Shot, TakeStatus
from fourbeat.model.status import Shown
from fourbeat.studio.takes import Listed

from ..room import Room

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()

STATUSES = {
    TakeStatus.CANDIDATE: "takes-dock.candidate",
    TakeStatus.SELECT: "takes-dock.select",
    TakeStatus.REJECTED: "takes-dock.rejected",
    TakeStatus.APPROVED: "takes-dock.approved",
}
SHAPES = {
    TakeStatus.CANDIDATE: (Shown.IDEA, "text-soft"),
    TakeStatus.SELECT: (Shown.REVIEW, "look"),
    TakeStatus.REJECTED: (Shown.OMITTED, "bad"),
    TakeStatus.APPROVED: (Shown.APPROVED, "good"),
}
"""The outline and the colour of what people think of a take."""

WITHDRAWN = (Shown.RETAKE, "bad")
"""Those of a take that may not be shown, whatever people think of it."""


class Role(IntEnum):
    """Name what the drawing asks for."""

    LISTED = Qt.ItemDataRole.UserRole + 1


class TakeList(QAbstractListModel):
    """Hold the takes of the shot that is looked at, by number; `selected` are those that are selected in the strip."""

    picked = Signal()
    """Others are selected, or another one is looked at."""

    note_wanted = Signal()
    """Somebody wants to write about the take that is looked at."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self.shot: Shot | None = None
        self.selected: tuple[Id, ...] = ()
        self._takes: list[Listed] = []
        self._withdrawn: frozenset[Id] = frozenset()
        room.selection.changed.connect(self.follow)
        room.bridge.changed.connect(self.hear)
        self.follow()

    # Questions

    def listed(self, row: int) -> Listed:
        """Give the take of a row."""
        return self._takes[row]

    def row_of(self, take: Id | None) -> int | None:
        """Find a take's row."""
        return next((row for row, one in enumerate(self._takes) if one.take.id == take), None)

    @property
    def current(self) -> Listed | None:
        """Give the take that is looked at: the one that was picked, else the chosen one, else the newest."""
        picked = self.row_of(self._room.selection.take)
        if picked is not None:
            return self._takes[picked]
        chosen = next((one for one in self._takes if one.chosen), None)
        return chosen or (self._takes[-1] if self._takes else None)

    @property
    def pair(self) -> tuple[Listed, Listed] | None:
        """Give two takes to compare, the older first, or None where the shot has fewer.

        They are the two that are selected; else the one that is looked at, beside the one in the cut or the newest.
        """
        rows = [row for one in self.selected if (row := self.row_of(one)) is not None]
        if len(rows) != 2:
            one = self.current
            if one is None or len(self._takes) < 2:
                return None
            others = [other for other in self._takes if other is not one]
            other = next((other for other in others if other.chosen), others[-1])
            rows = [self._takes.index(one), self._takes.index(other)]
        before, after = sorted(rows)
        return self._takes[before], self._takes[after]

    def select(self, takes: tuple[Id, ...]) -> None:
        """Say which takes are selected."""
        if takes != self.selected:
            self.selected = takes
            self.picked.emit()

    def origin(self, one: Listed) -> int | None:
        """Give the number of the take that another was made from, None where it was made from its brief alone."""
        row = self.row_of(one.take.parent)
        return self._takes[row].take.number if row is not None else None

    def words(self, one: Listed) -> str:
        """Say what people think of a take, or that it is withdrawn."""
        return self._room.say("takes-dock.withdrawn" if self.withdrawn(one) else STATUSES[one.mark.status])

    def shape(self, one: Listed) -> tuple[Shown, str]:
        """Give the outline and the colour that go with the word."""
        return WITHDRAWN if self.withdrawn(one) else SHAPES[one.mark.status]

    def withdrawn(self, one: Listed) -> bool:
        """Tell whether a take may not be shown: a consent was taken back, or it is forbidden."""
        return one.take.id in self._withdrawn

    # Following

    def follow(self) -> None:
        """Show the takes of the selected shot."""
        shot = self._room.studio.plan.find(Shot, self._room.selection.shot)
        if (shot and shot.id) != (self.shot and self.shot.id):
            self.beginResetModel()
            self.shot = shot
            self._takes = self._read()
            self.endResetModel()

    def hear(self, changes: Changes) -> None:
        """Follow a change of this shot or of its takes."""
        if self.shot is None or not (changes.takes or changes.rights or self.shot.id in changes.shots):
            return
        before_that = self._withdrawn
        self.shot = self._room.studio.plan.find(Shot, self.shot.id)
        new = self._read()
        old, now = [one.take.id for one in self._takes], [one.take.id for one in new]
        if now[: len(old)] != old:
            self.beginResetModel()
            self._takes = new
            self.endResetModel()
            return
        if len(now) > len(old):
            self.beginInsertRows(_NOWHERE, len(old), len(now) - 1)
            was, self._takes = self._takes, new
            self.endInsertRows()
        else:
            was, self._takes = self._takes, new
        for row, (before, after) in enumerate(zip(was, new, strict=False)):
            turned = (before.take.id in before_that) != self.withdrawn(after)
            if turned or (before.mark, before.chosen) != (after.mark, after.chosen):
                self.dataChanged.emit(self.index(row), self.index(row))

    def _read(self) -> list[Listed]:
        self._withdrawn = self._room.studio.withdrawn.takes()
        return self._room.studio.takes.list(self.shot) if self.shot is not None else []

    # What views ask

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the takes."""
        return 0 if parent.isValid() else len(self._takes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a view shows or a screen reader reads."""
        if not index.isValid() or index.row() >= len(self._takes):
            return None
        one = self._takes[index.row()]
        if role == Role.LISTED:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return self._room.say("board.t", number=one.take.number)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(one)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return one.take.media
        return None

    def _spoken(self, one: Listed) -> str:
        row = self._room.say(
            "takes-dock.row-chosen" if one.chosen else "takes-dock.row",
            number=one.take.number,
            status=self.words(one),
            rating=one.mark.rating,
        )
        parent = self.origin(one)
        told = row if parent is None else self._room.say("takes-dock.row-from", row=row, number=parent)
        return f"{told}\n{self._room.say('takes-dock.withdrawn-why')}" if self.withdrawn(one) else told


def take_list(room: Room) -> TakeList:
    """Give the room's list of takes; the first to ask makes it."""
    found = room.findChild(TakeList)
    return found if isinstance(found, TakeList) else TakeList(room)
