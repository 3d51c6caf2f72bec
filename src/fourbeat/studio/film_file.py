"""A film written as a file with its pictures beside it, so that it can be read anywhere and loses nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from fourbeat.model.briefing import (
    BriefFile,
    CharacterFile,
    CharacterSent,
    CostumeFile,
    CostumeSent,
    FilmFile,
    IdentitySent,
    PictureFile,
    PlaceFile,
    PropFile,
    SceneFile,
    SequenceFile,
    ShotFile,
)
from fourbeat.model.document import Plan
from fourbeat.model.errors import Invalid, Storage
from fourbeat.model.ids import Id
from fourbeat.model.plan import Character, Costume, Place, Prop, Reference, Scene, Shot, Swatch, Translation
from fourbeat.store import MediaFolder

from . import film_people, translations
from .briefs import LARGEST_FILM
from .film_people import Labels
from .pages import written as as_text
from .pictures import picture

T = TypeVar("T", CharacterFile, PlaceFile, PropFile, ShotFile)

FILE = "film.toml"
_LONGEST_FILE = 120
"""Letters of a picture's name with its folder, as a film file may say it."""

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def written(plan: Plan, brief: Callable[[Shot], BriefFile]) -> FilmFile:
    """Give a film as its file would say it; `brief` gives a shot's brief, pictures go by their content's name."""
    project, shown = plan.project, Labels(plan)
    return FilmFile(
        **{
            name: getattr(project, name)
            for name in ("name", "size", "rate", "language", "note", "provider", "form", "numbering", "locked")
        },
        purpose=film_people.purpose(plan),
        cast=tuple(_character(plan, one, shown) for one in plan.all(Character)),
        places=tuple(_place(plan, one, shown) for one in plan.all(Place)),
        props=tuple(_prop(plan, one, shown) for one in plan.all(Prop)),
        sequences=tuple(
            SequenceFile(
                number=sequence.number,
                title=sequence.title,
                scenes=tuple(_scene(plan, scene, brief, shown) for scene in plan.scenes(sequence.id)),
            )
            for sequence in plan.sequences()
        ),
    )


def saved(film: FilmFile, media: MediaFolder, called: Mapping[str, str], folder: Path) -> Path:
    """Write a film file and its pictures into a new or empty folder; `called` names pictures by their content.

    Raises Invalid where something lies there already, Storage where the disk refuses.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Invalid("film.not-empty", folder=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        pictures = _Pictures(media, called, folder)
        file = folder / FILE
        text = as_text(pictures.film(film)).encode()
        if len(text) > LARGEST_FILM:
            raise Invalid("film.too-large", most=LARGEST_FILM // (1024 * 1024))
        file.write_bytes(text)
    except OSError as error:
        raise Storage("film.not-saved", folder=str(folder), detail=error.strerror or "") from error
    return file


class _Pictures:
    """Copy pictures beside the film, each once, under the names they came with."""

    def __init__(self, media: MediaFolder, called: Mapping[str, str], folder: Path) -> None:
        self._media, self._called, self._folder = media, called, folder
        self._given: dict[str, str] = {}

    def film(self, film: FilmFile) -> FilmFile:
        """Give the film with its pictures' file names instead of their contents' names."""
        return film.model_copy(
            update={
                "cast": tuple(map(self._pictured, film.cast)),
                "places": tuple(map(self._pictured, film.places)),
                "props": tuple(map(self._pictured, film.props)),
                "sequences": tuple(
                    part.model_copy(
                        update={
                            "scenes": tuple(
                                scene.model_copy(update={"shots": tuple(map(self._pictured, scene.shots))})
                                for scene in part.scenes
                            )
                        }
                    )
                    for part in film.sequences
                ),
            }
        )

    def _pictured(self, owner: T) -> T:
        return owner.model_copy(update={"references": tuple(map(self._reference, owner.references))})

    def _reference(self, one: PictureFile) -> PictureFile:
        original = self._copied(one.original) if one.original else ""
        return one.model_copy(update={"file": self._copied(one.file), "original": original})

    def _copied(self, sha256: str) -> str:
        if sha256 not in self._given:
            source = picture(self._media, sha256)
            if source is None:
                raise Invalid("film.no-picture", sha256=sha256[:12])
            name = _UNSAFE.sub("_", self._called.get(sha256, "")).strip(". ") or f"{sha256[:16]}{source.suffix}"
            name = _short(name, _LONGEST_FILE)
            if (self._folder / name).exists():
                name = f"{sha256[:16]}/{_short(name, _LONGEST_FILE - 17)}"
            (self._folder / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(source, self._folder / name)
            self._given[sha256] = name
        return self._given[sha256]


def _short(name: str, most: int) -> str:
    """Shorten a file's name, but not its ending."""
    if len(name) <= most:
        return name
    ending = Path(name).suffix[:16]
    return f"{name[: most - len(ending)].rstrip('. ')}{ending}"


