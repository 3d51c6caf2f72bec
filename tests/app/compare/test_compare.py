"""The compare page: both takes show the same frame, under a line, side by side, or as their difference."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import shelf
from app.reading import nameless, settles_whole
from fourbeat.app.compare.page import Compare
from fourbeat.app.compare.pair import STEP, Mode, pair
from fourbeat.app.player.deck import Deck, NoBackend
from fourbeat.app.window import StudioWindow
from fourbeat.model.plan import Shot
from fourbeat.model.take import Take
from fourbeat.studio.studio import Studio

LONG, SHORT, BARS = 60, 40, 8
MEDIA = {"width": 128, "height": 72, "rate": "24"}


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int, str], Path]:
    """Write films whose frames carry their number, elsewhere: this process must not know how pixels are coded."""
    folder = tmp_path_factory.mktemp("films")
    script = Path(__file__).parents[1] / "player" / "numbered.py"

    def film(frames: int, rate: str) -> Path:
        target = folder / f"{frames}-{rate}.mp4"
        if not target.is_file():
            subprocess.run([sys.executable, str(script), str(target), str(frames), rate], check=True)
        return target

    return film


@pytest.fixture
def plain(window: StudioWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Compare:
    """Give the page with two takes that have no files, and no decks to play them."""
    monkeypatch.setattr("fourbeat.app.compare.page.Decks", _no_decks)
    shot = studio.plan.shots()[0]
    for seed in (7, 8):
        shelf.put(studio, shot, media=MEDIA | {"frames": LONG}, seed=seed)
    return opened(window)


def _no_decks(*_: object) -> None:
    raise NoBackend


def opened(window: StudioWindow) -> Compare:
    window.room.bridge.flush()
    window.show_dock("compare")
    page = window.pages["compare"]
    assert isinstance(page, Compare)
    QApplication.processEvents()
    return page


def written(picture: QImage) -> int:
    """Read the number out of a picture's bars."""
    wide, high = picture.width() // BARS, picture.height()
    return sum(
        1 << bar for bar in range(BARS) if picture.pixelColor(bar * wide + wide // 2, high // 2).lightness() > 127
    )


def seen(page: Compare) -> tuple[int, int]:
    assert page.screen_.pictures is not None
    first, second = page.screen_.pictures
    return written(first), written(second)


def coloured(page: Compare) -> QImage:
    """Lay a red picture beside a blue one and take a picture of the screen."""
    for_size = [QImage(128, 72, QImage.Format.Format_RGB32) for _ in range(2)]
    for picture, name in zip(for_size, ("red", "blue"), strict=True):
        picture.fill(QColor(name))
    page.screen_.show_pictures(*for_size)
    page.screen_.tell("")
    return page.screen_.grab().toImage()


def at(page: Compare, shot: QImage, x: float, y: float = 0.5) -> str:
    """Name the colour at a place of the older picture's frame."""
    box = page.screen_.frames()[0]
    return shot.pixelColor(QPointF(box.left() + x * box.width(), box.top() + y * box.height()).toPoint()).name()


# Without decks


def test_fewer_than_two_takes_are_said_in_words(window: StudioWindow, studio: Studio) -> None:
    page = opened(window)
    assert page.empty.isVisible()
    assert "010" in page.empty.text.text()
    assert not window.room.actions["compare-side"].isEnabled()
    shelf.put(studio, studio.plan.shots()[0])
    window.room.bridge.flush()
    assert page.empty.isVisible()
    window.room.selection.choose([])
    assert page.no_shot.isVisible()


def test_it_tells_what_changed_and_says_where_nothing_can_be_played(plain: Compare) -> None:
    assert "Seed: 7 → 8" in plain.words.toPlainText()
    assert "lacks the part of Qt" in plain.screen_.word
    assert not nameless(plain)


def test_the_line_parts_the_takes(plain: Compare, qtbot: QtBot) -> None:
    shot = coloured(plain)
    assert (at(plain, shot, 0.2), at(plain, shot, 0.8)) == ("#ff0000", "#0000ff")
    plain.enter()
    for _ in range(6):
        qtbot.keyClick(plain.screen_, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert plain.pair.line == pytest.approx(0.5 - 6 * STEP)
    assert at(plain, coloured(plain), 0.3) == "#0000ff"
    box = plain.screen_.frames()[0]
    there = QPoint(round(box.left() + 0.9 * box.width()), round(box.center().y()))
    qtbot.mousePress(plain.screen_, Qt.MouseButton.LeftButton, pos=there)
    qtbot.mouseRelease(plain.screen_, Qt.MouseButton.LeftButton, pos=there)
    assert plain.pair.line == pytest.approx(0.9, abs=0.02)
    assert plain.bar.line.value() == round(100 * plain.pair.line)
    assert "the line is at 90 %" in plain.screen_.accessibleDescription()
    qtbot.keyClick(plain.screen_, Qt.Key.Key_W)
    assert at(plain, coloured(plain), 0.95) == "#0000ff"
    assert plain.pair.line == 0


def test_side_by_side_shows_both_whole(plain: Compare, qtbot: QtBot) -> None:
    plain.enter()
    qtbot.keyClick(plain.screen_, Qt.Key.Key_S)
    shot = coloured(plain)
    first, second = plain.screen_.frames()
    assert not first.intersects(second)
    assert shot.pixelColor(first.center().toPoint()).name() == "#ff0000"
    assert shot.pixelColor(second.center().toPoint()).name() == "#0000ff"


def test_the_difference_is_shown_and_measured(plain: Compare, qtbot: QtBot, window: StudioWindow) -> None:
    plain.enter()
    qtbot.keyClick(plain.screen_, Qt.Key.Key_D)
    assert at(plain, coloured(plain), 0.5, 0.2) == "#ff00ff"
    plain._tell()
    assert plain.bar.differs.text() == "66.7 % different"
    same = QImage(128, 72, QImage.Format.Format_RGB32)
    same.fill(QColor("#405060"))
    plain.screen_.show_pictures(same, same)
    assert at(plain, plain.screen_.grab().toImage(), 0.5, 0.2) == "#000000"
    assert plain.screen_.difference() == 0
    assert window.room.actions["compare-difference"].isChecked()


def test_the_loupe_goes_through_its_steps_and_is_moved_by_keys(plain: Compare, qtbot: QtBot) -> None:
    plain.enter()
    large = QImage(2560, 1440, QImage.Format.Format_RGB32)
    large.fill(QColor("green"))
    plain.screen_.show_pictures(large, large)
    zooms = []
    for _ in range(4):
        qtbot.keyClick(plain.screen_, Qt.Key.Key_Z)
        zooms.append(plain.pair.zoom)
        place = plain.screen_.places()[0]
        target, source = plain.screen_._piece(0, place)
        if plain.pair.zoom:
            assert target.width() / source.width() == pytest.approx(plain.pair.zoom / 100)
    assert zooms == [100, 200, 400, 0]
    qtbot.keyClick(plain.screen_, Qt.Key.Key_Z)
    plain.pair.look_at(QPointF(0.5, 0.5))
    qtbot.keyClick(plain.screen_, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert plain.pair.spot == QPointF(0.5 + STEP, 0.5)


@pytest.mark.parametrize("mode", [*Mode])
def test_nothing_is_cut_off_where_text_is_large(plain: Compare, window: StudioWindow, qtbot: QtBot, mode: Mode) -> None:
    window.room.look.resize(200)
    window.workspace("review")
    window.reset()
    window.show_dock("compare")
    window.resize(1366, 768)
    coloured(plain)
    plain.pair.show(mode)
    settles_whole(qtbot, window)
    assert window.width() == 1366, "the page must not make the window outgrow its screen"
    assert plain.bar.buttons["both-play"].isVisible()
    assert plain.bar.differs.isVisible() is (mode is Mode.DIFFERENCE)


def test_it_follows_the_strip_and_keeps_its_frame(plain: Compare, window: StudioWindow, studio: Studio) -> None:
    plain.pair.stand(30)
    shelf.put(studio, studio.plan.shots()[0], media=MEDIA | {"frames": SHORT}, seed=9)
    window.room.bridge.flush()
    third = window.room.studio.takes.list(studio.plan.shots()[0])[2].take
    window.room.selection.look_at_take(third.id)
    assert plain.pair.takes is not None
    assert third in plain.pair.takes
    assert plain.pair.frame == 30
    window.room.selection.choose([studio.plan.shots()[1].id])
    assert plain.pair.takes is None
    assert plain.empty.isVisible()


def test_w_brings_the_page_from_the_player(plain: Compare, window: StudioWindow, qtbot: QtBot) -> None:
    plain.pair.show(Mode.SIDE)
    window.show_dock("player")
    assert not plain.isVisible()
    qtbot.keyClick(window.pages["player"].focusProxy(), Qt.Key.Key_W)
    assert plain.isVisible()
    assert plain.pair.mode is Mode.WIPE
    assert plain.screen_.hasFocus()


# With decks


@pytest.fixture
def played(
    window: StudioWindow, studio: Studio, qtbot: QtBot, films: Callable[[int, str], Path]
) -> Callable[..., Compare]:
    """Open the page on two takes that can be played."""

    def call(*lengths: tuple[int, str]) -> Compare:
        try:
            Deck().deleteLater()
        except NoBackend:
            pytest.skip("no multimedia backend here")
        shot: Shot = studio.plan.shots()[0]
        takes: list[Take] = [
            shelf.put(studio, shot, films(frames, rate), media=MEDIA | {"frames": frames, "rate": rate})
            for frames, rate in lengths
        ]
        assert [take.number for take in takes] == [1, 2]
        page = opened(window)
        qtbot.waitUntil(lambda: page.screen_.pictures is not None, timeout=5000)
        return page

    return call


def test_every_step_shows_that_frame_of_both(played: Callable[..., Compare], qtbot: QtBot) -> None:
    page = played((LONG, "24"), (SHORT, "24"))
    assert page.pair.timeline.frames == LONG
    page.enter()
    qtbot.waitUntil(lambda: seen(page) == (0, 0), timeout=5000)
    for key, frames in (
        (Qt.Key.Key_Right, (1, 1)),
        (Qt.Key.Key_Right, (2, 2)),
        (Qt.Key.Key_Left, (1, 1)),
        (Qt.Key.Key_End, (LONG - 1, SHORT - 1)),
        (Qt.Key.Key_Home, (0, 0)),
    ):
        qtbot.keyClick(page.screen_, key)
        qtbot.waitUntil(lambda frames=frames: seen(page) == frames, timeout=5000)


def test_takes_of_other_rates_show_the_same_moment(played: Callable[..., Compare], qtbot: QtBot) -> None:
    page = played((SHORT, "24"), (LONG, "30"))
    assert page.pair.timeline.frames == LONG * 24 // 30
    page.pair.stand(20)
    qtbot.waitUntil(lambda: seen(page) == (20, 25), timeout=5000)


def test_playing_keeps_both_together_to_the_end(played: Callable[..., Compare], qtbot: QtBot) -> None:
    page = played((LONG, "24"), (SHORT, "24"))
    pairs: list[tuple[int, int, int]] = []
    qtbot.waitUntil(lambda: seen(page) == (0, 0), timeout=5000)
    assert page.decks is not None
    page.decks.shown.connect(lambda frame, first, second: pairs.append((frame, written(first), written(second))))
    page.enter()
    qtbot.keyClick(page.screen_, Qt.Key.Key_Space)
    assert page.pair.plays
    qtbot.waitUntil(lambda: not page.pair.plays, timeout=15_000)
    assert page.pair.frame == LONG - 1
    while_both = [(first, second) for frame, first, second in pairs if frame < SHORT - 2]
    assert len(while_both) >= 10
    assert [one for one in while_both if one[0] != one[1]] == []
    assert pairs[-1][1:] == (LONG - 1, SHORT - 1)


def test_it_loops_and_stands_still_when_nobody_looks(
    played: Callable[..., Compare], qtbot: QtBot, window: StudioWindow
) -> None:
    page = played((SHORT, "24"), (SHORT, "24"))
    page.pair.mark(first=5)
    page.pair.mark(last=12)
    page.pair.set_loops(on=True)
    page.pair.stand(5)
    frames: list[int] = []
    page.pair.moved.connect(frames.append)
    page.pair.toggle()
    qtbot.waitUntil(lambda: frames.count(5) >= 2, timeout=10_000)
    assert max(frames) <= 13
    window.show_dock("board")
    assert not page.pair.plays


def test_the_player_and_compare_are_two_playheads(plain: Compare, window: StudioWindow, qtbot: QtBot) -> None:
    from fourbeat.app.player.transport import transport

    plain.enter()
    qtbot.keyClick(plain.screen_, Qt.Key.Key_Right)
    assert pair(window.room).frame == 1
    assert transport(window.room).frame == 0
