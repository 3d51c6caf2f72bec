"""Reports to rightsholders: what one would come to, and writing it, as a page and as a document to check."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from fourbeat.model.edit import Changes
from fourbeat.model.names import file_name
from fourbeat.studio.holder_report import Body, Report
from fourbeat.studio.holder_reports import Offered

from ..board.moves import writable
from ..brief.words import ChoiceField
from ..labels import Label
from ..picking import Picking
from ..room import Room
from .buttons import Buttons
from .card import Card
from .section import Section


class ReportsSection(Section):
    """Choose a holder, see how the report stands, and write it."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.lead("reports-tab.hint")
        self.who = ChoiceField(room, "reports-tab.who")
        self.card = Card(room)
        self.card.words.setTextFormat(Qt.TextFormat.PlainText)
        deeds = Buttons(room)
        self.write = deeds.add("reports-tab.write", self._write, "send", primary=True)
        self.told = Label(room.look, "", "caption", tone="text-soft")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for widget in (self.who, self.card, deeds, self.told):
            self.lines.addWidget(widget)
        self.lines.addStretch(1)
        self.setFocusProxy(self.who)
        self._body: Body | None = None
        self.who.edited.connect(self._look)
        self.write.setEnabled(False)

    def concerns(self, changes: Changes) -> bool:
        """Follow what is decided, made and looked at."""
        return not self.asking and bool(changes.rights or changes.takes or changes.jobs)

    def follow(self) -> None:
        """Offer the holders, those whom the film touches first."""
        if self.who.value() is None:
            self.card.show_words("text-soft", self.room.say("reports-tab.reading"))
            self.ask(self.room.studio.holder_reports.holders, self._offer)
        else:
            self._look()

    def _offer(self, holders: list[Offered]) -> None:
        touched = self.room.say("reports-tab.touched")
        self.who.offer([(one.id, f"{one.name} · {touched}" if one.touched else one.name) for one in holders])
        if holders:
            self.who.show_value(holders[0].id)
            self._look()
        else:
            self.card.show_words("text-soft", self.room.say("reports-tab.nobody"))

    def _look(self) -> None:
        """See what the report would come to; nothing is written."""
        self.write.setEnabled(False)
        self.card.show_words("text-soft", self.room.say("reports-tab.reading"))
        self.ask(partial(self.room.studio.holder_reports.look, who=str(self.who.value())), self._show)

    def _show(self, body: Body) -> None:
        say, counts = self.room.say, body.counts
        self._body = body
        numbers = {name: counts[name] for name in ("related", "requests", "seen")}
        lines = [say("holder.told", holder=", ".join(body.names), **numbers)]
        lines += [self.room.words(one) for one in body.open]
        title = say("holder.whole" if body.complete else "holder.open")
        self.card.show_words("good" if body.complete else "warn", title, "\n".join(lines))
        self.write.setEnabled(writable(self.room))

    def _write(self) -> None:
        body = self._body
        if body is None:
            return
        studio = self.room.studio
        name = file_name(f"{body.film} {body.holder}", "html")
        picking = Picking(self.window(), self.room.icons, self.room.memory)
        start = studio.folder.parent / name
        page = picking.target(self.room.title("reports-tab.write"), start, self.room.say("reports-tab.files"))
        if page is None:
            return
        files = [page.with_suffix(".html"), page.with_suffix(".json")]

        def done() -> Report:
            made = studio.holder_reports.make(who=body.holder)
            studio.holder_reports.give_out(report=made, files=files, replace=True)
            return made

        made = self.room.carry_out(done)
        if made is not None:
            wrote = [self.room.say("holder.wrote", file=str(file)) for file in files]
            self.told.setText("\n".join([*wrote, self.room.say("holder.last-hash", head=made.head)]))
            self.room.stage.announce(wrote[0])
