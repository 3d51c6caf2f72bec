"""A LiteLLM proxy: asked once and no other, believed about what is behind it, and quoted without its wrapping."""

from __future__ import annotations

import asyncio
import base64
import json
from pathlib import Path
from typing import Any

import pytest
from fakes.videos import FakeVideos, form
from test_videos import PICTURE, SAYS, SECRET, learned, pictured, said, server, told, videos, wire

from fourbeat.model.errors import ProviderError
from fourbeat.model.job import Charged, Failure, Money
from fourbeat.model.provider import Accepted, Poll, Progress, Rejected, Unsure, WireRequest
from fourbeat.model.request import Verb
from fourbeat.providers.line import Answer
from fourbeat.providers.reading import failure
from fourbeat.providers.reading import said as read
from fourbeat.providers.videos import Videos
from fourbeat.providers.videos.proxied import (
    Behind,
    asked_elsewhere,
    behind,
    booked,
    key_behind,
    makes_clips,
    never_left,
)

DEAD = "Cannot connect to host 10.0.0.9:8091 ssl:<ssl.SSLContext> [Connect call failed ('10.0.0.9', 8091)]"


def test_a_proxy_is_kept_from_sending_again_what_may_have_been_accepted(tmp_path: Path) -> None:
    async def story(one: Videos) -> list[object]:
        orders: list[WireRequest] = [wire(one), pictured(one, tmp_path)]
        return [await one.submit(order) for order in orders]

    with server("litellm", breaks_after_accepting=500) as (fake, provider):
        answers = told(provider, story)
        assert fake.created == 2, "left to itself the proxy would have asked six times"
    for answer in answers:
        assert isinstance(answer, Unsure)
        assert said(answer.why).endswith("It says: “Internal server error”.")


def test_a_picture_that_must_be_a_file_goes_in_a_form(tmp_path: Path) -> None:
    with server("litellm") as (fake, provider):
        told(provider, lambda one: one.submit(pictured(one, tmp_path)))
        sent = fake.sent("POST", "/videos")[0]
    fields, files = form(sent.headers["content-type"], sent.body)
    assert files == {"input_reference": PICTURE}
    assert "disable_fallbacks" not in fields, "a form has words alone, and the proxy wants more than the word"


def test_a_service_that_takes_pictures_as_text_gets_them_so_in_another_run_too(tmp_path: Path) -> None:
    with FakeVideos("litellm", key=SECRET, service="runwayml", model="my, model; 1") as fake:
        provider = learned(fake)
        assert provider.capabilities().source.endswith("reference=file; by-text=my%2C%20model%3B%201")
        told(provider, lambda one: one.submit(pictured(one, tmp_path)))
        body = json.loads(fake.sent("POST", "/videos")[0].body)
    assert body["input_reference"] == f"data:image/png;base64,{base64.b64encode(PICTURE).decode()}"
    assert body["disable_fallbacks"] is True


def test_what_is_behind_a_proxy_is_learned_from_it() -> None:
    with FakeVideos("litellm", key=SECRET) as fake:
        able = learned(fake).capabilities()
    (model,) = able.models
    assert (model.id, model.native, able.enrols) == ("reel-1", (), False), "the model for talk is left out"
    assert {(one.sum.amount, one.lines) for one in model.prices} == {("0.4", None), ("0.6", 2160)}


def test_a_proxy_in_front_of_a_whole_server_has_its_verbs_and_its_characters(tmp_path: Path) -> None:
    clip = tmp_path / "ada.mp4"
    clip.write_bytes(b"a clip")
    with FakeVideos("litellm", key=SECRET, service="openai") as fake:
        provider = learned(fake)
        able = provider.capabilities()
        made = told(provider, lambda one: one.enrol("Ada", clip))
        fields, _ = form(fake.requests[-1].headers["content-type"], fake.requests[-1].body)
    assert able.models[0].native == (Verb.REMIX, Verb.EDIT, Verb.EXTEND)
    assert able.enrols
    assert isinstance(made, Accepted)
    assert fields["model"] == "reel-1", "without it the proxy asks a service of its own choice"


def test_a_key_that_a_proxy_without_a_database_does_not_know() -> None:
    with FakeVideos("litellm", key="another") as fake, pytest.raises(ProviderError) as raised:
        told(videos(fake), lambda one: one.learn())
    assert "It says: “No connected db”. Check in the connection whether a key" in SAYS(raised.value.message)


