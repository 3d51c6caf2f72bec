"""One of the cast is shown to a server once, behind the gate, and named to it from then on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.budget import Measure, Span
from fourbeat.model.consent import Terms
from fourbeat.model.errors import FourbeatError, Invalid, NotFound, ProviderError, Refused
from fourbeat.model.plan import Character, Shot
from fourbeat.model.request import TakeRequest
from fourbeat.model.take import Take
from fourbeat.studio.enrolments import ASKED
from fourbeat.studio.studio import Studio
from providers.fakes.videos import FakeVideos, Kind

from .far import arrive, guards, rule, with_shelf

Seen = tuple[Character, Shot, Take]


@pytest.fixture
def server() -> Iterator[FakeVideos]:
    with FakeVideos(kind="strict") as fake:
        yield fake


@pytest.fixture
def seen(studio: Studio, server: FakeVideos, tmp_path: Path) -> Seen:
    """Give somebody, a shot in which they are seen, and a take of it; a server was asked what it can do."""
    studio.cast.add(name="Whisker")
    studio.shots.add(brief=BriefFile(scene="A quay.", seconds="4", cast=("Whisker",)), folder=tmp_path)
    shot = studio.plan.shots()[0]
    connect(studio, server)
    (job,) = studio.jobs.add(shots=[shot])
    take = arrive(studio, job.id)
    clip = studio.store.media.path(take.media)
    clip.parent.mkdir(parents=True, exist_ok=True)
    clip.write_bytes(b"a clip")
    return studio.cast.find("Whisker"), studio.plan.get(Shot, shot.id), take


def connect(studio: Studio, server: FakeVideos) -> None:
    studio.connections.add(key="gpu", fields={"name": "GPU", "protocol": "videos", "url": server.url})
    studio.connections.learn("gpu")
    studio.connections.tell(key="gpu", model="reel-1", facts={"free": True})


def enrol(studio: Studio, seen: Seen):
    who, shot, take = seen
    return studio.enrolments.enrol(provider="gpu", character=who, shot=shot, take=take)


def test_who_was_shown_once_is_named_from_then_on(studio: Studio, server: FakeVideos, seen: Seen) -> None:
    who, shot, take = seen
    made = enrol(studio, seen)
    assert (made.remote_id, made.name, made.source) == ("char_1", "Whisker", take.sha256)
    assert server.enrolled == {"char_1": ("Whisker", b"a clip")}
    assert [one.remote_id for one in studio.store.enrolments()] == [ASKED, "char_1"]
    assert [one.remote_id for one in studio.enrolments.known()] == ["char_1"]
    with pytest.raises(Invalid) as again:
        enrol(studio, seen)
    assert again.value.code == "enrol.already"
    studio.fields.set(shots=[shot], fields={"provider": "gpu", "model": None, "size": "1280x720"})
    (job,) = studio.jobs.add(shots=[studio.plan.get(Shot, shot.id)])
    assert isinstance(job.request, TakeRequest)
    assert job.request.enrolled == ("char_1",)
    wire = studio.generators["gpu"].prepare(job.request, "key", {})
    assert (wire.payload["form"], wire.payload["fields"]["characters"]) == (False, [{"id": "char_1"}])  # type: ignore[index,call-overload]
    studio.enrolments.forget(provider="gpu", character=who)
    assert studio.enrolments.known() == []
    (job,) = studio.jobs.add(shots=[studio.plan.get(Shot, shot.id)])
    assert isinstance(job.request, TakeRequest)
    assert job.request.enrolled == ()
    with pytest.raises(NotFound):
        studio.enrolments.forget(provider="gpu", character=who)


def test_nothing_leaves_where_the_gate_says_no(studio: Studio, server: FakeVideos, seen: Seen) -> None:
    shelf = with_shelf(studio)
    shelf.fill(guards("Whisker", rule("never", "block")))
    with pytest.raises(Refused) as refused:
        enrol(studio, seen)
    assert refused.value.code == "enrol.blocked"
    shelf.fill()
    person = studio.consents.add_person(name="Mia Ito")
    studio.consents.bind(of=seen[0], person=person)
    with pytest.raises(Refused):
        enrol(studio, seen)
    assert not server.enrolled
    assert studio.store.enrolments() == []


def test_what_would_leave_is_said_before_anything_does(studio: Studio, server: FakeVideos, seen: Seen) -> None:
    who, shot, take = seen
    assert [one.key for one in studio.enrolments.places()] == ["gpu"]
    assert studio.enrolments.takes(who) == [(shot, take)]
    offer = studio.enrolments.offered(provider="gpu", character=who, shot=shot, take=take)
    assert (offer.called, offer.provider.url, offer.people) == ("Whisker", server.url, ())
    person = studio.consents.add_person(name="Mia Ito")
    studio.consents.bind(of=who, person=person)
    with pytest.raises(Refused):
        studio.enrolments.offered(provider="gpu", character=who, shot=shot, take=take)
    studio.consents.grant(person=person, terms=Terms(), description="Plays Whisker.")
    assert studio.enrolments.offered(provider="gpu", character=who, shot=shot, take=take).people == ("Mia Ito",)
    assert not server.enrolled
    assert studio.store.enrolments() == []


def test_while_spending_is_stopped_nothing_leaves(studio: Studio, server: FakeVideos, seen: Seen) -> None:
    studio.budget.stop(reason="enough")
    with pytest.raises(Refused) as refused:
        enrol(studio, seen)
    assert refused.value.code == "enrol.stopped"
    assert not server.enrolled


def test_under_a_cap_on_money_nothing_leaves_before_unknown_prices_are_allowed(
    studio: Studio, server: FakeVideos, seen: Seen
) -> None:
    studio.budget.cap(span=Span.PROJECT, measure=Measure.MONEY, most="5", currency="USD")
    with pytest.raises(Refused) as refused:
        enrol(studio, seen)
    assert refused.value.code == "enrol.no-price"
    assert not server.enrolled
    assert studio.store.enrolments() == []
    studio.budget.allow_unknown(of="gpu")
    assert enrol(studio, seen).remote_id == "char_1"


def test_who_is_not_in_the_shot_is_not_shown(studio: Studio, seen: Seen) -> None:
    other = studio.cast.add(name="Otto") and studio.cast.find("Otto")
    with pytest.raises(Invalid) as refused:
        enrol(studio, (other, seen[1], seen[2]))
    assert refused.value.code == "enrol.not-seen"


@pytest.mark.parametrize("kind", ["vllm-omni", "sglang", "litellm", "gateway"])
def test_a_server_that_knows_no_characters_is_not_sent_one(studio: Studio, seen: Seen, kind: Kind) -> None:
    with FakeVideos(kind=kind) as other:
        studio.connections.change(key="gpu", fields={"url": other.url})
        studio.connections.learn("gpu")
        with pytest.raises(Invalid) as refused:
            enrol(studio, seen)
        assert refused.value.code == "enrol.not-there"
        assert not other.enrolled


def test_an_answer_that_was_lost_is_told_and_the_audit_has_what_left(
    studio: Studio, server: FakeVideos, seen: Seen
) -> None:
    studio.connections.able(studio.connections.find("gpu"))
    server.die()
    with pytest.raises(FourbeatError) as told:
        enrol(studio, seen)
    assert isinstance(told.value, ProviderError)
    assert [one.remote_id for one in studio.store.enrolments()] == [ASKED]
    assert studio.enrolments.known() == []
    server.rise()
    assert enrol(studio, seen).remote_id == "char_1"
