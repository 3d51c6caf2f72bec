"""False alarms are the enemy: about a good brief the linter says nothing at all."""

from __future__ import annotations

import pytest

from fourbeat.writing.lint.rules import look
from writing.lint.shots import good

LEAST = {"en": 85, "ja": 45}
EVERY = [(language, number) for language in LEAST for number in range(len(good(language)))]


def test_there_are_enough_of_them() -> None:
    assert all(len(good(language)) >= least for language, least in LEAST.items())


@pytest.mark.parametrize(("language", "number"), EVERY)
def test_the_linter_is_silent(language: str, number: int) -> None:
    one = good(language)[number]
    assert [(finding.rule, finding.words) for finding in look(one)] == []
