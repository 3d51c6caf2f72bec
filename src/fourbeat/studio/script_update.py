"""A script brought up to date: what a later draft changes, shown before anything of it is carried out.

A piece of the script finds its row by its words as they were read; what a person has written differently since is
theirs, and the new words are offered as a note beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from collections.abc import Sequence as Several
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.ids import Id
from fourbeat.model.plan import Beat, Line, Scene, Script, Shot
from fourbeat.model.screenplay import Screenplay
from fourbeat.writing import breakdown, redraft
from fourbeat.writing.breakdown import GRID, ProposedScene, ProposedShot
from fourbeat.writing.redraft import Unit

if TYPE_CHECKING:
    from .studio import Studio


class Fate(StrEnum):
    """Name what became of a scene of the script."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


class Deed(StrEnum):
    """Name what accepting does with a piece: changed in its shot, put into one, made a shot, taken out, or noted."""

    HEADING = "heading"
    CHANGED = "changed"
    ADDED = "added"
    SHOT = "shot"
    REMOVED = "removed"
    NOTED = "noted"


@dataclass(frozen=True)
class Step:
    """Be one thing that accepting a scene does; `shot` is None where it is for a shot to come, or for the scene.

    What is added stands after the nearest row of its kind, or `before` the next one.
    """

    deed: Deed
    old: str = ""
    new: str = ""
    shot: Id | None = None
    row: Beat | Line | None = None
    piece: breakdown.Piece | None = None
    after: Beat | Line | None = None
    before: Beat | Line | None = None
    made: ProposedShot | None = None
    behind: Id | None = None


@dataclass(frozen=True)
class SceneFate:
    """Say what became of one scene; `label` is what it is accepted by."""

    fate: Fate
    label: str
    heading: str
    scene: Scene | None = None
    proposed: ProposedScene | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Redraft:
    """Be a later draft of a script beside what was read of it before."""

    script: Script
    path: Path
    draft: Screenplay
    scenes: tuple[SceneFate, ...] = ()

    def of(self, fate: Fate) -> list[SceneFate]:
        """Give the scenes of one fate."""
        return [one for one in self.scenes if one.fate is fate]

    @property
    def open(self) -> list[SceneFate]:
        """Give the scenes that there is something to accept of."""
        return [one for one in self.scenes if one.fate is not Fate.UNCHANGED]


def compared(studio: Studio, script: Script, path: Path, draft: Screenplay) -> Redraft:
    """Compare a draft with what was read of its script before."""
    plan = studio.plan
    language = plan.project.language
    scenes = studio.scripts.scenes(script)
    proposed = [breakdown.proposed(one, GRID, language) for one in draft.scenes]
    old = [redraft.Draft(one.heading, one.text, one.number) for one in scenes]
    new = [redraft.Draft(one.heading, one.text, one.number) for one in proposed]
    taken = {one.number for one in scenes}
    fates: list[SceneFate] = []
    fresh = 0
    for pair in redraft.paired(old, new):
        scene = scenes[pair.old] if pair.old is not None else None
        found = proposed[pair.new] if pair.new is not None else None
        if scene is None:
            assert found is not None
            fresh += 1
            label = found.number if found.number and found.number not in taken else f"+{fresh}"
            taken.add(label)
            fates.append(SceneFate(Fate.NEW, label, found.heading, None, found))
        elif found is None:
            fates.append(SceneFate(Fate.GONE, scene.number, scene.heading or scene.title, scene))
        elif pair.same:
            fates.append(SceneFate(Fate.UNCHANGED, scene.number, scene.heading, scene, found))
        else:
            steps = tuple(_Scene(studio, scene, found).steps())
            fates.append(SceneFate(Fate.CHANGED, scene.number, found.heading, scene, found, steps))
    return Redraft(script, path, draft, tuple(fates))


