"""A generator far away, a pack, and a film that touches both: what the tests of rights play with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from fourbeat.model.ids import Id, Ids
from fourbeat.model.job import JobState as S
from fourbeat.model.message import message
from fourbeat.model.plan import Role, Shot
from fourbeat.model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Estimate,
    ModelFacts,
    Poll,
    Progress,
    Resend,
    WireRequest,
)
from fourbeat.model.request import TakeRequest
from fourbeat.model.take import Take
from fourbeat.model.verdict import Decision, Pack
from fourbeat.policy.gallery import Gallery
from fourbeat.policy.hit import Hit, Reading, Sure
from fourbeat.policy.rule import Rule
from fourbeat.policy.subject import Kind, Name, Subject
from fourbeat.store import Writer
from fourbeat.studio.guarded import Guarded
from fourbeat.studio.rights import Rights
from fourbeat.studio.studio import Studio
from store import film

_IDS = Ids()


class Far:
    """A generator that takes every request and is never done with it."""

    key = "far"
    width = 4

    def __init__(self) -> None:
        self.sent: list[WireRequest] = []
        self.cancelled: list[str] = []

    def capabilities(self) -> Capabilities:
        model = ModelFacts(id="far-1", longest="60", roles=tuple(Role), seed=True)
        return Capabilities(
            provider=self.key,
            models=(model,),
            resend=Resend.NEVER,
            finds=False,
            lane_width=self.width,
            learned_at="2026-01-01",
            source="test",
        )

    def estimate(self, request: TakeRequest) -> Estimate:
        return Estimate(basis=request.model)

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:  # noqa: ARG002
        return WireRequest(provider=self.key, key=key, payload={"prompt": request.prompt})

    async def submit(self, wire: WireRequest) -> Accepted:
        self.sent.append(wire)
        return Accepted(f"r-{len(self.sent)}")

    async def find(self, wire: WireRequest) -> str | None:  # noqa: ARG002
        return None

    async def poll(self, remote_id: str) -> Poll:  # noqa: ARG002
        return Poll(Progress.CANCELLED)

    async def cancel(self, remote_id: str) -> Cancel:
        self.cancelled.append(remote_id)
        return Cancel.ABORTED

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:  # noqa: ARG002
        raise AssertionError

    async def close(self) -> None:
        pass


def rule(name: str, effect: str, **more: object) -> Rule:
    return Rule.model_validate({"id": name, "effect": effect, **more})


def guards(name: str, *rules: Rule, sure: Sure = Sure.SURE, **more: object) -> tuple[Subject, Sure]:
    """Make a subject of the pack "moon", known by one name, with how sure its hits are."""
    given = {
        "id": f"moon:{name.lower()}",
        "pack": "moon",
        "version": 1,
        "kind": Kind.CHARACTER,
        "name": name,
        "names": (Name(text=name),),
        "chain": tuple((Kind.CHARACTER, one) for one in rules),
        "default": Decision.ASK,
        "signed": True,
        **more,
    }
    return Subject.model_validate(given), sure


class Shelf:
    """A shelf of packs that a test fills; every filling is another version."""

    def __init__(self) -> None:
        self.now = Guarded()
        self.versions = 0

    def fill(self, *guarded: tuple[Subject, Sure], broken: Sequence[str] = ()) -> None:
        self.versions += 1
        subjects = {one.id: one for one, _ in guarded}

        def find(text: str, _company: Sequence[str]) -> list[Hit]:
            return [
                Hit(
                    subject=one.id,
                    reading=Reading.NAME,
                    sure=sure,
                    start=match.start(),
                    end=match.end(),
                    text=match[0],
                    read_as=name.text,
                )
                for one, sure in guarded
                for name in one.names
                for match in re.finditer(rf"\b{re.escape(name.text)}\b", text, re.IGNORECASE)
            ]

        packs = (Pack(id="moon", version=self.versions),)
        gallery = Gallery(subjects.values())
        self.now = Guarded(subjects, packs, str(self.versions), find, tuple(broken), gallery)

    def __call__(self) -> Guarded:
        return self.now


def with_shelf(studio: Studio) -> Shelf:
    shelf = Shelf()
    studio.__dict__["rights"] = Rights(studio, shelf)
    return shelf


def arrive(studio: Studio, job: Id) -> Take:
    """Let a queued job bring its take, as the queue writes it down, without a file."""
    asked = studio.store.job(job)
    assert isinstance(asked.request, TakeRequest)
    attempt = film.attempt(_IDS, asked)
    verdict = studio.store.verdict(asked.verdict or "")
    take = film.take(_IDS, asked, attempt, verdict, asked.request.number).model_copy(
        update={"references": asked.request.references, "parent": asked.request.parent}
    )

    def work(writer: Writer) -> None:
        writer.add_attempt(attempt)
        for before, after in pairwise((S.QUEUED, S.RESERVED, S.SENDING, S.ACCEPTED, S.DOWNLOADING)):
            writer.move_job(job, after, expect=before)
        writer.add_take(take)
        writer.move_job(job, S.DONE, expect=S.DOWNLOADING, take=take.id)
        writer.edit(message("x"), writer.plan.change(writer.plan.get(Shot, take.shot), take=take.id))

    studio.store.write(work)
    return take
