"""Briefs as prompts: what exactly will be sent, text typed by hand, text to send, prompts read in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourbeat.model.brief import Brief
from fourbeat.model.briefing import BriefFile
from fourbeat.model.dialect import Dialect
from fourbeat.model.document import Plan
from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.message import message
from fourbeat.model.plan import BriefText, Form, Shot
from fourbeat.model.take import PromptPart
from fourbeat.writing.counting import Length, length
from fourbeat.writing.difference import Kind, Piece, difference, merged
from fourbeat.writing.prompt import Missing, Prompt, render, template
from fourbeat.writing.reading import FIRST_COLOUR, read

from .arrange import named, written
from .dialects import Dialects

if TYPE_CHECKING:
    from .studio import Studio

BY_HAND = "prompt"
"""The source of words that were typed by hand."""


@dataclass(frozen=True)
class Sending:
    """Say what will be sent: the exact text, what the brief makes of itself, and how long it may be.

    `outdated` says that the brief has changed since the text was typed by hand.
    """

    prompt: Prompt
    made: Prompt
    form: Form
    provider: str
    dialect: Dialect
    length: Length
    by_hand: bool = False
    outdated: bool = False


def sending(plan: Plan, dialects: Dialects, shot: Shot, brief: Brief, *, frames: int | None = None) -> Sending:
    """Work out what a shot's brief sends: the only place where a prompt is made. Raises Invalid."""
    project = plan.project
    provider = shot.provider or project.provider
    dialect = dialects.of(provider, shot.model or "")
    form = shot.form or dialect.form or project.form
    made = render(
        brief.model_copy(update={"form": form}),
        project.fps,
        frames=shot.frames if frames is None else frames,
        dialect=dialect,
        author=project.language,
    )
    typed = brief.text.prompt.strip()
    sent = Prompt(typed, _carried(made, typed)) if typed else made
    outdated = bool(typed) and brief.text.made_from.strip() != made.text
    return Sending(sent, made, form, provider, dialect, length(sent.text, dialect), bool(typed), outdated)


class Prompts:
    """Hold the verbs and questions about what briefs send."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    # Questions

    def languages(self) -> tuple[str, ...]:
        """Give the languages, other than the author's own, that the film's generators are written to in, most first."""
        plan, project = self._store.plan, self._store.plan.project
        asked = Counter((shot.provider or project.provider, shot.model or "") for shot in plan.cut_shots())
        asked[project.provider, ""] += 1
        found: Counter[str] = Counter()
        for (provider, model), number in asked.items():
            found[self._studio.dialects.of(provider, model).language] += number
        return tuple(one for one, _number in found.most_common() if one and one != project.language)

    def sending(self, shot: Shot, *, form: Form | None = None, provider: str | None = None) -> Sending:
        """Give what a shot sends, or would send in another form or to another generator. Raises Invalid, NotFound."""
        plan = self._store.plan
        known = {*self._studio.generators, *self._studio.dialects.known()}
        if provider and provider not in known:
            raise NotFound("request.no-such-provider", provider=provider, providers=tuple(sorted(known)))
        asked = shot.model_copy(update={"form": form or shot.form})
        if provider and provider != (shot.provider or plan.project.provider):
            asked = asked.model_copy(update={"provider": provider, "model": None})
        brief = plan.brief(shot.id)
        if form or provider:
            # Asked for otherwise, what the brief makes is shown: what was typed by hand has no other form.
            brief = brief.model_copy(update={"text": brief.text.model_copy(update={"prompt": ""})})
        return sending(plan, self._studio.dialects, asked, brief)

    def template(self, shot: Shot, *, form: Form = Form.LONG) -> str:
        """Give a shot's brief as text that can be edited anywhere and read back without loss."""
        brief = self._store.plan.brief(shot.id).model_copy(update={"form": form})
        return template(brief, self._store.plan.project.fps).text

    def difference(self, shot: Shot) -> list[Piece]:
        """Show word by word what accepting the brief's changes does to the text typed by hand."""
        now = self.sending(shot)
        return difference(now.prompt.text, self._accepted(shot, now))

    def called(self, shot: Shot, lacking: Missing) -> str:
        """Name a field that has no text to send, as commands name it: "scene", "beats.1", "Ada.identity"."""
        brief = self._store.plan.brief(shot.id)
        for name, items in (("beats", brief.beats), ("lines", brief.lines)):
            for place, one in enumerate(items):
                if one.id == lacking.of:
                    return f"{name}.{place + 1}" + ("" if lacking.field == "text" else f".{lacking.field}")
        bible = brief.bible
        names = {one.id: one.name for one in bible.people} | {one.id: one.name for one in bible.places}
        names |= {one.id: one.name for one in bible.props} | {one.id: one.name for one in brief.costumes}
        if lacking.of in names:
            return f"{names[lacking.of]}.{lacking.field}"
        return lacking.field

    def read(self, text: str, *, shot: Shot | None = None) -> dict[str, object]:
        """Read a prompt as the fields of a brief; colours that are only named keep the values they have in the shot.

        Beats and lines that read as they do in the shot keep their text to send. Raises Invalid where nothing is said.
        """
        fields = read(text, self._store.plan.bible())
        if not fields:
            raise Invalid("prompt.nothing-read")
        if shot is not None:
            _kept(fields, self._studio.shots.written(shot))
        return fields

    # Verbs

    def write(self, *, shot: Shot, text: str) -> Changes:
        """Send text as it was typed by hand; the brief's own text takes back what was typed."""
        made = self.sending(shot).made.text
        typed = text.strip()
        own = typed == made or not typed
        return self._set(shot, prompt="" if own else typed, made_from="" if own else made)

    def accept(self, *, shot: Shot) -> Changes:
        """Carry what changed in the brief into the text typed by hand. Raises Invalid where nothing was typed."""
        now = self._by_hand(shot)
        return self.write(shot=shot, text=self._accepted(shot, now))

    def keep(self, *, shot: Shot) -> Changes:
        """Keep the text typed by hand though the brief has changed. Raises Invalid where nothing was typed."""
        return self._set(shot, made_from=self._by_hand(shot).made.text)

    def drop(self, *, shot: Shot) -> Changes:
        """Go back to what the brief makes. Raises Invalid where nothing was typed by hand."""
        self._by_hand(shot)
        return self._set(shot, prompt="", made_from="")

    def set_form(self, *, shots: Sequence[Shot], form: Form | None) -> Changes:
        """Choose how the briefs of shots are written out; None as their generator and film have it."""
        plan = self._store.plan
        changes = [one for shot in shots for one in plan.change(plan.get(Shot, shot.id), form=form)]
        return written(self._studio, named("step.edit-shot", "step.edit-shots", shots), changes)

    def _by_hand(self, shot: Shot) -> Sending:
        now = self.sending(shot)
        if not now.by_hand:
            raise Invalid("prompt.not-by-hand", shot=shot.number)
        return now

    def _accepted(self, shot: Shot, now: Sending) -> str:
        return accepted(self._store.plan.brief(shot.id).text, now)

    def _set(self, shot: Shot, **new: str) -> Changes:
        plan = self._store.plan
        old = plan.find(BriefText, shot.id)
        changes: list[Change] = (
            plan.change(old, **new)
            if old
            else [plan.born(BriefText(id=shot.id).model_copy(update=new))]
            if any(new.values())
            else []
        )
        return written(self._studio, message("step.prompt", shot=shot.number), changes)


