"""The inspector of cast, places and props: who or what is chosen in the outline, written and looked through."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fourbeat.model.edit import Changes
from fourbeat.model.ids import Id
from fourbeat.model.plan import Character, Costume

from ..brief.field import Field
from ..brief.palette_row import PaletteField
from ..brief.words import LineField, TextField
from ..labels import Label, Paragraph
from ..panel import Page
from ..references.pictures import Pictures
from ..room import Room
from ..unsaved import may_lose
from .known import Known
from .subject import KINDS, Named, entries, subject
from .used import Used
from .wardrobe import Wardrobe

_REST = 2500
"""Milliseconds without a key after which what was written is kept."""

_OF = {
    "character": ("identity", "wardrobe", "voice", "colour", "aliases", "note"),
    "place": ("identity", "aliases", "note"),
    "prop": ("identity", "note"),
}
_SENT = "sent"
_APART = ("colours", _SENT)
"""What is written with verbs of their own."""

_ICONS = {"character": "person", "place": "place", "prop": "idea"}


class Colours(PaletteField):
    """Hold the colours that belong to somebody or something: as many as there are."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.label.setText(room.say("named.field.colours"))

    def _fill(self) -> None:
        super()._fill()
        self.note.setText("")
        self.add.setEnabled(True)


class Mark(LineField):
    """Hold one colour, which counts when it is finished."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "named.field.colour", "cast-dock.mark-hint")
        self._before = ""
        self.entry.textEdited.disconnect()
        self.entry.editingFinished.connect(self._finished)

    def show_value(self, value: object) -> None:
        """Show a colour."""
        self._before = str(value)
        super().show_value(value)

    def _finished(self) -> None:
        if self.value() != self._before:
            self._before = str(self.value())
            self.edited.emit()


class CastPage(Page):
    """Write about one of the cast, a place or a prop."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.one: Named | None = None
        self._pending: dict[str, object] = {}
        self._costumes: dict[Id, dict[str, str]] = {}
        self._costumes_sent: dict[Id, dict[str, str]] = {}
        self._refused = False
        self.title = Label(room.look, "", "heading", bold=True)
        self.title.setWordWrap(True)
        self.fields: dict[str, Field] = {
            "identity": TextField(room, "named.field.identity", "cast-dock.identity-hint", least=3, counted=True),
            "wardrobe": TextField(room, "named.field.wardrobe", least=1),
            "voice": TextField(room, "named.field.voice", least=1),
            "colours": Colours(room),
            "colour": Mark(room),
            "aliases": LineField(room, "named.field.aliases", "cast-dock.aliases-hint"),
            "note": TextField(room, "named.field.note", "cast-dock.note-hint"),
        }
        self._beside = {name: self.fields[name].beside() for name in ("identity", "wardrobe")}
        self.wardrobe, self.pictures, self.known, self.used = Wardrobe(room), Pictures(room), Known(room), Used(room)
        self.form, self.empty = self._form(), self._nothing()
        self.pages = QStackedWidget()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.form)
        for page in (self.area, self.empty):
            self.pages.addWidget(page)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.pages)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.keep)
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(0)
        self._breath.timeout.connect(self._look_through)
        for name, field in self.fields.items():
            field.edited.connect(partial(self._write, name, field))
        self.wardrobe.wrote.connect(self._write_costume)
        for beside in self._beside.values():
            beside.written.connect(self._write_sent)
        self.wardrobe.sent.connect(self._write_costume_sent)
        self.wardrobe.wanted.connect(self._want_costume)
        room.selection.subject_changed.connect(self.follow)
        room.bridge.changed.connect(self.hear)
        room.left.connect(self.keep)
        room.standing.mended.connect(self.keep)
        self._watched: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        room.look.changed.connect(self._dress)
        self._dress()
        self.renew()
        self.follow()

    # The frame

    def enter(self) -> None:
        """Take the keyboard in the identity words, or where something can be added."""
        field = self.fields["identity"] if self.one is not None else self.empty
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def may_close(self) -> bool:
        """Keep what was written, or ask before it is lost."""
        self.keep()
        if not may_lose(self.room, self.unkept(), self):
            return False
        self._forget()
        return True

    def unkept(self) -> str:
        """Give the words that could not be saved, each under its name."""
        if self.one is None:
            return ""
        words = [f"{self.fields[name].label.text()}: {value}" for name, value in self._pending.items() if name != _SENT]
        sent = self._pending.get(_SENT)
        told = [*self._costumes.values(), *self._costumes_sent.values()]
        told += list(sent.values()) if isinstance(sent, dict) else []
        words += [text for fields in told for text in fields.values()]
        return "\n".join([self.one.name, *words]) if words else ""

    def showEvent(self, event: QShowEvent) -> None:
        """Look through the film when there is somebody to see it, and watch for the window's end."""
        super().showEvent(event)
        self._breath.start()
        if self.window() is not self._watched:
            self._watched = self.window()
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was written before the window closes."""
        if event.type() == QEvent.Type.Close:
            self.keep()
        return super().eventFilter(watched, event)

    # What is shown

    def follow(self) -> None:
        """Show who or what is looked at; a shot leaves this page as it is."""
        kind = (self.room.selection.subject or ("",))[0]
        if kind in KINDS or kind == "group":
            self.keep()
            self.one = subject(self.room)
            self._forget()
            self._refused = False
            self.area.verticalScrollBar().setValue(0)
            self.renew()

    def hear(self, changes: Changes) -> None:
        """Follow a change of the plan."""
        if changes.cast or changes.places or changes.props:
            self.renew()
        elif changes.shots or changes.scenes or changes.sequences or changes.project:
            self._breath.start()

    def renew(self) -> None:
        """Show what stands in the plan; what is being written stays."""
        plan = self.room.studio.plan
        self.one = plan.find(KINDS[self.one.kind], self.one.id) if self.one is not None else None
        one = self.one
        self.pages.setCurrentWidget(self.area if one is not None else self.empty)
        self.form.setEnabled(not self.room.studio.store.read_only)
        if one is None:
            return
        self.title.setText(one.name)
        kept = entries(self.room, one.kind)
        for name, field in self.fields.items():
            field.setVisible(name in (*_OF[one.kind], "colours"))
            if name in self._pending:
                continue
            if name == "colours":
                field.show_value(tuple(f"{row.value} {row.name}".strip() for row in kept.colours(one)))
            elif name in _OF[one.kind]:
                field.show_value(getattr(one, name))
        self.wardrobe.setVisible(isinstance(one, Character))
        self.pictures.show_owner(one)
        self.known.show_character(one if isinstance(one, Character) else None)
        costumes = plan.of(Costume, one.id)
        self.wardrobe.show_costumes(costumes)
        self._show_sent(one, costumes)
        self._breath.start()

    def _show_sent(self, one: Named, costumes: list[Costume]) -> None:
        """Show the texts to send beside the words, in the language that most of the generators are written to."""
        language = next(iter(self.room.studio.prompts.languages()), "")
        sent = entries(self.room, one.kind).sent(one)
        for name, beside in self._beside.items():
            if beside.language != language:
                beside.speak(language)
            if _SENT not in self._pending:
                beside.put({spoken: fields[name] for spoken, fields in sent.items() if fields.get(name)})
        kept = {costume.id: self.room.studio.cast.costume_sent(costume) for costume in costumes}
        self.wardrobe.show_sent({**kept, **self._costumes_sent}, language)

    def _look_through(self) -> None:
        if self.one is not None and self.isVisible():
            self.used.show_uses(entries(self.room, self.one.kind).uses(self.one))

    # What is written

    def keep(self) -> None:
        """Write what was typed; what is refused is told once and stays to be mended."""
        self._rest.stop()
        if self.one is None or self._refused or not (self._pending or self._costumes or self._costumes_sent):
            return
        self._refused = True
        one, kept = self.one, entries(self.room, self.one.kind)
        words = {name: _plain(name, value) for name, value in self._pending.items() if name not in _APART}
        if words and self.room.attempt(lambda: kept.edit(one=one, **words)) is not None:
            for name in words:
                self._pending.pop(name, None)
        colours = self._pending.get("colours")
        if isinstance(colours, tuple):
            set_colours = partial(kept.set_colours, one=one, colours=colours)
            if self.room.attempt(set_colours) is not None:
                self._pending.pop("colours", None)
        sent = self._pending.get(_SENT)
        if isinstance(sent, dict) and self.room.attempt(lambda: kept.send(one=one, sent=sent)) is not None:
            self._pending.pop(_SENT, None)
        for costume, texts in list(self._costumes_sent.items()):
            row = self.room.studio.plan.find(Costume, costume)
            send = partial(self.room.studio.cast.send_costume, sent=texts)
            if row is None or self.room.attempt(partial(send, costume=row)) is not None:
                self._costumes_sent.pop(costume, None)
        for costume, fields in list(self._costumes.items()):
            row = self.room.studio.plan.find(Costume, costume)
            edit = partial(self.room.studio.cast.edit_costume, **fields)  # type: ignore[arg-type]
            if row is None or self.room.attempt(partial(edit, costume=row)) is not None:
                self._costumes.pop(costume, None)
        self._refused = bool(self._pending or self._costumes or self._costumes_sent)
        self.room.bridge.flush()

    def _write(self, name: str, field: Field) -> None:
        self._pending[name] = field.value() if field.value() is not None else ""
        self._refused = False
        self._rest.start()

    def _write_costume(self, costume: Id, field: str, text: str) -> None:
        self._costumes.setdefault(costume, {})[field] = text
        self._refused = False
        self._rest.start()

    def _write_sent(self) -> None:
        made: dict[str, dict[str, str]] = {}
        for name, beside in self._beside.items():
            for language, text in beside.texts.items():
                if self.one is not None and name in _OF[self.one.kind]:
                    made.setdefault(language, {})[name] = text
        self._pending[_SENT] = made
        self._refused = False
        self._rest.start()

    def _write_costume_sent(self, costume: Id, texts: dict[str, str]) -> None:
        self._costumes_sent[costume] = texts
        self._refused = False
        self._rest.start()

    def _forget(self) -> None:
        for pending in (self._pending, self._costumes, self._costumes_sent):
            pending.clear()

    def _want_costume(self, costume: Id) -> None:
        self.keep()
        cast, one = self.room.studio.cast, self.one
        if not isinstance(one, Character):
            return
        if costume:
            row = self.room.studio.plan.get(Costume, costume)
            self.room.attempt(lambda: cast.remove_costume(costume=row, anyway=True))
            self.room.bridge.flush()
            return
        taken = {each.name.casefold() for each in cast.costumes(one)}
        names = (self.room.say("cast-dock.new-costume", n=number) for number in range(len(taken) + 1, 10_000))
        name = next(each for each in names if each.casefold() not in taken)
        made = self.room.attempt(lambda: cast.add_costume(one=one, name=name))
        self.room.bridge.flush()
        if made is not None:
            self.renew()
            self.wardrobe.write_in(made.id)

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and self.isAncestorOf(old) and now is not old:
            self.keep()
        if now is not None and self.form.isAncestorOf(now):
            self.area.ensureWidgetVisible(now)

    # How it looks

    def _form(self) -> QWidget:
        form = QWidget()
        self._lines = QVBoxLayout(form)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        for action, icon in (
            ("continuity", "beside"),
            ("show-named", "board"),
            ("rename-named", "edit"),
            ("remove-named", "bin"),
        ):
            button = QToolButton()
            button.setProperty("flat", True)
            self.room.name(button, f"act.{action}")
            self.room.icons.dress(button, icon, "text-soft")
            button.clicked.connect(partial(self._do, action))
            head.addWidget(button)
        self._lines.addLayout(head)
        one = self.fields
        order = (one["identity"], one["wardrobe"], self.wardrobe, one["voice"], one["colours"])
        for field in (*order, one["colour"], one["aliases"], one["note"], self.pictures, self.known, self.used):
            self._lines.addWidget(field)
        self._lines.addStretch(1)
        return form

    def _nothing(self) -> QWidget:
        page = QWidget()
        words = Paragraph(self.room.look, self.room.say("cast-dock.empty"))
        lines = QVBoxLayout(page)
        edge = self.room.theme.space("xl")
        lines.setContentsMargins(edge, edge, edge, edge)
        lines.setSpacing(self.room.theme.space("m"))
        lines.addStretch(1)
        lines.addWidget(words)
        for action, icon in (("new-character", "person"), ("new-place", "place"), ("new-prop", "add")):
            button = QPushButton(self.room.say(f"act.{action}"))
            button.clicked.connect(partial(self._do, action))
            self.room.icons.dress(button, icon)
            lines.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
            if page.focusProxy() is None:
                page.setFocusProxy(button)
        lines.addStretch(2)
        return page

    def _do(self, action: str, _on: bool = False) -> None:
        self.keep()
        self.room.actions[action].trigger()

    def _dress(self) -> None:
        theme = self.room.theme
        side = theme.space("m")
        self._lines.setContentsMargins(side, theme.space("s"), side, side)
        self._lines.setSpacing(theme.space("m"))


def _plain(name: str, value: object) -> str:
    text = str(value or "")
    return text.strip().lower() if name == "colour" else text
