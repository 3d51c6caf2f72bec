"""Lineage: which take another was made from, and how, as far as the record of what was asked tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourbeat.model.errors import NotFound
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Role
from fourbeat.model.request import TakeRequest, Verb
from fourbeat.model.take import Take

from .remix_ways import Way

if TYPE_CHECKING:
    from .studio import Studio

_TOLD = {
    (Verb.REMIX, Way.NATIVE): "lineage.remix-native",
    (Verb.EDIT, Way.NATIVE): "lineage.edit-native",
    (Verb.EXTEND, Way.NATIVE): "lineage.extend-native",
    (Verb.REMIX, Way.WORDS): "lineage.remix-words",
    (Verb.EDIT, Way.FRAME): "lineage.edit-frame",
    (Verb.EDIT, Way.LAST_FRAME): "lineage.edit-last",
    (Verb.EXTEND, Way.FRAME): "lineage.extend-frame",
    (Verb.EXTEND, Way.LAST_FRAME): "lineage.extend-last",
}


@dataclass(frozen=True)
class Lineage:
    """Say how a take was made from another: by which verb, in which way, with which change in words.

    `frame` is the frame of the parent that it starts from, where that is not the last one.
    """

    parent: Take
    verb: Verb
    way: Way
    delta: str
    frame: int | None = None

    def told(self) -> Message:
        """Say how it was made."""
        return message(_TOLD[self.verb, self.way], number=self.parent.number, frame=self.frame or 0)


def lineage(studio: Studio, take: Take) -> Lineage | None:
    """Say how a take was made from another; None for one that was made from its brief alone."""
    if take.parent is None:
        return None
    try:
        parent, asked = studio.store.take(take.parent), studio.store.job(take.job).request
    except NotFound:
        return None
    assert isinstance(asked, TakeRequest)
    if asked.verb is not Verb.NEW:
        return Lineage(parent, asked.verb, Way.NATIVE, take.delta)
    first = next((one for one in asked.references if one.role is Role.FIRST_FRAME), None)
    frame = first.name.rpartition("_")[2].partition(".")[0] if first is not None else ""
    # Only what was taken out of the parent is called after it: any other first frame is no lineage.
    called = f"{asked.label}_t{parent.number}_"
    ours = first is not None and first.name.startswith(called) and (frame == "last" or frame.isdecimal())
    if not ours:
        return Lineage(parent, Verb.REMIX, Way.WORDS, take.delta)
    # What comes next is told by itself; a change stands behind the words of the take.
    verb = Verb.EXTEND if asked.prompt == take.delta else Verb.EDIT
    if frame == "last":
        return Lineage(parent, verb, Way.LAST_FRAME, take.delta)
    return Lineage(parent, verb, Way.FRAME, take.delta, int(frame))
