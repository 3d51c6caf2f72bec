"""`fourbeat ref`: pictures of shots and of whoever has a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from .conftest import Call


@pytest.mark.slow
def test_pictures_come_in_and_are_cropped(call: Call, film: Path, tmp_path: Path) -> None:
    here = ("--project", film)
    Image.new("RGB", (100, 100), "#204060").save(tmp_path / "blue.jpg")
    assert call("ref", "list", "010", *here).out == "No reference pictures yet.\n"
    assert call("ref", "add", "010", "blue.jpg", "--strip", *here).out == "Added 1 picture to 010.\n"
    assert call("ref", "add", "010", "blue.jpg", "--strip", *here, "--json").document["added"] == []
    assert call("cast", "add", "Ada", *here).code == 0
    said = call("ref", "add", "@Ada", "blue.jpg", "--strip", "--declared", "synthetic", *here)
    assert "The same picture belongs to: 010" in said.out
    assert call("ref", "list", "@Bo", *here).code == 3
    assert call("ref", "set", "@ada", "1", "--role", "style", *here).code == 0
    assert call("ref", "crop", "010", *here, "--json").document["crop"] == "0,22,100,56"
    assert call("ref", "crop", "010", "--box", "1,2,3", *here).code == 2
    assert call("ref", "crop", "010", "1", "--undo", *here, "--json").document["crop"] == ""
    (colour,) = call("ref", "palette", "010", *here, "--json").document["palette"]
    assert abs(int(colour[1:3], 16) - 0x20) < 4
    assert call("ref", "strip", "010", *here, "--json").document["stripped"] is False
    assert call("ref", "previous", "010", *here).code == 3
    assert call("ref", "remove", "@Ada", "1", *here).code == 0
    assert "blue.jpg" in call("ref", "list", "010", *here).out
