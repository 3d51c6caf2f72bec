"""The stitch plan: which frames are copied, which are encoded, and why. Pure: it opens no file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

from pydantic import Field

from fourbeat.model.cut import Clip, Cut, CutItem, Ghost
from fourbeat.model.errors import Invalid
from fourbeat.model.format import LARGEST, SMALLEST, Format
from fourbeat.model.message import Frozen, Message, message
from fourbeat.model.take import MediaFacts
from fourbeat.model.time import half_up

Key: TypeAlias = tuple[object, ...]
"""What two clips must have in common for their packets to stand in one stream: `MediaFacts.key`."""

# With reordered pictures a cut rarely falls where everything before it is complete; about this many are left over.
_LEFT_OVER = 3
# A tag that is missing is read as what every project is: Rec.709, limited range.
_PLAIN = ({"-", "limited"}, {"-", "bt709"}, {"-", "bt709"}, {"-", "bt709"})


class Way(StrEnum):
    """Say how frames come into the film."""

    COPY = "copy"
    ENCODE = "encode"


class Segment(Frozen):
    """Be frames `start` up to `end` of one item, in project frames of its source; copied ones have no `why`."""

    item: int = Field(ge=0)
    way: Way
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    why: Message | None = None

    @property
    def frames(self) -> int:
        """Give the segment's length in project frames."""
        return self.end - self.start


class StitchPlan(Frozen):
    """Be the whole film as segments in order; `house` is a clip whose coding the film keeps, or none."""

    format: Format
    segments: tuple[Segment, ...]
    house: Clip | None = None

    @property
    def frames(self) -> int:
        """Give the film's length in frames."""
        return sum(segment.frames for segment in self.segments)

    @property
    def copied(self) -> int:
        """Count the frames that stay exactly what they are."""
        return sum(segment.frames for segment in self.segments if segment.way is Way.COPY)

    @property
    def encoded(self) -> int:
        """Count the frames that must be encoded."""
        return self.frames - self.copied

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Say, for each segment that is encoded, which item it belongs to and why."""
        return tuple(segment.why for segment in self.segments if segment.why)


def plan(
    cut: Cut,
    *,
    drawn: Mapping[int, Clip] | None = None,
    closed: Mapping[str, Sequence[int]] | None = None,
    refused: Collection[str] = (),
) -> StitchPlan:
    """Plan a cut: copy every frame that can be copied, and say why the others cannot. Raises Invalid.

    `drawn` holds finished drawings of ghosts by item number. `closed` holds, by a clip's SHA-256, the frame numbers at
    which a copy may end; without it the few frames left over at a trimmed end are an estimate. Clips whose SHA-256 is
    `refused` are not copied.
    """
    if not cut.items:
        raise Invalid("stitch.no-items", title=cut.title)
    if not cut.format.size.drawable:
        raise Invalid("stitch.size", size=str(cut.format.size), smallest=SMALLEST, largest=LARGEST)
    drawn = drawn or {}
    house = _house(cut, drawn, refused)
    segments: list[Segment] = []
    for index, item in enumerate(cut.items):
        ghost = isinstance(item.source, Ghost)
        clip = drawn.get(index) if not isinstance(item.source, Clip) else item.source
        why = _drawn(item) if isinstance(item.source, Ghost) else None
        if clip is None:
            segments.append(Segment(item=index, way=Way.ENCODE, start=item.start, end=item.end, why=why))
            continue
        ends = None if closed is None else closed.get(clip.sha256)
        divided = _segments(index, item, clip, house, cut.format, ends, clip.sha256 in refused)
        segments += [segment.model_copy(update={"why": why}) for segment in divided] if ghost else divided
    return StitchPlan(format=cut.format, segments=tuple(segments), house=house)


def _drawn(item: CutItem) -> Message:
    """Say why an item is drawn."""
    if isinstance(item.source, Ghost) and item.source.withdrawn:
        return message("stitch.why.withdrawn", label=item.label)
    chosen = not (isinstance(item.source, Ghost) and item.source.unchosen)
    return message("stitch.why.ghost" if chosen else "stitch.why.unchosen", label=item.label)


def length(facts: MediaFacts, fmt: Format) -> int:
    """Give a clip's length in project frames: its own, or the nearest when it has another rate; at least one."""
    if facts.fps.fraction == fmt.fps.fraction:
        return facts.frames
    return max(1, half_up(facts.fps.seconds(facts.frames) * fmt.fps.fraction))


