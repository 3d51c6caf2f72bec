"""The plan held in memory: rows by kind and id, with their children in order, changed only by edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from pydantic import JsonValue

from .brief import Bible, Brief
from .edit import BORN, Change, Changes
from .errors import NotFound
from .ids import Id
from .plan import (
    KINDS,
    Appearance,
    Beat,
    BriefText,
    Character,
    Colour,
    Costume,
    Depiction,
    Dressing,
    Life,
    Likeness,
    Line,
    Place,
    Project,
    Prop,
    Purpose,
    Reel,
    ReelItem,
    Reference,
    Row,
    Ruling,
    Scene,
    Sequence,
    Shot,
    ShotStatus,
    Swatch,
    TakeMark,
    Translation,
)

R = TypeVar("R", bound=Row)

_NOUNS = {
    "project": "project",
    "sequence": "sequences",
    "scene": "scenes",
    "shot": "shots",
    "brief": "shots",
    "beat": "shots",
    "line": "shots",
    "colour": "shots",
    "reference": "shots",
    "appearance": "shots",
    "dressing": "shots",
    "translation": "shots",
    "ruling": "shots",
    "character": "cast",
    "costume": "cast",
    "place": "places",
    "prop": "props",
    "swatch": "cast",
    "script": "scripts",
    "mark": "takes",
    "reel": "reels",
    "item": "reels",
    "purpose": "project",
    "depiction": "shots",
    "likeness": "shots",
}

_NAMED = {"character", "place", "prop", "translation"}
_PLACED = {"sequence", "scene", "shot"}


class Plan:
    """Hold every row of one project's plan and answer questions about it."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._rows: dict[str, dict[Id, Row]] = {kind: {} for kind in KINDS}
        self._children: dict[tuple[str, Id], set[Id]] = {}
        self._own: set[tuple[str, Id]] = set()
        self._bible: Bible | None = None
        self._board: list[Shot] | None = None
        for row in rows:
            self._put(row)

    # Reading

    def get(self, kind: type[R], identity: Id) -> R:
        """Give one row, alive or not. Raises NotFound."""
        row = self._rows[kind.kind].get(identity)
        if row is None:
            raise NotFound("plan.no-such-row", kind=kind.kind, id=identity)
        return cast(R, row)

    def find(self, kind: type[R], identity: Id | None) -> R | None:
        """Give one row that is alive, or None."""
        row = self._rows[kind.kind].get(identity) if identity else None
        return cast(R, row) if row is not None and row.life is Life.ALIVE else None

    def all(self, kind: type[R]) -> list[R]:
        """Give every living row of a kind, in order."""
        return _ordered(cast(R, row) for row in self._rows[kind.kind].values() if row.life is Life.ALIVE)

    def of(self, kind: type[R], owner: Id) -> list[R]:
        """Give the living rows that belong to one owner, in order."""
        rows = self._rows[kind.kind]
        return _ordered(
            cast(R, rows[child])
            for child in self._children.get((kind.kind, owner), ())
            if rows[child].life is Life.ALIVE
        )

    def binned(self, kind: type[R]) -> list[R]:
        """Give every row of a kind that lies in the bin, in order."""
        return _ordered(cast(R, row) for row in self._rows[kind.kind].values() if row.life is Life.BINNED)

    def rows(self) -> Iterator[Row]:
        """Give every row, alive or not, in no order."""
        for kind in self._rows.values():
            yield from kind.values()

    @property
    def project(self) -> Project:
        """Give the project row."""
        return cast(Project, next(iter(self._rows["project"].values())))

    def sequences(self) -> list[Sequence]:
        """Give the sequences in order."""
        return self.all(Sequence)

    def scenes(self, sequence: Id | None = None) -> list[Scene]:
        """Give the scenes of a sequence, or of the whole film, in order."""
        if sequence is not None:
            return self.of(Scene, sequence)
        return [scene for parent in self.sequences() for scene in self.of(Scene, parent.id)]

    def shots(self, scene: Id | None = None) -> list[Shot]:
        """Give the shots of a scene, or of the whole film, in board order, omitted ones included."""
        if scene is not None:
            return self.of(Shot, scene)
        if self._board is None:
            self._board = [shot for parent in self.scenes() for shot in self.of(Shot, parent.id)]
        return self._board.copy()

    def cut_shots(self) -> list[Shot]:
        """Give the shots that are in the film, in board order."""
        return [shot for shot in self.shots() if shot.status is not ShotStatus.OMITTED]

    def brief(self, shot: Id) -> Brief:
        """Gather a shot's brief from its rows."""
        home = self.get(Shot, shot)
        scene = self.find(Scene, home.scene)
        place = self.find(Place, scene.place) if scene else None
        seen = self.of(Appearance, shot)
        characters = [self.find(Character, one.character) for one in seen]
        costumes = [self.find(Costume, one.costume) for one in seen]
        props = [self.find(Prop, one.prop) for one in self.of(Dressing, shot)]
        beats, lines, colours = self.of(Beat, shot), self.of(Line, shot), self.of(Colour, shot)
        voices = [self.find(Character, line.character) for line in lines]
        written = [shot, *(one.id for one in (*beats, *lines, *colours, *costumes) if one)]
        return Brief(
            text=self.find(BriefText, shot) or BriefText(id=shot),
            beats=tuple(beats),
            lines=tuple(lines),
            colours=tuple(colours),
            references=tuple(self.of(Reference, shot)),
            cast=tuple(character for character in characters if character),
            costumes=tuple(costume for costume in costumes if costume),
            voices=tuple({voice.id: voice for voice in voices if voice}.values()),
            place=place,
            props=tuple(prop for prop in props if prop),
            translations=tuple(one for of in written for one in self.of(Translation, of)),
            bible=self.bible(),
            form=home.form or self.project.form,
        )

    def bible(self) -> Bible:
        """Gather everyone and everything that has a name in the film."""
        if self._bible is None:
            people, places, props = self.all(Character), self.all(Place), self.all(Prop)
            named = [row.id for row in (*people, *places, *props)]
            self._bible = Bible(
                people=tuple(people),
                places=tuple(places),
                props=tuple(props),
                translations=tuple(one for of in named for one in self.of(Translation, of)),
            )
        return self._bible

    def mark(self, take: Id) -> TakeMark:
        """Give what people think of a take; nothing yet is a plain candidate."""
        return self.find(TakeMark, take) or TakeMark(id=take)

    def purpose(self) -> Purpose:
        """Give what the film is for, as far as somebody has said."""
        return self.find(Purpose, self.project.id) or Purpose(id=self.project.id)

    def depiction(self, shot: Id) -> Depiction:
        """Give what a shot shows that somebody may care about, as far as it was said."""
        return self.find(Depiction, shot) or Depiction(id=shot)

    def reel_items(self, reel: Reel) -> list[ReelItem]:
        """Give a reel's items in order; one that follows the board has an item for each shot of the film."""
        stored = self.of(ReelItem, reel.id)
        if not reel.follows:
            return stored
        overrides = {item.shot: item for item in stored}
        return [
            overrides.get(shot.id) or ReelItem(id=shot.id, reel=reel.id, order=shot.order, shot=shot.id)
            for shot in self.cut_shots()
        ]

    # Changing

    def born(self, row: Row) -> Change:
        """Make the change that brings a row into being."""
        return Change(kind=row.kind, entity=row.id, field=BORN, after=row.model_dump(mode="json"))

    def change(self, row: Row, **new: object) -> list[Change]:
        """Make the changes that give a row new field values; fields that stay the same make none.

        Raises pydantic's ValidationError for a value the row does not allow.
        """
        after = type(row).model_validate({**row.model_dump(), **new})
        old, now = row.model_dump(mode="json"), after.model_dump(mode="json")
        return [
            Change(kind=row.kind, entity=row.id, field=field, before=old[field], after=now[field])
            for field in new
            if old[field] != now[field]
        ]

    def copy(self) -> Plan:
        """Give a plan that starts equal and can be changed without touching this one."""
        twin = Plan()
        twin._rows = {kind: rows.copy() for kind, rows in self._rows.items()}
        # The sets of children are shared until one of the two changes one: 2,000 shots have 10,000 of them.
        twin._children = self._children.copy()
        twin._board = self._board
        self._own = set()
        return twin

    def apply(self, changes: Iterable[Change]) -> Changes:
        """Carry out changes in memory and tell what they touched."""
        touched = Changes()
        for change in changes:
            kind = KINDS[change.kind]
            if change.field == BORN:
                row: Row = kind.model_validate(change.after)
            else:
                old = self.get(kind, change.entity)
                row = kind.model_validate({**old.model_dump(mode="json"), change.field: change.after})
                self._take(old)
            self._put(row)
            touched |= self._touched(row)
        return touched

    def _put(self, row: Row) -> None:
        self._rows[row.kind][row.id] = row
        if row.kind in _NAMED:
            self._bible = None
        if row.kind in _PLACED:
            self._board = None
        if row.owner:
            self._family(row, row.owner).add(row.id)

    def _take(self, row: Row) -> None:
        if row.owner:
            self._family(row, row.owner).discard(row.id)

    def _family(self, row: Row, owner: str) -> set[Id]:
        key = row.kind, getattr(row, owner)
        if key not in self._own:
            self._own.add(key)
            self._children[key] = set(self._children.get(key, ()))
        return self._children[key]

    def _touched(self, row: Row) -> Changes:
        noun = _NOUNS[row.kind]
        named = row.id
        if noun == "shots" and row.kind != "shot" and row.owner:
            named = getattr(row, row.owner)
        if isinstance(row, Reference | Swatch | Translation | Likeness):
            noun, named = self._owner_of(row)
        if isinstance(row, Ruling):
            noun, named = ("shots", row.shot) if row.shot else ("project", self.project.id)
        if isinstance(row, Costume):
            named = row.character
        if isinstance(row, ReelItem):
            named = row.reel
        return Changes.of(noun, [named])

    def _owner_of(self, row: Reference | Swatch | Translation | Likeness) -> tuple[str, Id]:
        """Find which noun a row belongs to that may be any one's; a beat's is the shot's."""
        if item := self.find(Beat, row.of) or self.find(Line, row.of) or self.find(Colour, row.of):
            return "shots", item.shot
        if picture := self.find(Reference, row.of):
            return self._owner_of(picture)
        if costume := self.find(Costume, row.of):
            return "cast", costume.character
        owner = next((kind for kind in ("character", "place", "prop") if row.of in self._rows[kind]), "shot")
        return _NOUNS[owner], row.of


def reverse(changes: Iterable[Change]) -> list[Change]:
    """Turn changes into those that take them back, last first; a birth is taken back by the row's life."""
    back = []
    for change in reversed(list(changes)):
        if change.field == BORN:
            back.append(_life(change, before=Life.ALIVE, after=Life.UNDONE))
        else:
            back.append(change.model_copy(update={"before": change.after, "after": change.before}))
    return back


def _life(change: Change, before: JsonValue, after: JsonValue) -> Change:
    return Change(kind=change.kind, entity=change.entity, field="life", before=before, after=after)


def _ordered(rows: Iterable[R]) -> list[R]:
    return sorted(rows, key=lambda row: (getattr(row, "order", ""), row.id))
