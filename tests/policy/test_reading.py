"""Reading packs: what is right is read whole, what is wrong is told with its line, and what is hostile ends quickly."""

from __future__ import annotations

import gc
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourbeat.model.errors import Invalid
from fourbeat.model.message import Message
from fourbeat.model.verdict import Decision
from fourbeat.policy.building import written
from fourbeat.policy.document import DEEPEST, LARGEST, MOST_ENTRIES, MOST_THINGS, line_of
from fourbeat.policy.faults import name_fault
from fourbeat.policy.pack import Pack
from fourbeat.policy.reading import read
from fourbeat.policy.rule import DutyKind
from fourbeat.policy.subject import Grade

from .written import HEAD, PACK, changed, named

QUICKLY = 8.0
"""Seconds of work that no hostile file may take; the slowest was measured at 3, most take a fraction of one."""


def told(data: bytes | str, *, signed: bool = False) -> list[tuple[str, int]]:
    """Give the codes and lines of what is wrong with a pack."""
    with pytest.raises(Invalid) as caught:
        read(data.encode() if isinstance(data, str) else data, "f.yaml", signed=signed)
    problems = caught.value.message.params.get("problems")
    if not isinstance(problems, tuple):
        line = caught.value.message.params.get("line", 0)
        assert isinstance(line, int)
        return [(caught.value.code, line)]
    found = []
    for one in problems:
        assert isinstance(one, Message)
        what, line = one.params["what"], one.params["line"]
        assert isinstance(what, Message)
        assert isinstance(line, int)
        found.append((what.code, line))
    return found


def test_a_pack_is_read_as_it_is_written() -> None:
    pack = read(PACK.encode(), "f.yaml")
    assert (pack.pack, pack.version, pack.default) == ("example-studio", 7, Decision.ASK)
    work = pack.holders[0].catalogues[0].works[0]
    assert list(work.names) == ["en", "ja", "no"]
    assert work.rules[0].when.commercial is False
    assert [(one.kind, one.percent) for one in work.rules[0].duties] == [
        (DutyKind.ATTRIBUTION, ""),
        (DutyKind.REVENUE_SHARE, "12.5"),
    ]
    whisker = work.characters[0].names["en"][1]
    assert (whisker.text, whisker.grade, whisker.needs) == ("Whisker", Grade.AMBIGUOUS, ("moon cat", "moon films"))
    assert pack.people[0].default is Decision.BLOCK


def test_what_is_written_out_is_read_back_the_same() -> None:
    pack = read(PACK.encode(), "f.yaml")
    assert read(written(pack), "again.yaml") == pack


def test_json_is_read_just_as_well() -> None:
    text = '{"pack": "small", "version": 1, "issued": "2026-11-01", "basis": "house-policy", "people": [{"id": "a"}]}'
    assert read(text.encode(), "f.json").people[0].id == "a"


def test_a_key_without_a_value_is_as_if_it_were_not_there() -> None:
    assert read(f"{HEAD}note:\npeople:\n  - id: a\n    names:\n".encode(), "f.yaml").note == ""


