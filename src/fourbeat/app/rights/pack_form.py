"""The form for holders: a pack as a tree of holders, works, characters and people, each with its fields.

It is checked all the time, but nobody is told of a field that they have not come to yet: what is wrong is said once a
field was left or saving was asked for, and then as long as it is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fourbeat.model.message import Message
from fourbeat.model.plan import Severity
from fourbeat.policy.faults import Fault
from fourbeat.studio.keys import Keys
from fourbeat.studio.pack_drafts import BELOW, PackDraft, Thing, ready, save, save_table, wrong
from fourbeat.studio.packs import Packs

from ..board.asking import Asking
from ..check import Check
from ..errand import Errand
from ..findings.row import SHAPES, TONES, shape_icon
from ..labels import Label
from ..picking import Picking
from ..room import Room
from .area import Area
from .buttons import Buttons
from .card import Card
from .checks_field import OneOf
from .thing_editor import ThingEditor

_WAY = Qt.ItemDataRole.UserRole
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

Way = tuple[str | int, ...]

_KINDS = {
    "holders": "rights-dock.kind-holder",
    "catalogues": "rights-dock.kind-catalogue",
    "works": "rights-dock.kind-work",
    "characters": "rights-dock.kind-character",
    "versions": "rights-dock.kind-version",
    "styles": "rights-dock.kind-style",
    "people": "rights-dock.kind-person",
}
_ADDS = {
    "holders": "rights-dock.add-holder",
    "works": "rights-dock.add-work",
    "characters": "rights-dock.add-character",
    "people": "rights-dock.add-person",
}
"""What can be added here; whatever else a pack holds is shown and kept."""


class PackForm(Asking):
    """Write a pack; it is checked all the time, beside the window, and saved only when nothing is wrong."""

    def __init__(self, room: Room, packs: Packs, draft: PackDraft, done: Callable[[str], None]) -> None:
        super().__init__(room, "rights-dock.form-title", "rights-dock.form-save")
        self._packs, self.draft, self._done = packs, draft, done
        self.keys = Keys(room.desk.home)
        self.faults: list[Fault] = []
        """All that is wrong, told of or not."""

        self._told: set[tuple[Way, str]] = set()
        """The fields whose faults are told, each with the way to its thing."""

        # What was opened has been written before: its faults are news at once.
        self._tell_all = bool(draft.opened.get("pack"))
        self._then: Callable[[], None] | None = None
        """What was asked for while it was still being checked."""

        self._at: tuple[Way, str] | None = None
        """The field that has the keyboard."""

        self._asking: Errand | None = None
        self.title = Label(room.look, room.title("rights-dock.form-title"), "title", bold=True)
        self.lines.insertWidget(0, self.title)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(room.say("rights-dock.form-tree"))
        self.tree.setUniformRowHeights(True)
        self.tree.currentItemChanged.connect(lambda now, _was: self._turned(now))
        self.adds = Buttons(room)
        self.add = {kind: self.adds.add(code, partial(self._add, kind), "add") for kind, code in _ADDS.items()}
        self.away = self.adds.add("rights-dock.form-remove", self._remove, "remove")
        for button in (*self.add.values(), self.away):
            button.setAutoDefault(False)
        self.editor = ThingEditor(room)
        self.editor.edited.connect(self._edited)
        self.area = Area(room, self.editor)
        left = QVBoxLayout()
        left.addWidget(self.tree, 1)
        left.addWidget(self.adds)
        sides = QHBoxLayout()
        sides.addLayout(left, 2)
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
        self._grow(("holders", 0) if draft.whole.get("holders") else ())
        self.check()

    def present(self) -> None:
        """Show the form as large as a page of help."""
        super().present()
        window, theme = self.parentWidget(), self.room.theme
        assert window is not None
        self.resize(min(theme.size("help"), window.width()), min(theme.size("help-high"), window.height()))

    # The tree

    def look_at(self, way: Way) -> None:
        """Look at one thing of the pack."""
        self._grow(way)

    def _grow(self, wanted: Way) -> None:
        """Draw the tree anew, and look at one thing of it."""
        self.tree.clear()
        top = QTreeWidgetItem([self.room.say("rights-dock.form-pack")])
        top.setData(0, _WAY, ())
        self.tree.addTopLevelItem(top)
        chosen = top
        waiting: list[tuple[QTreeWidgetItem, Way]] = [(top, ())]
        while waiting:
            over, way = waiting.pop(0)
            for below, thing in _below(self.draft.whole, way):
                item = QTreeWidgetItem([self._title(below, thing)])
                item.setData(0, _WAY, below)
                over.addChild(item)
                waiting.append((item, below))
                if below == wanted:
                    chosen = item
        self.tree.expandAll()
        self.tree.setCurrentItem(chosen)
        self._mark()

    def _title(self, way: Way, thing: Thing) -> str:
        names = thing.get("names", {})
        several = [thing.get("name", ""), *(one for group in names.values() for one in group)]
        texts = [str(one.get("text", "")) if isinstance(one, dict) else str(one) for one in several]
        name = next(filter(None, texts), "")
        kind = self.room.say(_KINDS[str(way[-2])])
        return self.room.say("rights-dock.form-thing", kind=kind, name=name) if name else kind

    @property
    def way(self) -> Way:
        """Give the way to the thing that is looked at."""
        item = self.tree.currentItem()
        return tuple(item.data(0, _WAY)) if item is not None else ()

    def _turned(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        way = self.way
        if self._at is not None and self._at[0] != way:
            self._leave()
        self.editor.show_thing(str(way[-2]) if way else "pack", _at(self.draft.whole, way), item.text(0))
        for kind, button in self.add.items():
            button.setEnabled(self._over(kind) is not None)
        self.away.setEnabled(bool(way))
        self._say_faults()
        self.area.verticalScrollBar().setValue(0)

    def _over(self, kind: str) -> Way | None:
        """Find where a new thing would stand: under what is looked at, or beside it."""
        way = self.way
        while True:
            if kind in BELOW.get(str(way[-2]) if way else "", ()):
                return way
            if not way:
                return None
            way = way[:-2]

    def _add(self, kind: str) -> None:
        over = self._over(kind)
        if over is None:
            return
        several = _at(self.draft.whole, over).setdefault(kind, [])
        new: Thing = {"name": ""} if kind == "holders" else {"names": {}}
        several.append(new)
        self._grow((*over, kind, len(several) - 1))
        field = self.editor.fields["name" if kind == "holders" else "names"]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._breath.start()

    def _remove(self) -> None:
        way = self.way
        if way:
            del _at(self.draft.whole, way[:-2])[str(way[-2])][int(way[-1])]
            # The things behind it move up: what was told of them is told again once it is left or saved.
            self._told = {one for one in self._told if one[0][: len(way) - 1] != way[:-1]}
            self._at = None
            self._grow(way[:-2])
            self._breath.start()

    # What is wrong

    def _edited(self) -> None:
        item = self.tree.currentItem()
        if item is not None and self.way:
            item.setText(0, self._title(self.way, _at(self.draft.whole, self.way)))
            self.editor.title.setText(item.text(0))
        self._breath.start()

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Follow the keyboard from field to field; what opens over the form is no leaving."""
        if now is None or now.window() is not self:
            return
        here = next((name for name, field in self.editor.fields.items() if field.isAncestorOf(now)), "")
        if self._at is not None and self._at != (self.way, here):
            self._leave()
        self._at = (self.way, here) if here else None

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
        return [one for one in self.faults if _place_of(one) in self._told]

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
            self._told |= {_place_of(one) for one in self.faults}
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
        bad = {_thing_of(way) for way, _what in self.told}
        theme = self.room.theme
        icon = shape_icon(SHAPES[Severity.WARNING], theme, theme.colour(TONES[Severity.WARNING]))
        for item in _items(self.tree):
            wrong_here = tuple(item.data(0, _WAY)) in bad
            item.setIcon(0, icon if wrong_here else type(icon)())
            item.setToolTip(0, self.room.say("rights-dock.form-mend") if wrong_here else item.text(0))

    def _say_faults(self) -> None:
        here = self.way
        told: dict[str, str] = {}
        for way, what in self.told:
            if _thing_of(way) == here:
                field = _field_of(way[len(here) :])
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
        for item in _items(self.tree):
            if tuple(item.data(0, _WAY)) == _thing_of(way):
                self.tree.setCurrentItem(item)
        name = _field_of(way[len(_thing_of(way)) :])
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


