"""Credits: the lines that name rightsholders where a permission asks for it, in the order of the film."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fourbeat.model.message import Frozen
from fourbeat.policy.rule import DutyKind

if TYPE_CHECKING:
    from .dues import Account, Due
    from .wording import Wording


class CreditLine(Frozen):
    """Be one line; `given` says that the wording is the holder's own. `subjects` are those it speaks of."""

    text: str
    subjects: tuple[str, ...]
    given: bool


class Credits(Frozen):
    """Be the credits of a reel, ready to be set as a page of it."""

    title: str
    language: str
    lines: tuple[CreditLine, ...]

    @property
    def text(self) -> str:
        """Give them as plain text, one line each."""
        return "".join(f"{line.text}\n" for line in self.lines)


def credits(account: Account, say: Wording) -> Credits:
    """Write the credits that a reel owes; each wording stands once, where it is first needed."""
    lines: dict[str, tuple[list[str], bool]] = {}
    for due in account.dues:
        for duty in due.duties:
            if duty.kind is DutyKind.ATTRIBUTION:
                text = " ".join(duty.text.split()) or _neutral(due, duty.to, say)
                subjects, _ = lines.setdefault(text, ([], bool(duty.text)))
                subjects.append(due.subject)
    return Credits(
        title=say.text("dues.credits"),
        language=say.language,
        lines=tuple(
            CreditLine(text=text, subjects=tuple(dict.fromkeys(subjects)), given=given)
            for text, (subjects, given) in lines.items()
        ),
    )


def _neutral(due: Due, to: str, say: Wording) -> str:
    name = due.names.get(say.language, due.name)
    if due.person:
        return say.text("dues.credit-person", name=name)
    holder = due.holder or to
    if not holder or holder == name:
        return say.text("dues.credit-alone", name=name)
    return say.text("dues.credit", name=name, holder=holder)
