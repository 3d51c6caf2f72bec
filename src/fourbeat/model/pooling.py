"""What several servers of one kind can do together, for requests that any one of them may be given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from .provider import Capabilities, ModelFacts, Resend, Stopping

T = TypeVar("T")


def together(key: str, members: Mapping[str, Capabilities]) -> Capabilities:
    """Say what the members of a pool can do: whatever one of them can, the model that most of them have first.

    Prices stay with the members. What is done about a request that was sent is up to the one that has it, so that
    nothing is promised here.
    """
    found: dict[str, list[ModelFacts]] = {}
    for able in members.values():
        for facts in able.models:
            found.setdefault(facts.id, []).append(facts)
    asked = [able.learned_at for able in members.values()]
    return Capabilities(
        provider=key,
        models=tuple(_merged(several) for several in sorted(found.values(), key=len, reverse=True)),
        resend=Resend.NEVER,
        finds=False,
        stopping=Stopping.CANNOT,
        lane_width=sum(able.lane_width for able in members.values()),
        learned_at=min(asked, default=""),
        source=", ".join(members),
    )


def _merged(several: Sequence[ModelFacts]) -> ModelFacts:
    free_length = any(not one.seconds for one in several)
    lengths = sorted(_once(text for one in several for text in one.seconds), key=Fraction)
    any_size = any(not one.sizes for one in several)
    longest = max([*(one.longest for one in several if not one.seconds), *(lengths[-1:])], key=Fraction)
    return several[0].model_copy(
        update={
            "sizes": () if any_size else _once(size for one in several for size in one.sizes),
            "seconds": () if free_length else tuple(lengths),
            "longest": longest,
            "roles": _once(role for one in several for role in one.roles),
            "seed": any(one.seed for one in several),
            "sound": any(one.sound for one in several),
            # What goes on from a take is asked of the server that made it, and of no other.
            "native": (),
            "pictures": _most([one.pictures for one in several]),
            "characters": _most([one.characters for one in several]),
            "prices": (),
            "free": all(one.free for one in several),
            "texts": _once(text for one in several for text in one.texts),
            "unwanted": _once(text for one in several for text in one.unwanted),
            "weights": _once(name for one in several for name in one.weights),
        }
    )


def _once(things: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(things))


def _most(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return max(known) if len(known) == len(numbers) else None
