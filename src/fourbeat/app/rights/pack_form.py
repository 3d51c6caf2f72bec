"""The form for holders: a pack as a tree of holders, works, characters and people, each with its fields.

It is checked all the time, but nobody is told of a field that they have not come to yet: what is wrong is said once a
field was left or saving was asked for, and then as long as it is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from fourbeat.model.message import Message
from fourbeat.policy.faults import Fault
from fourbeat.studio.keys import Keys
from fourbeat.studio.pack_drafts import PackDraft, ready, save, save_table, wrong
from fourbeat.studio.packs import Packs

from ..board.asking import Asking
from ..check import Check
from ..errand import Errand
from ..labels import Label
from ..picking import Picking
from ..room import Room
from .area import Area
from .card import Card
from .checks_field import OneOf
from .pack_tree import PackTree
from .pack_ways import Place, Way, at, field_of, kind, place_of, thing_of
from .thing_editor import ThingEditor

_BREATH = 350
"""Milliseconds after a key until everything is checked."""

_NEW_KEY = "+"
_SHOWN = 4
"""How many names of ordinary words are told of."""

_SAID_HERE = {
    "pack.missing-key": "rights-dock.form-empty",
    "pack.too-long": "rights-dock.form-long",
    "pack.too-short": "rights-dock.form-short",
    "pack.bad-id": "rights-dock.form-id",
}
"""What a file's mistakes are called where nobody sees a file."""


