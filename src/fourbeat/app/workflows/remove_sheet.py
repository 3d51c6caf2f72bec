"""The sheet that asks before a workflow is removed."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fourbeat.studio.workflows import Kept, Workflows

from ..board.asking import Asking
from ..room import Room


class RemoveWorkflow(Asking):
    """Say what goes; `removed` carries its id. Enter leaves it where it is."""

    removed = Signal(str)

    def __init__(self, room: Room, kept: Kept, *, shipped: bool) -> None:
        super().__init__(room, "workflow-sheet.remove", "workflow-sheet.remove-go")
        self._kept = kept
        code = "workflow-sheet.remove-own" if shipped else "workflow-sheet.remove-lead"
        self.lead.setText(room.say(code, workflow=kept.workflow.id))
        self.lead.show()
        self.go.setDefault(False)
        self.leave.setDefault(True)
        self.leave.setText(room.say("new.cancel"))

    def done_asking(self) -> None:
        """Remove it."""
        name, known = self._kept.workflow.id, Workflows(self.room.desk.home)

        def verb() -> bool:
            known.remove(name=name)
            return True

        if self.room.attempt(verb):
            self.accept()
            self.removed.emit(name)
