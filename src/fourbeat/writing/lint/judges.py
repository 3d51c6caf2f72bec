"""Who refuses a shot: the generator itself, or some servers of a pool, or all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from fourbeat.model.message import message
from fourbeat.model.plan import Severity

from .case import Case, Spot

_SOFTER = {Severity.ERROR: Severity.WARNING, Severity.WARNING: Severity.NOTE}

Look = Callable[[Case], Iterable[Spot]]


def judged(look: Look, case: Case, severity: Severity) -> Iterator[tuple[Spot, Severity]]:
    """Give what a rule finds, and how grave it is: less so where other servers of a pool may accept the shot."""
    target = case.target
    if target is None or not target.members:
        yield from ((spot, severity) for spot in look(case))
        return
    found: dict[object, tuple[Spot, list[str]]] = {}
    for member in target.members:
        for spot in look(replace(case, target=member)):
            who = found.setdefault((spot.where, spot.words, spot.what.code), (spot, []))[1]
            if member.provider not in who:
                who.append(member.provider)
    for spot, who in found.values():
        if len(who) == len(target.members):
            yield spot, severity
        else:
            what = message("lint.of-some-members", what=spot.what, members=tuple(who), pool=target.provider)
            yield replace(spot, what=what), _SOFTER.get(severity, severity)
