"""Fields of shots and briefs set on one or many at once, each time as one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.briefing import BriefFile
from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import Invalid
from fourbeat.model.plan import Beat, BriefText, Line, Shot, ShotStatus

from . import briefs
from .arrange import named, written

if TYPE_CHECKING:
    from .studio import Studio

OWN = ("title", "form", "provider", "model", "size", "seed")
"""The fields a shot and its brief file share as they are."""

LISTS = ("palette", "cast", "wearing", "props", "beats", "lines", "sent")
"""The fields of a brief that hold several things; setting one replaces the whole list."""

EACH_ITS_OWN = ("number", "references")
NOTE = "note"
STATUS = "status"
SECONDS = "seconds"
LONGEST_NOTE = 4000


class Fields:
    """Hold the verbs that set fields."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def set(self, *, shots: Sequence[Shot], fields: Mapping[str, object], folder: Path | None = None) -> Changes:
        """Give the same field values, as a brief file would say them, to shots; `note` and `status` may be among them.

        A number and pictures, which are looked for in `folder`, can be given to one shot only. Fields that read the
        same already make no change; with another generator goes a model that it does not have.
        Raises Invalid, NotFound; then nothing is changed.
        """
        plan = self._store.plan
        given = {name: value for name, value in fields.items() if name not in (NOTE, STATUS)}
        if len(shots) != 1 and any(name in given for name in EACH_ITS_OWN):
            raise Invalid("fields.each-its-own")
        brief = briefs.overlaid(BriefFile(), given)
        own = self._by_hand(fields)
        changes: list[Change] = []
        for shot in shots:
            now = plan.get(Shot, shot.id)
            mine = self._fitting(now, given)
            meant = brief if mine is given else briefs.overlaid(brief, mine)
            changes += self._changes(now, meant, mine, folder or self._store.folder)
            changes += plan.change(now, **own)
        return written(self._studio, named("step.edit-shot", "step.edit-shots", shots), changes)

    def set_status(self, *, shots: Sequence[Shot], status: ShotStatus | None) -> Changes:
        """Set the status that a hand sets, or None to let it follow from the facts again."""
        plan = self._store.plan
        changes = [one for shot in shots for one in plan.change(plan.get(Shot, shot.id), status=status)]
        if status is ShotStatus.OMITTED:
            label = named("step.omit-shot", "step.omit-shots", shots)
        else:
            label = named("step.status-shot", "step.status-shots", shots)
        return written(self._studio, label, changes)

    def omit(self, *, shots: Sequence[Shot]) -> Changes:
        """Leave shots out of the film; they keep their places, and their numbers are never given again."""
        return self.set_status(shots=shots, status=ShotStatus.OMITTED)

    def unomit(self, *, shots: Sequence[Shot]) -> Changes:
        """Take omitted shots into the film again; others are left as they are."""
        plan = self._store.plan
        out = [shot for shot in shots if plan.get(Shot, shot.id).status is ShotStatus.OMITTED]
        changes = [one for shot in out for one in plan.change(plan.get(Shot, shot.id), status=None)]
        return written(self._studio, named("step.unomit-shot", "step.unomit-shots", out), changes) if out else Changes()

    def _fitting(self, shot: Shot, given: Mapping[str, object]) -> Mapping[str, object]:
        """Let a shot's model go where its new generator has none of that name: it could never be asked there."""
        if "provider" not in given or "model" in given or shot.model is None:
            return given
        key = given["provider"] or self._store.plan.project.provider
        generator = self._studio.generators.get(str(key))
        models = generator.capabilities().models if generator is not None else ()
        return given if not models or shot.model in {one.id for one in models} else {**given, "model": None}

    def _by_hand(self, fields: Mapping[str, object]) -> dict[str, object]:
        own: dict[str, object] = {}
        if NOTE in fields:
            own[NOTE] = note = str(fields[NOTE]).strip()
            if len(note) > LONGEST_NOTE:
                raise Invalid("fields.long-note", most=LONGEST_NOTE)
        if STATUS in fields:
            own[STATUS] = fields[STATUS]
        return own

    def _changes(self, shot: Shot, brief: BriefFile, given: Mapping[str, object], folder: Path) -> list[Change]:
        plan = self._store.plan
        if any(name in given for name in (*LISTS, *EACH_ITS_OWN)):
            # Rows of a list change place by place, so the whole brief is written anew.
            now = self._studio.shots.written(shot)
            return self._studio.shots.changes(shot, briefs.overlaid(now, given), folder)
        own = {name: getattr(brief, name) for name in OWN if name in given}
        if SECONDS in given:
            own["frames"] = self._frames(shot, brief)
        changes = plan.change(shot, **own)
        words = {name: getattr(brief, name) for name in briefs.TEXT_FIELDS if name in given}
        if not words:
            return changes
        if old := plan.find(BriefText, shot.id):
            return changes + plan.change(old, **words)
        return [*changes, plan.born(BriefText(id=shot.id).model_copy(update=words))]

    def _frames(self, shot: Shot, brief: BriefFile) -> int:
        plan = self._store.plan
        frames = briefs.whole_frames(brief, plan.project.fps)
        items: list[Beat | Line] = [*plan.of(Beat, shot.id), *plan.of(Line, shot.id)]
        timed = [row.at for row in items if row.at is not None]
        if timed and max(timed) >= frames:
            at = plan.project.fps.written(max(timed))
            raise Invalid("fields.past-the-end", shot=shot.number, at=at, seconds=brief.seconds)
        return frames
