"""Every format in which a script comes in, and which one a file is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.screenplay import Screenplay, ScriptFormat

from . import fdx, files, fountain, japanese, pictures, plain, storyboarder, table
from .inside import PICTURES
from .sound import sound


@dataclass(frozen=True)
class Form:
    """Be one format: its name, how its files end, and how it is read."""

    name: ScriptFormat
    endings: tuple[str, ...]
    read: Callable[[Path], Screenplay]


FORMS = (
    Form(ScriptFormat.FOUNTAIN, (".fountain", ".spmd"), lambda path: fountain.read(files.text(path))),
    Form(ScriptFormat.FDX, (".fdx",), fdx.read),
    Form(ScriptFormat.JAPANESE, (".txt",), lambda path: japanese.read(files.text(path))),
    Form(ScriptFormat.TEXT, (".txt", ".md"), lambda path: plain.read(files.text(path))),
    Form(ScriptFormat.TABLE, (".csv", ".tsv"), lambda path: table.read(files.text(path), path.name, path.parent)),
    Form(ScriptFormat.STORYBOARDER, (".storyboarder",), storyboarder.read),
    Form(ScriptFormat.PICTURES, (), pictures.read),
)
"""The formats by name; a format without endings is a folder."""

NAMES = tuple(form.name.value for form in FORMS)
ENDINGS = tuple(sorted({ending for form in FORMS for ending in form.endings}))


def read(path: Path, form: str | None = None) -> Screenplay:
    """Read a script, in the format named or in the one it looks like. Raises NotFound, Invalid; nothing is changed."""
    if not _there(path):
        raise NotFound("script.no-file", file=str(path))
    if form is not None and form not in NAMES:
        raise Invalid("script.no-such-form", form=form[:40], forms=NAMES)
    wanted = _form(path) if form is None else ScriptFormat(form)
    found = next(one for one in FORMS if one.name is wanted)
    if path.is_dir() and wanted is ScriptFormat.STORYBOARDER:
        path = _board_in(path) or path
    if path.is_dir() != (wanted is ScriptFormat.PICTURES):
        raise Invalid("script.not-a-file" if path.is_dir() else "script.not-a-folder", file=path.name)
    script = sound(found.read(path))
    if not any(scene.elements or scene.shots or scene.heading for scene in script.scenes):
        raise Invalid("script.nothing-in-it", file=path.name)
    return script


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _form(path: Path) -> ScriptFormat:
    """Find out what a file is: by its ending, else by how it begins."""
    if path.is_dir():
        return ScriptFormat.STORYBOARDER if _board_in(path) else ScriptFormat.PICTURES
    ending = path.suffix.casefold()
    by_ending = [form.name for form in FORMS if ending in form.endings]
    if len(by_ending) == 1 and ending != ".md":
        return by_ending[0]
    if path.suffix.casefold() in PICTURES:
        raise Invalid("script.a-picture", file=path.name)
    text = files.text(path)
    start = text.lstrip()[:400]
    if start.startswith(("<?xml", "<FinalDraft")):
        return ScriptFormat.FDX
    if start.startswith("{") and '"boards"' in text:
        return ScriptFormat.STORYBOARDER
    if japanese.looks_japanese(text):
        return ScriptFormat.JAPANESE
    if not by_ending and table.looks_like_list(text):
        return ScriptFormat.TABLE
    return ScriptFormat.TEXT


def _board_in(folder: Path) -> Path | None:
    """Find the only board of Storyboarder in a folder."""
    try:
        found = [one for one in folder.iterdir() if one.suffix == ".storyboarder" and one.is_file()]
    except OSError:
        return None
    return found[0] if len(found) == 1 else None
