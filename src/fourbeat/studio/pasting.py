"""Briefs pasted as shots: from this film, from another, from a mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model import order
from fourbeat.model.briefing import BriefFile, ReferenceFile
from fourbeat.model.edit import Change
from fourbeat.model.errors import Invalid
from fourbeat.model.ids import Id
from fourbeat.model.plan import Character, Costume, Prop, Row, Scene, Shot

from .arrange import keys_between, named, one_place, written
from .bin import returned
from .briefs import Stock
from .labels import Numbers
from .pages import page
from .pictures import found_picture, picture
from .shots import cast

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class Pasted:
    """Say what came of a paste: the shots, who joined the cast with it, and how many pictures were left out."""

    shots: tuple[Shot, ...]
    joined: tuple[str, ...] = ()
    left_out: int = 0


class Pasting:
    """Hold the verbs that give briefs out as text and take them in."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    # Questions

    def page(self, shots: Sequence[Shot]) -> str:
        """Write the briefs of shots as text, in the form of the brief file."""
        return page([self._studio.shots.written(shot) for shot in shots])

    def pictures(self, shots: Sequence[Shot]) -> dict[str, Path]:
        """Find the files of the shots' reference pictures, by their content's name, for another project to take."""
        references = (one for shot in shots for one in self._store.plan.brief(shot.id).references)
        found = {one.sha256: picture(self._store.media, one.sha256) for one in references}
        return {sha256: path for sha256, path in found.items() if path is not None}

    # Verbs

    def paste(
        self,
        *,
        briefs: Sequence[BriefFile],
        after: Shot | None = None,
        before: Shot | None = None,
        scene: Scene | None = None,
        pictures: Mapping[str, Path] | None = None,
    ) -> Pasted:
        """Make shots of briefs, in order, as one step.

        Whoever is seen but not in the cast joins it; unknown costumes and props join by their names. Pictures go by
        their content: those that neither this project nor `pictures` has are left out, for a text must not name files.
        Raises Invalid, NotFound; then nothing is changed.
        """
        if not briefs:
            raise Invalid("page.empty")
        plan = self._store.plan
        neighbour = one_place(after, before)
        home = plan.get(Scene, neighbour.scene) if neighbour else scene or self._studio.shots.find_scene(None)
        siblings = plan.shots(home.id)
        keys = keys_between(siblings, len(briefs), after=after, before=before)
        people = cast(plan)
        joined = self._joined(briefs, people)
        things, new = self._things(briefs, people)
        labels, rows, made, left_out = Numbers(plan), [*joined, *new], list[Shot](), 0
        for key, brief in zip(keys, briefs, strict=True):
            kept = tuple(one for given in brief.references if (one := self._found(given, pictures or {})))
            left_out += len(brief.references) - len(kept)
            shot, parts = self._studio.shots.rows(
                brief.model_copy(update={"references": kept, "number": ""}),
                self._store.folder,
                home,
                people=people,
                things=things,
                number=labels.fresh(brief.number, home.id, key),
                key=key,
            )
            made.append(shot)
            rows += parts
        written(self._studio, named("step.paste-shot", "step.paste-shots", made), [plan.born(row) for row in rows])
        return Pasted(tuple(made), tuple(one.name for one in joined), left_out)

    def put_back(self, *, shots: Sequence[Id], after: Shot | None = None, before: Shot | None = None) -> Pasted | None:
        """Bring shots that were cut from this film back at another place, takes and all; None unless all are binned."""
        plan = self._store.plan
        lying = {shot.id: shot for shot in plan.binned(Shot)}
        neighbour = one_place(after, before)
        if not shots or any(one not in lying for one in shots):
            return None
        home = plan.get(Scene, neighbour.scene) if neighbour else self._studio.shots.find_scene(None)
        keys = keys_between(plan.shots(home.id), len(shots), after=after, before=before)
        labels = Numbers(plan)
        changes: list[Change] = []
        for one, key in zip(shots, keys, strict=True):
            changes += returned(plan, labels, lying[one], scene=home.id, key=key)
        back = [lying[one] for one in shots]
        written(self._studio, named("step.paste-shot", "step.paste-shots", back), changes)
        return Pasted(tuple(self._store.plan.get(Shot, one) for one in shots))

    def _joined(self, briefs: Sequence[BriefFile], people: dict[str, Character]) -> list[Character]:
        last = max((one.order for one in people.values()), default=None)
        made: list[Character] = []
        for name in dict.fromkeys(name for brief in briefs for name in brief.cast):
            if name.casefold() not in people:
                last = order.between(last, None)
                person = Character(id=self._studio.desk.ids.new(), order=last, name=name)
                people[name.casefold()] = person
                made.append(person)
        return made

    def _things(self, briefs: Sequence[BriefFile], people: Mapping[str, Character]) -> tuple[Stock, list[Row]]:
        """Take stock of costumes and props, with those that only the briefs name; give these as rows, too."""
        plan, ids = self._store.plan, self._studio.desk.ids
        costumes, props = plan.all(Costume), plan.all(Prop)
        pairs = [pair for brief in briefs for pair in brief.wearing.items() if pair[0].casefold() in people]
        made: list[Row] = []
        for one, name in dict.fromkeys(pairs):
            person = people[one.casefold()]
            if not any(it.character == person.id and it.name.casefold() == name.casefold() for it in costumes):
                last = max((one.order for one in costumes if one.character == person.id), default=None)
                costumes.append(Costume(id=ids.new(), character=person.id, order=order.between(last, None), name=name))
                made.append(costumes[-1])
        for name in dict.fromkeys(name for brief in briefs for name in brief.props):
            if not any(it.name.casefold() == name.casefold() for it in props):
                last = max((one.order for one in props), default=None)
                props.append(Prop(id=ids.new(), order=order.between(last, None), name=name))
                made.append(props[-1])
        return Stock.of(costumes, props), made

    def _found(self, given: ReferenceFile, pictures: Mapping[str, Path]) -> ReferenceFile | None:
        """Find a reference's picture in the project or among the files handed over; None where it is in neither."""
        if self._studio.shots.knows_picture(given.file):
            return given
        path = pictures.get(given.file)
        if path is None or not path.is_file():
            return None
        if self._store.media.intake_picture(found_picture(path)) != given.file:
            return None
        return given.model_copy(update={"file": str(path)})
