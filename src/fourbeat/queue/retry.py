"""The retry rules: which troubles pass by themselves, how long to wait, and when to stop trying."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fourbeat.model.job import Failure

LONGEST_WAIT = 900.0
"""A provider that asks for a longer rest than this many seconds has its jobs held instead of waited for."""


@dataclass(frozen=True)
class Rule:
    """Wait `first` seconds, twice as long each time, `most` at most; after `tries` submissions rest or give up."""

    first: float
    most: float
    tries: int
    rest: float | None = None


RULES: dict[Failure, Rule] = {
    Failure.RATE_LIMITED: Rule(first=5, most=300, tries=12, rest=900),
    Failure.SERVER: Rule(first=2, most=60, tries=5),
    Failure.NETWORK: Rule(first=1, most=30, tries=5, rest=300),
}
"""Every other failure is final until a person says otherwise."""

SILENCE = Rule(first=1, most=60, tries=0)
"""For looks at what was accepted: they cost nothing, and end only with an answer."""

ILL = Rule(first=5, most=300, tries=0)
"""For a server of a pool that does not answer, by how often in a row: its jobs go to the others meanwhile."""
LONG = 900.0
"""How long a server of a pool rests that wants a person: another key, money on the account."""
WORTH_HOLDING = 30.0
"""Where every server of a pool rests for longer than these seconds, its jobs say that they wait for them."""

LINE = frozenset(
    {
        "line.key-locked",
        "line.no-such-host",
        "line.proxy-silent",
        "line.proxy-unknown",
        "line.refused",
        "line.unreachable",
    }
)
"""What the line says where nobody could be reached: troubles that pass without anybody's doing."""

LOST = Rule(first=1, most=30, tries=12)
"""For what a provider lost that may safely be asked for twice."""


@dataclass(frozen=True)
class Again:
    """Try again after that many seconds."""

    seconds: float


@dataclass(frozen=True)
class Rest:
    """Hold the lane's jobs for that many seconds: trying now is of no use."""

    seconds: float


@dataclass(frozen=True)
class GiveUp:
    """Stop: only a person can tell what to do next."""


def decide(
    rule: Rule | None, *, tries: int, chance: Callable[[], float], asked: float | None = None
) -> Again | Rest | GiveUp:
    """Decide what follows a failure after `tries` submissions; `asked` is the rest the provider asked for."""
    if rule is None:
        return GiveUp()
    if asked is not None and asked > LONGEST_WAIT:
        return Rest(asked)
    if tries >= rule.tries:
        return GiveUp() if rule.rest is None else Rest(max(rule.rest, asked or 0.0))
    return Again(max(backoff(rule, tries, chance), (asked or 0.0) * (1 + chance() / 10)))


def backoff(rule: Rule, tries: int, chance: Callable[[], float]) -> float:
    """Give the wait after `tries` tries: between half and all of a doubling time, so that jobs do not march in step."""
    full = min(rule.most, rule.first * 2.0 ** min(max(tries, 1) - 1, 30))
    return full * (0.5 + chance() / 2)
