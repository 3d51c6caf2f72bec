"""Refusals: what generators would not make though it had passed here, and what a person makes of each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from fourbeat.model.edit import Changes
from fourbeat.model.ids import code
from fourbeat.model.suggestion import Suggestion, SuggestionKind
from fourbeat.studio.aftermath import aftermath
from fourbeat.studio.suggestions import Suggested

from ..board.asking import Asking
from ..board.moves import writable
from ..brief.words import LineField
from ..labels import Label
from ..queue.story import maker
from ..queue.story_sheet import StorySheet
from ..room import Room
from .buttons import Buttons
from .card import Card
from .rows import Row, RowList
from .section import Section

KINDS = {
    SuggestionKind.RIGHT: "suggestion.kind.right",
    SuggestionKind.FALSE_REFUSAL: "suggestion.kind.false-refusal",
    SuggestionKind.NEW_ALIAS: "suggestion.kind.new-alias",
    SuggestionKind.DISMISSED: "suggestion.kind.dismissed",
}


class RefusalsSection(Section):
    """Show every refusal, and take down what it turned out to be; nothing is sent from here."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.lead("refusals-tab.hint")
        self.card = Card(room)
        self.list = RowList(room, "refusals-tab.tab")
        self.told = Label(room.look, "", "caption", tone="text-soft")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self._every: list[Suggested] = []
        deeds = Buttons(room)
        self.right = deeds.add("refusals-tab.right", partial(self._answer, SuggestionKind.RIGHT), "check")
        self.wrong = deeds.add("refusals-tab.wrong", partial(self._answer, SuggestionKind.FALSE_REFUSAL), "close")
        self.name = deeds.add("refusals-tab.name", self._name, "person")
        self.dismiss = deeds.add("refusals-tab.dismiss", partial(self._answer, SuggestionKind.DISMISSED), "bin")
        self.story = deeds.add("refusals-tab.story", self._story, "info")
        for widget in (self.card, self.list, self.told, deeds):
            self.lines.addWidget(widget)
        self.lines.addStretch(1)
        self.setFocusProxy(self.list)
        self.list.turned.connect(self._show)

    def concerns(self, changes: Changes) -> bool:
        """Follow what is refused and what is made of it."""
        return bool(changes.rights or changes.jobs)

    def follow(self) -> None:
        """Show every refusal, those without an answer first, the newest on top."""
        say, every = self.room.say, self.room.studio.suggestions.all()
        open_ones, answered = ([one for one in every if (one.answer is None) is open_] for open_ in (True, False))
        self._every = [*reversed(open_ones), *reversed(answered)]
        waiting = sum(one.answer is None for one in every)
        if waiting:
            self.card.show_words("warn", say("refusals-tab.open", n=waiting))
        else:
            self.card.show_words("good", say("refusals-tab.all-answered" if every else "suggestion.none"))
        self.list.show_rows([self._row(one) for one in self._every])
        self.list.setVisible(bool(every))
        self.setFocusProxy(self.list if every else self.story)
        self._show()

    @property
    def one(self) -> Suggested | None:
        """Give the refusal that is looked at."""
        key = self.list.row.key if self.list.row else ""
        return next((one for one in self._every if one.attempt.id == key), None)

    def _row(self, one: Suggested) -> Row:
        say = self.room.say
        title = say(
            "refusals-tab.row",
            shot=one.shot.number if one.shot else "–",
            generator=maker(self.room, one.job),
            when=say(f"refusal.stage.{one.refusal.stage}"),
        )
        answer = say(KINDS[one.answer.kind]) if one.answer else say("suggestion.open")
        below = " · ".join(filter(None, (one.attempt.started_at[:10], answer, one.refusal.code)))
        return Row(one.attempt.id, title, below, "text-soft" if one.answer else "warn")

    def _show(self) -> None:
        one = self.one
        may = one is not None and writable(self.room)
        for button in (self.right, self.wrong, self.name, self.dismiss):
            button.setEnabled(may)
        self.story.setEnabled(one is not None)
        self.told.setVisible(one is not None)
        if one is None:
            return
        words, after = self.room.words, aftermath(self.room.studio, one.job)
        lines = [self.room.say("refusals-tab.code", code=code(one.attempt.id))]
        lines += [words(one.attempt.why)] if one.attempt.why is not None else []
        if after is not None:
            lines += [words(after.charged), *(f"· {words(step)}" for step in after.steps)]
        self.told.setText("\n".join(lines))

    def _answer(self, kind: SuggestionKind) -> None:
        one = self.one
        if one is None:
            return
        if self.room.carry_out(partial(self.room.studio.suggestions.answer, of=one, kind=kind)) is not None:
            told = {"code": code(one.attempt.id), "kind": self.room.say(KINDS[kind])}
            self.room.stage.announce(self.room.say("suggestion.answered", **told))

    def _name(self) -> None:
        if self.one is not None:
            sheet = NameSheet(self.room, self.one)
            sheet.present()
            sheet.name.setFocus()

    def _story(self) -> None:
        if self.one is not None:
            StorySheet(self.room, self.one.job).present()


class NameSheet(Asking):
    """Ask which name was missed, and whose it is."""

    def __init__(self, room: Room, one: Suggested) -> None:
        super().__init__(room, "refusals-tab.name", "complaints-tab.keep", "refusals-tab.name-lead")
        self._one = one
        self.name = LineField(room, "refusals-tab.which", "refusals-tab.which-hint")
        self.subject = LineField(room, "refusals-tab.whose", "takes-dock.review-subject-hint")
        for field in (self.name, self.subject):
            self.lines.addWidget(field)

    def done_asking(self) -> None:
        """Write it down; the pack itself is changed where packs are."""
        made = self.room.carry_out(self._made)
        if made is not None:
            self.accept()
            self.room.stage.announce(self.room.say("refusals-tab.named", name=made.text))

    def _made(self) -> Suggestion:
        return self.room.studio.suggestions.answer(
            of=self._one,
            kind=SuggestionKind.NEW_ALIAS,
            subject=str(self.subject.value()),
            text=str(self.name.value()),
        )
