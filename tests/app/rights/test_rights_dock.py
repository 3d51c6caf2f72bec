"""The Rights panel: what the film is for, packs and their form, people, answers, the audit; all by the same verbs."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fourbeat.app.findings.page import Findings
from fourbeat.app.player.transport import transport
from fourbeat.app.reel.model import Blocks
from fourbeat.app.rights.answer_sheets import ClearSheet
from fourbeat.app.rights.answers import AnswersSection, TakeBack
from fourbeat.app.rights.area import Area
from fourbeat.app.rights.audit import AuditSection
from fourbeat.app.rights.bind_sheet import BindSheet
from fourbeat.app.rights.consent_sheet import ConsentSheet
from fourbeat.app.rights.pack_form import PackForm
from fourbeat.app.rights.pack_sheets import StopUsing, TakeIn
from fourbeat.app.rights.packs import PacksSection
from fourbeat.app.rights.page import RightsPage
from fourbeat.app.rights.people import PeopleSection
from fourbeat.app.rights.reach_sheet import EraseSheet, RevokeSheet
from fourbeat.app.rights.rows import Row, RowList
from fourbeat.app.rights.rule_sheet import RuleSheet
from fourbeat.app.rights.tabs import TABS
from fourbeat.app.rights.use import SOME, UseSection
from fourbeat.app.takes.model import WITHDRAWN, take_list
from fourbeat.app.window import StudioWindow
from fourbeat.model.briefing import BriefFile
from fourbeat.model.clearance import Answer, Reach
from fourbeat.model.consent import Terms
from fourbeat.model.plan import Severity
from fourbeat.model.usage import Audience, Use
from fourbeat.studio.keys import Keys
from fourbeat.studio.pack_building import sign
from fourbeat.studio.pack_drafts import blank
from fourbeat.studio.packs import Standing
from fourbeat.studio.studio import Studio

S = TypeVar("S", bound=QWidget)

MOON = """\
pack: moon
version: 2
issued: 2026-11-01
basis: house-policy
name: Moon Films
holders:
  - id: moon
    name: Moon Films
    works:
      - id: moon-cat
        names: {en: [The Moon Cat]}
        characters:
          - id: zibbeloo
            names: {en: [Zibbeloo], ja: [ジベルー]}
            rules: [{id: no-ads, effect: block, when: {use: [ad]}, until: 2027-01-31}]
