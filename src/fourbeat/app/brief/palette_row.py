"""The palette: swatches in a row, and beneath them the name and figures of the one that is chosen."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from fourbeat.studio.drafts import FIRST_COLOUR

from ..labels import Label
from ..room import Room
from .controls import Entry, plain
from .field import Field

LEAST, MOST = 3, 5
"""How many colours hold a picture together."""

_HEX = re.compile(r"#[0-9a-f]{6}")


class Swatch(QToolButton):
    """Be one colour that can be chosen."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.colour, self.words = FIRST_COLOUR, ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, colour: str, words: str) -> None:
        """Show a colour and its name."""
        self.colour, self.words = colour, words
        name = self._room.say("brief-dock.swatch", name=words or colour, colour=colour)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Be as high as a field and no wider than there is room."""
        side = self._room.theme.size("field")
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Be no smaller than that."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the colour; the chosen one is marked by a bar beneath it."""
        theme, painter = self._room.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.size("focus")
        box = QRectF(self.rect()).adjusted(line, line, -line, -line)
        if self.isChecked():
            bar = QRectF(box.left(), box.bottom() - line, box.width(), line)
            painter.fillRect(bar, theme.colour("text"))
            box.setBottom(bar.top() - line)
        corner = theme.corner("s")
        painter.setBrush(QColor(self.colour))
        painter.setPen(QPen(theme.colour("edge"), theme.space("hair")))
        painter.drawRoundedRect(box, corner, corner)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), line))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), corner, corner)
        painter.end()


