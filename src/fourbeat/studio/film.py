"""Whole films from files: cast, places, props, sequences, scenes and shots in one undoable step."""

from __future__ import annotations

from collections.abc import Sequence as Several
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model import order
from fourbeat.model.briefing import CharacterFile, FilmFile, PictureFile, PlaceFile, PropFile, SceneFile, SequenceFile
from fourbeat.model.errors import NotFound, Refused
from fourbeat.model.ids import Id, Ids
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Costume, Life, Place, Prop, Reference, Row, Scene, Sequence, Swatch
from fourbeat.model.time import Rate
from fourbeat.writing import numbers

from . import briefs, film_people, translations
from .film_file import saved, written
from .pictures import found_picture
from .purposes import territories

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .studio import Studio


@dataclass(frozen=True)
class _Named:
    """Hold the rows of all that has a name in a film, by casefolded name."""

    people: dict[str, Character]
    places: dict[str, Place]
    things: briefs.Stock
    rows: list[Row]


def check(film: FilmFile, folder: Path) -> None:
    """Look whether a film can be loaded, before anything is made of it. Raises what `Film.load` would."""
    ids, rate = Ids(), Rate.parse(film.rate)
    named = _named(film, ids)
    territories(film.purpose.territory)
    pictured = [one for person in film.cast for one in person.references]
    pictured += [one for place in film.places for one in place.references]
    pictured += [one for prop in film.props for one in prop.references]
    for sequence in film.sequences:
        for index, scene in enumerate(sequence.scenes):
            _place(scene, index, named)
            for shot in scene.shots:
                briefs.rows(shot, ids.new(), rate, briefs.whole_frames(shot, rate), named.people, ids, named.things)
                pictured += shot.references
    for reference in pictured:
        found_picture(folder / reference.file)
        if reference.original:
            found_picture(folder / reference.original)


class Film:
    """Build a film's plan from its file, and write it as one."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._ids = studio.desk.ids

    def load(self, *, film: FilmFile, folder: Path) -> None:
        """Fill a new project with a film; the empty sequence it began with makes way."""
        plan = self._studio.plan
        named = _named(film, self._ids)
        rows: list[Row] = [*named.rows, *film_people.purpose_row(plan, film.purpose)]
        people = film_people.Newcomers(self._studio.rights.register(), self._ids)
        for one in film.cast:
            rows += people.rows(named.people[one.name.casefold()].id, one.likeness)
        owners: list[tuple[Id, tuple[PictureFile, ...]]] = [
            *((named.people[one.name.casefold()].id, one.references) for one in film.cast),
            *((named.places[one.name.casefold()].id, one.references) for one in film.places),
            *((named.things.prop(one.name).id, one.references) for one in film.props),
        ]
        for owner, references in owners:
            made = self._studio.shots.pictures(references, folder, owner)
            rows += [*made, *people.pictured(references, made)]
        for key, number, part in zip(
            order.spread(len(film.sequences)), numbers.numbered(len(film.sequences)), film.sequences, strict=True
        ):
            sequence = Sequence(id=self._ids.new(), order=key, number=part.number or number, title=part.title)
            rows += [sequence, *self._scenes(part, sequence, named, folder, people)]
        empty = [one for one in plan.sequences() if not any(plan.shots(scene.id) for scene in plan.scenes(one.id))]
        away = [change for one in empty for change in plan.change(one, life=Life.BINNED)] if film.sequences else []
        own = {name: getattr(film, name) for name in ("language", "note", "provider", "form", "numbering", "locked")}
        project = plan.change(plan.project, **own)
        label, changes = message("step.load-film", name=film.name), [*away, *project, *map(plan.born, rows)]

        def work(writer: Writer) -> None:
            for person, name in people.made.items():
                writer.add_private(person, person, {"name": name, "aliases": [], "subjects": []})
            writer.edit(label, changes)

        self._studio.store.write(work)

    def written(self) -> FilmFile:
        """Give the film as its file would say it; pictures go by their content's name."""
        return written(self._studio.plan, self._studio.shots.written)

    def save(self, *, folder: Path) -> Path:
        """Write the film and its pictures into a new or empty folder; give the file.

        How pictures were made stands in no film file, as it does not of takes: who reads it has only its word. So what
        is withdrawn here must not leave by it. Raises Refused where such a still is pictured, Invalid, Storage.
        """
        rows, gone = self._studio.plan.all(Reference), self._studio.withdrawn.pictures()
        held = [one for one in rows if not gone.isdisjoint({one.sha256, one.original})]
        if held:
            raise Refused("film.withdrawn", pictures=tuple(dict.fromkeys(one.name for one in held)))
        called = {one.sha256: one.name for one in rows}
        return saved(self.written(), self._studio.store.media, called, folder)

    def _scenes(
        self,
        part: SequenceFile,
        sequence: Sequence,
        named: _Named,
        folder: Path,
        people: film_people.Newcomers,
    ) -> list[Row]:
        rows: list[Row] = []
        labels = iter(numbers.numbered(sum(len(scene.shots) for scene in part.scenes)))
        for index, (key, scene) in enumerate(zip(order.spread(len(part.scenes)), part.scenes, strict=True)):
            place = _place(scene, index, named)
            home = Scene(
                id=self._ids.new(),
                sequence=sequence.id,
                order=key,
                number=scene.number or str(index + 1),
                title=scene.title,
                place=place.id if place else None,
                note=scene.note,
                heading=scene.heading,
                text=scene.text,
            )
            rows.append(home)
            for shot_key, brief in zip(order.spread(len(scene.shots)), scene.shots, strict=True):
                label = next(labels)
                shot, made = self._studio.shots.rows(
                    brief,
                    folder,
                    home,
                    people=named.people,
                    things=named.things,
                    number=brief.number or label,
                    key=shot_key,
                )
                beside = {"note": brief.note, "status": brief.status}
                rows += [shot.model_copy(update=beside), *(row for row in made if row is not shot)]
                rows += film_people.depiction_row(shot.id, brief)
                rows += [*people.rows(shot.id, brief.likeness), *people.pictured(brief.references, made)]
        return rows


