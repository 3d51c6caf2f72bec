"""Answers: what was cleared, for whom and how far, until when; taking an answer back."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fourbeat.model.clearance import Answer, Clearance, Reach
from fourbeat.model.ids import code
from fourbeat.model.message import message
from fourbeat.model.plan import Scene, Shot
from fourbeat.studio.duties import duty_of
from fourbeat.studio.register import PERSON
from fourbeat.studio.rights_told import DUTIES

from ..board.asking import Asking
from ..brief.words import LineField
from ..labels import Label
from ..room import Room
from .buttons import Buttons
from .card import Card
from .rows import Row, RowList
from .section import Section

KINDS = {
    Answer.CLEARED: ("good", "clearance.kind.cleared"),
    Answer.NOT_THIS: ("text-soft", "clearance.kind.not-this"),
    Answer.WITHDRAWN: ("bad", "clearance.kind.withdrawn"),
}


class AnswersSection(Section):
    """Show the answers that stand."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.empty = Card(room)
        self.empty.show_words("text-soft", room.say("clearance.none-yet"), room.say("rights-dock.answers-lead"))
        self.list = RowList(room, "rights-dock.answers")
        self.card, self.facts = Card(room), Label(room.look, "", "caption", tone="text-soft")
        self.facts.setWordWrap(True)
        deeds = Buttons(room)
        self.back = deeds.add("rights-dock.answer-back", self._back, "undo")
        self.detail = QWidget()
        inner = QVBoxLayout(self.detail)
        inner.setContentsMargins(0, 0, 0, 0)
        for widget in (self.card, self.facts, deeds):
            inner.addWidget(widget)
        self.lines.addWidget(self.empty)
        self.lines.addWidget(self.list)
        self.lines.addWidget(self.detail)
        self.lines.addStretch(1)
        self.setFocusProxy(self.list)
        self._answers: dict[str, Clearance] = {}
        self.list.turned.connect(self._show)

    def follow(self) -> None:
        """Show the answers, the newest first."""
        every = list(reversed(self.room.studio.clearances.all()))
        self._answers = {one.clearance: one for one in every}
        self.empty.setVisible(not every)
        self.list.setVisible(bool(every))
        self.list.show_rows([self._row(one) for one in every])
        self.back.setEnabled(not self.room.studio.store.read_only)
        self._show()

    @property
    def answer(self) -> Clearance | None:
        """Give the answer that is looked at."""
        return self._answers.get(self.list.row.key) if self.list.row else None

    def _row(self, one: Clearance) -> Row:
        tone, kind = KINDS[one.kind]
        say = self.room.say
        over = bool(one.until) and one.until < self.room.desk.now()[:10]
        duty = duty_of(one)
        told = say(kind) if duty is None else say("dues.answer", duty=message(DUTIES[duty.value]))
        parts = [told, self._reach(one)]
        if one.until:
            parts.append(say("rights-dock.until-day", day=one.until))
        return Row(one.clearance, self.named(one), " · ".join(parts), "bad" if over else tone)

    def named(self, one: Clearance) -> str:
        """Name the subject of an answer."""
        register = self.room.studio.rights.register()
        if one.subject.startswith(PERSON):
            person = register.people.get(one.subject.removeprefix(PERSON))
            return person.name if person else one.subject
        return one.subject.partition(":")[2].rpartition("/")[2] or one.subject

    def _reach(self, one: Clearance) -> str:
        say, plan = self.room.say, self.room.studio.plan
        if one.reach is Reach.SHOT:
            shot = plan.find(Shot, one.of)
            return say("about.shot", shot=shot.number if shot else "")
        if one.reach is Reach.SCENE:
            scene = plan.find(Scene, one.of)
            return say("rights-dock.in-scene", scene=scene.number if scene else "")
        return say("rights-dock.in-film")

    def _show(self) -> None:
        one, say = self.answer, self.room.say
        self.detail.setVisible(one is not None)
        if one is None:
            return
        row = self._row(one)
        self.card.show_words(row.tone, self.named(one), row.below)
        lines = [say("rights-dock.answer-reason", reason=one.reason)]
        if one.text:
            lines.append(say("rights-dock.answer-words", words=one.text))
        if one.pack:
            lines.append(say("rights.source.pack", pack=one.pack, version=one.version))
        if one.evidence:
            lines.append(say("rights-dock.evidence-hash", hash=one.evidence[:16]))
        lines.append(f"{code(one.clearance)} · {one.at[:10]} · {one.by}")
        self.facts.setText("\n".join(lines))

    def _back(self) -> None:
        if (one := self.answer) is not None:
            sheet = TakeBack(self.room, one, self.named(one))
            sheet.present()
            sheet.reason.setFocus()


class TakeBack(Asking):
    """Ask why an answer no longer holds."""

    def __init__(self, room: Room, one: Clearance, name: str) -> None:
        super().__init__(room, "rights-dock.answer-back", "rights-dock.answer-back-go")
        self._one = one
        self.lead.setText(room.say("rights-dock.answer-back-lead", subject=name))
        self.lead.show()
        self.reason = LineField(room, "rights-dock.reason")
        self.lines.addWidget(self.reason)

    def done_asking(self) -> None:
        """Take it back."""
        reason = str(self.reason.value())
        if not reason:
            self.reason.show_fault(self.room.say("clearance.no-reason"))
            self.reason.setFocus()
            return
        verb = partial(self.room.studio.clearances.withdraw, clearance=self._one, reason=reason)
        if self.room.carry_out(verb) is not None:
            self.accept()
            self.room.bridge.flush()
            self.room.stage.announce(self.room.say("clearance.withdrawn", code=code(self._one.clearance)))
