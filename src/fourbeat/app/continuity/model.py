"""The shots of one as rows for the view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from fourbeat.model.ids import Id
from fourbeat.studio.checking import place
from fourbeat.studio.continuity import DIFFERS, Said

from ..room import Room

Index = QModelIndex | QPersistentModelIndex
SAID = Qt.ItemDataRole.UserRole + 1
"""What a shot has of the one that is looked at, as a whole."""

_NOWHERE = QModelIndex()


class SaidList(QAbstractListModel):
    """Hold what each shot has of one, in board order; asked to, only the shots in which something differs."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self.all: list[Said] = []
        self.rows: list[Said] = []
        self.only = False

    def show(self, said: Sequence[Said], *, only: bool) -> bool:
        """Show shots; tell whether anything changed."""
        rows = [one for one in said if one.differs or not only]
        self.all, self.only = list(said), only
        if rows == self.rows:
            return False
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        return True

    def row_of(self, shot: Id | None) -> int | None:
        """Find a shot's row."""
        return next((row for row, one in enumerate(self.rows) if one.shot.id == shot), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the shots."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what the view draws or a screen reader reads."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        one = self.rows[index.row()]
        match role:
            case _ if role == SAID:
                return one
            case Qt.ItemDataRole.DisplayRole:
                return one.shot.number
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._room.say("continuity.card", number=one.shot.number, told="; ".join(self.told(one)))
            case Qt.ItemDataRole.AccessibleDescriptionRole | Qt.ItemDataRole.ToolTipRole:
                return "\n".join([*self.withdrawn(one), self.words(one), *self.fields(one)])
        return None

    def told(self, one: Said) -> list[str]:
        """Say what is worn and what differs."""
        wears = [self._room.say("continuity.wears", costume=one.costume)] if one.costume else []
        return [*wears, *(self._room.say(DIFFERS[what]) for what in one.differs)]

    def withdrawn(self, one: Said) -> list[str]:
        """Say why the take in the cut is not shown, where it is withdrawn."""
        say = self._room.say
        why = say("board.why", what=say("takes-dock.withdrawn"), why=say("takes-dock.withdrawn-why"))
        return [why] if one.withdrawn else []

    def words(self, one: Said) -> str:
        """Give the words of the prompt, or say that there are none."""
        return one.words or self._room.say("named.unsaid")

    def fields(self, one: Said) -> list[str]:
        """Give the fields that name one, each with its words."""
        wording = self._room.words
        return [f"{wording(place(at.where))}: {' '.join(at.text.split())}" for at in one.named]
