"""The table of rules, and the reading of one shot by all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from fourbeat.model.finding import Finding, Rank
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Severity

from . import (
    camera,
    colour,
    container,
    elements,
    house,
    length,
    light,
    making,
    negation,
    people,
    pictures,
    refused,
    speech,
    vague,
)
from .case import Case, Spot
from .judges import judged

GUIDE, OURS, MODEL, FILM = "guide", "ours", "model", "film"


@dataclass(frozen=True)
class Rule:
    """Be one rule: its name, how grave it is unless a project says otherwise, who says so, and what looks.

    A rule of `elements` asks for what is not there, and is silent where a brief is short on purpose. `rank` says whose
    findings it gives: what a generator will not take stands above how a brief is written.
    """

    id: str
    severity: Severity
    source: str
    look: Callable[[Case], Iterable[Spot]]
    element: bool = False
    rank: Rank = Rank.WRITING

    @property
    def why(self) -> Message:
        """Say why the rule matters."""
        return message(f"lint.why.{self.id}")

    @property
    def told_by(self) -> Message:
        """Say where the rule comes from."""
        return message(f"lint.source.{self.source}")


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: tuple[Rule, ...] = (
    Rule("generator-missing", ERROR, OURS, making.generator_missing, rank=Rank.PROVIDER),
    Rule("model-retired", ERROR, MODEL, making.model_retired),
    Rule("size-not-made", ERROR, MODEL, making.size_not_made),
    Rule("seconds-off-grid", NOTE, MODEL, making.seconds_off_grid),
    Rule("prompt-too-long", ERROR, MODEL, making.prompt_too_long),
    Rule("refused-before", WARNING, FILM, refused.refused_before, rank=Rank.PROVIDER),
    Rule("words-refused-before", WARNING, FILM, refused.words_refused_before, rank=Rank.PROVIDER),
    Rule("rules-unread", WARNING, OURS, house.rules_unread, rank=Rank.PROVIDER),
    Rule("words-refused", WARNING, MODEL, house.words_refused, rank=Rank.PROVIDER),
    Rule("faces-refused", WARNING, MODEL, house.faces_refused, rank=Rank.PROVIDER),
    Rule("faces-unsaid", NOTE, MODEL, house.faces_unsaid, rank=Rank.PROVIDER),
    Rule("people-refused", WARNING, MODEL, house.people_refused, rank=Rank.PROVIDER),
    Rule("pictures-too-many", ERROR, MODEL, pictures.pictures_too_many, rank=Rank.PROVIDER),
    Rule("picture-refused", WARNING, MODEL, pictures.pictures_refused, rank=Rank.PROVIDER),
    Rule("text-to-send-missing", WARNING, OURS, making.text_to_send_missing),
    Rule("role-not-taken", WARNING, MODEL, making.role_not_taken),
    Rule("reference-shape", WARNING, GUIDE, making.reference_shape),
    Rule("reference-small", NOTE, GUIDE, making.reference_small),
    Rule("past-the-end", ERROR, OURS, length.past_the_end),
    Rule("speaker-missing", ERROR, GUIDE, speech.speaker_missing),
    Rule("mention-of-nobody", ERROR, OURS, speech.mention_of_nobody),
    Rule("contradictory-moves", WARNING, GUIDE, camera.contradictory_moves),
    Rule("one-move", WARNING, GUIDE, camera.one_move),
    Rule("container-settings", WARNING, GUIDE, container.container_settings),
    Rule("negated-content", WARNING, OURS, negation.negated_content),
    Rule("weak-words", WARNING, GUIDE, vague.weak_words),
    Rule("speech-too-long", WARNING, GUIDE, length.speech_too_long),
    Rule("beats-too-many", WARNING, GUIDE, length.beats_too_many),
    Rule("beat-crowded", NOTE, GUIDE, length.beat_crowded),
    Rule("lines-too-many", NOTE, GUIDE, length.lines_too_many),
    Rule("speaker-unlabelled", WARNING, GUIDE, speech.speaker_unlabelled),
    Rule("speaker-not-seen", WARNING, OURS, speech.speaker_not_seen),
    Rule("identity-differs", WARNING, GUIDE, people.identity_differs),
    Rule("identity-repeated", NOTE, OURS, people.identity_repeated),
    Rule("over-described", NOTE, GUIDE, people.over_described),
    Rule("light-flips", WARNING, GUIDE, light.light_flips),
    Rule("palette-drift", WARNING, GUIDE, colour.palette_drift),
    Rule("palette-size", WARNING, GUIDE, colour.palette_size),
    Rule("framing-missing", WARNING, GUIDE, elements.framing_missing, element=True),
    Rule("light-missing", WARNING, GUIDE, elements.light_missing, element=True),
    Rule("light-vague", NOTE, GUIDE, elements.light_vague, element=True),
    Rule("action-missing", NOTE, GUIDE, elements.action_missing, element=True),
    Rule("depth-missing", NOTE, GUIDE, elements.depth_missing, element=True),
    Rule("palette-missing", NOTE, GUIDE, elements.palette_missing, element=True),
)
"""Every rule, in the order in which equals are told."""

OF_PROVIDERS = tuple(rule for rule in RULES if rule.rank is Rank.PROVIDER)
"""The rules that say whether a generator will take a shot."""

OF_WORDS = frozenset({"words-refused", "words-refused-before"})
"""Those of them that name a word."""

BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}

_FACTS_OF_MAKING = frozenset({"generator-missing", "model-retired", "seconds-off-grid", "size-not-made"})
"""Rules that have something to say of a shot in which nothing is written yet: they look at its settings."""


def look(case: Case, severities: Mapping[str, Severity] | None = None, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Read a shot by every rule that is not off, or by some; the gravest findings come first."""
    severities = severities or {}
    found = [one for rule in rules for one in _by(rule, case, severities.get(rule.id, rule.severity))]
    return sorted(found, key=lambda one: one.gravity)


def _by(rule: Rule, case: Case, severity: Severity) -> Iterator[Finding]:
    if severity is Severity.OFF or (rule.element and case.short):
        return
    if case.empty and rule.id not in _FACTS_OF_MAKING and rule.rank is Rank.WRITING:
        return
    judging = judged(rule.look, case, severity) if rule.rank is Rank.PROVIDER else _alike(rule, case, severity)
    for spot, grave in judging:
        yield Finding(
            rule=rule.id,
            severity=grave,
            shot=case.shot.id,
            where=spot.where,
            what=spot.what,
            why=spot.why or rule.why,
            source=spot.source or rule.told_by,
            words=spot.words,
            fixes=spot.fixes,
            rank=rule.rank,
        )


def _alike(rule: Rule, case: Case, severity: Severity) -> Iterator[tuple[Spot, Severity]]:
    yield from ((spot, severity) for spot in rule.look(case))
