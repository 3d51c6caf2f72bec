"""Keys typed while a dialog opens: the desktop gives it the keyboard a little later, and they wait for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from fourbeat.app.start import Program
from fourbeat.app.window import StudioWindow


def _dialog(window: StudioWindow) -> tuple[QDialog, QLineEdit]:
    dialog = QDialog(window)
    # As on a desktop that takes its time: the keyboard stays with the window below.
    dialog.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    field = QLineEdit()
    QVBoxLayout(dialog).addWidget(field)
    field.setFocus()
    dialog.show()
    return dialog, field


def _fires(window: StudioWindow, letter: str) -> bool:
    """Ask, as Qt does before it looks for a shortcut, whether a key in the window below is one."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
    event.ignore()
    QApplication.sendEvent(window.windowHandle(), event)
    return not event.isAccepted()


def test_what_is_typed_while_a_dialog_opens_waits_for_it(window: StudioWindow, qtbot: QtBot) -> None:
    window.centre.enter()
    qtbot.waitActive(window)
    assert _fires(window, "n")
    dialog, field = _dialog(window)
    assert [_fires(window, letter) for letter in "n1n"] == [False, False, False]
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: field.text() == "n1n")
    dialog.close()


def test_a_dialog_that_never_gets_the_keyboard_keeps_nothing(
    window: StudioWindow, program: Program, qtbot: QtBot
) -> None:
    window.centre.enter()
    qtbot.waitActive(window)
    dialog, _ = _dialog(window)
    assert not _fires(window, "n")
    dialog.close()
    assert program.composition._opening is None
    assert program.composition._typed == []
    assert _fires(window, "n")