def _house(cut: Cut, drawn: Mapping[int, Clip], refused: Collection[str]) -> Clip | None:
    """Choose the coding that most frames of takes have already; drawings are asked only if no take will do."""
    takes = ((item.source, item.frames) for item in cut.items if isinstance(item.source, Clip))
    ghosts = ((clip, cut.items[index].frames) for index, clip in sorted(drawn.items()))
    for clips in (takes, ghosts):
        weights: Counter[Key] = Counter()
        first: dict[Key, Clip] = {}
        for clip, frames in clips:
            if clip.sha256 not in refused and _unfit(clip.facts, cut.format) is None:
                weights[clip.facts.key] += frames
                first.setdefault(clip.facts.key, clip)
        if weights:
            return first[weights.most_common(1)[0][0]]
    return None


def _segments(
    index: int,
    item: CutItem,
    clip: Clip,
    house: Clip | None,
    fmt: Format,
    ends: Sequence[int] | None,
    refused: bool,
) -> Iterator[Segment]:
    """Divide one item: encode up to a keyframe, copy, encode what is left over, hold the last frame if it is short."""

    def encode(start: int, end: int, why: Message) -> Iterator[Segment]:
        if start < end:
            yield Segment(item=index, way=Way.ENCODE, start=start, end=end, why=why)

    facts, label = clip.facts, item.label
    has = length(facts, fmt)
    stop = max(item.start, min(item.end, has))
    hold = message("stitch.why.hold", label=label, n=item.end - stop, has=has)
    reason = _unfit(facts, fmt) or (None if house and house.facts.key == facts.key else ("coding", {}))
    if refused:
        reason = ("coding", {})
    if reason:
        yield from encode(item.start, stop, message(f"stitch.why.{reason[0]}", label=label, **reason[1]))
    else:
        start, end = _copyable(facts, item.start, stop, ends)
        yield from encode(item.start, start, message("stitch.why.head", label=label, n=start - item.start))
        if start < end:
            yield Segment(item=index, way=Way.COPY, start=start, end=end)
        yield from encode(end, stop, message("stitch.why.tail", label=label, n=stop - end))
    yield from encode(stop, item.end, hold)


def _copyable(facts: MediaFacts, start: int, stop: int, ends: Sequence[int] | None) -> tuple[int, int]:
    """Find the part of a trimmed clip that can be copied; where there is none, both are the same."""
    entry = bisect_left(facts.keyframes, start)
    if entry == len(facts.keyframes) or facts.keyframes[entry] >= stop:
        return stop, stop
    first = facts.keyframes[entry]
    if stop in (facts.frames, *facts.keyframes) or not facts.reorder:
        return first, stop
    if ends is None:
        return first, max(first, stop - _LEFT_OVER)
    last = ends[bisect_right(ends, stop) - 1] if ends and ends[0] <= stop else 0
    if last > first:
        return first, last
    return (start, start) if first == start else (stop, stop)


def _unfit(facts: MediaFacts, fmt: Format) -> tuple[str, dict[str, str | int]] | None:
    """Say why a clip's packets cannot stand in a film of this format, whatever the others are; None if they can."""
    size = f"{facts.width}x{facts.height}"
    colour = facts.colour.split("/")
    if facts.codec != "h264" or facts.pixel_format not in ("yuv420p", "yuvj420p"):
        return "codec", {"codec": facts.codec, "pixels": facts.pixel_format}
    if facts.rotation:
        return "rotation", {"degrees": facts.rotation}
    if size != str(fmt.size) or facts.aspect != "1:1":
        return "size", {"theirs": size, "ours": str(fmt.size)}
    if not facts.constant:
        return "variable", {}
    if facts.fps.fraction != fmt.fps.fraction:
        return "rate", {"theirs": facts.fps.label, "ours": fmt.fps.label}
    if any(tag not in plain for tag, plain in zip(colour, _PLAIN, strict=True)):
        return "colour", {"theirs": facts.colour}
    if not facts.keyframes or facts.keyframes[0]:
        return "coding", {}
    return None
