"""What the film is for, and what its shots show: said once by a person, never assumed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from fourbeat.model.document import Plan
from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import Invalid
from fourbeat.model.ids import Ids
from fourbeat.model.message import message
from fourbeat.model.plan import Depiction, Likeness, Purpose, Row, Shot
from fourbeat.model.usage import Audience, Depicts, Performance, Scenario, Use

from .arrange import named, written

if TYPE_CHECKING:
    from .studio import Studio

EVERYWHERE = "*"
_TERRITORY = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


class Purposes:
    """Hold the verbs that say what the film is for and what shots show; what is not given stays as it is."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def say(
        self,
        *,
        commercial: bool | None = None,
        use: Use | None = None,
        territory: Sequence[str] | None = None,
        audience: Audience | None = None,
    ) -> Changes:
        """Say what the film is for; an empty list of territories takes back where. Raises Invalid for no territory."""
        given: dict[str, object] = {"commercial": commercial, "use": use, "audience": audience}
        given = {name: value for name, value in given.items() if value is not None}
        if territory is not None:
            given["territory"] = ",".join(territories(territory))
        plan = self._studio.plan
        return written(self._studio, message("step.purpose"), _said(plan, Purpose(id=plan.project.id), given))

    def forget(self, *, only: Collection[str] = ()) -> Changes:
        """Take back what was said of what the film is for: all of it, or only some of it by the names of `say`."""
        plan = self._studio.plan
        nothing: dict[str, object] = {"commercial": None, "use": None, "territory": "", "audience": None}
        nothing = {name: value for name, value in nothing.items() if not only or name in only}
        return written(self._studio, message("step.purpose"), _said(plan, Purpose(id=plan.project.id), nothing))

    def depict(
        self,
        *,
        shots: Sequence[Shot],
        depicts: Iterable[Depicts] | None = None,
        scenario: Scenario | None = None,
        performance: Performance | None = None,
    ) -> Changes:
        """Say what shots show; no `depicts` at all, as an empty list, says that nothing of it is shown."""
        given: dict[str, object] = {"scenario": scenario, "performance": performance}
        given = {name: value for name, value in given.items() if value is not None}
        if depicts is not None:
            given["depicts"] = ",".join(sorted(set(depicts)))
        plan = self._studio.plan
        changes = [change for shot in shots for change in _said(plan, Depiction(id=shot.id), given)]
        return written(self._studio, named("step.depict-shot", "step.depict-shots", shots), changes)


def territories(given: Sequence[str]) -> list[str]:
    """Read territories as a person writes them: ISO 3166 codes in any case, `world` or * for everywhere.

    Raises Invalid for what is neither.
    """
    found = [one.strip().upper() for text in given for one in text.split(",") if one.strip()]
    if any(one in (EVERYWHERE, "WORLD") for one in found):
        return [EVERYWHERE]
    for one in found:
        if not _TERRITORY.fullmatch(one):
            raise Invalid("purpose.no-territory", given=one[:20])
    return sorted(set(found))


def _said(plan: Plan, empty: Purpose | Depiction, given: dict[str, object]) -> list[Change]:
    there: Row | None = plan.find(type(empty), empty.id)
    if there is not None:
        return plan.change(there, **given)
    # A row whose birth was undone comes back under its own id.
    return (
        [plan.born(empty.model_copy(update=given))]
        if any(one not in (None, "") for one in given.values()) or (given.get("depicts") == "")
        else []
    )


def halved(plan: Plan, ids: Ids, shot: Shot, second: Shot) -> list[Change]:
    """Give the second half of a split shot what was said of the whole."""
    rows: list[Row] = [row.model_copy(update={"id": second.id}) for row in plan.of(Depiction, shot.id)]
    rows += [row.model_copy(update={"id": ids.new(), "of": second.id}) for row in plan.of(Likeness, shot.id)]
    return [plan.born(row) for row in rows]


def joined(plan: Plan, ids: Ids, first: Shot, second: Shot) -> list[Change]:
    """Let a joined shot show what both did; what was not said of one of them is not said of the whole."""
    one, other = plan.depiction(first.id), plan.depiction(second.id)
    unknown = one.depicts is None or other.depicts is None
    shown = {part for text in (one.depicts, other.depicts) if text for part in text.split(",")}
    given: dict[str, object] = {
        "depicts": None if unknown else ",".join(sorted(shown)),
        "scenario": one.scenario if one.scenario is other.scenario else None,
        "performance": _more(one.performance, other.performance),
    }
    known = {row.person for row in plan.of(Likeness, first.id)}
    fresh = [row for row in plan.of(Likeness, second.id) if row.person not in known]
    born = [plan.born(row.model_copy(update={"id": ids.new(), "of": first.id})) for row in fresh]
    return [*_said(plan, Depiction(id=first.id), given), *born]


def _more(one: Performance | None, other: Performance | None) -> Performance | None:
    if one is None or other is None or one is other:
        return one if one is other else None
    return Performance.BOTH
