"""Trouble, said calmly: one sheet for what a verb refuses and for what nobody expected."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.studio.faults import cleaned
from fourbeat.studio.faults import report as written
from fourbeat.studio.wording import Wording

from .labels import Label
from .sheet_buttons import SheetButtons
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
        self.buttons = SheetButtons(look)
        close = QPushButton(wording.text("error.close"))
        close.setProperty("primary", True)
        close.setDefault(True)
        self.buttons.addButton(close, QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy = QPushButton(wording.text("error.copy"))
        self.buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self._report, self._copied = report, wording.text("trouble.copied")
        self.copy.clicked.connect(self._copy)
        self.buttons.accepted.connect(self.accept)
        lines = QVBoxLayout(self)
        edge = theme.space("xl")
        lines.setContentsMargins(edge, edge, edge, edge)
        lines.setSpacing(theme.space("l"))
        for widget in (self.title, self.text, self.buttons):
            lines.addWidget(widget)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy.setText(self._copied)


class Errors(QObject):
    """Catch what nobody expected, from any thread, and show it once at a time.

    The same fault is shown once: whatever fails with every redraw would never let the person out. `heard` may take an
    error over and say it in another place.
    """

    _met = Signal(object, str)

    def __init__(self, wording: Wording, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wording = wording
        self._look = look
        self._open: ErrorSheet | None = None
        self._known: set[str] = set()
        self.heard: Callable[[FourbeatError], bool] = lambda _error: False
        self._met.connect(self._show_unexpected, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Listen to Python's and Qt's own ways of telling trouble."""
        sys.excepthook = self._unexpected
        threading.excepthook = self._in_thread
        qInstallMessageHandler(_from_qt)

    def show(self, error: FourbeatError) -> None:
        """Show what a verb refuses."""
        if self.heard(error):
            return
        self._sheet(self.wording.title(error), self.wording(error.message), report(error))

    def meet(self, error: Exception) -> None:
        """Show what nobody expected and somebody caught."""
        self._unexpected(type(error), error, error.__traceback__)

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
        fault = _place(error)
        if isinstance(error, FourbeatError):
            if self.heard(error) or fault in self._known:
                return
            self._known.add(fault)
            self._sheet(self.wording.title(error), self.wording(error.message), told)
        elif fault not in self._known:
            self._known.add(fault)
            detail = cleaned(f"{type(error).__name__}: {error}")[:200]
            text = self.wording.text("error.unexpected", detail=detail)
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
    """Write what whoever mends the program needs to know, without what is private."""
    return written(error, f"Qt {qVersion()}")


def _place(error: BaseException) -> str:
    """Name a fault by its kind and by where it happened."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
    return f"{type(error).__name__} {getattr(error, 'code', '')} {where}"


def _from_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, text)
