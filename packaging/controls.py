"""Every kind of control on one sheet, at rest and switched off, for the gallery."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSlider,
    QSpinBox,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fourbeat.app.chooser import Chooser
from fourbeat.app.docks import DOCKS
from fourbeat.app.labels import Label
from fourbeat.app.marks import mark_icon
from fourbeat.app.room import Room
from fourbeat.model.status import Shown


def controls(room: Room) -> QWidget:
    """Lay out every kind of control: at rest, off, on, and with the keyboard."""
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setSpacing(room.theme.space("m"))
    makers: tuple[Callable[[Room], QWidget], ...] = (
        _plain,
        _primary,
        _flat,
        _icon,
        _switch,
        _field,
        _hint,
        _page,
        _chooser,
        _figure,
        _slider,
        _progress,
        _tabs,
    )
    for row, make in enumerate(makers):
        for column, off in enumerate((False, True)):
            widget = make(room)
            widget.setEnabled(not off)
            grid.addWidget(widget, row, column)
    for column, marks in enumerate((_texts(room), _marks(room))):
        grid.addWidget(marks, len(makers), column)
    return sheet


def _plain(room: Room) -> QWidget:
    button = QPushButton(room.say("brief-dock.preview"))
    room.icons.dress(button, "up", "text-soft")
    return button


def _primary(room: Room) -> QWidget:
    button = QPushButton(room.say("act.queue-take"))
    button.setProperty("primary", True)
    return button


def _flat(room: Room) -> QWidget:
    button = QPushButton(room.say("brief-dock.copy"))
    button.setProperty("flat", True)
    return button


def _icon(room: Room) -> QWidget:
    button = QToolButton()
    button.setProperty("flat", True)
    room.icons.dress(button, "retry")
    room.name(button, "act.queue-retry")
    return button


def _switch(room: Room) -> QWidget:
    box = QCheckBox(room.say("field.short"))
    box.setChecked(True)
    return box


def _field(room: Room) -> QWidget:
    field = QLineEdit(room.say("first.title"))
    room.name(field, "field.title")
    return field


def _hint(room: Room) -> QWidget:
    field = QLineEdit()
    field.setPlaceholderText(room.say("brief-dock.title-hint"))
    room.name(field, "field.title")
    field.setToolTip("")
    return field


def _page(room: Room) -> QWidget:
    page = QPlainTextEdit(room.say("first.lead"))
    page.setFixedHeight(3 * room.theme.size("row"))
    room.name(page, "field.scene")
    return page


def _chooser(room: Room) -> QWidget:
    box = Chooser(room.look, room.icons, room.say("field.framing"))
    box.addItems([room.say("framing.extreme-close-up"), room.say("framing.wide")])
    return box


def _figure(room: Room) -> QWidget:
    box = QSpinBox()
    box.setValue(24)
    room.name(box, "field.seconds")
    return box


def _slider(room: Room) -> QWidget:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(40)
    room.name(slider, "player.volume")
    return slider


def _progress(room: Room) -> QWidget:
    bar = QProgressBar()
    bar.setValue(60)
    bar.setTextVisible(False)
    room.name(bar, "queue-dock.rendering")
    return bar


def _tabs(room: Room) -> QWidget:
    tabs = QTabBar()
    tabs.setDrawBase(False)
    for dock in DOCKS[:3]:
        tabs.addTab(room.say(dock.word))
    room.name(tabs, "window.views")
    tabs.setToolTip("")
    return tabs


def _texts(room: Room) -> QWidget:
    box = QWidget()
    lines = QVBoxLayout(box)
    for size, bold, tone in (("title", True, "text"), ("heading", True, "text"), ("body", False, "text-soft")):
        lines.addWidget(Label(room.look, room.say("first.title"), size, bold=bold, tone=tone))
    lines.addWidget(Label(room.look, room.say("window.saved"), "caption", tone="text-faint"))
    return box


def _marks(room: Room) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    for number, one in enumerate(Shown):
        line = QHBoxLayout()
        mark, side = Label(room.look), room.theme.size("icon")
        mark.setPixmap(mark_icon(one, room.theme).pixmap(side, side))
        line.addWidget(mark)
        line.addWidget(Label(room.look, room.say(f"shown.{one.value}")))
        line.addStretch(1)
        grid.addLayout(line, number // 2, number % 2)
    return box
