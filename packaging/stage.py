"""The window set up for pictures: one project in a theme, a language and a text size, without a screen.

What `gallery.py` and `pictures.py` draw with, and what the window's tests walk through.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCursor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fourbeat.app.start import Program, make_application
from fourbeat.app.theme import LEAST, MOST, THEMES
from fourbeat.app.window import StudioWindow
from fourbeat.studio.desk import Desk
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.wording import LANGUAGES, PSEUDO, Wording

SMALL = (1366, 768)
"""The smallest screen that everything must fit on."""


@dataclass(frozen=True)
class Setting:
    """Say how the window looks and speaks."""

    theme: str = THEMES[0]
    language: str = "en"
    percent: int = LEAST

    @property
    def name(self) -> str:
        """Name it as folders and files do."""
        return f"{self.language}-{self.theme}-{self.percent}"


SETTINGS = tuple(Setting(*one) for one in product(THEMES, (*LANGUAGES, PSEUDO), (LEAST, MOST)))
"""Every theme in every language, the made-up one too, at the least and the largest text size."""


class Stage:
    """Show projects in the window; its own home keeps nothing of the person's."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self._home = Path(tempfile.mkdtemp(prefix="fourbeat-stage-"))

    @classmethod
    def alone(cls) -> Stage:
        """Make the application, too; it needs no screen and opens nothing on the person's."""
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        found = QApplication.instance()
        return cls(found if isinstance(found, QApplication) else make_application(["fourbeat"]))

    def close(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._home, ignore_errors=True)

    def desk(self, setting: Setting) -> Desk:
        """Give a desk that speaks the setting's language."""
        home = Home.at(self._home / setting.name)
        return Desk(home, Settings(author="Fourbeat", workers=1), Wording.of(setting.language))

    @contextmanager
    def program(self, setting: Setting, *, queue: bool = False) -> Iterator[Program]:
        """Give the program dressed for a setting, without a window yet; its queue stands still unless wanted."""
        shutil.rmtree(self._home / setting.name, ignore_errors=True)
        made = Program(self.app, self.desk(setting), projects=self._home / "projects", queue=queue)
        made.look.choose(setting.theme)
        made.look.resize(setting.percent)
        try:
            yield made
        finally:
            made.end()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    @contextmanager
    def window(
        self, project: Path, setting: Setting, size: tuple[int, int] = SMALL, *, queue: bool = False
    ) -> Iterator[StudioWindow]:
        """Show a project's window at a size, laid out as it is at first."""
        # Nothing must look as if the mouse stood on it.
        QCursor.setPos(2 * size[0], 2 * size[1])
        with self.program(setting, queue=queue) as program:
            if not program.open(project) or program.window is None:
                raise SystemExit(f"{project} cannot be opened")
            program.window.resize(*size)
            program.window.reset()
            self.settle()
            yield program.window

    def settle(self, milliseconds: int = 50) -> None:
        """Let everything that waits happen."""
        QTest.qWait(milliseconds)

    def shot(self, widget: QWidget, *, quiet: float = 0.0, longest: float = 40.0) -> QImage:
        """Draw a widget, once its picture has stood still for some seconds."""
        end = time.monotonic() + longest
        self.settle()
        picture, since = widget.grab().toImage(), time.monotonic()
        while time.monotonic() - since < quiet and time.monotonic() < end:
            self.settle(100)
            again = widget.grab().toImage()
            if again != picture:
                picture, since = again, time.monotonic()
        return picture
