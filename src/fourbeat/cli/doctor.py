"""`fourbeat doctor`: what this machine has, and whether the project is whole."""

from __future__ import annotations

from fourbeat.model.errors import NotFound
from fourbeat.studio.doctor import examine

from .session import Session
from .shared import command


@command(None, "doctor", "help.doctor")
def doctor(session: Session) -> int:
    """Check the machine and the project; 1 if anything needs attention."""
    try:
        folder = session.folder()
    except NotFound:
        folder = None
    checks = examine(session.desk, folder)
    say = session.desk.wording
    session.answer.give(
        {"checks": [{"name": say(c.name), "ok": c.ok, "needed": c.needed, "result": say(c.result)} for c in checks]}
    )
    mark = {True: "✓", False: "✗"}
    session.answer.table(
        ["", say.text("column.check"), say.text("column.result")],
        [["–" if not c.ok and not c.needed else mark[c.ok], say(c.name), say(c.result)] for c in checks],
    )
    troubles = sum(not check.ok and check.needed for check in checks)
    session.answer.say(say.text("doctor.troubles", n=troubles) if troubles else say.text("doctor.all-well"))
    return 1 if troubles else 0
