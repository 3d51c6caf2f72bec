"""Shots move to another generator in the window: a report first, one step, and what is missing says so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.reading import sheet_of
from fourbeat.app.connections.missing import MissingStrip
from fourbeat.app.connections.sheet import ConnectionsSheet
from fourbeat.app.findings.carrying_out import carry_out_fix
from fourbeat.app.retarget.model import CHANGED, LOST, NOW, SHOT, THERE
from fourbeat.app.retarget.sheet import RetargetSheet
from fourbeat.app.window import StudioWindow
from fourbeat.model.briefing import LineFile
from fourbeat.model.finding import Finding, Fix, Where
from fourbeat.model.format import Size
from fourbeat.model.message import message
from fourbeat.model.plan import Severity, Shot
from fourbeat.studio.studio import Studio
from studio.test_retargeting import Priced


@pytest.fixture
def far(studio: Studio) -> Priced:
    made = Priced(sizes=(Size(width=128, height=72),))
    studio.__dict__["generators"] = {**studio.generators, made.key: made}
    first, second, *_ = studio.plan.shots()
    studio.fields.set(shots=[first], fields={"lines": (LineFile(speaker="Ada", text="It works."),)})
    studio.fields.set(shots=[second], fields={"seconds": "30"})
    return made


def ask(window: StudioWindow, qtbot: QtBot, count: int) -> RetargetSheet:
    """Select the first shots, and open the sheet by its action."""
    room = window.room
    room.bridge.flush()
    room.selection.choose([shot.id for shot in room.studio.plan.shots()[:count]])
    room.actions["retarget"].trigger()
    return sheet_of(qtbot, window, RetargetSheet)


def said(sheet: RetargetSheet, row: int, column: int) -> str:
    return str(sheet.moves.index(row, column).data())


def test_the_report_is_read_before_anything_moves(
    window: StudioWindow, studio: Studio, far: Priced, qtbot: QtBot
) -> None:
    sheet = ask(window, qtbot, 3)
    assert sheet.provider.value() == far.key, "the one that does not make them yet comes first"
    assert said(sheet, 0, SHOT) == "010"
    assert said(sheet, 0, LOST) == "It makes no sound: the lines are not heard."
    assert (said(sheet, 0, NOW), said(sheet, 0, THERE)) == ("free", "0.40 USD")
    assert said(sheet, 1, LOST).startswith("Stays where it is:")
    assert said(sheet, 2, CHANGED) == "–"
    spoken = sheet.moves.index(0, LOST).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Lost: ")
    assert sheet.told.text() == "2 shots move, 1 of them with a loss. 1 cannot be made there."
    assert sheet.prices.text().endswith("free → 0.80 USD")
    assert sheet.go.text() == "Move 2 shots"
    before = studio.plan.all(Shot)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Down)
    assert sheet.table.currentIndex().row() == 1, "the report is walked with the keyboard"
    sheet.go.click()
    assert not sheet.isVisible()
    assert [one.provider for one in studio.plan.shots()[:3]] == [far.key, None, far.key]
    studio.history.undo()
    assert studio.plan.all(Shot) == before


def test_a_fix_that_asks_another_generator_leads_to_the_report(
    window: StudioWindow, studio: Studio, far: Priced, qtbot: QtBot
) -> None:
    shot = studio.plan.shots()[2]
    said = message("lint.words-refused-own", words="rain", model="m")
    where = Where(kind="shot", row=shot.id, field="prompt")
    fix = Fix(label=message("lint.fix.elsewhere", generator="Far"), elsewhere=far.key)
    finding = Finding(
        rule="words-refused",
        severity=Severity.WARNING,
        shot=shot.id,
        where=where,
        what=said,
        why=said,
        source=said,
        fixes=(fix,),
    )
    assert not carry_out_fix(window.room, finding, 0)
    sheet = sheet_of(qtbot, window, RetargetSheet)
    assert (sheet.provider.value(), [one.shot.id for one in sheet.moves.moves]) == (far.key, [shot.id])
    assert studio.plan.get(Shot, shot.id).provider is None, "nothing moves before the report was read"
    sheet.go.click()
    assert studio.plan.get(Shot, shot.id).provider == far.key


def test_a_sequence_and_the_film_are_other_choices(
    window: StudioWindow, studio: Studio, far: Priced, qtbot: QtBot
) -> None:
    sheet = ask(window, qtbot, 1)
    words = [words for words, _shots, _film in sheet.scopes]
    assert words[0] == "The chosen shot"
    assert words[1].endswith(": 5 shots")
    assert words[-1] == "The whole film: 5 shots"
    sheet.scope.show_value(len(words) - 1)
    sheet.scope.edited.emit()
    assert sheet.moves.rowCount() == 5
    sheet.go.click()
    assert studio.plan.project.provider == far.key


def test_escape_moves_nothing(window: StudioWindow, studio: Studio, far: Priced, qtbot: QtBot) -> None:
    del far
    before = studio.plan.all(Shot)
    sheet = ask(window, qtbot, 2)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert studio.plan.all(Shot) == before


def test_a_generator_that_is_missing_here_is_told_with_both_ways_out(
    window: StudioWindow, studio: Studio, far: Priced, qtbot: QtBot
) -> None:
    del far
    strip: MissingStrip = window.centre.missing
    assert strip.isHidden()
    studio.fields.set(shots=studio.plan.shots()[2:4], fields={"provider": "moon"})
    window.room.bridge.flush()
    qtbot.waitUntil(lambda: not strip.isHidden())
    assert strip.words.text() == "This film asks for moon, which is not connected here: 2 shots."
    window.room.selection.choose([studio.plan.shots()[2].id])
    making = window.pages["brief"].form.making  # type: ignore[attr-defined]
    assert making.provider.choice.currentText() == "moon (not connected here)"
    assert not making.missing.isHidden()
    assert making.missing.move_.accessibleName() == "Move the shots of moon to another generator…"
    making.missing.move_.click()
    sheet = sheet_of(qtbot, window, RetargetSheet)
    assert sheet.scopes[sheet.scope.value()][0] == "What asks for moon: 2 shots"
    assert sheet.moves.rowCount() == 2
    assert (said(sheet, 0, NOW), sheet.go.isEnabled()) == ("–", True)
    sheet.go.click()
    window.room.bridge.flush()
    qtbot.waitUntil(strip.isHidden)
    assert making.missing.isHidden()


def test_the_missing_one_is_connected_under_its_own_key(window: StudioWindow, studio: Studio, qtbot: QtBot) -> None:
    studio.fields.set(shots=studio.plan.shots()[:1], fields={"provider": "moon"})
    window.room.bridge.flush()
    strip = window.centre.missing
    qtbot.waitUntil(lambda: not strip.isHidden())
    strip.connect_.click()
    (sheet,) = window.findChildren(ConnectionsSheet)
    sheet.begin("websites")
    assert [one.key for one in studio.connections.all()] == ["moon"]
    sheet.reject()
    qtbot.waitUntil(strip.isHidden)


def test_not_now_hushes_it_until_something_else_is_missing(window: StudioWindow, studio: Studio, qtbot: QtBot) -> None:
    strip = window.centre.missing
    studio.fields.set(shots=studio.plan.shots()[:1], fields={"provider": "moon"})
    strip.renew()
    strip.later.click()
    strip.renew()
    assert strip.isHidden()
    studio.fields.set(shots=studio.plan.shots()[1:2], fields={"provider": "sun"})
    strip.renew()
    assert not strip.isHidden()
    assert "moon and sun" in strip.words.text()
    del qtbot