def _character(plan: Plan, one: Character, shown: Labels) -> CharacterFile:
    own = ("name", "identity", "wardrobe", "voice", "colour", "aliases", "note")
    return CharacterFile(
        **{name: getattr(one, name) for name in own},
        likeness=shown.of(one.id),
        palette=_palette(plan, one.id),
        costumes=tuple(
            CostumeFile(
                name=costume.name,
                words=costume.words,
                sent={
                    language: CostumeSent(**fields)
                    for language, fields in translations.sent(plan.of(Translation, costume.id), costume.id).items()
                },
            )
            for costume in plan.of(Costume, one.id)
        ),
        references=_references(plan, one.id, shown),
        sent={language: CharacterSent(**fields) for language, fields in _sent(plan, one.id).items()},
    )


def _place(plan: Plan, one: Place, shown: Labels) -> PlaceFile:
    return PlaceFile(
        **{name: getattr(one, name) for name in ("name", "identity", "aliases", "note")},
        palette=_palette(plan, one.id),
        references=_references(plan, one.id, shown),
        sent={language: IdentitySent(**fields) for language, fields in _sent(plan, one.id).items()},
    )


def _prop(plan: Plan, one: Prop, shown: Labels) -> PropFile:
    return PropFile(
        **{name: getattr(one, name) for name in ("name", "identity", "note")},
        palette=_palette(plan, one.id),
        references=_references(plan, one.id, shown),
        sent={language: IdentitySent(**fields) for language, fields in _sent(plan, one.id).items()},
    )


def _scene(plan: Plan, scene: Scene, brief: Callable[[Shot], BriefFile], shown: Labels) -> SceneFile:
    place = plan.find(Place, scene.place)
    return SceneFile(
        **{name: getattr(scene, name) for name in ("number", "title", "note", "heading", "text")},
        place=place.name if place else "",
        shots=tuple(_shot(plan, shot, brief(shot), shown) for shot in plan.shots(scene.id)),
    )


def _shot(plan: Plan, shot: Shot, brief: BriefFile, shown: Labels) -> ShotFile:
    beside: dict[str, object] = {"note": shot.note, "status": shot.status, "likeness": shown.of(shot.id)}
    beside |= {"references": _references(plan, shot.id, shown), **film_people.depiction(plan, shot.id)}
    return ShotFile.model_validate({**brief.model_dump(), **beside})


def _references(plan: Plan, of: Id, shown: Labels) -> tuple[PictureFile, ...]:
    return tuple(
        PictureFile(
            file=one.sha256,
            role=one.role,
            declared=one.declared,
            original=one.original,
            crop=one.crop,
            likeness=shown.of(one.id),
        )
        for one in plan.of(Reference, of)
    )


def _palette(plan: Plan, of: Id) -> tuple[str, ...]:
    return tuple(f"{one.value} {one.name}".strip() for one in plan.of(Swatch, of))


def _sent(plan: Plan, of: Id) -> translations.Sent:
    return translations.sent(plan.of(Translation, of), of)
