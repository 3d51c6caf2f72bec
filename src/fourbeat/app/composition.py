"""Guards text: no shortcut fires while characters are being composed, no plain key while text is written.

From the moment a dialog is shown until it has the keyboard, what is typed waits for it: the desktop takes a while.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent, QShowEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

_WRITTEN_IN = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_OPENS = 3000
"""Milliseconds after which a dialog that never got the keyboard is no longer waited for."""


class Composition(QObject):
    """Watch the application's events, installed as its event filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self._opening: QDialog | None = None
        self._typed: list[QKeyEvent] = []
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_OPENS)
        self._late.timeout.connect(self._forget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a text keep the keys that belong to it."""
        # Every event of the program comes by: what an event is of costs least, and most are of no interest.
        if type(event) not in _HEARD and (self._opening is None or type(event) is not QEvent):
            return False
        kind = event.type()
        if kind in _OPENING and isinstance(watched, QDialog):
            self._follow(watched, kind)
        elif self._opening is not None and kind in _KEYS and self._waits(watched, event):
            return True
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self.composing = bool(event.preeditString())
        elif kind == QEvent.Type.FocusOut:
            self.composing = False
        elif (
            kind == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self.composing or (_plain(event) and (writes(QApplication.focusWidget()) or _covered(watched))))
        ):
            event.accept()
            return True
        # Not handed to Qt, which has nothing to add: a popup that is closing may be gone by now.
        return False

    def _follow(self, dialog: QDialog, kind: QEvent.Type) -> None:
        """Wait for a dialog that opens; once it has the keyboard, give it what was typed meanwhile."""
        if kind == QEvent.Type.Show:
            if not dialog.isActiveWindow():
                self._opening = dialog
                self._late.start()
        elif dialog is self._opening:
            if kind == QEvent.Type.WindowActivate:
                # The field of the dialog takes the keyboard after the dialog itself.
                QTimer.singleShot(0, self, self._hand_over)
            else:
                self._forget()

    def _waits(self, watched: QObject, event: QEvent) -> bool:
        """Take a key from the window below; each is met first as a question to the window whether it overrides."""
        dialog = self._opening
        if dialog is None or not isValid(dialog):
            self._forget()
            return False
        of = watched if isinstance(watched, QWidget) else None
        if (of is not None and of.window() is dialog) or watched is dialog.windowHandle():
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if isinstance(watched, QWindow):
                self._typed.append(
                    QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text(), event.isAutoRepeat())
                )
            event.accept()
        return True

    def _hand_over(self) -> None:
        dialog, typed = self._opening, self._typed
        self._forget()
        for key in typed:
            if dialog is None or not isValid(dialog) or not dialog.isVisible():
                return
            QApplication.sendEvent(dialog.focusWidget() or dialog, key)

    def _forget(self) -> None:
        self._opening, self._typed = None, []
        self._late.stop()


_HEARD = frozenset((QKeyEvent, QInputMethodEvent, QFocusEvent, QShowEvent, QHideEvent))
_OPENING = (QEvent.Type.Show, QEvent.Type.WindowActivate, QEvent.Type.Hide)


def _covered(watched: QObject) -> bool:
    """Tell whether a dialog stands over the window that a key is meant for."""
    modal = QApplication.activeModalWidget()
    if modal is None:
        return False
    if isinstance(watched, QWindow):
        return watched is not modal.windowHandle() and not modal.isActiveWindow()
    return isinstance(watched, QWidget) and watched.window() is not modal and not modal.isActiveWindow()


def writes(widget: QWidget | None) -> bool:
    """Tell whether keys typed now become text."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, _WRITTEN_IN):
        return not widget.isReadOnly()
    return False


def _plain(event: QKeyEvent) -> bool:
    function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return not event.modifiers() & _COMMANDS and not function
