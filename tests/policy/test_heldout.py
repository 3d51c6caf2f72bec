"""What the matcher does on names, ways of hiding and briefs it was not developed on; their files are fixed by sums."""

from __future__ import annotations

from hashlib import sha256

import pytest

from fourbeat.policy.names import Matcher
from policy import measure


def test_the_files_are_those_that_were_fixed() -> None:
    for line in measure.lines(measure.HELD / "SHA256SUMS"):
        given, name = line.split()
        assert sha256((measure.HELD / name).read_bytes()).hexdigest() == given


@pytest.mark.slow
def test_the_goals_hold_on_what_was_held_out() -> None:
    words, ways = measure.common(), measure.classes()
    rows = measure.names(measure.HELD / "names.txt")
    matcher = Matcher(measure.subjects(measure.HELD / "names.txt"), words)
    tally = measure.run(matcher, rows, {**ways.TUNED, **ways.UNTUNED}, [])  # type: ignore[attr-defined]
    print(measure.table(tally))  # noqa: T201
    shares = measure.shares(tally)
    assert shares["plain"] >= 0.995
    assert {kind: share for kind, share in shares.items() if share < 0.85} == {}
    hits, count = sum(one[0] for one in tally.values()), sum(one[1] for one in tally.values())
    assert hits / count >= 0.95
    assert measure.alarms(matcher, measure.lines(measure.HELD / "ordinary.txt")) == []


@pytest.mark.slow
@pytest.mark.parametrize("file", ["known", "invented"])
def test_descriptions_are_known_and_mean_nobody_else(file: str) -> None:
    subjects = measure.shipped() if file == "known" else measure.signatures()
    tally, others = measure.described(Matcher(subjects, measure.common()), f"paraphrases-{file}.txt")
    print(measure.table(tally))  # noqa: T201
    shares = measure.shares(tally)
    assert shares["description"] >= 0.9
    assert shares["rewrite"] >= 0.8
    assert shares["five keywords"] >= 0.6
    assert others <= 240 / 100


@pytest.mark.slow
def test_collisions_ask_seldom_where_names_are_graded_by_their_words() -> None:
    found, count = measure.collisions(measure.common(), "collisions.txt")
    assert len(found) <= count * 3 / 100, found
