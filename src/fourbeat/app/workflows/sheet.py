"""The sheet of ComfyUI workflows: which there are, where their slots are, and files that are taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fourbeat.model.edit import Changes
from fourbeat.model.errors import FourbeatError
from fourbeat.providers.comfyui.slots import Slot, guess
from fourbeat.studio.workflow_told import told
from fourbeat.studio.workflows import Kept, Read, Workflows

from ..board.asking import Asking
from ..errand import Errand
from ..labels import Label
from ..rights.area import Area
from ..room import Room
from .add_sheet import AddWorkflow
from .files import dropped, pick
from .places import SLOTS, NameChoice, PlaceChoice
from .remove_sheet import RemoveWorkflow


class WorkflowsSheet(Asking):
    """Show one workflow at a time; a place that is chosen counts at once."""

    def __init__(self, room: Room, front: str = "") -> None:
        super().__init__(room, "act.workflows", "workflow-sheet.add", "workflow-sheet.lead")
        self.roomy = True
        self.setAcceptDrops(True)
        self._known = Workflows(room.desk.home)
        self._kept: dict[str, Kept] = {}
        self._waiting: list[Path] = []
        self._busy = False
        say = room.say
        self.trouble = Label(room.look, "", tone="bad")
        self.spoilt = Label(room.look, "", tone="warn")
        self.which = NameChoice(room, say("column.workflow"))
        self.remove = QPushButton(say("workflow-sheet.remove"))
        self.remove.setAutoDefault(False)
        self.facts = Label(room.look, "", tone="text-soft")
        self.lacks = Label(room.look, "", tone="warn")
        self.slots = {slot: PlaceChoice(room, slot) for slot in Slot}
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._row(say("column.workflow"), self.which)
        for slot, choice in self.slots.items():
            self._row(say(SLOTS[slot]), choice)
            choice.chosen.connect(partial(self._remap, slot))
        page = QWidget()
        self._rows = QVBoxLayout(page)
        for label in (self.trouble, self.spoilt, self.facts, self.lacks):
            label.setWordWrap(True)
        self._rows.addLayout(self._form)
        for widget in (self.lacks, self.facts):
            self._rows.addWidget(widget)
        self._rows.addStretch(1)
        # Bad news must not be below the edge.
        self.lines.addWidget(self.trouble)
        self.lines.addWidget(self.spoilt)
        self.area = Area(room, page)
        self.lines.addWidget(self.area, 1)
        window = self.parentWidget() or self
        self.setMinimumWidth(min(room.theme.size("help"), window.width()))
        self.buttons.addButton(self.remove, self.buttons.ButtonRole.ActionRole)
        self.remove.clicked.connect(self._ask_remove)
        self.which.activated.connect(lambda _index: self._turn())
        self.finished.connect(self._told)
        room.look.changed.connect(self._dress)
        self._dress()
        self._say("")
        self._fill(front)

    # What a person does

    def done_asking(self) -> None:
        """Pick files to take workflows from."""
        self.take(pick(self.room, self))

    def take(self, files: list[Path]) -> None:
        """Take in files, one after another; what is wrong with some is told together."""
        if not self._busy:
            self._say("")
        self._waiting += files
        self._next()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take files anywhere on the sheet."""
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at files once the program that they were dragged from need not wait any more."""
        files = dropped(event.mimeData())
        if files:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.take(files))

    # A file

    def _next(self) -> None:
        """Read the next file beside the window."""
        if self._busy or not self._waiting:
            return
        self._busy = True
        file = self._waiting.pop(0)
        self.go.setEnabled(False)
        # Of the sheet, so that nothing is heard of the file once the sheet is closed.
        errand = Errand(lambda _tell: self._known.read(file), None, self)

        def ended() -> None:
            self._busy = False
            self.go.setEnabled(True)

        def read(found: object) -> None:
            assert isinstance(found, Read)
            asked = AddWorkflow(self.room, found)
            asked.made.connect(self._added)
            asked.finished.connect(lambda _end: ended())
            asked.finished.connect(lambda _end: self._next())
            asked.present()

        def refused(error: FourbeatError) -> None:
            ended()
            room = self.room
            wrong = room.say("workflow-sheet.wrong", file=file.name, why=room.words(error.message))
            self._say("\n".join(part for part in (self.trouble.text(), wrong) if part))
            self._next()

        def stopped() -> None:
            ended()
            self._next()

        errand.opened.connect(read)
        errand.refused.connect(refused)
        errand.stopped.connect(stopped)
        errand.start()

    # A workflow

    def _added(self, kept: Kept) -> None:
        self._fill(kept.workflow.id)
        self.room.stage.announce(self.room.say("workflow-sheet.added", workflow=kept.workflow.id))

    def _remap(self, slot: Slot) -> None:
        """Keep where a slot is; what comes along becomes one's own by that."""
        before = self._kept.get(self.which.value())
        if before is None:
            return
        where, name = self.slots[slot].where(), before.workflow.id
        if where != before.workflow.slots.get(slot, ()):
            made = self.room.attempt(lambda: self._known.change(name=name, slots={slot: where}))
            self._fill(name)
            if made is not None:
                code = "workflow-sheet.kept" if before.own else "workflow-sheet.kept-own"
                self.room.stage.announce(self.room.say(code, workflow=name))

    def _ask_remove(self) -> None:
        kept = self._kept.get(self.which.value())
        if kept is not None and kept.own:
            asked = RemoveWorkflow(self.room, kept, shipped=self._known.comes_along(kept.workflow.id))
            asked.removed.connect(self._removed)
            asked.present()

    def _removed(self, name: str) -> None:
        self._fill(name)
        self.room.stage.announce(self.room.say("workflow.removed", workflow=name))

    def _fill(self, front: str = "") -> None:
        """List what there is, and turn to one."""
        say = self.room.say
        self._kept = {one.workflow.id: one for one in self._known.all()}
        said = [
            (name, say("workflow-sheet.one", name=one.workflow.name, workflow=name, origin=say(_origin(one))))
            for name, one in self._kept.items()
        ]
        self.which.offer(said, front)
        spoilt = [say("workflow.spoilt", file=file.name) for file in self._known.spoilt()]
        self.spoilt.setText("\n".join(spoilt))
        self.spoilt.setVisible(bool(spoilt))
        self._turn()

    def _turn(self) -> None:
        """Show where the slots of the chosen workflow are."""
        kept = self._kept.get(self.which.value())
        self.remove.setEnabled(kept is not None and kept.own)
        if kept is None:
            return
        made = kept.workflow
        guessed = guess(made.graph)
        for slot, choice in self.slots.items():
            choice.show_places(made.graph, made.slots.get(slot, ()), guessed.get(slot, ()))
            choice.setEnabled(choice.count() > 1)
        facts, lacks = told(made, self.room.studio.connections)
        self.facts.setText("\n".join(self.room.words(one) for one in facts))
        self.lacks.setText("\n".join(self.room.words(one) for one in lacks))
        self.lacks.setVisible(bool(lacks))

    # Inside

    def _say(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def _told(self) -> None:
        """Let the brief offer what there is now."""
        self.room.bridge.changed.emit(Changes(shots=frozenset(self.room.selection.shots)))

    def _row(self, words: str, field: QWidget) -> None:
        label = QLabel(words)
        label.setBuddy(field)
        self._form.addRow(label, field)

    def _dress(self) -> None:
        theme = self.room.theme
        # Where there is a bar to scroll with, fields keep off it.
        self._rows.setContentsMargins(0, 0, theme.space("s"), 0)
        self._rows.setSpacing(theme.space("m"))
        self._form.setHorizontalSpacing(theme.space("m"))
        self._form.setVerticalSpacing(theme.space("s"))


def _origin(one: Kept) -> str:
    return "workflow.own" if one.own else "workflow.shipped"