def _place(scene: SceneFile, index: int, named: _Named) -> Place | None:
    place = named.places.get(scene.place.casefold())
    if scene.place and place is None:
        raise NotFound("film.no-such-place", place=scene.place, scene=scene.title or str(index + 1))
    return place


def _named(film: FilmFile, ids: Ids) -> _Named:
    people = [
        Character(
            id=ids.new(),
            order=key,
            **{
                name: getattr(one, name)
                for name in ("name", "identity", "wardrobe", "voice", "colour", "aliases", "note")
            },
        )
        for key, one in zip(order.spread(len(film.cast)), film.cast, strict=True)
    ]
    places = [
        Place(id=ids.new(), order=key, name=one.name, identity=one.identity, aliases=one.aliases, note=one.note)
        for key, one in zip(order.spread(len(film.places)), film.places, strict=True)
    ]
    props = [
        Prop(id=ids.new(), order=key, name=one.name, identity=one.identity, note=one.note)
        for key, one in zip(order.spread(len(film.props)), film.props, strict=True)
    ]
    costumes: list[Costume] = []
    sent: list[Row] = []
    for person, one in zip(people, film.cast, strict=True):
        for key, costume in zip(order.spread(len(one.costumes)), one.costumes, strict=True):
            made = Costume(id=ids.new(), character=person.id, order=key, name=costume.name, words=costume.words)
            costumes.append(made)
            sent += translations.rows(made.id, costume.sent, ids)
    owners: list[tuple[Row, CharacterFile | PlaceFile | PropFile]] = [
        *zip(people, film.cast, strict=True),
        *zip(places, film.places, strict=True),
        *zip(props, film.props, strict=True),
    ]
    for row, file in owners:
        sent += translations.rows(row.id, file.sent, ids)
        sent += _swatches(row.id, file.palette, ids)
    return _Named(
        {one.name.casefold(): one for one in people},
        {one.name.casefold(): one for one in places},
        briefs.Stock.of(costumes, props),
        [*people, *places, *props, *costumes, *sent],
    )


def _swatches(of: Id, palette: Several[str], ids: Ids) -> list[Swatch]:
    made = []
    for key, colour in zip(order.spread(len(palette)), palette, strict=True):
        value, _, name = colour.partition(" ")
        made.append(Swatch(id=ids.new(), of=of, order=key, value=value.lower(), name=name.strip()))
    return made
