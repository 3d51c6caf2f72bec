"""The window's program: it makes the application, opens projects, and shows the first screen when there is none."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    QTranslator,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from fourbeat.lettering import fonts
from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, WAITING
from fourbeat.studio.desk import Desk
from fourbeat.studio.left import Left
from fourbeat.studio.opening import open_studio
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording

from .banner import Banner
from .composition import Composition
from .errors import Errors, report
from .first_run import FirstRun
from .icons import Icons
from .memory import Memory
from .room import Room
from .script.deeds import take_script
from .telling import SHOWN, tell
from .theme import Look
from .window import StudioWindow

_BACKUPS = 60_000
"""Milliseconds between two looks at whether a backup is due."""
_LAYOUT = 15_000
"""Milliseconds after which the arrangement of the window would be lost if it were killed."""

DESKTOP = "studio.fourbeat.Fourbeat"
"""The name of the desktop entry, by which the system finds the window's icon."""


class Program(QObject):
    """Hold what lives as long as the application: look, memory, and the one window that is open."""

    _wanted = Signal()

    def __init__(self, app: QApplication, desk: Desk, *, projects: Path | None = None, queue: bool = True) -> None:
        super().__init__()
        self.app = app
        self._projects = projects or Path.home()
        self._queue = queue
        self.memory = Memory(desk.home)
        kept = self.memory.now
        self.desk = replace(desk, wording=Wording.of(kept.language)) if kept.language else desk
        spoken = self.desk.wording.language
        self.look = Look(kept.theme, kept.percent, load_fonts(spoken), self, one_weight=spoken == "ja")
        self.icons = Icons(self.look, parent=self)
        self.errors = Errors(self.desk.wording, self.look, self)
        self.errors.heard = self._takes
        self.composition = Composition(self)
        app.installEventFilter(self.composition)
        self.window: StudioWindow | None = None
        self.first: FirstRun | None = None
        self.room: Room | None = None
        self._translator: QTranslator | None = None
        self._copying: Thread | None = None
        self._wanted.connect(self.come_forward, Qt.ConnectionType.QueuedConnection)
        for every, then in ((_BACKUPS, self.back_up), (_LAYOUT, self._remember)):
            timer = QTimer(self)
            timer.timeout.connect(then)
            timer.start(every)
        self._speak_qt()
        self.look.wear()

    def show_first(self) -> None:
        """Show the screen from which projects are made and opened."""
        came_from = self.room.studio.folder if self.room is not None else None
        old = self._let_go()
        self.first = FirstRun(
            self.desk, self.look, self.icons, self.memory, self._projects, self.errors.show, back=came_from
        )
        self.first.opened.connect(self.show_studio)
        self.first.language_wanted.connect(self.speak)
        self.first.named.connect(self._name)
        self.first.script_wanted.connect(self.begin_with)
        self.first.show()
        _close(old)

    def begin_with(self, script: Path) -> None:
        """Show the shots that a script would become, in the project that was just opened."""
        if (room := self.room) is not None:
            QTimer.singleShot(0, room, lambda: take_script(room, script))

    def open(self, folder: Path) -> bool:
        """Open a project's folder in the window, or say why it cannot be opened."""
        try:
            studio = open_studio(folder, self.desk)
        except FourbeatError as error:
            self.errors.show(error)
            return False
        try:
            self.show_studio(studio)
        except Exception as error:
            # A window that cannot be built must not keep the person from their other films.
            room = self.room
            self.close_studio()
            if room is not None:
                room.deleteLater()
            self.errors.meet(error)
            return False
        return True

    def show_studio(self, studio: Studio, chosen: tuple[Id, ...] = ()) -> None:
        """Show an open project, with some shots selected."""
        old = self._let_go()
        self.memory.opened(studio.folder, studio.plan.project.name)
        room = self.room = Room(
            studio, look=self.look, icons=self.icons, memory=self.memory, show_error=self.errors.show
        )
        room.selection.choose(chosen)
        room.language_wanted.connect(self.speak)
        room.left.connect(lambda: QTimer.singleShot(0, self.show_first))
        self.window = StudioWindow(room)
        self.window.setMenuWidget(Banner(room, self.window.pages.built))
        self.window.closed.connect(self.close_studio)
        self.window.show()
        _close(old)
        studio.calls.listen(self._wanted.emit)
        QTimer.singleShot(0, self._begin)

    def come_forward(self) -> None:
        """Show the window that is open, in front of others: somebody has tried to open its project again."""
        one = self.window or self.first
        if one is None:
            return
        one.setWindowState(one.windowState() & ~Qt.WindowState.WindowMinimized)
        one.show()
        one.raise_()
        one.activateWindow()
        QApplication.alert(one)

    def back_up(self) -> None:
        """Copy the project if a copy is due, beside the window."""
        room = self.room
        if room is None or room.standing.trouble is not None or (self._copying and self._copying.is_alive()):
            return
        work = partial(room.studio.backups.take_if_due, room.desk.now())
        self._copying = Thread(target=work, name="backup", daemon=True)
        self._copying.start()

    def speak(self, language: str) -> None:
        """Change the language: the window is built anew, the project stays open."""
        self.memory.keep(language=language)
        wording = Wording.of(language)
        self.desk = replace(self.desk, wording=wording)
        self.errors.wording = wording
        self.look.set_families(load_fonts(language), one_weight=language == "ja")
        self._speak_qt()
        QTimer.singleShot(0, self._again)

    def close_studio(self) -> None:
        """Let go of the open project."""
        room, self.room = self.room, None
        copying, self._copying = self._copying, None
        if room is None:
            return
        room.close()
        if copying is not None:
            copying.join()
        try:
            room.studio.close()
        except FourbeatError as error:
            # The project's disk may be gone; what could be saved has been.
            self.errors.show(error)

    def end(self) -> None:
        """Close every window and the project."""
        self.app.removeEventFilter(self.composition)
        if self.window is not None:
            # Nobody is asked any more; what is still being typed is kept.
            self.window.settled = True
            self.window.close()
        self.close_studio()
        _close(self._let_go())
        self.deleteLater()

    def _again(self) -> None:
        room = self.room
        if room is None:
            before = self.first
            self.show_first()
            if before is not None and self.first is not None:
                # The same screen in other words: it stands where it stood, with the keyboard at the same choice.
                self.first.setGeometry(before.geometry())
                self.first.languages.setFocus()
            return
        self.room = None
        if self.window is not None:
            self.window.closed.disconnect(self.close_studio)
            self.window.remember()
        room.close()
        room.studio.desk = self.desk
        self.show_studio(room.studio, room.selection.shots)

    def _begin(self) -> None:
        """Start the queue once the window stands; after a pause or a crash it waits for a person's word."""
        room = self.room
        if room is None or not self._queue or room.studio.jobs.running:
            return
        if room.studio.store.read_only:
            for notice in room.studio.store.notices:
                room.stage.announce(room.words(notice))
            return
        last = room.studio.jobs.left
        # An order for somebody's own hands was not cut off.
        unfinished = sum(many for one, many in room.studio.jobs.counts().items() if one not in WAITING | ENDED)
        left = last is not None or unfinished > room.studio.handwork.waiting()
        found = room.attempt(partial(room.studio.jobs.start, paused=left))
        if self.window is None:
            return
        for notice in room.studio.store.notices:
            self.window.announce(room.words(notice))
        if left and found is not None:
            self.window.announce(room.say("window.still-paused" if last is Left.PAUSED else "window.recovered"))

    def _takes(self, error: FourbeatError) -> bool:
        """Leave what is the disk's to the banner of the open project."""
        return self.room is not None and self.window is not None and self.room.standing.takes(error)

    def _remember(self) -> None:
        if self.window is not None and self.window.isVisible():
            self.window.remember()

    def _name(self, desk: Desk) -> None:
        self.desk = desk

    def _let_go(self) -> list[QWidget]:
        """Give the windows that are to be closed once the next one is shown: without any, Qt would end."""
        old: list[QWidget] = [one for one in (self.first, self.window) if one is not None]
        if self.window is not None:
            self.window.settled = True
        self.first = self.window = None
        return old

    def _speak_qt(self) -> None:
        """Give Qt's own buttons and menus the language of ours."""
        language = self.desk.wording.language
        QLocale.setDefault(QLocale(language if language == "ja" else "en"))
        if self._translator is not None:
            self.app.removeTranslator(self._translator)
            self._translator = None
        if language == "ja":
            translator = QTranslator(self)
            if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
                self.app.installTranslator(translator)
                self._translator = translator


