"""The packs in use: how each stands, what it says about somebody; taking one in, trusting, stopping."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fourbeat.policy.pack import Pack, shown, things
from fourbeat.policy.subject import Subject
from fourbeat.studio.pack_drafts import PackDraft, blank, opened
from fourbeat.studio.pack_files import Looked
from fourbeat.studio.packs import InUse, Packs, Standing

from ..brief.words import LineField
from ..findings.reader import reader
from ..labels import Label
from ..picking import Picking
from ..room import Room
from .buttons import Buttons
from .card import Card
from .offer import Offer
from .pack_form import PackForm
from .pack_sheets import ForgetKey, StopUsing, TakeIn
from .rows import Row, RowList
from .rule_words import BASES, KINDS, STANDS, rule_words
from .section import Section

_MOST = 60
"""How many answers to a name are shown; whoever means another writes more of it."""

_BREATH = 250
"""Milliseconds after a key until a name is looked for."""

_HOLDERS = 6


class PacksSection(Section):
    """Show the packs in use, and what they say about a name."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.packs = Packs(room.desk.home, room.desk.now)
        self._every: dict[str, InUse] = {}
        self._wanted = ""
        """The pack to look at once the packs are read again."""
        self._subjects: dict[str, Subject] = {}
        self.list = RowList(room, "rights-dock.packs")
        self.lines.addWidget(self.list)
        top = Buttons(room)
        self.add = top.add("rights-dock.pack-add", self._add, "open", primary=True)
        self.new = top.add("rights-dock.pack-new", self._new, "add")
        self.edit = top.add("rights-dock.pack-edit", self._edit, "edit")
        self.lines.addWidget(top)
        self.card = Card(room)
        self.facts = Label(room.look, "", "caption", tone="text-soft")
        self.facts.setWordWrap(True)
        self.facts.setTextInteractionFlags(self.facts.textInteractionFlags())
        self.offer = Offer(room)
        self.lines.addWidget(self.offer)
        self.deeds = Buttons(room)
        self.trust = self.deeds.add("rights-dock.pack-trust", self._trust, "check")
        self.distrust = self.deeds.add("rights-dock.pack-distrust", self._distrust, "lock")
        self.stop = self.deeds.add("rights-dock.pack-stop", self._stop, "remove")
        box = QWidget()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(0, 0, 0, 0)
        for widget in (self.card, self.facts, self.deeds):
            inner.addWidget(widget)
        self.detail = box
        self.lines.addWidget(box)
        self.about = LineField(room, "rights-dock.about", "rights-dock.about-hint")
        self.lines.addWidget(self.about)
        self.found = RowList(room, "rights-dock.about")
        self.said = Label(room.look, "", "caption", tone="text-soft")
        self.said.setWordWrap(True)
        self.lines.addWidget(self.found)
        self.lines.addWidget(self.said)
        self.lines.addStretch(1)
        self.found.hide()
        self.setFocusProxy(self.list)
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(_BREATH)
        self._breath.timeout.connect(self._look)
        self.about.edited.connect(self._breath.start)
        self.list.turned.connect(self._detail)
        self.found.turned.connect(self._tell)

    def follow(self) -> None:
        """Read the packs in use, beside the window: many names take a while."""
        self.ask(self.packs.all, self._show)

    # What is shown

    def _show(self, every: list[InUse]) -> None:
        self._every = {one.id: one for one in every}
        wanted, self._wanted = self._wanted, ""
        self.list.show_rows([self._row(one) for one in every], key=wanted)

    def _row(self, one: InUse) -> Row:
        tone, standing, _why = STANDS[one.standing]
        say = self.room.say
        name = called(one)
        parts = [say(standing)]
        if one.pack:
            parts += [say("rights-dock.version", version=one.version), one.pack.issued]
        return Row(one.id, name, " · ".join(parts), tone)

    @property
    def current(self) -> InUse | None:
        """Give the pack that is looked at."""
        return self._every.get(self.list.row.key) if self.list.row else None

    def _detail(self) -> None:
        one, say = self.current, self.room.say
        self.detail.setVisible(one is not None)
        if one is None:
            return
        tone, standing, why = STANDS[one.standing]
        self.card.show_words(tone, say(standing), self.room.words(one.trouble) if one.trouble else say(why))
        self.facts.setText("\n".join(told(self.room, one.pack, one.key)) if one.pack else one.key)
        self.trust.setVisible(one.standing is Standing.UNKNOWN_KEY)
        self.distrust.setVisible(one.standing is Standing.TRUSTED)
        self.stop.setVisible(one.standing is not Standing.BUILT_IN)
        self.deeds.setVisible(one.standing is not Standing.BUILT_IN)

    def _look(self) -> None:
        """Look for a name in all packs, beside the window."""
        words = str(self.about.value()).casefold()
        if len(words) < 2:
            self._subjects = {}
            self.found.hide()
            self.said.setText("")
            return
        self.ask(partial(_about, self.packs, words), self._found)

    def _found(self, subjects: list[Subject]) -> None:
        self._subjects = {one.id: one for one in subjects}
        self.found.setVisible(bool(subjects))
        self.found.show_rows([self._subject(one) for one in subjects])
        if not subjects:
            self.said.setText(self.room.say("rights-dock.about-nothing"))

    def _subject(self, one: Subject) -> Row:
        kind = self.room.say(KINDS[one.kind])
        return Row(one.id, one.name, " · ".join(filter(None, (kind, one.holder, one.pack))))

    def _tell(self) -> None:
        one = self._subjects.get(self.found.row.key) if self.found.row else None
        if one is None:
            return
        say = self.room.say
        lines = [rule_words(self.room, rule) for _kind, rule in one.chain]
        lines.append(say(_DEFAULTS[one.default]))
        names = tuple(dict.fromkeys(name.text for name in one.names))[:12]
        if names:
            lines.append(say("rights-dock.also-called", names=names))
        if one.never:
            lines.append(say("rights-dock.not-meant", phrases=one.never[:12]))
        self.said.setText("\n".join(lines))

    # What is done

    def _add(self) -> None:
        room = self.room
        file = self._file("rights-dock.pack-add-title", "rights-dock.pack-files")
        if file is None:
            return
        looked = room.carry_out(partial(self.packs.check, file=file))
        if looked is not None:
            self.take_in(file, *looked)

    def take_in(self, file: Path, looked: Looked, standing: Standing) -> None:
        """Ask whether a pack's file is taken into use, after showing what it is and who signed it."""
        sheet = TakeIn(self.room, self.packs, file, looked, standing)
        sheet.accepted.connect(partial(self.renewed, looked.pack.pack))
        sheet.present()

    def renewed(self, pack: str = "") -> None:
        """Judge by the packs as they are now, and look at one of them."""
        self._wanted = pack
        self.room.carry_out(self.room.studio.rights.ready)
        reader(self.room).again()
        self.follow()
        self.room.actions.refresh()
        self.offer.make("rights-anew.offer")

    def _trust(self) -> None:
        one = self.current
        if one is None:
            return
        file = self.packs.kept(one)
        looked = self.room.carry_out(partial(self.packs.check, file=file))
        if looked is not None:
            self.take_in(file, *looked)

    def _distrust(self) -> None:
        if (one := self.current) is not None:
            sheet = ForgetKey(self.room, self.packs, one)
            sheet.accepted.connect(self.renewed)
            sheet.present()

    def _stop(self) -> None:
        if (one := self.current) is not None:
            sheet = StopUsing(self.room, self.packs, one)
            sheet.accepted.connect(self.renewed)
            sheet.present()

    def _new(self) -> None:
        self.write(blank(self._today()))

    def _edit(self) -> None:
        """Open a pack or a table of one's own in the form."""
        file = self._file("rights-dock.pack-edit-title", "rights-dock.pack-drafts")
        if file is None:
            return
        draft = self.room.carry_out(partial(opened, file, self._today()))
        if draft is not None:
            self.write(draft)

    def write(self, draft: PackDraft) -> PackForm:
        """Open the form for holders."""
        form = PackForm(self.room, self.packs, draft, self.renewed)
        form.present()
        form.editor.fields["name"].setFocus()
        return form

    def _today(self) -> str:
        return self.room.desk.now()[:10]

    def _file(self, title: str, names: str) -> Path | None:
        picking = Picking(self.window(), self.room.icons, self.room.memory)
        return picking.file(self.room.say(title), "packs", self.room.say(names))


