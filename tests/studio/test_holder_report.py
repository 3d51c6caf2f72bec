"""The holder's report: all that was asked for, words of others nowhere, and nothing that can be changed unseen."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from fourbeat.model.audit import AuditEntry, sealed
from fourbeat.model.consent import Terms
from fourbeat.model.errors import Busy, Invalid, NotFound
from fourbeat.model.ids import Ids
from fourbeat.model.review import Seen
from fourbeat.policy.hit import Sure
from fourbeat.policy.rule import Rule
from fourbeat.studio import holder_check, holder_lines, holder_markup, holder_page
from fourbeat.studio.guarded import Guarded
from fourbeat.studio.holder_report import Blanked, Body, Line, Report, read, written
from fourbeat.studio.holder_reports import HolderReports
from fourbeat.studio.holder_who import holder
from fourbeat.studio.masking import masked
from fourbeat.studio.rights import Rights
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording

from .far import Shelf, guards
from .test_claims import takedown, taken
from .test_rights import one, shelf

__all__ = ["shelf"]

SECRET = "An empty street"
HOSTILE = "</p><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\"&'\x07"


def owned(name: str, effect: str = "allow", sure: Sure = Sure.SURE, **more: object):
    """Guard something of the holder "studio" of the pack "moon"."""
    rules = () if effect == "none" else (Rule.model_validate({"id": "r", "effect": effect, "note": "As we said."}),)
    return guards(name, *rules, sure=sure, id=f"moon:studio/{name.lower()}", **more)


@pytest.fixture
def reports(studio: Studio, shelf: Shelf) -> HolderReports:
    """Give a film in which shot 010 names somebody of the holder's, and 020 nobody."""
    studio.purposes.say(commercial=False)
    shelf.fill(owned("Whisker"), guards("Elsewhere"))
    taken(studio, "010")
    taken(studio, "020")
    return studio.holder_reports


def look(studio: Studio, label: str, seen: Seen = Seen.NO, **more: str) -> None:
    take = studio.store.takes(one(studio, label).id)[-1]
    studio.reviews.look(takes=[take], character=seen, person=Seen.NO, logo=Seen.NO, **more)


def wrong(report: Report, text: str | None = None, **more: str) -> set[str]:
    return {found.code for found in holder_check.check(report, text or written(report), **more).wrong}


def pages(report: Report) -> dict[str, str]:
    return {language: holder_page.page(report, Wording.of(language)) for language in ("en", "ja")}


def test_what_concerns_the_holder_is_told_in_full_and_all_else_by_digest(
    studio: Studio, reports: HolderReports
) -> None:
    report = reports.make(who="studio")
    related, other = report.body.requests
    assert (related.related, other.related) == (True, False)
    assert "Whisker walks along the quay." in related.prompt
    assert [(match.subject, match.words) for match in related.matches if match.field == "prompt"] == [
        ("moon:studio/whisker", "Whisker")
    ]
    assert {said.decision for said in related.verdicts[0].said} == {"allow"}
    assert related.verdicts[0].packs == ("moon 1 ",)
    assert related.take is not None
    assert other.verdicts[0].digest == studio.store.verdicts()[1].digest
    assert (other.prompt, other.asked, other.shot, other.verdicts[0].request) == ("", None, "", "")
    for text in (written(report), *pages(report).values()):
        assert SECRET not in text
        assert one(studio, "020").id not in text
        assert "Whisker walks" in text or "Whisker</bdi></mark>" in text
    assert wrong(report) == set()


def test_a_report_is_open_until_every_take_was_looked_at_by_somebody_who_is_sure(
    studio: Studio, reports: HolderReports
) -> None:
    def opened() -> list[str]:
        body = reports.look(who="studio")
        assert body.complete is (not body.open)
        return [found.code for found in body.open]

    assert opened() == ["holder.open.unreviewed"]
    look(studio, "010")
    studio.bin.put(shots=[one(studio, "020")])
    assert opened() == ["holder.open.unreviewed"]
    studio.bin.bring_back(shots=studio.bin.shots())
    look(studio, "020", Seen.UNSURE)
    assert opened() == ["holder.open.unsure"]
    look(studio, "020", Seen.YES)
    assert opened() == ["holder.open.unnamed"]
    assert "INCOMPLETE" in pages(reports.make(who="studio"))["en"]
    assert "未完" in pages(reports.make(who="studio"))["ja"]
    look(studio, "020", Seen.YES, subject="Elsewhere")
    assert opened() == []
    assert "INCOMPLETE" not in pages(reports.make(who="studio"))["en"]


