"""What has a name in the film: the verbs and questions that the cast, the places and the props share."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from pydantic import ValidationError

from fourbeat.model import order
from fourbeat.model.edit import Changes
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.message import Frozen, message
from fourbeat.model.plan import Character, Life, Line, Place, Prop, Shot, Swatch, Translation
from fourbeat.writing.mentions import names
from fourbeat.writing.search import folded

from . import translations
from .arrange import written
from .briefs import problems
from .continuity import Said, compared, said
from .free_text import binned_shots
from .matching import matched
from .ordering import key_beside
from .renaming import Renaming, renaming
from .uses import Use, shots_of, uses

if TYPE_CHECKING:
    from .studio import Studio

N = TypeVar("N", bound=Character | Place | Prop)

KINDS = {"character": "named.kind.character", "place": "named.kind.place", "prop": "named.kind.prop"}
_TOLD = 8


class Entries(Generic[N]):
    """Hold the verbs and questions about everyone or everything of one kind."""

    kind: type[N]
    form: ClassVar[type[Frozen]]

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    # Questions

    def all(self) -> list[N]:
        """Give everyone of this kind, in order."""
        return self._store.plan.all(self.kind)

    def binned(self) -> list[N]:
        """Give everyone of this kind who lies in the bin."""
        return self._store.plan.binned(self.kind)

    def find(self, label: str, *, binned: bool = False) -> N:
        """Find one by name, alias or id; in the bin where asked. Raises NotFound, Invalid for a name of several."""
        known = self.binned() if binned else self.all()
        wanted = folded(label.strip().removeprefix("@"))
        for rank in (0, 1):
            matches = [one for one in known if one.id == label or wanted in _called(one, aliases=rank > 0)]
            if len(matches) > 1 and not binned:
                raise Invalid("named.several", name=label, choices=tuple(one.id for one in matches))
            if matches:
                return matches[-1]
        kind, there = message(KINDS[self.kind.kind]), tuple(one.name for one in known[:12])
        raise NotFound("named.not-found", kind=kind, name=label, known=there or (message("named.nobody"),))

    def uses(self, one: N) -> list[Use]:
        """Say where one is used: shots, lines, scenes, mentions."""
        return uses(self._store.plan, one)

    def shots(self, one: N) -> list[Shot]:
        """Give the shots in which one is seen, speaks or is named, in board order."""
        plan = self._store.plan
        return [plan.get(Shot, shot) for shot in shots_of(plan, self.uses(one))]

    def continuity(self, one: N) -> list[Said]:
        """Give what each of its shots has of one, in board order, and mark what differs."""
        each = (said(self._studio, one, shot) for shot in self._store.plan.shots())
        return compared(here for here in each if here is not None)

    def colours(self, one: N) -> list[Swatch]:
        """Give the colours that belong to one."""
        return self._store.plan.of(Swatch, one.id)

    def renaming(self, *, one: N, name: str, keep: bool = False, prose: bool = False) -> Renaming:
        """Work out what another name would change, and change nothing. Raises Invalid."""
        plan = self._store.plan
        now = plan.get(type(one), one.id)
        name = self._free(name, now)
        return renaming(plan, now, name, keep=keep, prose=prose)

    # Verbs

    def add(self, *, name: str, **fields: str) -> N:
        """Add one at the end. Raises Invalid for a name that is taken, or what a field cannot hold."""
        name = self._free(name)
        known = self.all()
        row = self.kind(
            id=self._studio.desk.ids.new(),
            order=order.between(known[-1].order if known else None, None),
            **self._checked({"name": name, **fields}),
        )
        written(self._studio, message("step.add-named", name=name), [self._store.plan.born(row)])
        return row

    def edit(self, *, one: N, **fields: str) -> Changes:
        """Change fields; the name is changed by `rename`, which keeps what mentions it. Raises Invalid."""
        assert "name" not in fields
        plan = self._store.plan
        now = plan.get(type(one), one.id)
        checked = self._checked({"name": now.name, **fields})
        changes = plan.change(now, **{name: checked[name] for name in fields})
        if "aliases" in fields:
            after = now.model_copy(update={"aliases": checked["aliases"]})
            for alias in names(after)[1:]:
                self._free(alias, now)
        return written(self._studio, message("step.edit-named", name=now.name), changes)

    def move(self, *, one: N, after: N | None = None, before: N | None = None) -> Changes:
        """Move one to after or before another of its kind. Raises Invalid where neither or both are named."""
        plan = self._store.plan
        changes = plan.change(one, order=key_beside(self.all(), one, after=after, before=before))
        return written(self._studio, message("step.move-named", name=one.name), changes)

    def sent(self, one: N) -> translations.Sent:
        """Give the text to send for one's words, by language and field."""
        return translations.sent(self._store.plan.of(Translation, one.id), one.id)

    def send(self, *, one: N, sent: Mapping[str, Mapping[str, str]]) -> Changes:
        """Make these, by language and field, the texts to send for one's words. Raises Invalid."""
        form = self._form({"name": one.name, "sent": sent})
        changes = translations.changes(self._store.plan, one.id, form.sent, self._studio.desk.ids)  # type: ignore[attr-defined]
        return written(self._studio, message("step.edit-named", name=one.name), changes)

    def rename(self, *, one: N, name: str, keep: bool = False, prose: bool = False) -> Changes:
        """Give another name everywhere, as one step; with `keep` the old one becomes an alias. Raises Invalid."""
        plan = self.renaming(one=one, name=name, keep=keep, prose=prose)
        return written(self._studio, message("step.rename-named", name=plan.old, new=plan.new), plan.changes)

    def remove(self, *, one: N, anyway: bool = False) -> Changes:
        """Put one into the bin; lines keep the speaker's name. Raises Invalid where it is used, unless `anyway`."""
        plan = self._store.plan
        now = plan.get(type(one), one.id)
        if not anyway and (used := self.uses(one)):
            owners = list({(use.owner, use.binned): use.where for use in used}.values())
            told = (*owners[:_TOLD], "…") if len(owners) > _TOLD else tuple(owners)
            raise Invalid("named.used", name=now.name, places=told)
        changes = plan.change(now, life=Life.BINNED)
        if isinstance(now, Character):
            # A shot in the bin may come back when nobody remembers who spoke.
            for shot in (*plan.shots(), *binned_shots(plan)):
                for line in plan.of(Line, shot.id):
                    if line.character == now.id:
                        changes += plan.change(line, speaker=now.name)
        return written(self._studio, message("step.remove-named", name=now.name), changes)

    def bring_back(self, *, one: N) -> N:
        """Bring one back from the bin, with all that was its own. Raises Invalid where its name is taken by now."""
        plan = self._store.plan
        now = plan.get(type(one), one.id)
        self._free(now.name, now)
        changes = plan.change(now, life=Life.ALIVE)
        written(self._studio, message("step.restore-named", name=now.name), changes)
        return self._store.plan.get(type(one), one.id)

    def set_colours(self, *, one: N, colours: Sequence[str]) -> Changes:
        """Make these, such as "#d08a3c amber", the colours that belong to one. Raises Invalid."""
        self._checked({"name": one.name, "palette": tuple(colours)})
        made = []
        for key, colour in zip(order.spread(len(colours)), colours, strict=True):
            value, _, name = colour.strip().partition(" ")
            row = Swatch(id=self._studio.desk.ids.new(), of=one.id, order=key, value=value.lower(), name=name.strip())
            made.append(row)
        changes = matched(self._store.plan, self.colours(one), made)
        return written(self._studio, message("step.edit-named", name=one.name), changes)

    # What the verbs share

    def _checked(self, fields: dict[str, object]) -> dict[str, str]:
        """Check fields as a film file would be checked, and give them as they are kept."""
        form = self._form(fields)
        return {name: getattr(form, name) for name in fields if name in self.kind.model_fields}

    def _form(self, fields: Mapping[str, object]) -> Frozen:
        try:
            return self.form.model_validate(fields)
        except ValidationError as error:
            raise Invalid("brief.wrong-option", problems=problems(error)) from error

    def _free(self, name: str, own: Character | Place | Prop | None = None) -> str:
        """Give a name as it is kept, if nobody and nothing else is called so. Raises Invalid."""
        plain = " ".join(unicodedata.normalize("NFC", name).split()).lstrip("@＠").strip()
        if not plain or any(not letter.isprintable() for letter in plain):
            raise Invalid("named.no-name")
        plan = self._store.plan
        for kind in (Character, Place, Prop):
            for one in plan.all(kind):
                assert isinstance(one, Character | Place | Prop)
                if (own is None or one.id != own.id) and folded(plain) in map(folded, names(one)):
                    raise Invalid("named.taken", name=plain, kind=message(KINDS[one.kind]), other=one.name)
        return plain


def _called(one: Character | Place | Prop, *, aliases: bool) -> set[str]:
    return {folded(name) for name in (names(one)[1:] if aliases else names(one)[:1])}
