"""A reel as lengths: which shot stands at which frame. Cheap enough to ask after every change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from fourbeat.model.cut import Clip, Cut
from fourbeat.model.document import Plan
from fourbeat.model.ids import Id
from fourbeat.model.plan import Reel, Shot
from fourbeat.model.time import Rate


@dataclass(frozen=True)
class Block:
    """Be one item of a reel; `start` is its first frame in the film, `inner` that frame in its own take."""

    shot: Id
    label: str
    take: Id | None
    number: int | None
    start: int
    frames: int
    inner: int = 0

    @property
    def end(self) -> int:
        """Give the frame after its last."""
        return self.start + self.frames


@dataclass(frozen=True)
class Timeline:
    """Be a reel's blocks in order, without gaps."""

    rate: Rate
    blocks: tuple[Block, ...] = ()

    @property
    def frames(self) -> int:
        """Give the film's length in frames."""
        return self.blocks[-1].end if self.blocks else 0

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def at(self, frame: int) -> int | None:
        """Give the place of the block that holds a frame; the last one beyond the end, None in an empty film."""
        return max(0, bisect_right(self._starts, frame) - 1) if self.blocks else None

    def place(self, shot: Id) -> int | None:
        """Find a shot's first block."""
        return next((place for place, block in enumerate(self.blocks) if block.shot == shot), None)

    def within(self, frame: int) -> int:
        """Give the nearest frame there is."""
        return max(0, min(frame, self.frames - 1))

    def cut_before(self, frame: int) -> int:
        """Give the first frame of this block, or of the one before when the frame is that already."""
        place = self.at(frame)
        if place is None:
            return 0
        start = self.blocks[place].start
        return start if frame > start or not place else self.blocks[place - 1].start

    def cut_after(self, frame: int) -> int:
        """Give the first frame of the next block, or the film's last frame."""
        place = self.at(frame)
        if place is None or place + 1 >= len(self.blocks):
            return max(0, self.frames - 1)
        return self.blocks[place + 1].start

    def carried(self, frame: int, other: Timeline) -> int | None:
        """Find where a frame of this film stands in another cut of it; None where its shot is not in that."""
        place = self.at(frame)
        if place is None:
            return None
        block = self.blocks[place]
        if (there := other.place(block.shot)) is None:
            return None
        found = other.blocks[there]
        inner = block.inner + frame - block.start - found.inner
        return found.start + max(0, min(inner, found.frames - 1))


def timeline(plan: Plan, reel: Reel, number: Callable[[Id], int | None]) -> Timeline:
    """Lay a reel out; `number` gives a take's number, None for one that is not there."""
    blocks: list[Block] = []
    start = 0
    for item in plan.reel_items(reel):
        shot = plan.find(Shot, item.shot)
        if shot is None:
            continue
        frames = item.end - item.start if item.end is not None else shot.frames
        take = item.take or shot.take
        known = number(take) if take else None
        blocks.append(
            Block(shot.id, shot.number, take if known is not None else None, known, start, frames, item.start)
        )
        start += frames
    return Timeline(plan.project.fps, tuple(blocks))


def timeline_of(cut: Cut) -> Timeline:
    """Lay a resolved cut out; the numbers of its takes are not known."""
    return Timeline(cut.format.fps, tuple(_blocks(cut)))


def _blocks(cut: Cut) -> Iterable[Block]:
    start = 0
    for item in cut.items:
        take = item.source.take if isinstance(item.source, Clip) else None
        yield Block(item.shot, item.label, take, None, start, item.frames, item.start)
        start += item.frames
