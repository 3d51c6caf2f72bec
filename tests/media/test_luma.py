"""Pictures and frames of clips as small grey ones, for whoever compares them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fourbeat.media.luma import SIDE, sampled, still
from fourbeat.model.errors import MediaError

from .clips import make_clip, read_barcode


def test_a_picture_is_grey_and_no_larger_than_needed(tmp_path: Path) -> None:
    wide = np.zeros((600, 1500, 3), np.uint8)
    wide[:, 750:] = (255, 255, 255)
    Image.fromarray(wide).save(tmp_path / "half.png")
    luma = still(tmp_path / "half.png", "half.png")
    assert max(luma.shape) == SIDE
    assert abs(luma.shape[1] / luma.shape[0] - 2.5) < 0.02
    assert luma[:, 10].max() < 5
    assert luma[:, -10].min() > 250


def test_a_small_picture_stays_as_it_is(tmp_path: Path) -> None:
    Image.new("L", (40, 30), 90).save(tmp_path / "small.png")
    assert still(tmp_path / "small.png", "small.png").shape == (30, 40)


def test_no_picture_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "no.png").write_bytes(b"nothing")
    with pytest.raises(MediaError):
        still(tmp_path / "no.png", "no.png")
    with pytest.raises(MediaError):
        sampled(tmp_path / "no.png", 1.0)


def test_frames_are_taken_at_even_distances(tmp_path: Path) -> None:
    make_clip(tmp_path / "clip.mp4", number=9, frames=60, rate=Fraction(24))
    taken = sampled(tmp_path / "clip.mp4", 1.0)
    assert [number for number, _ in taken] == [0, 24, 48]
    assert [read_barcode(luma) for _, luma in taken] == [(9, 0), (9, 24), (9, 48)]
