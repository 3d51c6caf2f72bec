"""The table of a job's states."""

from __future__ import annotations

from fourbeat.model.job import AT_WORK, ENDED, MOVES, WAITING, JobState


def test_every_state_is_in_the_table_and_every_group_once() -> None:
    assert set(MOVES) == set(JobState)
    groups = [WAITING, AT_WORK, ENDED, frozenset({JobState.UNKNOWN})]
    assert sum(map(len, groups)) == len(JobState)
    assert frozenset().union(*groups) == set(JobState)


def test_every_state_can_be_reached_and_only_done_is_final() -> None:
    reached, fresh = {JobState.QUEUED}, {JobState.QUEUED}
    while fresh:
        fresh = {move for state in fresh for move in MOVES[state]} - reached
        reached |= fresh
    assert reached == set(JobState)
    assert [state for state, moves in MOVES.items() if not moves] == [JobState.DONE]


def test_nothing_sent_is_cancelled_or_forgotten_without_knowing() -> None:
    assert JobState.CANCELLED not in MOVES[JobState.SENDING]
    assert JobState.UNKNOWN in MOVES[JobState.SENDING]
