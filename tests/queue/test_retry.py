"""The retry rules, as a table."""

from __future__ import annotations

import pytest

from fourbeat.model.job import Failure
from fourbeat.queue.clock import later, moment
from fourbeat.queue.retry import LOST, RULES, Again, GiveUp, Rest, backoff, decide

PASSING = {Failure.RATE_LIMITED, Failure.SERVER, Failure.NETWORK}


def half() -> float:
    return 0.5


@pytest.mark.parametrize("failure", sorted(set(Failure) - PASSING))
def test_what_does_not_pass_by_itself_is_not_tried_again(failure: Failure) -> None:
    assert decide(RULES.get(failure), tries=1, chance=half) == GiveUp()


@pytest.mark.parametrize("failure", sorted(PASSING))
def test_waits_grow_and_end(failure: Failure) -> None:
    rule = RULES[failure]
    waits = [decide(rule, tries=n, chance=half) for n in range(1, rule.tries)]
    seconds = [wait.seconds for wait in waits if isinstance(wait, Again)]
    assert len(seconds) == rule.tries - 1
    assert seconds == sorted(seconds)
    assert seconds[-1] <= rule.most
    assert isinstance(decide(rule, tries=rule.tries, chance=half), GiveUp if failure is Failure.SERVER else Rest)


@pytest.mark.parametrize("chance", [0.0, 0.25, 0.999])
def test_chance_moves_a_wait_between_half_and_all_of_it(chance: float) -> None:
    assert backoff(LOST, 3, lambda: chance) == pytest.approx(4 * (0.5 + chance / 2))
    assert backoff(LOST, 10_000, lambda: chance) <= LOST.most


def test_the_providers_own_wait_is_the_least() -> None:
    asked = decide(RULES[Failure.RATE_LIMITED], tries=1, chance=lambda: 0.0, asked=60.0)
    assert asked == Again(60.0)


def test_a_very_long_wait_holds_the_lane() -> None:
    assert decide(RULES[Failure.RATE_LIMITED], tries=1, chance=half, asked=86_400.0) == Rest(86_400.0)


def test_moments_keep_the_stores_form() -> None:
    assert later("2030-01-01T23:59:59.500Z", 0.75) == "2030-01-02T00:00:00.250Z"
    assert moment("2030-01-01T00:00:01.000Z") - moment("2030-01-01T00:00:00Z") == 1.0
