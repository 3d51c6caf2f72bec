"""The first screen: language and text size, three ways to begin, and the projects opened lately."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from fourbeat.model.errors import Busy, FourbeatError
from fourbeat.studio import calls, demo
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import looks_like_project, open_studio, within
from fourbeat.studio.settings import keep_author
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import LANGUAGES

from .choice import Choice
from .chooser import Chooser
from .errand import Errand, Tell
from .icons import Icons
from .labels import Label
from .memory import Memory
from .new_project import NewProject
from .picking import Picking
from .progress import Progress
from .theme import LEAST, MOST, STEP, Look

_DEMO = "workshop"
_LONGEST_NAME = 80
_LISTED = 4
"""How many projects the list shows at once."""


class FirstRun(QWidget):
    """Let the person begin; `opened` carries the studio they chose."""

    opened = Signal(object)
    language_wanted = Signal(str)
    named = Signal(object)
    """Carries the desk with the person's name, which is asked once."""

    script_wanted = Signal(object)
    """Carries the script that the project just opened begins with."""

    def __init__(
        self,
        desk: Desk,
        look: Look,
        icons: Icons,
        memory: Memory,
        projects: Path,
        show_error: Callable[[FourbeatError], None],
        back: Path | None = None,
    ) -> None:
        super().__init__()
        self._back = back
        self._desk, self._look, self._icons = desk, look, icons
        self._memory, self._projects = memory, projects
        self._show_error = show_error
        self.setWindowTitle(desk.say("first.window"))
        title = Label(look, desk.say("first.title"), "title", bold=True)
        lead = Label(look, desk.say("first.lead"), tone="text-soft")
        lead.setWordWrap(True)
        body = QWidget()
        self._lines = QVBoxLayout(body)
        self.back = QPushButton()
        self.back.setProperty("flat", True)
        self.back.setAutoDefault(True)
        icons.dress(self.back, "back", "text-soft")
        film = (memory.now.films or {}).get(str(back), back.name) if back is not None else ""
        self.back.setText(desk.say("first.back", film=film).replace("&", "&&"))
        self.back.setVisible(back is not None)
        self.back.clicked.connect(lambda _on=False: self.go_back())
        self._lines.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addWidget(title)
        self._lines.addWidget(lead)
        self._lines.addLayout(self._choices())
        self._lines.addLayout(self._asked_name())
        say = desk.say
        self.demo = Choice(look, icons, "film", say("first.demo"), say("first.demo-hint"))
        self.new = Choice(look, icons, "idea", say("first.new"), say("first.new-hint"))
        self.other = Choice(look, icons, "open", say("first.open"), say("first.open-hint"))
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for choice, way in ((self.demo, self.look_at_demo), (self.new, self.begin_new), (self.other, self.open_other)):
            choice.clicked.connect(way)
            self._ways.addWidget(choice, 1)
        self._lines.addLayout(self._ways)
        self._errand: Errand | None = None
        self.progress = Progress(desk, look)
        self.progress.cancel.clicked.connect(self._cancel)
        self._lines.addWidget(self.progress)
        self._recent()
        self._lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        # Where text is large, what goes on would stand below the edge.
        see = partial(scroll.ensureWidgetVisible, self.progress)
        self.progress.appeared.connect(lambda: QTimer.singleShot(0, self, see))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.demo.setFocus()
        look.changed.connect(self._dress)
        self._dress()
        self.resize(self.sizeHint())

    def look_at_demo(self) -> None:
        """Make the example film, or what is missing of it, and open it."""
        folder = self._projects / self._desk.say("first.demo-folder")
        making = demo.Making(folder, self._keep_name(), film=_DEMO)
        self._run(self._desk.say("first.building"), making.run, making.stop)

    def begin_new(self) -> None:
        """Ask for a name, a folder and a format, and make the project."""
        dialog = NewProject(self._keep_name(), self._look, self._icons, self._projects, self, self._memory)
        dialog.made.connect(lambda way: self._make(way, dialog.script_path()))
        dialog.open()

    def open_other(self) -> None:
        """Ask for a project's folder and open it."""
        picking = Picking(self, self._icons, self._memory)
        known = self._memory.now.places or {}
        start = None if "project" in known else self._projects
        chosen = picking.folder(self._desk.say("first.open"), "project", start)
        if chosen is not None:
            self.open_folder(chosen)

    def open_folder(self, folder: Path) -> None:
        """Open a project's folder, or the one that is meant by it."""
        way = partial(_opened, folder, self._keep_name())
        self._run(self._desk.say("first.opening", folder=folder.name), lambda _tell: way(), None)

    def go_back(self) -> None:
        """Open the film again from which one came here."""
        if self._back is not None:
            self.open_folder(self._back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape and self._back is not None:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is being made: it goes on another time."""
        super().closeEvent(event)
        if (errand := self._errand) is not None:
            errand.stop()
            errand.wait()

    def _make(self, way: Callable[[], Studio], script: Path | None = None) -> None:
        errand = self._run(self._desk.say("new.title"), lambda _tell: way(), None)
        if errand is not None and script is not None:
            errand.opened.connect(lambda: self.script_wanted.emit(script))

    def _run(self, title: str, way: Callable[[Tell], Studio], stop: Callable[[], None] | None) -> Errand | None:
        """Let one thing be opened beside the window, and show how far it is; None where another is being opened."""
        if self._errand is not None:
            return None
        errand = self._errand = Errand(way, stop, self)
        errand.told.connect(self.progress.show_parts)
        errand.opened.connect(self._ended)
        errand.opened.connect(self.opened)
        errand.refused.connect(self._ended)
        errand.refused.connect(self._show_error)
        errand.stopped.connect(self._ended)
        errand.stopped.connect(lambda: self.progress.say(self._desk.say("first.cancelled")))
        self._enable(on=False)
        self.progress.begin(title, stoppable=errand.can_stop)
        errand.start()
        return errand

    def _cancel(self) -> None:
        if self._errand is not None:
            self.progress.stopping()
            self._errand.stop()

    def _ended(self) -> None:
        self._errand = None
        self._enable(on=True)
        self.progress.end()
        self.demo.setFocus()

    def _enable(self, *, on: bool) -> None:
        for widget in (self.back, self.demo, self.new, self.other, self.recent, self.languages, self.name):
            widget.setEnabled(on)

    def _asked_name(self) -> QHBoxLayout:
        """Ask for the person's name, unless they have said it before."""
        say = self._desk.say
        self.name = QLineEdit(self._desk.author)
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setAccessibleName(say("first.name"))
        self.name.setAccessibleDescription(say("first.name-hint"))
        self.name.setMaximumWidth(2 * self._look.theme.size("choice"))
        label, hint = QLabel(say("first.name")), Label(self._look, say("first.name-hint"), "caption", tone="text-soft")
        label.setBuddy(self.name)
        hint.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.name, 1)
        line.addWidget(hint, 2)
        for widget in (label, self.name, hint):
            widget.setVisible(not self._desk.settings.author)
        return line

    def _keep_name(self) -> Desk:
        """Give the desk with the name as it was left; it is not asked for again."""
        given = "".join(letter for letter in self.name.text() if letter.isprintable()).strip()
        if self._desk.settings.author:
            return self._desk
        name = given or self._desk.author
        settings = self._desk.settings.model_copy(update={"author": name})
        self._desk = replace(self._desk, settings=settings)
        try:
            keep_author(self._desk.home, name)
        except FourbeatError as error:
            self._show_error(error)
        self.named.emit(self._desk)
        return self._desk

    def _choices(self) -> QGridLayout:
        say = self._desk.say
        grid = QGridLayout()
        languages = self.languages = Chooser(self._look, self._icons, say("first.language"))
        for code, name in LANGUAGES.items():
            languages.addItem(name, code)
        languages.setCurrentIndex(max(0, languages.findData(self._desk.wording.language)))
        languages.activated.connect(lambda row: self.language_wanted.emit(languages.itemData(row)))
        size = self._size = QSlider(Qt.Orientation.Horizontal)
        size.setRange(LEAST // STEP, MOST // STEP)
        size.setValue(self._look.theme.percent // STEP)
        size.setAccessibleName(say("first.size"))
        size.sliderReleased.connect(lambda: self._resize(size.value() * STEP))
        size.valueChanged.connect(lambda value: None if size.isSliderDown() else self._resize(value * STEP))
        for row, (code, control) in enumerate((("first.language", languages), ("first.size", size))):
            label = QLabel(say(code))
            label.setBuddy(control)
            grid.addWidget(label, row, 0)
            grid.addWidget(control, row, 1)
        self.percent = Label(self._look, tone="text-soft")
        grid.addWidget(self.percent, 1, 2)
        grid.setColumnStretch(3, 1)
        size.valueChanged.connect(lambda value: self._show_percent(value * STEP))
        self._show_percent(size.value() * STEP)
        return grid

    def _show_percent(self, percent: int) -> None:
        self.percent.setText(self._desk.say("first.percent", percent=percent))

    def _resize(self, percent: int) -> None:
        self._look.resize(percent)
        self._memory.keep(percent=self._look.theme.percent)

    def _recent(self) -> None:
        folders = [Path(one) for one in self._memory.now.recent]
        folders = [folder for folder in folders if looks_like_project(folder)]
        self.recent = QListWidget()
        self.recent.setObjectName("recent")
        self.recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        films = self._memory.now.films or {}
        self.recent.setAccessibleName(self._desk.say("first.recent"))
        heading = Label(self._look, self._desk.say("first.recent"), "heading", bold=True)
        heading.setBuddy(self.recent)
        for folder in folders:
            item = QListWidgetItem(f"{films.get(str(folder), folder.name)}\n{folder}")
            item.setData(Qt.ItemDataRole.UserRole, str(folder))
            item.setToolTip(str(folder))
            self.recent.addItem(item)
        self.recent.setCurrentRow(0)
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
        self._size.setFixedWidth(theme.size("choice") // 2)
        edges = 2 * theme.space("s")
        row = max(2 * theme.size("row"), self.recent.sizeHintForRow(0))
        self.recent.setFixedHeight(min(self.recent.count(), _LISTED) * row + edges)
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


def _opened(folder: Path, desk: Desk) -> Studio:
    """Open the project meant by a folder; a window that has it open already comes to the front."""
    found = within(folder)
    try:
        return open_studio(found, desk)
    except Busy:
        calls.show(found)
        raise
