"""What one program of ours asks of another that holds the project: show yourself, pause, cancel, spend no more."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.errors import FourbeatError, NotFound
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, JobState
from fourbeat.store import Call, Store, calls

from .call_seals import Seal
from .money_calls import BUDGET, PATIENCE, answered_to

if TYPE_CHECKING:
    from .studio import Studio

SHOW, PAUSE, RESUME, CANCEL, CHECK = "show", "pause", "resume", "cancel", "check"
STOP_SPENDING = "stop-spending"
_QUEUE = frozenset({PAUSE, RESUME, CANCEL, CHECK, STOP_SPENDING, BUDGET})
_GLANCE = 0.25

_log = logging.getLogger(__name__)


def held(folder: Path) -> bool:
    """Tell whether some process writes the project at this moment."""
    return Store.busy(folder) is not None


def show(folder: Path) -> bool:
    """Ask the window that has a project open to come to the front; True once it will."""
    return _ask(folder, Call(SHOW))


def pause(folder: Path) -> None:
    """Ask whoever runs a project's queue to start nothing new. Raises NotFound where nobody does."""
    _must(folder, Call(PAUSE))


def resume(folder: Path) -> None:
    """Ask whoever runs a project's queue to go on. Raises NotFound where nobody does."""
    _must(folder, Call(RESUME))


def cancel(folder: Path, jobs: Sequence[Id]) -> bool:
    """Ask whoever runs a project's queue to cancel jobs; False where nobody answers."""
    return _ask(folder, Call(CANCEL, tuple(jobs)))


def check(folder: Path, jobs: Sequence[Id]) -> bool:
    """Ask whoever runs a project's queue to look for jobs that may have arrived; False where nobody answers."""
    return _ask(folder, Call(CHECK, tuple(jobs)))


def stop_spending(folder: Path, *, reason: str, by: str) -> bool:
    """Ask whoever holds a project to stop all spending at once; False where nobody answers."""
    return _ask(folder, Call(STOP_SPENDING, text=reason, by=by))


def _must(folder: Path, call: Call) -> None:
    if not _ask(folder, call):
        raise NotFound("queue.nobody-runs", folder=str(folder))


def _ask(folder: Path, call: Call) -> bool:
    try:
        return held(folder) and calls.leave(folder, call, patience=PATIENCE)
    except FourbeatError:
        # A folder that takes no files takes no calls either; whoever holds the project is named instead.
        return False


class Calls:
    """Answer what is asked of this process while it holds the project, on a thread of its own."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._shown: Callable[[], None] | None = None
        self._listeners = 0
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._seal = Seal(studio.desk.home, studio.folder)

    def listen(self, shown: Callable[[], None] | None = None) -> None:
        """Answer from now on; with `shown`, which is called from another thread, also to being asked to come forward.

        A project that is only read answers nothing: another process may hold it.
        """
        with self._lock:
            self._shown = shown or self._shown
            self._listeners += 1
            if self._thread is None and not self._studio.store.read_only:
                self._ended.clear()
                try:
                    self._seal.make()
                except FourbeatError as error:
                    # Without one, what is said about money from elsewhere is refused, and the holder named.
                    _log.warning("calls about money cannot be answered: %s", error)
                self._thread = threading.Thread(target=self._work, name="calls", daemon=True)
                self._thread.start()

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Answer while something runs."""
        self.listen()
        try:
            yield
        finally:
            with self._lock:
                self._listeners -= 1
                last = not self._listeners
            if last:
                self.close()

    def close(self) -> None:
        """Answer nothing more."""
        with self._lock:
            thread, self._thread = self._thread, None
            self._listeners, self._shown = 0, None
            self._ended.set()
        if thread is not None:
            self._seal.drop()
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _work(self) -> None:
        while not self._ended.wait(_GLANCE):
            words = _QUEUE | ({SHOW} if self._shown is not None else set())
            for call in calls.take(self._studio.folder, words):
                self._answer(call)

    def _answer(self, call: Call) -> None:
        jobs = self._studio.jobs
        try:
            match call.word:
                case "show":
                    if self._shown is not None:
                        self._shown()
                case "pause":
                    jobs.pause()
                case "resume":
                    jobs.resume()
                case "cancel":
                    self._cancel(call)
                case "budget":
                    answered_to(self._studio, call, self._seal)
                case "stop-spending":
                    self._studio.budget.stop(reason=call.text, by=call.by)
                case "check":
                    unsure = [job for job in jobs.all() if job.id in call.jobs and job.state is JobState.UNKNOWN]
                    jobs.check(jobs=unsure)
        except Exception:
            _log.exception("a call could not be answered: %s", call.word)

    def _cancel(self, call: Call) -> None:
        some = [place.id for place in self._studio.store.places(frozenset(JobState) - ENDED, ids=call.jobs)]
        for answer in self._studio.jobs.call_off(jobs=some).values():
            # Whoever asked sees how it stands.
            _log.info("not cancelled: %s", answer)
