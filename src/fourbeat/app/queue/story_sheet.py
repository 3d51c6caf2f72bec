"""A job's whole story in a sheet: what refused it, at what cost, what to try next, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from fourbeat.model.job import Charged, Job
from fourbeat.studio.aftermath import aftermath, payload
from fourbeat.studio.ledger_sheet import costs_of

from ..board.asking import Asking
from ..labels import Label
from ..room import Room
from .story import moment, title, why

CHARGED = {
    Charged.YES: "aftermath.short-yes",
    Charged.NO: "aftermath.short-no",
    Charged.UNKNOWN: "aftermath.short-unknown",
}


class StorySheet(Asking):
    """Tell of one job what `queue show` tells; its button copies all of it."""

    def __init__(self, room: Room, job: Job) -> None:
        super().__init__(room, "story-sheet.title", "story-sheet.copy")
        self.head = Label(room.look, title(room, job), bold=True)
        self.head.setWordWrap(True)
        self.lines.addWidget(self.head)
        self.text = QPlainTextEdit("\n".join([*self._told(job), *self._tries(job)]))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        room.name(self.text, "story-sheet.text")
        self.text.setMinimumSize(room.theme.size("sheet"), 3 * room.theme.size("row"))
        self.roomy = True
        self.lines.addWidget(self.text, 1)

    def done_asking(self) -> None:
        """Copy everything that stands here."""
        QGuiApplication.clipboard().setText(f"{self.head.text()}\n{self.text.toPlainText()}")
        self.room.stage.announce(self.room.say("story-sheet.copied"))

    def _told(self, job: Job) -> Iterator[str]:
        """Say what became of the job; after a refusal, which kind it was, whether it was charged, and what to try."""
        say, words, after = self.room.say, self.room.words, aftermath(self.room.studio, job)
        yield from filter(None, (why(self.room, job),))
        if after is None:
            return
        yield from ("", words(after.told), words(after.charged))
        if after.code:
            yield say("aftermath.code", code=after.code)
        if after.steps:
            yield from ("", say("aftermath.next"), *(f"· {words(one)}" for one in after.steps))

    def _tries(self, job: Job) -> Iterator[str]:
        """Write out each try with what was answered; secrets were taken out before it was kept."""
        room = self.room
        costs = costs_of(room.studio.ledger.of(job.id))
        for one in room.studio.store.attempts(job.id):
            how = room.words(one.why) if one.why is not None else "–"
            yield ""
            yield room.say("queue.show-try", number=one.number, at=moment(room, one.started_at), how=how)
            if one.remote_id:
                yield room.say("queue.show-known-as", id=one.remote_id)
            if (cost := costs.get(one.id)) is not None:
                yield room.words(cost)
            answered = payload(one)
            yield room.say("aftermath.answer") if answered else room.say("aftermath.no-answer")
            yield from filter(None, (answered,))


def in_short(room: Room, job: Job) -> str:
    """Say of a refused job its kind and whether that was charged, and where the rest is; empty for any other."""
    after = aftermath(room.studio, job)
    if after is None:
        return ""
    charged = room.say(CHARGED[after.paid])
    key = room.actions.keys("queue-story")
    return room.say("story-sheet.short", kind=room.words(after.told), charged=charged, key=key)
