"""The reference pictures of a shot, character, place or prop: each small, with its role and what it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QGridLayout, QMenu, QPushButton, QToolButton, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.model.format import Size
from fourbeat.model.ids import Id
from fourbeat.model.plan import Declared, Reference, Role, Shot
from fourbeat.studio.ordering import neighbours
from fourbeat.studio.references import Owner

from ..brief.controls import Choice
from ..brief.field import Field
from ..emptying import empty
from ..errand import Errand
from ..picking import Picking
from ..room import Room
from ..stills.offered import Offered
from .crop_sheet import CropSheet
from .grip import REFERENCE, Grip, Sign
from .taking import ENDINGS, beside, paste, take_in

SIDE = 320
"""How large the small pictures are made, in pixels."""

ROLES = {
    Role.FIRST_FRAME: "pictures.first-frame",
    Role.LAST_FRAME: "pictures.last-frame",
    Role.CHARACTER: "pictures.character",
    Role.PLACE: "pictures.place",
    Role.STYLE: "pictures.style",
    Role.VOICE: "pictures.voice",
}
DECLARED = {
    Declared.UNDECLARED: "pictures.undeclared",
    Declared.NO_PERSON: "pictures.no-person",
    Declared.SYNTHETIC: "pictures.synthetic",
    Declared.REAL_PERSON: "pictures.real-person",
}


class Pictures(Field):
    """Show and change the pictures of one owner; files may be dropped on it."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "pictures.title")
        self.owner: Owner | None = None
        self._shown: list[Reference] = []
        self._cells: list[tuple[QWidget, ...]] = []
        self._small: dict[str, QIcon] = {}
        self._asked: set[str] = set()
        self._errands: list[Errand] = []
        self._box = QWidget()
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._sign = Sign(room, self._box)
        self.lines.addWidget(self._box)
        self.add = QPushButton(room.say("pictures.add"))
        self.add.setProperty("flat", True)
        room.icons.dress(self.add, "add", "text-soft")
        menu = QMenu(self.add)
        menu.addAction(room.say("pictures.files")).triggered.connect(lambda _on=False: self.ask_files())
        menu.addAction(room.say("pictures.paste")).triggered.connect(lambda _on=False: self.paste())
        self._previous = menu.addAction(room.say("act.ref-previous"))
        self._previous.triggered.connect(lambda _on=False: room.actions["ref-previous"].trigger())
        menu.addAction(room.say("act.use-frame")).triggered.connect(
            lambda _on=False: room.actions["use-frame"].trigger()
        )
        self._still = menu.addAction(room.say("act.make-still"))
        self._still.triggered.connect(lambda _on=False: self._make(whole=False))
        self._sheet = menu.addAction(room.say("pictures.make-sheet"))
        self._sheet.triggered.connect(lambda _on=False: self._make(whole=True))
        self.add.setMenu(menu)
        self.setFocusProxy(self.add)
        self.setAcceptDrops(True)
        self.lines.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.offered = Offered(room)
        self.lines.addWidget(self.offered)

    # What is shown

    def show_owner(self, owner: Owner | None) -> None:
        """Show the pictures of a shot, character, place or prop."""
        self.owner = owner
        rows = self.room.studio.references.of(owner) if owner is not None else []
        self._previous.setVisible(isinstance(owner, Shot))
        self._sheet.setVisible(not isinstance(owner, Shot))
        self.offered.show_owner(owner)
        if rows != self._shown:
            self._shown = rows
            self._build()

    def value(self) -> object:
        """Give the pictures."""
        return tuple(self._shown)

    def dress(self) -> None:
        """Follow the look."""
        super().dress()
        self._build()

    def _build(self) -> None:
        empty(self._grid)
        self._grid.setSpacing(self.room.theme.space("xs"))
        self._cells = [self._row(one, place) for place, one in enumerate(self._shown)]
        for place, (picture, role, shows, more) in enumerate(self._cells):
            self._grid.addWidget(picture, 2 * place, 0, 2, 1)
            self._grid.addWidget(role, 2 * place, 1)
            self._grid.addWidget(shows, 2 * place + 1, 1)
            self._grid.addWidget(more, 2 * place, 2, 2, 1)
        self._box.setVisible(bool(self._shown))

    def _row(self, one: Reference, place: int) -> tuple[QWidget, ...]:
        say, high = self.room.say, self.room.theme.size("field") * 2
        picture, more = Grip(self.room, one.id), QToolButton()
        picture.setIconSize(QSize(high * 16 // 9, high))
        picture.setProperty("flat", True)
        self.room.name(picture, "pictures.one", number=place + 1, name=one.name)
        picture.setIcon(self._icon(one))
        picture.clicked.connect(partial(self._crop, one))
        role = self._choice([(key, say(code)) for key, code in ROLES.items()], one.role, "column.role")
        role.activated.connect(lambda row: self._set(one, role=list(ROLES)[row]))
        shows = self._choice([(key, say(code)) for key, code in DECLARED.items()], one.declared, "column.declared")
        shows.activated.connect(lambda row: self._set(one, declared=list(DECLARED)[row]))
        more.setProperty("flat", True)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.room.name(more, "pictures.more", number=place + 1)
        self.room.icons.dress(more, "more", "text-soft")
        menu = QMenu(more)
        menu.addAction(say("pictures.crop")).triggered.connect(partial(self._crop, one))
        if one.still is not None:
            menu.addAction(say("pictures.still")).triggered.connect(partial(self._see_still, one.still))
        if one.original:
            menu.addAction(say("pictures.uncrop")).triggered.connect(partial(self._uncrop, one))
        if isinstance(self.owner, Shot):
            menu.addAction(say("pictures.palette")).triggered.connect(partial(self._palette, one))
        menu.addAction(say("pictures.strip")).triggered.connect(partial(self._strip, one))
        menu.addAction(say("pictures.remove")).triggered.connect(partial(self._remove, one))
        more.setMenu(menu)
        return picture, role, shows, more

    def _choice(self, choices: Sequence[tuple[object, str]], now: object, code: str) -> Choice:
        choice = Choice(self.room)
        choice.addItems([words for _, words in choices])
        choice.setCurrentIndex([value for value, _ in choices].index(now))
        choice.setAccessibleName(self.room.say(code))
        choice.setToolTip(choice.currentText())
        return choice

    def _icon(self, one: Reference) -> QIcon:
        """Give the small picture, or have a worker process make it and show the rows anew."""
        if one.sha256 in self._small:
            return self._small[one.sha256]
        if one.sha256 not in self._asked:
            self._asked.add(one.sha256)
            references = self.room.studio.references
            self._beside(lambda: references.small(one, SIDE), partial(self._made, one.sha256), quiet=True)
        return self.room.icons.icon("film", "text-faint")

    def _made(self, sha256: str, file: object) -> None:
        self._small[sha256] = QIcon(QPixmap(str(file)))
        for one, (picture, *_others) in zip(self._shown, self._cells, strict=True):
            # The row stays, and the keyboard in it.
            if one.sha256 == sha256 and isinstance(picture, Grip):
                picture.setIcon(self._small[sha256])

    # What is done

    def take_in(self, files: Sequence[Path]) -> None:
        """Add files; a picture that is there already is told and not added."""
        if self.owner is not None:
            take_in(self.room, self.owner, files)

    def _make(self, *, whole: bool) -> None:
        from ..stills.sheet import StillSheet

        if self.owner is not None:
            StillSheet(self.room, self.owner, whole=whole).present()

    def ask_files(self) -> None:
        """Ask for files."""
        kinds = " ".join(f"*{ending}" for ending in ENDINGS)
        filters = f"{self.room.say('pictures.kinds')} ({kinds})"
        picking = Picking(self, self.room.icons, self.room.memory)
        self.take_in(picking.files(self.room.title("pictures.files"), "picture", filters))

    def paste(self) -> None:
        """Add the picture on the clipboard, or the files that were copied."""
        if self.owner is not None:
            paste(self.room, self.owner)

    def shift(self, by: int) -> None:
        """Let the picture with the keyboard change places with its neighbour, and keep the keyboard."""
        focus = QApplication.focusWidget()
        held = [
            (place, column) for place, row in enumerate(self._cells) for column, one in enumerate(row) if one is focus
        ]
        if not held or self.room.studio.store.read_only:
            return
        place, column = held[0]
        after, before = neighbours(self._shown, self._shown[place], by)
        if (after or before) is not None:
            self._move(self._shown[place].id, after, before)
            there = self._cells[place + by][column]
            # What has just been laid out is shown a moment later, and what is not shown takes no keyboard.
            there.show()
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, identity: Id, after: Reference | None, before: Reference | None) -> None:
        references = self.room.studio.references
        one = self.room.studio.plan.get(Reference, identity)
        if self.room.attempt(lambda: references.move(one=one, after=after, before=before)) is None:
            return
        self.room.bridge.flush()
        self.show_owner(self.owner)
        place = [row.id for row in self._shown].index(identity) + 1
        self.room.stage.announce(self.room.say("cast-dock.moved", name=one.name, place=place, n=len(self._shown)))

    def _row_at(self, event: QDropEvent) -> tuple[int, bool]:
        """Say beside which picture something dragged would stand, and whether after it."""
        at = self._box.mapFrom(self, event.position().toPoint()).y()
        for place in range(len(self._shown)):
            box = self._around(place)
            if at <= box.bottom():
                return place, at > box.center().y()
        return len(self._shown) - 1, True

    def _around(self, place: int) -> QRect:
        return self._grid.cellRect(2 * place, 0).united(self._grid.cellRect(2 * place + 1, 0))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and pictures that change their place here."""
        data = event.mimeData()
        ours = data.hasFormat(REFERENCE) and any(one.id == _dragged(event) for one in self._shown)
        if ours or any(url.isLocalFile() for url in data.urls()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which pictures it would land."""
        if event.mimeData().hasFormat(REFERENCE):
            self._point_at(self._row_at(event))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the sign away."""
        self._point_at(None)
        super().dragLeaveEvent(event)

    def _point_at(self, place: tuple[int, bool] | None) -> None:
        self._sign.setVisible(place is not None)
        if place is not None:
            thick, box = self.room.theme.size("focus"), self._around(place[0])
            high = box.bottom() + 1 if place[1] else max(0, box.top() - thick)
            self._sign.setGeometry(0, high, self._box.width(), thick)
            self._sign.raise_()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that were dropped, or move the picture."""
        self._point_at(None)
        if event.mimeData().hasFormat(REFERENCE):
            row, after = self._row_at(event)
            other, identity = self._shown[row], _dragged(event)
            if identity != other.id and any(one.id == identity for one in self._shown):
                self._move(identity, other if after else None, None if after else other)
            event.acceptProposedAction()
            return
        self.take_in([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def work(self, verb: Callable[[], object], done: Callable[[object], None] | None = None) -> None:
        """Do beside the window what needs a worker process."""
        self.room.stage.announce(self.room.say("pictures.working"))
        self._beside(verb, done or (lambda _made: self.room.stage.announce(self.room.say("pictures.done"))))

    def _beside(self, verb: Callable[[], object], done: Callable[[object], None], *, quiet: bool = False) -> None:
        errand = Errand(lambda _tell: verb(), None, self)
        self._errands.append(errand)

        def ended() -> None:
            self._errands.remove(errand)
            errand.deleteLater()

        def opened(made: object) -> None:
            ended()
            self.room.bridge.flush()
            done(made)

        def refused(error: FourbeatError) -> None:
            ended()
            if not quiet:
                self.room.attempt(partial(_raise, error))

        errand.opened.connect(opened)
        errand.refused.connect(refused)
        errand.stopped.connect(ended)
        errand.start()

    def _set(self, one: Reference, *, role: Role | None = None, declared: Declared | None = None) -> None:
        self.room.attempt(partial(self.room.studio.references.change, one=one, role=role, declared=declared))

    def _palette(self, one: Reference, _on: bool = False) -> None:
        shot = self.owner
        if isinstance(shot, Shot):
            self.work(lambda: self.room.studio.references.palette(shot=shot, one=one))

    def _see_still(self, still: Id, _on: bool = False) -> None:
        from ..stills.view import StillView

        stills = self.room.studio.stills
        seen = stills.find(still)
        StillView(self.room, seen.still, stills.whose(seen.still), decided=True).present()

    def _strip(self, one: Reference, _on: bool = False) -> None:
        strip = partial(self.room.studio.references.strip, one=one)
        beside(self.room, strip, lambda told: self.room.say("ref.stripped" if told else "ref.clean", picture=one.name))

    def _remove(self, one: Reference, _on: bool = False) -> None:
        self.room.attempt(partial(self.room.studio.references.remove, one=one))

    def _uncrop(self, one: Reference, _on: bool = False) -> None:
        self.room.attempt(partial(self.room.studio.references.uncrop, one=one))

    def _crop(self, one: Reference, _on: bool = False) -> None:
        owner, references = self.owner, self.room.studio.references
        plan = self.room.studio.plan
        wanted = (owner.size if isinstance(owner, Shot) else None) or plan.project.size
        whole = one.model_copy(update={"sha256": one.original or one.sha256})

        def show(file: object) -> None:
            sheet = CropSheet(self.room, whole, Path(str(file)), Size.parse(wanted))
            sheet.chosen.connect(
                lambda box, size: self.work(lambda: references.crop(one=one, size=Size.parse(size), box=tuple(box)))
            )
            sheet.present()
            sheet.enter()

        self._beside(lambda: references.small(whole, 960), show)


def _dragged(event: QDropEvent) -> Id:
    return bytes(event.mimeData().data(REFERENCE).data()).decode(errors="replace")


def within_pictures() -> Pictures | None:
    """Find the pictures that hold the keyboard."""
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, Pictures):
        widget = widget.parentWidget()
    return widget


def _raise(error: FourbeatError) -> None:
    raise error


def picture_owner(room: Room) -> Owner | None:
    """Give whose pictures are looked at: the person, place or prop of the inspector, else the selected shot."""
    from ..cast.subject import subject

    shot: Id | None = room.selection.shot
    return subject(room) or room.studio.plan.find(Shot, shot)