def test_what_the_service_says_is_told_and_how_long_it_wants_to_be_left_alone() -> None:
    async def story(one: Videos) -> list[object]:
        return [await one.submit(wire(one)), await one.submit(wire(one, prompt="With forbidden words."))]

    with server("litellm", busy="7", busy_times=1) as (_, provider):
        busy, refused = told(provider, story)
    assert isinstance(busy, Rejected)
    assert (busy.failure, busy.retry_after) == (Failure.RATE_LIMITED, 7.0)
    assert isinstance(refused, Rejected)
    assert refused.failure is Failure.POLICY_INPUT
    assert "It says: “Your request was blocked by our moderation system”." in said(refused.why)


def test_what_a_proxy_books_is_what_a_clip_has_cost() -> None:
    async def story(one: Videos) -> list[Poll]:
        answer = await one.submit(wire(one))
        assert isinstance(answer, Accepted)
        return [await one.poll(answer.remote_id) for _ in range(3)]

    with server("litellm") as (_, provider):
        looks = told(provider, story)
    assert [look.charge for look in looks] == [None, None, Money(amount="1.6", currency="USD")]
    assert (looks[-1].progress, looks[-1].charged) == (Progress.READY, Charged.YES)


@pytest.mark.parametrize(
    ("text", "never"),
    [(DEAD, True), (f"{DEAD}. No fallback was attempted.", True), (f"{DEAD} Fallback to b also failed", False),
     (f"{DEAD} LiteLLM Retried: 2 times", False), ("Server disconnected", False),
     ("Cannot connect to host a:1 ssl:default [timed out]", False)],
)  # fmt: skip
def test_only_a_call_that_failed_at_once_has_left_nothing_behind(text: str, never: bool) -> None:
    assert never_left(text) is never


def test_what_others_said_who_were_asked_instead_is_not_told() -> None:
    own = f"litellm.InternalServerError: E - {DEAD}"
    text = f'{own}\n\nLiteLLM: model group failed. Fallback to b also failed: {{"detail": "Not there"}}'
    heard = read({"error": {"message": text, "type": "api_error", "code": "500"}})
    assert heard.text == f"E - {DEAD}"
    assert failure(500, heard) is Failure.SERVER


def test_headers_of_a_proxy() -> None:
    def answer(name: str = "other", value: str = "") -> Answer:
        return Answer("proxy", 200, {f"x-litellm-{name}": value})

    theirs = b'{"error": {"message": "litellm.AuthenticationError: OpenAIException - wrong key", "code": "401"}}'
    ours = b'{"error": {"message": "Authentication Error, Invalid proxy server token passed", "code": "401"}}'
    assert [key_behind(Answer("proxy", 401, body=one)) for one in (theirs, ours)] == [True, False]
    assert asked_elsewhere(answer("attempted-fallbacks", "1"))
    assert not asked_elsewhere(answer("attempted-fallbacks", "0"))
    assert not asked_elsewhere(answer())
    assert booked(answer("response-cost", "0.40")) == Money(amount="0.4", currency="USD")
    assert [booked(answer("response-cost", text)) for text in ("0.0", "nan", "-1", "1e9", "free", "1e-9000")] == [
        None
    ] * 6


def test_several_services_behind_one_name() -> None:
    video = {"litellm_provider": "openai", "mode": "video_generation", "output_cost_per_video_per_second": 0.1}
    both = known(video, video | {"litellm_provider": "fal_ai", "output_cost_per_video_per_second": 0.2})
    assert (both.derives, both.by_text, both.mixed, both.prices) == (False, False, True, ())
    assert known(video).prices[0].sum.amount == "0.1"
    assert known(video | {"litellm_provider": "azure"}, video).derives
    assert makes_clips({"id": "a"}, None)
    assert not makes_clips({"id": "a"}, known({"mode": "chat"}))


def known(*facts: dict[str, Any]) -> Behind:
    """Read what a proxy tells of one name that stands for several services, among rows that make no sense."""

    class Fixed:
        async def ask(self, *_: object) -> Answer:
            rows = [{"model_name": "a", "model_info": one} for one in facts]
            return Answer("proxy", 200, body=json.dumps({"data": [*rows, 7, {"model_name": 3}]}).encode())

    return asyncio.run(behind(Fixed(), "2026-11-22"))["a"]  # type: ignore[arg-type]
