"""Encoded segments: frames of one clip in the film's format, kept so that nothing is encoded twice."""

from __future__ import annotations

import hashlib
import json
import os
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.video.frame import PictureType, VideoFrame

from fourbeat.media.conform import Conform
from fourbeat.media.encode import encoding, mp4_options, picture_stream
from fourbeat.media.source import opened, picture
from fourbeat.media.walk import walk
from fourbeat.model.cut import Clip
from fourbeat.model.errors import FourbeatError, MediaError
from fourbeat.model.format import Format

VERSION = 1
"""Goes up whenever the same frames would be encoded differently."""

REORDER = 2
"""How many pictures the coder below ever holds back."""

_PRESET, _CRF, _KEYINT = "fast", 17, 48


def segment_name(clip: Clip, start: int, end: int, fmt: Format, sps_id: int) -> str:
    """Name the file that holds an encoded segment, by everything that decides what is in it."""
    coder = [VERSION, sorted(map(str, av.library_versions.items())), _PRESET, _CRF, _KEYINT, sps_id]
    facts = json.dumps([clip.sha256, start, end, str(fmt.size), fmt.rate, coder])
    return f"{hashlib.sha256(facts.encode()).hexdigest()[:32]}.mp4"


def usable(path: Path, frames: int) -> bool:
    """Tell whether an encoded segment from before is there and whole."""
    try:
        with opened(path, known=True) as container:
            return len(walk(container, picture(container, path), None, path).order) == frames
    except FourbeatError:
        return False


def encode_segment(
    clip: Clip, start: int, end: int, fmt: Format, sps_id: int, target: Path, advance: Callable[[int], None]
) -> None:
    """Encode project frames `start` up to `end` of a clip to `target`; `advance` is told of each frame.

    The file appears whole or not at all. Past the clip's end its last frame is held. Raises MediaError, Storage.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        with encoding(part):
            target.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                with av.open(file, "w", format="mp4", options=mp4_options()) as out:
                    stream = picture_stream(
                        out, fmt.size, fmt.fps, preset=_PRESET, crf=_CRF, keyint=_KEYINT, sps_id=sps_id
                    )
                    for place, frame in enumerate(frames(clip, start, end, fmt)):
                        frame.pts, frame.time_base = place, 1 / fmt.fps.fraction
                        # What it was in its clip must not decide what it becomes here.
                        frame.pict_type, frame.duration = PictureType.NONE, 1
                        out.mux(stream.encode(frame))
                        advance(1)
                    out.mux(stream.encode(None))
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def frames(clip: Clip, start: int, end: int, fmt: Format) -> Iterator[VideoFrame]:
    """Give project frames `start` up to `end` of a clip, conformed; frames are decoded from the nearest keyframe on."""
    ranks = source_frames(clip, start, end, fmt)
    conform = Conform(clip.facts, fmt.size)
    with opened(clip.path, known=True) as container:
        decoded = _decoded(container, clip, ranks[0])
        frame: VideoFrame | None = None
        ahead = next(decoded, None)
        shown: VideoFrame | None = None
        for rank in ranks:
            while ahead is not None and (frame is None or ahead[0] <= rank):
                frame, shown = ahead[1], None
                ahead = next(decoded, None)
            if frame is None:
                raise MediaError("probe.cannot-decode", name=clip.path.name)
            shown = shown or conform(frame)
            yield shown


def source_frames(clip: Clip, start: int, end: int, fmt: Format) -> list[int]:
    """Find the clip's picture for each project frame: the last begun by then, or by half the shorter frame later.

    So the nearest picture is meant, the earlier of two, and one that stays long at a variable rate is not left early.
    """
    rates = fmt.fps.fraction, clip.facts.fps.fraction
    if clip.facts.constant:
        times = [clip.facts.fps.seconds(rank) for rank in range(clip.facts.frames)]
    else:
        ticks, tick = _times(clip.path)
        times = [(time - ticks[0]) * tick for time in ticks]
    leeway = 1 / max(rates) / 2
    return [max(0, bisect_left(times, fmt.fps.seconds(frame) + leeway) - 1) for frame in range(start, end)]


def _times(path: Path) -> tuple[list[int], Fraction]:
    """Read when each picture is shown, in the order shown, and how long one tick is."""
    with opened(path, known=True) as container:
        video = picture(container, path)
        return walk(container, video, None, path).shown(), video.time_base or Fraction(1)


def _decoded(container: InputContainer, clip: Clip, first: int) -> Iterator[tuple[int, VideoFrame]]:
    """Decode from the last keyframe before `first`; each frame with its place among all that are shown."""
    video = picture(container, clip.path)
    video.thread_type = "AUTO"
    places = {time: rank for rank, time in enumerate(_times(clip.path)[0])}
    # An AVI says when pictures are decoded, not when they are shown: it is counted through from its beginning.
    timed = container.format.name != "avi"
    entry = bisect_right(clip.facts.keyframes, first) - 1
    if entry > 0 and timed:
        times = list(places)
        container.seek(times[clip.facts.keyframes[entry]], stream=video)
    rank = -1
    for frame in container.decode(video):
        rank = places.get(frame.pts, rank + 1) if timed and frame.pts is not None else rank + 1
        yield rank, frame
