"""`fourbeat film`: the whole film as a file with its pictures, to be read anywhere."""

from __future__ import annotations

from os.path import normpath
from pathlib import Path

import click

from .session import Session
from .shared import command
from .speech import Folder


@command(None, "film", "help.film")
@click.argument("folder", type=Folder())
def film(session: Session, folder: Path) -> None:
    """Write the film into a new folder; `new --from` reads it."""
    with session.open(write=False) as studio:
        file = studio.film.save(folder=Path(normpath(folder.absolute())))
        session.answer.give({"file": str(file)})
        session.answer.say(session.desk.say("film.saved", file=str(file)))
