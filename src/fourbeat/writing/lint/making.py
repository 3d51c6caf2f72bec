"""What the model that makes the shot takes: lengths, prompts, references, and whether it is still there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fourbeat.model.edit import Change
from fourbeat.model.finding import Fit, Fix, Where
from fourbeat.model.format import Size
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Costume, Life, Place, Prop, Reference, Role

from ..counting import count_words
from .case import Case, Spot
from .length import set_seconds

_FRAMES = (Role.FIRST_FRAME, Role.LAST_FRAME)
_WORD = re.compile(r"[^\W\d_]{4}|[^\x00-\x7f]")
"""A word, not a figure with its unit such as 35mm or f/2.8."""

_KANA = re.compile(r"[\u3041-\u30fa]")
_SLACK = 0.02
"""How far two shapes may differ before a picture is visibly cut or pressed."""


def seconds_off_grid(case: Case) -> Iterator[Spot]:
    """Find a length the model does not make: it will make a longer clip, or none."""
    target, seconds, frames = case.target, case.seconds, case.shot.frames
    if target is None:
        return
    grid = sorted(target.seconds)
    longest = grid[-1] if grid else target.longest
    # In frames: at 23.976, four seconds are 96 frames, which last a little longer.
    counted = {case.rate.frames(one) for one in grid}
    if longest is None or (not grid and frames <= case.rate.frames(longest)) or frames in counted:
        return
    shorter = [one for one in grid if case.rate.frames(one) < frames]
    near = [*shorter[-1:], *grid[len(shorter) :][:1]] or [longest]
    fixes = tuple(set_seconds(case, one) for one in near)
    lengths = tuple(_said(one) for one in grid) or (_said(longest),)
    if frames > case.rate.frames(longest):
        what = message("lint.seconds-too-long", seconds=_said(seconds), model=target.model, longest=_said(longest))
    else:
        what = message("lint.seconds-off-grid", seconds=_said(seconds), model=target.model, lengths=lengths)
    yield Spot(case.on_shot("frames"), what, fixes=fixes)


def size_not_made(case: Case) -> Iterator[Spot]:
    """Find a picture size that the model does not make: it would not be asked for at all."""
    target, size = case.target, case.size
    if target is None or not target.sizes or size in target.sizes:
        return
    near = size.nearest(target.sizes)
    change = Change(kind="shot", entity=case.shot.id, field="size", before=case.shot.size, after=str(near))
    fix = Fix(label=message("lint.fix.set-size", size=str(near)), changes=(change,), choice=not _same_shape(size, near))
    sizes = tuple(map(str, target.sizes))
    yield Spot(
        case.on_shot("size"),
        message("lint.size-not-made", size=str(size), model=target.model, sizes=sizes),
        str(size),
        (fix,),
    )


def generator_missing(case: Case) -> Iterator[Spot]:
    """Find a shot whose generator nobody connected on this machine."""
    target = case.target
    if target is not None and not target.here:
        what = message("lint.generator-missing", provider=target.provider)
        yield Spot(case.on_shot("provider"), what, target.provider)


def model_retired(case: Case) -> Iterator[Spot]:
    """Find a model that is gone, or will be soon."""
    target = case.target
    if target is None or not target.retired:
        return
    fixes: tuple[Fix, ...] = ()
    if target.successor:
        change = Change(kind="shot", entity=case.shot.id, field="model", before=case.shot.model, after=target.successor)
        fixes = (Fix(label=message("lint.fix.model", model=target.successor), changes=(change,)),)
    code = "lint.model-retired" if target.over else "lint.model-retiring"
    yield Spot(case.on_shot("model"), message(code, model=target.model, day=target.retired), target.model, fixes)


def prompt_too_long(case: Case) -> Iterator[Spot]:
    """Find a prompt longer than the model reads."""
    target = case.target
    if target is None:
        return
    letters, words = len(case.prompt), count_words(case.prompt)
    if target.limit is not None and letters > target.limit:
        what = message("lint.prompt-too-long", n=letters, most=target.limit, model=target.model)
        yield Spot(case.on_shot("prompt"), what)
    elif target.words is not None and words > target.words:
        what = message("lint.prompt-too-wordy", n=words, most=target.words, model=target.model)
        yield Spot(case.on_shot("prompt"), what)


def text_to_send_missing(case: Case) -> Iterator[Spot]:
    """Find words that would be sent as their author wrote them, to a generator of another language."""
    if case.target is None or not case.unsent:
        return
    facts = {"model": case.target.model, "language": case.target.language}
    passages = {(one.row, one.field): one for one in case.passages}
    bible = case.brief.bible
    owners: list[Character | Costume | Place | Prop] = [*bible.people, *bible.places, *bible.props]
    owners += case.brief.costumes
    named = {one.id: one for one in owners}
    for one in case.unsent:
        if (passage := passages.get((one.of, one.field))) is not None:
            if _foreign(passage.text, case.target.language):
                where = passage.at(0, len(passage.text))
                yield Spot(where, message("lint.text-to-send-missing", **facts), passage.text)
        elif (owner := named.get(one.of)) is not None:
            words = str(getattr(owner, one.field))
            if _foreign(words, case.target.language):
                what = message("lint.text-to-send-missing-of", name=owner.name, **facts)
                yield Spot(case.on_shot("provider"), what, f"{owner.name}: {words}")
        elif one.field == "palette":
            yield Spot(case.on_shot("palette"), message("lint.text-to-send-missing", **facts), "palette")


def _foreign(words: str, language: str) -> bool:
    """Tell whether words may be in another language than that: figures are in none, and kana are Japanese."""
    if not _WORD.search(words):
        return False
    return not (language.startswith("ja") and _KANA.search(words))


def role_not_taken(case: Case) -> Iterator[Spot]:
    """Find references the model would leave out."""
    target = case.target
    if target is None or target.roles is None:
        return
    for one in case.brief.references:
        if one.role not in target.roles:
            role = message(f"gate.role.{one.role.value}")
            what = message("lint.role-not-taken", name=one.name, role=role, model=target.model)
            yield Spot(on_picture(one), what, one.name, (without_picture(one),))


def reference_shape(case: Case) -> Iterator[Spot]:
    """Find first and last frames whose shape is not the picture's."""
    for one, size in _frames(case):
        if (size.width > size.height) != (case.size.width > case.size.height) and size.width != size.height:
            what = message("lint.reference-turned", name=one.name, given=str(size), size=str(case.size))
            yield Spot(on_picture(one), what, one.name)
        elif not _same_shape(size, case.size):
            what = message("lint.reference-shape", name=one.name, given=str(size), size=str(case.size))
            yield Spot(on_picture(one), what, one.name, (fitted(one, case.size),))


