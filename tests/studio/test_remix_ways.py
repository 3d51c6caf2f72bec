"""The ways of making a take from a take: which there are, what is chosen, and what is told of it afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app import shelf
from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid
from fourbeat.model.format import Size
from fourbeat.model.job import JobState
from fourbeat.model.plan import Role, Shot
from fourbeat.model.provider import Capabilities, ModelFacts
from fourbeat.model.request import TakeRequest, Verb
from fourbeat.model.review import Seen
from fourbeat.model.take import Take
from fourbeat.studio.desk import Desk
from fourbeat.studio.lineage import Lineage, lineage
from fourbeat.studio.opening import create
from fourbeat.studio.remix_ways import THINGS, Way, lengths, makes
from fourbeat.studio.studio import Studio
from fourbeat.writing.lint.remix import asked as asks_to_change
from studio.far import Far
from studio.test_retargeting import PIXEL

W = Way


class Several(Far):
    """A generator with the models that a test names."""

    def __init__(self, *models: ModelFacts) -> None:
        super().__init__()
        self.models = models

    def capabilities(self) -> Capabilities:
        return super().capabilities().model_copy(update={"models": self.models})


@pytest.fixture
def film(tmp_path: Path, desk: Desk) -> Iterator[tuple[Studio, Several, Take]]:
    far = Several(ModelFacts(id="far-1", roles=tuple(Role), seed=True, seconds=("4", "8")))
    with create(tmp_path / "film", desk, name="Film", size="128x72") as studio:
        studio.__dict__["generators"] = {**studio.generators, "far": far}
        shot = studio.shots.add(brief=BriefFile(scene="A keeper on the stairs", seconds="4"), folder=tmp_path)
        take = shelf.put(studio, shot, prompt="A keeper on the stairs.", seed=7, media={"frames": 8})
        studio.references.__dict__["still"] = partial(still, studio, tmp_path / "frame.png")
        studio.store.write(lambda writer: writer.update_attempt(take.attempt, remote_id="r-1"))
        studio.reviews.look(takes=[take], character=Seen.NO, person=Seen.NO, logo=Seen.NO)
        yield studio, far, take


def still(studio: Studio, file: Path, take: Take, frame: int | None = None) -> tuple[str, str]:
    """Keep a picture as a frame of a take, as `References.still` would: decoding it is tested where that is done."""
    file.write_bytes(PIXEL)
    called = f"{studio.plan.get(Shot, take.shot).number}_t{take.number}_{'last' if frame is None else frame}.png"
    return studio.store.media.intake_picture(file), called


def ask(studio: Studio, take: Take, verb: Verb, takes: int = 1, **more: Any) -> list[TakeRequest]:
    remix = studio.remixes.plan(take=take, verb=verb, delta="make it night", provider="far", model="far-1", **more)
    jobs = studio.remixes.ask(remix=remix, takes=takes)
    return [job.request for job in jobs if isinstance(job.request, TakeRequest)]


@pytest.mark.parametrize(
    ("verb", "ways"),
    [
        (Verb.REMIX, (W.WORDS, W.FRAME, W.LAST_FRAME)),
        (Verb.EDIT, (W.FRAME, W.LAST_FRAME, W.WORDS)),
        (Verb.EXTEND, (W.LAST_FRAME, W.FRAME)),
    ],
)
def test_each_verb_has_its_ways_and_the_nearest_comes_first(
    film: tuple[Studio, Several, Take], verb: Verb, ways: tuple[Way, ...]
) -> None:
    studio, far, take = film
    one = next(one for one in studio.remixes.makers(take=take, verb=verb) if one.provider == "far")
    assert one.ways == ways
    for way in ways:
        plan = studio.remixes.plan(take=take, verb=verb, delta="x", way=way, provider="far")
        assert plan.way is way
    far.models = (far.models[0].model_copy(update={"native": (verb,)}),)
    own = take.model_copy(update={"provider": "far", "model": "far-1"})
    native = next(one for one in studio.remixes.makers(take=own, verb=verb) if one.provider == "far")
    assert native.ways == (W.NATIVE, *ways)
    assert studio.remixes.plan(take=own, verb=verb, delta="x", way=ways[0], provider="far").way is ways[0]


def test_models_that_cannot_stand_last_with_their_reason_and_those_that_draw_stills_not_at_all(
    film: tuple[Studio, Several, Take],
) -> None:
    studio, far, take = film
    far.models = (
        ModelFacts(id="wordy", roles=()),
        ModelFacts(id="small", roles=tuple(Role), sizes=(Size(width=720, height=1280),)),
        ModelFacts(id="still", roles=tuple(Role), still=True),
        ModelFacts(id="able", roles=tuple(Role)),
    )
    makers = {one.model: one for one in studio.remixes.makers(take=take, verb=Verb.EXTEND) if one.provider == "far"}
    assert list(makers) == ["able", "wordy", "small"]
    assert makers["able"].why is None
    assert [makers[one].why.code for one in ("wordy", "small")] == [
        "remix.starts-from-none",
        "request.no-such-size",
    ]
    assert makers["able"].seconds[:2] == ("1", "2")
    every = studio.remixes.makers(take=take, verb=Verb.EXTEND)
    assert every[0].provider == take.provider, "the take's own generator is offered first"


@pytest.mark.parametrize(
    ("verb", "more", "code"),
    [
        (Verb.EXTEND, {"way": W.WORDS}, "remix.no-first-frame"),
        (Verb.REMIX, {"way": W.NATIVE}, "remix.not-native"),
        (Verb.EXTEND, {"seconds": "6"}, "remix.no-such-length"),
        (Verb.REMIX, {"seed": -1}, "remix.bad-seed"),
        (Verb.REMIX, {"seed": 2**31}, "remix.bad-seed"),
    ],
)
def test_what_the_model_has_not_is_refused(
    film: tuple[Studio, Several, Take], verb: Verb, more: dict[str, Any], code: str
) -> None:
    studio, _far, take = film
    with pytest.raises(Invalid) as told:
        studio.remixes.plan(take=take, verb=verb, delta="x", provider="far", **more)
    assert told.value.code == code


def test_a_model_without_seeds_is_given_none(film: tuple[Studio, Several, Take]) -> None:
    studio, far, take = film
    far.models = (ModelFacts(id="far-1", roles=tuple(Role)),)
    with pytest.raises(Invalid) as told:
        studio.remixes.plan(take=take, verb=Verb.REMIX, delta="x", provider="far", seed=1)
    assert told.value.code == "remix.no-seed"


def test_an_extension_is_as_long_as_was_chosen(film: tuple[Studio, Several, Take]) -> None:
    studio, _far, take = film
    (request,) = ask(studio, take, Verb.EXTEND, seconds="8")
    assert (request.seconds, request.frames) == ("8", 192)
    assert ask(studio, take, Verb.EXTEND)[0].seconds == "4"


def test_a_chosen_seed_counts_on_from_take_to_take(film: tuple[Studio, Several, Take]) -> None:
    studio, _far, take = film
    assert [one.seed for one in ask(studio, take, Verb.REMIX, takes=3, seed=40)] == [40, 41, 42]
    assert ask(studio, take, Verb.REMIX)[0].seed == 7, "a remix keeps the seed of its take"


def test_several_changes_at_once_are_told_of(film: tuple[Studio, Several, Take]) -> None:
    studio, _far, _take = film
    several = "make it night, give her a coat and let it rain"
    advice = studio.remixes.advice(verb=Verb.REMIX, delta=several)
    assert advice is not None
    assert "light, clothes, and weather" in studio.desk.wording(advice)
    assert studio.remixes.advice(verb=Verb.REMIX, delta="make it night") is None
    assert studio.remixes.advice(verb=Verb.EXTEND, delta=several) is None, "what comes next may be many things"


def test_everything_the_linter_can_name_has_a_word() -> None:
    words = (
        "wider, from above, dolly, 35 mm, teal palette, at dusk, in the rain, wearing a hat, longer hair, walks, "
        "set in a street, says hello, no music"
    )
    assert set(asks_to_change(words)) == set(THINGS)


def test_lengths_are_those_of_the_grid_or_any_up_to_the_longest() -> None:
    grid, free = ModelFacts(id="a", seconds=("8", "4")), ModelFacts(id="b", longest="3")
    assert lengths(grid) == ("4", "8")
    assert lengths(free) == ("1", "2", "3")
    assert [makes(grid, one) for one in ("4", "5", "x")] == [True, False, False]
    assert [makes(free, one) for one in ("2.5", "3.1", "0", "x", "1/0")] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("verb", "more", "made"),
    [
        (Verb.REMIX, {}, (Verb.REMIX, W.WORDS, None)),
        (Verb.EDIT, {"frame": 3}, (Verb.EDIT, W.FRAME, 3)),
        (Verb.EDIT, {"way": W.LAST_FRAME}, (Verb.EDIT, W.LAST_FRAME, None)),
        (Verb.EXTEND, {}, (Verb.EXTEND, W.LAST_FRAME, None)),
        (Verb.EXTEND, {"frame": 2}, (Verb.EXTEND, W.FRAME, 2)),
    ],
)
def test_a_take_tells_how_it_was_made_from_another(
    film: tuple[Studio, Several, Take], verb: Verb, more: dict[str, Any], made: tuple[Verb, Way, int | None]
) -> None:
    studio, _far, take = film
    assert lineage(studio, take) is None
    remix = studio.remixes.plan(take=take, verb=verb, delta="make it night", provider="far", **more)
    (job,) = studio.remixes.ask(remix=remix)
    request = job.request
    assert isinstance(request, TakeRequest)
    child = take.model_copy(update={"job": job.id, "parent": take.id, "delta": request.delta, "number": 2})
    assert lineage(studio, child) == Lineage(take, made[0], made[1], "make it night", made[2])
    assert job.state is JobState.QUEUED
