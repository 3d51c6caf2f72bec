"""Remedies as buttons: what each is called, and the sheet or tab that it leads to."""

from __future__ import annotations

from functools import partial

from fourbeat.model.finding import Finding
from fourbeat.model.plan import Character, Reference, Shot
from fourbeat.studio.consents import Shows
from fourbeat.studio.remedies import Remedy, Way

from ..room import Room
from .answer_sheets import ClearSheet, DeclareSheet, NotThisSheet
from .bind_sheet import BindSheet
from .consent_sheet import ConsentSheet
from .shows_sheet import say_what_shots_show

WORDS = {
    Way.FILM_FACT: "rights-dock.way-film-fact",
    Way.SHOT_FACT: "rights-dock.way-shot-fact",
    Way.NOT_THIS: "rights-dock.way-not-this",
    Way.CLEAR: "rights-dock.way-clear",
    Way.CONSENT: "rights-dock.way-consent",
    Way.BIND: "rights-dock.way-bind",
    Way.DECLARE: "rights-dock.way-declare",
    Way.PACKS: "rights-dock.way-packs",
}


def words(room: Room, remedy: Remedy) -> str:
    """Say what a remedy does."""
    return room.say(WORDS[remedy.way], name=remedy.name)


def carry_out(room: Room, finding: Finding, remedy: Remedy) -> None:
    """Lead to where a remedy is carried out."""
    shot = room.studio.plan.find(Shot, finding.shot)
    if shot is None:
        return
    match remedy.way:
        case Way.FILM_FACT | Way.PACKS:
            _lead(room, remedy)
        case Way.SHOT_FACT:
            say_what_shots_show(room, [shot])
        case Way.NOT_THIS:
            not_this = NotThisSheet(room, shot, remedy)
            not_this.present()
            not_this.reason.setFocus()
        case Way.CLEAR:
            clear = ClearSheet(room, shot, remedy)
            clear.present()
            clear.reason.setFocus()
        case Way.CONSENT:
            sheet = ConsentSheet(room, remedy.person, name=remedy.name, subject=remedy.subject)
            sheet.present()
            sheet.fields["description"].setFocus()
        case Way.BIND:
            target = _shows(room, remedy)
            if not any(not one.erased for one in room.studio.consents.people()):
                # Nobody is known yet: whoever it is consents first.
                sheet = ConsentSheet(room)
                sheet.accepted.connect(partial(_bind, room, target))
                sheet.present()
                sheet.fields["name"].setFocus()
            else:
                _bind(room, target)
        case Way.DECLARE:
            row = room.studio.plan.find(Reference, remedy.row)
            if row is not None:
                declare = DeclareSheet(room, row)
                declare.present()
                declare.shows.setFocus()


def _bind(room: Room, target: Shows | None) -> None:
    sheet = BindSheet(room, target=target)
    sheet.present()
    sheet.person.setFocus()


def _shows(room: Room, remedy: Remedy) -> Shows | None:
    plan = room.studio.plan
    kinds: tuple[type[Shows], ...] = (Reference, Character, Shot)
    return next((found for kind in kinds if (found := plan.find(kind, remedy.row)) is not None), None)


def _lead(room: Room, remedy: Remedy) -> None:
    """Bring the tab to the front where the answer is given."""
    from .deeds import show_tab
    from .page import RIGHTS, RightsPage
    from .use import UseSection

    show_tab(room, "packs" if remedy.way is Way.PACKS else "use")
    page = getattr(room.stage, "pages", {}).get(RIGHTS)
    section = page.section if isinstance(page, RightsPage) else None
    if isinstance(section, UseSection) and remedy.facts:
        section.reach(remedy.facts[0])
