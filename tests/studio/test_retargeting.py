"""Moving shots to another generator: told before it happens, done as one step, and only where it can be done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fourbeat.model.briefing import BriefFile, LineFile
from fourbeat.model.errors import Invalid
from fourbeat.model.format import Size
from fourbeat.model.job import Estimate, Money
from fourbeat.model.plan import Declared, Role, Shot
from fourbeat.model.provider import Capabilities, ModelFacts
from fourbeat.model.request import TakeRequest
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create
from fourbeat.studio.studio import Studio
from studio.far import Far

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


class Priced(Far):
    """A generator of four or eight seconds in two sizes, without pictures, seeds or sound."""

    def __init__(self, **facts: Any) -> None:
        super().__init__()
        self.facts: dict[str, Any] = {
            "id": "far-1",
            "seconds": ("4", "8"),
            "sizes": (Size(width=720, height=1280), Size(width=1920, height=1080)),
            **facts,
        }

    def capabilities(self) -> Capabilities:
        return super().capabilities().model_copy(update={"models": (ModelFacts(**self.facts),)})

    def estimate(self, request: TakeRequest) -> Estimate:
        price = Money(amount=f"{0.1 * float(request.seconds):.2f}", currency="USD")
        return Estimate(least=price, most=price, basis="far-1")


@pytest.fixture
def film(tmp_path: Path, desk: Desk) -> Iterator[tuple[Studio, Priced]]:
    far = Priced()
    with create(tmp_path / "film", desk, name="Film", size="1280x720") as studio:
        studio.__dict__["generators"] = {**studio.generators, "far": far}
        brief = BriefFile(scene="The keeper on the stairs", seconds="5", seed=7)
        shot = studio.shots.add(brief=brief, folder=tmp_path)
        (tmp_path / "first.png").write_bytes(PIXEL)
        studio.references.add(
            of=shot, files=[tmp_path / "first.png"], role=Role.FIRST_FRAME, declared=Declared.NO_PERSON
        )
        line = LineFile(speaker="Keeper", text="Who is there?")
        studio.shots.add(brief=BriefFile(scene="The door", seconds="4", lines=(line,)), folder=tmp_path)
        studio.shots.add(brief=BriefFile(scene="The whole night", seconds="30"), folder=tmp_path)
        yield studio, far


def codes(messages: tuple[Any, ...]) -> list[str]:
    return [one.code for one in messages]


def test_the_report_says_what_is_lost_changed_and_costs(film: tuple[Studio, Priced]) -> None:
    studio, _far = film
    stairs, door, night = studio.retargeting.plan(shots=studio.plan.cut_shots(), provider="far").moves
    assert codes(stairs.lost) == ["retarget.loses-picture", "retarget.loses-seed"]
    assert codes(stairs.changed) == ["retarget.other-size", "retarget.other-length"]
    assert stairs.size == "1920x1080", "the nearest size of the same shape, not the first"
    assert stairs.before is not None
    assert stairs.before.free
    assert stairs.after is not None
    assert stairs.after.most == Money(amount="0.80", currency="USD"), "five seconds are asked for as eight"
    assert codes(door.lost) == ["retarget.loses-sound"]
    assert night.why is not None
    assert night.why.code == "request.too-long"


def test_moving_is_one_step_and_leaves_out_what_cannot_be_made_there(film: tuple[Studio, Priced]) -> None:
    studio, _far = film
    shots = studio.plan.cut_shots()
    before = studio.plan.all(Shot)
    found = studio.retargeting.plan(shots=shots, provider="far")
    assert studio.plan.all(Shot) == before, "asking changes nothing"
    studio.retargeting.carry_out(retarget=found)
    now = studio.plan.cut_shots()
    assert [(one.provider, one.model, one.size) for one in now] == [
        ("far", "far-1", "1920x1080"),
        ("far", "far-1", "1920x1080"),
        (None, None, None),
    ]
    studio.history.undo()
    assert studio.plan.all(Shot) == before


def test_nothing_moves_where_nothing_can(film: tuple[Studio, Priced]) -> None:
    studio, _far = film
    night = studio.plan.cut_shots()[2]
    with pytest.raises(Invalid) as told:
        studio.retargeting.carry_out(retarget=studio.retargeting.plan(shots=[night], provider="far"))
    assert told.value.code == "retarget.none"


@pytest.mark.parametrize(("provider", "model"), [("nobody", ""), ("far", "far-9")])
def test_a_generator_or_model_that_nobody_knows_is_told(film: tuple[Studio, Priced], provider: str, model: str) -> None:
    studio, _far = film
    with pytest.raises(Invalid):
        studio.retargeting.plan(shots=studio.plan.cut_shots(), provider=provider, model=model)


def test_a_shot_that_cannot_be_made_where_it_is_can_still_move(film: tuple[Studio, Priced]) -> None:
    studio, _far = film
    door = studio.plan.cut_shots()[1]
    studio.fields.set(shots=[door], fields={"provider": "gone"})
    (move,) = studio.retargeting.plan(shots=[studio.plan.get(Shot, door.id)], provider="far").moves
    assert (move.why, move.before) == (None, None)


def test_a_film_that_moves_takes_what_comes_later_along(film: tuple[Studio, Priced]) -> None:
    studio, _far = film
    before = studio.plan.project, studio.plan.all(Shot)
    found = studio.retargeting.plan(shots=studio.plan.cut_shots(), provider="far", film=True)
    studio.retargeting.carry_out(retarget=found)
    assert studio.plan.project.provider == "far"
    assert [one.provider for one in studio.plan.cut_shots()] == ["far", "far", "animatic"], "what stays is not moved"
    studio.history.undo()
    assert (studio.plan.project, studio.plan.all(Shot)) == before, "it is one step"


def test_the_report_adds_up_what_moves(film: tuple[Studio, Priced]) -> None:
    studio, _far = film
    found = studio.retargeting.plan(shots=studio.plan.cut_shots(), provider="far")
    assert found.before.free == 2
    assert [(name, float(most)) for name, _least, most in found.after.sums] == [("USD", 1.2)]
