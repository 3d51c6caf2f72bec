"""The sheet of a new consent: who, granted by whom, for what, where, with what, from when until when, and the proof."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fourbeat.model.consent import GrantedBy, Means, Terms
from fourbeat.model.errors import FourbeatError
from fourbeat.model.usage import Audience, Depicts, Performance, Scenario, Use
from fourbeat.policy.rule import DutyKind
from fourbeat.studio.docket import LOCAL
from fourbeat.studio.purposes import EVERYWHERE, territories
from fourbeat.studio.register import Person

from ..board.asking import Asking
from ..brief.field import Columns, Field
from ..brief.words import CheckField, LineField, TextField
from ..labels import Label
from ..picking import Picking
from ..room import Room
from .area import Area
from .checks_field import ChecksField, OneOf
from .rule_words import DUTIES
from .shows_sheet import DEPICTS, PERFORMANCES, SCENARIOS
from .use import AUDIENCES, USES

GIVERS = {
    GrantedBy.SELF: "rights-dock.by-self",
    GrantedBy.GUARDIAN: "rights-dock.by-guardian",
    GrantedBy.ESTATE: "rights-dock.by-estate",
    GrantedBy.AGENT: "rights-dock.by-agent",
}
MEANS = {
    Means.VIDEO_STATEMENT: "rights-dock.means-video",
    Means.SIGNED_FORM: "rights-dock.means-form",
    Means.EMAIL: "rights-dock.means-email",
    Means.PLATFORM_CAMEO: "rights-dock.means-cameo",
}
_GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "rights-dock.consent-about": (("name", "aliases"), ("description",), ("performance", "commercial")),
    "rights-dock.consent-given": (("by", "means"), ("evidence", "minor")),
    "rights-dock.consent-limited": (
        ("from", "until"),
        ("use",),
        ("audience",),
        ("never",),
        ("territory",),
        ("via",),
        ("scenario",),
        ("duties",),
    ),
}
"""The fields in the order they are needed: by heading, row by row."""

_LEAST = 10


class ProofField(Field):
    """Hold the file that proves something; of it only the hash is kept."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "rights-dock.evidence")
        self.file: Path | None = None
        self.pick = QPushButton(room.say("rights-dock.evidence-pick"))
        self.pick.setAutoDefault(False)
        room.icons.dress(self.pick, "open", "text-soft")
        self.told = Label(room.look, room.say("rights-dock.evidence-none"), "caption", tone="text-soft")
        self.told.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self.pick)
        line.addWidget(self.told, 1)
        self.lines.addLayout(line)
        self.setFocusProxy(self.pick)
        self.pick.clicked.connect(lambda _on=False: self._ask())

    def take(self, file: Path) -> None:
        """Take a file."""
        self.file = file
        self.told.setText(file.name)
        self.edited.emit()

    def value(self) -> object:
        """Give the file."""
        return self.file

    def show_value(self, value: object) -> None:
        """Show a file."""
        if isinstance(value, Path):
            self.take(value)

    def _ask(self) -> None:
        picking = Picking(self.window(), self.room.icons, self.room.memory)
        file = picking.file(self.room.say("rights-dock.evidence"), "evidence", "")
        if file is not None:
            self.take(file)


