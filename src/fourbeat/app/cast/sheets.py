"""Sheets of cast, places and props: a new one's name, another name everywhere, and removing what is used."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem

from fourbeat.model.errors import FourbeatError
from fourbeat.studio.uses import WAYS, Use

from ..board.asking import Asking
from ..check import Check
from ..labels import Label
from ..room import Room
from .subject import Named, entries

_GAP = " " * 3
_BREATH = 150
"""Milliseconds after a key until the places follow."""

NEW = {"character": "act.new-character", "place": "act.new-place", "prop": "act.new-prop"}


class NewSheet(Asking):
    """Ask for the name of somebody or something new."""

    def __init__(self, room: Room, kind: str) -> None:
        super().__init__(room, NEW[kind], "cast-dock.add")
        self._kind = kind
        self.name = QLineEdit()
        self.name.setMaxLength(120)
        self.name.setAccessibleName(room.say("column.name"))
        self.name.setPlaceholderText(room.say("column.name"))
        self.lines.addWidget(self.name)
        self.name.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self.go.setEnabled(False)

    def done_asking(self) -> None:
        """Add it and look at it."""
        kept = entries(self.room, self._kind)
        made = self.room.attempt(lambda: kept.add(name=self.name.text()))
        if made is not None:
            self.accept()
            self.room.bridge.flush()
            self.room.selection.look_at(self._kind, made.id)


class RenameSheet(Asking):
    """Ask for another name and show every place that it changes."""

    def __init__(self, room: Room, one: Named) -> None:
        super().__init__(room, "cast-dock.rename", "cast-dock.rename-go", "cast-dock.rename-lead")
        self._one, self.roomy = one, True
        self.name = QLineEdit(one.name)
        self.name.setMaxLength(120)
        self.name.setAccessibleName(room.say("column.name"))
        self.name.selectAll()
        self.keep = Check(room, room.say("cast-dock.keep-alias"))
        self.keep.setVisible(one.kind != "prop")
        self.prose = Check(room, room.say("cast-dock.prose"))
        self.places = QListWidget()
        self.places.setAccessibleName(room.say("cast-dock.changes"))
        self.places.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.places.setWordWrap(True)
        self.places.setMinimumHeight(room.theme.size("row") * 3)
        self.told = Label(room.look, "", "caption", tone="text-soft")
        self.told.setWordWrap(True)
        for widget in (self.name, self.keep, self.prose, self.told):
            self.lines.addWidget(widget)
        self.lines.addWidget(self.places, 1)
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(_BREATH)
        self._breath.timeout.connect(self.look)
        self.name.textChanged.connect(lambda _text: self._breath.start())
        for check in (self.keep, self.prose):
            check.toggled.connect(lambda _on: self.look())
        self.look()

    def look(self) -> None:
        """Show what the name would change, or why it cannot be."""
        self._breath.stop()
        self.places.clear()
        kept, room = entries(self.room, self._one.kind), self.room
        try:
            planned = kept.renaming(
                one=self._one, name=self.name.text(), keep=self.keep.isChecked(), prose=self.prose.isChecked()
            )
        except FourbeatError as error:
            self.told.tint("warn")
            self.told.setText(room.words(error.message))
            self.go.setEnabled(False)
            return
        self.told.tint("text-soft")
        self.places.addItems([_GAP.join((one.owner, " ".join(one.after.split()))) for one in planned.places])
        plain = room.say("cast-dock.plain", n=planned.plain) if planned.plain else ""
        self.told.setText(f"{room.say('cast-dock.would', n=len(planned.places))} {plain}".strip())
        self.go.setEnabled(bool(planned.changes))

    def done_asking(self) -> None:
        """Rename as one step."""
        kept = entries(self.room, self._one.kind)
        rename = partial(kept.rename, keep=self.keep.isChecked(), prose=self.prose.isChecked())
        if self.room.attempt(lambda: rename(one=self._one, name=self.name.text())) is not None:
            self.accept()
            self.room.bridge.flush()


class RemoveSheet(Asking):
    """Say where something is used before it goes into the bin."""

    def __init__(self, room: Room, one: Named, used: Sequence[Use]) -> None:
        super().__init__(room, "cast-dock.remove", "cast-dock.remove-go")
        self._one, self.roomy = one, True
        self.lead.setText(room.say("cast-dock.remove-lead", name=one.name))
        self.lead.show()
        self.uses = QListWidget()
        self.uses.setAccessibleName(room.say("cast-dock.used"))
        self.uses.setMinimumHeight(room.theme.size("row") * 3)
        self.uses.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.uses.setTextElideMode(Qt.TextElideMode.ElideRight)
        for use in used:
            item = QListWidgetItem(told(room, use))
            item.setToolTip(item.text())
            self.uses.addItem(item)
        self.lines.addWidget(self.uses, 1)
        self.go.setDefault(False)
        self.leave.setDefault(True)

    def done_asking(self) -> None:
        """Put it into the bin."""
        if remove(self.room, self._one):
            self.accept()


def remove(room: Room, one: Named) -> bool:
    """Put somebody or something into the bin and look at its heading; tell whether that was done."""
    kept = entries(room, one.kind)
    if room.attempt(lambda: kept.remove(one=one, anyway=True)) is None:
        return False
    room.bridge.flush()
    groups = {"character": "cast", "place": "places", "prop": "props"}
    room.selection.look_at("group", groups[one.kind])
    room.stage.announce(room.say("cast-dock.removed", name=one.name))
    return True


def told(room: Room, use: Use) -> str:
    """Say a use on one line."""
    owner = room.say("use.in-bin", owner=use.owner) if use.binned else use.owner
    return _GAP.join(one for one in (owner, room.say(WAYS[use.way]), " ".join(use.text.split())) if one)
