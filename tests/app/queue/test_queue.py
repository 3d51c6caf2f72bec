"""The queue dock: its rows, what is said of them, pausing, what was cut off, closing, the end of a batch."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.reading import clipped, nameless
from fourbeat.app.panel import Frame
from fourbeat.app.queue import page as queue_page
from fourbeat.app.queue import past
from fourbeat.app.queue.model import JobList, Role
from fourbeat.app.queue.page import Queue
from fourbeat.app.start import Program
from fourbeat.app.window import StudioWindow
from fourbeat.model.ids import Id
from fourbeat.model.job import Charged, Failure, Job, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.provider import Cancel, Estimate
from fourbeat.queue.run import Queue as JobQueue
from fourbeat.studio.left import Left
from fourbeat.studio.opening import open_studio
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import LANGUAGES
from store import film

S = JobState


@pytest.fixture
def queue(window: StudioWindow) -> Queue:
    page = window.pages["queue"]
    assert isinstance(page, Queue)
    window.show_dock("queue")
    return page


@pytest.fixture
def move(window: StudioWindow, studio: Studio) -> Iterator[Callable[..., None]]:
    """Move a job through states as the queue would, and let the window hear of it."""

    def call(job: Job, *states: JobState, **facts: object) -> None:
        for state in states:
            before = studio.store.job(job.id).state
            studio.store.write(lambda writer, to=state, was=before: writer.move_job(job.id, to, expect=was, **facts))
        window.room.bridge.flush()

    yield call
    # Nothing may look at work when the window is closed.
    studio.jobs.close()


def numbers(studio: Studio) -> list[str]:
    jobs = sorted(studio.store.jobs({S.QUEUED}), key=lambda job: job.order)
    return [str(studio.jobs.label(job).params["shot"]) for job in jobs]


def test_waiting_jobs_change_places_with_keys_and_the_mouse(
    queue: Queue, window: StudioWindow, studio: Studio, qtbot: QtBot
) -> None:
    jobs = ask(window, studio, 3)
    model = queue.jobs
    last = model.row_of(jobs[2].id)
    assert last is not None
    queue.view.setCurrentIndex(model.index(last))
    for wanted in (["010", "030", "020"], ["030", "010", "020"], ["030", "010", "020"]):
        qtbot.keyClick(queue.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert numbers(studio) == wanted
        assert [job.id for job in model.places() if job.state is S.QUEUED][wanted.index("030")] == jobs[2].id
    qtbot.keyClick(queue.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert numbers(studio) == ["010", "030", "020"]
    first = model.index(model.row_of(jobs[0].id) or 0)
    data = model.mimeData([first])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, model.rowCount(), 0, first.parent())
    window.room.bridge.flush()
    assert numbers(studio) == ["030", "020", "010"]
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, first.parent())
    assert numbers(studio) == ["010", "030", "020"]


def test_c_checks_a_job_that_may_have_arrived(
    queue: Queue,
    window: StudioWindow,
    studio: Studio,
    move: Callable[..., None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jobs = ask(window, studio, 2)
    studio.jobs.start(paused=True)
    move(jobs[0], S.RESERVED, S.SENDING, S.UNKNOWN, why=message("queue.interrupted"))
    looked: list[Id] = []
    monkeypatch.setattr(JobQueue, "check", lambda _queue, job: looked.append(job))
    for job in (jobs[1], jobs[0]):
        queue.view.setCurrentIndex(queue.jobs.index(queue.jobs.row_of(job.id) or 0))
        qtbot.keyClick(queue.view, Qt.Key.Key_C)
    assert looked == [jobs[0].id]


def ask(window: StudioWindow, studio: Studio, count: int = 1) -> list[Job]:
    jobs = studio.jobs.add(shots=studio.plan.shots()[:count])
    window.room.bridge.flush()
    return jobs


def rows(jobs: JobList) -> list[str]:
    return [jobs.data(jobs.index(row)) for row in range(jobs.rowCount())]


def test_an_empty_queue_says_how_to_fill_it(window: StudioWindow, studio: Studio, queue: Queue) -> None:
    assert queue.empty.isVisible()
    assert not queue.view.isVisible()
    queue.empty.button.click()
    window.room.bridge.flush()
    assert len(studio.jobs.all()) == 1
    assert queue.view.isVisible()


def test_rows_say_what_they_make_and_count(window: StudioWindow, studio: Studio, queue: Queue) -> None:
    ask(window, studio, 3)
    assert rows(queue.jobs) == ["010 take 1 · animatic", "020 take 1 · animatic", "030 take 1 · animatic"]
    assert queue.note == "3 waiting"


def test_what_is_at_work_stands_on_top(
    window: StudioWindow, studio: Studio, queue: Queue, move: Callable[..., None]
) -> None:
    first, second, third = ask(window, studio, 3)
    queue.view.setCurrentIndex(queue.jobs.index(0))
    move(third, S.RESERVED)
    assert rows(queue.jobs)[0] == "030 take 1 · animatic"
    assert queue.jobs.chosen == (first.id,)
    move(second, S.RESERVED, S.FAILED, why=message("queue.failed-there", provider="animatic"), failure=Failure.SERVER)
    assert rows(queue.jobs) == ["030 take 1 · animatic", "020 take 1 · animatic", "010 take 1 · animatic"]
    assert queue.note == "1 running · 1 waiting · 1 failed"


def test_progress_is_told_in_words_and_draws_one_row(
    window: StudioWindow, studio: Studio, queue: Queue, qtbot: QtBot, move: Callable[..., None]
) -> None:
    job = ask(window, studio, 3)[1]
    move(job, S.RESERVED, S.SENDING, S.ACCEPTED, S.RUNNING)
    with qtbot.waitSignal(queue.jobs.dataChanged) as drawn:
        window.room.bridge.progress.emit(job.id, 0.61)
    top, last = drawn.args[0].row(), drawn.args[1].row()
    assert top == last == queue.jobs.row_of(job.id)
    spoken = queue.jobs.data(queue.jobs.index(top), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "020 take 1 · animatic, drawing 61 %"


def aside(queue: Queue, job: Job) -> str:
    row = queue.jobs.row_of(job.id)
    assert row is not None
    return str(queue.jobs.data(queue.jobs.index(row), Role.PAST))


def test_a_row_says_how_long_it_takes(
    window: StudioWindow,
    studio: Studio,
    queue: Queue,
    move: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(past, "_between", lambda _first, _last: 80)
    job = ask(window, studio)[0]
    assert aside(queue, job) == "free"
    move(job, S.RESERVED, S.SENDING, S.ACCEPTED, S.RUNNING)
    assert aside(queue, job) == "1 min 20 s · free"
    window.room.bridge.progress.emit(job.id, 0.8)
    assert aside(queue, job) == "1 min 20 s, about 20 s left · free"
    why = message("queue.failed-there", provider="animatic")
    move(job, S.FAILED, why=why, failure=Failure.SERVER)
    assert aside(queue, job) == "took 1 min 20 s · free"
    assert not queue.view.grab().isNull()


def test_a_row_says_what_it_costs_or_may_have_cost(
    window: StudioWindow,
    studio: Studio,
    queue: Queue,
    move: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    least, most = Money(amount="0.40", currency="USD"), Money(amount="0.60", currency="USD")
    monkeypatch.setattr(studio.generators["animatic"], "estimate", lambda _request: Estimate(least=least, most=most))
    job = ask(window, studio)[0]
    assert aside(queue, job) == "0.40 to 0.60 USD"
    move(job, S.RESERVED, S.SENDING, S.UNKNOWN, why=message("queue.interrupted"))
    assert aside(queue, job) == "may have cost 0.40 to 0.60 USD"
    for number, amount in enumerate(("0.40", "0.15"), 1):
        charge = Money(amount=amount, currency="USD")
        tried = film.attempt(studio.desk.ids, job, number).model_copy(update={"charge": charge})
        studio.store.write(lambda writer, one=tried: writer.add_attempt(one))
    move(job, S.FAILED, why=message("queue.gone", provider="animatic"), failure=Failure.NOT_FOUND)
    assert aside(queue, job).endswith("0.55 USD")


def test_a_row_says_what_its_try_may_have_cost_until_that_is_settled(
    window: StudioWindow,
    studio: Studio,
    queue: Queue,
    move: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    price = Money(amount="0.40", currency="USD")
    told = Estimate(least=price, most=price)
    monkeypatch.setattr(studio.generators["animatic"], "estimate", lambda _request: told)
    job = ask(window, studio)[0]
    assert aside(queue, job) == "0.40 USD"
    tried = film.attempt(studio.desk.ids, job).model_copy(
        update={"charge": None, "estimate": told, "charged": Charged.UNKNOWN, "remote_id": "there-1"}
    )
    studio.store.write(lambda writer: writer.add_attempt(tried))
    move(job, S.RESERVED, S.SENDING, S.ACCEPTED, S.RUNNING, S.DOWNLOADING, S.DONE)
    assert aside(queue, job).endswith("may have cost 0.40 USD")
    studio.budget.settle(attempt=tried.id, amount="0", currency="USD")
    qtbot.waitUntil(lambda: aside(queue, job).endswith("not charged"))
    studio.budget.settle(attempt=tried.id, amount="0.35", currency="USD")
    qtbot.waitUntil(lambda: aside(queue, job).endswith("· 0.35 USD"))


def test_what_was_cut_off_and_waits_does_not_ask_to_be_retried(
    window: StudioWindow, studio: Studio, queue: Queue, move: Callable[..., None]
) -> None:
    job = ask(window, studio)[0]
    move(job, S.RESERVED)
    move(job, S.QUEUED, why=message("queue.gone", provider="animatic"))
    told = queue.jobs.data(queue.jobs.index(0), Qt.ItemDataRole.ToolTipRole)
    assert told.startswith("was cut off; begins again when its turn comes")


def test_the_ring_of_the_keyboard_never_covers_a_row_at_work(
    window: StudioWindow, studio: Studio, queue: Queue, qapp: QApplication, move: Callable[..., None]
) -> None:
    move(ask(window, studio)[0], S.RESERVED)
    queue.view.setFocus()
    queue.view.setCurrentIndex(queue.jobs.index(0))
    queue.view.clearSelection()
    qapp.processEvents()
    spot = queue.view.visualRect(queue.jobs.index(0)).topLeft() + QPoint(5, 5)
    theme = window.room.theme
    shown = queue.view.viewport().grab().toImage().pixelColor(spot)
    assert shown in (theme.colour("panel"), theme.colour("hover"))


def test_a_failure_tells_why_and_can_be_tried_again(
    window: StudioWindow, studio: Studio, queue: Queue, move: Callable[..., None]
) -> None:
    job = ask(window, studio)[0]
    why = message("queue.failed-there", provider="animatic")
    move(job, S.RESERVED, S.FAILED, why=why, failure=Failure.SERVER, tries=2)
    queue.view.setCurrentIndex(queue.jobs.index(0))
    assert queue.story.text() == "animatic could not make the clip and gave no reason. Retry the job to ask again."
    assert "2 tries" in queue.jobs.data(queue.jobs.index(0), Qt.ItemDataRole.ToolTipRole)
    assert window.room.actions["queue-retry"].isEnabled()
    assert not window.room.actions["queue-cancel"].isEnabled()
    window.room.actions["queue-retry"].trigger()
    window.room.bridge.flush()
    assert studio.store.job(job.id).state is S.QUEUED
    assert not queue.story.isVisible()


def test_a_job_is_cancelled_and_its_shot_shown(
    window: StudioWindow, studio: Studio, queue: Queue, qtbot: QtBot
) -> None:
    job = ask(window, studio, 2)[1]
    queue.view.setCurrentIndex(queue.jobs.index(1))
    window.room.actions["queue-show"].trigger()
    assert window.room.selection.shot == job.shot
    window.room.actions["queue-cancel"].trigger()
    qtbot.waitUntil(lambda: studio.store.job(job.id).state is S.CANCELLED)


def test_a_job_that_cannot_be_stopped_is_announced(
    window: StudioWindow, studio: Studio, queue: Queue, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(window, studio, 1)
    queue.view.setCurrentIndex(queue.jobs.index(0))
    said: list[str] = []
    answer = Cancel.UNSUPPORTED
    monkeypatch.setattr("fourbeat.queue.run.Queue.call_off", lambda _self, jobs: dict.fromkeys(jobs, answer))
    monkeypatch.setattr(window, "announce", said.append)
    window.room.actions["queue-cancel"].trigger()
    qtbot.waitUntil(lambda: bool(said))
    assert "a clip that comes is kept" in said[0]
    said.clear()
    ask(window, studio, 2)
    queue.view.selectAll()
    window.room.actions["queue-cancel"].trigger()
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("3 jobs were not cancelled and go on.")


def test_pausing_is_said_and_ended(window: StudioWindow, studio: Studio, queue: Queue) -> None:
    studio.jobs.start()
    window.room.bridge.flush()
    assert queue.turn.text() == "Pause"
    queue.turn.click()
    window.room.bridge.flush()
    assert studio.jobs.paused is not None
    assert queue.banner.isVisible()
    assert queue.note == "paused"
    queue.go_on.click()
    QApplication.processEvents()
    wait_for(lambda: studio.jobs.paused is None)
    window.room.bridge.flush()
    assert not queue.banner.isVisible()
    studio.jobs.close()


def wait_for(true: Callable[[], bool]) -> None:
    end = monotonic() + 3
    while not true():
        assert monotonic() < end
        QApplication.processEvents()


def test_what_was_cut_off_waits_for_a_word(qapp: QApplication, program: Program, studio: Studio) -> None:
    jobs = studio.jobs.add(shots=studio.plan.shots()[:2])
    studio.store.write(lambda writer: writer.move_job(jobs[0].id, S.RESERVED, expect=S.QUEUED))
    program._queue = True
    program.show_studio(studio)
    wait_for(lambda: studio.jobs.running)
    qapp.processEvents()
    assert program.room is not None
    assert program.window is not None
    program.room.bridge.flush()
    queue = program.window.pages["queue"]
    assert isinstance(queue, Queue)
    assert studio.jobs.paused is not None
    assert queue.banner.text() == "Fourbeat was cut off. 2 jobs are unfinished: 1 was at work and 1 waiting."
    assert {job.state for job in studio.jobs.all()} == {S.QUEUED}


@pytest.mark.parametrize(
    ("paused", "said"),
    [
        (True, "The queue was left paused. 2 jobs wait for your word."),
        (False, "Fourbeat was cut off. 2 jobs are unfinished: 2 waiting."),
    ],
)
def test_what_only_waited_waits_on_after_a_pause_or_a_kill(
    qtbot: QtBot, program: Program, studio: Studio, paused: bool, said: str
) -> None:
    studio.jobs.start()
    if paused:
        studio.jobs.pause()
    left = studio.folder / "cache" / "queue"
    killed = left.read_bytes()
    studio.jobs.close()
    studio.jobs.add(shots=studio.plan.shots()[:2])
    studio.close()
    # A killed program takes nothing away.
    left.write_bytes(killed)
    program._queue = True
    assert program.open(studio.folder)
    assert program.room is not None
    assert program.window is not None
    again = program.room.studio
    qtbot.waitUntil(lambda: again.jobs.running, timeout=5000)
    queue = program.window.pages["queue"]
    assert isinstance(queue, Queue)
    program.room.bridge.flush()
    assert again.jobs.paused is not None
    assert queue.banner.text() == said
    qtbot.wait(300)
    assert {job.state for job in again.jobs.all()} == {S.QUEUED}


def test_a_pause_outlives_a_clean_end_and_a_word_ends_it(studio: Studio) -> None:
    studio.jobs.start()
    studio.jobs.pause()
    studio.close()
    with open_studio(studio.folder, studio.desk) as again:
        again.jobs.add(shots=again.plan.shots()[:1])
        assert again.jobs.left is Left.PAUSED
        again.jobs.start(paused=True)
        again.jobs.resume()
    with open_studio(studio.folder, studio.desk) as last:
        assert last.jobs.left is None


def test_the_bar_on_top_counts_as_the_queue_does(
    window: StudioWindow, studio: Studio, queue: Queue, move: Callable[..., None]
) -> None:
    job = ask(window, studio, 3)[0]
    studio.jobs.start(paused=True)
    move(job, S.RESERVED)
    window.room.bridge.flush()
    assert window.topbar.state.text() == "Paused, 1 running, 2 waiting"
    assert queue.note == "1 running · 2 waiting · paused"


def test_a_low_dock_scrolls_its_rows_and_not_the_page(
    window: StudioWindow, studio: Studio, queue: Queue, qtbot: QtBot
) -> None:
    ask(window, studio, 5)
    studio.jobs.start(paused=True)
    window.resize(1440, 900)
    window.workspace("review")
    window.reset()
    window.room.bridge.flush()
    assert queue.banner.isVisible()
    page = window.panels["queue"].findChild(Frame)
    assert isinstance(page, Frame)
    qtbot.wait(200)
    assert page.verticalScrollBar().maximum() == 0
    assert queue.view.verticalScrollBar().maximum() > 0
    studio.jobs.close()


def test_closing_asks_once_while_something_is_made(
    window: StudioWindow,
    studio: Studio,
    queue: Queue,
    move: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    answer = [False]

    def leave(_room: object, working: int, _parent: object) -> bool:
        asked.append(working)
        return answer[0]

    monkeypatch.setattr(queue_page, "may_leave", leave)
    job = ask(window, studio)[0]
    studio.jobs.start(paused=True)
    move(job, S.RESERVED)
    assert not window.close()
    assert window.isVisible()
    answer[0] = True
    assert window.may_close()
    assert window.may_close()
    assert asked == [1, 1]
    assert queue.may_close()


def test_the_end_of_a_batch_is_announced(
    window: StudioWindow,
    studio: Studio,
    queue: Queue,  # noqa: ARG001
    move: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(window, "announce", said.append)
    first, second = ask(window, studio, 2)
    why = message("queue.failed-there", provider="animatic")
    move(first, S.RESERVED, S.FAILED, why=why, failure=Failure.SERVER)
    assert said == []
    move(second, S.RESERVED, S.FAILED, why=why, failure=Failure.SERVER)
    assert said == ["The queue is done: 2 failed."]


def test_a_finished_job_fills_the_board(
    window: StudioWindow, studio: Studio, queue: Queue, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way once, on the queue's own thread: asked for, drawn, chosen, announced."""
    said: list[str] = []
    monkeypatch.setattr(window, "announce", said.append)
    shot = studio.plan.shots()[0]
    studio.shots.edit(
        shot=shot, brief=studio.shots.written(shot).model_copy(update={"seconds": "0.25"}), folder=studio.folder
    )
    studio.jobs.add(shots=[studio.plan.shots()[0]])
    studio.jobs.start()
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == ["The queue is done: 1 take is ready."]
    assert studio.plan.shots()[0].take is not None
    assert queue.jobs.states[S.DONE] == 1
    assert threading.current_thread() is threading.main_thread()
    studio.jobs.close()


