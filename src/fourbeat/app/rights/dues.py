"""Dues: who appears in the film and for how long, what is owed to them, what it cost, and who gets what."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from fourbeat.model.edit import Changes
from fourbeat.model.errors import FourbeatError
from fourbeat.model.message import Message
from fourbeat.model.names import file_name
from fourbeat.model.verdict import Decision
from fourbeat.studio.credits import credits
from fourbeat.studio.dues import Account, Due
from fourbeat.studio.dues_sheet import PARTIES, STATES, as_csv, as_html, detail, money, notes, seconds, terms_told, whom
from fourbeat.studio.duties import Duty, DutyState
from fourbeat.studio.pack_files import given_out
from fourbeat.studio.split import percent, revenue

from ..brief.words import LineField
from ..labels import Label
from ..picking import Picking
from ..room import Room
from .buttons import Buttons
from .card import Card
from .dues_sheet import DoneSheet
from .rows import Row, RowList
from .section import Section

TONES = {DutyState.MET: "good", DutyState.UNMET: "bad", DutyState.UNSAID: "warn"}

_UNCLEARED = {Decision.ASK: "warn", Decision.BLOCK: "bad"}


class DuesSection(Section):
    """Show what the film owes; the account is drawn up beside the window."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.account: Account | None = None
        self.card = Card(room)
        self.list = RowList(room, "dues.whom")
        self.duties = RowList(room, "dues.duties")
        self.told = Label(room.look, "", "caption", tone="text-soft")
        owed = Buttons(room)
        self.done = owed.add("dues-tab.done", self._done, "check")
        self.owed: tuple[QWidget, ...] = (self.duties, self.told, owed)
        self.cost = Label(room.look, "", "caption", tone="text-soft")
        self.sum = LineField(room, "dues-tab.sum", "dues-tab.sum-hint")
        self.parts = Label(room.look)
        self.by = Label(room.look, "", "caption", tone="text-soft")
        self.split: tuple[QWidget, ...] = (self.sum, self.parts, self.by)
        deeds = Buttons(room)
        self.copy = deeds.add("dues-tab.credits", self._copy, "copy")
        self.sheet = deeds.add("dues-tab.csv", partial(self._save, "csv"), "send")
        self.page = deeds.add("dues-tab.html", partial(self._save, "html"), "send")
        self.terms = deeds.add("dues-tab.terms", self._terms, "open")
        self.forget = deeds.add("dues-tab.forget", self._forget)
        for label in (self.told, self.cost, self.parts, self.by):
            label.setWordWrap(True)
        for widget in (self.card, self.list, *self.owed, self.cost, *self.split, deeds):
            self.lines.addWidget(widget)
        self.lines.addStretch(1)
        self.list.turned.connect(self._show_duties)
        self.duties.turned.connect(self._show_duty)
        self.sum.entry.editingFinished.connect(self._divide)
        self._divided = self._looked_at = ""
        self._again = False
        self.show_account(None)

    def concerns(self, changes: Changes) -> bool:
        """Follow what is in the cut, what it says, and what is known of rights."""
        return any((changes.rights, changes.takes, changes.shots, changes.reels, changes.cast, changes.project))

    def enter(self) -> None:
        """Take the keyboard where there is something to choose."""
        (self.list if self.list.isVisible() else self.terms).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def follow(self) -> None:
        """Draw the account up anew; while that is under way, news wait for its end."""
        self._again = self.asking
        if not self._again:
            self.ask(partial(self._drawn_up, self._divided), self._answered)

    @property
    def due(self) -> Due | None:
        """Give whom is looked at."""
        found = self.account.dues if self.account and self.list.row else ()
        return next((one for one in found if self.list.row and one.subject == self.list.row.key), None)

    @property
    def duty(self) -> Duty | None:
        """Give the duty that is looked at."""
        if (due := self.due) is None or self.duties.row is None:
            return None
        place = int(self.duties.row.key)
        return due.duties[place] if place < len(due.duties) else None

    def _drawn_up(self, divided: str) -> Account | Message:
        studio = self.room.studio
        amount, _, currency = divided.strip().rpartition(" ")
        try:
            reel = studio.reels.find()
            if divided and studio.dues.terms.there:
                return studio.dues.account(reel=reel, amount=amount, currency=currency)
            return studio.dues.account(reel=reel)
        except FourbeatError as error:
            return error.message

    def _answered(self, found: Account | Message) -> None:
        self.show_account(found)
        if self._again:
            self.follow()

    def show_account(self, found: Account | Message | None) -> None:
        """Show an account, why there is none, or that it is still being drawn up."""
        say = self.room.say
        self.account = account = found if isinstance(found, Account) else None
        if isinstance(found, Message):
            words = say("dues-tab.no-shots") if found.code == "reel.empty" else self.room.words(found)
            self.card.show_words("warn", say("dues-tab.none"), words)
        elif account is None:
            self.card.show_words("text-soft", say("dues-tab.reading"))
        else:
            self._head(account)
        dues = account.dues if account else ()
        self.list.setVisible(bool(dues))
        self.list.show_rows([self._row(one) for one in dues])
        self.cost.setVisible(account is not None)
        if account is not None:
            self.cost.setText(say("dues-tab.cost", cost=money(account.cost, self.room.desk.wording)))
        self._show_split()
        credited = account is not None and bool(credits(account, self.room.desk.wording).lines)
        self.copy.setEnabled(credited)
        for button in (self.sheet, self.page):
            button.setEnabled(account is not None)
        self.forget.setVisible(self.room.studio.dues.terms.there)

    def _head(self, account: Account) -> None:
        say, words = self.room.say, self.room.words
        said = "\n".join(map(words, notes(account)))
        unsaid = sum(duty.state is DutyState.UNSAID for due in account.dues for duty in due.duties)
        uncleared = [one.decision for one in account.dues if one.decision in _UNCLEARED]
        if not account.dues:
            self.card.show_words("good", say("dues.nobody"), said)
        elif account.open:
            self.card.show_words("bad", say("dues-tab.unmet", n=len(account.open)), said)
        elif uncleared:
            tone = max((_UNCLEARED[one] for one in uncleared), key=["warn", "bad"].index)
            self.card.show_words(tone, say("dues-tab.uncleared", n=len(uncleared)), said)
        elif unsaid:
            self.card.show_words("warn", say("dues-tab.unsaid", n=unsaid), said)
        else:
            self.card.show_words("good", say("dues-tab.met"), said)

    def _row(self, due: Due) -> Row:
        account = self.account
        assert account is not None
        states = {duty.state for duty in due.duties}
        tone = next((TONES[one] for one in (DutyState.UNMET, DutyState.UNSAID, DutyState.MET) if one in states), "")
        shots = len({one.shot for one in due.appearances})
        say = self.room.say
        below = [
            say("dues.person") if due.person else due.holder,
            say("dues-tab.seconds", seconds=seconds(account.rate, due.frames)),
            say("count.shots", n=shots),
        ]
        if due.planned:
            below.append(say("dues-tab.planned", seconds=seconds(account.rate, due.planned)))
        tone = _UNCLEARED.get(due.decision, tone or "text-soft")
        return Row(due.subject, whom(due, self.room.desk.wording), " · ".join(filter(None, below)), tone)

    def _show_duties(self) -> None:
        due = self.due
        for widget in self.owed:
            widget.setVisible(due is not None and bool(due.duties))
        rows = [
            Row(str(place), self.room.words(one.name), self.room.say(STATES[one.state]), TONES[one.state])
            for place, one in enumerate(due.duties if due else ())
        ]
        # What is not met is looked at first.
        first = next((row.key for row in rows if row.tone == "bad"), "")
        new = (due.subject if due else "") != self._looked_at
        self._looked_at = due.subject if due else ""
        self.duties.show_rows(rows, key=first if new else "")
        self._show_duty()

    def _show_duty(self) -> None:
        due, duty = self.due, self.duty
        if due is None or duty is None:
            self.told.setText("")
            self.done.setEnabled(False)
            return
        to = self.room.say("dues-tab.to", name=due.payee(duty))
        self.told.setText("\n".join(filter(None, (to, detail(duty), self.room.words(duty.why)))))
        self.done.setEnabled(duty.state is not DutyState.MET and not self.room.studio.store.read_only)

    def _show_split(self) -> None:
        split = self.account.split if self.account else None
        for widget in self.split:
            widget.setVisible(split is not None)
        if split is None:
            return
        lines = []
        for one in split.parts:
            got = [self.room.say(PARTIES[one.party]), one.name, f"{percent(one.share)} %"]
            lines.append(" · ".join(got if one.amount is None else [*got, f"{one.amount:f} {split.currency}"]))
        self.parts.setText("\n".join(lines))
        self.by.setText("\n".join(terms_told(split, self.room.desk.wording)))

    def _divide(self) -> None:
        text = str(self.sum.value())
        if text == self._divided:
            return
        amount, _, currency = text.strip().rpartition(" ")
        self.sum.show_fault("")
        try:
            if text:
                revenue(amount, currency)
        except FourbeatError as error:
            self.sum.show_fault(self.room.words(error.message))
            return
        self._divided = text
        self.follow()

    def _done(self) -> None:
        if (due := self.due) is not None and (duty := self.duty) is not None:
            sheet = DoneSheet(self.room, due, duty)
            sheet.present()
            sheet.reason.setFocus()

    def _copy(self) -> None:
        if self.account is not None:
            made = credits(self.account, self.room.desk.wording)
            QApplication.clipboard().setText(made.text)
            self.room.stage.announce(self.room.say("dues-tab.copied", n=len(made.lines)))

    def _save(self, kind: str) -> None:
        account, words = self.account, self.room.desk.wording
        if account is None:
            return
        title = self.room.say("dues.page-title", title=account.title).replace(":", "").replace("：", " ")
        start = self.room.studio.folder.parent / file_name(title, kind)
        picking = Picking(self.window(), self.room.icons, self.room.memory)
        code = "dues-tab.csv-title" if kind == "csv" else "dues-tab.html-title"
        file = picking.target(self.room.say(code), start, f"{kind.upper()} (*.{kind})")
        if file is None:
            return
        data = as_csv(account, words) if kind == "csv" else as_html(account, words, self.room.desk.now()[:10])
        if self.room.attempt(partial(_written, file, data)):
            self.room.stage.announce(self.room.say("dues.written", file=file.name))

    def _terms(self) -> None:
        picking = Picking(self.window(), self.room.icons, self.room.memory)
        file = picking.file(self.room.say("dues-tab.terms-title"), "terms", "TOML (*.toml)")
        if file is not None and (kept := self.room.attempt(partial(self.room.studio.dues.terms.keep, file=file))):
            self.room.stage.announce(self.room.say("terms.kept", day=kept.dated.isoformat()))
            self.follow()

    def _forget(self) -> None:
        if self.room.attempt(self.room.studio.dues.terms.forget):
            self.room.stage.announce(self.room.say("terms.forgotten"))
            self.follow()


def _written(file: Path, data: bytes) -> bool:
    # The dialog has asked already whether a file that is there may go.
    given_out(file, data, replace=True)
    return True
