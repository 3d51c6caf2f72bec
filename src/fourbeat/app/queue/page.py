"""The queue's page: how the queue stands, its jobs, and the whole story of the one that is looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, JobState, Place
from fourbeat.model.request import StillRequest
from fourbeat.studio.left import Left

from ..action_button import ActionButton
from ..hands.drops import ClipDrops
from ..hands.strip import OrderStrip
from ..hands.whose import Aim
from ..labels import Label
from ..panel import Empty, Page
from ..room import Room
from .deeds import ABOUT, CHOSEN, QUEUE, goes, put, turn, turn_text
from .leaving import may_leave
from .model import job_list
from .row import JobRow, JobView
from .story import at_work, why
from .story_sheet import in_short
from .unsure import UnsureStrip
from .wrap_sheet import Returning

_TICK = 1000


class Queue(Page):
    """Show what is being made, what waits, and what became of the rest."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.jobs = job_list(room)
        self.view = JobView(self)
        self.view.setModel(self.jobs)
        self.view.setItemDelegate(JobRow(room, self.view))
        self.view.setMouseTracking(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        if not room.studio.store.read_only:
            self.view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
            self.view.setDragDropOverwriteMode(False)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.doubleClicked.connect(lambda _index: room.actions["queue-show"].trigger())
        room.name(self.view, "queue-dock.name")
        self.view.setToolTip("")
        self.setFocusProxy(self.view)
        self.setAutoFillBackground(True)
        self.banner, self.go_on = Label(room.look), QPushButton()
        self.banner.setWordWrap(True)
        self.go_on.setText(room.say("queue-dock.resume"))
        self.go_on.setProperty("primary", True)
        self.go_on.clicked.connect(lambda: turn(room))
        self.story = Label(room.look, size="caption", tone="text-soft")
        self.story.setWordWrap(True)
        self.story.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.order, self.unsure = OrderStrip(room), UnsureStrip(room)
        self.order.hide()
        self.unsure.hide()
        ClipDrops(room, self.view.viewport(), self._aimed, stills=True)
        self._lay_out()
        self._left = self._cut_off()
        self._open = {place.id for place in self.jobs.places() if place.state not in ENDED}
        self._ended: Counter[JobState] = Counter()
        self.returning = Returning(room, self)
        self.jobs.followed.connect(self._hear)
        room.bridge.paused.connect(self._turned)
        self.view.selectionModel().selectionChanged.connect(self._chosen)
        self.view.selectionModel().currentChanged.connect(self._tell_story)
        self.jobs.modelReset.connect(self._again)
        self.jobs.dropped.connect(self._put)
        room.look.changed.connect(self._dress)
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK)
        self._ticks.timeout.connect(self._tick)
        self._ticks.start()
        self._dress()
        self._fill()
        self._turned()

    def tools(self) -> QWidget | None:
        """Give the buttons for the queue and for the chosen jobs."""
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.room.theme.space("xs"))
        self.turn = QToolButton()
        self.turn.setProperty("flat", True)
        self.turn.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.turn.clicked.connect(self.room.actions["queue-pause"].trigger)
        line.addWidget(self.turn)
        for identity in CHOSEN:
            line.addWidget(ActionButton(self.room, identity))
        self._turned()
        return box

    def may_close(self) -> bool:
        """Ask before what is being made is stopped."""
        jobs = self.room.studio.jobs
        # The rows may not have heard yet of what has just begun.
        working = jobs.working if jobs.running else 0
        return not working or may_leave(self.room, working, self)

    def sizeHint(self) -> QSize:
        """Wish for the width of the panels above."""
        theme = self.room.theme
        return QSize(theme.size("inspector"), theme.size("bottom"))

    def heightForWidth(self, width: int) -> int:
        """Ask for a few rows only: a low dock scrolls its rows, not the page around them."""
        return self._outer.minimumHeightForWidth(width)

    def showEvent(self, event: QShowEvent) -> None:
        """Say how many jobs there are once the title can show it."""
        super().showEvent(event)
        self._note()

    # Inside

    def _lay_out(self) -> None:
        self._strip = QWidget()
        self._strip_line = QHBoxLayout(self._strip)
        self._strip_line.addWidget(self.banner, 1)
        self._strip_line.addWidget(self.go_on)
        self._full = QWidget()
        self._lines = QVBoxLayout(self._full)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(self.view, 1)
        self._lines.addWidget(self.story)
        self._lines.addWidget(self.order)
        self._lines.addWidget(self.unsure)
        self.empty = Empty(self.room, self.room.say("queue-dock.empty"), "queue-take", self)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._strip)
        outer.addWidget(self._full, 1)
        outer.addWidget(self.empty, 1)

    def _cut_off(self) -> str:
        """Say what an earlier run left unfinished, where one was cut off."""
        jobs, say = self.room.studio.jobs, self.room.say
        if jobs.running:
            return ""
        counts = jobs.counts()
        numbers = {
            "queue-dock.found-working": jobs.working,
            "queue-dock.found-unknown": counts.get(JobState.UNKNOWN, 0),
        }
        waits = counts.get(JobState.QUEUED, 0)
        if jobs.left is Left.PAUSED and not any(numbers.values()):
            return say("queue-dock.found-paused", n=waits)
        if jobs.left is None and not any(numbers.values()):
            return ""
        numbers["queue-dock.waiting"] = waits
        parts = tuple(say(code, n=number) for code, number in numbers.items() if number)
        return say("queue-dock.found", n=sum(numbers.values()), parts=parts)

    def _hear(self, changed: Collection[Id]) -> None:
        for one in changed:
            if (place := self.jobs.place_of(one)) is not None:
                self._follow(place)
        if self.jobs.late:
            return
        self._fill()
        self._refresh()
        self._tell_story()
        if not self.jobs.unfinished:
            self._tell_end()

    def _follow(self, job: Place) -> None:
        if job.state not in ENDED:
            self._open.add(job.id)
        elif job.id in self._open:
            self._open.discard(job.id)
            if job.state is not JobState.DONE or job.take is not None:
                self._ended[job.state] += 1

    def _tell_end(self) -> None:
        """Say once what became of everything that was asked for."""
        ready, failed = self._ended[JobState.DONE], self._ended[JobState.FAILED]
        self._ended.clear()
        say = self.room.say
        parts = [say("queue-dock.ready", n=ready)] if ready else []
        parts += [say("queue-dock.failed", n=failed)] if failed else []
        if parts:
            self.returning.over(say("queue-dock.over", parts=tuple(parts)))

    def _fill(self) -> None:
        some = self.jobs.rowCount() > 0
        self._full.setVisible(some)
        self.empty.setVisible(not some)
        self.setFocusProxy(self.view if some else self.empty)
        self._note()

    def _tick(self) -> None:
        """Let the clocks of what is at work go on: those rows stand on top."""
        working = self.jobs.working
        if working and self.isVisible():
            last = self.view.visualRect(self.jobs.index(working - 1))
            self.view.viewport().update(self.view.visualRect(self.jobs.index(0)).united(last))

    def _note(self) -> None:
        say, jobs = self.room.say, self.jobs
        numbers = {
            "queue-dock.running": jobs.working,
            "queue-dock.hands": jobs.hands,
            "queue-dock.waiting": jobs.waiting,
            "queue-dock.failed": jobs.states[JobState.FAILED],
        }
        parts = [say(code, n=number) for code, number in numbers.items() if number]
        if self.room.studio.jobs.paused is not None:
            parts.append(say("queue-dock.paused"))
        self.noted.emit(" · ".join(parts))

    def _turned(self) -> None:
        """Show whether the queue goes, and why not."""
        room = self.room
        paused = room.studio.jobs.paused
        if room.studio.jobs.running and paused is None:
            self._left = ""
        text = ""
        if room.studio.store.read_only:
            text = room.say("queue-dock.read-only")
        elif paused is not None:
            text = self._left or room.words(paused)
        self.banner.setText(text)
        self._strip.setVisible(bool(text))
        self.go_on.setVisible(paused is not None)
        asks = paused is not None and not room.studio.store.read_only
        if hasattr(self, "turn"):
            if asks and self.turn.hasFocus():
                self.view.setFocus()
            self.turn.setVisible(not asks)
            self.turn.setText(room.say("queue-dock.pause" if goes(room) else "queue-dock.resume"))
            side = room.theme.size("icon")
            self.turn.setIconSize(QSize(side, side))
            self.turn.setIcon(room.icons.icon("pause" if goes(room) else "play"))
            self.turn.setAccessibleName(turn_text(room))
            self.turn.setToolTip(room.say("player.tip", action=turn_text(room), keys=room.actions.keys("queue-pause")))
            self.turn.setEnabled(not room.studio.store.read_only)
        self._note()

    def _chosen(self) -> None:
        spans = self.view.selectionModel().selection()
        spans_ = (spans.at(number) for number in range(spans.count()))
        rows = sorted(row for span in spans_ for row in range(span.top(), span.bottom() + 1))
        self.jobs.chosen = tuple(self.jobs.place(row).id for row in rows)
        self._refresh()
        self._tell_story()

    def _refresh(self) -> None:
        for identity in ABOUT:
            action = self.room.actions.table[identity]
            self.room.actions[identity].setEnabled(action.enabled(self.room))

    def _again(self) -> None:
        """Select again what was selected before the rows were laid anew."""
        rows = sorted(row for one in self.jobs.chosen if (row := self.jobs.row_of(one)) is not None)
        spans = QItemSelection()
        for _gap, side in groupby(enumerate(rows), key=lambda one: one[1] - one[0]):
            span = [row for _number, row in side]
            spans.select(self.jobs.index(span[0]), self.jobs.index(span[-1]))
        self.view.selectionModel().select(spans, QItemSelectionModel.SelectionFlag.Select)

    def _tell_story(self) -> None:
        """Write out the reason of the job that is looked at: its row may have had no room for it."""
        index = self.view.currentIndex()
        text, hands, unsure = "", False, False
        if index.isValid() and self.view.selectionModel().isSelected(index):
            job = self.jobs.job(index.row())
            hands = self.room.studio.handwork.waits(job)
            self.order.ask(picture=isinstance(job.request, StillRequest))
            unsure = job.state is JobState.UNKNOWN
            if unsure:
                self.unsure.show_job(job)
            # What an order asks for says its row, and what to do with it the line beneath.
            said = job.why is not None and not hands and not at_work(self.room, job)
            text = why(self.room, job) if said else ""
            text = "\n".join(filter(None, (in_short(self.room, job), text)))
        self.story.setText(text)
        self.story.setVisible(bool(text))
        self.order.setVisible(hands)
        self.unsure.setVisible(unsure)

    def _put(self, jobs: list[Id], before: Id | None) -> None:
        """Put what was dropped before a waiting job, or behind the last."""
        going = set(jobs)
        line = [place.id for place in self.jobs.waiting_places() if place.id not in going]
        if jobs and line:
            put(self.room, jobs, before=before, after=None if before is not None else line[-1])

    def _aimed(self, point: QPoint) -> Aim:
        """Say which order clips are dropped on."""
        index = self.view.indexAt(point)
        job = self.jobs.job(index.row()) if index.isValid() else None
        if job is None or not self.room.studio.handwork.waits(job):
            return Aim()
        return Aim(job=job.id, picture=isinstance(job.request, StillRequest))

    def _menu(self, point: QPoint) -> None:
        menu = self.room.actions.context(QUEUE, self.view)
        menu.exec(self.view.viewport().mapToGlobal(point))
        menu.deleteLater()

    def _dress(self) -> None:
        theme = self.room.theme
        side, edge = theme.space("m"), theme.space("xs")
        self._strip_line.setContentsMargins(side, edge, side, edge)
        self._strip_line.setSpacing(theme.space("s"))
        self.story.setContentsMargins(side, edge, side, edge)
        for strip in (self.order, self.unsure):
            strip.setContentsMargins(side, edge, side, side)
        self.view.setMinimumHeight(theme.size("row"))
        self.view.doItemsLayout()
        self._turned()
