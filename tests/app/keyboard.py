"""A person with nothing but a keyboard and a screen reader: keys go where the focus is, only what is spoken is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

TABS = 120
"""After so many Tabs whatever is looked for is not to be found."""


class Keyboard:
    """Press keys and listen."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def press(self, *keys: str) -> None:
        """Press keys or chords, named as in the table of actions, in the window that has the keyboard."""
        for one in keys:
            chord = QKeySequence(one)[0]
            self._wait(lambda: QGuiApplication.focusWindow() is not None, "no window has the keyboard")
            QTest.keyClick(QGuiApplication.focusWindow(), chord.key(), chord.keyboardModifiers())
            QApplication.processEvents()

    def return_to(self, window: QWidget) -> None:
        """Do what a desktop does when a dialog closes: give the keyboard back to the window below."""
        window.activateWindow()
        self._qtbot.waitActive(window)

    def answer(self, *keys: str) -> None:
        """Press keys in the dialog that is about to open, and that holds up whoever opened it."""
        modal = QApplication.activeModalWidget()
        if modal is None or modal is not QApplication.activeWindow():
            QTimer.singleShot(20, lambda: self.answer(*keys))
        else:
            self.press(*keys)

    def write(self, text: str) -> None:
        """Type plain text."""
        for letter in text:
            QTest.keyClick(QGuiApplication.focusWindow(), letter)
        QApplication.processEvents()

    def heard(self) -> str:
        """Give what a screen reader says of the thing that has the keyboard: of a list, its current line."""
        spoken = self._spoken()
        return "" if spoken is None else spoken.text(QAccessible.Text.Name)

    def holds(self) -> str:
        """Give the text in the field that has the keyboard."""
        spoken = self._spoken()
        return "" if spoken is None else spoken.text(QAccessible.Text.Value)

    def tab_to(self, name: str, key: str = "Tab") -> None:
        """Go on by Tab until something of this name has the keyboard."""
        met = []
        for _ in range(TABS):
            if self.heard() == name:
                return
            met.append(self.heard())
            assert met[-1], f"something without a name has the keyboard: {QApplication.focusWidget()}, after {met}"
            self.press(key)
        raise AssertionError(f"no way by {key} to {name!r}; met {met}")

    def until(self, name: str, seconds: float = 8) -> None:
        """Wait until something of this name has the keyboard."""
        self._wait(lambda: self.heard() == name, f"{name!r} never had the keyboard", seconds)

    def reads(self, words: str, seconds: float = 60) -> None:
        """Wait until these words stand somewhere in the open windows."""
        self._wait(lambda: any(words in one for one in self.everything()), f"{words!r} was never told", seconds)

    def everything(self) -> set[str]:
        """Give every name that a screen reader finds in the windows that are shown."""
        names: set[str] = set()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                _walk(QAccessible.queryAccessibleInterface(window), names)
        return names

    def _spoken(self) -> QAccessibleInterface | None:
        widget = QApplication.focusWidget()
        spoken = QAccessible.queryAccessibleInterface(widget) if isinstance(widget, QWidget) else None
        if spoken is not None and (line := spoken.focusChild()) is not None and line.isValid():
            return line
        return spoken

    def _wait(self, done: Callable[[], bool], what: str, seconds: float = 10) -> None:
        try:
            self._qtbot.waitUntil(done, timeout=round(1000 * seconds))
        except self._qtbot.TimeoutError:
            kind = type(QApplication.focusWidget()).__name__
            raise AssertionError(f"{what}; the keyboard is at {self.heard()!r} ({kind})") from None


def _walk(spoken: QAccessibleInterface | None, names: set[str]) -> None:
    if spoken is None or not spoken.isValid() or spoken.state().invisible:
        return
    names.add(spoken.text(QAccessible.Text.Name))
    for number in range(spoken.childCount()):
        _walk(spoken.child(number), names)
