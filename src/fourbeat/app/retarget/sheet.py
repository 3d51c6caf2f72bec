"""The sheet that moves shots to another generator, after a report of what that does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from fourbeat.model.message import Message, message
from fourbeat.model.plan import Scene, Shot
from fourbeat.model.plan import Sequence as PlanSequence
from fourbeat.studio.retargeting import Retarget
from fourbeat.studio.unknown import shots_of, unknown_generators

from ..board.asking import Asking
from ..board.moves import chosen, writable
from ..brief.field import Columns
from ..brief.words import ChoiceField
from ..labels import Label
from ..queue.sending import made, price
from ..queue.story import generator
from ..room import Room
from .model import CHANGED, LOST, NOW, SHOT, THERE, Index, Moves

_MEASURED = 100
"""Lines by which a column's width is found; prices are alike further down."""


class _Cell(QStyledItemDelegate):
    """Give a cell the height that its words need: Qt reckons without the space around them."""

    def __init__(self, room: Room, table: QTableView) -> None:
        super().__init__(table)
        self._room, self._table = room, table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the size of the words in their column."""
        theme = self._room.theme
        edge = theme.space("s")
        wide = max(1, self._table.columnWidth(index.column()) - 2 * edge)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        box = option.fontMetrics.boundingRect(0, 0, wide, 0, int(Qt.TextFlag.TextWordWrap), words)
        icon = theme.size("icon") if index.data(Qt.ItemDataRole.DecorationRole) is not None else 0
        return QSize(box.width() + icon + 2 * edge, max(theme.size("row"), box.height() + edge))


class RetargetSheet(Asking):
    """Ask which shots move where; the report stands in a table, and nothing is changed before it was seen."""

    def __init__(self, room: Room, missing: str = "", there: str = "") -> None:
        super().__init__(room, "act.retarget", "act.retarget")
        say = room.say
        self.scopes = self._scopes()
        self.scope = ChoiceField(room, "retarget-sheet.which")
        self.scope.offer_only([(place, words) for place, (words, _shots, _film) in enumerate(self.scopes)], 0)
        self.provider = ChoiceField(room, "field.provider")
        self.model = ChoiceField(room, "field.model")
        self.moves = Moves(room, self)
        self.table = QTableView()
        self.table.setModel(self.moves)
        self.table.setItemDelegate(_Cell(room, self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.setAccessibleName(say("retarget-sheet.report"))
        self.table.setMinimumHeight(3 * room.theme.size("row"))
        self.told = Label(room.look, "", bold=True)
        self.prices = Label(room.look, "", tone="text-soft")
        self.connect_ = QPushButton(say("act.connections"))
        self.connect_.setAutoDefault(False)
        self.connect_.clicked.connect(self._connect)
        self.lines.addWidget(Columns(room, (self.scope, self.provider, self.model), least=6))
        self.lines.addWidget(self.connect_, 0, Qt.AlignmentFlag.AlignLeft)
        self.lines.addWidget(self.table, 1)
        for label in (self.told, self.prices):
            label.setWordWrap(True)
            self.lines.addWidget(label)
        self.leave.setText(say("new.cancel"))
        self.roomy = True
        self.found: Retarget | None = None
        for field in (self.scope, self.provider, self.model):
            field.edited.connect(partial(self._turned, field))
        start = next((place for place, one in enumerate(self.scopes) if missing and one[0] == self._of(missing)), 0)
        self.scope.show_value(start)
        self._offer()
        if there:
            self.provider.show_value(there)
            self._offer_models()
        self._report()

    def present(self) -> None:
        """Show the sheet as large as a page of help: the report is what it is for."""
        super().present()
        self.provider.setFocus(Qt.FocusReason.OtherFocusReason)
        self._settle()
        # Fields that stood beneath one another at first ask for more height than they need side by side.
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        self.page()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def done_asking(self) -> None:
        """Move the shots that can be made there, as one step."""
        if self.found is None:
            return
        found, room = self.found, self.room
        changes = room.carry_out(partial(room.studio.retargeting.carry_out, retarget=found))
        if changes is not None:
            self.accept()
            room.bridge.flush()
            name = made(room, found.provider, "")
            room.stage.announce(room.say("retarget.moved", n=len(found.able), provider=name))

    # Inside

    def _scopes(self) -> list[tuple[str, Sequence[Shot], bool]]:
        """Offer the selected shots, their sequence, what has no generator here, and the film."""
        room = self.room
        plan, say = room.studio.plan, room.say
        found: list[tuple[str, Sequence[Shot], bool]] = []
        some = chosen(room)
        if some:
            found.append((say("retarget-sheet.chosen", n=len(some)), some, False))
            for sequence in dict.fromkeys(plan.get(Scene, shot.scene).sequence for shot in some):
                here = {scene.id for scene in plan.scenes(sequence)}
                shots = [shot for shot in plan.cut_shots() if shot.scene in here]
                number = plan.get(PlanSequence, sequence).number
                found.append((say("retarget-sheet.sequence", sequence=number, n=len(shots)), shots, False))
        usual = plan.project.provider
        found += [
            (self._of(key), shots_of(room.studio, key), False)
            for key in unknown_generators(room.studio)
            if key != usual
        ]
        every = plan.cut_shots()
        film = self._of(usual) if usual in unknown_generators(room.studio) else ""
        # Where the film's own generator is missing, nothing less than the film cures it.
        return [*found, (film or say("retarget-sheet.film", n=len(every)), every, True)]

    def _of(self, key: str) -> str:
        room = self.room
        if key == room.studio.plan.project.provider:
            return room.say("retarget-sheet.film-of", n=len(room.studio.plan.cut_shots()), generator=key)
        return room.say("retarget-sheet.of", n=len(shots_of(room.studio, key)), generator=key)

    def _offer(self) -> None:
        """Offer every generator that knows a model; the one that makes all the shots already comes last."""
        studio = self.room.studio
        shots = self._scope()[1]
        usual = studio.plan.project.provider
        there = {shot.provider or usual for shot in shots}
        able = {key: studio.generators[key].capabilities().models for key in studio.generators}
        keys = [key for key, models in able.items() if any(not one.still for one in models)]
        keys.sort(key=lambda key: (there == {key}, key == "animatic", key))
        self.provider.offer_only([(key, generator(self.room, key)) for key in keys], keys[0])
        self._offer_models()

    def _offer_models(self) -> None:
        key = str(self.provider.value())
        models = [one.id for one in self.room.studio.generators[key].capabilities().models if not one.still]
        self.model.offer_only([(one, one) for one in models], models[0])

    def _turned(self, field: ChoiceField) -> None:
        if field is self.scope:
            self._offer()
        elif field is self.provider:
            self._offer_models()
        self._report()

    def _scope(self) -> tuple[str, Sequence[Shot], bool]:
        place = self.scope.value()
        return self.scopes[place if isinstance(place, int) else 0]

    def _report(self) -> None:
        """Work out what moving would do, and say it."""
        room, (_words, shots, film) = self.room, self._scope()
        verb = partial(
            room.studio.retargeting.plan,
            shots=shots,
            provider=str(self.provider.value()),
            model=str(self.model.value()),
            film=film,
        )
        self.found = found = room.carry_out(verb)
        self.moves.show_moves(found.moves if found is not None else ())
        self._fit()
        able = len(found.able) if found is not None else 0
        if found is not None:
            self.told.setText(room.words(self._sum(found)))
            before, after = (price(room, one) for one in (found.before, found.after))
            self.prices.setText(room.say("retarget.price", before=before, after=after) if able else "")
        self.go.setText(room.say("retarget-sheet.go", n=able))
        self.go.setEnabled(bool(able) and writable(room))
        self.connect_.setVisible(len(room.studio.generators) <= 2)

    def _sum(self, found: Retarget) -> Message:
        lossy = sum(bool(one.lost) for one in found.able)
        stay = len(found.moves) - len(found.able)
        told = message("retarget-sheet.sum", n=len(found.able), lossy=lossy)
        return message("retarget-sheet.sum-stay", sum=told, n=stay) if stay else told

    def _fit(self) -> None:
        theme, header = self.room.theme, self.table.horizontalHeader()
        narrow = (SHOT, NOW, THERE)
        for column in narrow:
            # The view's own hint for a cell is no wider than the cell is, where words may turn.
            rows = range(min(_MEASURED, self.moves.rowCount()))
            words = {str(self.moves.index(row, column).data()) for row in rows}
            widest = max(map(self.table.fontMetrics().horizontalAdvance, words), default=0)
            edge = theme.space("s")
            header.resizeSection(column, max(header.sectionSizeHint(column), widest + edge + theme.space("xs")) + edge)
        rest = self.table.viewport().width() - sum(header.sectionSize(column) for column in narrow)
        header.resizeSection(LOST, max(1, rest * 4 // 7))
        header.resizeSection(CHANGED, max(1, rest - rest * 4 // 7))
        if self.moves.rowCount():
            self.table.resizeRowsToContents()
            if not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self.moves.index(0, LOST))

    def _connect(self) -> None:
        self.reject()
        self.room.actions["connections"].trigger()
