"""The findings' page: what is found in the looked-at shot or in the whole film, and what would clear it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QDockWidget, QListView, QScrollArea, QVBoxLayout, QWidget

from fourbeat.model.finding import Finding, Rank
from fourbeat.model.ids import Id
from fourbeat.model.plan import Ruling, Shot
from fourbeat.studio.remedies import Remedy, Way

from ..chooser import Chooser
from ..labels import Label
from ..panel import Page
from ..rights.remedies import carry_out
from ..room import Room
from .carrying_out import carry_out_fix
from .details import Details
from .model import FindingList
from .reader import reader
from .reason import Reason
from .row import FindingRow

FINDINGS = "findings"

_ACCEPTED = 2
"""The place of the accepted ones in the choice of what is shown."""


class Findings(Page):
    """Show findings, lead to their words, and clear them."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.reader = reader(room)
        self.list = FindingList(room)
        self.view = QListView(self)
        self.view.setModel(self.list)
        self.view.setItemDelegate(FindingRow(room, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        room.name(self.view, "findings-dock.name")
        self.view.setToolTip("")
        self.scope = Chooser(room.look, room.icons, room.say("findings-dock.scope"))
        self.scope.addItems(
            [room.say("findings-dock.this-shot"), room.say("findings-dock.film"), room.say("findings-dock.accepted")]
        )
        self.details = Details(room)
        self.empty = Label(room.look, "", tone="text-soft")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._foot = QScrollArea()
        self._foot.setWidgetResizable(True)
        self._foot.setFrameShape(QScrollArea.Shape.NoFrame)
        self._foot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._foot.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._foot.setWidget(self.details)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.view, 3)
        lines.addWidget(self.empty, 3)
        lines.addWidget(self._foot, 2)
        self.setAutoFillBackground(True)
        self._kept: Finding | None = None
        self._rulings: dict[tuple[Id, str], Ruling] = {}
        self.scope.currentIndexChanged.connect(lambda _row: self._scoped())
        self.view.selectionModel().currentChanged.connect(self._turned)
        self.view.activated.connect(lambda _index: room.actions["finding-show"].trigger())
        self.view.doubleClicked.connect(lambda _index: room.actions["finding-show"].trigger())
        self.details.fix.connect(self.fix)
        self.details.accept.connect(self.accept)
        self.details.remedy.connect(self.remedy)
        room.selection.changed.connect(self._follow)
        self.reader.found.connect(self._read)
        self.reader.settled.connect(self.renew)
        room.look.changed.connect(self.view.doItemsLayout)
        self.renew()

    def tools(self) -> QWidget | None:
        """Give the choice between this shot, the film, and what was accepted."""
        return self.scope

    def enter(self) -> None:
        """Take the keyboard in the list, or in the words that stand in for it."""
        (self.empty if self.view.isHidden() else self.view).setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.view.currentIndex().isValid() and (found := self.list.findings()):
            self.view.setCurrentIndex(self.list.index(found[0][0]))

    @property
    def current(self) -> Finding | None:
        """Give the finding that is looked at."""
        return self.list.finding(self.view.currentIndex().row())

    @property
    def whole(self) -> bool:
        """Tell whether the whole film is shown."""
        return self.scope.currentIndex() == 1

    @property
    def accepted(self) -> bool:
        """Tell whether what may stand is shown."""
        return self.scope.currentIndex() == _ACCEPTED

    def renew(self) -> None:
        """Show what is found now; the finding that is looked at stays, or the one that took its place."""
        room, kept = self.room, self._kept
        row = max(0, self.view.currentIndex().row())
        self._rulings = {}
        if self.accepted:
            stands = room.studio.findings.standing()
            found = [one for one, _ruling in stands]
            self._rulings = {(one.shot, one.fingerprint): ruling for one, ruling in stands}
        elif self.whole:
            known = self.room.studio.findings.film(
                [shot for shot in room.studio.plan.cut_shots() if shot.id in self.reader.tallies]
            )
            found = [one for several in known.values() for one in several]
        else:
            found = list(self.reader.of(room.selection.shot))
        self.list.show(found)
        here = self.list.row_of(kept)
        if here is None and kept is not None and self.list.findings():
            here = min((one for one, _finding in self.list.findings()), key=lambda place: abs(place - row))
        if here is not None:
            self.view.setCurrentIndex(self.list.index(here))
        self._detail(self.current)
        self._foot.setVisible(self.current is not None)
        self.view.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.empty.setText(self._nothing())
        self.setFocusProxy(self.view if found else self.empty)
        self._count()

    def look_at(self, finding: Finding) -> None:
        """Look at one finding of the looked-at shot."""
        self.scope.setCurrentIndex(0)
        self.renew()
        if (row := self.list.row_of(finding)) is not None:
            self.view.setCurrentIndex(self.list.index(row))

    def step(self, by: int) -> Finding | None:
        """Go to the next finding or the one before, from shot to shot; give it."""
        found = self.list.findings()
        row = self.view.currentIndex().row()
        later = [one for one, _finding in found if (one > row if by > 0 else one < row)]
        if later:
            self.view.setCurrentIndex(self.list.index(later[0] if by > 0 else later[-1]))
        elif not self.whole and not self.accepted and (shot := self._other(by)) is not None:
            self._kept = None
            self.room.selection.choose([shot])
            self.renew()
            found = self.list.findings()
            if found:
                self.view.setCurrentIndex(self.list.index(found[0 if by > 0 else -1][0]))
        elif found:
            self.view.setCurrentIndex(self.list.index(found[0 if by > 0 else -1][0]))
        return self.current

    def fix(self, number: int = 0) -> None:
        """Carry out one of the fixes of the finding that is looked at."""
        finding = self.current
        if finding is None or number >= len(finding.fixes):
            return
        self._keep_words()
        carry_out_fix(self.room, finding, number)

    def remedy(self, remedy: Remedy) -> None:
        """Lead to what clears the finding of rights that is looked at."""
        finding = self.current
        if finding is not None:
            self._keep_words()
            carry_out(self.room, finding, remedy)

    def accept(self) -> None:
        """Ask why the finding may stand, and let it; one that may stand is told again."""
        finding = self.current
        if finding is None:
            return
        self._keep_words()
        if finding.rank is Rank.RIGHTS:
            # What concerns the rights of others is not let stand but cleared, where it can be.
            ways = self.room.studio.remedies.of(finding)
            way = next((one for one in ways if one.way is Way.CLEAR), next(iter(ways), None))
            if way is not None:
                carry_out(self.room, finding, way)
            return
        if self.accepted:
            ruling = self._rulings[finding.shot, finding.fingerprint]
            if self.room.attempt(partial(self.room.studio.findings.reopen, rulings=[ruling])) is not None:
                self.room.bridge.flush()
                self.renew()
                self.room.stage.announce(self.room.say("findings-dock.reopened"))
            return
        sheet = Reason(self.room, self.room.words(finding.what), self)
        if sheet.exec():
            verb = partial(self.room.studio.findings.accept, findings=[finding], reason=sheet.entry.text())
            self.room.attempt(verb)
        sheet.deleteLater()

    # Inside

    def _keep_words(self) -> None:
        """Let the brief keep what is being written before anything changes it."""
        pages = getattr(self.window(), "pages", {})
        draft = getattr(pages.get("brief"), "draft", None)
        if draft is not None:
            draft.begin_visit()

    def _other(self, by: int) -> str | None:
        """Find the nearest shot in a direction that has findings, around the end of the film."""
        shots = [shot.id for shot in self.room.studio.plan.cut_shots()]
        if not shots:
            return None
        now = self.room.selection.shot
        at = shots.index(now) if now in shots else 0
        around = [*shots[at + 1 :], *shots[:at]] if by > 0 else [*reversed(shots[:at]), *reversed(shots[at + 1 :])]
        tallies = self.reader.tallies
        return next((shot for shot in around if shot in tallies and tallies[shot].all), None)

    def _scoped(self) -> None:
        self._kept = None
        self.renew()
        self.room.actions.refresh()

    def _detail(self, finding: Finding | None) -> None:
        ruling = self._rulings.get((finding.shot, finding.fingerprint)) if finding is not None else None
        self.details.show_finding(finding, ruling)
        if finding is not None and finding.rank is Rank.RIGHTS:
            self.details.show_remedies(self.room.studio.remedies.of(finding))

    def _follow(self) -> None:
        if not self.whole and not self.accepted:
            self._kept = None
            self.renew()

    def _read(self, shots: frozenset[str]) -> None:
        if self.accepted or (self.room.selection.shot in shots and not self.whole):
            self.renew()
        else:
            self._count()

    def _turned(self, now: QModelIndex, _before: QModelIndex) -> None:
        finding = self.list.finding(now.row())
        if finding is not None:
            self._kept = finding
        self._detail(finding)
        self._foot.setVisible(finding is not None)

    def _nothing(self) -> str:
        shot = self.room.studio.plan.find(Shot, self.room.selection.shot)
        if self.accepted:
            return self.room.say("findings-dock.none-accepted")
        if self.whole:
            return self.room.say("findings-dock.film-clean")
        if shot is None:
            return self.room.say("findings-dock.no-shot")
        return self.room.say("findings-dock.clean", shot=shot.number)

    def _count(self) -> None:
        """Say in the tab how much is found in the film."""
        count = self.reader.tally.all
        title = self.room.say("dock.findings")
        widget: QWidget | None = self
        while widget is not None and not isinstance(widget, QDockWidget):
            widget = widget.parentWidget()
        if widget is not None:
            widget.setWindowTitle(self.room.say("findings-dock.tab", title=title, n=count) if count else title)
        shown = len(self.list.findings())
        self.noted.emit(self.room.say("findings-dock.shown", n=shown) if shown else "")
