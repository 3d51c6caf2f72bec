"""Skimming: the frame under the mouse is shown, in one take at a time, and the file is let go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import shelf
from fourbeat.app.player.deck import Deck, NoBackend
from fourbeat.app.takes.page import Takes
from fourbeat.app.window import StudioWindow
from fourbeat.studio.studio import Studio

FRAMES, BARS = 60, 8
MEDIA = {"width": 128, "height": 72, "rate": "24", "frames": FRAMES}


@pytest.fixture
def page(window: StudioWindow, studio: Studio, tmp_path: Path) -> Takes:
    try:
        Deck().deleteLater()
    except NoBackend:
        pytest.skip("no multimedia backend here")
    film = tmp_path / "film.mp4"
    script = Path(__file__).parents[1] / "player" / "numbered.py"
    subprocess.run([sys.executable, str(script), str(film), str(FRAMES), "24"], check=True)
    for _ in range(2):
        shelf.put(studio, studio.plan.shots()[0], film, media=MEDIA)
    window.room.bridge.flush()
    window.show_dock("takes")
    QApplication.processEvents()
    found = window.pages["takes"]
    assert isinstance(found, Takes)
    return found


def written(picture: QImage) -> int:
    wide, high = picture.width() // BARS, picture.height()
    return sum(
        1 << bar for bar in range(BARS) if picture.pixelColor(bar * wide + wide // 2, high // 2).lightness() > 127
    )


def test_the_frame_under_the_mouse_is_shown(page: Takes, qtbot: QtBot) -> None:
    view, skim = page.strip, page.strip.skim
    first, second = (page.takes.listed(row).take for row in (0, 1))

    def move(row: int, share: float) -> int:
        box = view.visualRect(view.model().index(row, 0))
        x = box.left() + round(share * box.width())
        qtbot.mouseMove(view.viewport(), QPoint(x, box.top() + box.height() // 3))
        return min(int((x - box.left()) / box.width() * FRAMES), FRAMES - 1)

    def shows(take: str, frame: int) -> bool:
        picture = skim.picture(take)
        return picture is not None and written(picture) == frame

    for share in (0.25, 0.8, 0.1):
        wanted = move(0, share)
        qtbot.waitUntil(lambda wanted=wanted: shows(first.id, wanted), timeout=5000)
    wanted = move(1, 0.5)
    assert skim.picture(first.id) is None
    qtbot.waitUntil(lambda: shows(second.id, wanted), timeout=5000)
    assert not view.grab().isNull()
    view.skim.leave()
    assert skim.picture(second.id) is None


def test_a_take_that_is_only_crossed_opens_nothing(page: Takes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(Deck, "load", lambda *given: opened.append(given))
    skim = page.strip.skim
    skim.over(page.takes.listed(0).take, 0.5)
    skim.over(page.takes.listed(1).take, 0.5)
    skim.leave()
    qtbot.wait(300)
    assert opened == []
