"""Old work judged anew from the window: looked at first, then carried out, by the same verbs as the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import shelf
from fourbeat.app.rights.anew import AnewSection
from fourbeat.app.rights.packs import PacksSection
from fourbeat.app.rights.page import RightsPage
from fourbeat.app.rights.tabs import TABS
from fourbeat.app.rights.use import UseSection
from fourbeat.app.window import StudioWindow
from fourbeat.model.job import JobState
from fourbeat.model.verdict import Decision
from fourbeat.studio.packs import Packs
from fourbeat.studio.studio import Studio

PACK = """\
pack: moon
version: 1
issued: 2026-11-01
basis: house-policy
holders:
  - id: moon
    name: Moon Films
    works: [{id: cat, names: {en: [Zibbeloo]}, rules: [{id: never, effect: block}]}]
"""


@pytest.fixture
def section(qtbot: QtBot, window: StudioWindow) -> AnewSection:
    window.activateWindow()
    qtbot.waitActive(window)
    page = window.pages["rights"]
    assert isinstance(page, RightsPage)
    window.show_dock("rights")
    page.show_tab("anew")
    found = page.findChild(AnewSection)
    assert isinstance(found, AnewSection)
    return found


def test_what_would_change_is_seen_and_then_done(
    qtbot: QtBot, section: AnewSection, studio: Studio, tmp_path: Path
) -> None:
    assert "anew" in [tab.id for tab in TABS]
    assert section.card.title.text() == "Nothing has been judged anew yet"
    first = studio.plan.shots()[0]
    studio.fields.set(shots=[first], fields={"scene": "Zibbeloo sleeps."})
    (job,) = studio.jobs.add(shots=[first])
    (tmp_path / "moon.yaml").write_text(PACK, encoding="utf-8")
    Packs(studio.desk.home).add(file=tmp_path / "moon.yaml")
    section.look.click()
    qtbot.waitUntil(lambda: section.list.isVisible(), timeout=20000)
    rows = section.list.rows.rows
    assert [row.tone for row in rows] == ["bad", "bad"]
    assert "would be cancelled" in rows[1].below
    assert studio.store.job(job.id).state is JobState.QUEUED
    section.run.click()
    qtbot.waitUntil(lambda: studio.store.job(job.id).state is JobState.CANCELLED, timeout=20000)
    assert "cancelled · “Zibbeloo” means Zibbeloo" in section.list.rows.rows[1].below
    assert "or get a licence for Zibbeloo" in section.told.text()
    assert studio.recheck.look().decision is Decision.BLOCK
    section.run.click()
    assert section.card.title.text() == "Nothing is judged otherwise than before."
    assert not section.list.isVisible()


def test_a_changed_pack_offers_it(qtbot: QtBot, section: AnewSection, studio: Studio, tmp_path: Path) -> None:
    page = section.window().pages["rights"]  # type: ignore[attr-defined]
    packs = page.show_tab("packs")
    assert isinstance(packs, PacksSection)
    qtbot.waitUntil(lambda: not packs.asking, timeout=20000)
    assert packs.offer.isHidden()
    first = studio.plan.shots()[0]
    studio.fields.set(shots=[first], fields={"scene": "Zibbeloo sleeps."})
    (tmp_path / "moon.yaml").write_text(PACK, encoding="utf-8")
    packs.packs.add(file=tmp_path / "moon.yaml")
    packs.renewed()
    assert "0 takes and 5 shots" in packs.offer.told.text()
    packs.offer.run.click()
    assert packs.offer.told.text().startswith("1 is judged otherwise than before.")
    assert packs.offer.deeds.isHidden()


def test_another_use_of_the_film_offers_it_where_takes_were_made(section: AnewSection, studio: Studio) -> None:
    page = section.window().pages["rights"]  # type: ignore[attr-defined]
    use = page.show_tab("use")
    assert isinstance(use, UseSection)

    def say(commercial: bool) -> None:
        use.commercial.show_value(commercial)
        use.commercial.edited.emit()

    say(False)
    assert use.offer.isHidden()
    shelf.put(studio, studio.plan.shots()[0])
    say(True)
    assert use.offer.told.text() == "The film has another use. That reaches 1 take and 5 shots here: judge them anew."
    assert use.offer.isVisible()
    use.offer.run.click()
    assert "judged otherwise than before" in use.offer.told.text()
    assert use.offer.deeds.isHidden()