def test_very_many_jobs_are_followed_a_few_at_a_time(
    window: StudioWindow, studio: Studio, queue: Queue, qtbot: QtBot
) -> None:
    jobs = [job.id for job in studio.jobs.add(shots=studio.plan.shots(), takes=40)]
    window.room.bridge.flush()
    assert queue.jobs.late
    qtbot.waitUntil(lambda: not queue.jobs.late and queue.jobs.rowCount() == 200)
    queue.view.selectAll()
    assert queue.jobs.chosen_states == {S.QUEUED: 200}
    given = {"expect": S.QUEUED, "why": message("queue.cancelled"), "not_before": None}
    studio.store.write(lambda writer: writer.move_jobs(jobs[:150], S.CANCELLED, **given))
    window.room.bridge.flush()
    # One job that moves meanwhile is followed at once, and not a second time with older news.
    studio.store.write(lambda writer: writer.move_job(jobs[0], S.QUEUED, expect=S.CANCELLED))
    window.room.bridge.flush()
    assert queue.jobs.place(queue.jobs.row_of(jobs[0]) or 0).state is S.QUEUED
    qtbot.waitUntil(lambda: not queue.jobs.late)
    assert (queue.jobs.states[S.QUEUED], queue.jobs.states[S.CANCELLED]) == (51, 149)
    assert (queue.jobs.chosen_states[S.QUEUED], queue.jobs.chosen_states[S.CANCELLED]) == (51, 149)
    assert len(queue.view.selectionModel().selectedIndexes()) == 200
    assert [place.id for place in queue.jobs.waiting_places()] == [jobs[0], *jobs[150:]]
    assert sum(1 for one in queue.jobs.places() if one.state is S.QUEUED) == 51


