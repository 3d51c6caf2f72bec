"""Sittings: whom and what a picture is made of. One of the cast, a place or a prop sits alone, as if in a shot."""

from __future__ import annotations

from dataclasses import dataclass

from fourbeat.model.brief import Brief
from fourbeat.model.document import Plan
from fourbeat.model.errors import NotFound
from fourbeat.model.ids import Id
from fourbeat.model.plan import BriefText, Character, Costume, Place, Prop, Reference, Shot
from fourbeat.model.request import StillRequest, TakeRequest
from fourbeat.writing.still import at_rest

Sitter = Shot | Character | Place | Prop


@dataclass(frozen=True)
class Sitting:
    """Be what a picture is made of; `shot` and `brief` stand nowhere in the plan where the sitter is no shot."""

    of: Sitter
    shot: Shot
    brief: Brief


def sitting(plan: Plan, of: Id, costume: Id | None = None) -> Sitting:
    """Gather what a picture of a shot, or of one of the cast, places or props, is made of. Raises NotFound."""
    sitter = sitter_of(plan, of)
    if isinstance(sitter, Shot):
        return Sitting(sitter, sitter, at_rest(plan.brief(sitter.id)))
    brief = Brief(
        text=BriefText(id=sitter.id),
        references=tuple(plan.of(Reference, sitter.id)),
        bible=plan.bible(),
        form=plan.project.form,
    )
    if isinstance(sitter, Character):
        worn = plan.find(Costume, costume)
        brief = brief.model_copy(update={"cast": (sitter,), "costumes": (worn,) if worn else ()})
    elif isinstance(sitter, Prop):
        brief = brief.model_copy(update={"props": (sitter,)})
    else:
        brief = brief.model_copy(update={"place": sitter})
    return Sitting(sitter, Shot(id=sitter.id, scene="", order="V", number=sitter.name, frames=1), brief)


def sitter_of(plan: Plan, of: Id) -> Sitter:
    """Find the shot, character, place or prop that a picture is of, alive or not. Raises NotFound."""
    kinds: tuple[type[Character | Place | Prop], ...] = (Character, Place, Prop)
    for kind in kinds:
        try:
            return plan.get(kind, of)
        except NotFound:
            continue
    return plan.get(Shot, of)


def asked_of(plan: Plan, asked: TakeRequest) -> Shot:
    """Give the shot that a request is of; where it is for a picture of anything else, one made up for it."""
    return (
        sitting(plan, asked.shot, asked.costume).shot if isinstance(asked, StillRequest) else plan.get(Shot, asked.shot)
    )


def brief_of(plan: Plan, shot: Shot, asked: TakeRequest | None) -> Brief:
    """Give the brief that a request was made of, as far as it can be seen in what is asked for."""
    return sitting(plan, asked.shot, asked.costume).brief if isinstance(asked, StillRequest) else plan.brief(shot.id)
