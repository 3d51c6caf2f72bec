"""Consents of real people: written down as events that are never changed, read as the state they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field, JsonValue

from .ids import Id
from .message import Frozen
from .usage import Audience, Depicts, Performance, Scenario, Use


class GrantedBy(StrEnum):
    """Name who gave a consent."""

    SELF = "self"
    GUARDIAN = "guardian"
    ESTATE = "estate"
    AGENT = "agent"


class Means(StrEnum):
    """Name how a consent was given."""

    VIDEO_STATEMENT = "video-statement"
    SIGNED_FORM = "signed-form"
    EMAIL = "email"
    PLATFORM_CAMEO = "platform-cameo"


class Terms(Frozen):
    """Be what a consent covers; what is left empty is not limited. The days are inclusive, evidence is a file's hash.

    What the person wrote or said in words is kept apart, where it can be erased (`Private`).
    """

    granted_by: GrantedBy = GrantedBy.SELF
    means: Means = Means.SIGNED_FORM
    performance: Performance = Performance.IMAGE
    commercial: bool | None = None
    use: tuple[Use, ...] = ()
    audience: tuple[Audience, ...] = ()
    scenario: tuple[Scenario, ...] = ()
    territory: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    never: tuple[Depicts, ...] = ()
    duties: tuple[str, ...] = ()
    from_: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    until: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    minor: bool = False
    evidence: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")


class Said(StrEnum):
    """Name what happens to a consent."""

    GRANTED = "granted"
    REVOKED = "revoked"


class ConsentEvent(Frozen):
    """Record that a consent was given or taken back; `keep` says that takes made under it may stay."""

    id: Id
    consent: Id
    person: Id
    kind: Said
    terms: Terms | None = None
    keep: bool = False
    at: str
    by: str


class Consent(Frozen):
    """Be a consent as its events leave it."""

    id: Id
    person: Id
    terms: Terms
    granted_at: str
    by: str
    revoked_at: str | None = None
    keep: bool = False

    def ended(self, day: str) -> bool:
        """Tell whether its last day is over."""
        return bool(self.terms.until) and self.terms.until < day


def consents(events: Iterable[ConsentEvent]) -> list[Consent]:
    """Fold events, in the order they came, to the consents they add up to; one that was taken back stays so."""
    found: dict[Id, Consent] = {}
    for event in events:
        old = found.get(event.consent)
        if event.kind is Said.GRANTED and old is None and event.terms is not None:
            found[event.consent] = Consent(
                id=event.consent, person=event.person, terms=event.terms, granted_at=event.at, by=event.by
            )
        elif event.kind is Said.REVOKED and old is not None and old.revoked_at is None:
            found[event.consent] = old.model_copy(update={"revoked_at": event.at, "keep": event.keep})
    return list(found.values())


class Private(Frozen):
    """Hold what tells who somebody is, keyed by id: the only place where it stands, so that it can be erased.

    `digest` is the salted hash of the details; erasing takes details and salt and leaves it.
    """

    id: Id
    person: Id
    details: dict[str, JsonValue] | None = None
    salt: str
    digest: str
    erased_at: str | None = None
