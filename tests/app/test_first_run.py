"""The first screen: three ways to begin, each ends in an open project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QSlider
from pytestqt.qtbot import QtBot

from fourbeat.app.__main__ import Asked, read
from fourbeat.app.errors import ErrorSheet
from fourbeat.app.first_run import FirstRun
from fourbeat.app.new_project import NewProject
from fourbeat.app.start import Program
from fourbeat.model.job import JobState
from fourbeat.studio.studio import Studio

from .reading import clipped, nameless


def first(program: Program) -> FirstRun:
    program.show_first()
    assert program.first is not None
    return program.first


def test_its_controls_are_named_and_nothing_is_cut_off(qtbot: QtBot, program: Program) -> None:
    screen = first(program)
    qtbot.waitExposed(screen)
    assert not nameless(screen)
    for percent in (100, 150, 200):
        program.look.resize(percent)
        QApplication.processEvents()
        assert not clipped(screen)


def test_the_demo_opens_with_every_shot_asked_for(program: Program) -> None:
    first(program).demo.click()
    assert program.room is not None
    assert program.first is None
    studio = program.room.studio
    jobs = studio.jobs.open_jobs()
    assert len(jobs) == len(studio.plan.shots()) > 3
    assert {job.state for job in jobs} == {JobState.QUEUED}


def test_an_idea_becomes_a_project(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    screen = first(program)
    screen.new.click()
    (sheet,) = screen.findChildren(NewProject)
    qtbot.waitExposed(sheet)
    assert not nameless(sheet)
    assert not clipped(sheet)
    assert not sheet.make.isEnabled()
    qtbot.keyClicks(sheet.name, "Night: train")
    sheet.frame.setCurrentIndex(sheet.frame.findData("1920x1080"))
    sheet.rate.setCurrentIndex(sheet.rate.findData("24000/1001"))
    qtbot.keyClick(sheet.name, Qt.Key.Key_Return)
    assert program.room is not None
    project = program.room.studio.plan.project
    assert (project.name, project.size, project.rate) == ("Night: train", "1920x1080", "24000/1001")
    assert program.room.studio.folder.parent == tmp_path / "projects"
    assert ":" not in program.room.studio.folder.name


def test_a_project_can_be_opened_again_from_the_list(program: Program, studio: Studio) -> None:
    program.memory.opened(studio.folder)
    program.memory.opened(studio.folder.parent / "gone")
    studio.close()
    screen = first(program)
    assert screen.recent.count() == 1
    screen.recent.itemActivated.emit(screen.recent.item(0))
    assert program.room is not None
    assert program.room.studio.folder == studio.folder
    program.room.actions["leave"].trigger()
    QApplication.processEvents()
    assert program.room is None
    assert program.first is not None


def test_a_folder_without_a_project_is_refused_calmly(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    screen = first(program)
    screen.open_folder(tmp_path)
    sheets = [one for one in QApplication.topLevelWidgets() if isinstance(one, ErrorSheet) and one.isVisible()]
    assert str(tmp_path) in sheets[0].text.text()
    assert program.room is None
    sheets[0].accept()
    qtbot.waitUntil(lambda: not sheets[0].isVisible())


def test_language_and_size_are_chosen_first(qtbot: QtBot, program: Program) -> None:
    screen = first(program)
    (languages,) = screen.findChildren(QComboBox)
    row = languages.findData("ja")
    languages.setCurrentIndex(row)
    languages.activated.emit(row)
    qtbot.waitUntil(lambda: program.first is not screen)
    assert program.first is not None
    assert program.first.demo.accessibleName() != "Look at the demo"
    (size,) = program.first.findChildren(QSlider)
    size.setValue(size.maximum())
    assert program.look.theme.percent == 200 == program.memory.now.percent


def test_the_command_line_is_read() -> None:
    assert read([]) == Asked()
    assert read(["film", "--lang", "ja", "--data=home"]) == Asked(Path("film"), "ja", Path("home"))
    assert read(["--lang"]) == Asked()
