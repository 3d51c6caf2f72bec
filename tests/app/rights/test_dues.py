"""The tab of dues: who appears, how duties stand, what is written down, the split that is hidden without terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fourbeat.app.picking import Picking
from fourbeat.app.reel.film import Renders
from fourbeat.app.rights.dues import DuesSection
from fourbeat.app.rights.dues_sheet import DoneSheet
from fourbeat.app.rights.page import RightsPage
from fourbeat.app.window import StudioWindow
from fourbeat.model.edit import Changes
from fourbeat.model.job import JobState
from fourbeat.studio.keys import Keys
from fourbeat.studio.pack_building import sign
from fourbeat.studio.packs import Packs
from fourbeat.studio.studio import Studio

PACK = """
pack: moon
version: 1
issued: 2026-11-01
basis: house-policy
holders:
  - id: moon-studio
    name: Moon Studio
    works:
      - id: keeper
        names: {en: [Captain Whisker]}
        rules:
          - id: fans
            effect: allow
            duties: [approval, {attribution: {text: "Captain Whisker ©"}}, {revenue-share: {percent: 10}}]
"""
TERMS = """
dated = 2026-11-21
source = "Letter of November 3"
[platform]
name = "Stream"
percent = 30
[creator]
name = "Mori"
"""


@pytest.fixture
def guarded(studio: Studio, tmp_path: Path) -> Path:
    """Let a trusted pack allow what the first shot shows, with duties; give a file of terms."""
    file = tmp_path / "moon.yaml"
    file.write_text(PACK, encoding="utf-8")
    keys = Keys(studio.desk.home)
    made = keys.make(name="k")
    sign(file, keys, name="k")
    Packs(studio.desk.home, studio.desk.now).trust(file=file, key=made.fingerprint)
    studio.fields.set(shots=[studio.shots.find("010")], fields={"scene": "Captain Whisker lights the lamp."})
    terms = tmp_path / "terms.toml"
    terms.write_text(TERMS, encoding="utf-8")
    return terms


@pytest.fixture
def tab(guarded: Path, window: StudioWindow, qtbot: QtBot) -> DuesSection:
    assert guarded.is_file()
    page = window.pages["rights"]
    assert isinstance(page, RightsPage)
    window.show_dock("rights")
    section = page.show_tab("dues")
    assert isinstance(section, DuesSection)
    section.follow()
    qtbot.waitUntil(lambda: not section.asking, timeout=20_000)
    return section


def anew(tab: DuesSection, qtbot: QtBot) -> None:
    tab.room.bridge.flush()
    qtbot.waitUntil(lambda: not tab.asking, timeout=20_000)


def test_who_appears_and_what_is_owed(tab: DuesSection) -> None:
    assert [row.title for row in tab.list.rows.rows] == ["Captain Whisker"]
    assert tab.list.rows.rows[0].below == "Moon Studio · 4.00 s · 1 shot · 4.00 s planned"
    assert tab.card.title.text() == "1 duty is not met"
    assert [(row.title, row.tone) for row in tab.duties.rows.rows] == [
        ("name the rightsholder", "warn"),
        ("share the revenue", "warn"),
        ("have it approved", "bad"),
    ]
    assert tab.duty is not None
    assert tab.duty.kind.value == "approval"
    assert "No clearance for 010." in tab.told.text()
    assert tab.cost.text() == "Cost of generation: nothing"
    tab.enter()
    assert tab.list.hasFocus()


def test_a_duty_is_written_down_as_done(tab: DuesSection, qtbot: QtBot, window: StudioWindow) -> None:
    tab.done.click()
    (sheet,) = window.findChildren(DoneSheet)
    sheet.go.click()
    assert sheet.isVisible()
    assert sheet.reason._fault is not None
    sheet.reason.show_value("Mail of May 2")
    sheet.until.show_value("2026-02-31")
    sheet.go.click()
    assert sheet.isVisible()
    sheet.until.show_value("")
    sheet.go.click()
    assert not sheet.isVisible()
    anew(tab, qtbot)
    assert [row.tone for row in tab.duties.rows.rows] == ["warn", "warn", "good"]
    assert tab.card.title.text() == "Whether 2 duties are met is not known"
    tab.duties.setCurrentIndex(tab.duties.rows.index(2))
    assert not tab.done.isEnabled()


def test_the_split_is_hidden_without_terms(
    tab: DuesSection, qtbot: QtBot, guarded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not tab.parts.isVisibleTo(tab)
    assert not tab.forget.isVisibleTo(tab)
    monkeypatch.setattr(Picking, "file", lambda *_: guarded)
    tab.terms.click()
    anew(tab, qtbot)
    assert tab.parts.isVisibleTo(tab)
    assert tab.parts.text().splitlines() == [
        "Rightsholder · Moon Studio · 2 %",
        "Creator · Mori · 68 %",
        "Platform · Stream · 30 %",
    ]
    tab.sum.show_value("10 dollars")
    tab.sum.entry.editingFinished.emit()
    assert tab.sum._fault is not None
    assert "no currency" in tab.sum._fault.text()
    tab.sum.show_value("100 JPY")
    tab.sum.entry.editingFinished.emit()
    anew(tab, qtbot)
    assert tab.parts.text().splitlines()[0] == "Rightsholder · Moon Studio · 2 % · 2 JPY"
    tab.forget.click()
    anew(tab, qtbot)
    assert not tab.parts.isVisibleTo(tab)


def test_credits_are_copied_and_tables_saved(tab: DuesSection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tab.copy.click()
    assert QApplication.clipboard().text() == "Captain Whisker ©\n"
    saved = (
        (tab.sheet, "d.csv", "Moon Studio,Captain Whisker,010,4.00"),
        (tab.page, "d.html", "<td>Captain Whisker</td>"),
    )
    for button, name, said in saved:
        monkeypatch.setattr(Picking, "target", lambda *_, name=name: tmp_path / name)
        button.click()
        assert said in (tmp_path / name).read_text(encoding="utf-8-sig")


def test_what_is_not_cleared_is_said(tab: DuesSection, qtbot: QtBot, studio: Studio) -> None:
    studio.fields.set(shots=[studio.shots.find("010")], fields={"scene": "Pikachu lights the lamp."})
    tab.room.bridge.flush()
    qtbot.waitUntil(
        lambda: not tab.asking and tab.list.row is not None and "Pikachu" in tab.list.row.title, timeout=20_000
    )
    assert tab.list.row is not None
    assert (tab.list.row.title, tab.list.row.tone) == ("Pikachu (to be cleared)", "warn")
    assert tab.card.title.text() == "1 of them is not cleared"


def test_an_empty_film_has_no_account(tab: DuesSection, qtbot: QtBot, studio: Studio) -> None:
    studio.bin.put(shots=studio.plan.shots())
    anew(tab, qtbot)
    tab.follow()
    anew(tab, qtbot)
    assert tab.card.title.text() == "No account"
    tab.enter()
    assert tab.terms.hasFocus()
    assert not tab.sheet.isEnabled()
    assert not tab.copy.isEnabled()
    assert not tab.list.isVisibleTo(tab)


def test_the_word_that_a_film_is_ready_says_what_is_owed(
    tab: DuesSection, qtbot: QtBot, studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tab.room
    monkeypatch.setattr(Picking, "target", lambda *_: tmp_path / "mine.mp4")
    room.actions["render-film"].trigger()
    (job,) = studio.jobs.open_jobs()
    done = job.model_copy(update={"state": JobState.DONE})
    monkeypatch.setattr(studio.store, "job", lambda _identity: done)
    room.bridge.changed.emit(Changes.of("jobs", [job.id]))
    watch = room.findChild(Renders)
    assert isinstance(watch, Renders)
    qtbot.waitUntil(lambda: watch.toast is not None and "\n" in watch.toast.text.text(), timeout=20_000)
    assert watch.toast is not None
    assert watch.toast.text.text().splitlines() == [
        "“mine.mp4” is ready.",
        "Captain Whisker – have it approved: No clearance for 010.",
        "1 credit is owed to rightsholders.",
        "What else is owed: share the revenue (Captain Whisker).",
    ]
