"""From shot to request: exact settings, references that the model takes, seeds that repeat."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile, CharacterFile, FilmFile, ReferenceFile, SceneFile, SequenceFile
from fourbeat.model.errors import FourbeatError
from fourbeat.model.plan import Role
from fourbeat.model.provider import Capabilities, ModelFacts, Provider, Resend
from fourbeat.model.time import Rate
from fourbeat.studio.requests import request
from fourbeat.studio.studio import Studio

from .test_shots import PIXEL


class Grid:
    """Be a generator with a grid of lengths and a single size."""

    key = "grid"

    def capabilities(self) -> Capabilities:
        model = ModelFacts(id="grid-1", seconds=("4", "8"), roles=(Role.FIRST_FRAME,))
        return Capabilities(
            provider="grid", models=(model,), resend=Resend.NEVER, finds=False, learned_at="2026-11-21", source="test"
        )


GRID: Mapping[str, Provider] = {"grid": Grid()}  # type: ignore[dict-item]  # the request needs capabilities alone


@pytest.fixture
def loaded(studio: Studio, tmp_path: Path) -> Studio:
    (tmp_path / "still.png").write_bytes(PIXEL)
    still = ReferenceFile(file="still.png")
    shot = BriefFile(
        scene="Fog.", seconds="4.5", cast=("Ada",), references=(still,), provider="grid", lines=(), palette=("#112233",)
    )
    film = FilmFile(
        name="Film",
        cast=(
            CharacterFile(
                name="Ada", identity="a keeper", references=(ReferenceFile(file="still.png", role=Role.CHARACTER),)
            ),
        ),
        sequences=(SequenceFile(scenes=(SceneFile(shots=(shot, shot)),)),),
    )
    studio.film.load(film=film, folder=tmp_path)
    return studio


def test_a_length_snaps_up_to_the_grid_and_the_shot_keeps_its_frames(loaded: Studio) -> None:
    asked = request(loaded.plan, GRID, loaded.shots.find("010"), number=1, dialects=loaded.dialects)
    assert (asked.frames, asked.seconds) == (108, "8")
    assert asked.prompt == loaded.shots.prompt(loaded.shots.find("010")).text
    assert asked.panel.slate == ("Film", "010  t1")


@pytest.mark.parametrize(
    ("facts", "frames", "seconds"),
    [
        (ModelFacts(id="m", seconds=("4", "8")), 96, "4"),
        (ModelFacts(id="m", seconds=("4", "8")), 97, "8"),
        (ModelFacts(id="m", seconds=("4", "8")), 193, None),
        (ModelFacts(id="m", longest="4"), 96, "4"),
        (ModelFacts(id="m", longest="4"), 48, "1001/500"),
        (ModelFacts(id="m", longest="4"), 97, None),
    ],
)
def test_lengths_are_compared_in_frames_where_a_second_is_no_whole_number_of_them(
    facts: ModelFacts, frames: int, seconds: str | None
) -> None:
    assert facts.snap(frames, Rate(24000, 1001)) == seconds


def test_only_references_the_model_takes_are_inherited_from_the_cast(loaded: Studio) -> None:
    asked = request(loaded.plan, GRID, loaded.shots.find("010"), number=1, dialects=loaded.dialects)
    assert [one.role for one in asked.references] == [Role.FIRST_FRAME]
    assert asked.panel.picture == asked.references[0].sha256


def test_seeds_repeat_and_differ_by_take_and_shot(loaded: Studio) -> None:
    def seed(number: str, take: int) -> int:
        return request(loaded.plan, GRID, loaded.shots.find(number), number=take, dialects=loaded.dialects).seed

    assert seed("010", 1) == seed("010", 1)
    assert len({seed("010", 1), seed("010", 2), seed("020", 1)}) == 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"seconds": "9"}, "request.too-long"),
        ({"size": "63x63"}, "request.no-such-size"),
        ({"provider": "nobody"}, "request.no-such-provider"),
        ({"model": "grid-9"}, "request.no-such-model"),
    ],
)
def test_what_nobody_makes_is_refused(loaded: Studio, tmp_path: Path, change: dict[str, str], code: str) -> None:
    shot = loaded.shots.find("010")
    brief = loaded.shots.written(shot).model_copy(update=change)
    loaded.shots.edit(shot=shot, brief=brief, folder=tmp_path)
    with pytest.raises(FourbeatError) as caught:
        request(loaded.plan, GRID, loaded.shots.find("010"), number=1, dialects=loaded.dialects)
    assert caught.value.code == code
