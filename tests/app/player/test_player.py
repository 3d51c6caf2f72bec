"""The player in the window: it prepares the film as it stands, shows it, and says what it is doing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from fourbeat.app.player.deck import NoBackend
from fourbeat.app.player.page import Player
from fourbeat.app.window import StudioWindow
from fourbeat.model.errors import Storage
from fourbeat.studio.proxy import Preparing, Proxy
from fourbeat.studio.studio import Studio
from fourbeat.studio.timeline import Timeline


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch, studio: Studio) -> list[str]:
    """Keep the making of films out of the quick tests; remember what was asked for."""
    asked: list[str] = []
    monkeypatch.setattr(studio.proxies, "want", lambda reel: asked.append(reel.id))
    return asked


@pytest.fixture
def player(window: StudioWindow, qtbot: QtBot, wanted: list[str]) -> Player:
    window.show_dock("player")
    page = window.pages["player"]
    assert isinstance(page, Player)
    qtbot.waitUntil(lambda: bool(wanted), timeout=5000)
    return page


def test_it_says_calmly_what_is_being_made(player: Player) -> None:
    player.hear(Preparing("040", 0.42))
    assert player.screen_.badge == "Preparing 040… 42 %"
    player.hear(Preparing("", 0.9))
    assert player.screen_.badge == "Joining the cut… 90 %"
    player.hear(Storage("stitch.no-folder", folder="/nowhere", detail="gone"))
    assert player.screen_.badge == ""
    assert "/nowhere" in player.screen_.word


def test_a_ghost_stands_while_there_is_no_picture(player: Player) -> None:
    player.transport.seek(200)
    assert player.screen_.picture is None
    assert player.screen_.ghost == "030 ghost"


def test_keys_of_the_cutting_room(player: Player, window: StudioWindow, qtbot: QtBot) -> None:
    moves = player.transport
    player.enter()
    steps = (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 96),
        (Qt.Key.Key_Left, 95),
        (Qt.Key.Key_End, 479),
        (Qt.Key.Key_Up, 384),
        (Qt.Key.Key_Home, 0),
    )
    for key, frame in steps:
        qtbot.keyClick(player.screen_, key)
        assert moves.frame == frame
    qtbot.keyClick(player.screen_, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert moves.frame == 24
    qtbot.keyClick(player.screen_, Qt.Key.Key_I)
    qtbot.keyClick(player.screen_, Qt.Key.Key_Down)
    qtbot.keyClick(player.screen_, Qt.Key.Key_O)
    assert moves.span == (24, 96)
    qtbot.keyClick(player.screen_, Qt.Key.Key_L)
    assert moves.speed == 1
    assert window.room.actions["play"].text() == "Pause"
    qtbot.keyClick(player.screen_, Qt.Key.Key_Space)
    assert moves.speed == 0


def test_a_focused_button_keeps_its_space(player: Player, qtbot: QtBot) -> None:
    loop = player.controls.buttons["loop"]
    loop.setFocus()
    qtbot.waitUntil(loop.hasFocus)
    qtbot.keyClick(loop, Qt.Key.Key_Space)
    assert player.transport.loops
    assert not player.transport.plays


def test_every_control_has_a_name_and_the_narrow_player_keeps_the_play_button(player: Player) -> None:
    controls = player.controls
    for button in (controls.play, controls.mute, controls.volume, player.scrubber, *controls.buttons.values()):
        assert button.accessibleName()
    controls.resize(controls.play.sizeHint().width() * 6, controls.height())
    assert controls.play.isVisibleTo(player)
    assert controls.volume.isHidden()


def test_scrubbing_goes_to_the_frame_under_the_mouse(player: Player, qtbot: QtBot) -> None:
    bar = player.scrubber
    for frame in (0, 100, 300):
        point = bar.rect().center()
        point.setX(round(bar.x_of(frame) + 1))
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=point)
        assert player.transport.frame == bar.frame_at(point.x())
        assert abs(player.transport.frame - frame) <= 1


def test_a_stale_film_is_played_by_its_shots(player: Player) -> None:
    line = player.transport.timeline
    later = tuple(block for block in line.blocks if block.label != "010")
    moved = tuple(
        type(block)(block.shot, block.label, block.take, block.number, block.start - 96, block.frames)
        for block in later
    )
    player.proxy = Proxy("old", player.room.studio.folder / "none.mp4", Timeline(line.rate, moved))
    player._relay()
    assert player._in_proxy(100) == 4
    assert player._in_proxy(10) is None


def test_a_system_that_cannot_play_is_told_once(
    window: StudioWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, wanted: list[str]
) -> None:
    def none(_parent: object) -> None:
        raise NoBackend

    monkeypatch.setattr("fourbeat.app.player.page.Deck", none)
    window.show_dock("player")
    page = window.pages["player"]
    assert isinstance(page, Player)
    qtbot.waitUntil(lambda: "lacks the part of Qt" in page.screen_.word, timeout=5000)
    page.transport.toggle()
    page.transport.seek(100)
    assert not wanted


def test_ghosts_become_a_film_that_follows_the_cut(window: StudioWindow, qtbot: QtBot, studio: Studio) -> None:
    room = window.room
    for shot in studio.plan.shots()[2:]:
        studio.shots.remove(shot=shot)
    room.bridge.flush()
    window.show_dock("player")
    page = window.pages["player"]
    assert isinstance(page, Player)
    qtbot.waitUntil(lambda: page.proxy is not None and page.screen_.picture is not None, timeout=60_000)
    assert page.proxy is not None
    assert page.proxy.timeline.frames == page.transport.timeline.frames == 192
    assert page.screen_.badge == ""
    first = page.proxy.key
    page.transport.seek(100)
    qtbot.waitUntil(lambda: page.deck is not None and page.deck._frame == 100)
    studio.shots.remove(shot=studio.plan.shots()[1])
    qtbot.waitUntil(lambda: page.proxy is not None and page.proxy.key != first, timeout=60_000)
    assert page.proxy.timeline.frames == 96
    window.close()
    assert page.proxy is None


def test_the_ring_of_the_keyboard_never_covers_the_picture(player: Player) -> None:
    screen = player.screen_
    picture = QImage(screen.size(), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    screen.picture = picture
    screen.badge = "42 %"
    screen.setFocus()
    assert screen.grab().toImage().pixelColor(screen.rect().center()).lightness() > 250
