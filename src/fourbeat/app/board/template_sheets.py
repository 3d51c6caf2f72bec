"""Sheets for templates: keep a brief for shots to come, and make a shot from one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QPushButton

from fourbeat.studio.templates import Template

from ..labels import Label
from ..room import Room
from .asking import Asking
from .moves import add, current

_NAME = Qt.ItemDataRole.UserRole


class SaveTemplate(Asking):
    """Ask for a template's name."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "act.template-save", "template.save", "template.save-lead")
        self._shot = current(room)
        self._known = {one.name.casefold() for one in room.attempt(room.studio.templates.all) or ()}
        self.name = QLineEdit(self._shot.title if self._shot else "")
        self.name.setAccessibleName(room.say("template.name"))
        self.name.setPlaceholderText(room.say("template.name"))
        self.name.selectAll()
        self.taken = Label(room.look, room.say("template.replaces"), "caption", tone="warn")
        self.lines.addWidget(self.name)
        self.lines.addWidget(self.taken)
        self.name.textChanged.connect(self._look)
        self._look()

    def done_asking(self) -> None:
        """Keep the brief."""
        studio = self.room.studio
        if self._shot is None:
            return
        brief, name = studio.shots.written(self._shot), self.name.text()
        save = partial(studio.templates.save, name=name, brief=brief, replace=self._taken())
        if (kept := self.room.attempt(save)) is not None:
            self.accept()
            self.room.stage.announce(self.room.say("template.saved", name=kept.name))

    def _taken(self) -> bool:
        return " ".join(self.name.text().split()).casefold() in self._known

    def _look(self) -> None:
        self.taken.setVisible(self._taken())
        self.go.setEnabled(bool(self.name.text().strip()))


class PickTemplate(Asking):
    """Show the templates."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "act.template-new", "template.make", "template.pick-lead")
        self.names = QListWidget()
        self.names.setAccessibleName(room.say("template.names"))
        self.names.setMinimumHeight(room.theme.size("row") * 3)
        self.roomy = True
        self.names.itemDoubleClicked.connect(lambda _item: self.done_asking())
        self.names.currentRowChanged.connect(lambda _row: self._look())
        self.lines.addWidget(self.names, 1)
        self.drop = QPushButton(room.say("template.drop"))
        self.drop.setAutoDefault(False)
        self.drop.clicked.connect(lambda _on=False: self._remove())
        self.buttons.addButton(self.drop, QDialogButtonBox.ButtonRole.ActionRole)
        self._fill()

    def done_asking(self) -> None:
        """Make a shot from the template."""
        name = self._name()
        brief = self.room.attempt(partial(self.room.studio.templates.read, name)) if name else None
        if brief is not None:
            self.accept()
            add(self.room, brief, before=False)

    def _fill(self) -> None:
        self.names.clear()
        for one in self.room.attempt(self.room.studio.templates.all) or ():
            item = QListWidgetItem(self._words(one))
            item.setData(_NAME, one.name)
            self.names.addItem(item)
        self.names.setCurrentRow(0)
        self.lead.setText(self.room.say("template.pick-lead" if self.names.count() else "template.none-here"))
        self._look()

    def _words(self, one: Template) -> str:
        if one.brief is None:
            return self.room.say("template.line", name=one.name, line=self.room.say("template.spoilt"))
        line = " ".join((one.brief.title or one.brief.scene).split())[:80]
        return self.room.say("template.line", name=one.name, line=line) if line else one.name

    def _name(self) -> str:
        item = self.names.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def _remove(self) -> None:
        name = self._name()
        kept = self.room.attempt(partial(self.room.studio.templates.remove, name=name)) if name else None
        if kept is not None:
            self._fill()

    def _look(self) -> None:
        chosen = self.names.currentItem() is not None
        self.go.setEnabled(chosen)
        self.drop.setEnabled(chosen)


def save_template(room: Room) -> None:
    """Ask for a name and keep the current shot's brief."""
    sheet = SaveTemplate(room)
    sheet.present()
    sheet.name.setFocus()


def new_from_template(room: Room) -> None:
    """Choose a template and make a shot from it."""
    sheet = PickTemplate(room)
    sheet.present()
    sheet.names.setFocus()
