"""The findings dock and the waves under the words: shown, led to, fixed, let stand; and nothing waits for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QToolTip
from pytestqt.qtbot import QtBot

from app.reading import nameless, settles_whole
from fourbeat.app.brief.page import Brief
from fourbeat.app.brief.words import TextField
from fourbeat.app.findings.page import Findings
from fourbeat.app.findings.reader import BREATH
from fourbeat.app.findings.reason import Reason
from fourbeat.app.start import Program
from fourbeat.app.window import StudioWindow
from fourbeat.model.briefing import BeatFile, BriefFile
from fourbeat.model.plan import Ruling, Shot
from fourbeat.studio.packs import Packs
from fourbeat.studio.studio import Studio

BAD = "A beautiful harbour, no music."


@pytest.fixture
def studio(studio: Studio, tmp_path: Path) -> Studio:
    """Give two shots something to find and let the others be."""
    first, second, *rest = studio.plan.shots()
    write = studio.shots.edit
    write(shot=first, brief=BriefFile(scene=BAD, short=True), folder=tmp_path)
    beats = (BeatFile(text="A stunning gull."),)
    write(shot=second, brief=BriefFile(scene="A pier.", beats=beats, short=True), folder=tmp_path)
    for shot in rest:
        write(shot=shot, brief=BriefFile(scene="A pier.", short=True), folder=tmp_path)
    return studio


@pytest.fixture
def dock(qtbot: QtBot, window: StudioWindow, studio: Studio) -> Findings:
    window.activateWindow()
    qtbot.waitActive(window)
    page = window.pages["findings"]
    assert isinstance(page, Findings)
    page.reader.finish()
    window.room.selection.choose([studio.plan.shots()[0].id])
    window.show_dock("findings")
    return page


@pytest.fixture
def scene(window: StudioWindow) -> Callable[[], str]:
    studio = window.room.studio
    return lambda: studio.plan.brief(studio.plan.shots()[0].id).text.scene


def writing(window: StudioWindow, name: str = "scene") -> QPlainTextEdit:
    page = window.pages["brief"]
    assert isinstance(page, Brief)
    field = page.form.fields[name]
    assert isinstance(field, TextField)
    return field.writing


def told(page: Findings) -> list[str]:
    return [page.list.data(page.list.index(row)) for row in range(page.list.rowCount())]


def tab(page: Findings) -> str:
    panel = page.window().panels["findings"]  # type: ignore[attr-defined]
    return panel.windowTitle()


def waved(box: QPlainTextEdit) -> list[str]:
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    return [one.cursor.selectedText() for one in box.extraSelections() if one.format.underlineStyle() == wave]


def test_findings_stand_under_their_severity_and_are_counted_in_the_tab(dock: Findings) -> None:
    assert told(dock)[0] == "2 warnings"
    assert [one.words for _row, one in dock.list.findings()] == ["no music", "beautiful"]
    assert tab(dock) == "Findings 3"
    dock.scope.setCurrentIndex(1)
    assert [one.words for _row, one in dock.list.findings()] == ["no music", "beautiful", "stunning"]


def test_a_shot_without_findings_says_so(dock: Findings, window: StudioWindow, studio: Studio) -> None:
    window.room.selection.choose([studio.plan.shots()[2].id])
    assert dock.empty.isVisible()
    assert "030" in dock.empty.text()
    window.room.selection.choose([])
    assert "Choose a shot" in dock.empty.text()


def test_a_button_fixes_and_undo_brings_every_word_back(
    dock: Findings, window: StudioWindow, scene: Callable[[], str]
) -> None:
    dock.view.setCurrentIndex(dock.list.index(1))
    assert dock.details.fixes[0].accessibleName() == "Leave out “no music”"
    dock.details.fixes[0].click()
    window.room.bridge.flush()
    assert scene() == "A beautiful harbour."
    assert dock.current is not None
    assert dock.current.words == "beautiful"
    dock.reader.finish()
    assert tab(dock) == "Findings 2"
    window.room.studio.history.undo()
    window.room.bridge.flush()
    dock.reader.finish()
    assert scene() == BAD
    assert tab(dock) == "Findings 3"


@pytest.mark.qt_log_ignore("does not support", "No audio device", "PulseAudio")
@pytest.mark.usefixtures("dock")
def test_the_words_are_waved_and_a_tip_says_why(window: StudioWindow, qtbot: QtBot) -> None:
    window.show_dock("brief")
    box = writing(window)
    qtbot.waitUntil(lambda: sorted(waved(box)) == ["beautiful", "no music"])
    pen = box.textCursor()
    pen.setPosition(BAD.index("music"))
    box.setTextCursor(pen)
    at = box.cursorRect().center()
    tip = QHelpEvent(QEvent.Type.ToolTip, at, box.viewport().mapToGlobal(at))
    QApplication.sendEvent(box.viewport(), tip)
    assert "names what is not wanted" in QToolTip.text()
    assert "Leave out" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.usefixtures("dock")
def test_keys_go_from_finding_to_finding_and_fix(
    window: StudioWindow, scene: Callable[[], str], qtbot: QtBot, studio: Studio
) -> None:
    box = writing(window)
    QTest.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(box.hasFocus)
    assert box.textCursor().selectedText() == "no music"
    QTest.keyClick(box, Qt.Key.Key_F9)
    assert box.textCursor().selectedText() == "beautiful"
    QTest.keyClick(box, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    window.room.bridge.flush()
    assert scene() == "A harbour, no music."
    QTest.keyClick(box, Qt.Key.Key_F9)
    assert window.room.selection.shot == studio.plan.shots()[1].id
    beat = QApplication.focusWidget()
    assert isinstance(beat, QPlainTextEdit)
    assert beat.textCursor().selectedText() == "stunning"


def test_what_is_being_written_is_kept_before_a_fix(
    dock: Findings, window: StudioWindow, scene: Callable[[], str]
) -> None:
    window.show_dock("brief")
    box = writing(window)
    box.setFocus()
    box.moveCursor(box.textCursor().MoveOperation.End)
    QTest.keyClicks(box, " Gulls.")
    window.show_dock("findings")
    window.room.bridge.flush()
    dock.view.setCurrentIndex(dock.list.index(1))
    dock.fix()
    assert scene() == "A beautiful harbour. Gulls."


def test_a_finding_stands_with_a_reason(
    dock: Findings, window: StudioWindow, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(sheet: Reason) -> int:
        assert not sheet.go.isEnabled()
        sheet.entry.setText("a name")
        assert sheet.go.isEnabled()
        return QDialog.DialogCode.Accepted.value

    monkeypatch.setattr(Reason, "exec", answer)
    dock.view.setCurrentIndex(dock.list.index(1))
    dock.view.setFocus()
    QTest.keyClick(dock.view, Qt.Key.Key_A)
    window.room.bridge.flush()
    dock.reader.finish()
    assert [one.reason for one in studio.plan.all(Ruling)] == ["a name"]
    assert [one.words for _row, one in dock.list.findings()] == ["beautiful"]


def test_reading_a_long_film_gives_way(dock: Findings, studio: Studio) -> None:
    for _ in range(5):
        studio.arrange.duplicate(shots=studio.plan.shots())
    studio.findings.set(rule="weak-words", severity=None)
    studio.findings._epoch += 1
    dock.reader._waiting.clear()
    dock.reader._waiting.extend(studio.findings.unknown())
    taken = []
    while dock.reader._waiting:
        start = perf_counter()
        dock.reader._some()
        taken.append(perf_counter() - start)
    assert len(taken) > 1
    # One shot may begin just before the time is up.
    assert sorted(taken)[len(taken) // 2] < 6 * BREATH


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_or_nameless(qtbot: QtBot, program: Program, dock: Findings, percent: int) -> None:
    program.look.resize(percent)
    dock.view.setCurrentIndex(dock.list.index(1))
    settles_whole(qtbot, dock)
    assert not nameless(dock)


@pytest.mark.qt_log_ignore("does not support", "No audio device", "PulseAudio")
@pytest.mark.usefixtures("dock")
def test_the_point_of_a_tip_beside_the_words_says_nothing(window: StudioWindow, qtbot: QtBot) -> None:
    window.show_dock("brief")
    box = writing(window)
    qtbot.waitUntil(lambda: bool(waved(box)))
    tip = QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), box.mapToGlobal(QPoint(1, 1)))
    QToolTip.hideText()
    QApplication.sendEvent(box.viewport(), tip)
    assert "not wanted" not in QToolTip.text()


def test_another_way_of_speaking_to_a_generator_is_read_for_anew(dock: Findings, studio: Studio) -> None:
    shot = studio.plan.shots()[2]
    dock.room.selection.choose([shot.id])
    assert "prompt-too-long" not in {one.rule for one in dock.reader.of(shot.id)}
    studio.dialects.set(provider="animatic", choices={"words": 1})
    told: list[object] = []
    dock.reader.found.connect(told.append)
    brief = dock.room.stage.pages["brief"]  # type: ignore[attr-defined]
    brief.preview.spoken.emit("en")
    assert told == [frozenset({shot.id})], "at once, where it is looked at"
    assert "prompt-too-long" in {one.rule for _, one in dock.list.findings()}


def test_what_was_accepted_is_listed_with_its_reason_and_told_again(dock: Findings, studio: Studio) -> None:
    one = dock.reader.of(studio.plan.shots()[0].id)[0]
    studio.findings.accept(findings=[one], reason="So it is.")
    dock.room.bridge.flush()
    assert one.fingerprint not in [each.fingerprint for _, each in dock.list.findings()]
    dock.scope.setCurrentIndex(2)
    ((row, told),) = dock.list.findings()
    assert told.fingerprint == one.fingerprint
    dock.view.setCurrentIndex(dock.list.index(row))
    assert "So it is." in dock.details.stands.text()
    assert dock.details.stands.isVisible()
    assert not any(button.isVisible() for button in dock.details.fixes), "what may stand is not fixed"
    assert dock.details.stand.text() == dock.room.actions["finding-accept"].text() == "Tell it again"
    dock.view.setFocus()
    QTest.keyClick(dock.view, Qt.Key.Key_A)
    QApplication.processEvents()
    assert dock.list.findings() == []
    assert dock.empty.isVisible()
    dock.scope.setCurrentIndex(0)
    assert one.fingerprint in [each.fingerprint for _, each in dock.list.findings()]
    studio.history.undo()
    dock.room.bridge.flush()
    dock.scope.setCurrentIndex(2)
    assert len(dock.list.findings()) == 1, "and that can be undone"


def test_a_closed_project_is_not_read(dock: Findings, program: Program, studio: Studio, tmp_path: Path) -> None:
    shot = studio.plan.shots()[1]
    studio.shots.edit(shot=shot, brief=BriefFile(scene=BAD, short=True), folder=tmp_path)
    program.close_studio()
    dock.reader.finish()
    assert dock.reader.of(shot.id) == ()


def test_what_stands_under_no_word_has_a_sign_beside_its_field(
    dock: Findings, window: StudioWindow, studio: Studio, tmp_path: Path
) -> None:
    shot = studio.plan.shots()[2]
    Image.new("RGB", (16, 9), "#204060").save(tmp_path / "small.png")
    studio.references.add(of=shot, files=[tmp_path / "small.png"])
    studio.fields.set(shots=[shot], fields={"palette": ("#a1b2c3 sky",), "short": False})
    window.room.selection.choose([shot.id])
    window.room.bridge.flush()
    window.show_dock("brief")
    brief = window.pages["brief"]
    assert isinstance(brief, Brief)
    marks = brief.underlines
    marks.mark()
    QApplication.processEvents()
    found = {name: [one.rule for one in sign.findings] for name, sign in marks._signs.items() if sign.findings}
    assert "framing" in found, "what is missing"
    assert "palette" in found
    assert "references" in found
    sign = marks._signs["palette"]
    assert sign.isVisible()
    assert sign.toolTip()
    assert sign.accessibleDescription() == sign.toolTip()
    everything = dock.reader.of(shot.id)
    waved = [one for some in marks._marked.values() for one, _pen in some]
    assert len(everything) == len(waved) + sum(map(len, found.values())), "nothing is left without a mark"
    framing = next(one for one in everything if one.where.field == "framing")
    assert marks.reach(framing)
    QApplication.processEvents()
    assert brief.form.fields["framing"].isAncestorOf(QApplication.focusWidget() or brief)
    sign.click()
    QApplication.processEvents()
    assert dock.current is not None
    assert dock.current.rule in found["palette"]
    studio.fields.set(shots=[shot], fields={"palette": (), "short": True})
    window.room.bridge.flush()
    marks.mark()
    assert not marks._signs["framing"].findings
    assert not marks._signs["framing"].isVisible()


def test_a_pack_that_another_program_takes_in_reaches_the_open_dock(
    qtbot: QtBot, window: StudioWindow, studio: Studio, dock: Findings, tmp_path: Path
) -> None:
    assert not any("harbour” means" in one for one in told(dock))
    reader = dock.reader
    reader._look_round()
    pack = tmp_path / "moon.yaml"
    pack.write_text(
        "pack: moon\nversion: 1\nissued: 2026-11-01\nbasis: house-policy\nholders:\n"
        "  - id: moon\n    name: Moon Films\n    characters:\n"
        "      - {id: cat, names: {en: [{text: Beautiful harbour, grade: strong}]}}\n",
        encoding="utf-8",
    )
    Packs(window.room.studio.desk.home).add(file=pack)
    reader._look_round()
    found = [one.rule for one in reader.of(studio.plan.shots()[0].id)]
    assert "rights-name" in found
    qtbot.waitUntil(lambda: any("harbour” means" in one for one in told(dock)), timeout=5000)


def test_a_missing_generator_is_found_with_both_ways_out(window: StudioWindow, studio: Studio, qtbot: QtBot) -> None:
    shot = studio.plan.shots()[0]
    studio.fields.set(shots=[shot], fields={"provider": "moon"})
    shot = studio.plan.get(Shot, shot.id)
    page = window.pages["findings"]
    assert isinstance(page, Findings)
    window.room.selection.choose([shot.id])
    window.show_dock("findings")
    found = next(one for one in studio.findings.of(shot) if one.rule == "generator-missing")
    qtbot.waitUntil(lambda: page.list.row_of(found) is not None)
    page.view.setCurrentIndex(page.list.index(page.list.row_of(found)))
    assert not page.details.missing.isHidden()
    assert page.details.missing.connect_.accessibleName() == "Connect moon…"
    studio.connections.add(key="moon", fields={"name": "Moon", "protocol": "handwork"})
    assert all(one.rule != "generator-missing" for one in studio.findings.of(shot))