_DEFAULTS = {
    "allow": "rights-dock.else-allow",
    "ask": "rights-dock.else-ask",
    "block": "rights-dock.else-block",
}


def called(one: InUse) -> str:
    """Name a pack by its own name, else by the first rightsholder's, else by its id."""
    if one.pack is None:
        return one.id
    return one.pack.name or next((shown(holder) for holder in one.pack.holders), one.id)


def told(room: Room, pack: Pack, key: str) -> list[str]:
    """Say the facts of a pack, one to a line."""
    say = room.say
    every = list(things(pack))
    holders = tuple(shown(one) for one in pack.holders[:_HOLDERS])
    names = sum(len(several) for placed in every for several in placed.thing.names.values())
    lines = []
    if pack.holders:
        lines.append(say("rights-dock.of-holders", n=len(pack.holders), holders=holders))
    if pack.people:
        lines.append(say("rights-dock.of-people", n=len(pack.people)))
    lines.append(say("packs.holds", guarded=say("count.guarded", n=len(every)), names=say("count.names", n=names)))
    lines.append(say(BASES[pack.basis]))
    if pack.source and (pack.source.url or pack.source.text):
        source = pack.source.url or pack.source.text
        seen = say("rights-dock.seen", day=pack.source.seen) if pack.source.seen else ""
        lines.append(say("rights-dock.source", source=f"{source} {seen}".strip()))
    if pack.note:
        lines.append(pack.note)
    if key:
        lines.append(say("rights-dock.signed-by", key=key))
    return lines


def _about(packs: Packs, words: str) -> list[Subject]:
    found = [
        one
        for one in packs.subjects()
        if words in one.name.casefold() or any(words in name.text.casefold() for name in one.names)
    ]
    return sorted(found, key=lambda one: (not one.name.casefold().startswith(words), len(one.name)))[:_MOST]
