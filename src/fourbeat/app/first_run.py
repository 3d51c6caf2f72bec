"""The first screen: language and text size, three ways to begin, and the projects opened lately."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from fourbeat.model.errors import FourbeatError
from fourbeat.studio import demo
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import looks_like_project, open_studio
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import LANGUAGES

from .choice import Choice
from .chooser import Chooser
from .icons import Icons
from .labels import Label
from .memory import Memory
from .new_project import NewProject
from .theme import LEAST, MOST, STEP, Look

_DEMO = "workshop"
_LISTED = 6
"""How many projects the list shows at once."""


class FirstRun(QWidget):
    """Let the person begin; `opened` carries the studio they chose."""

    opened = Signal(object)
    language_wanted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        look: Look,
        icons: Icons,
        memory: Memory,
        projects: Path,
        show_error: Callable[[FourbeatError], None],
    ) -> None:
        super().__init__()
        self._desk, self._look, self._icons = desk, look, icons
        self._memory, self._projects = memory, projects
        self._show_error = show_error
        self.setWindowTitle(desk.say("first.window"))
        title = Label(look, desk.say("first.title"), "title", bold=True)
        lead = Label(look, desk.say("first.lead"), tone="text-soft")
        lead.setWordWrap(True)
        body = QWidget()
        self._lines = QVBoxLayout(body)
        self._lines.addWidget(title)
        self._lines.addWidget(lead)
        self._lines.addLayout(self._choices())
        say = desk.say
        self.demo = Choice(look, icons, "film", say("first.demo"), say("first.demo-hint"))
        self.new = Choice(look, icons, "idea", say("first.new"), say("first.new-hint"))
        self.other = Choice(look, icons, "open", say("first.open"), say("first.open-hint"))
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for choice, way in ((self.demo, self.look_at_demo), (self.new, self.begin_new), (self.other, self.open_other)):
            choice.clicked.connect(way)
            self._ways.addWidget(choice, 1)
        self._lines.addLayout(self._ways)
        self._recent()
        self._lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        look.changed.connect(self._dress)
        self._dress()
        self.resize(self.sizeHint())

    def look_at_demo(self) -> None:
        """Build the example film, or open the one built before."""
        self._try(self._demo)

    def begin_new(self) -> None:
        """Ask for a name, a folder and a format, and make the project."""
        dialog = NewProject(self._desk, self._look, self._icons, self._projects, self)
        dialog.made.connect(self._try)
        dialog.open()

    def open_other(self) -> None:
        """Ask for a project's folder and open it."""
        chosen = QFileDialog.getExistingDirectory(self, self._desk.say("first.open"), str(self._projects))
        if chosen:
            self.open_folder(Path(chosen))

    def open_folder(self, folder: Path) -> None:
        """Open a project's folder."""
        self._try(lambda: open_studio(folder, self._desk))

    def _try(self, way: Callable[[], Studio]) -> None:
        try:
            studio = way()
        except FourbeatError as error:
            self._show_error(error)
            return
        self.opened.emit(studio)

    def _demo(self) -> Studio:
        studio = demo.prepare(self._projects / self._desk.say("first.demo-folder"), self._desk, film=_DEMO).studio
        try:
            demo.wanted(studio)
        except FourbeatError:
            studio.close()
            raise
        return studio

    def _choices(self) -> QHBoxLayout:
        say = self._desk.say
        line = QHBoxLayout()
        languages = Chooser(self._look, self._icons)
        for code, name in LANGUAGES.items():
            languages.addItem(name, code)
        languages.setCurrentIndex(max(0, languages.findData(self._desk.wording.language)))
        languages.setAccessibleName(say("first.language"))
        languages.activated.connect(lambda row: self.language_wanted.emit(languages.itemData(row)))
        size = QSlider(Qt.Orientation.Horizontal)
        size.setRange(LEAST // STEP, MOST // STEP)
        size.setValue(self._look.theme.percent // STEP)
        size.setAccessibleName(say("first.size"))
        size.sliderReleased.connect(lambda: self._resize(size.value() * STEP))
        size.valueChanged.connect(lambda value: None if size.isSliderDown() else self._resize(value * STEP))
        for code, control in (("first.language", languages), ("first.size", size)):
            label = QLabel(say(code))
            label.setBuddy(control)
            line.addWidget(label)
            line.addWidget(control)
        line.addStretch(1)
        return line

    def _resize(self, percent: int) -> None:
        self._look.resize(percent)
        self._memory.keep(percent=self._look.theme.percent)

    def _recent(self) -> None:
        folders = [Path(one) for one in self._memory.now.recent]
        folders = [folder for folder in folders if looks_like_project(folder)]
        self.recent = QListWidget()
        self.recent.setAccessibleName(self._desk.say("first.recent"))
        heading = Label(self._look, self._desk.say("first.recent"), "heading", bold=True)
        heading.setBuddy(self.recent)
        for folder in folders:
            item = QListWidgetItem(f"{folder.name}    {folder.parent}")
            item.setData(Qt.ItemDataRole.UserRole, str(folder))
            item.setToolTip(str(folder))
            self.recent.addItem(item)
        self.recent.itemActivated.connect(lambda item: self.open_folder(Path(item.data(Qt.ItemDataRole.UserRole))))
        self._lines.addWidget(heading)
        self._lines.addWidget(self.recent)
        heading.setVisible(bool(folders))
        self.recent.setVisible(bool(folders))

    def _dress(self) -> None:
        theme = self._look.theme
        edge = theme.space("xl")
        self._lines.setContentsMargins(edge, edge, edge, edge)
        self._lines.setSpacing(theme.space("m"))
        self._ways.setSpacing(theme.space("m"))
        edges = 2 * theme.space("s")
        self.recent.setFixedHeight(min(self.recent.count(), _LISTED) * theme.size("row") + edges)
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Be wide enough for the three ways side by side, where the screen is."""
        theme, screen = self._look.theme, self.screen().availableSize()
        wide = 3 * theme.size("choice") + 6 * theme.space("xl")
        return QSize(wide, theme.size("sheet")).boundedTo(screen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the ways below one another where they do not fit side by side."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._look.theme
        beside = self.width() >= 3 * theme.size("choice") + 4 * theme.space("xl")
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._ways.direction() != way:
            self._ways.setDirection(way)
