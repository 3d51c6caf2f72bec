"""Old work judged anew: what would change, what did, and when it was last done."""

from __future__ import annotations

from fourbeat.model.message import message
from fourbeat.model.verdict import Decision
from fourbeat.studio.rejudged import COUNTED, DID, WOULD, Deed, Rechecked, Rejudged, What

from ..labels import Label
from ..room import Room
from .buttons import Buttons
from .card import Card
from .rows import Row, RowList
from .section import Section

_TONES = {Decision.ALLOW: "good", Decision.ASK: "warn", Decision.BLOCK: "bad"}
_NAMES = {Decision.ALLOW: "decision.allow", Decision.ASK: "decision.ask", Decision.BLOCK: "decision.block"}


class AnewSection(Section):
    """Judge old work anew, or see first what that would change."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.lead("rights-anew.hint")
        self.card = Card(room)
        self.lines.addWidget(self.card)
        deeds = Buttons(room)
        self.run = deeds.add("rights-anew.run", self._run, "retry", primary=True)
        self.look = deeds.add("rights-anew.look", self._look, "search")
        self.lines.addWidget(deeds)
        self.list = RowList(room, "rights-anew.list")
        self.told = Label(room.look, "", "caption", tone="text-soft")
        self.told.setWordWrap(True)
        self.lines.addWidget(self.list)
        self.lines.addWidget(self.told)
        self.lines.addStretch(1)
        self.list.hide()
        self.setFocusProxy(self.run)
        self._rows: dict[str, Rejudged] = {}
        self._shown: Rechecked | None = None
        self.list.turned.connect(self._detail)

    def follow(self) -> None:
        """Say when old work was last judged anew; judging it is asked for, since a long film takes a while."""
        if self._shown is not None:
            return
        project = self.room.studio.plan.project.id
        last = [(decision, at) for _, of, decision, at in self.room.studio.store.rechecks() if of == project]
        if last:
            decision, at = last[-1]
            self.card.show_words(_TONES[decision], self.room.say("rights-anew.last", day=at[:10]))
        else:
            self.card.show_words("text-soft", self.room.say("rights-anew.never"))

    def _look(self) -> None:
        """See what would change; nothing is written."""
        self.card.show_words("text-soft", self.room.say("rights-anew.looking"))
        self.ask(self.room.studio.recheck.look, lambda found: self._show(found, done=False))

    def _run(self) -> None:
        """Judge everything anew; the window goes on drawing."""
        found = self.room.carry_out(self.room.studio.recheck.run)
        if found is not None:
            self._show(found, done=True)

    def _show(self, found: Rechecked, *, done: bool) -> None:
        say = self.room.say
        self._shown = found
        changed = found.changed
        counts = tuple(message(COUNTED[what], n=found.count(what)) for what in What if found.count(what))
        after = say("rights-anew.done" if done else "rights-anew.would") if changed else ""
        title = say("recheck.changed", n=len(changed)) if changed else say("recheck.same")
        judged = say("recheck.judged", counts=counts) if counts else ""
        unseen = say("recheck.unseen", n=len(found.unseen)) if found.unseen else ""
        words = "\n".join(filter(None, (judged, unseen, after)))
        self.card.show_words(_TONES[found.decision], title, words)
        self._rows = {f"{one.what}{one.of}": one for one in changed}
        self.list.setVisible(bool(changed))
        self.told.setVisible(bool(changed))
        self.list.show_rows([self._row(key, one, done=done) for key, one in self._rows.items()])

    def _row(self, key: str, one: Rejudged, *, done: bool) -> Row:
        say = self.room.say
        was = say(_NAMES[one.was]) if one.was else say("recheck.never")
        title = say("recheck.line", what=one.label, was=was, now=say(_NAMES[one.now]))
        deed = "" if one.deed is Deed.NONE else say((DID if done else WOULD)[one.deed])
        why = next((self.room.words(found.why) for found in one.findings if found.decision is one.now), "")
        return Row(key, title, " · ".join(filter(None, (deed, why))), _TONES[one.now])

    def _detail(self) -> None:
        one = self._rows.get(self.list.row.key) if self.list.row else None
        found = [each for each in one.findings if each.decision is one.now] if one else []
        lines = dict.fromkeys(line for each in found for line in (self.room.words(each.why), self.room.words(each.fix)))
        self.told.setText("\n".join(lines))
