"""The price of a sheet is worked out beside the window: what was asked last is heard, whatever became of the rest."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fourbeat.app.queue.weighing import Weighing
from fourbeat.studio.send_sheet import Price, Sheet


def told(allowed: int) -> Sheet:
    return Sheet((), (), Price(), allowed, (), ())


def test_only_what_was_asked_last_is_heard(qtbot: QtBot) -> None:
    parent, go, heard = QObject(), Event(), list[int]()
    weighing = Weighing(parent)
    weighing.weighed.connect(lambda found: heard.append(found.allowed))

    def slow() -> Sheet:
        go.wait(10)
        return told(1)

    weighing.ask(slow)
    qtbot.waitUntil(lambda: weighing._errand is not None)
    weighing.ask(lambda: told(2))
    go.set()
    qtbot.waitUntil(lambda: not weighing.busy)
    assert heard == [2]
    weighing.ask(None)
    assert not weighing.busy


def test_what_broke_keeps_no_later_price_back(qtbot: QtBot) -> None:
    parent, heard = QObject(), list[int]()
    weighing = Weighing(parent)
    weighing.weighed.connect(lambda found: heard.append(found.allowed))

    def broken() -> Sheet:
        raise ValueError("odd")

    with qtbot.capture_exceptions() as raised:
        weighing.ask(broken)
        qtbot.waitUntil(lambda: not weighing.busy)
    assert [kind for kind, *_ in raised] == [ValueError]
    weighing.ask(lambda: told(3))
    qtbot.waitUntil(lambda: not weighing.busy)
    assert heard == [3]
