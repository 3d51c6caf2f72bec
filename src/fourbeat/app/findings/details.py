"""The whole of one finding: what, why, who says so, and a button for each way to clear it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fourbeat.model.finding import Finding, Rank
from fourbeat.model.plan import Ruling
from fourbeat.studio.remedies import Remedy

from ..connections.missing import Missing
from ..labels import Label
from ..rights.remedies import words
from ..room import Room

_MOST = 4


class Short(QPushButton):
    """Be a button whose words are cut where they do not fit; all of them are its tip and its name."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._words = room, ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Show words."""
        self._words = " ".join(words.split())
        self.setToolTip(self._words)
        self.setAccessibleName(self._words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = self._room.theme
        least = theme.size("icon") + 4 * theme.space("m")
        width = max(least, self.width() - least)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, width))


class Details(QWidget):
    """Show one finding; `fix` and `remedy` carry what is wanted to clear it, `accept` says that it may stand."""

    fix = Signal(int)
    remedy = Signal(object)
    accept = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.what = Label(room.look, "", "body")
        self.why = Label(room.look, "", "caption", tone="text-soft")
        self.source = Label(room.look, "", "caption", tone="text-faint")
        self._lines = QVBoxLayout(self)
        self.stands = Label(room.look, "", "body")
        for label in (self.what, self.stands, self.why, self.source):
            label.setWordWrap(True)
            self._lines.addWidget(label)
        self.fixes = [Short(room) for _ in range(_MOST)]
        for number, button in enumerate(self.fixes):
            button.say(room.say("act.finding-fix"))
            button.clicked.connect(partial(self._wanted, number))
            room.icons.dress(button, "check", "text-soft")
            self._lines.addWidget(button)
        self.remedies = [Short(room) for _ in range(_MOST)]
        self._offered: tuple[Remedy, ...] = ()
        for number, button in enumerate(self.remedies):
            button.say(room.say("act.finding-fix"))
            button.clicked.connect(partial(self._remedy, number))
            room.icons.dress(button, "right", "text-soft")
            self._lines.addWidget(button)
        self.missing = Missing(room, calm=True)
        self._lines.addWidget(self.missing)
        self.stand = QPushButton(room.say("act.finding-accept"))
        self.stand.setProperty("flat", True)
        self.stand.clicked.connect(lambda _on=False: self.accept.emit())
        self._lines.addWidget(self.stand)
        room.look.changed.connect(self._dress)
        self._dress()
        self.show_finding(None)

    def show_finding(self, finding: Finding | None, ruling: Ruling | None = None) -> None:
        """Show a finding, or nothing; one that may stand comes with the ruling that says why."""
        self.setVisible(finding is not None)
        self.show_remedies(())
        absent = finding is not None and finding.rule == "generator-missing" and ruling is None
        self.missing.show_keys((finding.words,) if finding is not None and absent else ())
        # The finding itself says what is missing.
        self.missing.words.hide()
        if finding is None:
            return
        room = self._room
        self.what.setText(room.words(finding.what))
        self.why.setText(room.words(finding.why))
        self.source.setText(room.words(finding.source))
        self.stands.setVisible(ruling is not None)
        if ruling is not None:
            self.stands.setText(room.say("findings-dock.stands", reason=ruling.reason))
        self.stand.setText(room.say("act.finding-accept" if ruling is None else "act.finding-reopen"))
        writable = not room.studio.store.read_only
        for number, button in enumerate(self.fixes):
            there = number < len(finding.fixes) and ruling is None
            button.setVisible(there)
            if there:
                button.say(room.words(finding.fixes[number].label))
                button.setEnabled(writable)
        # What concerns the rights of others does not stand: it is cleared, with a reason.
        self.stand.setVisible(finding.rank is not Rank.RIGHTS)
        self.stand.setEnabled(writable)

    def show_remedies(self, remedies: Sequence[Remedy]) -> None:
        """Offer what can be done about a finding of rights."""
        self._offered = tuple(remedies[:_MOST])
        writable = not self._room.studio.store.read_only
        for number, button in enumerate(self.remedies):
            there = number < len(self._offered)
            button.setVisible(there)
            if there:
                button.say(words(self._room, self._offered[number]))
                button.setEnabled(writable)

    def _remedy(self, number: int, _on: bool = False) -> None:
        self.remedy.emit(self._offered[number])

    def _wanted(self, number: int, _on: bool = False) -> None:
        self.fix.emit(number)

    def _dress(self) -> None:
        theme = self._room.theme
        side = theme.space("m")
        self._lines.setContentsMargins(side, theme.space("s"), side, theme.space("s"))
        self._lines.setSpacing(theme.space("xs"))