def test_only_jobs_whose_rows_are_drawn_are_read(
    window: StudioWindow, studio: Studio, queue: Queue, qtbot: QtBot
) -> None:
    studio.jobs.add(shots=studio.plan.shots(), takes=40)
    window.room.bridge.flush()
    qtbot.waitUntil(lambda: queue.jobs.rowCount() == 200)
    queue.view.viewport().repaint()
    assert queue.jobs.rowCount() == 200
    assert 0 < len(queue.jobs._jobs) < 50
    queue.view.scrollToBottom()
    queue.view.viewport().repaint()
    assert queue.jobs.job(199).id in queue.jobs._jobs
    assert len(queue.jobs._jobs) < 100


def test_two_hundred_running_jobs_are_followed(
    window: StudioWindow, studio: Studio, queue: Queue, move: Callable[..., None]
) -> None:
    jobs = studio.jobs.add(shots=studio.plan.shots(), takes=40)
    window.room.bridge.flush()
    while queue.jobs.late:
        QApplication.processEvents()
    assert len(jobs) == 200
    for job in jobs:
        move(job, S.RESERVED)
    queue.view.viewport().repaint()
    for share in (0.25, 0.5):
        for job in jobs:
            window.room.bridge.progress.emit(job.id, share)
        queue.view.viewport().repaint()
        queue._tick()
        assert queue.view.model().index(0, 0).data(Role.PROGRESS) == share
    move(jobs[0], S.SENDING)
    assert queue.note == "200 running"


