"""Sheets about packs: taking one in, and trusting who signed it; trusting no longer; stopping."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from fourbeat.policy.pack import shown, things
from fourbeat.studio.pack_files import Looked
from fourbeat.studio.packs import InUse, Packs, Standing

from ..board.asking import Asking
from ..check import Check
from ..labels import Label
from ..room import Room
from .card import Card
from .rule_words import STANDS


class TakeIn(Asking):
    """Show what a pack is and who signed it; trust is given here for the first time, or not."""

    def __init__(self, room: Room, packs: Packs, file: Path, looked: Looked, standing: Standing) -> None:
        super().__init__(room, "rights-dock.take-in", "rights-dock.take-in-go")
        self._packs, self._file, self._key = packs, file, looked.seal.fingerprint if looked.seal else ""
        say, pack = room.say, looked.pack
        self.lead.setText(pack.name or ", ".join(shown(one) for one in pack.holders[:3]) or pack.pack)
        self.lead.tint("text")
        self.lead.show()
        holds = say("count.guarded", n=sum(1 for _ in things(pack)))
        self._line(" · ".join((holds, say("rights-dock.version", version=pack.version), pack.issued)))
        tone, word, why = STANDS[standing]
        card = Card(room)
        card.show_words(tone, say(word), say(why))
        self.lines.addWidget(card)
        self.compared = Check(room, say("rights-dock.compared"))
        self.compared.setVisible(standing is Standing.UNKNOWN_KEY)
        if self._key:
            self._line(say("rights-dock.fingerprint"))
            key = Label(room.look, self._key, "body", bold=True)
            key.setWordWrap(True)
            key.setTextInteractionFlags(key.textInteractionFlags())
            self.lines.addWidget(key)
            if standing is Standing.UNKNOWN_KEY:
                self._line(say("rights-dock.first-use"))
        self.lines.addWidget(self.compared)

    def done_asking(self) -> None:
        """Take the pack in; who was compared is trusted from now on."""
        if self.compared.isVisible() and self.compared.isChecked():
            verb = partial(self._packs.trust, file=self._file, key=self._key)
        else:
            verb = partial(self._packs.add, file=self._file)
        done = self.room.carry_out(verb)
        if done is not None:
            self.accept()
            self.room.stage.announce(self.room.say("packs.added", pack=done.id, version=done.version))

    def _line(self, text: str) -> None:
        label = Label(self.room.look, text, "caption", tone="text-soft")
        label.setWordWrap(True)
        self.lines.addWidget(label)


class StopUsing(Asking):
    """Ask before a pack is used no longer."""

    def __init__(self, room: Room, packs: Packs, one: InUse) -> None:
        super().__init__(room, "rights-dock.stop-title", "rights-dock.pack-stop")
        self._packs, self._one = packs, one
        self.lead.setText(room.say("rights-dock.stop-lead", pack=one.pack.name or one.id if one.pack else one.id))
        self.lead.show()
        self.go.setDefault(False)
        self.leave.setDefault(True)

    def done_asking(self) -> None:
        """Stop."""
        verb = partial(self._packs.remove, id_=self._one.id)
        if self.room.attempt(lambda: (verb(), True)) is not None:
            self.accept()
            self.room.stage.announce(self.room.say("packs.removed", pack=self._one.id))


class ForgetKey(Asking):
    """Ask before a key is trusted no longer."""

    def __init__(self, room: Room, packs: Packs, one: InUse) -> None:
        super().__init__(room, "rights-dock.distrust-title", "rights-dock.pack-distrust")
        self._packs, self._one = packs, one
        self.lead.setText(room.say("rights-dock.distrust-lead", key=one.key))
        self.lead.show()
        self.go.setDefault(False)
        self.leave.setDefault(True)

    def done_asking(self) -> None:
        """Trust it no longer."""
        if self.room.attempt(partial(self._packs.distrust, key=self._one.key)) is not None:
            self.accept()
            self.room.stage.announce(self.room.say("packs.distrusted", key=self._one.key))
