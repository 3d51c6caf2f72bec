"""What the generator of a shot has refused in this film before: the same prompt, or words that only refusals have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fourbeat.model.house_rules import Refused
from fourbeat.model.message import Message, message

from ..sameness import nearly_same, pieces
from .case import Case, Spot

_MOST = 5
"""So many words are told at once; more would tell nothing."""


def refused_before(case: Case) -> Iterator[Spot]:
    """Find a prompt that its generator refused already, as it stands or nearly so, with the same pictures at least."""
    target = case.target
    if target is None or not case.prompt.strip():
        return
    going = {one.sha256 for one in case.sent}
    # The last refusal is the one a person remembers.
    for one in reversed(target.wary.refused):
        if one.model == target.model and going.issuperset(one.pictures) and nearly_same(one.prompt, case.prompt):
            yield Spot(
                case.on_shot("prompt"), _told(case, one), one.code, source=message("refused.source", job=one.code)
            )
            return


def words_refused_before(case: Case) -> Iterator[Spot]:
    """Find words that stood in several prompts which the generator refused, and in none that it made a clip of."""
    target = case.target
    if target is None or not target.wary.words:
        return
    here = pieces(case.prompt)
    for word, shots in [pair for pair in target.wary.words if pair[0] in here][:_MOST]:
        what = message("lint.words-refused-before", words=word, model=target.model, shots=shots)
        found = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
        spans = [(one, hit) for one in case.passages if (hit := found.search(one.text)) is not None]
        where = spans[0][0].at(*spans[0][1].span()) if spans else case.on_shot("prompt")
        yield Spot(where, what, word)


def _told(case: Case, one: Refused) -> Message:
    facts = {"shot": one.shot, "day": one.day, "model": one.model}
    if one.prompt == case.prompt:
        return message("lint.refused-before", **facts)
    gone = tuple(sorted((pieces(one.prompt) - pieces(case.prompt)).keys()))[:_MOST]
    return (
        message("lint.refused-before-without", words=gone, **facts)
        if gone
        else message("lint.refused-before-nearly", **facts)
    )
