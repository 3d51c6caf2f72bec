"""The sheet for what the person knows of a model: sizes, lengths, prices, and when it ends."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from fourbeat.model.connection import Connection
from fourbeat.model.errors import FourbeatError
from fourbeat.model.provider import ModelFacts
from fourbeat.studio.connection_told import price, seconds, sizes
from fourbeat.studio.model_facts import NAMES, NO, YES, read

from ..board.asking import Asking
from ..chooser import Chooser
from ..labels import Label
from ..room import Room

_WORDS = {
    "sizes": "column.sizes",
    "seconds": "column.lengths",
    "longest": "connections.longest",
    "price_per_second": "connections.per-second",
    "price_per_clip": "connections.per-clip",
    "price_per_picture": "connections.per-picture",
    "price_at_least": "connections.at-least",
    "free": "connections.free",
    "retired": "connections.retired",
    "successor": "connections.successor",
}
_EXAMPLES = {
    "sizes": "1280x720, 1920x1080",
    "seconds": "4, 8",
    "longest": "10",
    "price_per_second": "720p 0.10 USD",
    "price_per_clip": "0.30 USD",
    "price_per_picture": "0.01 USD",
    "price_at_least": "0.50 USD",
    "retired": "2026-12-31",
}
"""How each is typed: figures that every language writes alike."""


class ModelsSheet(Asking):
    """Show one model at a time: what is known of it, and what the person says, which wins."""

    def __init__(self, room: Room, connection: Connection) -> None:
        super().__init__(room, "connections.models", "connections.keep", "connections.models-lead")
        self.connection = connection
        say = room.say
        self.which = Chooser(room.look, room.icons, say("field.model"))
        self.name = QLineEdit()
        self.known = Label(room.look, "", tone="text-soft")
        self.known.setWordWrap(True)
        self.free = Chooser(room.look, room.icons, say("connections.free"))
        for code, value in (("connections.fact-unsaid", ""), ("connections.yes", YES), ("connections.no", NO)):
            self.free.addItem(say(code), value)
        self.lines_of = {name: QLineEdit() for name in NAMES if name != "free"}
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setSpacing(room.theme.space("s"))
        self._row(say("field.model"), self.which)
        self._row(say("connections.model-name"), self.name)
        for name in NAMES:
            field = self.free if name == "free" else self.lines_of[name]
            if isinstance(field, QLineEdit):
                field.setPlaceholderText(_EXAMPLES.get(name, ""))
            self._row(say(_WORDS[name]), field)
        page = QWidget()
        rows = QVBoxLayout(page)
        # Where there is a bar to scroll with, fields keep off it.
        rows.setContentsMargins(0, 0, room.theme.space("s"), 0)
        rows.setSpacing(room.theme.space("m"))
        rows.addWidget(self.known)
        rows.addLayout(self._form)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self.roomy = True
        self.lines.addWidget(area)
        self.which.activated.connect(lambda _index: self._turn())
        self._fill()

    def done_asking(self) -> None:
        """Keep what was typed, and stay for the next model."""
        model = self.which.currentData() or self.name.text().strip()
        typed = {name: field.text() for name, field in self.lines_of.items()} | {"free": self.free.currentData()}

        def verb() -> bool:
            self.room.studio.connections.tell(key=self.connection.key, model=model, facts=read(typed))
            return True

        if self.room.attempt(verb):
            self._fill(model)
            self.room.stage.announce(self.room.say("provider.model-told", model=model))

    def _fill(self, model: str = "") -> None:
        """Offer the models there are, and another."""
        self.models = {one.id: one for one in self._able()}
        self.which.clear()
        for name in self.models:
            self.which.addItem(name, name)
        self.which.addItem(self.room.say("connections.model-other"), "")
        self.which.setCurrentIndex(max(0, self.which.findData(model)) if model else 0)
        self._turn()

    def _able(self) -> tuple[ModelFacts, ...]:
        connections = self.room.studio.connections
        try:
            return connections.able(connections.find(self.connection.key)).models
        except FourbeatError:
            return ()

    def _turn(self) -> None:
        """Show what is known of the chosen model, and what the person has said of it."""
        name = self.which.currentData()
        self._form.setRowVisible(self.name, not name)
        said = self.room.studio.connections.said(self.connection.key, name) if name else {}
        for fact, field in self.lines_of.items():
            field.setText(said.get(fact, ""))
        self.free.setCurrentIndex(self.free.findData(said.get("free", "")))
        facts = self.models.get(name)
        self.known.setVisible(facts is not None)
        if facts is not None:
            parts = {"sizes": sizes(facts), "lengths": seconds(facts), "price": price(facts)}
            self.known.setText(self.room.say("connections.model-known", **parts))

    def _row(self, words: str, field: QWidget) -> None:
        label = QLabel(words)
        label.setBuddy(field)
        if isinstance(field, QLineEdit):
            field.setAccessibleName(words)
        self._form.addRow(label, field)
