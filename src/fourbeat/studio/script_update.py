"""A script brought up to date: what a later draft changes, shown first, then carried out for the scenes accepted.

Briefs and takes stay. A piece of the script finds its row by its words as they were read; what a person has written
differently since is theirs, and the new words are offered as a note beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from collections.abc import Sequence as Several
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model import order
from fourbeat.model.edit import Change
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import Id
from fourbeat.model.message import message
from fourbeat.model.plan import Beat, Character, Life, Line, Place, Row, Scene, Script, Sequence, Shot, ShotStatus
from fourbeat.model.screenplay import Screenplay
from fourbeat.writing import breakdown, casting, redraft
from fourbeat.writing.breakdown import GRID, PieceKind, ProposedScene, ProposedShot
from fourbeat.writing.headings import place_of
from fourbeat.writing.redraft import Unit

from .arrange import written
from .fields import LONGEST_NOTE
from .script_rows import Bible, Maker, SceneLabels, ShotLabels, place_named

if TYPE_CHECKING:
    from .scripts import Imported
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


def _key(there: Several[Scene | Shot | Beat | Line], place: int, last: str | None) -> str:
    """Make an order key behind a place, after the `last` that was made for it."""
    low = last or (there[place].order if place >= 0 else None)
    # Two copies of a project may have made the same key: step over the twins rather than between them.
    later = (one.order for one in there[place + 1 :])
    return order.between(low, next((key for key in later if low is None or key > low), None))


def accepted(studio: Studio, draft: Redraft, labels: Collection[str]) -> Imported:
    """Carry out what accepting some scenes means, as one step. Raises NotFound, Invalid; then nothing is changed."""
    from .scripts import imported

    known = {one.label: one for one in draft.open}
    for label in labels:
        if label not in known:
            raise NotFound("script.no-such-change", label=label[:120], scenes=tuple(known) or (message("script.none"),))
    if not labels:
        raise Invalid("script.nothing-accepted")
    chosen = [one for one in draft.open if one.label in labels]
    work = _Work(studio, draft)
    for one in chosen:
        work.take(one)
    changes = work.finished()
    written(studio, message("step.update-script", script=draft.script.name), changes)
    script = studio.plan.get(Script, draft.script.id)
    return imported(script, [one.scene for one in chosen if one.scene], work.maker.made, work.bible)


@dataclass
class _Work:
    """Gather the changes of the scenes accepted."""

    studio: Studio
    draft: Redraft
    changes: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bible = Bible(self.studio)
        self.maker = Maker(self.studio, self.bible, self.draft.script.id, self.draft.draft.format)
        self._notes: dict[Id, list[str]] = defaultdict(list)
        self._scene_labels = SceneLabels(one.number for one in self.studio.plan.scenes())
        self._shot_labels: dict[Id, ShotLabels] = {}
        self._scene_keys: dict[Id | None, str] = {}
        self._shot_keys: dict[tuple[Id, Id | None], str] = {}
        self._item_keys: dict[tuple[str, Id, int], str] = {}

    def take(self, one: SceneFate) -> None:
        """Work out the changes of one scene."""
        proposed = one.proposed
        if proposed is not None:
            speakers = [piece.speaker for shot in proposed.shots for piece in shot.of(PieceKind.LINE)]
            self.bible.join(speakers, [place_named(proposed, self.draft.draft.format)])
        if one.fate is Fate.GONE and one.scene is not None:
            self._leave_out(one.scene)
        elif one.fate is Fate.NEW and proposed is not None:
            self._add(proposed)
        elif one.scene is not None and proposed is not None:
            self._change(one.scene, proposed, one.steps)

    def finished(self) -> list[Change]:
        """Give all changes, with the rows that were made and the script's new file."""
        plan, draft = self.studio.plan, self.draft
        script = plan.get(Script, draft.script.id)
        kept = self.studio.scripts.kept(draft.path, draft.draft)
        changes = plan.change(script, sha256=kept, format=draft.draft.format)
        rows: list[Row] = [*self.bible.born, *self.maker.made.rows]
        return [*changes, *(plan.born(row) for row in rows), *self.changes]

    def _leave_out(self, scene: Scene) -> None:
        """Omit the shots of a scene that the script no longer has: they keep their places, takes and numbers."""
        plan = self.studio.plan
        for shot in plan.shots(scene.id):
            self.changes += plan.change(shot, status=ShotStatus.OMITTED)
        self.changes += plan.change(scene, script=None)

    def _add(self, proposed: ProposedScene) -> None:
        """Make a new scene after the one that stands before it in the script."""
        plan = self.studio.plan
        before = self._before(proposed)
        sequence = before.sequence if before else self._first_sequence()
        scenes = plan.scenes(sequence)
        place = next((at for at, one in enumerate(scenes) if before and one.id == before.id), -1)
        mark = before.id if before else None
        self._scene_keys[mark] = key = _key(scenes, place, self._scene_keys.get(mark))
        (number,) = self._scene_labels.of([proposed])
        self.maker.scene(proposed, sequence, key, number, self._labels(sequence).of(proposed, number))

    def _before(self, proposed: ProposedScene) -> Scene | None:
        """Find the scene of the film that stands before a new one in the script."""
        last = None
        for one in self.draft.scenes:
            if one.proposed is proposed:
                return last
            last = one.scene or last
        return last

    def _first_sequence(self) -> Id:
        scenes = self.studio.scripts.scenes(self.draft.script)
        return scenes[0].sequence if scenes else self.studio.plan.sequences()[-1].id

    def _labels(self, sequence: Id) -> ShotLabels:
        if sequence not in self._shot_labels:
            number = self.studio.plan.get(Sequence, sequence).number
            self._shot_labels[sequence] = self.studio.scripts.labels(number, sequence)
        return self._shot_labels[sequence]

    def _change(self, scene: Scene, proposed: ProposedScene, steps: Several[Step]) -> None:
        plan = self.studio.plan
        for step in steps:
            self._do(scene, step)
        for shot, words in list(self._notes.items()):
            row = plan.find(Shot, shot)
            if row is None:
                continue
            note = "\n".join(filter(None, (row.note, *words)))
            if len(note) <= LONGEST_NOTE:
                self.changes += plan.change(row, note=note)
                del self._notes[shot]
        left = [note for words in self._notes.values() for note in words]
        self._notes.clear()
        new: dict[str, object] = {"heading": proposed.heading, "text": proposed.text}
        if scene.title == scene.heading:
            new["title"] = proposed.heading
        if left:
            new["note"] = "\n".join(filter(None, (scene.note, *left)))
        new |= self._moved(scene, proposed)
        self.changes += plan.change(scene, **new)

    def _moved(self, scene: Scene, proposed: ProposedScene) -> dict[str, object]:
        """Give the scene's new place, where the script had named the old one."""
        plan = self.studio.plan
        was = plan.find(Place, scene.place)
        name = place_named(proposed, self.draft.draft.format)
        if not name or scene.heading == proposed.heading:
            return {}
        if was is not None and self.bible.place(place_of(scene.heading)) != was.id:
            return {}
        return {"place": self.bible.place(name)}

    def _do(self, scene: Scene, step: Step) -> None:
        plan = self.studio.plan
        match step.deed:
            case Deed.CHANGED:
                assert step.row is not None
                assert step.piece is not None
                self.changes += plan.change(step.row, **self._words(step))
            case Deed.REMOVED:
                assert step.row is not None
                self.changes += plan.change(step.row, life=Life.BINNED)
            case Deed.ADDED:
                self._put(step)
            case Deed.SHOT:
                assert step.made is not None
                self._make(scene, step.made, step.behind)
            case Deed.NOTED:
                self._notes[step.shot or scene.id].append(step.new)

    def _words(self, step: Step) -> dict[str, object]:
        piece, row = step.piece, step.row
        assert piece is not None
        if not isinstance(row, Line):
            return {"text": piece.text}
        words: dict[str, object] = {"text": piece.text, "delivery": piece.delivery, "language": piece.language}
        now = self.studio.plan.find(Character, row.character)
        person = self.bible.person(piece.speaker)
        if casting.key(now.name if now else row.speaker) != casting.key(piece.speaker) and row.character != person:
            words |= {"character": person, "speaker": "" if person else piece.speaker}
        return words

    def _put(self, step: Step) -> None:
        """Put a new beat or line into a shot, among those of its kind."""
        assert step.piece is not None
        assert step.shot is not None
        plan = self.studio.plan
        spoken = step.piece.kind is PieceKind.LINE
        there: list[Line] | list[Beat] = plan.of(Line, step.shot) if spoken else plan.of(Beat, step.shot)
        at = {one.id: place for place, one in enumerate(there)}
        place = len(there) - 1
        if step.after is not None:
            place = at.get(step.after.id, place)
        elif step.before is not None:
            place = at.get(step.before.id, len(there)) - 1
        asked = (step.piece.kind.value, step.shot, place)
        self._item_keys[asked] = key = _key(there, place, self._item_keys.get(asked))
        row = self.maker.line(step.piece, step.shot, key) if spoken else self.maker.beat(step.piece, step.shot, key)
        self.maker.made.rows.append(row)

    def _make(self, scene: Scene, made: ProposedShot, behind: Id | None) -> None:
        """Make a shot after another of the scene, or at its beginning."""
        plan = self.studio.plan
        board = plan.shots(scene.id)
        place = next((at for at, one in enumerate(board) if one.id == behind), -1)
        self._shot_keys[scene.id, behind] = key = _key(board, place, self._shot_keys.get((scene.id, behind)))
        label = self._number(scene, board, place, made)
        rest, _ = self.maker.shot(made, scene.id, key, label, away=False)
        self._notes[scene.id] += rest

    def _number(self, scene: Scene, board: Several[Shot], place: int, made: ProposedShot) -> str:
        """Give a number between the neighbours'."""
        labels = self._labels(scene.sequence)
        after = board[place + 1].number if place + 1 < len(board) else None
        return labels.between(board[place].number if place >= 0 else None, after, made, scene.number)