def reference_small(case: Case) -> Iterator[Spot]:
    """Find first and last frames with fewer pixels than the picture."""
    for one, size in _frames(case):
        if size.width < case.size.width * (1 - _SLACK) and size.height < case.size.height * (1 - _SLACK):
            what = message("lint.reference-small", name=one.name, given=str(size), size=str(case.size))
            yield Spot(on_picture(one), what, one.name)


def _same_shape(one: Size, other: Size) -> bool:
    return abs(one.width * other.height / (one.height * other.width) - 1) <= _SLACK


def _frames(case: Case) -> Iterator[tuple[Reference, Size]]:
    for one in case.brief.references:
        if one.role in _FRAMES and (size := case.pictures.get(one.sha256)) is not None:
            yield one, size


def on_picture(reference: Reference) -> Where:
    """Point at a picture."""
    return Where(kind="reference", row=reference.id, field="role")


def without_picture(reference: Reference) -> Fix:
    """Put a picture into the bin; a person chooses that each time."""
    change = Change(kind="reference", entity=reference.id, field="life", before=Life.ALIVE, after=Life.BINNED)
    return Fix(label=message("lint.fix.without-picture", name=reference.name), changes=(change,))


def fitted(reference: Reference, size: Size) -> Fix:
    """Use a copy of a picture in a size; the original is kept."""
    label = message("lint.fix.fit-picture", name=reference.name, size=str(size))
    return Fix(label=label, fit=Fit(reference=reference.id, name=reference.name, size=size))


def _said(seconds: Fraction) -> str:
    return f"{float(seconds):.2f}".rstrip("0").rstrip(".")
