"""The link between a view's selection and the window's."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject
from PySide6.QtWidgets import QAbstractItemView

from fourbeat.model.ids import Id

from ..room import Room
from .columns import Column
from .rows import Rows


class Linked(QObject):
    """Keep a view's selection and the window's the same; shots that a filter hides stay the window's."""

    def __init__(self, room: Room, view: QAbstractItemView, rows: Rows) -> None:
        super().__init__(view)
        self._room, self._view, self._rows = room, view, rows
        self._busy = False
        view.selectionModel().selectionChanged.connect(self._chosen)
        view.selectionModel().currentChanged.connect(self._chosen)
        room.selection.changed.connect(self.follow)
        rows.about_to_lay.connect(self._wait)
        rows.laid.connect(self._again)
        self.follow()

    def follow(self) -> None:
        """Show the window's selection in the view."""
        if self._busy:
            return
        self._busy = True
        model = self._view.selectionModel()
        wanted = QItemSelection()
        places = (self._rows.row_of(shot) for shot in self._room.selection.shots)
        for first, last in _runs(sorted(row for row in places if row is not None)):
            wanted.select(self._rows.index(first, 0), self._rows.index(last, len(Column) - 1))
        model.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        row = self._rows.row_of(self._room.selection.shot or "")
        now = self._view.currentIndex()
        if row is not None and now.row() != row:
            index = self._rows.index(row, max(0, now.column()))
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._view.scrollTo(index)
        self._busy = False

    def _wait(self) -> None:
        self._busy = True

    def _again(self) -> None:
        self._busy = False
        self._room.selection.keep(card.shot for card in self._room.shots.cards())
        self.follow()

    def _chosen(self) -> None:
        if self._busy:
            return
        self._busy = True
        chosen = self._view.selectionModel().selection()
        parts = [chosen.at(place) for place in range(chosen.count())]
        rows = sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})
        now: Id | None = None
        if (index := self._view.currentIndex()).isValid() and index.row() in set(rows):
            now = self._rows.card(index.row()).shot
        shots = [self._rows.card(row).shot for row in rows]
        self._room.selection.choose(shots, now)
        self._busy = False


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Gather rows that stand side by side: selecting 20,000 rows one by one would take minutes."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs
