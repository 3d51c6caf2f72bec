"""Somebody or something called otherwise, wherever the name stands: worked out whole, then written as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fourbeat.model.brief import Bible
from fourbeat.model.document import Plan
from fourbeat.model.edit import Change
from fourbeat.model.errors import Invalid
from fourbeat.model.plan import Character, Line, Prop, Row
from fourbeat.writing.mentions import Mention, Named, mentions
from fourbeat.writing.search import Wanted, find, folded, replaced

from .free_text import FreeText, binned_shots, free_texts

_LONG = 4000
_LONGEST_ALIASES = 1000


@dataclass(frozen=True)
class Rewording:
    """Be one place that reads otherwise once the name is another; `owner` is what a person calls where it stands."""

    row: Row
    field: str
    owner: str
    before: str
    after: str


@dataclass(frozen=True)
class Renaming:
    """Be a change of name with every place it touches, and in how many places the old name stands without a sign."""

    old: str
    new: str
    places: tuple[Rewording, ...]
    changes: tuple[Change, ...]
    plain: int


def renaming(plan: Plan, one: Named, new: str, *, keep: bool, prose: bool) -> Renaming:
    """Work out a change of name.

    Mentions of the old name become mentions of the new one; those of an alias stay. With `keep` the old name becomes an
    alias, with `prose` it is also replaced where it stands without a sign. Raises Invalid where a mention would come to
    mean another, or a text grow too long.
    """
    fields = {"name": new, **_aliases(one, new, keep=keep)}
    now, then = plan.bible(), _with(plan.bible(), one.model_copy(update=fields))
    places: list[Rewording] = []
    plain = 0
    for text in free_texts(plan):
        after = _mentioning(text, one, new, now, then)
        spots = [] if folded(new) == folded(one.name) else _plain(after, one.name, then)
        if prose:
            after = replaced(after, spots, new)
        else:
            plain += len(spots)
        if after != text.text:
            if len(after) > _LONG:
                raise Invalid("replace.too-long", owner=text.owner, most=_LONG)
            places.append(Rewording(text.row, text.field, text.owner, text.text, after))
    if isinstance(one, Character):
        places += _speaking(plan, one, new)
    rows: dict[str, tuple[Row, dict[str, str]]] = {}
    for place in places:
        rows.setdefault(place.row.id, (place.row, {}))[1][place.field] = place.after
    own = rows.pop(one.id, (one, {}))[1]
    changes = plan.change(one, **{**own, **fields})
    for row, words in rows.values():
        changes += plan.change(row, **words)
    return Renaming(one.name, new, tuple(places), tuple(changes), plain)


def _aliases(one: Named, new: str, *, keep: bool) -> dict[str, str]:
    if isinstance(one, Prop):
        if keep:
            raise Invalid("rename.no-aliases", name=one.name)
        return {}
    known = [alias.strip() for alias in one.aliases.replace("、", ",").split(",") if alias.strip()]
    left = [alias for alias in known if folded(alias) != folded(new)]
    if keep and folded(one.name) not in {folded(alias) for alias in (*left, new)}:
        left.append(one.name)
    if left == known:
        return {}
    aliases = ", ".join(left)
    if len(aliases) > _LONGEST_ALIASES:
        raise Invalid("replace.too-long", owner=one.name, most=_LONGEST_ALIASES)
    return {"aliases": aliases}


def _with(bible: Bible, one: Named) -> Bible:
    def put(rows: Sequence[Named]) -> tuple[Named, ...]:
        return tuple(one if row.id == one.id else row for row in rows)

    return bible.model_copy(
        update={"people": put(bible.people), "places": put(bible.places), "props": put(bible.props)}
    )


def _mentioning(text: FreeText, one: Named, new: str, now: Bible, then: Bible) -> str:
    there = mentions(text.text, now)
    ours = [mention for mention in there if _by_name(text.text, mention, one)]
    if not any(mention.named.id == one.id for mention in there):
        return text.text
    meant = [mention.named.id for mention in there]
    # Where letters follow a name at once, a space keeps the new one readable as a name.
    for after_name in ("", " "):
        after = text.text
        for mention in reversed(ours):
            tail = after_name if after[mention.end : mention.end + 1].isalnum() else ""
            after = after[: mention.start + 1] + new + tail + after[mention.end :]
        if [mention.named.id for mention in mentions(after, then)] == meant:
            return after
    raise Invalid("rename.confuses", name=new, owner=text.owner, words=_around(text.text, there[0]))


def _by_name(text: str, mention: Mention, one: Named) -> bool:
    return mention.named.id == one.id and folded(text[mention.start + 1 : mention.end]) == folded(one.name.strip())


def _plain(text: str, name: str, bible: Bible) -> list[tuple[int, int]]:
    """Find a name that stands in a text as a word of its own, and not within any mention."""
    taken = [(mention.start, mention.end) for mention in mentions(text, bible)]
    return [
        (start, end)
        for start, end in find(text, Wanted(name, match_case=True, whole_word=True))
        if not any(start < last and first < end for first, last in taken)
    ]


def _speaking(plan: Plan, one: Character, new: str) -> list[Rewording]:
    """Find lines whose speaker was typed by hand as the old name; one in capitals stays so."""
    found = []
    for shot in (*plan.shots(), *binned_shots(plan)):
        for line in plan.of(Line, shot.id):
            if line.speaker and folded(line.speaker.strip()) == folded(one.name):
                loud = line.speaker.isupper() and not one.name.isupper()
                found.append(Rewording(line, "speaker", shot.number, line.speaker, new.upper() if loud else new))
    return found


def _around(text: str, mention: Mention) -> str:
    return text[max(0, mention.start - 20) : mention.end + 20]
