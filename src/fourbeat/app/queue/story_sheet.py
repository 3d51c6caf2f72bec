"""A job's whole story in a sheet: what refused it, at what cost, what to try next, and what was answered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from fourbeat.model.job import Job
from fourbeat.studio.aftermath import aftermath, payload

from ..board.asking import Asking
from ..labels import Label
from ..room import Room
from .story import moment, title, why


class StorySheet(Asking):
    """Tell of one job what `queue show` tells; its button copies all of it."""

    def __init__(self, room: Room, job: Job) -> None:
        super().__init__(room, "story-sheet.title", "story-sheet.copy")
        say = room.say
        self.head = Label(room.look, title(room, job), bold=True)
        self.reason = Label(room.look, why(room, job))
        after = aftermath(room.studio, job)
        told = [room.words(after.told), room.words(after.charged)] if after else []
        told += [say("aftermath.code", code=after.code)] if after and after.code else []
        self.kind = Label(room.look, "\n".join(told))
        steps = [f"· {room.words(one)}" for one in after.steps] if after else []
        self.next = Label(room.look, say("aftermath.next"), bold=True)
        self.steps = Label(room.look, "\n".join(steps))
        self.tries = QPlainTextEdit(self._tries(job))
        self.tries.setReadOnly(True)
        self.tries.setTabChangesFocus(True)
        room.name(self.tries, "aftermath.answer")
        self.tries.setMinimumHeight(4 * room.theme.size("row"))
        self.roomy = True
        for label in (self.head, self.reason, self.kind, self.next, self.steps):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setVisible(bool(label.text()))
            self.lines.addWidget(label)
        self.next.setVisible(bool(steps))
        self.lines.addWidget(self.tries, 1)

    def done_asking(self) -> None:
        """Copy everything that stands here."""
        labels = (self.head, self.reason, self.kind, self.next, self.steps)
        shown = [label.text() for label in labels if label.text() and (label is not self.next or self.steps.text())]
        QGuiApplication.clipboard().setText("\n".join([*shown, "", self.tries.toPlainText()]))
        self.room.stage.announce(self.room.say("story-sheet.copied"))

    def _tries(self, job: Job) -> str:
        """Write out each try with what was answered; secrets were taken out before it was kept."""
        room, parts = self.room, []
        for one in room.studio.store.attempts(job.id):
            how = room.words(one.why) if one.why is not None else "–"
            lines = [room.say("queue.show-try", number=one.number, at=moment(room, one.started_at), how=how)]
            lines += [room.say("queue.show-known-as", id=one.remote_id)] if one.remote_id else []
            answered = payload(one)
            lines += [f"{room.say('aftermath.answer')}:", answered] if answered else [room.say("aftermath.no-answer")]
            parts.append("\n".join(lines))
        return "\n\n".join(parts) or room.say("aftermath.no-answer")


def in_short(room: Room, job: Job) -> str:
    """Say of a refused job its kind, whether that was charged, and what to try first; empty for any other."""
    after = aftermath(room.studio, job)
    if after is None:
        return ""
    parts = [room.say("story-sheet.kind", kind=room.words(after.told)), room.words(after.charged)]
    return " ".join([*parts, *(room.words(one) for one in after.steps[:1])])