def test_where_nothing_concerns_the_holder_it_says_so_and_no_more(studio: Studio, reports: HolderReports) -> None:
    studio.rights._guarded.fill(guards("Nobody", id="moon:others/nobody"))
    for label in ("010", "020"):
        look(studio, label)
    page = pages(reports.make(who="others"))["en"]
    assert "Nothing of the holder’s was asked for, matched, or seen in review." in page
    assert "not generated" not in page.casefold()
    assert "never generated" not in page.casefold()


def test_what_was_seen_makes_a_request_the_holders(studio: Studio, reports: HolderReports) -> None:
    look(studio, "020", Seen.YES, subject="Whisker", note="On the wall")
    related = reports.make(who="studio").body.related
    assert [request.shot for request in related] == ["010", "020"]
    assert related[1].take is not None
    assert [(seen.subject, seen.note) for seen in related[1].take.reviews] == [("moon:studio/whisker", "On the wall")]


def test_a_note_alone_gives_no_words_away(studio: Studio, reports: HolderReports) -> None:
    studio.rights._guarded.fill(guards("street", sure=Sure.NOTE, id="moon:others/street"))
    taken(studio, "020")
    report = reports.make(who="others")
    assert report.body.related == []
    assert [request.noted for request in report.body.requests] == [(), *[("moon:others/street",)] * 2]
    assert SECRET not in written(report)
    assert wrong(report) == set()


def test_what_was_decided_before_is_told_though_the_pack_is_gone(studio: Studio, reports: HolderReports) -> None:
    studio.rights._guarded.fill()
    report = reports.make(who="studio")
    assert [request.shot for request in report.body.related] == ["010"]
    with pytest.raises(NotFound):
        reports.look(who="nobody")


def test_names_of_people_are_taken_out(studio: Studio, reports: HolderReports) -> None:
    def named(_text: str, _company: object = ()) -> list[object]:
        from fourbeat.policy.hit import Hit, Reading

        return [
            Hit(subject=f"person:{anna.id}", reading=Reading.NAME, sure=Sure.SURE, start=match.start(), end=match.end(),
                text=match[0], read_as=match[0])
            for match in re.finditer("Anna Example", _text)
        ]  # fmt: skip

    studio.fields.set(shots=[one(studio)], fields={"scene": "Whisker meets Anna Example."})
    taken(studio, "010")
    anna = studio.consents.add_person(name="Anna Example")
    studio.__dict__["rights"] = Rights(studio, studio.rights._guarded, lambda _subjects: named)
    report = reports.make(who="studio")
    text = written(report)
    assert "Anna" not in text
    assert f"Whisker meets [{anna.code}]." in report.body.requests[-1].prompt
    assert report.body.requests[-1].asked is None
    assert "holder.unchecked.masked" in {found.code for found in report.body.unchecked}
    assert wrong(report) == set()


def test_who_complained_is_not_told_but_what_was_decided_is(studio: Studio, reports: HolderReports) -> None:
    from fourbeat.model.claim import ClaimState

    made = takedown(studio, studio.store.takes(one(studio).id)[0])
    studio.claims.decide(claim=made.claim, state=ClaimState.SETTLED, reason="They agreed in May")
    report = reports.make(who="studio")
    assert "Ann Other" not in written(report)
    told = [(event.state, event.why) for event in report.body.claims]
    assert told == [("open", ""), ("settled", "They agreed in May")]
    assert wrong(report) == set()


def test_refusals_withdrawals_and_files_that_are_gone_are_told(studio: Studio, reports: HolderReports) -> None:
    takedown(studio, studio.store.takes(one(studio).id)[0])
    take = reports.make(who="studio").body.related[0].take
    assert take is not None
    assert (take.withdrawn, take.kept, take.chosen) == (True, False, True)


