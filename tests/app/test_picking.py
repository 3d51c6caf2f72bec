"""Asking for files: each kind begins where the last one was found, and an error meanwhile ends nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from fourbeat.app.new_project import NewProject
from fourbeat.app.picking import Picking
from fourbeat.app.start import Program
from fourbeat.app.window import StudioWindow

Answer = Callable[[QFileDialog], QFileDialog.DialogCode]
ACCEPTED, REJECTED = QFileDialog.DialogCode.Accepted, QFileDialog.DialogCode.Rejected


@pytest.fixture
def met(monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """Let dialogs be answered by what is put in here; Qt's own stands for the system's."""
    answers: list[Answer] = []
    monkeypatch.setattr(QFileDialog, "exec", lambda dialog: answers.pop(0)(dialog))
    return answers


def choose(path: Path) -> Answer:
    def answer(dialog: QFileDialog) -> QFileDialog.DialogCode:
        dialog.selectFile(str(path))
        return ACCEPTED

    return answer


def test_each_kind_begins_where_it_was_found_last(window: StudioWindow, met: list[Answer], tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "film.fountain").write_text("INT. A - DAY\n\nX.\n", encoding="utf-8")
    picking = Picking(window, window.room.icons, window.room.memory)
    begun: list[Path] = []

    def look(dialog: QFileDialog) -> QFileDialog.DialogCode:
        begun.append(Path(dialog.directory().absolutePath()))
        return REJECTED

    met.extend([choose(folder / "film.fountain"), look, look])
    assert picking.file("A script", "script", "Scripts (*.fountain)") == folder / "film.fountain"
    assert picking.file("A script", "script", "Scripts (*.fountain)") is None
    assert picking.files("Pictures", "picture", "Pictures (*.png)") == []
    assert begun == [folder, Path.home()]


def test_the_buttons_of_qts_own_dialog_can_be_seen(window: StudioWindow, met: list[Answer]) -> None:
    seen: list[tuple[int, int]] = []

    def look(dialog: QFileDialog) -> QFileDialog.DialogCode:
        dialog.show()
        button = dialog.findChild(QToolButton, "toParentButton")
        assert isinstance(button, QToolButton)
        seen.append((button.iconSize().width(), button.contentsRect().width()))
        dialog.close()
        return REJECTED

    met.append(look)
    Picking(window, window.room.icons, window.room.memory).folder("A folder", "project")
    ((icon, room),) = seen
    assert icon <= room


def test_errors_while_a_file_is_asked_for_end_nothing(
    qtbot: QtBot, window: StudioWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Faulty(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.User:
                raise RuntimeError("met on the way")
            return False

    faulty = Faulty()

    run = QFileDialog.exec

    def troubled(dialog: QFileDialog) -> int:
        dialog.installEventFilter(faulty)
        for _ in range(3):
            QApplication.postEvent(dialog, QEvent(QEvent.Type.User))
        end = QTimer(dialog, interval=100)
        end.timeout.connect(dialog.reject)
        end.start()
        return run(dialog)

    monkeypatch.setattr(QFileDialog, "exec", troubled)
    with qtbot.captureExceptions() as errors:
        assert Picking(window, window.room.icons, window.room.memory).file("A script", "script", "") is None
    assert [str(error) for _kind, error, _trace in errors] == ["met on the way"] * 3


def test_keys_of_a_popup_that_is_gone_trouble_nobody(program: Program) -> None:
    popup = QWindow()
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    delete(popup)
    assert not program.composition.eventFilter(popup, key)


def test_a_film_without_a_name_is_called_as_its_script(program: Program, tmp_path: Path) -> None:
    script = tmp_path / "The Keeper.fountain"
    script.write_text("INT. A - DAY\n\nX.\n", encoding="utf-8")
    sheet = NewProject(program.desk, program.look, program.icons, tmp_path, None)
    sheet.script.setText(str(script))
    sheet.script.editingFinished.emit()
    assert sheet.name.text() == "The Keeper"
    assert sheet.make.isEnabled()
    sheet.deleteLater()
