"""Who is next, by lane, order and time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourbeat.model.cut import Cut
from fourbeat.model.errors import Storage
from fourbeat.model.format import Format
from fourbeat.model.ids import Ids
from fourbeat.model.job import Job
from fourbeat.model.request import RenderRequest
from fourbeat.queue.lanes import Lanes

IDS = Ids()
AT = "2030-01-01T00:00:00.000Z"
NOW = 1_893_456_000.0


def job(lane: str, order: str, not_before: str | None = None) -> Job:
    request = RenderRequest(reel=IDS.new(), cut=Cut(title="x", format=Format(), items=()), target="x.mp4")
    return Job(id=IDS.new(), lane=lane, request=request, order=order, not_before=not_before, made_at=AT, changed_at=AT)


def test_each_lane_has_its_own_width_and_order() -> None:
    lanes = Lanes({"a": 1, "b": 2}.__getitem__)
    jobs = [job("a", "V"), job("b", "V"), job("a", "F"), job("b", "F"), job("b", "A")]
    for one in jobs:
        lanes.wait(one)
    ready = lanes.ready(NOW)
    assert ready == [(jobs[4].id, "b"), (jobs[2].id, "a"), (jobs[3].id, "b")]
    for identity, lane in ready:
        lanes.enter(identity, lane)
    assert lanes.ready(NOW) == []
    assert lanes.next_due(NOW) is None
    lanes.leave(jobs[2].id)
    assert lanes.ready(NOW) == [(jobs[0].id, "a")]


def test_a_job_waits_for_its_time() -> None:
    lanes = Lanes(lambda _: 1)
    late = job("a", "A", "2030-01-01T00:00:10.000Z")
    soon = job("a", "V")
    lanes.wait(late)
    assert lanes.ready(NOW) == []
    assert lanes.next_due(NOW) == 10.0
    lanes.wait(soon)
    assert lanes.ready(NOW) == [(soon.id, "a")]
    assert lanes.ready(NOW + 10) == [(late.id, "a")]


def test_a_resting_lane_rests_alone() -> None:
    lanes = Lanes(lambda _: 1)
    here, there = job("a", "V"), job("b", "V")
    lanes.wait(here)
    lanes.wait(there)
    lanes.rest("a", NOW + 5)
    lanes.rest("a", NOW + 2)
    assert lanes.ready(NOW + 3) == [(there.id, "b")]
    assert (here.id, "a") in lanes.ready(NOW + 5)
    lanes.wake("a")
    assert (here.id, "a") in lanes.ready(NOW)


def test_a_moved_job_takes_its_new_place() -> None:
    lanes = Lanes(lambda _: 1)
    first, second = job("a", "F"), job("a", "V")
    lanes.wait(first)
    lanes.wait(second)
    lanes.wait(first.model_copy(update={"order": "Z"}))
    assert lanes.ready(NOW) == [(second.id, "a")]
    lanes.forget(second.id)
    assert lanes.ready(NOW) == [(first.id, "a")]


def test_a_job_whose_servers_cannot_be_found_out_now_keeps_its_place() -> None:
    failing = [True]

    def sort(_job: str, _lane: str) -> tuple[str, ...]:
        if failing:
            raise Storage("store.cannot-write", project="x", detail=str(failing.pop()))
        return ("box",)

    lanes = Lanes(lambda _: 1, lambda lane: ("a", "b") if lane == "farm" else None, sort)
    one = job("farm", "A")
    lanes.wait(one)
    with pytest.raises(Storage):
        lanes.ready(NOW)
    assert lanes.next_due(NOW) == 0.0
    assert lanes.ready(NOW) == [(one.id, "box")]


def test_who_can_do_what_is_asked_only_when_a_server_has_room_for_it() -> None:
    asked: list[str] = []
    jobs = {one.order: one for one in (job("farm", f"B{number:03}") for number in range(300))}
    only_b = jobs["B290"].id

    def sort(identity: str, _lane: str) -> tuple[str, ...]:
        asked.append(identity)
        return ("b",) if identity == only_b else ("a",)

    lanes = Lanes(lambda _: 1, lambda lane: ("a", "b") if lane == "farm" else None, sort)
    lanes.enter("work at b", "b")
    for one in jobs.values():
        lanes.wait(one)
    first = jobs["B000"].id
    assert lanes.ready(NOW) == [(first, "a")]
    assert asked == [first]
    lanes.enter(first, "a")
    assert lanes.ready(NOW) == []
    assert lanes.next_due(NOW) is None
    # What is moved to the front goes first, also where others are known already.
    lanes.leave(first)
    assert lanes.ready(NOW) == [(jobs["B001"].id, "a")]
    moved = job("farm", "A")
    lanes.wait(moved)
    assert lanes.next_due(NOW) == 0.0
    assert lanes.ready(NOW) == [(moved.id, "a")]
    # A server that comes free is found its job, however far behind that stands.
    lanes.leave("work at b")
    found = [one for _ in range(3) for one in lanes.ready(NOW)]
    assert (only_b, "b") in found
    assert jobs["B299"].id not in asked


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("AFV"), st.integers(0, 3)), max_size=30),
    st.dictionaries(st.sampled_from("abc"), st.integers(1, 3)),
)
def test_no_lane_is_ever_too_full(made: list[tuple[str, str, int]], widths: dict[str, int]) -> None:
    lanes = Lanes(lambda lane: widths.get(lane, 1))
    homes = {}
    for lane, order, _ in made:
        one = job(lane, order)
        homes[one.id] = lane
        lanes.wait(one)
    started = []
    while ready := lanes.ready(NOW):
        for identity, lane in ready:
            assert homes[identity] == lane
            lanes.enter(identity, lane)
            started.append(identity)
        for lane in "abc":
            assert sum(homes[one] == lane for one in lanes.working) <= widths.get(lane, 1)
        lanes.leave(started[-1])
        for identity in list(lanes.working):
            lanes.leave(identity)
    assert sorted(started) == sorted(homes)


def test_what_has_moved_on_leaves_nothing_in_the_way() -> None:
    lanes = Lanes(lambda _: 1)
    one, other = job("a", "F"), job("a", "V")
    lanes.wait(other)
    for turn in range(300):
        lanes.wait(one.model_copy(update={"order": f"A{turn % 9 + 1}"}))
        assert lanes.ready(NOW) == [(one.id, "a")]
        lanes.forget(one.id)
    assert lanes.ready(NOW) == [(other.id, "a")]
    # The same job, in the same place as before it was taken out.
    lanes.wait(one)
    lanes.enter(one.id, "a")
    lanes.wait(one)
    lanes.leave(one.id)
    assert lanes.ready(NOW) == [(one.id, "a")]
    assert sum(len(lane.line) + len(lane.later) for lane in lanes._lanes.values()) < 100
