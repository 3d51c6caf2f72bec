"""Files and folders from outside, asked for in the system's own dialog; each kind opens where the last one was found.

Never by Qt's own short ways (`getOpenFileName` and its like): while they wait, an error in an event ends the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget

from .icons import Icons
from .memory import Memory

_BUTTONS = {
    "backButton": "back",
    "forwardButton": "forward",
    "toParentButton": "up",
    "newFolderButton": "add",
    "listModeButton": "board",
    "detailModeButton": "list",
}
"""What the buttons of Qt's own dialog wear, where the system has none: its pictures are made for light windows."""


@dataclass(frozen=True)
class Picking:
    """Ask from one window; `kind` is what is looked for, in `memory` as the folder it was last found in."""

    parent: QWidget | None
    icons: Icons
    memory: Memory

    def file(self, title: str, kind: str, names: str) -> Path | None:
        """Ask for one file that is there; None where the person thought better of it."""
        found = self._asked(title, kind, names, QFileDialog.FileMode.ExistingFile)
        return found[0] if found else None

    def files(self, title: str, kind: str, names: str) -> list[Path]:
        """Ask for files that are there; none where the person thought better of it."""
        return self._asked(title, kind, names, QFileDialog.FileMode.ExistingFiles)

    def folder(self, title: str, kind: str, start: Path | None = None) -> Path | None:
        """Ask for a folder, beginning at `start` where it is given."""
        found = self._asked(title, kind, "", QFileDialog.FileMode.Directory, start)
        return found[0] if found else None

    def target(self, title: str, start: Path, names: str) -> Path | None:
        """Ask where a file should go, with a name to begin with; the dialog asks before one that is there."""
        found = self._asked(title, "", names, QFileDialog.FileMode.AnyFile, start)
        return found[0] if found else None

    def _asked(
        self, title: str, kind: str, names: str, mode: QFileDialog.FileMode, start: Path | None = None
    ) -> list[Path]:
        known = (self.memory.now.places or {}).get(kind, "")
        at = start or (Path(known) if known and Path(known).is_dir() else Path.home())
        dialog = QFileDialog(self.parent, title)
        dialog.setFileMode(mode)
        if mode == QFileDialog.FileMode.Directory:
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        if names:
            dialog.setNameFilter(names)
        if mode == QFileDialog.FileMode.AnyFile:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDirectory(str(at.parent))
            dialog.selectFile(at.name)
        else:
            dialog.setDirectory(str(at))
        for button, icon in _BUTTONS.items():
            found = dialog.findChild(QAbstractButton, button)
            if isinstance(found, QAbstractButton):
                self.icons.dress(found, icon)
        accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
        chosen = [Path(one) for one in dialog.selectedFiles()] if accepted else []
        dialog.deleteLater()
        if chosen and kind:
            self.memory.keep(places={**(self.memory.now.places or {}), kind: str(chosen[0].parent)})
        return chosen
