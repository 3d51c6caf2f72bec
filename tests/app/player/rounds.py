"""Load, play, scrub and close a film many times. Run in a process of its own, which may be killed when it hangs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from fourbeat.app.player.deck import Deck
from fourbeat.model.time import Rate
from fourbeat.studio.proxy import Proxy
from fourbeat.studio.timeline import Block, Timeline


def wait(app: QApplication, seconds: float) -> None:
    end = monotonic() + seconds
    while monotonic() < end:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


def play(film: Path, rounds: int) -> None:
    app = QApplication([])
    proxy = Proxy("key", film, Timeline(Rate(24), (Block("shot", "010", None, None, 0, 60),)))
    for _ in range(rounds):
        deck = Deck()
        deck.load(proxy, 5)
        wait(app, 0.15)
        deck.run(1)
        wait(app, 0.05)
        for frame in range(0, 50, 5):
            deck.seek(frame)
        deck.run(0)
        deck.close()
    sys.stdout.write(f"{rounds} rounds\n")
    sys.stdout.flush()


if __name__ == "__main__":
    play(Path(sys.argv[1]), int(sys.argv[2]))
    # What is left of Qt at the end is no part of the question.
    os._exit(0)