def _at(whole: Thing, way: Way) -> Thing:
    here: Any = whole
    for step in way:
        here = here[step]
    found: Thing = here
    return found


def _below(whole: Thing, way: Way) -> Iterator[tuple[Way, Thing]]:
    thing = _at(whole, way)
    for several in BELOW.get(str(way[-2]) if way else "", ()):
        for number, one in enumerate(thing.get(several, [])):
            yield (*way, several, number), one


def _thing_of(way: Way) -> Way:
    """Give the way to the thing that a fault belongs to."""
    found: Way = ()
    under = BELOW[""]
    while len(way) >= len(found) + 2 and way[len(found)] in under and isinstance(way[len(found) + 1], int):
        found = way[: len(found) + 2]
        under = BELOW.get(str(found[-2]), ())
    return found


def _place_of(fault: Fault) -> tuple[Way, str]:
    """Give the way to the thing that a fault belongs to, and the name of its field."""
    thing, way = _thing_of(fault[0]), fault[0]
    rest = way[len(thing) :]
    return thing, str(rest[0]) if rest else ""


def _field_of(rest: Way) -> str:
    """Name the field that a fault belongs to, by what is left of its way behind the thing."""
    if rest and rest[0] == "source" and len(rest) > 1:
        return f"source-{rest[1]}"
    return str(rest[0]) if rest else ""


def _items(tree: QTreeWidget) -> Iterator[QTreeWidgetItem]:
    waiting = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    while waiting:
        item = waiting.pop(0)
        if item is None:
            continue
        yield item
        waiting += [item.child(number) for number in range(item.childCount())]