# What concerns others


@pytest.fixture
def shared(studio: Studio, reports: HolderReports) -> Report:
    """Give a report to "studio" about a film that others stand in too: alone, beside it, as real people, in money."""
    mog = guards("Mog", Rule.model_validate({"id": "r", "effect": "allow"}), id="stars:nova/mog", pack="stars")
    studio.rights._guarded.fill(owned("Whisker"), guards("Elsewhere"), mog)
    anna = studio.consents.add_person(name="Anna Example")
    studio.consents.bind(of=one(studio, "020"), person=anna)
    studio.consents.grant(person=anna, terms=Terms(), description="Walks through the fog and smiles.")
    studio.fields.set(shots=[one(studio, "030")], fields={"scene": "Mog walks by.", "provider": "far"})
    for label in ("020", "030"):
        taken(studio, label)
    look(studio, "030", Seen.YES, subject="Mog")
    takedown(studio, studio.store.takes(one(studio, "030").id)[0], subject="Mog")
    studio.fields.set(shots=[one(studio, "010")], fields={"scene": "Whisker meets Mog."})
    taken(studio, "010")
    studio.budget.stop(reason="Enough")
    studio.recheck.run()
    HolderReports(studio).make(who="nova")
    whole = studio.audits.all()
    texts = json.dumps([entry.model_dump(mode="json") for entry in whole])
    assert all(word in texts for word in ("person:", "stars:nova/mog", "money-", '"holder": "nova"'))
    return reports.make(who="studio")


def test_what_the_audit_says_of_others_is_not_handed_out(studio: Studio, shared: Report) -> None:
    anna = studio.consents.person("Anna Example")
    for text in (written(shared), *pages(shared).values()):
        for word in ("stars:nova", "person:", "money-", '"nova"', "consent-", anna.id, "Anna"):
            assert word not in text
    assert wrong(shared) == set()
    assert [line.hash for line in shared.audit] == [entry.hash for entry in studio.audits.all()]
    # Of other requests the digests still stand, and what names the holder alone can still be read.
    told = {each.digest for request in shared.body.others for each in request.verdicts}
    assert told
    assert told <= {verdict.digest for verdict in studio.store.verdicts()}
    (related, both) = shared.body.related
    assert [each.blanked for each in (*related.verdicts, *both.verdicts)] == [False, True]
    assert {entry.what for entry in shared.entries} == {"verdict", "report"}
    assert "holder.unchecked.blanked" in {found.code for found in shared.body.unchecked}
    assert "blanked" in pages(shared)["en"]


def test_whoever_touches_lines_that_are_blanked_is_found(shared: Report) -> None:
    audit = list(shared.audit)
    places = [place for place, line in enumerate(audit) if isinstance(line, Blanked)]
    readable = next(place for place, line in enumerate(audit) if isinstance(line, AuditEntry))
    first, second = next((one, one + 1) for one in places if one + 1 in places)

    def given(*lines: Line) -> set[str]:
        return wrong(shared.model_copy(update={"audit": lines}))

    swapped = [*audit[:first], audit[second], audit[first], *audit[second + 1 :]]
    numbered = [*audit[:first], audit[second].model_copy(update={"seq": first + 1}), *audit[second + 1 :]]
    assert "holder.wrong.chain" in given(*swapped)
    assert "holder.wrong.chain" in given(*audit[:first], *audit[second:])
    assert "holder.wrong.chain" in given(*numbered)
    assert "holder.wrong.chain" in given(*audit[:first], audit[first].model_copy(update={"seq": 99}), *audit[second:])
    later = audit[first].model_copy(update={"at": "2030-01-01T00:00:00.000Z"})
    assert "holder.wrong.lines" in given(*audit[:first], later, *audit[second:])
    entry = audit[readable]
    assert isinstance(entry, AuditEntry)
    kinder = entry.model_copy(update={"told": {**entry.told, "decision": "block"}})
    assert {"holder.wrong.chain", "holder.wrong.lines"} <= given(*audit[:readable], kinder, *audit[readable + 1 :])
    hidden = Blanked(seq=readable + 1, at=entry.at, previous=entry.previous, hash=entry.hash)
    assert {"holder.wrong.lines", "holder.wrong.not-in-audit"} <= given(
        *audit[:readable], hidden, *audit[readable + 1 :]
    )
    # A line put in between, linked as if it had always been there.
    more = Blanked(seq=first + 2, at=audit[first].at, previous=audit[first].hash, hash="7" * 64)
    rest = [audit[second].model_copy(update={"previous": more.hash}), *audit[second + 1 :]]
    assert "holder.wrong.lines" in given(*audit[:second], more, *rest)


