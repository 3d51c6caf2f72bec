"""Every fix that is offered clears what it is offered for, and taking it back restores every word."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from fourbeat.model.brief import Brief
from fourbeat.model.document import Plan, reverse
from fourbeat.model.finding import Finding, Fix
from fourbeat.model.format import Size
from fourbeat.model.ids import Ids
from fourbeat.model.plan import Appearance, Move, Project, Row, Shot
from fourbeat.writing.lint.case import Case
from fourbeat.writing.lint.rules import look
from fourbeat.writing.lint.text import clause, sentences, without
from writing.lint.shots import new, whole
from writing.lint.test_rules import BAD

IDS = Ids()
CASES = [(rule, number) for rule, cases in BAD.items() for number in range(len(cases))]


def planned(one: Case) -> Plan:
    """Lay a case out as the rows of a plan."""
    brief = one.brief
    people = {person.id: person for person in (*brief.bible.people, *brief.cast, *brief.voices)}
    rows: list[Row] = [
        Project(id=new(), name="Film"),
        one.shot,
        brief.text,
        *brief.beats,
        *brief.lines,
        *brief.colours,
        *people.values(),
    ]
    rows += [reference.model_copy(update={"of": one.shot.id}) for reference in brief.references]
    rows += [
        Appearance(id=new(), shot=one.shot.id, order=f"a{place}", character=person.id)
        for place, person in enumerate(brief.cast)
    ]
    return Plan(rows)


def read(one: Case, plan: Plan) -> Case:
    """Read a case again as its plan now says it."""
    shot = plan.get(Shot, one.shot.id)
    # A shot made with another model is judged by the facts of that one.
    target = None if one.target and shot.model and shot.model == one.target.successor else one.target
    brief = plan.brief(shot.id)
    sent = tuple(row for row in brief.references if row.id in {given.id for given in one.sent})
    size = Size.parse(shot.size) if shot.size else one.size
    return replace(one, shot=shot, brief=brief, target=target, sent=sent, size=size)


def same(before: Brief, after: Brief) -> bool:
    return before.model_dump() == after.model_dump()


def faults(case: Case) -> Counter[tuple[str, str]]:
    return Counter((finding.rule, finding.fingerprint) for finding in look(case))


def offered(case: Case) -> list[tuple[Finding, Fix]]:
    """Give what is offered as edits: a fix that makes a picture needs more than words."""
    return [(finding, fix) for finding in look(case) for fix in finding.fixes if fix.changes]


@pytest.mark.parametrize(("rule", "number"), CASES)
def test_each_fix_clears_its_finding_and_is_taken_back_exactly(rule: str, number: int) -> None:
    plan = planned(BAD[rule][number])
    case = read(BAD[rule][number], plan)
    before = faults(case)
    for finding, fix in offered(case):
        changes = fix.ready(plan, IDS)
        twin = plan.copy()
        twin.apply(changes)
        after = read(case, twin)
        name = finding.rule, finding.fingerprint
        assert faults(after)[name] < before[name], (fix.label, after.brief.text, [b.text for b in after.brief.beats])
        assert after.brief.model_dump() != case.brief.model_dump() or after.shot != case.shot
        twin.apply(reverse(changes))
        assert same(case.brief, read(case, twin).brief)
        assert twin.get(Shot, case.shot.id) == case.shot


@pytest.mark.parametrize(("rule", "number"), CASES)
def test_carrying_out_fix_after_fix_comes_to_an_end_with_nothing_left_to_fix(rule: str, number: int) -> None:
    plan = planned(BAD[rule][number])
    first = case = read(BAD[rule][number], plan)
    done = []
    for _ in range(30):
        left = offered(case)
        if not left:
            break
        done.append(left[0][1].ready(plan, IDS))
        plan.apply(done[-1])
        case = read(case, plan)
    assert not offered(case), [finding.rule for finding, _fix in offered(case)]
    for changes in reversed(done):
        plan.apply(reverse(changes))
    assert same(first.brief, read(case, plan).brief)


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("A beautiful street.", "beautiful", "A street."),
        ("Beautiful light falls.", "Beautiful", "Light falls."),
        ("A pond, in 4K, at dawn.", "in 4K", "A pond, at dawn."),
        ("A pond at dawn, in 4K.", "in 4K", "A pond at dawn."),
        ("A pond. Make it 10 seconds. A duck.", "Make it 10 seconds", "A pond. A duck."),
        ("A pond and no music.", "no music", "A pond."),
        ("no music, wind", "no music", "wind"),
        ("No music.", "No music", ""),
        ("美しい街の夜。", "美しい", "街の夜。"),
        ("風の音、音楽なし", "音楽なし", "風の音"),
        ("広場。字幕なし。夜。", "字幕なし", "広場。夜。"),
    ],
)
def test_what_is_left_still_reads(text: str, words: str, left: str) -> None:
    start = text.index(words)
    assert without(text, start, start + len(words)) == left


def test_sentences_and_clauses_are_found() -> None:
    text = "f/2.8 wide; then 1.5 m on. 池。鴨"
    assert [text[a:b].strip() for a, b in sentences(text)] == ["f/2.8 wide;", "then 1.5 m on.", "池。", "鴨"]
    start = "One, two three, four.".index("two")
    assert clause("One, two three, four.", start, start + 3) == (5, 14)


def test_words_that_are_accepted_are_known_again_after_other_edits() -> None:
    first = look(whole("A beautiful house."))[0]
    moved = look(whole("By the sea stands a Beautiful  house."))[0]
    other = look(whole("A stunning house."))[0]
    assert first.fingerprint == moved.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("scene", "move", "left"),
    [
        ("A hall. The camera pans left and zooms in.", None, "A hall. The camera pans left."),
        ("A hall. The camera pans left and zooms in.", Move.PUSH_IN, "A hall. The camera zooms in."),
        ("A hall, the camera circles the table, dust in the air.", Move.PUSH_IN, "A hall, dust in the air."),
        ("廊下。カメラが引いていく。足音。", Move.PUSH_IN, "廊下。足音。"),
    ],
)
def test_the_camera_keeps_the_move_it_may_make(scene: str, move: Move | None, left: str) -> None:
    case = whole(scene, move=move)
    finding = next(one for one in look(case) if one.rule in ("one-move", "contradictory-moves"))
    (change,) = finding.fixes[0].changes
    assert change.after == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A 4-second shot of a dog.", "A shot of a dog."),
        ("An 8-second clip of a dog.", "A clip of a dog."),
        ("Dusk. A 10-second animation of a dog.", "Dusk. An animation of a dog."),
        ("Seen in a two-minute film.", "Seen in a film."),
        ("The 4 second long shot holds on a dog.", "The shot holds on a dog."),
        ("A dog, make it 8 seconds.", "A dog."),
    ],
)
def test_a_length_left_out_leaves_a_sentence(text: str, left: str) -> None:
    one = whole(text)
    (finding,) = [finding for finding in look(one) if finding.rule == "container-settings"]
    assert [change.after for change in finding.fixes[0].changes] == [left]
    assert not finding.words.startswith(("A ", "An ")), "an article is not the measure"
