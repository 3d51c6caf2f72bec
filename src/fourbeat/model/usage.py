"""What a film is for, and what a shot shows: the facts that rules and consents ask for."""

from __future__ import annotations

from enum import StrEnum


class Use(StrEnum):
    """Name what a film is for."""

    FEATURE = "feature"
    SERIES = "series"
    AD = "ad"
    SOCIAL = "social"
    INTERNAL = "internal"
    PITCH = "pitch"


class Audience(StrEnum):
    """Name who sees a film."""

    PRIVATE = "private"
    INTERNAL = "internal"
    FESTIVAL = "festival"
    PUBLIC = "public"
    CHILDREN = "children"


class Depicts(StrEnum):
    """Name what a shot shows that a holder or a person may care about."""

    VIOLENCE = "violence"
    GORE = "gore"
    SEXUAL = "sexual"
    NUDITY = "nudity"
    POLITICAL = "political"
    RELIGIOUS = "religious"
    HATE = "hate"
    DRUGS = "drugs"
    SMOKING = "smoking"
    MEDICAL = "medical"
    DEFAMATORY = "defamatory"


class Scenario(StrEnum):
    """Name in what way somebody's work or person is used; `none` is none of the others, said by a person."""

    NONE = "none"
    PARODY = "parody"
    COMMENTARY = "commentary"
    NEWS = "news"
    HOMAGE = "homage"
    CROSSOVER = "crossover"
    PRODUCT_PLACEMENT = "product-placement"


class Performance(StrEnum):
    """Name what of a person or character appears."""

    IMAGE = "image"
    VOICE = "voice"
    BOTH = "both"
