"""A rule of a rights pack: what it says, when it counts, and what it asks for in return."""

from __future__ import annotations

from enum import StrEnum

from pydantic import ConfigDict, Field

from fourbeat.model.message import Frozen
from fourbeat.model.usage import Audience as Audience
from fourbeat.model.usage import Depicts as Depicts
from fourbeat.model.usage import Performance as Performance
from fourbeat.model.usage import Scenario as Scenario
from fourbeat.model.usage import Use as Use
from fourbeat.model.verdict import Decision


class DutyKind(StrEnum):
    """Name what a permission asks for in return."""

    ATTRIBUTION = "attribution"
    REVENUE_SHARE = "revenue-share"
    APPROVAL = "approval"
    LABEL_AI = "label-ai"
    NOTIFY = "notify"
    NO_TRAINING = "no-training"
    RETAIN_RECORDS = "retain-records"
    REVIEW_FINAL_CUT = "review-final-cut"


class Written(Frozen):
    """Be a part of a pack as a person writes it: keys of two words are joined by a hyphen."""

    model_config = ConfigDict(
        alias_generator=lambda name: name.strip("_").replace("_", "-"), validate_by_name=False, serialize_by_alias=True
    )


class Source(Written):
    """Say where a fact was seen, and on which day; a bare name may be common knowledge."""

    url: str = ""
    seen: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    text: str = ""


class Duty(Written):
    """Be one duty: its kind, to whom, the exact words or the share in percent (a decimal text) where it has them."""

    kind: DutyKind
    to: str = ""
    text: str = ""
    percent: str = Field(default="", pattern=r"^(\d{1,3}(\.\d{1,4})?)?$")


class When(Written):
    """Be the conditions of a rule; all that are given must hold, an empty one asks for nothing.

    Territories are ISO 3166 codes, `via` names providers, `project` projects; `duration_max_s` is a decimal text.
    """

    commercial: bool | None = None
    use: tuple[Use, ...] = ()
    territory: tuple[str, ...] = ()
    audience: tuple[Audience, ...] = ()
    depicts: tuple[Depicts, ...] = ()
    scenario: tuple[Scenario, ...] = ()
    performance: tuple[Performance, ...] = ()
    via: tuple[str, ...] = ()
    project: tuple[str, ...] = ()
    duration_max_s: str = Field(default="", pattern=r"^(\d{1,6}(\.\d{1,3})?)?$")

    @property
    def keys(self) -> tuple[str, ...]:
        """Name the conditions that are given; more of them make a rule more specific."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) not in (None, (), ""))


class Rule(Written):
    """Say allow, ask or block for whatever it stands at and all below; the days are inclusive.

    A `final` block yields only to a signed grant whose rule names it in `lifts`.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    effect: Decision
    when: When = When()
    from_: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    until: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    final: bool = False
    lifts: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()
    note: str = ""
    source: Source | None = None


class Facts(Frozen):
    """Be what is known of a use when a verdict is asked for; None is not known, and is asked for, never assumed.

    `at` is the day (ISO 8601), `seconds` the length as a decimal text; `depicts` is empty where a person said so.
    """

    at: str
    project: str
    via: str
    seconds: str
    commercial: bool | None = None
    use: Use | None = None
    territory: tuple[str, ...] | None = None
    audience: Audience | None = None
    depicts: frozenset[Depicts] | None = None
    scenario: Scenario | None = None
    performance: Performance | None = None
