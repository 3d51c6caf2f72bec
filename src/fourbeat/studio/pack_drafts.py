"""Packs as a form writes them: a document that may still be wrong, where it is wrong, and the file it becomes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fourbeat.model.message import message
from fourbeat.policy.building import written
from fourbeat.policy.document import Tree, text_of, tree
from fourbeat.policy.faults import Fault
from fourbeat.policy.pack import Pack
from fourbeat.policy.pack import Thing as PackThing
from fourbeat.policy.reading import tried
from fourbeat.policy.rule import Rule
from fourbeat.policy.tabling import table

from .keys import Keys
from .pack_building import finished, sign
from .pack_files import TABLES, beside_it, given_out, look
from .packs import InUse, Packs

BELOW: Mapping[str, tuple[str, ...]] = {
    "": ("holders", "people"),
    "holders": ("catalogues", "works", "characters", "styles"),
    "catalogues": ("works",),
    "works": ("characters",),
    "characters": ("versions",),
}
"""Which lists may stand in a thing of which list."""

_MOST = 200
"""So many faults are shown at once."""

Thing = dict[str, Any]


@dataclass
class PackDraft:
    """Be a pack that is being written: the document as its file will hold it, and the file it was opened from."""

    whole: Thing
    file: Path | None = None
    opened: Thing = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Tell whether anything was written since it was opened."""
        return self.whole != self.opened


def blank(today: str) -> PackDraft:
    """Begin a new pack."""
    whole: Thing = {"pack": "", "version": "1", "issued": today, "basis": "rightsholder-statement", "default": "ask"}
    whole |= {"holders": [{"name": ""}], "people": []}
    return PackDraft(whole, opened=_copied(whole))


def opened(file: Path, today: str) -> PackDraft:
    """Open a pack or table to be changed: its version goes up by one. Raises what `look` raises."""
    looked = look(file, draft=True)
    whole = plain(looked.pack)
    whole["version"], whole["issued"] = str(looked.pack.version + 1), today
    return PackDraft(whole, None if file.suffix.lower() in TABLES else file, _copied(whole))


def plain(pack: Pack) -> Thing:
    """Give a pack as the document that its file holds."""
    found = tree(text_of(written(pack), pack.pack), pack.pack)
    assert isinstance(found, dict)
    whole: Thing = dict(found)
    for several in BELOW[""]:
        whole.setdefault(several, [])
    return whole


def ready(draft: PackDraft) -> Thing:
    """Give the document without what is empty, with an id for everything that has none."""
    whole: Thing = _spare(_copied(draft.whole))
    whole.setdefault("pack", "")
    holders = whole.get("holders", [])
    if not whole["pack"] and holders:
        whole["pack"] = slug(str(holders[0].get("name", "")))
    for several in BELOW[""]:
        _give_ids(whole, several)
    _give_rule_ids(whole)
    return whole


def wrong(whole: Thing, *, signed: bool) -> list[Fault]:
    """Say what is wrong with a document made `ready`, and where; nothing where it can be saved.

    `signed` says that it will be signed. Whatever guards nobody has no name: that is told, too.
    """
    found = tried(whole, signed=signed, most=_MOST)[1]
    nameless = ((*way, "names") for way, thing in _ways(whole) if way[-2] in _NAMED and not thing.get("names"))
    return [*found, *((way, message("pack.nameless")) for way in nameless)]


_NAMED = ("works", "characters", "styles", "people")
"""What is only guarded by its names."""


def _ways(whole: Thing) -> Iterator[tuple[tuple[str | int, ...], Thing]]:
    waiting: list[tuple[tuple[str | int, ...], Thing]] = [((), whole)]
    while waiting:
        over, thing = waiting.pop(0)
        for several in BELOW.get(str(over[-2]) if over else "", ()):
            for number, one in enumerate(thing.get(several, [])):
                way = (*over, several, number)
                yield way, one
                waiting.append((way, one))


