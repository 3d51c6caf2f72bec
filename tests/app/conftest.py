"""A window for the tests, with a home of its own; tests/conftest.py leaves them out where Qt cannot start."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fourbeat.app.start import Program, load_fonts
from fourbeat.app.theme import Look
from fourbeat.app.window import StudioWindow
from fourbeat.model.briefing import BriefFile
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording

_ENDED, _SEVERAL = count(1), 16
NUMBERS = ("010", "020", "030", "040", "050")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Home.at(tmp_path / "home"), Settings(author="tester", workers=1), Wording.of("en"))


@pytest.fixture
def studio(tmp_path: Path, desk: Desk) -> Iterator[Studio]:
    opened = create(tmp_path / "film", desk, name="Film", size="128x72")
    for number in NUMBERS:
        brief = BriefFile(number=number, title=f"Shot {number}", palette=("#a1b2c3 sky",))
        opened.shots.add(brief=brief, folder=tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def program(qapp: QApplication, desk: Desk, tmp_path: Path) -> Iterator[Program]:
    """Give the program around the tests' application; the queue is not started."""
    made = Program(qapp, desk, projects=tmp_path / "projects", queue=False)
    yield made
    made.end()
    # A window that is only to be deleted later would be dressed anew with every other theme.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if next(_ENDED) % _SEVERAL == 0:
        # Closed windows are cycles, of which Python by itself lets hundreds lie: gigabytes.
        gc.collect()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, program: Program, studio: Studio) -> StudioWindow:
    program.show_studio(studio)
    assert program.window is not None
    program.window.resize(1366, 768)
    qtbot.waitExposed(program.window)
    qapp.processEvents()
    return program.window


@pytest.fixture
def look(qapp: QApplication) -> Look:  # noqa: ARG001
    return Look(families=load_fonts("en"))


@pytest.fixture
def numbers(studio: Studio) -> Callable[[], list[str]]:
    """Give the numbers of the board's shots, in order."""
    return lambda: [shot.number for shot in studio.plan.shots()]
