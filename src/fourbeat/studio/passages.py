"""Every text of a shot in which somebody's name may stand: what the brief says, what is sent, and what a model adds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fourbeat.model.brief import Brief
from fourbeat.model.finding import Where
from fourbeat.model.ids import Id
from fourbeat.model.plan import Shot
from fourbeat.model.provider import ModelFacts
from fourbeat.model.request import TakeRequest
from fourbeat.writing.lint.case import passages


@dataclass(frozen=True)
class Passage:
    """Be one text; `field` is what verdicts call it, `where` the row it stands in."""

    field: str
    text: str
    where: Where
    noted: bool = False
    """Whether a name here is only noted: it stands among what a model is told to leave out."""
    of: str = ""
    """The model that loads a file of this name."""


def of_brief(shot: Shot, brief: Brief) -> Iterator[Passage]:
    """Give the texts of a brief with the rows they stand in: a person looks for a finding there."""
    yield from _row("shot", shot.id, "title", shot.title)
    for one in passages(brief):
        yield from _row(one.kind, one.row, one.field, one.text)
    yield from _row("brief", shot.id, "prompt", brief.text.prompt)
    for line in brief.lines:
        if line.character is None:
            yield from _row("line", line.id, "speaker", line.speaker)
    for person in {one.id: one for one in (*brief.cast, *brief.voices)}.values():
        for field in ("name", "aliases", "identity", "wardrobe", "voice"):
            yield from _row("character", person.id, field, getattr(person, field))
    for costume in brief.costumes:
        yield from _row("costume", costume.id, "words", costume.words)
    if brief.place:
        yield from _row("place", brief.place.id, "name", brief.place.name)
        yield from _row("place", brief.place.id, "identity", brief.place.identity)
    for prop in brief.props:
        yield from _row("prop", prop.id, "name", prop.name)
        yield from _row("prop", prop.id, "identity", prop.identity)
    for colour in brief.colours:
        yield from _row("colour", colour.id, "name", colour.name)
    for picture in brief.references:
        yield from _row("reference", picture.id, "name", picture.name)


def of_cast(brief: Brief) -> Iterator[Passage]:
    """Give the names of who is seen and heard, though they may not be sent."""
    for person in {one.id: one for one in (*brief.cast, *brief.voices)}.values():
        for field in ("name", "aliases", "identity"):
            yield from _row("character", person.id, field, getattr(person, field))


def of_request(asked: TakeRequest) -> Iterator[Passage]:
    """Give the texts that are sent, each once: the exact prompt, what is drawn, the names of files."""
    panel = asked.panel
    sent = [("prompt", asked.prompt), ("remix", asked.delta)]
    sent += [("scene", panel.scene), ("lens", panel.lens), ("light", panel.light), ("mood", panel.mood)]
    sent += [("sound", panel.sound), ("place", panel.place)]
    sent += [("cast", text) for one in panel.figures for text in (one.name, one.words)]
    sent += [("captions", text) for one in panel.captions for text in (one.text, one.speaker)]
    sent += [("titles", text) for text in panel.slate]
    sent += [("references", one.name) for one in asked.references]
    sent += [("references", panel.picture_name)]
    known: set[str] = set()
    for field, text in sent:
        if text.strip() and text not in known:
            known.add(text)
            yield Passage(field, text, Where(kind="shot", row=asked.shot, field=field))


def of_model(model: ModelFacts, shot: Id) -> Iterator[Passage]:
    """Give the texts that go to a model with each request, whatever it asks for, and the names of what it loads."""
    where = Where(kind="shot", row=shot, field="workflow")
    for text in model.texts:
        yield Passage("workflow", text, where)
    for text in model.unwanted:
        yield Passage("workflow", text, where, noted=True)
    for name in model.weights:
        yield Passage("weights", name, Where(kind="shot", row=shot, field="weights"), of=model.id)


def _row(kind: str, row: str, field: str, text: str) -> Iterator[Passage]:
    if text.strip():
        yield Passage(field, text, Where(kind=kind, row=row, field=field))
