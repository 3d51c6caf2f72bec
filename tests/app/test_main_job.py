"""The main job done by keys alone: new project, three briefs, queue, choose takes, render, play."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from fourbeat.app.docks import DOCKS
from fourbeat.app.start import Program

from .keyboard import Keyboard

pytestmark = pytest.mark.slow

GO = {dock.id: f"Ctrl+{number}" for number, dock in enumerate(DOCKS, 1)}
SCENES = ("A lighthouse in fog.", "Rain on a window.", "A train leaves at night.")


@pytest.fixture
def keys(qtbot: QtBot, program: Program) -> Iterator[Keyboard]:
    """Start the window as a person would, with its queue."""
    program._queue = True
    program.show_first()
    assert program.first is not None
    # As with a screen reader at work: what it is told keeps step with the lists.
    QAccessible.setActive(True)
    program.first.activateWindow()
    qtbot.waitActive(program.first)
    yield Keyboard(qtbot)
    QAccessible.setActive(False)


def test_from_a_new_project_to_a_film_that_plays(keys: Keyboard, program: Program, tmp_path: Path) -> None:
    keys.tab_to("Start from a script or an idea")
    keys.press("Return")
    keys.until("Name of the film")
    keys.write("By keys")
    keys.press("Return")

    for number, scene in enumerate(SCENES, 1):
        keys.press(GO["board"], "N")
        keys.until(f"Shot 0{number}0, idea")
        keys.press("Return")
        keys.until("Scene, in plain words")
        keys.write(scene)
        keys.press("Shift+Tab")
        keys.until("Seconds")
        keys.press("Ctrl+A")
        keys.write("0.5")
        keys.press("Ctrl+Return")

    keys.press(GO["board"], "Ctrl+A", "Ctrl+Shift+Return")
    keys.reads("3 takes are ready")
    keys.press(GO["board"], "Home", "Ctrl+Shift+Return")
    keys.reads("1 take is ready")
    keys.press(GO["takes"])
    keys.until("Take 1, candidate, rated 0 of 5, in the cut")
    keys.press("Right", "4", "Return")
    keys.until("Take 2, candidate, rated 4 of 5, in the cut")

    QTimer.singleShot(0, lambda: keys.answer("Return"))
    keys.press("Ctrl+R")
    assert program.window is not None
    keys.return_to(program.window)
    keys.reads("“By keys.mp4” is ready.")
    keys.press(GO["player"], "Home")
    keys.until("Picture of the film")
    keys.reads("00:00:00:00")
    keys.press("Space")
    keys.reads("Paused at 00:00:01:11")

    assert program.room is not None
    studio = program.room.studio
    assert [studio.plan.brief(shot.id).text.scene for shot in studio.plan.shots()] == list(SCENES)
    assert [studio.store.take(shot.take).number for shot in studio.plan.shots() if shot.take] == [2, 1, 1]
    assert sum(shot.frames for shot in studio.plan.shots()) == 3 * 12
    film = tmp_path / "projects" / "By keys" / "By keys.mp4"
    assert b"ftyp" in film.read_bytes()[:16]
