"""What a clip really is, read from every packet of it."""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import cast

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from fourbeat.model.errors import MediaError
from fourbeat.model.format import LARGEST
from fourbeat.model.take import MediaFacts, SoundFacts
from fourbeat.model.time import RATES, Rate, half_up

from .source import opened, picture

LONGEST = 24 * 3600 * 60
"""The most frames a clip may have: a day at 60 frames per second."""

# The names FFmpeg gives its numbers; source: libavutil/pixfmt.h, ITU-T H.273.
_RANGES = {1: "limited", 2: "full"}
_PRIMARIES = {1: "bt709", 4: "bt470m", 5: "bt470bg", 6: "bt601", 7: "smpte240m", 9: "bt2020", 11: "p3", 12: "p3-d65"}
_TRANSFERS = {1: "bt709", 4: "gamma22", 6: "bt601", 8: "linear", 13: "srgb", 14: "bt2020", 16: "pq", 18: "hlg"}
_MATRICES = {0: "rgb", 1: "bt709", 5: "bt470bg", 6: "bt601", 7: "smpte240m", 9: "bt2020"}


def probe(path: Path) -> MediaFacts:
    """Read what a clip is: pictures counted packet by packet, not by its header; sound in samples per channel.

    Raises NotFound for a missing file and MediaError for one that is no clip, is cut off, or holds no pictures.
    """
    with opened(path) as container:
        video = picture(container, path)
        # A codec FFmpeg does not know has no context at all.
        if video.codec_context is None:
            raise MediaError("probe.cannot-decode", name=path.name)
        if not 0 < max(video.width, video.height) <= LARGEST:
            raise MediaError("probe.too-large", name=path.name, size=f"{video.width}x{video.height}", most=LARGEST)
        sound = container.streams.audio[0] if container.streams.audio else None
        walk = _walk(container, video, sound, path)
        first = _first_frame(video, walk)
        if first is None:
            raise MediaError("probe.cannot-decode", name=path.name)
        rate, constant = _rate(walk.shown(), video)
        context = video.codec_context
        return MediaFacts(
            codec=context.name,
            width=video.width,
            height=video.height,
            pixel_format=context.pix_fmt or first.format.name,
            rate=str(rate),
            time_base=str(video.time_base),
            frames=len(walk.order),
            constant=constant,
            keyframes=walk.entries(),
            reorder=walk.reorder(),
            rotation=first.rotation % 360,
            colour=_colour(first),
            aspect=_aspect(video),
            extradata=hashlib.sha256(context.extradata or b"").hexdigest(),
            bytes=path.stat().st_size,
            sound=_sound(sound, walk) if sound and walk.sounds else None,
        )


def decodes(path: Path) -> bool:
    """Tell whether a clip's first picture, and its last ones from the last keyframe on, can really be decoded."""
    try:
        with opened(path) as container:
            video = picture(container, path)
            first = next(container.decode(video), None)
            if first is None or first.is_corrupt:
                return False
            if video.duration:
                container.seek((video.start_time or 0) + video.duration, stream=video)
            ending = deque(container.decode(video), maxlen=1)
            return bool(ending) and not ending[0].is_corrupt
    except MediaError:
        return False


@dataclass
class _Walk:
    """Gather what the packets say: picture times in decoding order, keyframes, sound packets and their length."""

    order: list[int] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    opening: Packet[VideoStream] | None = None
    sounds: int = 0
    sound_ticks: int = 0

    def shown(self) -> list[int]:
        """Give picture times in the order they are shown."""
        return sorted(self.order)

    def ranks(self) -> list[int]:
        """Give each picture's place in the order shown, in decoding order."""
        ranks = [0] * len(self.order)
        for rank, index in enumerate(sorted(range(len(self.order)), key=self.order.__getitem__)):
            ranks[index] = rank
        return ranks

    def reorder(self) -> int:
        """Give how many pictures a decoder must hold back."""
        return max(index - rank for index, rank in enumerate(self.ranks()))

    def entries(self) -> tuple[int, ...]:
        """Give the frames one can start from: keyframes after which no earlier picture is decoded."""
        ranks, keys = self.ranks(), set(self.keys)
        entries, lowest = [], len(ranks)
        for index in range(len(ranks) - 1, -1, -1):
            lowest = min(lowest, ranks[index])
            if index in keys and ranks[index] == lowest == index:
                entries.append(index)
        return tuple(reversed(entries))


