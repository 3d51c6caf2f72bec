"""Takes made from takes: natively where the generator can, else on our side, with the lineage kept either way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.claim import ClaimKind, ClaimState
from fourbeat.model.errors import Invalid, Refused
from fourbeat.model.job import JobState
from fourbeat.model.plan import Declared, Role
from fourbeat.model.provider import Capabilities, ModelFacts
from fourbeat.model.request import TakeRequest, Verb
from fourbeat.model.review import Seen
from fourbeat.model.take import Take
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import create
from fourbeat.studio.rights import Rights
from fourbeat.studio.studio import Studio
from media.clips import make_clip
from studio.far import Far, Shelf, guards, rule
from studio.test_retargeting import PIXEL


class Maker(Far):
    """A generator whose model takes what a test says."""

    def __init__(self, **facts: Any) -> None:
        super().__init__()
        self.facts = facts

    def capabilities(self) -> Capabilities:
        model = ModelFacts(**{"id": "far-1", "roles": tuple(Role), "seed": True, **self.facts})
        return super().capabilities().model_copy(update={"models": (model,)})


@pytest.fixture
def made(tmp_path: Path, desk: Desk) -> Any:
    """Open a film with one shot and one take of it, made by hand; `far` is what a test makes of it."""
    far = Maker()
    with create(tmp_path / "film", desk, name="Film", size="128x72") as opened:
        opened.__dict__["generators"] = {**opened.generators, "far": far}
        shot = opened.shots.add(brief=BriefFile(scene="A lighthouse keeper on the stairs"), folder=tmp_path)
        clip = make_clip(tmp_path / "a.mp4", frames=48)
        opened.handwork.bring(clips=[(one, shot) for one in opened.handwork.look([clip])])
        opened.jobs.run()
        yield opened, far, opened.store.takes()[0]


def asked(studio: Studio, take: Take, verb: Verb, delta: str = "make it night", **more: Any) -> TakeRequest:
    remix = studio.remixes.plan(take=take, verb=verb, delta=delta, provider="far", model="", **more)
    (job,) = studio.remixes.ask(remix=remix)
    assert isinstance(job.request, TakeRequest)
    return job.request


def test_a_remix_asks_again_with_the_change_in_the_words(made: Any) -> None:
    studio, _far, take = made
    request = asked(studio, take, Verb.REMIX, "  make it\n night ")
    assert request.prompt == f"{take.prompt.rstrip()}\n\nmake it night"
    assert (request.parent, request.delta, request.verb, request.source) == (take.id, "make it night", Verb.NEW, None)
    assert (request.provider, request.model, request.number) == ("far", "far-1", 2)
    assert request.references == take.references


@pytest.mark.parametrize(
    ("verb", "frame", "name"),
    [(Verb.EDIT, None, "_0.png"), (Verb.EXTEND, None, "_last.png"), (Verb.REMIX, 7, "_7.png")],
)
def test_an_edit_starts_from_a_frame_and_an_extension_from_the_last_one(
    made: Any, verb: Verb, frame: int | None, name: str
) -> None:
    studio, _far, take = made
    with pytest.raises(Refused, match="undeclared"):
        # The clip was brought in: it may be footage of somebody, until a person has looked.
        asked(studio, take, verb, frame=frame)
    studio.reviews.look(takes=[take], character=Seen.NO, person=Seen.NO, logo=Seen.NO)
    request = asked(studio, take, verb, frame=frame)
    first = request.references[0]
    assert first.role is Role.FIRST_FRAME
    assert first.name.endswith(name)
    assert studio.store.media.picture(first.sha256).is_file()
    assert request.panel.picture == first.sha256
    assert request.prompt.startswith("make it night") is (verb is Verb.EXTEND)


def test_a_generator_that_does_it_itself_is_asked_to(made: Any) -> None:
    studio, far, take = made
    far.facts = {"native": (Verb.REMIX,)}
    # The take was made by hand: nobody else can go on from a clip that is not its own.
    assert not studio.remixes.plan(take=take, verb=Verb.REMIX, delta="x", provider="far", model="").native
    own = take.model_copy(update={"provider": "far", "model": "far-1"})
    remix = studio.remixes.plan(take=own, verb=Verb.REMIX, delta="make it night", provider="far")
    assert (remix.native, remix.way, remix.prompt) == (True, "native", "make it night")
    (job,) = studio.remixes.ask(remix=remix)
    assert job.request.verb is Verb.REMIX
    assert job.request.source.remote_id
    assert job.request.source.take == take.id
    assert not studio.remixes.plan(take=own, verb=Verb.EXTEND, delta="x", provider="far").native
    assert not studio.remixes.plan(take=own, verb=Verb.REMIX, delta="x", provider="far", frame=3).native


@pytest.mark.parametrize(
    ("verb", "delta", "frame", "code"),
    [
        (Verb.REMIX, " \n", None, "remix.no-words"),
        (Verb.EXTEND, "", None, "remix.no-words-extend"),
        (Verb.REMIX, "x" * 4001, None, "remix.too-long"),
        (Verb.EDIT, "x", 48, "ref.no-such-frame"),
    ],
)
def test_what_cannot_be_asked_is_told_first(made: Any, verb: Verb, delta: str, frame: int | None, code: str) -> None:
    studio, _far, take = made
    with pytest.raises(Invalid) as told:
        studio.remixes.plan(take=take, verb=verb, delta=delta, frame=frame, provider="far", model="")
    assert told.value.code == code


def test_a_generator_without_a_first_frame_can_only_be_asked_with_words(made: Any) -> None:
    studio, far, take = made
    far.facts = {"roles": (Role.CHARACTER,)}
    with pytest.raises(Invalid) as told:
        studio.remixes.plan(take=take, verb=Verb.EXTEND, delta="x", provider="far", model="")
    assert told.value.code == "remix.no-first-frame"
    assert studio.remixes.plan(take=take, verb=Verb.REMIX, delta="x", provider="far", model="").way == "words"


def test_the_seed_stays_where_only_the_words_change(made: Any) -> None:
    studio, _far, take = made
    seeded = take.model_copy(update={"seed": 4711})
    plan = studio.remixes.plan(take=seeded, verb=Verb.REMIX, delta="x", provider="far", model="")
    assert [job.request.seed for job in studio.remixes.ask(remix=plan)] == [4711]
    seeds = [job.request.seed for job in studio.remixes.ask(remix=plan, takes=3)]
    assert len(set(seeds)) == 3


def test_what_is_guarded_does_not_come_in_through_a_change(made: Any) -> None:
    studio, _far, take = made
    shelf = Shelf()
    shelf.fill(guards("Whisker", rule("never", "block")))
    studio.__dict__["rights"] = Rights(studio, shelf)
    plan = studio.remixes.plan(take=take, verb=Verb.REMIX, delta="add Whisker to the stairs", provider="far", model="")
    with pytest.raises(Refused):
        studio.remixes.ask(remix=plan)


def test_nothing_starts_from_a_take_that_was_withdrawn(made: Any) -> None:
    studio, far, take = made
    studio.reviews.look(takes=[take], character=Seen.NO, person=Seen.NO, logo=Seen.NO)
    plans = [
        studio.remixes.plan(take=take, verb=verb, delta="x", provider="far", model="")
        for verb in (Verb.REMIX, Verb.EDIT)
    ]
    (waiting,) = studio.remixes.ask(remix=plans[0])
    made_claim = studio.claims.add(kind=ClaimKind.TAKEDOWN, takes=[take], about="mine", who="Zelda")
    assert take.id in studio.withdrawn.takes()
    for plan in plans:
        with pytest.raises(Refused):
            studio.remixes.ask(remix=plan)
    assert studio.store.job(waiting.id).state is JobState.CANCELLED
    studio.jobs.retry(job=waiting)
    studio.jobs.run()
    assert far.sent == []
    studio.claims.decide(claim=made_claim.claim, state=ClaimState.REJECTED, reason="not theirs")
    assert studio.remixes.ask(remix=plans[1])


def test_a_frame_of_a_drawing_is_as_undeclared_as_the_picture_it_was_drawn_from(made: Any, tmp_path: Path) -> None:
    studio, _far, _take = made
    picture = tmp_path / "somebody.png"
    picture.write_bytes(PIXEL)
    shot = studio.shots.add(brief=BriefFile(scene="A face", seconds="1"), folder=tmp_path)
    (row,) = studio.references.add(of=shot, files=[picture], role=Role.FIRST_FRAME).new
    jobs = studio.jobs.add(shots=[shot])
    studio.jobs.run(only=[job.id for job in jobs])
    (drawn,) = studio.store.takes(shot.id)
    with pytest.raises(Refused, match="undeclared"):
        asked(studio, drawn, Verb.EDIT)
    studio.references.change(one=row, declared=Declared.NO_PERSON)
    assert asked(studio, drawn, Verb.EDIT).references[0].shows is Declared.SYNTHETIC
