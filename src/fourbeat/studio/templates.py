"""Templates: briefs kept for shots to come, as brief files in the person's own folder."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import FourbeatError, Invalid, NotFound, Storage
from fourbeat.model.message import message

from .briefs import read_brief
from .pages import page
from .settings import Home

LONGEST = 60
_FORBIDDEN = frozenset('/\\:*?"<>|')
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


@dataclass(frozen=True)
class Template:
    """Be one template; `brief` is None where its file cannot be read."""

    name: str
    file: Path
    brief: BriefFile | None


class Templates:
    """Hold the verbs and questions about templates; they belong to the person, not to a film."""

    def __init__(self, home: Home) -> None:
        self.folder = home.settings / "templates"

    def all(self) -> list[Template]:
        """Give every template by name."""
        found = []
        for file in self._files():
            try:
                brief: BriefFile | None = read_brief(file)
            except FourbeatError:
                brief = None
            found.append(Template(file.stem, file, brief))
        return found

    def read(self, name: str) -> BriefFile:
        """Give a template's brief, ready for a new shot. Raises NotFound, Invalid."""
        return read_brief(self._file(name))

    def save(self, *, name: str, brief: BriefFile, replace: bool = False) -> Template:
        """Keep a brief as a template; its number and pictures belong to the one shot and are left out.

        Raises Invalid for a name that cannot be used or is taken, Storage where the disk refuses.
        """
        plain = checked(name)
        there = self._find(plain)
        if there is not None and not replace:
            raise Invalid("template.taken", name=there.stem)
        file = there or self.folder / f"{plain}.toml"
        kept = brief.model_copy(update={"number": "", "references": ()})
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part = file.with_suffix(".part")
            part.write_text(page([kept]), encoding="utf-8")
            part.replace(file)
        except OSError as error:
            raise Storage("template.not-written", file=str(file), detail=error.strerror or "") from error
        return Template(file.stem, file, kept)

    def remove(self, *, name: str) -> Path:
        """Take a template out of the list and give where its file is kept. Raises NotFound, Storage."""
        file = self._file(name)
        away = self.folder / "removed"
        try:
            away.mkdir(parents=True, exist_ok=True)
            kept = away / file.name
            count = 1
            while kept.exists():
                count += 1
                kept = away / f"{file.stem} {count}.toml"
            file.rename(kept)
        except OSError as error:
            raise Storage("template.not-written", file=str(file), detail=error.strerror or "") from error
        return kept

    def _files(self) -> list[Path]:
        try:
            found = [one for one in self.folder.iterdir() if one.suffix == ".toml" and one.is_file()]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise Storage("template.not-read", folder=str(self.folder), detail=error.strerror or "") from error
        return sorted(found, key=lambda one: (one.stem.casefold(), one.stem))

    def _find(self, name: str) -> Path | None:
        wanted = unicodedata.normalize("NFC", name.strip()).casefold()
        return next((one for one in self._files() if unicodedata.normalize("NFC", one.stem).casefold() == wanted), None)

    def _file(self, name: str) -> Path:
        file = self._find(name)
        if file is None:
            known = tuple(one.stem for one in self._files())
            raise NotFound("template.not-found", name=name, names=known or (message("template.none-yet"),))
        return file


def checked(name: str) -> str:
    """Let a name pass that can be a file's on every system. Raises Invalid."""
    plain = unicodedata.normalize("NFC", " ".join(name.split()))
    odd = not plain.isprintable() or _FORBIDDEN & {*plain} or plain.startswith(".") or plain.endswith(".")
    if not plain or len(plain) > LONGEST or odd or plain.casefold() in _RESERVED:
        raise Invalid("template.odd-name", name=name[:LONGEST], most=LONGEST)
    return plain
