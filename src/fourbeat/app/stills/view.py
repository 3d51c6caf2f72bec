"""A still seen large, with how it came to be and what people saw in it: to be used or discarded."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QSizePolicy

from fourbeat.model.still import Still

from ..board.asking import Asking
from ..errand import Errand
from ..labels import Label
from ..queue.sending import made
from ..queue.sent_words import SentWords
from ..room import Room
from ..takes.review import Looked, review

SIDE = 1280
"""The longest side it is shown at, in pixels."""

_LINES = 3


class Shown(QLabel):
    """Show a picture as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = QPixmap()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def minimumSizeHint(self) -> QSize:
        """Need little room."""
        return QSize(160, 90)

    def show_picture(self, picture: QPixmap) -> None:
        """Show another picture."""
        self.whole = picture
        self._fit()

    def resizeEvent(self, _event: object) -> None:
        """Follow the room there is."""
        self._fit()

    def _fit(self) -> None:
        if not self.whole.isNull():
            self.setPixmap(
                self.whole.scaled(
                    self.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            )


class StillView(Asking):
    """Show one still, what it was asked for with, what was seen in it, and let it be used or discarded.

    One that is `decided`, a reference already, is only looked at.
    """

    used = Signal()
    discarded = Signal()

    def __init__(self, room: Room, one: Still, name: str, *, decided: bool = False) -> None:
        super().__init__(room, "act.make-still", "still-dock.use")
        self.paged = True
        say = room.say
        view = say(f"view.{one.view}")
        self.setWindowTitle(say("job.still", name=name, number=one.number, view=view))
        self.picture = Shown()
        self.picture.setAccessibleName(self.windowTitle())
        self.lines.addWidget(self.picture, 1)
        size = f"{one.facts.width} × {one.facts.height}"
        made_by = say("still-dock.made", generator=made(room, one.provider, one.model), size=size)
        self.made = Label(room.look, made_by, "caption", tone="text-soft")
        self.made.setWordWrap(True)
        self.lines.addWidget(self.made)
        self.prompt = SentWords(room, say("remix-sheet.prompt"), _LINES, one.prompt)
        self.lines.addWidget(self.prompt)
        self.looked = Looked(room)
        self.looked.show_made(one)
        self.lines.addWidget(self.looked)
        self.discard = QPushButton(say("still-dock.discard"))
        self.discard.setAutoDefault(False)
        self.buttons.addButton(self.discard, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.discard.clicked.connect(self._discard)
        self._one, self._name = one, name
        self.review = QPushButton(say("act.still-review"))
        self.review.setAutoDefault(False)
        self.buttons.addButton(self.review, QDialogButtonBox.ButtonRole.ActionRole)
        self.review.clicked.connect(self._review)
        self.go.setVisible(not decided)
        self.discard.setVisible(not decided)
        for button in (self.go, self.discard, self.review):
            button.setEnabled(not room.studio.store.read_only)
        self._errand = Errand(lambda _tell: room.studio.stills.small(one, SIDE), None, self)
        self._errand.opened.connect(lambda file: self.picture.show_picture(QPixmap(str(file))))
        self._errand.refused.connect(lambda error: self.made.setText(room.words(error.message)))
        self.finished.connect(lambda _done: self._errand.wait())
        self._errand.start()

    def present(self) -> None:
        """Show the still, ready to be used."""
        super().present()
        (self.leave if self.go.isHidden() else self.go).setFocus()

    def done_asking(self) -> None:
        """Use it."""
        self.accept()
        self.used.emit()

    def _review(self) -> None:
        sheet = review(self.room, self._one, self._name)
        if sheet is not None:
            sheet.accepted.connect(lambda: self.looked.show_made(self._one))

    def _discard(self) -> None:
        self.reject()
        self.discarded.emit()
