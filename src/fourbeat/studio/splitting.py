"""A shot split in two, or two neighbours joined into one: what happens keeps its moment in the film."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from fourbeat.model import order
from fourbeat.model.briefing import LONGEST_WORDS
from fourbeat.model.document import Plan
from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import Invalid
from fourbeat.model.ids import Id, Ids
from fourbeat.model.message import message
from fourbeat.model.plan import (
    Appearance,
    Beat,
    BriefText,
    Colour,
    Dressing,
    Life,
    Line,
    Reference,
    Role,
    Row,
    Shot,
    Translation,
)
from fourbeat.writing.timing import beat_frames, line_frames

from .arrange import written
from .labels import Numbers
from .purposes import halved, joined

if TYPE_CHECKING:
    from .studio import Studio

T = TypeVar("T", Beat, Line)

_SHARED: tuple[type[Row], ...] = (Appearance, Dressing, Colour)
"""What both halves of a shot show."""

_SAME_BY: dict[type[Row], str] = {Appearance: "character", Dressing: "prop", Colour: "value", Reference: "sha256"}
"""What a joined shot shows once, and by which field two rows are the same."""

_HAND_TYPED = {"prompt": "", "made_from": ""}
"""Text typed for one shot says nothing of its halves, nor of the whole."""


class Splitting:
    """Hold the verbs that make two shots of one, and one of two."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def split(self, *, shot: Shot, at: int | None = None) -> Shot:
        """Split a shot before a frame, its middle unless named; give the new one, which stands behind it.

        Beats and lines stay at their moment, each with the half it begins in; the first frame's picture stays with the
        first half, the last frame's goes with the second. Takes stay with the first half, and none is chosen: they
        are as long as the whole was. Raises Invalid for a frame outside the shot.
        """
        plan, ids = self._store.plan, self._studio.desk.ids
        at = shot.frames // 2 if at is None else at
        if not 0 < at < shot.frames:
            raise Invalid("split.outside", shot=shot.number, frame=at, frames=shot.frames)
        labels = Numbers(plan)
        second = shot.model_copy(
            update={
                "id": ids.new(),
                "order": labels.key_after(shot),
                "number": labels.after(shot),
                "frames": shot.frames - at,
                "take": None,
                "status": None,
            }
        )
        changes = plan.change(shot, frames=at, take=None, status=None)
        changes.append(plan.born(second))
        if text := plan.find(BriefText, shot.id):
            changes += plan.change(text, **_HAND_TYPED)
            changes.append(plan.born(text.model_copy(update={"id": second.id, **_HAND_TYPED})))
            changes += _copied(plan, ids, plan.of(Translation, shot.id), second.id)
        for kind in _SHARED:
            changes += _copied(plan, ids, plan.of(kind, shot.id), second.id)
        for one in plan.of(Reference, shot.id):
            if one.role is Role.LAST_FRAME:
                changes += plan.change(one, of=second.id)
            elif one.role is not Role.FIRST_FRAME:
                changes.append(plan.born(one.model_copy(update={"id": ids.new(), "of": second.id})))
        changes += halved(plan, ids, shot, second)
        brief = plan.brief(shot.id)
        changes += _parted(plan, brief.beats, beat_frames(brief, shot.frames), at, second.id)
        changes += _parted(plan, brief.lines, line_frames(brief, shot.frames, plan.project.fps), at, second.id)
        written(self._studio, message("step.split-shot", shot=shot.number), changes)
        return second

    def join(self, *, first: Shot, second: Shot) -> Changes:
        """Join a shot with the one that follows it; the second goes to the bin with its takes.

        What the two say differently in words is kept side by side; a choice such as the framing is the first's.
        Raises Invalid for shots that do not follow one another in a scene.
        """
        plan = self._store.plan
        here = plan.shots(first.scene)
        following = dict(zip((shot.id for shot in here), here[1:], strict=False)).get(first.id)
        if following is None or following.id != second.id:
            raise Invalid("join.not-neighbours", first=first.number, second=second.number)
        whole = first.frames + second.frames
        title, note = _both(first.title, second.title, " / "), _both(first.note, second.note, "\n")
        self._refuse_long(first, second, title, note)
        changes = plan.change(first, frames=whole, take=None, status=None, title=title, note=note)
        changes += plan.change(second, life=Life.BINNED)
        changes += self._words(first, second)
        changes += joined(plan, self._studio.desk.ids, first, second)
        # The joined shot begins as the first did and ends as the second does.
        for one in plan.of(Reference, first.id):
            if one.role is Role.LAST_FRAME:
                changes += plan.change(one, life=Life.BINNED)
        for kind in _SAME_BY:
            changes += self._added(kind, first, second)
        for items, frames in self._moments(first, second):
            changes += _appended(plan, items, frames, first.id, self._studio.desk.ids)
        return written(self._studio, message("step.join-shots", first=first.number, second=second.number), changes)

    def _words(self, first: Shot, second: Shot) -> list[Change]:
        plan = self._store.plan
        one, other = plan.find(BriefText, first.id), plan.find(BriefText, second.id)
        if other is None:
            return []
        if one is None:
            changes = [plan.born(other.model_copy(update={"id": first.id, **_HAND_TYPED}))]
            return changes + _copied(plan, self._studio.desk.ids, plan.of(Translation, second.id), first.id)
        fields: dict[str, object] = {}
        for name in BriefText.model_fields:
            mine, theirs = getattr(one, name), getattr(other, name)
            if name in ("id", "life") or name in _HAND_TYPED or mine == theirs:
                continue
            if isinstance(mine, bool):
                fields[name] = mine and theirs
            elif mine is None:
                fields[name] = theirs
            elif type(mine) is str:
                fields[name] = joined = _both(mine, theirs, _between(name))
                self._refuse_long(first, second, joined)
        return [*plan.change(one, **fields, **_HAND_TYPED), *self._sent(one, other)]

    def _refuse_long(self, first: Shot, second: Shot, *texts: str) -> None:
        if any(len(text) > LONGEST_WORDS for text in texts):
            raise Invalid("join.too-long", first=first.number, second=second.number, most=LONGEST_WORDS)

    def _sent(self, one: BriefText, other: BriefText) -> list[Change]:
        """Join the texts to send in other languages; where one of two was never written, the author's stands in."""
        plan, changes = self._store.plan, list[Change]()
        mine = {(row.field, row.language): row for row in plan.of(Translation, one.id)}
        theirs = {(row.field, row.language): row for row in plan.of(Translation, other.id)}
        for key in dict.fromkeys([*mine, *theirs]):
            field = key[0]
            parts = [
                row.text if row else str(getattr(text, field) or "")
                for row, text in ((mine.get(key), one), (theirs.get(key), other))
            ]
            joined = _both(parts[0], parts[1], _between(field))
            if key in mine:
                changes += plan.change(mine[key], text=joined)
            else:
                fresh = theirs[key].model_copy(update={"id": self._studio.desk.ids.new(), "of": one.id, "text": joined})
                changes.append(plan.born(fresh))
        return changes

    def _added(self, kind: type[Row], first: Shot, second: Shot) -> list[Change]:
        plan, ids, same = self._store.plan, self._studio.desk.ids, _SAME_BY[kind]
        mine = plan.of(kind, first.id)
        known = {getattr(row, same) for row in mine if getattr(row, "role", None) is not Role.LAST_FRAME}
        fresh = [row for row in plan.of(kind, second.id) if getattr(row, same) not in known]
        fresh = [row for row in fresh if getattr(row, "role", None) is not Role.FIRST_FRAME]
        last = getattr(mine[-1], "order", None) if mine else None
        keys = order.several(last, None, len(fresh))
        return [
            plan.born(row.model_copy(update={"id": ids.new(), str(kind.owner): first.id, "order": key}))
            for row, key in zip(fresh, keys, strict=True)
        ]

    def _moments(self, first: Shot, second: Shot) -> list[tuple[list[Beat | Line], list[int]]]:
        """Give beats and lines of both with their frames in the joined shot."""
        plan = self._store.plan
        one, other, rate = plan.brief(first.id), plan.brief(second.id), plan.project.fps
        beats = beat_frames(one, first.frames) + [at + first.frames for at in beat_frames(other, second.frames)]
        lines = line_frames(one, first.frames, rate)
        lines += [at + first.frames for at in line_frames(other, second.frames, rate)]
        return [([*one.beats, *other.beats], beats), ([*one.lines, *other.lines], lines)]


