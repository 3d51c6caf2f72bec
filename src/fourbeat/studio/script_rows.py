"""Proposed scenes turned into rows of the plan: who and where they mean, their numbers, their shots and briefs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model import letters, order
from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.plan import (
    Appearance,
    Beat,
    BriefText,
    Character,
    Life,
    Line,
    Numbering,
    Place,
    Reference,
    Role,
    Row,
    Scene,
    Shot,
)
from fourbeat.model.screenplay import ScriptFormat, ScriptShot
from fourbeat.writing import casting, numbers
from fourbeat.writing.breakdown import Piece, PieceKind, ProposedScene, ProposedShot
from fourbeat.writing.headings import is_slug, place_of
from fourbeat.writing.numbers import Home

from .fields import LONGEST_NOTE
from .pictures import found_picture

if TYPE_CHECKING:
    from .studio import Studio

LONGEST_NAME = 120
SLUGGED = frozenset({ScriptFormat.FOUNTAIN, ScriptFormat.FDX, ScriptFormat.JAPANESE})
"""Formats in which every heading names a place."""


def place_named(scene: ProposedScene, form: ScriptFormat) -> str:
    """Give the place a scene plays in; nothing where its heading is only a title."""
    words = scene.place
    if not words and (form in SLUGGED or is_slug(scene.heading)):
        words = place_of(scene.heading)
    return words if len(words) <= LONGEST_NAME else ""


@dataclass
class Bible:
    """Find people and places by what a script calls them; `born` are those who join."""

    studio: Studio
    left_out: Collection[str] = ()
    born: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        plan = self.studio.plan
        people, places = plan.all(Character), plan.all(Place)
        self._people = casting.known((one.id, one.name, one.aliases) for one in people)
        self._places = casting.known((one.id, one.name, one.aliases) for one in places)
        self._last = {"character": people[-1].order if people else None, "place": places[-1].order if places else None}
        self._away = {casting.key(name) for name in self.left_out}
        self._names = {one.id: [one.name, *casting.aliases(one.aliases)] for one in people}
        self._spotter: casting.Spotter | None = None

    def person(self, name: str) -> Id | None:
        """Give the character a speaker's name means, None for one who was left out."""
        return self._people.get(casting.key(name))

    def place(self, name: str) -> Id | None:
        """Give the place a name means."""
        return self._places.get(casting.key(name))

    def join(self, speakers: Iterable[str], places: Iterable[str]) -> None:
        """Let those join whom nobody knows yet."""
        for name in speakers:
            key = casting.key(name)
            if key and key not in self._people and key not in self._away:
                row = Character(id=self.studio.desk.ids.new(), order=self._next("character"), name=name)
                self._people[key] = row.id
                self._names[row.id] = [name]
                self.born.append(row)
        for name in places:
            key = casting.key(name)
            if key and key not in self._places:
                place = Place(id=self.studio.desk.ids.new(), order=self._next("place"), name=name)
                self._places[key] = place.id
                self.born.append(place)
        self._spotter = None

    def seen(self, text: str) -> list[Id]:
        """Give who is named in what happens."""
        if self._spotter is None:
            self._spotter = casting.Spotter(self._names)
        return self._spotter.seen(text)

    def _next(self, kind: str) -> str:
        self._last[kind] = key = order.between(self._last[kind], None)
        return key


@dataclass
class Made:
    """Hold the rows that were made, the shots among them, and how many pictures could not be taken in."""

    rows: list[Row] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    left_out: int = 0


