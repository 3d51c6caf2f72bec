"""From brief to prompt: a sentence or two, the standard template, or the long production form."""

from __future__ import annotations

from fourbeat.model.brief import Brief
from fourbeat.model.dialect import PLAIN, Dialect
from fourbeat.model.plan import Beat, Character, Form, Line, Place
from fourbeat.model.time import Rate

from . import exact, short
from .layout import LONG, STANDARD, Section
from .mentions import Named
from .pen import Missing, Pen, Prompt, source
from .timing import beat_frames

__all__ = ["Missing", "Prompt", "render", "template"]


def render(
    brief: Brief, rate: Rate, *, frames: int | None = None, dialect: Dialect = PLAIN, author: str = ""
) -> Prompt:
    """Write a brief in its form and a generator's dialect; `frames` is the clip's length, `author` the film's language.

    Identity words of cast, place and props go in unchanged, the same for every shot. Length and size are not written:
    words in a prompt cannot change them.
    """
    pen = Pen(brief, dialect, author)
    if brief.form is Form.SHORT:
        return short.written(pen)
    return _sections(pen, LONG if brief.form is Form.LONG else STANDARD, rate, frames)


def template(brief: Brief, rate: Rate) -> Prompt:
    """Write a brief so that `reading.read` gives it back: mentions and times as typed, lines like headings escaped."""
    pen = Pen(brief, PLAIN, "", exact=True)
    return _sections(pen, LONG if brief.form is Form.LONG else STANDARD, rate, None)


def _sections(pen: Pen, layout: tuple[Section, ...], rate: Rate, frames: int | None) -> Prompt:
    extra = [] if pen.exact else pen.mentioned()
    for section in layout:
        pen.gap()
        before, marks = pen.text, len(pen.parts)
        if section.head:
            pen.head(section.head)
        began = pen.text
        for part in section.parts:
            _part(pen, part, extra, rate, frames)
        if pen.text == began:
            pen.text = before
            del pen.parts[marks:]
    return pen.done()


def _part(pen: Pen, part: str, extra: list[Named], rate: Rate, frames: int | None) -> None:
    brief, text = pen.brief, pen.brief.text
    match part:
        case "scene":
            scene = pen.field("scene")
            pen.say(exact.block(scene, brief) if pen.exact else scene, "scene")
            pen.put("\n" if scene else "")
        case "cast":
            _named(pen, (*brief.cast, *(one for one in extra if isinstance(one, Character))))
        case "place":
            places = (brief.place,) if brief.place else ()
            _named(pen, (*places, *(one for one in extra if isinstance(one, Place))))
        case "props":
            _named(pen, (*brief.props, *(one for one in extra if not isinstance(one, Character | Place))))
        case "camera-shot":
            terms = (pen.words.terms[choice] for choice in (text.framing, text.angle, text.move) if choice)
            pen.entry(pen.label(part), pen.words.comma.join(terms), part)
        case "depth":
            pen.entry(pen.label(part), pen.words.terms[text.depth] if text.depth else "", "depth")
        case "palette":
            pen.entry(pen.label(part), exact.palette(brief) if pen.exact else pen.palette(), "palette")
        case "beats" | "shot-list":
            _beats(pen, rate, frames if part == "shot-list" else None)
        case "lines":
            _lines(pen, rate, timed=brief.form is Form.LONG)
        case _:
            words = pen.field(part)
            pen.entry(pen.label(part), exact.block(words, brief) if pen.exact else words, part)


def _named(pen: Pen, those: tuple[Named, ...]) -> None:
    for named in those:
        label = exact.name(named, pen.brief) if pen.exact else named.name
        words = pen.identity(named)
        if pen.exact:
            pen.put(f"{label}: ")
            pen.put(exact.block(words, pen.brief), source(named))
            pen.put("\n")
        else:
            pen.entry(label, words, source(named), named=True)


def _beats(pen: Pen, rate: Rate, frames: int | None) -> None:
    brief = pen.brief
    starts = beat_frames(brief, frames) if frames is not None else []
    for place, beat in enumerate(brief.beats):
        origin = f"beat:{beat.id}"
        if pen.exact:
            pen.line("", exact.beat(beat, rate), origin)
            continue
        if frames is not None:
            end = starts[place + 1] if place + 1 < len(starts) else frames
            time = pen.words.span.format(start=_tenths(rate, starts[place]), end=_tenths(rate, end))
        else:
            time = _at(pen, beat, rate)
        pen.line(time, pen.said(beat.id, "text", beat.text), origin)


def _at(pen: Pen, one: Beat | Line, rate: Rate) -> str:
    return "" if one.at is None else pen.words.at.format(at=_tenths(rate, one.at))


def _tenths(rate: Rate, frames: int) -> str:
    return f"{float(rate.seconds(frames)):.1f}".removesuffix(".0")


def _lines(pen: Pen, rate: Rate, *, timed: bool) -> None:
    for line in pen.brief.lines:
        if pen.exact:
            pen.line("", exact.line(pen.brief, line, rate), f"line:{line.id}")
        else:
            pen.line(_at(pen, line, rate) if timed else "", short.spoken(pen, line), f"line:{line.id}")
