"""Fixes in the window: edits at once, pictures by a worker beside it, another generator by the sheet that tells what is
lost there.
"""

from __future__ import annotations

from functools import partial

from fourbeat.model.finding import Finding

from ..retarget.deeds import show_retarget
from ..room import Room


def carry_out_fix(room: Room, finding: Finding, number: int) -> bool:
    """Carry out one of a finding's fixes, or lead to where it is decided; tell whether anything has been changed."""
    fix = finding.fixes[number]
    if fix.elsewhere:
        room.selection.choose([finding.shot])
        show_retarget(room, there=fix.elsewhere)
        return False
    verb = partial(room.studio.findings.fix, finding=finding, number=number)
    attempt = room.carry_out if fix.fit is not None else room.attempt
    if attempt(verb) is None:
        return False
    room.stage.announce(room.words(fix.label))
    return True