@dataclass
class Maker:
    """Make the rows of scenes and shots."""

    studio: Studio
    bible: Bible
    script: Id
    form: ScriptFormat
    made: Made = field(default_factory=Made)

    def scene(self, proposed: ProposedScene, sequence: Id, key: str, number: str, labels: Sequence[str]) -> Scene:
        """Make a scene with all its shots, whose numbers are given."""
        place = place_named(proposed, self.form)
        notes = [proposed.note] if proposed.note else []
        scene = Scene(
            id=self.studio.desk.ids.new(),
            sequence=sequence,
            order=key,
            number=number,
            title=proposed.heading,
            place=self.bible.place(place) if place else None,
            script=self.script,
            heading=proposed.heading,
            text=proposed.text,
        )
        at = len(self.made.rows)
        away = False
        for spot, label, shot in zip(order.spread(len(proposed.shots)), labels, proposed.shots, strict=True):
            rest, away = self.shot(shot, scene.id, spot, label, away=away)
            notes += rest
        scene = scene.model_copy(update={"note": "\n".join(notes)})
        self.made.rows.insert(at, scene)
        return scene

    def shot(self, proposed: ProposedShot, scene: Id, key: str, label: str, *, away: bool) -> tuple[list[str], bool]:
        """Make a shot; give the notes that it has no room for, and whether who spoke last is heard from elsewhere."""
        listed = proposed.listed or ScriptShot()
        note, rest = _room(one.text for one in proposed.of(PieceKind.NOTE))
        shot = Shot(
            id=self.studio.desk.ids.new(),
            scene=scene,
            order=key,
            number=label,
            title=listed.title,
            frames=max(1, self.studio.plan.project.fps.frames(proposed.seconds)),
            note=note,
        )
        self.made.shots.append(shot)
        self.made.rows += [shot, self._text(shot.id, listed)]
        beats, lines = proposed.of(PieceKind.BEAT), proposed.of(PieceKind.LINE)
        for key, piece in zip(order.spread(len(beats)), beats, strict=True):
            self.made.rows.append(self.beat(piece, shot.id, key))
        for key, piece in zip(order.spread(len(lines)), lines, strict=True):
            self.made.rows.append(self.line(piece, shot.id, key))
        seen, away = self._seen(proposed.pieces, away)
        for key, person in zip(order.spread(len(seen)), seen, strict=True):
            self.made.rows.append(Appearance(id=self.studio.desk.ids.new(), shot=shot.id, order=key, character=person))
        if listed.picture is not None:
            self._picture(listed.picture, shot.id)
        return rest, away

    def beat(self, piece: Piece, shot: Id, key: str) -> Beat:
        """Make a beat."""
        return Beat(id=self.studio.desk.ids.new(), shot=shot, order=key, text=piece.text)

    def line(self, piece: Piece, shot: Id, key: str) -> Line:
        """Make a line."""
        person = self.bible.person(piece.speaker)
        return Line(
            id=self.studio.desk.ids.new(),
            shot=shot,
            order=key,
            character=person,
            speaker="" if person else piece.speaker,
            delivery=piece.delivery,
            text=piece.text,
            language=piece.language,
        )

    def _text(self, shot: Id, listed: ScriptShot) -> BriefText:
        return BriefText(
            id=shot,
            framing=listed.framing,
            angle=listed.angle,
            move=listed.move,
            lens=listed.lens,
            light=listed.light,
            sound=listed.sound,
        )

    def _seen(self, pieces: Iterable[Piece], away: bool) -> tuple[list[Id], bool]:
        """Find who is seen: who speaks and is not only heard, and who is named in what happens."""
        found: dict[Id, None] = {}
        for piece in pieces:
            if piece.kind is PieceKind.BEAT:
                found |= dict.fromkeys(self.bible.seen(piece.text))
            elif piece.kind is PieceKind.LINE:
                # A speech that goes on after an aside is heard from where it began.
                away = casting.elsewhere(piece.delivery) or (away and not piece.opens)
                person = self.bible.person(piece.speaker)
                if person and not away:
                    found[person] = None
        return list(found), away

    def _picture(self, path: Path, shot: Id) -> None:
        """Take a drawing in as the shot's first frame; one that is no picture is left out and counted."""
        try:
            sha256 = self.studio.store.media.intake_picture(found_picture(path))
        except FourbeatError:
            self.made.left_out += 1
            return
        self.made.rows.append(
            Reference(
                id=self.studio.desk.ids.new(),
                of=shot,
                order=order.spread(1)[0],
                role=Role.FIRST_FRAME,
                sha256=sha256,
                name=letters.kept(path.name),
            )
        )


def _room(notes: Iterable[str]) -> tuple[str, list[str]]:
    """Put notes into the one a shot has, as far as they fit; give the rest."""
    kept, rest = "", list[str]()
    for note in notes:
        both = f"{kept}\n{note}" if kept else note
        if len(both) <= LONGEST_NOTE and not rest:
            kept = both
        else:
            rest.append(note)
    return kept, rest


class ShotLabels:
    """Give new shots their numbers: the file's own where they are free, else the next ones of the film's scheme."""

    def __init__(self, scheme: Numbering, sequence: str, taken: Iterable[str] = (), last: str | None = None) -> None:
        self._scheme, self._sequence = scheme, sequence
        self._taken = set(taken)
        # The newest stands for all: what comes after it is free, unless a file wished for it.
        self._near = set(self._taken)
        self._last = last

    def of(self, scene: ProposedScene, number: str) -> list[str]:
        """Number the shots of a scene that carries a number."""
        home = Home(self._sequence, number)
        return [self._one(shot.listed.number if shot.listed else "", home) for shot in scene.shots]

    def between(self, before: str | None, after: str | None, shot: ProposedShot, scene: str) -> str:
        """Number one shot that comes between two others."""
        label = shot.listed.number if shot.listed else ""
        if not label or label in self._taken:
            home = Home(self._sequence, scene)
            label = numbers.between(before, after, self._taken, self._scheme, home)
        self._taken.add(label)
        return label

    def _one(self, wished: str, home: Home) -> str:
        label = wished
        if not label or label in self._taken:
            label = numbers.between(self._last, None, self._near, self._scheme, home)
            while label in self._taken:
                label = numbers.between(label, None, {label}, self._scheme, home)
            self._last, self._near = label, {label}
        self._taken.add(label)
        return label


class SceneLabels:
    """Give new scenes their numbers: the script's own where they are free, else the next whole one."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next = 1

    def of(self, scenes: Sequence[ProposedScene]) -> list[str]:
        """Number scenes; none carries a number that another has or will have."""
        own = [self._own(scene.number) for scene in scenes]
        found = (re.match(r"\d{1,8}", one) for one in self._taken)
        self._next = max([0, *(int(one[0]) for one in found if one)]) + 1
        return [number or self._counted() for number in own]

    def _own(self, number: str) -> str:
        if not number:
            return ""
        for label in (number, *(f"{number}{letter}" for letter in "ABCDEFGHJKLMNPQRSTUVWXYZ")):
            if label not in self._taken:
                self._taken.add(label)
                return label
        return ""

    def _counted(self) -> str:
        while (label := str(self._next)) in self._taken:
            self._next += 1
        self._taken.add(label)
        return label


def shot_numbers(studio: Studio, sequence: Id | None = None) -> set[str]:
    """Give every number that shots carry, or once carried: in a sequence, or in the whole film."""
    plan = studio.plan
    shots = (row for row in plan.rows() if isinstance(row, Shot) and row.life is not Life.UNDONE)
    return {shot.number for shot in shots if sequence is None or plan.get(Scene, shot.scene).sequence == sequence}
