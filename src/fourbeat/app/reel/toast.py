"""A short message at the foot of the window, with one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ..room import Room

_STAYS = 12_000
"""Milliseconds until it leaves by itself; while somebody points at it or has the keyboard in it, it stays."""


class Toast(QFrame):
    """Tell something over the window's lower edge; Escape or its cross sends it away."""

    gone = Signal()

    def __init__(self, room: Room, text: str, deed: tuple[str, Callable[[], None]] | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._room, self._over = room, parent
        self.setObjectName("toast")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setAccessibleName(text)
        self.text = QLabel(text)
        self.text.setWordWrap(True)
        line = QHBoxLayout(self)
        edge = room.theme.space("m")
        line.setContentsMargins(edge, edge, edge, edge)
        line.setSpacing(edge)
        line.addWidget(self.text, 1)
        self.deed: QPushButton | None = None
        if deed is not None:
            self.deed = QPushButton(deed[0])
            self.deed.clicked.connect(deed[1])
            line.addWidget(self.deed)
        self.close_ = QToolButton()
        self.close_.setProperty("flat", True)
        room.icons.dress(self.close_, "close")
        room.name(self.close_, "reel.toast-close")
        self.close_.clicked.connect(self.leave)
        line.addWidget(self.close_)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS)
        self._timer.timeout.connect(self._tire)
        self._timer.start()
        parent.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def add(self, text: str) -> None:
        """Say more, beneath what was said; the time until it leaves begins anew."""
        self.text.setText(f"{self.text.text()}\n{text}")
        self.setAccessibleName(self.text.text())
        self._timer.start()
        self._place()

    def leave(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while somebody points here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Leave a while later."""
        self._timer.start()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _tire(self) -> None:
        if self.isAncestorOf(self.focusWidget() or self) and self.focusWidget() is not None:
            self._timer.start()
        else:
            self.leave()

    def _place(self) -> None:
        over = self._over
        theme = self._room.theme
        width = min(theme.size("sheet"), over.width() - 2 * theme.space("xl"))
        self.setFixedWidth(width)
        self.adjustSize()
        foot = over.height() - self.height() - theme.size("bar") - theme.space("s")
        self.move((over.width() - width) // 2, foot)
