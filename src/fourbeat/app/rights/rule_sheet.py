"""The sheet of one rule: what may be, when it counts, and what it asks for in return, from closed lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.model.usage import Audience, Depicts, Performance, Scenario, Use
from fourbeat.model.verdict import Decision
from fourbeat.policy.rule import DutyKind
from fourbeat.studio.purposes import EVERYWHERE, territories

from ..board.asking import Asking
from ..brief.field import Field
from ..brief.words import CheckField, LineField, TextField
from ..room import Room
from .checks_field import ChecksField, OneOf
from .rule_words import DUTIES, EFFECTS
from .shows_sheet import DEPICTS, PERFORMANCES, SCENARIOS
from .use import AUDIENCES, USES

Thing = dict[str, Any]

_LISTS = ("use", "audience", "depicts", "scenario", "performance")
_SHARE = "revenue-share"
_NAMED = "attribution"


class RuleSheet(Asking):
    """Ask for a rule; what is wrong is said beside its field, and the sheet stays open."""

    def __init__(self, room: Room, rule: Thing, keep: Callable[[Thing], None], over: QWidget) -> None:
        super().__init__(room, "rights-dock.rule-title", "rights-dock.keep")
        self.setParent(over, self.windowFlags())
        self._rule, self._keep, self.roomy = rule, keep, True
        say = room.say
        effects = [(one.value, say(EFFECTS[one])) for one in (Decision.BLOCK, Decision.ASK, Decision.ALLOW)]
        either: list[tuple[object, str]] = [
            ("", say("rights-dock.commercial-either")),
            ("true", say("rights-dock.commercial-only")),
            ("false", say("rights-dock.commercial-not")),
        ]
        self.fields: dict[str, Field] = {
            "effect": OneOf(room, "rights-dock.rule-effect", effects),
            "commercial": OneOf(room, "rights-dock.rule-commercial", either),
            "use": ChecksField(room, "rights-dock.rule-use", [(one, say(USES[one])) for one in Use]),
            "audience": ChecksField(
                room, "rights-dock.rule-audience", [(one, say(AUDIENCES[one])) for one in Audience]
            ),
            "depicts": ChecksField(room, "rights-dock.rule-depicts", [(one, say(DEPICTS[one])) for one in Depicts]),
            "scenario": ChecksField(
                room, "rights-dock.rule-scenario", [(one, say(SCENARIOS[one])) for one in Scenario]
            ),
            "performance": ChecksField(
                room, "rights-dock.rule-performance", [(one, say(PERFORMANCES[one])) for one in Performance]
            ),
            "territory": LineField(room, "rights-dock.rule-territory", "rights-dock.places-hint"),
            "from": LineField(room, "rights-dock.rule-from", "rights-dock.day-hint"),
            "until": LineField(room, "rights-dock.rule-until", "rights-dock.day-hint"),
            "duties": ChecksField(room, "rights-dock.rule-duties", [(one, say(DUTIES[one])) for one in DutyKind]),
            "credit": LineField(room, "rights-dock.rule-credit"),
            "percent": LineField(room, "rights-dock.rule-percent", "rights-dock.rule-percent-hint"),
            "final": CheckField(room, "rights-dock.rule-final", "rights-dock.rule-final-hint"),
            "note": TextField(room, "rights-dock.rule-note", least=1),
        }
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, room.theme.space("s"), 0)
        rows.setSpacing(room.theme.space("m"))
        for field in self.fields.values():
            rows.addWidget(field)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        self.lines.addWidget(self.area, 1)
        self._show(rule)
        self.fields["duties"].edited.connect(self._turned)
        self.fields["effect"].edited.connect(self._turned)
        self._turned()

    def done_asking(self) -> None:
        """Keep the rule, unless a field is wrong."""
        faults = self._faults()
        for name, field in self.fields.items():
            field.show_fault(faults.get(name, ""))
        if faults:
            first = self.fields[next(iter(faults))]
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(first)
            return
        self._keep(self._written())
        self.accept()

    def _show(self, rule: Thing) -> None:
        when = rule.get("when", {})
        duties = dict(map(_duty, rule.get("duties", [])))
        for name, field in self.fields.items():
            if name in _LISTS:
                field.show_value(when.get(name, []))
            elif name == "commercial":
                field.show_value(str(when.get("commercial", "")).lower())
            elif name == "territory":
                field.show_value(", ".join(when.get("territory", [])))
            elif name == "duties":
                field.show_value(list(duties))
            elif name == "credit":
                field.show_value(duties.get(_NAMED, {}).get("text", ""))
            elif name == "percent":
                field.show_value(duties.get(_SHARE, {}).get("percent", ""))
            elif name == "final":
                field.show_value(str(rule.get("final", "")).lower() == "true")
            else:
                field.show_value(rule.get(name, ""))

    def _turned(self) -> None:
        """Show only what the choices above ask for."""
        checked = self.fields["duties"].value()
        assert isinstance(checked, list)
        self.fields["credit"].setVisible(_NAMED in checked)
        self.fields["percent"].setVisible(_SHARE in checked)
        self.fields["final"].setVisible(self.fields["effect"].value() == Decision.BLOCK)

    def _faults(self) -> dict[str, str]:
        say, found = self.room.say, dict[str, str]()
        text = {name: str(self.fields[name].value()) for name in ("from", "until", "territory", "percent")}
        for name in ("from", "until"):
            if text[name] and not _is_day(text[name]):
                found[name] = say("pack.no-day", given=text[name][:20])
        if not found and text["from"] and text["until"] and text["until"] < text["from"]:
            found["until"] = say("pack.ends-before", first=text["from"], last=text["until"])
        try:
            territories([text["territory"].replace("、", ",")])
        except FourbeatError as error:
            found["territory"] = self.room.words(error.message)
        if not self.fields["percent"].isHidden() and text["percent"] and not _is_percent(text["percent"]):
            found["percent"] = say("rights-dock.no-percent")
        return found

    def _written(self) -> Thing:
        """Give the rule with what is said here; what the sheet does not ask for stays as it was."""
        value = {name: field.value() for name, field in self.fields.items()}
        when = {
            key: one for key, one in self._rule.get("when", {}).items() if key in ("via", "project", "duration-max-s")
        }
        when |= {name: value[name] for name in _LISTS if value[name]}
        places = [one for one in territories([str(value["territory"]).replace("、", ",")]) if one != EVERYWHERE]
        if places:
            when["territory"] = places
        if value["commercial"]:
            when["commercial"] = value["commercial"]
        kept = {key: one for key, one in self._rule.items() if key not in ("when", "duties", *self.fields)}
        rule: Thing = {**kept, "effect": value["effect"]}
        if when:
            rule["when"] = when
        rule |= {name: value[name] for name in ("from", "until", "note") if value[name]}
        if value["final"] and value["effect"] == Decision.BLOCK:
            rule["final"] = "true"
        duties = [self._duty(one) for one in value["duties"]] if isinstance(value["duties"], list) else []
        if duties:
            rule["duties"] = duties
        return rule

    def _duty(self, kind: str) -> str | Thing:
        known = dict(map(_duty, self._rule.get("duties", [])))
        facts = dict(known.get(kind, {}))
        if kind == _NAMED:
            facts["text"] = str(self.fields["credit"].value())
        if kind == _SHARE:
            facts["percent"] = str(self.fields["percent"].value())
        facts = {key: one for key, one in facts.items() if one}
        return {kind: facts} if facts else kind


def _duty(given: str | Thing) -> tuple[str, Thing]:
    if isinstance(given, str):
        return given, {}
    if "kind" in given:
        return str(given["kind"]), {key: one for key, one in given.items() if key != "kind"}
    kind, facts = next(iter(given.items()))
    return str(kind), dict(facts) if isinstance(facts, dict) else {}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_percent(text: str) -> bool:
    whole, _, part = text.partition(".")
    return whole.isdecimal() and (not part or part.isdecimal()) and len(part) <= 4 and 0 <= float(text) <= 100
