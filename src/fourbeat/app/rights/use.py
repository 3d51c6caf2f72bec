"""What the film is for: said once in words people use, asked by rules and consents, changed whenever it changes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fourbeat.model.edit import Changes
from fourbeat.model.errors import FourbeatError
from fourbeat.model.usage import Audience, Use
from fourbeat.studio.purposes import EVERYWHERE

from ..brief.field import Field
from ..brief.words import ChoiceField, LineField
from ..room import Room
from .buttons import Buttons
from .card import Card
from .offer import Offer
from .section import Section

USES = {
    Use.FEATURE: "rights-dock.use-feature",
    Use.SERIES: "rights-dock.use-series",
    Use.AD: "rights-dock.use-ad",
    Use.SOCIAL: "rights-dock.use-social",
    Use.INTERNAL: "rights-dock.use-internal",
    Use.PITCH: "rights-dock.use-pitch",
}
AUDIENCES = {
    Audience.PRIVATE: "rights-dock.audience-private",
    Audience.INTERNAL: "rights-dock.audience-internal",
    Audience.FESTIVAL: "rights-dock.audience-festival",
    Audience.PUBLIC: "rights-dock.audience-public",
    Audience.CHILDREN: "rights-dock.audience-children",
}
SOME = "some"
"""Shown in some places only, which are then written beneath."""


class UseSection(Section):
    """Ask what the film is for, and keep each answer at once as a step that can be undone."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.card = Card(room)
        self.lines.addWidget(self.card)
        unsaid: tuple[object, str] = (None, room.say("rights-dock.unsaid"))
        self.commercial = ChoiceField(
            room,
            "rights-dock.commercial",
            [unsaid, (True, room.say("rights-dock.commercial-yes")), (False, room.say("rights-dock.commercial-no"))],
        )
        self.use = ChoiceField(room, "rights-dock.use", [unsaid, *((one, room.say(USES[one])) for one in Use)])
        places = [
            unsaid,
            (EVERYWHERE, room.say("rights-dock.everywhere")),
            (SOME, room.say("rights-dock.some-places")),
        ]
        self.where = ChoiceField(room, "rights-dock.where", places)
        self.places = LineField(room, "rights-dock.places", "rights-dock.places-hint")
        audiences = [unsaid, *((one, room.say(AUDIENCES[one])) for one in Audience)]
        self.audience = ChoiceField(room, "rights-dock.audience", audiences)
        self.fields: dict[str, Field] = {
            "commercial": self.commercial,
            "use": self.use,
            "territory": self.where,
            "audience": self.audience,
        }
        for field in (self.commercial, self.use, self.where, self.places, self.audience):
            self.lines.addWidget(field)
        self.setFocusProxy(self.commercial)
        self.offer = Offer(room)
        self.lines.addWidget(self.offer)
        self._said = room.studio.plan.purpose()
        self.deeds = Buttons(room)
        self.forget = self.deeds.add("rights-dock.forget", self._forget)
        self.shows = self.deeds.add("rights-dock.shows", lambda: room.actions["shot-shows"].trigger(), "edit")
        self.copy = self.deeds.add("rights-dock.copy-id", self._copy, "copy")
        self.lines.addWidget(self.deeds)
        self.lead("rights-dock.id-why")
        self.lines.addStretch(1)
        for name in ("commercial", "use", "audience"):
            self.fields[name].edited.connect(partial(self._say, name))
        self.where.edited.connect(self._where)
        self.places.entry.editingFinished.connect(self._places)
        self.follow()

    def follow(self) -> None:
        """Show what was said."""
        said, room = self.room.studio.plan.purpose(), self.room
        self.commercial.show_value(said.commercial)
        self.use.show_value(said.use)
        self.audience.show_value(said.audience)
        waits = self.where.value() == SOME and not said.territory
        where = None if not said.territory else EVERYWHERE if said.territory == EVERYWHERE else SOME
        self.where.show_value(SOME if waits else where)
        if said.territory not in ("", EVERYWHERE):
            self.places.show_value(said.territory.replace(",", ", "))
        self.places.setVisible(self.where.value() == SOME)
        missing = [one for one in (said.commercial, said.use, said.territory or None, said.audience) if one is None]
        self.card.show_words(
            "warn" if missing else "good",
            room.say("rights-dock.card-missing", n=len(missing)) if missing else room.say("rights-dock.card-said"),
            room.say("rights-dock.card-why") if missing else room.say("rights-dock.card-later"),
        )
        if said != self._said:
            # Undone or said elsewhere counts as well: what was made before it was made for another use.
            self._said = said
            if self._made():
                self.offer.make("rights-anew.offer-use")
        writable = not room.studio.store.read_only
        for field in (*self.fields.values(), self.places):
            field.setEnabled(writable)
        self.forget.setEnabled(writable and len(missing) < len(self.fields))

    def concerns(self, changes: Changes) -> bool:
        """Follow the project: what it is for is told of as a change of it."""
        return bool(changes.project)

    def reach(self, fact: str) -> None:
        """Put the keyboard where a fact is said."""
        self.fields.get(fact, self.commercial).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _made(self) -> bool:
        studio = self.room.studio
        return not studio.store.read_only and studio.recheck.reaches()[0] > 0

    def _say(self, name: str) -> None:
        value = self.fields[name].value()
        purposes = self.room.studio.purposes
        if value is None:
            self.room.attempt(partial(purposes.forget, only=(name,)))
        else:
            self.room.attempt(partial(purposes.say, **{name: value}))  # type: ignore[arg-type]
        self.room.bridge.flush()
        self.follow()

    def _where(self) -> None:
        value = self.where.value()
        self.places.show_fault("")
        if value == SOME:
            self.places.setVisible(True)
            self.places.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.room.attempt(partial(self.room.studio.purposes.say, territory=[EVERYWHERE] if value else []))
        self.room.bridge.flush()
        self.follow()

    def _places(self) -> None:
        """Keep the places that were written; what is none of them is said beside the field and stays to be mended."""
        text = str(self.places.value())
        if not text or text.replace(" ", "") == self.room.studio.plan.purpose().territory:
            return
        try:
            self.room.studio.purposes.say(territory=text.replace("、", ",").split(","))
        except FourbeatError as error:
            self.places.show_fault(self.room.words(error.message))
            return
        self.places.show_fault("")
        self.room.bridge.flush()
        self.follow()

    def _forget(self) -> None:
        self.room.attempt(self.room.studio.purposes.forget)
        self.room.bridge.flush()
        self.follow()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.room.studio.plan.project.id)
        self.room.stage.announce(self.room.say("rights-dock.copied"))