def test_what_was_asked_for_twice_in_the_same_words_fits(studio: Studio, reports: HolderReports) -> None:
    taken(studio, "020")
    studio.jobs.add(shots=[one(studio, "020")], takes=2)
    assert wrong(reports.make(who="studio")) == set()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a walk with zelda", "a walk with [Z]"),
        ("ZELDA’s hat", "[Z]’s hat"),
        ("Mr Zelda  Q. Private walks", "Mr [Z] walks"),
        ("Zeldas walk", "Zeldas walk"),
        ("千恵子と歩く", "[C]と歩く"),
        ("José and Jose\u0301", "[J] and [J]"),
    ],
)
def test_every_name_of_somebody_is_taken_out_of_a_text(studio: Studio, shelf: Shelf, text: str, left: str) -> None:
    assert shelf.versions == 0
    zelda = studio.consents.add_person(name="Zelda", aliases=("Zelda Q. Private",))
    others = {"C": studio.consents.add_person(name="千恵子"), "J": studio.consents.add_person(name="José")}
    codes = {one.code: letter for letter, one in {"Z": zelda, **others}.items()}
    found = masked(text, studio.rights.people_in)
    for code, letter in codes.items():
        found = found.replace(code, letter)
    assert found == left


def test_a_holder_of_thousands_is_found_at_once() -> None:
    class Counted(str):
        compared = 0

        def __eq__(self, other: object) -> bool:
            Counted.compared += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    subjects = {}
    for place in range(300):
        subject, _ = guards(f"Name{place}", id=f"moon:studio/{place}", ids=("wikidata:Q1",))
        subjects[subject.id] = subject.model_copy(update={"id": Counted(subject.id)})
    studio = SimpleNamespace(rights=SimpleNamespace(guarded=lambda: Guarded(subjects)))
    found = holder(cast(Studio, studio), "moon:studio")
    assert len(found.subjects) == 300
    assert Counted.compared < 3000, "each is looked for once, not beside every other"
    assert found._ids is found._ids


# Changed by somebody


def _lines(text: str) -> list[int]:
    return [number for number, line in enumerate(text.split("\n")) if re.search(r"[0-9a-zA-Z]", line)]


def test_every_line_that_is_changed_is_found(studio: Studio, reports: HolderReports, tmp_path: Path) -> None:
    look(studio, "010", Seen.UNSURE, note="A hat")
    takedown(studio, studio.store.takes(one(studio).id)[0])
    text = written(reports.make(who="studio"))
    lines = text.split("\n")
    file = tmp_path / "report.json"
    places = _lines(text)
    assert len(places) > 250
    for number in places:
        line = lines[number]
        place = max(index for index, letter in enumerate(line) if letter.isascii() and letter.isalnum())
        other = "1" if line[place] != "1" else "2"
        file.write_text("\n".join([*lines[:number], line[:place] + other + line[place + 1 :], *lines[number + 1 :]]))
        assert not _fits(file), line
        file.write_text("\n".join([*lines[:number], *lines[number + 1 :]]))
        assert not _fits(file), f"without {line}"


def _fits(file: Path) -> bool:
    try:
        return not wrong(*read(file))
    except Invalid:
        return False


