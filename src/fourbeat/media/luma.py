"""The lightness of frames of a clip, small, for whoever compares them; like `stills.luma` called in a worker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from fourbeat.model.errors import MediaError

from .source import opened, picture

Luma = NDArray[Any]
"""Lightness, 0 to 255, of shape (height, width)."""

SIDE = 512
"""The longer side at most; finer detail says nothing about which picture it is."""


def sampled(path: Path, every: float) -> list[tuple[int, Luma]]:
    """Give frames of a clip with their numbers: the first, then one for each `every` seconds.

    They are as stored, not turned upright. Raises NotFound, MediaError.
    """
    taken: list[tuple[int, Luma]] = []
    due = 0.0
    with opened(path) as container:
        video = picture(container, path)
        video.codec_context.thread_count = 1
        for number, frame in enumerate(container.decode(video)):
            seconds = float(frame.time or 0.0)
            if not taken or seconds >= due:
                taken.append((number, _light(frame)))
                due = seconds + every
    if not taken:
        raise MediaError("probe.cannot-decode", name=path.name)
    return taken


def _light(frame: VideoFrame) -> Luma:
    return _small(frame.to_ndarray(format="gray"))


def _small(luma: Luma) -> Luma:
    scale = SIDE / max(luma.shape)
    return np.asarray(cv2.resize(luma, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)) if scale < 1 else luma
