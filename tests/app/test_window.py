"""The window as a whole: arrangements, looks, languages, keys, and names for whoever cannot see it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from fourbeat.app.actions import MENUS
from fourbeat.app.docks import DOCKS, WORKSPACES
from fourbeat.app.errors import ErrorSheet
from fourbeat.app.palette import Palette, score
from fourbeat.app.start import Program
from fourbeat.app.theme import LEAST, THEMES
from fourbeat.app.window import StudioWindow
from fourbeat.model.errors import Invalid
from fourbeat.studio.desk import Desk
from fourbeat.studio.studio import Studio

from .reading import clipped, nameless


def test_every_action_has_words_and_every_dock_a_key(window: StudioWindow) -> None:
    actions = window.room.actions
    for identity, action in actions.table.items():
        assert actions[identity].text(), identity
        assert action.menu in ("", *MENUS), identity
        for dock in action.where:
            assert window.has_dock(dock), f"{identity}: {dock}"
    for number, dock in enumerate(DOCKS[:9], 1):
        assert actions[f"go-{dock.id}"].shortcut().toString() == f"Ctrl+{number}"


def test_no_key_means_two_things_in_one_place(window: StudioWindow) -> None:
    taken: dict[tuple[str, str], str] = {}
    for identity, action in window.room.actions.table.items():
        for keys in action.keys:
            for place in action.where or ("", *(dock.id for dock in DOCKS)):
                other = taken.setdefault((place, keys), identity)
                assert other == identity, f"{keys} in {place or 'the window'}: {other} and {identity}"


def test_every_control_has_a_name(window: StudioWindow) -> None:
    for workspace in WORKSPACES:
        window.workspace(workspace)
        for dock in DOCKS:
            window.show_dock(dock.id)
        assert not nameless(window), workspace


def test_workspaces_keep_their_arrangements(window: StudioWindow, program: Program) -> None:
    outline = window.panels["outline"]
    assert outline.isVisible()
    outline.hide()
    window.workspace("cut")
    window.workspace("plan")
    assert not outline.isVisible()
    window.reset()
    assert outline.isVisible()
    window.resize(790, 700)
    QApplication.processEvents()
    outline.hide()
    window.remember()
    kept = program.memory.file.read_text(encoding="utf-8")
    assert '"plan"' in kept
    again = StudioWindow(window.room)
    again.show()
    assert not again.panels["outline"].isVisible()
    assert again.height() == window.height() == 700
    again.close()


def test_a_spoilt_memory_is_forgotten(program: Program, desk: Desk, qapp: QApplication) -> None:
    for spoilt in ("{", '{"percent": "much"}', '{"layouts": 3}', "[]"):
        program.memory.file.parent.mkdir(parents=True, exist_ok=True)
        program.memory.file.write_text(spoilt, encoding="utf-8")
        other = Program(qapp, desk, queue=False)
        assert other.memory.now.percent == LEAST
        other.end()


def test_another_language_builds_the_window_anew_and_keeps_the_project(
    qtbot: QtBot, window: StudioWindow, program: Program, studio: Studio
) -> None:
    window.room.selection.choose([studio.plan.shots()[1].id])
    window.room.actions["language-ja"].trigger()
    qtbot.waitUntil(lambda: program.window is not None and program.window is not window)
    assert program.window is not None
    assert program.window.room.studio is studio
    assert program.window.room.say("workspace.plan") != "Plan"
    assert program.memory.now.language == "ja"
    assert len(program.window.room.shots.cards()) == 5
    assert program.window.room.selection.shots == (studio.plan.shots()[1].id,)


def test_themes_change_while_the_window_stands(window: StudioWindow) -> None:
    point = window.centre.mapTo(window, window.centre.rect().topRight()) - QPoint(3, -3)
    for name in reversed(THEMES):
        window.room.actions[f"theme-{name}"].trigger()
        assert window.room.theme.name == name == window.room.memory.now.theme
        assert window.room.actions[f"theme-{name}"].isChecked()
        assert window.grab().toImage().pixelColor(point) == window.room.theme.colour("canvas")


def test_text_grows_and_shrinks_by_keys(qtbot: QtBot, window: StudioWindow, program: Program) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert program.look.theme.percent == LEAST + 10
    qtbot.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert program.look.theme.percent == LEAST == program.memory.now.percent


def test_the_palette_finds_and_does(qtbot: QtBot, window: StudioWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (palette,) = window.findChildren(Palette)
    qtbot.waitUntil(palette.field.hasFocus)
    everything = palette.list.count()
    qtbot.keyClicks(palette.field, "lght thm")
    assert 0 < palette.list.count() < everything
    assert "Light theme" in palette.list.item(0).text()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.room.theme.name == "light"
    qtbot.waitUntil(lambda: not window.findChildren(Palette))


def test_return_on_nothing_leaves_the_palette_open(
    qtbot: QtBot, window: StudioWindow, numbers: Callable[[], list[str]]
) -> None:
    there = numbers()
    window.centre.enter()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (palette,) = window.findChildren(Palette)
    qtbot.waitUntil(palette.field.hasFocus)
    qtbot.keyClicks(palette.field, "zzzz")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "n")
    assert palette.field.text() == "zzzzn"
    assert numbers() == there
    palette.reject()


def test_the_palette_walks_with_the_arrows_and_leaves_out_what_cannot_be_done(
    qtbot: QtBot, window: StudioWindow
) -> None:
    palette = Palette(window.room, window)
    qtbot.addWidget(palette)
    texts = [palette.list.item(row).text() for row in range(palette.list.count())]
    assert not any(text.startswith("Smaller text") for text in texts)
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 1
    palette.field.setText("zzzz")
    assert palette.list.count() == 0
    assert palette.nothing.isVisibleTo(palette)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)


def test_the_start_of_a_word_is_found_first() -> None:
    assert score("nsa", "New shot after") is not None
    assert score("xyz", "New shot after") is None
    letters = {text: score("lth", text) or 0 for text in ("Light theme", "Split the shot", "List the shots", "Lighter")}
    assert max(letters, key=lambda text: letters[text]) == "Light theme", "the first letters of words count most"
    found = {text: score("un", text) for text in ("Undo", "Run the queue", "Put the panels back in place")}
    assert found["Undo"] is not None
    assert found["Run the queue"] is not None
    assert found["Undo"] > found["Run the queue"]
    whole, parts = score("shot", "New shot after"), score("shot", "Show take in its folder")
    assert whole is not None
    assert parts is not None
    assert whole > parts


def test_plain_keys_never_fire_while_text_is_written(qtbot: QtBot, window: StudioWindow, studio: Studio) -> None:
    page = window.pages["board"]
    field = QLineEdit(page)
    field.show()
    field.setFocus()
    window.room.selection.choose([studio.plan.shots()[0].id])
    qtbot.keyClicks(field, "nN")
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "nN"
    assert len(studio.plan.shots()) == 5


def test_no_key_fires_during_composition(qtbot: QtBot, window: StudioWindow, studio: Studio) -> None:
    field = QLineEdit(window.pages["board"])
    field.show()
    field.setFocus()
    window.room.selection.choose([studio.plan.shots()[0].id])
    QApplication.sendEvent(field, QInputMethodEvent("に", []))
    qtbot.keyClick(field, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(studio.plan.shots()) == 5
    QApplication.sendEvent(field, QInputMethodEvent("", []))
    qtbot.keyClick(field, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(studio.plan.shots()) == 6


def test_a_refusal_is_one_calm_sheet(qtbot: QtBot, window: StudioWindow) -> None:
    def refuse() -> None:
        raise Invalid("project.size", size="1x1")

    assert window.room.attempt(refuse) is None
    (sheet,) = _sheets()
    assert sheet.title.text() == "Not a size that can be made"
    assert "1x1" in sheet.text.text()
    assert not nameless(sheet)
    assert not clipped(sheet)
    sheet.copy.click()
    assert "project.size" in QApplication.clipboard().text()
    window.room.attempt(refuse)
    assert len(_sheets()) == 1
    sheet.accept()
    qtbot.waitUntil(lambda: not _sheets())


@pytest.mark.usefixtures("window")
def test_the_unexpected_is_told_with_a_report(qtbot: QtBot, program: Program) -> None:
    try:
        raise RuntimeError("the lamp fell over")
    except RuntimeError as error:
        program.errors._unexpected(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(_sheets()))
    (sheet,) = _sheets()
    assert "the lamp fell over" in sheet.text.text()
    sheet.copy.click()
    assert "test_window.py" in QApplication.clipboard().text()
    sheet.accept()
    qtbot.waitUntil(lambda: not _sheets())


def _sheets() -> list[ErrorSheet]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, ErrorSheet) and one.isVisible()]


@pytest.mark.usefixtures("qapp")
def test_a_void_call_can_be_made_twenty_thousand_times() -> None:
    # Some versions of the toolkit lose one reference to None at each such call, and die after some thousands.
    label = QLabel()
    for number in range(20_000):
        label.setObjectName(str(number))
    assert label.objectName() == "19999"


def test_the_window_loads_no_pixel_libraries(tmp_path: Path, studio: Studio) -> None:
    studio.close()
    script = f"""
import sys
from pathlib import Path
from fourbeat.app import __main__ as door
for name in door.PIXELS:
    sys.modules[name] = None
from fourbeat.app.start import Program, make_application
from fourbeat.studio.desk import Desk
from fourbeat.studio.settings import Home
app = make_application(["fourbeat"])
program = Program(app, Desk.usual(home=Home.at(Path({str(tmp_path / "other")!r}))))
assert program.open(Path({str(studio.folder)!r}))
for _ in range(20):
    app.processEvents()
heavy = {{"av", "cv2", "numpy", "PIL", "typst", "httpx", "fontTools", "rich", "PySide6.QtMultimedia"}}
print("loaded:", sorted(name for name in heavy if sys.modules.get(name) is not None))
program.end()
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "loaded: []" in ran.stdout
