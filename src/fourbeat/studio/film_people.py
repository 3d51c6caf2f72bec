"""Whom a film shows, written into its file and read from it: by labels, never by anything that tells who it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fourbeat.model.briefing import PictureFile, PurposeFile, ShotFile
from fourbeat.model.document import Plan
from fourbeat.model.ids import Id, Ids
from fourbeat.model.plan import Depiction, Likeness, Purpose, Reference, Row
from fourbeat.model.usage import Depicts

from .purposes import territories
from .register import Register

NAMED = "person-{n}"
"""How the labels read that are written: numbered in the order in which the film first shows them."""


class Labels:
    """Give each real person a label."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._known: dict[Id, str] = {}

    def of(self, owner: Id) -> tuple[str, ...]:
        """Give the labels of the people that one of the cast, a shot or a picture shows."""
        people = [row.person for row in self._plan.of(Likeness, owner)]
        return tuple(self._known.setdefault(one, NAMED.format(n=len(self._known) + 1)) for one in people)


class Newcomers:
    """Make a person of each label that nobody here goes by; consents are not part of a file and have to be given."""

    def __init__(self, register: Register, ids: Ids) -> None:
        self._ids = ids
        self._known = {name.casefold(): one.id for one in register.people.values() for name in one.names}
        self.made: dict[Id, str] = {}

    def rows(self, owner: Id, labels: Iterable[str]) -> list[Row]:
        """Say that one of the cast, a shot or a picture shows people."""
        people: dict[Id, None] = {}
        for label in labels:
            if label.casefold() not in self._known:
                person = self._known[label.casefold()] = self._ids.new()
                self.made[person] = label
            people[self._known[label.casefold()]] = None
        return [Likeness(id=self._ids.new(), of=owner, person=one) for one in people]

    def pictured(self, references: Sequence[PictureFile], rows: Sequence[Row]) -> list[Row]:
        """Say whom pictures show; the rows of pictures stand in the order of the file."""
        pictures = [row for row in rows if isinstance(row, Reference)]
        return [row for one, made in zip(references, pictures, strict=True) for row in self.rows(made.id, one.likeness)]


def purpose(plan: Plan) -> PurposeFile:
    """Give what the film is for, as its file says it."""
    said = plan.purpose()
    places = tuple(filter(None, said.territory.split(",")))
    return PurposeFile(commercial=said.commercial, use=said.use, territory=places, audience=said.audience)


def purpose_row(plan: Plan, file: PurposeFile) -> list[Row]:
    """Make the row of what the film is for; none where nothing is said. Raises Invalid for no territory."""
    if file == PurposeFile():
        return []
    places = ",".join(territories(file.territory))
    row = Purpose(id=plan.project.id, commercial=file.commercial, use=file.use, territory=places)
    return [row.model_copy(update={"audience": file.audience})]


def depiction(plan: Plan, shot: Id) -> dict[str, object]:
    """Give what a shot shows that somebody may care about, as its file says it; None is not said."""
    said = plan.depiction(shot)
    shown = None if said.depicts is None else tuple(Depicts(one) for one in said.depicts.split(",") if one)
    return {"depicts": shown, "scenario": said.scenario, "performance": said.performance}


def depiction_row(shot: Id, file: ShotFile) -> list[Row]:
    """Make the row of what a shot shows; none where nothing is said."""
    if file.depicts is None and file.scenario is None and file.performance is None:
        return []
    shown = None if file.depicts is None else ",".join(sorted(set(file.depicts)))
    return [Depiction(id=shot, depicts=shown, scenario=file.scenario, performance=file.performance)]
