"""Pictures made of pictures: fitted without distortion, and read for their colours the same every time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fourbeat.media.stills import colours, crop, fitted
from fourbeat.model.errors import Invalid, MediaError
from fourbeat.model.format import Size

WIDE = Size(width=160, height=90)


@pytest.mark.parametrize(
    ("box", "part"),
    [
        ((0, 0, 160, 90), (0, 0, 160, 90)),
        ((0, 0, 200, 90), (20, 0, 160, 90)),
        ((10, 20, 160, 190), (10, 70, 160, 90)),
        ((0, 0, 3, 100), (0, 49, 3, 2)),
        ((5, 5, 1, 1), (5, 5, 1, 1)),
    ],
)
def test_the_largest_part_of_the_right_shape(box: tuple[int, int, int, int], part: tuple[int, int, int, int]) -> None:
    assert fitted(box, WIDE) == part


def test_a_circle_stays_round(tmp_path: Path) -> None:
    y, x = np.mgrid[0:400, 0:400]
    disc = ((x - 200) ** 2 + (y - 200) ** 2 < 80**2).astype(np.uint8) * 255
    Image.fromarray(disc).convert("RGB").save(tmp_path / "disc.png")
    part = crop(tmp_path / "disc.png", "disc.png", tmp_path / "made.png", None, Size(width=320, height=180))
    assert part == (0, 87, 400, 225)
    with Image.open(tmp_path / "made.png") as made:
        assert made.size == (320, 180)
        inside = np.asarray(made.convert("L")) > 127
    across, down = inside.any(axis=0).sum(), inside.any(axis=1).sum()
    assert abs(int(across) - int(down)) <= 1
    assert abs(int(across) - 128) <= 1


def test_a_box_outside_and_a_broken_picture_are_refused(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "red").save(tmp_path / "red.png")
    with pytest.raises(Invalid, match=r"ref\.box-outside"):
        crop(tmp_path / "red.png", "red.png", tmp_path / "made.png", (10, 0, 31, 30), WIDE)
    (tmp_path / "bad.png").write_bytes((tmp_path / "red.png").read_bytes()[:40])
    with pytest.raises(MediaError):
        crop(tmp_path / "bad.png", "bad.png", tmp_path / "made.png", None, WIDE)
    assert not (tmp_path / "made.png").exists()


def test_colours_are_those_of_the_picture_the_strongest_first(tmp_path: Path) -> None:
    picture = Image.new("RGB", (100, 100), "#204060")
    picture.paste("#d08a3c", (0, 0, 100, 30))
    picture.paste("#f0f0f0", (0, 30, 100, 40))
    picture.save(tmp_path / "flag.png")
    found = colours(tmp_path / "flag.png", "flag.png", 3)
    assert found == colours(tmp_path / "flag.png", "flag.png", 3)
    wanted = ((0x20, 0x40, 0x60), (0xD0, 0x8A, 0x3C), (0xF0, 0xF0, 0xF0))
    for colour, expected in zip(found, wanted, strict=True):
        assert all(abs(int(colour[1 + 2 * i : 3 + 2 * i], 16) - expected[i]) < 12 for i in range(3)), (found, wanted)
    Image.new("RGB", (10, 10), "#123456").save(tmp_path / "plain.png")
    assert colours(tmp_path / "plain.png", "plain.png", 5) == ("#123456",)


def test_what_only_noise_keeps_apart_is_one_colour(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(-3, 4, (60, 90, 3))
    flag = np.repeat([[(200, 40, 30)] * 30 + [(30, 60, 160)] * 30 + [(240, 220, 150)] * 30], 60, axis=0) + noise
    Image.fromarray(flag.astype(np.uint8)).save(tmp_path / "flag.jpg", quality=85)
    found = colours(tmp_path / "flag.jpg", "flag.jpg", 5)
    near = [(int(one[1:3], 16), int(one[3:5], 16), int(one[5:7], 16)) for one in found]
    assert len([one for one in near if abs(one[0] - 200) < 12 and one[1] < 60]) == 1
