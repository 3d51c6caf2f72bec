"""The cast: characters, what they wear, and in which shots they are seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from fourbeat.model import order
from fourbeat.model.briefing import CharacterFile, CostumeFile
from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.message import message
from fourbeat.model.plan import Appearance, Character, Costume, Life, Shot, Translation
from fourbeat.writing.search import folded

from . import translations
from .arrange import written
from .briefs import problems
from .entries import Entries


class Cast(Entries[Character]):
    """Hold the verbs and questions about the cast."""

    kind = Character
    form = CharacterFile

    # Questions

    def costumes(self, one: Character) -> list[Costume]:
        """Give what a character may wear, in order."""
        return self._store.plan.of(Costume, one.id)

    def costume(self, one: Character, name: str) -> Costume:
        """Find a costume of a character by name or id. Raises NotFound."""
        known = self.costumes(one)
        for costume in known:
            if name == costume.id or folded(costume.name) == folded(name.strip()):
                return costume
        nothing = message("brief.no-costumes")
        there = tuple(costume.name for costume in known) or (nothing,)
        raise NotFound("brief.not-a-costume", name=name, character=one.name, costumes=there)

    def wearing(self, costume: Costume) -> list[Shot]:
        """Give the shots in which a costume is worn, in board order."""
        plan = self._store.plan
        return [
            shot for shot in plan.shots() if any(seen.costume == costume.id for seen in plan.of(Appearance, shot.id))
        ]

    # Verbs

    def add_costume(self, *, one: Character, name: str, words: str = "") -> Costume:
        """Add a costume to a character's wardrobe. Raises Invalid for a name it has already."""
        known = self.costumes(one)
        made = Costume(
            id=self._studio.desk.ids.new(),
            character=one.id,
            order=order.between(known[-1].order if known else None, None),
            name=self._free_costume(one, name),
            words=_checked(name, words).words,
        )
        written(self._studio, message("step.edit-named", name=one.name), [self._store.plan.born(made)])
        return made

    def edit_costume(self, *, costume: Costume, name: str | None = None, words: str | None = None) -> Changes:
        """Change a costume's name or words. Raises Invalid."""
        plan = self._store.plan
        now, one = plan.get(Costume, costume.id), plan.get(Character, costume.character)
        changes: list[Change] = []
        if name is not None:
            changes += plan.change(now, name=self._free_costume(one, name, now))
        if words is not None:
            changes += plan.change(now, words=_checked(now.name, words).words)
        return written(self._studio, message("step.edit-named", name=one.name), changes)

    def costume_sent(self, costume: Costume) -> dict[str, str]:
        """Give the text to send for a costume's words, by language."""
        sent = translations.sent(self._store.plan.of(Translation, costume.id), costume.id)
        return {language: fields["words"] for language, fields in sent.items() if fields.get("words")}

    def send_costume(self, *, costume: Costume, sent: Mapping[str, str]) -> Changes:
        """Make these, by language, the texts to send for a costume's words. Raises Invalid."""
        plan = self._store.plan
        now, one = plan.get(Costume, costume.id), plan.get(Character, costume.character)
        given = {language: {"words": text} for language, text in sent.items()}
        try:
            form = CostumeFile.model_validate({"name": now.name, "sent": given})
        except ValidationError as error:
            raise Invalid("brief.wrong-option", problems=problems(error)) from error
        changes = translations.changes(plan, now.id, form.sent, self._studio.desk.ids)
        return written(self._studio, message("step.edit-named", name=one.name), changes)

    def remove_costume(self, *, costume: Costume, anyway: bool = False) -> Changes:
        """Put a costume into the bin; who wore it wears the usual. Raises Invalid if worn, unless `anyway`."""
        plan = self._store.plan
        now, one = plan.get(Costume, costume.id), plan.get(Character, costume.character)
        if not anyway and (worn := self.wearing(now)):
            raise Invalid("named.used", name=now.name, places=tuple(shot.number for shot in worn[:8]))
        return written(self._studio, message("step.edit-named", name=one.name), plan.change(now, life=Life.BINNED))

    def show(self, *, one: Character, shots: Sequence[Shot], seen: bool = True) -> Changes:
        """Let a character be seen in shots, or no longer; where that is so already nothing changes."""
        plan = self._store.plan
        changes: list[Change] = []
        for shot in shots:
            there = [row for row in plan.of(Appearance, shot.id) if row.character == one.id]
            if seen and not there:
                changes.append(plan.born(self._appearance(one, shot)))
            elif not seen:
                changes += [change for row in there for change in plan.change(row, life=Life.BINNED)]
        return written(self._studio, message("step.show-named", name=one.name), changes)

    def wear(self, *, one: Character, costume: Costume | None, shots: Sequence[Shot]) -> Changes:
        """Let a character wear a costume in shots, None for what it always wears; it is seen there from now on."""
        if costume is not None and costume.character != one.id:
            raise Invalid("named.not-its-costume", name=one.name, costume=costume.name)
        plan = self._store.plan
        changes: list[Change] = []
        for shot in shots:
            there = [row for row in plan.of(Appearance, shot.id) if row.character == one.id]
            for row in there:
                changes += plan.change(row, costume=costume.id if costume else None)
            if not there:
                row = self._appearance(one, shot)
                changes.append(plan.born(row.model_copy(update={"costume": costume.id if costume else None})))
        return written(self._studio, message("step.dress-named", name=one.name), changes)

    def _appearance(self, one: Character, shot: Shot) -> Appearance:
        known = self._store.plan.of(Appearance, shot.id)
        key = order.between(known[-1].order if known else None, None)
        return Appearance(id=self._studio.desk.ids.new(), shot=shot.id, order=key, character=one.id)

    def _free_costume(self, one: Character, name: str, own: Costume | None = None) -> str:
        plain = _checked(name, "").name
        for costume in self.costumes(one):
            if (own is None or costume.id != own.id) and folded(costume.name) == folded(plain):
                raise Invalid("named.costume-taken", name=one.name, costume=costume.name)
        return plain


def _checked(name: str, words: str) -> CostumeFile:
    try:
        return CostumeFile(name=" ".join(name.split()), words=words)
    except ValidationError as error:
        raise Invalid("brief.wrong-option", problems=problems(error)) from error
