"""Guards text: no shortcut fires while characters are being composed, no plain key while text is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_WRITTEN_IN = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Composition(QObject):
    """Watch the application's events, installed as its event filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.composing = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a text keep the keys that belong to it."""
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self.composing = bool(event.preeditString())
        elif kind == QEvent.Type.FocusOut:
            self.composing = False
        elif (
            kind == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self.composing or (_plain(event) and writes(QApplication.focusWidget())))
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)


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
