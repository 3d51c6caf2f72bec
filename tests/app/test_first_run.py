"""The first screen: three ways to begin, each ends in an open project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QSlider
from pytestqt.qtbot import QtBot

from fourbeat.app.__main__ import Asked, read
from fourbeat.app.errors import ErrorSheet
from fourbeat.app.first_run import FirstRun
from fourbeat.app.new_project import NewProject
from fourbeat.app.start import Program
from fourbeat.model.briefing import BriefFile
from fourbeat.model.job import JobState
from fourbeat.studio.opening import open_studio
from fourbeat.studio.settings import Settings, load
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


def test_the_demo_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    screen = first(program)
    screen.demo.click()
    assert not screen.new.isEnabled()
    qtbot.waitUntil(lambda: screen.progress.isVisible() and screen.progress.bar.maximum() > 0, timeout=30_000)
    assert "of 8 shots" in screen.progress.text.text()
    assert not nameless(screen)
    assert not clipped(screen)
    screen.progress.cancel.click()
    qtbot.waitUntil(screen.demo.isEnabled, timeout=30_000)
    assert program.room is None
    assert "kept" in screen.progress.text.text()
    with open_studio(tmp_path / "projects" / "Fourbeat demo", program.desk) as studio:
        assert len(studio.plan.shots()) == 8
        assert {job.state for job in studio.jobs.all()}.isdisjoint({JobState.FAILED, JobState.UNKNOWN})


@pytest.mark.slow
def test_the_demo_is_a_finished_film(qtbot: QtBot, program: Program) -> None:
    screen = first(program)
    screen.demo.click()
    qtbot.waitUntil(lambda: program.room is not None, timeout=240_000)
    assert program.room is not None
    studio = program.room.studio
    assert all(shot.take is not None for shot in studio.plan.shots())
    assert studio.reels.target(studio.reels.find()).is_file()
    assert not studio.jobs.open_jobs()


def test_the_name_is_asked_once(qtbot: QtBot, program: Program, studio: Studio) -> None:
    studio.close()
    home = program.desk.home
    home.settings.mkdir(parents=True)
    home.file.write_text('# mine\nlanguage = "en"\n')
    program.desk = replace(program.desk, settings=Settings())
    screen = first(program)
    assert screen.name.isVisibleTo(screen)
    screen.name.setText('Ada "Ace" Oe')
    screen.open_folder(studio.folder)
    qtbot.waitUntil(lambda: program.room is not None)
    assert program.desk.author == 'Ada "Ace" Oe'
    assert program.room is not None
    program.room.studio.shots.add(brief=BriefFile(), folder=studio.folder)
    assert program.room.studio.store.steps(1)[0].author == 'Ada "Ace" Oe'
    assert load(home) == Settings(author='Ada "Ace" Oe', language="en")
    assert "# mine" in home.file.read_text()
    program.close_studio()
    assert not first(program).name.isVisibleTo(program.first)


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
    sheet.idea.setPlainText("  A train in the night. ")
    qtbot.keyClick(sheet.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.room is not None)
    assert program.room is not None
    (shot,) = program.room.studio.plan.shots()
    assert program.room.studio.plan.brief(shot.id).text.scene == "A train in the night."
    project = program.room.studio.plan.project
    assert (project.name, project.size, project.rate) == ("Night: train", "1920x1080", "24000/1001")
    assert program.room.studio.folder.parent == tmp_path / "projects"
    assert ":" not in program.room.studio.folder.name


def test_a_project_can_be_opened_again_from_the_list(qtbot: QtBot, program: Program, studio: Studio) -> None:
    program.memory.opened(studio.folder)
    program.memory.opened(studio.folder.parent / "gone")
    studio.close()
    screen = first(program)
    assert screen.recent.count() == 1
    screen.recent.itemActivated.emit(screen.recent.item(0))
    qtbot.waitUntil(lambda: program.room is not None)
    assert program.room is not None
    assert program.room.studio.folder == studio.folder
    program.room.actions["leave"].trigger()
    QApplication.processEvents()
    assert program.room is None
    assert program.first is not None
    assert program.first.recent.item(0).text() == f"Film\n{studio.folder}"
    assert program.first.back.text() == "Back to Film"
    QTest.keyClick(program.first.demo, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: program.room is not None)
    assert program.room.studio.folder == studio.folder


def test_the_keyboard_is_seen_on_the_list(qtbot: QtBot, program: Program, studio: Studio) -> None:
    program.memory.opened(studio.folder, "Film")
    studio.close()
    screen = first(program)
    screen.activateWindow()
    qtbot.waitActive(screen)
    screen.recent.setFocus()
    QApplication.processEvents()
    focused = screen.recent.grab().toImage().pixelColor(0, screen.recent.height() // 2)
    assert focused == program.look.theme.colour("accent")
    assert screen.percent.text() == "100 %"


def test_a_folder_without_a_project_is_refused_calmly(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    screen = first(program)
    (tmp_path / "empty").mkdir()
    screen.open_folder(tmp_path / "empty")
    sheets: list[ErrorSheet] = []

    def shown() -> bool:
        sheets[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, ErrorSheet) and one.isVisible()]
        return bool(sheets)

    qtbot.waitUntil(shown)
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
    assert read(["--told", "film"]) == Asked(Path("film"), told=True)
