"""`fourbeat provider character`: what would leave is asked for, and a clip from elsewhere becomes a take first."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from media.clips import make_clip
from providers.fakes.videos import FakeVideos

from .conftest import Call


@pytest.mark.slow
def test_a_clip_from_elsewhere_becomes_a_take_and_is_shown_once(call: Call, film: Path, tmp_path: Path) -> None:
    here = ("--project", film)
    make_clip(tmp_path / "ada.mp4", rate=Fraction(24), frames=24)
    assert call("cast", "add", "Ada", "--identity", "a keeper of sixty", *here).code == 0
    assert call("shot", "edit", "010", "--cast", "Ada", *here).code == 0
    with FakeVideos(kind="strict") as server:
        assert call("provider", "add", "far", "--protocol", "videos", "--url", server.url).code == 0
        assert call("provider", "test", "far").code == 0
        asked = ("provider", "character", "add", "far", "Ada", "010")
        assert "one of the two" in call(*asked, "--yes", *here).err
        unsaid = call(*asked, "--clip", "ada.mp4", *here)
        assert "would become a take of shot 010" in " ".join(unsaid.err.split())
        assert not server.enrolled
        done = call(*asked, "--clip", "ada.mp4", "--yes", *here)
        assert "far knows Ada now" in done.out, done.err
        assert [name for name, _clip in server.enrolled.values()] == ["Ada"]
    assert [one["number"] for one in call("take", "list", "010", *here, "--json").document["takes"]] == [1]
