"""What taking a big rights pack in costs, against merely going through the same YAML."""

from __future__ import annotations

from time import process_time

import pytest
import yaml

from fourbeat.policy.memory import undisturbed
from fourbeat.policy.pack import subjects
from fourbeat.policy.reading import read

pytestmark = pytest.mark.benchmark

ALIASES = 30_000
MOST = 8.0
"""Measured at 3.5 to 4 times with ten names to a character, at 5.3 with a single one: 0.3 to 1 s on a busy machine."""

HEAD = (
    "pack: big\nversion: 1\nissued: 2026-11-01\nbasis: house-policy\nholders:\n- id: big\n  name: Big\n  characters:\n"
)


def big(names: int) -> str:
    """Write a pack of so many aliases, with so many names to a character."""
    lines = [HEAD]
    for number in range(ALIASES // names):
        aliases = ", ".join(f"Captain Whisker {number} {at}" for at in range(names))
        lines.append(f"  - {{id: c{number}, names: {{en: [{aliases}]}}}}\n")
    return "".join(lines)


@pytest.mark.parametrize("names", [10, 1])
def test_a_pack_of_thirty_thousand_aliases(names: int) -> None:
    text = big(names)
    data = text.encode()

    def bare() -> None:
        with undisturbed():
            assert sum(1 for _ in yaml.parse(text, Loader=yaml.CBaseLoader)) > ALIASES

    def whole() -> None:
        pack = read(data, "big.yaml")
        with undisturbed():
            assert len(subjects(pack, signed=False)) == ALIASES // names + 1

    def best(work: object) -> float:
        assert callable(work)
        spent = []
        for _ in range(3):
            start = process_time()
            work()
            spent.append(process_time() - start)
        return min(spent)

    assert best(whole) / best(bare) < MOST
