"""What the window remembers between two runs: theme, text size, layouts, projects opened lately."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from fourbeat.model.message import Frozen
from fourbeat.studio.settings import Home

VERSION = 1
_RECENT = 12
_log = logging.getLogger(__name__)


class Remembered(Frozen):
    """Hold the window's memory as it is written: layouts as base 64, folders as text."""

    version: int = VERSION
    theme: str = "dark"
    percent: int = 100
    language: str | None = None
    card: int = 220
    columns: tuple[str, ...] = ()
    widths: dict[str, int] | None = None
    recent: tuple[str, ...] = ()
    films: dict[str, str] | None = None
    """What the films opened lately are called, by folder."""

    places: dict[str, str] | None = None
    """Where files were found last, by what they are: scripts, pictures, projects."""

    tabs: dict[str, str] | None = None
    """Which part stood in front, by the panel that has several."""

    outside: bool = True
    """Whether the end of the queue is told outside the window, too, while nobody is at it."""

    workspace: str = "plan"
    geometry: str = ""
    layouts: dict[str, str] | None = None


class Memory:
    """Keep the window's memory in one small file; a spoilt file is forgotten, never an obstacle."""

    def __init__(self, home: Home) -> None:
        self.file = home.settings / "layout.json"
        self.now = self._read()

    def keep(self, **new: object) -> None:
        """Remember new values, now and on disk."""
        wanted = Remembered.model_validate({**self.now.model_dump(), **new})
        if wanted == self.now:
            return
        self.now = wanted
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            part = self.file.with_suffix(".part")
            part.write_text(wanted.model_dump_json(indent=1), encoding="utf-8")
            part.replace(self.file)
        except OSError:
            # A full or read-only disk costs the layout, not the work.
            _log.warning("the window's memory could not be written", exc_info=True)

    def opened(self, folder: Path, film: str = "") -> None:
        """Put a project at the top of the list of recent ones, under what its film is called."""
        name = str(folder)
        recent = (name, *(one for one in self.now.recent if one != name))[:_RECENT]
        known = {**(self.now.films or {}), name: film}
        self.keep(recent=recent, films={one: known[one] for one in recent if known.get(one)})

    def forget(self, folder: Path) -> None:
        """Take a project off the list of recent ones."""
        self.keep(recent=tuple(one for one in self.now.recent if one != str(folder)))

    def _read(self) -> Remembered:
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
            return Remembered.model_validate(found)
        except (OSError, ValueError):
            return Remembered()