def test_lines_that_come_twice_or_anew_are_found(reports: HolderReports, tmp_path: Path) -> None:
    text = written(reports.make(who="studio"))
    file = tmp_path / "report.json"
    for other in (
        text.replace('"complete": false', '"complete": false,\n  "complete": true'),
        text.replace('"form": 1', '"form": 1,\n "more": 1'),
        text + " ",
        text.replace('"requests": [', '"requests": [ '),
        text.replace('"form": 1', '"form": 1.0'),
        "[" * 100_000,
        "",
        '{"form": 2}',
    ):
        assert other != text
        file.write_text(other)
        assert not _fits(file)
    file.write_bytes(text.replace("\n", "\r\n").encode())
    assert _fits(file)


def _resealed(body: Body, audit: Sequence[Line]) -> Report:
    """Do what somebody would do who knows how it is made: seal a changed report and a changed audit anew."""
    made, previous, ids = list[Line](), "0" * 64, Ids()
    for place, entry in enumerate(audit, start=1):
        if isinstance(entry, Blanked):
            made.append(entry.model_copy(update={"seq": place, "previous": previous}))
            previous = entry.hash
            continue
        told = entry.told
        if entry.what == "report":
            told = {**told, "seal": body.seal, "lines": holder_lines.digest(made)}
        made.append(
            sealed(identity=entry.id or ids.new(), what=entry.what, of=entry.of, told=told, at=entry.at, by=entry.by,
                   previous=previous)
        )  # fmt: skip
        previous = made[-1].hash
    return Report(body=body, audit=tuple(made), head=previous)


def test_a_report_sealed_anew_still_has_to_fit_its_audit(studio: Studio, reports: HolderReports) -> None:
    look(studio, "010", Seen.YES, subject="Whisker")
    look(studio, "020")
    report = reports.make(who="studio")
    body, audit = report.body, list(report.audit)
    related, other = body.requests

    def changed(**more: object) -> set[str]:
        return wrong(_resealed(body.model_copy(update=more), audit))

    assert changed() == set()
    assert related.take is not None
    said = related.verdicts[0]
    hidden = related.model_copy(update={"related": False, "verdicts": (said.model_copy(update={"subjects": ()}),)})
    prettier = related.model_copy(update={"prompt": "A street."})
    exact = related.model_copy(update={"asked": {**(related.asked or {}), "seed": 1}})
    kinder = related.model_copy(update={"verdicts": (said.model_copy(update={"decision": "block"}),)})
    unseen = related.take.reviews[0].model_copy(update={"character": "no", "subject": ""})
    blind = related.model_copy(update={"take": related.take.model_copy(update={"reviews": (unseen,)})})
    assert changed(requests=(other,)) >= {"holder.wrong.left-out", "holder.wrong.counts"}
    assert "holder.wrong.hidden" in changed(requests=(hidden, other))
    assert "holder.wrong.hidden" in changed(requests=(hidden, other), known=())
    assert "holder.wrong.request" in changed(requests=(prettier, other))
    assert "holder.wrong.request" in changed(requests=(exact, other))
    assert "holder.wrong.differs" in changed(requests=(kinder, other))
    assert "holder.wrong.review" in changed(requests=(blind, other))
    assert "holder.wrong.counts" in changed(counts={**body.counts, "unreviewed": 7})
    nobody = other.model_copy(update={"take": other.take.model_copy(update={"reviews": ()}) if other.take else None})
    assert "holder.wrong.complete" in changed(requests=(related, nobody))


def test_an_audit_made_anew_is_found_by_a_head_that_was_given_out(studio: Studio, reports: HolderReports) -> None:
    first = reports.make(who="studio")
    look(studio, "010")
    later = reports.make(who="studio")
    assert wrong(later, head=first.head) == set()
    hidden = next(line.hash for line in later.audit if isinstance(line, Blanked))
    assert wrong(later, head=hidden) == {"holder.wrong.blanked-head"}
    forged = _resealed(later.body, [*later.audit[:-3], later.audit[-1]])
    assert "holder.wrong.other-head" in wrong(forged, head=first.head)
    assert "holder.wrong.other-head" in wrong(first, head=later.head)


