"""A script brought up to date, carried out: the scenes of a later draft that were accepted. Briefs and takes stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Sequence as Several
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fourbeat.model import order
from fourbeat.model.edit import Change
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import Id
from fourbeat.model.message import message
from fourbeat.model.plan import Beat, Character, Life, Line, Place, Row, Scene, Script, Sequence, Shot, ShotStatus
from fourbeat.writing import casting
from fourbeat.writing.breakdown import PieceKind, ProposedScene, ProposedShot
from fourbeat.writing.headings import place_of

from .arrange import written
from .fields import LONGEST_NOTE
from .script_rows import Bible, Maker, SceneLabels, ShotLabels, place_named
from .script_update import Deed, Fate, Redraft, SceneFate, Step

if TYPE_CHECKING:
    from .scripts import Imported
    from .studio import Studio


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
    work = _Update(studio, draft)
    for one in chosen:
        work.take(one)
    changes = work.finished()
    written(studio, message("step.update-script", script=draft.script.name), changes)
    script = studio.plan.get(Script, draft.script.id)
    return imported(script, [one.scene for one in chosen if one.scene], work.maker.made, work.bible)


@dataclass
class _Update:
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


def _key(there: Several[Scene | Shot | Beat | Line], place: int, last: str | None) -> str:
    """Make an order key behind a place, after the `last` that was made for it."""
    low = last or (there[place].order if place >= 0 else None)
    # Two copies of a project may have made the same key: step over the twins rather than between them.
    later = (one.order for one in there[place + 1 :])
    return order.between(low, next((key for key in later if low is None or key > low), None))
