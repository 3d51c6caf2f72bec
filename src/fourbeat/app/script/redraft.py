"""The sheet that brings a script up to date: what a later draft changes, scene by scene, to be accepted or left."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from fourbeat.model.plan import Script, Shot
from fourbeat.studio.script_update import Fate, Redraft, SceneFate, Step

from ..board.asking import Asking
from ..board.moves import writable
from ..errand import Errand
from ..labels import Label
from ..room import Room
from .files import say_so
from .tree import said

_LABEL = Qt.ItemDataRole.UserRole
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RedraftSheet(Asking):
    """Show a later draft beside the film; what is ticked is accepted. What would leave the film is never ticked."""

    def __init__(self, room: Room, redraft: Redraft) -> None:
        super().__init__(room, "script.redraft-title", "script.accept", "script.redraft-lead")
        say = room.say
        self._redraft = redraft
        self.roomy = True
        self.file = Label(
            room.look, say("script.redraft-of", file=redraft.path.name, script=redraft.script.name), bold=True
        )
        self.file.setWordWrap(True)
        self.lines.addWidget(self.file)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(say("script.redraft-tree"))
        self.tree.setHeaderLabels([say("script.what"), say("script.fate")])
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setMinimumHeight(room.theme.size("row") * 4)
        self._high = QSize(0, room.theme.size("row"))
        self.lines.addWidget(self.tree, 1)
        for one in redraft.open:
            self._add(one)
        self.sum = Label(room.look, "", tone="text-soft")
        self.sum.setWordWrap(True)
        self.lines.addWidget(self.sum)
        self.tree.itemChanged.connect(lambda _item, _column: self._sum_up())
        if (first := self.tree.topLevelItem(0)) is not None:
            self.tree.setCurrentItem(first)
        self._sum_up()

    def sizeHint(self) -> QSize:
        """Like to be as wide as a page, for whole sentences stand in it."""
        return super().sizeHint().expandedTo(QSize(self.room.theme.size("help"), 0))

    def accepted_labels(self) -> list[str]:
        """Name the scenes that are ticked."""
        items = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        return [one.data(0, _LABEL) for one in items if one and one.checkState(0) is Qt.CheckState.Checked]

    def done_asking(self) -> None:
        """Accept what is ticked."""
        room, labels = self.room, self.accepted_labels()
        done = room.attempt(partial(room.studio.scripts.accept, redraft=self._redraft, scenes=labels))
        if done is not None:
            self.accept()
            room.stage.announce(room.say("script.updated", n=len(labels)))

    def _add(self, one: SceneFate) -> None:
        say = self.room.say
        item = QTreeWidgetItem(self.tree)
        item.setFlags(_PLAIN | Qt.ItemFlag.ItemIsUserCheckable)
        ticked = one.fate is not Fate.GONE
        item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        item.setData(0, _LABEL, one.label)
        item.setText(0, f"{one.label}  {one.heading or say('script.no-heading')}")
        item.setText(1, say(f"script.fate.{one.fate}"))
        item.setSizeHint(0, self._high)
        item.setExpanded(True)
        for step in one.steps:
            self._add_step(item, step)
        if one.proposed is not None and one.fate is Fate.NEW:
            for made in one.proposed.shots:
                self._add_words(item, "+", said(made) or say("script.no-words"), "")

    def _add_step(self, above: QTreeWidgetItem, step: Step) -> None:
        shot = self.room.studio.plan.find(Shot, step.shot)
        where = self.room.say(f"script.deed.{step.deed}", shot=shot.number if shot else "")
        for sign, words in (("−", step.old), ("+", step.new)):
            if words:
                self._add_words(above, sign, words, where)
                where = ""

    def _add_words(self, above: QTreeWidgetItem, sign: str, words: str, where: str) -> None:
        item = QTreeWidgetItem(above)
        item.setFlags(_PLAIN)
        item.setText(0, f"{sign} {words}")
        item.setToolTip(0, words)
        item.setText(1, where)
        item.setSizeHint(0, self._high)

    def _sum_up(self) -> None:
        chosen, say = len(self.accepted_labels()), self.room.say
        there = len(self._redraft.open)
        self.sum.setText(say("script.chosen", n=there, chosen=chosen) if there else say("script.same"))
        self.go.setEnabled(bool(chosen) and writable(self.room))


def show_redraft(room: Room, path: Path, script: Script | None = None) -> None:
    """Compare a file with a script of the film beside the window, and show what it changes."""
    window = room.stage
    assert isinstance(window, QWidget)
    errand = Errand(lambda _tell: room.studio.scripts.compare(path, script=script), None, window)
    errand.opened.connect(partial(_present, room))
    errand.refused.connect(lambda error: room.attempt(partial(say_so, error)))
    for ended in (errand.opened, errand.refused, errand.stopped):
        ended.connect(errand.deleteLater)
    errand.start()


def _present(room: Room, redraft: Redraft) -> None:
    sheet = RedraftSheet(room, redraft)
    sheet.present()
    sheet.tree.setFocus()
