"""What a clip really is, read from every packet of it."""

from __future__ import annotations

import hashlib
from collections import deque
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from fourbeat.model.errors import MediaError
from fourbeat.model.format import LARGEST
from fourbeat.model.take import MediaFacts, SoundFacts
from fourbeat.model.time import RATES, Rate, half_up

from .source import opened, picture, pixel_shape
from .walk import Walk, walk

# The names FFmpeg gives its numbers; source: libavutil/pixfmt.h, ITU-T H.273.
_RANGES = {1: "limited", 2: "full"}
_PRIMARIES = {
    0: "-",
    2: "-",
    1: "bt709",
    4: "bt470m",
    5: "bt470bg",
    6: "bt601",
    7: "smpte240m",
    9: "bt2020",
    11: "p3",
    12: "p3-d65",
}
_TRANSFERS = {
    0: "-",
    2: "-",
    1: "bt709",
    4: "gamma22",
    6: "bt601",
    8: "linear",
    13: "srgb",
    14: "bt2020",
    16: "pq",
    18: "hlg",
}
_MATRICES = {2: "-", 0: "rgb", 1: "bt709", 5: "bt470bg", 6: "bt601", 7: "smpte240m", 9: "bt2020"}


def probe(path: Path) -> MediaFacts:
    """Read what a clip is: pictures counted packet by packet, not by its header; sound in samples per channel.

    Raises NotFound for a missing file and MediaError for one that is no clip, is cut off, or holds no pictures.
    """
    # One picture is decoded below, so FFmpeg need not decode it for its own guesses first.
    with opened(path, known=True) as container:
        video = picture(container, path)
        # A codec FFmpeg does not know has no context at all.
        if video.codec_context is None:
            raise MediaError("probe.cannot-decode", name=path.name)
        sound = container.streams.audio[0] if container.streams.audio else None
        said = walk(container, video, sound, path)
        first = _first_frame(video, said)
        if first is None:
            raise MediaError("probe.cannot-decode", name=path.name)
        if max(first.width, first.height) > LARGEST:
            raise MediaError("probe.too-large", name=path.name, size=f"{first.width}x{first.height}", most=LARGEST)
        rate, constant = _rate(said.shown(), video)
        context = video.codec_context
        return MediaFacts(
            codec=context.name,
            width=first.width,
            height=first.height,
            pixel_format=first.format.name,
            rate=str(rate),
            time_base=str(video.time_base),
            frames=len(said.order),
            constant=constant,
            keyframes=said.entries(),
            reorder=said.reorder(),
            rotation=first.rotation % 360,
            colour=_colour(first),
            aspect=pixel_shape(video),
            extradata=hashlib.sha256(context.extradata or b"").hexdigest(),
            bytes=path.stat().st_size,
            sound=_sound(sound, said) if sound and said.sounds else None,
        )


def decodes(path: Path) -> None:
    """Make sure that a clip's first picture, and its last ones from the last keyframe on, really decode.

    Raises NotFound for a missing file, MediaError for one that does not decode.
    """
    with opened(path) as container:
        video = picture(container, path)
        first = next(container.decode(video), None)
        if video.duration:
            container.seek((video.start_time or 0) + video.duration, stream=video)
        ending = deque(container.decode(video), maxlen=1)
        if first is None or first.is_corrupt or not ending or ending[0].is_corrupt:
            raise MediaError("probe.cannot-decode", name=path.name)


def _first_frame(video: VideoStream, said: Walk) -> VideoFrame | None:
    context = video.codec_context
    context.thread_count = 1
    # A file that lies about its size must not make a decoder ask for all memory there is.
    context.options = {"max_pixels": str(4 * LARGEST * LARGEST)}
    for packet in (*said.opening, None):
        if frames := context.decode(packet):
            return frames[0]
    return None


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
    """Write range, primaries, transfer and matrix; "-" is untagged, a full-range pixel format counts as its tag."""
    spread = "full" if frame.format.name.startswith("yuvj") else _RANGES.get(int(frame.color_range), "-")
    tags = (int(frame.color_primaries), int(frame.color_trc), int(frame.colorspace))
    named = zip(tags, (_PRIMARIES, _TRANSFERS, _MATRICES), strict=True)
    return "/".join((spread, *(names.get(tag, str(tag)) for tag, names in named)))


def _sound(stream: AudioStream, said: Walk) -> SoundFacts:
    context = stream.codec_context
    # The header's sound length leaves out or adds the coder's padding; whole coded frames are what really decodes.
    if context.frame_size > 0 and context.frame_size < 1 << 16:
        samples = said.sounds * context.frame_size
    else:
        samples = half_up(said.sound_ticks * (stream.time_base or Fraction(1)) * context.sample_rate)
    return SoundFacts(codec=context.name, rate=context.sample_rate, channels=context.channels, samples=samples)
