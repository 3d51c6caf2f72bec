"""Whole films from files: cast, places, sequences, scenes and shots in one undoable step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model import order
from fourbeat.model.briefing import FilmFile, SequenceFile
from fourbeat.model.errors import NotFound
from fourbeat.model.ids import Ids
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Life, Place, Row, Scene, Sequence
from fourbeat.model.time import Rate
from fourbeat.writing import numbers

from . import briefs
from .pictures import found_picture

if TYPE_CHECKING:
    from .studio import Studio


def check(film: FilmFile, folder: Path) -> None:
    """Look whether a film can be loaded, before anything is made of it. Raises what `Film.load` would."""
    ids, rate = Ids(), Rate.parse(film.rate)
    people = {one.name.casefold(): Character(id=ids.new(), order="1", name=one.name) for one in film.cast}
    places = {one.name.casefold() for one in film.places}
    pictured = [reference for person in film.cast for reference in person.references]
    pictured += [reference for place in film.places for reference in place.references]
    for sequence in film.sequences:
        for index, scene in enumerate(sequence.scenes):
            if scene.place and scene.place.casefold() not in places:
                raise NotFound("film.no-such-place", place=scene.place, scene=scene.title or str(index + 1))
            for shot in scene.shots:
                briefs.rows(shot, ids.new(), rate, briefs.whole_frames(shot, rate), people, ids)
                pictured += shot.references
    for reference in pictured:
        found_picture(folder / reference.file)


class Film:
    """Build a film's plan from its file."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._ids = studio.desk.ids

    def load(self, *, film: FilmFile, folder: Path) -> None:
        """Fill a new project with a film; the empty sequence it began with makes way."""
        plan = self._studio.plan
        people = self._cast(film)
        places = self._places(film)
        rows: list[Row] = [*people.values(), *places.values()]
        pictures = [*(one.references for one in film.cast), *(one.references for one in film.places)]
        for references, row in zip(pictures, rows[:], strict=True):
            rows += self._studio.shots.pictures(references, folder, row.id)
        for key, number, part in zip(
            order.spread(len(film.sequences)), numbers.numbered(len(film.sequences)), film.sequences, strict=True
        ):
            sequence = Sequence(id=self._ids.new(), order=key, number=number, title=part.title)
            rows += [sequence, *self._scenes(part, sequence, people, places, folder)]
        empty = [one for one in plan.sequences() if not any(plan.shots(scene.id) for scene in plan.scenes(one.id))]
        away = [change for one in empty for change in plan.change(one, life=Life.BINNED)] if film.sequences else []
        language = plan.change(plan.project, language=film.language, note=film.note)
        self._studio.store.write(
            lambda writer: writer.edit(
                message("step.load-film", name=film.name), [*away, *language, *(plan.born(row) for row in rows)]
            )
        )

    def _cast(self, film: FilmFile) -> dict[str, Character]:
        return {
            one.name.casefold(): Character(
                id=self._ids.new(),
                order=key,
                **one.model_dump(include={"name", "identity", "wardrobe", "voice", "colour"}),
            )
            for key, one in zip(order.spread(len(film.cast)), film.cast, strict=True)
        }

    def _places(self, film: FilmFile) -> dict[str, Place]:
        return {
            one.name.casefold(): Place(id=self._ids.new(), order=key, name=one.name, identity=one.identity)
            for key, one in zip(order.spread(len(film.places)), film.places, strict=True)
        }

    def _scenes(
        self,
        part: SequenceFile,
        sequence: Sequence,
        people: dict[str, Character],
        places: dict[str, Place],
        folder: Path,
    ) -> list[Row]:
        rows: list[Row] = []
        labels = iter(numbers.numbered(sum(len(scene.shots) for scene in part.scenes)))
        for index, (key, written) in enumerate(zip(order.spread(len(part.scenes)), part.scenes, strict=True)):
            place = places.get(written.place.casefold())
            if written.place and place is None:
                raise NotFound("film.no-such-place", place=written.place, scene=written.title or str(index + 1))
            scene = Scene(
                id=self._ids.new(),
                sequence=sequence.id,
                order=key,
                number=str(index + 1),
                title=written.title,
                place=place.id if place else None,
            )
            rows.append(scene)
            for shot_key, brief in zip(order.spread(len(written.shots)), written.shots, strict=True):
                label = next(labels)
                _, made = self._studio.shots.rows(
                    brief, folder, scene, people=people, number=brief.number or label, key=shot_key
                )
                rows += made
        return rows
