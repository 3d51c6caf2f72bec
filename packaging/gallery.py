"""Draw every widget of the window in every state, theme, language and text size, to be looked at.

python packaging/gallery.py TARGET [SETTING ...]

A setting is named `en-dark-100`: language (en, ja, or qps, the made-up one), theme (dark, light, contrast), text size
(100, 200). Without any, all eighteen are drawn. Each gets a folder of pictures in TARGET. The window's
tests walk through the same states.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import gallery_made
import gallery_money
import gallery_pools
import gallery_refused
import gallery_stills
import gallery_workflows
import gallery_wrap
from controls import controls
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from stage import SETTINGS, SMALL, Setting, Stage

from fourbeat.app.board.asking import Asking
from fourbeat.app.board.bin_sheet import BinSheet
from fourbeat.app.board.numbers_sheet import NumbersSheet
from fourbeat.app.board.replace_sheet import ReplaceSheet
from fourbeat.app.board.set_sheet import SetSheet
from fourbeat.app.board.template_sheets import PickTemplate, SaveTemplate
from fourbeat.app.cast.sheets import NewSheet, RemoveSheet, RenameSheet
from fourbeat.app.connections.models import ModelsSheet
from fourbeat.app.connections.new_server import NewServer
from fourbeat.app.connections.sheet import ConnectionsSheet
from fourbeat.app.docks import DOCKS, WORKSPACES
from fourbeat.app.errors import ErrorSheet
from fourbeat.app.findings.reason import Reason
from fourbeat.app.manual.window import Help
from fourbeat.app.new_project import NewProject
from fourbeat.app.palette import Palette
from fourbeat.app.queue.leaving import LeaveSheet
from fourbeat.app.queue.page import Queue
from fourbeat.app.queue.sending import SendSheet
from fourbeat.app.reel.toast import Toast
from fourbeat.app.references.crop_sheet import CropSheet
from fourbeat.app.rights.answer_sheets import ClearSheet, DeclareSheet, NotThisSheet
from fourbeat.app.rights.bind_sheet import BindSheet
from fourbeat.app.rights.consent_sheet import ConsentSheet
from fourbeat.app.rights.dues import DuesSection
from fourbeat.app.rights.dues_sheet import DoneSheet
from fourbeat.app.rights.pack_form import PackForm
from fourbeat.app.rights.pack_sheets import StopUsing, TakeIn
from fourbeat.app.rights.page import RightsPage
from fourbeat.app.rights.reach_sheet import EraseSheet, RevokeSheet
from fourbeat.app.rights.rule_sheet import RuleSheet
from fourbeat.app.rights.section import Section
from fourbeat.app.rights.shows_sheet import ShowsSheet
from fourbeat.app.rights.tabs import TABS
from fourbeat.app.room import Room
from fourbeat.app.script.redraft import RedraftSheet
from fourbeat.app.script.sheet import ScriptSheet
from fourbeat.app.start import Program
from fourbeat.app.unsaved import UnsavedSheet
from fourbeat.app.window import StudioWindow
from fourbeat.model.briefing import BeatFile, BriefFile, LineFile
from fourbeat.model.budget import Cap, Measure, Span
from fourbeat.model.claim import ClaimKind
from fourbeat.model.consent import Terms
from fourbeat.model.errors import Invalid
from fourbeat.model.job import Estimate, Failure, JobState, Money
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Character, Shot, ShotStatus, TakeStatus
from fourbeat.model.usage import Depicts, Performance, Use
from fourbeat.model.verdict import Decision
from fourbeat.policy.rule import DutyKind
from fourbeat.store import Writer
from fourbeat.studio.costs import Cost
from fourbeat.studio.desk import Desk
from fourbeat.studio.dues import Account, Appearance, Due, Split
from fourbeat.studio.duties import Duty, DutyState
from fourbeat.studio.opening import create
from fourbeat.studio.pack_drafts import PackDraft, opened
from fourbeat.studio.packs import Packs
from fourbeat.studio.remedies import Remedy, Way
from fourbeat.studio.send_sheet import Price, Sheet, SheetShot
from fourbeat.studio.split import Stretch, paid, shares
from fourbeat.studio.studio import Studio
from fourbeat.studio.terms import Terms as AgreedTerms

S = JobState
WAYS: dict[JobState, tuple[JobState, ...]] = {
    S.HELD: (S.HELD,),
    S.QUEUED: (),
    S.RESERVED: (S.RESERVED,),
    S.SENDING: (S.RESERVED, S.SENDING),
    S.ACCEPTED: (S.RESERVED, S.SENDING, S.ACCEPTED),
    S.RUNNING: (S.RESERVED, S.SENDING, S.ACCEPTED, S.RUNNING),
    S.DOWNLOADING: (S.RESERVED, S.SENDING, S.ACCEPTED, S.DOWNLOADING),
    S.UNKNOWN: (S.RESERVED, S.SENDING, S.UNKNOWN),
    S.FAILED: (S.RESERVED, S.FAILED),
    S.CANCELLED: (S.CANCELLED,),
}
"""How a job comes into each state; `done` is reached by making takes."""

Picture = tuple[str, QWidget]

SCRIPT = """Title: Night

