"""The send sheet in the window: nothing that costs money is queued before somebody has seen what it costs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.reading import sheet_of
from fourbeat.app.queue.again import AgainSheet
from fourbeat.app.queue.sending import SendSheet
from fourbeat.app.window import StudioWindow
from fourbeat.model.budget import Measure, Span
from fourbeat.model.job import Estimate, Failure, Job, JobState, Money
from fourbeat.model.request import TakeRequest
from fourbeat.studio.studio import Studio
from studio.far import Far

CHECK = Qt.ItemDataRole.CheckStateRole


class Dear(Far):
    """Ask for everything what a test says."""

    price: Money | None = Money(amount="0.50", currency="USD")

    def estimate(self, request: TakeRequest) -> Estimate:  # noqa: ARG002
        return Estimate(least=self.price, most=self.price, basis="half a dollar a take" if self.price else "")


@pytest.fixture
def dear(studio: Studio) -> Dear:
    made = Dear()
    studio.__dict__["generators"] = {**studio.generators, made.key: made}
    studio.fields.set(shots=studio.plan.shots()[:3], fields={"provider": made.key, "model": None})
    return made


def ask(window: StudioWindow, qtbot: QtBot, count: int) -> list[SendSheet]:
    """Ask for a take of the first shots by the key, and give the sheets that are open then."""
    room = window.room
    room.bridge.flush()
    room.selection.choose([shot.id for shot in room.studio.plan.shots()[:count]])
    room.actions["queue-take"].trigger()
    qtbot.wait(20)
    return [one for one in window.findChildren(SendSheet) if one.isVisible()]


def test_what_is_free_is_queued_at_once(window: StudioWindow, studio: Studio, qtbot: QtBot) -> None:
    assert ask(window, qtbot, 2) == []
    assert len(studio.jobs.all()) == 2


def test_what_costs_is_shown_first_and_queued_at_the_price_that_was_told(
    window: StudioWindow, studio: Studio, dear: Dear, qtbot: QtBot
) -> None:
    studio.budget.cap(span=Span.PROJECT, measure=Measure.MONEY, most="5", currency="USD")
    (sheet,) = ask(window, qtbot, 4)
    assert studio.jobs.all() == []
    assert sheet.sums.text().splitlines()[0] == "far, far-1: 3 shots × 1 take each, 12 s, 1.50 USD"
    assert "half a dollar a take" in sheet.basis.text()
    assert "5 USD" in sheet.left.text()
    assert sheet.go.text() == "Queue 4 takes: 1.50 USD"
    assert not sheet.unknown.isVisible()
    # While somebody reads it becomes dearer: the job keeps what was told.
    dear.price = Money(amount="9", currency="USD")
    sheet.go.click()
    assert not sheet.isVisible()
    jobs = [job for job in studio.jobs.all() if job.lane == dear.key]
    assert [job.estimate.most for job in jobs if job.estimate] == [Money(amount="0.50", currency="USD")] * 3
    assert len(studio.jobs.all()) == 4


def test_cancel_and_escape_queue_nothing(window: StudioWindow, studio: Studio, dear: Dear, qtbot: QtBot) -> None:
    del dear
    (sheet,) = ask(window, qtbot, 1)
    assert sheet.leave.text() == "Cancel"
    sheet.leave.click()
    (sheet,) = ask(window, qtbot, 1)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert studio.jobs.all() == []


def test_a_shot_is_left_out_with_the_keyboard(window: StudioWindow, studio: Studio, dear: Dear, qtbot: QtBot) -> None:
    del dear
    (sheet,) = ask(window, qtbot, 2)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Space)
    assert sheet.go.text() == "Queue 1 take: 0.50 USD"
    qtbot.keyClick(sheet.list, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Space)
    assert not sheet.go.isEnabled()
    qtbot.keyClick(sheet.list, Qt.Key.Key_Space)
    sheet.go.click()
    (job,) = studio.jobs.all()
    assert job.request.shot == studio.plan.shots()[1].id


def test_a_blocked_shot_stands_there_with_its_reason_and_cannot_be_ticked(
    window: StudioWindow, studio: Studio, dear: Dear, qtbot: QtBot
) -> None:
    blocked = studio.plan.shots()[1]
    studio.fields.set(shots=[blocked], fields={"model": "no-such-model"})
    (sheet,) = ask(window, qtbot, 3)
    row = sheet.shots.index(sheet.shots.rowCount() - 1)
    said = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Shot 020: ")
    assert "no-such-model" in said
    assert row.data(CHECK) is None
    assert not row.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert row.flags() & Qt.ItemFlag.ItemIsEnabled
    assert not sheet.shots.setData(row, Qt.CheckState.Checked, CHECK)
    sheet.go.click()
    assert blocked.id not in {job.request.shot for job in studio.jobs.all()}
    assert len(studio.jobs.all()) == 2
    assert {job.lane for job in studio.jobs.all()} == {dear.key}


def test_a_price_nobody_knows_is_said_plainly(window: StudioWindow, dear: Dear, qtbot: QtBot) -> None:
    dear.price = None
    (sheet,) = ask(window, qtbot, 2)
    assert sheet.unknown.isVisible()
    assert sheet.unknown.text() == "Price not known: nobody can say what 2 takes will cost."
    assert sheet.go.text() == "Queue 2 takes: price not known"
    assert sheet.left.text() == "No cap limits what is spent."


def test_what_is_not_known_of_a_price_stands_on_the_button_too(
    window: StudioWindow, studio: Studio, dear: Dear, qtbot: QtBot, monkeypatch
) -> None:
    first, half = studio.plan.shots()[0].id, Dear.price
    monkeypatch.setattr(
        dear,
        "estimate",
        lambda request: Estimate(least=half, most=half) if request.shot == first else Estimate(),
    )
    (sheet,) = ask(window, qtbot, 2)
    assert sheet.go.text() == "Queue 2 takes: 0.50 USD + ?"
    assert sheet.unknown.text() == "Price not known: nobody can say what 1 take will cost."


def test_what_a_cap_holds_is_told(window: StudioWindow, studio: Studio, dear: Dear, qtbot: QtBot, monkeypatch) -> None:
    del dear
    studio.budget.cap(span=Span.PROJECT, measure=Measure.MONEY, most="0.50", currency="USD")
    told: list[str] = []
    monkeypatch.setattr(window, "announce", told.append)
    (sheet,) = ask(window, qtbot, 2)
    sheet.go.click()
    assert [job.state for job in studio.jobs.all()] == [JobState.QUEUED, JobState.HELD]
    assert told == ["1 take is in the queue. 1 job is held because of money."]


def failed(studio: Studio, state: JobState) -> Job:
    """Ask for a take that costs something, and let its job come to nothing."""
    (job,) = studio.jobs.add(shots=studio.plan.shots()[:1])
    ways = {
        JobState.FAILED: (JobState.RESERVED, JobState.FAILED),
        JobState.UNKNOWN: (JobState.RESERVED, JobState.SENDING, JobState.UNKNOWN),
    }
    before = job.state
    for to in ways[state]:
        facts = {"failure": Failure.SERVER} if to is JobState.FAILED else {}
        studio.store.write(lambda writer, to=to, was=before, f=facts: writer.move_job(job.id, to, expect=was, **f))
        before = to
    return studio.store.job(job.id)


def test_trying_again_shows_what_it_costs_now(window: StudioWindow, studio: Studio, dear: Dear, qtbot: QtBot) -> None:
    jobs = [failed(studio, JobState.FAILED), failed(studio, JobState.FAILED)]
    dear.price = Money(amount="0.75", currency="USD")
    window.room.bridge.flush()
    window.room.actions["queue-retry-failed"].trigger()
    sheet = sheet_of(qtbot, window, AgainSheet)
    assert sheet.go.text() == "Queue 2 takes: 1.50 USD"
    assert not sheet.twice.isVisible()
    qtbot.keyClick(sheet.list, Qt.Key.Key_Space)
    sheet.go.click()
    states = [studio.store.job(job.id).state for job in jobs]
    assert sorted(states) == [JobState.FAILED, JobState.QUEUED], "what was left out stays as it is"
    back = next(one for one in map(studio.store.job, (job.id for job in jobs)) if one.state is JobState.QUEUED)
    assert back.estimate is not None
    assert back.estimate.most == dear.price


def test_what_may_have_arrived_has_three_choices(
    window: StudioWindow, studio: Studio, dear: Dear, qtbot: QtBot
) -> None:
    del dear
    job = failed(studio, JobState.UNKNOWN)
    page = window.pages["queue"]
    window.show_dock("queue")
    window.room.bridge.flush()
    qtbot.wait(20)
    assert page.unsure.isHidden()
    page.view.setCurrentIndex(page.jobs.index(page.jobs.row_of(job.id)))
    assert not page.unsure.isHidden()
    words = [button.text() for button in page.unsure.buttons.values()]
    assert words == ["Look whether it arrived", "Send again: 0.50 USD", "Let it be"]
    page.unsure.buttons["queue-retry"].click()
    sheet = sheet_of(qtbot, window, AgainSheet)
    assert "charged a second time" in sheet.twice.text()
    sheet.reject()
    assert studio.store.job(job.id).state is JobState.UNKNOWN, "nothing is sent again by itself"
    page.unsure.buttons["queue-cancel"].click()
    qtbot.waitUntil(lambda: studio.store.job(job.id).state is JobState.CANCELLED)
    window.room.bridge.flush()
    qtbot.waitUntil(page.unsure.isHidden)