def _walk(container: InputContainer, video: VideoStream, sound: AudioStream | None, path: Path) -> _Walk:
    walk = _Walk()
    cut_off = False
    for packet in container.demux(*([video, sound] if sound else [video])):
        if not packet.size:
            continue
        cut_off |= packet.is_corrupt
        if packet.stream_index != video.index:
            if not packet.is_discard:
                walk.sounds += 1
                walk.sound_ticks += packet.duration or 0
            continue
        if walk.opening is None and packet.is_keyframe:
            walk.opening = cast("Packet[VideoStream]", packet)
        if packet.is_discard:
            continue
        if packet.is_keyframe:
            walk.keys.append(len(walk.order))
        time = packet.pts if packet.pts is not None else packet.dts
        walk.order.append(len(walk.order) if time is None else time)
        if max(len(walk.order), walk.sounds) > LONGEST:
            raise MediaError("probe.too-long", name=path.name)
    if "mov" in container.format.name:
        cut_off |= len(walk.order) < _promised(video) or (sound is not None and walk.sounds < _promised(sound))
    if cut_off:
        raise MediaError("probe.cut-off", name=path.name)
    if not walk.order:
        raise MediaError("probe.no-frames", name=path.name)
    return walk


def _promised(stream: VideoStream | AudioStream) -> int:
    """Count the packets an mp4's index lists and its edit list shows."""
    return sum(1 for entry in stream.index_entries if not entry.is_discard)


def _first_frame(video: VideoStream, walk: _Walk) -> VideoFrame | None:
    if walk.opening is None:
        return None
    context = video.codec_context
    context.thread_count = 1
    frames = context.decode(walk.opening) or context.decode(None)
    return frames[0] if frames else None


def _rate(times: list[int], video: VideoStream) -> tuple[Rate, bool]:
    """Find the rate that all picture times obey to within one tick; else the average, and that it is not constant."""
    tick = video.time_base or Fraction(1, 1000)
    named = [rate for rate in (video.average_rate, video.guessed_rate) if rate]
    if len(times) == 1:
        return (_as_rate(named[0]) if named else Rate(24)), True
    mean = Fraction(len(times) - 1) / (max(1, times[-1] - times[0]) * tick)
    gaps = {later - earlier for earlier, later in pairwise(times)}
    known = [rate.fraction for rate in RATES]
    # In a fine time base equal gaps are the rate itself; in a coarse one (milliseconds) they may be rounded.
    if len(gaps) == 1 and 0 not in gaps and (mean in known or min(gaps) > 200):
        return _as_rate(mean), True
    for candidates in ([rate for rate in named if rate in known], known, named, [mean]):
        fits = [(_stray(times, rate, tick), rate) for rate in candidates]
        stray, rate = min(fits, default=(Fraction(2), mean))
        if stray <= 1 and 0 not in gaps:
            return _as_rate(rate), True
    return _as_rate(mean.limit_denominator(1001)), False


def _stray(times: list[int], rate: Fraction, tick: Fraction) -> Fraction:
    """Measure how far, in ticks, the worst picture stands from where a rate wants it."""
    near, far = rate.numerator * tick.numerator, rate.denominator * tick.denominator
    return Fraction(max(abs((time - times[0]) * near - index * far) for index, time in enumerate(times)), near)


def _as_rate(rate: Fraction) -> Rate:
    return Rate(max(1, rate.numerator), rate.denominator)


def _colour(frame: VideoFrame) -> str:
    """Write range, primaries, transfer and matrix; a full-range pixel format counts as its tag."""
    spread = "full" if frame.format.name.startswith("yuvj") else _RANGES.get(int(frame.color_range), "-")
    parts = (
        _PRIMARIES.get(int(frame.color_primaries), "-"),
        _TRANSFERS.get(int(frame.color_trc), "-"),
        _MATRICES.get(int(frame.colorspace), "-"),
    )
    return "/".join((spread, *parts))


def _aspect(video: VideoStream) -> str:
    """Write the shape of one pixel; unknown is square."""
    shape = video.sample_aspect_ratio
    return f"{shape.numerator}:{shape.denominator}" if shape and shape > 0 else "1:1"


def _sound(stream: AudioStream, walk: _Walk) -> SoundFacts:
    context = stream.codec_context
    # The header's sound length leaves out or adds the coder's padding; whole coded frames are what really decodes.
    if context.frame_size > 0 and context.frame_size < 1 << 16:
        samples = walk.sounds * context.frame_size
    else:
        samples = half_up(walk.sound_ticks * (stream.time_base or Fraction(1)) * context.sample_rate)
    return SoundFacts(codec=context.name, rate=context.sample_rate, channels=context.channels, samples=samples)
