"""The short form: one or two sentences of plain prose, for those who want to be surprised."""

from __future__ import annotations

from fourbeat.model.plan import Line

from .mentions import Named, pieces
from .pen import Pen, Prompt, first_sentence, source
from .search import Wanted, find


def written(pen: Pen) -> Prompt:
    """Write a brief as one or two sentences; a scene that stands alone goes out as it was written.

    The first says how wide, from where, and what is seen; the second what happens, is said, and in what light.
    """
    brief = pen.brief
    scene = pen.field("scene")
    camera = _camera(pen)
    if not (camera or brief.beats or brief.lines or brief.cast or brief.props or brief.place or _tone(pen)):
        waiting = pen.mentioned()
        _with_names(pen, scene, "scene", waiting)
        _rest(pen, waiting, opened=bool(scene))
        return pen.done()
    waiting = [*brief.cast, *([brief.place] if brief.place else []), *brief.props, *pen.mentioned()]
    waiting = [one for one in waiting if pen.identity(one)]
    seen = first_sentence(scene)
    if camera:
        pen.put(camera, "camera-shot")
        pen.put(pen.words.colon if seen else "")
    _with_names(pen, seen, "scene", waiting)
    opened = bool(camera or seen)
    deeds = [(beat.id, first_sentence(pen.said(beat.id, "text", beat.text))) for beat in brief.beats]
    inside = {one.id for one in waiting for _, deed in deeds if _place_of(deed, one.name) is not None}
    later = [one for one in waiting if one.id in inside]
    _rest(pen, [one for one in waiting if one.id not in inside], opened=opened)
    if pen.text:
        pen.put(pen.words.stop)
    _second(pen, deeds, later)
    return pen.done()


def spoken(pen: Pen, line: Line) -> str:
    """Write a line with who says it, in what language and how."""
    how = pen.said(line.id, "delivery", line.delivery)
    tongue = pen.words.languages.get(line.language, "")
    if tongue and line.language != pen.dialect.language and tongue.casefold() not in how.casefold():
        how = pen.words.comma.join(one for one in (pen.words.speaks_in.format(language=tongue), how) if one)
    first, last = pen.words.quotes
    aside = f" ({how})" if how and pen.words.space else f"（{how}）" if how else ""
    colon = pen.words.colon if pen.words.space else ""
    sent = pen.brief.to_send(line.id, "text", pen.dialect.language)
    return f"{pen.brief.speaker(line)}{aside}{colon}{first}{sent or line.text.strip()}{last}"


def _camera(pen: Pen) -> str:
    text = pen.brief.text
    terms = [pen.words.terms[choice] for choice in (text.framing, text.angle, text.move) if choice]
    if text.framing and not terms[0].endswith(("-up", "-shot", "insert")):
        terms[0] = pen.words.shot.format(framing=terms[0])
    words = pen.words.comma.join(terms)
    return words[:1].upper() + words[1:]


def _tone(pen: Pen) -> bool:
    return bool(pen.brief.text.light.strip() or pen.brief.colours)


def _second(pen: Pen, deeds: list[tuple[str, str]], waiting: list[Named]) -> None:
    """Write what happens, what is said and in what light as one sentence."""
    began = len(pen.text)
    for of, deed in deeds:
        _with_names(pen, _joined(pen, deed, first=len(pen.text) == began), f"beat:{of}", waiting, began=began)
    for line in pen.brief.lines:
        _join(pen, began)
        pen.say(spoken(pen, line), f"line:{line.id}")
    light = first_sentence(pen.field("light"))
    if light:
        _join(pen, began)
        pen.say(light, "light")
    if pen.brief.colours:
        _join(pen, began)
        pen.say(pen.palette(), "palette")
    if len(pen.text) > began and pen.text[-1] not in "。.!?":
        pen.put(pen.words.stop)
    first = began + (len(pen.words.space) if began else 0)
    large = pen.text[first : first + 1].upper()
    if len(large) == 1:
        pen.text = pen.text[:first] + large + pen.text[first + 1 :]


def _join(pen: Pen, began: int) -> None:
    if len(pen.text) == began:
        pen.put(pen.words.space if began else "")
    else:
        pen.put("; " if pen.words.space else "、")


def _joined(pen: Pen, deed: str, *, first: bool) -> str:
    """Write a deed as part of a sentence: after the first, a small word that began a sentence is written small."""
    word = deed.partition(" ")[0]
    small = not first and word.lower() in pen.words.small
    return deed[:1].lower() + deed[1:] if small else deed


def _with_names(pen: Pen, words: str, origin: str, waiting: list[Named], began: int | None = None) -> None:
    """Write words; whoever waits to be described is described where the name first stands."""
    if not words:
        return
    if began is not None:
        _join(pen, began)
    for piece, named in pieces(words, pen.brief.bible):
        if named is not None:
            pen.put(piece, source(named))
            _describe(pen, named, waiting)
            continue
        rest = piece
        while met := _first_met(rest, waiting):
            one, end = met
            pen.put(rest[:end], origin)
            _describe(pen, one, waiting)
            rest = rest[end:]
        pen.put(rest, origin)


def _first_met(words: str, waiting: list[Named]) -> tuple[Named, int] | None:
    met = [(place, one) for one in waiting if (place := _place_of(words, one.name)) is not None]
    if not met:
        return None
    place, one = min(met, key=lambda pair: (pair[0], -len(pair[1].name)))
    return one, place + len(one.name.strip())


def _place_of(words: str, name: str) -> int | None:
    found = find(words, Wanted(name.strip(), match_case=True, whole_word=True))
    return found[0][0] if found and found[0][1] - found[0][0] == len(name.strip()) else None


def _describe(pen: Pen, named: Named, waiting: list[Named]) -> None:
    there = next((one for one in waiting if one.id == named.id), None)
    if there is None:
        return
    waiting.remove(there)
    if words := pen.identity(there):
        first, last = (" (", ")") if pen.words.space else ("（", "）")
        pen.put(first)
        pen.put(words, source(there))
        pen.put(last)


def _rest(pen: Pen, waiting: list[Named], *, opened: bool) -> None:
    """Name those whom no words name."""
    for one in list(waiting):
        if opened:
            pen.put("; " if pen.words.space else "、")
        pen.put(one.name.strip(), source(one))
        _describe(pen, one, waiting)
        opened = True
