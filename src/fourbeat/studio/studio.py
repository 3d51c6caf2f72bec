"""One open project: the store, the generators, and the verbs on each noun."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from fourbeat.media.worker import Workers
from fourbeat.model.document import Plan
from fourbeat.model.provider import Provider
from fourbeat.store import Store

from .arrange import Arrange
from .asking import Asking
from .audits import Audits
from .backups import Backups
from .bin import Bin
from .budget import Budget
from .calls import Calls
from .cast import Cast
from .claims import Claims
from .clearances import Clearances
from .connections import Connections
from .consents import Consents
from .desk import Desk
from .dialects import Dialects
from .drafts import Drafts
from .dues import Dues
from .enrolments import Enrolments
from .fields import Fields
from .film import Film
from .filtering import Filtering
from .findings import Findings
from .generators import Generators, workers
from .handwork import Handworks
from .history import History
from .holder_reports import HolderReports
from .invoices import Invoices
from .jobs import Jobs
from .ledger import Ledger
from .looks import Looks
from .numbering import ShotNumbers
from .pasting import Pasting
from .places import Places, Props
from .posters import Posters
from .prompts import Prompts
from .proxy import Proxies
from .purposes import Purposes
from .recheck import Recheck
from .reels import Reels
from .references import References
from .remedies import Remedies
from .remixes import Remixes
from .retargeting import Retargeting
from .reviews import Reviews
from .rights import Rights
from .scripts import Scripts
from .shots import Shots
from .splitting import Splitting
from .stills import Stills
from .suggestions import Suggestions
from .takes import Takes
from .templates import Templates
from .text import Text
from .wariness import Wariness
from .withdrawn import Withdrawn


class Studio:
    """Be one open project, with everything it needs handed in."""

    def __init__(self, store: Store, desk: Desk, generators: Mapping[str, Provider] | None = None) -> None:
        self.store = store
        self.desk = desk
        self._generators = generators
        self.backups = Backups(store)

    @cached_property
    def workers(self) -> Workers:
        """Give the pool of worker processes; none is started before there is work."""
        return workers(self.desk.settings)

    @cached_property
    def generators(self) -> Mapping[str, Provider]:
        """Give the generators by key: those handed in, else those that ship with the program."""
        return self._generators or Generators(self.workers, self.store.folder, self.connections)

    @cached_property
    def asking(self) -> Asking:
        """Compose what generators would be asked for, and ask the gate about it."""
        return Asking(self)

    @cached_property
    def connections(self) -> Connections:
        """Say which servers and websites the person generates with."""
        return Connections(self.desk.home, self.desk.now)

    @property
    def plan(self) -> Plan:
        """Give the plan as it stands."""
        return self.store.plan

    @property
    def folder(self) -> Path:
        """Give the project's folder."""
        return self.store.folder

    @cached_property
    def enrolments(self) -> Enrolments:
        """Show the cast to providers that know it by an id."""
        return Enrolments(self)

    @cached_property
    def film(self) -> Film:
        """Build whole films from files."""
        return Film(self)

    @cached_property
    def shots(self) -> Shots:
        """Add, change, move and remove shots."""
        return Shots(self)

    @cached_property
    def cast(self) -> Cast:
        """Add, change and rename characters, and say what they wear."""
        return Cast(self)

    @cached_property
    def places(self) -> Places:
        """Add, change and rename places, and say which scenes play there."""
        return Places(self)

    @cached_property
    def props(self) -> Props:
        """Add, change and rename props, and say where they are seen."""
        return Props(self)

    @cached_property
    def stills(self) -> Stills:
        """Ask for pictures of shots, cast, places and props, and make references of them."""
        return Stills(self)

    @cached_property
    def references(self) -> References:
        """Take reference pictures in, crop them, and read their colours."""
        return References(self)

    @cached_property
    def arrange(self) -> Arrange:
        """Move and duplicate shots, one or many."""
        return Arrange(self)

    @cached_property
    def bin(self) -> Bin:
        """Put shots into the bin and bring them back."""
        return Bin(self)

    @cached_property
    def fields(self) -> Fields:
        """Set fields of shots and their briefs, one or many."""
        return Fields(self)

    @cached_property
    def filtering(self) -> Filtering:
        """Read filters and ask them of shots."""
        return Filtering(self)

    @cached_property
    def findings(self) -> Findings:
        """Say what the linter finds, and clear it."""
        return Findings(self)

    @cached_property
    def wariness(self) -> Wariness:
        """Say what generators have refused in this film."""
        return Wariness(self)

    @cached_property
    def pasting(self) -> Pasting:
        """Give briefs out as text and take them in."""
        return Pasting(self)

    @cached_property
    def scripts(self) -> Scripts:
        """Bring scripts in, and bring them up to date."""
        return Scripts(self)

    @cached_property
    def numbering(self) -> ShotNumbers:
        """Number shots anew, and lock their numbers."""
        return ShotNumbers(self)

    @cached_property
    def splitting(self) -> Splitting:
        """Make two shots of one, and one of two."""
        return Splitting(self)

    @cached_property
    def text(self) -> Text:
        """Find and replace words across the film."""
        return Text(self)

    @cached_property
    def templates(self) -> Templates:
        """Keep briefs for shots to come."""
        return Templates(self.desk.home)

    @cached_property
    def drafts(self) -> Drafts:
        """Read and keep briefs that are being written."""
        return Drafts(self)

    @cached_property
    def prompts(self) -> Prompts:
        """Say what briefs send, and take text typed by hand."""
        return Prompts(self)

    @cached_property
    def dialects(self) -> Dialects:
        """Say how generators like to be spoken to."""
        return Dialects(self.desk.home, self.connections.spoken_of)

    @cached_property
    def takes(self) -> Takes:
        """List and choose takes."""
        return Takes(self)

    @cached_property
    def jobs(self) -> Jobs:
        """Queue, run, cancel and retry work."""
        return Jobs(self)

    @cached_property
    def budget(self) -> Budget:
        """Say what may be spent."""
        return Budget(self)

    @cached_property
    def ledger(self) -> Ledger:
        """Say what was spent, is set aside, and is not known."""
        return Ledger(self)

    @cached_property
    def invoices(self) -> Invoices:
        """Settle what is unknown by providers' own lists."""
        return Invoices(self)

    @cached_property
    def handwork(self) -> Handworks:
        """Tell what people make by hand, and take what they bring."""
        return Handworks(self)

    @cached_property
    def remixes(self) -> Remixes:
        """Make takes from takes."""
        return Remixes(self)

    @cached_property
    def retargeting(self) -> Retargeting:
        """Move shots to another generator."""
        return Retargeting(self)

    @cached_property
    def calls(self) -> Calls:
        """Answer what other programs ask of whoever holds the project."""
        return Calls(self)

    @cached_property
    def reels(self) -> Reels:
        """Resolve and render cuts."""
        return Reels(self)

    @cached_property
    def purposes(self) -> Purposes:
        """Say what the film is for and what its shots show."""
        return Purposes(self)

    @cached_property
    def rights(self) -> Rights:
        """Say whose characters and persons shots touch, and what may be done."""
        # Here, not above: what reads and signs packs is loaded when rights are first looked at, not with every window.
        from .common_words import common
        from .packs import Packs
        from .shelf import Finder, Shelf

        packs = Packs(self.desk.home, self.desk.now)
        return Rights(self, Shelf(packs, common), lambda subjects: Finder(subjects, common), packs.stamp)

    @cached_property
    def consents(self) -> Consents:
        """Keep what real people granted, and take it back."""
        return Consents(self)

    @cached_property
    def clearances(self) -> Clearances:
        """Answer what the packs ask."""
        return Clearances(self)

    @cached_property
    def claims(self) -> Claims:
        """Keep what others say about the film, and how it was decided."""
        return Claims(self)

    @cached_property
    def remedies(self) -> Remedies:
        """Say what can be done about findings of rights."""
        return Remedies(self)

    @cached_property
    def reviews(self) -> Reviews:
        """Keep what people saw in takes."""
        return Reviews(self)

    @cached_property
    def holder_reports(self) -> HolderReports:
        """Say to rightsholders what was asked for, decided, made and seen."""
        return HolderReports(self)

    @cached_property
    def dues(self) -> Dues:
        """Say what is owed to whom, and who gets what."""
        return Dues(self)

    @cached_property
    def suggestions(self) -> Suggestions:
        """Say what generators refused, and what it turned out to be."""
        return Suggestions(self)

    @cached_property
    def audits(self) -> Audits:
        """Check the audit and give it out."""
        return Audits(self)

    @cached_property
    def withdrawn(self) -> Withdrawn:
        """Say which takes are withdrawn."""
        return Withdrawn(self)

    @cached_property
    def looks(self) -> Looks:
        """Give fingerprints of pictures and takes."""
        return Looks(self)

    @cached_property
    def recheck(self) -> Recheck:
        """Judge old work anew."""
        return Recheck(self)

    @cached_property
    def history(self) -> History:
        """Undo and redo."""
        return History(self)

    @cached_property
    def posters(self) -> Posters:
        """Give small pictures of takes."""
        return Posters(self)

    @cached_property
    def proxies(self) -> Proxies:
        """Give films to play of reels as they stand."""
        return Proxies(self)

    def close(self) -> None:
        """Stop the work and let go of the project."""
        try:
            if "calls" in self.__dict__:
                self.calls.close()
            if "proxies" in self.__dict__:
                self.proxies.close()
            if "posters" in self.__dict__:
                self.posters.close()
            if "jobs" in self.__dict__:
                self.jobs.close()
            if "looks" in self.__dict__:
                self.looks.close()
            self.backups.take_if_due(self.desk.now())
        finally:
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