# What stands where, what is written there instead, what is said of it, and what stands on the line that is told.
WRONG = {
    "an unknown key": ("contact:", "kontakt:", "pack.unknown-key", "kontakt"),
    "an unknown condition": ("commercial: false,", "comercial: false,", "pack.unknown-key", "comercial"),
    "another word than allow, ask and block": ("effect: ask", "effect: deny", "pack.not-one-of", "deny"),
    "no id": ("  - id: p-anna\n    kind", "  - kind", "pack.missing-key", "kind"),
    "an id with capitals": ("id: p-anna", "id: P Anna", "pack.bad-id", "P Anna"),
    "a version that is no number": ("version: 7", "version: seven", "pack.not-a-number", "seven"),
    "a version of nothing": ("version: 7", "version: 0", "pack.out-of-range", "version: 0"),
    "a day that is none": ("issued: 2026-11-01", "issued: 2026-02-30", "pack.no-day", "issued"),
    "a day in another order": ("issued: 2026-11-01", "issued: 01.11.2026", "pack.no-day", "issued"),
    "a rule's day that is none": ("from: 2027-01-01", "from: 2027-13-01", "pack.no-day", "2027-13"),
    "a rule that ends before it begins": (
        "from: 2025-10-03",
        "from: 2025-10-03, until: 2025-10-02",
        "pack.ends-before",
        "until",
    ),
    "ids twice": ("id: p-anna", "id: example-studio", "pack.twice", "id: example-studio\n    kind"),
    "rules twice": ("id: pd-us", "id: blanket", "pack.twice-rule", "effect: allow, from"),
    "names twice": ("[月の猫]", "[月の猫, 月の猫]", "pack.twice-name", "月の猫"),
    "an empty name": ("[月の猫]", "['']", "pack.empty-name", "['']"),
    "a name of blanks": ("[月の猫]", "['  ']", "pack.empty-name", "['  ']"),
    "a name of one letter": ("[月の猫]", "[月]", "pack.short-name", "[月]"),
    "a name with a line break": ("[月の猫]", '["月の\\n猫"]', "pack.broken-name", "月の"),
    "a name that is a pattern": ("[月の猫]", '["moon.*"]', "pack.pattern", "moon.*"),
    "a needed word of one letter": ("[moon cat, moon films]", "[m]", "pack.short-name", "[m]"),
    "an exclusion that is nothing": ("[whisker biscuit]", "['!!']", "pack.short-name", "!!"),
    "a language that is none": ("no: [", "norwegian bokmål: [", "pack.no-language", "bokmål"),
    "a registry id that is none": ("wikidata:Q12", "wikidata:12", "pack.bad-registered", "wikidata"),
    "a description out of reach": ("threshold: 5", "threshold: 8", "pack.out-of-reach", "threshold"),
    "a description of too few traits": (
        "                    - {weight: 2, phrases: [silver eye patch]}\n",
        "",
        "pack.out-of-reach",
        "threshold",
    ),
    "a territory that is none": ("[US]", "[USA]", "pack.no-territory", "USA"),
    "a list that is a text": ("[private, festival]", "private", "pack.not-a-list", "private"),
    "a group that is a text": ("{territory: [US]}", "US", "pack.not-a-group", "when: US"),
    "a final rule that does not block": ("allow, from: 2027-01-01", "allow, final: true", "pack.final-blocks", "pd-us"),
    "a block that lifts": ("block, final: true", "block, lifts: [blanket]", "pack.lifts-allow", "lifts: [blanket]"),
    "a share beyond all": ("percent: 12.5", "percent: 101", "pack.bad-value", "101"),
    "a fingerprint that is none": ("0123456789abcdef", "x123", "pack.bad-value", "x123"),
    "mere facts with a rule": ("rightsholder-statement", "fact-only", "pack.facts-hold-no-rule", "blanket"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_its_line(case: str) -> None:
    old, new, code, mark = WRONG[case]
    data = changed(old, new)
    text = data.decode()
    assert (code, text[: text.index(mark)].count("\n") + 1) in told(data)


def test_a_pack_must_guard_something() -> None:
    assert told(HEAD) == [("pack.empty", 1)]


def test_mere_facts_allow_nothing() -> None:
    facts = HEAD.replace("house-policy", "fact-only")
    assert told(f"{facts}default: allow\npeople: [{{id: a}}]\n") == [("pack.facts-allow-nothing", 5)]
    assert told(f"{facts}people: [{{id: a, default: allow}}]\n") == [("pack.facts-allow-nothing", 5)]
    assert read(f"{facts}default: block\npeople: [{{id: a}}]\n".encode(), "f").default is Decision.BLOCK


def test_a_rule_needs_a_source_or_somebody_who_answers_for_it() -> None:
    bare = changed('source: {url: "https://example.com/ai", seen: 2026-10-30}\n', "")
    assert told(bare)[0] == ("pack.unproven", 10)
    # The rule that says what the default says anyway claims nothing.
    assert len(told(bare)) == 5
    assert read(bare, "f.yaml", signed=True).version == 7
    house = changed("rightsholder-statement", "house-policy", bare.decode())
    assert read(house, "f.yaml").version == 7
    without_day = changed(", seen: 2026-10-30}", "}")
    assert told(without_day)[0][0] == "pack.unproven"


def test_a_source_of_the_rule_itself_is_enough() -> None:
    rule = "{id: r, effect: block, source: {url: 'https://example.com', seen: 2026-01-02}}"
    text = HEAD.replace("house-policy", "public-statement") + f"people: [{{id: a, rules: [{rule}]}}]\n"
    assert read(text.encode(), "f.yaml").people[0].rules[0].source is not None
    assert told(text.replace(", seen: 2026-01-02", ""))[0][0] == "pack.unproven"


@pytest.mark.parametrize(
    "name", ["A$AP Example", "Ke$ha", "M*A*S*H", "Wall-E", "Disney+", "P!nk", "R2-D2", "U2", "嵐山", "Où?"]
)
def test_odd_but_real_names_are_names(name: str) -> None:
    assert name_fault(name) is None


@pytest.mark.parametrize("name", ["(a+)+$", "moon.*", r"\w+", "[a-z]+", "moon|cat", "(?i)moon", "a{2,}", "(ab)*"])
def test_patterns_are_no_names(name: str) -> None:
    assert name_fault(name) is not None


# Each with what it must be refused for. `much` fills the largest file there may be.
def much(piece: str, before: str = "", after: str = "") -> str:
    return before + piece * ((LARGEST - len(before) - len(after)) // len(piece.encode())) + after


LIST = f"{HEAD}people:\n"
HOSTILE = {
    "nothing": (lambda: "", "pack.no-pack"),
    "a word": (lambda: "x", "pack.no-pack"),
    "a list": (lambda: "- x", "pack.no-pack"),
    "another document": (lambda: "name: x", "pack.no-pack"),
    "too large": (lambda: "#" * (LARGEST + 1), "pack.too-large"),
    "not UTF-8": (lambda: b"pack: \xff\xfe", "pack.not-text"),
    "UTF-16": (lambda: PACK.encode("utf-16"), "pack.not-text"),
    "a zero byte": (lambda: "pack: a\0", "pack.odd-letter"),
    "an escape sequence": (lambda: named('"\x1b[31mred"'), "pack.odd-letter"),
    "an escape sequence by its number": (lambda: named('"\\x1b[31mred"'), "pack.odd-letter"),
    "text turned around": (lambda: named("safe\u202eevil"), "pack.odd-letter"),
    "text turned around, by its number": (lambda: named('"safe\\u202eevil"'), "pack.odd-letter"),
    "an isolate": (lambda: named("safe\u2066evil"), "pack.odd-letter"),
    "invisible tags": (lambda: named("safe\U000e0041"), "pack.odd-letter"),
    "half a letter": (lambda: named('"\\ud83d"'), "pack.not-yaml"),
    "a line separator": (lambda: named("a\u2028b"), "pack.odd-letter"),
    "an anchor": (lambda: "pack: &a x", "pack.refers"),
    "laughs": (
        lambda: "a: &a [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)),
        "pack.refers",
    ),
    "a merged key": (lambda: f"{HEAD}people:\n  - {{id: a, <<: {{id: b}}}}\n", "pack.unknown-key"),
    "a Python object": (lambda: "pack: !!python/object/apply:os.system [ls]", "pack.refers"),
    "a binary": (lambda: "pack: !!binary aGFsbG8=", "pack.refers"),
    "a key twice": (lambda: f"{HEAD}version: 2\n", "pack.twice-key"),
    "a key twice, empty": (lambda: f"{HEAD}note:\nnote: x\n", "pack.twice-key"),
    "a key twice, far apart": (lambda: changed("    default: block", "    id: p-bea"), "pack.twice-key"),
    "a list as a key": (lambda: "? [a]\n: b", "pack.odd-key"),
    "two documents": (lambda: f"{PACK}---\n{PACK}", "pack.several"),
    "many documents": (lambda: much("---\n"), "pack.several"),
    "no end of a quote": (lambda: much("a\n", 'pack: "'), "pack.not-yaml"),
    "deep lists": (lambda: much("["), "pack.too-deep"),
    "deep groups": (lambda: much("{a: "), "pack.too-deep"),
    "deep dashes": (lambda: much("- "), "pack.too-deep"),
    "deep questions": (lambda: much("? "), "pack.odd-key"),
    "deep indents": (lambda: "".join(" " * n + "a:\n" for n in range(5000)), "pack.too-deep"),
    "a huge text": (lambda: much("a", "pack: "), "pack.long-text"),
    "a huge block": (lambda: much(" a\n", "pack: |\n"), "pack.long-text"),
    "huge escapes": (lambda: much("\\u0041", 'pack: "', '"'), "pack.long-text"),
    "comments only": (lambda: much("#\n"), "pack.no-pack"),
    "breaks only": (lambda: much("\n"), "pack.no-pack"),
    "tabs": (lambda: "pack:\n\t- a", "pack.not-yaml"),
    "directives": (lambda: much("%YAML 1.1\n"), "pack.not-yaml"),
    "ampersands": (lambda: much("&"), "pack.not-yaml"),
    "many keys": (lambda: "".join(f"k{n}: 1\n" for n in range(MOST_ENTRIES + 1)), "pack.too-many"),
    "many empty names": (lambda: much("'',", named("x").replace("x]\n", ""), "]"), "pack.too-many"),
    "many people": (lambda: much("- id: a\n", LIST), "pack.too-many"),
    "many people without anything": (lambda: much("{},", f"{HEAD}people: [", "]"), "pack.too-many"),
    "many people of one id": (lambda: LIST + "- id: a\n" * 20_000, "pack.twice"),
    "many wrong names": (
        lambda: LIST + "".join(f"- {{id: a{n}, names: {{en: [{'x,' * 400}]}}}}\n" for n in range(2000)),
        "pack.short-name",
    ),
    "many wrong words": (
        lambda: f"{LIST}- id: a\n  rules:\n" + f"  - {{id: a, effect: ask, when: {{use: [{'z,' * 400}]}}}}\n" * 400,
        "pack.not-one-of",
    ),
    "rules times characters": (
        lambda: (
            f"{HEAD}holders:\n- id: h\n  name: H\n  rules:\n"
            + "".join(f"  - {{id: r{n}, effect: block}}\n" for n in range(400))
            + "  characters:\n"
            + "".join(f"  - {{id: c{n}, rules: [{{id: x{n}, effect: ask}}]}}\n" for n in range(20_000))
        ),
        "pack.too-many-rules",
    ),
    "many in many lists": (
        lambda: (
            LIST
            + "".join(f"- id: p{n}\n" for n in range(MOST_THINGS))
            + "holders:\n- id: h\n  name: H\n  characters:\n"
            + "".join(f"  - id: c{n}\n" for n in range(MOST_THINGS))
        ),
        "pack.too-many-subjects",
    ),
    "a pattern that takes for ever": (lambda: named('"(a+)+$"'), "pack.short-name"),
}
LARGE = {
    "many wrong names",
    "many wrong words",
    "rules times characters",
    "many in many lists",
    "many people",
    "many people of one id",
}
"""These take seconds."""


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=pytest.mark.slow) if case in LARGE else case for case in HOSTILE]
)
def test_hostile_packs_end_quickly_and_clearly(case: str) -> None:
    make, code = HOSTILE[case]
    data = make()
    start = process_time()
    found = told(data)
    assert process_time() - start < QUICKLY
    assert found[0][0] == code, found


