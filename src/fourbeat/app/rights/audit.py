"""The audit: every decision about rights, the newest first; whether the chain is whole; giving it out."""

from __future__ import annotations

from functools import partial

from fourbeat.model.audit import AuditEntry
from fourbeat.model.ids import code
from fourbeat.model.plan import Shot
from fourbeat.studio.audits import Checked, checked

from ..labels import Label
from ..picking import Picking
from ..room import Room
from .buttons import Buttons
from .card import Card
from .rows import Row, RowList
from .section import Section

KINDS = {
    "verdict": "rights-dock.audit-verdict",
    "consent-granted": "rights-dock.audit-granted",
    "consent-revoked": "rights-dock.audit-revoked",
    "clearance-cleared": "rights-dock.audit-cleared",
    "clearance-not-this": "rights-dock.audit-not-this",
    "clearance-withdrawn": "rights-dock.audit-withdrawn",
    "claim-claim": "rights-dock.audit-claim",
    "claim-takedown": "rights-dock.audit-takedown",
    "claim-appeal": "rights-dock.audit-appeal",
    "review": "rights-dock.audit-review",
    "recheck": "rights-dock.audit-recheck",
    "report": "rights-dock.audit-report",
    "erased": "rights-dock.audit-erased",
}
"""What each kind of entry is called; one that is not known goes by its own word."""

_ENDING = ".jsonl"
_SHOWN = 12
_TONES = {"allow": "good", "ask": "warn", "block": "bad"}
_DECISIONS = {"allow": "decision.allow", "ask": "decision.ask", "block": "decision.block"}


class AuditSection(Section):
    """Show what was written down."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.card = Card(room)
        self.lines.addWidget(self.card)
        deeds = Buttons(room)
        self.check = deeds.add("rights-dock.audit-check", self.verify, "check")
        self.export = deeds.add("rights-dock.audit-export", self._export, "send")
        self.lines.addWidget(deeds)
        self.list = RowList(room, "rights-dock.tab-audit")
        self.told = Label(room.look, "", "caption", tone="text-soft")
        self.told.setWordWrap(True)
        self.lines.addWidget(self.list)
        self.lines.addWidget(self.told)
        self.lines.addStretch(1)
        self.setFocusProxy(self.check)
        self._entries: dict[str, AuditEntry] = {}
        self.list.turned.connect(self._show)

    def concerns(self, changes: object) -> bool:
        """Follow everything: verdicts are made with every job."""
        del changes
        return not self.asking

    def follow(self) -> None:
        """Read the audit and check its chain, beside the window."""
        self.ask(self._read, self._told)

    def verify(self) -> None:
        """Check the chain anew and say so."""
        self.follow()
        self.room.stage.announce(self.room.say("rights-dock.audit-checking"))

    def _read(self) -> tuple[list[AuditEntry], Checked]:
        entries = self.room.studio.audits.all()
        return entries, checked(entries)

    def _told(self, answer: tuple[list[AuditEntry], Checked]) -> None:
        entries, done = answer
        say = self.room.say
        if done.broken is not None:
            self.card.show_words("bad", say("audit.broken", entry=done.broken), say("rights-dock.audit-broken"))
        else:
            head = say("audit.head", head=f"{done.head[:16]}…") if entries else say("rights-dock.audit-empty")
            self.card.show_words("good", say("audit.whole", n=done.entries), head)
        self._entries = {one.id: one for one in entries}
        self.list.show_rows([self._row(one) for one in reversed(entries)])
        self.list.setVisible(bool(entries))
        self.export.setEnabled(bool(entries))

    def _row(self, one: AuditEntry) -> Row:
        say = self.room.say
        kind = say(KINDS[one.what]) if one.what in KINDS else one.what
        decision = str(one.told.get("decision", ""))
        parts = [one.at[:16].replace("T", " "), one.by]
        title = f"{kind} · {say(_DECISIONS[decision])}" if decision in _DECISIONS else kind
        return Row(one.id, title, " · ".join(parts), _TONES.get(decision, "text-soft"))

    def _show(self) -> None:
        one = self._entries.get(self.list.row.key) if self.list.row else None
        if one is None:
            self.told.setText("")
            return
        told, say = one.told, self.room.say
        lines = self._about(one)
        subjects = told.get("subjects") or told.get("subject")
        several = subjects if isinstance(subjects, list) else [subjects]
        names = tuple(str(each).rpartition("/")[2] for each in several[:_SHOWN] if each)
        if names:
            lines.append(say("rights-dock.audit-subjects", subjects=names))
        packs = told.get("packs")
        if isinstance(packs, list) and packs:
            lines.append(say("rights-dock.audit-packs", packs=tuple(" ".join(str(each).split()[:2]) for each in packs)))
        lines.append(say("rights-dock.audit-hash", hash=f"{one.hash[:24]}…"))
        self.told.setText("\n".join(lines))

    def _about(self, one: AuditEntry) -> list[str]:
        """Name what an entry is about: the shot of a verdict, else the code of the record."""
        if one.what == "verdict":
            verdict = self.room.studio.store.verdict(one.of)
            shot = self.room.studio.plan.find(Shot, verdict.shot) if verdict is not None else None
            if shot is not None:
                return [self.room.say("about.shot", shot=shot.number)]
        return [code(one.of)]

    def _export(self) -> None:
        picking = Picking(self.window(), self.room.icons, self.room.memory)
        start = self.room.studio.folder.parent / f"audit{_ENDING}"
        title, names = self.room.say("rights-dock.audit-export"), self.room.say("rights-dock.audit-files")
        file = picking.target(title, start, names)
        if file is not None:
            done = self.room.carry_out(partial(self.room.studio.audits.export, file=file, replace=True))
            if done is not None:
                words = self.room.say("audit.exported", n=done.entries, file=file.name)
                self.card.show_words("good", words, self.room.say("audit.head", head=done.head))