def test_what_is_decided_while_a_report_is_made_is_not_left_out(
    studio: Studio, reports: HolderReports, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, left = reports.look, [1]

    def slow(*, who: str) -> Body:
        body = whole(who=who)
        if left.pop() if left else False:
            look(studio, "010")
        return body

    monkeypatch.setattr(reports, "look", slow)
    assert wrong(reports.make(who="studio")) == set()
    left += [1] * 99
    with pytest.raises(Busy):
        reports.make(who="studio")


# The page


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_nothing_typed_can_act_on_the_page(studio: Studio, reports: HolderReports) -> None:
    studio.fields.set(shots=[one(studio)], fields={"scene": f"Whisker {HOSTILE}"})
    taken(studio, "010")
    look(studio, "010", Seen.YES, subject="Whisker", note=HOSTILE)
    body = reports.make(who="studio").body
    hostile = body.model_copy(update={"film": HOSTILE, "by": HOSTILE, "names": (HOSTILE,), "holder": HOSTILE})
    report = reports.make(who="studio").model_copy(update={"body": hostile})
    for language, page in pages(report).items():
        parser = _Tags()
        parser.feed(page)
        sources = "".join(Path(one.__file__).read_text() for one in (holder_page, holder_markup))
        known = set(re.findall(r"<([a-z0-9]+)", sources))
        assert {tag for tag, _ in parser.tags} <= known
        assert not {"script", "img", "link", "iframe", "a", "object"} & {tag for tag, _ in parser.tags}
        attributes = {name for _, attrs in parser.tags for name in attrs}
        assert attributes <= {"class", "scope", "lang", "charset", "content", "http-equiv", "name"}
        assert "alert(1)" in parser.text
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", page)
        assert "⟨U+202E⟩" in page
        assert f'lang="{language}"' in page
        assert "default-src 'none'" in page


def test_the_page_is_compared_with_its_report(reports: HolderReports) -> None:
    report = reports.make(who="studio")
    for page in pages(report).values():
        assert wrong(report, html=page) == set()
        assert wrong(report, html=page.replace("<b>1</b>", "<b>0</b>", 1)) == {"holder.wrong.page"}
        assert wrong(report, html=page.replace(report.head, "0" * 64)) == {"holder.wrong.page"}
        assert wrong(report, html=page + "more") == {"holder.wrong.page"}


def test_japanese_is_complete(studio: Studio, reports: HolderReports) -> None:
    look(studio, "010", Seen.YES, subject="Whisker")
    takedown(studio, studio.store.takes(one(studio).id)[0])
    report = reports.make(who="studio")
    bare = _Tags()
    bare.feed(pages(report)["ja"])
    english = _Tags()
    english.feed(pages(report)["en"])
    ours = {line.strip() for line in english.text.split("\n") if re.fullmatch(r"[A-Z][a-z’ ,.]{8,}", line.strip())}
    assert len(ours) > 5
    assert {line for line in ours if line in bare.text} == {"Whisker walks along the quay."}


def test_files_are_written_all_or_none(reports: HolderReports, tmp_path: Path) -> None:
    report = reports.make(who="studio")
    files = [tmp_path / "r.json", tmp_path / "r.html"]
    reports.give_out(report=report, files=files)
    assert wrong(*read(files[0]), html=files[1].read_text()) == set()
    with pytest.raises(Invalid) as error:
        reports.give_out(report=report, files=[tmp_path / "new.json", files[1]])
    assert error.value.code == "holder.there-already"
    for name, code in (("r.pdf", "holder.ending"), ("no/r.json", "holder.no-folder")):
        with pytest.raises(Invalid) as error:
            reports.give_out(report=report, files=[tmp_path / "new.json", tmp_path / name])
        assert error.value.code == code
    assert sorted(file.name for file in tmp_path.glob("*.*")) == ["r.html", "r.json", "still.png"]
    assert json.loads(files[0].read_text())["head"] == report.head


def test_what_was_never_sent_is_told_too(studio: Studio, reports: HolderReports) -> None:
    (job,) = studio.jobs.add(shots=[one(studio)])
    studio.jobs.cancel(job=job)
    states = [request.state for request in reports.look(who="studio").requests]
    assert states == ["done", "done", "cancelled"]