SIGNS = [
    "&a ",
    "*a",
    "!!str ",
    "? ",
    "- ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "|",
    ">",
    "#",
    "%",
    "\n",
    "\t",
    "\0",
    "\u202e",
    "<<: ",
]


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_done_to_a_pack_it_is_read_or_refused(data: st.DataObject) -> None:
    text = PACK
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(at, min(len(text), at + 60)))
        piece = data.draw(st.one_of(st.sampled_from(SIGNS), st.just(text[at:end] * 2), st.text(max_size=4)))
        text = text[:at] + piece + text[end:]
    try:
        pack = read(text.encode("utf-8", "surrogatepass"), "f")
    except Invalid:
        return
    assert read(written(pack), "again") == pack


def test_a_depth_that_packs_need_is_left() -> None:
    deepest = "pack.holders.*.catalogues.*.works.*.characters.*.versions.*.rules.*.duties.*.revenue-share"
    assert deepest.count(".") + 1 < DEEPEST


def test_the_line_of_any_part_is_found() -> None:
    assert line_of(PACK, ("holders", 0, "catalogues", 0, "works", 0, "names", "ja"), "f") == 17
    lines = PACK.splitlines()
    assert line_of(PACK, ("people", 0, "default"), "f") == len(lines)
    # What is not there is told at the nearest that is.
    assert line_of(PACK, ("people", 7, "default"), "f") == lines.index("people:") + 2
    assert line_of(PACK, (), "f") == 1


def test_the_search_for_garbage_goes_on_after_every_pack() -> None:
    for data in (PACK, "x"):
        try:
            read(data.encode(), "f")
        except Invalid:
            pass
        assert gc.isenabled()


def test_a_pack_that_was_read_cannot_be_changed() -> None:
    pack = read(PACK.encode(), "f")
    with pytest.raises(ValueError):
        pack.version = 8  # type: ignore[misc]
    assert isinstance(pack, Pack)
