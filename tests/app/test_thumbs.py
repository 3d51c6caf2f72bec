"""Small pictures of takes: at another size the one that was read last stands in until the new one has come."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fourbeat.app.thumbs import Thumbs
from fourbeat.model.ids import Id
from fourbeat.studio.posters import Posters


def test_the_old_picture_stands_in_for_a_larger_one(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:  # noqa: ARG001
    file = tmp_path / "poster.png"
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill(QColor("#c04020"))
    assert picture.save(str(file))
    posters = SimpleNamespace(ready=lambda _take: file, subscribe=lambda _heard: lambda: None)
    thumbs, take = Thumbs(cast("Posters", posters)), Id("take")
    assert thumbs.picture(take, QSize(160, 90)) is None
    qtbot.waitUntil(lambda: thumbs.picture(take, QSize(160, 90)) is not None)
    meanwhile = thumbs.picture(take, QSize(320, 180))
    assert isinstance(meanwhile, QPixmap)
    assert meanwhile.size() == QSize(320, 180)
    assert meanwhile.toImage().pixelColor(100, 100) == QColor("#c04020")
    thumbs.close()
