"""The rows of the queue: what one of them says lays out none of the others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QStringListModel
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from fourbeat.app.queue.row import JobView

NOWHERE = QModelIndex()


class Counted(QStringListModel):
    """Count how often somebody asks how many rows there are: whoever lays rows out asks for each."""

    def __init__(self) -> None:
        super().__init__([str(number) for number in range(500)])
        self.asked = 0

    def rowCount(self, parent: QModelIndex = NOWHERE) -> int:  # noqa: N802
        self.asked += 1
        return super().rowCount(parent)


@pytest.mark.parametrize(("kind", "laid_out"), [(JobView, False), (QListView, True)])
def test_a_row_that_changes_does_not_lay_out_the_others(qtbot: QtBot, kind: type[QListView], laid_out: bool) -> None:
    rows, view = Counted(), kind(None)
    qtbot.addWidget(view)
    view.setUniformItemSizes(True)
    view.setModel(rows)
    with qtbot.waitExposed(view):
        view.show()
    QApplication.processEvents()
    rows.asked = 0
    rows.dataChanged.emit(rows.index(0), rows.index(0))
    QApplication.processEvents()
    assert (rows.asked > 400) is laid_out
