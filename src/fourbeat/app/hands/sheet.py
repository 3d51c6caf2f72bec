"""The sheet that brings clips and pictures in: whose each is, what they cost, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QScrollArea, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.model.job import Money
from fourbeat.studio.handwork import Brought, Looked

from ..board.asking import Asking
from ..errand import Errand
from ..labels import Label
from ..room import Room
from .clip_row import ClipRow
from .cost import Cost
from .tidying import tidying
from .whose import Aim, Whose

_FEW = 3
"""So many files are shown before their list scrolls."""


class BringSheet(Asking):
    """Look at files, propose whose each is, and take them once a person says so. Nothing is written before that."""

    _heard = Signal(int, object)

    def __init__(self, room: Room, files: Sequence[Path], aim: Aim) -> None:
        super().__init__(room, "hands.title", "hands.bring", "hands.lead")
        self._aim = aim
        self._stop: Event | None = None
        self._leaving = False
        self.whose = Whose(room)
        if not self.whose.orders:
            self.lead.setText(room.say("hands.lead-no-orders"))
        self.rows = [ClipRow(room, self.whose, file) for file in files]
        self._files = list(files)
        self.list = QScrollArea()
        self.list.setWidgetResizable(True)
        self.list.setFrameShape(QScrollArea.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, room.theme.space("s"), 0)
        grid.setHorizontalSpacing(room.theme.space("m"))
        grid.setVerticalSpacing(room.theme.space("xs"))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for number, row in enumerate(self.rows):
            row.lay(grid, number)
            row.choice.activated.connect(lambda _index, one=row: self._chosen(one))
        grid.setRowStretch(2 * len(self.rows), 1)
        self.list.setWidget(held)
        self.list.setMinimumWidth(min(room.theme.size("palette"), (self.parentWidget() or self).width() * 3 // 4))
        self.list.setMinimumHeight(min(len(self.rows), _FEW) * 2 * room.theme.size("row"))
        self.cost = Cost(room, own=True)
        self.cost.said.edited.connect(self._ask_costs)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.doing = Label(room.look, "", "caption", tone="text-soft")
        self.doing.setWordWrap(True)
        self.lines.addWidget(self.list, 1)
        for widget in (self.cost, self.bar, self.doing):
            self.lines.addWidget(widget)
        self.roomy = len(self.rows) > _FEW
        self.leave.setText(room.say("new.cancel"))
        self.go.setEnabled(False)
        self._heard.connect(self._one)
        self._look()

    @property
    def busy(self) -> bool:
        """Tell whether files are being looked at or taken."""
        return self._stop is not None

    # What a person does

    def done_asking(self) -> None:
        """Take every file that belongs somewhere; a wrong sum is told first."""
        said = self.room.attempt(lambda: (self.cost.paid(), self._own_costs()))
        asked = [(number, row.looked, row.place) for number, row in enumerate(self.rows)]
        clips = [(number, looked, place) for number, looked, place in asked if looked and place is not None]
        if said is None or not clips:
            return
        paid, each = said
        stop = Event()
        numbers = iter([number for number, _, _ in clips])

        def heard(brought: Brought) -> None:
            self._tell(next(numbers), brought)

        def work(_tell: object) -> object:
            return self.room.studio.handwork.bring(
                clips=[(looked, place) for _, looked, place in clips], paid=paid, each=each, heard=heard, stop=stop
            )

        self._begin("hands.bringing", len(clips), stop, work, self._brought)

    def reject(self) -> None:
        """Stop what is under way; clips that are being taken are let end, and said what became of them."""
        if self._stop is None:
            super().reject()
            return
        self._stop.set()
        self._leaving = True
        self.leave.setEnabled(False)
        self.doing.setText(self.room.say("hands.stopping"))

    def _ask_costs(self) -> None:
        for row in self.rows:
            row.ask_cost(self.cost.own)

    def _own_costs(self) -> dict[Path, Money | None]:
        """Give what single files cost. Raises Invalid for what is no sum."""
        if not self.cost.own:
            return {}
        asked = [row for row in self.rows if row.place is not None and row.looked is not None]
        return {row.looked.file: self.cost.sum(row.amount.text()) for row in asked if row.looked is not None}

    # What comes back

    def _look(self) -> None:
        stop = Event()
        numbers = iter(range(len(self.rows)))

        def heard(looked: Looked) -> None:
            self._tell(next(numbers), looked)

        def work(_tell: object) -> object:
            return self.room.studio.handwork.look(self._files, heard=heard, stop=stop)

        self._begin("hands.looking-at", len(self.rows), stop, work, self._looked)

    def _begin(
        self,
        doing: str,
        many: int,
        stop: Event,
        work: Callable[[object], object],
        done: Callable[[object], None],
    ) -> None:
        """Do something beside the window, with its progress and a way to stop it."""
        self._stop, self._doing = stop, doing
        self.bar.setRange(0, many)
        self.bar.setValue(0)
        self.bar.setVisible(True)
        self._count()
        self.go.setEnabled(False)
        self.cost.setEnabled(False)
        for row in self.rows:
            row.choice.setEnabled(False)
        errand = Errand(work, stop.set, self.room)

        def ended(made: object = None) -> None:
            errand.deleteLater()
            self._stop = None
            self.bar.setVisible(False)
            self.doing.setText("")
            self.leave.setEnabled(True)
            done(made)

        def refused(error: FourbeatError) -> None:
            ended()
            self.room.refuse(error)

        errand.opened.connect(ended)
        errand.stopped.connect(ended)
        errand.refused.connect(refused)
        errand.start()

    def _tell(self, number: int, news: object) -> None:
        """Say from another thread how far it is."""
        self._heard.emit(number, news)

    def _one(self, number: int, news: Looked | Brought) -> None:
        if isinstance(news, Looked):
            self.rows[number].show_look(news)
            self.rows[number].choice.setEnabled(False)
        else:
            self.rows[number].show_end(news)
        self.bar.setValue(self.bar.value() + 1)
        self._count()

    def _looked(self, _made: object) -> None:
        if self._leaving:
            super().reject()
            return
        good = [row for row in self.rows if row.looked is not None and row.looked.error is None]
        files = [row.looked.file for row in good if row.looked is not None]
        proposed = self.room.attempt(lambda: self.whose.proposed(files, self._aim)) or []
        for row, (place, by) in zip(good, proposed, strict=False):
            row.choice.setEnabled(True)
            row.propose(place, by)
        self._ready()
        (good[0].choice if good else self.leave).setFocus()

    def _brought(self, made: object) -> None:
        brought = made if isinstance(made, list) else []
        jobs = [one.job for one in brought if one.job is not None]
        room = self.room
        if jobs:
            tidying(room).watch([job.id for job in jobs])
            code = "hands.brought" if room.studio.jobs.running else "hands.brought-later"
            room.stage.announce(room.say(code, n=len(jobs)))
        if self._leaving or all(one.error is None for one in brought):
            self.accept()
            return
        for row in self.rows:
            row.choice.setEnabled(not row.taken and row.looked is not None and row.looked.error is None)
        self.leave.setText(room.say("sheet.close"))
        self._ready()

    def _chosen(self, row: ClipRow) -> None:
        row.chosen()
        self._ready()

    def _ready(self) -> None:
        many = sum(row.place is not None for row in self.rows)
        self.go.setText(self.room.say("hands.bring-some", n=many) if many else self.room.say("hands.bring"))
        self.go.setEnabled(bool(many))
        self.cost.setEnabled(bool(many))

    def _count(self) -> None:
        at = min(self.bar.value() + 1, self.bar.maximum())
        self.doing.setText(self.room.say(self._doing, at=at, of=self.bar.maximum()))
        self.bar.setAccessibleName(self.doing.text())