class ConsentSheet(Asking):
    """Ask for a consent; what is wrong is said beside its field, and the sheet stays open."""

    def __init__(self, room: Room, person: Person | None = None, *, name: str = "", subject: str = "") -> None:
        super().__init__(room, "rights-dock.consent-title", "rights-dock.keep", "rights-dock.consent-lead")
        self.paged = True
        self.title = Label(room.look, room.title("rights-dock.consent-title"), "title", bold=True)
        self.lines.insertWidget(0, self.title)
        self.made: Person | None = None
        self._subjects = (subject,) if subject else ()
        say = room.say
        either: list[tuple[object, str]] = [
            (None, say("rights-dock.commercial-either")),
            (True, say("rights-dock.commercial-only")),
            (False, say("rights-dock.commercial-not")),
        ]
        engines = sorted({LOCAL, *room.studio.generators})
        self.fields: dict[str, Field] = {
            "name": LineField(room, "rights-dock.consent-name"),
            "aliases": LineField(room, "rights-dock.consent-aliases", "rights-dock.consent-aliases-hint"),
            "description": TextField(room, "rights-dock.consent-what", "rights-dock.consent-what-hint", least=1),
            "by": OneOf(room, "rights-dock.consent-by", [(one, say(GIVERS[one])) for one in GrantedBy]),
            "minor": CheckField(room, "rights-dock.consent-minor"),
            "means": OneOf(room, "rights-dock.consent-means", [(one, say(MEANS[one])) for one in Means]),
            "performance": OneOf(
                room, "rights-dock.performance", [(one, say(PERFORMANCES[one])) for one in Performance]
            ),
            "from": LineField(room, "rights-dock.rule-from", "rights-dock.day-hint"),
            "until": LineField(room, "rights-dock.rule-until", "rights-dock.day-hint"),
            "commercial": OneOf(room, "rights-dock.consent-limits", either),
            "use": ChecksField(room, "rights-dock.rule-use", [(one, say(USES[one])) for one in Use]),
            "audience": ChecksField(
                room, "rights-dock.rule-audience", [(one, say(AUDIENCES[one])) for one in Audience]
            ),
            "scenario": ChecksField(
                room, "rights-dock.rule-scenario", [(one, say(SCENARIOS[one])) for one in Scenario]
            ),
            "territory": LineField(room, "rights-dock.rule-territory", "rights-dock.places-hint"),
            "via": ChecksField(room, "rights-dock.consent-via", [(one, self._engine(one)) for one in engines]),
            "never": ChecksField(room, "rights-dock.consent-never", [(one, say(DEPICTS[one])) for one in Depicts]),
            "duties": ChecksField(room, "rights-dock.rule-duties", [(one, say(DUTIES[one])) for one in DutyKind]),
            "evidence": ProofField(room),
        }
        self.fields["by"].show_value(GrantedBy.SELF)
        self.fields["means"].show_value(Means.SIGNED_FORM)
        self.fields["performance"].show_value(Performance.IMAGE)
        self.fields["name"].show_value(name or (person.name if person and not person.erased else ""))
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, room.theme.space("s"), 0)
        rows.setSpacing(room.theme.space("s"))
        for head, group in _GROUPS.items():
            rows.addWidget(Label(room.look, say(head), "heading", bold=True))
            for row in group:
                cells = tuple(self.fields[name] for name in row)
                rows.addWidget(Columns(room, cells) if len(cells) > 1 else cells[0])
        rows.addStretch(1)
        self.area = Area(room, inner)
        self.lines.addWidget(self.area, 1)
        self.fields["name"].edited.connect(self._known)
        self._known()

    def done_asking(self) -> None:
        """Write the consent down, unless a field is wrong."""
        faults = self._faults()
        for name, field in self.fields.items():
            field.show_fault(faults.get(name, ""))
        if faults:
            first = self.fields[next(iter(faults))]
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(first)
            return
        consents = self.room.studio.consents
        person = self._person()
        text, proof = str(self.fields["description"].value()), self.fields["evidence"].value()

        def work() -> Person:
            name, aliases = str(self.fields["name"].value()), self._aliases()
            known = person or consents.newcomer(name=name, aliases=aliases, subjects=self._subjects)
            file = proof if isinstance(proof, Path) else None
            consents.grant(person=known, terms=self._terms(), description=text, evidence=file)
            return known

        self.made = self.room.carry_out(work)
        if self.made is not None:
            self.accept()
            self.room.bridge.flush()
            self.room.stage.announce(self.room.say("rights-dock.consent-kept", person=self.made.name))

    def _engine(self, key: str) -> str:
        return self.room.say("rights-dock.via-local") if key == LOCAL else key

    def _person(self) -> Person | None:
        try:
            return self.room.studio.consents.person(str(self.fields["name"].value()))
        except FourbeatError:
            return None

    def _known(self) -> None:
        """Ask for other names only of somebody new."""
        self.fields["aliases"].setVisible(self._person() is None)

    def _aliases(self) -> list[str]:
        text = str(self.fields["aliases"].value()).replace("、", ",")
        return [one.strip() for one in text.split(",") if one.strip()]

    def _terms(self) -> Terms:
        value = {name: field.value() for name, field in self.fields.items()}
        places = [one for one in territories([str(value["territory"]).replace("、", ",")]) if one != EVERYWHERE]
        return Terms.model_validate(
            {
                "granted_by": value["by"],
                "means": value["means"],
                "performance": value["performance"],
                "commercial": value["commercial"],
                **{name: value[name] for name in ("use", "audience", "scenario", "via", "never", "duties", "minor")},
                "territory": places,
                "from_": value["from"],
                "until": value["until"],
            }
        )

    def _faults(self) -> dict[str, str]:
        say, found = self.room.say, dict[str, str]()
        text = {name: str(self.fields[name].value()) for name in ("name", "description", "from", "until", "territory")}
        if not text["name"]:
            found["name"] = say("consent.no-name")
        if len(" ".join(text["description"].split())) < _LEAST:
            found["description"] = say("consent.describe", least=_LEAST)
        if self.fields["minor"].value() and self.fields["by"].value() is not GrantedBy.GUARDIAN:
            found["by"] = say("consent.guardian")
        for name in ("from", "until"):
            if text[name] and not is_day(text[name]):
                found[name] = say("consent.no-such-day", day=text[name][:20])
        days = text["from"] and text["until"] and not {"from", "until"} & found.keys()
        if days and text["until"] < text["from"]:
            found["until"] = say("consent.ends-before", until=text["until"], start=text["from"])
        try:
            territories([text["territory"].replace("、", ",")])
        except FourbeatError as error:
            found["territory"] = self.room.words(error.message)
        return found


def is_day(text: str) -> bool:
    """Tell whether a text is a day, as 2027-01-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
