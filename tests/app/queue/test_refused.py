"""Refusals in the window: warned of before sending, told after, and answered under Rights."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.reading import clipped, nameless
from fourbeat.app.queue.page import Queue
from fourbeat.app.queue.sending import SendSheet
from fourbeat.app.queue.story_sheet import StorySheet
from fourbeat.app.rights.page import RightsPage
from fourbeat.app.rights.refusals import NameSheet, RefusalsSection
from fourbeat.app.window import StudioWindow
from fourbeat.model.job import Charged, Failure, Job, JobState
from fourbeat.model.message import message
from fourbeat.model.suggestion import SuggestionKind
from fourbeat.store import Writer
from fourbeat.studio.studio import Studio
from store import film

S = JobState
SECRET = "sk-planted-4711-abcdefgh"


@pytest.fixture
def refused(window: StudioWindow, studio: Studio) -> Job:
    """Let the first shot be refused after it was rendered, as the queue writes it down."""
    (job,) = studio.jobs.add(shots=studio.plan.shots()[:1])
    why = message("server.refuses-clip", provider="far", reason=message("server.says", text="Blocked."))
    said: dict[str, Any] = {
        "failure": Failure.POLICY_OUTPUT,
        "charged": Charged.UNKNOWN,
        "answer": {"error": {"code": "moderation_blocked", "message": f"<b>Blocked</b> {SECRET}"}},
        "why": why,
        "remote_id": "video_1",
    }
    attempt = film.attempt(studio.desk.ids, job).model_copy(update=said)

    def work(writer: Writer) -> None:
        writer.add_attempt(attempt)
        for before, to in pairwise((S.QUEUED, S.RESERVED, S.SENDING, S.ACCEPTED, S.RUNNING, S.FAILED)):
            facts = {"why": why, "failure": Failure.POLICY_OUTPUT} if to is S.FAILED else {}
            writer.move_job(job.id, to, expect=before, **facts)

    studio.store.write(work)
    window.room.bridge.flush()
    return studio.store.job(job.id)


def queue(window: StudioWindow, job: Job) -> Queue:
    page = window.pages["queue"]
    assert isinstance(page, Queue)
    window.show_dock("queue")
    page.view.setCurrentIndex(page.jobs.index(page.jobs.row_of(job.id) or 0))
    return page


def section(window: StudioWindow) -> RefusalsSection:
    page = window.pages["rights"]
    assert isinstance(page, RightsPage)
    window.show_dock("rights")
    page.show_tab("refusals")
    found = page.findChild(RefusalsSection)
    assert isinstance(found, RefusalsSection)
    return found


def sheet(window: StudioWindow, kind: type[QWidget]) -> Any:
    return next(one for one in reversed(window.findChildren(kind)) if one.isVisible())


def test_the_queue_tells_the_kind_the_charge_and_what_to_try(window: StudioWindow, refused: Job, qtbot: QtBot) -> None:
    page = queue(window, refused)
    told = page.story.text()
    assert told.startswith("Refused after it was made, charge not known. D tells the whole story")
    assert "Blocked" in told
    qtbot.keyClick(page.view, Qt.Key.Key_D)
    story = sheet(window, StorySheet)
    text = story.text.toPlainText()
    for words in ("Code: moderation_blocked", "\n· Say otherwise", "Nobody has said whether it was charged", "video_1"):
        assert words in text
    assert SECRET not in text
    assert story.text.isReadOnly()
    assert not nameless(story)
    assert not clipped(story)
    story.go.click()
    copied = QGuiApplication.clipboard().text()
    assert "Refused after it was made" in copied
    assert "moderation_blocked" in copied


def test_the_same_words_are_shown_before_they_are_sent_again(
    window: StudioWindow, studio: Studio, refused: Job, qtbot: QtBot
) -> None:
    del refused
    shot = studio.plan.shots()[0]
    window.room.selection.choose([shot.id])
    window.room.actions["queue-take"].trigger()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(SendSheet)))
    warned = sheet(window, SendSheet)
    assert warned.windowTitle().startswith("The generator may refuse this")
    assert "refused exactly these words for shot 010" in warned.warned.text()
    assert not warned.shots.data(warned.shots.index(0), Qt.ItemDataRole.DecorationRole).isNull()
    assert not clipped(warned)
    before = len(studio.jobs.all())
    warned.go.click()
    qtbot.waitUntil(lambda: len(studio.jobs.all()) == before + 1)


def test_a_refusal_is_answered_under_rights(window: StudioWindow, studio: Studio, refused: Job, qtbot: QtBot) -> None:
    del refused
    tab = section(window)
    assert tab.card.title.text() == "1 refusal waits for your word"
    tab.list.setCurrentIndex(tab.list.model().index(0, 0))
    assert "Nobody has said whether it was charged" in tab.told.text()
    tab.story.click()
    sheet(window, StorySheet).reject()
    tab.name.click()
    asked = sheet(window, NameSheet)
    assert not nameless(asked)
    assert not clipped(asked)
    asked.go.click()
    assert asked.isVisible(), "a name without an owner is none"
    asked.reject()
    tab.wrong.click()
    qtbot.waitUntil(lambda: [one.answer for one in studio.suggestions.all()] != [None])
    window.room.bridge.flush()
    assert [one.answer.kind for one in studio.suggestions.all() if one.answer] == [SuggestionKind.FALSE_REFUSAL]
    assert tab.card.title.text() == "All have been answered"
    tab.list.setCurrentIndex(tab.list.model().index(0, 0))
    tab.dismiss.click()
    qtbot.waitUntil(lambda: not studio.suggestions.open())
    assert len(studio.jobs.all()) == 1, "nothing is sent again"


def test_without_refusals_the_tab_says_so(window: StudioWindow) -> None:
    tab = section(window)
    assert tab.card.title.text() == "No generator has refused what had passed here."
    assert not tab.list.isVisible()
    assert not tab.right.isEnabled()
