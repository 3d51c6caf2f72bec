"""The compare page: the screen with both takes, what moves them, and what changed between them in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QCursor, QHideEvent, QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from fourbeat.model.ids import Id

from ..action_button import ActionButton
from ..labels import Label
from ..panel import Empty, Page
from ..player.deck import NoBackend
from ..player.scrubber import Scrubber
from ..room import Room
from ..takes.details import Compared
from ..takes.model import take_list
from .bar import Bar
from .decks import Decks
from .pair import Mode, pair
from .screen import Screen

_TOOLS = ("compare-wipe", "compare-side", "compare-difference")


class Compare(Page):
    """Compare two takes of a shot, frame by frame."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.pair = pair(room)
        self.screen_ = Screen(room, self.pair)
        self.scrubber = Scrubber(room, self.pair)
        self.bar = Bar(room, self.pair)
        self.words = Compared(room, self)
        self.empty = Empty(room, "", "queue-take", self)
        self.no_shot = Label(room.look, room.say("compare.no-shot"), tone="text-soft")
        self.no_shot.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.no_shot.setWordWrap(True)
        room.name(self.screen_, "compare.screen")
        room.name(self.scrubber, "compare.scrub")
        self.screen_.setToolTip("")
        self.decks: Decks | None = None
        self._hopeless = False
        self._loaded: tuple[Id, Id] | None = None
        self._told_held = ""
        room.shots.withdrawn_turned.connect(self._load)
        self._lay_out()
        both = self.pair
        both.watched = self.isVisible
        both.pointed = self._pointed
        both.changed.connect(self._others)
        both.dressed.connect(self._tell)
        both.sought.connect(self._seek)
        both.speed_changed.connect(self._run)
        both.marked.connect(self._sound)
        self.screen_.pressed.connect(both.toggle)
        take_list(room).modelReset.connect(self._fill)
        room.thumbs.ready.connect(self._arrived)
        self._fill()

    def tools(self) -> QWidget | None:
        """Give the ways of comparing."""
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.room.theme.space("xs"))
        for identity in _TOOLS:
            line.addWidget(ActionButton(self.room, identity))
        return box

    def showEvent(self, event: QShowEvent) -> None:
        """Open both takes once somebody looks, after the window has drawn itself."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._load)
        self.room.actions.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still when nobody looks, and let go of the files when the window itself goes."""
        super().hideEvent(event)
        self.pair.run(0)
        if self.decks is not None and not event.spontaneous() and not self.window().isVisible():
            self.decks.close()
            self._loaded = None
        QTimer.singleShot(0, self.room.actions, self.room.actions.refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words beside the pictures where there is room, else below."""
        super().resizeEvent(event)
        self._turn()

    # Inside

    def _lay_out(self) -> None:
        film = QWidget()
        lines = QVBoxLayout(film)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.screen_, 1)
        lines.addWidget(self.scrubber)
        lines.addWidget(self.bar)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(film)
        self._split.addWidget(self.words)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.setCollapsible(0, False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        for widget in (self._split, self.empty, self.no_shot):
            outer.addWidget(widget, 1)

    def _turn(self) -> None:
        wide = self.width() >= 2 * self.room.theme.size("inspector")
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._split.orientation() != way or not self._split.property("turned"):
            self._split.setOrientation(way)
            self._split.setProperty("turned", True)
            whole = self.width() if wide else self.height()
            self._split.setSizes([whole * 7 // 10, whole * 3 // 10])

    def _fill(self) -> None:
        some, shot = self.pair.takes is not None, take_list(self.room).shot
        self._split.setVisible(some)
        self.no_shot.setVisible(not some and shot is None)
        self.empty.setVisible(not some and shot is not None)
        if shot is not None and not some:
            self.empty.text.setText(self.room.say("compare.few", shot=shot.number))
        self.setFocusProxy(self.screen_ if some else self.empty if shot is not None else self.no_shot)
        if self.pair.takes is not None:
            self.words.show_takes(*self.pair.takes)
        self._tell()

    def _others(self) -> None:
        self._fill()
        self._load()
        self.room.actions.refresh()

    def _load(self) -> None:
        """Open the takes that are compared now."""
        takes = self.pair.takes
        if takes is None or not self.isVisible():
            return
        wanted = takes[0].id, takes[1].id
        held = self._held()
        if wanted == self._loaded and held == self._told_held:
            return
        self._loaded, self._told_held = wanted, held
        self.screen_.pictures = None
        self._still()
        self._tell()
        if held:
            self.pair.run(0)
            if self.decks is not None:
                self.decks.close()
            return
        if self._ready() and self.decks is not None:
            self.decks.load()
            self._sound()

    def _ready(self) -> bool:
        if self.decks is None and not self._hopeless:
            try:
                self.decks = Decks(self.room, self.pair, self)
            except NoBackend:
                self._hopeless = True
                self.screen_.tell(self.room.say("player.no-backend"))
                return False
            self.decks.shown.connect(self._shown)
            self.decks.stopped.connect(self._stopped)
            self.decks.broke.connect(
                lambda text: self.screen_.tell(self.room.say("compare.broke", detail=text.rstrip(".")))
            )
        return self.decks is not None

    def _still(self) -> None:
        """Show the takes' own small pictures until their frames come."""
        takes, screen = self.pair.takes, self.screen_
        if takes is None or screen.pictures is not None:
            return
        screen.ghost = bool(self._told_held)
        screen.tell(self._told_held)
        if self._told_held:
            return
        size = screen.places()[0].size().toSize().expandedTo(QSize(1, 1))
        found = [self.room.thumbs.picture(take.id, size, screen.devicePixelRatioF()) for take in takes]
        if found[0] is not None and found[1] is not None:
            screen.show_pictures(found[0].toImage(), found[1].toImage())

    def _held(self) -> str:
        """Say which of the two may not be shown, "" where both may."""
        takes, say = self.pair.takes or (), self.room.say
        gone = self.room.studio.withdrawn.takes()
        names = tuple(say("board.t", number=take.number) for take in takes if take.id in gone)
        return say("compare.withdrawn", takes=names) if names else ""

    def _arrived(self, take: Id) -> None:
        if self._loaded is not None and take in self._loaded:
            self._still()

    # What the takes do

    def _seek(self, frame: int) -> None:
        if self.decks is not None and self._loaded is not None and not self._told_held:
            self.decks.seek(frame)

    def _run(self, speed: int) -> None:
        if speed and self._told_held:
            self.pair.run(0)
            return
        if not self._told_held and self.decks is not None and self._loaded is not None:
            self.decks.run(speed)
        say = self.room.say
        if speed == 0:
            words = say("player.stands", time=self.pair.timecode())
        elif speed == 1:
            words = say("player.plays")
        else:
            words = say("player.plays-at", speed=speed)
        if self.isVisible():
            self.room.stage.announce(words)
            self._measure()
        self.room.actions.refresh()

    def _shown(self, frame: int, before: QImage, after: QImage) -> None:
        self.screen_.show_pictures(before, after)
        self.screen_.tell("")
        both = self.pair
        if not both.plays:
            self._measure()
            return
        both.arrive(frame)
        first, last = both.span
        if both.speed > 0 and frame >= last:
            self._around(first)
        elif both.speed < 0 and frame <= first:
            both.run(0)

    def _around(self, first: int) -> None:
        if self.pair.loops:
            self.pair.seek(first)
        else:
            self.pair.run(0)

    def _stopped(self) -> None:
        both = self.pair
        if both.speed > 0 and both.loops:
            both.seek(both.span[0])
            return
        both.run(0)

    def _sound(self) -> None:
        if self.decks is not None:
            self.decks.set_volume(0.0 if self.pair.muted else 1.0)

    # What is said

    def _pointed(self) -> QPointF | None:
        point = self.screen_.mapFromGlobal(QPointF(QCursor.pos()))
        return self.screen_.spot(point) if self.screen_.rect().contains(point.toPoint()) else None

    def _measure(self) -> None:
        """Say in figures how much of the picture differs, where that is what is looked at."""
        shows = self.pair.mode is Mode.DIFFERENCE and not self.pair.plays
        self.bar.tell_difference(self.screen_.difference() if shows else None)

    def _tell(self) -> None:
        takes, say = self.pair.takes, self.room.say
        if takes is None:
            return
        names = {"before": say("board.t", number=takes[0].number), "after": say("board.t", number=takes[1].number)}
        match self.pair.mode:
            case Mode.WIPE:
                words = say("compare.tell-wipe", percent=round(100 * self.pair.line), **names)
            case Mode.SIDE:
                words = say("compare.tell-side", **names)
            case Mode.DIFFERENCE:
                words = say("compare.tell-difference", **names)
        self.screen_.setAccessibleDescription(self._told_held or words)
        self._measure()
