"""The sheet that says whom one of the cast, a shot or a picture shows."""

from __future__ import annotations

from functools import partial

from fourbeat.model.plan import Character, Reference, Shot
from fourbeat.studio.consents import Shows
from fourbeat.studio.register import Person

from ..board.asking import Asking
from ..labels import Label
from ..room import Room
from .buttons import Buttons
from .checks_field import OneOf


class BindSheet(Asking):
    """Ask whom something shows; who is known already can be taken away again."""

    def __init__(self, room: Room, person: Person | None = None, target: Shows | None = None) -> None:
        super().__init__(room, "rights-dock.bind-title", "rights-dock.bind-go", "rights-dock.bind-lead")
        studio = room.studio
        self._targets: dict[str, Shows] = {one.id: one for one in self._offered()}
        if target is not None:
            self._targets.setdefault(target.id, target)
        self._people = {one.id: one for one in studio.consents.people() if not one.erased}
        self.target = OneOf(
            room, "rights-dock.bind-target", [(key, self._called(one)) for key, one in self._targets.items()]
        )
        self.person = OneOf(room, "rights-dock.bind-person", [(key, one.name) for key, one in self._people.items()])
        if target is not None:
            self.target.show_value(target.id)
        if person is not None and person.id in self._people:
            self.person.show_value(person.id)
        self.shown = Label(room.look, "", "caption", tone="text-soft")
        self.shown.setWordWrap(True)
        self.deeds = Buttons(room)
        self.away = self.deeds.add("rights-dock.unbind", self._unbind, "remove")
        self.away.setAutoDefault(False)
        for widget in (self.target, self.person, self.shown, self.deeds):
            self.lines.addWidget(widget)
        self.target.edited.connect(self._tell)
        self.person.edited.connect(self._tell)
        self._tell()

    def done_asking(self) -> None:
        """Say whom it shows."""
        of, person = self._chosen()
        if of is None or person is None:
            return
        if self.room.attempt(partial(self.room.studio.consents.bind, of=of, person=person)) is not None:
            self.accept()
            self.room.stage.announce(self.room.say("consent.shows", what=self._called(of), people=(person.name,)))

    def _unbind(self) -> None:
        of, person = self._chosen()
        if of is not None and person is not None:
            self.room.attempt(partial(self.room.studio.consents.unbind, of=of, person=person))
            self.room.bridge.flush()
            self._tell()

    def _chosen(self) -> tuple[Shows | None, Person | None]:
        return self._targets.get(str(self.target.value())), self._people.get(str(self.person.value()))

    def _tell(self) -> None:
        """Say whom it shows by now."""
        of, person = self._chosen()
        shown = self.room.studio.consents.shown_by(of) if of is not None else []
        self.go.setEnabled(of is not None and person is not None and person.id not in {one.id for one in shown})
        self.deeds.setVisible(person is not None and person.id in {one.id for one in shown})
        what = self._called(of) if of is not None else ""
        names = tuple(one.name for one in shown)
        say = self.room.say
        self.shown.setText(
            say("consent.shows", what=what, people=names) if names else say("consent.shows-nobody", what=what)
        )
        self.shown.setVisible(of is not None)

    def _offered(self) -> list[Shows]:
        """Offer the cast, then the shot that is looked at and its pictures."""
        plan = self.room.studio.plan
        found: list[Shows] = [*plan.all(Character)]
        shot = plan.find(Shot, self.room.selection.shot)
        if shot is not None:
            found.append(shot)
            found += plan.of(Reference, shot.id)
        for one in plan.all(Character):
            found += plan.of(Reference, one.id)
        return found

    def _called(self, one: Shows) -> str:
        say = self.room.say
        if isinstance(one, Character):
            return one.name
        if isinstance(one, Shot):
            return say("about.shot", shot=one.number)
        assert isinstance(one, Reference)
        return say("rights-dock.picture", name=one.name)
