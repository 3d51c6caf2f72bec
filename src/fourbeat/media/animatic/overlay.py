"""What is written over the picture: the slate, beats, dialogue, and how far the clip has run."""

from __future__ import annotations

import numpy as np

from ...lettering.strip import Picture, Strip, Style, draw_many
from ...model.format import Size
from ...model.panel import Caption, Panel
from ...model.time import Rate
from .light import TO_YUVA
from .planes import Planes, Stamp, stamped
from .scheme import Colour

LEAST = 144
"""On pictures narrower or lower than this nothing could be read, so nothing is written."""

_PAPER, _INK = "#f7f1e3", "#17171b"
_SIGNS = "0123456789:"


class Overlay:
    """Hold everything written over one clip, drawn once."""

    def __init__(self, panel: Panel, size: Size, rate: Rate, frames: int, accent: Colour) -> None:
        self._size, self._rate, self._frames = size, rate, frames
        self._base = min(size.height, 1.25 * size.width) / 720
        self._accent = TO_YUVA[:3, :3] @ accent + TO_YUVA[:3, 3]
        self._slate: list[Stamp] = []
        self._timed: list[tuple[Caption, Stamp]] = []
        self._signs: dict[str, Stamp] = {}
        if min(size.width, size.height) >= LEAST:
            self._draw(panel)

    def lay(self, planes: Planes, index: int) -> None:
        """Write on one frame what is due there."""
        for stamp in self._slate:
            planes.stamp(stamp)
        for caption, stamp in self._timed:
            if caption.start <= index < caption.end:
                planes.stamp(stamp)
        if self._signs:
            self._clock(planes, index)
            self._hairline(planes, index)

    def _draw(self, panel: Panel) -> None:
        slate = [line for line in panel.slate if line.strip()]
        captions = [caption for caption in panel.captions if caption.text.strip() and caption.start < self._frames]
        strips = [self._slate_strip(line, index, panel.language) for index, line in enumerate(slate)]
        strips += [self._caption_strip(caption, panel.language) for caption in captions]
        strips += [Strip(text=sign, style=self._style(15, _PAPER, outline=1.5)) for sign in _SIGNS]
        drawn = iter(draw_many(strips))
        top = self._margin
        for _ in slate:
            stamp = stamped(next(drawn), self._size, self._margin, top)
            self._slate.append(stamp)
            # The pictures bring room of their own above and below the letters.
            top = stamp.bottom - 2 * round(4 * self._base)
        for caption in captions:
            self._timed.append((caption, self._set(caption, next(drawn), top)))
        self._signs = {sign: stamped(next(drawn), self._size, 0, 0) for sign in _SIGNS}

    def _slate_strip(self, line: str, index: int, language: str) -> Strip:
        style = self._style(25, _PAPER, weight=700, outline=2) if index else self._style(17, _PAPER, outline=1.6)
        return Strip(text=line, style=style, max_width=round(0.6 * self._size.width), max_lines=1, lang=language)

    def _caption_strip(self, caption: Caption, language: str) -> Strip:
        if caption.kind == "beat":
            style = self._style(20, _INK, italic=True, plate=_PAPER + "e6", padding=6)
            return Strip(text=caption.text, style=style, max_width=self._part(0.6), max_lines=3, lang=language)
        text = f"{caption.speaker}: {caption.text}" if caption.speaker.strip() else caption.text
        style = self._style(31, "#ffffff", weight=600, outline=3, middle=True)
        return Strip(text=text, style=style, max_width=self._part(0.88), max_lines=3, lang=language)

    def _style(
        self, size: float, colour: str, *, weight: int = 500, italic: bool = False, outline: float = 0.0,
        plate: str | None = None, padding: float = 0.0, middle: bool = False,
    ) -> Style:  # fmt: skip
        base = self._base
        return Style(
            size=max(8.0, size * base),
            colour=colour,
            weight=weight,
            italic=italic,
            align="center" if middle else "start",
            outline=_INK if outline else None,
            outline_width=outline * base,
            plate=plate,
            padding=padding * base,
            corner=4 * base if plate else 0.0,
        )

    @property
    def _margin(self) -> int:
        return 2 * round(10 * self._base)

    def _part(self, share: float) -> int:
        return max(16, round(share * self._size.width))

    def _set(self, caption: Caption, picture: Picture, top: int) -> Stamp:
        """Give a caption its place: beats under the slate, lines at the foot, neither over another of its kind."""
        beside = [
            stamp
            for other, stamp in self._timed
            if other.kind == caption.kind and other.start < caption.end and caption.start < other.end
        ]
        if caption.kind == "beat":
            row = max([top + 2 * round(3 * self._base), *(stamp.bottom + 2 for stamp in beside)])
            return stamped(picture, self._size, self._margin, row)
        foot = min([self._size.height - round(34 * self._base), *(stamp.top for stamp in beside)])
        return stamped(picture, self._size, (self._size.width - picture.width) // 2, foot - picture.height)

    def _clock(self, planes: Planes, index: int) -> None:
        """Write seconds and frames at the right, above the hairline."""
        seconds, frame = divmod(index, self._rate.nominal)
        step = 2 * max(2, round(4.6 * self._base))
        at, top = self._size.width - self._margin - 5 * step, self._size.height - 2 * round(19 * self._base)
        for sign in f"{seconds:02}:{frame:02}":
            # Every sign stands in the middle of its cell; their pictures overlap by the room on both sides.
            stamp = self._signs[sign].moved(
                at + (step // (1 + (sign == ":")) - self._signs[sign].luma.shape[1]) // 2, top
            )
            if stamp.left >= 0 and stamp.bottom <= self._size.height and stamp.right <= self._size.width:
                planes.stamp(stamp)
            at += step if sign != ":" else step // 2

    def _hairline(self, planes: Planes, index: int) -> None:
        """Draw the line at the foot that grows with the clip, with a gap at every second."""
        tall = max(2, 2 * round(1.5 * self._base))
        done = 2 * round(self._size.width * (index + 1) / self._frames / 2)
        line = planes.luma[-tall:]
        line[:, done:] = line[:, done:] // 2 + 20
        y, u, v = (int(np.clip(part, 16, 240)) for part in self._accent)
        line[:, :done] = max(y, 120)
        planes.blue[-tall // 2 :, : done // 2] = u
        planes.red[-tall // 2 :, : done // 2] = v
        for second in range(1, int(self._rate.seconds(self._frames)) + 1):
            gap = 2 * round(self._size.width * self._rate.frames(second) / self._frames / 2)
            line[:, gap : gap + 2] = 40
