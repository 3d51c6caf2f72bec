"""The videos protocol against its fakes: what each kind of server is sent, and what a person sees of what fails."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from fakes.videos import CLIP, FakeVideos, Kind, Mischief, form
from sockets import answer, place, saying

from fourbeat.model.connection import Connection, Entry, WireProtocol
from fourbeat.model.errors import FourbeatError, Invalid, NotFound, ProviderError
from fourbeat.model.format import Size
from fourbeat.model.job import Charged, Failure, Money
from fourbeat.model.message import Message
from fourbeat.model.panel import Panel
from fourbeat.model.plan import Role
from fourbeat.model.price import Per, prices
from fourbeat.model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Poll,
    Progress,
    Rejected,
    Resend,
    Stopping,
    Unsure,
    WireRequest,
)
from fourbeat.model.request import Source, TakeRequest, Verb
from fourbeat.model.take import UsedReference
from fourbeat.providers.line import Line, Patience
from fourbeat.providers.videos import Videos
from fourbeat.studio.wording import Wording

T = TypeVar("T")
SECRET = "sk-planted-8sK1videos"
KINDS: tuple[Kind, ...] = ("strict", "vllm-omni", "sglang", "litellm", "gateway")
SAYS = Wording.of("en")
PICTURE = b"\x89PNG\r\n\x1a\n a lighthouse"


def connection(fake: FakeVideos, **more: Any) -> Connection:
    given = {"key": "studio-b", "name": "Studio B", "protocol": WireProtocol.VIDEOS, "entry": Entry.BEARER}
    return Connection(**{**given, "url": fake.url, **more})


def videos(fake: FakeVideos, known: Capabilities | None = None, **more: Any) -> Videos:
    one = connection(fake, **more)
    line = Line(one, lambda: SECRET, patience=Patience(reach=1.0, quiet=1.0, answer=2.0, submission=1.0))
    return Videos(one, lambda: SECRET, known, line)


def told(provider: Videos, story: Callable[[Videos], Awaitable[T]]) -> T:
    async def tell() -> T:
        try:
            return await asyncio.wait_for(story(provider), 30)
        finally:
            await provider.close()

    return asyncio.run(tell())


def learned(fake: FakeVideos, **more: Any) -> Videos:
    known = told(videos(fake, **more), lambda one: one.learn())
    fake.requests.clear()
    return videos(fake, Capabilities.model_validate_json(known.model_dump_json()), **more)


@contextmanager
def server(kind: Kind, **mischief: Any) -> Iterator[tuple[FakeVideos, Videos]]:
    """Set up a server that behaves while it is asked what it can do, and misbehaves then."""
    with FakeVideos(kind, key=SECRET) as fake:
        provider = learned(fake)
        fake.mischief = Mischief(**mischief)
        yield fake, provider


def request(provider: Videos, **more: Any) -> TakeRequest:
    given: dict[str, Any] = {
        "shot": "s", "provider": "studio-b", "model": provider.capabilities().models[0].id, "number": 1, "seed": 7,
        "prompt": "A lighthouse in the rain.", "size": Size(width=1280, height=720), "frames": 96, "rate": "24",
        "seconds": "4", "panel": Panel(),
    }  # fmt: skip
    return TakeRequest(**{**given, **more})


def wire(provider: Videos, key: str = "k-1", **more: Any) -> WireRequest:
    return provider.prepare(request(provider, **more), key, {})


def pictured(provider: Videos, folder: Path) -> WireRequest:
    file = folder / "private name.png"
    file.write_bytes(PICTURE)
    sha = hashlib.sha256(PICTURE).hexdigest()
    used = UsedReference(role=Role.FIRST_FRAME, sha256=sha, name="first.png")
    return provider.prepare(request(provider, references=(used,)), "k-1", {sha: file})


async def to_the_end(provider: Videos, order: WireRequest) -> tuple[str, Poll]:
    answer = await provider.submit(order)
    assert isinstance(answer, Accepted), answer
    for _ in range(10):
        look = await provider.poll(answer.remote_id)
        if look.progress not in (Progress.WAITING, Progress.RUNNING):
            break
    return answer.remote_id, look


def said(why: Message | None) -> str:
    assert why is not None
    return SAYS(why)


# What is learned


@pytest.mark.parametrize(
    ("kind", "source", "finds", "stopping", "resend", "roles", "native"),
    [
        ("strict", "strict; form; model; reference=file", True, Stopping.CANNOT, Resend.NEVER, 1,
         (Verb.REMIX, Verb.EDIT, Verb.EXTEND)),
        ("vllm-omni", "vllm-omni; form; no-model; reference=file", True, Stopping.ABORTS, Resend.IF_ABSENT, 1, ()),
        ("sglang", "sglang; form; model; reference=file", False, Stopping.FORGETS, Resend.NEVER, 1, ()),
        ("litellm", "litellm; json; model; reference=file", False, Stopping.CANNOT, Resend.NEVER, 1, ()),
        ("gateway", "gateway; json; model; reference=not", False, Stopping.CANNOT, Resend.NEVER, 0, ()),
    ],
)  # fmt: skip
def test_what_kind_of_server_it_is_is_found_out_for_nothing(
    kind: Kind, source: str, finds: bool, stopping: Stopping, resend: Resend, roles: int, native: tuple[Verb, ...]
) -> None:
    with FakeVideos(kind, key=SECRET) as fake:
        able = told(videos(fake), lambda one: one.learn())
        assert fake.created == 0
        assert not fake.jobs
    model = able.models[0]
    assert able.source.partition("; ")[2] == source
    assert (able.finds, able.stopping, able.resend) == (finds, stopping, resend)
    assert (model.id, len(model.roles), model.native) == ("reel-1", roles, native)
    assert model.free is (kind in ("vllm-omni", "sglang"))
    notes = [SAYS(one) for one in able.notes]
    assert [one[:54] for one in notes] == ([] if roles else ["Nobody knows whether it uses reference pictures, and a"])


def test_a_profile_that_a_person_names_is_believed() -> None:
    with FakeVideos("gateway", key=SECRET) as fake:
        able = told(
            videos(fake, profile="gateway", options={"body": "form", "reference": "file"}), lambda one: one.learn()
        )
        assert not fake.sent("POST", "/videos"), "nothing has to be found out"
    assert able.source.endswith("gateway; form; model; reference=file")
    assert able.models[0].roles == (Role.FIRST_FRAME,)


def test_a_model_that_only_reads_text_takes_no_picture() -> None:
    with FakeVideos("sglang", mischief=Mischief(drops_reference=True)) as fake:
        able = told(videos(fake, entry=Entry.NONE), lambda one: one.learn())
    assert able.models[0].roles == ()


@pytest.mark.parametrize(
    ("model", "takes"),
    [("Wan-AI/Wan2.2-T2V-A14B-Diffusers", 0), ("Wan-AI/Wan2.2-TI2V-5B-Diffusers", 1), ("Lightricks/LTX-2", 1)],
)
def test_weights_that_read_text_alone_say_so_in_their_name(model: str, takes: int) -> None:
    with FakeVideos("vllm-omni", model=model) as fake:
        able = told(videos(fake, entry=Entry.NONE), lambda one: one.learn())
    assert len(able.models[0].roles) == able.models[0].pictures == takes


@pytest.mark.parametrize(
    ("mischief", "words"),
    [
        ({"web_page": True}, "answers with a web page (status 200) instead of data. Check the address in"),
        ({"huge_error": True}, "answers at such length that it was not read to the end (status 500)."),
        ({"redirect": "https://elsewhere.example/v1"}, "sends this request on to elsewhere.example. Your key is"),
    ],
)  # fmt: skip
def test_a_server_that_cannot_be_learned_from(mischief: dict[str, Any], words: str) -> None:
    with FakeVideos("strict", mischief=Mischief(**mischief)) as fake, pytest.raises(ProviderError) as raised:
        told(videos(fake), lambda one: one.learn())
    assert words in SAYS(raised.value.message)
    assert SAYS.title(raised.value)


def test_a_wrong_key_is_told_and_not_repeated() -> None:
    with FakeVideos("strict", key="another") as fake:
        with pytest.raises(ProviderError) as raised:
            told(videos(fake), lambda one: one.learn())
        sent = told(videos(fake, profile="vllm-omni"), lambda one: one.submit(wire(one)))
    words = SAYS(raised.value.message)
    assert words.startswith(
        "Studio B does not accept the key, or got none. It says: “Incorrect API key provided: Bearer …”."
    )
    assert SECRET not in words + str(raised.value) + repr(sent)
    assert isinstance(sent, Rejected)
    assert sent.failure is Failure.AUTH


def test_an_address_without_its_ending() -> None:
    with FakeVideos("strict") as fake, pytest.raises(ProviderError) as raised:
        told(videos(fake, url=fake.url.removesuffix("/v1")), lambda one: one.learn())
    assert SAYS(raised.value.message) == (
        "Studio B does not speak the videos protocol at this address. Check the address in the connection: it often "
        "ends in /v1."
    )


def test_before_it_is_asked_a_server_is_promised_little() -> None:
    with FakeVideos("gateway") as fake:
        able = videos(fake).capabilities()
        assert videos(fake, profile="vllm-omni").capabilities().models[0].free
    assert (able.models[0].roles, able.finds, able.resend) == ((), False, Resend.NEVER)


def test_a_server_nobody_asked_is_asked_first() -> None:
    with FakeVideos("strict") as fake, pytest.raises(Invalid) as raised:
        wire(videos(fake))
    assert SAYS(raised.value.message) == (
        "Nobody has asked Studio B yet which models it has. Ask with `fourbeat provider test studio-b`, and choose one."
    )
    with FakeVideos("vllm-omni") as fake:
        assert wire(videos(fake, profile="vllm-omni")), "its one model needs no name"


# What is sent


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("strict", {"model": "reel-1"}),
        ("vllm-omni", {"seed": "7", "user": "k-1"}),
        ("sglang", {"model": "reel-1", "seed": "7"}),
        ("litellm", {"model": "reel-1", "disable_fallbacks": True}),
        ("gateway", {"model": "reel-1"}),
    ],
)
def test_each_kind_is_asked_in_its_own_way(kind: Kind, fields: dict[str, Any]) -> None:
    with server(kind) as (fake, provider):
        told(provider, lambda one: one.submit(wire(one)))
        sent = fake.sent("POST", "/videos")
    assert len(sent) == 1
    content = sent[0].headers["content-type"]
    json_body = kind in ("gateway", "litellm")
    asked = json.loads(sent[0].body) if json_body else form(content, sent[0].body)[0]
    assert content.startswith("application/json" if json_body else "multipart/form-data")
    assert asked == {"prompt": "A lighthouse in the rain.", "seconds": "4", "size": "1280x720", **fields}


def test_seconds_are_whole_where_nobody_says_otherwise() -> None:
    with server("vllm-omni") as (_, provider):
        fields = wire(provider, seconds="7/2", frames=84).payload["fields"]
    assert isinstance(fields, dict)
    assert fields["seconds"] == "4"


@pytest.mark.parametrize("kind", ["strict", "vllm-omni", "sglang", "litellm"])
def test_a_picture_goes_along_as_a_file(kind: Kind, tmp_path: Path) -> None:
    with server(kind) as (fake, provider):
        order = pictured(provider, tmp_path)
        assert isinstance(told(provider, lambda one: one.submit(order)), Accepted)
        job = next(iter(fake.jobs.values()))
        assert job.reference == PICTURE
        assert b"private name" not in fake.sent("POST", "/videos")[0].body
    assert "private name" not in json.dumps(order.payload)


@pytest.mark.parametrize(
    ("kind", "reference"), [("gateway", "object"), ("gateway", "text"), ("sglang", "address")]
)  # fmt: skip
def test_a_picture_goes_along_in_json(kind: Kind, reference: str, tmp_path: Path) -> None:
    with FakeVideos(kind, key=SECRET) as fake:
        provider = learned(fake, options={"reference": reference, "body": "json"})
        order = pictured(provider, tmp_path)
        assert isinstance(told(provider, lambda one: one.submit(order)), Accepted)
        assert next(iter(fake.jobs.values())).reference == PICTURE


def test_a_picture_is_not_sent_where_nobody_knows_that_it_is_used(tmp_path: Path) -> None:
    with server("gateway") as (fake, provider):
        with pytest.raises(Invalid) as raised:
            pictured(provider, tmp_path)
        assert not fake.requests
    assert SAYS(raised.value.message).startswith(
        "reel-1 is not known to accept reference pictures: it might leave them out and charge all the same."
    )


def test_a_picture_that_was_left_out_is_told(tmp_path: Path) -> None:
    with server("strict", drops_reference=True, says_dropped=True) as (_, provider):
        _, look = told(provider, lambda one: to_the_end(one, pictured(one, tmp_path)))
        plain = told(provider, lambda one: to_the_end(one, wire(one, "k-2")))[1]
    assert said(look.why) == (
        "Studio B says that it made this clip without your reference picture. Do not judge the look by it; try a model "
        "that accepts pictures."
    )
    assert plain.why is None


def test_a_request_that_cannot_be_is_refused_here(tmp_path: Path) -> None:
    with server("strict") as (fake, provider):
        sha = "0" * 64
        used = UsedReference(role=Role.FIRST_FRAME, sha256=sha, name="first.png")
        with pytest.raises(NotFound):
            wire(provider, references=(used,))
        with pytest.raises(Invalid) as two:
            provider.prepare(request(provider, references=(used, used)), "k", {sha: tmp_path})
        with pytest.raises(Invalid) as model:
            wire(provider, model="reel-9")
        assert not fake.requests
    assert SAYS(two.value.message) == "reel-1 accepts one reference picture. Leave one in the shot."
    assert SAYS(model.value.message) == "Studio B has no model “reel-9”. It has reel-1."


def test_a_price_is_that_of_the_seconds_that_are_made() -> None:
    with server("strict") as (_, provider):
        able = provider.capabilities()
        priced = able.models[0].model_copy(
            update={"free": False, "prices": (*prices("0.10 USD", Per.SECOND), *prices("0.05 USD", Per.CLIP))}
        )
        known = able.model_copy(update={"models": (priced,)})
        one = Videos(connection(FakeVideosAddress), lambda: SECRET, known)
        estimate = one.estimate(request(one, seconds="7/2"))
        assert provider.estimate(request(provider)).least is None
    assert estimate.least == estimate.most == Money(amount="0.45", currency="USD")


class FakeVideosAddress:
    url = "http://127.0.0.1:9/v1"


# Verbs of the server's own


def test_remix_edit_and_extend_where_the_server_has_them() -> None:
    with server("strict") as (fake, provider):
        remote_id, _ = told(provider, lambda one: to_the_end(one, wire(one)))
        source = Source(take="t", sha256="0" * 64, name="take 1", provider="studio-b", remote_id=remote_id)
        for verb in (Verb.REMIX, Verb.EDIT, Verb.EXTEND):
            order = wire(provider, f"k-{verb}", verb=verb, source=source, prompt="The same at night.")
            made = told(provider, lambda one, order=order: one.submit(order))
            assert isinstance(made, Accepted)
            assert fake.jobs[made.remote_id].remixed_from == remote_id
        bodies = {one.path.removeprefix("/v1"): json.loads(one.body) for one in fake.requests if one.method == "POST"
                  and "json" in one.headers["content-type"]}  # fmt: skip
    assert bodies == {
        f"/videos/{remote_id}/remix": {"prompt": "The same at night."},
        "/videos/edits": {"prompt": "The same at night.", "video": {"id": remote_id}},
        "/videos/extensions": {"prompt": "The same at night.", "video": {"id": remote_id}, "seconds": "4"},
    }


@pytest.mark.parametrize(("provider_key", "remote_id"), [("other", "v1"), (None, None), ("studio-b", None)])
def test_a_clip_made_elsewhere_is_not_changed_there(provider_key: str | None, remote_id: str | None) -> None:
    source = Source(take="t", sha256="0" * 64, name="take 1", provider=provider_key, remote_id=remote_id)
    with server("strict") as (_, provider), pytest.raises(Invalid) as raised:
        wire(provider, verb=Verb.REMIX, source=source)
    assert SAYS(raised.value.message) == "take 1 was not made by this generator, so it cannot change it there."


@pytest.mark.parametrize("kind", ["vllm-omni", "sglang", "litellm", "gateway"])
def test_a_verb_the_server_lacks_is_not_sent(kind: Kind) -> None:
    source = Source(take="t", sha256="0" * 64, name="take 1", provider="studio-b", remote_id="v1")
    with server(kind) as (fake, provider):
        with pytest.raises(Invalid) as raised:
            wire(provider, verb=Verb.EDIT, source=source)
        assert not fake.requests
    assert (
        SAYS(raised.value.message)
        == "reel-1 does not do this itself. Ask for it as a new clip with a frame of the old one."
    )


# A submission goes wrong


@pytest.mark.parametrize(
    ("mischief", "words"),
    [
        ({"slow": 1.6}, "got the request and did not answer within 1 seconds."),
        ({"cuts_before_body": True}, "The line to {host} broke before all of its answer was here."),
        ({"cuts_inside_body": True}, "The line to {host} broke before all of its answer was here."),
        ({"breaks_after_accepting": 500},
         "Studio B got the request and answered with an error (status 500), so it may have begun all the same. Studio "
         "B met an error of its own. It says: “Internal server error”."),
        ({"breaks_after_accepting": 504}, "answered with an error (status 504), so it may have begun all the same."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["strict", "vllm-omni"])
def test_a_submission_without_an_answer_is_sent_once_and_found_again(
    kind: Kind, mischief: dict[str, Any], words: str
) -> None:
    async def story(one: Videos) -> tuple[Any, str | None]:
        order = wire(one)
        answer = await one.submit(order)
        fake.mischief = Mischief()
        return answer, await one.find(order)

    with server(kind, **mischief) as (fake, provider):
        answer, found = told(provider, story)
        assert fake.created == 1
        assert len(fake.sent("POST", "/videos")) == 1
        assert found in fake.jobs
        host = fake.url.removeprefix("http://").removesuffix("/v1")
    assert isinstance(answer, Unsure)
    assert words.format(host=host) in said(answer.why)


def test_an_answer_longer_than_it_is_still_brings_its_id() -> None:
    with server("strict", too_long=True) as (fake, provider):
        answer = told(provider, lambda one: one.submit(wire(one)))
    assert isinstance(answer, Accepted)
    assert answer.remote_id in fake.jobs


@pytest.mark.parametrize(("busy", "seconds"), [("7", 7.0), (None, None)])
def test_a_busy_server_has_not_accepted(busy: str | None, seconds: float | None) -> None:
    with server("strict", busy=busy, busy_times=1) as (fake, provider):
        answer = told(provider, lambda one: one.submit(wire(one)))
        assert fake.created == 0
    assert isinstance(answer, Rejected)
    assert (answer.failure, answer.retry_after, answer.charged) == (Failure.RATE_LIMITED, seconds, Charged.NO)
    assert said(answer.why) == "Studio B accepts no more requests just now. It says: “Too many requests”."


def test_a_prompt_that_is_refused() -> None:
    with server("strict") as (_, provider):
        answer = told(provider, lambda one: one.submit(wire(one, prompt="With forbidden words.")))
    assert isinstance(answer, Rejected)
    assert (answer.failure, answer.charged) == (Failure.POLICY_INPUT, Charged.NO)
    assert said(answer.why) == (
        "Studio B does not take this prompt or its reference picture. It says: “Your request was blocked by our "
        "moderation system”. Change the brief; sending the same again brings the same answer."
    )
    assert answer.answer["error"] == {
        "message": "Your request was blocked by our moderation system", "type": "invalid_request_error", "param": None,
        "code": "sentinel_block",
    }  # fmt: skip


def test_settings_that_are_refused() -> None:
    with server("strict") as (_, provider):
        answer = told(provider, lambda one: one.submit(wire(one, seconds="5")))
    assert isinstance(answer, Rejected)
    assert answer.failure is Failure.INVALID
    assert said(answer.why) == (
        "Studio B does not take this request. It says: “Invalid value for 'seconds'”. Choose other settings for "
        "this shot."
    )


@pytest.mark.parametrize("mischief", [{"web_page": True}, {"huge_error": True}])
def test_a_page_in_answer_to_a_submission_leaves_it_open(mischief: dict[str, Any]) -> None:
    with server("strict", **mischief) as (_, provider):
        answer = told(provider, lambda one: one.submit(wire(one)))
    assert isinstance(answer, Unsure)
    assert said(answer.why)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"code": 0, "message": "SUCCEED", "data": {"task_id": "t-1"}}, Unsure),
        ({"message": "Task submitted", "error": None}, Unsure),
        ({"error": {"message": "Invalid prompt", "code": "invalid"}}, Rejected),
        ({"error": "No such model"}, Rejected),
    ],
)
def test_an_answer_without_an_id_is_a_no_only_where_it_says_so(body: dict[str, Any], kind: type) -> None:
    with server("gateway") as (fake, provider):
        order = wire(provider)
        with place(saying(answer(body=json.dumps(body)))) as odd:
            found = told(videos(fake, provider.capabilities(), url=odd.url), lambda one: one.submit(order))
    assert isinstance(found, kind)


def test_a_redirect_takes_neither_key_nor_order_elsewhere() -> None:
    with server("strict") as (other, _), server("strict", redirect=f"{other.url}/videos") as (_, provider):
        answer = told(provider, lambda one: one.submit(wire(one)))
        assert not other.requests
    assert isinstance(answer, Rejected)
    assert "Your key is not sent there." in said(answer.why)


# Looking for one that nobody answered


def test_what_is_not_in_the_list_never_began() -> None:
    with server("vllm-omni") as (fake, provider):
        assert told(provider, lambda one: one.find(wire(one))) is None
        assert fake.created == 0


def test_an_older_request_with_the_same_prompt_is_another() -> None:
    with server("strict") as (fake, provider):
        told(provider, lambda one: one.submit(wire(one)))
        fake.jobs["video_0001"].at -= 3600
        fresh = videos(fake, provider.capabilities())
        assert told(fresh, lambda one: one.find(wire(one, "k-2"))) is None


def test_of_two_that_look_the_same_none_is_taken() -> None:
    with server("strict") as (fake, provider):
        told(provider, lambda one: one.submit(wire(one)))
        told(provider, lambda one: one.submit(wire(one, "k-2")))
        fresh = videos(fake, provider.capabilities())
        with pytest.raises(ProviderError) as raised:
            told(fresh, lambda one: one.find(wire(one, "k-3")))
        # Those that are known to belong to others do not count.
        assert told(provider, lambda one: one.find(wire(one, "k-3"))) is None
    assert SAYS(raised.value.message) == (
        "Studio B lists 2 requests that look the same, and nobody can tell which is this one. See its own page."
    )


def test_a_long_list_is_looked_through() -> None:
    async def story(one: Videos) -> tuple[str | None, str]:
        order = wire(one)
        first = await one.submit(order)
        assert isinstance(first, Accepted)
        for number in range(110):
            await one.submit(wire(one, f"n-{number}", prompt=f"Another film {number}."))
        another = videos(fake, provider.capabilities())
        try:
            return await another.find(order), first.remote_id
        finally:
            await another.close()

    with server("strict") as (fake, provider):
        found, right = told(provider, story)
        assert found == right
        assert len(fake.sent("GET", "/videos")) == 2


@pytest.mark.parametrize("kind", ["sglang", "litellm", "gateway"])
def test_a_server_without_a_list_to_find_by_says_so(kind: Kind) -> None:
    with server(kind) as (_, provider), pytest.raises(ProviderError) as raised:
        told(provider, lambda one: one.find(wire(one)))
    assert SAYS(raised.value.message) == "Studio B keeps no list in which a request could be found again."


# Looking how far it is


def test_a_status_nobody_knows_is_work_going_on() -> None:
    async def story(one: Videos) -> list[Progress]:
        answer = await one.submit(wire(one))
        assert isinstance(answer, Accepted)
        return [(await one.poll(answer.remote_id)).progress for _ in range(3)]

    with server("strict", status_word="sprinkling-stardust") as (_, provider):
        assert told(provider, story) == [Progress.RUNNING, Progress.RUNNING, Progress.READY]


@pytest.mark.parametrize(
    ("kind", "failed"),
    [("strict", {"fails": "Engine error"}), ("vllm-omni", {"fails": "Engine error", "fails_as_http": 500}),
     ("vllm-omni", {"fails": "Engine error", "fails_as_http": 400}), ("sglang", {"fails": "Engine error"}),
     ("litellm", {"fails": "Engine error", "fails_as_http": 500})],
)  # fmt: skip
def test_a_failed_job_is_read_whatever_it_comes_as(kind: Kind, failed: dict[str, Any]) -> None:
    with server(kind, **failed) as (_, provider):
        _, look = told(provider, lambda one: to_the_end(one, wire(one)))
    assert look.progress is Progress.FAILED
    own = kind in ("vllm-omni", "sglang")
    assert look.charged is (Charged.NO if own else Charged.UNKNOWN)
    moderated = kind in ("strict", "litellm")
    if failed.get("fails_as_http") == 400:
        assert look.failure is Failure.INVALID, "the same again brings the same answer"
        assert said(look.why).startswith("Studio B does not take this request. It says: “Engine error”.")
        return
    assert look.failure is (Failure.POLICY_OUTPUT if moderated else Failure.SERVER)
    assert said(look.why) == (
        "Studio B made something of this prompt and does not hand it out. It says: “Engine error”. Change the brief "
        "before another try."
        if moderated
        else "Studio B could not make the clip. It says: “Engine error”."
    )


def test_a_job_that_is_gone() -> None:
    async def story(one: Videos) -> Poll:
        answer = await one.submit(wire(one))
        assert isinstance(answer, Accepted)
        fake.mischief.lost = True
        return await one.poll(answer.remote_id)

    with server("vllm-omni") as (fake, provider):
        assert told(provider, story).progress is Progress.GONE


def test_a_look_that_nobody_answers_changes_nothing() -> None:
    async def story(one: Videos) -> None:
        answer = await one.submit(wire(one))
        assert isinstance(answer, Accepted)
        for bad in (Mischief(web_page=True), Mischief(huge_error=True), Mischief(redirect="http://x.example/")):
            fake.mischief = bad
            with pytest.raises(ProviderError) as raised:
                await one.poll(answer.remote_id)
            assert SAYS.title(raised.value)

    with server("strict") as (fake, provider):
        told(provider, story)


# Bringing the clip


async def brought(one: Videos, part: Path) -> str:
    """Bring a clip as the queue does: look, fetch, and look again where it did not come. Gives the last words."""
    answer = await one.submit(wire(one))
    assert isinstance(answer, Accepted)
    words = ""
    for _ in range(14):
        look = await one.poll(answer.remote_id)
        if look.progress is Progress.FAILED:
            return said(look.why)
        if look.progress is not Progress.READY:
            continue
        assert look.asset
        try:
            await one.fetch(answer.remote_id, look.asset, part)
        except FourbeatError as error:
            words = SAYS(error.message)
        else:
            return words
    return words


@pytest.mark.parametrize("kind", KINDS)
def test_a_clip_that_breaks_off_goes_on_where_it_broke_off(kind: Kind, tmp_path: Path) -> None:
    part = tmp_path / "clip.part"
    with server(kind, content_cut=40_000) as (fake, provider):
        words = told(provider, lambda one: brought(one, part))
        ranges = [one.headers.get("range") for one in fake.sent("GET", "/content")]
    assert part.read_bytes() == CLIP
    assert ranges == [None, "bytes=40000-"]
    assert words.endswith("broke before all of its answer was here.")


def test_a_clip_that_has_expired(tmp_path: Path) -> None:
    with server("strict", expired=True) as (_, provider):
        words = told(provider, lambda one: brought(one, tmp_path / "part"))
    assert words == (
        "Studio B threw the clip away before it was fetched. It may have been charged. Retry the job to ask again."
    )


def test_a_clip_that_was_withheld_is_not_asked_for_again_and_again(tmp_path: Path) -> None:
    with server("litellm", content_missing=True) as (fake, provider):
        words = told(provider, lambda one: brought(one, tmp_path / "part"))
        assert len(fake.sent("GET", "/content")) == 1
    assert words.startswith(
        "Studio B made something of this prompt and does not hand it out. It says: “1 validation error"
    )


def test_a_job_that_is_ready_without_a_clip(tmp_path: Path) -> None:
    with server("strict", content_missing=True) as (_, provider):
        words = told(provider, lambda one: brought(one, tmp_path / "part"))
    assert words == (
        "Studio B says the clip is ready but has none to give. It may have been charged. Retry the job to ask again."
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (("text/html", b"<html>sign in</html>"), "answers with a web page (status 200) instead of data."),
        (("application/json", b"{}"), "sent application/json where the clip should be."),
    ],
)
def test_what_is_no_clip_is_not_kept(content: tuple[str, bytes], words: str, tmp_path: Path) -> None:
    with server("strict", content_is=content) as (_, provider):
        assert words in told(provider, lambda one: brought(one, tmp_path / "part"))
    assert not (tmp_path / "part").exists()


def test_a_clip_that_lies_in_a_cloud_is_fetched_there_without_the_key(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with FakeVideos("strict") as cloud:
        cloud.jobs["x"] = _finished(cloud)
        address = f"{cloud.url.replace('127.0.0.1', 'localhost')}/videos/x/content?signature=deadbeef99"
        with server("sglang", cloud=address) as (fake, provider):
            words = told(provider, lambda one: brought(one, tmp_path / "part"))
            look = told(provider, lambda one: one.poll(next(iter(fake.jobs))))
        sent = cloud.requests[-1]
    assert words == ""
    assert (tmp_path / "part").read_bytes() == CLIP
    assert "authorization" not in sent.headers
    assert sent.query == {"signature": "deadbeef99"}
    assert "deadbeef99" not in caplog.text + json.dumps(dict(look.answer)) + repr(look)


def _finished(fake: FakeVideos) -> Any:
    from fakes.videos import Made

    return Made({}, None, 0.0, looks=fake.looks + 1)


# Stopping


@pytest.mark.parametrize("kind", KINDS)
def test_only_a_server_that_stops_work_is_told_to(kind: Kind) -> None:
    async def story(one: Videos) -> tuple[Cancel, Poll]:
        answer = await one.submit(wire(one))
        assert isinstance(answer, Accepted)
        did = await one.cancel(answer.remote_id)
        return did, await one.poll(answer.remote_id)

    with server(kind) as (fake, provider):
        did, look = told(provider, story)
        assert len(fake.sent("DELETE", "")) == (1 if kind == "vllm-omni" else 0)
    assert did is (Cancel.ABORTED if kind == "vllm-omni" else Cancel.UNSUPPORTED)
    assert (look.progress is Progress.GONE) == (kind == "vllm-omni"), "what is stopped is forgotten there"


def test_a_finished_clip_is_not_thrown_away() -> None:
    async def story(one: Videos) -> Cancel:
        remote_id, look = await to_the_end(one, wire(one))
        assert look.progress is Progress.READY
        return await one.cancel(remote_id)

    with server("vllm-omni") as (fake, provider):
        assert told(provider, story) is Cancel.TOO_LATE
        assert fake.jobs


# Words in both languages, and nothing secret


def test_a_long_id_with_odd_letters_is_one_id() -> None:
    with server("litellm") as (fake, provider):
        remote_id, look = told(provider, lambda one: to_the_end(one, wire(one)))
        assert len(remote_id) > 200
        assert "=" in remote_id or len(remote_id) % 4 == 2
        assert all("=" not in one.path for one in fake.requests)
    assert look.progress is Progress.READY


def test_the_same_is_said_in_japanese() -> None:
    ours = Wording.of("ja")
    with server("strict", fails="Engine error") as (_, provider):
        _, look = told(provider, lambda one: to_the_end(one, wire(one)))
    assert look.why is not None
    assert ours(look.why) == (
        "Studio B はこのプロンプトからクリップを作りましたが、引き渡しを拒否しました。「Engine error」とのことです。"
        "もう一度試す前に、指示書を変えてください。"
    )
