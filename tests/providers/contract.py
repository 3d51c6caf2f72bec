"""The one contract of all generators: whoever turns requests into clips passes it.

An implementation says in a `Case` how it is set up; `tests/providers/test_contract.py` runs every clause for each.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fourbeat.model.errors import FourbeatError
from fourbeat.model.format import Size
from fourbeat.model.panel import Panel
from fourbeat.model.plan import Role
from fourbeat.model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Enrolling,
    Poll,
    Progress,
    Provider,
    Resend,
    Stopping,
    WireRequest,
)
from fourbeat.model.request import StillRequest, TakeRequest
from fourbeat.model.still import View

UNDER_WAY = (Progress.WAITING, Progress.RUNNING)
HD = Size(width=1280, height=720)
FIRST, SECOND, NEVER = (f"0190a0b0-0000-7000-8000-00000000000{last}" for last in "abc")
SECRET = "sk-planted-in-the-contract-99"


@dataclass
class Set:
    """Be one implementation, set up: how many requests its server was sent, and what makes its clips come along."""

    provider: Provider
    submissions: Callable[[], int]
    bring: Callable[[WireRequest, str], None] = lambda *_: None
    bring_still: Callable[[WireRequest, str], None] = lambda *_: None
    folder: Path = field(default_factory=Path)


@dataclass(frozen=True)
class Case:
    """Say how an implementation is set up in a folder, and what is asked of it."""

    name: str
    set_up: Callable[[Path], AbstractContextManager[Set]]
    model: str = ""
    size: Size = HD
    seconds: str = "4"
    frames: int = 96
    by_hand: bool = False
    """A person makes the clips, so nothing can be waited for."""

    def request(self, provider: Provider, **more: Any) -> TakeRequest:
        facts = provider.capabilities().model(self.model)
        assert facts is not None
        given: dict[str, Any] = {
            "shot": "0190a0b0-0000-7000-8000-000000000001",
            "provider": provider.key,
            "model": facts.id,
            "prompt": "A lighthouse in the rain.",
            "size": self.size,
            "frames": self.frames,
            "rate": "24",
            "seconds": self.seconds,
            "seed": 7,
            "number": 1,
            "panel": Panel(scene="A lighthouse in the rain."),
            **more,
        }
        return TakeRequest(**given)

    def still(self, provider: Provider, model: str) -> StillRequest:
        """Ask for a picture instead of a clip."""
        given = self.request(provider).model_dump(exclude={"frames", "seconds", "model"})
        return StillRequest(**given, model=model, view=View.FRAME, role=Role.STYLE)


Clause = Callable[[Case, Set], Awaitable[None]]
CLAUSES: list[Clause] = []


def clause(one: Clause) -> Clause:
    """Take a clause into the contract."""
    CLAUSES.append(one)
    return one


def run(case: Case, one: Clause, folder: Path) -> None:
    """Hold an implementation to a clause."""

    async def story(ready: Set) -> None:
        try:
            await asyncio.wait_for(one(case, ready), 60)
        finally:
            await ready.provider.close()

    with case.set_up(folder) as ready:
        asyncio.run(story(ready))


async def sent(case: Case, ready: Set, key: str = FIRST, **more: Any) -> tuple[WireRequest, str]:
    """Submit one request that is taken."""
    wire = ready.provider.prepare(case.request(ready.provider, **more), key, {})
    answer = await ready.provider.submit(wire)
    assert isinstance(answer, Accepted), answer
    return wire, answer.remote_id


async def ended(provider: Provider, remote_id: str) -> Poll:
    """Look until nothing is under way any more; checks every look."""
    before = 0.0
    for _ in range(2000):
        look = await provider.poll(remote_id)
        assert look.again_in > 0
        if look.done is not None:
            assert before <= look.done <= 1.0, "progress never goes back"
            before = look.done
        if look.progress not in UNDER_WAY:
            return look
        await asyncio.sleep(0.01)
    raise AssertionError("it never ended")


@clause
async def what_it_can_do_is_said_in_full(case: Case, ready: Set) -> None:
    able = ready.provider.capabilities()
    assert able.model(case.model) is not None
    assert able.provider == ready.provider.key
    assert able.models
    assert len({one.id for one in able.models}) == len(able.models)
    assert able.model("") == able.models[0]
    assert able.model("no such model") is None
    assert able.lane_width >= 1
    assert able.source
    assert re.fullmatch(r"(\d{4}-\d\d-\d\d.*)?", able.learned_at)
    assert able == Capabilities.model_validate_json(able.model_dump_json()), "it can be kept"
    assert able == ready.provider.capabilities(), "asking changes nothing"
    if able.resend is Resend.IF_ABSENT:
        assert able.finds, "absent is only what was looked for"


@clause
async def a_price_is_known_or_not_but_never_invented(case: Case, ready: Set) -> None:
    estimate = ready.provider.estimate(case.request(ready.provider))
    facts = ready.provider.capabilities().model(case.model)
    assert facts is not None
    if estimate.free:
        assert estimate.least is None
        assert estimate.most is None
    if estimate.least is not None or estimate.most is not None:
        assert estimate.least is not None
        assert estimate.most is not None
        assert estimate.least.currency == estimate.most.currency
        assert float(estimate.least.amount) <= float(estimate.most.amount)
        assert estimate.basis
    if not facts.prices and not facts.free:
        assert estimate.free is False


@clause
async def a_request_is_made_without_sending_and_the_same_each_time(case: Case, ready: Set) -> None:
    provider = ready.provider
    before = ready.submissions()
    request = case.request(provider)
    one, same = provider.prepare(request, FIRST, {}), provider.prepare(request, FIRST, {})
    other = provider.prepare(request.model_copy(update={"prompt": "Fog.", "panel": Panel(scene="Fog.")}), FIRST, {})
    assert one.hash == same.hash != other.hash
    assert (one.provider, one.key) == (provider.key, FIRST)
    stored = json.loads(json.dumps(one.payload, allow_nan=False))
    assert WireRequest(provider=one.provider, key=one.key, payload=stored, files=one.files).hash == one.hash
    assert SECRET not in one.model_dump_json()
    assert ready.submissions() == before


@clause
async def what_cannot_be_asked_is_refused_before_anything_is_sent(case: Case, ready: Set) -> None:
    if case.by_hand:
        return  # Websites have whatever models they have.
    before = ready.submissions()
    try:
        ready.provider.prepare(case.request(ready.provider, model="no such model"), FIRST, {})
    except FourbeatError:
        pass
    else:
        raise AssertionError("a model that is not there was accepted")
    assert ready.submissions() == before


@clause
async def a_submission_is_one_submission(case: Case, ready: Set) -> None:
    before = ready.submissions()
    _, remote_id = await sent(case, ready)
    assert ready.submissions() == before + 1
    assert remote_id
    assert remote_id.strip() == remote_id
    assert len(remote_id) <= 1000
    assert remote_id.isprintable()


@clause
async def a_clip_comes_of_it(case: Case, ready: Set) -> None:
    provider = ready.provider
    wire, remote_id = await sent(case, ready)
    if case.by_hand:
        assert (await provider.poll(remote_id)).progress is Progress.HANDS
    ready.bring(wire, remote_id)
    look = await ended(provider, remote_id)
    assert look.progress is Progress.READY, look
    assert look.asset
    json.dumps(dict(look.answer), allow_nan=False)
    assert SECRET not in json.dumps(dict(look.answer))
    kept = json.dumps(dict(look.answer), ensure_ascii=False)
    for address in re.findall(r"https?://[^\s\"]+", kept):
        assert urlsplit(address).path in ("", "/", "/…"), "no address is kept that opens something"
    part = ready.folder / "clip.part"
    await provider.fetch(remote_id, look.asset, part)
    assert part.stat().st_size > 16
    assert b"ftyp" in part.read_bytes()[:16]


@clause
async def a_picture_comes_where_one_is_promised(case: Case, ready: Set) -> None:
    provider, before = ready.provider, ready.submissions()
    maker = next((one for one in provider.capabilities().models if one.still), None)
    if maker is None:
        return
    assert not provider.capabilities().models[0].still, "who names no model means a clip"
    request = case.still(provider, maker.id)
    wire, same = (provider.prepare(request, FIRST, {}) for _ in range(2))
    assert wire.hash == same.hash
    answer = await provider.submit(wire)
    assert isinstance(answer, Accepted)
    assert ready.submissions() == before + 1
    if case.by_hand:
        assert (await provider.poll(answer.remote_id)).progress is Progress.HANDS
    ready.bring_still(wire, answer.remote_id)
    look = await ended(provider, answer.remote_id)
    assert look.progress is Progress.READY, look
    assert look.asset
    part = ready.folder / "still.part"
    await provider.fetch(answer.remote_id, look.asset, part)
    assert part.read_bytes().startswith(b"\x89PNG")


@clause
async def a_clip_is_not_asked_of_what_makes_pictures(case: Case, ready: Set) -> None:
    provider = ready.provider
    maker = next((one for one in provider.capabilities().models if one.still), None)
    if maker is None or case.by_hand:
        return  # At a website it is a person who sees which of the two it is.
    for wrong in (case.request(provider, model=maker.id), case.still(provider, provider.capabilities().models[0].id)):
        try:
            provider.prepare(wrong, FIRST, {})
        except FourbeatError:
            continue
        raise AssertionError(wrong.model)


@clause
async def two_requests_are_two_clips(case: Case, ready: Set) -> None:
    _, one = await sent(case, ready, FIRST)
    _, other = await sent(case, ready, SECOND, number=2, seed=8)
    assert one != other


@clause
async def what_was_sent_is_found_again(case: Case, ready: Set) -> None:
    provider = ready.provider
    if not provider.capabilities().finds:
        return
    never = provider.prepare(case.request(provider, prompt="Never sent.", panel=Panel(scene="Never.")), NEVER, {})
    assert await provider.find(never) is None
    wire, remote_id = await sent(case, ready)
    assert await provider.find(wire) == remote_id
    assert await provider.find(never) is None


@clause
async def what_nobody_sent_is_gone_or_cannot_be_asked(case: Case, ready: Set) -> None:
    del case
    try:
        look = await ready.provider.poll("nobody-sent-this")
    except FourbeatError:
        return
    assert look.progress in (Progress.GONE, Progress.HANDS)


@clause
async def cancelling_says_what_it_did(case: Case, ready: Set) -> None:
    provider = ready.provider
    _, remote_id = await sent(case, ready)
    did = await provider.cancel(remote_id)
    if provider.capabilities().stopping is Stopping.ABORTS:
        assert did in (Cancel.ABORTED, Cancel.WILL_NOT_RUN, Cancel.TOO_LATE)
    if did in (Cancel.ABORTED, Cancel.WILL_NOT_RUN):
        look = await provider.poll(remote_id)
        assert look.progress in (Progress.CANCELLED, Progress.GONE, Progress.FAILED)
    if provider.capabilities().stopping is Stopping.CANNOT:
        assert did in (Cancel.UNSUPPORTED, Cancel.TOO_LATE)


@clause
async def somebody_is_shown_once_where_that_is_promised(case: Case, ready: Set) -> None:
    provider, before = ready.provider, ready.submissions()
    if not provider.capabilities().enrols:
        return
    assert isinstance(provider, Enrolling)
    clip = ready.folder / "somebody.mp4"
    clip.write_bytes(b"a clip")
    answer = await provider.enrol("Somebody", clip)
    assert isinstance(answer, Accepted)
    assert answer.remote_id
    assert ready.submissions() == before + 1
    del case


@clause
async def closing_twice_is_closing(case: Case, ready: Set) -> None:
    del case
    await ready.provider.close()
    await ready.provider.close()


@clause
async def nothing_shows_the_secret(case: Case, ready: Set) -> None:
    wire, _ = await sent(case, ready)
    everything = repr(ready.provider) + repr(vars(ready.provider)) + repr(wire) + wire.model_dump_json()
    assert SECRET not in everything
