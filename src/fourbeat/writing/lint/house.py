"""What the generator of a shot refuses by its own house rules: words, faces in pictures, real people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from fourbeat.model.finding import Fix, Where
from fourbeat.model.house_rules import Category, Faces, HouseRules
from fourbeat.model.job import Charged
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Declared

from .case import Case, Passage, Spot, Target
from .lexicon import Lexicon, any_of
from .making import on_picture, without_picture
from .negation import negated
from .text import without

KINDS = {
    Category.VIOLENCE: "house-rules.category-violence",
    Category.SEXUAL: "house-rules.category-sexual",
    Category.MINORS: "house-rules.category-minors",
    Category.SELF_HARM: "house-rules.category-self-harm",
    Category.HATE: "house-rules.category-hate",
    Category.DANGEROUS: "house-rules.category-dangerous",
}
"""What contents are called."""

_WHY = {
    "categories": message("house-rules.why-words"),
    "words": message("house-rules.why-words"),
    "faces": message("house-rules.why-faces"),
    "people": message("house-rules.why-people"),
}
_FEW = 2
"""So many other generators are offered."""
_WHY_PICTURES = message("house-rules.why-pictures")


def words_refused(case: Case) -> Iterator[Spot]:
    """Find words at which the generator's filter stops, also those that are only named to be kept out."""
    target = case.target
    if target is None or not (target.house.categories or target.house.words):
        return
    patterns = _patterns(case.lexicon, target.house.categories, target.house.words)
    written: set[str] = set()
    for passage in case.passages:
        for start, end in _found(patterns, passage.text):
            written.add(_plain(passage.text[start:end]))
            if (spot := _word(case, target, passage, start, end)) is not None:
                yield spot
    # What the cast, the places and the props are described with goes out as well.
    for start, end in _found(patterns, case.prompt):
        words = case.prompt[start:end]
        if _plain(words) not in written:
            written.add(_plain(words))
            yield _spot(case, target, case.on_shot("prompt"), words, "lint.words-refused")


def rules_unread(case: Case) -> Iterator[Spot]:
    """Find that what a person wrote of their generator's refusals cannot be read: nothing of it is looked for."""
    if case.target is not None and case.target.unread is not None:
        yield Spot(case.on_shot("provider"), case.target.unread, case.target.provider)


def faces_refused(case: Case) -> Iterator[Spot]:
    """Find pictures with faces that the generator does not take."""
    target = case.target
    if target is None or target.house.faces is None:
        return
    own = {one.id for one in case.brief.references}
    for one in case.sent:
        real = one.declared is Declared.REAL_PERSON
        if real or (one.declared is Declared.SYNTHETIC and target.house.faces is Faces.ANY):
            code = "lint.faces-refused-real" if real else "lint.faces-refused-made"
            dropped = (without_picture(one),) if one.id in own else ()
            fixes = (*dropped, *_elsewhere(target, lambda house: house.faces is None))
            yield house_spot(
                target, "faces", on_picture(one), message(code, name=one.name, model=target.model), one.name, fixes
            )


def faces_unsaid(case: Case) -> Iterator[Spot]:
    """Find pictures of which nobody has said what they show, for a generator that takes no faces."""
    target = case.target
    if target is None or target.house.faces is None:
        return
    for one in case.sent:
        if one.declared is Declared.UNDECLARED:
            what = message("lint.faces-unsaid", name=one.name, model=target.model)
            yield house_spot(target, "faces", on_picture(one), what, one.name)


def people_refused(case: Case) -> Iterator[Spot]:
    """Find real people for a generator that shows none."""
    target = case.target
    if target is None or not target.house.people:
        return
    for one in case.real:
        what = message("lint.people-refused", name=one.name, model=target.model)
        fixes = _elsewhere(target, lambda house: not house.people)
        yield house_spot(target, "people", Where(kind="character", row=one.id, field="name"), what, one.name, fixes)


def says_who(rules: HouseRules, name: str) -> Message:
    """Say who says a fact, and when; what the person wrote down has no source."""
    source = rules.source(name)
    if not source.source:
        return message("house-rules.own")
    return message("house-rules.source", source=source.source, day=source.date)


