"""What is told of one take, and of what changed between two."""

from __future__ import annotations

from typing import Any

from rich.text import Text

from fourbeat.model.ids import code
from fourbeat.model.take import Take
from fourbeat.studio.differences import NAMES, Differences, Kind, Stretch, settings
from fourbeat.studio.ignored import ignored
from fourbeat.studio.lineage import lineage
from fourbeat.studio.studio import Studio
from fourbeat.studio.takes import Listed

from .answer import plain
from .session import Session

_MARKS = {Kind.SAME: ("{}", ""), Kind.GONE: ("[-{}-]", "red strike"), Kind.NEW: ("{{+{}+}}", "green underline")}
"""How words that went and came are written: the signs say it where a terminal shows no colours."""


def document(studio: Studio, one: Listed) -> dict[str, Any]:
    """Give a take for programs."""
    return {
        **one.take.model_dump(mode="json", exclude={"facts", "parts"}),
        "shot_number": one.shot.number,
        "code": code(one.take.id),
        "path": str(studio.store.media.path(one.take.media)),
        "frames": one.take.facts.frames,
        "rating": one.mark.rating,
        "status": str(one.mark.status),
        "note": one.mark.note,
        "chosen": one.chosen,
        "withdrawn": one.take.id in studio.withdrawn.takes(),
    }


def tell_take(session: Session, studio: Studio, one: Listed) -> None:
    """Write how a take was made and what is thought of it."""
    say, answer, take = session.desk.say, session.answer, one.take
    answer.say(say("take.head", shot=one.shot.number, take=f"t{take.number}", code=code(take.id)), "bold")
    judged = [say(f"takes-dock.{one.mark.status}"), say("take.rated", rating=one.mark.rating)]
    if one.chosen:
        judged.append(say("takes-dock.in-cut"))
    if take.id in studio.withdrawn.takes():
        judged.append(say("take.withdrawn"))
    answer.say(" · ".join(judged))
    facts = {"takes-dock.note": one.mark.note}
    parent = next((other.take for other in studio.takes.list(one.shot) if other.take.id == take.parent), None)
    facts["takes-dock.parent"] = f"t{parent.number}" if parent else ""
    made = lineage(studio, take)
    facts["takes-dock.way"] = session.desk.wording(made.told()) if made is not None else ""
    facts["takes-dock.delta"] = take.delta or ""
    lines = [(say(name), value) for name, value in facts.items() if value]
    lines += [(setting(session, name), value) for name, value in settings(take).items()]
    lines += [(say("takes-dock.made"), take.made_at), (say("takes-dock.file"), take.media)]
    lines += [(say("takes-dock.references"), ref.name) for ref in take.references]
    if (told := ignored(studio, take, wait=True)) is not None:
        lines.append((say("takes-dock.first-frame"), session.desk.wording(told)))
    for name, value in lines:
        answer.say(say("take.fact", name=name, value=value))
    answer.say(f"\n{take.prompt}")


def tell_differences(session: Session, studio: Studio, before: Listed, after: Listed, found: Differences) -> None:
    """Write what changed from one take to another."""
    say, answer = session.desk.say, session.answer
    numbers = {"before": before.take.number, "after": after.take.number}
    answer.say(say("takes-dock.changed", **numbers), "bold")
    for take in (before.take, after.take):
        if (made := lineage(studio, take)) is not None:
            answer.say(say("takes-dock.made-as", number=take.number, way=made.told(), delta=made.delta))
    answer.say(f"\n{say('takes-dock.words')}", "bold")
    if found.same_words:
        answer.say(say("takes-dock.same-words"))
    else:
        gone, new = (_MARKS[kind][0].format("…") for kind in (Kind.GONE, Kind.NEW))
        answer.note(say("take.how", gone=gone, new=new, **numbers))
        if not answer.as_json:
            answer.out.print(marked(found.words))
    answer.say(f"\n{say('takes-dock.settings')}", "bold")
    none = say("takes-dock.none")
    for one in found.settings:
        name, was, now = setting(session, one.name), one.before or none, one.after or none
        answer.say(say("takes-dock.value", name=name, before=was, after=now))
    if not found.settings:
        answer.say(say("takes-dock.same-settings"))
    answer.say(f"\n{say('takes-dock.references')}", "bold")
    for ref in found.references:
        number = numbers["before" if ref.kind is Kind.GONE else "after"]
        role = say(f"gate.role.{ref.role.value}")
        answer.say(say("takes-dock.only-as", number=number, role=role, name=ref.name))
    if not found.references:
        answer.say(say("takes-dock.same-references"))


def differences_document(found: Differences) -> dict[str, Any]:
    """Give what changed for programs."""
    return {
        "words": [{"kind": one.kind.value, "text": one.text} for one in found.words],
        "settings": [{"name": one.name, "before": one.before, "after": one.after} for one in found.settings],
        "references": [{"kind": one.kind.value, "role": str(one.role), "name": one.name} for one in found.references],
    }


def lineage_document(studio: Studio, take: Take) -> dict[str, Any] | None:
    """Say for programs how a take was made from another; None for one that was not."""
    made = lineage(studio, take)
    if made is None:
        return None
    return {
        "parent": made.parent.number,
        "verb": made.verb.value,
        "way": made.way.value,
        "frame": made.frame,
        "delta": made.delta,
    }


def marked(words: tuple[Stretch, ...]) -> Text:
    """Write what went and came within the words."""
    text = Text()
    for one in words:
        signs, style = _MARKS[one.kind]
        text.append(signs.format(plain(one.text)), style)
    return text


def setting(session: Session, name: str) -> str:
    """Name a setting."""
    return session.desk.say(NAMES[name]) if name in NAMES else name
