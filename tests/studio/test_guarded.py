"""Subjects that registries call alike: whom several packs mean, and the licences that one holds for another's."""

from __future__ import annotations

from fourbeat.policy.subject import Subject
from fourbeat.studio.guarded import Guarded

from .far import guards, rule


def called(name: str, *ids: str, pack: str = "moon", signed: bool = True, licence: str = "") -> Subject:
    rules = [rule(licence, "allow", when={"project": ["film"]})] if licence else []
    return guards(name, *rules, id=f"{pack}:{name.lower()}", pack=pack, ids=ids, signed=signed)[0]


def test_who_shares_an_id_is_kin_once_and_in_the_order_of_the_packs() -> None:
    every = [
        called("Far", "wikidata:Q3", "isni:000000"),
        called("Whisker", "wikidata:Q1", "wikidata:Q2"),
        called("Bare"),
        called("Both", "wikidata:Q2", "wikidata:Q1", pack="sun"),
        called("One", "wikidata:Q1", pack="star"),
    ]
    guarded = Guarded({one.id: one for one in every})
    kin = {one.id: [other.id for other in guarded.kin(one)] for one in every}
    assert kin == {
        "moon:far": [],
        "moon:whisker": ["sun:both", "star:one"],
        "moon:bare": [],
        "sun:both": ["moon:whisker", "star:one"],
        "star:one": ["moon:whisker", "sun:both"],
    }
    stranger = called("Stranger", "wikidata:Q1", pack="elsewhere")
    assert [one.id for one in guarded.kin(stranger)] == ["moon:whisker", "sun:both", "star:one"]


def test_licences_of_other_packs_hold_for_who_is_called_alike() -> None:
    every = [
        called("Whisker", "wikidata:Q1", licence="own"),
        called("Two", "wikidata:Q1", pack="sun", licence="lent"),
        called("Three", "wikidata:Q1", pack="star", licence="unheard", signed=False),
        called("Four", "wikidata:Q4", pack="sea", licence="other"),
    ]
    guarded = Guarded({one.id: one for one in every})
    assert [(one.id, one.pack) for one in guarded.granted(every[0])] == [("sun:lent", "sun")]
    assert [one.id for one in guarded.granted(every[1])] == ["moon:own"]
    assert [one.id for one in guarded.granted(every[2])] == ["moon:own", "sun:lent"]
    assert guarded.granted(called("Bare")) == []
