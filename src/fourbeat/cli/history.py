"""`fourbeat undo` and `redo`."""

from __future__ import annotations

from .session import Session
from .shared import command


@command(None, "undo", "help.undo")
def undo(session: Session) -> None:
    """Take back the newest step of the plan."""
    with session.open(write=True) as studio:
        was = studio.store.undoable()
        studio.history.undo()
        words = session.desk.wording(was.label) if was else ""
        session.answer.give({"undone": words})
        session.answer.say(session.desk.say("answer.undone", step=words))


@command(None, "redo", "help.redo")
def redo(session: Session) -> None:
    """Bring back the step undone last."""
    with session.open(write=True) as studio:
        was = studio.store.redoable()
        studio.history.redo()
        words = session.desk.wording(was.label) if was else ""
        session.answer.give({"redone": words})
        session.answer.say(session.desk.say("answer.redone", step=words))
