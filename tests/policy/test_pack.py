"""Packs laid flat: ids, chains and defaults; and an unsigned pack never loosens anything."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourbeat.model.verdict import Decision
from fourbeat.policy.hit import Sure
from fourbeat.policy.judging import Cleared, judge
from fourbeat.policy.pack import Pack, subjects
from fourbeat.policy.reading import read
from fourbeat.policy.rule import Facts
from fourbeat.policy.subject import Basis, Kind, Subject

from .written import PACK

STRICTNESS = (Decision.ALLOW, Decision.ASK, Decision.BLOCK)
EFFECTS = [one.value for one in Decision]


def flat(*, signed: bool) -> dict[str, Subject]:
    pack = read(PACK.encode(), "f")
    return {one.id.partition(":")[2]: one for one in subjects(pack, signed=signed)}


def test_every_thing_of_a_pack_is_a_subject() -> None:
    found = flat(signed=True)
    assert {id_: one.kind for id_, one in found.items()} == {
        "example-studio": Kind.HOLDER,
        "example-studio/moon-films": Kind.CATALOGUE,
        "example-studio/moon-films/moon-cat": Kind.WORK,
        "example-studio/moon-films/moon-cat/captain-whisker": Kind.CHARACTER,
        "example-studio/moon-films/moon-cat/captain-whisker/v1931": Kind.VERSION,
        "example-studio/look": Kind.STYLE,
        "p-anna": Kind.PERSON,
    }
    whisker = found["example-studio/moon-films/moon-cat/captain-whisker"]
    assert (whisker.pack, whisker.version, whisker.holder, whisker.name) == (
        "example-studio",
        7,
        "Example Studio",
        "Captain Whisker",
    )
    assert [(name.text, name.language) for name in whisker.names] == [
        ("Captain Whisker", "en"),
        ("Whisker", "en"),
        ("ホイスカー船長", "ja"),
    ]
    assert whisker.never == ("whisker biscuit",)
    assert [one.dhash for one in whisker.prints] == [("0123456789abcdef",)]
    assert whisker.above == (
        "example-studio:example-studio/moon-films",
        "example-studio:example-studio/moon-films/moon-cat",
    )
    assert found["example-studio/moon-films/moon-cat"].ids == ("eidr:10.5240/ABCD-1", "wikidata:Q12")
    assert (found["p-anna"].holder, found["p-anna"].above, found["p-anna"].default) == ("", (), Decision.BLOCK)
    assert {one.basis for one in found.values()} == {Basis.RIGHTSHOLDER_STATEMENT}


def test_rules_reach_what_is_below_the_most_general_first() -> None:
    found = flat(signed=True)
    version = found["example-studio/moon-films/moon-cat/captain-whisker/v1931"]
    assert [(kind, rule.id) for kind, rule in version.chain] == [
        (Kind.HOLDER, "blanket"),
        (Kind.WORK, "fan-noncommercial"),
        (Kind.CHARACTER, "never-these"),
        (Kind.CHARACTER, "licence"),
        (Kind.VERSION, "pd-us"),
    ]
    assert [(kind, rule.id) for kind, rule in found["example-studio/look"].chain] == [
        (Kind.HOLDER, "blanket"),
        (Kind.STYLE, "style"),
    ]
    assert found["p-anna"].chain == ()


def test_of_an_unsigned_pack_nothing_is_heard_that_loosens() -> None:
    found = flat(signed=False)
    rules = {rule.id: rule for one in found.values() for _, rule in one.chain}
    # One that allows stays for the duties it names: `judging` lets it permit nothing.
    assert set(rules) == {"blanket", "never-these", "style", "fan-noncommercial"}
    assert rules["fan-noncommercial"].duties
    assert not any(one.lifts for one in rules.values())
    assert not any(one.signed for one in found.values())


RULES = st.lists(
    st.fixed_dictionaries(
        {"effect": st.sampled_from(EFFECTS)},
        optional={
            "final": st.just(True),
            "lifts": st.lists(st.sampled_from(["r0", "r1", "p:r0", "p:r2"]), max_size=2),
            "duties": st.just(["attribution"]),
            "from": st.sampled_from(["2026-01-01", "2027-01-01"]),
            "until": st.sampled_from(["2026-06-01", "2028-01-01"]),
            "when": st.fixed_dictionaries(
                {},
                optional={
                    "commercial": st.sampled_from(["true", "false"]),
                    "audience": st.just(["private"]),
                    "territory": st.sampled_from([["JP"], ["US"]]),
                    "project": st.just(["film"]),
                    "depicts": st.just(["violence"]),
                },
            ),
        },
    ),
    max_size=3,
)
DEFAULTS = st.sampled_from([None, *EFFECTS])
THINGS = st.fixed_dictionaries({"rules": RULES, "default": DEFAULTS})
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "commercial": st.booleans(),
        "audience": st.sampled_from(["private", "public"]),
        "territory": st.sampled_from([["JP"], ["US"], ["US", "JP"]]),
        "depicts": st.sampled_from([[], ["violence"]]),
    },
)


def put_together(default: str, levels: list[dict[str, Any]], person: dict[str, Any], *, loosening: bool) -> Pack:
    """Make a pack of a holder, a work, a character and a person; without what loosens where that is asked for."""
    count = iter(range(1000))

    def thing(said: dict[str, Any], id_: str) -> dict[str, Any]:
        made: dict[str, Any] = {"id": id_, "rules": []}
        if said["default"] is not None:
            loose = said["default"] == "allow" and not loosening
            made["default"] = "ask" if loose else said["default"]
        for rule in said["rules"]:
            named = {**rule, "id": f"r{next(count)}"}
            if loosening or rule["effect"] != "allow":
                made["rules"].append(named if loosening else {**named, "lifts": []})
        return made

    holder, work, character = (thing(said, id_) for said, id_ in zip(levels, ("h", "w", "c"), strict=True))
    work["characters"] = [character]
    holder |= {"name": "Holder", "works": [work]}
    return Pack.model_validate(
        {
            "pack": "p",
            "version": "1",
            "issued": "2026-01-01",
            "basis": "house-policy",
            "default": "ask" if default == "allow" and not loosening else default,
            "holders": [holder],
            "people": [thing(person, "anna")],
        }
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(EFFECTS), st.lists(THINGS, min_size=3, max_size=3), THINGS, FACTS)
def test_an_unsigned_pack_never_loosens(
    default: str, levels: list[dict[str, Any]], person: dict[str, Any], known: dict[str, Any]
) -> None:
    """Whatever an unsigned pack allows or lifts: it is judged just as if it had not said so, and nothing is allowed."""
    facts = Facts.model_validate({"at": "2026-11-21", "project": "film", "via": "veo", "seconds": "4", **known})
    loose = subjects(put_together(default, levels, person, loosening=True), signed=False)
    tight = subjects(put_together(default, levels, person, loosening=False), signed=False)
    for one, other in zip(loose, tight, strict=True):
        for sure in (Sure.SURE, Sure.DOUBTFUL):
            said = judge(one, facts, sure=sure).decision
            assert said is judge(other, facts, sure=sure).decision
            assert said is not Decision.ALLOW


def test_the_same_pack_signed_does_loosen() -> None:
    facts = Facts(at="2026-11-21", project="Moon", via="veo", seconds="4", depicts=frozenset())
    whisker = "example-studio/moon-films/moon-cat/captain-whisker"
    assert judge(flat(signed=True)[whisker], facts).decision is Decision.ALLOW
    assert judge(flat(signed=False)[whisker], facts).decision is Decision.BLOCK


def test_duties_of_a_permission_nobody_signed_are_owed_all_the_same() -> None:
    rules = [{"id": "fine", "effect": "allow", "duties": ["attribution"]}]
    holder = {
        "id": "moon",
        "name": "Moon Films",
        "characters": [{"id": "cat", "names": {"en": ["Whisker"]}, "rules": rules}],
    }
    pack = Pack.model_validate(
        {"pack": "moon", "version": 1, "issued": "2026-11-01", "basis": "house-policy", "holders": [holder]}
    )
    (cat,) = (one for one in subjects(pack, signed=False) if one.kind is Kind.CHARACTER)
    facts = Facts(at="2026-11-21", project="film", via="veo", seconds="4")
    asked = judge(cat, facts)
    assert (asked.decision, asked.duties) == (Decision.ASK, ())
    cleared = judge(cat, facts, clearances=[Cleared(id="c", mark=asked.marks[0])])
    assert (cleared.decision, [one.kind for one in cleared.duties]) == (Decision.ALLOW, ["attribution"])
