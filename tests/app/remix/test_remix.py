"""A take from a take in the window: seen before it is sent, as long, as many and in the way that was chosen."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import shelf
from app.queue.test_sending import Dear
from app.reading import sheet_of
from fourbeat.app.player.transport import transport
from fourbeat.app.remix.here import frame_here
from fourbeat.app.remix.sheet import RemixSheet
from fourbeat.app.window import StudioWindow
from fourbeat.model.claim import ClaimKind
from fourbeat.model.format import Size
from fourbeat.model.message import message
from fourbeat.model.plan import Role
from fourbeat.model.provider import Capabilities, ModelFacts
from fourbeat.model.request import TakeRequest, Verb
from fourbeat.model.review import Seen
from fourbeat.model.take import Take
from fourbeat.studio.remix_ways import Way
from fourbeat.studio.rights import Rights
from fourbeat.studio.studio import Studio
from studio.far import Shelf, guards, rule
from studio.test_remix_ways import still


class Several(Dear):
    """A dear generator with two models: one for everything, one without pictures."""

    def capabilities(self) -> Capabilities:
        able = ModelFacts(id="able", roles=tuple(Role), seed=True, seconds=("4", "8"))
        models = (able, ModelFacts(id="wordy", roles=(), sizes=(Size(width=128, height=72),)))
        return super().capabilities().model_copy(update={"models": models})


@pytest.fixture
def take(studio: Studio, tmp_path: Path) -> Take:
    """Put a take of the first shot there, and a generator that costs something."""
    far = Several()
    studio.__dict__["generators"] = {**studio.generators, far.key: far}
    shot = studio.plan.shots()[0]
    made = shelf.put(
        studio, shot, prompt="A lamp.", seed=7, provider="far", model="able", media={"frames": 48, "rate": "24"}
    )
    studio.references.__dict__["still"] = partial(still, studio, tmp_path / "frame.png")
    studio.reviews.look(takes=[made], character=Seen.NO, person=Seen.NO, logo=Seen.NO)
    studio.takes.choose(shot=studio.plan.shots()[0], take=made)
    return made


def ask(window: StudioWindow, qtbot: QtBot, verb: str = "remix") -> RemixSheet:
    """Ask by the action, and give the sheet."""
    room = window.room
    room.bridge.flush()
    room.selection.choose([room.studio.plan.shots()[0].id])
    room.actions[f"take-{verb}"].trigger()
    return sheet_of(qtbot, window, RemixSheet)


def write(sheet: RemixSheet, qtbot: QtBot, words: str) -> None:
    """Write what is wanted, and wait for its price."""
    sheet.delta.writing.setPlainText(words)
    weighed(sheet, qtbot)


def weighed(sheet: RemixSheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not sheet._weighing.busy, timeout=10_000)


def asked(studio: Studio) -> list[TakeRequest]:
    jobs = sorted(studio.jobs.open_jobs(), key=lambda job: job.order)
    return [job.request for job in jobs if isinstance(job.request, TakeRequest)]


def test_a_remix_is_seen_word_for_word_before_it_is_queued(
    window: StudioWindow, studio: Studio, take: Take, qtbot: QtBot
) -> None:
    sheet = ask(window, qtbot)
    assert sheet.windowTitle() == "Remix take 1 of shot 010"
    assert sheet.source.prompt.toPlainText() == "A lamp."
    assert not sheet.go.isEnabled()
    write(sheet, qtbot, "make it night")
    assert sheet.prompt.toPlainText() == "A lamp.\n\nmake it night"
    assert sheet.told.text() == "far is asked anew, with the same references and the change added to the words."
    assert sheet.costs.sums.text() == "far, able: 1 take, 4 s, 0.50 USD"
    assert "half a dollar a take" in sheet.costs.basis.text()
    assert sheet.go.text() == "Queue 1 take: 0.50 USD"
    assert studio.jobs.open_jobs() == []
    sheet.go.click()
    assert not sheet.isVisible()
    (request,) = asked(studio)
    assert (request.parent, request.delta, request.prompt) == (take.id, "make it night", "A lamp.\n\nmake it night")
    assert request.seed == 7


def test_several_changes_are_advised_against_and_one_is_not(window: StudioWindow, take: Take, qtbot: QtBot) -> None:
    del take
    sheet = ask(window, qtbot)
    write(sheet, qtbot, "make it night, and let it rain")
    assert sheet.advice.isVisible()
    assert "light and weather" in sheet.advice.text()
    write(sheet, qtbot, "make it night")
    assert not sheet.advice.isVisible()
    assert sheet.go.isEnabled(), "advice is no ban"


def test_an_extension_has_a_length_and_says_from_where(
    window: StudioWindow, studio: Studio, take: Take, qtbot: QtBot
) -> None:
    sheet = ask(window, qtbot, "extend")
    assert sheet.way._values == [Way.LAST_FRAME, Way.FRAME]
    assert sheet.seconds._values == [None, "4", "8"]
    assert "wordy cannot: wordy starts from no picture." in sheet.out.text()
    assert all(maker.model != "wordy" for maker in sheet.makers)
    sheet.seconds.show_value("8")
    sheet.seconds.edited.emit()
    write(sheet, qtbot, "she opens the door")
    assert sheet.prompt.toPlainText() == "she opens the door"
    assert "the last frame" in sheet.told.text()
    sheet.go.click()
    (request,) = asked(studio)
    assert (request.seconds, request.parent) == ("8", take.id)
    assert request.references[0].name == "010_t1_last.png"


def test_an_edit_starts_from_the_frame_at_which_the_player_stands(
    window: StudioWindow, studio: Studio, take: Take, qtbot: QtBot
) -> None:
    head = transport(window.room)
    window.room.bridge.flush()
    head.lay()
    head.stand(12)
    assert frame_here(window.room, take) == 12
    sheet = ask(window, qtbot, "edit")
    assert sheet.way.value() is Way.FRAME
    assert sheet.frame.number() == 12
    write(sheet, qtbot, "the lamp is green")
    qtbot.keyClick(sheet.frame.entry, Qt.Key.Key_Up)
    assert sheet.frame.number() == 13
    weighed(sheet, qtbot)
    assert "frame 13" in sheet.told.text()
    sheet.go.click()
    assert asked(studio)[0].references[0].name == "010_t1_13.png"


def test_another_model_offers_its_own_ways_only(window: StudioWindow, take: Take, qtbot: QtBot) -> None:
    del take
    sheet = ask(window, qtbot)
    sheet.way.show_value(Way.LAST_FRAME)
    place = next(place for place, one in enumerate(sheet.makers) if one.model == "wordy")
    sheet.maker.show_value(place)
    sheet.maker.edited.emit()
    assert sheet.way._values == [Way.WORDS]
    assert sheet.way.value() is Way.WORDS
    assert not sheet.seed.isEnabled()
    sheet.reject()


def test_seed_and_number_of_takes_are_chosen(window: StudioWindow, studio: Studio, take: Take, qtbot: QtBot) -> None:
    del take
    sheet = ask(window, qtbot)
    write(sheet, qtbot, "make it night")
    sheet.seed.entry.setText("99999999999999")
    sheet.seed.edited.emit()
    assert not sheet.go.isEnabled()
    assert "whole number" in sheet.seed._fault.text() if sheet.seed._fault else False
    sheet.seed.entry.setText("40")
    sheet.takes.entry.setText("2")
    sheet.takes.edited.emit()
    weighed(sheet, qtbot)
    assert sheet.go.text() == "Queue 2 takes: 1 USD"
    sheet.go.click()
    assert [one.seed for one in asked(studio)] == [40, 41]


def test_what_the_gate_blocks_cannot_be_queued(window: StudioWindow, studio: Studio, take: Take, qtbot: QtBot) -> None:
    del take
    packs = Shelf()
    packs.fill(guards("Whisker", rule("never", "block")))
    studio.__dict__["rights"] = Rights(studio, packs)
    sheet = ask(window, qtbot)
    write(sheet, qtbot, "Whisker comes in")
    assert "Whisker" in sheet.costs.blocked.text()
    assert not sheet.go.isEnabled()
    sheet.done_asking()
    assert sheet.isVisible()
    write(sheet, qtbot, "a cat comes in")
    assert not sheet.costs.blocked.isVisible()
    assert sheet.go.isEnabled()


def test_what_the_generator_may_refuse_is_told_and_can_be_sent_all_the_same(
    window: StudioWindow, take: Take, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del take
    why = message("remix.starts-from-none", model="able")
    monkeypatch.setattr("fourbeat.studio.send_sheet.warned", lambda _studio, _asked: (why,))
    sheet = ask(window, qtbot)
    write(sheet, qtbot, "a fight")
    assert sheet.costs.warned.text() == "able starts from no picture."
    assert sheet.go.isEnabled()
    sheet.reject()


def test_without_any_that_can_the_way_leads_to_the_connections(
    window: StudioWindow, studio: Studio, take: Take, qtbot: QtBot
) -> None:
    del take
    studio.__dict__["generators"] = {}
    sheet = ask(window, qtbot)
    assert sheet.none.isVisible()
    assert sheet.connect_.isVisible()
    assert not sheet.go.isEnabled()
    write(sheet, qtbot, "make it night")
    assert not sheet.go.isEnabled()


def test_escape_queues_nothing_and_a_withdrawn_take_offers_nothing(
    window: StudioWindow, studio: Studio, take: Take, qtbot: QtBot
) -> None:
    sheet = ask(window, qtbot)
    write(sheet, qtbot, "make it night")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert studio.jobs.open_jobs() == []
    studio.claims.add(kind=ClaimKind.TAKEDOWN, takes=[take], about="mine", who="Zelda")
    window.room.bridge.flush()
    window.room.actions.refresh()
    for verb in Verb:
        if verb is not Verb.NEW:
            assert not window.room.actions[f"take-{verb.value}"].isEnabled()
