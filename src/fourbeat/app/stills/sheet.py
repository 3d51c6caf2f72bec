"""The sheet that asks for stills: which views, by whom, in what costume, what is sent, what it costs."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from fourbeat.model.errors import FourbeatError, Invalid
from fourbeat.model.plan import Character, Costume, Shot
from fourbeat.studio.send_sheet import Sheet
from fourbeat.studio.sitting import Sitter
from fourbeat.studio.stills import MOST, Wanted, sheet_of, views_of

from ..board.asking import Asking
from ..brief.field import Columns
from ..brief.words import CheckField, ChoiceField
from ..check import Check
from ..labels import Label
from ..queue.costs import Costs
from ..queue.sending import made, price, short
from ..queue.sent_words import SentWords
from ..queue.weighing import Weighing
from ..remix.fields import NumberField
from ..rights.area import Area
from ..room import Room

_LINES = 5


class StillCosts(Costs):
    """Tell the price of stills."""

    def _line(self, sheet: Sheet, number: int) -> str:
        line = sheet.lines[number]
        maker = made(self._room, line.provider, line.model)
        return self._room.say("still-sheet.line", n=line.takes, generator=maker, price=price(self._room, line.price))


class StillSheet(Asking):
    """Ask for stills of a shot, or of one of the cast, places or props, once it is told what they cost."""

    def __init__(self, room: Room, of: Sitter, *, whole: bool = False) -> None:
        super().__init__(room, "act.make-still", "still-sheet.go", "still-sheet.lead")
        self.paged = True
        self.of = of
        say = room.say
        self.setWindowTitle(say("still-sheet.title", name=of.number if isinstance(of, Shot) else of.name))
        chosen = sheet_of(of) if whole else views_of(of)[:1]
        self.views = {view: Check(room, say(f"view.{view}")) for view in views_of(of)}
        for view, check in self.views.items():
            check.setChecked(view in chosen)
            check.clicked.connect(lambda _on: self._follow())
        costumes = room.studio.plan.of(Costume, of.id) if isinstance(of, Character) else []
        self.costume = ChoiceField(room, "still-sheet.costume", [(None, say("still-sheet.usual"))])
        self.costume.offer([(None, say("still-sheet.usual")), *((one.id, one.name) for one in costumes)])
        self.costume.setVisible(bool(costumes))
        self.makers = room.studio.stills.makers(of)
        self.maker = ChoiceField(room, "field.provider")
        self.maker.offer([(place, made(room, key, facts.id)) for place, (key, facts) in enumerate(self.makers)])
        self.maker.choice.setCurrentIndex(self._usual())
        self.number = NumberField(room, "still-sheet.number", 1, MOST)
        self.becomes = CheckField(room, "still-sheet.becomes")
        self.prompt = SentWords(room, say("remix-sheet.prompt"), _LINES)
        self.far = Label(room.look, say("still-sheet.drawn-only"), "caption", tone="text-soft")
        self.connect_ = QPushButton(say("act.connections"))
        self.connect_.setAutoDefault(False)
        self.connect_.clicked.connect(self._connect)
        self.costs = StillCosts(room)
        self.leave.setText(say("new.cancel"))
        self._wanted: Wanted | None = None
        self._sheet: Sheet | None = None
        self._weighing = Weighing(self)
        self._weighing.weighed.connect(self._weighed)
        self._weighing.refused.connect(self._refused)
        self._lay_out()
        for field in (self.costume, self.maker, self.number, self.becomes):
            field.edited.connect(self._follow)
        self.finished.connect(self._weighing.end)
        room.look.changed.connect(self._dress)
        self._dress()
        self._follow()

    def present(self) -> None:
        """Show the sheet where one begins to choose."""
        super().present()
        next(iter(self.views.values())).setFocus()

    def done_asking(self) -> None:
        """Queue what is wanted, at the price that was told."""
        if self._wanted is None or self._sheet is None or not self._sheet.allowed:
            return
        stills, wanted, told = self.room.studio.stills, self._wanted, self._sheet.told
        jobs = self.room.carry_out(lambda: stills.ask(wanted=wanted, told=told))
        if jobs:
            self.accept()
            self.room.stage.announce(self.room.say("still.asked", n=len(jobs)))

    # Inside

    def _usual(self) -> int:
        """Choose whom the command would choose; where several could, the first."""
        try:
            key, facts = self.room.studio.stills.maker(Wanted(self.of, views_of(self.of)[:1]))
        except Invalid:
            return 0 if self.makers else -1
        return self.makers.index((key, facts))

    def _planned(self) -> Wanted | None:
        place = self.maker.value()
        views = tuple(view for view, check in self.views.items() if check.isChecked())
        if not views or not isinstance(place, int):
            return None
        key, facts = self.makers[place]
        costume = self.costume.value()
        return Wanted(
            self.of,
            views,
            number=self.number.number(),
            generator=key,
            model=facts.id,
            costume=self.room.studio.plan.find(Costume, str(costume)) if costume else None,
            becomes=self.becomes.check.isChecked(),
        )

    def _follow(self) -> None:
        """Show what would be sent now, and have the price worked out."""
        say = self.room.say
        self._wanted, self._sheet = self._planned(), None
        self.go.setEnabled(False)
        self.go.setText(say("still-sheet.go"))
        self.costs.show_sheet(None, say("remix-sheet.weighing") if self._wanted else say("still-sheet.none-chosen"))
        wanted, stills = self._wanted, self.room.studio.stills
        if wanted is None:
            self._weighing.ask(None)
            return
        try:
            self.prompt.setPlainText(stills.words(wanted))
        except FourbeatError as error:
            self.prompt.setPlainText("")
            self.costs.show_sheet(None, self.room.words(error.message))
            self._weighing.ask(None)
            return
        self._weighing.ask(lambda: stills.sheet(wanted))

    def _weighed(self, found: Sheet) -> None:
        self._sheet = found
        self.costs.show_sheet(found)
        self.go.setText(self.room.say("still-sheet.go-for", n=found.allowed, price=short(self.room, found.price)))
        self.go.setEnabled(bool(found.allowed) and not self.room.studio.store.read_only)

    def _refused(self, error: FourbeatError) -> None:
        self.costs.show_sheet(None, self.room.words(error.message))

    def _connect(self) -> None:
        self.reject()
        self.room.actions["connections"].trigger()

    def _lay_out(self) -> None:
        room, inner = self.room, QWidget()
        rows = self._rows = QVBoxLayout(inner)
        self._grid = QGridLayout()
        for place, check in enumerate(self.views.values()):
            self._grid.addWidget(check, place // 2, place % 2)
        rows.addLayout(self._grid)
        cells = (self.maker, self.number) if self.costume.isHidden() else (self.maker, self.costume, self.number)
        rows.addWidget(Columns(room, cells, least=5, shares=(3, 1) if len(cells) == 2 else (3, 2, 1)))
        rows.addWidget(self.becomes)
        only = all(key in ("animatic", "handwork") for key, _facts in self.makers)
        self.far.setWordWrap(True)
        self.far.setVisible(only)
        self.connect_.setVisible(only)
        rows.addWidget(self.far)
        for widget in (self.prompt.label, self.prompt, self.costs):
            rows.addWidget(widget)
        rows.addStretch(1)
        self.area = Area(room, inner)
        self.lines.addWidget(self.area, 1)
        self.buttons.addButton(self.connect_, QDialogButtonBox.ButtonRole.ActionRole)

    def _dress(self) -> None:
        theme = self.room.theme
        self._rows.setContentsMargins(0, 0, theme.space("s"), 0)
        self._rows.setSpacing(theme.space("m"))
        self._grid.setSpacing(theme.space("s"))
