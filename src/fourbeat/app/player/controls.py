"""The player's controls: where the film is, the buttons that move it, and how loud it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolButton, QWidget

from ..room import Room
from .transport import Transport

LOUD = 100
_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SLIDES = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class OwnKeys(QObject):
    """Leave a button its Space and a slider its arrows, though the player's keys are the same."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim a control's own keys before they become shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not _modified(event):
            own = _PRESSES if isinstance(watched, QAbstractButton) else _SLIDES
            if event.key() in own:
                event.accept()
                return True
        return super().eventFilter(watched, event)


class Controls(QWidget):
    """Stand under the picture; what does not fit steps back, the keys and the menu have it all."""

    volume_changed = Signal(float)

    def __init__(self, room: Room, transport: Transport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._transport = room, transport
        self._own = OwnKeys(self)
        self.time = QLabel()
        self.time.setProperty("heading", True)
        self.total = QLabel()
        self.total.setProperty("quiet", True)
        self.speed = QLabel()
        self.play = self._button("play", "play")
        self.buttons = {
            "cut-before": self._button("first", "cut-before"),
            "frame-back": self._button("back", "frame-back"),
            "frame-on": self._button("forward", "frame-on"),
            "cut-after": self._button("last", "cut-after"),
            "mark-in": self._button("mark-in", "mark-in"),
            "mark-out": self._button("mark-out", "mark-out"),
            "loop": self._button("loop", "loop"),
        }
        self.buttons["loop"].setCheckable(True)
        self.mute = self._button("sound", "mute")
        self.mute.setCheckable(True)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, LOUD)
        self.volume.setValue(LOUD)
        self.volume.installEventFilter(self._own)
        room.name(self.volume, "player.volume")
        self.volume.valueChanged.connect(self._louder)
        self._line = QHBoxLayout(self)
        self._fill()
        # Its width is whatever the dock leaves it.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        transport.moved.connect(self._tell_time)
        transport.relaid.connect(self._tell_time)
        transport.marked.connect(self._tell_state)
        transport.speed_changed.connect(self._tell_state)
        room.look.changed.connect(self._dress)
        self._dress()
        self._tell_time()
        self._tell_state()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the lesser controls step back where the dock is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fill(self) -> None:
        line, buttons = self._line, self.buttons
        line.addWidget(self.time)
        line.addWidget(self.total)
        line.addWidget(self.speed)
        line.addStretch(1)
        for one in (
            buttons["mark-in"],
            buttons["cut-before"],
            buttons["frame-back"],
            self.play,
            buttons["frame-on"],
            buttons["cut-after"],
            buttons["mark-out"],
        ):
            line.addWidget(one)
        line.addStretch(1)
        line.addWidget(buttons["loop"])
        line.addWidget(self.mute)
        line.addWidget(self.volume)

    def _button(self, icon: str, action: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("flat", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._room.icons.dress(button, icon)
        made = self._room.actions[action]
        self._name(button, action)
        button.clicked.connect(lambda _checked=False: made.trigger())
        button.installEventFilter(self._own)
        return button

    def _name(self, button: QToolButton, action: str) -> None:
        text = self._room.actions[action].text()
        button.setAccessibleName(text)
        keys = self._room.actions.keys(action)
        button.setToolTip(self._room.say("player.tip", action=text, keys=keys) if keys else text)

    def _tell_time(self) -> None:
        self.time.setText(self._transport.timecode())
        total = self._transport.timecode(self._transport.timeline.frames)
        self.total.setText(self._room.say("player.total", total=total))

    def _tell_state(self) -> None:
        speed = self._transport.speed
        self._room.actions.refresh()
        self._wear()
        self._name(self.play, "play")
        self.speed.setText(self._room.say("player.speed", speed=speed) if speed not in (0, 1) else "")
        self.speed.setVisible(bool(self.speed.text()))
        self.buttons["loop"].setChecked(self._transport.loops)
        self.mute.setChecked(self._transport.muted)
        self._louder()
        enabled = self._transport.timeline.frames > 0
        for button in (self.play, *self.buttons.values()):
            button.setEnabled(enabled)

    def _wear(self) -> None:
        icons = self._room.icons
        self.play.setIcon(icons.icon("pause" if self._transport.plays else "play"))
        self.mute.setIcon(icons.icon("mute" if self._transport.muted else "sound"))

    def _louder(self) -> None:
        self.volume_changed.emit(0.0 if self._transport.muted else self.volume.value() / LOUD)

    def _fit(self) -> None:
        """Hide from the least needed on until the rest fits."""
        ranks = (
            (self.volume,),
            (self.buttons["mark-in"], self.buttons["mark-out"]),
            (self.total,),
            (self.buttons["frame-back"], self.buttons["frame-on"]),
            (self.buttons["loop"], self.mute),
        )
        needed = self._line.contentsMargins().left() + self._line.contentsMargins().right()
        every = [self.time, self.total, self.play, *self.buttons.values(), self.mute, self.volume]
        needed += sum(one.sizeHint().width() + self._line.spacing() for one in every)
        for rank in ranks:
            for one in rank:
                one.setVisible(needed <= self.width())
            if needed > self.width():
                needed -= sum(one.sizeHint().width() + self._line.spacing() for one in rank)

    def _dress(self) -> None:
        theme = self._room.theme
        side = theme.space("m")
        self._line.setContentsMargins(side, 0, side, theme.space("s"))
        self._line.setSpacing(theme.space("xs"))
        self.volume.setFixedWidth(theme.size("card-least") // 2)
        self.time.setFont(theme.font("heading", bold=True))
        self._wear()
        self._fit()


def _modified(event: QKeyEvent) -> bool:
    plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
    return event.modifiers() not in plain
