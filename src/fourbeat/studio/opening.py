"""Making and opening projects: a folder becomes a studio."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from fourbeat.model import order
from fourbeat.model.errors import Invalid, NotFound, Storage
from fourbeat.model.format import Size
from fourbeat.model.plan import Project, Reel, Row, Scene, Sequence
from fourbeat.model.time import Rate
from fourbeat.store import Store

from .desk import Desk
from .studio import Studio

LONGEST_NAME = 120
PATIENCE = 2.0
"""Seconds to wait for another program to let go of a project: a command is done by then, a window is not."""


def create(folder: Path, desk: Desk, *, name: str, size: str = "1280x720", rate: str = "24") -> Studio:
    """Make a new project in a new or empty folder: one sequence, one scene, and the reel that follows the board."""
    picture = Size.parse(size)
    if not picture.drawable:
        raise Invalid("project.size", size=str(picture))
    fps = Rate.parse(rate)
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid("project.odd-name", most=LONGEST_NAME)
    if not name.strip():
        raise Invalid("project.no-name")
    try:
        project = Project(
            id=desk.ids.new(), name=name, size=str(picture), rate=str(fps), language=desk.wording.language
        )
    except ValidationError as error:
        raise Invalid("project.no-name") from error
    first = order.spread(1)[0]
    sequence = Sequence(id=desk.ids.new(), order=first, number="010")
    rows: list[Row] = [
        sequence,
        Scene(id=desk.ids.new(), sequence=sequence.id, order=first, number="1"),
        Reel(id=desk.ids.new(), order=first, name=desk.say("reel.first"), follows=True),
    ]
    store = Store.create(folder, project, rows=rows, ids=desk.ids, now=desk.now, author=desk.author, holder=desk.holder)
    return Studio(store, desk)


def open_studio(folder: Path, desk: Desk, *, write: bool = True, patience: float = PATIENCE) -> Studio:
    """Open a project folder, or one of its files; to read only when asked.

    Another program that writes it is waited for at most `patience` seconds. Raises NotFound, Busy, Invalid, Storage.
    """
    try:
        home = folder.parent if folder.is_file() else folder
    except OSError as error:
        raise Storage("project.closed-off", folder=str(folder), detail=error.strerror or "") from error
    if not Store.is_project(home) and not Store.backups_in(home):
        raise NotFound("project.none-here", folder=str(folder))
    store = Store.open(
        home,
        ids=desk.ids,
        now=desk.now,
        author=desk.author,
        write=write,
        holder=desk.holder if write else "",
        patience=patience,
    )
    return Studio(store, desk)


def restore(folder: Path, desk: Desk, *, backup: Path | None = None) -> tuple[Path, Path | None]:
    """Put a backup, the newest unless one is named, in the place of a project's database.

    Gives the backup, and where the replaced database is kept. Raises NotFound, Busy, Invalid, Storage.
    """
    chosen = backup or next(reversed(Store.backups_in(folder)), None)
    if chosen is None or not chosen.is_file():
        raise NotFound("project.no-backup", folder=str(folder))
    return chosen, Store.restore(folder, chosen, now=desk.now, holder=desk.holder, patience=PATIENCE)


def within(folder: Path) -> Path:
    """Find the project a person means by a folder: itself, the one a file of it stands in, or the only one below.

    Raises NotFound where there is none, Invalid where there are several.
    """
    try:
        home = folder.parent if folder.is_file() else folder
        for place in (home, home.parent):
            if looks_like_project(place) or (place == home and Store.backups_in(place)):
                return place
        below = sorted(one for one in home.iterdir() if one.is_dir() and looks_like_project(one))
    except OSError as error:
        raise NotFound("opening.none-here", folder=str(folder)) from error
    if len(below) > 1:
        raise Invalid("opening.several", folder=str(folder), names=tuple(one.name for one in below[:12]))
    if not below:
        raise NotFound("opening.none-here", folder=str(folder))
    return below[0]


def looks_like_project(folder: Path) -> bool:
    """Tell whether a folder holds a project, sound or not."""
    return Store.is_project(folder)
