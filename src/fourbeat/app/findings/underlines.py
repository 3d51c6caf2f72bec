"""Findings under the words themselves: a wave in the brief's fields, the reason as a tip, the fixes in the menu.

What stands under no word that is shown has a sign beside its field's name instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QTextEdit, QToolTip

from fourbeat.model.finding import Finding
from fourbeat.model.plan import Beat, Line, Severity

from ..brief.beats import BeatRow
from ..brief.controls import Writing
from ..brief.dialogue import LineRow
from ..brief.field import Field
from ..brief.rows import RowsField
from ..brief.words import TextField
from ..room import Room
from .carrying_out import carry_out_fix
from .field_mark import LAST, FieldMark, field_of
from .reader import reader
from .row import TONES

_REST = 120
"""Milliseconds after the brief has changed until the words are marked anew: never while a key is held."""

_ORDER = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


class Underlines(QObject):
    """Mark the words of the looked-at shot's brief; `fields` are the form's."""

    def __init__(self, room: Room, fields: Mapping[str, Field]) -> None:
        super().__init__(room)
        self._room, self._fields = room, fields
        self._reader = reader(room)
        self._marked: dict[QPlainTextEdit, list[tuple[Finding, QTextCursor]]] = {}
        self._watched: set[QPlainTextEdit] = set()
        self._signs: dict[str, FieldMark] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self.mark)
        room.selection.changed.connect(self._timer.start)
        room.look.changed.connect(self._timer.start)
        self._reader.found.connect(self._hear)
        self._reader.settled.connect(self._timer.start)
        self._timer.start()

    def mark(self) -> None:
        """Mark the words as they stand; a field that is being written keeps its marks until it rests."""
        shots = self._room.selection.shots
        found = self._reader.of(shots[0]) if len(shots) == 1 else ()
        by_place: dict[tuple[str, str, str], list[Finding]] = {}
        for one in found:
            if one.where.start is not None:
                by_place.setdefault((one.where.kind, one.where.row, one.where.field), []).append(one)
        for writing, place, text in self._writings():
            if text != writing.words():
                continue
            self._mark(writing, by_place.get(place, []))
        waved = {one.where for marks in self._marked.values() for one, _pen in marks}
        written = {place for _writing, place, _text in self._writings()}
        self._sign([one for one in found if one.where not in waved and not self._waits(one, written)])

    def reach(self, finding: Finding) -> bool:
        """Put the caret into a finding's words; False where they stand in no field of the brief."""
        self.mark()
        for writing, marks in self._marked.items():
            for one, pen in marks:
                if (one.rule, one.where) == (finding.rule, finding.where):
                    self._room.stage.show_dock("brief")
                    writing.setTextCursor(QTextCursor(pen))
                    writing.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return True
        for name, sign in self._signs.items():
            if any((one.rule, one.where) == (finding.rule, finding.where) for one in sign.findings):
                self._room.stage.show_dock("brief")
                self._fields[name].setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False

    def under_caret(self) -> Finding | None:
        """Give the finding that the caret stands in."""
        writing = QApplication.focusWidget()
        if not isinstance(writing, QPlainTextEdit):
            return None
        pen = writing.textCursor()
        at = self._at(writing, pen.selectionStart()) or self._at(writing, pen.position())
        return at[0] if at else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the reason as a tip, and the fixes above the usual menu."""
        writing = next((one for one in self._watched if watched in (one, one.viewport())), None)
        if writing is None:
            return False
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._at(writing, writing.cursorForPosition(event.pos()).position())
            if found:
                QToolTip.showText(event.globalPos(), "\n\n".join(map(self._tip, found)), writing)
                return True
        if isinstance(event, QContextMenuEvent) and watched is writing.viewport():
            found = self._at(writing, writing.cursorForPosition(event.pos()).position())
            if found and any(one.fixes for one in found):
                self._menu(writing, found, event)
                return True
        return False

    # Inside

    def _waits(self, one: Finding, written: set[tuple[str, str, str]]) -> bool:
        """Tell whether a finding is about words that are being written: its wave comes back when they rest."""
        return one.where.start is not None and (one.where.kind, one.where.row, one.where.field) in written

    def _sign(self, findings: list[Finding]) -> None:
        """Set a sign beside the name of each field that findings are about."""
        by_field: dict[str, list[Finding]] = {}
        for one in findings:
            name = field_of(one.where)
            by_field.setdefault(name if name in self._fields else LAST, []).append(one)
        for name in by_field:
            if name not in self._signs:
                self._signs[name] = sign = FieldMark(self._room)
                sign.clicked.connect(partial(self._open, name))
                self._fields[name].tops.insertWidget(1, sign)
        for name, sign in self._signs.items():
            here = by_field.get(name, [])
            sign.show_findings(here, "\n\n".join(map(self._tip, here)))

    def _open(self, name: str, _on: bool = False) -> None:
        """Show what a sign stands for in the list."""
        page = getattr(self._room.stage, "pages", {}).get("findings")
        here = self._signs[name].findings
        if page is not None and here:
            self._room.stage.show_dock("findings")
            page.look_at(here[0])

    def _hear(self, shots: frozenset[str]) -> None:
        if self._room.selection.shot in shots:
            self._timer.start()

    def _writings(self) -> Iterator[tuple[Writing, tuple[str, str, str], str]]:
        """Give each field of text, the place it shows, and the words that stand there in the plan."""
        shot, plan = self._room.selection.shot, self._room.studio.plan
        if shot is None:
            return
        text = plan.brief(shot).text
        for name, field in self._fields.items():
            if isinstance(field, TextField) and hasattr(text, name):
                yield field.writing, ("brief", shot, name), str(getattr(text, name))
            elif isinstance(field, RowsField):
                kind: type[Beat | Line] = Beat if name == "beats" else Line
                rows = plan.of(kind, shot)
                kept = [row for row in field.rows if row.value() is not None]
                for row, item in zip(kept, rows, strict=False):
                    if isinstance(row, BeatRow | LineRow):
                        yield row.text, (item.kind, item.id, "text"), item.text

    def _mark(self, writing: Writing, findings: list[Finding]) -> None:
        if writing not in self._watched:
            self._watched.add(writing)
            writing.installEventFilter(self)
            writing.viewport().installEventFilter(self)
            writing.destroyed.connect(partial(self._forget, writing))
        before = self._marked.get(writing, [])
        if not findings and not before:
            return
        shown = writing.toPlainText()
        lead = len(shown) - len(shown.lstrip())
        marks: list[QTextEdit.ExtraSelection] = []
        held: list[tuple[Finding, QTextCursor]] = []
        for one in sorted(findings, key=lambda one: _ORDER.index(one.severity)):
            assert one.where.start is not None
            start, end = lead + one.where.start, lead + (one.where.end or one.where.start)
            if end > len(shown):
                continue
            pen = QTextCursor(writing.document())
            pen.setPosition(_units(shown[:start]))
            pen.setPosition(_units(shown[:end]), QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(self._room.theme.colour(TONES[one.severity]))
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = pen, look
            marks.append(mark)
            held.append((one, QTextCursor(pen)))
        self._marked[writing] = held
        writing.setExtraSelections(marks)

    def _forget(self, writing: QPlainTextEdit, _gone: QObject | None = None) -> None:
        self._watched.discard(writing)
        self._marked.pop(writing, None)

    def _at(self, writing: QPlainTextEdit, position: int) -> list[Finding]:
        """Give the findings that stand at a place, the gravest first."""
        there = [
            one for one, pen in self._marked.get(writing, []) if pen.selectionStart() <= position <= pen.selectionEnd()
        ]
        return list(reversed(there))

    def _tip(self, one: Finding) -> str:
        words = self._room.words
        parts = [words(one.what), words(one.why)]
        if one.fixes:
            keys = self._room.actions.keys("finding-fix")
            parts.append(self._room.say("findings-dock.tip-fix", keys=keys, fix=one.fixes[0].label))
        return "\n".join(parts)

    def _menu(self, writing: QPlainTextEdit, found: list[Finding], event: QContextMenuEvent) -> None:
        menu: QMenu = writing.createStandardContextMenu(event.pos())
        first = menu.actions()[0] if menu.actions() else None
        for one in found:
            for number, fix in enumerate(one.fixes):
                action = menu.addAction(" ".join(self._room.words(fix.label).split()))
                action.triggered.connect(partial(self._fix, one, number))
                if first is not None:
                    menu.insertAction(first, action)
        if first is not None:
            menu.insertSeparator(first)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _fix(self, finding: Finding, number: int, _on: bool = False) -> None:
        carry_out_fix(self._room, finding, number)


def _units(text: str) -> int:
    """Count as Qt does: a character outside the first plane is two."""
    return len(text.encode("utf-16-le")) // 2
