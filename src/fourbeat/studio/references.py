"""Reference pictures: taken in from files and takes, cropped, stripped, and read for their colours."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from fourbeat.media.worker import Workers
from fourbeat.model import letters, order
from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import Invalid, NotFound, Storage
from fourbeat.model.format import Size
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Declared, Life, Place, Prop, Reference, Role, Shot
from fourbeat.model.still import Still
from fourbeat.model.take import Take

from .arrange import written
from .ordering import key_beside
from .pictures import found_picture
from .still_rows import rows_of, shown_in
from .stripping import strip_file

if TYPE_CHECKING:
    from .studio import Studio

T = TypeVar("T")
Owner = Shot | Character | Place | Prop
Box = tuple[int, int, int, int]

MOST_COLOURS = 12


@dataclass(frozen=True)
class Added:
    """Be what came of adding pictures: the new ones, those that were there already, and who else has the same one."""

    new: tuple[Reference, ...] = ()
    known: tuple[Reference, ...] = ()
    elsewhere: tuple[str, ...] = ()


class References:
    """Hold the verbs and questions about reference pictures. Those that make pictures wait for a worker process."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    # Questions

    def of(self, owner: Owner) -> list[Reference]:
        """Give the pictures of a shot, character, place or prop, in order."""
        return self._store.plan.of(Reference, owner.id)

    def find(self, owner: Owner, label: str) -> Reference:
        """Find a picture by its place from 1, its role, its file's name, or the beginning of its content's name."""
        rows = self.of(owner)
        for place, row in enumerate(rows, 1):
            if label in (str(place), row.id, row.name, str(row.role)) or (
                len(label) > 6 and row.sha256.startswith(label)
            ):
                return row
        known = tuple(f"{place} {row.name}" for place, row in enumerate(rows, 1))
        raise NotFound("ref.not-found", label=label, known=known or (message("named.nobody"),))

    def path(self, one: Reference) -> Path:
        """Give where a picture's file is. Raises NotFound."""
        return self._store.media.picture(one.sha256)

    def elsewhere(self, one: Reference) -> list[str]:
        """Name who else has the very same picture."""
        plan = self._store.plan
        rows = [row for row in plan.all(Reference) if row.sha256 == one.sha256 and row.of != one.of]
        return list(dict.fromkeys(name for row in rows if (name := self._called(row))))

    def small(self, one: Reference, side: int) -> Path:
        """Give a picture made small by a worker process, at most `side` pixels either way; it is kept in the cache."""
        return self.made_small(one.sha256, self.path(one), one.name, side)

    def made_small(self, sha256: str, path: Path, name: str, side: int) -> Path:
        """Give any picture made small, kept by its content, as `small` does."""
        target = self._studio.folder / "cache" / "small" / f"{sha256}-{side}.png"
        if not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            self._work(_small, path, name, target, side)
        return target

    # Verbs

    def add(
        self,
        *,
        of: Owner,
        files: Sequence[Path],
        role: Role | None = None,
        declared: Declared = Declared.UNDECLARED,
        strip: bool = False,
        names: Sequence[str] = (),
    ) -> Added:
        """Take pictures in; one that the owner has already is not added twice. With `strip` only a copy comes in that
        does not tell where it was taken. `names` are what they are called where not as their files. Raises NotFound,
        Invalid, Storage; then nothing is changed.
        """
        called = [*names, *(file.name for file in files[len(names) :])]
        taken = [
            (self._intake(found_picture(file), strip=strip), letters.kept(name))
            for file, name in zip(files, called, strict=True)
        ]
        return self._added(of, taken, role, declared)

    def from_take(self, *, of: Owner, take: Take, frame: int | None = None, role: Role | None = None) -> Added:
        """Take in a frame of a take, its last one unless told. Raises Invalid for a frame it does not have."""
        return self._added(of, [self.still(take, frame)], role, Declared.UNDECLARED)

    def from_still(self, *, of: Owner, still: Still, role: Role | None = None) -> Added:
        """Make a still a picture of its owner, with what is known of whom it shows. Raises NotFound, Storage."""
        plan = self._store.plan
        sha256 = self._store.media.intake_picture(self._store.media.path(still.media))
        known = [row for row in self.of(of) if sha256 in (row.sha256, row.original)]
        if known:
            return Added((), tuple(known))
        looked = self._studio.reviews.latest().get(still.id)
        rows = rows_of(
            plan,
            self._studio.desk.ids,
            still,
            of=of.id,
            sha256=sha256,
            name=still.media,
            role=role or self._usual(of, []),
            declared=shown_in(plan, still, self._studio.generators, looked),
            looked=looked,
        )
        written(self._studio, message("step.ref-add", name=_name(of)), [plan.born(row) for row in rows])
        new = tuple(row for row in rows if isinstance(row, Reference))
        return Added(new, (), tuple(name for row in new for name in self.elsewhere(row)))

    def still(self, take: Take, frame: int | None = None) -> tuple[str, str]:
        """Keep a frame of a take, its last one unless told, as a picture; give its content and what it is called.

        Raises Invalid for a frame it does not have, NotFound, MediaError, Storage.
        """
        number = "last" if frame is None else str(frame)
        shot = self._store.plan.get(Shot, take.shot)
        with self._made() as target:
            self._work(_frame, self._store.media.path(take.media), target, frame)
            return self._store.media.intake_picture(target), f"{shot.number}_t{take.number}_{number}.png"

    def previous(self, *, shot: Shot) -> Reference:
        """Let a shot start from the last frame of the take before it; its first frame so far goes to the bin.

        Raises NotFound where there is no shot before, or it has no take.
        """
        plan = self._store.plan
        board = plan.cut_shots()
        place = next((index for index, one in enumerate(board) if one.id == shot.id), 0)
        if place == 0:
            raise NotFound("ref.no-previous", shot=shot.number)
        before = board[place - 1]
        takes = self._store.takes(before.id)
        take = next((one for one in takes if one.id == before.take), takes[-1] if takes else None)
        if take is None:
            raise NotFound("ref.no-take", shot=before.number)
        sha256, called = self.still(take)
        old = [row for row in plan.of(Reference, shot.id) if row.role is Role.FIRST_FRAME]
        for row in old:
            if row.sha256 == sha256:
                return row
        made = self._row(shot, sha256, called, Role.FIRST_FRAME)
        changes = [change for row in old for change in plan.change(row, life=Life.BINNED)]
        written(self._studio, message("step.ref-previous", shot=shot.number), [*changes, plan.born(made)])
        return made

    def change(self, *, one: Reference, role: Role | None = None, declared: Declared | None = None) -> Changes:
        """Say what a picture is for, or what it shows."""
        new = {name: value for name, value in (("role", role), ("declared", declared)) if value is not None}
        return self._edit(one, self._store.plan.change(self._now(one), **new))

    def move(self, *, one: Reference, after: Reference | None = None, before: Reference | None = None) -> Changes:
        """Move a picture to after or before another of the same owner. Raises Invalid."""
        now = self._now(one)
        rows = self._store.plan.of(Reference, now.of)
        beside = after or before
        if beside is not None and beside.of != now.of:
            raise Invalid("order.where")
        return self._edit(now, self._store.plan.change(now, order=key_beside(rows, now, after=after, before=before)))

    def remove(self, *, one: Reference) -> Changes:
        """Put a picture into the bin; its file is kept."""
        return self._edit(one, self._store.plan.change(self._now(one), life=Life.BINNED))

    def crop(self, *, one: Reference, size: Size, box: Box | None = None) -> Changes:
        """Make a picture of a part of it in exactly this size, never distorted; the original is kept.

        Cropped again, it is taken from the original. Raises Invalid, NotFound, MediaError.
        """
        now = self._now(one)
        original = now.original or now.sha256
        with self._made() as target:
            part = self._work(_crop, self._store.media.picture(original), now.name, target, box, size)
            sha256 = self._store.media.intake_picture(target)
        fields = {"sha256": sha256, "original": original, "crop": ",".join(map(str, part))}
        return self._edit(now, self._store.plan.change(now, **fields))

    def fit(self, *, one: Reference, size: Size) -> Changes:
        """Make a picture exactly this size, of the part that somebody chose, or of all of it. Raises as `crop`."""
        part = [int(number) for number in self._now(one).crop.split(",") if number.strip()]
        box = (part[0], part[1], part[2], part[3]) if len(part) == 4 else None
        return self.crop(one=one, size=size, box=box)

    def uncrop(self, *, one: Reference) -> Changes:
        """Go back to the original of a picture; one that was never cropped stays as it is."""
        now = self._now(one)
        if not now.original:
            return Changes()
        return self._edit(now, self._store.plan.change(now, sha256=now.original, original="", crop=""))

    def strip(self, *, one: Reference) -> bool:
        """Use copies of a picture and its original that do not tell where they were taken; tell whether they differ."""
        now, media = self._now(one), self._store.media
        new = {"sha256": self._intake(media.picture(now.sha256), strip=True)}
        if now.original:
            new["original"] = self._intake(media.picture(now.original), strip=True)
        return bool(self._edit(now, self._store.plan.change(now, **new)))

    def colours(self, *, one: Reference, count: int = 5) -> tuple[str, ...]:
        """Read the colours that make a picture, the strongest first. Raises Invalid, NotFound, MediaError."""
        if not 1 <= count <= MOST_COLOURS:
            raise Invalid("ref.count", most=MOST_COLOURS)
        return self._work(_colours, self.path(one), one.name, count)

    def palette(self, *, shot: Shot, one: Reference | None = None, count: int = 5) -> tuple[str, ...]:
        """Make the colours of a picture, the shot's first unless told, the shot's palette. Raises as `colours`."""
        rows = self.of(shot)
        if one is None and not rows:
            raise NotFound("ref.none", name=shot.number)
        found = self.colours(one=one or rows[0], count=count)
        self._studio.fields.set(shots=[shot], fields={"palette": found})
        return found

    # What the verbs share

    def _added(self, of: Owner, taken: Sequence[tuple[str, str]], role: Role | None, declared: Declared) -> Added:
        plan = self._store.plan
        there = {row.sha256: row for row in self.of(of)}
        there |= {row.original: row for row in self.of(of) if row.original}
        new: list[Reference] = []
        known: list[Reference] = []
        last = max((row.order for row in self.of(of)), default=None)
        for sha256, name in taken:
            if sha256 in there:
                known.append(there[sha256])
                continue
            row = self._row(of, sha256, name, role or self._usual(of, new), declared, last)
            last = row.order
            there[sha256] = row
            new.append(row)
        written(self._studio, message("step.ref-add", name=_name(of)), [plan.born(row) for row in new])
        also = dict.fromkeys(name for row in new for name in self.elsewhere(row))
        return Added(tuple(new), tuple(row for row in known if row not in new), tuple(also))

    def _usual(self, of: Owner, new: Sequence[Reference]) -> Role:
        if isinstance(of, Character):
            return Role.CHARACTER
        if isinstance(of, Place):
            return Role.PLACE
        first = isinstance(of, Shot) and not any(row.role is Role.FIRST_FRAME for row in (*self.of(of), *new))
        return Role.FIRST_FRAME if first else Role.STYLE

    def _row(
        self,
        of: Owner,
        sha256: str,
        name: str,
        role: Role,
        declared: Declared = Declared.UNDECLARED,
        last: str | None = None,
    ) -> Reference:
        key = order.between(last or max((row.order for row in self.of(of)), default=None), None)
        ids = self._studio.desk.ids
        return Reference(
            id=ids.new(), of=of.id, order=key, role=role, sha256=sha256, name=name[-120:], declared=declared
        )

    def _intake(self, file: Path, *, strip: bool) -> str:
        if not strip:
            return self._store.media.intake_picture(file)
        with self._made(file.suffix.lower() or ".jpg") as target:
            try:
                strip_file(file, target)
            except OSError as error:
                raise Storage("store.disk-failed", folder=str(target.parent), detail=error.strerror or "") from error
            return self._store.media.intake_picture(target)

    @contextmanager
    def _made(self, suffix: str = ".png") -> Iterator[Path]:
        target = self._store.media.scratch() / f"still-{uuid4().hex}{suffix}"
        try:
            yield target
        finally:
            target.unlink(missing_ok=True)

    def _work(self, task: Callable[..., T], *args: object) -> T:
        """Have a worker process do one thing, and wait for it."""

        async def run() -> T:
            pool = Workers(1)
            try:
                return await pool.run(task, *args)
            finally:
                await pool.close()

        return asyncio.run(run())

    def _now(self, one: Reference) -> Reference:
        return self._store.plan.get(Reference, one.id)

    def _called(self, row: Reference) -> str | None:
        plan = self._store.plan
        for kind in (Shot, Character, Place, Prop):
            if owner := plan.find(kind, row.of):
                assert isinstance(owner, Shot | Character | Place | Prop)
                return _name(owner)
        return None

    def _edit(self, one: Reference, changes: Sequence[Change]) -> Changes:
        return written(self._studio, message("step.ref-edit", name=self._called(one) or one.name), changes)


def _name(owner: Owner) -> str:
    return owner.number if isinstance(owner, Shot) else owner.name


def _frame(clip: Path, target: Path, at: int | None, _report: Callable[[float], None]) -> None:
    from fourbeat.media.stills import frame

    frame(clip, target, at)


def _crop(source: Path, name: str, target: Path, box: Box | None, size: Size, _report: Callable[[float], None]) -> Box:
    from fourbeat.media.stills import crop

    return crop(source, name, target, box, size)


def _small(source: Path, name: str, target: Path, side: int, _report: Callable[[float], None]) -> None:
    from fourbeat.media.stills import small

    small(source, name, target, side)


def _colours(source: Path, name: str, count: int, _report: Callable[[float], None]) -> tuple[str, ...]:
    from fourbeat.media.stills import colours

    return colours(source, name, count)
