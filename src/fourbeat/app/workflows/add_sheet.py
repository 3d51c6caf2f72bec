"""The sheet that gives a workflow from a file its name, and a place for the prompt where none could be guessed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from fourbeat.model.errors import Invalid
from fourbeat.providers.comfyui.slots import Slot
from fourbeat.studio.workflows import Kept, Read, Taken, Workflows

from ..board.asking import Asking
from ..flow import Flow
from ..labels import Label
from ..room import Room
from .places import SLOTS, PlaceChoice

_LONGEST = 80


class AddWorkflow(Asking):
    """Ask for a name; one that is taken is replaced, or another is offered. `made` carries the workflow."""

    made = Signal(object)

    def __init__(self, room: Room, read: Read) -> None:
        super().__init__(room, "workflow-sheet.new", "workflow-sheet.new-go")
        self._read, self._known = read, Workflows(room.desk.home)
        self._taken: Taken | None = None
        self.lead.setText(room.say("workflow-sheet.new-lead", file=read.file.name))
        self.lead.show()
        self.name = QLineEdit(read.file.stem[:_LONGEST])
        self.name.setMaxLength(_LONGEST)
        self.name.setAccessibleName(room.say("workflow-sheet.name"))
        self.prompt = PlaceChoice(room, Slot.PROMPT)
        self.prompt.show_places(read.graph, read.slots.get(Slot.PROMPT, ()), read.slots.get(Slot.PROMPT, ()))
        self.told = Label(room.look, "", tone="warn")
        self.told.setWordWrap(True)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setSpacing(room.theme.space("s"))
        for code, widget in (("workflow-sheet.name", self.name), (SLOTS[Slot.PROMPT], self.prompt)):
            label = QLabel(room.say(code))
            label.setBuddy(widget)
            form.addRow(label, widget)
        self.replace, self.other = QPushButton(room.say("workflow-sheet.replace")), QPushButton()
        self._ways = QWidget()
        flow = Flow(self._ways, room, line=True)
        for button in (self.other, self.replace):
            button.setAutoDefault(False)
            flow.addWidget(button)
        self.lines.addLayout(form)
        self.lines.addWidget(self.told)
        self.lines.addWidget(self._ways)
        self.leave.setText(room.say("new.cancel"))
        self.name.textChanged.connect(lambda _text: self._follow())
        self.prompt.chosen.connect(self._follow)
        self.other.clicked.connect(self._rename)
        self.replace.clicked.connect(partial(self._add, replace=True))
        self._follow()

    def done_asking(self) -> None:
        """Keep it under its name."""
        self._add(replace=False)

    def _follow(self) -> None:
        """Say what keeps the name from being used, and what can be done."""
        say, self._taken, wrong = self.room.say, None, ""
        try:
            self._taken = self._known.taken(self.name.text())
        except Invalid:
            wrong = say("workflow-sheet.bad-name")
        taken, nowhere = self._taken, not self.prompt.where()
        if taken is not None:
            wrong = say(
                "workflow-sheet.has-name" if taken.own else "workflow-sheet.shipped-name", workflow=taken.workflow
            )
            self.other.setText(say("workflow-sheet.call-it", free=taken.free))
        if nowhere:
            wrong = "\n".join(part for part in (wrong, say("workflow-sheet.no-prompt")) if part)
        self.told.setText(wrong)
        self.told.setVisible(bool(wrong))
        self._ways.setVisible(taken is not None)
        self.replace.setEnabled(not nowhere)
        self.go.setEnabled(not wrong)
        self.lines.activate()
        if self.isVisible():
            self.resize(self.width(), max(self.height(), self.sizeHint().height()))

    def _rename(self) -> None:
        if self._taken is not None:
            self.name.setText(self._taken.free)
            self.name.setFocus()

    def _add(self, *, replace: bool) -> None:
        where = self.prompt.where()
        slots = {} if where == self._read.slots.get(Slot.PROMPT, ()) else {Slot.PROMPT: where}
        verb = partial(self._known.add, file=self._read.file, name=self.name.text(), slots=slots, replace=replace)
        made: Kept | None = self.room.carry_out(verb)
        if made is not None:
            self.accept()
            self.made.emit(made)
