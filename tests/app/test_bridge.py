"""News from other threads: gathered, told once, in the window's own thread."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fourbeat.app.bridge import Bridge
from fourbeat.app.start import Program
from fourbeat.model.edit import Changes
from fourbeat.studio.studio import Studio


def test_a_burst_from_many_threads_arrives_as_one(qtbot: QtBot, studio: Studio) -> None:
    bridge = Bridge(studio)
    heard: list[tuple[Changes, QThread]] = []
    bridge.changed.connect(lambda changes: heard.append((changes, QThread.currentThread())))
    threads = [threading.Thread(target=bridge.hear, args=(Changes.of("shots", [f"{number}"]),)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not heard
    qtbot.waitUntil(lambda: bool(heard))
    (news,) = heard
    assert news[0].shots == frozenset(str(number) for number in range(20))
    assert news[1] == QApplication.instance().thread()  # type: ignore[union-attr]
    bridge.hear(Changes.of("shots", ["later"]))
    qtbot.waitUntil(lambda: len(heard) == 2)
    bridge.close()


def test_an_edit_is_told_and_a_closed_bridge_is_silent(qtbot: QtBot, studio: Studio) -> None:
    bridge = Bridge(studio)
    shot = studio.plan.shots()[0]
    with qtbot.waitSignal(bridge.changed) as heard:
        studio.shots.move(shot=shot, after=studio.plan.shots()[2])
    assert heard.args is not None
    assert heard.args[0].shots == {shot.id}
    bridge.close()
    with qtbot.assertNotEmitted(bridge.changed, wait=50):
        studio.history.undo()


def test_a_shot_that_waits_says_so_and_that_the_queue_is_paused(qtbot: QtBot, program: Program, studio: Studio) -> None:
    program.show_studio(studio)
    room = program.room
    assert room is not None
    studio.jobs.add(shots=studio.plan.shots()[1:2])
    room.bridge.flush()
    assert room.shots.status(room.shots.card(1)) == "waiting"
    with qtbot.waitSignal(room.shots.dataChanged):
        studio.jobs.pause()
    assert room.shots.status(room.shots.card(1)) == "paused"
    studio.jobs.resume()
    room.bridge.flush()
    assert room.shots.status(room.shots.card(1)) == "waiting"


@pytest.mark.slow
def test_a_take_is_made_beside_the_window(qtbot: QtBot, program: Program, studio: Studio) -> None:
    """Queue a take, and see it come: the state on its card, the take, its picture."""
    program.show_studio(studio)
    room = program.room
    assert room is not None
    shot = studio.plan.shots()[1]
    states: set[str] = set()
    room.shots.dataChanged.connect(lambda *_: states.add(room.shots.card(1).status.value))
    pictures: list[str] = []
    room.thumbs.ready.connect(pictures.append)
    studio.jobs.start()
    studio.jobs.add(shots=[shot])
    qtbot.waitUntil(lambda: room.shots.card(1).take is not None, timeout=60_000)
    assert "generating" in states
    assert room.shots.card(1).chosen == 1
    qtbot.waitUntil(lambda: room.shots.card(1).take in pictures, timeout=20_000)
    studio.jobs.pause()
    qtbot.waitUntil(lambda: program.window is not None and "Paused" in program.window.topbar.state.text())
    studio.jobs.resume()
    qtbot.waitUntil(lambda: program.window is not None and "Paused" not in program.window.topbar.state.text())
