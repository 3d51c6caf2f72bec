"""The brief's page: the fields of what is selected, the prompt beneath them, and the button that asks for a take."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fourbeat.model.briefing import BriefFile
from fourbeat.model.edit import Changes
from fourbeat.model.errors import FourbeatError
from fourbeat.model.plan import BriefText, Place, Shot
from fourbeat.studio.prompts import BY_HAND, Sending

from ..findings.reader import reader
from ..findings.underlines import Underlines
from ..labels import Paragraph
from ..panel import Page
from ..room import Room
from ..unsaved import may_lose
from .bottom import Bottom
from .controls import said
from .draft import NOTE, Draft
from .field import Field
from .form import PARTS, Form
from .preview import Preview
from .several import Several

_LISTED = {"beats": "beat", "lines": "line"}
"""The parts of the prompt whose stretches each come from one of several things."""

_LIVE = 80
"""Milliseconds after a key until prompt, ruler and meter follow."""


class Brief(Page):
    """Write the brief of the selected shot."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.form, self.several, self.preview = Form(room), Several(room), Preview(room)
        self.form.fields["form"] = self.preview.form
        self.bottom = Bottom(room)
        self.draft = Draft(room, self)
        self.underlines = Underlines(room, {**self.form.fields, "references": self.form.pictures})
        self.empty = self._nothing()
        self.pages = QStackedWidget()
        self._scrolls = {one: _scroll(one) for one in (self.form, self.several)}
        for page in (*self._scrolls.values(), self.empty):
            self.pages.addWidget(page)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.pages)
        self.split.addWidget(self.preview)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.preview.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.split, 1)
        lines.addWidget(self.bottom)
        self._live = QTimer(self)
        self._live.setSingleShot(True)
        self._live.setInterval(_LIVE)
        self._live.timeout.connect(self.live)
        self._field = ""
        self._watched: QWidget | None = None
        for fields in (self.form.fields, self.several.fields):
            for name, field in fields.items():
                field.edited.connect(partial(self._edited, name, field))
        for name, field in self.form.fields.items():
            field.hovered.connect(partial(self._hover, name))
        self._sending: Sending | None = None
        self.preview.page.typed.connect(self._typed)
        self.preview.page.pointed.connect(self._point)
        self.preview.hand.wanted.connect(self._settle)
        self.preview.spoken.connect(self._speak)
        self.bottom.preview.toggled.connect(self._open_preview)
        self.draft.refused.connect(self.renew)
        room.selection.changed.connect(self.follow)
        room.bridge.changed.connect(self.hear)
        room.left.connect(self.draft.keep)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        self.follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the window from now on: it must not close over words that are not yet kept."""
        super().showEvent(event)
        if self.window() is not self._watched:
            self._watched = self.window()
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was written before the window closes."""
        if event.type() == QEvent.Type.Close:
            self.draft.keep()
        return super().eventFilter(watched, event)

    def may_close(self) -> bool:
        """Keep what was written, or ask before it is lost."""
        self.draft.keep()
        if not may_lose(self.room, self.unkept(), self):
            return False
        self.draft.forget()
        return True

    def unkept(self) -> str:
        """Give the words that could not be saved, each field under its name."""
        parts = []
        for shots, words in self.draft.unkept():
            plan = self.room.studio.plan
            numbers = [shot.number for one in shots if (shot := plan.find(Shot, one))]
            fields = self.form.fields if len(shots) == 1 else self.several.fields
            lines = [f"{fields[name].label.text()}: {_plain(value)}" for name, value in words.items() if name in fields]
            parts.append("\n".join([self.room.say("brief-dock.shot", number=", ".join(numbers)), *lines]))
        return "\n\n".join(parts)

    def enter(self) -> None:
        """Take the keyboard in the scene, or in the first field that several shots share."""
        fields = self._shown()
        field = fields.get("scene") or next(iter(fields.values()), None)
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.empty.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """Keep what was written and go on to the next field."""
        self.draft.begin_visit()
        self.focusNextChild()

    def follow(self) -> None:
        """Show what is selected."""
        chosen = self.room.selection.shots
        turned = chosen != self.draft.shots
        if turned:
            self.draft.turn_to(chosen)
            for scroll in self._scrolls.values():
                scroll.verticalScrollBar().setValue(0)
        self.renew()
        if turned:
            self._show_unkept()

    def hear(self, changes: Changes) -> None:
        """Follow a change of the plan that is about what is shown."""
        if changes.shots & set(self.draft.shots) or changes.cast or changes.places or changes.project:
            self.renew()

    def renew(self) -> None:
        """Show what stands in the plan; fields that are being written keep what was typed."""
        plan = self.room.studio.plan
        shots = [shot for one in self.draft.shots if (shot := plan.find(Shot, one))]
        page = self._scrolls[self.form if len(shots) == 1 else self.several] if shots else self.empty
        self.pages.setCurrentWidget(page)
        self.bottom.show_shots(shots)
        self.preview.setVisible(self.bottom.preview.isChecked() and len(shots) == 1)
        writable = not self.room.studio.store.read_only
        self.form.enable(on=writable)
        self.several.setEnabled(writable)
        if len(shots) == 1:
            self._show(shots[0])
        elif shots:
            briefs = [plan.find(BriefText, one.id) or BriefText(id=one.id) for one in shots]
            self.several.show_briefs(briefs, self.draft.pending)
            self.noted.emit("")
        else:
            self.noted.emit("")
        self._show_faults()

    def _show_faults(self) -> None:
        """Mark the fields whose words cannot be kept, each with the reason."""
        say = self.room.say
        for name, field in self._shown().items():
            fault = self.draft.fault(name)
            field.show_fault(say("brief-dock.not-kept", why=fault.message) if fault is not None else "")

    def live(self) -> None:
        """Let prompt, ruler and meter follow what is written now."""
        shot = self.room.studio.plan.find(Shot, self.draft.shots[0]) if len(self.draft.shots) == 1 else None
        brief = self.draft.brief()
        if shot is None or brief is None:
            return
        drafts = self.room.studio.drafts
        try:
            self._lay_out(brief, drafts.beats(shot, brief))
            self._sending = now = drafts.sending(shot, brief)
            language = now.dialect.language
            self.form.speak(language if language != self.room.studio.plan.project.language else "")
            if not self.preview.isHidden():
                pieces = drafts.difference(brief, now) if now.outdated else ()
                self.preview.show_sending(now, pieces, self._missing(now))
        except FourbeatError:
            # Half a brief makes no prompt yet; the last whole one stays.
            return

    def _show(self, shot: Shot) -> None:
        studio = self.room.studio
        offer = studio.drafts.offer(shot)
        self.form.making.offer(shot, offer)
        self.bottom.show_offer(offer)
        self._show_brief(studio.shots.written(shot), shot.note)
        self.form.pictures.show_owner(shot)
        self.noted.emit(self.room.say("brief-dock.shot", number=shot.number))
        self.live()

    def _show_unkept(self) -> None:
        """Show the words that were written here before and that the disk has not taken."""
        for name, value in self.draft.pending.items():
            if (field := self._shown().get(name)) is not None:
                field.show_value(value)

    def _show_brief(self, brief: BriefFile, note: str) -> None:
        written: Mapping[str, object] = {**brief.model_dump(), NOTE: note}
        for name, field in self.form.fields.items():
            if name not in self.draft.pending:
                field.show_value(written[name])
        self.form.shown()

    def _lay_out(self, brief: BriefFile, starts: list[int]) -> None:
        rate = self.room.studio.plan.project.fps
        frames = rate.frames(brief.seconds)
        length = rate.seconds(frames)
        self.form.beats.lay_out(rate, frames, starts, said(length))
        self.form.dialogue.measure(self.room.studio.drafts.spoken(self.form.dialogue.texts()), length)

    def _edited(self, name: str, field: Field) -> None:
        self.draft.write(name, field.value())
        field.show_fault("")
        self._live.start()

    def _shown(self) -> Mapping[str, Field]:
        if not self.draft.shots:
            return {}
        return self.form.fields if len(self.draft.shots) == 1 else self.several.fields

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        name = self._name_of(now)
        if now is None:
            self.draft.keep()
        elif name != self._field:
            self.draft.begin_visit()
            self._field = name
        if name and now is not None:
            self._see()
            self._mark(name)

    def _mark(self, name: str, *, follow: bool = True) -> None:
        part = self._shown()[name].part()
        self.preview.mark(part or PARTS.get(name, name), follow=follow)

    def _hover(self, name: str, on: bool) -> None:
        """Mark the words of the field that is pointed at; after it those of the field that is written in."""
        if self.preview.isHidden() or name not in self._shown():
            return
        if on:
            self.preview.mark(PARTS.get(name, _LISTED.get(name, name)), follow=False)
        elif self._field in self._shown():
            self._mark(self._field, follow=False)
        else:
            self.preview.mark()

    def _point(self, part: str) -> None:
        """Light up the fields whose words are pointed at in the prompt."""
        kind = part.partition(":")[0]
        named = [name for name in self.form.fields if kind and kind in (PARTS.get(name), _LISTED.get(name), name)]
        for name, field in self.form.fields.items():
            field.light_up(on=name in named)
        if named and self.preview.page.hasFocus():
            self._scrolls[self.form].ensureWidgetVisible(self.form.fields[named[0]])
        if any(self.form.details.holds(self.form.fields[name]) for name in named):
            self.form.details.unfold()
        place = self.room.studio.plan.find(Place, part.partition(":")[2]) if kind == "place" else None
        words = [self.form.fields[name].label.text() for name in named]
        if place is not None:
            words = [self.room.say("brief-dock.from-place", place=place.name)]
        elif part == BY_HAND:
            words = [self.room.say("brief-dock.from-hand")]
        self.preview.show_origin(", ".join(words))

    def _typed(self, text: str) -> None:
        """Keep what a person types over the prompt; the brief's own text takes it back."""
        now = self._sending
        if now is None:
            return
        typed = text.strip()
        if typed in ("", now.made.text):
            self.draft.write("prompt", "")
            self.draft.write("made_from", "")
        else:
            self.draft.write("prompt", typed)
            if not now.by_hand:
                self.draft.write("made_from", now.made.text)
        self._live.start()

    def _settle(self, deed: str) -> None:
        self.draft.begin_visit()
        prompts, plan = self.room.studio.prompts, self.room.studio.plan
        verb = {"accept": prompts.accept, "keep": prompts.keep, "drop": prompts.drop}[deed]
        if shot := plan.find(Shot, self.draft.shots[0]) if len(self.draft.shots) == 1 else None:
            self.room.attempt(partial(verb, shot=shot))
            self.room.bridge.flush()

    def _speak(self, language: str) -> None:
        now = self._sending
        if now is not None:
            choices = {"language": language or None}
            self.room.attempt(partial(self.room.studio.dialects.set, provider=now.provider, choices=choices))
            self.live()
            reader(self.room).again()

    def _missing(self, now: Sending) -> list[str]:
        """Name the fields that have no text to send, by their labels."""
        names = []
        for one in now.prompt.missing:
            field = self.form.fields.get(one.field)
            called = self.form.fields["beats"] if one.field == "text" else field
            if one.field == "delivery":
                called = self.form.fields["lines"]
            bible = self.room.studio.plan.bible()
            people = {row.id: row.name for row in bible.people}
            things = {row.id: row.name for row in bible.places} | {row.id: row.name for row in bible.props}
            owner = (people | things).get(one.of)
            names.append(owner or (called.label.text() if called else one.field))
        return list(dict.fromkeys(names))

    def _name_of(self, widget: QWidget | None) -> str:
        fields = self._shown()
        while widget is not None and widget is not self:
            for name, field in fields.items():
                if widget is field:
                    return name
            widget = widget.parentWidget()
        return ""

    def _open_preview(self, on: bool) -> None:
        self.preview.setVisible(on and len(self.draft.shots) == 1)
        if on:
            whole = self.split.height()
            self.split.setSizes([whole * 3 // 5, whole * 2 // 5])
        self.live()
        QTimer.singleShot(0, self, self._see)

    def _see(self) -> None:
        """Scroll to the field that has the keyboard."""
        focus = QApplication.focusWidget()
        if focus is not None and self._name_of(focus):
            self._scrolls[self.form if len(self.draft.shots) == 1 else self.several].ensureWidgetVisible(focus)

    def _nothing(self) -> QWidget:
        say = self.room.say
        page = QWidget()
        words = Paragraph(self.room.look, say("brief-dock.empty"))
        button = QPushButton(say("board.first"))
        button.clicked.connect(lambda _on=False: self.room.actions["new-after"].trigger())
        self.room.icons.dress(button, "add")
        page.setFocusProxy(button)
        lines = QVBoxLayout(page)
        edge = self.room.theme.space("xl")
        lines.setContentsMargins(edge, edge, edge, edge)
        lines.setSpacing(self.room.theme.space("m"))
        lines.addStretch(1)
        lines.addWidget(words)
        lines.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        lines.addStretch(2)
        return page


def _plain(value: object) -> str:
    """Write what a field holds as a person would, for lists one thing to a line."""
    if isinstance(value, Mapping):
        return ", ".join(_plain(one) for one in value.values() if one not in (None, ""))
    if isinstance(value, list | tuple):
        return "".join(f"\n- {_plain(one)}" for one in value)
    return str(value) if value is not None else ""


def _scroll(inner: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inner)
    return scroll
