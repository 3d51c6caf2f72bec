"""The prompt as it will be sent: which field each stretch came from, how long it is, and text typed over it by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fourbeat.model.plan import Form
from fourbeat.studio.prompts import Sending
from fourbeat.writing.difference import Piece

from ..labels import Label
from ..room import Room
from .by_hand import ByHand
from .paper import Paper
from .to_send import language_name
from .words import ChoiceField

_FEW = 3
"""How many fields are named before the rest is counted."""

FORMS = {Form.SHORT: "form.short", Form.STANDARD: "form.standard", Form.LONG: "form.long"}


class Preview(QWidget):
    """Show a prompt; `spoken` carries the language that a person chooses for the generator."""

    spoken = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._part: tuple[str, ...] = ()
        self.title = Label(room.look, room.say("brief-dock.preview"), "caption", bold=True)
        self.count = Label(room.look, "", "caption", tone="text-soft")
        self.count.setWordWrap(True)
        self.origin = Label(room.look, "", "caption", tone="text-soft")
        self.paste = QPushButton()
        self.copy = QPushButton(room.say("brief-dock.copy"))
        for button, icon in ((self.paste, "note"), (self.copy, "copy")):
            button.setProperty("flat", True)
            room.icons.dress(button, icon, "text-soft")
        room.name(self.paste, "act.read-prompt")
        self.copy.clicked.connect(lambda _on=False: self._copy())
        self.paste.clicked.connect(lambda _on=False: room.actions["read-prompt"].trigger())
        self.form = ChoiceField(room, "field.form")
        self.language = ChoiceField(room, "field.prompt-language")
        self.language.edited.connect(lambda: self.spoken.emit(str(self.language.value() or "")))
        for field in (self.form, self.language):
            field.label.hide()
            field.note.hide()
        self.hand = ByHand(room)
        self.missing = Label(room.look, "", "caption", tone="warn")
        self.missing.setWordWrap(True)
        self.page = Paper(room)
        self.page.setAccessibleName(room.say("brief-dock.preview"))
        self._top, self._asked = QHBoxLayout(), QGridLayout()
        self._top.addWidget(self.title)
        self._top.addWidget(self.origin, 1)
        self._top.addWidget(self.paste)
        self._top.addWidget(self.copy)
        self._asked.addWidget(self.form, 0, 0)
        self._asked.addWidget(self.language, 0, 1)
        self._asked.setColumnStretch(0, 1)
        self._asked.setColumnStretch(1, 1)
        self._lines = QVBoxLayout(self)
        self._lines.addLayout(self._top)
        self._lines.addLayout(self._asked)
        self._lines.addWidget(self.hand)
        self._lines.addWidget(self.missing)
        self._lines.addWidget(self.page, 1)
        self._lines.addWidget(self.count)
        room.look.changed.connect(self._dress)
        self._dress()

    def show_sending(self, now: Sending, pieces: Sequence[Piece], missing: Sequence[str]) -> None:
        """Show what will be sent; `pieces` is what the brief's changes would do to text typed by hand."""
        say = self._room.say
        writable = not self._room.studio.store.read_only
        self.page.setReadOnly(not writable)
        for field in (self.form, self.language, self.hand):
            field.setEnabled(writable)
        self.page.put(now.prompt.text, now.prompt.parts)
        length = now.length
        measured = [say("brief-dock.words", n=length.words), say("dialect.characters", n=length.characters)]
        limits = (("words", length.most_words), ("characters", length.most_characters))
        most = ", ".join(say(f"dialect.{unit}", n=top) for unit, top in limits if top)
        if most:
            code = "brief-dock.over-limit" if length.over else "brief-dock.limit"
            measured.append(say(code, generator=now.provider, most=most))
        self.count.setText(" · ".join(measured))
        self.count.tint("bad" if length.over else "text-soft")
        self._show_form(now)
        self._show_language(now)
        self.hand.show_state(by_hand=now.by_hand, pieces=pieces)
        language = language_name(self._room, now.dialect.language)
        few = (*missing[:_FEW], f"+{len(missing) - _FEW}") if len(missing) > _FEW + 1 else missing
        told = say("brief-dock.missing", language=language, fields=tuple(few))
        whole = say("brief-dock.missing", language=language, fields=tuple(missing))
        self.missing.setText(told if missing else "")
        self.missing.setToolTip(whole)
        self.missing.setAccessibleDescription(whole)
        self.missing.setVisible(bool(missing))
        self._keep_whole()

    def show_origin(self, words: str) -> None:
        """Say which field the words come from that are pointed at."""
        self.origin.setText(words)

    def mark(self, *parts: str, follow: bool = True) -> None:
        """Mark the stretch that came from parts of the brief."""
        self._part = parts
        self.page.mark(parts, follow=follow)

    def marked(self) -> str:
        """Give the words that are marked."""
        return " ".join(one.cursor.selectedText() for one in self.page.extraSelections())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the marked stretch in sight."""
        super().resizeEvent(event)
        self._keep_whole()
        if not self.page.hasFocus():
            self.page.centerCursor()

    def _keep_whole(self) -> None:
        """Ask for the height that the words need: a layout alone would leave them one line."""
        side = 2 * self._room.theme.space("m")
        for label in (self.missing, self.count):
            label.setMinimumHeight(max(0, label.heightForWidth(self.width() - side)))

    def _show_form(self, now: Sending) -> None:
        say = self._room.say
        usual = now.dialect.form or self._room.studio.plan.project.form
        chosen = self.form.value()
        first = (None, say("brief-dock.usual", what=say(FORMS[usual])))
        self.form.offer([first, *((form, say(word)) for form, word in FORMS.items())])
        self.form.show_value(chosen)

    def _show_language(self, now: Sending) -> None:
        own = self._room.studio.plan.project.language
        offered = sorted({"en", "ja", own, now.dialect.language} - {""})
        choices = [("", self._room.say("dialect.as-written"))]
        choices += [(one, language_name(self._room, one)) for one in offered]
        self.language.show_value("")
        self.language.offer(choices)
        self.language.show_value(now.dialect.language)
        words = self._room.say("brief-dock.language-of", generator=now.provider)
        self.language.choice.setAccessibleName(words)
        self.language.choice.setToolTip(f"{words}: {self.language.choice.currentText()}")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.page.toPlainText())
        self._room.stage.announce(self._room.say("brief-dock.copied"))

    def _dress(self) -> None:
        theme = self._room.theme
        side = theme.space("m")
        self._lines.setContentsMargins(side, theme.space("s"), side, 0)
        self._lines.setSpacing(theme.space("xs"))
        self._top.setSpacing(theme.space("s"))
        self._asked.setHorizontalSpacing(theme.space("s"))
        self.page.mark(self._part, follow=False)
