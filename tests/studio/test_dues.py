"""Dues: screen time by frames of the cut, the duties that follow and how they stand, what it cost, the credits."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from fourbeat.model.consent import Terms as Granted
from fourbeat.model.errors import Invalid, NotFound, Refused
from fourbeat.model.job import Charged, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.plan import Reel, ReelItem, Shot
from fourbeat.model.review import Seen
from fourbeat.policy.hit import Sure
from fourbeat.policy.rule import DutyKind
from fourbeat.store import Writer
from fourbeat.studio.credits import credits
from fourbeat.studio.dues import Account
from fourbeat.studio.dues_sheet import as_csv, as_html, carried, notes, tables
from fourbeat.studio.duties import DutyState
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording

from .far import Shelf, guards, rule
from .test_claims import takedown, taken
from .test_rights import one, shelf

__all__ = ["shelf"]

SHARE = {"kind": "revenue-share", "to": "moon-studio", "percent": "10"}
CREDIT = {"kind": "attribution", "to": "Moon", "text": "Captain Whisker © Moon"}
TERMS = """
dated = 2026-11-21
source = "Letter of November 3"
[platform]
name = "Stream"
percent = 30
[creator]
name = "Mori"
"""


def account(studio: Studio, **more: object) -> Account:
    return studio.dues.account(reel=studio.reels.find(), **more)


def allowed(*duties: object, name: str = "Whisker", **more: object):
    asked = [{"kind": one} if isinstance(one, str) else one for one in duties]
    given = {"id": f"moon:moon-studio/{name.lower()}", "holder": "Moon Studio"} | more
    return guards(name, rule("fans", "allow", duties=asked), **given)


def states(found: Account) -> dict[DutyKind, DutyState]:
    return {duty.kind: duty.state for due in found.dues for duty in due.duties}


def item(studio: Studio, reel: Reel, key: str, shot: Shot, **more: object) -> None:
    row = ReelItem(id=studio.desk.ids.new(), reel=reel.id, order=key, shot=shot.id, **more)
    studio.store.write(lambda writer: writer.edit(message("x"), [studio.plan.born(row)]))


def test_a_planned_shot_counts_by_its_frames(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed(CREDIT))
    found = account(studio)
    (due,) = found.dues
    assert (due.name, due.holder, due.frames, due.planned, found.frames) == ("Whisker", "Moon Studio", 96, 96, 288)
    assert [(here.label, here.take, here.start, here.frames) for here in due.appearances] == [("010", None, 0, 96)]
    taken(studio, "010")
    (due,) = account(studio).dues
    assert (due.frames, due.planned, due.appearances[0].number) == (96, 0, 1)


def test_what_stands_in_the_cut_counts_not_what_was_made(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed(CREDIT))
    take = taken(studio, "010")
    reel = Reel(id=studio.desk.ids.new(), order="b", name="Teaser", follows=False)
    studio.store.write(lambda writer: writer.edit(message("x"), [studio.plan.born(reel)]))
    item(studio, reel, "a", one(studio, "020"), end=10)
    item(studio, reel, "b", one(studio, "010"), start=7, end=40, take=take.id)
    item(studio, reel, "c", one(studio, "010"), start=60, end=61)
    found = studio.dues.account(reel=reel)
    (due,) = found.dues
    assert [(here.start, here.frames, here.take) for here in due.appearances] == [(10, 33, take.id), (43, 1, take.id)]
    assert (due.frames, found.frames) == (34, 44)


def test_a_withdrawn_take_counts_for_nobody(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed(CREDIT))
    takedown(studio, taken(studio, "010"))
    found = account(studio)
    assert (found.dues, found.held) == ((), ("010",))
    assert "010 are withdrawn" in studio.desk.wording(next(iter(notes(found))))


def test_a_verdict_still_counts_once_its_pack_is_gone(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed(CREDIT, SHARE))
    taken(studio, "010")
    shelf.fill()
    (due,) = account(studio).dues
    assert (due.name, due.holder, due.frames) == ("whisker", "moon-studio", 96)
    assert {duty.kind for duty in due.duties} == {DutyKind.ATTRIBUTION, DutyKind.REVENUE_SHARE}


def test_not_this_one_is_not_owed_anything(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed(CREDIT))
    studio.clearances.not_this(shot=one(studio), subject="Whisker", reason="Our cat")
    assert account(studio).dues == ()


def test_notes_do_not_count_and_doubtful_hits_have_no_part(studio: Studio, shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "terms.toml").write_text(TERMS, encoding="utf-8")
    subject, _ = allowed(SHARE)
    shelf.fill((subject, Sure.NOTE))
    assert account(studio).dues == ()
    shelf.fill((subject, Sure.DOUBTFUL))
    found = account(studio, terms=tmp_path / "terms.toml")
    assert [due.counts for due in found.dues] == [False]
    assert found.split is not None
    assert [part.name for part in found.split.parts] == ["Mori", "Stream"]


def test_what_was_seen_in_a_take_counts(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed(CREDIT, name="Sun"))
    take = taken(studio, "020")
    assert account(studio).dues == ()
    studio.reviews.look(takes=[take], character=Seen.YES, person=Seen.NO, logo=Seen.NO, subject="Sun")
    (due,) = account(studio).dues
    assert (due.name, due.frames, due.planned) == ("Sun", 96, 0)


def test_people_of_the_cast_count_with_the_duties_of_their_consents(studio: Studio, shelf: Shelf) -> None:
    shelf.fill()
    anna = studio.consents.add_person(name="Anna Example")
    studio.consents.grant(
        person=anna, terms=Granted(duties=("label-ai", "attribution")), description="All that the film needs."
    )
    studio.consents.bind(of=studio.cast.find("Ada"), person=anna)
    found = account(studio)
    assert [(due.name, due.person, due.frames) for due in found.dues] == [("Anna Example", True, 96)]
    assert set(states(found)) == {DutyKind.LABEL_AI, DutyKind.ATTRIBUTION}
    assert credits(found, studio.desk.wording).text == "With Anna Example, by consent\n"
    said = [studio.desk.wording(told) for told, _ in carried(found)]
    assert "The film must be labelled as made by AI. They ask for it: Anna Example." in said


def test_an_approval_is_met_by_a_clearance_and_only_where_it_reaches(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed("approval", name="quay"))
    found = account(studio)
    assert states(found) == {DutyKind.APPROVAL: DutyState.UNMET}
    assert studio.desk.wording(found.open[0][1].why) == "No clearance for 010 and 030."
    done = {"duty": DutyKind.APPROVAL, "subject": "Quay", "reason": "Mail of May 2"}
    studio.dues.fulfil(**done, shots=[one(studio, "010")])
    assert studio.desk.wording(account(studio).open[0][1].why) == "No clearance for 030."
    (made,) = studio.dues.fulfil(**done)
    assert states(account(studio)) == {DutyKind.APPROVAL: DutyState.MET}
    studio.clearances.withdraw(clearance=made, reason="Taken back")
    assert states(account(studio)) == {DutyKind.APPROVAL: DutyState.UNMET}


def test_a_duty_of_another_reel_is_fulfilled_too(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed("notify"))
    reel = Reel(id=studio.desk.ids.new(), order="b", name="Teaser", follows=False)
    empty = reel.model_copy(update={"id": studio.desk.ids.new(), "name": "Empty"})
    studio.store.write(lambda writer: writer.edit(message("x"), [studio.plan.born(one) for one in (reel, empty)]))
    item(studio, reel, "a", one(studio, "010"), end=10)
    first = studio.reels.find()
    studio.store.write(lambda writer: writer.edit(message("x"), studio.plan.change(first, follows=False)))
    assert studio.plan.reel_items(studio.reels.find()) == []
    studio.dues.fulfil(duty=DutyKind.NOTIFY, subject="Whisker", reason="Mail of May 2")
    assert states(studio.dues.account(reel=reel)) == {DutyKind.NOTIFY: DutyState.MET}


def test_what_was_done_answers_no_rule(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed("approval"))
    studio.dues.fulfil(duty=DutyKind.APPROVAL, subject="Whisker", reason="Mail of May 2")
    shelf.fill(guards("Whisker", rule("ask", "ask"), id="moon:moon-studio/whisker"))
    assert [found.subject.name for found in studio.clearances.open_asks(one(studio))] == ["Whisker"]


def test_a_cleared_ask_with_a_duty_is_approved(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(guards("Whisker", rule("ask", "ask", duties=[{"kind": "approval"}])))
    assert account(studio).dues[0].duties == ()
    studio.clearances.clear(shots=[one(studio)], reason="They said yes")
    assert states(account(studio)) == {DutyKind.APPROVAL: DutyState.MET}


def test_other_duties_stand_as_far_as_anybody_knows(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed(*map(str, DutyKind)))
    take = taken(studio, "010")
    found = states(account(studio))
    assert found[DutyKind.RETAIN_RECORDS] is DutyState.MET
    assert found[DutyKind.REVIEW_FINAL_CUT] is DutyState.UNMET
    studio.reviews.look(takes=[take], character=Seen.NO, person=Seen.NO, logo=Seen.NO, subject="")
    found = states(account(studio))
    assert {kind for kind, state in found.items() if state is DutyState.UNMET} == {DutyKind.APPROVAL}
    assert found[DutyKind.REVIEW_FINAL_CUT] is DutyState.UNSAID
    for kind in DutyKind:
        studio.dues.fulfil(duty=kind, subject="moon studio", reason="Done")
    assert set(states(account(studio)).values()) == {DutyState.MET}


def test_only_what_is_owed_can_be_fulfilled(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed(CREDIT))
    for subject in ("Somebody", ""):
        with pytest.raises(NotFound, match=r"dues\.no-such-duty"):
            studio.dues.fulfil(duty=DutyKind.ATTRIBUTION, subject=subject, reason="Done")
    with pytest.raises(NotFound, match=r"dues\.no-such-duty"):
        studio.dues.fulfil(duty=DutyKind.NOTIFY, subject="Whisker", reason="Done")
    with pytest.raises(Invalid, match=r"clearance\.no-reason"):
        studio.dues.fulfil(duty=DutyKind.ATTRIBUTION, subject="Whisker", reason=" ")


def test_costs_stand_by_currency_and_what_nobody_knows_is_counted(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed(CREDIT))
    first, second = taken(studio, "010"), taken(studio, "010")
    third = taken(studio, "020")
    taken(studio, "030")

    def charge(writer: Writer) -> None:
        writer.update_attempt(first.attempt, charge=Money(amount="0.40", currency="USD"))
        writer.update_attempt(second.attempt, charge=Money(amount="60", currency="JPY"))
        writer.update_attempt(third.attempt, charged=Charged.UNKNOWN)

    studio.store.write(charge)
    found = account(studio)
    sums = (("JPY", Decimal(60)), ("USD", Decimal("0.40")))
    assert (found.by_shot[one(studio, "010").id].sums, found.cost.sums) == (sums, sums)
    assert found.by_shot[one(studio, "020").id].unknown == 1
    assert one(studio, "030").id not in found.by_shot  # The animatic is drawn on this machine.
    studio.bin.put(shots=[one(studio, "020")])
    later = account(studio)
    assert (later.cost.unknown, later.elsewhere.unknown) == (0, 1)


def test_the_split_is_hidden_without_terms_and_exact_with_them(studio: Studio, shelf: Shelf, tmp_path: Path) -> None:
    shelf.fill(allowed(SHARE))
    assert account(studio).split is None
    with pytest.raises(Invalid, match=r"dues\.no-terms"):
        account(studio, amount="10", currency="USD")
    (tmp_path / "terms.toml").write_text(TERMS, encoding="utf-8")
    studio.dues.terms.keep(file=tmp_path / "terms.toml")
    found = account(studio, amount="100", currency="USD").split
    assert found is not None
    assert [(part.name, str(part.amount)) for part in found.parts] == [
        ("Moon Studio", "3.33"),
        ("Mori", "66.67"),
        ("Stream", "30.00"),
    ]
    assert studio.dues.terms.forget()
    assert not studio.dues.terms.forget()
    assert account(studio).split is None


def test_a_share_without_a_number_is_never_made_up(studio: Studio, shelf: Shelf, tmp_path: Path) -> None:
    shelf.fill(allowed("revenue-share"))
    (tmp_path / "terms.toml").write_text(TERMS, encoding="utf-8")
    found = account(studio, terms=tmp_path / "terms.toml", amount="1", currency="USD")
    assert (found.split, found.unsaid) == (None, ("Moon Studio",))
    (tmp_path / "more.toml").write_text(f'{TERMS}\n[[holder]]\nto = "moon studio"\npercent = 3\n', encoding="utf-8")
    found = account(studio, terms=tmp_path / "more.toml")
    assert found.split is not None
    assert found.split.parts[0].share * 100 == 1


def test_credits_stand_once_in_the_order_of_the_film(studio: Studio, shelf: Shelf) -> None:
    names = [{"text": "quay", "language": "en"}, {"text": "岸壁", "language": "ja"}]
    shelf.fill(
        allowed(CREDIT), allowed("attribution", name="quay", names=names), allowed({**CREDIT, "to": "O"}, name="street")
    )
    english, japanese = (credits(account(studio), Wording.of(language)) for language in ("en", "ja"))
    assert english.text == "Captain Whisker © Moon\nquay: by permission of Moon Studio\n"
    assert [line.given for line in english.lines] == [True, False]
    assert len(english.lines[0].subjects) == 2
    assert japanese.text.splitlines()[0] == "Captain Whisker © Moon"
    assert "岸壁" in japanese.text


def test_a_spreadsheet_meets_no_formula_and_a_page_no_markup(studio: Studio, shelf: Shelf) -> None:
    for sign in ("=", "+", "-", "@", "＝", "\t="):
        text = f"{sign}HYPERLINK(0)<script>"
        shelf.fill(allowed({**CREDIT, "text": text}, holder=f"{sign}Moon<b>"))
        found = account(studio)
        data = as_csv(found, studio.desk.wording).decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(data)) for cell in row]
        assert any("HYPERLINK" in cell for cell in cells)
        assert not [cell for cell in cells if cell.strip()[:1] in ("=", "+", "-", "@", "＝")]
        page = as_html(found, studio.desk.wording, "2026-11-21").decode()
        assert "&lt;script&gt;" in page
        assert "<script" not in page
        assert "<b>" not in page


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_table_has_as_many_cells_as_heads(studio: Studio, shelf: Shelf, tmp_path: Path, language: str) -> None:
    shelf.fill(allowed(CREDIT, SHARE, "label-ai"))
    taken(studio, "010")
    (tmp_path / "terms.toml").write_text(TERMS, encoding="utf-8")
    found = account(studio, terms=tmp_path / "terms.toml", amount="100", currency="JPY")
    made = tables(found, Wording.of(language), shot_by_shot=True)
    assert len(made) == 5
    assert all(len(row) == len(table.heads) for table in made for row in table.rows)
    assert all(table.rows for table in made)


def test_a_film_leaves_unapproved_unless_todays_rules_forbid_it(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed("approval"))
    taken(studio, "010")
    reel = studio.reels.find()
    studio.dues.check(studio.reels.cut(reel))
    shelf.fill(guards("Whisker", rule("never", "block"), id="moon:moon-studio/whisker"))
    with pytest.raises(Refused, match=r"dues\.not-approved") as error:
        studio.jobs.render(reel=reel)
    assert "Today’s rules forbid Whisker, and nobody has approved it: shots 010." in studio.desk.wording(
        error.value.message
    )
    studio.dues.fulfil(duty=DutyKind.APPROVAL, subject="Whisker", reason="Mail of May 2", shots=[one(studio)])
    assert studio.jobs.render(reel=reel).state is JobState.QUEUED


def test_an_export_says_what_it_carries(studio: Studio, shelf: Shelf) -> None:
    shelf.fill(allowed("approval", "label-ai", "notify", CREDIT))
    told = [(studio.desk.wording(one), unmet) for one, unmet in carried(account(studio))]
    assert told == [
        ("Whisker – have it approved: No clearance for 010.", True),
        ("The film must be labelled as made by AI. They ask for it: Whisker.", False),
        ("1 credit is owed to rightsholders.", False),
        ("What else is owed: notify the rightsholder (Whisker).", False),
    ]
    shelf.fill()
    assert list(carried(account(studio))) == []