def _close(old: list[QWidget]) -> None:
    for one in old:
        one.close()
        one.deleteLater()
        if isinstance(one, StudioWindow):
            # In the same turn, the window first: each asks the other. Python would clear the room away in any thread.
            one.room.deleteLater()


def load_fonts(language: str) -> tuple[str, ...]:
    """Load the bundled fonts and give their families in the order a language wants; none where they are missing."""
    if QGuiApplication.instance() is None:
        return ()
    try:
        for file in fonts.paths():
            if str(file) not in _LOADED:
                _LOADED[str(file)] = QFontDatabase.addApplicationFont(str(file))
    except FileNotFoundError:
        return ()
    plain = [fonts.SANS, fonts.CJK["JP"], fonts.ARABIC, fonts.HEBREW, *list(fonts.CJK.values())[1:]]
    return tuple(plain if language != "ja" else [fonts.SANS, *plain[1:]])


_LOADED: dict[str, int] = {}


def make_application(arguments: Sequence[str]) -> QApplication:
    """Make the application as every window of ours wants it."""
    QApplication.setApplicationName("fourbeat")
    QApplication.setApplicationDisplayName("Fourbeat")
    QApplication.setDesktopFileName(DESKTOP)
    app = QApplication(list(arguments))
    app.setStyle("Fusion")
    return app


def run(folder: Path | None, desk: Desk, trouble: FourbeatError | None = None, *, told: bool = False) -> int:
    """Run the window until it is closed, telling first of trouble met on the way; give the exit code.

    With `told` a command waits to hear that the window stands.
    """
    qInstallMessageHandler(partial(_cannot_start, desk, []))
    app = make_application(sys.argv[:1])
    try:
        program = Program(app, desk)
    except Exception as error:
        sys.stderr.write(report(error) + "\n")
        return 1
    program.errors.install()
    if folder is None or not program.open(folder):
        program.show_first()
    if trouble is not None:
        program.errors.show(trouble)
    for end in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        # The system is shut down, or somebody ends us from outside: go as if closed, without a question.
        signal.signal(end, lambda *_: QTimer.singleShot(0, app, lambda: app.exit(0)))
    QTimer.singleShot(0, program, lambda: tell(SHOWN) if told else None)
    code = app.exec()
    program.end()
    return code


def _cannot_start(desk: Desk, said: list[str], kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Say in words that Qt does not find a screen, and end: it would call abort."""
    first = text.strip().split("\n", 1)[0]
    if kind == QtMsgType.QtFatalMsg:
        # The reason comes before; the last words are always the same.
        os.write(2, (desk.say("window.qt-refused", detail=(said or [first])[0]) + "\n").encode())
        os._exit(1)
    if kind != QtMsgType.QtDebugMsg:
        said.append(first)
