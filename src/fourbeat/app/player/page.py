"""The player's page: it shows the reel as it stands, and says so calmly where that takes a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fourbeat.model.edit import Changes
from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.studio.proxy import Preparing, Proxy
from fourbeat.studio.timeline import Timeline

from ..panel import Page
from ..room import Room
from .controls import Controls
from .deck import Deck, NoBackend
from .screen import Screen
from .scrubber import Scrubber
from .transport import transport

_CALM = 1200
"""Milliseconds without another change before a new film is made."""


class Player(Page):
    """Play the film."""

    news = Signal(object)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.transport = transport(room)
        self.screen_ = Screen(room)
        self.scrubber = Scrubber(room, self.transport)
        self.controls = Controls(room, self.transport)
        self.setFocusProxy(self.screen_)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.screen_, 1)
        lines.addWidget(self.scrubber)
        lines.addWidget(self.controls)
        self.deck: Deck | None = None
        self.proxy: Proxy | None = None
        self._hopeless = False
        self._stale = True
        self._same = False
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self.prepare)
        self.news.connect(self.hear, Qt.ConnectionType.QueuedConnection)
        self._end: Callable[[], None] = room.studio.proxies.subscribe(self.news.emit)
        self.destroyed.connect(self._end)
        moves = self.transport
        moves.watched = self.isVisible
        moves.sought.connect(self._seek)
        moves.speed_changed.connect(self._run)
        moves.relaid.connect(self._relay)
        self.controls.volume_changed.connect(lambda loud: self.deck.set_volume(loud) if self.deck else None)
        self.screen_.pressed.connect(moves.toggle)
        room.bridge.changed.connect(self._changed)
        room.thumbs.ready.connect(self._arrived)
        room.name(self.screen_, "player.screen")

    def prepare(self) -> None:
        """Have the film made as it stands now."""
        self._calm.stop()
        reel = self.transport.reel
        if reel is None or not self.transport.timeline.frames:
            self.proxy = None
            self.screen_.picture = None
            self._tell_still()
            return
        if self.isVisible() and self._ready():
            self.room.studio.proxies.want(reel)
            self._tell_still()

    def hear(self, news: Proxy | Preparing | FourbeatError) -> None:
        """Take in what the making of the film tells."""
        if isinstance(news, Preparing):
            self._tell_progress(news)
        elif isinstance(news, Proxy):
            self._load(news)
        else:
            self.screen_.tell(badge="", word=self.room.words(news.message))

    def showEvent(self, event: QShowEvent) -> None:
        """Prepare the film once somebody looks, after the window has drawn itself."""
        super().showEvent(event)
        if self._stale:
            self._tell_still()
            QTimer.singleShot(0, self, self.prepare)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still when nobody looks, and let go of the film when the window itself goes."""
        super().hideEvent(event)
        self.transport.run(0)
        if self.deck is not None and not event.spontaneous() and not self.window().isVisible():
            self.deck.close()
            self.proxy, self._stale = None, True

    # What the film does

    def _ready(self) -> bool:
        """Make the deck at its first need; a system without one is told once, in one sentence."""
        if self.deck is None and not self._hopeless:
            try:
                self.deck = Deck(self)
            except NoBackend:
                self._hopeless = True
                self._tell_still()
                return False
            self.deck.shown.connect(self._shown)
            self.deck.stopped.connect(self._stopped)
            self.deck.broke.connect(lambda text: self.screen_.tell(word=self.room.say("player.broke", detail=text)))
        return self.deck is not None

    def _load(self, proxy: Proxy) -> None:
        self._stale = False
        if not self._ready() or self.deck is None:
            return
        if self.proxy is None or proxy.key != self.proxy.key:
            speed = self.transport.speed
            self.proxy = proxy
            self._relay()
            at = self._in_proxy(self.transport.frame)
            self.deck.load(proxy, at if at is not None else 0)
            self.deck.run(speed)
        self.screen_.tell(badge="", word="")

    def _relay(self) -> None:
        self._same = self.proxy is not None and _shape(self.proxy.timeline) == _shape(self.transport.timeline)
        if not self.transport.timeline.frames:
            self.prepare()

    def _in_proxy(self, frame: int) -> int | None:
        if self.proxy is None:
            return None
        return frame if self._same else self.transport.timeline.carried(frame, self.proxy.timeline)

    def _seek(self, frame: int) -> None:
        at = self._in_proxy(frame)
        if at is None or self.deck is None:
            self.screen_.picture = None
            self._tell_still()
        else:
            self.deck.seek(at)

    def _run(self, speed: int) -> None:
        if self.deck is not None:
            self.deck.run(speed)
        say = self.room.say
        if speed == 0:
            words = say("player.stands", time=self.transport.timecode())
        elif speed == 1:
            words = say("player.plays")
        else:
            words = say("player.plays-at", speed=speed)
        self.screen_.setAccessibleDescription(words)
        self.room.stage.announce(words)

    def _shown(self, number: int, picture: QImage) -> None:
        self.screen_.show_picture(picture)
        moves = self.transport
        if self.proxy is None or not moves.plays:
            return
        frame = number if self._same else self.proxy.timeline.carried(number, moves.timeline)
        if frame is None:
            return
        moves.arrive(frame)
        first, last = moves.span
        if moves.speed > 0 and frame >= last:
            self._around(first)
        elif moves.speed < 0 and frame <= first:
            moves.run(0)

    def _around(self, first: int) -> None:
        if self.transport.loops:
            self.transport.seek(first)
        else:
            self.transport.run(0)

    def _stopped(self) -> None:
        moves = self.transport
        if moves.speed > 0 and moves.loops:
            moves.seek(moves.span[0])
            self._run(moves.speed)
            return
        moves.run(0)
        self._seek(moves.frame)

    # What is said

    def _tell_progress(self, news: Preparing) -> None:
        percent = round(100 * news.done)
        if news.label:
            text = self.room.say("player.preparing", number=news.label, percent=percent)
        else:
            text = self.room.say("player.joining", percent=percent)
        if self.screen_.picture is not None:
            text = self.room.say("player.older", doing=text)
        self.screen_.tell(badge=text)

    def _tell_still(self) -> None:
        """Show the shot's own picture while there is no film of it yet."""
        place, screen = self.transport.place, self.screen_
        if place is None:
            screen.poster, screen.ghost = None, ""
            screen.tell(badge="", word=self.room.say("player.empty"))
            return
        block = self.transport.timeline.blocks[place]
        size = QSize(screen.frame().size())
        ratio = screen.devicePixelRatioF()
        screen.poster = self.room.thumbs.picture(block.take, size, ratio) if block.take else None
        screen.ghost = self.room.say("reel.ghost", number=block.label)
        screen.tell(word=self.room.say("player.no-backend") if self._hopeless else "")
        screen.update()

    def _arrived(self, take: Id) -> None:
        place = self.transport.place
        if self.screen_.picture is None and place is not None and self.transport.timeline.blocks[place].take == take:
            self._tell_still()

    def _changed(self, changes: Changes) -> None:
        plan = changes.project or changes.sequences or changes.scenes or changes.shots or changes.reels
        if plan or changes.takes or changes.rights or changes.cast or changes.places:
            self._stale = True
            if self.isVisible():
                self._calm.start()


def _shape(timeline: Timeline) -> list[tuple[Id, int, int]]:
    return [(block.shot, block.inner, block.frames) for block in timeline.blocks]
