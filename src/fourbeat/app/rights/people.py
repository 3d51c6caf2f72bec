"""Real people: what they granted, until when, whom they are in the film; taking back and erasing."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fourbeat.model.consent import Consent
from fourbeat.model.edit import Changes
from fourbeat.model.ids import code
from fourbeat.model.plan import Character, Reference, Shot
from fourbeat.policy.rule import When
from fourbeat.studio.consents import Shows
from fourbeat.studio.register import Person

from ..labels import Label
from ..room import Room
from .bind_sheet import BindSheet
from .buttons import Buttons
from .card import Card
from .consent_sheet import GIVERS, MEANS, ConsentSheet
from .reach_sheet import EraseSheet, RevokeSheet
from .rows import Row, RowList
from .rule_words import DUTIES, conditions, days
from .section import Section
from .shows_sheet import DEPICTS


class PeopleSection(Section):
    """Show who is known and what they granted."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.card = Card(room)
        self.lines.addWidget(self.card)
        self.list = RowList(room, "rights-dock.people")
        self.lines.addWidget(self.list)
        top = Buttons(room)
        self.add = top.add("rights-dock.consent-add", self.new, "add", primary=True)
        self.bind = top.add("rights-dock.bind", self._bind, "link")
        self.lines.addWidget(top)
        self.standing, self.facts = Card(room), Label(room.look, "", "caption", tone="text-soft")
        self.facts.setWordWrap(True)
        deeds = Buttons(room)
        self.revoke = deeds.add("rights-dock.revoke", self._revoke, "undo")
        self.erase = deeds.add("rights-dock.erase", self._erase, "remove")
        self.detail = QWidget()
        inner = QVBoxLayout(self.detail)
        inner.setContentsMargins(0, 0, 0, 0)
        for widget in (self.standing, self.facts, deeds):
            inner.addWidget(widget)
        self.lines.addWidget(self.detail)
        self.lines.addStretch(1)
        self.setFocusProxy(self.list)
        self._consents: dict[str, Consent] = {}
        self._people: dict[str, Person] = {}
        self._ending: set[str] = set()
        self.list.turned.connect(self._show)

    def concerns(self, changes: Changes) -> bool:
        """Follow records, and whom the cast and the pictures show."""
        return bool(changes.rights or changes.cast or changes.shots)

    def follow(self) -> None:
        """Show who is known now."""
        consents = self.room.studio.consents
        people = {one.id: one for one in consents.people()}
        every = consents.all()
        self._people = dict(people)
        self._consents = {one.id: one for one in every}
        granted = {one.person for one in every}
        ending = consents.ending()
        self._ending = {one.of for one in ending}
        rows = [self._row(one, people.get(one.person)) for one in every]
        rows += [self._bare(one) for one in people.values() if one.id not in granted]
        say = self.room.say
        if ending:
            lines = "\n".join(self.room.desk.wording(one.label) for one in ending)
            self.card.show_words("warn", say("rights-dock.ends-soon", n=len(ending)), lines)
        elif not rows:
            self.card.show_words("text-soft", say("consent.nobody"), say("rights-dock.people-lead"))
        self.card.setVisible(bool(ending) or not rows)
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows)
        writable = not self.room.studio.store.read_only
        self.add.setEnabled(writable)
        self.bind.setEnabled(writable and any(not one.erased for one in people.values()))
        self._show()

    @property
    def consent(self) -> Consent | None:
        """Give the consent that is looked at."""
        return self._consents.get(self.list.row.key) if self.list.row else None

    @property
    def person(self) -> Person | None:
        """Give whom the row that is looked at is about."""
        if (one := self.consent) is not None:
            return self._people.get(one.person) or Person(one.person, {}, erased=True)
        return self._people.get(self.list.row.key) if self.list.row else None

    def new(self) -> ConsentSheet:
        """Ask for a new consent."""
        sheet = ConsentSheet(self.room, self.person)
        sheet.present()
        sheet.fields["name"].setFocus()
        return sheet

    # Rows

    def _row(self, one: Consent, person: Person | None) -> Row:
        say, (tone, state) = self.room.say, self._state(one)
        name = person.name if person else code(one.person)
        parts = [say(state), *days(self.room, "", one.terms.until), self._what(one)]
        return Row(one.id, name, " · ".join(parts), tone)

    def _bare(self, one: Person) -> Row:
        state = "rights-dock.erased" if one.erased else "rights-dock.no-consent"
        return Row(one.id, one.name, self.room.say(state), "text-soft" if one.erased else "bad")

    def _state(self, one: Consent) -> tuple[str, str]:
        today = self.room.desk.now()[:10]
        if one.revoked_at is not None:
            return "bad", "consent.state.revoked"
        if one.ended(today):
            return "bad", "consent.state.ended"
        if one.terms.from_ > today:
            return "warn", "consent.state.later"
        return ("warn" if one.id in self._ending else "good"), "consent.state.standing"

    def _what(self, one: Consent) -> str:
        return next(conditions(self.room, When.model_validate({"performance": (one.terms.performance,)})))

    # The details

    def _show(self) -> None:
        one, person = self.consent, self.person
        self.detail.setVisible(person is not None)
        if person is None:
            return
        say = self.room.say
        lines = []
        if one is not None:
            tone, state = self._state(one)
            self.standing.show_words(
                tone, say(state), str(self.room.studio.consents.details(one.id).get("description", ""))
            )
            lines = self._terms(one)
        else:
            self.standing.show_words("text-soft" if person.erased else "bad", self._bare(person).below)
        shown = tuple(self._called(two) for two in self.room.studio.consents.shown_as(person))
        if shown:
            lines.append(say("rights-dock.shown-as", what=shown))
        self.facts.setText("\n".join(lines))
        self.facts.setVisible(bool(lines))
        writable = not self.room.studio.store.read_only
        self.revoke.setVisible(one is not None and one.revoked_at is None)
        self.revoke.setEnabled(writable)
        self.erase.setVisible(not person.erased)
        self.erase.setEnabled(writable)

    def _terms(self, one: Consent) -> list[str]:
        say, terms, room = self.room.say, one.terms, self.room
        given = say("rights-dock.granted", by=room.say(GIVERS[terms.granted_by]), means=room.say(MEANS[terms.means]))
        lines = [f"{given} · {code(one.id)} · {one.granted_at[:10]}"]
        when = When(
            commercial=terms.commercial,
            use=terms.use,
            territory=terms.territory,
            audience=terms.audience,
            scenario=terms.scenario,
            performance=(terms.performance,),
            via=terms.via,
        )
        lines.append(" · ".join([*conditions(room, when), *days(room, terms.from_, terms.until)]))
        if terms.never:
            lines.append(say("rights-dock.never", what=tuple(say(DEPICTS[two]) for two in terms.never)))
        if terms.duties:
            known = {kind.value: words for kind, words in DUTIES.items()}
            lines.append(say("rights-dock.asks-for", duties=tuple(say(known[two]) for two in terms.duties)))
        if terms.minor:
            lines.append(say("rights-dock.minor"))
        if terms.evidence:
            lines.append(say("rights-dock.evidence-hash", hash=terms.evidence[:16]))
        if one.revoked_at is not None:
            lines.append(say("rights-dock.revoked-on", day=one.revoked_at[:10]))
            if why := self.room.studio.consents.why_revoked(one):
                lines.append(why)
        return lines

    def _called(self, one: Shows) -> str:
        say = self.room.say
        if isinstance(one, Character):
            return one.name
        if isinstance(one, Shot):
            return say("about.shot", shot=one.number)
        assert isinstance(one, Reference)
        return one.name

    # What is done

    def _bind(self) -> None:
        sheet = BindSheet(self.room, self.person)
        sheet.present()
        sheet.target.setFocus()

    def _revoke(self) -> None:
        if (one := self.consent) is not None and (person := self.person) is not None:
            sheet = RevokeSheet(self.room, one, person)
            sheet.present()
            sheet.reason.setFocus()

    def _erase(self) -> None:
        if (person := self.person) is not None:
            sheet = EraseSheet(self.room, person)
            sheet.present()
            sheet.sure.setFocus()
