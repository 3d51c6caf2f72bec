"""OpenRouter: models and prices as it publishes them, one request once, cost as it says, and every refusal in words."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from fakes.openrouter import CLIP, KEY, Fake, openrouter
from sockets import answer

from fourbeat.model.connection import Connection, Entry, WireProtocol
from fourbeat.model.errors import Invalid, ProviderError
from fourbeat.model.format import Size
from fourbeat.model.ids import Ids
from fourbeat.model.job import Charged, Failure, Money
from fourbeat.model.panel import Panel
from fourbeat.model.plan import Role
from fourbeat.model.provider import Accepted, Cancel, Poll, Progress, Rejected, Unsure, WireRequest
from fourbeat.model.request import Source, TakeRequest, Verb
from fourbeat.model.take import UsedReference
from fourbeat.providers.line import Line, Patience
from fourbeat.providers.openrouter import OpenRouter

T = TypeVar("T")
PICTURE = b"\x89PNG a first frame"
SHA256 = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture
def fake() -> Iterator[Fake]:
    with openrouter() as one:
        yield one


def run(fake: Fake, work: Callable[[OpenRouter], Awaitable[T]], *, key: str = KEY, **options: Any) -> T:
    connection = Connection(
        key="or", name="OpenRouter", protocol=WireProtocol.OPENROUTER, url=fake.url, entry=Entry.BEARER, options=options
    )

    async def whole() -> T:
        line = Line(connection, lambda: key, patience=Patience(reach=2, quiet=2, answer=5, submission=5))
        provider = OpenRouter(connection, line)
        known = await provider.learn()
        try:
            return await work(OpenRouter(connection, line, known))
        finally:
            await line.close()

    return asyncio.run(whole())


def request(**more: Any) -> TakeRequest:
    given: dict[str, Any] = {
        "shot": Ids().new(),
        "provider": "or",
        "model": "acme/reel-1",
        "prompt": "A lighthouse in the rain. 雨の灯台。",
        "size": Size(width=1280, height=720),
        "frames": 96,
        "rate": "24",
        "seconds": "4",
        "seed": 7,
        "number": 3,
        "panel": Panel(),
        **more,
    }
    return TakeRequest(**given)


def sent(fake: Fake, tmp: Path, **more: Any) -> tuple[WireRequest, Accepted | Rejected | Unsure]:
    async def work(provider: OpenRouter) -> tuple[WireRequest, Accepted | Rejected | Unsure]:
        picture = tmp / f"{SHA256}.png"
        picture.write_bytes(PICTURE)
        wire = provider.prepare(request(**more), Ids().new(), {SHA256: picture})
        return wire, await provider.submit(wire)

    return run(fake, work)


def look(fake: Fake, **job: Any) -> Poll:
    fake.jobs["j"] = {"id": "j", **job}
    return run(fake, lambda provider: provider.poll("j"))


def test_what_models_make_is_what_the_service_publishes(fake: Fake) -> None:
    async def learned(provider: OpenRouter) -> Any:
        return provider.capabilities()

    known = run(fake, learned)
    first, second = known.models
    assert first.seconds == ("4", "6", "8")
    assert list(map(str, first.sizes)) == ["1280x720", "720x1280"]
    assert first.roles == (Role.FIRST_FRAME, Role.LAST_FRAME)
    assert (first.seed, first.sound, first.native) == (True, True, ())
    assert {one.sound: one.sum.amount for one in first.prices} == {False: "0.10", True: "0.15"}
    assert (second.id, second.prices, second.roles) == ("acme/tokens", (), ())


def test_the_estimate_is_a_range_until_sound_is_chosen(fake: Fake) -> None:
    async def asked(provider: OpenRouter) -> Any:
        return [provider.estimate(request(model=model, seconds="8")) for model in ("acme/reel-1", "acme/tokens")]

    priced, unknown = run(fake, asked)
    assert (priced.least.amount, priced.most.amount) == ("0.80", "1.20")
    assert priced.basis.startswith("acme/reel-1: 8 s × 0.10–0.15 USD")
    assert (unknown.most, unknown.free) == (None, False)


@pytest.mark.parametrize(("sound", "price"), [(True, "1.20"), (False, "0.80")])
def test_whether_clips_come_with_sound_is_asked_for_and_priced(fake: Fake, sound: bool, price: str) -> None:
    async def asked(provider: OpenRouter) -> Any:
        wanted = request(seconds="8")
        wire = provider.prepare(wanted, "key", {})
        await provider.submit(wire)
        return provider.estimate(wanted)

    estimate = run(fake, asked, sound=sound)
    assert (estimate.least.amount, estimate.most.amount) == (price, price)
    assert fake.posted[0]["generate_audio"] is sound


def test_a_model_that_names_heights_and_shapes_is_asked_for_those(fake: Fake) -> None:
    fake.models.append(
        {
            "id": "acme/tall",
            "supported_sizes": None,
            "supported_resolutions": ["480p", "720p", "4K", "1k", 7],
            "supported_aspect_ratios": ["16:9", "9:16", "1:1", "0:1", "wide", None],
            "pricing_skus": {"duration_seconds_720p": "0.10", "duration_seconds_4k": "0.40"},
        }
    )

    async def asked(provider: OpenRouter) -> Any:
        facts = provider.capabilities().model("acme/tall")
        wanted = request(model="acme/tall", size=Size(width=2160, height=3840), seconds="5/2")
        return facts, provider.prepare(wanted, "key", {}).payload, provider.estimate(wanted)

    facts, payload, estimate = run(fake, asked)
    assert list(map(str, facts.sizes)) == [
        *("854x480", "480x854", "480x480"),
        *("1280x720", "720x1280", "720x720"),
        *("3840x2160", "2160x3840", "2160x2160"),
    ]
    assert (payload["resolution"], payload["aspect_ratio"], payload["duration"]) == ("4K", "9:16", 3)
    assert "size" not in payload
    assert estimate.most.amount == "1.20"


def test_a_service_that_names_shapes_without_end_fills_no_memory(fake: Fake) -> None:
    endless = {
        "id": "acme/endless",
        "supported_resolutions": [f"{one}p" for one in range(240, 1440, 6)],
        "supported_aspect_ratios": [f"{one}:100" for one in range(50, 200)],
    }
    fake.models = [endless]

    async def able(provider: OpenRouter) -> int:
        return len(provider.capabilities().models[0].shapes)

    assert 0 < run(fake, able) <= 200


def test_a_service_that_is_asked_too_often_is_asked_later(fake: Fake) -> None:
    fake.says["look"] = answer("429 Too Many Requests", "{}", Retry_After="9")
    found = look(fake, status="in_progress")
    assert (found.progress, found.again_in) == (Progress.WAITING, 9.0)


def test_a_request_goes_out_once_as_the_service_wants_it(fake: Fake, tmp_path: Path) -> None:
    first = UsedReference(role=Role.FIRST_FRAME, sha256=SHA256, name="first.png")
    wire, answer = sent(fake, tmp_path, references=(first,))
    assert answer == Accepted("gen-vid-1", answer.answer)  # type: ignore[union-attr]
    (posted,) = fake.posted
    assert (posted["model"], posted["duration"], posted["size"], posted["seed"]) == ("acme/reel-1", 4, "1280x720", 7)
    (image,) = posted["frame_images"]
    assert image["frame_type"] == "first_frame"
    assert base64.b64decode(image["image_url"]["url"].partition(",")[2]) == PICTURE
    assert "base64" not in json.dumps(wire.payload), "pictures are kept by content, not in every request"


def test_a_picture_that_the_model_does_not_take_is_refused_not_dropped(fake: Fake, tmp_path: Path) -> None:
    style = UsedReference(role=Role.STYLE, sha256=SHA256, name="style.png")
    with pytest.raises(Invalid) as told:
        sent(fake, tmp_path, references=(style,))
    assert told.value.code == "openrouter.no-frame"


def test_going_on_from_a_take_is_offered_only_where_somebody_has_seen_it_work(fake: Fake) -> None:
    source = Source(take=Ids().new(), sha256=SHA256, name="t1", provider="or", remote_id="gen-vid-9")
    asked = request(verb=Verb.EXTEND, source=source)

    async def made(provider: OpenRouter) -> WireRequest:
        return provider.prepare(asked, Ids().new(), {})

    with pytest.raises(Invalid):
        run(fake, made)
    assert run(fake, made, native=["extend"]).payload["previous_job_id"] == "gen-vid-9"


@pytest.mark.parametrize(
    ("says", "kind", "failure"),
    [
        (answer("400 Bad Request", '{"error": {"message": "size not supported"}}'), Rejected, Failure.INVALID),
        (
            answer("400 Bad Request", '{"error": "Prompt was blocked by content policy"}'),
            Rejected,
            Failure.POLICY_INPUT,
        ),
        (answer("402 Payment Required", '{"error": {"message": "Insufficient credits"}}'), Rejected, Failure.QUOTA),
        (answer("429 Too Many Requests", "{}", Retry_After="9"), Rejected, Failure.RATE_LIMITED),
        (answer("500 Internal Server Error", "{}"), Unsure, None),
        (answer("502 Bad Gateway", "<html>oops</html>", kind="text/html"), Unsure, None),
        (answer("202 Accepted", "{}"), Unsure, None),
        (answer("202 Accepted", "not json"), Unsure, None),
        (answer("202 Accepted", '{"id": "x', length=500), Unsure, None),
    ],
)
def test_only_a_plain_no_is_a_no(
    fake: Fake, tmp_path: Path, says: bytes, kind: type[Rejected | Unsure], failure: Failure | None
) -> None:
    fake.says["create"] = says
    _wire, told = sent(fake, tmp_path)
    assert isinstance(told, kind)
    assert getattr(told, "failure", None) is failure


def test_a_lost_answer_stays_unknown(fake: Fake, tmp_path: Path) -> None:
    fake.lose = True
    wire, told = sent(fake, tmp_path)
    assert isinstance(told, Unsure)
    assert len(fake.posted) == 1
    with pytest.raises(ProviderError):
        run(fake, lambda provider: provider.find(wire))


@pytest.mark.parametrize(
    ("status", "progress"),
    [
        ("pending", Progress.WAITING),
        ("in_progress", Progress.RUNNING),
        ("dreaming", Progress.RUNNING),
        ("cancelled", Progress.CANCELLED),
        ("expired", Progress.GONE),
    ],
)
def test_statuses_are_read(fake: Fake, status: str, progress: Progress) -> None:
    assert look(fake, status=status).progress is progress


def test_a_finished_clip_says_what_it_cost_and_is_fetched_with_the_key(fake: Fake, tmp_path: Path) -> None:
    found = look(fake, status="completed", usage={"cost": 0.625}, urls=["https://signed.example/clip?sig=secret"])
    assert (found.progress, found.charge, found.charged) == (
        Progress.READY,
        Money(amount="0.625", currency="USD"),
        Charged.YES,
    )
    assert "sig=secret" not in json.dumps(dict(found.answer))
    part = tmp_path / "a.part"
    run(fake, lambda provider: provider.fetch("j", found.asset or "", part))
    assert part.read_bytes() == CLIP


@pytest.mark.parametrize("cost", [True, "1e400", "1e99999999", "1e-99999999", -1, "a dollar"])
def test_a_clip_without_a_cost_may_have_been_charged(fake: Fake, cost: Any) -> None:
    found = look(fake, status="completed", usage={"cost": cost})
    assert (found.charge, found.charged) == (None, Charged.UNKNOWN)


def test_a_moderated_clip_is_told_from_a_broken_one(fake: Fake) -> None:
    moderated = look(fake, status="failed", error="Output blocked by moderation", usage={"cost": "0.3"})
    assert (moderated.failure, moderated.charged) == (Failure.POLICY_OUTPUT, Charged.YES)
    assert look(fake, status="failed", error="GPU fell off").failure is Failure.SERVER


@pytest.mark.parametrize(
    "content",
    [
        answer("404 Not Found", '{"error": "gone"}'),
        answer("200 OK", "<html>log in</html>", kind="text/html"),
        answer("200 OK", CLIP, kind="video/mp4", length=4000),
    ],
)
def test_what_is_no_clip_is_never_taken_for_one(fake: Fake, tmp_path: Path, content: bytes) -> None:
    fake.says["content"] = content
    with pytest.raises(ProviderError):
        run(fake, lambda provider: provider.fetch("j", "0", tmp_path / "a.part"))


def test_a_wrong_key_is_told_before_anything_is_spent(fake: Fake) -> None:
    with pytest.raises(ProviderError) as told:
        run(fake, lambda provider: provider.cancel("j"), key="sk-or-wrong-99")
    assert told.value.code == "server.refuses-key"
    assert "sk-or-wrong-99" not in repr(told.value)


def test_nothing_can_be_cancelled_there(fake: Fake) -> None:
    assert run(fake, lambda provider: provider.cancel("j")) is Cancel.UNSUPPORTED


@pytest.mark.parametrize("models", [[], None, "x", [{"id": ""}]])
def test_a_service_without_models_is_told(fake: Fake, models: Any) -> None:
    fake.models = models
    with pytest.raises(ProviderError) as told:
        run(fake, lambda provider: provider.cancel("j"))
    assert told.value.code == "openrouter.no-models"
