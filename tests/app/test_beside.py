"""Work on many shots at once: the window goes on drawing, and follows."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from fourbeat.app.outline import Outline
from fourbeat.app.start import Program
from fourbeat.app.window import StudioWindow
from fourbeat.model.errors import Invalid
from fourbeat.studio.studio import Studio


def test_a_long_verb_holds_no_window(window: StudioWindow) -> None:
    beats: list[bool] = []
    timer = QTimer(window)
    timer.timeout.connect(lambda: beats.append(window.room.busy))
    timer.start(10)
    assert window.room.carry_out(lambda: time.sleep(0.4) or "done") == "done"
    timer.stop()
    assert sum(beats) > 5
    assert not window.room.busy


@pytest.mark.parametrize("seconds", [0, 0.1])
def test_what_is_refused_is_told_as_ever(window: StudioWindow, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    told: list[object] = []
    monkeypatch.setattr(window.room, "_show_error", told.append)

    def refuses() -> None:
        time.sleep(seconds)
        raise Invalid("lint.gone")

    assert window.room.carry_out(refuses) is None
    assert [getattr(one, "code", "") for one in told] == ["lint.gone"]


@pytest.fixture
def many(studio: Studio) -> Studio:
    """Give the film 160 shots."""
    while len(shots := studio.plan.shots()) < 160:
        studio.arrange.duplicate(shots=shots)
    return studio


def test_a_change_of_many_shots_is_followed_to_the_last(
    qtbot: QtBot, many: Studio, window: StudioWindow, numbers: Callable[[], list[str]]
) -> None:
    shots = window.room.shots
    assert shots.rowCount() == 160
    window.room.carry_out(lambda: many.fields.set(shots=many.plan.shots(), fields={"title": "Dusk"}))
    qtbot.waitUntil(lambda: all(shots.card(row).line == "Dusk" for row in range(160)))
    # Some go while the others are still being followed.
    window.room.carry_out(lambda: many.fields.set(shots=many.plan.shots(), fields={"title": "Dawn"}))
    window.room.carry_out(lambda: many.bin.put(shots=many.plan.shots()[50:]))
    qtbot.waitUntil(lambda: shots.rowCount() == 50 and all(shots.card(row).line == "Dawn" for row in range(50)))
    assert [shots.card(row).number for row in range(50)] == numbers()


def test_shots_that_follow_one_another_are_one_range(many: Studio, window: StudioWindow) -> None:
    outline = window.pages["outline"]
    assert isinstance(outline, Outline)
    every = [shot.id for shot in many.plan.shots()]
    window.room.selection.choose([*every[:40], *every[50:60], every[70]])
    model = outline.tree.selectionModel()
    assert [(one.top(), one.bottom()) for one in model.selection()] == [(0, 39), (50, 59), (70, 70)]
    assert len(model.selectedRows()) == 51


def test_a_closed_project_is_not_followed(qtbot: QtBot, many: Studio, window: StudioWindow, program: Program) -> None:
    window.room.carry_out(lambda: many.fields.set(shots=many.plan.shots(), fields={"title": "Dusk"}))
    window.room.bridge.flush()
    program.close_studio()
    qtbot.wait(100)
    assert program.room is None