class PackForm(Asking):
    """Write a pack; it is checked all the time, beside the window, and saved only when nothing is wrong."""

    def __init__(self, room: Room, packs: Packs, draft: PackDraft, done: Callable[[str], None]) -> None:
        super().__init__(room, "rights-dock.form-title", "rights-dock.form-save")
        self.paged = True
        self._packs, self.draft, self._done = packs, draft, done
        self.keys = Keys(room.desk.home)
        self.faults: list[Fault] = []
        """All that is wrong, told of or not."""

        self._told: set[Place] = set()
        """The fields whose faults are told, each with the way to its thing."""

        # What was opened has been written before: its faults are news at once.
        self._tell_all = bool(draft.opened.get("pack"))
        self._then: Callable[[], None] | None = None
        """What was asked for while it was still being checked."""

        self._at: Place | None = None
        """The field that has the keyboard."""

        self._asking: Errand | None = None
        self.title = Label(room.look, room.title("rights-dock.form-title"), "title", bold=True)
        self.lines.insertWidget(0, self.title)
        self.tree = PackTree(room, draft.whole)
        self.tree.turned.connect(self._turned)
        self.tree.grown.connect(self._mark)
        self.tree.added.connect(self._added)
        self.tree.removed.connect(self._removed)
        self.editor = ThingEditor(room)
        self.editor.edited.connect(self._edited)
        self.area = Area(room, self.editor)
        sides = QHBoxLayout()
        sides.addWidget(self.tree, 2)
        sides.addWidget(self.area, 3)
        sides.setSpacing(room.theme.space("l"))
        self.lines.addLayout(sides, 1)
        self.card = Card(room)
        self.first = QPushButton(room.say("rights-dock.form-first"))
        self.first.setAutoDefault(False)
        self.first.clicked.connect(lambda _on=False: self.reach_first())
        foot = QHBoxLayout()
        foot.addWidget(self.card, 1)
        foot.addWidget(self.first)
        self.lines.addLayout(foot)
        self.sign = OneOf(room, "rights-dock.sign-with", self._offered())
        self.use = Check(room, room.say("rights-dock.use-here"))
        self.use.setChecked(True)
        self.editor.add_for_pack(self.sign)
        self.editor.add_for_pack(self.use)
        table = QPushButton(room.say("rights-dock.form-table"))
        table.setAutoDefault(False)
        table.clicked.connect(lambda _on=False: self.table())
        self.buttons.addButton(table, self.buttons.ButtonRole.ActionRole)
        self.sign.edited.connect(self.check)
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(_BREATH)
        self._breath.timeout.connect(self.check)
        self.go.setDefault(False)
        self.go.setAutoDefault(False)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)
        self.tree.grow(("holders", 0) if draft.whole.get("holders") else ())
        self.check()

    # The thing that is looked at

    def look_at(self, way: Way) -> None:
        """Look at one thing of the pack."""
        self.tree.look_at(way)

    def _turned(self) -> None:
        way = self.tree.way
        if self._at is not None and self._at[0] != way:
            self._leave()
        self.editor.show_thing(kind(way) or "pack", at(self.draft.whole, way), self.tree.title)
        self._say_faults()
        self.area.verticalScrollBar().setValue(0)

    def _added(self, sort: str) -> None:
        field = self.editor.fields["name" if sort == "holders" else "names"]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._breath.start()

    def _removed(self, way: Way) -> None:
        # The things behind it move up: what was told of them is told again once it is left or saved.
        self._told = {one for one in self._told if one[0][: len(way) - 1] != way[:-1]}
        self._at = None
        self._breath.start()

    # What is wrong

    def _edited(self) -> None:
        if self.tree.way:
            self.tree.rename()
            self.editor.title.setText(self.tree.title)
        self._breath.start()

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Follow the keyboard from field to field; what opens over the form is no leaving."""
        if now is None or now.window() is not self:
            return
        here = next((name for name, field in self.editor.fields.items() if field.isAncestorOf(now)), "")
        if self._at is not None and self._at != (self.tree.way, here):
            self._leave()
        self._at = (self.tree.way, here) if here else None

    def _leave(self) -> None:
        """Tell from now on what is wrong with the field that is left."""
        if self._at is not None:
            way, name = self._at
            self._told.add((way, "source" if name.startswith("source-") else name))
        self._at = None
        if not self.checking:
            self._judged(self.faults)

    @property
    def told(self) -> list[Fault]:
        """Give what is wrong and told."""
        return [one for one in self.faults if place_of(one) in self._told]

    def check(self) -> None:
        """Find what is wrong, beside the window."""
        self._breath.stop()
        whole, signed = ready(self.draft), bool(self.sign.value())
        errand = Errand(lambda _tell: (wrong(whole, signed=signed),), None, self)
        self._asking = errand

        def hear(ended: tuple[list[Fault]]) -> None:
            if self._asking is errand:
                self._asking = None
                self._judged(ended[0])
            errand.deleteLater()

        errand.opened.connect(hear)
        errand.start()

    @property
    def checking(self) -> bool:
        """Tell whether it is still being checked."""
        return self._asking is not None or self._breath.isActive()

    def _judged(self, faults: list[Fault]) -> None:
        # A short name is made of the holder's name: without one, that alone is to be written.
        own = bool(self.draft.whole.get("pack"))
        self.faults = [one for one in faults if own or len(faults) == 1 or one[0] != ("pack",)]
        say = self.room.say
        then, self._then = self._then, None
        if self._tell_all or then is not None:
            self._tell_all = False
            self._told |= {place_of(one) for one in self.faults}
        told = self.told
        if told:
            self.card.show_words("warn", say("rights-dock.form-wrong", n=len(told)), say("rights-dock.form-mend"))
        elif self.faults:
            self.card.show_words("text-soft", say("rights-dock.form-begun"), say("rights-dock.form-begun-why"))
        else:
            self.card.show_words(
                "good", say("rights-dock.form-right"), say("rights-dock.form-version", version=self._version())
            )
        self.first.setVisible(bool(told))
        self._mark()
        self._say_faults()
        if then is not None:
            self.reach_first() if self.faults else then()

    def _version(self) -> str:
        return str(self.draft.whole.get("version", "1"))

    def _mark(self) -> None:
        """Mark the things of the tree with which something is wrong."""
        self.tree.mark({thing_of(way) for way, _what in self.told})

    def _say_faults(self) -> None:
        here = self.tree.way
        told: dict[str, str] = {}
        for way, what in self.told:
            if thing_of(way) == here:
                field = field_of(way)
                words = self._words(field, what)
                told[field] = "\n".join(filter(None, dict.fromkeys((told.get(field, ""), words))))
        self.editor.show_faults(told)

    def _words(self, field: str, what: Message) -> str:
        """Say what is wrong as the form calls its fields, not as a file does."""
        shown = self.editor.fields.get("source-url" if field == "source" else field)
        if shown is None or what.code not in _SAID_HERE:
            return self.room.words(what)
        return self.room.say(_SAID_HERE[what.code], **{**what.params, "field": shown.label.text()})

    def reach_first(self) -> None:
        """Lead to the first thing that is wrong and told."""
        told = self.told
        if not told:
            return
        way = told[0][0]
        self.tree.look_at(thing_of(way))
        name = field_of(way)
        field = self.editor.fields.get("source-url" if name == "source" else name)
        if field is not None and not field.isHidden():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(field)

    # Saving

    def _offered(self) -> list[tuple[object, str]]:
        say = self.room.say
        own: list[tuple[object, str]] = [
            (one.name, say("rights-dock.key-own", name=one.name)) for one in self.keys.all()
        ]
        return [("", say("rights-dock.sign-not")), *own, (_NEW_KEY, say("rights-dock.key-new"))]

    def done_asking(self) -> None:
        """Save the pack, sign it and take it into use as the person chose, once nothing is wrong."""
        self._once_right(self._save_as)

    def _once_right(self, then: Callable[[], None]) -> None:
        """Do something if nothing is wrong, else tell of all that is."""
        self._then = then
        if self.checking:
            self.check()
        else:
            self._judged(self.faults)

    def _save_as(self) -> None:
        file = self.draft.file or self._target(".yaml", "rights-dock.pack-yaml")
        if file is None:
            return
        self.save(file)

    def save(self, file: Path) -> None:
        """Save to a file."""
        room = self.room
        verb = partial(save, self.draft, file=file, packs=self._packs, use=self.use.isChecked())

        def work() -> Any:
            key = str(self.sign.value() or "")
            return verb(key=self._made_key() if key == _NEW_KEY else key)

        saved = room.carry_out(work)
        if saved is None:
            return
        self.accept()
        told = room.say("rights-dock.saved", file=file.name, version=self._version())
        if saved.ordinary:
            names = (*saved.ordinary[:_SHOWN], "…") if len(saved.ordinary) > _SHOWN else tuple(saved.ordinary)
            told = f"{told}. {room.say('rights-dock.ordinary', n=len(saved.ordinary), names=names)}"
        room.stage.announce(told)
        self._done(str(ready(self.draft)["pack"]))

    def table(self) -> None:
        """Save the pack as a table for a spreadsheet, once nothing is wrong."""
        self._once_right(self._save_table)

    def _save_table(self) -> None:
        file = self._target(".csv", "rights-dock.pack-csv")
        if file is None:
            return
        left_out = self.room.carry_out(partial(save_table, self.draft, file=file))
        if left_out is not None:
            words = self.room.say("packs.tabled", file=file.name)
            more = self.room.say("packs.left-out", n=left_out) if left_out else ""
            self.card.show_words("good" if not left_out else "warn", words, more)

    def _made_key(self) -> str:
        """Make a key of one's own, called after the pack."""
        base, known = (str(ready(self.draft)["pack"])[:36] or "studio"), {one.name for one in self.keys.all()}
        name = next(one for one in (base, *(f"{base}-{n}" for n in range(2, 999))) if one not in known)
        return self.keys.make(name=name).name

    def _target(self, ending: str, names: str) -> Path | None:
        known = (self.room.memory.now.places or {}).get("packs", "")
        folder = Path(known) if known and Path(known).is_dir() else Path.home()
        start = folder / f"{ready(self.draft)['pack'] or 'pack'}{ending}"
        picking = Picking(self, self.room.icons, self.room.memory)
        return picking.target(self.room.say("rights-dock.form-save"), start, self.room.say(names))

    def reject(self) -> None:
        """Ask before anything that was written is lost."""
        if self.draft.changed and not self._sure():
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before anything that was written is lost."""
        if self.isVisible() and self.draft.changed and not self._sure():
            event.ignore()
            return
        super().closeEvent(event)

    def _sure(self) -> bool:
        sheet = Asking(self.room, "rights-dock.lose-title", "rights-dock.lose", "rights-dock.lose-lead")
        sheet.setParent(self, sheet.windowFlags())
        sheet.lines.addWidget(sheet.buttons)
        sheet.leave.setText(self.room.say("rights-dock.lose-not"))
        sheet.leave.setDefault(True)
        sure = bool(sheet.exec())
        sheet.deleteLater()
        return sure
