"""What a still becomes in the plan: a reference that says where it came from, whom it shows, and what nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fourbeat.model import order
from fourbeat.model.document import Plan
from fourbeat.model.edit import STILL_USED
from fourbeat.model.ids import Id, Ids
from fourbeat.model.message import message
from fourbeat.model.plan import Declared, Life, Likeness, Reference, Role, Row, Shot
from fourbeat.model.provider import Provider
from fourbeat.model.request import StillRequest
from fourbeat.model.review import Review, Seen
from fourbeat.model.still import Still
from fourbeat.providers.handwork import Handwork

from .register import PERSON
from .sitting import sitter_of, sitting

if TYPE_CHECKING:
    from fourbeat.store import Writer


def people_in(plan: Plan, still: Still, looked: Review | None = None) -> tuple[Id, ...]:
    """Name the real persons whom a still shows: by what the plan says of whom it was made of, and by a look at it."""
    sits = sitting(plan, still.of, still.costume)
    owners = [sits.of.id, *(one.id for one in sits.brief.cast)]
    people = [one.person for owner in owners for one in plan.of(Likeness, owner)]
    if looked is not None and looked.person is Seen.YES and looked.subject.startswith(PERSON):
        people.append(looked.subject.removeprefix(PERSON))
    return tuple(dict.fromkeys(people))


def shown_in(plan: Plan, still: Still, providers: Mapping[str, Provider], looked: Review | None = None) -> Declared:
    """Say what a still shows: somebody real, nobody real where that is certain, else what nobody has said.

    It is not certain where a person brought the picture, where it was made from one that may show somebody, or where
    whoever looked at it was unsure.
    """
    seen = looked.person if looked is not None else Seen.NO
    if seen is Seen.YES or people_in(plan, still):
        return Declared.REAL_PERSON
    if seen is Seen.UNSURE:
        return Declared.UNDECLARED
    maker = providers.get(still.provider)
    if maker is None or isinstance(maker, Handwork):
        return Declared.UNDECLARED
    sent = {one.sha256: one.shows for one in still.references}
    return Declared.SYNTHETIC if of_nobody(plan, sent) else Declared.UNDECLARED


def of_nobody(plan: Plan, sent: Mapping[str, Declared | None]) -> bool:
    """Tell whether each of these pictures, by content with what was said of it, was said to show nobody real."""
    rows = plan.all(Reference) if sent else []
    for sha256, shows in sent.items():
        said = {row.declared for row in rows if row.sha256 == sha256} | ({shows} if shows else set())
        if not said or said - {Declared.NO_PERSON, Declared.SYNTHETIC}:
            return False
    return True


def rows_of(
    plan: Plan,
    ids: Ids,
    still: Still,
    *,
    of: Id,
    sha256: str,
    name: str,
    role: Role,
    declared: Declared,
    looked: Review | None = None,
) -> list[Row]:
    """Make the rows of a still that becomes a reference: the picture, and who is seen in it where that is known."""
    last = max((row.order for row in plan.of(Reference, of)), default=None)
    made = Reference(
        id=ids.new(),
        of=of,
        order=order.between(last, None),
        role=role,
        sha256=sha256,
        name=name,
        declared=declared,
        still=still.id,
    )
    people = people_in(plan, still, looked) if declared is Declared.REAL_PERSON else ()
    return [made, *(Likeness(id=ids.new(), of=made.id, person=person) for person in people)]


def became(writer: Writer, ids: Ids, still: Still, request: StillRequest, providers: Mapping[str, Provider]) -> None:
    """Make a still that has just come a reference, in the same transaction and out of undo's way."""
    plan = writer.plan
    owner = sitter_of(plan, still.of)
    there = {row.sha256 for row in plan.of(Reference, owner.id)}
    if not request.becomes or owner.life is not Life.ALIVE or still.sha256 in there:
        return
    rows = rows_of(
        plan,
        ids,
        still,
        of=owner.id,
        sha256=still.sha256,
        name=still.media,
        role=still.role,
        declared=shown_in(plan, still, providers),
    )
    name = owner.number if isinstance(owner, Shot) else owner.name
    writer.edit(message(STILL_USED, name=name, number=still.number), [plan.born(row) for row in rows])