def accepted(text: BriefText, now: Sending) -> str:
    """Give the text typed by hand with what changed in the brief since."""
    return merged(text.made_from.strip(), text.prompt.strip(), now.made.text)


def _carried(made: Prompt, typed: str) -> tuple[PromptPart, ...]:
    """Say where the words of a typed text come from: those of the brief from their fields, the rest from the hand."""
    parts: list[PromptPart] = []
    old = new = 0
    for piece in difference(made.text, typed):
        size = len(piece.text)
        if piece.kind is Kind.SAME:
            for part in made.parts:
                start, end = max(part.start, old), min(part.end, old + size)
                if start < end:
                    parts.append(PromptPart(start=start - old + new, end=end - old + new, field=part.field))
        elif piece.kind is Kind.NEW:
            parts.append(PromptPart(start=new, end=new + size, field=BY_HAND))
        old += size if piece.kind is not Kind.NEW else 0
        new += size if piece.kind is not Kind.GONE else 0
    return tuple(parts)


def _kept(fields: dict[str, object], now: BriefFile) -> None:
    """Keep of a brief what a prompt cannot say: the values of named colours, and text to send."""
    values = {name.casefold(): value for value, _, name in (one.partition(" ") for one in now.palette) if name}
    palette = fields.get("palette")
    if isinstance(palette, tuple):
        split = [one.partition(" ") for one in palette]
        fields["palette"] = tuple(
            f"{values.get(name.casefold(), value) if value == FIRST_COLOUR else value} {name}".strip()
            for value, _, name in split
        )
    for name, there in (("beats", now.beats), ("lines", now.lines)):
        sent = {one.text: one.sent for one in there}
        items = fields.get(name)
        if isinstance(items, tuple):
            fields[name] = tuple({**item, "sent": sent.get(item["text"], {})} for item in items)


def translated(now: BriefFile, language: str, texts: Mapping[str, str]) -> dict[str, object]:
    """Give the fields that put text to send beside an author's own: "scene", "beats.1", "lines.2.delivery".

    Raises Invalid for a field that has none.
    """
    made = now.model_dump()
    for name, text in texts.items():
        where, _, rest = name.partition(".")
        number, _, last = rest.partition(".")
        if where in ("beats", "lines") and number.isdecimal() and 0 < int(number) <= len(made[where]):
            item = made[where][int(number) - 1]
            item["sent"].setdefault(language, {})[last or "text"] = text
        elif not rest and where in BriefFile.model_fields:
            made["sent"].setdefault(language, {})[where] = text
            where = "sent"
        else:
            raise Invalid("prompt.no-such-field", field=name)
        made[where] = made[where]
    return {name: made[name] for name in ("sent", "beats", "lines")}
