"""The pool of a connection in the window: chosen, named anew, paused, and told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fourbeat.app.connections.sheet import ConnectionsSheet
from fourbeat.app.queue.story import maker, state, title
from fourbeat.app.window import StudioWindow
from fourbeat.model.job import JobState
from fourbeat.model.message import message
from fourbeat.queue.pools import at
from fourbeat.studio.connections import Connections
from fourbeat.studio.secrets import Secrets
from fourbeat.studio.studio import Studio
from studio.connecting import MAKERS, Ring


@pytest.fixture
def connections(studio: Studio) -> Connections:
    home = studio.desk.home
    mine = Connections(home, studio.desk.now, secrets=Secrets(home, ring=lambda: Ring(), environment={}), makers=MAKERS)
    studio.__dict__["connections"] = mine
    studio.__dict__.pop("generators", None)
    for key, name, protocol in (("one", "Box 1", "videos"), ("two", "Box 2", "videos"), ("comf", "Comfy", "comfyui")):
        mine.add(key=key, fields={"name": name, "protocol": protocol, "url": f"http://127.0.0.1:9/{key}"})
    return mine


def shown(window: StudioWindow, key: str) -> ConnectionsSheet:
    sheet = ConnectionsSheet(window.room)
    sheet.present()
    sheet.editor.show_connection(window.room.studio.connections.find(key))
    return sheet


def test_a_pool_is_named_once_and_chosen_by_the_next(
    qtbot: QtBot, connections: Connections, window: StudioWindow
) -> None:
    sheet = shown(window, "one")
    field = sheet.editor.pool
    assert field.name.isHidden()
    assert field.paused.isHidden()
    field.choice.setCurrentIndex(field.choice.count() - 1)
    field.choice.activated.emit(field.choice.currentIndex())
    assert not field.name.isHidden()
    qtbot.keyClicks(field.name, "farm")
    assert sheet.editor.keep.isEnabled()
    qtbot.mouseClick(sheet.editor.keep, Qt.MouseButton.LeftButton)
    assert connections.members("farm") == ("one",)
    assert "alone" in field.told.text()
    sheet.editor.show_connection(connections.find("comf"))
    assert field.choice.findData("farm") < 0, "a server of another kind is not offered the pool"
    sheet.editor.show_connection(connections.find("two"))
    field.choice.setCurrentIndex(field.choice.findData("farm"))
    field.choice.activated.emit(field.choice.currentIndex())
    assert "one" in field.told.text()
    field.paused.click()
    qtbot.mouseClick(sheet.editor.keep, Qt.MouseButton.LeftButton)
    assert connections.members("farm") == ("one", "two")
    assert connections.paused("two")
    assert not sheet.editor.keep.isEnabled()


def test_a_name_that_cannot_be_is_told_and_nothing_is_kept(
    qtbot: QtBot, connections: Connections, window: StudioWindow
) -> None:
    sheet = shown(window, "one")
    field = sheet.editor.pool
    field.choice.setCurrentIndex(field.choice.count() - 1)
    field.choice.activated.emit(field.choice.currentIndex())
    qtbot.keyClicks(field.name, "two")
    sheet.editor.keep_it()
    assert connections.pools() == {}


def test_the_queue_says_which_server_of_the_pool_has_a_job_and_that_it_does_not_answer(
    connections: Connections, window: StudioWindow, studio: Studio
) -> None:
    connections.gather(pool="farm", join=["one", "two"])
    shot = studio.plan.cut_shots()[0].model_copy(update={"provider": "farm", "size": "640x360"})
    (job,) = studio.jobs.add(shots=[shot])
    room = window.room
    assert maker(room, job) == "farm"
    here = job.model_copy(update={"request": at(job.request, "two"), "state": JobState.RUNNING})  # type: ignore[arg-type]
    assert maker(room, here) == "two (farm)"
    assert title(room, here).endswith("two (farm)")
    away = here.model_copy(update={"why": message("queue.silent", provider="two", reason="")})
    assert state(room, away, 0.5) == "does not answer"
