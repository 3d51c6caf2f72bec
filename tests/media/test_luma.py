"""Pictures and frames of clips as small grey ones, for whoever compares them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fourbeat.media.luma import SIDE, sampled
from fourbeat.media.stills import luma
from fourbeat.model.errors import MediaError

from .clips import make_clip, read_barcode


def test_a_picture_is_grey_and_no_larger_than_needed(tmp_path: Path) -> None:
    wide = np.zeros((600, 1500, 3), np.uint8)
    wide[:, 750:] = (255, 255, 255)
    Image.fromarray(wide).save(tmp_path / "half.png")
    grey = luma(tmp_path / "half.png", "half.png")
    assert max(grey.shape) == SIDE
    assert abs(grey.shape[1] / grey.shape[0] - 2.5) < 0.02
    assert grey[:, 10].max() < 5
    assert grey[:, -10].min() > 250


def test_a_small_picture_stays_as_it_is(tmp_path: Path) -> None:
    Image.new("L", (40, 30), 90).save(tmp_path / "small.png")
    assert luma(tmp_path / "small.png", "small.png").shape == (30, 40)


def test_no_picture_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "no.png").write_bytes(b"nothing")
    with pytest.raises(MediaError):
        luma(tmp_path / "no.png", "no.png")
    with pytest.raises(MediaError):
        sampled(tmp_path / "no.png", 1.0)


def test_frames_are_taken_at_even_distances(tmp_path: Path) -> None:
    make_clip(tmp_path / "clip.mp4", number=9, frames=60, rate=Fraction(24))
    taken = sampled(tmp_path / "clip.mp4", 1.0)
    assert [number for number, _ in taken] == [0, 24, 48]
    assert [read_barcode(one) for _, one in taken] == [(9, 0), (9, 24), (9, 48)]
