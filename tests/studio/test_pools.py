"""Pools of servers: what may share its work, what a pool can do and cost, and what a job of it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.budget import Measure, Span
from fourbeat.model.connection import WireProtocol
from fourbeat.model.errors import Invalid, NotFound, Refused
from fourbeat.model.finding import Finding
from fourbeat.model.format import Size
from fourbeat.model.job import Estimate, Money
from fourbeat.model.plan import Severity, Shot
from fourbeat.model.provider import Capabilities, ModelFacts, Resend
from fourbeat.model.request import TakeRequest
from fourbeat.queue.gate import digest
from fourbeat.studio.connection_file import read
from fourbeat.studio.connections import Connections
from fourbeat.studio.desk import Desk
from fourbeat.studio.generators import Generators
from fourbeat.studio.opening import create
from fourbeat.studio.pool_told import remarks
from fourbeat.studio.pooled import Pooled
from fourbeat.studio.secrets import Secrets
from fourbeat.studio.studio import Studio
from studio.connecting import Pretended, Ring

DAY = "2026-11-21T10:00:00.000Z"
SMALL, LARGE = Size(width=640, height=360), Size(width=1280, height=720)
MODELS = {
    "box-1": (ModelFacts(id="reel-2", sizes=(SMALL,), seconds=("4", "8"), seed=True),),
    "box-2": (ModelFacts(id="wide-1", sizes=(LARGE,), seconds=("5",)), ModelFacts(id="reel-2", sizes=(SMALL, LARGE))),
    "box-3": (ModelFacts(id="reel-2", sizes=(SMALL,), seconds=("4",), seed=True),),
}
PRICES = {"box-1": "0.40", "box-2": "0.10", "box-3": None}


class Member(Pretended):
    """A server that makes and costs what the tables say."""

    def capabilities(self) -> Capabilities:
        return Capabilities(
            provider=self.key,
            models=MODELS.get(self.key, ()),
            resend=Resend.NEVER,
            finds=False,
            learned_at="2026-11-21T00:00:00Z",
            source="told",
        )

    def estimate(self, request: TakeRequest) -> Estimate:
        price = PRICES.get(self.key)
        if price is None:
            return Estimate(free=True)
        money = Money(amount=price, currency="USD")
        return Estimate(least=money, most=money, basis=f"{request.model}: {price} USD")


@pytest.fixture
def connections(desk: Desk) -> Connections:
    made = Connections(
        desk.home,
        lambda: DAY,
        secrets=Secrets(desk.home, ring=Ring, environment={}),
        makers=dict.fromkeys(WireProtocol, Member),
    )
    for key in MODELS:
        add(made, key)
    return made


def add(connections: Connections, key: str, **more: object) -> None:
    fields = {"name": key, "protocol": "videos", "url": f"http://127.0.0.1:9/{key}", **more}
    connections.add(key=key, fields=fields)


@pytest.fixture
def film(tmp_path: Path, desk: Desk, connections: Connections) -> Iterator[Studio]:
    connections.gather(pool="farm", join=list(MODELS))
    with create(tmp_path / "film", desk, name="Film", size="640x360") as studio:
        studio.__dict__["connections"] = connections
        yield studio


def shot_of(studio: Studio, model: str | None = None, seconds: str = "4") -> Shot:
    studio.shots.add(
        brief=BriefFile(seconds=seconds, scene="Rain.", provider="farm", model=model), folder=studio.folder
    )
    return studio.plan.cut_shots()[-1]


# Who may share


def test_servers_join_leave_and_pause(connections: Connections) -> None:
    assert connections.gather(pool="farm", join=["box-1", "box-2"]) == ("box-1", "box-2")
    assert connections.gather(pool="farm", join=["box-3"], pause=["box-1"]) == ("box-1", "box-2", "box-3")
    assert [connections.paused(key) for key in MODELS] == [True, False, False]
    assert connections.gather(pool="farm", leave=["box-1"], pause=["box-2"]) == ("box-2", "box-3")
    assert not connections.paused("box-1")
    assert connections.gather(pool="farm", resume=["box-2"]) == ("box-2", "box-3")
    assert connections.pools() == {"farm": ("box-2", "box-3")}
    connections.gather(pool="farm", leave=["box-2", "box-3"])
    assert connections.members("farm") is None


@pytest.mark.parametrize(
    ("key", "fields", "code"),
    [
        ("hand", {"protocol": "handwork", "url": "", "pool": "farm"}, "provider.pool-of-hands"),
        ("comfy", {"protocol": "comfyui", "pool": "farm"}, "provider.pool-of-kinds"),
        ("gpu", {"pool": "box-1"}, "provider.pool-is-server"),
        ("gpu", {"pool": "gpu"}, "provider.pool-is-server"),
        ("gpu", {"pool": "animatic"}, "provider.pool-is-server"),
        ("farm", {}, "provider.pool-called-so"),
    ],
)
def test_what_cannot_share_its_work_is_refused(
    connections: Connections, key: str, fields: dict[str, object], code: str
) -> None:
    connections.gather(pool="farm", join=["box-1"])
    with pytest.raises(Invalid) as refused:
        add(connections, key, **fields)
    assert refused.value.code == code
    assert connections.get(key) is None


def test_nothing_is_changed_by_half(connections: Connections) -> None:
    with pytest.raises(NotFound):
        connections.gather(pool="farm", join=["box-1", "nobody"])
    with pytest.raises(Invalid) as refused:
        connections.gather(pool="farm", join=["box-1"], pause=["box-2"])
    assert refused.value.code == "provider.not-in-pool"
    assert connections.pools() == {}


def test_a_file_with_a_pool_that_cannot_be_is_used_all_the_same(connections: Connections) -> None:
    connections.gather(pool="farm", join=["box-1", "box-2"])
    add(connections, "comfy", protocol="comfyui")
    text = connections.file.read_text()
    connections.file.write_text(text.replace('name = "comfy"', 'name = "comfy"\npool = "farm"'))
    found, faults = read(connections.file)
    assert [one.params["key"] for one in faults] == ["comfy"]
    assert {one.key for one in found.values() if one.pool} == {"box-1", "box-2"}


# What a pool is


def test_a_pool_is_a_generator_that_can_do_what_any_of_its_servers_can(film: Studio) -> None:
    generators = film.generators
    assert isinstance(generators, Generators)
    assert "farm" in generators
    assert "farm" in list(generators)
    able = generators["farm"].capabilities()
    assert [one.id for one in able.models] == ["reel-2", "wide-1"]
    reel = able.models[0]
    assert reel.sizes == (SMALL, LARGE)
    # One of them makes any length, so that any may be asked for.
    assert (reel.seconds, reel.seed, reel.native, reel.prices) == ((), True, (), ())
    assert able.lane_width == sum(generators[key].capabilities().lane_width for key in MODELS)
    film.connections.gather(pool="farm", leave=["box-2"])
    assert [one.id for one in generators["farm"].capabilities().models] == ["reel-2"]
    assert generators["farm"].capabilities().models[0].seconds == ("4", "8")
    film.connections.gather(pool="farm", leave=["box-1", "box-3"])
    assert "farm" not in generators
    with pytest.raises(KeyError):
        generators["farm"]


def test_the_price_goes_from_the_cheapest_to_the_dearest_that_can_make_it(film: Studio) -> None:
    job = film.jobs.add(shots=[shot_of(film)])[0]
    # box-2 does not heed the seed, which the others do: it is left out, and so is its price.
    assert job.estimate is not None
    assert (job.estimate.least, job.estimate.most) == (usd("0"), usd("0.40"))
    assert job.estimate.seconds == "4"
    only = film.jobs.add(shots=[shot_of(film, "wide-1", "5").model_copy(update={"size": "1280x720"})])[0]
    assert only.estimate is not None
    assert (only.estimate.least, only.estimate.most) == (usd("0.10"), usd("0.10"))


def usd(amount: str) -> Money:
    return Money(amount=amount, currency="USD")


def test_a_job_names_its_pool_until_a_server_has_it(film: Studio) -> None:
    job = film.jobs.add(shots=[shot_of(film)])[0]
    assert isinstance(job.request, TakeRequest)
    assert (job.lane, job.request.provider) == ("farm", "farm")
    assert job.verdict is not None
    verdict = film.store.verdict(job.verdict)
    assert verdict.basis is not None
    assert verdict.basis.request == digest(job.request)
    assert film.asking.again(job.model_copy(update={"request": at_box(job.request)})) == job.request


def at_box(request: TakeRequest) -> TakeRequest:
    return request.model_copy(update={"provider": "box-1"})


def test_what_only_all_together_could_make_is_refused_and_each_says_why(film: Studio) -> None:
    # 5 s at 640x360 with reel-2: box-2 makes any length, box-1 and box-3 do not; without it nobody can.
    film.connections.gather(pool="farm", leave=["box-2"])
    add(film.connections, "box-4", pool="farm")
    MODELS["box-4"] = (ModelFacts(id="reel-2", sizes=(LARGE,), seconds=("5",)),)
    try:
        with pytest.raises(Refused) as refused:
            film.jobs.add(shots=[shot_of(film, seconds="5")])
    finally:
        del MODELS["box-4"]
    told = film.desk.wording(refused.value.message)
    assert all(key in told for key in ("box-1", "box-3", "box-4"))


def test_caps_are_given_to_servers_and_told_of_their_pool(film: Studio) -> None:
    with pytest.raises(Invalid) as refused:
        film.budget.cap(span=Span.PROJECT, measure=Measure.MONEY, most="1", currency="USD", provider="farm")
    assert refused.value.code == "budget.of-pool"


def test_nothing_is_ever_sent_to_a_pool_as_such(film: Studio) -> None:
    pool = film.generators["farm"]
    assert isinstance(pool, Pooled)
    job = film.jobs.add(shots=[shot_of(film)])[0]
    assert isinstance(job.request, TakeRequest)
    with pytest.raises(Refused):
        pool.prepare(job.request, "key", {})


def test_what_some_servers_refuse_is_softer_than_what_all_of_them_do(film: Studio, desk: Desk) -> None:
    shot = shot_of(film, model="reel-2")

    def refuse(*keys: str) -> list[Finding]:
        for key in keys:
            file = desk.home.settings / "providers" / f"{key}.toml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text('[refuses]\nwords = ["rain"]\n')
        found = film.findings.of(film.plan.get(Shot, shot.id))
        return [one for one in found if one.rule == "words-refused"]

    assert refuse() == []
    (some,) = refuse("box-3")
    assert (some.severity, some.what.code) == (Severity.NOTE, "lint.of-some-members")
    assert (some.what.params["members"], some.what.params["pool"]) == (("box-3",), "farm")
    (every,) = refuse("box-1", "box-2")
    assert (every.severity, every.what.code) == (Severity.WARNING, "lint.words-refused-own")
    wide = shot_of(film, model="wide-1", seconds="5")
    assert next(one for one in film.findings.of(wide) if one.rule == "words-refused").severity is Severity.WARNING, (
        "of a model that only one of them has, that one decides"
    )


def test_another_generator_is_asked_with_all_that_moving_there_does(film: Studio, desk: Desk) -> None:
    shot = shot_of(film, model="reel-2")
    for key in MODELS:
        file = desk.home.settings / "providers" / f"{key}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text('[refuses]\nwords = ["rain"]\n' if key != "box-2" else "")
    (found,) = [one for one in film.findings.of(shot) if one.rule == "words-refused"]
    (fix,) = found.fixes
    assert (fix.elsewhere, fix.label.params["generator"]) == ("box-2", "box-2")
    film.findings.fix(finding=found)
    moved = film.plan.get(Shot, shot.id)
    assert (moved.provider, moved.model, moved.size) == ("box-2", "wide-1", "1280x720")
    assert [one.rule for one in film.findings.of(moved) if one.rule == "words-refused"] == []


def test_what_keeps_servers_from_sharing_is_told(film: Studio) -> None:
    film.connections.gather(pool="farm", pause=["box-3"])
    told = {one.code: one.params for one in remarks(film.connections, "farm")}
    assert told["pool.only"] == {"server": "box-2", "models": ("wide-1",)}
    assert told["pool.paused"]["server"] == "box-3"
    film.connections.gather(pool="farm", leave=["box-1", "box-2"])
    assert "pool.alone" in {one.code for one in remarks(film.connections, "farm")}