@pytest.mark.parametrize("language", [*LANGUAGES, "qps"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_nameless_or_cut_off(
    program: Program, window: StudioWindow, studio: Studio, qtbot: QtBot, language: str, percent: int
) -> None:
    studio.jobs.add(shots=studio.plan.shots()[:2])
    studio.jobs.start(paused=True)
    program.look.resize(percent)
    program.speak(language)
    qtbot.waitUntil(lambda: program.window is not window and program.window is not None)
    assert program.window is not None
    program.window.resize(1366, 768)
    program.window.show_dock("queue")
    queue = program.window.pages["queue"]
    qtbot.waitExposed(program.window)
    assert queue.isVisible()
    assert not nameless(queue)
    assert not clipped(queue)
    studio.jobs.close()


def test_a_read_only_project_says_so(qapp: QApplication, program: Program, studio: Studio, tmp_path: Path) -> None:
    from fourbeat.studio.opening import open_studio

    studio.close()
    shown = open_studio(tmp_path / "film", program.desk, write=False)
    program.show_studio(shown)
    qapp.processEvents()
    assert program.window is not None
    queue = program.window.pages["queue"]
    assert isinstance(queue, Queue)
    program.window.show_dock("queue")
    assert "read only" in queue.banner.text()
    assert not queue.go_on.isVisible()
    assert not queue.turn.isEnabled()
