"""One of the cast is shown to a server from the window: what would leave is told first, and it takes a yes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from app import shelf
from app.reading import clipped, nameless
from fourbeat.app.cast.enrol_sheet import EnrolSheet
from fourbeat.app.cast.page import CastPage
from fourbeat.app.window import StudioWindow
from fourbeat.model.briefing import BriefFile
from fourbeat.model.plan import Character
from fourbeat.studio.studio import Studio
from providers.fakes.videos import FakeVideos


@pytest.fixture
def server() -> Iterator[FakeVideos]:
    with FakeVideos(kind="strict") as fake:
        yield fake


@pytest.fixture
def ada(studio: Studio, server: FakeVideos, window: StudioWindow, tmp_path: Path) -> Character:
    """Give somebody who is looked at, with a take of a shot that shows them, and a server that could know them."""
    one = studio.cast.add(name="Ada", identity="a keeper of sixty")
    brief = BriefFile.model_validate({"scene": "@Ada waits.", "number": "060", "cast": ["Ada"]})
    studio.shots.add(brief=brief, folder=tmp_path)
    take = shelf.put(studio, studio.shots.find("060"))
    clip = studio.store.media.path(take.media)
    clip.parent.mkdir(parents=True, exist_ok=True)
    clip.write_bytes(b"a clip")
    studio.connections.add(key="far", fields={"name": "Far", "protocol": "videos", "url": server.url})
    studio.connections.learn("far")
    window.room.bridge.flush()
    window.room.selection.look_at("character", one.id)
    QApplication.processEvents()
    return one


def page_of(window: StudioWindow) -> CastPage:
    page = window.pages["cast"]
    assert isinstance(page, CastPage)
    return page


def test_a_take_leaves_once_it_was_told_and_agreed(
    window: StudioWindow, studio: Studio, server: FakeVideos, ada: Character, qtbot: QtBot
) -> None:
    page = page_of(window)
    assert page.one == ada
    assert not page.known.add.isHidden()
    page.known.add.click()
    (sheet,) = window.findChildren(EnrolSheet)
    qtbot.waitUntil(sheet.agree.isEnabled, timeout=20_000)
    assert not sheet.go.isEnabled()
    assert "once, under the name “Ada”" in sheet.told.text()
    assert server.url in sheet.told.text()
    assert "No real person" in sheet.people.text()
    assert not nameless(sheet)
    assert not clipped(sheet)
    assert not server.enrolled
    sheet.agree.click()
    sheet.go.click()
    qtbot.waitUntil(lambda: bool(studio.enrolments.known()), timeout=20_000)
    assert [name for name, _clip in server.enrolled.values()] == ["Ada"]
    window.room.bridge.flush()
    qtbot.waitUntil(lambda: bool(page.known.value()), timeout=5_000)
    page.known.add.click()
    again = window.findChildren(EnrolSheet)[-1]
    assert "knows this one already" in again.told.text()
    again.reject()
    next(one for one in page.known.findChildren(QToolButton) if "Far" in one.accessibleName()).click()
    assert studio.enrolments.known() == []


def test_what_stands_against_it_is_told_and_nothing_can_be_sent(
    window: StudioWindow, studio: Studio, server: FakeVideos, ada: Character, qtbot: QtBot
) -> None:
    person = studio.consents.add_person(name="Mia Ito")
    studio.consents.bind(of=ada, person=person)
    window.room.actions["show-server"].trigger()
    (sheet,) = window.findChildren(EnrolSheet)
    qtbot.waitUntil(lambda: "was not sent" in sheet.told.text(), timeout=20_000)
    assert "Mia Ito" in sheet.told.text()
    assert not sheet.agree.isEnabled()
    assert not sheet.go.isEnabled()
    sheet.reject()
    assert not server.enrolled