def price_of_no(rules: HouseRules) -> Message | None:
    """Say what a blocked request costs, where that is known; whatever is charged is said first."""
    if Charged.YES in (rules.charged_input, rules.charged_output):
        return message("house-rules.suspends" if rules.suspends else "house-rules.charged")
    if rules.charged_input is Charged.NO:
        return message("house-rules.free")
    return None


def _word(case: Case, target: Target, passage: Passage, start: int, end: int) -> Spot | None:
    """Find fault with a word; None where it is only kept out, and the filter knows that."""
    kept_out = negated(passage.text, start, end)
    if kept_out is not None and target.house.in_context:
        return None
    words = passage.text[start:end]
    fixes: tuple[Fix, ...] = ()
    if kept_out is not None and kept_out != (start, end):
        changes = passage.reworded(without(passage.text, *kept_out))
        fixes = (Fix(label=message("lint.fix.leave-out", words=passage.text[slice(*kept_out)]), changes=changes),)
    elif kept_out is None and (plain := _plainly(case, target, words)):
        changes = passage.reworded(passage.text[:start] + plain + passage.text[end:])
        label = message("lint.fix.say-plainly", words=words, instead=plain)
        fixes = (Fix(label=label, changes=changes, choice=True),)
    code = "lint.words-refused" if kept_out is None else "lint.words-refused-negated"
    return _spot(case, target, passage.at(start, end), words, code, fixes)


def _spot(case: Case, target: Target, where: Where, words: str, code: str, fixes: tuple[Fix, ...] = ()) -> Spot:
    plain = _plain(words)
    category = case.lexicon.categories.get(plain)
    if category is None or category not in target.house.categories:
        what = message("lint.words-refused-own", words=words, model=target.model)
        fixes += _elsewhere(target, lambda house: plain not in map(_plain, house.words))
        return house_spot(target, "words", where, what, words, fixes)
    fixes += _elsewhere(target, lambda house: category not in house.categories)
    kind = message(KINDS[category])
    return house_spot(
        target, "categories", where, message(code, words=words, model=target.model, kind=kind), words, fixes
    )


def _plainly(case: Case, target: Target, words: str) -> str:
    """Give plain words for what a refused word shows, with its capital; none where nobody knows any."""
    own = {_plain(word): instead for word, instead in target.house.instead.items()}
    if _plain(words) in own:
        return own[_plain(words)]
    found = case.lexicon.plainly.get(_plain(words), "")
    return found[:1].upper() + found[1:] if words[:1].isupper() else found


def _elsewhere(target: Target, fine: Callable[[HouseRules], bool]) -> tuple[Fix, ...]:
    """Offer the person's other generators of which no such rule is known."""
    others = [one for one in target.others() if one.key != target.provider and fine(one.house)]
    return tuple(
        Fix(label=message("lint.fix.elsewhere", generator=one.name), elsewhere=one.key) for one in others[:_FEW]
    )


def house_spot(target: Target, fact: str, where: Where, what: Message, words: str, fixes: tuple[Fix, ...] = ()) -> Spot:
    """Give what is found by a fact about a generator, with what it costs to be refused and with who says so."""
    # What a server cannot read is refused before anybody is charged.
    price = price_of_no(target.house) if fact in _WHY else None
    why = _WHY.get(fact, _WHY_PICTURES)
    told = message("rights.both", one=why, two=price) if price is not None else why
    return Spot(where, what, words, fixes, why=told, source=says_who(target.house, fact))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


@cache
def _patterns(
    lexicon: Lexicon, categories: tuple[Category, ...], words: tuple[str, ...]
) -> tuple[re.Pattern[str], ...]:
    listed = [one.words for one in lexicon.tripping if one.category in categories]
    return any_of([*listed, *(one.strip() for one in words if one.strip())])


def _found(patterns: tuple[re.Pattern[str], ...], text: str) -> list[tuple[int, int]]:
    return sorted(found.span() for pattern in patterns for found in pattern.finditer(text))
