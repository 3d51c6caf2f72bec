"""Stills in the window: asked for at a price that was told, shown once they have come, used or discarded."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from fourbeat.app.brief.page import Brief
from fourbeat.app.cast.page import CastPage
from fourbeat.app.errand import Errand
from fourbeat.app.references.pictures import Pictures
from fourbeat.app.stills.offered import Offered
from fourbeat.app.stills.sheet import StillSheet
from fourbeat.app.stills.view import StillView
from fourbeat.app.takes.review import ReviewSheet
from fourbeat.app.window import StudioWindow
from fourbeat.model.job import JobState
from fourbeat.model.plan import Reference, Role, Shot
from fourbeat.model.request import StillRequest
from fourbeat.model.still import CHARACTER_SHEET, Still, View
from fourbeat.studio.studio import Studio
from store import film
from studio.painting import png


def put(studio: Studio, of: Shot, view: View = View.STYLE) -> Still:
    """Write a finished still down, with its file."""
    ids, number = studio.desk.ids, studio.store.next_still_number(of.id)
    verdict = film.verdict(ids, of.id)
    job = film.job(ids, of.id, verdict=verdict.id)
    asked = film.still_request(of.id, number).model_copy(update={"view": view, "role": Role.STYLE})
    job = job.model_copy(update={"request": asked, "state": JobState.DONE})
    attempt = film.attempt(ids, job)
    still = film.still(ids, job, attempt, verdict, number).model_copy(update={"view": view, "role": Role.STYLE})
    target = studio.store.media.path(still.media)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(png(number))

    def work(writer: object) -> None:
        writer.add_verdict(verdict)  # type: ignore[attr-defined]
        writer.add_job(job)  # type: ignore[attr-defined]
        writer.add_attempt(attempt)  # type: ignore[attr-defined]
        writer.add_still(still)  # type: ignore[attr-defined]

    studio.store.write(work)
    return still


@pytest.fixture
def pictures(window: StudioWindow, studio: Studio) -> Pictures:
    window.room.selection.choose([studio.plan.shots()[0].id])
    window.room.bridge.flush()
    page = window.pages["brief"]
    assert isinstance(page, Brief)
    return page.form.pictures


def settled(pictures: Pictures, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not pictures.offered.findChildren(Errand), timeout=20_000)
    qtbot.waitUntil(lambda: not pictures.room.findChildren(Errand), timeout=20_000)


def button(offered: Offered, kind: type[QToolButton] | type[QPushButton], name: str) -> QToolButton | QPushButton:
    return next(one for one in offered.findChildren(kind) if one.accessibleName() == name)


def test_a_still_that_has_come_is_used_or_discarded_beside_the_references(
    pictures: Pictures, studio: Studio, qtbot: QtBot
) -> None:
    shot = studio.plan.shots()[0]
    assert pictures.offered.isHidden()
    one, two = put(studio, shot), put(studio, shot)
    pictures.room.bridge.flush()
    assert pictures.offered.shown == (one, two)
    button(pictures.offered, QPushButton, "Use still 1 as a reference").click()
    settled(pictures, qtbot)
    (row,) = studio.plan.of(Reference, shot.id)
    assert (row.still, row.role) == (one.id, Role.STYLE)
    assert pictures.offered.shown == (two,)
    button(pictures.offered, QToolButton, "Discard still 2").click()
    pictures.room.bridge.flush()
    assert pictures.offered.isHidden()
    pictures.room.actions["undo"].trigger()
    pictures.room.bridge.flush()
    assert pictures.offered.shown == (two,)
    settled(pictures, qtbot)


def test_a_still_is_seen_large_before_anybody_decides(pictures: Pictures, studio: Studio, qtbot: QtBot) -> None:
    one = put(studio, studio.plan.shots()[0])
    pictures.room.bridge.flush()
    button(pictures.offered, QToolButton, "Still 1, look: show it large").click()
    (view,) = pictures.window().findChildren(StillView)
    qtbot.waitUntil(lambda: not view.picture.whole.isNull(), timeout=20_000)
    assert one.prompt == view.prompt.toPlainText()
    gone = QSignalSpy(view.discarded)
    view.discard.click()
    assert gone.count() == 1
    assert [each.discarded for each in studio.stills.of()] == [True]
    settled(pictures, qtbot)


def test_people_say_what_they_see_in_a_still_before_and_after_it_is_a_reference(
    pictures: Pictures, studio: Studio, qtbot: QtBot
) -> None:
    one = put(studio, studio.plan.shots()[0])
    pictures.room.bridge.flush()
    next(each for each in pictures.offered.findChildren(QToolButton)).click()
    (view,) = pictures.window().findChildren(StillView)
    assert "Nobody has said" in view.looked.text()
    view.review.click()
    sheet = pictures.window().findChildren(ReviewSheet)[-1]
    assert "still 1" in sheet.lead.text()
    sheet.nothing.click()
    assert not studio.reviews.open_stills()
    assert "character No" in view.looked.text()
    view.done_asking()
    settled(pictures, qtbot)
    assert studio.plan.of(Reference, one.of)[0].still == one.id
    menus = [button.menu() for button in pictures.findChildren(QToolButton) if button.menu()]
    next(deed for deed in menus[0].actions() if deed.text().startswith("Look at the still")).trigger()
    again = pictures.window().findChildren(StillView)[-1]
    assert again.go.isHidden()
    assert not again.review.isHidden()
    assert "character No" in again.looked.text()
    again.reject()


def test_a_sheet_is_asked_for_once_its_price_was_told(window: StudioWindow, studio: Studio, qtbot: QtBot) -> None:
    ada = studio.cast.add(name="Ada", identity="a keeper of sixty")
    window.room.bridge.flush()
    window.room.selection.look_at("character", ada.id)
    page = window.pages["cast"]
    assert isinstance(page, CastPage)
    window.room.actions["make-still"].trigger()
    (sheet,) = window.findChildren(StillSheet)
    assert [view for view, check in sheet.views.items() if check.isChecked()] == list(CHARACTER_SHEET)
    assert "Ada: a keeper of sixty" in sheet.prompt.toPlainText()
    assert not sheet.go.isEnabled()
    qtbot.waitUntil(sheet.go.isEnabled, timeout=20_000)
    sheet.views[View.PROFILE].click()
    assert not sheet.go.isEnabled()
    sheet.becomes.check.click()
    qtbot.waitUntil(sheet.go.isEnabled, timeout=20_000)
    assert "3" in sheet.go.text()
    sheet.go.click()
    asked = [job.request for job in studio.store.jobs()]
    assert all(isinstance(one, StillRequest) and one.becomes for one in asked)
    assert [one.view for one in asked] == [View.FRONT, View.THREE_QUARTER, View.FULL]  # type: ignore[union-attr]
    window.room.bridge.flush()
    assert page.pictures.offered.under_way.text() == "3 stills are under way."


def test_nobody_of_whom_nothing_is_written_is_asked_for(window: StudioWindow, studio: Studio) -> None:
    bo = studio.cast.add(name="Bo")
    window.room.bridge.flush()
    sheet = StillSheet(window.room, bo)
    assert "Nothing is written yet of how “Bo” looks" in sheet.costs.left.text()
    assert not sheet.go.isEnabled()
    sheet.deleteLater()


def test_a_prop_has_a_sheet_of_its_own(window: StudioWindow, studio: Studio) -> None:
    lamp = studio.props.add(name="Lamp", identity="a brass storm lamp with a cracked glass")
    window.room.bridge.flush()
    window.room.selection.look_at("prop", lamp.id)
    window.room.actions.refresh()
    window.room.actions["make-still"].trigger()
    (sheet,) = window.findChildren(StillSheet)
    assert [(view, check.isChecked()) for view, check in sheet.views.items()] == [
        (View.WHOLE, True),
        (View.DETAIL, True),
        (View.SIDES, False),
    ]
    sheet.maker.choice.setCurrentIndex([key for key, _facts in sheet.makers].index("handwork"))
    sheet.maker.edited.emit()
    assert "Lamp: a brass storm lamp with a cracked glass" in sheet.prompt.toPlainText()
    sheet.reject()
