"""The reel strip: blocks as long as their shots, a playhead that moves, and the film that is rendered from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fourbeat.app.picking import Picking
from fourbeat.app.reel.film import Renders
from fourbeat.app.reel.page import ReelStrip, takes_menu
from fourbeat.app.window import StudioWindow
from fourbeat.model.edit import Changes
from fourbeat.model.job import JobState
from fourbeat.model.message import message
from fourbeat.model.request import RenderRequest
from fourbeat.studio.studio import Studio


@pytest.fixture
def reel(window: StudioWindow, qtbot: QtBot) -> ReelStrip:
    window.show_dock("reel")
    page = window.pages["reel"]
    assert isinstance(page, ReelStrip)
    qtbot.waitUntil(lambda: page.strip.viewport().width() > 300)
    return page


def test_blocks_are_as_wide_as_their_shots_are_long(reel: ReelStrip, studio: Studio, window: StudioWindow) -> None:
    long, short = studio.plan.shots()[:2]
    label = message("step.edit-shot", shot="010")
    studio.store.write(
        lambda writer: writer.edit(
            label, [*studio.plan.change(long, frames=192), *studio.plan.change(short, frames=24)]
        )
    )
    window.room.bridge.flush()
    reel.transport.lay()
    delegate, blocks = reel.strip.delegate, reel.blocks
    assert delegate.width_of(blocks.block(0)) == pytest.approx(2 * delegate.width_of(blocks.block(2)), abs=2)
    assert delegate.width_of(blocks.block(1)) == delegate.least()


def test_left_and_right_move_between_blocks_and_enter_goes_there(reel: ReelStrip, qtbot: QtBot) -> None:
    reel.enter()
    reel.strip.setCurrentIndex(reel.blocks.index(0))
    qtbot.keyClick(reel.strip, Qt.Key.Key_Right)
    qtbot.keyClick(reel.strip, Qt.Key.Key_Right)
    assert reel.transport.frame == 0
    qtbot.keyClick(reel.strip, Qt.Key.Key_Return)
    assert reel.transport.frame == 192
    assert reel.room.selection.shot == reel.blocks.block(2).shot
    qtbot.keyClick(reel.strip, Qt.Key.Key_Down)
    assert reel.transport.frame == 288


def test_a_click_goes_to_the_cut_and_playing_leaves_the_selection_alone(reel: ReelStrip, qtbot: QtBot) -> None:
    box = reel.strip.visualRect(reel.blocks.index(1))
    qtbot.mouseClick(reel.strip.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert reel.transport.frame == 96
    shot = reel.room.selection.shot
    reel.transport.run(1)
    reel.transport.arrive(300)
    assert reel.room.selection.shot == shot == reel.blocks.block(1).shot
    assert reel.strip.delegate.current == 3
    reel.transport.run(0)


def test_the_title_says_where_the_film_is(reel: ReelStrip, window: StudioWindow) -> None:
    reel.transport.seek(180)
    notes = [label.text() for label in window.panels["reel"].heading.findChildren(QLabel)]
    assert "00:00:07:12 / 00:00:20:00" in notes


def test_a_screen_reader_hears_every_block(reel: ReelStrip) -> None:
    heard = QAccessible.queryAccessibleInterface(reel.strip)
    assert heard is not None
    assert heard.text(QAccessible.Text.Name) == "Shots of the cut in order"
    names = [heard.child(place).text(QAccessible.Text.Name) for place in range(heard.childCount())]
    assert "020 ghost, starts at 00:00:04:00, lasts 00:00:04:00" in names


def test_the_playhead_and_the_mouse_agree(reel: ReelStrip) -> None:
    for frame in (0, 50, 96, 200, 470):
        assert abs(reel.strip.frame_at(reel.strip.x_of(frame) + 0.5) - frame) <= 1


def test_a_ghosts_menu_ticks_the_ghost(reel: ReelStrip) -> None:
    menu = takes_menu(reel.room, reel.strip, 0)
    assert [(one.text(), one.isChecked()) for one in menu.actions()] == [("None: ghost", True)]


def test_a_change_of_one_shot_draws_one_block(reel: ReelStrip, studio: Studio, window: StudioWindow) -> None:
    touched: list[int] = []
    resets: list[int] = []
    reel.blocks.dataChanged.connect(lambda first, _last: touched.append(first.row()))
    reel.blocks.modelReset.connect(lambda: resets.append(1))
    shot = studio.plan.shots()[1]
    label = message("step.edit-shot", shot="020")
    studio.store.write(lambda writer: writer.edit(label, studio.plan.change(shot, number="025")))
    window.room.bridge.flush()
    reel.transport.lay()
    assert (touched, resets) == ([1], [])


def test_a_film_is_asked_for_and_its_end_is_told(
    window: StudioWindow, studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine"
    monkeypatch.setattr(Picking, "target", lambda *_: target)
    window.room.actions["render-film"].trigger()
    (job,) = studio.jobs.open_jobs()
    assert isinstance(job.request, RenderRequest)
    assert job.request.target == tmp_path / "mine.mp4"
    ended = job.model_copy(update={"state": JobState.DONE})
    monkeypatch.setattr(studio.store, "job", lambda _identity: ended)
    window.room.bridge.changed.emit(Changes.of("jobs", [job.id]))
    watch = window.room.findChild(Renders)
    assert isinstance(watch, Renders)
    assert watch.toast is not None
    assert watch.toast.text.text() == "“mine.mp4” is ready."
    assert watch.toast.deed is not None
    assert watch.toast.deed.text() == "Show in folder"
    watch.toast.close_.click()
    assert watch.toast is None