class PaletteField(Field):
    """Hold the colours of a shot, each as "#a1b2c3 name"."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "field.palette")
        self._colours: list[tuple[str, str]] = []
        self._now = 0
        self._open = False
        self._swatches: list[Swatch] = []
        self._row = QHBoxLayout()
        self.add = QToolButton()
        room.name(self.add, "brief-dock.add-colour")
        room.icons.dress(self.add, "add")
        self.add.clicked.connect(lambda _on=False: self._add())
        self._row.addWidget(self.add)
        self._row.addStretch(0)
        self.lines.addLayout(self._row)
        self.editor = QWidget()
        line = self._line = QHBoxLayout(self.editor)
        line.setContentsMargins(0, 0, 0, 0)
        self.name, self.figures = Entry(100), Entry(9)
        self.name.setPlaceholderText(room.say("brief-dock.colour-name"))
        self.name.setAccessibleName(room.say("brief-dock.colour-name"))
        self.figures.setAccessibleName(room.say("brief-dock.colour-figures"))
        self.wheel, self.remove = QPushButton(room.say("brief-dock.wheel-short")), QToolButton()
        room.name(self.wheel, "brief-dock.wheel")
        # Outside a dialog Qt lets only the space bar press a button; people try Enter.
        self.wheel.setAutoDefault(True)
        room.name(self.remove, "brief-dock.remove-colour")
        room.icons.dress(self.remove, "remove")
        for button in (self.remove, self.add):
            button.setProperty("flat", True)
        for widget, share in ((self.name, 3), (self.figures, 2), (self.wheel, 0), (self.remove, 0)):
            line.addWidget(widget, share)
        self.lines.addWidget(self.editor)
        self.refusal = Label(room.look, "", "caption", tone="bad")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.lines.addWidget(self.refusal)
        self.name.textEdited.connect(lambda text: self._put(self._colours[self._now][0], text))
        self.figures.textEdited.connect(self._typed)
        self.figures.editingFinished.connect(self._settled)
        self.wheel.clicked.connect(lambda _on=False: self._ask())
        self.remove.clicked.connect(lambda _on=False: self._remove())
        self.setFocusProxy(self.add)
        self._fill()

    def value(self) -> object:
        """Give the colours."""
        return tuple(f"{colour} {name.strip()}".strip() for colour, name in self._colours)

    def show_value(self, value: object) -> None:
        """Show colours."""
        if value == self.value() or not isinstance(value, tuple):
            return
        self._colours = [(one[:7].lower(), one[7:].strip()) for one in value]
        self._now = min(self._now, max(0, len(self._colours) - 1))
        self._fill()

    def dress(self) -> None:
        """Follow the look."""
        super().dress()
        self._fill()

    def choose(self, place: int) -> None:
        """Make a colour the one that is edited; choosing it again puts its words away."""
        self.refusal.hide()
        self._open = place != self._now or not self._open
        self._now = place
        self._fill()

    def _fill(self) -> None:
        while len(self._swatches) > len(self._colours):
            swatch = self._swatches.pop()
            self._row.removeWidget(swatch)
            swatch.hide()
            swatch.deleteLater()
        while len(self._swatches) < len(self._colours):
            swatch = Swatch(self.room)
            swatch.clicked.connect(partial(self._chosen, len(self._swatches)))
            self._row.insertWidget(len(self._swatches), swatch, 1)
            self._swatches.append(swatch)
        space = self.room.theme.space("xs")
        self._row.setSpacing(space)
        self._line.setSpacing(space)
        self.editor.setVisible(bool(self._colours) and self._open)
        beside = Qt.ToolButtonStyle.ToolButtonIconOnly if self._colours else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.add.setText(self.room.say("brief-dock.colour"))
        self.add.setToolButtonStyle(beside)
        self.add.setEnabled(len(self._colours) < MOST)
        enough = LEAST <= len(self._colours) <= MOST
        names = ", ".join(name for _, name in self._colours if name)
        hint = self.room.say("brief-dock.colours", least=LEAST, most=MOST)
        self.note.setText("" if enough else hint)
        self.note.setToolTip(names)
        self._show_now()

    def _show_now(self) -> None:
        for place, (swatch, (colour, name)) in enumerate(zip(self._swatches, self._colours, strict=True)):
            swatch.put(colour, name)
            swatch.setChecked(self._open and place == self._now)
        if self._colours:
            colour, name = self._colours[self._now]
            self.name.put(name)
            self.figures.put(colour)

    def _chosen(self, place: int, _on: bool = False) -> None:
        self.choose(place)

    def _put(self, colour: str, name: str) -> None:
        self._colours[self._now] = (colour, " ".join(name.split()))
        self._swatches[self._now].put(colour, name.strip())
        self.edited.emit()

    def _typed(self, text: str) -> None:
        figures = "#" + plain(text).lower().removeprefix("#")
        if _HEX.fullmatch(figures):
            self.refusal.hide()
            self._put(figures, self._colours[self._now][1])

    def _settled(self) -> None:
        """Go back to the colour that stands where the figures are none, and say what is taken."""
        typed = plain(self.figures.text())
        taken = not self._colours or _HEX.fullmatch("#" + typed.lower().removeprefix("#")) is not None
        self._show_now()
        if not taken:
            kept = self._colours[self._now][0]
            self.refusal.setText(self.room.say("brief-dock.no-colour", typed=typed, colour=kept))
            self.refusal.show()
        elif self.figures.hasFocus():
            self.refusal.hide()

    def _add(self) -> None:
        self._colours.append((self._colours[-1][0] if self._colours else FIRST_COLOUR, ""))
        self._now = len(self._colours) - 1
        self._open = True
        self._fill()
        self.edited.emit()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        del self._colours[self._now]
        self._now = max(0, self._now - 1)
        self._fill()
        (self._swatches[self._now] if self._swatches else self.add).setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _ask(self) -> None:
        colour, name = self._colours[self._now]
        dialog = QColorDialog(QColor(colour), self)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        # The pointer may take no colour off the screen under every system; here it takes figures and the field.
        dialog.setOption(QColorDialog.ColorDialogOption.NoEyeDropperButton)
        for button in dialog.findChildren(QAbstractButton):
            button.setIcon(QIcon())
        dialog.setWindowTitle(self.room.say("brief-dock.wheel"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def chosen(picked: QColor) -> None:
            self._put(picked.name(), name)
            self._show_now()

        dialog.colorSelected.connect(chosen)
        dialog.open()
