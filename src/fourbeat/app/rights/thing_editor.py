"""The fields of one thing of a pack: the pack itself, a holder, a work, a character, a person."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fourbeat.model.verdict import Decision
from fourbeat.policy.subject import Basis
from fourbeat.studio.pack_drafts import rule_of

from ..brief.field import Field
from ..brief.words import LineField, TextField
from ..labels import Label
from ..room import Room
from .buttons import Buttons
from .checks_field import OneOf
from .names_field import NamesField
from .rows import Row, RowList
from .rule_sheet import RuleSheet
from .rule_words import BASES, EFFECTS, rule_words

Thing = dict[str, Any]

_TONES = {"allow": "good", "ask": "warn", "block": "bad"}


class Lines(TextField):
    """Hold a list of texts, one on each line."""

    def value(self) -> object:
        """Give the texts."""
        return [line.strip() for line in self.writing.toPlainText().splitlines() if line.strip()]

    def show_value(self, value: object) -> None:
        """Show texts."""
        self.writing.put("\n".join(map(str, value)) if isinstance(value, list) else "")


class Rules(Field):
    """Hold the rules of a thing, in words; each is written on a sheet of its own."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "rights-dock.rules")
        self.rules: list[Thing] = []
        self.list = RowList(room, "rights-dock.rules")
        self.hold(self.list)
        deeds = Buttons(room)
        self.add = deeds.add("rights-dock.rule-add", self._add, "add")
        self.edit = deeds.add("rights-dock.rule-edit", self._edit, "edit")
        self.away = deeds.add("rights-dock.rule-remove", self._remove, "remove")
        self.lines.addWidget(deeds)
        self.list.opened.connect(self._edit)
        self.list.turned.connect(self._turned)

    def value(self) -> object:
        """Give the rules as a pack holds them."""
        return self.rules

    def show_value(self, value: object) -> None:
        """Show rules."""
        self.rules = list(value) if isinstance(value, list) else []
        self._show()

    def keep(self, at: int, rule: Thing) -> None:
        """Keep a rule at a place; a new one stands last."""
        if at < len(self.rules):
            self.rules[at] = rule
        else:
            self.rules.append(rule)
        self._show(str(at))
        self.edited.emit()

    def _show(self, key: str = "") -> None:
        rows = []
        for number, one in enumerate(self.rules):
            rows.append(
                Row(str(number), self._words(one), str(one.get("note", "")), _TONES[str(one.get("effect", "ask"))])
            )
        self.list.show_rows(rows, key=key)
        self.list.setVisible(bool(rows))
        self._turned()

    def _words(self, rule: Thing) -> str:
        read = rule_of(rule)
        return rule_words(self.room, read) if read else self.room.say(EFFECTS[Decision(str(rule.get("effect", "ask")))])

    def _turned(self) -> None:
        for button in (self.edit, self.away):
            button.setVisible(bool(self.rules))

    def _add(self) -> None:
        RuleSheet(self.room, {"effect": "block"}, partial(self.keep, len(self.rules)), self.window()).present()

    def _edit(self) -> None:
        if (row := self.list.row) is not None:
            at = int(row.key)
            RuleSheet(self.room, self.rules[at], partial(self.keep, at), self.window()).present()

    def _remove(self) -> None:
        if (row := self.list.row) is not None:
            del self.rules[int(row.key)]
            self._show()
            self.edited.emit()


