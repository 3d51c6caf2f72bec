"""What is told under the strip: how one take was made, or what changed between two."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import code
from fourbeat.model.take import Take
from fourbeat.studio.differences import NAMES, Differences, Kind, differences, settings
from fourbeat.studio.ignored import ignored
from fourbeat.studio.lineage import lineage
from fourbeat.studio.takes import Listed

from ..action_button import ActionButton
from ..labels import Label
from ..queue.story import generator, moment
from ..room import Room
from .note import Note
from .review import Looked

_LINES = 4


class Details(QWidget):
    """Tell how one take was made."""

    known = Signal(str)
    """A content whose fingerprints have just been taken, in whatever thread."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self._take: Take | None = None
        self._shown: tuple[Listed, int | None] | None = None
        self.title = Label(room.look, bold=True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note = Note(room)
        self.looked = Looked(room)
        self.review = ActionButton(room, "take-review")
        seen = QHBoxLayout()
        seen.addWidget(self.looked, 1)
        seen.addWidget(self.review, 0, Qt.AlignmentFlag.AlignTop)
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.facts: dict[str, Label] = {}
        self.prompt = QPlainTextEdit()
        self.prompt.setReadOnly(True)
        self.prompt.setTabChangesFocus(True)
        room.name(self.prompt, "takes-dock.prompt")
        self.prompt.setToolTip("")
        named = Label(room.look, room.say("takes-dock.prompt"), "caption", tone="text-soft")
        named.setBuddy(self.prompt)
        self.copy = ActionButton(room, "take-copy")
        line = QHBoxLayout()
        line.addWidget(named)
        line.addStretch(1)
        line.addWidget(self.copy)
        self._lines = QVBoxLayout(self)
        self._lines.addWidget(self.title)
        self._lines.addWidget(self.note)
        self._lines.addLayout(seen)
        self._lines.addLayout(self._form)
        self._lines.addLayout(line)
        self._lines.addWidget(self.prompt, 1)
        room.look.changed.connect(self._dress)
        self._dress()
        self.known.connect(self._compared)
        end = room.studio.looks.subscribe(lambda sha256, _shot: self.known.emit(sha256))
        self.destroyed.connect(lambda _gone=None: end())

    def show_take(self, one: Listed, parent: int | None = None) -> None:
        """Tell of a take, made from another or not; what people do not say of it never changes, and is told once."""
        take = one.take
        self.note.show_take(one)
        self.looked.show_made(one.take)
        if take is self._take:
            self._fit()
            return
        self._take, self._shown = take, (one, parent)
        room = self._room
        self.title.setText(room.say("takes-dock.take", number=take.number, code=code(take.id)))
        facts: dict[str, str] = {}
        if parent is not None:
            facts[room.say("takes-dock.parent")] = room.say("board.t", number=parent)
        if (made := lineage(room.studio, take)) is not None:
            facts[room.say("takes-dock.way")] = room.words(made.told())
        if take.delta:
            facts[room.say("takes-dock.delta")] = take.delta
        if (told := ignored(room.studio, take)) is not None:
            facts[room.say("takes-dock.first-frame")] = room.words(told)
        facts |= {named(room, name): value for name, value in shown(room, take).items()}
        facts[room.say("takes-dock.made")] = moment(room, take.made_at)
        # A file's name breaks only where it is told that it may.
        facts[room.say("takes-dock.file")] = take.media.replace("_", "_\u200b")
        if list(facts) != list(self.facts):
            self._name(list(facts))
        for name, value in facts.items():
            self.facts[name].setText(value)
        self.prompt.setPlainText(take.prompt)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the wrapped lines need."""
        super().resizeEvent(event)
        self._fit()

    def _compared(self, sha256: str) -> None:
        """Tell of the take once more, now that it can be compared with the picture it was to begin with."""
        if self._take is None or self._shown is None:
            return
        if sha256 == self._take.sha256 or any(one.sha256 == sha256 for one in self._take.references):
            self._take = None
            # The project may have been closed meanwhile.
            with suppress(FourbeatError):
                self.show_take(*self._shown)

    def _fit(self) -> None:
        self.setMinimumHeight(self._lines.minimumHeightForWidth(self.width()))

    def _name(self, names: list[str]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self.facts = {name: Label(self._room.look) for name in names}
        for name, value in self.facts.items():
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._form.addRow(Label(self._room.look, name, tone="text-soft"), value)

    def _dress(self) -> None:
        theme = self._room.theme
        edge = theme.space("m")
        self._lines.setContentsMargins(edge, theme.space("s"), edge, edge)
        self._lines.setSpacing(theme.space("s"))
        self._form.setVerticalSpacing(theme.space("xs"))
        self._form.setHorizontalSpacing(edge)
        self.prompt.setMinimumHeight(_LINES * QFontMetrics(theme.font()).height())


class Compared(QTextEdit):
    """Tell what changed between two takes: crossed out what is gone, underlined what is new."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self._pair: tuple[Take, Take] | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        room.name(self, "takes-dock.compared")
        self.setToolTip("")
        room.look.changed.connect(self._write)

    def show_takes(self, before: Take, after: Take) -> None:
        """Compare two takes."""
        if self._pair is None or self._pair[0] is not before or self._pair[1] is not after:
            self._pair = before, after
            self._write()

    def _write(self) -> None:
        if self._pair is None:
            return
        room, (before, after) = self._room, self._pair
        numbers = {"before": before.number, "after": after.number}
        self.clear()
        found = differences(before, after)
        self._say(room.say("takes-dock.changed", **numbers), bold=True)
        self.setAccessibleName(room.say("takes-dock.changed", **numbers))
        self._lineage(before, after)
        self._words(found, numbers)
        self._settings(found)
        self._say(f"\n{room.say('takes-dock.references')}", bold=True)
        if not found.references:
            self._say(room.say("takes-dock.same-references"))
        for one in found.references:
            number = before.number if one.kind is Kind.GONE else after.number
            role = room.say(f"gate.role.{one.role.value}")
            self._say(room.say("takes-dock.only-as", number=number, role=role, name=one.name))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _lineage(self, *takes: Take) -> None:
        room = self._room
        for take in takes:
            if (made := lineage(room.studio, take)) is not None:
                told = room.say("takes-dock.made-as", number=take.number, way=made.told(), delta=made.delta)
                self._say(f"\n{told}")

    def _words(self, found: Differences, numbers: dict[str, int]) -> None:
        room = self._room
        self._say(f"\n{room.say('takes-dock.words')}", bold=True)
        if found.same_words:
            self._say(room.say("takes-dock.same-words"))
            return
        self._say(room.say("takes-dock.how", **numbers), tone="text-soft")
        cursor = self.textCursor()
        for stretch in found.words:
            look = self._format("text")
            if stretch.kind is Kind.GONE:
                look = self._format("bad")
                look.setFontStrikeOut(True)
            elif stretch.kind is Kind.NEW:
                look = self._format("good")
                look.setFontUnderline(True)
            cursor.insertText(stretch.text, look)
        cursor.insertText("\n", self._format("text"))
        self.setTextCursor(cursor)

    def _settings(self, found: Differences) -> None:
        room = self._room
        self._say(f"\n{room.say('takes-dock.settings')}", bold=True)
        if not found.settings:
            self._say(room.say("takes-dock.same-settings"))
        none = room.say("takes-dock.none")
        for one in found.settings:
            before, after = one.before or none, one.after or none
            self._say(room.say("takes-dock.value", name=named(room, one.name), before=before, after=after))

    def _say(self, text: str, *, tone: str = "text", bold: bool = False) -> None:
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f"{text}\n", self._format(tone, bold=bold))
        self.setTextCursor(cursor)

    def _format(self, tone: str, *, bold: bool = False) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(self._room.theme.font(bold=bold))
        look.setForeground(self._room.theme.colour(tone))
        return look


def shown(room: Room, take: Take) -> dict[str, str]:
    """Give a take's settings as they are shown, by their own names: those that are its own, not the film's."""
    made = {name: value for name, value in settings(take).items() if name not in ("rate", "seconds")}
    made["provider"] = generator(room, made["provider"])
    made["frames"] = str(take.facts.frames)
    return made


def named(room: Room, name: str) -> str:
    """Name a setting."""
    return room.say(NAMES[name]) if name in NAMES else name
