"""The audit as a holder may read it: lines about others are blanked behind their hash, the chain stays whole.

What may be read follows from what the report says. Which lines are given, and how, is hashed into the line that seals
the report: the hash of a blanked line covers what nobody here can read, so it alone would not show a changed day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from fourbeat.model.audit import FIRST, AuditEntry

from .holder_report import ENTRY, Blanked, Body, Line, canonical


def lines(audit: Iterable[AuditEntry], body: Body) -> tuple[Line, ...]:
    """Blank all that the report does not speak of, or that names somebody else's besides."""
    told = _told(body)
    return tuple(one if _open(one, body, told) else _blank(place, one) for place, one in enumerate(audit, start=1))


def digest(given: Iterable[Line]) -> str:
    """Give the hash over lines as they are given."""
    return hashlib.sha256(canonical([one.model_dump(mode="json") for one in given]).encode()).hexdigest()


def broken(given: Sequence[Line]) -> int | None:
    """Find the first line, counted from 1, that was changed or is out of its place; None where all hold."""
    previous = FIRST
    for place, one in enumerate(given, start=1):
        whole = one.hash == one.seal if isinstance(one, AuditEntry) else one.seq == place
        if one.previous != previous or not whole:
            return place
        previous = one.hash
    return None


def _blank(place: int, one: AuditEntry) -> Blanked:
    return Blanked(seq=place, at=one.at, previous=one.previous, hash=one.hash)


def _told(body: Body) -> set[tuple[str, str]]:
    """Name what the report speaks of so that its lines of the audit may be read: of which kind, and which."""
    decided = [*(each for one in body.requests for each in one.verdicts), *body.loose]
    told = {("verdict", one.verdict) for one in decided if not one.blanked}
    looked = [each for one in body.requests for each in (one.take, one.still) if each]
    told |= {("review", each.review) for made in looked for each in made.reviews if not each.blanked}
    told |= {("clearance", one.clearance) for one in body.answers}
    told |= {("claim", one.claim) for one in body.claims if not one.blanked}
    told |= {("recheck", one.job) for one in body.related}
    made = [each for one in body.related for each in (one.take, one.still) if each]
    return told | {("recheck", each.take) for each in made}


def _open(one: AuditEntry, body: Body, told: set[tuple[str, str]]) -> bool:
    if one.what == ENTRY:
        return one.told.get("holder") == body.holder
    return (one.what.partition("-")[0], one.of) in told
