"""Scripts: read, proposed as shots, brought in as one step, and brought up to date scene by scene."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model import letters, order
from fourbeat.model.edit import Change
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import Id
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Life, Numbering, Place, Row, Scene, Script, Sequence, Shot
from fourbeat.model.screenplay import Screenplay
from fourbeat.writing import breakdown, casting, numbers
from fourbeat.writing.breakdown import GRID, LONGEST, Breakdown, ProposedScene

from .arrange import written
from .script_rows import Bible, Made, Maker, SceneLabels, ShotLabels, place_named, shot_numbers

if TYPE_CHECKING:
    from .script_update import Redraft
    from .studio import Studio

MOST_SHOTS = 5000
_MOST_SHOWN = 4 * MOST_SHOTS

ENDINGS = (".csv", ".fdx", ".fountain", ".md", ".spmd", ".storyboarder", ".tsv", ".txt")
"""How the files of scripts end; `exchange.scripts` reads no others by their names."""


@dataclass(frozen=True)
class Meant:
    """Say whom or what a name of the script means: one of the bible by its name there, or somebody new."""

    name: str
    known: str = ""

    @property
    def new(self) -> bool:
        """Tell whether nobody of that name is known."""
        return not self.known


@dataclass(frozen=True)
class Proposal:
    """Be a script with the shots proposed for it, before anything is brought in."""

    path: Path
    script: Screenplay
    breakdown: Breakdown
    people: tuple[Meant, ...] = ()
    places: tuple[Meant, ...] = ()


@dataclass(frozen=True)
class Imported:
    """Say what came of an import."""

    script: Script
    scenes: tuple[Scene, ...]
    shots: tuple[Shot, ...]
    joined: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    left_out: int = 0


class Scripts:
    """Hold the verbs and questions about scripts."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    # Questions

    def all(self) -> list[Script]:
        """Give the scripts that scenes were read from, oldest first."""
        return sorted(self._store.plan.all(Script), key=lambda one: one.id)

    def find(self, label: str | None = None) -> Script:
        """Find a script by its name or id; the newest where none is named. Raises NotFound."""
        known = self.all()
        if not known:
            raise NotFound("script.none-yet")
        if label is None:
            return known[-1]
        for script in reversed(known):
            if label in (script.id, script.name) or script.name.casefold() == label.casefold():
                return script
        raise NotFound("script.not-known", label=label[:120], scripts=tuple(one.name for one in known))

    def scenes(self, script: Script) -> list[Scene]:
        """Give the scenes that were read from a script, in the order of the film."""
        return [scene for scene in self._store.plan.scenes() if scene.script == script.id]

    def file(self, script: Script) -> Path:
        """Give the file of a script as it came in. Raises NotFound."""
        return self._store.media.script(script.sha256)

    def read(self, path: Path, form: str | None = None) -> Screenplay:
        """Read a script in the format named, or the one it looks like. Raises NotFound, Invalid; nothing is changed."""
        from fourbeat.exchange import scripts as forms

        return forms.read(path, form)

    def propose(self, path: Path, *, form: str | None = None, seconds: Fraction = GRID) -> Proposal:
        """Read a script and propose its shots. Raises NotFound, Invalid; nothing is changed."""
        return self.proposed(path, self.read(path, form), seconds)

    def proposed(self, path: Path, script: Screenplay, seconds: Fraction = GRID) -> Proposal:
        """Propose the shots of a script that has been read. Raises Invalid for lengths that are not on the grid."""
        if not GRID <= seconds <= LONGEST or seconds % GRID:
            raise Invalid("script.off-grid", seconds=str(seconds), choices=tuple(map(str, breakdown.SECONDS)))
        plan = self._store.plan
        made = breakdown.broken_down(script, seconds, plan.project.language)
        if made.shots > _MOST_SHOWN:
            raise Invalid("script.too-many-shots", shots=made.shots, most=MOST_SHOTS)
        bible = Bible(self._studio)
        people = tuple(
            Meant(name, plan.get(Character, found).name if (found := bible.person(name)) else "")
            for name in _distinct(made.speakers)
        )
        named = (place_named(scene, script.format) for scene in made.scenes)
        places = tuple(
            Meant(name, plan.get(Place, found).name if (found := bible.place(name)) else "")
            for name in _distinct(named)
        )
        return Proposal(path, script, made, people, places)

    def compare(self, path: Path, *, form: str | None = None, script: Script | None = None) -> Redraft:
        """Compare a script with what was read of it before, scene by scene. Raises NotFound, Invalid."""
        from .script_update import compared

        known = script or self._meant(path)
        return compared(self._studio, known, path, self.read(path, form or self._form_of(known, path)))

    # Verbs

    def bring_in(self, *, proposal: Proposal, into: Sequence | None = None, left_out: Collection[str] = ()) -> Imported:
        """Make scenes and shots of a proposal, as one step, at the end of the film or of a sequence.

        Who speaks joins the cast unless known there or in `left_out`. Raises Invalid; then nothing is changed.
        """
        plan, made = self._store.plan, proposal.breakdown
        if not made.scenes:
            raise Invalid("script.no-scene-chosen")
        if made.shots > MOST_SHOTS:
            raise Invalid("script.too-many-shots", shots=made.shots, most=MOST_SHOTS)
        script = Script(
            id=self._studio.desk.ids.new(),
            name=letters.kept(proposal.path.name or proposal.path.absolute().name),
            format=proposal.script.format,
            sha256=self.kept(proposal.path, proposal.script),
        )
        bible = Bible(self._studio, left_out)
        form = proposal.script.format
        bible.join(made.speakers, (place_named(scene, form) for scene in made.scenes))
        maker = Maker(self._studio, bible, script.id, form)
        away: list[Change] = []
        rows: list[Row] = [script, *bible.born]
        if into is not None:
            scenes = self._at_the_end(maker, into, made.scenes)
        else:
            away = self._making_way()
            sequences, scenes = self._as_sequences(maker, proposal, away)
            rows += sequences
        rows += maker.made.rows
        label = message("step.import-script", script=script.name)
        written(self._studio, label, [*away, *(plan.born(row) for row in rows)])
        return imported(script, scenes, maker.made, bible)

    def accept(self, *, redraft: Redraft, scenes: Collection[str]) -> Imported:
        """Let accepted scenes read as the script does now, as one step; briefs and takes of their shots stay.

        Raises NotFound for a label that is none, Invalid; then nothing is changed.
        """
        from .script_accepting import accepted

        return accepted(self._studio, redraft, scenes)

    # Inside

    def kept(self, path: Path, script: Screenplay) -> str:
        """Keep the file of a script in the project; of a folder, the list of its pictures."""
        if path.is_file():
            return self._store.media.intake_script(path)
        shots = [shot for scene in script.scenes for shot in scene.shots]
        listed = "\n".join(f"{_content(one.picture)}  {letters.kept(one.picture.name)}" for one in shots if one.picture)
        part = self._store.media.scratch() / f"{self._studio.desk.ids.new()}.list"
        try:
            part.write_text(listed, encoding="utf-8")
            return self._store.media.intake_script(part)
        finally:
            part.unlink(missing_ok=True)

    def _meant(self, path: Path) -> Script:
        """Find the script a file is a later draft of: the one of its name, or the only one."""
        known = self.all()
        same = [one for one in known if one.name.casefold() == letters.kept(path.name).casefold()]
        if same:
            return same[-1]
        if len(known) > 1:
            raise Invalid("script.which", file=path.name, scripts=tuple(one.name for one in known))
        return self.find()

    def _form_of(self, script: Script, path: Path) -> str | None:
        """Read a draft in the format of the last one, where both end alike."""
        return script.format if Path(script.name).suffix == path.suffix and path.is_file() else None

    def _making_way(self) -> list[Change]:
        """Put the empty sequence a project begins with aside, while nobody has touched it."""
        plan = self._store.plan
        sequences = plan.sequences()
        if len(sequences) != 1 or sequences[0].title or plan.shots():
            return []
        scenes = plan.scenes(sequences[0].id)
        if any(scene.title or scene.place or scene.note or scene.heading for scene in scenes):
            return []
        return plan.change(sequences[0], life=Life.BINNED)

    def _as_sequences(self, maker: Maker, proposal: Proposal, away: list[Change]) -> tuple[list[Sequence], list[Scene]]:
        """Make sequences of the script's parts, at the end of the film."""
        plan = self._store.plan
        standing = [] if away else plan.sequences()
        parts: list[list[ProposedScene]] = []
        for scene in proposal.breakdown.scenes:
            if scene.part or not parts:
                parts.append([])
            parts[-1].append(scene)
        keys = order.several(standing[-1].order if standing else None, None, len(parts))
        if not standing:
            keys = order.spread(len(parts))
        taken = {one.number for one in standing}
        last = standing[-1].number if standing else None
        sequences: list[Sequence] = []
        for key, part in zip(keys, parts, strict=True):
            last = numbers.between(last, None, taken)
            taken.add(last)
            title = part[0].part or ("" if len(parts) > 1 else proposal.script.title)
            sequences.append(Sequence(id=self._studio.desk.ids.new(), order=key, number=last, title=title))
        labels = SceneLabels(() if away else (one.number for one in plan.scenes()))
        named = iter(labels.of(proposal.breakdown.scenes))
        scenes: list[Scene] = []
        running = self.labels("")
        for sequence, part in zip(sequences, parts, strict=True):
            through = plan.project.numbering is Numbering.RUNNING
            shots = running if through else self.labels(sequence.number)
            for key, scene in zip(order.spread(len(part)), part, strict=True):
                number = next(named)
                scenes.append(maker.scene(scene, sequence.id, key, number, shots.of(scene, number)))
        return sequences, scenes

    def _at_the_end(self, maker: Maker, into: Sequence, proposed: Iterable[ProposedScene]) -> list[Scene]:
        """Make scenes at the end of a sequence; titles of parts are kept as notes."""
        plan = self._store.plan
        scenes = [replace(one, note="\n".join(filter(None, (one.part, one.note)))) for one in proposed]
        there = plan.scenes(into.id)
        keys = order.several(there[-1].order if there else None, None, len(scenes))
        named = SceneLabels(one.number for one in plan.scenes()).of(scenes)
        shots = self.labels(into.number, into.id)
        return [
            maker.scene(scene, into.id, key, number, shots.of(scene, number))
            for scene, key, number in zip(scenes, keys, named, strict=True)
        ]

    def labels(self, number: str, sequence: Id | None = None) -> ShotLabels:
        """Give the numbers of a sequence's next shots; some run through the whole film."""
        plan = self._store.plan
        scheme = plan.project.numbering
        if scheme is Numbering.RUNNING:
            board = plan.shots()
            taken = shot_numbers(self._studio)
        else:
            board = [shot for scene in plan.scenes(sequence) for shot in plan.shots(scene.id)] if sequence else []
            taken = shot_numbers(self._studio, sequence) if sequence else set()
        return ShotLabels(scheme, number, taken, board[-1].number if board else None)


def imported(script: Script, scenes: Iterable[Scene], made: Made, bible: Bible) -> Imported:
    """Tell what was made."""
    return Imported(
        script,
        tuple(scenes),
        tuple(made.shots),
        tuple(row.name for row in bible.born if isinstance(row, Character)),
        tuple(row.name for row in bible.born if isinstance(row, Place)),
        made.left_out,
    )


def _distinct(names: Iterable[str]) -> list[str]:
    """Give each name once, however it is written."""
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(casting.key(name), name)
    return list(found.values())


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sequence_named(studio: Studio, label: str) -> Sequence:
    """Find a sequence by its number, title or id. Raises NotFound."""
    known = studio.plan.sequences()
    for one in known:
        if label in (one.id, one.number) or (one.title and one.title.casefold() == label.casefold()):
            return one
    raise NotFound("script.no-sequence", label=label[:120], sequences=tuple(one.number for one in known))
