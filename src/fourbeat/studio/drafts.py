"""Briefs while they are being written: what they would say, and how their words are kept as they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from fourbeat.model.brief import Brief
from fourbeat.model.briefing import BriefFile
from fourbeat.model.edit import Change, Step
from fourbeat.model.errors import FourbeatError
from fourbeat.model.format import Size
from fourbeat.model.ids import Id
from fourbeat.model.message import Message, message
from fourbeat.model.plan import (
    Appearance,
    Beat,
    BriefText,
    Character,
    Colour,
    Costume,
    Dressing,
    Line,
    Prop,
    Shot,
    Translation,
)
from fourbeat.model.provider import Estimate
from fourbeat.queue.purse import reckoned
from fourbeat.writing.difference import Piece, difference
from fourbeat.writing.timing import beat_frames, spoken_seconds

from . import briefs
from .prompts import Sending, accepted, sending
from .requests import request
from .shots import cast, stock

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .studio import Studio


FIRST_COLOUR = "#808080"
"""The colour a new colour anchor begins with: the middle grey that says nothing yet."""


@dataclass(frozen=True)
class Offer:
    """Say what a shot may be made with: the generators there are, the one that makes it, what that one takes, the cost.

    Empty `sizes` means any drawable size; no `estimate` means that it cannot be asked for as it stands. `seconds` is
    said where the model makes a longer clip than the shot needs.
    """

    generators: tuple[str, ...]
    generator: str
    models: tuple[str, ...]
    model: str
    sizes: tuple[Size, ...]
    estimate: Estimate | None
    seconds: str = ""


class Drafts:
    """Hold the questions and verbs of a brief that is being written."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    # Questions

    def sending(self, shot: Shot, brief: BriefFile) -> Sending:
        """Give what a brief would send; its beats and lines are named by their place: "beat:0", "line:1".

        Raises NotFound, Invalid where the brief could not be kept.
        """
        plan = self._store.plan
        drafted = self._brief(shot, brief)
        places = {f"beat:{one.id}": f"beat:{place}" for place, one in enumerate(drafted.beats)}
        places |= {f"line:{one.id}": f"line:{place}" for place, one in enumerate(drafted.lines)}
        asked = shot.model_copy(update={"form": brief.form, "provider": brief.provider, "model": brief.model})
        frames = plan.project.fps.frames(brief.seconds)
        made = sending(plan, self._studio.dialects, asked, drafted, frames=frames)
        prompt = made.prompt
        parts = tuple(one.model_copy(update={"field": places.get(one.field, one.field)}) for one in prompt.parts)
        return replace(made, prompt=replace(prompt, parts=parts))

    def difference(self, brief: BriefFile, now: Sending) -> list[Piece]:
        """Show word by word what taking the brief's changes in would do to the text typed by hand."""
        text = BriefText(id="", prompt=brief.prompt, made_from=brief.made_from)
        return difference(now.prompt.text, accepted(text, now))

    def beats(self, shot: Shot, brief: BriefFile) -> list[int]:
        """Give the frame at which each beat of a brief begins. Raises NotFound, Invalid."""
        return beat_frames(self._brief(shot, brief), self._store.plan.project.fps.frames(brief.seconds))

    def spoken(self, texts: Sequence[str]) -> Fraction:
        """Estimate how long lines take to say, one after the other, in seconds."""
        return sum((spoken_seconds(text) for text in texts), Fraction(0))

    def offer(self, shot: Shot) -> Offer:
        """Say what a shot may be made with and what its next take may cost."""
        generators, plan = self._studio.generators, self._store.plan
        key = shot.provider or plan.project.provider
        models: tuple[str, ...] = ()
        sizes: tuple[Size, ...] = ()
        model = shot.model or ""
        if (provider := generators.get(key)) is not None:
            able = provider.capabilities()
            models = tuple(one.id for one in able.models if not one.still)
            if (facts := able.model(model)) is not None:
                model, sizes = facts.id, facts.sizes
        estimate, seconds = self._estimate(shot, key)
        return Offer(tuple(sorted(generators)), key, models, model, sizes, estimate, seconds)

    # Verbs

    def keep(self, *, shot: Shot, brief: BriefFile, note: str, merge_into: Id | None = None) -> Step | None:
        """Make a shot's brief read as written so far; give the step, None where nothing changed.

        The words join the step `merge_into` while that is the newest. Raises NotFound, Invalid.
        """
        changes = self._studio.shots.changes(shot, brief, self._store.folder)
        changes += self._store.plan.change(shot, note=note)
        return self._written(message("step.edit-shot", shot=shot.number), changes, merge_into)

    def set_all(
        self, *, shots: Sequence[Shot], fields: Mapping[str, object], merge_into: Id | None = None
    ) -> Step | None:
        """Give the same words and choices to several shots in one step; None where nothing changed. Raises Invalid."""
        plan = self._store.plan
        given = briefs.overlaid(BriefFile(), fields)
        new = {name: getattr(given, name) for name in fields}
        changes: list[Change] = []
        for shot in shots:
            if old := plan.find(BriefText, shot.id):
                changes += plan.change(old, **new)
            else:
                changes.append(plan.born(BriefText(id=shot.id).model_copy(update=new)))
        return self._written(message("step.edit-shots", n=len(shots)), changes, merge_into)

    def _written(self, label: Message, changes: list[Change], merge_into: Id | None) -> Step | None:
        if not changes:
            return None

        def work(writer: Writer) -> Step | None:
            return writer.edit(label, changes, merge_into=merge_into)

        return self._store.write(work)

    def _brief(self, shot: Shot, brief: BriefFile) -> Brief:
        plan = self._store.plan
        frames = plan.project.fps.frames(brief.seconds)
        rows = briefs.rows(brief, shot.id, plan.project.fps, frames, cast(plan), self._studio.desk.ids, stock(plan))
        lines = tuple(row for row in rows if isinstance(row, Line))
        seen = [row for row in rows if isinstance(row, Appearance)]
        speaking = [plan.get(Character, one.character) for one in lines if one.character]
        costumes = tuple(plan.get(Costume, row.costume) for row in seen if row.costume)
        sent = [row for row in rows if isinstance(row, Translation)]
        sent += [row for costume in costumes for row in plan.of(Translation, costume.id)]
        return Brief(
            text=next(row for row in rows if isinstance(row, BriefText)),
            beats=tuple(row for row in rows if isinstance(row, Beat)),
            lines=lines,
            colours=tuple(row for row in rows if isinstance(row, Colour)),
            cast=tuple(plan.get(Character, row.character) for row in seen),
            costumes=costumes,
            voices=tuple({one.id: one for one in speaking}.values()),
            place=plan.brief(shot.id).place,
            props=tuple(plan.get(Prop, row.prop) for row in rows if isinstance(row, Dressing)),
            translations=tuple(sent),
            bible=plan.bible(),
            form=brief.form or plan.project.form,
        )

    def _estimate(self, shot: Shot, key: str) -> tuple[Estimate | None, str]:
        """Say what a take may cost, and how long its clip will be where that is longer than the shot."""
        plan = self._store.plan
        try:
            asked = request(plan, self._studio.generators, shot, number=1, dialects=self._studio.dialects)
            longer = plan.project.fps.frames(asked.seconds) > shot.frames
            return reckoned(self._studio.generators[key], asked), asked.seconds if longer else ""
        except FourbeatError:
            return None, ""
