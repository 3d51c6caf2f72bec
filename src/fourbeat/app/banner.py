"""The banner over the window while the project cannot be written: what happened, what is kept, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from fourbeat.model.job import ENDED

from .labels import Label
from .panel import Page
from .room import Room

_LOOK = 500
"""Milliseconds between two looks at whether there is something to copy."""


class Banner(QWidget):
    """Stand above everything while there is trouble, and only then."""

    def __init__(self, room: Room, pages: dict[str, Page]) -> None:
        super().__init__()
        self._room, self._pages = room, pages
        self._told = False
        self.setObjectName("banner")
        self.setAutoFillBackground(True)
        self.title, self.text = Label(room.look, "", "heading", bold=True), Label(room.look, "", tone="text-soft")
        for label in (self.title, self.text):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._icon = QLabel()
        self.again = QPushButton(room.say("trouble.again"))
        self.again.setProperty("primary", True)
        self.again.clicked.connect(room.standing.try_again)
        self.copy = QPushButton(room.say("trouble.copy"))
        self.copy.clicked.connect(self._copy)
        self.elsewhere = QPushButton(room.say("trouble.elsewhere"))
        self.elsewhere.clicked.connect(lambda: room.actions["leave"].trigger())
        self._page = QScrollArea()
        self._page.setWidgetResizable(True)
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.setWidget(self.text)
        for widget in (self._page.viewport(), self.text):
            widget.setAutoFillBackground(False)
        self._page.setAccessibleName(room.say("trouble.words"))
        words, buttons = QVBoxLayout(), QHBoxLayout()
        words.addWidget(self.title)
        words.addWidget(self._page)
        for button in (self.again, self.copy, self.elsewhere):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        words.addLayout(buttons)
        self._lines = QHBoxLayout(self)
        self._lines.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(words, 1)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK)
        self._watch.timeout.connect(self._look)
        room.standing.changed.connect(self.renew)
        room.look.changed.connect(self._dress)
        self._dress()
        self.setVisible(False)
        self.renew()

    def renew(self) -> None:
        """Say what the trouble is, or vanish with it."""
        room, trouble = self._room, self._room.standing.trouble
        if trouble is None:
            if self._told:
                room.stage.announce(room.say("trouble.over"))
            self._told = False
            self._watch.stop()
            if self.isAncestorOf(self.focusWidget() or self):
                self.window().setFocus()
            self.setVisible(False)
            return
        title = room.desk.wording.title(trouble)
        self.title.setText(title)
        parts = [room.words(trouble.message), room.say("trouble.typed")]
        counts = room.studio.jobs.counts() if trouble.code != "store.gone" else {}
        waiting = sum(number for state, number in counts.items() if state not in ENDED)
        if waiting and room.studio.jobs.paused is not None:
            parts.append(room.say("trouble.stopped", n=waiting))
        self.text.setText(" ".join(parts) if room.desk.wording.language != "ja" else "".join(parts))
        self._look()
        self._watch.start()
        self.setVisible(True)
        self._fit()
        self._told = True
        room.stage.announce(title)

    def unkept(self) -> str:
        """Gather what was typed anywhere and is not saved."""
        return "\n\n".join(text for page in self._pages.values() if (text := page.unkept()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words whole as far as there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let long words scroll where text is large: the window must not outgrow its screen."""
        if self.isHidden():
            return
        whole = max(0, self.text.heightForWidth(self._page.viewport().width()))
        line = self.text.fontMetrics().lineSpacing()
        most = line * max(2, self.window().height() // 8 // line)
        self._page.setFixedHeight(min(whole, most))
        scrolls = whole > most
        self._page.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()

    def _look(self) -> None:
        self.copy.setVisible(bool(self.unkept()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.unkept())
        self._room.stage.announce(self._room.say("trouble.copied"))

    def _dress(self) -> None:
        theme = self._room.theme
        side, edge = theme.space("l"), theme.space("s")
        self._lines.setContentsMargins(side, edge, side, edge)
        self._lines.setSpacing(theme.space("m"))
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.colour("raised"))
        self.setPalette(palette)
        self._fit()
        self._icon.setPixmap(self._room.icons.icon("warning", "warn").pixmap(theme.size("icon"), theme.size("icon")))
