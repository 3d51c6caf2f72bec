"""Shots: added, briefed, moved, removed; each verb is one undoable step."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model import order
from fourbeat.model.briefing import BeatFile, BeatSent, BriefFile, BriefSent, LineFile, LineSent, ReferenceFile
from fourbeat.model.document import Plan
from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import Id
from fourbeat.model.message import message
from fourbeat.model.plan import (
    Appearance,
    Beat,
    BriefText,
    Character,
    Colour,
    Costume,
    Dressing,
    Line,
    Numbering,
    Prop,
    Reference,
    Row,
    Scene,
    Sequence,
    Shot,
)
from fourbeat.writing.prompt import Prompt

from . import briefs, translations
from .arrange import keys_between
from .labels import Numbers
from .matching import matched
from .panels import panel
from .pictures import found_picture
from .prompts import sending

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .studio import Studio

_ITEMS: dict[type[Row], str] = {
    Appearance: "cast",
    Dressing: "props",
    Beat: "beats",
    Line: "lines",
    Colour: "palette",
    Reference: "references",
}
_SHOT_FIELDS = ("title", "form", "provider", "model", "size", "seed")


class Shots:
    """Hold the verbs and questions about shots."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    # Questions

    def find(self, label: str) -> Shot:
        """Find a shot by number ("020"), by sequence and number ("010/020"), or by id.

        Raises NotFound, or Invalid when several shots carry the number.
        """
        plan = self._store.plan
        if shot := plan.find(Shot, label):
            return shot
        group, _, number = label.rpartition("/")
        matches = [
            shot
            for shot in plan.shots()
            if shot.number.casefold() == number.casefold() and (not group or self._sequence(shot).number == group)
        ]
        if not matches:
            known = tuple(shot.number for shot in plan.shots()[:12])
            raise NotFound("shot.not-found", label=label, numbers=known or (message("shot.none-yet"),))
        if len(matches) > 1:
            choices = tuple(f"{self._sequence(shot).number}/{shot.number}" for shot in matches)
            raise Invalid("shot.several", label=label, choices=choices)
        return matches[0]

    def find_scene(self, label: str | None) -> Scene:
        """Find a scene by its number or title; the last scene when none is named."""
        scenes = self._store.plan.scenes()
        if label is None:
            if not scenes:
                raise NotFound("scene.none-yet")
            return scenes[-1]
        for scene in scenes:
            if label in (scene.id, scene.number) or scene.title.casefold() == label.casefold():
                return scene
        raise NotFound("scene.not-found", label=label, scenes=tuple(scene.number for scene in scenes))

    def written(self, shot: Shot, plan: Plan | None = None) -> BriefFile:
        """Give a shot's brief as its file would say it, as it is or in a `plan` to come.

        Pictures go by their content's name.
        """
        plan = plan or self._store.plan
        shot = plan.get(Shot, shot.id)
        brief, seconds = plan.brief(shot.id), plan.project.fps.written
        sent = partial(translations.sent, brief.translations)
        worn = {person.name: costume.name for person in brief.cast if (costume := brief.worn(person))}

        return BriefFile(
            number=shot.number,
            seconds=seconds(shot.frames),
            palette=tuple(f"{colour.value} {colour.name}".strip() for colour in brief.colours),
            cast=tuple(person.name for person in brief.cast),
            wearing=worn,
            props=tuple(prop.name for prop in brief.props),
            beats=tuple(
                BeatFile(
                    text=beat.text,
                    at=None if beat.at is None else seconds(beat.at),
                    sent={language: BeatSent(**fields) for language, fields in sent(beat.id).items()},
                )
                for beat in brief.beats
            ),
            lines=tuple(
                LineFile(
                    speaker=brief.speaker(line) or "?",
                    text=line.text,
                    at=None if line.at is None else seconds(line.at),
                    delivery=line.delivery,
                    language=line.language,
                    sent={language: LineSent(**fields) for language, fields in sent(line.id).items()},
                )
                for line in brief.lines
            ),
            references=tuple(
                ReferenceFile(
                    file=one.sha256, role=one.role, declared=one.declared, original=one.original, crop=one.crop
                )
                for one in brief.references
            ),
            sent={language: BriefSent(**fields) for language, fields in sent(shot.id).items()},
            **{name: getattr(brief.text, name) for name in briefs.TEXT_FIELDS},
            **{name: getattr(shot, name) for name in _SHOT_FIELDS},
        )

    def prompt(self, shot: Shot) -> Prompt:
        """Give the exact prompt a shot's brief makes, and where its parts come from."""
        plan = self._store.plan
        return sending(plan, self._studio.dialects, shot, plan.brief(shot.id)).prompt

    def lacking(self, shot: Shot) -> tuple[str, ...]:
        """Give the characters of a shot's captions, names and slate that no bundled font can draw."""
        from fourbeat.lettering import fonts

        plan = self._store.plan
        drawn = panel(plan.project, shot, plan.brief(shot.id), take=None, spoken=False)
        words = [text for caption in drawn.captions for text in (caption.speaker, caption.text)]
        return fonts.lacking("\n".join([*words, *drawn.slate, *(figure.name for figure in drawn.figures)]))

    # Verbs

    def add(
        self,
        *,
        brief: BriefFile,
        folder: Path,
        scene: Scene | None = None,
        after: Shot | None = None,
        before: Shot | None = None,
    ) -> Shot:
        """Add a shot after or before another, or at the end of a scene; its pictures are looked for in `folder`."""
        if after is not None and before is not None:
            raise Invalid("shot.one-place")
        neighbour = after or before
        home = self._store.plan.get(Scene, neighbour.scene) if neighbour else scene or self.find_scene(None)
        shot, rows = self.rows(brief, folder, home, after=after, before=before)
        self._store.write(
            lambda writer: writer.edit(
                message("step.add-shot", shot=shot.number), [writer.plan.born(row) for row in rows]
            )
        )
        return shot

    def edit(self, *, shot: Shot, brief: BriefFile, folder: Path) -> Changes:
        """Make a shot's brief read as given; only the fields that differ are changed."""
        return self._edit("step.edit-shot", shot, self.changes(shot, brief, folder))

    def move(self, *, shot: Shot, after: Shot | None = None, before: Shot | None = None) -> Changes:
        """Move a shot after or before another; its number stays."""
        return self._studio.arrange.move(shots=[shot], after=after, before=before)

    def remove(self, *, shot: Shot) -> Changes:
        """Put a shot into the project's bin; its takes and number are kept."""
        return self._studio.bin.put(shots=[shot])

    # What the verbs and the film reader share

    def changes(self, shot: Shot, brief: BriefFile, folder: Path) -> list[Change]:
        """Work out what makes a shot's brief read as given; lists that read the same already are left alone."""
        plan, now = self._store.plan, self.written(shot)
        frames = briefs.whole_frames(brief, self._store.plan.project.fps)
        ids = self._studio.desk.ids
        rows = briefs.rows(brief, shot.id, plan.project.fps, frames, cast(plan), ids, stock(plan))
        if brief.references != now.references:
            rows += self.pictures(brief.references, folder, shot.id)
        changes = plan.change(
            shot,
            frames=frames,
            number=self._new_number(brief.number, shot) if brief.number not in ("", shot.number) else shot.number,
            **{name: getattr(brief, name) for name in _SHOT_FIELDS},
        )
        text = next(row for row in rows if isinstance(row, BriefText))
        if old := plan.find(BriefText, shot.id):
            changes += plan.change(old, **{name: getattr(text, name) for name in briefs.TEXT_FIELDS})
        else:
            changes.append(plan.born(text))
        if brief.sent != now.sent:
            changes += translations.changes(plan, shot.id, brief.sent, ids)
        for kind, field in _ITEMS.items():
            if getattr(brief, field) != getattr(now, field) or (kind is Appearance and brief.wearing != now.wearing):
                there, new = plan.of(kind, shot.id), [row for row in rows if isinstance(row, kind)]
                changes += matched(plan, there, new)
                if kind in (Beat, Line):
                    places = [*there[: len(new)], *new[len(there) :]]
                    for place, item in zip(places, getattr(brief, field), strict=True):
                        changes += translations.changes(plan, place.id, item.sent, ids)
        return changes

    def rows(
        self,
        brief: BriefFile,
        folder: Path,
        scene: Scene,
        *,
        after: Shot | None = None,
        before: Shot | None = None,
        people: dict[str, Character] | None = None,
        things: briefs.Stock | None = None,
        number: str | None = None,
        key: str | None = None,
    ) -> tuple[Shot, list[Row]]:
        """Make a new shot and all its rows; what follows `before` is for films that are not yet in the plan."""
        plan = self._store.plan
        frames = briefs.whole_frames(brief, self._store.plan.project.fps)
        key = key or keys_between(plan.shots(scene.id), 1, after=after, before=before)[0]
        if number is None:
            number = self._free_number(brief.number, scene.id) if brief.number else Numbers(plan).at(scene.id, key)
        shot = Shot(
            id=self._studio.desk.ids.new(),
            scene=scene.id,
            order=key,
            number=number,
            frames=frames,
            **{name: getattr(brief, name) for name in _SHOT_FIELDS},
        )
        people = cast(plan) if people is None else people
        rows: list[Row] = [shot]
        things = stock(plan) if things is None else things
        rows += briefs.rows(brief, shot.id, plan.project.fps, frames, people, self._studio.desk.ids, things)
        rows += self.pictures(brief.references, folder, shot.id)
        return shot, rows

    def pictures(self, references: tuple[ReferenceFile, ...], folder: Path, owner: Id) -> list[Row]:
        """Take reference pictures into the project and make their rows. Raises NotFound for a missing file."""
        made: list[Row] = []
        for key, one in zip(order.spread(len(references)), references, strict=True):
            if known := self._known(one.file):
                sha256, name = one.file, known
            else:
                source = found_picture(folder / one.file)
                sha256, name = self._store.media.intake_picture(source), source.name
            original = one.original
            if original and not self._known(original):
                original = self._store.media.intake_picture(found_picture(folder / original))
            made.append(
                Reference(
                    id=self._studio.desk.ids.new(),
                    of=owner,
                    order=key,
                    role=one.role,
                    sha256=sha256,
                    name=name,
                    declared=one.declared,
                    original=original,
                    crop=one.crop,
                )
            )
        return made

    def knows_picture(self, sha256: str) -> bool:
        """Tell whether a picture, by its content's name, is part of the project."""
        return self._known(sha256) is not None

    def _known(self, sha256: str) -> str | None:
        rows = (row for row in self._store.plan.rows() if isinstance(row, Reference))
        return next((row.name for row in rows if sha256 in (row.sha256, row.original)), None)

    def _sequence(self, shot: Shot) -> Sequence:
        plan = self._store.plan
        return plan.get(Sequence, plan.get(Scene, shot.scene).sequence)

    def _new_number(self, number: str, shot: Shot) -> str:
        if self._store.plan.project.locked:
            raise Invalid("numbers.locked-shot", shot=shot.number)
        return self._free_number(number, shot.scene)

    def _free_number(self, number: str, scene: Id) -> str:
        plan = self._store.plan
        # Some films count through; in all others a number begins again in every sequence.
        through = plan.project.numbering is Numbering.RUNNING
        scenes = plan.scenes(None if through else plan.get(Scene, scene).sequence)
        if any(shot.number == number for one in scenes for shot in plan.shots(one.id)):
            raise Invalid("shot.number-taken", number=number)
        return number

    def _edit(self, code: str, shot: Shot, changes: list[Change]) -> Changes:
        label = message(code, shot=shot.number)

        def work(writer: Writer) -> Changes:
            writer.edit(label, changes)
            return writer.changes

        return self._store.write(work)


def cast(plan: Plan) -> dict[str, Character]:
    """Find characters by casefolded name."""
    return {person.name.casefold(): person for person in plan.all(Character)}


def stock(plan: Plan) -> briefs.Stock:
    """Take stock of the costumes and props there are."""
    return briefs.Stock.of(plan.all(Costume), plan.all(Prop))
