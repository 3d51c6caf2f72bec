"""The line under the pictures: where both takes stand, what moves them, and where the line is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from ..action_button import ActionButton
from ..labels import Label
from ..player.controls import OwnKeys
from ..room import Room
from .pair import Mode, Pair

_ACTIONS = ("both-frame-back", "both-play", "both-frame-on", "compare-loupe", "both-loop", "both-mute")
_WHOLE = 100


class Bar(QWidget):
    """Stand under the pictures."""

    def __init__(self, room: Room, pair: Pair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._pair = room, pair
        self._own = OwnKeys(self)
        self.time = Label(room.look, size="heading", bold=True)
        self.total, self.differs = Label(room.look, tone="text-soft"), Label(room.look, tone="text-soft")
        self.buttons = {identity: self._button(identity) for identity in _ACTIONS}
        self.line = QSlider(Qt.Orientation.Horizontal)
        self.line.setRange(0, _WHOLE)
        self.line.setPageStep(_WHOLE // 10)
        self.line.installEventFilter(self._own)
        room.name(self.line, "compare.line")
        self.line.valueChanged.connect(lambda value: pair.wipe(value / _WHOLE))
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.time)
        self._line.addWidget(self.total)
        self._line.addStretch(1)
        for identity in _ACTIONS[:3]:
            self._line.addWidget(self.buttons[identity])
        self._line.addStretch(1)
        self._line.addWidget(self.differs)
        self._line.addWidget(self.line)
        for identity in _ACTIONS[3:]:
            self._line.addWidget(self.buttons[identity])
        # Its width is whatever the page leaves it.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        pair.moved.connect(self._tell_time)
        pair.relaid.connect(self._tell_time)
        pair.marked.connect(self._tell_state)
        pair.speed_changed.connect(self._tell_state)
        pair.dressed.connect(self._tell_line)
        room.look.changed.connect(self._dress)
        self.tell_difference(None)
        self._tell_time()
        self._tell_line()
        self._dress()

    def tell_difference(self, share: float | None) -> None:
        """Say how much differs, from 0 to 1; None where that is not asked."""
        known = "" if share is None else self._room.say("compare.differ", percent=f"{100 * share:.1f}")
        self.differs.setText(known)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the lesser parts step back where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _button(self, identity: str) -> ActionButton:
        button = ActionButton(self._room, identity)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.installEventFilter(self._own)
        return button

    def _tell_time(self) -> None:
        self.time.setText(self._pair.timecode())
        self.total.setText(self._room.say("player.total", total=self._pair.timecode(self._pair.timeline.frames)))

    def _tell_state(self) -> None:
        self._room.actions.refresh()
        icons = self._room.icons
        self._room.actions["both-play"].setIcon(icons.icon("pause" if self._pair.plays else "play"))
        self._room.actions["both-mute"].setIcon(icons.icon("mute" if self._pair.muted else "sound"))

    def _tell_line(self) -> None:
        self.line.blockSignals(True)
        self.line.setValue(round(_WHOLE * self._pair.line))
        self.line.blockSignals(False)
        self._fit()

    def _fit(self) -> None:
        """Hide from the least needed on until the rest fits."""
        line = self._line
        edges = line.contentsMargins()
        needed = edges.left() + edges.right() + 2 * line.spacing()
        needed += sum(_wide(one) + line.spacing() for one in (self.time, self.buttons["both-play"]))
        free = self.width() - needed
        lesser = (
            (self.differs, bool(self.differs.text())),
            *((self.buttons[one], True) for one in ("both-frame-back", "both-frame-on", "compare-loupe")),
            (self.line, self._pair.mode is Mode.WIPE),
            *((self.buttons[one], True) for one in ("both-loop", "both-mute")),
            (self.total, True),
        )
        for part, shows in lesser:
            fits = shows and free >= _wide(part) + line.spacing()
            part.setVisible(fits)
            free -= _wide(part) + line.spacing() if fits else 0

    def _dress(self) -> None:
        theme = self._room.theme
        side = theme.space("m")
        self._line.setContentsMargins(side, 0, side, theme.space("s"))
        self._line.setSpacing(theme.space("xs"))
        self.line.setFixedWidth(theme.size("card-least") // 2)
        self._tell_state()
        self._fit()


def _wide(part: QWidget) -> int:
    return max(part.minimumWidth(), part.sizeHint().width())
