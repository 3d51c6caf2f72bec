"""What changed between two takes: the words of their prompts, their settings, their references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from fourbeat.model.plan import Role
from fourbeat.model.take import Take

_PIECES = re.compile(r"\s+|[぀-ヿ㐀-鿿]|[^\W぀-ヿ㐀-鿿]+|[^\w\s]")
"""Words, spaces, signs; of Japanese, which sets no spaces, each character."""


NAMES = {
    "provider": "takes-dock.provider",
    "model": "takes-dock.model",
    "seed": "takes-dock.seed",
    "size": "takes-dock.size",
    "frames": "takes-dock.frames",
    "seconds": "takes-dock.seconds",
    "rate": "takes-dock.rate",
}
"""The settings that have a name of ours; any other shows the one its generator gives it."""


class Kind(Enum):
    """Say what became of a stretch of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Stretch:
    """Be a stretch of words with what became of it."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Setting:
    """Be a setting whose value differs; None where one of the two takes has none."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Used:
    """Be a reference that only one of the two takes was held to."""

    kind: Kind
    role: Role
    name: str


@dataclass(frozen=True)
class Differences:
    """Hold what changed from one take to another."""

    words: tuple[Stretch, ...]
    settings: tuple[Setting, ...]
    references: tuple[Used, ...]

    @property
    def same_words(self) -> bool:
        """Tell whether both prompts read the same."""
        return all(one.kind is Kind.SAME for one in self.words)


def differences(before: Take, after: Take) -> Differences:
    """Compare two takes, of whatever shots."""
    was, now = settings(before), settings(after)
    names = [*was, *(name for name in now if name not in was)]
    old = {(one.role, one.sha256): one.name for one in before.references}
    new = {(one.role, one.sha256): one.name for one in after.references}
    return Differences(
        words=words(before.prompt, after.prompt),
        settings=tuple(Setting(name, was.get(name), now.get(name)) for name in names if was.get(name) != now.get(name)),
        references=(
            *(Used(Kind.GONE, key[0], name) for key, name in old.items() if key not in new),
            *(Used(Kind.NEW, key[0], name) for key, name in new.items() if key not in old),
        ),
    )


def settings(take: Take) -> dict[str, str]:
    """Give everything a take was made with beside its words and pictures, by name."""
    made: dict[str, str] = {"provider": take.provider, "model": take.model}
    made |= {name: str(value) for name, value in take.settings.items()}
    if take.seed is not None:
        made["seed"] = str(take.seed)
    return made


def words(before: str, after: str) -> tuple[Stretch, ...]:
    """Compare two texts word by word."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    found: list[Stretch] = []
    for deed, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if deed == "equal":
            found.append(Stretch(Kind.SAME, "".join(old[i1:i2])))
            continue
        if i2 > i1:
            found.append(Stretch(Kind.GONE, "".join(old[i1:i2])))
        if j2 > j1:
            found.append(Stretch(Kind.NEW, "".join(new[j1:j2])))
    return tuple(found)
