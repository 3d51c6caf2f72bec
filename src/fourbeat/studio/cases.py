"""Shots laid out as the linter's rules read them: with their neighbour, their model's facts, their pictures' sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from fourbeat.model.brief import Brief
from fourbeat.model.dialect import PLAIN, Dialect
from fourbeat.model.document import Plan
from fourbeat.model.errors import FourbeatError
from fourbeat.model.format import Size
from fourbeat.model.house_rules import NO_RULES, UNWARY, HouseRules, Wary
from fourbeat.model.ids import Id
from fourbeat.model.message import Message
from fourbeat.model.plan import Character, Likeness, Reference, Shot, ShotStatus
from fourbeat.model.provider import ModelFacts, Provider
from fourbeat.writing.lint.case import Before, Case, Other, PictureFile, Target, no_others
from fourbeat.writing.prompt import Prompt

from .dialects import Dialects
from .lexica import lexicon
from .prompts import sending
from .requests import references
from .retirements import Retirement, retirement

Measure = Callable[[str], Size | None]
"""Gives the size of a picture by its content, None where nobody knows."""
Look = Callable[[str], PictureFile | None]
"""Gives what a picture's file tells by its content, None where it is gone."""


class Cases:
    """Lay out shots of one plan; what several of them share is worked out once."""

    def __init__(
        self,
        plan: Plan,
        generators: Mapping[str, Provider],
        measure: Measure,
        *,
        today: str = "",
        dialects: Dialects | None = None,
        retiring: Callable[[str, str], Retirement | None] = retirement,
        house: Callable[[str, str], HouseRules] | None = None,
        wary: Callable[[str, str], Wary] | None = None,
        look: Look | None = None,
        members: Callable[[str], tuple[str, ...] | None] | None = None,
        others: Callable[[], tuple[Other, ...]] = no_others,
    ) -> None:
        self._plan = plan
        self._generators = generators
        self._measure = measure
        self._today = today
        self._dialects, self._retiring = dialects, retiring
        self._house, self._wary, self._look, self._members = house, wary, look, members
        self._others = others
        self._known_others: tuple[Other, ...] | None = None
        self._targets: dict[tuple[str, str], Target | None] = {}
        self._briefs: dict[Id, Brief] = {}

    def every(self) -> Iterator[tuple[Shot, Shot | None]]:
        """Give each shot that is in the film with the one before it in its scene, in board order."""
        for scene in self._plan.scenes():
            yield from _pairs(self._plan, scene.id)

    def before(self, shot: Shot) -> Shot | None:
        """Give the shot before another in its scene."""
        return next((before for one, before in _pairs(self._plan, shot.scene) if one.id == shot.id), None)

    def of(self, shot: Shot, before: Shot | None) -> Case:
        """Lay out one shot."""
        plan, brief = self._plan, self._brief(shot.id)
        owners = [*(one.id for one in (*brief.cast, *brief.props)), *([brief.place.id] if brief.place else [])]
        sizes = {one.sha256: size for one in brief.references if (size := self._measure(one.sha256)) is not None}
        target = self._target(shot)
        prompt = self._sent(shot, brief) if target and _asks_for_prompt(target) else None
        sent = self._pictures(shot, target) if target else ()
        return Case(
            shot=shot,
            brief=brief,
            rate=plan.project.fps,
            size=_size(shot.size or plan.project.size),
            lexicon=lexicon(),
            target=target,
            before=Before(before, self._brief(before.id)) if before else None,
            pictures=sizes,
            pictured=frozenset(one for one in owners if plan.of(Reference, one)),
            prompt=prompt.text if prompt else "",
            unsent=prompt.missing if prompt else (),
            sent=sent,
            files=self._files(sent),
            real=self._real(brief) if target and any(one.house.people for one in target.judges) else (),
        )

    def _brief(self, shot: Id) -> Brief:
        if shot not in self._briefs:
            # Shots are read in order: only the last few are asked for again.
            if len(self._briefs) > 8:
                self._briefs.clear()
            self._briefs[shot] = self._plan.brief(shot)
        return self._briefs[shot]

    def _target(self, shot: Shot) -> Target | None:
        key = shot.provider or self._plan.project.provider, shot.model or ""
        if key not in self._targets:
            self._targets[key] = self._asked(*key)
        return self._targets[key]

    def _asked(self, key: str, model: str) -> Target | None:
        provider = self._generators.get(key)
        facts = provider.capabilities().model(model) if provider is not None else None
        # A film that is only a file is read without any generators.
        here = provider is not None or not self._generators
        unknown = Target(provider=key, model=model or key, here=here)
        target = target_of(key, facts) if facts else unknown
        dialect = self._dialect(key, facts.id if facts else model)
        house, unread = self._rules(key, target.model)
        shared = self._members(key) if self._members else None
        try:
            gone = self._retiring(key, target.model)
        except FourbeatError as error:
            gone, unread = None, unread or error.message
        limits = [one for one in (dialect.characters, facts.characters if facts else None) if one]
        return replace(
            target,
            limit=min(limits, default=None),
            words=dialect.words,
            language=dialect.language if dialect.language != self._plan.project.language else "",
            retired=gone.day if gone else "",
            over=bool(gone and gone.day <= self._today),
            successor=gone.successor if gone else "",
            house=house,
            unread=unread,
            wary=self._wary(key, target.model) if self._wary else UNWARY,
            members=tuple(self._servers(shared or (), target.model)),
            others=self._elsewhere,
        )

    def _servers(self, keys: Iterable[str], model: str) -> Iterator[Target]:
        """Give the servers of a pool that have a model, with what each of them refuses."""
        for key in keys:
            provider = self._generators.get(key)
            facts = provider.capabilities().model(model) if provider is not None else None
            if facts is not None:
                house, unread = self._rules(key, model)
                wary = self._wary(key, model) if self._wary else UNWARY
                target = target_of(key, facts)
                yield replace(target, house=house, unread=unread, wary=wary, others=self._elsewhere)

    def _elsewhere(self) -> tuple[Other, ...]:
        if self._known_others is None:
            self._known_others = self._others()
        return self._known_others

    def _rules(self, key: str, model: str) -> tuple[HouseRules, Message | None]:
        """Give what a model refuses, or why that cannot be read."""
        try:
            return (self._house(key, model) if self._house else NO_RULES), None
        except FourbeatError as error:
            return NO_RULES, error.message

    def _pictures(self, shot: Shot, target: Target) -> tuple[Reference, ...]:
        """Give the pictures that go along."""
        provider = self._generators.get(target.provider)
        facts = provider.capabilities().model(target.model) if provider is not None else None
        return tuple(references(self._plan, shot, facts, self._brief(shot.id))) if facts else ()

    def _files(self, sent: Iterable[Reference]) -> dict[str, PictureFile]:
        if self._look is None:
            return {}
        return {one.sha256: file for one in sent if (file := self._look(one.sha256)) is not None}

    def _real(self, brief: Brief) -> tuple[Character, ...]:
        """Give those of the cast who show a real person."""
        met = {one.id: one for one in (*brief.cast, *brief.voices)}.values()
        return tuple(one for one in met if self._plan.of(Likeness, one.id))

    def _dialect(self, key: str, model: str) -> Dialect:
        try:
            return self._dialects.of(key, model) if self._dialects else PLAIN
        except FourbeatError:
            # A file of the person's own that cannot be read is told where it is used.
            return PLAIN

    def _sent(self, shot: Shot, brief: Brief) -> Prompt | None:
        assert self._dialects is not None
        try:
            return sending(self._plan, self._dialects, shot, brief).prompt
        except FourbeatError:
            return None


def _asks_for_prompt(target: Target) -> bool:
    """Tell whether anything known of a model is about the text that is sent."""
    return any((target.limit, target.words, target.language)) or any(
        one.house.categories or one.house.words or one.wary.refused or one.wary.words for one in target.judges
    )


def _pairs(plan: Plan, scene: Id) -> Iterator[tuple[Shot, Shot | None]]:
    before = None
    for shot in plan.shots(scene):
        if shot.status is not ShotStatus.OMITTED:
            yield shot, before
            before = shot


def target_of(key: str, facts: ModelFacts) -> Target:
    """Say what the linter needs to know of a model."""
    return Target(
        provider=key,
        model=facts.id,
        sizes=facts.sizes,
        seconds=tuple(Fraction(one) for one in facts.seconds),
        longest=Fraction(facts.longest) if facts.longest else None,
        roles=frozenset(facts.roles),
        pictures=facts.pictures,
    )


def _size(text: str) -> Size:
    try:
        return Size.parse(text)
    except FourbeatError:
        # The gate says what is wrong with it; a rule about shapes needs some shape.
        return Size(width=1280, height=720)
