"""Complaints and reports from the window: the same verbs as the commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import shelf
from app.reading import clipped, nameless
from fourbeat.app.picking import Picking
from fourbeat.app.rights.complaint_sheets import ClaimSheet, DecideSheet
from fourbeat.app.rights.complaints import ComplaintsSection
from fourbeat.app.rights.page import RightsPage
from fourbeat.app.rights.reports import ReportsSection
from fourbeat.app.window import StudioWindow
from fourbeat.model.claim import ClaimState
from fourbeat.studio import holder_check
from fourbeat.studio.holder_report import read
from fourbeat.studio.studio import Studio


def section(window: StudioWindow, tab: str, kind: type[QWidget]) -> QWidget:
    page = window.pages["rights"]
    assert isinstance(page, RightsPage)
    window.show_dock("rights")
    page.show_tab(tab)
    found = page.findChild(kind)
    assert isinstance(found, kind)
    return found


def test_a_takedown_is_written_down_and_decided(window: StudioWindow, studio: Studio, qtbot: QtBot) -> None:
    take = shelf.put(studio, studio.plan.shots()[0])
    window.room.bridge.flush()
    tab = section(window, "complaints", ComplaintsSection)
    assert isinstance(tab, ComplaintsSection)
    assert tab.card.title.text() == "There are none"
    tab.add.click()
    sheet = window.findChildren(ClaimSheet)[-1]
    assert sheet.takes.value() == "010/t1"
    assert not nameless(sheet)
    assert not clipped(sheet)
    sheet.who.show_value("Ann Other")
    sheet.about.show_value("<b>Mine</b>")
    sheet.go.click()
    qtbot.waitUntil(lambda: studio.withdrawn.takes() == {take.id}, timeout=10000)
    window.room.bridge.flush()
    qtbot.waitUntil(lambda: tab.card.title.text() == "1 complaint is open", timeout=10000)
    assert tab.list.rows.rows[0].title == "Takedown · open"
    assert "<b>Mine</b>" in tab.told.text()
    tab.decide.click()
    ask = window.findChildren(DecideSheet)[-1]
    ask.state.show_value(ClaimState.REJECTED)
    ask.reason.show_value("Another boat")
    ask.go.click()
    qtbot.waitUntil(lambda: studio.withdrawn.takes() == frozenset(), timeout=10000)
    window.room.bridge.flush()
    qtbot.waitUntil(lambda: tab.card.title.text() == "All are decided", timeout=10000)
    assert "Another boat" in tab.told.text()
    assert not nameless(tab)


def test_a_report_is_looked_at_and_written(
    window: StudioWindow, studio: Studio, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put(studio, studio.plan.shots()[0])
    monkeypatch.setattr(Picking, "target", lambda *_: tmp_path / "out.html")
    tab = section(window, "reports", ReportsSection)
    assert isinstance(tab, ReportsSection)
    qtbot.waitUntil(lambda: tab.write.isEnabled(), timeout=30000)
    assert tab.card.title.text() == "INCOMPLETE"
    assert "Nobody has looked at 1 take yet." in tab.card.words.text()
    tab.write.click()
    qtbot.waitUntil(lambda: (tmp_path / "out.json").is_file(), timeout=30000)
    found, text = read(tmp_path / "out.json")
    assert holder_check.check(found, text, html=(tmp_path / "out.html").read_text(encoding="utf-8")).fits
    qtbot.waitUntil(lambda: found.head in tab.told.text(), timeout=10000)
    assert not nameless(tab)