def rule_of(given: Thing) -> Rule | None:
    """Read one rule of a draft; None where it cannot be read as it is."""
    try:
        return PackThing.model_validate({"id": "one", "rules": [{"id": "rule", **given}]}).rules[0]
    except ValidationError:
        return None


@dataclass(frozen=True)
class Saved:
    """Be what came of saving: the file, its names of ordinary words, and how it is in use, if it was taken in."""

    file: Path
    ordinary: list[str]
    in_use: InUse | None = None


def save(draft: PackDraft, *, file: Path, packs: Packs, key: str = "", use: bool = False) -> Saved:
    """Write a draft as the pack it is, as `pack build` does; sign it with one's own key, and take it into use.

    One's own key is trusted by oneself. Raises what `pack_building` and `Packs.add` raise; the draft must not be wrong.
    """
    pack, found = tried(ready(draft), signed=bool(key))
    assert pack is not None
    assert not found
    done, ordinary = finished(pack, file.parent)
    data = written(done)
    # A signature over the file as it was would be broken from now on.
    beside_it(file).unlink(missing_ok=True)
    given_out(file, data, replace=True)
    seal = sign(file, Keys(packs.home), name=key, replace=True) if key else None
    draft.file, draft.opened = file, _copied(draft.whole)
    taken = None
    if use:
        taken = packs.trust(file=file, key=seal.fingerprint) if seal else packs.add(file=file)
    return Saved(file, ordinary, taken)


def save_table(draft: PackDraft, *, file: Path) -> int:
    """Write a draft as a table; give how many descriptions and pictures had no place there. Raises Invalid, Storage."""
    pack, found = tried(ready(draft), signed=True)
    assert pack is not None
    assert not found
    data, left_out = table(pack)
    given_out(file, data, replace=True)
    return left_out


def slug(name: str) -> str:
    """Make an id of a name, as tables do; a name without Latin letters gives none."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "-", bare.casefold().replace("'", "").replace("’", "")).strip("-")[:60].strip("-")


def _name_of(thing: Thing) -> str:
    """Give the name an id is made of: the shown one, else the first that has Latin letters."""
    names = thing.get("names", {})
    several = [thing.get("name", ""), *(_text(one) for one in names.get("en", []))]
    several += [_text(one) for group in names.values() for one in group]
    return next((one for one in several if slug(one)), "")


def _text(name: Tree) -> str:
    return str(name.get("text", "")) if isinstance(name, dict) else str(name)


def _give_ids(over: Thing, several: str) -> None:
    things: list[Thing] = over.get(several, [])
    taken = {str(one["id"]) for one in things if one.get("id")}
    for number, thing in enumerate(things, start=1):
        if not thing.get("id"):
            wanted = slug(_name_of(thing)) or f"{several.removesuffix('s')}-{number}".replace("people", "person")
            made, more = wanted, 2
            while made in taken:
                made, more = f"{wanted}-{more}", more + 1
            taken.add(made)
            # First, so that it stands first in the file.
            rest = {key: value for key, value in thing.items() if key != "id"}
            thing.clear()
            thing.update({"id": made, **rest})
        for below in BELOW.get(several, ()):
            _give_ids(thing, below)


def _give_rule_ids(whole: Thing) -> None:
    every = [rule for _way, thing in _ways(whole) for rule in thing.get("rules", [])]
    taken = {str(rule["id"]) for rule in every if rule.get("id")}
    number = 0
    for rule in every:
        if rule.get("id"):
            continue
        number += 1
        while f"rule-{number}" in taken:
            number += 1
        rule["id"] = f"rule-{number}"


def _spare(value: Any) -> Any:
    """Leave out what says nothing."""
    if isinstance(value, dict):
        kept = {key: _spare(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in ("", [], {}, None)}
    if isinstance(value, list):
        # Things that say nothing yet stay where they are: what is wrong with them is told by their place.
        return [_spare(one) for one in value if one != ""]
    return value


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    return [_copied(one) for one in value] if isinstance(value, list) else value
