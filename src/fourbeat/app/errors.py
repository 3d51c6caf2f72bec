"""Trouble, said calmly: one sheet for what a verb refuses and for what nobody expected."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.studio.wording import Wording

from .labels import Label
from .theme import Look

_log = logging.getLogger("fourbeat.app")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class ErrorSheet(QDialog):
    """Say what happened and what to do; `report`, where there is one, can be copied."""

    def __init__(
        self, wording: Wording, look: Look, title: str, text: str, report: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        theme = look.theme
        self.title, self.text = Label(look, title, "title", bold=True), Label(look, text)
        for label in (self.title, self.text):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setMinimumWidth(theme.size("sheet"))
        self.buttons = QDialogButtonBox()
        close = QPushButton(wording.text("error.close"))
        close.setProperty("primary", True)
        close.setDefault(True)
        self.buttons.addButton(close, QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy = QPushButton(wording.text("error.copy"))
        self.buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        self.buttons.accepted.connect(self.accept)
        lines = QVBoxLayout(self)
        edge = theme.space("xl")
        lines.setContentsMargins(edge, edge, edge, edge)
        lines.setSpacing(theme.space("l"))
        for widget in (self.title, self.text, self.buttons):
            lines.addWidget(widget)


class Errors(QObject):
    """Catch what nobody expected, from any thread, and show it once at a time."""

    _met = Signal(object, str)

    def __init__(self, wording: Wording, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wording = wording
        self._look = look
        self._open: ErrorSheet | None = None
        self._met.connect(self._show_unexpected, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Listen to Python's and Qt's own ways of telling trouble."""
        sys.excepthook = self._unexpected
        threading.excepthook = self._in_thread
        qInstallMessageHandler(_from_qt)

    def show(self, error: FourbeatError) -> None:
        """Show what a verb refuses."""
        self._sheet(self.wording.title(error), self.wording(error.message), report(error))

    def _unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.error("unexpected", exc_info=(kind, error, trace))
        self._met.emit(error, report(error))

    def _in_thread(self, met: threading.ExceptHookArgs) -> None:
        if met.exc_value is not None:
            self._unexpected(met.exc_type, met.exc_value, met.exc_traceback)

    def _show_unexpected(self, error: BaseException, told: str) -> None:
        if isinstance(error, FourbeatError):
            self._sheet(self.wording.title(error), self.wording(error.message), told)
        else:
            text = self.wording.text("error.unexpected", detail=f"{type(error).__name__}: {error}"[:200])
            self._sheet(self.wording.text("error.unexpected.title"), text, told)

    def _sheet(self, title: str, text: str, told: str) -> None:
        if self._open is not None:
            # One sheet is enough; the log holds the others.
            _log.error("%s: %s", title, text)
            return
        self._open = ErrorSheet(self.wording, self._look, title, text, told, QApplication.activeWindow())
        self._open.finished.connect(self._closed)
        self._open.setModal(True)
        self._open.open()

    def _closed(self) -> None:
        if self._open is not None:
            self._open.deleteLater()
        self._open = None


def report(error: BaseException) -> str:
    """Write what whoever mends the program needs to know."""
    import fourbeat

    trace = "".join(traceback.format_exception(error))
    about = (
        f"Fourbeat {fourbeat.__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    )
    return f"{about}\n\n{trace}"


def _from_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, text)