@dataclass
class _Scene:
    """Compare one scene with its new draft, piece by piece."""

    studio: Studio
    scene: Scene
    proposed: ProposedScene

    def __post_init__(self) -> None:
        language = self.studio.plan.project.language
        self._old = redraft.units(self.scene.text, language)
        self._new = redraft.units(self.proposed.text, language)
        self._shots = self.studio.plan.shots(self.scene.id)
        self._rows = self._rows_of(self._old)
        self._turns = redraft.turns(self._old, self._new)

    def steps(self) -> Iterator[Step]:
        """Tell what accepting the new draft does."""
        placed = self._placed()
        if self.scene.heading != self.proposed.heading:
            yield Step(Deed.HEADING, self.scene.heading, self.proposed.heading)
        for turn in self._turns:
            if turn.same or (turn.old is None):
                continue
            was, row = self._old[turn.old], self._rows.get(turn.old)
            words = self._new[turn.new].words if turn.new is not None else ""
            if row is None:
                if was.piece is not None and words:
                    yield Step(Deed.NOTED, was.words, words, self._near(turn.old))
            elif turn.new is None:
                yield Step(Deed.REMOVED, was.words, "", row.shot, row)
            else:
                yield Step(Deed.CHANGED, was.words, words, row.shot, row, self._new[turn.new].piece)
        yield from self._arrived(placed)
        known = set(redraft.notes(self.scene.text))
        for note in redraft.notes(self.proposed.text):
            if note not in known:
                yield Step(Deed.NOTED, "", note)

    def _rows_of(self, units: Several[Unit]) -> dict[int, Beat | Line]:
        """Find the row that each old piece became: the first in order that still has its words."""
        plan = self.studio.plan
        waiting: dict[tuple[str, str], list[Beat | Line]] = defaultdict(list)
        for shot in self._shots:
            for beat in plan.of(Beat, shot.id):
                waiting["beat", _same(beat.text)].append(beat)
            for line in plan.of(Line, shot.id):
                waiting["line", _same(line.text)].append(line)
        found: dict[int, Beat | Line] = {}
        for at, unit in enumerate(units):
            if unit.piece is not None and (rows := waiting[unit.piece.kind, _same(unit.words)]):
                found[at] = rows.pop(0)
        return found

    def _placed(self) -> dict[int, Beat | Line]:
        """Find the rows of new pieces that are old ones, as they were or changed."""
        pairs = ((turn.new, turn.old) for turn in self._turns)
        return {new: self._rows[old] for new, old in pairs if new is not None and old in self._rows}

    def _near(self, old: int) -> Id | None:
        """Find the shot a lost piece stood in: that of the nearest piece that is still found."""
        if not self._rows:
            return self._shots[0].id if len(self._shots) == 1 else None
        return self._rows[min(self._rows, key=lambda at: abs(at - old))].shot

    def _arrived(self, placed: dict[int, Beat | Line]) -> Iterator[Step]:
        """Place what is new: within a shot where the pieces around it stand, else in shots of its own."""
        fresh = {turn.new for turn in self._turns if turn.old is None}
        whole = self._whole_shots(fresh)
        run: list[int] = []
        for at in range(len(self._new) + 1):
            if at in fresh and self._new[at].piece is not None and at not in whole:
                run.append(at)
                continue
            if run:
                yield from self._run(run, placed)
                run = []
            if at in whole and (made := whole[at]) is not None:
                before = [placed[one].shot for one in range(at) if one in placed]
                title = made.listed.title if made.listed else ""
                words = " ".join([title, *(one.text for one in made.pieces)]).strip()
                yield Step(Deed.SHOT, "", words, made=made, behind=before[-1] if before else None)

    def _whole_shots(self, fresh: Collection[int | None]) -> dict[int, ProposedShot | None]:
        """Find shots of a board that are new with all they hold, by the places of their units."""
        found: dict[int, ProposedShot | None] = {}
        starts = [at for at, unit in enumerate(self._new) if unit.piece is None]
        listed = [shot for shot in self.proposed.shots if shot.listed is not None]
        if len(starts) != len(listed):
            return found
        for place, start in enumerate(starts):
            end = starts[place + 1] if place + 1 < len(starts) else len(self._new)
            if all(at in fresh for at in range(start, end)):
                found |= dict.fromkeys(range(start + 1, end))
                found[start] = listed[place]
        return found

    def _run(self, run: Several[int], placed: dict[int, Beat | Line]) -> Iterator[Step]:
        before = next((placed[at] for at in range(run[0] - 1, -1, -1) if at in placed), None)
        after = next((placed[at] for at in range(run[-1] + 1, len(self._new)) if at in placed), None)
        pieces = [piece for at in run if (piece := self._new[at].piece) is not None]
        if before is not None and after is not None and before.shot == after.shot:
            there = {at: row for at, row in placed.items() if row.shot == before.shot}
            for piece in pieces:
                own = sorted(at for at, row in there.items() if row.kind == piece.kind)
                low = next((there[at] for at in reversed(own) if at < run[0]), None)
                high = next((there[at] for at in own if at > run[-1]), None)
                yield Step(Deed.ADDED, "", piece.text, before.shot, piece=piece, after=low, before=high)
            return
        empty = [one for one in self._shots if not self._held(one)]
        if before is None and after is None and len(empty) == 1:
            for piece in pieces:
                yield Step(Deed.ADDED, "", piece.text, empty[0].id, piece=piece)
            return
        behind = before.shot if before is not None else None
        for made in breakdown.filled(pieces, GRID):
            yield Step(Deed.SHOT, "", " ".join(one.text for one in made.pieces), made=made, behind=behind)

    def _held(self, shot: Shot) -> bool:
        plan = self.studio.plan
        return bool(plan.of(Beat, shot.id) or plan.of(Line, shot.id))


def _same(text: str) -> str:
    return " ".join(text.split())