def _copied(plan: Plan, ids: Ids, rows: Sequence[Row], owner: Id) -> list[Change]:
    return [plan.born(row.model_copy(update={"id": ids.new(), str(row.owner): owner})) for row in rows]


def _parted(plan: Plan, items: Sequence[T], frames: Sequence[int], at: int, second: Id) -> list[Change]:
    """Leave each item with the half it begins in; where no time was given, each half spreads its own evenly."""
    changes: list[Change] = []
    for item, frame in zip(items, frames, strict=True):
        if frame >= at:
            moment = None if item.at is None else max(0, item.at - at)
            changes += plan.change(item, shot=second, at=moment)
    return changes


def _appended(plan: Plan, items: Sequence[Beat | Line], frames: Sequence[int], owner: Id, ids: Ids) -> list[Change]:
    """Give items of two shots to one, each at its own moment: left to itself, one would drift into the other half."""
    changes: list[Change] = []
    last: str | None = None
    for item, frame in zip(items, frames, strict=True):
        if item.shot == owner:
            changes += plan.change(item, at=frame)
            last = item.order
            continue
        last = order.between(last, None)
        copy = item.model_copy(update={"id": ids.new(), "shot": owner, "at": frame, "order": last})
        changes += [plan.born(copy), *_copied(plan, ids, plan.of(Translation, item.id), copy.id)]
    return changes


def _between(field: str) -> str:
    """Say what stands between two texts of a field: the scene is prose, the others are lists."""
    return " " if field == "scene" else "; "


def _both(mine: str, theirs: str, between: str) -> str:
    """Keep what two shots say: once where they say the same."""
    parts = [part.strip() for part in (mine, theirs) if part.strip()]
    return between.join(dict.fromkeys(parts))
