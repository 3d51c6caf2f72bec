"""Which rule decides: a table of cases, each with its mirror for another holder, and what surrounds a decision."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from fourbeat.model.verdict import Decision
from fourbeat.policy.hit import Sure
from fourbeat.policy.judging import By, Cleared, Grant, judge, mark
from fourbeat.policy.rule import Depicts, Facts, Rule
from fourbeat.policy.subject import Kind, Subject

ALLOW, ASK, BLOCK = Decision.ALLOW, Decision.ASK, Decision.BLOCK
H, C, W, P, V = Kind.HOLDER, Kind.CATALOGUE, Kind.WORK, Kind.CHARACTER, Kind.VERSION


def rule(name, effect, **more):
    days = {"from": more.pop("from_", ""), "until": more.pop("until", "")}
    duties = [{"kind": kind} for kind in more.pop("duties", ())]
    return Rule.model_validate(
        {"id": name, "effect": effect, "when": more.pop("when", {}), "duties": duties, **days, **more}
    )


def facts(**more):
    plain = {"at": "2026-11-21", "project": "film", "via": "veo", "seconds": "4"}
    return Facts.model_validate({**plain, **more})


def grant(name="g", *, effect=ALLOW, pack="moon", never=(), signed=False, revoked=False, **more):
    said = rule(name, effect, **more)
    return Grant(id=name, rule=said, pack=pack, never=never, signed=signed, revoked=revoked)


@dataclass(frozen=True)
class Case:
    told: str
    chain: list
    wanted: Decision
    by: By = By.RULE
    decided: str = ""
    said: dict = field(default_factory=dict)
    grants: list = field(default_factory=list)
    asked: tuple = ()
    default: Decision = ASK
    signed: bool = True
    sure: Sure = Sure.SURE
    kind: Kind = P


D = By.DEFAULT
CASES = [
    # No rule counts: the pack's own word.
    Case("nothing is said, the pack asks", [], ASK, D),
    Case("nothing is said, the pack allows", [], ALLOW, D, default=ALLOW),
    Case("nothing is said, the pack blocks", [], BLOCK, D, default=BLOCK),
    Case("a style without a rule is a note", [], ALLOW, D, kind=Kind.STYLE),
    Case("a style whose holder has a rule", [(H, rule("r", ASK))], ASK, decided="r", kind=Kind.STYLE),
    # Days, both included.
    Case("a rule that has not begun", [(P, rule("r", ALLOW, from_="2026-11-22"))], ASK, D),
    Case("a rule on its first day", [(P, rule("r", ALLOW, from_="2026-11-21"))], ALLOW, decided="r"),
    Case("a rule on its last day", [(P, rule("r", ALLOW, until="2026-11-21"))], ALLOW, decided="r"),
    Case("a rule that is over", [(P, rule("r", ALLOW, until="2026-11-20"))], ASK, D),
    # The more specific wins, whichever way it points.
    Case("the work over its holder", [(H, rule("a", BLOCK)), (W, rule("b", ALLOW))], ALLOW, decided="b"),
    Case("the character over its work", [(W, rule("a", ALLOW)), (P, rule("b", BLOCK))], BLOCK, decided="b"),
    Case("a version over its character", [(P, rule("a", BLOCK)), (V, rule("b", ALLOW))], ALLOW, decided="b"),
    Case("a catalogue over its holder", [(H, rule("a", ALLOW)), (C, rule("b", ASK))], ASK, decided="b"),
    Case(
        "the order they are written in says nothing", [(V, rule("b", ALLOW)), (P, rule("a", BLOCK))], ALLOW, decided="b"
    ),
    # At one level: more conditions, then the stricter.
    Case(
        "more conditions win", [(P, rule("a", BLOCK)), (P, rule("b", ALLOW, when={"via": ["veo"]}))], ALLOW, decided="b"
    ),
    Case(
        "a place beats any number of conditions",
        [
            (W, rule("a", ALLOW, when={"via": ["veo"], "project": ["other", "film"], "duration-max-s": "9"})),
            (P, rule("b", BLOCK)),
        ],
        BLOCK,
        decided="b",
        signed=False,
    ),
    Case("a tie blocks", [(P, rule("a", ALLOW)), (P, rule("b", BLOCK)), (P, rule("c", ASK))], BLOCK, decided="b"),
    Case("a tie asks", [(P, rule("a", ALLOW)), (P, rule("c", ASK))], ASK, decided="c"),
    # Conditions.
    Case("a generator that is named", [(P, rule("r", ALLOW, when={"via": ["local", "veo"]}))], ALLOW, decided="r"),
    Case("a generator that is not", [(P, rule("r", ALLOW, when={"via": ["local"]}))], ASK, D),
    Case("short enough", [(P, rule("r", ALLOW, when={"duration-max-s": "4.0"}))], ALLOW, decided="r"),
    Case("too long", [(P, rule("r", ALLOW, when={"duration-max-s": "3.99"}))], ASK, D),
    Case(
        "commercial as it says",
        [(P, rule("r", BLOCK, when={"commercial": True}))],
        BLOCK,
        decided="r",
        said={"commercial": True},
    ),
    Case(
        "not commercial",
        [(P, rule("r", BLOCK, when={"commercial": True}))],
        ALLOW,
        D,
        said={"commercial": False},
        default=ALLOW,
    ),
    Case(
        "all conditions must hold",
        [(P, rule("r", ALLOW, when={"commercial": False, "use": ["pitch"]}))],
        ASK,
        D,
        said={"commercial": False, "use": "ad"},
    ),
    Case(
        "one of several uses",
        [(P, rule("r", ALLOW, when={"use": ["pitch", "internal"]}))],
        ALLOW,
        decided="r",
        said={"use": "internal"},
    ),
    Case(
        "a block meets a part of what is shown",
        [(P, rule("r", BLOCK, when={"depicts": ["gore", "hate"]}))],
        BLOCK,
        decided="r",
        said={"depicts": ["gore", "smoking"]},
    ),
    Case(
        "a permission covers all that is shown",
        [(P, rule("r", ALLOW, when={"depicts": ["gore", "smoking"]}))],
        ALLOW,
        decided="r",
        said={"depicts": ["smoking"]},
    ),
    Case(
        "a permission for a part does not cover the rest",
        [(P, rule("r", ALLOW, when={"depicts": ["smoking"]}))],
        ASK,
        D,
        said={"depicts": ["gore", "smoking"]},
    ),
    Case(
        "nothing of it is shown",
        [(P, rule("r", BLOCK, when={"depicts": ["gore"]}))],
        ALLOW,
        D,
        said={"depicts": []},
        default=ALLOW,
    ),
    Case(
        "image and voice are more than an image",
        [(P, rule("r", ALLOW, when={"performance": ["image"]}))],
        ASK,
        D,
        said={"performance": "both"},
    ),
    Case(
        "a voice is a part of both",
        [(P, rule("r", BLOCK, when={"performance": ["voice"]}))],
        BLOCK,
        decided="r",
        said={"performance": "both"},
    ),
    # Territories: each by itself, the strictest counts.
    Case(
        "the strictest territory",
        [(P, rule("a", ALLOW, when={"territory": ["US", "JP"]})), (P, rule("b", BLOCK, when={"territory": ["JP"]}))],
        BLOCK,
        decided="b",
        said={"territory": ["US", "JP"]},
    ),
    Case(
        "a territory that no rule names",
        [(P, rule("a", ALLOW, when={"territory": ["US"]}))],
        ASK,
        D,
        said={"territory": ["US", "FR"]},
    ),
    Case(
        "a country covers its parts",
        [(P, rule("a", ALLOW, when={"territory": ["US"]}))],
        ALLOW,
        decided="a",
        said={"territory": ["US-NY"]},
    ),
    Case(
        "a part of a country is met by the country",
        [(P, rule("a", ALLOW)), (P, rule("b", BLOCK, when={"territory": ["US-NY"]}))],
        BLOCK,
        decided="b",
        said={"territory": ["US"]},
    ),
    Case(
        "everywhere meets every territory",
        [(P, rule("a", ALLOW)), (P, rule("b", BLOCK, when={"territory": ["JP"]}))],
        BLOCK,
        decided="b",
        said={"territory": ["*"]},
    ),
    Case(
        "a permission for one is none for everywhere",
        [(P, rule("a", ALLOW, when={"territory": ["US"]}))],
        ASK,
        D,
        said={"territory": ["*"]},
    ),
    # Final blocks and grants.
    Case(
        "a final block beats what is more specific",
        [(H, rule("f", BLOCK, final=True)), (V, rule("a", ALLOW))],
        BLOCK,
        By.FINAL,
        "f",
    ),
    Case(
        "a final block whose condition is not met",
        [(H, rule("f", BLOCK, final=True, when={"depicts": ["hate"]})), (P, rule("a", ALLOW))],
        ALLOW,
        decided="a",
        said={"depicts": []},
    ),
    Case("a grant beats a block", [(P, rule("b", BLOCK))], ALLOW, By.GRANT, "g", grants=[grant()]),
    Case(
        "a grant does not beat a final block",
        [(P, rule("f", BLOCK, final=True))],
        BLOCK,
        By.FINAL,
        "f",
        grants=[grant(signed=True)],
    ),
    Case(
        "a signed grant lifts a final block by name",
        [(P, rule("f", BLOCK, final=True))],
        ALLOW,
        By.GRANT,
        "g",
        grants=[grant(signed=True, lifts=["f"])],
    ),
    Case(
        "it may name the pack, too",
        [(P, rule("f", BLOCK, final=True))],
        ALLOW,
        By.GRANT,
        "g",
        grants=[grant(signed=True, lifts=["moon:f"])],
    ),
    Case(
        "another pack's rule of the same id stays as it is",
        [(P, rule("f", BLOCK, final=True))],
        BLOCK,
        By.FINAL,
        "f",
        grants=[grant(pack="sun", signed=True, lifts=["f"])],
    ),
    Case(
        "what names another pack lifts nothing here",
        [(P, rule("f", BLOCK, final=True))],
        BLOCK,
        By.FINAL,
        "f",
        grants=[grant(signed=True, lifts=["sun:f"])],
    ),
    Case(
        "another pack lifts what it names with its pack",
        [(P, rule("f", BLOCK, final=True))],
        ALLOW,
        By.GRANT,
        "g",
        grants=[grant(pack="sun", signed=True, lifts=["moon:f"])],
    ),
    Case(
        "a licence in the pack itself lifts by the bare id",
        [(P, rule("f", BLOCK, final=True)), (H, rule("l", ALLOW, lifts=["f"]))],
        ALLOW,
        By.GRANT,
        "l",
    ),
    Case(
        "an unsigned one lifts nothing",
        [(P, rule("f", BLOCK, final=True))],
        BLOCK,
        By.FINAL,
        "f",
        grants=[grant(lifts=["f"])],
    ),
    Case(
        "it lifts only what it names",
        [(P, rule("f", BLOCK, final=True)), (H, rule("e", BLOCK, final=True))],
        BLOCK,
        By.FINAL,
        "e",
        grants=[grant(signed=True, lifts=["f"])],
    ),
    Case(
        "a grant for another project",
        [(P, rule("b", BLOCK))],
        BLOCK,
        decided="b",
        grants=[grant(when={"project": ["other"]})],
    ),
    Case("a grant for another generator", [], ASK, D, grants=[grant(when={"via": ["local"]})]),
    Case("a grant that is over", [], ASK, D, grants=[grant(until="2026-11-20")]),
    Case(
        "a licence in the pack itself",
        [(P, rule("b", BLOCK)), (H, rule("l", ALLOW, when={"project": ["film"]}))],
        ALLOW,
        By.GRANT,
        "l",
    ),
    Case(
        "an unsigned pack gives no licence",
        [(P, rule("b", BLOCK)), (H, rule("l", ALLOW, when={"project": ["film"]}))],
        BLOCK,
        decided="b",
        signed=False,
    ),
    Case(
        "what a consent excludes",
        [],
        BLOCK,
        D,
        default=BLOCK,
        said={"depicts": ["sexual"]},
        grants=[grant(never=[Depicts.SEXUAL])],
    ),
    Case(
        "what a consent does not exclude",
        [],
        ALLOW,
        By.GRANT,
        "g",
        default=BLOCK,
        said={"depicts": ["smoking"]},
        grants=[grant(never=[Depicts.SEXUAL])],
    ),
    Case("a consent that was taken back blocks", [], BLOCK, By.REVOKED, "g", grants=[grant(revoked=True)]),
    Case(
        "even where the pack would allow", [(P, rule("a", ALLOW))], BLOCK, By.REVOKED, "g", grants=[grant(revoked=True)]
    ),
    Case("another consent still covers the use", [], ALLOW, By.GRANT, "h", grants=[grant(revoked=True), grant("h")]),
    Case(
        "one that was taken back covers only what it covered",
        [],
        ASK,
        D,
        grants=[grant(revoked=True, when={"via": ["local"]})],
    ),
    # Facts that nobody has said are asked for, never assumed.
    Case(
        "a stricter rule waits for a fact",
        [(P, rule("a", ALLOW)), (P, rule("b", BLOCK, when={"commercial": True}))],
        ASK,
        By.FACT,
        "b",
        asked=("commercial",),
    ),
    Case(
        "a final one, too",
        [(V, rule("a", ALLOW)), (H, rule("f", BLOCK, final=True, when={"depicts": ["hate"]}))],
        ASK,
        By.FACT,
        "f",
        asked=("depicts",),
    ),
    Case(
        "a general one that could not win does not",
        [(V, rule("a", ALLOW)), (H, rule("b", BLOCK, when={"commercial": True}))],
        ALLOW,
        decided="a",
    ),
    Case(
        "nor one that another fact rules out",
        [(P, rule("a", ALLOW)), (P, rule("b", BLOCK, when={"commercial": True, "via": ["local"]}))],
        ALLOW,
        decided="a",
    ),
    Case(
        "every missing fact is asked for",
        [(P, rule("a", ALLOW)), (P, rule("b", BLOCK, when={"use": ["ad"], "territory": ["JP"]}))],
        ASK,
        By.FACT,
        "b",
        asked=("territory", "use"),
    ),
    Case("a milder rule does not make it milder", [(P, rule("a", ALLOW, when={"commercial": False}))], ASK, D),
    Case(
        "nor out of a block",
        [(P, rule("b", BLOCK)), (P, rule("a", ALLOW, when={"scenario": ["parody"]}))],
        BLOCK,
        decided="b",
    ),
    Case(
        "an ask may turn into a block",
        [(P, rule("b", BLOCK, when={"audience": ["children"]}))],
        ASK,
        D,
        asked=("audience",),
    ),
    Case("a consent that might not cover it", [], BLOCK, D, default=BLOCK, grants=[grant(never=[Depicts.GORE])]),
    # An unsigned pack may only tighten.
    Case("unsigned, it blocks", [(P, rule("b", BLOCK))], BLOCK, decided="b", signed=False),
    Case("unsigned, it allows nothing", [(P, rule("a", ALLOW))], ASK, D, signed=False),
    Case(
        "unsigned, it does not soften its own rule",
        [(H, rule("b", BLOCK)), (P, rule("a", ALLOW))],
        BLOCK,
        decided="b",
        signed=False,
    ),
    # How sure the hit is.
    Case("a doubtful hit asks at most", [(P, rule("b", BLOCK, final=True))], ASK, By.FINAL, "b", sure=Sure.DOUBTFUL),
    Case("a doubtful hit of what is allowed", [(P, rule("a", ALLOW))], ALLOW, decided="a", sure=Sure.DOUBTFUL),
    Case("a note only informs", [(P, rule("b", BLOCK))], ALLOW, decided="b", sure=Sure.NOTE),
    Case("and asks for no fact", [(P, rule("b", BLOCK, when={"commercial": True}))], ALLOW, D, sure=Sure.NOTE),
]


def subject(case, holder="moon"):
    return Subject(
        id=f"{holder}:captain", pack=holder, version=1, kind=case.kind, name="Captain", holder=holder.title(),
        chain=tuple(case.chain), default=case.default, signed=case.signed,
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.told)
def test_the_rule_that_counts_decides(case):
    ruled = judge(subject(case), facts(**case.said), sure=case.sure, grants=case.grants)
    assert (ruled.decision, ruled.by, ruled.rule, ruled.asked) == (case.wanted, case.by, case.decided, case.asked)


def test_there_are_enough_cases():
    assert len(CASES) >= 40
    assert len({case.told for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.told)
def test_the_same_rules_under_another_holders_name_give_the_same_verdict(case):
    renamed = []
    for one in case.grants:
        lifts = tuple(name.replace("moon:", "a-small-press:") for name in one.rule.lifts)
        said = one.rule.model_copy(update={"lifts": lifts})
        renamed.append(one.model_copy(update={"rule": said, "pack": one.pack.replace("moon", "a-small-press")}))
    one = judge(subject(case), facts(**case.said), sure=case.sure, grants=case.grants)
    other = judge(subject(case, "a-small-press"), facts(**case.said), sure=case.sure, grants=renamed)
    # What a clearance answers names the subject, and a licence its pack; all else is one and the same.
    assert [name.replace("moon:", "a-small-press:") for name in one.relied] == list(other.relied)
    same = {"subject", "marks", "relied"}
    assert one.model_dump(exclude=same) == other.model_dump(exclude=same)
    assert len(one.marks) == len(other.marks)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.told)
def test_the_order_of_rules_and_grants_says_nothing(case):
    mirrored = subject(case).model_copy(update={"chain": tuple(reversed(case.chain))})
    one = judge(subject(case), facts(**case.said), sure=case.sure, grants=case.grants)
    other = judge(mirrored, facts(**case.said), sure=case.sure, grants=case.grants[::-1])
    assert (one.decision, one.rule, set(one.asked)) == (other.decision, other.rule, set(other.asked))


def clear(chain, *, said=None, until="", sure=Sure.SURE, default=ASK):
    one = subject(Case("", chain, ASK, default=default))
    asked = judge(one, facts(**(said or {})), sure=sure)
    answers = [Cleared(id=f"c{n}", mark=name, until=until) for n, name in enumerate(asked.marks)]
    return asked, judge(one, facts(**(said or {})), sure=sure, clearances=answers)


def test_a_clearance_answers_an_ask():
    asked, then = clear([(P, rule("r", ASK, duties=["attribution"]))])
    assert (asked.decision, asked.duties) == (ASK, ())
    assert (then.decision, then.by, then.relied, then.marks) == (ALLOW, By.CLEARANCE, ("c0",), ())
    assert [duty.kind for duty in then.duties] == ["attribution"]
    assert clear([(P, rule("r", ASK))], until="2026-11-21")[1].decision is ALLOW
    assert clear([(P, rule("r", ASK))], until="2026-11-20")[1].decision is ASK


def test_a_clearance_never_answers_a_block_nor_a_fact_that_may_lead_to_one():
    assert clear([(P, rule("b", BLOCK))])[0].marks == ()
    asked, then = clear([(P, rule("r", ASK)), (P, rule("b", BLOCK, when={"commercial": True}))])
    assert (asked.marks, asked.asked, then.decision) == ((), ("commercial",), ASK)
    asked, then = clear([(P, rule("a", ALLOW)), (P, rule("b", ASK, when={"commercial": True}))])
    assert (asked.asked, then.decision, then.asked) == (("commercial",), ALLOW, ())


def test_a_clearance_is_for_the_rule_as_it_read():
    one = subject(Case("", [(P, rule("r", ASK))], ASK))
    answered = Cleared(id="c", mark=mark(one, one.chain[0][1], Sure.SURE))
    assert judge(one, facts(), clearances=[answered]).decision is ALLOW
    changed = subject(Case("", [(P, rule("r", ASK, note="Write to us first."))], ASK))
    assert judge(changed, facts(), clearances=[answered]).decision is ASK
    doubtful = Cleared(id="c", mark=mark(one, one.chain[0][1], Sure.DOUBTFUL))
    assert judge(one, facts(), clearances=[doubtful]).decision is ASK


def test_every_territory_that_asks_is_answered():
    chain = [(P, rule("a", ASK, when={"territory": ["US"]})), (P, rule("b", ASK, when={"territory": ["JP"]}))]
    one = subject(Case("", chain, ASK))
    asked = judge(one, facts(territory=["US", "JP"]))
    assert len(asked.marks) == 2
    half = [Cleared(id="c", mark=asked.marks[0])]
    assert judge(one, facts(territory=["US", "JP"]), clearances=half).decision is ASK
    whole = [Cleared(id="c", mark=name) for name in asked.marks]
    assert judge(one, facts(territory=["US", "JP"]), clearances=whole).decision is ALLOW


def test_duties_of_all_permissions_add_up_once():
    chain = [
        (H, rule("a", ALLOW, duties=["attribution", "label-ai"])),
        (P, rule("b", ALLOW, duties=["attribution", "notify"])),
        (P, rule("c", ALLOW, duties=["no-training"], when={"via": ["local"]})),
    ]
    ruled = judge(subject(Case("", chain, ALLOW)), facts(), grants=[grant(duties=["approval"])])
    assert [duty.kind for duty in ruled.duties] == ["attribution", "label-ai", "notify", "approval"]
    unsigned = subject(Case("", chain[:1], ALLOW, signed=False, default=ALLOW))
    assert [duty.kind for duty in judge(unsigned, facts()).duties] == ["attribution", "label-ai"]


def test_facts_that_would_help_are_named():
    ruled = judge(subject(Case("", [(P, rule("a", ALLOW, when={"commercial": False}))], ASK)), facts())
    assert (ruled.decision, ruled.helps) == (ASK, ("commercial",))


@pytest.mark.parametrize(
    ("days", "until"),
    [
        ({}, ""),
        ({"until": "2026-11-30"}, "2026-12-01"),
        ({"from_": "2027-01-01"}, "2027-01-01"),
        ({"until": "2026-11-20"}, ""),
        ({"until": "9999-12-31"}, ""),
        ({"from_": "2026-12-24", "until": "2026-12-26"}, "2026-12-24"),
    ],
)
def test_a_decision_holds_until_a_rule_begins_or_is_over(days, until):
    assert judge(subject(Case("", [(P, rule("r", ALLOW, **days))], ALLOW)), facts()).holds_until == until
    assert judge(subject(Case("", [], ALLOW)), facts(), grants=[grant(**days)]).holds_until == until


def test_a_decision_holds_until_its_clearance_is_over():
    _, then = clear([(P, rule("r", ASK))], until="2026-11-25")
    assert then.holds_until == "2026-11-26"