INT. WORKSHOP - NIGHT

A lamp on the bench.

ADA
It works.

EXT. YARD - DAY

Fog.
"""
LATER = """
INT. STAIRS - DAY

Rain.
"""
"""A script, and what a later draft of it adds."""

PACK = """\
pack: moon
version: 2
issued: 2026-11-01
basis: house-policy
name: Moon Films
holders:
  - id: moon
    name: Moon Films
    contact: licences@moon.example
    works:
      - id: moon-cat
        names: {en: [The Moon Cat], ja: [月の猫]}
        characters:
          - id: whisker
            names: {en: [Captain Whisker]}
            rules:
              - {id: no-ads, effect: block, when: {use: [ad]}, note: Never in advertisements.}
              - {id: free, effect: allow, when: {commercial: "false"}, duties: [label-ai]}
"""
"""A rights pack as a holder writes it."""


def film(folder: Path, desk: Desk) -> Path:
    """Make a small film in which every status of a shot, a take and a job is met, and every field is filled."""
    full = BriefFile(
        title="The lamp gives up",
        seconds="1",
        scene="A lamp on a bench. It gives up.",
        framing="wide",
        move="push-in",
        angle="low",
        depth="shallow",
        lens="35 mm",
        light="one lamp",
        palette=("#101822 night", "#d08a3c amber", "#7a9e7e sage"),
        mood="quiet",
        cast=("Ada",),
        sound="rain",
        beats=(BeatFile(text="the lamp goes out"), BeatFile(text="rain", at="1/2")),
        lines=(LineFile(speaker="Ada", text="It works, or it does not, and then I shall have to say so at length."),),
    )
    with create(folder, desk, name="Gallery", size="320x180") as studio:
        studio.cast.add(name="Ada")
        for brief in (full, full, full, full, BriefFile(scene="Fog."), BriefFile(), full, full):
            studio.shots.add(brief=brief.model_copy(update={"number": ""}), folder=folder)
        studio.bin.put(shots=studio.plan.shots()[-2:-1])
        shots = studio.plan.shots()
        picture = folder / "lamp.png"
        image = QImage(640, 360, QImage.Format.Format_RGB32)
        image.fill(QColor("#d08a3c"))
        image.save(str(picture))
        studio.references.add(of=shots[0], files=[picture])
        asked = studio.jobs.add(shots=shots[:4], takes=1) + studio.jobs.add(shots=shots[:1], takes=2)
        asked += studio.jobs.add(shots=[shots[1].model_copy(update={"provider": "handwork"})])
        studio.jobs.run(only=[job.id for job in asked], choose=True)
        _judge(studio)
        _people(studio)
        for way in WAYS.values():
            _lead(studio, way)
        _stop(studio)
        gallery_refused.refuse(studio)
        gallery_stills.paint(studio)
    return folder


def _judge(studio: Studio) -> None:
    """Give the takes and shots what only a person gives."""
    shots = studio.plan.shots()
    for listed, status in zip(studio.takes.list(shots[0]), (TakeStatus.APPROVED, TakeStatus.REJECTED), strict=False):
        studio.takes.mark(takes=[listed.take], status=status, rating=4)
    for shot, state in zip(shots[1:], (ShotStatus.APPROVED, ShotStatus.RETAKE, ShotStatus.OMITTED), strict=False):
        change = studio.plan.change(shot, status=state)
        studio.store.write(lambda writer, changes=change, one=shot: writer.edit(_step(one), changes))


def _people(studio: Studio) -> None:
    """Write down what somebody granted, and what was answered."""
    anna = studio.consents.newcomer(name="Anna Example")
    terms = Terms(performance=Performance.BOTH, use=(Use.PITCH,), territory=("JP",), until=studio.desk.now()[:10])
    terms = terms.model_copy(update={"never": (Depicts.SEXUAL,), "duties": ("attribution",)})
    studio.consents.grant(person=anna, terms=terms, description="Walks by and smiles")
    studio.consents.add_person(name="Ben Example")


def _step(shot: Shot) -> Message:
    return message("step.edit-shot", shot=shot.number)


def _lead(studio: Studio, way: tuple[JobState, ...]) -> None:
    """Ask for a take and lead its job into a state, as the queue would."""
    (job,) = studio.jobs.add(shots=[studio.plan.shots()[-1]])
    before = job.state
    for to in way:
        facts = {"why": message("queue.failed-there", provider="animatic")} if to in (S.FAILED, S.UNKNOWN) else {}
        if to is S.FAILED:
            facts["failure"] = Failure.SERVER
        studio.store.write(lambda writer, to=to, was=before, f=facts: writer.move_job(job.id, to, expect=was, **f))
        before = to


def _stop(studio: Studio) -> None:
    """Withdraw a take, and let the gate hold one request and block another."""
    shots = studio.plan.shots()
    (listed,) = studio.takes.list(shots[1])
    studio.claims.add(kind=ClaimKind.TAKEDOWN, who="Anna Example", contact="", about="A lamp", takes=[listed.take])
    held, blocked = studio.jobs.add(shots=[shots[2], shots[4]])
    why = message("gate.no-provider", provider="moon")

    def work(writer: Writer) -> None:
        writer.move_job(held.id, S.HELD, expect=S.QUEUED, why=why, not_before=None)
        writer.move_job(blocked.id, S.RESERVED, expect=S.QUEUED)
        writer.move_job(blocked.id, S.FAILED, expect=S.RESERVED, why=why, failure=Failure.REFUSED)

    studio.store.write(work)


def questions(room: Room, work: Path) -> Iterator[tuple[str, Asking]]:
    """Give every sheet that asks for something about the film; files that one reads are written into a folder."""
    studio = room.studio
    shots = studio.plan.shots()
    room.selection.choose([shot.id for shot in shots[:3]])
    yield "bin", BinSheet(room)
    yield "numbers", NumbersSheet(room)
    replace = ReplaceSheet(room)
    replace.old.setText("lamp")
    replace.new.setText("fog")
    replace.look()
    yield "replace", replace
    for field in ("light", "palette", "status"):
        several = SetSheet(room)
        several.which.setCurrentIndex(several.which.findData(field))
        yield f"set-{field}", several
    yield "template-save", SaveTemplate(room)
    studio.templates.save(name="Lamp", brief=BriefFile(scene="A lamp on a bench. It gives up."), replace=True)
    yield "template-pick", PickTemplate(room)
    ada = studio.plan.all(Character)[0]
    yield "connections-ways", ConnectionsSheet(room)
    fields = {"name": "GPU in room 2", "protocol": "videos", "url": "http://gpu.example/v1", "entry": "bearer"}
    studio.connections.add(key="gpu", fields=fields)
    connected = ConnectionsSheet(room)
    connected.editor.answer.tell("GPU in room 2", studio.generators["animatic"].capabilities())
    connected.editor.trial.offer("animatic")
    yield "connections", connected
    whole = ConnectionsSheet(room)
    whole.editor.more.head.setChecked(True)
    yield "connections-more", whole
    yield "connections-models", ModelsSheet(room, studio.connections.find("gpu"))
    yield "connections-pool", gallery_pools.pooled(room, fields)
    refused = ConnectionsSheet(room)
    refused.editor.answer.refuse(Invalid("provider.odd-url"))
    yield "connections-refused", refused
    yield "connections-server", NewServer(room)
    yield "send", SendSheet(room, _sheet(studio))
    yield from gallery_money.sheets(room, work)
    yield from gallery_refused.sheets(room)
    yield from gallery_wrap.sheets(room)
    yield from gallery_stills.sheets(room)
    yield from gallery_made.sheets(room)
    yield from gallery_workflows.sheets(room, work)
    yield "cast-new", NewSheet(room, "prop")
    yield "cast-rename", RenameSheet(room, ada)
    yield "cast-remove", RemoveSheet(room, ada, studio.cast.uses(ada))
    yield "script-none", ScriptSheet(room)
    draft, later = work / "night.fountain", work / "later.fountain"
    draft.write_text(SCRIPT, encoding="utf-8")
    later.write_text(SCRIPT.replace("the bench", "the stool") + LATER, encoding="utf-8")
    script = ScriptSheet(room)
    script.take(draft)
    _until(lambda: script.tree.topLevelItemCount() > 0)
    yield "script", script
    with create(work / "scripted", room.desk, name="Scripted", size="320x180") as other:
        other.scripts.bring_in(proposal=other.scripts.propose(draft))
        redraft = other.scripts.compare(later)
    yield "script-redraft", RedraftSheet(room, redraft)
    yield from rights(room, work)
    owned = studio.references.of(shots[0])[0]
    yield "crop", CropSheet(room, owned, studio.references.small(owned, 960), studio.plan.project.format.size)


def _sheet(studio: Studio) -> Sheet:
    """Draw up a send sheet with every kind of price, a shot that is blocked, and two caps."""
    most = Money(amount="0.50", currency="USD")
    prices = (Estimate(least=Money(amount="0.40", currency="USD"), most=most, seconds="4"), Estimate(seconds="4"))
    shots = studio.plan.cut_shots()
    asked = tuple(
        SheetShot(shot.id, shot.number, "gpu", f"reel-{number}", 1, price, price)
        for number, (shot, price) in enumerate(zip(shots, prices, strict=False), start=1)
    )
    where = message("request.too-long", shot=shots[2].number, model="reel-1", longest="8")
    facts = {"id": studio.desk.ids.new(), "at": studio.desk.now(), "by": "Ada", "measure": Measure.MONEY}
    caps = [
        Cap(**facts, span=span, most=sum_, currency="USD") for span, sum_ in ((Span.DAY, "5"), (Span.PROJECT, "40"))
    ]
    left = ((caps[0], Fraction(3)), (caps[1], None))
    whole = Sheet(asked, (), Price(), 0, ((shots[2].number, where),), left)
    return whole.only({one.shot for one in asked})


def rights(room: Room, work: Path) -> Iterator[tuple[str, Asking]]:
    """Give every sheet of the Rights panel."""
    studio, file = room.studio, work / "moon.yaml"
    file.write_text(PACK, encoding="utf-8")
    packs = Packs(room.desk.home, room.desk.now)
    looked, standing = packs.check(file=file)
    yield "rights-take-in", TakeIn(room, packs, file, looked, standing)
    yield "rights-stop", StopUsing(room, packs, packs.all()[0])
    for name, part in (("pack", ()), ("holder", ("holders", 0)), ("wrong", _WRONG)):
        form = _form(room, packs, opened(file, "2026-11-21"), part)
        yield f"rights-form-{name}", form
    rules = {"effect": "block", "when": {"use": ["ad"]}, "duties": ["attribution", "revenue-share"]}
    window = room.stage
    assert isinstance(window, QWidget)
    yield "rights-rule", RuleSheet(room, rules, lambda _rule: None, window)
    shots = studio.plan.shots()
    yield "rights-shows", ShowsSheet(room, shots[:1])
    consent = ConsentSheet(room)
    consent.done_asking()
    yield "rights-consent", consent
    anna, given = studio.consents.people()[0], studio.consents.all()[0]
    yield "rights-bind", BindSheet(room, anna)
    yield "rights-revoke", RevokeSheet(room, given, anna)
    yield "rights-erase", EraseSheet(room, anna)
    remedy = Remedy(Way.CLEAR, "moon:moon/moon-cat/whisker", "Captain Whisker", "Whisker")
    yield "rights-not-this", NotThisSheet(room, shots[0], remedy)
    yield "rights-clear", ClearSheet(room, shots[0], remedy)
    yield "rights-declare", DeclareSheet(room, studio.references.of(shots[0])[0])
    due = _account(studio).dues[0]
    yield "rights-done", DoneSheet(room, due, due.duties[0])


def _account(studio: Studio) -> Account:
    """Draw up an account in which every state of a duty is met, and a sum is divided."""
    shot = studio.plan.cut_shots()[0]
    here = Appearance(0, shot.id, shot.number, None, None, 0, 72)
    told = {
        DutyKind.APPROVAL: (DutyState.UNMET, message("dues.not-approved-in", shots=(shot.number,))),
        DutyKind.ATTRIBUTION: (DutyState.UNSAID, message("dues.in-credits")),
        DutyKind.RETAIN_RECORDS: (DutyState.MET, message("dues.records-kept")),
    }
    duties = tuple(Duty(kind, "", "", "", state, why) for kind, (state, why) in told.items())
    moon = Due("moon:moon/whisker", "Captain Whisker", {}, "Moon Films", False, True, Decision.ALLOW, (here,), duties)
    anna = Due("person:anna", "Anna Example", {}, "", True, False, Decision.ASK, (here,), ())
    terms = AgreedTerms.model_validate(
        {
            "dated": "2026-11-21",
            "source": "Letter of November 3",
            "platform": {"name": "Example Stream", "percent": "30"},
            "creator": {"name": "Studio Mori"},
        }
    )
    stretches = (Stretch(72, {"Moon Films": {"moon:moon/whisker": Fraction(1, 10)}}), Stretch(240, {}))
    cost = Cost((("JPY", Decimal(1200)), ("USD", Decimal("3.40"))), unknown=2)
    parts = paid(shares(stretches, terms), Decimal(1000), 2)
    split = Split(terms, parts, Decimal(1000), "USD")
    rate = studio.plan.project.fps
    return Account("Reel 1", "Film", rate, 312, (moon, anna), (shot.number,), cost, {}, Cost(), split)


_WRONG = ("holders", 0, "works", 0, "characters", 1)


def _form(room: Room, packs: Packs, draft: PackDraft, part: tuple[str | int, ...]) -> PackForm:
    """Open the form at one thing; the wrong one has no name."""
    if part == _WRONG:
        draft.whole["holders"][0]["works"][0]["characters"].append({"names": {}})
        # As if it had been opened so: the gallery closes it without being asked.
        draft.opened = draft.whole
    form = PackForm(room, packs, draft, lambda _pack: None)
    form.look_at(part)
    _until(lambda: not form.checking)
    return form


def _until(done: Callable[[], bool], seconds: float = 20) -> None:
    end = monotonic() + seconds
    while not done() and monotonic() < end:
        QTest.qWait(20)


def sheets(window: StudioWindow) -> Iterator[Picture]:
    """Give every sheet, menu and message that comes over the window."""
    room, say = window.room, window.room.say
    yield "controls", controls(room)
    for name, words in (("palette", ""), ("palette-nothing", "zzzz")):
        palette = Palette(room, window)
        palette.field.setText(words)
        yield name, palette
    yield "new-project", NewProject(room.desk, room.look, room.icons, Path("/film"), window)
    error = Invalid("project.size", size="1x1")
    words = room.desk.wording
    yield "error", ErrorSheet(words, room.look, words.title(error), words(error.message), "report", window)
    yield "leaving", LeaveSheet(room, 2, window)
    yield "unsaved", UnsavedSheet(room, "A lamp on a bench. It gives up.", window)
    yield "reason", Reason(room, room.words(message("lint.gone")), window)
    for page in ("keys", "brief"):
        sheet = Help(room, window)
        sheet.show_page(page)
        yield f"help-{page}", sheet
    yield "toast", Toast(room, say("reel.film-ready", file="film.mp4"), (say("reel.show-folder"), bool), window)
    with TemporaryDirectory(prefix="fourbeat-gallery-") as work:
        for name, asks in questions(room, Path(work)):
            asks.present()
            yield name, asks
    for name in ("shot", "take", "view", "queue"):
        menu = room.actions.menu(name, window)
        assert isinstance(menu, QMenu)
        yield f"menu-{name}", menu


def states(window: StudioWindow) -> Iterator[str]:
    """Bring the window into every state one by one: each workspace, each dock in front, one shot, several and none."""
    cards = window.room.shots.cards()
    for workspace in WORKSPACES:
        window.workspace(workspace)
        window.reset()
        yield f"workspace-{workspace}"
    window.workspace("plan")
    for dock in DOCKS:
        window.show_dock(dock.id)
        yield f"dock-{dock.id}"
    queue = window.pages["queue"]
    assert isinstance(queue, Queue)
    if (
        order := next((one for one in queue.jobs.places() if window.room.studio.handwork.waits(one)), None)
    ) is not None:
        window.show_dock("queue")
        queue.view.setCurrentIndex(queue.jobs.index(queue.jobs.row_of(order.id) or 0))
        yield "queue-order"
    page = window.pages["rights"]
    assert isinstance(page, RightsPage)
    for tab in TABS:
        window.show_dock("rights")
        _until(partial(_rested, page.show_tab(tab.id)))
        yield f"rights-{tab.id}"
    dues = page.show_tab("dues")
    assert isinstance(dues, DuesSection)
    _until(partial(_rested, dues))
    if cards:
        dues.show_account(_account(window.room.studio))
        yield "rights-dues-owed"
    for name, some in (("several", cards[:2]), ("none", [])):
        window.room.selection.choose([card.shot for card in some])
        for dock in ("brief", "takes"):
            window.show_dock(dock)
            yield f"{dock}-{name}"


def _rested(section: Section) -> bool:
    return not section.asking


def draw(stage: Stage, setting: Setting, full: Path, empty: Path, target: Path) -> int:
    """Draw everything in one setting; give how many pictures it took."""
    target.mkdir(parents=True, exist_ok=True)
    count = 0

    def keep(name: str, widget: QWidget) -> None:
        nonlocal count
        count += 1
        stage.shot(widget).save(str(target / f"{name}.png"))

    with stage.program(setting) as program:
        keep("first-run", _first(program))
    for name, project in (("", full), ("empty-", empty)):
        with stage.window(project, setting, SMALL) as window:
            for state in states(window):
                keep(f"{name}{state}", window)
            if not name:
                for title, widget in sheets(window):
                    widget.show()
                    keep(title, widget)
                    widget.close()
                    widget.deleteLater()
    return count


def _first(program: Program) -> QWidget:
    program.show_first()
    assert program.first is not None
    program.first.resize(*SMALL)
    return program.first


def main(target: Path, names: list[str]) -> None:
    """Draw the settings that are named, or all."""
    stage = Stage.alone()
    home = Path(tempfile.mkdtemp(prefix="fourbeat-gallery-"))
    try:
        full = film(home / "full", stage.desk(Setting()))
        with create(home / "empty", stage.desk(Setting()), name="Empty", size="320x180"):
            pass
        for setting in SETTINGS:
            if not names or setting.name in names:
                print(f"{setting.name}: {draw(stage, setting, full, home / 'empty', target / setting.name)} pictures")
    finally:
        shutil.rmtree(home, ignore_errors=True)
        stage.close()


if __name__ == "__main__":
    known = {setting.name for setting in SETTINGS}
    if len(sys.argv) < 2 or sys.argv[1].startswith("-") or not known.issuperset(sys.argv[2:]):
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