class ThingEditor(QWidget):
    """Write one thing; `edited` follows whatever a person changes, which stands in the thing by then."""

    edited = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._thing: Thing = {}
        self.title = Label(room.look, "", "heading", bold=True)
        self.title.setWordWrap(True)
        self.hint = Label(room.look, "", "caption", tone="text-soft")
        self.hint.setWordWrap(True)
        self._effects: list[tuple[object, str]] = [
            (one.value, room.say(EFFECTS[one])) for one in (Decision.ASK, Decision.BLOCK, Decision.ALLOW)
        ]
        self._over: tuple[object, str] = ("", room.say("rights-dock.default-over"))
        self.default = OneOf(room, "rights-dock.field-default", [self._over, *self._effects])
        self.fields: dict[str, Field] = {
            "name": LineField(room, "rights-dock.field-name"),
            "contact": LineField(room, "rights-dock.field-contact", "rights-dock.field-contact-hint"),
            "names": NamesField(room, "rights-dock.field-names"),
            "not": Lines(room, "rights-dock.field-not", "rights-dock.field-not-hint", least=1),
            "default": self.default,
            "rules": Rules(room),
            "basis": OneOf(room, "rights-dock.field-basis", [(one.value, room.say(BASES[one])) for one in Basis]),
            "source-url": LineField(room, "rights-dock.field-source", "rights-dock.field-source-hint"),
            "source-seen": LineField(room, "rights-dock.field-seen", "rights-dock.day-hint"),
            "note": TextField(room, "rights-dock.field-note", least=1),
            "pack": LineField(room, "rights-dock.field-pack", "rights-dock.field-pack-hint"),
        }
        self._extras: list[QWidget] = []
        self._lines = QVBoxLayout(self)
        for widget in (self.title, self.hint, *self.fields.values()):
            self._lines.addWidget(widget)
        self._lines.addStretch(1)
        for name, field in self.fields.items():
            field.edited.connect(partial(self._write, name, field))
        room.look.changed.connect(self._dress)
        self._dress()

    def add_for_pack(self, widget: QWidget) -> None:
        """Add something that is only shown with the pack itself."""
        self._extras.append(widget)
        self._lines.insertWidget(self._lines.count() - 1, widget)

    def show_thing(self, kind: str, thing: Thing, title: str) -> None:
        """Show a thing: "pack", or the list that it stands in."""
        self._thing = thing
        self.title.setText(title)
        self.hint.setText(self.room.say(_HINTS[kind]) if kind in _HINTS else "")
        self.hint.setVisible(kind in _HINTS)
        shown = _OF.get(kind, _USUAL)
        self.default.offer(self._effects if kind == "pack" else [self._over, *self._effects])
        for extra in self._extras:
            extra.setVisible(kind == "pack")
        for name, field in self.fields.items():
            field.setVisible(name in shown)
            if name in shown:
                field.show_value(self._read(name))
            field.show_fault("")

    def show_faults(self, faults: dict[str, str]) -> None:
        """Say beside each field what is wrong with it; what belongs to none of them is said beneath the title."""
        left = dict(faults)
        for name, field in self.fields.items():
            key = "source" if name.startswith("source-") else name
            words = faults.get(name, "")
            if name == "source-url" and not words:
                words = faults.get("source", "")
            field.show_fault(words if not field.isHidden() else "")
            if words and not field.isHidden():
                left.pop(name, None)
                left.pop(key, None)
        rest = "\n".join(dict.fromkeys(left.values()))
        self.hint.tint("bad" if rest else "text-soft")
        if rest:
            self.hint.setText(rest)
            self.hint.show()

    def _read(self, name: str) -> object:
        if name.startswith("source-"):
            source = self._thing.get("source", {})
            part = name.removeprefix("source-")
            return source.get(part, "") if isinstance(source, dict) else source if part == "url" else ""
        return self._thing.get(name, "" if name not in ("names", "not", "rules") else [])

    def _write(self, name: str, field: Field) -> None:
        value = field.value()
        if name.startswith("source-"):
            source = self._thing.get("source", {})
            kept = dict(source) if isinstance(source, dict) else {}
            self._thing["source"] = {**kept, name.removeprefix("source-"): value}
        else:
            self._thing[name] = value
        self.edited.emit()

    def _dress(self) -> None:
        self._lines.setContentsMargins(0, 0, self.room.theme.space("s"), 0)
        self._lines.setSpacing(self.room.theme.space("m"))


_USUAL = ("names", "not", "default", "rules", "note")
_OF: dict[str, tuple[str, ...]] = {
    "pack": ("name", "pack", "basis", "default", "source-url", "source-seen", "note"),
    "holders": ("name", "contact", "default", "rules", "note"),
    "styles": ("names", "not", "default", "rules", "note"),
}
"""Which fields a thing has, by the list it stands in."""

_HINTS = {
    "pack": "rights-dock.hint-pack",
    "holders": "rights-dock.hint-holder",
    "works": "rights-dock.hint-names",
    "characters": "rights-dock.hint-names",
    "people": "rights-dock.hint-person",
}
