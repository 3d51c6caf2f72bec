"""The sheet that asks what somebody saw in a take or a still, and the line that tells it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QPushButton, QWidget

from fourbeat.model.review import Review, Seen
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.model.verdict import Decision
from fourbeat.studio.register import PERSON

from ..board.asking import Asking
from ..board.moves import writable
from ..brief.words import ChoiceField, LineField
from ..labels import Label
from ..queue.story import moment
from ..room import Room

ANSWERS = {Seen.NO: "takes-dock.seen-no", Seen.UNSURE: "takes-dock.seen-unsure", Seen.YES: "takes-dock.seen-yes"}
QUESTIONS = {
    "character": "takes-dock.ask-character",
    "person": "takes-dock.ask-person",
    "logo": "takes-dock.ask-logo",
}


class ReviewSheet(Asking):
    """Ask three questions about a take or a still; whose it is only matters where something was seen."""

    def __init__(self, room: Room, made: Take | Still, name: str) -> None:
        still = isinstance(made, Still)
        super().__init__(room, "act.still-review" if still else "act.take-review", "takes-dock.review-keep")
        self._made, self._name = made, name
        lead = "still-dock.review-lead" if still else "takes-dock.review-lead"
        self.lead.setText(room.say(lead, shot=name, number=made.number))
        self.lead.show()
        offered: list[tuple[object, str]] = [(None, room.say("takes-dock.seen-unsaid"))]
        offered += [(seen, room.say(code)) for seen, code in ANSWERS.items()]
        self.answers = {name: ChoiceField(room, code, offered) for name, code in QUESTIONS.items()}
        self.subject = LineField(room, "takes-dock.review-subject", "takes-dock.review-subject-hint")
        self.notes = LineField(room, "takes-dock.review-note")
        for fields in (self.answers.values(), (self.subject, self.notes)):
            line = QHBoxLayout()
            line.setSpacing(room.theme.space("m"))
            for field in fields:
                line.addWidget(field, 1, Qt.AlignmentFlag.AlignBottom)
            self.lines.addLayout(line)
        self.nothing = QPushButton(room.say("takes-dock.review-nothing"))
        self.nothing.setAutoDefault(False)
        self.nothing.clicked.connect(self._nothing)
        self.buttons.addButton(self.nothing, QDialogButtonBox.ButtonRole.ActionRole)
        said = room.studio.reviews.latest().get(made.id)
        if said is not None:
            for name, field in self.answers.items():
                field.show_value(getattr(said, name))
            self.subject.show_value(whose(room, said))
            self.notes.show_value(said.note)
        for field in self.answers.values():
            field.edited.connect(self._fit)
        self._fit()

    def done_asking(self) -> None:
        """Write down what was seen; each question wants an answer."""
        open_ = [field for field in self.answers.values() if field.value() is None]
        for field in self.answers.values():
            field.show_fault(self.room.say("takes-dock.review-open") if field in open_ else "")
        if open_:
            open_[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        studio, made = self.room.studio, self._made
        verb = partial(
            studio.reviews.look,
            takes=(made,),
            subject=str(self.subject.value()) if self._seen() else "",
            note=str(self.notes.value()),
            **{name: Seen(str(field.value())) for name, field in self.answers.items()},
        )
        if self.room.attempt(verb) is not None:
            self.accept()
            done = "still-dock.reviewed" if isinstance(made, Still) else "takes-dock.reviewed"
            self.room.stage.announce(self.room.say(done, shot=self._name, number=made.number))

    def _nothing(self) -> None:
        for field in self.answers.values():
            field.show_value(Seen.NO)
        self.done_asking()

    def _seen(self) -> bool:
        return any(field.value() is Seen.YES for field in self.answers.values())

    def _fit(self) -> None:
        """Ask whose it is where something was seen."""
        for field in self.answers.values():
            if field.value() is not None:
                field.show_fault("")
        self.subject.setEnabled(self._seen())


class Looked(Label):
    """Tell what was seen in a take or a still, and what would clear it."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room.look, size="caption", tone="text-soft", parent=parent)
        # What was typed is no markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._room = room
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_made(self, made: Take | Still) -> None:
        """Tell of a take or a still."""
        room, review = self._room, self._room.studio.reviews.latest().get(made.id)
        if review is None:
            self.setText(room.say("takes-dock.not-reviewed"))
            self.tint("text-soft")
            return
        answers = {name: room.say(ANSWERS[getattr(review, name)]) for name in QUESTIONS}
        told = room.say("takes-dock.review-said", at=moment(room, review.at), by=review.by, **answers)
        mark = room.studio.reviews.judged(made, review)
        if mark is not None:
            told = "\n".join([told, room.words(room.studio.reviews.told(mark)), room.words(mark.fix)])
        elif review.note:
            told = f"{told} {review.note}"
        self.setText(told)
        self.tint({Decision.BLOCK: "bad", Decision.ASK: "warn"}[mark.decision] if mark else "text-soft")


def whose(room: Room, review: Review) -> str:
    """Name whom somebody saw as they would write it."""
    if not review.subject.startswith(PERSON):
        return review.subject
    known = room.studio.rights.register().people.get(review.subject.removeprefix(PERSON))
    return known.code if known else ""


def review(room: Room, made: Take | Still, name: str) -> ReviewSheet | None:
    """Open the sheet about a take of a shot, or a still of something, by its name."""
    if not writable(room):
        return None
    sheet = ReviewSheet(room, made, name)
    sheet.present()
    sheet.answers["character"].setFocus()
    return sheet
