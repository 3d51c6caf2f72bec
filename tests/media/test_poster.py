"""Posters: the first picture, upright, in shape, in either kind of file."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fourbeat.media.poster import poster
from fourbeat.model.errors import Invalid, MediaError, Storage
from fourbeat.model.format import Size
from media.clips import make_clip, read_barcode


@pytest.mark.parametrize("name", ["poster.png", "poster.jpg", "plakat 日本.JPEG"])
def test_shows_the_first_picture(tmp_path: Path, name: str) -> None:
    clip = make_clip(tmp_path / "clip.mp4", number=77, frames=5)
    size = poster(clip, tmp_path / name, 160)
    assert size == Size(width=160, height=90)
    with Image.open(tmp_path / name) as image:
        assert image.size == (160, 90)
        assert image.format == ("PNG" if name.endswith("png") else "JPEG")
        assert read_barcode(np.asarray(image.convert("L"))) == (77, 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["clip.mp4", name])


@pytest.mark.parametrize(
    ("options", "size"),
    [
        ({"rotation": 90}, (90, 160)),
        ({"rotation": 180}, (90, 50)),
        ({"aspect": Fraction(1, 2)}, (90, 102)),
        ({"sound": None}, (90, 50)),
    ],
)
def test_keeps_the_shape(tmp_path: Path, options: dict, size: tuple[int, int]) -> None:
    clip = make_clip(tmp_path / "clip.mp4", frames=2, **options)
    assert poster(clip, tmp_path / "p.png", 91) == Size(width=size[0], height=size[1])


def test_keeps_light_and_dark(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", number=0xFF, frames=1)
    poster(clip, tmp_path / "p.png", 320)
    with Image.open(tmp_path / "p.png") as image:
        grey = np.asarray(image)[5, 5]
        assert np.abs(grey.astype(int) - round((50 - 16) / 219 * 255)).max() <= 3


def test_refuses_what_makes_no_poster(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", frames=1)
    with pytest.raises(Invalid, match=r"poster\.kind"):
        poster(clip, tmp_path / "p.gif", 100)
    with pytest.raises(Invalid, match=r"poster\.width"):
        poster(clip, tmp_path / "p.png", 5000)
    with pytest.raises(Storage):
        poster(clip, tmp_path / "gone" / "p.png", 100)
    (tmp_path / "note.mp4").write_text("hello")
    with pytest.raises(MediaError):
        poster(tmp_path / "note.mp4", tmp_path / "p.png", 100)
    assert not list(tmp_path.glob("p.*"))
