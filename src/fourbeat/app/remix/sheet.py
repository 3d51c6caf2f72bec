"""The sheet that asks for a take from a take: the change in words, how it will be done, what is sent, what it costs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPushButton, QTextEdit, QVBoxLayout, QWidget

from fourbeat.model.errors import FourbeatError, Invalid
from fourbeat.model.request import Verb
from fourbeat.studio.remix_ways import LAST, Maker, Way
from fourbeat.studio.remixes import Remix
from fourbeat.studio.send_sheet import Sheet
from fourbeat.studio.takes import Listed

from ..board.asking import Asking
from ..brief.controls import plain, units
from ..brief.field import Columns, Field
from ..brief.words import ChoiceField, FigureField, TextField
from ..labels import Label
from ..queue.costs import Costs
from ..queue.sending import announce, made, short
from ..queue.sent_words import SentWords
from ..queue.story import generator
from ..queue.weighing import Weighing
from ..rights.area import Area
from ..room import Room
from .fields import NumberField
from .seen import Source

TITLES = {
    Verb.REMIX: "remix-sheet.remix",
    Verb.EDIT: "remix-sheet.edit",
    Verb.EXTEND: "remix-sheet.extend",
}
_ASKS = {
    Verb.REMIX: ("remix-sheet.delta", "remix-sheet.delta-hint"),
    Verb.EDIT: ("remix-sheet.delta-edit", "remix-sheet.delta-edit-hint"),
    Verb.EXTEND: ("remix-sheet.next", "remix-sheet.next-hint"),
}
_WAYS = {
    Way.NATIVE: "remix-sheet.way-native",
    Way.WORDS: "remix-sheet.way-words",
    Way.FRAME: "remix-sheet.way-frame",
    Way.LAST_FRAME: "remix-sheet.way-last",
}
_MOST = 20
"""Takes that one sheet asks for at once."""

_LINES = 4


class RemixSheet(Asking):
    """Ask for takes made from a take; nothing is queued before it is told how it is done and what it costs."""

    def __init__(self, room: Room, one: Listed, verb: Verb, frame: int | None = None) -> None:
        super().__init__(room, "dock.takes", "act.queue-take")
        self.paged = True
        self._one, self._verb = one, verb
        take, say = one.take, room.say
        self.setWindowTitle(say(TITLES[verb], shot=one.shot.number, number=take.number))
        self.source = Source(room, one, self.windowTitle())
        self.delta = TextField(room, _ASKS[verb][0], _ASKS[verb][1], least=2)
        self.advice = Label(room.look, "", "caption", tone="warn")
        makers = room.studio.remixes.makers(take=take, verb=verb)
        self.makers = [one for one in makers if one.why is None]
        self.maker = ChoiceField(room, "field.provider")
        if self.makers:
            named = [(place, made(room, one.provider, one.model)) for place, one in enumerate(self.makers)]
            self.maker.offer_only(named, 0)
        self.way = ChoiceField(room, "remix-sheet.way")
        self.frame = NumberField(room, "remix-sheet.frame", 0, take.facts.frames - 1)
        self.frame.show_value(frame or 0)
        numbered = say("remix-sheet.of-frames", last=take.facts.frames - 1)
        self.frame.label.setText(numbered)
        self.frame.entry.setAccessibleName(numbered)
        self.seconds = ChoiceField(room, "remix-sheet.seconds")
        self.seed = FigureField(room, "field.seed", "brief-dock.any-seed")
        self.takes = NumberField(room, "remix-sheet.takes", 1, _MOST)
        self.none = Label(room.look, say("remix-sheet.none"), tone="bad")
        self.connect_ = QPushButton(say("act.connections"))
        self.connect_.setAutoDefault(False)
        self.connect_.clicked.connect(self._connect)
        self.out = Label(room.look, self._left_out(makers), "caption", tone="text-soft")
        self.told = Label(room.look, "", bold=True)
        self.lost = Label(room.look, "", tone="warn")
        self.prompt = SentWords(room, say("remix-sheet.prompt"), _LINES)
        self.costs = Costs(room)
        self.leave.setText(say("new.cancel"))
        self._plan: Remix | None = None
        self._sheet: Sheet | None = None
        self._weighing = Weighing(self)
        self._weighing.weighed.connect(self._weighed)
        self._weighing.refused.connect(self._refused)
        self._lay_out()
        fields: tuple[Field, ...] = (self.delta, self.frame, self.seconds, self.seed, self.takes)
        for field in fields:
            field.edited.connect(self._follow)
        self.seed.entry.textEdited.connect(lambda _text: self._follow())
        self.maker.edited.connect(self._turned)
        self.way.edited.connect(self._follow)
        self.finished.connect(self._ended)
        room.look.changed.connect(self._dress)
        self._dress()
        self._turned()

    def present(self) -> None:
        """Show the sheet where one begins to write."""
        super().present()
        (self.delta if self.makers else self.connect_).setFocus(Qt.FocusReason.OtherFocusReason)

    def done_asking(self) -> None:
        """Queue what is planned, at the price that was told."""
        if self._plan is None or self._sheet is None or not self._sheet.allowed:
            return
        verb = partial(self.room.studio.remixes.ask, remix=self._plan, takes=self.takes.number(), told=self._sheet.told)
        jobs = self.room.carry_out(verb)
        if jobs:
            self.accept()
            announce(self.room, jobs)

    # Inside

    @property
    def _maker(self) -> Maker | None:
        place = self.maker.value()
        return self.makers[place] if isinstance(place, int) else None

    def _turned(self) -> None:
        """Offer what the chosen model can do."""
        say, maker = self.room.say, self._maker
        if maker is not None:
            name = made(self.room, maker.provider, "")
            self.way.offer_only([(way, say(_WAYS[way], generator=name)) for way in maker.ways], maker.ways[0])
            lengths = [(one, say("remix-sheet.of-seconds", seconds=one)) for one in maker.seconds]
            self.seconds.offer_only([(None, say("remix-sheet.as-shot")), *lengths], None)
            self.seed.setEnabled(maker.seed)
        self._follow()

    def _follow(self) -> None:
        """Tell how it would be done now, and have the price worked out."""
        say, way = self.room.say, self.way.value()
        self.frame.setEnabled(way is Way.FRAME)
        shown = {Way.FRAME: self.frame.number(), Way.LAST_FRAME: LAST}.get(way) if isinstance(way, Way) else None
        self.source.still.show_frame(shown)
        self._sheet = None
        self.seed.show_fault("")
        keeps = self._keeps_seed(way)
        hint = say("remix-sheet.same-seed", seed=self._one.take.seed or 0) if keeps else say("brief-dock.any-seed")
        self.seed.entry.setPlaceholderText(hint)
        self.seed.entry.setToolTip(hint)
        try:
            self._plan = self._planned()
        except Invalid as error:
            self._plan = None
            if error.code in ("remix.bad-seed", "remix.no-seed"):
                self.seed.show_fault(self.room.words(error.message))
        words = str(self.delta.value())
        advice = self.room.studio.remixes.advice(verb=self._verb, delta=words)
        self.advice.setText(self.room.words(advice) if advice is not None else "")
        self.advice.setVisible(advice is not None)
        plan = self._plan
        self.told.setText(self._way_told(plan) if plan is not None else "")
        self.told.setVisible(plan is not None)
        lost = self.room.studio.remixes.left_out(remix=plan) if plan is not None else ()
        self.lost.setText(say("remix.left-out", names=lost) if lost else "")
        self.lost.setVisible(bool(lost))
        self._show_prompt(plan)
        self.prompt.setPlaceholderText(say("remix-sheet.no-words"))
        self.costs.show_sheet(None, say("remix-sheet.weighing") if plan is not None else "")
        self.go.setEnabled(False)
        self.go.setText(say("act.queue-take"))
        takes, remixes = self.takes.number(), self.room.studio.remixes
        self._weighing.ask(None if plan is None else lambda: remixes.sheet(remix=plan, takes=takes))

    def _way_told(self, plan: Remix) -> str:
        """Say how it will be done, the generator called as people call it."""
        told = plan.told()
        name = generator(self.room, plan.provider)
        return self.room.words(told.model_copy(update={"params": {**told.params, "provider": name}}))

    def _show_prompt(self, plan: Remix | None) -> None:
        """Show what will be sent, the change marked and in sight."""
        text = plan.prompt if plan is not None else ""
        self.prompt.setPlainText(text)
        marked: list[QTextEdit.ExtraSelection] = []
        if plan is not None:
            pen = QTextCursor(self.prompt.document())
            pen.movePosition(QTextCursor.MoveOperation.End)
            self.prompt.setTextCursor(pen)
            self.prompt.ensureCursorVisible()
            pen.setPosition(units(text) - units(plan.delta), QTextCursor.MoveMode.KeepAnchor)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = pen
            mark.format = QTextCharFormat()
            mark.format.setBackground(self.room.theme.colour("selection"))
            mark.format.setForeground(self.room.theme.colour("text"))
            marked.append(mark)
        self.prompt.setExtraSelections(marked)

    def _planned(self) -> Remix | None:
        maker, way = self._maker, self.way.value()
        words = str(self.delta.value())
        if maker is None or not isinstance(way, Way) or not words.strip():
            return None
        seconds = self.seconds.value() if self._verb is Verb.EXTEND else None
        return self.room.studio.remixes.plan(
            take=self._one.take,
            verb=self._verb,
            delta=words,
            way=way,
            frame=self.frame.number() if way is Way.FRAME else None,
            seconds=str(seconds) if seconds is not None else None,
            seed=self._seed(maker),
            provider=maker.provider,
            model=maker.model,
        )

    def _keeps_seed(self, way: object) -> bool:
        """Tell whether the take's seed is kept where none is chosen: one remix differs by its words alone."""
        single = self._verb is Verb.REMIX and self.takes.number() == 1
        return single and way is not Way.NATIVE and self._one.take.seed is not None

    def _seed(self, maker: Maker) -> int | None:
        text = plain(self.seed.entry.text())
        if not maker.seed or not text:
            return None
        # Whatever is no whole number is refused as a seed would be that is out of bounds.
        return int(text) if text.isdecimal() else -1

    def _weighed(self, found: Sheet) -> None:
        self._sheet = found
        self.costs.show_sheet(found)
        self.go.setText(self.room.say("send.go", n=found.allowed, price=short(self.room, found.price)))
        self.go.setEnabled(bool(found.allowed) and not self.room.studio.store.read_only)

    def _refused(self, error: FourbeatError) -> None:
        self.costs.show_sheet(None, self.room.words(error.message))

    def _ended(self) -> None:
        self._weighing.end()
        self.source.still.close_file()

    def _connect(self) -> None:
        self.reject()
        self.room.actions["connections"].trigger()

    def _left_out(self, makers: tuple[Maker, ...]) -> str:
        """Say which models cannot be asked, and why."""
        room = self.room
        parts = [
            room.say("remix-sheet.cannot", generator=made(room, one.provider, one.model), why=one.why)
            for one in makers
            if one.why is not None
        ]
        return "\n".join(parts)

    def _lay_out(self) -> None:
        room, inner = self.room, QWidget()
        rows = self._rows = QVBoxLayout(inner)
        rows.addWidget(self.source)
        rows.addWidget(self.delta)
        rows.addWidget(self.advice)
        if self.makers:
            rows.addWidget(Columns(room, (self.maker, self.way, self.frame), least=6, shares=(3, 4, 1)))
            last = (self.seconds, self.seed, self.takes) if self._verb is Verb.EXTEND else (self.seed, self.takes)
            rows.addWidget(Columns(room, last, least=5))
        else:
            rows.addWidget(self.none)
            rows.addWidget(self.connect_, 0, Qt.AlignmentFlag.AlignLeft)
        if self.out.text():
            rows.addWidget(self.out)
        for widget in (self.told, self.lost, self.prompt.label, self.prompt, self.costs):
            rows.addWidget(widget)
        rows.addStretch(1)
        for label in (self.advice, self.none, self.out, self.told, self.lost):
            label.setWordWrap(True)
        self.none.setVisible(not self.makers)
        self.connect_.setVisible(not self.makers)
        self.area = Area(room, inner)
        self.lines.addWidget(self.area, 1)

    def _dress(self) -> None:
        theme = self.room.theme
        self._rows.setContentsMargins(0, 0, theme.space("s"), 0)
        self._rows.setSpacing(theme.space("m"))
