"""The sheet for a new project: name, folder, size, rate, and what it begins with: a script, or a first shot."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fourbeat.model.briefing import BriefFile
from fourbeat.model.names import file_name
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create
from fourbeat.studio.scripts import ENDINGS
from fourbeat.studio.studio import Studio

from .chooser import Chooser
from .icons import Icons
from .labels import Label
from .memory import Memory
from .picking import Picking
from .sheet_buttons import SheetButtons
from .theme import Look

Filling: TypeAlias = Callable[[Studio], None]

SIZES = ("1280x720", "1920x1080", "3840x2160", "720x1280", "1080x1920", "1080x1080")
RATES = ("24", "24000/1001", "25", "30000/1001", "30", "48", "50", "60000/1001", "60")


class NewProject(QDialog):
    """Ask for what a project needs; `made` carries the call that makes and opens it."""

    made = Signal(object)

    def __init__(
        self,
        desk: Desk,
        look: Look,
        icons: Icons,
        projects: Path,
        parent: QWidget | None,
        memory: Memory | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._picking = Picking(self, icons, memory or Memory(desk.home))
        say, theme = desk.say, look.theme
        self.setWindowTitle(say("new.title"))
        self.name, self.folder = QLineEdit(), QLineEdit(str(projects))
        self.frame, self.rate = Chooser(look, icons, say("new.size")), Chooser(look, icons, say("new.rate"))
        for size in SIZES:
            self.frame.addItem(size.replace("x", " × "), size)
        for rate in RATES:
            self.rate.addItem(say("new.fps", rate=rate), rate)
        pick = QPushButton(say("new.pick"))
        pick.setAutoDefault(False)
        pick.clicked.connect(self._pick)
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(pick)
        self.idea = QPlainTextEdit()
        self.idea.setPlaceholderText(say("new.idea-example"))
        self.idea.setTabChangesFocus(True)
        self.idea.setFixedHeight(theme.size("row") * 3)
        self.target = Label(look, "", "caption", tone="text-soft")
        self.target.setWordWrap(True)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(say("new.name"), self.name)
        form.addRow(say("new.folder"), where)
        # Side by side: large text leaves no room for one more line.
        shape = QHBoxLayout()
        shape.addWidget(self.frame, 1)
        shape.addWidget(self.rate, 1)
        form.addRow(say("new.size"), shape)
        self.script, self.script_pick = QLineEdit(), QPushButton(say("new.script-pick"))
        self.script.setPlaceholderText(say("new.script-example"))
        self.script.setAccessibleName(say("new.script"))
        self.script_pick.setAutoDefault(False)
        self.script_pick.clicked.connect(self._pick_script)
        self.script.editingFinished.connect(self._typed_script)
        script = QHBoxLayout()
        script.addWidget(self.script, 1)
        script.addWidget(self.script_pick)
        form.addRow(say("new.script"), script)
        # Above the field: beside it, so many words would leave the others no room.
        asked = QLabel(say("new.idea"))
        asked.setBuddy(self.idea)
        form.addRow(asked)
        form.addRow(self.idea)
        self.name.setAccessibleName(say("new.name"))
        self.folder.setAccessibleName(say("new.folder"))
        self.idea.setAccessibleName(say("new.idea"))
        self.buttons = SheetButtons(look)
        self.make = QPushButton(say("new.make"))
        self.make.setProperty("primary", True)
        self.make.setDefault(True)
        self.buttons.addButton(self.make, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = QPushButton(say("new.cancel"))
        cancel.setAutoDefault(False)
        self.buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        lines = QVBoxLayout(self)
        edge = theme.space("l")
        lines.setContentsMargins(edge, edge, edge, edge)
        lines.setSpacing(theme.space("m"))
        lines.addLayout(form)
        lines.addWidget(self.target)
        lines.addWidget(self.buttons)
        self.setMinimumWidth(theme.size("sheet"))
        self.name.textChanged.connect(self._tell)
        self.folder.textChanged.connect(self._tell)
        self._tell()

    def path(self) -> Path:
        """Give the folder the project will stand in."""
        return Path(self.folder.text()).expanduser() / file_name(self.name.text().strip() or "film", "x").removesuffix(
            ".x"
        )

    def _tell(self) -> None:
        named = bool(self.name.text().strip())
        self.make.setEnabled(named)
        self.target.setText(self._desk.say("new.target", folder=str(self.path())) if named else "")

    def _pick(self) -> None:
        chosen = self._picking.folder(self._desk.say("new.folder"), "", Path(self.folder.text()).expanduser())
        if chosen is not None:
            self.folder.setText(str(chosen))

    def _pick_script(self) -> None:
        kinds = self._desk.say("script.kinds", endings=" ".join(f"*{one}" for one in ENDINGS))
        chosen = self._picking.file(self._desk.say("new.script"), "script", kinds)
        if chosen is not None:
            self.script.setText(str(chosen))
            self._name_after(chosen)

    def _typed_script(self) -> None:
        if (path := self.script_path()) is not None and path.is_file():
            self._name_after(path)

    def _name_after(self, script: Path) -> None:
        """Call the film as its script is called, where it has no name yet."""
        if not self.name.text().strip():
            self.name.setText(script.stem)

    def script_path(self) -> Path | None:
        """Give the script to begin with; its shots are shown once the project is open."""
        words = self.script.text().strip()
        return Path(words).expanduser() if words else None

    def _accept(self) -> None:
        name, folder = self.name.text().strip(), self.path()
        size, rate = self.frame.currentData(), self.rate.currentData()
        make = partial(create, folder, self._desk, name=name, size=size, rate=rate)
        self.accept()
        self.made.emit(partial(begun, make, self.filling()))

    def filling(self) -> Filling:
        """Say what the new project is filled with; a script is seen first, and comes in afterwards."""
        return partial(first_shot, idea=self.idea.toPlainText().strip())


def begun(make: Callable[[], Studio], fill: Filling) -> Studio:
    """Make a project and fill it. Raises what either raises; a project that could not be filled stays, empty."""
    studio = make()
    try:
        fill(studio)
    except BaseException:
        studio.close()
        raise
    return studio


def first_shot(studio: Studio, idea: str) -> None:
    """Write the first shot's brief from an idea, where there is one."""
    if idea:
        studio.shots.add(brief=BriefFile(scene=idea), folder=studio.folder)
