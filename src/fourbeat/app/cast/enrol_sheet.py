"""The sheet that shows one of the cast to a server: what would leave, who is seen in it, and that it costs unknown."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from fourbeat.model.enrolment import Enrolment
from fourbeat.model.errors import FourbeatError
from fourbeat.model.plan import Character, Shot
from fourbeat.model.take import Take
from fourbeat.studio.enrolments import Offer

from ..board.asking import Asking
from ..brief.words import ChoiceField
from ..check import Check
from ..labels import Label
from ..queue.weighing import Weighing
from ..references.taking import beside
from ..rights.area import Area
from ..room import Room

_KILO = 1000


class EnrolSheet(Asking):
    """Choose server and clip; nothing can be sent before rights and budget were asked and a person has agreed."""

    def __init__(self, room: Room, character: Character) -> None:
        super().__init__(room, "act.show-server", "enrol-sheet.go", "enrol-sheet.lead")
        self.character = character
        say, enrolments = room.say, room.studio.enrolments
        self.setWindowTitle(say("enrol-sheet.title", character=character.name))
        known = {one.provider for one in enrolments.known() if one.character == character.id}
        self.places = [one for one in enrolments.places() if one.key not in known]
        self.takes = enrolments.takes(character)
        self.where = ChoiceField(room, "enrol-sheet.where")
        self.where.offer([(place, one.name) for place, one in enumerate(self.places)])
        self.take = ChoiceField(room, "enrol-sheet.take")
        self.take.offer(
            [
                (place, say("enrol-sheet.one", shot=shot.number, number=take.number))
                for place, (shot, take) in enumerate(self.takes)
            ]
        )
        # The newest is the one that was just made for this.
        self.take.choice.setCurrentIndex(len(self.takes) - 1)
        self.told = Label(room.look)
        self.people = Label(room.look, "", "caption", tone="text-soft")
        self.agree = Check(room, say("enrol-sheet.agree"))
        for field in (self.where, self.take):
            field.edited.connect(self._follow)
            field.setEnabled(bool(field.choice.count()))
        for line in (self.told, self.people):
            line.setWordWrap(True)
        inner = QWidget()
        self._rows = QVBoxLayout(inner)
        for widget in (self.where, self.take, self.told, self.people):
            self._rows.addWidget(widget)
        self._rows.addStretch(1)
        self.area = Area(room, inner)
        self.lines.addWidget(self.area, 1)
        self.lines.addWidget(self.agree)
        self.bring = QPushButton(say("enrol-sheet.bring"))
        self.bring.setAutoDefault(False)
        self.bring.clicked.connect(self._bring)
        self.buttons.addButton(self.bring, QDialogButtonBox.ButtonRole.ActionRole)
        self.leave.setText(say("new.cancel"))
        self._offer: Offer | None = None
        self._weighing = Weighing(self)
        self._weighing.weighed.connect(self.show_offer)
        self._weighing.refused.connect(self._refused)
        self.finished.connect(self._weighing.end)
        self.agree.clicked.connect(lambda _on: self._ready())
        room.look.changed.connect(self._dress)
        self._dress()
        self._follow()

    def done_asking(self) -> None:
        """Send the clip, once."""
        chosen = self._chosen()
        if self._offer is None or chosen is None or not self.agree.isChecked():
            return
        room, one, (provider, shot, take) = self.room, self.character, chosen

        def send() -> Enrolment:
            return room.studio.enrolments.enrol(provider=provider, character=one, shot=shot, take=take)

        self.accept()
        beside(room, send, lambda made: room.say("enrol.done", character=one.name, provider=made.provider))

    # Inside

    def _chosen(self) -> tuple[str, Shot, Take] | None:
        where, which = self.where.value(), self.take.value()
        if not isinstance(where, int) or not isinstance(which, int):
            return None
        shot, take = self.takes[which]
        return self.places[where].key, shot, take

    def _follow(self) -> None:
        """Say what would be sent now, once rights and budget were asked."""
        self._offer = None
        self.agree.setChecked(False)
        self.people.setText("")
        chosen = self._chosen()
        if chosen is None:
            self._tell("enrol-sheet.no-takes" if self.places else "enrol-sheet.no-server")
            self._weighing.ask(None)
        else:
            self._tell("enrol-sheet.asking")
            provider, shot, take = chosen
            enrolments, one = self.room.studio.enrolments, self.character
            self._weighing.ask(lambda: enrolments.offered(provider=provider, character=one, shot=shot, take=take))
        self._ready()

    def show_offer(self, offer: Offer) -> None:
        """Say what would leave, and whom it shows."""
        self._offer = offer
        say, size = self.room.say, offer.take.facts.bytes
        told = f"{size / _KILO / _KILO:.1f} MB" if size >= _KILO * _KILO else f"{size / _KILO:.0f} kB"
        self.told.setText(
            say("enrol-sheet.sends", file=offer.clip.name, size=told, url=offer.provider.url, name=offer.called)
        )
        self.told.tint("text")
        self.people.setText(say("enrol.people", people=offer.people) if offer.people else say("enrol-sheet.nobody"))
        self._ready()

    def _refused(self, error: FourbeatError) -> None:
        self.told.setText(self.room.words(error.message))
        self.told.tint("bad")
        self._ready()

    def _tell(self, code: str) -> None:
        self.told.setText(self.room.say(code))
        self.told.tint("text-soft")

    def _ready(self) -> None:
        able = self._offer is not None and not self.room.studio.store.read_only
        self.agree.setEnabled(able)
        self.go.setEnabled(able and self.agree.isChecked())
        self._grow()

    def _grow(self) -> None:
        """Be as high as the words need that came after the sheet was shown."""
        if self.isVisible():
            window, view = self.parentWidget() or self, self.area.viewport()
            lacks = self._rows.totalHeightForWidth(view.width()) - view.height()
            self.resize(self.width(), min(self.height() + max(0, lacks), window.height()))

    def _dress(self) -> None:
        theme = self.room.theme
        self._rows.setContentsMargins(0, 0, theme.space("s"), 0)
        self._rows.setSpacing(theme.space("m"))

    def _bring(self) -> None:
        """Let a clip from elsewhere become a take first: what is shown is always one of the film's own."""
        self.reject()
        self.room.actions["hand-bring"].trigger()
