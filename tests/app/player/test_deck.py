"""The deck shows exactly the frame it was asked for, and plays each one once and in order."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from fourbeat.app.player.deck import Deck, NoBackend
from fourbeat.model.time import Rate
from fourbeat.studio.proxy import Proxy
from fourbeat.studio.timeline import Block, Timeline

# A machine without a loudspeaker says so; its pictures are no worse for it.

FRAMES = 60
BARS = 8


@pytest.fixture(scope="module", params=["24", "23.976"])
def film(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Proxy:
    """Write the film elsewhere: this process must not know how pixels are coded."""
    rate: str = request.param
    target = tmp_path_factory.mktemp("deck") / "film.mp4"
    script = Path(__file__).with_name("numbered.py")
    subprocess.run([sys.executable, str(script), str(target), str(FRAMES), rate], check=True)
    return Proxy("key", target, Timeline(Rate.parse(rate), (Block("shot", "010", None, None, 0, FRAMES),)))


@pytest.fixture
def deck(qtbot: QtBot) -> Iterator[Deck]:
    try:
        made = Deck()
    except NoBackend:
        pytest.skip("no multimedia backend here")
    yield made
    made.close()
    made.deleteLater()
    qtbot.wait(1)


class Seen(list[tuple[int, int]]):
    """Gather what the deck says it shows, with the number that is in the picture."""

    def add(self, number: int, picture: QImage) -> None:
        self.append((number, written(picture)))


def written(picture: QImage) -> int:
    """Read the number out of a picture's bars."""
    wide, high = picture.width() // BARS, picture.height()
    return sum(
        1 << bar for bar in range(BARS) if picture.pixelColor(bar * wide + wide // 2, high // 2).lightness() > 127
    )


def test_every_seek_shows_that_frame(qtbot: QtBot, deck: Deck, film: Proxy) -> None:
    seen = Seen()
    deck.shown.connect(seen.add)
    deck.load(film, 7)
    qtbot.waitUntil(lambda: (7, 7) in seen, timeout=5000)
    chance = random.Random(4)
    for frame in (0, FRAMES - 1, *chance.sample(range(1, FRAMES - 1), 12), 23, 24, 25, 26):
        seen.clear()
        deck.seek(frame)
        qtbot.waitUntil(lambda: bool(seen), timeout=5000)
        assert set(seen) == {(frame, frame)}


def test_playing_shows_every_frame_in_order(qtbot: QtBot, deck: Deck, film: Proxy) -> None:
    seen = Seen()
    deck.load(film, 0)
    qtbot.waitSignal(deck.shown, timeout=5000).wait()
    deck.shown.connect(seen.add)
    deck.run(1)
    qtbot.waitUntil(lambda: len(seen) >= 20, timeout=5000)
    deck.run(0)
    assert all(said == is_ for said, is_ in seen)
    numbers = [said for said, _ in seen]
    assert numbers == sorted(numbers)
    assert max(numbers) < FRAMES


def test_backwards_goes_down(qtbot: QtBot, deck: Deck, film: Proxy) -> None:
    seen = Seen()
    deck.load(film, 30)
    qtbot.waitSignal(deck.shown, timeout=5000).wait()
    deck.shown.connect(seen.add)
    deck.run(-1)
    qtbot.waitUntil(lambda: len({said for said, _ in seen}) >= 4, timeout=5000)
    deck.run(0)
    numbers = [said for said, _ in seen]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] < 30


@pytest.mark.slow
@pytest.mark.parametrize("film", ["23.976"], indirect=True)
def test_the_multimedia_threads_and_python_never_wait_for_each_other(film: Proxy) -> None:
    """Without the deck's precaution this stood still within 3 to 33 rounds of 72."""
    script = Path(__file__).with_name("rounds.py")
    done = subprocess.run(
        [sys.executable, str(script), str(film.file), "72"], timeout=60, check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "72 rounds"


def test_nothing_is_written_to_the_terminal_about_the_file(film: Proxy) -> None:
    script = f"""
from pathlib import Path
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWidgets import QApplication
from fourbeat.app.player.deck import Deck
app = QApplication([])
deck = Deck()
deck.player.setSource(QUrl.fromLocalFile({str(film.file)!r}))
QTimer.singleShot(1500, app.quit)
app.exec()
deck.close()
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert "Input #0" not in ran.stdout + ran.stderr
    assert film.file.name not in ran.stdout + ran.stderr
