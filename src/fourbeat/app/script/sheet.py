"""The sheet that brings a script in: pick or drop a file, see the shots it would make, change them, bring them in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.model.screenplay import Screenplay
from fourbeat.studio.scripts import Imported, Proposal
from fourbeat.writing.breakdown import SECONDS, Breakdown, can_cut, can_join, cut, joined, without

from ..board.asking import Asking
from ..board.moves import select, writable
from ..chooser import Chooser
from ..errand import Errand
from ..flow import Flow
from ..labels import Label
from ..room import Room
from .files import dropped, pick, say_so
from .tree import ProposalTree, clock

T = TypeVar("T")


class ScriptSheet(Asking):
    """Show what a script would become, before anything is brought in."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "script.title", "script.go", "script.lead")
        say = room.say
        self._path: Path | None = None
        self._script: Screenplay | None = None
        self._proposal: Proposal | None = None
        self._plan = Breakdown(())
        self._errand: Errand | None = None
        self.roomy = True
        self.setAcceptDrops(True)
        self.file = Label(room.look, say("script.no-file-yet"), bold=True)
        self.file.setWordWrap(True)
        self.pick = QPushButton(say("script.pick"))
        self.pick.setAutoDefault(False)
        self.pick.clicked.connect(lambda: self._picked(folder=False))
        self.pick_folder = QPushButton(say("script.pick-folder"))
        self.pick_folder.setAutoDefault(False)
        self.pick_folder.clicked.connect(lambda: self._picked(folder=True))
        self.lines.addWidget(self.file)
        self.lines.addWidget(_flow(room, self.pick, self.pick_folder))
        self.seconds = Chooser(room.look, room.icons, say("script.longest"))
        self.into = Chooser(room.look, room.icons, say("script.where"))
        for length in SECONDS:
            self.seconds.addItem(say("script.seconds", seconds=str(length)), str(length))
        self.into.addItem(say("script.into-new"), "")
        for sequence in room.studio.plan.sequences():
            titled = say("script.into", sequence=" ".join(filter(None, (sequence.number, sequence.title))))
            self.into.addItem(titled, sequence.id)
        self.seconds.activated.connect(lambda _row: self._propose())
        self.options = _flow(room, QLabel(say("script.longest")), self.seconds, QLabel(say("script.where")), self.into)
        self.lines.addWidget(self.options)
        self.tree = ProposalTree(room)
        self.tree.setMinimumHeight(room.theme.size("row") * 4)
        self.tree.changed.connect(self._sum_up)
        self.tree.currentItemChanged.connect(lambda _now, _then: self._enable())
        self.lines.addWidget(self.tree, 1)
        self.join, self.cut = QPushButton(say("script.join")), QPushButton(say("script.cut"))
        for button, way in ((self.join, self._join), (self.cut, self._cut)):
            button.setAutoDefault(False)
            button.clicked.connect(way)
        self.sum = Label(room.look, "", tone="text-soft")
        self.sum.setWordWrap(True)
        self.ways = _flow(room, self.join, self.cut)
        self.lines.addWidget(self.ways)
        self.lines.addWidget(self.sum)
        self._enable()
        self._sum_up()

    def sizeHint(self) -> QSize:
        """Like to be as wide as a page, for whole sentences stand in it."""
        return super().sizeHint().expandedTo(QSize(self.room.theme.size("help"), 0))

    def take(self, path: Path) -> None:
        """Read a file beside the window, and show what it would become."""
        scripts = self.room.studio.scripts
        self._do(partial(scripts.read, path), partial(self._read, path))

    def done_asking(self) -> None:
        """Bring in what is ticked, beside the window: a long script takes a moment."""
        room = self.room
        if self._proposal is None:
            self._picked(folder=False)
            return
        chosen = Proposal(self._proposal.path, self._proposal.script, without(self._plan, self.tree.left_out()))
        into = next((one for one in room.studio.plan.sequences() if one.id == self.into.currentData()), None)
        bring = partial(room.studio.scripts.bring_in, proposal=chosen, into=into, left_out=tuple(self.tree.not_cast()))
        self._do(bring, self._came_in)

    def reject(self) -> None:
        """Stay while something is being brought in: it cannot be stopped halfway."""
        if self._errand is None:
            super().reject()

    def _read(self, path: Path, script: Screenplay) -> None:
        self._path, self._script = path, script
        form = self.room.say(f"script.form.{script.format}")
        self.file.setText(self.room.say("script.file", file=path.name or str(path), form=form))
        # What to do has been done: its words leave their room to the shots.
        self.lead.hide()
        self._propose()

    def _came_in(self, done: Imported) -> None:
        room = self.room
        self.accept()
        select(room, [shot.id for shot in done.shots[:1]], new=True)
        made = room.say("script.imported", n=len(done.shots), scenes=room.say("count.scenes", n=len(done.scenes)))
        if done.left_out:
            made += " " + room.say("script.bad-pictures", n=done.left_out)
        room.stage.announce(made)

    def _do(self, way: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do something beside the window, and go on with what comes of it; a refusal is said calmly."""
        if self._errand is not None:
            return
        errand = self._errand = Errand(lambda _tell: way(), None, self)
        errand.opened.connect(self._ended)
        errand.opened.connect(then)
        errand.refused.connect(self._ended)
        errand.refused.connect(self._refused)
        errand.stopped.connect(self._ended)
        self._enable()
        errand.start()

    def _ended(self) -> None:
        self._errand = None
        self._enable()
        self._sum_up()

    def _refused(self, error: FourbeatError) -> None:
        if self._proposal is None:
            self.reject()
        self.room.attempt(partial(say_so, error))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a script that is dragged over the sheet."""
        if dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the script that was dropped."""
        path = dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take(path)

    def _picked(self, *, folder: bool) -> None:
        path = pick(self.room, self, folder=folder)
        if path is not None:
            self.take(path)

    def _propose(self) -> None:
        if self._path is None or self._script is None:
            return
        length = next(one for one in SECONDS if str(one) == self.seconds.currentData())
        self._do(partial(self.room.studio.scripts.proposed, self._path, self._script, length), self._proposed)

    def _proposed(self, proposal: Proposal) -> None:
        self._proposal, self._plan = proposal, proposal.breakdown
        self.tree.fill(proposal, self._plan)
        self._enable()
        self._sum_up()
        self.tree.setFocus()

    def _join(self) -> None:
        if (at := self.tree.at()) is not None and can_join(self._plan, *at):
            self._plan = joined(self._plan, *at)
            self._show(*at)

    def _cut(self) -> None:
        if (at := self.tree.at()) is not None and can_cut(self._plan, *at):
            self._plan = cut(self._plan, *at)
            self._show(*at)

    def _show(self, scene: int, shot: int) -> None:
        self.tree.refill(scene, self._plan, shot)
        self._enable()
        self._sum_up()

    def _enable(self) -> None:
        at = self.tree.at()
        self.join.setEnabled(at is not None and can_join(self._plan, *at))
        self.cut.setEnabled(at is not None and can_cut(self._plan, *at))
        idle = self._errand is None
        for part in (self.options, self.ways, self.sum):
            part.setVisible(self._proposal is not None)
        for widget in (self.options, self.tree):
            widget.setEnabled(self._proposal is not None and idle)
        for button in (self.go, self.leave, self.pick, self.pick_folder):
            button.setEnabled(idle)

    def _sum_up(self) -> None:
        """Say what would come in."""
        say = self.room.say
        chosen = without(self._plan, self.tree.left_out())
        self.sum.setText(
            say(
                "script.sum",
                scenes=say("count.scenes", n=len(chosen.scenes)),
                shots=say("count.shots", n=chosen.shots),
                length=clock(chosen.length),
            )
            if self._proposal is not None
            else ""
        )
        self.go.setText(say("script.go") if self._proposal is not None else say("script.pick"))
        there = self._proposal is None or bool(chosen.scenes)
        self.go.setEnabled(self._errand is None and writable(self.room) and there)
        self.pick.setVisible(self._proposal is not None)


def _flow(room: Room, *widgets: QWidget) -> QWidget:
    box = QWidget()
    flow = Flow(box, room, line=True)
    for widget in widgets:
        flow.addWidget(widget)
    return box
