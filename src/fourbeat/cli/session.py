"""What one call of the command line knows: the desk, the project asked for, and how to answer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.errors import Invalid, NotFound
from fourbeat.studio.desk import Desk

from .answer import Answer

if TYPE_CHECKING:
    from fourbeat.studio.studio import Studio


@dataclass
class Session:
    """Hold what the shared options said."""

    desk: Desk
    answer: Answer
    project: Path | None = None
    data: Path | None = None
    language: str | None = None

    def folder(self) -> Path:
        """Find the project: --project, else the current folder or the nearest one above it. Raises NotFound."""
        if self.project is not None:
            return self.project
        from fourbeat.studio.opening import looks_like_project

        here = Path.cwd()
        for folder in (here, *here.parents):
            if looks_like_project(folder):
                return folder
        raise NotFound("project.none-here", folder=str(here))

    def passed_on(self, folder: Path | None = None) -> list[str]:
        """Give the words that open the same project, in the same language and home, in the window."""
        words = ["--lang", self.language] if self.language is not None else []
        if self.data is not None:
            words += ["--data", str(self.data)]
        return [str(folder.absolute()), *words] if folder is not None else words

    def around(self) -> Path | None:
        """Find the project asked for or stood in; None where there is none."""
        try:
            return self.folder()
        except NotFound:
            return None

    def open(self, *, write: bool) -> Studio:
        """Open the project and say what is unusual about it."""
        # Not above: help and mistakes need no database.
        from fourbeat.studio.opening import open_studio

        studio = open_studio(self.folder(), self.desk, write=write)
        for notice in studio.store.notices:
            self.answer.note(self.desk.wording(notice))
        return studio


@dataclass(frozen=True)
class Everywhere:
    """Be what the options that every command takes said."""

    project: Path | None = None
    language: str | None = None
    data: Path | None = None
    as_json: bool = False


def taken_off(arguments: list[str]) -> tuple[Everywhere, list[str]]:
    """Take the options that every command takes off a command, wherever they stand; give them and the rest.

    They are read before anything else, since even help and mistakes are told in the person's language. One whose value
    is missing is left for the parser to complain of.
    """
    found: dict[str, str] = {}
    rest: list[str] = []
    as_json = False
    words = iter(range(len(arguments)))
    for index in words:
        word = arguments[index]
        name, sign, value = word.partition("=")
        if word == "--":
            rest += arguments[index:]
            break
        if word == "--json":
            as_json = True
        elif name in _VALUED and sign:
            found[name] = value
        elif name in _VALUED and index + 1 < len(arguments):
            found[name] = arguments[next(words)]
        else:
            rest.append(word)
    project, data = found.get("--project"), found.get("--data") or os.environ.get("FOURBEAT_DATA")
    return Everywhere(
        project=_folder(project, "--project"),
        language=found.get("--lang"),
        data=Path(data).absolute() if data else None,
        as_json=as_json,
    ), rest


def _folder(name: str | None, option: str) -> Path | None:
    if name == "":
        raise Invalid("usage.empty-folder", name=option)
    return None if name is None else Path(name)


_VALUED = frozenset({"--project", "--lang", "--data"})