"""


@pytest.fixture
def dock(qtbot: QtBot, window: StudioWindow) -> RightsPage:
    window.activateWindow()
    qtbot.waitActive(window)
    page = window.pages["rights"]
    assert isinstance(page, RightsPage)
    window.show_dock("rights")
    return page


@pytest.fixture
def moon(tmp_path: Path) -> Path:
    file = tmp_path / "moon.yaml"
    file.write_text(MOON, encoding="utf-8")
    return file


def sheet(qtbot: QtBot, window: StudioWindow, kind: type[S]) -> S:
    """Give the sheet that stands open, once it does."""
    open_ = lambda: [one for one in window.findChildren(kind) if one.isVisible()]  # noqa: E731
    qtbot.waitUntil(lambda: bool(open_()), timeout=5000)
    return open_()[-1]


def section(dock: RightsPage, tab: str, kind: type[S]) -> S:
    found = dock.show_tab(tab)
    assert isinstance(found, kind)
    return found


def choose(field: object, value: object) -> None:
    field.show_value(value)  # type: ignore[attr-defined]
    field.edited.emit()  # type: ignore[attr-defined]


def settled(qtbot: QtBot, packs: PacksSection) -> None:
    qtbot.waitUntil(lambda: not packs.asking, timeout=20000)


def test_the_use_is_said_field_by_field_and_taken_back_by_undo(
    dock: RightsPage, window: StudioWindow, studio: Studio
) -> None:
    use = section(dock, "use", UseSection)
    assert use.card.title.text() == "4 answers are still missing"
    choose(use.commercial, False)
    choose(use.use, Use.PITCH)
    choose(use.audience, Audience.FESTIVAL)
    choose(use.where, SOME)
    assert use.places.isVisible()
    use.places.entry.setText("japan")
    use.places.entry.editingFinished.emit()
    assert "no ISO code" in use.places.focusProxy().accessibleDescription()
    use.places.entry.setText("jp, us-ny")
    use.places.entry.editingFinished.emit()
    said = studio.plan.purpose()
    assert (said.commercial, said.use, said.territory, said.audience) == (
        False,
        Use.PITCH,
        "JP,US-NY",
        Audience.FESTIVAL,
    )
    assert use.card.title.text() == "All is said"
    choose(use.use, None)
    assert studio.plan.purpose().use is None
    assert studio.plan.purpose().territory == "JP,US-NY"
    window.room.actions["undo"].trigger()
    window.room.bridge.flush()
    assert studio.plan.purpose().use is Use.PITCH
    assert use.use.value() is Use.PITCH


def test_tabs_are_walked_by_keys_and_hold_a_name(dock: RightsPage) -> None:
    window = dock.window()
    dock.tabs.choose(0)
    dock.tabs.setFocus()
    for here in range(1, len(TABS)):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
        assert dock.tabs.current() == here
        assert window.focusWidget() is dock.tabs
        assert dock.section.accessibleName() == dock.tabs.text(here)
    # Tab leaves them for what is shown.
    dock.tabs.choose(0)
    dock.tabs.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert dock.section.isAncestorOf(window.focusWidget())


def test_the_part_in_front_is_remembered_when_the_window_is_built_anew(qtbot: QtBot, dock: RightsPage) -> None:
    dock.show_tab("people")
    again = RightsPage(dock.room)
    qtbot.addWidget(again)
    assert isinstance(again.section, PeopleSection)
    assert again.tabs.text(again.tabs.current()) == "People"


def test_the_choice_of_parts_takes_no_room_from_them(dock: RightsPage) -> None:
    assert dock.stack.height() == dock.height()
    assert not dock.isAncestorOf(dock.tabs)
    assert dock.tabs.isVisible()


def test_what_stands_below_the_edge_is_told_of(qtbot: QtBot, window: StudioWindow) -> None:
    inner = QWidget()
    inner.setMinimumHeight(900)
    area = Area(window.room, inner)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    qtbot.waitUntil(area.more.isVisible)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert not area.more.isVisible()
    area.verticalScrollBar().setValue(0)
    assert area.more.isVisible()
    inner.setMinimumHeight(100)
    qtbot.waitUntil(lambda: not area.more.isVisible())


def test_a_list_of_one_row_is_one_row_high(window: StudioWindow, qtbot: QtBot) -> None:
    rows = RowList(window.room, "rights-dock.packs")
    qtbot.addWidget(rows)
    rows.show_rows([Row("one", "One")])
    assert rows.height() < 2 * rows.drawing.size.height()


def test_a_pack_is_taken_in_asked_about_and_used_no_longer(
    qtbot: QtBot, dock: RightsPage, window: StudioWindow, moon: Path
) -> None:
    packs = section(dock, "packs", PacksSection)
    looked = packs.packs.check(file=moon)
    packs.take_in(moon, *looked)
    ask = sheet(qtbot, window, TakeIn)
    assert not ask.compared.isVisible()
    ask.go.click()
    settled(qtbot, packs)
    assert packs.packs.find("moon").standing is Standing.UNSIGNED
    packs.about.entry.setText("zibbel")
    packs.about.edited.emit()
    qtbot.waitUntil(lambda: bool(packs.found.rows.rows), timeout=20000)
    assert "An advertisement · until 2027-01-31" in packs.said.text()
    assert "ジベルー" in packs.said.text()
    row = next(number for number, one in enumerate(packs.list.rows.rows) if one.key == "moon")
    packs.list.setCurrentIndex(packs.list.rows.index(row))
    assert "may forbid, not allow" in packs.card.words.text()
    packs.stop.click()
    sheet(qtbot, window, StopUsing).go.click()
    settled(qtbot, packs)
    assert "moon" not in {one.key for one in packs.list.rows.rows}


def test_a_key_is_trusted_only_after_it_was_compared(
    qtbot: QtBot, dock: RightsPage, window: StudioWindow, moon: Path
) -> None:
    keys = Keys(window.room.desk.home)
    seal = sign(moon, keys, name=keys.make(name="moon").name)
    packs = section(dock, "packs", PacksSection)
    packs.take_in(moon, *packs.packs.check(file=moon))
    ask = sheet(qtbot, window, TakeIn)
    assert ask.compared.isVisible()
    assert seal.fingerprint in [label.text() for label in ask.findChildren(type(ask.lead))]
    ask.go.click()
    settled(qtbot, packs)
    assert packs.packs.find("moon").standing is Standing.UNKNOWN_KEY
    row = next(number for number, one in enumerate(packs.list.rows.rows) if one.key == "moon")
    packs.list.setCurrentIndex(packs.list.rows.index(row))
    packs.trust.click()
    ask = sheet(qtbot, window, TakeIn)
    ask.compared.setChecked(True)
    ask.go.click()
    settled(qtbot, packs)
    assert packs.packs.find("moon").standing is Standing.TRUSTED


def test_a_holder_writes_a_pack_in_the_form(
    qtbot: QtBot, dock: RightsPage, window: StudioWindow, tmp_path: Path
) -> None:
    packs = section(dock, "packs", PacksSection)
    form = packs.write(blank("2026-11-21"))
    name = form.editor.fields["name"].entry  # type: ignore[attr-defined]
    QTest.keyClicks(name, "Moon Films")
    form.tree.add["works"].click()
    names = form.editor.fields["names"]
    QTest.keyClicks(names.rows[0][1], " ")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not form.checking, timeout=10000)
    assert not names.focusProxy().accessibleDescription()
    form.done_asking()
    assert "Write at least one" in (names.focusProxy().accessibleDescription())
    QTest.keyClicks(names.rows[0][1], "Zibbeloo")  # type: ignore[attr-defined]
    form.editor.fields["rules"].add.click()  # type: ignore[attr-defined]
    rule = sheet(qtbot, window, RuleSheet)
    choose(rule.fields["use"], ["ad"])
    choose(rule.fields["until"], "next year")
    rule.go.click()
    assert rule.isVisible()
    assert rule.fields["until"].focusProxy().accessibleDescription()
    choose(rule.fields["until"], "2027-01-31")
    rule.go.click()
    choose(form.sign, "+")
    qtbot.waitUntil(lambda: not form.checking and not form.faults, timeout=10000)
    form.save(tmp_path / "moon-films.yaml")
    settled(qtbot, packs)
    assert packs.list.row is not None
    assert (packs.list.row.key, packs.list.row.title) == ("moon-films", "Moon Films")
    used = packs.packs.find("moon-films")
    assert used.standing is Standing.TRUSTED
    assert used.pack is not None
    assert used.pack.holders[0].works[0].rules[0].when.use == (Use.AD,)


def test_a_new_pack_is_not_found_fault_with_before_a_field_was_left(
    qtbot: QtBot, dock: RightsPage, window: StudioWindow
) -> None:
    packs = section(dock, "packs", PacksSection)
    form = packs.write(blank("2026-11-21"))
    assert form.title.text() == "Rights pack"
    name = form.editor.fields["name"]
    qtbot.waitUntil(lambda: not form.checking and bool(form.faults), timeout=10000)
    qtbot.waitUntil(lambda: window.focusWidget() is not None or form.focusWidget() is not None)
    assert form.card.title.text() == "Not finished yet"
    assert not name.focusProxy().accessibleDescription()
    assert form.first.isHidden()
    form.editor.fields["contact"].setFocus()
    qtbot.waitUntil(lambda: bool(name.focusProxy().accessibleDescription()), timeout=5000)
    assert name.focusProxy().accessibleDescription() == "Fill in “Name”."
    assert form.card.title.text() == "1 thing has to be mended"
    QTest.keyClicks(name.entry, "Moon")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not form.checking and not form.faults, timeout=10000)
    assert not name.focusProxy().accessibleDescription()


def test_saving_too_early_tells_of_everything_and_saves_nothing(
    qtbot: QtBot, dock: RightsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs = section(dock, "packs", PacksSection)
    form = packs.write(blank("2026-11-21"))
    asked: list[bool] = []
    monkeypatch.setattr(PackForm, "_target", lambda *_all: asked.append(True))
    form.go.click()
    qtbot.waitUntil(lambda: not form.checking and bool(form.told), timeout=10000)
    assert form.editor.fields["name"].focusProxy().accessibleDescription() == "Fill in “Name”."
    assert not asked
    QTest.keyClicks(form.editor.fields["name"].entry, "Moon")  # type: ignore[attr-defined]
    form.go.click()
    qtbot.waitUntil(lambda: bool(asked), timeout=10000)


def test_a_form_is_not_closed_over_what_was_written(dock: RightsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    packs = section(dock, "packs", PacksSection)
    form = packs.write(blank("2026-11-21"))
    QTest.keyClicks(form.editor.fields["name"].entry, "Moon")  # type: ignore[attr-defined]
    asked: list[bool] = []
    monkeypatch.setattr(PackForm, "_sure", lambda _self: bool(asked.append(True)))
    form.leave.click()
    assert form.isVisible()
    assert asked
    monkeypatch.setattr(PackForm, "_sure", lambda _self: True)
    form.leave.click()
    assert not form.isVisible()


def test_a_consent_is_written_bound_taken_back_and_erased(
    qtbot: QtBot, dock: RightsPage, window: StudioWindow, studio: Studio, tmp_path: Path
) -> None:
    ada = studio.cast.add(name="Ada")
    people = section(dock, "people", PeopleSection)
    assert people.card.title.text() == "No real person is known here yet."
    new = people.new()
    assert isinstance(new, ConsentSheet)
    new.go.click()
    assert new.isVisible()
    assert "needs a name" in new.fields["name"].focusProxy().accessibleDescription()
    (tmp_path / "form.txt").write_text("signed", encoding="utf-8")
    choose(new.fields["name"], "Anna Example")
    choose(new.fields["description"], "Walks by and smiles, for the pitch alone")
    choose(new.fields["use"], ["pitch"])
    choose(new.fields["until"], "2999-01-31")
    new.fields["evidence"].take(tmp_path / "form.txt")  # type: ignore[attr-defined]
    new.go.click()
    (consent,) = studio.consents.all()
    assert (consent.terms.use, consent.terms.until, len(consent.terms.evidence)) == ((Use.PITCH,), "2999-01-31", 64)
    assert people.list.row is not None
    assert people.list.row.title == "Anna Example"
    people.bind.click()
    bind = sheet(qtbot, window, BindSheet)
    choose(bind.target, ada.id)
    bind.go.click()
    assert [one.name for one in studio.consents.shown_by(ada)] == ["Anna Example"]
    window.room.bridge.flush()
    assert "Shown as: Ada" in people.facts.text()
    people.revoke.click()
    back = sheet(qtbot, window, RevokeSheet)
    back.go.click()
    assert back.isVisible()
    choose(back.reason, "She asked for it")
    back.go.click()
    assert studio.consents.all()[0].revoked_at
    assert studio.consents.why_revoked(studio.consents.all()[0]) == "She asked for it"
    assert "She asked for it" in people.facts.text()
    people.erase.click()
    erase = sheet(qtbot, window, EraseSheet)
    assert not erase.go.isEnabled()
    QTest.keyClicks(erase.sure.entry, "anna example")
    erase.go.click()
    assert studio.consents.people()[0].erased
    assert people.list.row.title != "Anna Example"


def test_a_consent_that_ends_soon_is_told_of(dock: RightsPage, studio: Studio) -> None:
    day = studio.desk.now()[:10]
    person = studio.consents.newcomer(name="Anna Example")
    studio.consents.grant(person=person, terms=Terms(until=day), description="Walks by and smiles")
    people = section(dock, "people", PeopleSection)
    assert people.card.title.text() == "1 consent ends soon"
    assert "Anna Example" in people.card.words.text()


def test_answers_are_listed_and_taken_back_with_a_reason(
    qtbot: QtBot, dock: RightsPage, window: StudioWindow, studio: Studio, tmp_path: Path
) -> None:
    shot = studio.plan.shots()[0]
    studio.shots.edit(shot=shot, brief=BriefFile(scene="Pikachu waves.", short=True), folder=tmp_path)
    studio.clearances.clear(shots=[shot], subject="Pikachu", reason="Letter of May 2", until="2999-01-31")
    answers = section(dock, "answers", AnswersSection)
    assert answers.list.row is not None
    assert "shot 010" in answers.list.row.below
    assert "Letter of May 2" in answers.facts.text()
    answers.back.click()
    back = sheet(qtbot, window, TakeBack)
    choose(back.reason, "The letter was wrong")
    back.go.click()
    window.room.bridge.flush()
    assert not studio.clearances.all()
    assert answers.empty.isVisible()
    audit = section(dock, "audit", AuditSection)
    qtbot.waitUntil(lambda: bool(audit.list.rows.rows), timeout=20000)
    titles = [one.title for one in audit.list.rows.rows]
    assert titles[:2] == ["Answer taken back", "Cleared"]
    assert "is whole" in audit.card.title.text()
    assert studio.store.clearance_events()[-1].kind is Answer.WITHDRAWN


@pytest.mark.usefixtures("dock")
def test_a_finding_is_cleared_and_said_not_to_be_meant_where_it_stands(
    qtbot: QtBot, window: StudioWindow, studio: Studio, tmp_path: Path
) -> None:
    shot = studio.plan.shots()[0]
    studio.shots.edit(shot=shot, brief=BriefFile(scene="Pikachu waves.", short=True), folder=tmp_path)
    findings = window.pages["findings"]
    assert isinstance(findings, Findings)
    findings.reader.finish()
    window.room.selection.choose([shot.id])
    window.show_dock("findings")
    assert findings.current is None or findings.current.words == "Pikachu"
    findings.view.setCurrentIndex(findings.list.index(1))
    offered = [one.accessibleName() for one in findings.details.remedies if not one.isHidden()]
    assert offered == ["This is not Pikachu…", "Clear Pikachu with a reason…"]
    assert findings.details.stand.isHidden()
    QTest.keyClick(findings.view, Qt.Key.Key_A)
    clear = sheet(qtbot, window, ClearSheet)
    clear.go.click()
    assert clear.isVisible()
    choose(clear.until, "2001-01-31")
    choose(clear.reason, "Letter of May 2")
    clear.go.click()
    assert "over already" in clear.until.focusProxy().accessibleDescription()
    choose(clear.until, "")
    choose(clear.reach, Reach.PROJECT)
    clear.go.click()
    (answer,) = studio.clearances.all()
    assert (answer.reach, answer.reason) == (Reach.PROJECT, "Letter of May 2")
    window.room.bridge.flush()
    assert not [one for one in studio.rights.findings(shot) if one.severity is Severity.WARNING]


def test_a_withdrawn_take_is_marked_and_stands_in_no_cut(window: StudioWindow, studio: Studio, tmp_path: Path) -> None:
    ada = studio.cast.add(name="Ada")
    shot = studio.plan.shots()[0]
    brief = BriefFile(scene="A pier.", seconds="1", cast=("Ada",), short=True)
    studio.shots.edit(shot=shot, brief=brief, folder=tmp_path)
    person = studio.consents.newcomer(name="Anna Example")
    consent = studio.consents.grant(person=person, terms=Terms(), description="Walks by and smiles")
    studio.consents.bind(of=ada, person=person)
    (job,) = studio.jobs.add(shots=[studio.plan.shots()[0]])
    studio.jobs.run(only=[job.id], choose=True)
    window.room.bridge.flush()
    window.room.selection.choose([shot.id])
    takes = take_list(window.room)
    assert takes.words(takes.listed(0)) == "candidate"
    studio.consents.revoke(consent=consent, reason="She asked for it")
    window.room.bridge.flush()
    assert takes.words(takes.listed(0)) == "withdrawn"
    assert takes.shape(takes.listed(0)) == WITHDRAWN
    assert "may not be shown" in takes.data(takes.index(0), Qt.ItemDataRole.AccessibleTextRole)
    reel = transport(window.room)
    reel.lay()
    assert reel.timeline.blocks[0].take is None
    assert Blocks(window.room, reel).title(reel.timeline.blocks[0]) == "010 withdrawn"
